package transcript

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"io"
	"strconv"
)

// pdfFile is a PDF as its objects. They are found by going through the file,
// not by its table, which is wrong often and could send a reader anywhere; of
// two with one number the later one counts, as in a file that was changed.
type pdfFile struct {
	objects map[pdfRef]any
	trailer pdfDict // what the ends of the file say together
	fonts   map[pdfRef]*pdfFont
	left    int64 // bytes that may yet be inflated or gone through
	endless bool  // no stream ends further on in the file
}

// openPDF goes through a file.
func openPDF(data []byte, limit int64) (*pdfFile, error) {
	f := &pdfFile{objects: map[pdfRef]any{}, trailer: pdfDict{}, fonts: map[pdfRef]*pdfFont{}, left: limit}
	at, object, trailer := 0, next(data, 0, "obj"), next(data, 0, "trailer")
	for min(object, trailer) < len(data) && f.left >= 0 {
		if trailer < object {
			dict, behind, _ := f.parse(data, trailer+len("trailer"))
			f.ends(dict)
			at = behind
		} else {
			at = f.object(data, object)
		}
		if object < at {
			object = next(data, at, "obj")
		}
		if trailer < at {
			trailer = next(data, at, "trailer")
		}
	}
	if f.left < 0 {
		return nil, errPDFLong
	}
	return f, nil
}

// parse reads an object and gives the place behind it. It takes from the limits
// many times the bytes gone through, as an object does in memory.
func (f *pdfFile) parse(data []byte, at int) (object any, behind int, ok bool) {
	l := pdfLexer{data: data, at: at, refs: true}
	object, err := l.object(0)
	if !f.spend(64+16*(l.at-at)) || err != nil {
		return nil, at, false
	}
	return object, l.at, true
}

// object keeps the object whose "obj" stands at a place, and gives the place
// behind.
func (f *pdfFile) object(data []byte, at int) int {
	number, ok := objectNumber(data, at)
	at += len("obj")
	if !ok {
		return at
	}
	object, at, ok := f.parse(data, at)
	if !ok {
		return at
	}
	f.objects[number] = object
	if dict, ok := object.(pdfDict); ok {
		return f.stream(number, dict, data, at)
	}
	return at
}

// next is where a word stands next, the end of the data where it does not.
func next(data []byte, at int, word string) int {
	if found := bytes.Index(data[at:], []byte(word)); found >= 0 {
		return at + found
	}
	return len(data)
}

// stream adds to a dictionary what it heads, if it heads anything, and gives
// the place behind.
func (f *pdfFile) stream(number pdfRef, dict pdfDict, data []byte, at int) int {
	raw, behind, ok := f.streamOf(data, at, dict)
	if !ok {
		return at
	}
	stream := &pdfStream{dict, raw}
	f.objects[number] = stream
	switch dict["Type"] {
	case pdfName("ObjStm"):
		f.packed(stream)
	case pdfName("XRef"):
		f.ends(dict)
	}
	return behind
}

func (f *pdfFile) ends(object any) {
	dict, _ := object.(pdfDict)
	for _, key := range [...]pdfName{"Root", "Encrypt"} {
		if value := dict[key]; value != nil {
			f.trailer[key] = value
		}
	}
}

// objectNumber reads "12 0 " before "obj".
func objectNumber(data []byte, at int) (pdfRef, bool) {
	digits := func() string {
		for at > 0 && pdfSpace(data[at-1]) {
			at--
		}
		end := at
		for at > 0 && end-at < 10 && data[at-1] >= '0' && data[at-1] <= '9' {
			at--
		}
		return string(data[at:end])
	}
	generation := digits()
	number, err := strconv.Atoi(digits())
	return pdfRef(number), err == nil && generation != ""
}

// streamOf is what stands between "stream" and "endstream", and where it ends.
func (f *pdfFile) streamOf(data []byte, at int, dict pdfDict) (raw []byte, behind int, ok bool) {
	l := pdfLexer{data: data, at: at}
	l.blanks()
	if !bytes.HasPrefix(data[l.at:], []byte("stream")) {
		return nil, 0, false
	}
	from := l.at + len("stream")
	if from < len(data) && data[from] == '\r' {
		from++
	}
	if from < len(data) && data[from] == '\n' {
		from++
	}
	const end = "endstream"
	if length, ok := dict["Length"].(float64); ok && length >= 0 && int(length) <= len(data)-from {
		to := from + int(length)
		after := bytes.TrimLeft(data[to:min(to+len(end)+4, len(data))], "\r\n ")
		if bytes.HasPrefix(after, []byte(end)) {
			return data[from:to], to, true
		}
	}
	to := len(data)
	if !f.endless {
		to = next(data, from, end)
	}
	f.endless = to == len(data) // none further on either
	return data[from:to], to, !f.endless
}

// packed takes the objects out of a stream that holds several.
func (f *pdfFile) packed(stream *pdfStream) {
	data, err := f.content(stream)
	count, _ := stream.dict["N"].(float64)
	first, _ := stream.dict["First"].(float64)
	if err != nil || first < 0 || int(first) > len(data) {
		return
	}
	table := pdfLexer{data: data[:int(first)]}
	for range min(int(count), len(data)) {
		number, err1 := table.object(0)
		offset, err2 := table.object(0)
		n, isNumber := number.(float64)
		from, isOffset := offset.(float64)
		if err1 != nil || err2 != nil || !isNumber || !isOffset || from < 0 || int(first)+int(from) > len(data) {
			return
		}
		if object, _, ok := f.parse(data, int(first)+int(from)); ok {
			f.objects[pdfRef(n)] = object
		} else if f.left < 0 {
			return
		}
	}
}

// spend takes from what may yet be gone through; false where nothing is left.
func (f *pdfFile) spend(n int) bool {
	f.left -= int64(n)
	return f.left >= 0
}

// get follows references to the object itself.
func (f *pdfFile) get(object any) any {
	for range 10 {
		ref, ok := object.(pdfRef)
		if !ok {
			return object
		}
		object = f.objects[ref]
	}
	return nil
}

// dict is an object as a dictionary, that of a stream too; nil where it is
// something else.
func (f *pdfFile) dict(object any) pdfDict {
	switch object := f.get(object).(type) {
	case pdfDict:
		return object
	case *pdfStream:
		return object.dict
	}
	return nil
}

func (f *pdfFile) array(object any) pdfArray {
	array, _ := f.get(object).(pdfArray)
	return array
}

func (f *pdfFile) name(object any) pdfName {
	name, _ := f.get(object).(pdfName)
	return name
}

func (f *pdfFile) number(object any) float64 {
	number, _ := f.get(object).(float64)
	return number
}

// content unpacks a stream, within what is left of the limits.
func (f *pdfFile) content(stream *pdfStream) ([]byte, error) {
	data := stream.raw
	if !f.spend(len(data)) {
		return nil, errPDFLong
	}
	filters, settings := f.get(stream.dict["Filter"]), f.get(stream.dict["DecodeParms"])
	list, ok := filters.(pdfArray)
	if !ok && filters != nil {
		list, settings = pdfArray{filters}, pdfArray{settings}
	}
	for i, filter := range list {
		var own pdfDict
		if each := f.array(settings); i < len(each) {
			own = f.dict(each[i])
		}
		var err error
		if data, err = f.unpack(data, f.name(filter), own); err != nil {
			return nil, err
		}
	}
	return data, nil
}

func (f *pdfFile) unpack(data []byte, filter pdfName, settings pdfDict) ([]byte, error) {
	var r io.Reader
	switch filter {
	case "FlateDecode", "Fl":
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, errPDF
		}
		r = z
	case "ASCII85Decode", "A85":
		text, _, _ := bytes.Cut(data, []byte("~>"))
		r = ascii85.NewDecoder(bytes.NewReader(bytes.TrimPrefix(text, []byte("<~"))))
	case "ASCIIHexDecode", "AHx":
		l := pdfLexer{data: append([]byte("<"), data...)}
		return []byte(l.hex()), nil
	default:
		return nil, errPDF
	}
	out, err := io.ReadAll(io.LimitReader(r, f.left+1))
	if !f.spend(len(out)) {
		return nil, errPDFLong
	}
	if err != nil {
		return nil, errPDF
	}
	if f.number(settings["Predictor"]) >= 10 {
		columns := max(1, f.number(settings["Columns"]))
		colors, bits := max(1, f.number(settings["Colors"])), f.number(settings["BitsPerComponent"])
		if bits == 0 {
			bits = 8
		}
		return unpredicted(out, columns*colors*bits/8, colors*bits/8)
	}
	return out, nil
}

// unpredicted undoes the filters of PNG: rows begin with the number of theirs.
func unpredicted(data []byte, rowBytes, pixelBytes float64) ([]byte, error) {
	if rowBytes < 1 || rowBytes > float64(len(data)) {
		return nil, errPDF
	}
	width, step := int(rowBytes), max(1, int(pixelBytes))
	before := make([]byte, width)
	out := make([]byte, 0, len(data))
	for len(data) > width {
		method, row := data[0], data[1:1+width]
		data = data[1+width:]
		start := len(out)
		for i, b := range row {
			var left, corner byte
			if i >= step {
				left, corner = out[start+i-step], before[i-step]
			}
			switch method {
			case 1:
				b += left
			case 2:
				b += before[i]
			case 3:
				b += byte((int(left) + int(before[i])) / 2)
			case 4:
				b += paeth(left, before[i], corner)
			}
			out = append(out, b)
		}
		before = out[start:]
	}
	return out, nil
}

// paeth is the neighbour nearest to left + up − corner.
func paeth(left, up, corner byte) byte {
	distance := func(a, b int) int { return max(a-b, b-a) }
	p := int(left) + int(up) - int(corner)
	toLeft, toUp, toCorner := distance(p, int(left)), distance(p, int(up)), distance(p, int(corner))
	switch {
	case toLeft <= toUp && toLeft <= toCorner:
		return left
	case toUp <= toCorner:
		return up
	}
	return corner
}

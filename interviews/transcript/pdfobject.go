package transcript

import (
	"bytes"
	"errors"
	"strconv"
)

// The objects of a PDF are nil, bool, float64, pdfString, pdfName, pdfArray,
// pdfDict, pdfRef, *pdfStream; a pdfWord is an operator.
type (
	pdfString string
	pdfName   string
	pdfWord   string
	pdfArray  []any
	pdfDict   map[pdfName]any
	pdfRef    int // the number of another object
	pdfStream struct {
		dict pdfDict
		raw  []byte
	}
)

// pdfDeepest bounds arrays in arrays and the like.
const pdfDeepest = 60

var (
	errPDF     = errors.New("not the syntax of PDF")
	errPDFLong = errors.New("more to go through than the limits allow")
)

// pdfLexer reads objects from bytes. It never goes past their end, and each
// reading goes on by a byte at least.
type pdfLexer struct {
	data []byte
	at   int
	refs bool // "12 0 R" is a reference: in the file, not in the drawing of a page
}

func pdfSpace(b byte) bool {
	return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0
}

func pdfDelimiter(b byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), b) >= 0 }

// blanks passes over white space and comments.
func (l *pdfLexer) blanks() {
	for l.at < len(l.data) {
		switch b := l.data[l.at]; {
		case pdfSpace(b):
			l.at++
		case b == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// closing is what ends an array or a dictionary.
type closing string

// object reads the next object. At the end of the bytes it gives an error.
func (l *pdfLexer) object(depth int) (any, error) {
	l.blanks()
	if l.at >= len(l.data) || depth > pdfDeepest {
		return nil, errPDF
	}
	b := l.data[l.at]
	two := l.data[l.at:min(l.at+2, len(l.data))]
	switch {
	case b == '(':
		return l.literal(), nil
	case string(two) == "<<":
		l.at += 2
		return l.dict(depth)
	case string(two) == ">>":
		l.at += 2
		return closing(">>"), nil
	case b == '<':
		return l.hex(), nil
	case b == '[':
		l.at++
		return l.array(depth)
	case b == '/':
		l.at++
		return l.name(), nil
	case pdfDelimiter(b):
		l.at++
		return closing(b), nil
	}
	return l.word(), nil
}

// word reads a number, a reference, a constant or an operator.
func (l *pdfLexer) word() any {
	from := l.at
	for l.at < len(l.data) && !pdfSpace(l.data[l.at]) && !pdfDelimiter(l.data[l.at]) {
		l.at++
	}
	word := l.data[from:l.at]
	if c := word[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		if number, err := strconv.ParseFloat(string(word), 64); err == nil && number > -1e9 && number < 1e10 {
			if l.refs && number >= 0 && number < 1e9 && number == float64(int(number)) && l.reference() {
				return pdfRef(number)
			}
			return number
		}
		return 0.0 // "--5" and "1-2" stand in files of old programs
	}
	switch string(word) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return pdfWord(word)
}

// reference passes over "0 R", if it comes next.
func (l *pdfLexer) reference() bool {
	at := l.at
	digits := 0
	for at < len(l.data) && pdfSpace(l.data[at]) {
		at++
	}
	for at < len(l.data) && l.data[at] >= '0' && l.data[at] <= '9' && digits < 6 {
		at++
		digits++
	}
	spaces := 0
	for at < len(l.data) && pdfSpace(l.data[at]) {
		at++
		spaces++
	}
	if digits == 0 || spaces == 0 || at >= len(l.data) || l.data[at] != 'R' {
		return false
	}
	if at+1 < len(l.data) && !pdfSpace(l.data[at+1]) && !pdfDelimiter(l.data[at+1]) {
		return false
	}
	l.at = at + 1
	return true
}

func (l *pdfLexer) name() pdfName {
	var name []byte
	for l.at < len(l.data) && !pdfSpace(l.data[l.at]) && !pdfDelimiter(l.data[l.at]) {
		b := l.data[l.at]
		l.at++
		if b == '#' && l.at+2 <= len(l.data) {
			if code, err := strconv.ParseUint(string(l.data[l.at:l.at+2]), 16, 8); err == nil {
				b = byte(code)
				l.at += 2
			}
		}
		name = append(name, b)
	}
	return pdfName(name)
}

func (l *pdfLexer) array(depth int) (any, error) {
	var list pdfArray
	for {
		object, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		switch object.(type) {
		case closing:
			return list, nil
		case pdfWord:
			continue // no array holds one
		}
		list = append(list, object)
	}
}

func (l *pdfLexer) dict(depth int) (any, error) {
	dict := pdfDict{}
	for {
		key, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		switch key := key.(type) {
		case closing:
			return dict, nil
		case pdfName:
			value, err := l.object(depth + 1)
			if err != nil {
				return nil, err
			}
			if _, ends := value.(closing); ends {
				return dict, nil
			}
			dict[key] = value
		}
	}
}

// literal reads "(…)", in which brackets nest and a backslash changes what
// follows.
func (l *pdfLexer) literal() pdfString {
	var text []byte
	l.at++
	for depth := 1; l.at < len(l.data); {
		b := l.data[l.at]
		l.at++
		switch b {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return pdfString(text)
			}
		case '\\':
			text = l.escape(text)
			continue
		}
		text = append(text, b)
	}
	return pdfString(text)
}

func (l *pdfLexer) escape(text []byte) []byte {
	if l.at >= len(l.data) {
		return text
	}
	b := l.data[l.at]
	l.at++
	switch b {
	case 'n':
		return append(text, '\n')
	case 'r':
		return append(text, '\r')
	case 't':
		return append(text, '\t')
	case 'b':
		return append(text, '\b')
	case 'f':
		return append(text, '\f')
	case '\r':
		if l.at < len(l.data) && l.data[l.at] == '\n' {
			l.at++
		}
		return text
	case '\n':
		return text
	}
	if b < '0' || b > '7' {
		return append(text, b)
	}
	code := int(b - '0')
	for n := 0; n < 2 && l.at < len(l.data) && l.data[l.at] >= '0' && l.data[l.at] <= '7'; n++ {
		code = 8*code + int(l.data[l.at]-'0')
		l.at++
	}
	return append(text, byte(code))
}

// hex reads "<…>"; what is no digit is passed over, and a last half byte ends
// in 0.
func (l *pdfLexer) hex() pdfString {
	var text []byte
	half, pending := byte(0), false
	for l.at++; l.at < len(l.data); l.at++ {
		b := l.data[l.at]
		var digit byte
		switch {
		case b == '>':
			l.at++
			if pending {
				text = append(text, half)
			}
			return pdfString(text)
		case b >= '0' && b <= '9':
			digit = b - '0'
		case b|0x20 >= 'a' && b|0x20 <= 'f':
			digit = b | 0x20 - 'a' + 10
		default:
			continue
		}
		if pending {
			text = append(text, half|digit)
		} else {
			half = digit << 4
		}
		pending = !pending
	}
	return pdfString(text)
}

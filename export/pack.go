package export

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"
)

// pack writes the file of the sheets, with the same bytes for the same sheets.
func (w *writer) pack(out io.Writer, leaves []*leaf) (err error) {
	if err := w.file.SetDefaultFont(typeface); err != nil {
		return err
	}
	for _, p := range leaves {
		if err := w.write(p); err != nil {
			return err
		}
	}
	if err := w.properties(); err != nil {
		return err
	}
	empty, err := w.parts()
	if err != nil {
		return err
	}
	to := zip.NewWriter(out)
	var last *deflater
	to.RegisterCompressor(zip.Deflate, func(w io.Writer) (_ io.WriteCloser, err error) {
		last, err = deflate(w)
		return last, err
	})
	defer func() {
		if last != nil { // it may be of a part that was broken off
			err = errors.Join(err, last.Close())
		}
	}()
	if err := put(to, contentTypes, sortTypes(empty[contentTypes])); err != nil {
		return err
	}
	// Rows bring their styles, so that sheets come before what lists these.
	for i, p := range leaves {
		name := sheetPart(i)
		entry, err := to.Create(name)
		if err != nil {
			return err
		}
		if err := w.writeRows(entry, p, empty[name]); err != nil {
			return err
		}
		delete(empty, name)
	}
	full, err := w.parts()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(empty)) {
		if name == contentTypes {
			continue
		}
		if err := put(to, name, full[name]); err != nil {
			return err
		}
	}
	return to.Close()
}

// contentTypes is the list of what the file holds.
const contentTypes = "[Content_Types].xml"

var defaultType = regexp.MustCompile(`<Default [^>]*(/>|></Default>)`)

func sheetPart(i int) string { return "xl/worksheets/sheet" + strconv.Itoa(i+1) + ".xml" }

// parts are those that excelize writes now, by name: their order, and that of
// the types of content, is that of a map, and not kept.
func (w *writer) parts() (map[string][]byte, error) {
	buffer, err := w.file.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(bytes.NewReader(buffer.Bytes()), int64(buffer.Len()))
	if err != nil {
		return nil, err
	}
	parts := map[string][]byte{}
	for _, file := range archive.File {
		reader, err := file.Open()
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(reader)
		if err = errors.Join(err, reader.Close()); err != nil {
			return nil, err
		}
		parts[file.Name] = content
	}
	return parts, nil
}

func put(to *zip.Writer, name string, content []byte) error {
	entry, err := to.Create(name)
	if err == nil {
		_, err = entry.Write(content)
	}
	return err
}

// deflater compresses on another processor while rows are written.
type deflater struct {
	*io.PipeWriter
	done chan error
}

func deflate(w io.Writer) (*deflater, error) {
	to, err := flate.NewWriter(w, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	from, pipe := io.Pipe()
	d := &deflater{pipe, make(chan error, 1)}
	go func() {
		_, err := io.CopyBuffer(to, from, make([]byte, 2*rowsAtOnce))
		err = errors.Join(err, to.Close())
		d.done <- errors.Join(err, from.CloseWithError(err))
		close(d.done)
	}()
	return d, nil
}

// Close waits until all is compressed.
func (d *deflater) Close() error { return errors.Join(d.PipeWriter.Close(), <-d.done) }

// sortTypes sorts the default types among themselves.
func sortTypes(types []byte) []byte {
	found := defaultType.FindAll(types, -1)
	sorted := slices.SortedFunc(slices.Values(found), bytes.Compare)
	next := 0
	return defaultType.ReplaceAllFunc(types, func([]byte) []byte {
		next++
		return sorted[next-1]
	})
}

// maker stands where programs put the name of whoever is logged in.
const maker = "verbatim"

// properties sets what a file says of itself: no person, no clock.
func (w *writer) properties() error {
	day := w.book.Date
	if day.IsZero() {
		day = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	y, m, d := day.Date()
	stamp := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
	title, subject, version := oneLine(w.book.Title), oneLine(w.book.Subtitle), oneLine(w.book.Version)
	if err := w.file.SetDocProps(&excelize.DocProperties{
		Title: title, Subject: subject, Version: version,
		Creator: maker, LastModifiedBy: maker, Created: stamp, Modified: stamp,
		Language: w.book.say("fr-FR", "en-GB"),
	}); err != nil {
		return err
	}
	return w.file.SetAppProps(&excelize.AppProperties{Application: maker, AppVersion: "1.0000"})
}

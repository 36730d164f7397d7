package export

import (
	"archive/zip"
	"bytes"
	"cmp"
	"io"
	"regexp"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"
)

// pack writes the sheets and gives the bytes of the file, the same for the
// same sheets.
func (w *writer) pack(leaves []*leaf) ([]byte, error) {
	if err := w.file.SetDefaultFont(typeface); err != nil {
		return nil, err
	}
	for _, p := range leaves {
		if err := w.write(p); err != nil {
			return nil, err
		}
	}
	if err := w.properties(); err != nil {
		return nil, err
	}
	buffer, err := w.file.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return settle(buffer.Bytes())
}

// contentTypes is the list of what the file holds.
const contentTypes = "[Content_Types].xml"

var defaultType = regexp.MustCompile(`<Default [^>]*(/>|></Default>)`)

// settle puts what the writer leaves in the order of a map into an order of
// its own: the entries of the zip file and the types of content.
func settle(data []byte) ([]byte, error) {
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(from.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, file := range from.File {
		if file.Name != contentTypes {
			if err := to.Copy(file); err != nil {
				return nil, err
			}
			continue
		}
		reader, err := file.Open()
		if err != nil {
			return nil, err
		}
		types, err := io.ReadAll(reader)
		if err != nil {
			return nil, err
		}
		entry, err := to.Create(contentTypes)
		if err != nil {
			return nil, err
		}
		if _, err := entry.Write(sortTypes(types)); err != nil {
			return nil, err
		}
	}
	if err := to.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

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

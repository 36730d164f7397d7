package corpus

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/interviews"
)

// columns are the fields of a code as files name them.
var codebookColumns = []string{"code", "parent", "libelle", "definition", "inclure", "exclure", "exemple"}

func (c Code) fields() []string {
	return []string{c.ID, c.Parent, c.Label, c.Definition, c.Include, c.Exclude, c.Example}
}

// WriteCSV writes the codebook as CodebookReader reads it: UTF-8 with its mark,
// semicolons, CRLF. A cell that a spreadsheet would compute gets an apostrophe
// before it, which the reader takes off.
func (b *Codebook) WriteCSV(out io.Writer) error {
	var rows [][]string
	for _, code := range b.Codes() {
		rows = append(rows, code.fields())
	}
	return writeCSV(out, codebookColumns, rows)
}

// WriteXLSX writes the codebook as a workbook of one sheet, as CodebookReader
// reads it; the same bytes each time.
func (b *Codebook) WriteXLSX(out io.Writer) error {
	file := excelize.NewFile(excelize.Options{TmpDir: "\x00"})
	w := &bookWriter{file: file}
	w.name(file.GetSheetName(0), bookTab)
	w.properties(bookTab)
	codes := b.Codes()
	wrap := w.style(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	w.do(file.SetCellStyle(bookTab, "A2", cellAt(len(codebookColumns), max(len(codes), 1)+1), wrap))
	for i, name := range codebookColumns {
		w.text(bookTab, i+1, 1, name)
		w.width(bookTab, i+1, []float64{12, 12, 28, 40, 40, 40, 40}[i])
	}
	w.head(bookTab, len(codebookColumns), len(codes)+1)
	for i, code := range codes {
		for j, text := range code.fields() {
			w.text(bookTab, j+1, i+2, cellText(text))
		}
	}
	if w.err == nil {
		_, w.err = file.WriteTo(out)
	}
	return errors.Join(w.err, file.Close())
}

// sheetText is a sheet that is read as text; without a name, there was none.
type sheetText struct {
	name   string
	source interviews.Source
}

// lineEnd stands for an end of line inside a cell, so that rows stay lines.
const lineEnd = "\u2028"

// workbookAsText opens the first sheet of a workbook as if it were CSV, row by
// line; any other file is left to its reader.
func workbookAsText(opener interviews.Opener, name string) (interviews.Opener, sheetText, *interviews.Problem) {
	file, err := opener.Open(name)
	if err != nil || file.Format != interviews.Workbook {
		return opener, sheetText{}, nil // the reader says what is wrong
	}
	if _, err := file.Archive(); err != nil {
		return opener, sheetText{}, err.(*interviews.Problem)
	}
	limit := opener.Limits.Defaults().Inflated
	damaged := &interviews.Problem{File: file.Name, Summary: "est abîmé", Hint: "l'ouvrir dans un tableur et l'enregistrer à nouveau"}
	book, err := excelize.OpenReader(bytes.NewReader(file.Data),
		excelize.Options{UnzipSizeLimit: limit, UnzipXMLSizeLimit: limit, RawCellValue: true})
	if err != nil || len(book.GetSheetList()) == 0 {
		return opener, sheetText{}, damaged
	}
	defer book.Close()
	sheet := sheetText{name: book.GetSheetList()[0], source: file.Source()}
	rows, err := book.GetRows(sheet.name)
	if err != nil {
		return opener, sheetText{}, damaged
	}
	width := 0
	for _, row := range rows {
		width = max(width, len(row))
	}
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	w.Comma = ';'
	for _, row := range rows {
		record := make([]string, max(width, 1))
		for i, cell := range row {
			record[i] = strings.ReplaceAll(strings.ReplaceAll(cell, "\r", ""), "\n", lineEnd)
		}
		if err := w.Write(record); err != nil {
			return opener, sheetText{}, damaged
		}
	}
	w.Flush()
	return interviews.Opener{Files: oneFile{text.Bytes()}, Limits: opener.Limits}, sheet, nil
}

// restore puts back the ends of lines.
func (s sheetText) restore(record *codeRecord) {
	if s.name == "" {
		return
	}
	for _, field := range []*string{&record.Label, &record.Definition, &record.Include, &record.Exclude, &record.Example} {
		*field = strings.ReplaceAll(*field, lineEnd, "\n")
	}
}

// settle tells the report that it was a sheet.
func (s sheetText) settle(report *interviews.Report) {
	if s.name == "" {
		return
	}
	for i := range report.Sources {
		source := &report.Sources[i]
		source.Sheet, source.SHA256, source.Encoding, source.Separator = s.name, s.source.SHA256, "", ""
	}
	for i := range report.Problems {
		report.Problems[i].Sheet = s.name
	}
}

// oneFile is a file system of one file, whatever it is called.
type oneFile struct{ data []byte }

func (f oneFile) Open(string) (fs.File, error) { return openFile{bytes.NewReader(f.data)}, nil }

type openFile struct{ *bytes.Reader }

func (f openFile) Stat() (fs.FileInfo, error) { return fileInfo{f.Reader.Size()}, nil }
func (f openFile) Close() error               { return nil }

type fileInfo struct{ size int64 }

func (i fileInfo) Name() string       { return "" }
func (i fileInfo) Size() int64        { return i.size }
func (i fileInfo) Mode() fs.FileMode  { return 0o444 }
func (i fileInfo) ModTime() time.Time { return time.Time{} }
func (i fileInfo) IsDir() bool        { return false }
func (i fileInfo) Sys() any           { return nil }

// codePaths gives the codes of path names their names and parents.
type codePaths struct {
	at    map[string]string // code by path
	taken map[string]bool
}

// of makes a code of a path name, and lists the codes above that had no row. A
// name without a path stays as it is.
func (p *codePaths) of(record *codeRecord) []Code {
	path := record.ID
	for _, separator := range []string{" > ", "\\"} {
		path = strings.ReplaceAll(path, separator, "\x00")
	}
	var names []string
	for name := range strings.SplitSeq(path, "\x00") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	var above []Code
	parent := ""
	for i, name := range names {
		key := strings.Join(names[:i+1], "\x00")
		id, known := p.at[key]
		if !known {
			if id = name; p.taken[id] && parent != "" {
				id = name + " (" + parent + ")"
			}
			p.at[key], p.taken[id] = id, true
		}
		switch {
		case i == len(names)-1:
			if id != name && record.Label == "" {
				record.Label = name
			}
			record.ID, record.Parent = id, parent
		case !known:
			code := Code{ID: id, Parent: parent}
			if id != name {
				code.Label = name
			}
			above = append(above, code)
		}
		parent = id
	}
	return above
}

package export

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// writeRows writes a sheet with its rows, which are made one by one and never
// held together: around is the sheet without any, as excelize writes it.
func (w *writer) writeRows(to io.Writer, p *leaf, around []byte) error {
	head, tail, found := bytes.Cut(around, []byte("<sheetData></sheetData>"))
	if !found {
		if head, tail, found = bytes.Cut(around, []byte("<sheetData/>")); !found {
			return fmt.Errorf("sheet %q has no place for rows", p.name)
		}
	}
	out := rowWriter{to: to, writer: w, widths: p.widths, last: make([]styled, len(p.widths)+1)}
	out.first, out.span, out.breadth = p.lines(w.book.Profile)
	for j := range max(len(p.widths), 1) {
		out.letters = append(out.letters, strings.TrimSuffix(at(j+1, 1), "1"))
	}
	out.put(string(head), "<sheetData>")
	number := 0
	for r := range p.rows {
		if number++; len(r.cells) == 0 {
			continue
		}
		if err := out.row(number, r); err != nil {
			return err
		}
	}
	out.put("</sheetData>")
	// The filter of a sheet stands before its merged cells.
	filter := 0
	if bytes.HasPrefix(tail, []byte("<autoFilter")) {
		for _, end := range []string{"</autoFilter>", "/>"} {
			if place := bytes.Index(tail, []byte(end)); place >= 0 && filter == 0 {
				filter = place + len(end)
			}
		}
	}
	out.put(string(tail[:filter]))
	if len(out.merged) > 0 {
		out.put(`<mergeCells count="`, strconv.Itoa(len(out.merged)), `">`)
		for _, area := range out.merged {
			out.put(`<mergeCell ref="`, area, `"/>`)
		}
		out.put("</mergeCells>")
	}
	out.put(string(tail[filter:]))
	return out.flush()
}

// rowWriter writes the rows of one sheet.
type rowWriter struct {
	to      io.Writer
	line    []byte // not yet written
	writer  *writer
	widths  []float64
	letters []string // of the columns
	first   int      // columns that a line of text spreads over, from 1, and their width
	span    int
	breadth float64
	last    []styled // of each column
	merged  []string
}

// styled is a look and the style made of it.
type styled struct {
	look  look
	style int
	known bool
}

// rowsAtOnce is the number of bytes after which rows are handed on.
const rowsAtOnce = 1 << 15

func (w *rowWriter) flush() error {
	_, err := w.to.Write(w.line)
	w.line = w.line[:0]
	return err
}

func (w *rowWriter) put(parts ...string) {
	for _, part := range parts {
		w.line = append(w.line, part...)
	}
}

func (w *rowWriter) number(n int) { w.line = strconv.AppendInt(w.line, int64(n), 10) }

// row writes a row; rows of lines of text are merged where they need several.
func (w *rowWriter) row(number int, r row) error {
	accessible := w.writer.book.Profile == Accessible
	height := r.height(w.widths, w.breadth, accessible)
	if r.spread && !accessible && r.cells[0].lines(w.breadth) > 1 {
		// Only merged cells wrap over several columns.
		r.cells[0].look.wrap = true
		w.merged = append(w.merged, at(w.first, number)+":"+at(w.span, number))
	}
	w.put(`<row r="`)
	w.number(number)
	if height > defaultRow {
		w.put(`" ht="`, strconv.FormatFloat(height, 'f', -1, 64), `" customHeight="1`)
	}
	w.put(`">`)
	for i, c := range r.cells {
		if r.spread {
			i = w.first - 1
		}
		style, err := w.style(i, c.look)
		if err != nil {
			return err
		}
		w.put(`<c r="`, w.letters[i])
		w.number(number)
		w.put(`" s="`)
		w.number(style)
		w.value(c)
	}
	w.put("</row>")
	if len(w.line) < rowsAtOnce {
		return nil
	}
	return w.flush()
}

// style is the style of a look; those of a column are mostly the same.
func (w *rowWriter) style(column int, l look) (int, error) {
	if last := w.last[column]; last.known && last.look == l {
		return last.style, nil
	}
	style, err := w.writer.styles.of(l)
	w.last[column] = styled{l, style, err == nil}
	return style, err
}

// value writes the rest of a cell, from its type on.
func (w *rowWriter) value(c cell) {
	switch {
	case c.numeric:
		w.put(`"><v>`)
		w.line = appendDigits(w.line, c.number)
		w.put("</v></c>")
	case len(c.runs) > 0:
		w.put(`" t="inlineStr"><is>`)
		for _, run := range c.runs {
			w.put("<r><rPr>")
			if run.Font.Bold {
				w.put("<b/>")
			}
			w.put(`<sz val="`, strconv.FormatFloat(run.Font.Size, 'f', -1, 64), `"/><color rgb="FF`, run.Font.Color, `"/><rFont val="`, run.Font.Family, `"/></rPr>`)
			w.text(run.Text)
			w.put("</r>")
		}
		w.put("</is></c>")
	case c.text != "":
		w.put(`" t="inlineStr"><is>`)
		w.text(c.text)
		w.put("</is></c>")
	default:
		w.put(`"/>`)
	}
}

// appendDigits appends a number with the 15 digits that Excel keeps.
func appendDigits(line []byte, x float64) []byte {
	const kept = 15
	start := len(line)
	line = strconv.AppendFloat(line, x, 'f', -1, 64)
	if len(line)-start <= kept {
		return line
	}
	var few [kept + 10]byte
	rounded, err := strconv.ParseFloat(string(strconv.AppendFloat(few[:0], x, 'g', kept, 64)), 64)
	if err != nil {
		return line // the largest numbers round up to infinity
	}
	return strconv.AppendFloat(line[:start], rounded, 'f', -1, 64)
}

// text writes a clean text, spaces at its ends included.
func (w *rowWriter) text(text string) {
	if text != strings.TrimSpace(text) {
		w.put(`<t xml:space="preserve">`)
	} else {
		w.put("<t>")
	}
	from := 0
	for i := range len(text) {
		escaped := ""
		switch text[i] {
		case '&':
			escaped = "&amp;"
		case '<':
			escaped = "&lt;"
		case '>':
			escaped = "&gt;"
		case '_':
			if coded(text[i:]) {
				escaped = "_x005F_"
			}
		}
		if escaped != "" {
			w.put(text[from:i], escaped)
			from = i + 1
		}
	}
	w.put(text[from:], "</t>")
}

// coded tells whether a text begins like the code of a character, _x0041_,
// which readers would take for the character.
func coded(text string) bool {
	if len(text) < 7 || text[1] != 'x' || text[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(text[2:6], 16, 16)
	return err == nil
}

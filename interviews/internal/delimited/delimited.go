// Package delimited reads rows of separated values: the separator is found,
// lines are those of the file, and one bad row never takes others with it.
package delimited

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
)

// Reader goes through the rows that are not blank:
//
//	for r.Next() {
//		if r.Fault() == "" { use(r.Cells(), r.Line()) }
//	}
type Reader struct {
	separator rune
	text      string // what the csv reader reads: the rest since the last restart
	before    int    // lines before text
	csv       *csv.Reader
	cells     []string
	line      int
	fault     string
}

// New reads a text whose line ends are LF. Its separator is the one that a
// first line "sep=;" declares, else the one of ; , tab | that cuts most of the
// first 50 rows into the same number of cells.
func New(text string) *Reader {
	r := &Reader{}
	first, rest, _ := strings.Cut(text, "\n")
	if declared, found := strings.CutPrefix(strings.Trim(first, `"`), "sep="); found && len(declared) == 1 &&
		strings.ContainsAny(declared, ";,\t|") {
		r.separator, text, r.before = rune(declared[0]), rest, 1
	} else {
		r.separator = sniff(text)
	}
	r.start(text)
	return r
}

func (r *Reader) start(text string) {
	r.text = text
	r.csv = newCSV(text, r.separator)
}

func newCSV(text string, separator rune) *csv.Reader {
	c := csv.NewReader(strings.NewReader(text))
	c.Comma = separator
	c.FieldsPerRecord = -1
	c.ReuseRecord = true
	return c
}

func sniff(text string) rune {
	const rows, most = 50, 1 << 18
	text = text[:min(len(text), most)]
	best, bestRows, bestCells := ';', 0, 0
	for _, separator := range ";,\t|" {
		c := newCSV(text, separator)
		c.LazyQuotes = true
		sizes := map[int]int{}
		for range rows {
			cells, err := c.Read()
			if err != nil {
				break
			}
			if len(cells) > 1 {
				sizes[len(cells)]++
			}
		}
		for cells, n := range sizes {
			if n > bestRows || n == bestRows && separator == best && cells > bestCells {
				best, bestRows, bestCells = separator, n, cells
			}
		}
	}
	return best
}

// Separator names the separator: ";", ",", "|" or "tabulation".
func (r *Reader) Separator() string {
	if r.separator == '\t' {
		return "tabulation"
	}
	return string(r.separator)
}

// Next goes to the next row that is not blank, and tells whether there is one.
func (r *Reader) Next() bool {
	for {
		cells, err := r.csv.Read()
		if err == io.EOF {
			return false
		}
		r.fault = ""
		if err != nil {
			r.recover(err)
			return true
		}
		if !slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" }) {
			continue
		}
		r.cells = cells
		line, _ := r.csv.FieldPos(0)
		r.line = r.before + line
		return true
	}
}

// recover takes note of a row whose quotes are wrong, and goes on at the line
// after the one where the row begins: a quote that is never closed would
// otherwise swallow the rest of the file.
func (r *Reader) recover(err error) {
	r.cells, r.fault = nil, "a un guillemet isolé"
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return
	}
	r.line = r.before + parse.StartLine
	if parse.Line == parse.StartLine {
		return
	}
	r.fault = "ouvre un guillemet qui n'est pas fermé"
	rest := r.text
	for range parse.StartLine {
		_, rest, _ = strings.Cut(rest, "\n")
	}
	r.before += parse.StartLine
	r.start(rest)
}

// Cells are the cells of the row, valid until Next; nil where there is a fault.
func (r *Reader) Cells() []string { return r.cells }

// Line is where the row begins in the file, from 1.
func (r *Reader) Line() int { return r.line }

// CellLine is where a cell begins, which is below Line when cells before it
// hold line ends.
func (r *Reader) CellLine(cell int) int {
	line, _ := r.csv.FieldPos(cell)
	return r.before + line
}

// Fault says what is wrong with the quotes of the row, in French; "" for nothing.
func (r *Reader) Fault() string { return r.fault }

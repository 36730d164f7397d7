// Package delimited reads rows of separated values: the separator is found,
// lines are those of the file, and one bad row never takes others with it.
package delimited

import (
	"encoding/csv"
	"slices"
	"strings"
)

// Reader goes through the rows that are not blank:
//
//	for r.Next() {
//		if r.Fault() == "" { use(r.Cells(), r.Line()) }
//	}
//
// Rows are cut in the text itself, where encoding/csv would copy each: cells
// are parts of the text, and keep it in memory as long as they live.
type Reader struct {
	separator byte
	declared  bool
	text      string
	at        int // where the next row begins
	quote     int // where the next quote is
	below     int // line of the next row
	cells     []string
	line      int
	lines     []int // of each cell; nil where all are on line
	fault     string
}

// New reads a text whose line ends are LF. Its separator is the one that a
// first line "sep=;" declares, else the one of ; , tab | that cuts most of the
// first 50 rows into the same number of cells.
func New(text string) *Reader {
	r := &Reader{text: text, below: 1, quote: -1}
	first, _, _ := strings.Cut(text, "\n")
	if declared, found := strings.CutPrefix(strings.Trim(first, `"`), "sep="); found && len(declared) == 1 &&
		strings.ContainsAny(declared, ";,\t|") {
		r.separator, r.declared = declared[0], true
		r.below, r.at = 2, min(len(first)+1, len(text))
	} else {
		r.separator = byte(sniff(text))
	}
	return r
}

func sniff(text string) rune {
	const rows, most = 50, 1 << 18
	text = text[:min(len(text), most)]
	best, bestRows, bestCells := ';', 0, 0
	for _, separator := range ";,\t|" {
		c := csv.NewReader(strings.NewReader(text))
		c.Comma, c.FieldsPerRecord, c.ReuseRecord, c.LazyQuotes = separator, -1, true, true
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
	return string(rune(r.separator))
}

// Declared tells whether the file itself says what its separator is.
func (r *Reader) Declared() bool { return r.declared }

// Next goes to the next row that is not blank, and tells whether there is one.
func (r *Reader) Next() bool {
	for r.at < len(r.text) {
		r.cells, r.lines, r.fault, r.line = r.cells[:0], nil, "", r.below
		end := strings.IndexByte(r.text[r.at:], '\n')
		if end < 0 {
			end = len(r.text) - r.at
		}
		line := r.text[r.at : r.at+end]
		if r.quote < r.at {
			r.quote = len(r.text)
			if next := strings.IndexByte(r.text[r.at:], '"'); next >= 0 {
				r.quote = r.at + next
			}
		}
		if r.quote >= r.at+end {
			r.split(line)
			r.at, r.below = r.at+end+1, r.below+1
		} else if !r.unquote() {
			// A quote that is never closed would swallow the rest of the file:
			// reading goes on at the line after the one where the row begins.
			r.cells, r.lines = nil, nil
			r.at, r.below = r.at+end+1, r.line+1
			return true
		}
		if slices.ContainsFunc(r.cells, func(cell string) bool { return strings.TrimSpace(cell) != "" }) {
			return true
		}
	}
	return false
}

// split cuts a line without quotes.
func (r *Reader) split(line string) {
	for {
		at := strings.IndexByte(line, r.separator)
		if at < 0 {
			r.cells = append(r.cells, line)
			return
		}
		r.cells = append(r.cells, line[:at])
		line = line[at+1:]
	}
}

// unquote cuts a row with quotes, which may go on over several lines, and moves
// behind it; or says what is wrong, and stays.
func (r *Reader) unquote() bool {
	at, line := r.at, r.line
	var lines []int
	for {
		lines = append(lines, line)
		end, doubled := at, 0
		cell := ""
		if at < len(r.text) && r.text[at] == '"' {
			end, doubled = r.closing(at + 1)
			if end < 0 {
				return r.wrong(false)
			}
			cell = r.text[at+1 : end]
			line += strings.Count(cell, "\n")
			if doubled > 0 {
				cell = strings.ReplaceAll(cell, `""`, `"`)
			}
			end++
			if end < len(r.text) && r.text[end] != r.separator && r.text[end] != '\n' {
				return r.wrong(line == r.line)
			}
		} else {
			for end < len(r.text) && r.text[end] != r.separator && r.text[end] != '\n' {
				if r.text[end] == '"' {
					return r.wrong(line == r.line)
				}
				end++
			}
			cell = r.text[at:end]
		}
		r.cells = append(r.cells, cell)
		at = end + 1
		if end >= len(r.text) || r.text[end] == '\n' {
			break
		}
	}
	if line > r.line {
		r.lines = lines
	}
	r.at, r.below = at, line+1
	return true
}

// closing finds the quote that ends a cell, and counts the doubled ones before;
// -1 where the cell never ends.
func (r *Reader) closing(at int) (end, doubled int) {
	for {
		next := strings.IndexByte(r.text[at:], '"')
		if next < 0 {
			return -1, doubled
		}
		at += next
		if at+1 >= len(r.text) || r.text[at+1] != '"' {
			return at, doubled
		}
		doubled++
		at += 2
	}
}

func (r *Reader) wrong(lone bool) bool {
	r.fault = "ouvre un guillemet qui n'est pas fermé"
	if lone {
		r.fault = "a un guillemet isolé"
	}
	return false
}

// Cells are the cells of the row, valid until Next; nil where there is a fault.
func (r *Reader) Cells() []string { return r.cells }

// Line is where the row begins in the file, from 1.
func (r *Reader) Line() int { return r.line }

// CellLine is where a cell begins, which is below Line when cells before it
// hold line ends.
func (r *Reader) CellLine(cell int) int {
	if r.lines == nil {
		return r.line
	}
	return r.lines[cell]
}

// Fault says what is wrong with the quotes of the row, in French; "" for nothing.
func (r *Reader) Fault() string { return r.fault }

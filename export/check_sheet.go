package export

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// sheetCheck reads one sheet of a finished workbook.
type sheetCheck struct {
	*checker
	name  string
	first bool

	dimension        string
	row, column      int // of the cell being read
	lastRow, lastCol int // of all cells
	kind, style      string
	text             strings.Builder
	filter           area
	merged           []area
	printed, fitted  bool
}

// area is a range of cells.
type area struct{ left, top, right, bottom int }

func (s *sheetCheck) start(e xml.StartElement) {
	switch e.Name.Local {
	case "pageSetUpPr":
		s.fitted = attribute(e, "fitToPage") == "1" || attribute(e, "fitToPage") == "true"
	case "dimension":
		s.dimension = attribute(e, "ref")
	case "selection":
		if s.first && attribute(e, "activeCell") != "A1" {
			s.fault("sheet %q: the cursor is not at A1", s.name)
		}
	case "row":
		number, err := strconv.Atoi(attribute(e, "r"))
		if err != nil || number <= s.row {
			s.fault("sheet %q: row %q after row %d", s.name, attribute(e, "r"), s.row)
		}
		s.row, s.column = number, 0
	case "c":
		s.startCell(e)
	case "f":
		s.fault("sheet %q, row %d: a formula", s.name, s.row)
	case "autoFilter":
		s.filter = s.area(attribute(e, "ref"))
	case "mergeCell":
		s.merge(s.area(attribute(e, "ref")))
	case "hyperlink":
		if attribute(e, "id") != "" || !s.leadsToSheet(attribute(e, "location")) {
			s.fault("sheet %q: a link leads nowhere: %q", s.name, attribute(e, "location"))
		}
	case "pageSetup":
		s.printed = attribute(e, "orientation") == "landscape" && attribute(e, "paperSize") == "9"
	}
}

func (s *sheetCheck) startCell(e xml.StartElement) {
	column, row, ok := position(attribute(e, "r"))
	if !ok || row != s.row || column <= s.column {
		s.fault("sheet %q: cell %q in row %d after column %d", s.name, attribute(e, "r"), s.row, s.column)
	}
	s.column = column
	s.lastRow, s.lastCol = max(s.lastRow, row), max(s.lastCol, column)
	s.kind, s.style = attribute(e, "t"), attribute(e, "s")
	s.text.Reset()
}

func (s *sheetCheck) end(name, text string) {
	switch name {
	case "v", "t":
		s.text.WriteString(text)
	case "c":
		s.endCell(s.text.String())
	}
}

func (s *sheetCheck) endCell(text string) {
	switch s.kind {
	case "", "n":
		if text == "" {
			return
		}
		x, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			s.fault("sheet %q, row %d, column %d: not a number", s.name, s.row, s.column)
		}
	case "inlineStr", "s":
		style, _ := strconv.Atoi(s.style)
		if style < len(s.shaped) && s.shaped[style] {
			s.fault("sheet %q, row %d, column %d: text under a number format", s.name, s.row, s.column)
		}
		if s.kind == "inlineStr" && units(text) > longestText {
			s.fault("sheet %q, row %d, column %d: a text of more than %d characters", s.name, s.row, s.column, longestText)
		}
	default:
		s.fault("sheet %q, row %d, column %d: a cell of type %q", s.name, s.row, s.column, s.kind)
	}
}

func (s *sheetCheck) merge(a area) {
	for _, b := range s.merged {
		if a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom {
			s.fault("sheet %q: merged cells lie over each other in row %d", s.name, a.top)
		}
	}
	s.merged = append(s.merged, a)
}

// close checks what only the whole sheet shows.
func (s *sheetCheck) close() {
	switch d := s.area(s.dimension); {
	case s.lastRow == 0:
		s.fault("sheet %q is empty", s.name)
	case d != area{1, 1, s.lastCol, s.lastRow}:
		s.fault("sheet %q: its dimension is %s, its cells end at row %d, column %d", s.name, s.dimension, s.lastRow, s.lastCol)
	case s.filter != area{} && (s.filter.right > s.lastCol || s.filter.bottom > s.lastRow):
		s.fault("sheet %q: the filter goes beyond the cells", s.name)
	}
	if !s.printed || !s.fitted {
		s.fault("sheet %q is not set up for printing", s.name)
	}
}

// area reads a range of cells, or one cell.
func (s *sheetCheck) area(ref string) area {
	from, to, several := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !several {
		to = from
	}
	left, top, ok := position(from)
	right, bottom, also := position(to)
	if !ok || !also || left > right || top > bottom {
		s.fault("sheet %q: %q is no range of cells", s.name, ref)
	}
	return area{left, top, right, bottom}
}

// position reads the name of a cell: "AB12" is column 28, row 12.
func position(name string) (column, row int, ok bool) {
	at := 0
	for at < len(name) && at < 3 && name[at] >= 'A' && name[at] <= 'Z' {
		column = column*26 + int(name[at]-'A') + 1
		at++
	}
	row, err := strconv.Atoi(name[at:])
	return column, row, at > 0 && err == nil && row > 0
}

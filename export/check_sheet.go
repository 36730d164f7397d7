package export

import (
	"html"
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
	kind, text       []byte
	style            int
	filter           area
	merged           []area
	printed, fitted  bool
}

// area is a range of cells.
type area struct{ left, top, right, bottom int }

func (s *sheetCheck) start(e element) {
	switch string(e.local) {
	case "c":
		s.startCell(e)
	case "row":
		number, ok := whole(e.attribute("r"))
		if !ok || number <= s.row {
			s.fault("sheet %q: row %q after row %d", s.name, e.attribute("r"), s.row)
		}
		s.row, s.column = number, 0
	case "f":
		s.fault("sheet %q, row %d: a formula", s.name, s.row)
	case "pageSetUpPr":
		fitted := string(e.attribute("fitToPage"))
		s.fitted = fitted == "1" || fitted == "true"
	case "dimension":
		s.dimension = string(e.attribute("ref"))
	case "selection":
		if s.first && string(e.attribute("activeCell")) != "A1" {
			s.fault("sheet %q: the cursor is not at A1", s.name)
		}
	case "autoFilter":
		s.filter = s.area(string(e.attribute("ref")))
	case "mergeCell":
		s.merge(s.area(string(e.attribute("ref"))))
	case "hyperlink":
		location := html.UnescapeString(string(e.attribute("location")))
		if e.attribute("id") != nil || !s.leadsToSheet(location) {
			s.fault("sheet %q: a link leads nowhere: %q", s.name, location)
		}
	case "pageSetup":
		s.printed = string(e.attribute("orientation")) == "landscape" && string(e.attribute("paperSize")) == "9"
	}
}

func (s *sheetCheck) startCell(e element) {
	column, row, ok := position(e.attribute("r"))
	if !ok || row != s.row || column <= s.column {
		s.fault("sheet %q: cell %q in row %d after column %d", s.name, e.attribute("r"), s.row, s.column)
	}
	s.column = column
	s.lastRow, s.lastCol = max(s.lastRow, row), max(s.lastCol, column)
	s.kind = append(s.kind[:0], e.attribute("t")...)
	s.style, _ = whole(e.attribute("s"))
	s.text = s.text[:0]
}

func (s *sheetCheck) end(name, text []byte) {
	switch string(name) {
	case "v", "t":
		s.text = append(s.text, text...)
	case "c":
		s.endCell()
	}
}

func (s *sheetCheck) endCell() {
	switch string(s.kind) {
	case "", "n":
		if len(s.text) == 0 || digitsOnly(s.text) {
			return
		}
		x, err := strconv.ParseFloat(string(s.text), 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			s.fault("sheet %q, row %d, column %d: not a number", s.name, s.row, s.column)
		}
	case "inlineStr", "s":
		if s.style < len(s.shaped) && s.shaped[s.style] {
			s.fault("sheet %q, row %d, column %d: text under a number format", s.name, s.row, s.column)
		}
		if len(s.text) > longestText && units(unescaped(s.text)) > longestText {
			s.fault("sheet %q, row %d, column %d: a text of more than %d characters", s.name, s.row, s.column, longestText)
		}
	default:
		s.fault("sheet %q, row %d, column %d: a cell of type %q", s.name, s.row, s.column, s.kind)
	}
}

// digitsOnly tells whether a text is surely a finite number.
func digitsOnly(text []byte) bool {
	const most = 300
	points := 0
	for i, b := range text {
		switch {
		case b >= '0' && b <= '9', b == '-' && i == 0 && len(text) > 1:
		case b == '.' && i > 0 && i < len(text)-1 && points == 0:
			points++
		default:
			return false
		}
	}
	return len(text) < most
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
	left, top, ok := position([]byte(from))
	right, bottom, also := position([]byte(to))
	if !ok || !also || left > right || top > bottom {
		s.fault("sheet %q: %q is no range of cells", s.name, ref)
	}
	return area{left, top, right, bottom}
}

// position reads the name of a cell: "AB12" is column 28, row 12.
func position(name []byte) (column, row int, ok bool) {
	at := 0
	for at < len(name) && at < 3 && name[at] >= 'A' && name[at] <= 'Z' {
		column = column*26 + int(name[at]-'A') + 1
		at++
	}
	row, ok = whole(name[at:])
	return column, row, ok && at > 0 && row > 0
}

// whole reads a number of at most nine digits.
func whole(text []byte) (n int, ok bool) {
	if len(text) == 0 || len(text) > 9 {
		return 0, false
	}
	for _, b := range text {
		if b < '0' || b > '9' {
			return 0, false
		}
		n = 10*n + int(b-'0')
	}
	return n, true
}

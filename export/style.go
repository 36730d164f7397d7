package export

import (
	"bytes"

	"github.com/askoria/verbatim/stats"
	"github.com/xuri/excelize/v2"
)

// Colours: a dark blue for headings, its pale tint for headers, grey for signs
// and rules. All text keeps a contrast of 4.5 or more.
const (
	ink   = "1F3864"
	tint  = "E4EBF3"
	grey  = "595959"
	hair  = "D0D5DB"
	rule  = "44546A"
	plain = "000000"

	fuller  = "CFE2F3"
	emptier = "F8DCCB"

	typeface = "Arial"
)

// role is the part that a cell plays on its sheet.
type role uint8

const (
	body    role = iota // a cell of a table
	heading             // the title of a sheet of text
	title               // the title of a table
	aside               // the line under it, and the words of empty tables
	caption             // the lines under a table
	header              // the head of a column
	label               // the left column of a sheet of text
	prose               // its right column
	link                // a cell that leads to another
)

// look is how a cell appears; looks that are equal share a style.
type look struct {
	role  role
	right bool
	wrap  bool
	total bool // of a line of totals
	tall  bool // of a row of several lines, read from its top
	upper bool // with a rule above
	lower bool // with a rule below
	hair  bool // with a hairline below
	apart bool // text beside a number
	// upright text runs from bottom to top.
	upright bool
	sign    bool   // a sign in the place of a value
	tone    tone   // of a cell that stands out
	signs   bool   // of a column whose numbers carry the sign of their tone
	shape   string // number format
}

// styles makes the styles of a workbook, each once.
type styles struct {
	file *excelize.File
	made map[look]int
	// plain leaves cells without a fill.
	plain bool
}

func (s *styles) of(l look) (int, error) {
	if id, ok := s.made[l]; ok {
		return id, nil
	}
	style := l.style()
	if s.plain {
		style.Fill = excelize.Fill{}
	}
	id, err := s.file.NewStyle(style)
	if err == nil {
		s.made[l] = id
	}
	return id, err
}

func (l look) style() *excelize.Style {
	font := &excelize.Font{Family: typeface, Size: l.size(), Color: plain, Bold: l.total}
	place := &excelize.Alignment{Vertical: "center", WrapText: l.wrap}
	if l.tall {
		place.Vertical = "top"
	}
	if l.upright {
		place.TextRotation, place.Vertical = 90, "bottom"
	}
	style := &excelize.Style{Font: font, Alignment: place}
	if l.right {
		place.Horizontal = "right"
	}
	if l.apart {
		place.Horizontal, place.Indent = "left", 1
	}
	if l.shape != "" {
		shape := l.signed()
		style.CustomNumFmt = &shape
	}
	edge := func(side, color string, width int) {
		style.Border = append(style.Border, excelize.Border{Type: side, Color: color, Style: width})
	}
	switch l.role {
	case heading, title, label:
		font.Bold, font.Color = true, ink
	case aside:
		font.Italic, font.Color = true, grey
	case header:
		font.Bold, font.Color = true, ink
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{tint}}
	case link:
		font.Underline, font.Color = "single", "0B5394"
	}
	if l.tone != 0 {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{map[tone]string{1: fuller, -1: emptier}[l.tone]}}
	}
	if l.sign {
		font.Color = grey
	}
	if l.upper {
		edge("top", rule, 1)
	}
	switch {
	case l.lower:
		edge("bottom", rule, 1)
	case l.hair:
		edge("bottom", hair, 1)
	}
	return style
}

// signed puts the sign of a cell that stands out into its number format, so
// that the number stays a number; the others keep its room, so that digits
// stand under each other.
func (l look) signed() string {
	switch {
	case !l.signs:
		return l.shape
	case l.tone != 0:
		return l.shape + `" ` + l.tone.sign() + `"`
	}
	return l.shape + `_ _(_+_)`
}

// shapeOf is the number format of a number. Formats are stored as English
// writes them; each reader sees the signs of his own country.
func shapeOf(f stats.Format, x float64, lang string) string {
	switch f {
	case stats.Count:
		return "#,##0"
	case stats.Year, stats.Ordinal:
		return "0"
	case stats.Percent:
		return "#,##0.0" + stats.Say(lang, " %", "%")
	case stats.Tenth:
		return "#,##0.0"
	case stats.Coefficient:
		return "0.00"
	case stats.PValue:
		// Text in a number format is not translated, hence the whole of it.
		return `[<0.001]"` + stats.PValue.Number(0, lang) + `";0.000`
	}
	const most = "#,##0.0000"
	var room [32]byte
	_, decimals, fractional := bytes.Cut(stats.Number.AppendNumber(room[:0], x, "en"), []byte("."))
	if !fractional {
		return most[:5]
	}
	return most[:6+len(decimals)]
}

// shapeOfDate is the number format of a day.
func shapeOfDate(f stats.Format, lang string) string {
	french, english := "dd/mm/yyyy", "yyyy-mm-dd"
	switch f {
	case stats.Month:
		french, english = "mm/yyyy", "yyyy-mm"
	case stats.Year:
		french, english = "yyyy", "yyyy"
	}
	if lang == "en" {
		return english
	}
	return french
}

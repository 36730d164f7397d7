package export

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
	"github.com/xuri/excelize/v2"
)

// column is a column of a table as a sheet shows it.
type column struct {
	stats.Column
	title string
	right bool    // numbers and days stand right, and so do the signs among them
	apart bool    // a text that stands beside a number
	broad float64 // characters of its widest cell
	word  float64 // characters of its title, or of the longest word of a long one
	given float64 // its width on the sheet
	long  bool    // some texts are of paragraph length
	lines bool    // some texts have several lines
	rich  bool    // some texts are marked or may need several cells
	// upright titles are written from bottom to top, over columns of signs.
	upright bool
}

// columnsOf measures the columns that may be shown. Columns that name persons
// stay behind; their titles are told.
func columnsOf(t *stats.Table, lang string) (shown []column, kept []string) {
	titles := map[string]bool{}
	for _, c := range t.Columns() {
		v := c.Variable()
		if v.Identifying {
			kept = append(kept, v.Title())
			continue
		}
		col := column{Column: c, title: titleOf(v, t.Caption().Units)}
		// Two columns under one title could not be told apart.
		if titles[strings.ToLower(col.title)] {
			col.title += " (" + v.Name + ")"
		}
		titles[strings.ToLower(col.title)] = true
		switch c.(type) {
		case *stats.Numbers, *stats.Dates:
			col.right = true
		}
		col.apart = !col.right && len(shown) > 0 && shown[len(shown)-1].right
		for row := range c.Len() {
			text := c.Show(row, lang)
			width := breadth(text)
			col.broad = max(col.broad, width)
			col.long = col.long || len(text) > paragraph
			col.lines = col.lines || strings.Contains(text, "\n")
			col.rich = col.rich || len(text) > longestText || marked(c, row)
		}
		col.word = longestWord(col.title)
		if whole := breadth(col.title); whole <= shortHead {
			col.word = whole
		}
		shown = append(shown, col)
	}
	setUpright(shown)
	return shown, kept
}

// setUpright turns the titles of a table that is made of many narrow columns,
// such as themes by cases, which would be far too wide otherwise.
func setUpright(columns []column) {
	narrow := 0
	for _, c := range columns {
		if c.slim() {
			narrow++
		}
	}
	for i := range columns {
		columns[i].upright = narrow >= 12 && 3*narrow >= 2*len(columns) && columns[i].slim()
	}
}

// marked tells whether words of a text are set off.
func marked(c stats.Column, row int) bool {
	texts, is := c.(*stats.Texts)
	return is && len(texts.Marks(row)) > 0
}

// suit fits the head of a column to a profile.
func (c *column) suit(p Profile) {
	name := c.Variable().Name
	switch {
	case p == Accessible:
		c.upright = false
	case p == Technical && name != c.title:
		c.title += " [" + name + "]"
		c.word, c.upright = longestWord(c.title), false
	}
}

// slim tells whether the cells of a column are signs next to its title.
func (c column) slim() bool {
	_, text := c.Column.(*stats.Texts)
	return !text && c.broad <= 4 && c.word > c.broad
}

// titleOf is the title of a column with its unit, unless the title or the line
// of units says it.
func titleOf(v stats.Variable, line string) string {
	unit := v.Unit
	if unit == "" && v.Format == stats.Percent {
		unit = "%"
	}
	text, _ := cleanText(v.Title())
	if unit == "" || strings.Contains(text, unit) || unit == "%" && strings.Contains(line, "%") {
		return text
	}
	return text + " (" + unit + ")"
}

// leastP is the smallest p that is written: Excel has no exponents in files
// made by this writer, and below it a p is a row of zeros.
const leastP = 1e-16

// firstDay is the first day that all spreadsheets count alike (1 March 1900),
// in days from 1970; earlier days are written as text.
const firstDay = -25508

// value is what a cell holds, and the look that its value asks for.
func (c column) value(row int, lang string) (any, look) {
	l := look{right: c.right, apart: c.apart}
	if reason := c.Missing(row); reason != stats.Recorded {
		if _, text := c.Column.(*stats.Texts); text && reason == stats.NotApplicable {
			return nil, l // there is nothing to say
		}
		l.sign = true
		return reason.Code(), l
	}
	switch data := c.Column.(type) {
	case *stats.Numbers:
		x, _ := data.At(row)
		format := data.Variable().Format
		l.shape = shapeOf(format, x, lang)
		if format == stats.PValue {
			x = max(x, leastP)
		}
		return digits(x), l
	case *stats.Dates:
		day, _ := data.At(row)
		if days := stats.Day(day); days >= firstDay {
			l.shape = shapeOfDate(data.Variable().Format, lang)
			return days + 25569, l
		}
	}
	text, _ := cleanText(c.Show(row, lang))
	return text, l
}

// digits rounds a number to the 15 digits that Excel keeps; the writer would
// cut them off.
func digits(x float64) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 15, 64), 64)
	if err != nil {
		return x // the largest numbers round up to infinity
	}
	return rounded
}

// texts is the text of a row dealt out to as many cells as it needs; nil where
// one plain cell is enough, which value gives.
func (c column) texts(row int) []any {
	data, isText := c.Column.(*stats.Texts)
	if !isText {
		return nil
	}
	text, recorded := data.At(row)
	marks := data.Marks(row)
	if !recorded || len(marks) == 0 && len(text) <= longestText {
		return nil
	}
	var parts []any
	for _, list := range cells(pieces(text, marks)) {
		runs := make([]excelize.RichTextRun, len(list))
		for i, p := range list {
			runs[i] = excelize.RichTextRun{Text: p.text, Font: &excelize.Font{Family: typeface, Size: ordinary, Color: plain}}
			if p.marked {
				runs[i].Font.Bold, runs[i].Font.Color = true, ink
			}
		}
		parts = append(parts, runs)
	}
	return parts
}

// check refuses what no sheet can hold, and counts the characters of texts
// that had to be changed and the texts that need several cells.
func (c column) check() (changed, split int, err error) {
	for row := range c.Len() {
		if c.Missing(row) != stats.Recorded {
			continue
		}
		switch data := c.Column.(type) {
		case *stats.Numbers:
			if x, _ := data.At(row); math.IsNaN(x) || math.IsInf(x, 0) {
				return 0, 0, fmt.Errorf("column %q, row %d: the number is not finite", c.Variable().Name, row+1)
			}
		case *stats.Texts:
			text, _ := data.At(row)
			clean, n := cleanText(text)
			changed += n
			if len(clean) > longestText && units(clean) > longestText {
				split++
			}
		}
	}
	return changed, split, nil
}

package export

import (
	"strings"
	"unicode/utf8"

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
	clean bool    // all texts can be written as they are
	// changed counts the characters of texts that cannot, and split the texts
	// that need several cells.
	changed, split int
	// upright titles are written from bottom to top, over columns of signs.
	upright bool
}

// columnsOf measures the columns that may be shown. Columns that name persons
// stay behind; their titles are told.
func columnsOf(t *stats.Table, lang string) (shown []column, kept []string) {
	columns := t.Columns()
	titles, taken := map[string]int{}, map[string]bool{}
	for _, c := range columns {
		titles[strings.ToLower(c.Variable().Title())]++
	}
	owner := stats.Variable{} // the last column under a title of its own
	for _, c := range columns {
		v := c.Variable()
		if v.Identifying {
			kept = append(kept, v.Title())
			continue
		}
		col := column{Column: c, title: titleOf(v, t.Caption().Units), clean: true}
		// Two columns under one title could not be told apart. The bounds of an
		// interval stand beside what they bound, and are named after it.
		switch {
		case titles[strings.ToLower(v.Title())] == 1:
			owner = v
		case owner.Name != "" && strings.HasPrefix(v.Name, owner.Name+"_"):
			name, _ := cleanText(owner.Title())
			col.title = name + " – " + col.title
		}
		if taken[strings.ToLower(col.title)] {
			col.title += " (" + v.Name + ")"
		}
		taken[strings.ToLower(col.title)] = true
		switch c.(type) {
		case *stats.Numbers, *stats.Dates:
			col.right = true
		}
		col.apart = !col.right && len(shown) > 0 && shown[len(shown)-1].right
		col.measure(lang)
		col.word = longestWord(col.title)
		if whole := breadth(col.title); whole <= shortHead {
			col.word = whole
		}
		shown = append(shown, col)
	}
	setUpright(shown)
	return shown, kept
}

// measure goes through the cells of a column.
func (c *column) measure(lang string) {
	numbers, _ := c.Column.(*stats.Numbers)
	texts, _ := c.Column.(*stats.Texts)
	var number []byte
	for row := range c.Len() {
		if numbers != nil && numbers.Missing(row) == stats.Recorded {
			x, _ := numbers.At(row)
			format := numbers.Variable().Format
			number = format.AppendNumber(number[:0], x, lang)
			broad := utf8.RuneCount(number)
			if format == stats.Percent {
				broad += 2 // the sign
			}
			c.broad = max(c.broad, float64(broad))
			continue
		}
		text := c.Show(row, lang)
		clean, changed := cleanText(text)
		c.clean = c.clean && clean == text
		c.broad = max(c.broad, breadth(text))
		c.long = c.long || len(text) > paragraph
		c.lines = c.lines || strings.Contains(text, "\n")
		if texts != nil {
			c.changed += changed
			c.rich = c.rich || len(text) > longestText || len(texts.Marks(row)) > 0
			if len(clean) > longestText && units(clean) > longestText {
				c.split++
			}
		}
	}
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

// titleOf is the title of a column with its unit, unless the title, the line of
// units or each cell says it.
func titleOf(v stats.Variable, line string) string {
	unit := v.Unit
	text, _ := cleanText(v.Title())
	if unit == "" || v.Format == stats.Percent || strings.Contains(text, unit) || unit == "%" && strings.Contains(line, "%") {
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

// cell is what stands in a row, and the look that its value asks for.
func (c column) cell(row int, lang string) cell {
	x := cell{look: look{right: c.right, apart: c.apart}}
	if reason := c.Missing(row); reason != stats.Recorded {
		if _, text := c.Column.(*stats.Texts); text && reason == stats.NotApplicable {
			return x // there is nothing to say
		}
		x.text, x.look.sign = reason.Code(), true
		return x
	}
	switch data := c.Column.(type) {
	case *stats.Numbers:
		x.number, x.numeric = data.At(row)
		format := data.Variable().Format
		x.look.shape = shapeOf(format, x.number, lang)
		switch format {
		case stats.PValue:
			x.number = max(x.number, leastP)
		case stats.Percent: // a spreadsheet counts with 0.123 and shows 12,3 %
			x.number /= 100
		}
		return x
	case *stats.Dates:
		day, _ := data.At(row)
		if days := stats.Day(day); days >= firstDay {
			x.look.shape = shapeOfDate(data.Variable().Format, lang)
			x.number, x.numeric = float64(days+25569), true
			return x
		}
	}
	x.text = c.Show(row, lang)
	if !c.clean {
		x.text, _ = cleanText(x.text)
	}
	return x
}

// texts is the text of a row dealt out to as many cells as it needs; nil where
// one plain cell is enough, which cell gives.
func (c column) texts(row int) [][]excelize.RichTextRun {
	data, isText := c.Column.(*stats.Texts)
	if !isText {
		return nil
	}
	text, recorded := data.At(row)
	marks := data.Marks(row)
	if !recorded || len(marks) == 0 && len(text) <= longestText {
		return nil
	}
	var parts [][]excelize.RichTextRun
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

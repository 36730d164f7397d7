package export

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/askoria/verbatim/stats"
	"github.com/xuri/excelize/v2"
)

// entry is a table that was added to a sheet.
type entry struct {
	table   *stats.Table
	of      *addition // nil for the tables of the workbook itself
	number  int       // under which it is called, from 1; 0 for none
	part    int       // of a table too long for a sheet, from 0
	counted bool      // it counts persons, so that the study's Champ and Source apply
	scaled  bool      // it is a matrix of coefficients, coloured by strength
	barred  bool      // its first percentages have bars
	lit     string    // the column of its traffic lights, "" for none
	apart   bool      // it goes on a sheet of its own, beside the others of its result
	tones   map[place]tone
	letters map[place]string // of the columns whose share is lower
	picture *Picture         // in the place of the table's columns; nil for none
}

// row is a row of a sheet; cells start in column A.
type row struct {
	cells  []cell
	spread bool // the only cell spreads over the sheet's width
}

// cell is a number, a text or stretches of text, and its look. One without any
// is empty.
type cell struct {
	text    string
	number  float64
	numeric bool
	runs    []excelize.RichTextRun
	look    look
}

// block is an entry in its place on a sheet.
type block struct {
	entry
	lang    string
	title   string
	top     int // row of the title, from 1
	columns []column
	below   []string // the lines under the table
	signs   []bool   // columns whose numbers carry the signs of their tones
	extra   int      // rows more than the table has: long texts that go on
}

// headRow is the row of the column titles.
func (k *block) headRow() int {
	if k.units() == "" {
		return k.top + 1
	}
	return k.top + 2
}

// bodyRows is the number of rows under the column titles.
func (k *block) bodyRows() int {
	if k.picture != nil {
		return k.picture.rows() - 1 // one lies over the row of the column titles
	}
	return max(1, k.table.Len()+k.extra)
}

// next is the first row after the block.
func (k *block) next() int { return k.headRow() + 1 + k.bodyRows() + len(k.below) }

func (k *block) units() string { return oneLine(k.table.Caption().Units) }

// oneLine is a text cleaned and on one line.
func oneLine(text string) string {
	text, _ = cleanText(text)
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\t' }), " ")
}

// block measures an entry and writes the lines that go under it.
func (b *Workbook) block(e entry, title string) (*block, error) {
	k := &block{entry: e, lang: b.Lang, title: oneLine(title)}
	var kept []string
	if e.picture == nil {
		k.columns, kept = columnsOf(e.table, b.Lang)
	}
	for i := range k.columns {
		k.columns[i].suit(b.Profile)
		k.columns[i].broad += 1.5 * float64(lettersAcross(e.letters, i))
	}
	if len(k.columns) == 0 && e.picture == nil {
		return nil, fmt.Errorf("table %q: all its columns name persons", e.table.Title())
	}
	k.signs = make([]bool, len(k.columns))
	if _, err := e.table.Column(signColumn); err != nil {
		for place := range e.tones {
			if !k.signs[place.column] {
				k.signs[place.column] = true
				k.columns[place.column].broad += 4 // " (+)"
			}
		}
	}
	changed, secret, figures := 0, 0, 0
	for _, c := range k.columns {
		changed += c.changed
		secret += c.MissingCounts()[stats.Secret]
		if _, number := c.Column.(*stats.Numbers); number {
			figures += c.Len()
		}
		if c.split == 0 {
			continue
		}
		k.below = append(k.below, fmt.Sprintf(b.say("« %s » : un texte trop long pour une cellule continue sur les lignes suivantes.",
			"“%s”: a text too long for a cell goes on in the next rows."), c.title))
	}
	k.extra = k.longRows()
	k.below = append(b.captionLines(e), k.below...)
	if secret > 0 && b.rule() != "" {
		rule := b.rule()
		if 2*secret > figures {
			rule += b.say(" Plus de la moitié des chiffres sont masqués : réunir des lignes ou des modalités en montrerait davantage.",
				" More than half of the figures are hidden: joining rows or levels would show more.")
		}
		k.below = append(k.below, rule)
	}
	if len(kept) > 0 {
		k.below = append(k.below, b.say("Colonnes qui nomment des personnes, non exportées : ",
			"Columns that name persons, left out: ")+strings.Join(kept, ", ")+".")
	}
	if changed > 0 {
		k.below = append(k.below, fmt.Sprintf(b.say("Signes illisibles retirés ou remplacés par \ufffd : %d.",
			"Unreadable characters dropped or replaced by \ufffd: %d."), changed))
	}
	if b.Profile == Accessible {
		k.below = broken(k.below)
	}
	return k, nil
}

// captionLines are the lines under a table, in the order in which French
// offices publish them.
func (b *Workbook) captionLines(e entry) []string {
	c := e.table.Caption()
	if e.counted {
		if c.Population == "" || !strings.HasPrefix(c.Population, b.Population) {
			c.Population = joined(b.Population, c.Population)
		}
		if c.Source == "" {
			c.Source = b.Source
		}
	}
	lines := []string{c.Test, c.Reading}
	if c.Population != "" {
		lines = append(lines, b.say("Champ : ", "Population: ")+c.Population)
	}
	if c.Source != "" {
		lines = append(lines, "Source"+b.say(" : ", ": ")+c.Source)
	}
	lines = append(lines, c.Notes...)
	var kept []string
	for _, line := range lines {
		if line = oneLine(line); line != "" {
			kept = append(kept, line)
		}
	}
	return kept
}

// broken cuts lines at spaces where they would run over the width of a page,
// for sheets without merged cells.
func broken(lines []string) []string {
	const most = 130
	var parts []string
	for _, line := range lines {
		for units(line) > most {
			head := cutUnits(line, most)
			space := strings.LastIndexByte(head, ' ')
			if space <= 0 {
				break
			}
			parts = append(parts, line[:space])
			line = line[space+1:]
		}
		parts = append(parts, line)
	}
	return parts
}

// joined puts the whole of a study before what one table says of it.
func joined(study, table string) string {
	if study == "" || table == "" {
		return study + table
	}
	sign := ", "
	if first, _ := utf8.DecodeRuneInString(table); unicode.IsUpper(first) {
		sign = ". "
	}
	return strings.TrimRight(study, ". ") + sign + table
}

// rows are the rows of the block, from its title to the last line under it.
func (k *block) rows() iter.Seq[row] {
	return func(yield func(row) bool) {
		if !yield(textRow(k.title, title)) {
			return
		}
		if line := k.units(); line != "" && !yield(textRow(line, aside)) {
			return
		}
		if !yield(k.header()) {
			return
		}
		for r := range k.body() {
			if !yield(r) {
				return
			}
		}
		for _, line := range k.below {
			if !yield(textRow(line, caption)) {
				return
			}
		}
	}
}

func textRow(text string, r role) row {
	return row{cells: []cell{{text: text, look: look{role: r}}}, spread: true}
}

func (k *block) header() row {
	var r row
	for _, c := range k.columns {
		r.cells = append(r.cells, cell{text: c.title, look: look{role: header, wrap: true, right: c.right, apart: c.apart, upright: c.upright, upper: true, lower: true}})
	}
	return r
}

// body are the rows of the table, each valid until the next.
func (k *block) body() iter.Seq[row] {
	return func(yield func(row) bool) {
		if k.picture != nil {
			for range k.bodyRows() {
				if !yield(row{}) {
					return
				}
			}
			return
		}
		if k.table.Len() == 0 {
			empty := "Aucune ligne."
			if k.lang == "en" {
				empty = "No row."
			}
			yield(textRow(empty, aside))
			return
		}
		tall := k.wraps()
		first := k.table.Len() - k.table.Totals()
		line := make([]cell, len(k.columns))
		parts := make([][][]excelize.RichTextRun, len(k.columns))
		for i := range k.table.Len() {
			count := 1 // rows that the row takes: more where a text is too long for a cell
			for j, c := range k.columns {
				if c.rich {
					parts[j] = c.texts(i)
					count = max(count, len(parts[j]))
				}
			}
			for part := range count {
				for j, c := range k.columns {
					switch {
					case part < len(parts[j]):
						line[j] = cell{runs: parts[j][part], look: look{apart: c.apart}}
					case part == 0:
						line[j] = c.cell(i, k.lang)
					default:
						line[j] = cell{}
					}
					l := &line[j].look
					l.wrap = c.wraps()
					l.total = i >= first
					l.upper = i == first && part == 0
					l.lower = i == k.table.Len()-1 && part == count-1
					l.tall = tall
					l.hair = tall && part == count-1
					l.tone, l.signs = k.tones[place{i, j}], k.signs[j]
					if l.shape != "" {
						l.shape = lettered(l.shape, k.letters, place{i, j})
					}
				}
				if !yield(row{cells: line}) {
					return
				}
			}
		}
	}
}

// longRows counts the rows that the texts too long for a cell add.
func (k *block) longRows() int {
	extra := 0
	if !slices.ContainsFunc(k.columns, func(c column) bool { return c.rich }) {
		return 0
	}
	for i := range k.table.Len() {
		parts := 1
		for _, c := range k.columns {
			if c.rich {
				parts = max(parts, len(c.texts(i)))
			}
		}
		extra += parts - 1
	}
	return extra
}

// wraps tells whether rows of the block take several lines, so that they need a
// hairline between them.
func (k *block) wraps() bool { return slices.ContainsFunc(k.columns, column.wraps) }

// listing tells whether the table is a list to be read through, sorted and
// filtered, rather than a result with its totals.
func (k *block) listing() bool {
	return k.picture == nil && k.table.Totals() == 0 && k.table.Len() >= 10
}

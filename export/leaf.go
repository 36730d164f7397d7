package export

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"strings"

	"github.com/askoria/verbatim/stats"
	"github.com/xuri/excelize/v2"
)

// leaf is a sheet ready to be written.
type leaf struct {
	name   string
	widths []float64
	length int // rows
	rows   iter.Seq[row]
	blocks []*block
	links  []jump
	charts []chart
	// list is the only block of the sheet where it is a long list: its header
	// stays in view, can be filtered and is printed on each page.
	list *block
}

// across is the number of pages that the sheet is wide in print.
func (p *leaf) across() int {
	total := 0.0
	for _, width := range p.widths {
		total += width
	}
	return max(1, int(math.Ceil(total/legible)))
}

// The part of an A4 page, lying, inside the margins, in points, and the width of
// a digit, which is of the type of 11 points that columns are measured by.
const pageWidth, pageHeight, digit = 770.0, 494.0, 6.1

// lines tells over which columns lines of text spread, from 1, and their width. On
// a sheet several pages wide they leave the first column alone, which is repeated
// on each page and would show them cut.
func (p *leaf) lines(profile Profile) (first, last int, breadth float64) {
	if p.across() > 1 && profile != Accessible {
		first = 1
	}
	last, breadth = span(p.widths[first:])
	return first + 1, first + last, breadth
}

// page is the height of sheet that one page holds, in points: more where the
// sheet is printed small. Programs measure type in their own way, hence a
// little room.
func (p *leaf) page() float64 {
	width := 0.0
	for _, digits := range p.widths {
		width += digits * digit
	}
	return 0.95 * pageHeight * max(1, width/pageWidth/float64(p.across()))
}

// jump leads from a cell to a cell of another sheet.
type jump struct{ from, sheet, to string }

// leaves lays out all sheets, from left to right.
func (b *Workbook) leaves() ([]*leaf, error) {
	sheets, err := b.withOwn()
	if err != nil {
		return nil, err
	}
	var leaves []*leaf
	var failures []error
	for _, s := range b.parted(sheets) {
		p := &leaf{name: s.name}
		for _, e := range s.entries {
			title := e.table.Title()
			if e.number > 0 {
				title = b.called(e) + " – " + title
			}
			k, err := b.block(e, title)
			if err != nil {
				failures = append(failures, fmt.Errorf("sheet %q: %w", s.name, err))
				continue
			}
			p.blocks = append(p.blocks, k)
		}
		if p.widths = fit(p.blocks); len(p.widths) == 0 {
			p.widths = []float64{paper} // pictures alone
		}
		_, _, breadth := p.lines(b.Profile)
		for _, k := range p.blocks {
			k.shrink(p.page(), breadth)
			if k.top = p.length + 3; p.length == 0 {
				k.top = 1
			}
			if p.length = k.next() - 1; p.length > excelize.TotalRows || len(k.columns) > excelize.MaxColumns {
				failures = append(failures, fmt.Errorf("sheet %q: table %q (%d rows, %d columns) does not fit on the sheet, which ends at row %d and column %d: give it a sheet of its own, or hand it over as CSV",
					s.name, k.table.Title(), k.table.Len(), len(k.columns), excelize.TotalRows, excelize.MaxColumns))
			}
		}
		p.rows = stacked(p.blocks)
		if len(p.blocks) == 1 && p.blocks[0].listing() {
			p.list = p.blocks[0]
		}
		leaves = append(leaves, p)
	}
	if len(failures) > 0 {
		return nil, errors.Join(failures...)
	}
	if p := b.chartLeaf(leaves); b.Charts && p != nil {
		leaves = append(leaves, p)
	}
	return append([]*leaf{b.readme(leaves), b.contents(leaves)}, leaves...), nil
}

// mostRows is the length of a table that has a sheet of its own, with room for
// the lines around it.
const mostRows = excelize.TotalRows - 100

// parted deals each table that is too long for a sheet out to several, after
// the sheet where it belongs. Titles, notes and names of the sheets say so.
func (b *Workbook) parted(sheets []*tab) []*tab {
	taken := map[string]bool{}
	for _, s := range sheets {
		taken[strings.ToLower(s.name)] = true
	}
	var all []*tab
	for _, s := range sheets {
		kept := &tab{name: s.name}
		var parts []*tab
		for _, e := range s.entries {
			if e.picture != nil || e.table.Len() <= mostRows {
				kept.entries = append(kept.entries, e)
				continue
			}
			count := (e.table.Len() + mostRows - 1) / mostRows
			for part := range count {
				suffix := fmt.Sprintf(b.say(" %d sur %d", " %d of %d"), part+1, count) // Excel refuses 1/2
				name := freeName(cutUnits(s.name, longestName-len(suffix))+suffix, taken)
				taken[strings.ToLower(name)] = true
				parts = append(parts, &tab{name: name, entries: []entry{b.part(e, part, count)}})
			}
		}
		if len(kept.entries) > 0 {
			all = append(all, kept)
		}
		all = append(all, parts...)
	}
	return all
}

// part is one of the parts of a table.
func (b *Workbook) part(e entry, part, count int) entry {
	rows := make([]int, min(mostRows, e.table.Len()-part*mostRows))
	for i := range rows {
		rows[i] = part*mostRows + i
	}
	caption := e.table.Caption()
	caption.Notes = append(caption.Notes, fmt.Sprintf(b.say(
		"Tableau de %s lignes, trop long pour une feuille : partie %d sur %d.", "Table of %s rows, too long for a sheet: part %d of %d."),
		stats.Count.Number(float64(e.table.Len()), b.Lang), part+1, count))
	totals := e.table.Totals()
	e.table = e.table.Rows(rows).Captioned(caption).Titled(fmt.Sprintf("%s (%d/%d)", e.table.Title(), part+1, count))
	if part == count-1 {
		e.table = e.table.WithTotals(min(totals, len(rows)))
	}
	e.part = part
	return e
}

// stacked are the rows of blocks, each in its place, with empty rows between.
func stacked(blocks []*block) iter.Seq[row] {
	return func(yield func(row) bool) {
		number := 0
		for _, k := range blocks {
			for ; number < k.top-1; number++ {
				if !yield(row{}) {
					return
				}
			}
			for r := range k.rows() {
				if number++; !yield(r) {
					return
				}
			}
		}
	}
}

package export

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

const (
	total   = "Ensemble"
	unknown = -1
)

// target is a table of counts under attack.
type target struct {
	name       string
	rowsOf     string   // the variable of its rows
	rows, cols []string // with the total
	cells      [][]int
	hidden     [][]bool // what read s at the start
	base       int      // recorded rows of a frequency table
	levels     int      // rows of it that the base counts
	shares     []share
	products   []product
}

// share is part = ratio × whole.
type share struct {
	part, whole *int
	ratio       float64
}

// product is of × all = a × b: an expected count times the grand total.
type product struct {
	of        float64
	all, a, b *int
}

// overlaps tells whether the rows are options of a set, which do not add up.
func (p *page) overlaps() bool {
	return slices.ContainsFunc(p.lines, func(line string) bool { return strings.HasPrefix(line, "Réponses multiples") })
}

// options lists the hidden options of a set of which another figure is told.
func (p *page) options() []string {
	var told []string
	for _, row := range p.rows {
		if _, known := p.number(row, "Effectif"); known || !p.overlaps() {
			continue
		}
		for _, title := range p.header[1:] {
			if x, known := p.number(row, title); known {
				told = append(told, fmt.Sprintf("%s, %s: %s is told to be %v", p.title, row[0], title, x))
			}
		}
	}
	return told
}

// target makes a target of a page of counts with its totals; nil of others.
func (p *page) target() *target {
	if len(p.rows) == 0 || p.rows[len(p.rows)-1][0] != total || p.overlaps() {
		return nil
	}
	t := &target{name: strings.TrimSuffix(p.title, " – effectifs"), base: unknown, rowsOf: p.header[0], cols: p.header[1:]}
	switch {
	case len(p.header) > 2 && p.header[1] == "Effectif":
		t.cols = p.header[1:2]
	case p.units != "Effectifs" || p.header[len(p.header)-1] != total:
		return nil
	}
	for _, row := range p.rows {
		t.rows = append(t.rows, row[0])
		cells, hidden := make([]int, len(t.cols)), make([]bool, len(t.cols))
		for j, col := range t.cols {
			x, known := p.number(row, col)
			if cells[j] = int(x); !known {
				cells[j], hidden[j] = unknown, true
			}
		}
		t.cells, t.hidden = append(t.cells, cells), append(t.hidden, hidden)
	}
	return t
}

// cell finds a cell by its labels; nil where there is none.
func (t *target) cell(row, col string) *int {
	i, j := slices.Index(t.rows, row), slices.Index(t.cols, col)
	if i < 0 || j < 0 {
		return nil
	}
	return &t.cells[i][j]
}

// learn takes from a page of the same result what it says of the counts.
func (t *target) learn(p *page) {
	switch {
	case p.title == "Renseignement des variables":
		for _, row := range p.rows {
			if row[0] != t.name || t.cols[0] != "Effectif" {
				continue
			}
			if x, ok := p.number(row, "Renseignés"); ok {
				t.base = int(x)
			}
			for _, reason := range p.header[3:] {
				if x, ok := p.number(row, reason); ok && slices.Contains(t.rows, reason) {
					*t.cell(reason, "Effectif") = int(x)
				}
			}
		}
	case p.title == t.name && len(p.header) > 2 && p.header[1] == "Effectif":
		before := 0.0
		for i, row := range p.rows {
			part := &t.cells[i][0]
			if x, ok := p.number(row, "% de l'ensemble"); ok {
				t.shares = append(t.shares, share{part, &t.cells[len(t.rows)-1][0], x})
			}
			if row[0] == total || len(row) < 3 || row[2] == "SO" {
				continue
			}
			t.levels = i + 1
			if x, ok := p.number(row, "% des renseignés"); ok {
				t.shares = append(t.shares, share{part, &t.base, x})
			}
			if x, ok := p.number(row, "% cumulé"); ok {
				t.shares = append(t.shares, share{part, &t.base, x - before})
				before = x
			} else {
				before = math.NaN()
			}
		}
	case p.title == t.name && strings.HasPrefix(p.units, "En %"):
		for _, row := range p.rows {
			whole := t.cell(row[0], total)
			if n, ok := p.number(row, "Effectif"); ok && whole != nil {
				*whole = int(n)
			}
			for _, col := range t.cols {
				whole := map[string]*int{
					"En % en ligne":   t.cell(row[0], total),
					"En % en colonne": t.cell(total, col), "En % du total": t.cell(total, total),
				}[p.units]
				if x, ok := p.number(row, col); ok && whole != nil {
					t.shares = append(t.shares, share{t.cell(row[0], col), whole, x})
				}
			}
		}
	case p.title == t.name+" – résidus":
		for _, row := range p.rows {
			count := t.cell(row[0], row[1])
			if count == nil {
				continue
			}
			if x, ok := p.number(row, "Effectif"); ok {
				*count = int(x)
			}
			expected, ok := p.number(row, "Effectif théorique")
			if !ok {
				continue
			}
			t.products = append(t.products, product{expected, t.cell(total, total), t.cell(row[0], total), t.cell(total, row[1])})
			if residual, ok := p.number(row, "Résidu de Pearson"); ok {
				*count = int(math.Round(expected + residual*math.Sqrt(expected)))
			}
		}
	}
}

// deduce fills in what shares and products say, until they say no more.
func (t *target) deduce() {
	for again := true; again; {
		again = false
		set := func(cell *int, x float64) {
			if *cell == unknown && !math.IsNaN(x) && !math.IsInf(x, 0) {
				*cell, again = int(math.Round(x)), true
			}
		}
		for _, s := range t.shares {
			if *s.whole != unknown {
				set(s.part, s.ratio*float64(*s.whole))
			}
			if *s.part > 0 && s.ratio > 0 {
				set(s.whole, float64(*s.part)/s.ratio)
			}
		}
		for _, p := range t.products {
			known := func(cells ...*int) bool {
				return !slices.ContainsFunc(cells, func(cell *int) bool { return *cell == unknown })
			}
			switch {
			case known(p.a, p.b):
				set(p.all, float64(*p.a**p.b)/p.of)
			case known(p.all, p.a):
				set(p.b, p.of*float64(*p.all)/float64(*p.a))
			case known(p.all, p.b):
				set(p.a, p.of*float64(*p.all)/float64(*p.b))
			}
		}
	}
}

// weak lists the hidden counts that are known by now, or that the margins give
// back, or that are seen to be small.
func (t *target) weak(below int) []string {
	var leaks []string
	add := func(i, j int, how string, args ...any) {
		leak := fmt.Sprintf("%s, %s, %s: ", t.name, t.rows[i], t.cols[j]) + fmt.Sprintf(how, args...)
		if !slices.Contains(leaks, leak) {
			leaks = append(leaks, leak)
		}
	}
	for i, line := range t.hidden {
		for j, hidden := range line {
			if hidden && t.cells[i][j] != unknown {
				add(i, j, "told to be %d", t.cells[i][j])
			}
		}
	}
	check := func(c stats.Counts, mask stats.Mask) {
		for _, knows := range []bool{false, true} {
			bounds, err := disclosure.Audit{Below: below, KnowsRule: knows}.Of(c, mask)
			switch {
			case err != nil && !knows:
				leaks = append(leaks, t.name+": "+err.Error())
			case err != nil: // zeros are hidden here: what the reader held is not so
			default:
				for _, b := range bounds.Recomputable {
					if !knows || b.Max < below {
						add(b.Row, b.Col, "can only be %d", b.Min)
					}
				}
				for _, b := range bounds.Narrow {
					if !knows {
						add(b.Row, b.Col, "is below %d", below)
					}
				}
			}
		}
	}
	check(t.published())
	if t.base != unknown && t.levels > 0 {
		check(t.counts(t.levels, []int{t.base}))
	}
	return leaks
}

// published is the whole table and what of it is still unknown.
func (t *target) published() (stats.Counts, stats.Mask) {
	return t.counts(len(t.rows)-1, t.cells[len(t.rows)-1])
}

// counts are the first rows of the table over a last one. Unknown cells are
// set to 1: zeros are not hidden, so the reader holds.
func (t *target) counts(rows int, last []int) (stats.Counts, stats.Mask) {
	c := stats.Counts{Title: t.name, Rows: t.rows[:rows], Cols: []string{""}, FreeRows: make([]bool, rows)}
	width := 1
	if len(t.cols) > 2 {
		c.Cols, width = t.cols[:len(t.cols)-1], len(t.cols)
	}
	for _, line := range append(slices.Clone(t.cells[:rows]), last) {
		c.Cells = append(c.Cells, slices.Clone(line[:width]))
	}
	for i, label := range c.Rows {
		c.FreeRows[i] = slices.ContainsFunc(stats.MissingReasons(), func(m stats.Missing) bool { return m.Label("fr") == label })
	}
	mask := make(stats.Mask, len(c.Cells))
	for i, line := range c.Cells {
		mask[i] = make([]bool, len(line))
		for j, count := range line {
			if mask[i][j] = count == unknown; mask[i][j] {
				line[j] = 1
			}
		}
	}
	return c, mask
}

// borrow takes the totals of a crosstab from the frequencies of its variables,
// where both count the same persons.
func (t *target) borrow(targets []*target) bool {
	borrowed := false
	take := func(cell *int, from *int) {
		if cell != nil && from != nil && *cell == unknown && *from != unknown {
			*cell, borrowed = *from, true
		}
	}
	for _, other := range targets {
		n, all := t.cell(total, total), other.cell(total, "Effectif")
		if n == nil || all == nil || *n == unknown || *n != *all {
			continue
		}
		if !strings.Contains(t.name, other.name) {
			continue
		}
		for _, label := range other.rows {
			take(t.cell(label, total), other.cell(label, "Effectif"))
			take(t.cell(total, label), other.cell(label, "Effectif"))
		}
	}
	return borrowed
}

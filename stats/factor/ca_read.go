package factor

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// read fills the points and the counts, supplementary points marked.
func (c *Correspondence) read(t *stats.Table) error {
	s := c.Spec
	var err error
	switch {
	case s.Rows == "" && s.Cols == "" && s.Weight != "":
		err = fmt.Errorf("weight %q: counts have none, it is for rows and columns to cross", s.Weight)
	case s.Rows == "" && s.Cols == "":
		err = c.readCounts(t)
	case s.Rows == "" || s.Cols == "":
		err = fmt.Errorf("rows %q, columns %q: name both, or none for a table of counts", s.Rows, s.Cols)
	case s.Rows == s.Cols:
		err = fmt.Errorf("column %q is crossed with itself", s.Rows)
	default:
		err = c.readCases(t)
	}
	if err != nil {
		return err
	}
	if err := mark(c.Rows, s.SupplementaryRows); err != nil {
		return fmt.Errorf("no row %w", err)
	}
	if err := mark(c.Cols, s.SupplementaryCols); err != nil {
		return fmt.Errorf("no column %w", err)
	}
	return c.check()
}

// check refuses what is no count, where it counts: not where a supplementary row
// and a supplementary column cross.
func (c *Correspondence) check() error {
	for i, counts := range c.counts {
		for j, count := range counts {
			switch {
			case count >= 0:
			case c.Rows[i].Supplementary && c.Cols[j].Supplementary:
				counts[j] = 0
			case math.IsNaN(count):
				return fmt.Errorf("row %d, column %q: a count is missing; write 0 where there is nobody", i+1, c.Cols[j].Code)
			default:
				return fmt.Errorf("row %d, column %q: %v; counts are zero or above", i+1, c.Cols[j].Code, count)
			}
		}
	}
	return nil
}

// readCounts reads a table of counts.
func (c *Correspondence) readCounts(t *stats.Table) error {
	var numbers []*stats.Numbers
	var label stats.Column
	for _, column := range t.Columns() {
		n, ok := column.(*stats.Numbers)
		switch {
		case column.Variable().Name == c.Spec.Label, !ok && label == nil && c.Spec.Label == "":
			label = column
		case ok:
			numbers = append(numbers, n)
		}
	}
	if label == nil {
		if c.Spec.Label != "" {
			_, err := t.Column(c.Spec.Label)
			return err
		}
		return fmt.Errorf("a table of counts needs a column of labels; all its columns hold numbers")
	}
	c.Row = label.Variable()
	c.Col.Label = t.Title()
	for row := range t.Len() - t.Totals() {
		l := stats.Level{Code: label.Show(row, c.Spec.Lang)}
		if categories, ok := label.(*stats.Categories); ok && label.Missing(row) == stats.Recorded {
			at, _ := categories.At(row)
			l = categories.Levels()[at]
		}
		c.Rows = append(c.Rows, Point{Level: l})
		counts := make([]float64, len(numbers))
		for j, n := range numbers {
			x, ok := n.At(row)
			if !ok {
				x = math.NaN()
			}
			counts[j] = x
		}
		c.counts = append(c.counts, counts)
	}
	for _, n := range numbers {
		c.Cols = append(c.Cols, Point{Level: stats.Level{Code: n.Variable().Name, Label: n.Variable().Label}})
	}
	return nil
}

// readCases crosses two columns of cases.
func (c *Correspondence) readCases(t *stats.Table) error {
	all, err := readRows(t, c.Spec.Weight, c.Spec.Lang)
	if err != nil {
		return err
	}
	row, err := all.marginOf(t, c.Spec.Rows)
	if err != nil {
		return err
	}
	col, err := all.marginOf(t, c.Spec.Cols)
	if err != nil {
		return err
	}
	c.Row, c.Rows = row.variable, row.points
	c.Col, c.Cols = col.variable, col.points
	c.whole = c.Spec.Weight == "" && !row.overlap && !col.overlap && len(c.Spec.SupplementaryRows)+len(c.Spec.SupplementaryCols) == 0
	c.counts = make([][]float64, len(c.Rows))
	for i := range c.counts {
		c.counts[i] = make([]float64, len(c.Cols))
	}
	if all.without > 0 {
		c.Warnings = append(c.Warnings, fmt.Sprintf(stats.Say(c.Spec.Lang, "Sans poids, et donc écartées : %d lignes.", "Without a weight, and so left out: %d rows."), all.without))
	}
	for at, weight := range all.weights {
		is, missing := row.at(at)
		js, other := col.at(at)
		if missing == stats.Recorded {
			missing = other
		}
		c.Missing[missing]++
		if missing != stats.Recorded {
			continue
		}
		for _, i := range is {
			for _, j := range js {
				c.counts[i][j] += weight
			}
		}
	}
	return nil
}

// margin is one of two columns of cases to cross.
type margin struct {
	variable stats.Variable
	points   []Point
	overlap  bool // a case can be in several points
	at       func(row int) (points []int, missing stats.Missing)
}

func (r *rows) marginOf(t *stats.Table, name string) (margin, error) {
	column, err := t.Column(name)
	if err != nil {
		return margin{}, err
	}
	m := margin{variable: column.Variable()}
	if set, ok := column.(*stats.Sets); ok {
		m.overlap = true
		for _, option := range set.Options() {
			m.points = append(m.points, Point{Level: option})
		}
		m.at = func(row int) (points []int, missing stats.Missing) {
			for option := range m.points {
				if ticked, _ := set.Has(row, option); ticked {
					points = append(points, option)
				}
			}
			return points, set.Missing(row)
		}
		return m, nil
	}
	found, err := r.codedOf(column)
	if err != nil {
		return margin{}, err
	}
	one := found[0]
	for _, l := range one.levels {
		if l.missing == stats.Recorded { // reasons for missing come last
			m.points = append(m.points, Point{Level: l.Level})
		}
	}
	m.at = func(row int) ([]int, stats.Missing) {
		code := int(one.codes[row])
		return []int{code}, one.levels[code].missing
	}
	return m, nil
}

// mark makes the points of those codes or labels supplementary.
func mark(points []Point, names []string) error {
	var known []string
	for _, p := range points {
		known = append(known, p.Code)
	}
	for _, name := range names {
		found := false
		for i := range points {
			if p := &points[i]; p.Code == name || p.Label == name {
				p.Supplementary, found = true, true
			}
		}
		if !found {
			return fmt.Errorf("%s", stats.Unknown(name, known))
		}
	}
	return nil
}

// trim counts the points and leaves out those without a count in the active
// part of the table.
func (c *Correspondence) trim() {
	var empty []string
	rows, cols := active(c.Rows), active(c.Cols)
	for i := range c.Rows {
		for _, j := range cols {
			c.Rows[i].Count += c.counts[i][j]
		}
	}
	for j := range c.Cols {
		for _, i := range rows {
			c.Cols[j].Count += c.counts[i][j]
		}
	}
	for _, i := range rows {
		c.N += c.Rows[i].Count
	}
	var counts [][]float64
	for i, row := range c.counts {
		if c.Rows[i].Count == 0 {
			continue
		}
		var kept []float64
		for j, count := range row {
			if c.Cols[j].Count > 0 {
				kept = append(kept, count)
			}
		}
		counts = append(counts, kept)
	}
	c.counts = counts
	for _, points := range []*[]Point{&c.Rows, &c.Cols} {
		*points = slices.DeleteFunc(*points, func(p Point) bool {
			if p.Count == 0 {
				empty = append(empty, p.Title())
			}
			return p.Count == 0
		})
		for i := range *points {
			if c.N > 0 {
				(*points)[i].Mass = (*points)[i].Count / c.N
			}
		}
	}
	if len(empty) > 0 {
		c.Warnings = append(c.Warnings, stats.Say(c.Spec.Lang, "Lignes et colonnes sans effectif, écartées : ",
			"Rows and columns without a count, left out: ")+list(empty, c.Spec.Lang)+".")
	}
}

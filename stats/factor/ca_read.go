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
	r := &rows{weights: make([]float64, t.Len()), lang: c.Spec.Lang}
	for row := range r.weights {
		r.weights[row] = 1
	}
	var sides [2][]*coded
	var sets [2]*stats.Sets
	points := [2]*[]Point{&c.Rows, &c.Cols}
	for i, name := range []string{c.Spec.Rows, c.Spec.Cols} {
		column, err := t.Column(name)
		if err != nil {
			return err
		}
		*[2]*stats.Variable{&c.Row, &c.Col}[i] = column.Variable()
		if set, ok := column.(*stats.Sets); ok {
			sets[i] = set
			for _, option := range set.Options() {
				*points[i] = append(*points[i], Point{Level: option})
			}
			continue
		}
		if sides[i], err = r.codedOf(column); err != nil {
			return err
		}
		for _, l := range sides[i][0].levels {
			if l.missing == stats.Recorded { // reasons for missing come last
				*points[i] = append(*points[i], Point{Level: l.Level})
			}
		}
	}
	c.counts = make([][]float64, len(c.Rows))
	for i := range c.counts {
		c.counts[i] = make([]float64, len(c.Cols))
	}
	at := func(side, row int) (places []int, missing stats.Missing) {
		if sets[side] == nil {
			code := int(sides[side][0].codes[row])
			return []int{code}, sides[side][0].levels[code].missing
		}
		for option := range *points[side] {
			if ticked, _ := sets[side].Has(row, option); ticked {
				places = append(places, option)
			}
		}
		return places, sets[side].Missing(row)
	}
	for row := range t.Len() {
		rows, missing := at(0, row)
		cols, other := at(1, row)
		if missing == stats.Recorded {
			missing = other
		}
		c.Missing[missing]++
		if missing != stats.Recorded {
			continue
		}
		for _, i := range rows {
			for _, j := range cols {
				c.counts[i][j]++
			}
		}
	}
	return nil
}

// mark makes the points of those codes or labels supplementary.
func mark(points []Point, names []string) error {
	var known []string
	for _, p := range points {
		known = append(known, p.Code)
	}
	for _, name := range names {
		at := slices.IndexFunc(points, func(p Point) bool { return p.Code == name })
		if at < 0 {
			at = slices.IndexFunc(points, func(p Point) bool { return p.Label == name })
		}
		if at < 0 {
			return fmt.Errorf("%s", stats.Unknown(name, known))
		}
		points[at].Supplementary = true
	}
	return nil
}

// trim counts the points and leaves out those without a count in the active
// part of the table. One left out may empty another, but never of counts.
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
			(*points)[i].Mass = (*points)[i].Count / c.N
		}
	}
	if len(empty) > 0 {
		c.Warnings = append(c.Warnings, stats.Say(c.Spec.Lang, "Lignes et colonnes sans effectif, écartées : ",
			"Rows and columns without a count, left out: ")+list(empty, c.Spec.Lang)+".")
	}
}

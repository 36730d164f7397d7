package disclosure

import (
	"fmt"
	"maps"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Dimension is a column of a table of persons and how its levels are grouped.
type Dimension struct {
	Column string
	// Above names the group of each level, and the group of each group: CDAS,
	// agence, pays. Levels that are not named stand under the total.
	Above map[string]string
}

// Cube counts the rows of a table by several columns at once, with every total
// and sub-total. Rows where a column is missing are left out; levels stand in
// declared order, else as first seen. Each cell is labelled by a code a
// dimension, "Ensemble" (or "Total" with Lang "en") for a total. It agrees with
// sdcTable::makeProblem.
type Cube struct {
	Dimensions []Dimension
	Lang       string
}

// line is one dimension laid out: its nodes, groups after their levels.
type line struct {
	codes    []string
	children [][]int
	above    []int // -1 for the total
	depth    int
}

// Of counts. Unknown columns, groups that contain themselves or that are
// levels of the column too are errors.
func (c Cube) Of(t *stats.Table) (*System, error) {
	s, _, err := c.lay(t)
	return s, err
}

// lay counts, and tells the cells that each row of the table is counted in.
func (c Cube) lay(t *stats.Table) (s *System, of [][]int, err error) {
	if len(c.Dimensions) == 0 {
		return nil, nil, fmt.Errorf("cube: no dimensions named")
	}
	lines := make([]line, len(c.Dimensions))
	columns := make([]stats.Column, len(c.Dimensions))
	for d, dimension := range c.Dimensions {
		if slices.ContainsFunc(c.Dimensions[:d], func(e Dimension) bool { return e.Column == dimension.Column }) {
			return nil, nil, fmt.Errorf("cube: column %q comes twice", dimension.Column)
		}
		if columns[d], err = t.Column(dimension.Column); err != nil {
			return nil, nil, fmt.Errorf("cube: %w", err)
		}
		if lines[d], err = dimension.layOut(columns[d], stats.Say(c.Lang, "Ensemble", "Total")); err != nil {
			return nil, nil, err
		}
	}
	size := 1
	steps := make([]int, len(lines))
	for d := range slices.Backward(lines) {
		steps[d] = size
		if size *= len(lines[d].codes); size > 1_000_000 {
			return nil, nil, fmt.Errorf("cube: more than a million cells; name fewer dimensions")
		}
	}
	s = &System{Title: t.Title(), Counts: make([]int, size), Labels: make([][]string, size)}
	s.keys = make([]string, size)
	for cell := range size {
		var levels []string
		for d, l := range lines {
			at := cell / steps[d] % len(l.codes)
			if s.Labels[cell] = append(s.Labels[cell], l.codes[at]); l.above[at] >= 0 {
				levels = append(levels, c.Dimensions[d].Column+"\x01"+l.codes[at])
			}
		}
		s.keys[cell] = joint(levels...)
	}
	of = make([][]int, t.Len())
rows:
	for row := range t.Len() {
		cells := []int{0}
		for d, column := range columns {
			if column.Missing(row) != stats.Recorded {
				s.LeftOut++
				continue rows
			}
			var next []int
			for at := slices.Index(lines[d].codes, stats.Key(column, row)); at >= 0; at = lines[d].above[at] {
				for _, cell := range cells {
					next = append(next, cell+at*steps[d])
				}
			}
			cells = next
		}
		of[row] = cells
		for _, cell := range cells {
			s.Counts[cell]++
		}
	}
	// A sum over one dimension follows from the others where an earlier one is
	// a total; the deepest goes first, which leaves each cell of a plain table,
	// or of one with one nested side, in two sums.
	order := make([]int, len(lines))
	for d := range order {
		order[d] = d
	}
	slices.SortStableFunc(order, func(a, b int) int { return lines[b].depth - lines[a].depth })
	var implied []Sum
	for k, d := range order {
		for cell := range size {
			at := cell / steps[d] % len(lines[d].codes)
			children := lines[d].children[at]
			follows := slices.ContainsFunc(order[:k], func(e int) bool {
				return lines[e].children[cell/steps[e]%len(lines[e].codes)] != nil
			})
			if children == nil {
				continue
			}
			sum := Sum{Total: cell}
			for _, child := range children {
				sum.Parts = append(sum.Parts, cell+(child-at)*steps[d])
			}
			if follows {
				implied = append(implied, sum)
			} else {
				s.Sums = append(s.Sums, sum)
			}
		}
	}
	s.enough = len(s.Sums)
	s.Sums = append(s.Sums, implied...)
	return s, of, nil
}

func (d Dimension) layOut(c stats.Column, total string) (line, error) {
	var l line
	if levels, ok := c.(*stats.Categories); ok {
		for _, level := range levels.Levels() {
			l.codes = append(l.codes, level.Code)
		}
	}
	for row := range c.Len() {
		if c.Missing(row) == stats.Recorded && !slices.Contains(l.codes, stats.Key(c, row)) {
			l.codes = append(l.codes, stats.Key(c, row))
		}
	}
	leaves := len(l.codes)
	for at := 0; at < len(l.codes); at++ {
		group, grouped := d.Above[l.codes[at]]
		known := slices.Index(l.codes, group)
		switch {
		case !grouped:
		case known >= 0 && known < leaves:
			return l, fmt.Errorf("cube: column %q: %q is a level and the group of %q", d.Column, group, l.codes[at])
		case known < 0:
			l.codes = append(l.codes, group)
		}
	}
	if slices.Contains(l.codes, total) {
		return l, fmt.Errorf("cube: column %q: the level %q has the name of the total", d.Column, total)
	}
	top := len(l.codes)
	l.codes = append(l.codes, total)
	l.above, l.children = make([]int, top+1), make([][]int, top+1)
	l.above[top] = -1
	for at, code := range l.codes[:top] {
		if l.above[at] = top; d.Above[code] != "" {
			l.above[at] = slices.Index(l.codes, d.Above[code])
		}
		l.children[l.above[at]] = append(l.children[l.above[at]], at)
	}
	for at := range top {
		depth := 0
		for up := at; up != top; up = l.above[up] {
			if depth++; depth > top {
				return l, fmt.Errorf("cube: column %q: the group %q contains itself", d.Column, l.codes[at])
			}
		}
		l.depth = max(l.depth, depth)
	}
	for _, code := range slices.Sorted(maps.Keys(d.Above)) {
		if d.Above[code] == "" {
			return l, fmt.Errorf("cube: column %q: the group of %q has no name", d.Column, code)
		}
	}
	return l, nil
}

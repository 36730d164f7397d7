package disclosure

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// System is the counts of one table or of several, and the sums that tie them:
// each distinct cell stands once, however many tables show it. Cube makes one of
// a table of any number of dimensions, Link of tables that share totals. Readers
// know the sums, and every count that is not hidden.
type System struct {
	Title  string
	Labels [][]string // of each cell, a label a dimension
	Counts []int
	Sums   []Sum
	// Free marks cells that need no protection by themselves, Sensitive those to
	// be hidden whatever they count, by a rule of amounts or of groups. Nil: none.
	Free, Sensitive []bool

	enough int      // the sums from which the others follow; 0: not known
	keys   []string // what each cell counts, whatever the table; nil: its labels
	also   []bool   // cells that other tables hide; nil: none
	dear   []bool   // cells to be hidden only when others do not protect; nil: none
}

// key is a text that is equal for equal cells of the same persons.
func (s *System) key(cell int) string {
	if s.keys != nil {
		return s.keys[cell]
	}
	return strings.Join(s.Labels[cell], "\x02")
}

// ties is the sums that tell all that the others do.
func (s *System) ties() []Sum {
	if s.enough > 0 {
		return s.Sums[:s.enough]
	}
	return s.Sums
}

// Sum says that a cell counts the persons of others, each once.
type Sum struct {
	Total int
	Parts []int
}

// Name is the labels of a cell, as people read them.
func (s *System) Name(cell int) string { return strings.Join(s.Labels[cell], ", ") }

// Find is the cell with those labels.
func (s *System) Find(labels ...string) (int, bool) {
	at := slices.IndexFunc(s.Labels, func(l []string) bool { return slices.Equal(l, labels) })
	return at, at >= 0
}

var errContradiction = errors.New("the cells do not add up to their totals")

// check refuses a system that contradicts itself.
func (s *System) check() error {
	n := len(s.Counts)
	switch {
	case len(s.Labels) != n:
		return fmt.Errorf("counts %q: %d labels for %d cells", s.Title, len(s.Labels), n)
	case s.Free != nil && len(s.Free) != n, s.Sensitive != nil && len(s.Sensitive) != n:
		return fmt.Errorf("counts %q: Free or Sensitive does not tell of %d cells", s.Title, n)
	}
	if cell := slices.IndexFunc(s.Counts, func(count int) bool { return count < 0 }); cell >= 0 {
		return fmt.Errorf("counts %q: the count of %q is negative", s.Title, s.Name(cell))
	}
	for _, sum := range s.Sums {
		left := 0
		for _, cell := range append([]int{sum.Total}, sum.Parts...) {
			if cell < 0 || cell >= n {
				return fmt.Errorf("counts %q: a sum names cell %d of %d", s.Title, cell, n)
			}
			left += s.Counts[cell]
		}
		if left != 2*s.Counts[sum.Total] {
			return fmt.Errorf("counts %q: %w: %q", s.Title, errContradiction, s.Name(sum.Total))
		}
	}
	return nil
}

func (s *System) free(cell int) bool      { return s.Free != nil && s.Free[cell] }
func (s *System) sensitive(cell int) bool { return s.Sensitive != nil && s.Sensitive[cell] }

// roots marks the cells that are part of no sum: the grand totals.
func (s *System) roots() []bool {
	roots := slices.Repeat([]bool{true}, len(s.Counts))
	for _, sum := range s.Sums {
		for _, cell := range sum.Parts {
			roots[cell] = false
		}
	}
	return roots
}

// persons numbers the people who are alone in a cell, from 1: cells of 1 that
// are total and part of one another hold the same person. Others are 0.
func (s *System) persons() []int {
	person := make([]int, len(s.Counts))
	for cell, count := range s.Counts {
		if count == 1 {
			person[cell] = cell + 1
		}
	}
	for changed := true; changed; {
		changed = false
		for _, sum := range s.Sums {
			if s.Counts[sum.Total] != 1 {
				continue
			}
			for _, cell := range sum.Parts {
				if low := min(person[cell], person[sum.Total]); s.Counts[cell] == 1 && person[cell] != person[sum.Total] {
					person[cell], person[sum.Total] = low, low
					changed = true
				}
			}
		}
	}
	return person
}

// Link puts tables of counts into one system: cells and totals of the same
// levels of the same variables (Counts.RowsOf, ColsOf) are one cell. Tables of
// variables without a name share nothing but their grand total. Tables that
// count the same levels differently are not of the same persons and an error. A
// cell is free where every table that shows it says so.
func Link(title string, tables ...stats.Counts) (*System, error) {
	s, err := link(title, tables)
	if err != nil {
		return nil, err
	}
	return s, s.check()
}

// plain is one table by itself, its cells line by line.
func plain(c stats.Counts) (*System, error) {
	c.RowsOf, c.ColsOf = "", ""
	return link(c.Title, []stats.Counts{c})
}

func link(title string, tables []stats.Counts) (*System, error) {
	s := &System{Title: title}
	var implied []Sum
	known := map[string]int{}
	first := map[string]string{} // the table that named a cell
	for n, c := range tables {
		if err := shape(c); err != nil {
			return nil, err
		}
		key := func(i, j int) string {
			row := level(c.RowsOf, c.Rows, i, fmt.Sprintf("%s\x00%d\x00row", c.Title, n))
			col := level(c.ColsOf, c.Cols, j, fmt.Sprintf("%s\x00%d\x00column", c.Title, n))
			if c.RowsOf == c.ColsOf && row != "" && col != "" {
				return row + "\x03" + col // a variable crossed with itself: sides differ
			}
			return joint(row, col)
		}
		at := make([][]int, len(c.Cells))
		for i, line := range c.Cells {
			at[i] = make([]int, len(line))
			free := c.FreeRows != nil && i < len(c.Rows) && c.FreeRows[i]
			for j, count := range line {
				k := key(i, j)
				cell, is := known[k]
				if !is {
					cell = len(s.Counts)
					known[k], first[k] = cell, c.Title
					labels := []string{label(c.Rows, i, "Ensemble"), label(c.Cols, j, "Ensemble")}
					s.Labels = append(s.Labels, labels[:min(len(line), 2)])
					s.Counts, s.keys, s.Free = append(s.Counts, count), append(s.keys, k), append(s.Free, free)
				}
				if s.Counts[cell] != count {
					return nil, fmt.Errorf("tables %q and %q must count the same persons: of %q one has %d, the other %d; leave RowsOf or ColsOf empty where they do not",
						first[k], c.Title, s.Name(cell), s.Counts[cell], count)
				}
				s.Free[cell] = s.Free[cell] && free
				at[i][j] = cell
			}
		}
		implied = append(implied, s.tie(at, len(c.Rows), len(c.Cols))...)
	}
	s.enough = len(s.Sums)
	s.Sums = append(s.Sums, implied...)
	return s, nil
}

// level names a row or a column of a table: "" for the total. Levels of one
// variable that have one label are told apart by their places.
func level(variable string, labels []string, at int, private string) string {
	switch {
	case at >= len(labels), len(labels) == 1 && labels[0] == "":
		return ""
	case variable == "":
		return fmt.Sprintf("%s\x00%d", private, at)
	case slices.Contains(labels[:at], labels[at]):
		return fmt.Sprintf("%s\x01%s\x00%d", variable, labels[at], at)
	}
	return variable + "\x01" + labels[at]
}

// shape checks that a table has the cells that its labels ask for.
func shape(c stats.Counts) error {
	width := len(c.Cols) + 1
	if len(c.Cols) < 2 {
		width = 1
	}
	if len(c.Cells) != len(c.Rows)+1 {
		return fmt.Errorf("counts %q: %d lines of cells for %d rows and their total", c.Title, len(c.Cells), len(c.Rows))
	}
	if c.FreeRows != nil && len(c.FreeRows) != len(c.Rows) {
		return fmt.Errorf("counts %q: %d free rows told for %d rows", c.Title, len(c.FreeRows), len(c.Rows))
	}
	for i, line := range c.Cells {
		if len(line) != width {
			return fmt.Errorf("counts %q: line %d has %d cells, not %d", c.Title, i+1, len(line), width)
		}
	}
	return nil
}

// joint names the persons who have several levels; a total is none.
func joint(levels ...string) string {
	levels = slices.DeleteFunc(levels, func(level string) bool { return level == "" })
	slices.Sort(levels)
	return strings.Join(levels, "\x02")
}

// tie adds the sums of a table whose cells have those numbers, each once, and
// gives the one that follows from them.
func (s *System) tie(at [][]int, rows, cols int) []Sum {
	add := func(total int, parts []int) {
		sum := Sum{total, slices.Clone(parts)}
		slices.Sort(sum.Parts)
		if !slices.ContainsFunc(s.Sums, func(o Sum) bool { return o.Total == total && slices.Equal(o.Parts, sum.Parts) }) {
			s.Sums = append(s.Sums, sum)
		}
	}
	for j := range at[0] {
		var parts []int
		for i := range rows {
			parts = append(parts, at[i][j])
		}
		if len(parts) > 0 {
			add(at[rows][j], parts)
		}
	}
	if cols < 2 || rows == 0 {
		return nil
	}
	for i := range rows {
		add(at[i][cols], at[i][:cols])
	}
	return []Sum{{at[rows][cols], slices.Clone(at[rows][:cols])}}
}

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

package disclosure

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Link puts tables of counts into one system: cells and totals of the same
// levels of the same variables (Counts.RowsOf, ColsOf) are one cell. Tables of
// variables without a name share nothing but their grand total. Tables that
// count the same levels differently are not of the same persons and an error. A
// cell is free where every table that shows it says so.
func Link(title string, tables ...stats.Counts) (*System, error) {
	s, _, err := link(title, tables, false)
	if err != nil {
		return nil, err
	}
	return s, s.check()
}

// plain is one table by itself, its cells line by line.
func plain(c stats.Counts) (*System, error) {
	c.RowsOf, c.ColsOf = "", ""
	s, _, err := link(c.Title, []stats.Counts{c}, false)
	return s, err
}

// link also gives the cells of each table, line by line. Alike, the same levels
// counted differently are other cells, and tables of one title share what they
// count alike.
func link(title string, tables []stats.Counts, alike bool) (s *System, cells [][][]int, err error) {
	s = &System{Title: title}
	var implied []Sum
	known := map[string]int{}
	first := map[string]string{} // the table that named a cell
	for n, c := range tables {
		if err := shape(c); err != nil {
			return nil, nil, err
		}
		private := c.Title
		if !alike {
			private += "\x00" + strconv.Itoa(n)
		}
		key := func(i, j int) string {
			row := level(c.RowsOf, c.Rows, i, private+"\x00row")
			col := ""
			if len(c.Cols) != 1 || c.Cols[0] != "" { // a simple count has no columns
				col = level(c.ColsOf, c.Cols, j, private+"\x00column")
			}
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
				if alike {
					k += "\x04" + strconv.Itoa(count)
				}
				cell, is := known[k]
				if !is {
					cell = len(s.Counts)
					known[k], first[k] = cell, c.Title
					labels := []string{label(c.Rows, i, "Ensemble"), label(c.Cols, j, "Ensemble")}
					s.Labels = append(s.Labels, labels[:min(len(line), 2)])
					s.Counts, s.keys, s.Free = append(s.Counts, count), append(s.keys, k), append(s.Free, free)
				}
				if s.Counts[cell] != count {
					return nil, nil, fmt.Errorf("tables %q and %q must count the same persons: of %q one has %d, the other %d; leave RowsOf or ColsOf empty where they do not",
						first[k], c.Title, s.Name(cell), s.Counts[cell], count)
				}
				s.Free[cell] = s.Free[cell] && free
				at[i][j] = cell
			}
		}
		cells = append(cells, at)
		if !alike || !c.Measured {
			implied = append(implied, s.tie(at, len(c.Rows), len(c.Cols))...)
		}
	}
	s.enough = len(s.Sums)
	s.Sums = append(s.Sums, implied...)
	return s, cells, nil
}

// level names a row or a column of a table: "" for the total. Levels of one
// variable that have one label are told apart by their places.
func level(variable string, labels []string, at int, private string) string {
	switch {
	case at >= len(labels):
		return ""
	case variable == "":
		return private + "\x00" + strconv.Itoa(at)
	case slices.Contains(labels[:at], labels[at]):
		return variable + "\x01" + labels[at] + "\x00" + strconv.Itoa(at)
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
	for j := range at[0] {
		var parts []int
		for i := range rows {
			parts = append(parts, at[i][j])
		}
		if len(parts) > 0 {
			s.tied(at[rows][j], parts)
		}
	}
	if cols < 2 || rows == 0 {
		return nil
	}
	for i := range rows {
		s.tied(at[i][cols], at[i][:cols])
	}
	return []Sum{{at[rows][cols], slices.Clone(at[rows][:cols])}}
}

// tied adds a sum, once.
func (s *System) tied(total int, parts []int) {
	sum := Sum{total, slices.Clone(parts)}
	slices.Sort(sum.Parts)
	if !slices.ContainsFunc(s.Sums, func(o Sum) bool { return o.Total == total && slices.Equal(o.Parts, sum.Parts) }) {
		s.Sums = append(s.Sums, sum)
	}
}

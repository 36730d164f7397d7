package disclosure

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// bond is all tables of a Joint as one system, with what no table shows but ties
// those that are shown.
type bond struct {
	*System
	tables []stats.Counts
	cells  [][][]int      // of each table, line by line
	within int            // sums of one table; those after are of several
	known  map[string]int // cells by key
}

// lay makes one system of all tables.
func (j Joint) lay(tables []stats.Counts) (*bond, error) {
	s, cells, err := link("", tables, true)
	if err != nil {
		return nil, err
	}
	s.Sums, s.enough = s.ties(), 0
	b := &bond{s, tables, cells, len(s.Sums), map[string]int{}}
	s.dear, s.unseen = slices.Clone(s.Free), slices.Repeat([]bool{true}, len(s.Counts))
	for _, sum := range s.Sums {
		s.dear[sum.Total] = true
	}
	for t, at := range cells {
		if tables[t].Measured {
			continue
		}
		all := slices.Concat(at...)
		if !slices.ContainsFunc(s.tables, func(other []int) bool { return slices.Equal(other, all) }) {
			s.tables = append(s.tables, all)
		}
		for _, cell := range all {
			s.unseen[cell], b.known[s.keys[cell]] = false, cell
		}
	}
	b.complete()
	for _, n := range j.Within {
		b.nest(n)
	}
	b.rank()
	return b, s.check()
}

// hidden adds a cell that no table shows.
func (b *bond) hidden(count int) int {
	b.Labels, b.Counts, b.keys = append(b.Labels, nil), append(b.Counts, count), append(b.keys, "")
	b.Free, b.dear, b.System.unseen = append(b.Free, true), append(b.dear, false), append(b.System.unseen, true)
	return len(b.Counts) - 1
}

// alone marks the cells of tables that share none with others but a grand total
// that is shown: each is protected by itself.
func (b *bond) alone(hidden []bool) []bool {
	s := b.System
	shared, alone := make([]int, len(s.Counts)), make([]bool, len(s.Counts))
	for _, cells := range s.tables {
		for _, cell := range cells {
			shared[cell]++
		}
	}
	for _, sum := range s.Sums[b.within:] {
		sum.each(func(cell int, _ float64) { shared[cell] += 2 })
	}
	for _, cells := range s.tables {
		last := len(cells) - 1
		if !hidden[cells[last]] && !slices.ContainsFunc(cells[:last], func(cell int) bool { return shared[cell] > 1 }) {
			for _, cell := range cells {
				alone[cell] = true
			}
		}
	}
	return alone
}

// nest ties the outer levels that inner ones make up, in each table that has
// these.
func (b *bond) nest(n Nesting) {
	for t, c := range b.tables {
		lines, labels := b.cells[t], c.Rows
		switch {
		case c.Measured || c.RowsOf != n.Inner && c.ColsOf != n.Inner:
			continue
		case c.ColsOf == n.Inner:
			lines, labels = turned(lines), c.Cols
		}
		for _, outer := range slices.Compact(slices.Sorted(maps.Values(n.Of))) {
			for at := range lines[0] {
				var parts []int
				count, key := 0, ""
				for i, label := range labels {
					if n.Of[label] != outer {
						continue
					}
					cell := lines[i][at]
					parts, count = append(parts, cell), count+b.Counts[cell]
					levels := strings.Split(before(b.keys[cell]), "\x02")
					if own := slices.Index(levels, n.Inner+"\x01"+label); own >= 0 {
						levels[own] = n.Outer + "\x01" + outer
						key = joint(levels...) + "\x04" + strconv.Itoa(count)
					}
				}
				if key == "" {
					continue
				}
				if _, known := b.known[key]; !known {
					b.known[key] = b.hidden(count)
				}
				b.tied(b.known[key], parts)
			}
		}
	}
}

// rank ties the cells of the same levels that tables count differently: the
// persons of the smaller are some of those of the larger.
func (b *bond) rank() {
	alike := map[string][]int{}
	for _, key := range slices.Sorted(maps.Keys(b.known)) {
		if levels := before(key); levels != "" {
			alike[levels] = append(alike[levels], b.known[key])
		}
	}
	for _, levels := range slices.Sorted(maps.Keys(alike)) {
		same := alike[levels]
		slices.SortFunc(same, func(x, y int) int { return cmp.Compare(b.Counts[x], b.Counts[y]) })
		for k, more := range same[1:] {
			b.tied(more, []int{same[k], b.hidden(b.Counts[more] - b.Counts[same[k]])})
		}
	}
}

// before is the levels of a key, without their count.
func before(key string) string {
	levels, _, _ := strings.Cut(key, "\x04")
	return levels
}

// turned exchanges rows and columns.
func turned(lines [][]int) [][]int {
	columns := make([][]int, len(lines[0]))
	for _, line := range lines {
		for k, cell := range line {
			columns[k] = append(columns[k], cell)
		}
	}
	return columns
}

// simple is a variable counted by itself.
type simple struct {
	labels []string
	known  []int // the cell of each label
	absent []int // cells of persons of whom it is not recorded
	all    int
}

// complete adds to each crosstab of two variables that are counted by themselves
// too, of the same persons, those of whom only one is known, or none: how many
// they are can be read in the simple counts.
func (b *bond) complete() {
	singles := map[string][]simple{}
	done := map[string]bool{}
	for t, c := range b.tables {
		if c.RowsOf == "" || c.Measured || len(c.Cells[0]) > 1 {
			continue
		}
		one := simple{all: b.cells[t][len(c.Rows)][0]}
		for i, label := range c.Rows {
			if c.FreeRows != nil && c.FreeRows[i] {
				one.absent = append(one.absent, b.cells[t][i][0])
			} else {
				one.labels, one.known = append(one.labels, label), append(one.known, b.cells[t][i][0])
			}
		}
		if key := c.RowsOf + fmt.Sprint(one); !done[key] {
			singles[c.RowsOf], done[key] = append(singles[c.RowsOf], one), true
		}
	}
	for t, c := range b.tables {
		key := fmt.Sprint(b.cells[t])
		if c.Measured || len(c.Cols) < 2 || done[key] {
			continue
		}
		done[key] = true
		for _, row := range singles[c.RowsOf] {
			for _, col := range singles[c.ColsOf] {
				onlyRow, fitRow := b.beyond(row, c.Rows, turned(b.cells[t])[len(c.Cols)])
				onlyCol, fitCol := b.beyond(col, c.Cols, b.cells[t][len(c.Rows)])
				none := -onlyCol.count
				for _, cell := range row.absent {
					none += b.Counts[cell]
				}
				if row.all != col.all || !fitRow || !fitCol || none < 0 {
					continue
				}
				neither := b.hidden(none)
				for _, side := range []struct {
					more   surplus
					absent []int
				}{{onlyCol, row.absent}, {onlyRow, col.absent}} {
					parts := []int{neither}
					for k, whole := range side.more.wholes {
						part := whole // where the crosstab has no such level
						if counted := side.more.counted[k]; counted >= 0 {
							part = b.hidden(b.Counts[whole] - b.Counts[counted])
							b.tied(whole, []int{counted, part})
						}
						parts = append(parts, part)
					}
					absent := b.hidden(side.more.count + none)
					b.tied(absent, parts)
					b.tied(absent, side.absent)
				}
			}
		}
	}
}

// surplus is by what a simple count exceeds the totals of a crosstab.
type surplus struct {
	wholes, counted []int // cells of the count, and of the crosstab or -1
	count           int
}

// beyond is false where the crosstab is not of some of the persons of the count.
func (b *bond) beyond(one simple, labels []string, totals []int) (more surplus, fit bool) {
	for k, label := range one.labels {
		counted, n := -1, 0
		if at := slices.Index(labels, label); at >= 0 {
			counted, n = totals[at], b.Counts[totals[at]]
		}
		d := b.Counts[one.known[k]] - n
		if d < 0 {
			return more, false
		}
		if d > 0 {
			more.wholes, more.counted, more.count = append(more.wholes, one.known[k]), append(more.counted, counted), more.count+d
		}
	}
	return more, !slices.ContainsFunc(labels, func(label string) bool { return !slices.Contains(one.labels, label) })
}

package duration

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// crossed is a table of counts with its totals.
func crossed(title, rowsOf string, rows, cols []string, cells [][]int) stats.Counts {
	c := stats.Counts{Title: title, RowsOf: rowsOf, Rows: rows, Cols: cols}
	sums := make([]int, len(cols)+1)
	for _, row := range cells {
		line, sum := slices.Clone(row), 0
		for j, n := range row {
			sum += n
			sums[j] += n
		}
		sums[len(cols)] += sum
		c.Cells = append(c.Cells, append(line, sum))
	}
	c.Cells = append(c.Cells, sums)
	return c
}

// spans are counts of a group, by the chosen times and what came after.
type spans struct {
	group stats.Level
	cells [][]int
}

// counts lists what stands behind curves: groups by how they ended, then for each
// group how many ended, and how, up to each chosen time, then the smallest step of
// the curves in full.
func counts(by stats.Variable, unit string, ways []string, at []float64, groups []spans, least int, lang string) []stats.Counts {
	var all []stats.Counts
	if len(groups) > 1 {
		var rows []string
		var cells [][]int
		for _, g := range groups {
			sums := make([]int, len(ways))
			for _, row := range g.cells {
				for j, n := range row {
					sums[j] += n
				}
			}
			rows, cells = append(rows, g.group.Title()), append(cells, sums)
		}
		all = append(all, crossed(by.Title(), by.Name, rows, ways, cells))
	}
	rows := make([]string, len(at)+1)
	for i, t := range at {
		rows[i] = fmt.Sprintf(stats.Say(lang, "jusqu'à %s", "up to %s"), span(t, unit, lang))
	}
	rows[len(at)] = stats.Say(lang, "ensuite", "later")
	for _, g := range groups {
		all = append(all, crossed(g.group.Title(), "", rows, ways, g.cells))
	}
	return append(all, stats.Counts{
		Title: stats.Say(lang, "Courbe en entier", "Curve in full"), Rows: []string{stats.Say(lang, "plus petit pas", "smallest step")}, Cols: []string{""},
		Cells: [][]int{{least}, {least}},
	})
}

// veil says what of curves is hidden: groups as a whole, any of them or their sum,
// and which chosen times of the others are shown. Without groups nothing is.
type veil struct {
	groups []bool
	shown  [][]bool
	any    bool
}

// smaller is the smaller of two counts that are not zero; zero is none.
func smaller(a, b int) int {
	if a == 0 || b > 0 && b < a {
		return b
	}
	return a
}

// veiled reads the masks of the tables that counts lists.
func veiled(all []stats.Counts, masks []stats.Mask, groups int) veil {
	all, masks = all[:len(all)-1], masks[:len(masks)-1] // the curves in full are left out anyhow
	v := veil{groups: make([]bool, groups), shown: make([][]bool, groups)}
	for i, mask := range masks {
		group := i - (len(all) - groups)
		if group < 0 { // the groups side by side
			v.any = mask.Any()
			for g := range groups {
				v.groups[g] = (stats.Mask{mask[g]}).Any()
			}
			continue
		}
		rows := len(mask) - 1
		v.groups[group] = v.groups[group] || (stats.Mask{mask[rows]}).Any()
		v.any = v.any || v.groups[group]
		last := 0
		for at := range rows - 1 {
			show := covered(all[i].Cells, mask, last, at+1) && covered(all[i].Cells, mask, at+1, rows)
			v.shown[group] = append(v.shown[group], show)
			if show {
				last = at + 1
			}
		}
	}
	return v
}

// covered tells whether rows taken together give no hidden count away: in each
// column nobody, or a count that is large enough to be shown by itself.
func covered(cells [][]int, mask stats.Mask, from, to int) bool {
	for j := range cells[0] {
		sum, large := 0, false
		for i := from; i < to; i++ {
			sum += cells[i][j]
			large = large || cells[i][j] > 0 && !mask[i][j]
		}
		if sum > 0 && !large {
			return false
		}
	}
	return true
}

// hides tells whether a group is hidden.
func (v veil) hides(group int) bool { return group < len(v.groups) && v.groups[group] }

// hidesAt tells whether a group is hidden at a chosen time.
func (v veil) hidesAt(group, at int) bool {
	return group < len(v.groups) && (v.groups[group] || !v.shown[group][at])
}

// since is the first chosen time that counts shown at another add up from.
func (v veil) since(group, at int) int {
	for group < len(v.groups) && at > 0 && !v.shown[group][at-1] {
		at--
	}
	return at
}

// atRisk is the column of those at risk just before chosen times. Under a veil it
// is of those still observed after them, which gives away nobody who left that very
// day; where some enter late it is left out.
func atRisk[T any](lang string, v veil, late bool, rows []T, of func(row T) (group, at, n, before int, gone func(at int) int)) stats.Column {
	label := stats.Say(lang, "Observés juste avant", "At risk just before")
	if v.groups != nil {
		label = stats.Say(lang, "Encore observés ensuite", "Still observed after")
	}
	return figures("observes", label, "", stats.Count, rows, func(row T) (float64, stats.Missing) {
		group, at, n, before, gone := of(row)
		if v.groups == nil {
			return integer(before, false)
		}
		for i := range at + 1 {
			n -= gone(i)
		}
		return integer(n, late || v.hidesAt(group, at))
	})
}

package duration

import (
	"fmt"
	"math"
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
// group how many ended, and how, up to each chosen time.
func counts(by stats.Variable, unit string, ways []string, at []float64, groups []spans, lang string) []stats.Counts {
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
	return all
}

// veil says what of curves is hidden: groups as a whole, and from which chosen
// time on each is.
type veil struct {
	groups []bool
	from   []int
	any    bool
}

const never = math.MaxInt

// veiled reads the masks of the tables that counts lists.
func veiled(masks []stats.Mask, groups int) veil {
	v := veil{groups: make([]bool, groups), from: make([]int, groups)}
	var whole stats.Mask
	if groups > 1 && len(masks) > 0 {
		whole, masks = masks[0], masks[1:]
	}
	for i := range groups {
		v.from[i] = never
		if i < len(whole) {
			v.groups[i] = (stats.Mask{whole[i]}).Any()
		}
		if i >= len(masks) {
			continue
		}
		for at, row := range masks[i] {
			if !(stats.Mask{row}).Any() {
				continue
			}
			v.from[i] = min(v.from[i], at)
			v.groups[i] = v.groups[i] || at == len(masks[i])-1 // its total
		}
		v.any = v.any || v.groups[i] || v.from[i] < never
	}
	if whole != nil && whole.Any() {
		v.any = true
	}
	return v
}

// hides tells whether anything of a group is hidden, so that nothing that sums it
// up can be told.
func (v veil) hides(group int) bool {
	return group < len(v.groups) && (v.groups[group] || v.from[group] < never)
}

// hidesAt tells whether a group is hidden at a chosen time.
func (v veil) hidesAt(group, at int) bool {
	return group < len(v.groups) && (v.groups[group] || at >= v.from[group])
}

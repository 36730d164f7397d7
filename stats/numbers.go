package stats

import (
	"fmt"
	"math"
	"slices"
)

// Numbers is a column of quantities.
type Numbers struct {
	cells
	values []float64
}

// Numbers makes a column of quantities. NaN and infinite values are kept as
// missing, Unreadable: no number of a table is ever NaN.
func (v Variable) Numbers(values []float64, missing []Missing) *Numbers {
	values = slices.Clone(values)
	missing = slices.Clone(missing)
	for i, x := range values {
		if !math.IsNaN(x) && !math.IsInf(x, 0) {
			continue
		}
		values[i] = 0
		if missing == nil {
			missing = make([]Missing, len(values))
		}
		if missing[i] == Recorded {
			missing[i] = Unreadable
		}
	}
	return &Numbers{newCells(v, len(values), missing), values}
}

// At is the number in a row, and whether there is one.
func (c *Numbers) At(row int) (float64, bool) { return c.values[row], c.Missing(row) == Recorded }

// Show writes the number by the variable's format.
func (c *Numbers) Show(row int, lang string) string {
	if sign, missing := c.sign(row); missing {
		return sign
	}
	return c.variable.Format.Number(c.values[row], lang)
}

func (c *Numbers) take(rows []int) Column {
	return &Numbers{c.takeCells(rows), takeValues(c.values, rows)}
}
func (c *Numbers) as(v Variable) Column { d := *c; d.variable = v; return &d }
func (c *Numbers) compare(a, b int) int { return compareFloat(c.values[a], c.values[b]) }
func (c *Numbers) key(row int) string   { return fmt.Sprint(c.values[row]) }

func compareFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

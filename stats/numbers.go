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

// Figures makes a column of results, row by row: a number, or the reason that
// stands in its place. NaN and infinite numbers are Undefined.
func (v Variable) Figures(rows int, at func(row int) (float64, Missing)) *Numbers {
	values, missing := make([]float64, rows), make([]Missing, rows)
	for row := range rows {
		values[row], missing[row] = at(row)
		if missing[row] == Recorded && (math.IsInf(values[row], 0) || math.IsNaN(values[row])) {
			missing[row] = Undefined
		}
	}
	return v.Numbers(values, missing)
}

// Defined is a figure for Figures: the number, Undefined where it does not exist.
func Defined(x float64, exists bool) (float64, Missing) {
	if !exists {
		return 0, Undefined
	}
	return x, Recorded
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

package stats

import (
	"slices"
	"strconv"

	"github.com/askoria/verbatim/stats/internal/golden"
)

func goldenNumbers(g *golden.Case, name string) *Numbers {
	values, absent := g.Numbers(name)
	missing := make([]Missing, len(values))
	for i := range missing {
		if absent[i] {
			missing[i] = NotRecorded
		}
	}
	return Variable{Name: name}.Numbers(values, missing)
}

// goldenLevels reads levels that are numbers, as all ordered ones of the cases are.
func goldenLevels(g *golden.Case, name string) *Categories {
	numbers := goldenNumbers(g, name)
	var levels []Level
	codes, missing := make([]int, numbers.Len()), make([]Missing, numbers.Len())
	sorted := sortedDistinct(numbers)
	for _, x := range sorted {
		levels = append(levels, Level{Code: strconv.FormatFloat(x, 'g', -1, 64)})
	}
	for row := range codes {
		missing[row] = numbers.Missing(row)
		x, _ := numbers.At(row)
		codes[row] = max(0, slices.Index(sorted, x))
	}
	return Variable{Name: name}.Categories(levels, true, codes, missing)
}

func sortedDistinct(c *Numbers) []float64 {
	values := recorded(c, func(row int) float64 { return c.values[row] })
	slices.Sort(values)
	return slices.Compact(values)
}

package textometry

import (
	"math"
	"slices"
)

// complete gives units without a class that of the nearest unit that has one;
// of equally near ones the first. A unit without terms keeps none.
func (c *Classification) complete() {
	of := slices.Clone(c.Of)
	for i, class := range c.Of {
		if class > 0 || len(c.Table.rows[i]) == 0 {
			continue
		}
		nearest := math.Inf(1)
		for j, other := range c.Of {
			if other == 0 {
				continue
			}
			if d := distance(c.Table.rows[i], c.Table.rows[j]); d < nearest {
				nearest, of[i] = d, other
			}
		}
	}
	c.Of = of
}

// distance is the square of the Euclidean one.
func distance(a, b []TermCount) float64 {
	sum := 0
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].Term < b[0].Term:
			sum += a[0].Count * a[0].Count
			a = a[1:]
		case len(a) == 0 || b[0].Term < a[0].Term:
			sum += b[0].Count * b[0].Count
			b = b[1:]
		default:
			sum += (a[0].Count - b[0].Count) * (a[0].Count - b[0].Count)
			a, b = a[1:], b[1:]
		}
	}
	return float64(sum)
}

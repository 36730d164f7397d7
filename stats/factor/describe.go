package factor

import (
	"cmp"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// Description says what goes with one axis, active or supplementary: numbers
// by their correlation, from the highest to the lowest; variables by the share
// of variance, from the smallest p on; levels by their effect, from the positive
// side to the negative. All are there; p tells which to keep. Agrees with R's
// FactoMineR::dimdesc, which keeps those up to 0.05 (and forgets the weights of
// MCA). Empty below 3 cases.
//
// Axes are made from the active variables, so that their p is no test of a
// hypothesis: it only puts them in order.
type Description struct {
	Numbers   []Link // Value is the correlation
	Variables []Link // Value is R², of levels only
	Levels    []Link // Value is the mean less the mean of the variable's levels
	// Negative and Positive are the active levels and numbers that contribute
	// more than the mean to the axis, by side, the largest contribution first.
	Negative, Positive []Part
}

// Part is an active level or number that makes an axis.
type Part struct {
	Number       bool // At is a place in Space.Numbers, else in Space.Levels
	At           int
	Contribution float64 // in per cent
}

// Link is one number, variable or level that goes with an axis.
type Link struct {
	At    int // in Space.Numbers, Space.Variables or Space.Levels
	Value float64
	P     float64
}

func (a *analysis) describe() {
	for axis := range a.Kept {
		var d Description
		for i, n := range a.Numbers {
			if r := n.Correlations[axis]; a.total > 2 {
				d.Numbers = append(d.Numbers, Link{i, r, studentOf(r, a.total-2)})
			}
		}
		slices.SortStableFunc(d.Numbers, func(x, y Link) int { return cmp.Compare(y.Value, x.Value) })
		d.Variables, d.Levels = a.links(axis)
		slices.SortStableFunc(d.Variables, func(x, y Link) int { return cmp.Compare(x.P, y.P) })
		// The positive side from the smallest p on, then the negative one to it.
		slices.SortStableFunc(d.Levels, func(x, y Link) int {
			if x.Value > 0 != (y.Value > 0) {
				return cmp.Compare(y.Value, x.Value)
			}
			if x.Value > 0 {
				return cmp.Compare(x.P, y.P)
			}
			return cmp.Compare(y.P, x.P)
		})
		d.Negative, d.Positive = a.sides(axis)
		a.Descriptions = append(a.Descriptions, d)
	}
}

// links measures variables with levels, and their levels, against an axis.
func (a *analysis) links(axis int) (variables, levels []Link) {
	for from := 0; from < len(a.Levels); {
		variable := a.Levels[from].Variable
		to := from
		middle := 0.0
		for to < len(a.Levels) && a.Levels[to].Variable == variable {
			middle += a.Levels[to].Means[axis]
			to++
		}
		middle /= float64(to - from)
		eta2 := a.Variables[variable].Eta2[axis]
		d1, d2 := float64(to-from-1), a.total-float64(to-from)
		if d1 > 0 && d2 > 0 {
			variables = append(variables, Link{variable, eta2, tail.F(eta2/d1/max(0, 1-eta2)*d2, d1, d2)})
		}
		for i := from; i < to; i++ {
			l := a.Levels[i]
			if l.Share >= 1 || a.total <= 2 {
				continue
			}
			r := l.Means[axis] / a.root(axis) * math.Sqrt(l.Share/(1-l.Share))
			levels = append(levels, Link{i, l.Means[axis] - middle, studentOf(r, a.total-2)})
		}
		from = to
	}
	return variables, levels
}

// studentOf is the p of a correlation with df above zero.
func studentOf(r, df float64) float64 {
	return tail.StudentT(r*math.Sqrt(df/max(0, (1-r)*(1+r))), df)
}

// sides are the active levels and numbers that contribute more than the mean.
func (a *analysis) sides(axis int) (negative, positive []Part) {
	mean := 100 / float64(len(a.making))
	add := func(p Part, coordinate float64) {
		switch {
		case p.Contribution <= mean:
		case coordinate < 0:
			negative = append(negative, p)
		default:
			positive = append(positive, p)
		}
	}
	for i, n := range a.Numbers {
		if n.Contributions != nil {
			add(Part{true, i, n.Contributions[axis]}, n.Coordinates[axis])
		}
	}
	for i, l := range a.Levels {
		if l.Contributions != nil {
			add(Part{false, i, l.Contributions[axis]}, l.Means[axis])
		}
	}
	for _, side := range [][]Part{negative, positive} {
		slices.SortStableFunc(side, func(x, y Part) int { return cmp.Compare(y.Contribution, x.Contribution) })
	}
	return negative, positive
}

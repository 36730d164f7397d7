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
// FactoMineR::dimdesc, which keeps those up to 0.05.
//
// Axes are made from the active variables, so that their p is no test of a
// hypothesis: it only puts them in order.
type Description struct {
	Numbers   []Link // Value is the correlation
	Variables []Link // Value is R², of levels only
	Levels    []Link // Value is the mean less the mean of the variable's levels
	// Negative and Positive are the active levels (in MCA and FAMD) that
	// contribute more than the mean to the axis, by side and from the largest
	// contribution on: places in Space.Levels.
	Negative, Positive []int
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
			r := n.Correlations[axis]
			d.Numbers = append(d.Numbers, Link{i, r, studentOf(r, a.total-2)})
		}
		slices.SortStableFunc(d.Numbers, func(x, y Link) int { return cmp.Compare(y.Value, x.Value) })
		d.Variables, d.Levels = a.links(axis)
		slices.SortStableFunc(d.Variables, func(x, y Link) int { return cmp.Compare(x.P, y.P) })
		slices.SortStableFunc(d.Levels, func(x, y Link) int {
			// The positive side from the smallest p on, then the negative one.
			if x.Value > 0 != (y.Value > 0) {
				return cmp.Compare(y.Value, x.Value)
			}
			return cmp.Compare(x.P, y.P) * sign(x.Value)
		})
		d.Negative, d.Positive = a.sides(axis)
		a.Descriptions = append(a.Descriptions, d)
	}
}

func sign(x float64) int {
	if x > 0 {
		return 1
	}
	return -1
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
			variables = append(variables, Link{variable, eta2, tail.F(eta2/d1/(1-eta2)*d2, d1, d2)})
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

// studentOf is the p of a correlation.
func studentOf(r, df float64) float64 {
	if df <= 0 {
		return 1
	}
	return tail.StudentT(r*math.Sqrt(df/max(0, (1-r)*(1+r))), df)
}

// sides are the active levels that contribute more than the mean.
func (a *analysis) sides(axis int) (negative, positive []int) {
	active := 0
	for _, l := range a.Levels {
		if l.Contributions != nil {
			active++
		}
	}
	for i, l := range a.Levels {
		switch {
		case l.Contributions == nil || l.Contributions[axis]*float64(active) <= 100:
		case l.Coordinates[axis] < 0:
			negative = append(negative, i)
		default:
			positive = append(positive, i)
		}
	}
	for _, side := range [][]int{negative, positive} {
		slices.SortStableFunc(side, func(x, y int) int {
			return cmp.Compare(a.Levels[y].Contributions[axis], a.Levels[x].Contributions[axis])
		})
	}
	return negative, positive
}

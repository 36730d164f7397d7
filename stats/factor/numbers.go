package factor

import (
	"math"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/parallel"
)

// placeNumbers puts the active numbers on the axes, by their loadings.
func (a *analysis) placeNumbers() {
	for j, d := range a.numbers {
		n, sd := a.number(d, false), d.sd
		if !a.raw {
			sd = 1
		}
		for axis := range a.Kept {
			loading := a.found.vectors[axis][j]
			n.Coordinates[axis] = a.root(axis) * loading * math.Sqrt(a.divisor)
			n.Correlations[axis] = n.Coordinates[axis] / sd
			n.Contributions = append(n.Contributions, 100*loading*loading)
		}
		a.addNumber(n, d)
	}
}

// placeOthers puts supplementary numbers on the axes, by their correlations.
func (a *analysis) placeOthers() {
	first := len(a.Numbers)
	for _, d := range a.others {
		a.addNumber(a.number(d, true), d)
	}
	parallel.Do(len(a.others), a.workers, func(i int) {
		d, n := a.others[i], a.Numbers[first+i]
		for row, w := range a.weights {
			for axis, f := range a.Cases.Coordinates[row] {
				n.Correlations[axis] += w * d.values[row] * f
			}
		}
		for axis := range n.Correlations {
			n.Correlations[axis] /= a.total * d.sd * a.root(axis)
			n.Coordinates[axis] = n.Correlations[axis]
			if a.raw {
				n.Coordinates[axis] *= d.sd
			}
		}
		a.closeNumber(first + i)
	})
}

func (a *analysis) number(d *numeric, supplementary bool) Number {
	return Number{
		Variable: len(a.Variables), Supplementary: supplementary, Mean: d.mean, SD: d.sd,
		Coordinates: make([]float64, a.Kept), Correlations: make([]float64, a.Kept), Cos2: make([]float64, a.Kept),
	}
}

func (a *analysis) addNumber(n Number, d *numeric) {
	a.Numbers = append(a.Numbers, n)
	a.Variables = append(a.Variables, Variable{
		Variable: d.variable, Supplementary: n.Supplementary, Numeric: true, N: d.missing[stats.Recorded],
		Missing: d.missing, Contributions: n.Contributions, Eta2: make([]float64, a.Kept),
	})
	a.closeNumber(len(a.Numbers) - 1)
	if d.missing.Total() > 0 {
		a.warn("%s : des valeurs manquantes sont remplacées par la moyenne, ce qui affaiblit les corrélations.",
			"%s: missing values are replaced by the mean, which weakens correlations.", stats.Quoted(a.lang, d.variable.Title()))
	}
}

// closeNumber squares the correlations.
func (a *analysis) closeNumber(i int) {
	n := a.Numbers[i]
	for axis, r := range n.Correlations {
		n.Cos2[axis] = r * r
		a.Variables[n.Variable].Eta2[axis] = r * r
	}
}

package factor

import (
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/parallel"
)

// placeLevels puts variables with categories and their levels on the axes: the
// active ones, or the supplementary ones.
func (a *analysis) placeLevels(variables []*coded, supplementary bool) {
	starts := make([]int, len(variables)) // in Levels
	first := len(a.Variables)
	for q, v := range variables {
		starts[q] = len(a.Levels)
		a.addLevels(v, supplementary)
	}
	loadings := make([]int, a.width()) // where the loading of each column stands
	for i, column := range a.making {
		loadings[column] = i
	}
	parallel.Do(len(variables), a.workers, func(q int) {
		v, variable := variables[q], &a.Variables[first+q]
		levels := a.Levels[starts[q] : starts[q]+len(v.levels)]
		if supplementary || slices.ContainsFunc(v.levels, func(l level) bool { return l.passive }) {
			a.means(v, levels)
		}
		if a.scale != Indicator {
			for i, far := range a.distances(v, a.crossed(v, q, supplementary)) {
				levels[i].Distance = far / a.divisor
			}
		}
		for i := range levels {
			l := &levels[i]
			if !supplementary && !l.Passive {
				l.Inertia = (1 - l.Share) / a.divisor
				for axis := range a.Kept {
					x := a.found.vectors[axis][loadings[a.first[q]+i]]
					l.Contributions = append(l.Contributions, 100*x*x)
					variable.Contributions[axis] += 100 * x * x
					l.Means[axis] = a.Axes[axis].Eigenvalue * x * math.Sqrt(a.divisor/l.Share)
				}
			}
			a.placeLevel(l, v.levels[i].weight)
			for axis, mean := range l.Means {
				variable.Eta2[axis] += l.Share * mean * mean / a.Axes[axis].Eigenvalue
			}
		}
	})
}

// addLevels makes room for a variable and its levels.
func (a *analysis) addLevels(v *coded, supplementary bool) {
	n, missing := v.recorded()
	variable := Variable{
		Variable: v.variable, Supplementary: supplementary, N: n, Missing: missing, Eta2: make([]float64, a.Kept),
	}
	if !supplementary {
		variable.Contributions = make([]float64, a.Kept)
	}
	for _, l := range v.levels {
		share := l.weight / a.total
		a.Levels = append(a.Levels, Level{
			Level: l.Level, Variable: len(a.Variables), Missing: l.missing, Supplementary: supplementary, Passive: l.passive,
			N: l.n, Share: share, Distance: 1/share - 1, Means: make([]float64, a.Kept),
			Rare: 100*share < a.rare && l.missing == stats.Recorded,
		})
	}
	a.Variables = append(a.Variables, variable)
}

// means are the mean coordinates of the cases with each level; those of active
// levels follow from the axes too.
func (a *analysis) means(v *coded, levels []Level) {
	for row, w := range a.weights {
		if w == 0 {
			continue
		}
		sums := levels[v.codes[row]].Means
		for axis, f := range a.Cases.Coordinates[row] {
			sums[axis] += w * f
		}
	}
	for i := range levels {
		for axis := range levels[i].Means {
			levels[i].Means[axis] /= v.levels[i].weight
		}
	}
}

// crossed are the sums of the variable q over all columns.
func (a *analysis) crossed(v *coded, q int, supplementary bool) []float64 {
	if supplementary {
		return a.sums(v, 0)
	}
	from := a.first[q] - len(a.numbers)
	return slices.Concat(a.cross[from : from+len(v.levels)]...)
}

// placeLevel gives a level its coordinates, cos2 and v-tests.
func (a *analysis) placeLevel(l *Level, weight float64) {
	spread := 0.0
	if a.total > weight && a.total > 1 {
		spread = math.Sqrt(weight * (a.total - 1) / (a.total - weight))
	}
	for axis, mean := range l.Means {
		standard := mean / a.root(axis)
		coordinate, seen := mean, mean
		switch a.scale {
		case Indicator:
			coordinate, seen = standard, standard
		case Adjusted:
			coordinate = standard * math.Sqrt(a.Axes[axis].Adjusted.Value/a.Axes[axis].Eigenvalue)
		}
		l.Coordinates = append(l.Coordinates, coordinate)
		l.Cos2 = append(l.Cos2, cos2(seen, l.Distance, a.Inertia))
		if spread > 0 {
			l.VTests = append(l.VTests, standard*spread)
		}
	}
}

package factor

import (
	"math"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/parallel"
)

// analysis is an analysis of cases on its way: what goes in, and the space that
// comes out.
type analysis struct {
	plan
	*system
	Space
	more    []*coded   // supplementary variables with categories
	others  []*numeric // supplementary numbers
	divisor float64    // of all inertias: the number of variables in MCA

	found solution
	cross [][]float64
}

// explore finds the axes and places everything on them.
func (a *analysis) explore() error {
	a.cross = a.system.cross()
	m := a.system.inertia(a.cross)
	trace := 0.0
	scale := make([]float64, len(a.making))
	for i, column := range a.making {
		trace += m.At(i, i)
		scale[i] = 1
		if p := len(a.numbers); p == 0 {
			scale[i] = 1 / math.Sqrt(a.shares[column])
		}
	}
	var err error
	if a.found, err = solve(m); err != nil {
		return err
	}
	a.found.orient(scale, a.flip)
	for i := range a.found.values {
		a.found.values[i] /= a.divisor
	}
	a.Weight, a.Inertia = a.total, trace/a.divisor
	a.Axes = a.found.axes(a.Inertia)
	a.Kept = a.kept(len(a.Axes))
	a.Warnings = append(a.Warnings, a.remarks(a.found)...)
	if a.method == mca {
		a.correct()
	}
	coordinates, distances := a.place(a.found, a.Kept)
	root := math.Sqrt(a.divisor)
	for row, here := range coordinates {
		for axis := range here {
			here[axis] /= root
		}
		distances[row] /= a.divisor
	}
	a.Cases = Cases{Weights: a.weights, Coordinates: coordinates, Distances: distances}
	a.placeNumbers()
	a.placeLevels()
	a.describe()
	return nil
}

func (a *analysis) root(axis int) float64 { return math.Sqrt(a.Axes[axis].Eigenvalue) }

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

func (a *analysis) placeLevels() {
	loadings := make([]int, a.width()) // where the loading of each active column stands
	for i, column := range a.making {
		loadings[column] = i
	}
	variables := append(append([]*coded{}, a.coded...), a.more...)
	starts := make([]int, len(variables))
	from := len(a.Variables)
	for q, v := range variables {
		starts[q] = len(a.Levels)
		n, missing := v.recorded()
		a.Variables = append(a.Variables, Variable{
			Variable: v.variable, Supplementary: q >= len(a.coded), N: n, Missing: missing, Eta2: make([]float64, a.Kept),
		})
		if q < len(a.coded) {
			a.Variables[from+q].Contributions = make([]float64, a.Kept)
		}
		for _, l := range v.levels {
			share := l.weight / a.total
			a.Levels = append(a.Levels, Level{
				Level: l.Level, Variable: from + q, Missing: l.missing, Supplementary: q >= len(a.coded), Passive: l.passive,
				N: l.n, Share: share, Rare: 100*share < a.rare && l.missing == stats.Recorded, Means: make([]float64, a.Kept),
			})
		}
	}
	parallel.Do(len(variables), a.workers, func(q int) {
		v := variables[q]
		levels := a.Levels[starts[q] : starts[q]+len(v.levels)]
		for row, w := range a.weights {
			if w == 0 {
				continue
			}
			for axis, f := range a.Cases.Coordinates[row] {
				levels[v.codes[row]].Means[axis] += w * f
			}
		}
		var far []float64
		if a.scale != Indicator {
			var sums []float64
			if q < len(a.coded) {
				for i := range levels {
					sums = append(sums, a.cross[a.first[q]-len(a.numbers)+i]...)
				}
			} else {
				sums = a.sums(v, 0)
			}
			far = a.distances(v, sums)
		}
		for i := range levels {
			l := &levels[i]
			for axis := range l.Means {
				l.Means[axis] /= v.levels[i].weight
			}
			if far != nil {
				l.Distance = far[i] / a.divisor
			} else {
				l.Distance = 1/l.Share - 1
			}
			a.placeLevel(l, v.levels[i].weight)
			if q < len(a.coded) && !l.Passive {
				column := a.first[q] + i
				l.Inertia = (1 - l.Share) / a.divisor
				for axis := range a.Kept {
					x := a.found.vectors[axis][loadings[column]]
					l.Contributions = append(l.Contributions, 100*x*x)
					a.Variables[from+q].Contributions[axis] += 100 * x * x
				}
			}
			for axis, mean := range l.Means {
				a.Variables[from+q].Eta2[axis] += l.Share * mean * mean / a.Axes[axis].Eigenvalue
			}
		}
	})
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
		l.Cos2 = append(l.Cos2, cos2(seen, l.Distance))
		if spread > 0 {
			l.VTests = append(l.VTests, standard*spread)
		}
	}
}

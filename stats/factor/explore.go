package factor

import "math"

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
		if a.method == mca {
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
	a.Cases.Weights, a.Cases.Coordinates, a.Cases.Distances = a.weights, coordinates, distances
	a.placeNumbers()
	a.placeLevels(a.coded, false)
	a.placeOthers()
	a.placeLevels(a.more, true)
	a.describe()
	return nil
}

func (a *analysis) root(axis int) float64 { return math.Sqrt(a.Axes[axis].Eigenvalue) }

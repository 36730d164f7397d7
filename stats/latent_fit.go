package stats

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// maximise climbs to the maximum of a function with known slopes by Newton's
// method, from start. It returns where that is, the variance of the first
// parameter that the curvature gives (0 where it gives none), and the value.
// A first parameter that goes beyond the edge of Fisher's z stops it.
func maximise(f func(at []float64) (float64, []float64), start []float64) (at []float64, variance, value float64) {
	at = slices.Clone(start)
	value, slope := f(at)
	for range 200 {
		curvature := curvatureOf(f, at)
		step, ok := newtonStep(curvature, slope)
		if !ok {
			break
		}
		next := make([]float64, len(at))
		gain := math.Inf(-1)
		var there float64
		var turned []float64
		for range 60 {
			for i := range at {
				next[i] = at[i] + step[i]
			}
			if there, turned = f(next); there >= value {
				gain = there - value
				break
			}
			for i := range step {
				step[i] /= 2
			}
		}
		if math.IsInf(gain, -1) {
			break
		}
		moved := 0.0
		for i := range at {
			moved = math.Max(moved, math.Abs(next[i]-at[i]))
		}
		at, value, slope = next, there, turned
		if moved < 1e-10 || math.Abs(math.Tanh(at[0])) >= edge {
			break
		}
	}
	var inverse mat.Dense
	if inverse.Inverse(curvatureOf(f, at)) == nil {
		variance = inverse.At(0, 0)
	}
	return at, variance, value
}

// curvatureOf is minus the second derivatives, by differences of the slopes.
func curvatureOf(f func(at []float64) (float64, []float64), at []float64) *mat.SymDense {
	const step = 1e-5
	n := len(at)
	rows := make([][]float64, n)
	for i := range at {
		moved := slices.Clone(at)
		moved[i] += step
		_, up := f(moved)
		moved[i] -= 2 * step
		_, down := f(moved)
		rows[i] = make([]float64, n)
		for j := range up {
			rows[i][j] = (down[j] - up[j]) / (2 * step)
		}
	}
	c := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			c.SetSym(i, j, (rows[i][j]+rows[j][i])/2)
		}
	}
	return c
}

// newtonStep is the step of Newton's method. Where the function does not curve down
// enough the diagonal is raised until it does (Levenberg 1944).
func newtonStep(curvature *mat.SymDense, slope []float64) ([]float64, bool) {
	n := len(slope)
	for raise := 0.0; raise < 1e12; raise = math.Max(1e-3, 10*raise) {
		raised := mat.NewSymDense(n, nil)
		raised.CopySym(curvature)
		for i := range n {
			raised.SetSym(i, i, curvature.At(i, i)+raise*(1+math.Abs(curvature.At(i, i))))
		}
		var cholesky mat.Cholesky
		if !cholesky.Factorize(raised) {
			continue
		}
		step := make([]float64, n)
		if cholesky.SolveVecTo(mat.NewVecDense(n, step), mat.NewVecDense(n, slope)) == nil {
			return step, true
		}
	}
	return nil, false
}

package textometry

import "math"

// axis gives the coordinates of the rows on the first axis of the
// correspondence analysis of a block, up to their scale; none where all rows
// say the same. Its sign makes the coordinate furthest from 0 positive.
//
// The axis is the leading eigenvector of B'B less the trivial one, where B is
// the table over the roots of its margins. Lanczos steps on the side of the
// terms, started again from the best vector found, need only the non-zeros.
func (b *block) axis() (coordinates []float64, converged bool) {
	const steps, restarts, precision = 24, 200, 1e-14
	p := len(b.total)
	trivial := make([]float64, p)
	for j, n := range b.total {
		trivial[j] = math.Sqrt(n / float64(len(b.term)))
	}
	// The start depends on the terms alone: the order of the rows does not matter.
	v := make([]float64, p)
	for j := range v {
		v[j] = math.Sin(float64(b.terms[j]) + 1)
	}
	basis := make([][]float64, 0, steps+1)
	// What a vector shares most with the basis goes first: then one pass is
	// enough, unless little is left of it (Parlett 1998).
	orthogonal := func(v []float64) float64 {
		for _, w := range basis[max(0, len(basis)-2):] {
			remove(v, w)
		}
		for before := norm(v); ; {
			remove(v, trivial)
			for _, w := range basis {
				remove(v, w)
			}
			after := norm(v)
			if after > before/2 || after <= precision {
				return after
			}
			before = after
		}
	}
	if n := orthogonal(v); n > 1e-12 {
		scale(v, 1/n)
	} else {
		return nil, true // one term
	}
	for range restarts {
		basis = append(basis[:0], v)
		var diagonal, beside []float64
		for {
			w := b.gram(basis[len(basis)-1])
			diagonal = append(diagonal, dot(w, basis[len(basis)-1]))
			n := orthogonal(w)
			beside = append(beside, n)
			if n <= precision || len(basis) == steps {
				break
			}
			scale(w, 1/n)
			basis = append(basis, w)
		}
		value, weights := leading(diagonal, beside)
		if value <= 1e-12 {
			return nil, true
		}
		v = make([]float64, p)
		for i, w := range basis {
			for j := range v {
				v[j] += weights[i] * w[j]
			}
		}
		scale(v, 1/norm(v))
		last := len(basis) - 1
		if converged = beside[last]*math.Abs(weights[last]) <= 10*precision*value; converged {
			break
		}
	}
	for j := range v {
		v[j] /= math.Sqrt(b.total[j])
	}
	coordinates = make([]float64, b.rows())
	furthest := 0.0
	for i := range coordinates {
		sum := 0.0
		for _, j := range b.row(i) {
			sum += v[j]
		}
		coordinates[i] = sum / float64(len(b.row(i)))
		if math.Abs(coordinates[i]) > math.Abs(furthest)*(1+1e-9) {
			furthest = coordinates[i]
		}
	}
	if furthest < 0 {
		scale(coordinates, -1)
	}
	return coordinates, converged
}

// gram is B'B v.
func (b *block) gram(v []float64) []float64 {
	x, y := make([]float64, len(v)), make([]float64, len(v))
	for j := range x {
		x[j] = v[j] / math.Sqrt(b.total[j])
	}
	for i := range b.rows() {
		row, sum := b.row(i), 0.0
		for _, j := range row {
			sum += x[j]
		}
		sum /= float64(len(row))
		for _, j := range row {
			y[j] += sum
		}
	}
	for j := range y {
		y[j] /= math.Sqrt(b.total[j])
	}
	return y
}

// leading is the largest eigenvalue of a symmetric tridiagonal matrix, by
// bisection, and its eigenvector, by the twisted factorisation (Dhillon and
// Parlett 2004): components that fall off on both sides keep their digits.
func leading(diagonal, beside []float64) (value float64, vector []float64) {
	n := len(diagonal)
	low, high := diagonal[0], diagonal[0]
	for i, a := range diagonal {
		reach := a
		if i > 0 {
			reach += beside[i-1]
		}
		if i < n-1 {
			reach += beside[i]
		}
		low, high = max(low, a), max(high, reach)
	}
	// above tells whether all eigenvalues are below x: all pivots positive.
	above := func(x float64) bool {
		pivot := math.Inf(1)
		for i, a := range diagonal {
			next := x - a
			if i > 0 {
				next -= beside[i-1] * beside[i-1] / pivot
			}
			if pivot = next; pivot <= 0 {
				return false
			}
		}
		return true
	}
	high += 1e-15 * math.Abs(high)
	for {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			break
		}
		if above(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	value = high
	down, up := make([]float64, n), make([]float64, n)
	for i := range n {
		if down[i] = value - diagonal[i]; i > 0 {
			down[i] -= beside[i-1] * beside[i-1] / down[i-1]
		}
	}
	for i := n - 1; i >= 0; i-- {
		if up[i] = value - diagonal[i]; i < n-1 {
			up[i] -= beside[i] * beside[i] / up[i+1]
		}
	}
	twist, least := 0, math.Inf(1)
	for i := range n {
		if gap := math.Abs(down[i] + up[i] - (value - diagonal[i])); gap < least {
			twist, least = i, gap
		}
	}
	vector = make([]float64, n)
	vector[twist] = 1
	for i := twist - 1; i >= 0; i-- {
		vector[i] = vector[i+1] * beside[i] / down[i]
	}
	for i := twist + 1; i < n; i++ {
		vector[i] = vector[i-1] * beside[i-1] / up[i]
	}
	scale(vector, 1/norm(vector))
	return value, vector
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

func norm(a []float64) float64 { return math.Sqrt(dot(a, a)) }

func scale(a []float64, factor float64) {
	for i := range a {
		a[i] *= factor
	}
}

// remove takes the part along a unit vector out of v.
func remove(v, along []float64) {
	part := dot(v, along)
	for i, x := range along {
		v[i] -= part * x
	}
}

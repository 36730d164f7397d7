package duration

import "math"

// symmetric is a square matrix, row after row, of which the lower half is read.
type symmetric struct {
	n int
	x []float64
}

func newSymmetric(n int) symmetric { return symmetric{n, make([]float64, n*n)} }

func (m symmetric) row(i int) []float64 { return m.x[i*m.n : (i+1)*m.n] }

func (m symmetric) at(i, j int) float64 {
	if i < j {
		i, j = j, i
	}
	return m.x[i*m.n+j]
}

// add adds a number to both halves.
func (m symmetric) add(i, j int, x float64) {
	m.x[i*m.n+j] += x
	if i != j {
		m.x[j*m.n+i] += x
	}
}

// among is the matrix of some rows and columns.
func (m symmetric) among(keep []int) symmetric {
	small := newSymmetric(len(keep))
	for i, a := range keep {
		for j, b := range keep {
			small.x[i*len(keep)+j] = m.at(a, b)
		}
	}
	return small
}

// root is the Cholesky root of a matrix that may be singular: rows that those
// before give already are marked, and count as absent.
type root struct {
	symmetric
	redundant []bool
	rank      int
}

// factor finds the root. A pivot below tolerance times the entry it comes from is
// zero but for rounding.
func (m symmetric) factor(tolerance float64) root {
	r := root{newSymmetric(m.n), make([]bool, m.n), 0}
	for j := range m.n {
		row := r.row(j)
		pivot := m.at(j, j)
		for k := range j {
			if r.redundant[k] {
				continue
			}
			sum := m.at(j, k)
			for l := range k {
				sum -= row[l] * r.row(k)[l]
			}
			row[k] = sum / r.row(k)[k]
			pivot -= row[k] * row[k]
		}
		if !(pivot > tolerance*m.at(j, j)) || math.IsInf(pivot, 1) {
			r.redundant[j] = true
			clear(row)
			continue
		}
		row[j] = math.Sqrt(pivot)
		r.rank++
	}
	return r
}

// solve is x of m·x = b, 0 where redundant.
func (r root) solve(b []float64) []float64 {
	x := make([]float64, r.n)
	for i := range r.n {
		if r.redundant[i] {
			continue
		}
		sum := b[i]
		for j := range i {
			sum -= r.row(i)[j] * x[j]
		}
		x[i] = sum / r.row(i)[i]
	}
	for i := r.n - 1; i >= 0; i-- {
		if r.redundant[i] {
			continue
		}
		sum := x[i]
		for j := i + 1; j < r.n; j++ {
			sum -= r.row(j)[i] * x[j]
		}
		x[i] = sum / r.row(i)[i]
	}
	return x
}

// inverse is that of the matrix, 0 where redundant.
func (r root) inverse() symmetric {
	m := newSymmetric(r.n)
	unit := make([]float64, r.n)
	for j := range r.n {
		if r.redundant[j] {
			continue
		}
		unit[j] = 1
		for i, x := range r.solve(unit) {
			m.x[i*r.n+j] = x
		}
		unit[j] = 0
	}
	return m
}

// quadratic is b'·m⁻¹·b.
func (r root) quadratic(b []float64) float64 {
	sum := 0.0
	for i, x := range r.solve(b) {
		sum += b[i] * x
	}
	return sum
}

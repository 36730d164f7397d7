package cluster

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/pairs"
	"github.com/askoria/verbatim/stats/internal/parallel"
)

// Points are cases by their coordinates, all on as many axes; their distances are
// Euclidean. Of numbers in different units take those of factor.PCA.
type Points [][]float64

// Len is the number of cases.
func (p Points) Len() int { return len(p) }

// At is the Euclidean distance of two cases.
func (p Points) At(i, j int) float64 { return math.Sqrt(squared(p[i], p[j])) }

func squared(a, b []float64) float64 {
	sum := 0.0
	for axis, x := range a {
		sum += (x - b[axis]) * (x - b[axis])
	}
	return sum
}

// check refuses coordinates that are no numbers, have no square, or are not as
// many for all cases.
func (p Points) check() error {
	for i, point := range p {
		if len(point) != len(p[0]) {
			return fmt.Errorf("case %d has %d coordinates, case 1 has %d", i+1, len(point), len(p[0]))
		}
		for axis, x := range point {
			if !(math.Abs(x) <= 1e150) {
				return fmt.Errorf("case %d, coordinate %d: %v is no number, or too large", i+1, axis+1, x)
			}
		}
	}
	return nil
}

// Matrix holds the distances of all pairs, each once: n(n-1)/2 numbers.
type Matrix struct {
	n      int
	values []float64 // of i < j, row after row
}

// NewMatrix computes all distances, or copies those of a matrix. Errors are
// distances that are no numbers or below zero, and more of them than fit in
// memory: 4 GB, or what GOMEMLIMIT says.
func NewMatrix(ctx context.Context, d stats.Distancer, workers int) (*Matrix, error) {
	if err := pairs.Check(d.Len(), "take a sample, equal cases once by their Weights, or Ward's tree on Points, which needs no matrix"); err != nil {
		return nil, err
	}
	if p, ok := d.(Points); ok {
		if err := p.check(); err != nil {
			return nil, err
		}
	}
	if held, ok := d.(interface{ held() *Matrix }); ok {
		m := held.held()
		return &Matrix{n: m.n, values: slices.Clone(m.values)}, nil
	}
	m := &Matrix{n: d.Len(), values: make([]float64, max(0, d.Len()*(d.Len()-1)/2))}
	wrong := make([]int, m.n) // the first bad column of a row
	parallel.Do(m.n, workers, func(i int) {
		if ctx.Err() != nil {
			return
		}
		row := m.after(i)
		for at := range row {
			x := d.At(i, i+1+at)
			if !(x >= 0) || math.IsInf(x, 1) {
				wrong[i] = i + 1 + at
				return
			}
			row[at] = x
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for i, j := range wrong {
		if j > 0 {
			return nil, fmt.Errorf("the distance of cases %d and %d is %v; distances are zero or above", i+1, j+1, d.At(i, j))
		}
	}
	return m, nil
}

// matrixOf is the matrix that d is or holds, else a new one.
func matrixOf(ctx context.Context, d stats.Distancer, workers int) (*Matrix, error) {
	if held, ok := d.(interface{ held() *Matrix }); ok {
		return held.held(), nil
	}
	return NewMatrix(ctx, d, workers)
}

func (m *Matrix) held() *Matrix { return m }

// Len is the number of cases.
func (m *Matrix) Len() int { return m.n }

// At is the distance of two cases.
func (m *Matrix) At(i, j int) float64 {
	switch {
	case i == j:
		return 0
	case i > j:
		i, j = j, i
	}
	return m.values[m.offset(i)+j]
}

// offset is where row i would begin if it had a column for every case.
func (m *Matrix) offset(i int) int { return i*(2*m.n-i-3)/2 - 1 }

// after are the distances of i to the cases after it.
func (m *Matrix) after(i int) []float64 {
	from := m.offset(i) + i + 1
	return m.values[from : from+m.n-1-i]
}

// rows gives each case its distances to all, several cases at a time.
func (m *Matrix) rows(workers int, each func(i int, row []float64)) {
	// Rows of a block are filled side by side: what they share lies together.
	const block = 32
	parallel.Do((m.n+block-1)/block, workers, func(at int) {
		from := at * block
		to := min(m.n, from+block)
		rows := make([][]float64, to-from)
		for i := range rows {
			rows[i] = make([]float64, m.n)
		}
		for j := range from {
			for i, x := range m.values[m.offset(j)+from : m.offset(j)+to] {
				rows[i][j] = x
			}
		}
		for i := from; i < to; i++ {
			after := m.after(i)
			copy(rows[i-from][i+1:], after)
			for k := i + 1; k < to; k++ {
				rows[k-from][i] = after[k-i-1]
			}
		}
		for i, row := range rows {
			each(from+i, row)
		}
	})
}

// pairs goes once through all pairs, a row of later cases at a time, and adds up
// what each puts into sums, which has width places for each case. Parts of the
// rows have sums of their own, so that workers change no rounding.
func (m *Matrix) pairs(workers, width int, each func(i int, after, sums []float64)) []float64 {
	const parts = 8
	var limits [parts + 1]int // of rows, so that parts hold as many pairs
	for part, i, seen := 1, 0, 0; part <= parts; part++ {
		for i < m.n && (seen < len(m.values)*part/parts || part == parts) {
			seen += m.n - 1 - i
			i++
		}
		limits[part] = i
	}
	var sums [parts][]float64
	parallel.Do(parts, workers, func(part int) {
		sums[part] = make([]float64, m.n*width)
		for i := limits[part]; i < limits[part+1]; i++ {
			each(i, m.after(i), sums[part])
		}
	})
	for _, more := range sums[1:] {
		for at, x := range more {
			sums[0][at] += x
		}
	}
	return sums[0]
}

package textometry

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The inertia along the axis, from the coordinates alone, is the largest that
// there is: that which very many plain multiplications end with.
func TestAxisIsTheFirst(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	for range 100 {
		n, p := 3+random.IntN(30), 3+random.IntN(12)
		rows, units, terms := make([][]int32, n), make([]int32, n), make([]int32, p)
		for i := range rows {
			units[i] = int32(i)
			for j := range p {
				if random.IntN(3) == 0 {
					rows[i] = append(rows[i], int32(j))
				}
			}
		}
		for j := range terms {
			terms[j] = int32(j)
		}
		b, _ := newBlock(rows, units, terms, p)
		if len(b.total) < 2 {
			continue
		}
		v, trivial := make([]float64, len(b.total)), make([]float64, len(b.total))
		for j, all := range b.total {
			v[j], trivial[j] = random.Float64(), math.Sqrt(all/b.presences())
		}
		want := 0.0
		for range 3000 {
			if remove(v, trivial); norm(v) < 1e-12 {
				want = 0 // nothing but rounding is left
				break
			}
			scale(v, 1/norm(v))
			v = b.gram(v)
			want = norm(v)
		}
		x, converged := b.axis()
		if x == nil {
			if want > 1e-9 {
				t.Fatalf("no axis, there is one of %v", want)
			}
			continue
		}
		column, all, mean := make([]float64, len(b.total)), 0.0, 0.0
		for i := range b.rows() {
			all += b.size(i) * x[i] * x[i]
			mean += b.size(i) * x[i]
			for _, j := range b.row(i) {
				column[j] += x[i]
			}
		}
		got := 0.0
		for j, sum := range column {
			got += sum * sum / b.total[j]
		}
		if got /= all; !converged || math.Abs(got-want) > 1e-6*want || got < want*(1-1e-12) || math.Abs(mean) > 1e-9*all*b.presences() {
			t.Fatalf("%d × %d: inertia %v, want %v; mean %v, converged %t", b.rows(), len(b.total), got, want, mean, converged)
		}
	}
}

// The matrix of 2 with 1 beside it has known eigenvalues and eigenvectors.
func TestLeading(t *testing.T) {
	for n := 1; n <= 24; n++ {
		diagonal, beside := make([]float64, n), make([]float64, n)
		for i := range diagonal {
			diagonal[i], beside[i] = 2, 1
		}
		value, vector := leading(diagonal, beside)
		if want := 2 + 2*math.Cos(math.Pi/float64(n+1)); math.Abs(value-want) > 1e-14*want {
			t.Errorf("%d: %v, want %v", n, value, want)
		}
		for i, x := range vector {
			if want := math.Sqrt(2/float64(n+1)) * math.Sin(math.Pi*float64(i+1)/float64(n+1)); math.Abs(x-want) > 1e-12 {
				t.Errorf("%d: component %d is %v, want %v", n, i, x, want)
			}
		}
	}
}

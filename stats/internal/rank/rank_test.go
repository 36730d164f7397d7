package rank

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func near(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*math.Max(math.Abs(a), math.Abs(b))
}

func TestRanking(t *testing.T) {
	for _, c := range []struct{ values, want []float64 }{
		{nil, []float64{}},
		{[]float64{3}, []float64{1}},
		{[]float64{2, 2, 2}, []float64{2, 2, 2}},
		{[]float64{5, 1, 5, 3}, []float64{3.5, 1, 3.5, 2}},
	} {
		if got := Of(c.values).Mid; !slices.Equal(got, c.want) {
			t.Errorf("ranks of %v are %v, want %v", c.values, got, c.want)
		}
	}
}

// R 4.2: cor.test(1:n, y, method = …, exact = TRUE)$p.value
func TestExact(t *testing.T) {
	for _, c := range []struct {
		n          int
		s          float64
		spearman   float64
		concordant int
		kendall    float64
	}{
		{5, 6, 0.23333333333333334, 8, 0.23333333333333339},
		{5, 18, 0.95, 5, 1},
		{7, 86, 0.23571428571428571, 6, 0.2388888888888889},
		{9, 158, 0.41008046737213405, 15, 0.612202380952381},
		{9, 108, 0.80998126102292767, 21, 0.61220238095238089},
		{10, 262, 0.08021506397815148, 11, 0.04662257495590829},
		{11, 244, 0.75488044435519797, 24, 0.64809543851210516},
		{15, 368, 0.21099963497626856, 63, 0.32823358766943422},
		{30, 5174, 0.42393236929657452, 194, 0.41510538282177434},
		{30, 2952, 0.063885973708361826, 262, 0.11698808645983694},
	} {
		if got := SpearmanExact(c.n, c.s); !near(got, c.spearman, 1e-12) {
			t.Errorf("SpearmanExact(%d, %v) = %.16g, want %.16g", c.n, c.s, got, c.spearman)
		}
		if got := KendallExact(c.n, c.concordant); !near(got, c.kendall, 1e-12) {
			t.Errorf("KendallExact(%d, %d) = %.16g, want %.16g", c.n, c.concordant, got, c.kendall)
		}
	}
}

func TestKendallIsEveryPair(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		n := 2 + random.IntN(60)
		x, y := make([]float64, n), make([]float64, n)
		for i := range x {
			x[i], y[i] = float64(random.IntN(9)), float64(random.IntN(30))
		}
		var want, tiedX, tiedY float64
		for i := range x {
			for j := range i {
				dx, dy := x[i]-x[j], y[i]-y[j]
				switch {
				case dx*dy > 0:
					want++
				case dx*dy < 0:
					want--
				}
				if dx == 0 {
					tiedX++
				}
				if dy == 0 {
					tiedY++
				}
			}
		}
		got := Kendall(x, y)
		if got.Concordant != want || got.TiedX.Pairs != tiedX || got.TiedY.Pairs != tiedY {
			t.Fatalf("Kendall(%v, %v) = %+v, want %v, ties %v and %v", x, y, got, want, tiedX, tiedY)
		}
		sum := 0.0
		for _, d := range perCase(Of(x), Of(y)) {
			sum += d
		}
		if sum != 2*want {
			t.Fatalf("case by case %v, want twice %v", sum, want)
		}
	}
}

func BenchmarkKendall(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	x, y := make([]float64, 20_000), make([]float64, 20_000)
	for i := range x {
		x[i], y[i] = random.NormFloat64(), random.NormFloat64()
	}
	for b.Loop() {
		Kendall(x, y).TauB()
	}
}

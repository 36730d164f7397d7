package rank

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestPairwiseIsEveryPair(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 1))
	for range 200 {
		draw := func() []float64 {
			values := make([]float64, 1+random.IntN(12))
			for i := range values {
				values[i] = float64(random.IntN(9)-4) / 3
			}
			slices.Sort(values)
			return values
		}
		x, y := draw(), draw()
		var differences, averages []float64
		for i, a := range x {
			for _, b := range y {
				differences = append(differences, a-b)
			}
			for _, b := range x[i:] {
				averages = append(averages, a/2+b/2)
			}
		}
		slices.Sort(differences)
		slices.Sort(averages)
		for k, want := range differences {
			if got := KthDifference(x, y, k+1); got != want {
				t.Fatalf("difference %d of %v and %v is %v, want %v", k+1, x, y, got, want)
			}
		}
		for k, want := range averages {
			if got := KthAverage(x, k+1); got != want {
				t.Fatalf("average %d of %v is %v, want %v", k+1, x, got, want)
			}
		}
	}
}

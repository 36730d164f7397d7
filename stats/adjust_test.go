package stats

import (
	"math/rand/v2"
	"testing"
)

// R 4.2: p.adjust(c(0.01, 0.04, 0.03, NA, 0.005), method)
func TestAdjustment(t *testing.T) {
	tests := []Test{{P: 0.01}, {P: 0.04}, {P: 0.03}, {P: 0.9, Reason: "constant"}, {P: 0.005}}
	for adjust, want := range map[Adjustment][5]float64{
		Holm: {0.03, 0.06, 0.06, 0.9, 0.02}, Hochberg: {0.03, 0.04, 0.04, 0.9, 0.02}, Hommel: {0.03, 0.04, 0.04, 0.9, 0.02},
		Bonferroni: {0.04, 0.16, 0.12, 0.9, 0.02}, BH: {0.02, 0.04, 0.04, 0.9, 0.02},
		BY: {0.041666666666666667, 0.083333333333333333, 0.083333333333333333, 0.9, 0.041666666666666667}, Unadjusted: {0.01, 0.04, 0.03, 0.9, 0.005},
	} {
		for i, test := range adjust.Of(tests) {
			if !close(test.P, want[i], 1e-14) {
				t.Errorf("%v: p %d = %v, want %v", adjust, i, test.P, want[i])
			}
		}
	}
	if tests[0].P != 0.01 {
		t.Error("the input changed")
	}
	for adjust := Holm; adjust <= Unadjusted; adjust++ {
		if got := adjust.Of(nil); len(got) != 0 {
			t.Errorf("%v of nothing: %v", adjust, got)
		}
		if got := adjust.Of([]Test{{P: 0.3}})[0].P; got != 0.3 {
			t.Errorf("%v of one test: %v", adjust, got)
		}
	}
}

func TestAdjustmentProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 6))
	for range 200 {
		tests := make([]Test, 1+random.IntN(20))
		for i := range tests {
			tests[i].P = random.Float64() * random.Float64()
		}
		of := map[Adjustment][]Test{}
		for adjust := Holm; adjust <= BY; adjust++ {
			of[adjust] = adjust.Of(tests)
		}
		for i, test := range tests {
			p := func(adjust Adjustment) float64 { return of[adjust][i].P }
			const slack = 1e-12
			ordered := []float64{test.P, p(Hommel), p(Hochberg), p(Holm), p(Bonferroni), 1}
			for k := 1; k < len(ordered); k++ {
				if ordered[k] < ordered[k-1]-slack {
					t.Fatalf("p ≤ Hommel ≤ Hochberg ≤ Holm ≤ Bonferroni ≤ 1 fails: %v", ordered)
				}
			}
			if p(BH) < test.P || p(BH) > p(Hommel)+slack || p(BY) < p(BH)-slack {
				t.Fatalf("p ≤ BH ≤ Hommel and BH ≤ BY fail: %v %v %v %v", test.P, p(BH), p(Hommel), p(BY))
			}
		}
	}
}

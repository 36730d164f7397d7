package stats

import (
	"math"
	"reflect"
	"testing"
)

func permuted(t *testing.T, spec Permutation, data *Table) *PermutationResult {
	t.Helper()
	r, err := spec.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range r.Tables() {
		_ = table.String()
	}
	return r
}

// The permutation law of Cliff's delta is that of Mann-Whitney's W.
func TestPermutationMeetsExact(t *testing.T) {
	data := grouped([]float64{1, 2, 2, 5, 7, 3}, []float64{4, 6, 2, 8, 9, 9, 5})
	exact := compared(t, data).Ranks.MannWhitneyExact.P
	r := permuted(t, Permutation{Value: "v", By: "g", Gap: DominanceGap, Seed: 3}, data)
	if math.Abs(r.Test.P-exact) > 0.01 {
		t.Errorf("p %v, exact %v", r.Test.P, exact)
	}
	if !(r.Gap.Low < r.Gap.Value && r.Gap.Value < r.Gap.High) {
		t.Errorf("gap %v", r.Gap)
	}
	many := permuted(t, Permutation{Value: "v", By: "g", Gap: DominanceGap, Seed: 3, Workers: 8}, data)
	many.Spec.Workers = 0
	if !reflect.DeepEqual(r, many) {
		t.Error("one worker and eight do not agree")
	}
}

// Copies of each case in a family of their own are no further evidence.
func TestPermutationByFamily(t *testing.T) {
	x, y := []float64{1, 2, 3, 5, 8, 4}, []float64{4, 6, 7, 9, 5, 9}
	var values []float64
	var group, family []string
	for i := range x {
		for range 3 {
			values = append(values, x[i], y[i])
			group, family = append(group, "a", "b"), append(family, "A"+string(rune('0'+i)), "B"+string(rune('0'+i)))
		}
	}
	data := MustTable("", Variable{Name: "v"}.Numbers(values, nil), Variable{Name: "g"}.Labelled(group...), Variable{Name: "f"}.Texts(family, nil))
	single := permuted(t, Permutation{Value: "v", By: "g", Seed: 1}, grouped(x, y))
	clustered := permuted(t, Permutation{Value: "v", By: "g", Cluster: "f", Seed: 1}, data)
	naive := permuted(t, Permutation{Value: "v", By: "g", Seed: 1}, data)
	if math.Abs(clustered.Test.P-single.Test.P) > 0.015 || clustered.Within || clustered.Clusters != 12 {
		t.Errorf("by family p %v, without copies %v", clustered.Test.P, single.Test.P)
	}
	if naive.Test.P > clustered.Test.P/2 {
		t.Errorf("copies counted as cases have p %v, families %v", naive.Test.P, clustered.Test.P)
	}
	if wide, narrow := clustered.Gap.High-clustered.Gap.Low, naive.Gap.High-naive.Gap.Low; wide < 1.3*narrow {
		t.Errorf("interval by family %v wide, by copies %v", wide, narrow)
	}
	// Both groups in each family: dealt within.
	pairs := make([]string, len(values))
	for i := range pairs {
		pairs[i] = family[i][1:]
	}
	mixed := MustTable("", Variable{Name: "v"}.Numbers(values, nil), Variable{Name: "g"}.Labelled(group...), Variable{Name: "f"}.Texts(pairs, nil))
	if r := permuted(t, Permutation{Value: "v", By: "g", Cluster: "f"}, mixed); !r.Within || r.Clusters != 6 {
		t.Errorf("within %v, %d families", r.Within, r.Clusters)
	}
}

func TestPermutationOddCases(t *testing.T) {
	flat := permuted(t, Permutation{Value: "v", By: "g"}, grouped([]float64{2, 2}, []float64{2, 2}))
	if flat.Test.Defined() || flat.Gap.Value != 0 {
		t.Errorf("constant value: %+v", flat.Test)
	}
	few := permuted(t, Permutation{Value: "v", By: "g", Gap: MedianGap}, grouped([]float64{2}, []float64{3}))
	if few.Gap.Confidence != 0 || few.Test.P != 1 {
		t.Errorf("two cases: %+v, %+v", few.Gap, few.Test)
	}
	for _, spec := range []Permutation{{Value: "v", By: "x"}, {Value: "v", By: "g"}, {Value: "v", By: "g", Draws: -1}, {Value: "v", By: "g", Gap: 9}} {
		if _, err := spec.Of(grouped([]float64{1}, []float64{2}, []float64{3})); err == nil {
			t.Errorf("%+v: no error", spec)
		}
	}
}

package textometry

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// All sets of k, one after the other, give no better one.
func TestDisjointFindsTheBest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		n, k := 4+random.IntN(9), 2+random.IntN(3)
		gain, side, members := make([]float64, n), make([]float64, n), make([]bitset, n)
		covering := random.IntN(2) == 0 // gain counts the members
		for i := range members {
			members[i] = newBitset(12)
			for m := range 12 {
				if random.IntN(4) == 0 {
					members[i].add(m)
					side[i]++
				}
			}
			gain[i] = math.Round(20 * random.Float64())
			if covering {
				gain[i], side[i] = side[i], gain[i]
			}
		}
		meets := make([]bitset, n)
		for i := range meets {
			meets[i] = newBitset(n)
			for j := range n {
				if i == j || members[i].meets(members[j]) {
					meets[i].add(j)
				}
			}
		}
		most, width := math.Inf(-1), 0.0
		var try func(from, left int, sum, covered float64, chosen []int)
		try = func(from, left int, sum, covered float64, chosen []int) {
			if left == 0 {
				if sum > most || sum == most && covered > width {
					most, width = sum, covered
				}
				return
			}
			for i := from; i < n; i++ {
				if !slices.ContainsFunc(chosen, func(j int) bool { return meets[i].has(j) }) {
					try(i+1, left-1, sum+gain[i], covered+side[i], append(chosen, i))
				}
			}
		}
		try(0, k, 0, 0, nil)
		d := &disjoint{ctx: t.Context(), meets: meets, k: k, budget: steps}
		var counted []bitset
		if covering {
			counted = members
		}
		got, err := d.best(gain, side, counted)
		if err != nil {
			t.Fatal(err)
		}
		if got == nil {
			if !math.IsInf(most, -1) {
				t.Fatalf("nothing found, there is a set of %v", most)
			}
			continue
		}
		sum, covered := 0.0, 0.0
		for a, i := range got {
			sum += gain[i]
			covered += side[i]
			for _, j := range got[:a] {
				if meets[i].has(j) {
					t.Fatal("two sets meet")
				}
			}
		}
		if sum != most || covered != width {
			t.Fatalf("found %v covering %v, there is %v covering %v", sum, covered, most, width)
		}
	}
}

// As R's chisq.test(matrix(c(12, 5, 3, 30), 2)) has it, 17.38392, and where all
// counts are as expected 0.
func TestSignedChiSquare(t *testing.T) {
	for _, test := range []struct {
		f    fourfold
		want float64
	}{
		{fourfold{12, 5, 3, 30}, 50 * (345 - 25) * (345 - 25) / (17. * 33 * 15 * 35)},
		{fourfold{3, 30, 12, 5}, -50 * (345 - 25) * (345 - 25) / (17. * 33 * 15 * 35)},
		{fourfold{10, 10, 10, 10}, 0},
	} {
		if got := test.f.signed(); math.Abs(got-test.want) > 1e-12 {
			t.Errorf("%v: %v, want %v", test.f, got, test.want)
		}
	}
}

func TestDoubleReinert(t *testing.T) {
	table, world := worlds(t, 1300, 400, 3, 5)
	double, err := DoubleReinert{Classes: 4}.Of(t.Context(), table)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range double.Solutions {
		for a, i := range s.Crossings {
			for _, j := range s.Crossings[:a] {
				if double.Crossings[i].members.meets(double.Crossings[j].members) {
					t.Errorf("%d classes: two have a unit in common", s.Classes)
				}
			}
		}
	}
	classes, err := double.At(3, BestChi2)
	if err != nil {
		t.Fatal(err)
	}
	at := map[int]int{}
	wrong := 0
	for i, class := range classes.Of {
		if class == 0 {
			if classes.Why[i] == "" {
				t.Error("no class and no reason")
			}
			continue
		}
		if kind, known := at[class]; known && kind != world[i] {
			wrong++
		} else {
			at[class] = world[i]
		}
	}
	if wrong > table.N/20 {
		t.Errorf("%d units in the class of another world", wrong)
	}
	double.Spec.Complete = true
	complete, err := double.At(3, BestChi2)
	if err != nil {
		t.Fatal(err)
	}
	for i, class := range complete.Of {
		if class == 0 && len(table.rows[i]) > 0 || classes.Of[i] > 0 && class != classes.Of[i] {
			t.Errorf("unit %d: %d, was %d", i, class, classes.Of[i])
		}
	}
	if _, err := double.At(9, BestCoverage); err == nil {
		t.Error("9 classes: no error")
	}
}

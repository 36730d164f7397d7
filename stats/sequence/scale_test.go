package sequence

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// short are n sequences of two states and that length: many are equal.
func short(n, length int) *Sequences { return invented(n, length, 2, 5) }

func TestDistinct(t *testing.T) {
	s := short(300, 9)
	for i := range s.States {
		s.Weights = append(s.Weights, float64(i%4))
	}
	for _, weights := range [][]float64{nil, s.Weights} {
		s.Weights = weights
		once, of := s.Distinct()
		all, err := OptimalMatching{}.Of(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		d, err := OptimalMatching{}.Of(context.Background(), once)
		if err != nil || d.N != all.Distinct || d.N != d.Distinct {
			t.Fatalf("%d sequences, %d different, want %d; %v", d.N, d.Distinct, all.Distinct, err)
		}
		want := make([]float64, once.N)
		for i := range s.States {
			if weights == nil {
				want[of[i]]++
			} else {
				want[of[i]] += weights[i]
			}
			for j := range s.States {
				if d.At(of[i], of[j]) != all.At(i, j) {
					t.Fatalf("rows %d and %d: %v, %v", i, j, d.At(of[i], of[j]), all.At(i, j))
				}
			}
		}
		if !slices.Equal(once.Weights, want) {
			t.Errorf("weights %v, want %v", once.Weights, want)
		}
	}
	if len(s.Weights) != 300 || s.N != 300 {
		t.Error("Distinct changes its input")
	}
}

// The quartiles of distances between equal and different sequences.
func TestSpreadOfDistances(t *testing.T) {
	for _, s := range []*Sequences{short(250, 5), short(300, 12), short(201, 1)} {
		d, err := OptimalMatching{}.Of(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		all := slices.Sorted(slices.Values(condensed(d)))
		at := d.spread()
		for rank, want := range all {
			if got := at(rank); got != want {
				t.Fatalf("rank %d: %v, want %v", rank, got, want)
			}
		}
		if n := d.Tables()[0].Len(); n != 5 {
			t.Errorf("%d rows", n)
		}
	}
}

// What does not fit in memory says so before it starts.
func TestMorePairsThanFit(t *testing.T) {
	s := &Sequences{Alphabet: stats.Levels("a", "b")}
	for i := range 40_000 {
		list := make([]int, 16)
		for bit := range list {
			list[bit] = i >> bit & 1
		}
		s.States = append(s.States, list)
	}
	s.finish()
	for _, m := range []Measure{OptimalMatching{}, Hamming{}, LongestCommon{}, ChiSquare{}} {
		if _, err := m.Of(context.Background(), s); err == nil || !strings.Contains(err.Error(), "sample") {
			t.Errorf("%T: %v", m, err)
		}
	}
	// Few differ, but classes are of all of them.
	d, err := OptimalMatching{}.Of(context.Background(), short(40_000, 3))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (Quality{}).Of(d, thirds(d.N)); err == nil || !strings.Contains(err.Error(), "Sequences.Distinct") {
		t.Errorf("quality: %v", err)
	}
	if n := d.Tables()[0].Len(); n != 5 { // goes by what differs
		t.Errorf("%d rows", n)
	}
}

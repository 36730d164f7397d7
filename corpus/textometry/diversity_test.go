package textometry

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

func diversity(t *testing.T, s Diversity, words ...string) PartDiversity {
	t.Helper()
	s.By = Whole
	result, err := s.Of(spoken(t, Units{}, words...))
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Rows) == 0 {
		return newMeasure(result.Spec, 0).of(nil)
	}
	return result.Rows[0]
}

func TestDiversity(t *testing.T) {
	d := diversity(t, Diversity{Window: 2, Draw: 2}, "va", "vb", "va", "va")
	for _, test := range []struct {
		name string
		got  stats.Estimate
		want float64
	}{
		{"TTR", d.TTR, 0.5},
		{"R", d.R, 1},
		{"CTTR", d.CTTR, 1 / math.Sqrt2},
		{"C", d.C, 0.5},
		{"K", d.K, 1e4 * (10./16 - 1./4)},
		{"I", d.I, 4. / (10 - 2)},
		{"D", d.D, 6. / 12},
		{"Vm", d.Vm, math.Sqrt(10./16 - 1./2)},
		{"MATTR", d.MATTR, (1 + 1 + 0.5) / 3},
		{"MSTTR", d.MSTTR, 0.75},
		// Forwards va vb va, then va; backwards va va, then vb va: one stretch each.
		{"MTLD", d.MTLD, 4},
		// Of two words drawn: va unless both are vb, vb in half the draws.
		{"HD-D", d.HDD, (1 + 0.5) / 2},
	} {
		if !test.got.Defined() || math.Abs(test.got.Value-test.want) > 1e-12 {
			t.Errorf("%s: %+v, want %v", test.name, test.got, test.want)
		}
	}
	// Forwards the third word ends a stretch, the fourth is a whole one.
	if half := diversity(t, Diversity{}, "va", "vb", "vc", "vc").MTLD; math.Abs(half.Value-(4/(0.25/0.28)+4./1)/2) > 1e-12 {
		t.Errorf("MTLD with a stretch that is not ended: %+v", half)
	}
}

// What there are too few words for is undefined and says why, whatever the
// other parts are.
func TestDiversityUndefined(t *testing.T) {
	for _, words := range [][]string{{}, {"va"}, {"va", "vb"}, {"va", "va"}, slices.Repeat([]string{"va"}, 9), slices.Repeat([]string{"va", "vb"}, 5)} {
		d := diversity(t, Diversity{}, words...)
		for _, index := range indices {
			e := index.of(&d)
			if e.Defined() && (math.IsNaN(e.Value) || math.IsInf(e.Value, 0)) || !e.Defined() && e.Value != 0 {
				t.Errorf("%v: %s is %+v", words, index.name, *e)
			}
		}
		if d.MATTR.Defined() || d.MSTTR.Defined() || d.HDD.Defined() {
			t.Errorf("%v: a window was shortened", words)
		}
	}
	long := conversation("A", "A", "mère", "?", strings.Repeat("va vb ", 60))
	short := conversation("B", "B", "mère", "?", "va vb")
	result, err := Diversity{}.Of(newText(t, Units{}, long, short))
	if err != nil || !result.Rows[0].MATTR.Defined() || result.Rows[1].MATTR.Defined() || len(result.Warnings) != 1 {
		t.Errorf("a short part changes a long one, or has no warning: %+v, %v", result, err)
	}
}

// MATTR in one walk is the mean of the windows taken one by one.
func TestMovingWindow(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	words := make([]int32, 500)
	for i := range words {
		words[i] = random.Int32N(60)
	}
	m := newMeasure(Diversity{Window: 30, Ratio: 0.72, Draw: 42}, 60)
	sum := 0.0
	for i := range len(words) - 29 {
		seen := map[int32]bool{}
		for _, id := range words[i : i+30] {
			seen[id] = true
		}
		sum += float64(len(seen)) / 30
	}
	if got, want := m.mattr(words).Value, sum/471; math.Abs(got-want) > 1e-12 {
		t.Errorf("%v, want %v", got, want)
	}
	if again := m.mattr(words).Value; math.Abs(again-sum/471) > 1e-12 {
		t.Error("a second part is counted with the first")
	}
}

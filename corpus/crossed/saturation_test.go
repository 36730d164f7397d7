package crossed_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/interviews"
)

// bringing makes a corpus of interviews that bring the codes of each text:
// "A1 B" is one in which A1 and B stand.
func bringing(t testing.TB, lists ...string) (*corpus.Corpus, *corpus.Codebook, corpus.Codings) {
	t.Helper()
	var all []*interviews.Interview
	var lines []string
	for i, list := range lists {
		id := fmt.Sprintf("I%d", i+1)
		role := [...]interviews.Role{"jeune", "mère", "référent MEP"}[i%3]
		said := []string{"Bonjour."}
		for n, c := range strings.Fields(list) {
			said = append(said, "Phrase.")
			lines = append(lines, fmt.Sprintf("%s:%d %s AB", id, n+2, c))
		}
		all = append(all, interview(id, id, role, said...))
	}
	c, book := newCorpus(t, all...), newCodebook(t)
	return c, book, code(t, c, book, lines...)
}

// permutations calls f with each order of n things.
func permutations(n int, f func([]int)) {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	var place func(int)
	place = func(k int) {
		if k == n {
			f(order)
			return
		}
		for i := k; i < n; i++ {
			order[k], order[i] = order[i], order[k]
			place(k + 1)
			order[k], order[i] = order[i], order[k]
		}
	}
	place(0)
}

// The mean over all orders, walked one by one, is the exact expectation; the
// deviation and the mean over sets of interviews are theirs, too.
func TestExpectationIsTheMeanOverAllOrders(t *testing.T) {
	lists := []string{"A1 A2", "A1 B", "A1", "C", "A1 B C", "A2 A1", "A A1 B"}
	for n := 1; n <= len(lists); n++ {
		c, book, codings := bringing(t, lists[:n]...)
		r, err := crossed.Saturation{Codebook: book}.Of(c, codings)
		check(t, err)
		sum, squares, orders := make([]float64, n), make([]float64, n), 0.0
		permutations(n, func(order []int) {
			orders++
			seen := map[string]bool{}
			for k, i := range order {
				for id := range strings.FieldsSeq(lists[i]) {
					seen[id] = true
				}
				sum[k] += float64(len(seen))
				squares[k] += float64(len(seen) * len(seen))
			}
		})
		curve := r.Curves[0]
		if !curve.AllOrders || len(curve.Mean) != n {
			t.Fatalf("%d interviews: %+v", n, curve)
		}
		for k := range n {
			mean := sum[k] / orders
			deviation := math.Sqrt(max(squares[k]/orders-mean*mean, 0))
			if math.Abs(mean-curve.Expected[k]) > 1e-12 || math.Abs(curve.Mean[k]-curve.Expected[k]) > 1e-12 {
				t.Errorf("%d of %d: walked %v, mean %v, expected %v", k+1, n, mean, curve.Mean[k], curve.Expected[k])
			}
			if math.Abs(deviation-curve.Deviation[k]) > 1e-6 { // the root of a difference near 0 loses half of the digits
				t.Errorf("%d of %d: deviation %v, want %v", k+1, n, curve.Deviation[k], deviation)
			}
			if curve.Low[k] > mean || curve.High[k] < mean {
				t.Errorf("%d of %d: band %v to %v around %v", k+1, n, curve.Low[k], curve.High[k], mean)
			}
		}
	}
}

func TestExpectationOfTheStudy(t *testing.T) {
	c, book, codings := study(t)
	r, err := crossed.Saturation{Codebook: book, BySide: true, ByRole: true}.Of(c, codings)
	check(t, err)
	if len(r.Curves) != 1+3+4 {
		t.Fatalf("%d curves", len(r.Curves))
	}
	for _, curve := range r.Curves {
		for k := range curve.Mean {
			if gap := math.Abs(curve.Mean[k] - curve.Expected[k]); gap > 1e-12 {
				t.Errorf("%s, %d interviews: gap %g", curve.Voice, k+1, gap)
			}
		}
	}
	all, mothers, fathers := r.Curves[0], r.Curves[5], r.Curves[6]
	if len(all.Interviews) != 13 || len(mothers.Interviews) != 3 || len(fathers.Interviews) != 2 {
		t.Errorf("%d, %d and %d interviews", len(all.Interviews), len(mothers.Interviews), len(fathers.Interviews))
	}
	if all.Seen[12] != 25 { // every theme of the codebook is somewhere
		t.Errorf("%d codes", all.Seen[12])
	}
	if fathers.Reached.Defined() {
		t.Error("two interviews saturate nothing")
	}
	// No youth speaks of M1.4 and M3.4, no professional of M1.2.
	if youths, pros := r.Curves[1], r.Curves[3]; youths.Seen[3] != 23 || pros.Seen[3] != 24 {
		t.Errorf("%d codes of the youths, %d of the professionals", youths.Seen[3], pros.Seen[3])
	}
	second, err := crossed.Saturation{Codebook: book, Level: 2}.Of(c, codings)
	check(t, err)
	if got := second.Curves[0].Seen[12]; got != 25 {
		t.Errorf("%d codes at the second level", got)
	}
	top, err := crossed.Saturation{Codebook: book, Level: 1}.Of(c, codings)
	check(t, err)
	if got := top.Curves[0].Seen[12]; got != 5 {
		t.Errorf("%d codes at the top", got)
	}
}

func TestRuns(t *testing.T) {
	// Base of 2: A1 A2 B. Runs: (B, C) brings C; (C, A1) brings it again as it
	// holds the same interview; (A1, A1) brings nothing.
	lists := []string{"A1 A2", "B", "B", "C", "A1", "A1"}
	tests := []struct {
		name      string
		spec      crossed.Saturation
		run       []int
		reached   float64
		undefined string
	}{
		{"no new code", crossed.Saturation{Base: 2}, []int{1, 1, 0}, 4, ""},
		{"a third of new codes", crossed.Saturation{Base: 2, Threshold: 0.34}, []int{1, 1, 0}, 2, ""},
		{"just under a third", crossed.Saturation{Base: 2, Threshold: 0.33}, []int{1, 1, 0}, 4, ""},
		{"runs of one", crossed.Saturation{Base: 2, Run: 1}, []int{0, 1, 0, 0}, 2, ""},
		{"runs of three", crossed.Saturation{Base: 2, Run: 3}, []int{1, 1}, 0, "seuil non atteint"},
		{"base too large", crossed.Saturation{Base: 5}, nil, 0, "6 entretiens : il en faut au moins 7"},
	}
	c, book, codings := bringing(t, lists...)
	for _, test := range tests {
		test.spec.Codebook = book
		r, err := test.spec.Of(c, codings)
		check(t, err)
		curve := r.Curves[0]
		if !slices.Equal(curve.RunNew, test.run) || curve.Reached.Reason != test.undefined ||
			curve.Reached.Defined() && curve.Reached.Value != test.reached {
			t.Errorf("%s: runs %v, reached %+v", test.name, curve.RunNew, curve.Reached)
		}
	}
	if !slices.Equal(newOf(t, crossed.Saturation{Codebook: book}, c, codings), []int{2, 1, 0, 1, 0, 0}) {
		t.Error("new codes")
	}
}

func newOf(t testing.TB, s crossed.Saturation, c *corpus.Corpus, codings corpus.Codings) []int {
	t.Helper()
	r, err := s.Of(c, codings)
	check(t, err)
	return r.Curves[0].New
}

// Beyond sixteen interviews orders are drawn: the mean is near the expectation,
// and the same seed draws the same.
func TestRandomOrders(t *testing.T) {
	var lists []string
	for i := range 20 {
		lists = append(lists, [...]string{"A1", "A1 B", "A2", "C A1", "A"}[i%5])
	}
	c, book, codings := bringing(t, lists...)
	spec := crossed.Saturation{Codebook: book, Seed: 7}
	r, err := spec.Of(c, codings)
	check(t, err)
	again, err := spec.Of(c, codings)
	check(t, err)
	curve := r.Curves[0]
	if curve.AllOrders || len(curve.Interviews) != 20 {
		t.Errorf("%d interviews read, all orders: %v", len(curve.Interviews), curve.AllOrders)
	}
	if !slices.Equal(curve.Mean, again.Curves[0].Mean) || curve.Median != again.Curves[0].Median {
		t.Error("the same seed draws otherwise")
	}
	for k := range curve.Mean {
		// Five standard errors of a mean of 2,000.
		if gap := math.Abs(curve.Mean[k] - curve.Expected[k]); gap > 5*curve.Deviation[k]/math.Sqrt(2000)+1e-9 {
			t.Errorf("%d interviews: gap %g, deviation %g", k+1, gap, curve.Deviation[k])
		}
	}
}

func TestSaturationOddCases(t *testing.T) {
	c, book, _ := bringing(t, "A1")
	r, err := crossed.Saturation{Codebook: book, BySide: true}.Of(c, nil)
	check(t, err)
	for _, curve := range r.Curves {
		if curve.Reached.Defined() || curve.Median.Defined() || len(curve.Mean) != 0 {
			t.Errorf("nothing was read: %+v", curve)
		}
	}
	if got := len(r.Tables()); got != 2 {
		t.Errorf("%d tables", got)
	}
	for _, wrong := range []crossed.Saturation{{Base: -1}, {Run: -1}, {Threshold: 5}, {Threshold: math.NaN()}, {Level: -1}, {Coder: "ZZ"}} {
		if _, err := wrong.Of(c, nil); err == nil {
			t.Errorf("no error for %+v", wrong)
		}
	}
}

func BenchmarkSaturation(b *testing.B) {
	c, book, codings := study(b)
	for b.Loop() {
		if _, err := (crossed.Saturation{Codebook: book, BySide: true}).Of(c, codings); err != nil {
			b.Fatal(err)
		}
	}
}

package stats

import (
	"math"
	"testing"

	"github.com/askoria/verbatim/stats/internal/golden"
)

func trendOf(t *testing.T, s CochranArmitage, data *Table) *Trend {
	t.Helper()
	s.Outcome, s.Groups = "row", "col"
	r, err := s.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	if r.String() == "" {
		t.Error("nothing to read")
	}
	return r
}

func TestGoldenCochranArmitage(t *testing.T) {
	golden.Each(t, "crosstab", func(g *golden.Case) {
		labels, counts := goldenCounts(g)
		if _, trend := g.Get("cochranArmitage"); !trend {
			g.Same(float64(marginsOf(counts, len(counts[0])).n), "", 0, "n")
			return
		}
		// DescTools counts the first level of two.
		r := trendOf(g.T, CochranArmitage{Event: labels[0]}, spread(labels, g.Rows[0][1:], counts, true))
		g.Same(r.Z.Statistic, r.Z.Reason, 1e-12, "cochranArmitage", "Z")
		g.Same(r.Z.P, r.Z.Reason, 1e-10, "cochranArmitage", "p")
		g.Same(r.Z.Statistic*r.Z.Statistic, r.Z.Reason, 1e-11, "cochranArmitage", "propTrendTestChisq")
		g.Same(r.Z.P, r.Z.Reason, 1e-10, "cochranArmitage", "propTrendTestP")
	})
}

// Armitage (1955) by way of R's example: smokers among patients, and Agresti
// (2002), page 182: malformations by alcohol, scores 0, .5, 1.5, 4, 7; chi2 6.57.
func TestCochranArmitagePublished(t *testing.T) {
	counts := [][]int{{17066, 14464, 788, 126, 37}, {48, 38, 5, 1, 1}}
	r := trendOf(t, CochranArmitage{Scores: []float64{0, 0.5, 1.5, 4, 7}}, spread([]string{"absent", "present"}, []string{"0", "<1", "1-2", "3-5", "6+"}, counts, true))
	if chi := r.Z.Statistic * r.Z.Statistic; math.Abs(chi-6.57) > 0.005 || r.Z.Statistic < 0 {
		t.Errorf("malformations: chi2 = %v, Z = %v", chi, r.Z.Statistic)
	}
	// Chi-square parts into the trend and what the line leaves.
	if all := r.table.margins().chiSquared(0); !close(all, r.Z.Statistic*r.Z.Statistic+r.Departure.Statistic, 1e-12) {
		t.Errorf("chi2 %v", all)
	}
}

func TestCochranArmitageOddTables(t *testing.T) {
	for name, counts := range map[string][][]int{
		"no case":     {{0, 0, 0}, {0, 0, 0}},
		"one group":   {{0, 3, 0}, {0, 5, 0}},
		"one outcome": {{2, 3, 1}, {0, 0, 0}},
	} {
		r := trendOf(t, CochranArmitage{}, spread([]string{"a", "b"}, []string{"1", "2", "3"}, counts, true))
		if r.Z.Defined() || r.Slope.Defined() || r.Departure.Defined() {
			t.Errorf("%s: %v", name, r.Z)
		}
	}
	r := trendOf(t, CochranArmitage{}, spread([]string{"a", "b"}, []string{"1", "2"}, [][]int{{5, 0}, {0, 5}}, true))
	if !close(r.Slope.Value, 1, 1e-12) || r.Slope.Confidence != 0 || r.Departure.Defined() {
		t.Errorf("told apart: %v", r.Slope)
	}
	if _, err := (CochranArmitage{Outcome: "col", Groups: "row"}).Of(spread([]string{"a", "b"}, []string{"1", "2", "3"}, [][]int{{1, 2, 3}, {3, 2, 1}}, false)); err == nil {
		t.Error("three outcomes")
	}
}

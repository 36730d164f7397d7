package stats

import (
	"math"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats/internal/golden"
)

// pairs makes cases answered twice with the same levels.
func answeredTwice(levels []string, counts [][]int) *Table {
	return spread(levels, levels, counts, false)
}

func changeTableOf(t *testing.T, levels []string, counts [][]int) *ChangeTable {
	t.Helper()
	p, err := McNemar{Before: "row", After: "col"}.Of(answeredTwice(levels, counts))
	if err != nil {
		t.Fatal(err)
	}
	if p.String() == "" {
		t.Error("nothing to read")
	}
	for _, test := range []Test{p.ChiSquare, p.Corrected, p.Exact, p.MidP, p.Margins, p.Recommended} {
		if test.Defined() && !(test.P >= 0 && test.P <= 1) {
			t.Errorf("%v: %s: p = %v", counts, test.Name, test.P)
		}
	}
	return p
}

func TestGoldenMcNemar(t *testing.T) {
	golden.Each(t, "crosstab", func(g *golden.Case) {
		labels, counts := goldenCounts(g)
		if _, square := g.Get("mcnemar"); !square {
			g.Same(float64(marginsOf(counts, len(counts[0])).n), "", 0, "n")
			return
		}
		p := changeTableOf(g.T, labels, counts)
		if p.Changed == 0 { // R has NaN and errors; the exact p is 1
			if p.N > 0 && len(p.Levels) == 2 && p.Exact.P != 1 || p.ChiSquare.Defined() {
				g.Errorf("no change: %v, %v", p.Exact, p.ChiSquare)
			}
			g.Same(float64(p.N), "", 0, "n")
			return
		}
		if statistic, _ := g.Get("mcnemar", "noCorrection", "statistic"); statistic == "NaN" {
			g.Same(float64(p.N), "", 0, "n") // R divides 0 by 0 for a pair of levels without a change
			return
		}
		const closed, exact = 1e-12, 1e-10
		for name, test := range map[string]Test{"noCorrection": p.ChiSquare, "corrected": p.Corrected} {
			g.Where(test.Statistic, test.Reason, closed, "mcnemar", name, "statistic")
			g.Where(test.DF, test.Reason, 0, "mcnemar", name, "parameter", "df")
			g.Where(test.P, test.Reason, exact, "mcnemar", name, "p")
		}
		g.Where(p.Exact.P, p.Exact.Reason, exact, "mcnemar", "exactBinomialP")
		g.Where(p.MidP.P, p.MidP.Reason, exact, "mcnemar", "midP")
		g.Where(p.OddsRatio.Value, p.OddsRatio.Reason, closed, "mcnemar", "conditionalOR_b_over_c", "estimate")
		g.Where(p.OddsRatio.Low, p.OddsRatio.Reason, 1e-9, "mcnemar", "conditionalOR_b_over_c", "lwr")
		g.Where(p.OddsRatio.High, p.OddsRatio.Reason, 1e-9, "mcnemar", "conditionalOR_b_over_c", "upr")
		g.Where(p.Margins.Statistic, p.Margins.Reason, 1e-11, "stuartMaxwell", "statistic", 0, 0)
		g.Where(p.Margins.DF, p.Margins.Reason, 0, "stuartMaxwell", "parameter", "df")
		g.Where(p.Margins.P, p.Margins.Reason, exact, "stuartMaxwell", "p", 0, 0)
	})
}

// Agresti (1990), page 350: approval of a prime minister asked twice.
func TestMcNemarPublished(t *testing.T) {
	p := changeTableOf(t, []string{"approve", "disapprove"}, [][]int{{794, 150}, {86, 570}})
	if !close(p.ChiSquare.Statistic, 17.35593220338983, 1e-12) || !close(p.Corrected.Statistic, 16.81779661016949, 1e-12) || p.Recommended != p.ChiSquare {
		t.Errorf("approval: %v, corrected %v", p.ChiSquare, p.Corrected)
	}
	// Stuart (1955): 7,477 women, vision of the right and the left eye.
	p = changeTableOf(t, []string{"1", "2", "3", "4"}, [][]int{{1520, 266, 124, 66}, {234, 1512, 432, 78}, {117, 362, 1772, 205}, {36, 82, 179, 492}})
	if !close(p.Margins.Statistic, 11.9566, 1e-5) || p.Margins.DF != 3 || !close(p.ChiSquare.Statistic, 19.1066, 1e-5) {
		t.Errorf("vision: %v, %v", p.ChiSquare, p.Margins)
	}
}

func TestMcNemarOddTables(t *testing.T) {
	two := []string{"oui", "non"}
	p := changeTableOf(t, two, [][]int{{5, 0}, {0, 7}})
	if p.ChiSquare.Defined() || p.Margins.Defined() || p.Exact.P != 1 || p.Recommended != p.Exact || !strings.Contains(p.ChiSquare.Reason, "aucun changement") {
		t.Errorf("no change: %v, %v", p.ChiSquare, p.Exact)
	}
	p = changeTableOf(t, two, [][]int{{5, 4}, {0, 7}})
	if !math.IsInf(p.OddsRatio.Value, 1) || !math.IsInf(p.OddsRatio.High, 1) || !close(p.Exact.P, 0.125, 1e-12) || !close(p.MidP.P, 0.0625, 1e-12) || p.Recommended != p.Exact {
		t.Errorf("one way only: %v, %v, %v", p.OddsRatio, p.Exact, p.MidP)
	}
	if p = changeTableOf(t, two, [][]int{{0, 0}, {0, 0}}); p.ChiSquare.Defined() || p.Exact.Defined() {
		t.Error("no case, but a test")
	}
	// The same answer everywhere.
	if p = changeTableOf(t, two, [][]int{{9, 0}, {0, 0}}); p.Exact.P != 1 || p.ChiSquare.Defined() {
		t.Errorf("one answer: %v", p.Exact)
	}
	// A level that nobody leaves or takes up does not stop the test of margins,
	// nor do two groups of levels apart: the test is the sum of theirs.
	three := []string{"a", "b", "c"}
	p = changeTableOf(t, three, [][]int{{5, 8, 0}, {2, 6, 0}, {0, 0, 4}})
	if !close(p.Margins.Statistic, 3.6, 1e-12) || p.Margins.DF != 1 || !close(p.ChiSquare.Statistic, 3.6, 1e-12) {
		t.Errorf("an unmoved level: %v, %v", p.Margins, p.ChiSquare)
	}
	p = changeTableOf(t, []string{"a", "b", "c", "d"}, [][]int{{5, 8, 0, 0}, {2, 6, 0, 0}, {0, 0, 4, 9}, {0, 0, 1, 3}})
	if !close(p.Margins.Statistic, 3.6+6.4, 1e-12) || p.Margins.DF != 2 {
		t.Errorf("two groups: %v", p.Margins)
	}
	if _, err := (McNemar{Before: "row", After: "col"}).Of(spread(three, []string{"x", "y"}, [][]int{{1, 2}, {3, 4}, {5, 6}}, false)); err == nil {
		t.Error("no level in common, but no error")
	}
}

// A level that appears on one side only takes its place among all.
func TestMcNemarLevelsMeet(t *testing.T) {
	data := MustTable("",
		Variable{Name: "row"}.Labelled("a", "a", "b", "b", "b"),
		Variable{Name: "col"}.Labelled("c", "a", "b", "a", "b"))
	p, err := McNemar{Before: "row", After: "col"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	if p.N != 5 || p.Changed != 2 || len(p.Levels) != 3 || p.Observed[0][2] != 1 || p.Observed[1][0] != 1 {
		t.Errorf("%v of %v", p.Observed, p.Levels)
	}
}

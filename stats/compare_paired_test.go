package stats

import (
	"math"
	"testing"

	"github.com/askoria/verbatim/stats/internal/golden"
)

func TestGoldenWilcoxonSigned(t *testing.T) {
	golden.Each(t, "wilcoxon_signed", func(g *golden.Case) {
		// R takes x less y; a change is what comes after less what was before.
		x, y := g.Rows[0][0], g.Rows[0][1]
		p, err := ComparePaired{Before: y, After: x}.Of(MustTable("", goldenNumbers(g, x), goldenNumbers(g, y)))
		if err != nil {
			g.Fatal(err)
		}
		same(g, float64(p.N), "", 0, "n")
		same(g, float64(p.Same), "", 0, "zeros")
		same(g, p.V.Value, p.V.Reason, 0, "V")
		same(g, p.Wilcoxon.P, p.Wilcoxon.Reason, 1e-10, "pAsymptoticContinuity")
		same(g, p.Uncorrected.P, p.Uncorrected.Reason, 1e-10, "pAsymptotic")
		// With ties or zeros R warns and gives the asymptotic p under this name.
		if _, warned := g.Get("pExact", "r_warning"); warned {
			same(g, p.Wilcoxon.P, p.Wilcoxon.Reason, 1e-10, "pExact")
		} else {
			same(g, p.Exact.P, p.Exact.Reason, 1e-10, "pExact")
		}
		same(g, p.Exact.P, p.Exact.Reason, 1e-10, "pExactTies")
		same(g, p.Pratt.Statistic, p.Pratt.Reason, 1e-10, "coinPratt", "Z")
		same(g, p.PrattExact.P, p.PrattExact.Reason, 1e-10, "coinPratt", "p")
		same(g, p.Uncorrected.Statistic, p.Uncorrected.Reason, 1e-10, "coinWilcoxon", "Z")
		same(g, p.Exact.P, p.Exact.Reason, 1e-10, "coinWilcoxon", "p")
		same(g, p.RankBiserial.Value, p.RankBiserial.Reason, 1e-12, "matchedRankBiserial")
		same(g, p.PairedT.Statistic, p.PairedT.Reason, 1e-11, "pairedT", "statistic")
		if p.PairedT.Defined() {
			same(g, p.PairedT.DF, "", 0, "pairedT", "parameter", "df")
			same(g, p.Change.Value, p.Change.Reason, 1e-11, "pairedT", "estimate")
		}
		same(g, p.PairedT.P, p.PairedT.Reason, 1e-10, "pairedT", "p")
		same(g, p.Change.Low, missingInterval(p.Change), 1e-10, "pairedT", "ci", 0)
		same(g, p.Change.High, missingInterval(p.Change), 1e-10, "pairedT", "ci", 1)
		same(g, p.SignTest.P, p.SignTest.Reason, 1e-10, "signTest")
	})
}

func changeOf(t *testing.T, before, after []float64) *PairedComparison {
	t.Helper()
	p, err := ComparePaired{Before: "a", After: "b"}.Of(MustTable("", Variable{Name: "a"}.Numbers(before, nil), Variable{Name: "b"}.Numbers(after, nil)))
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range p.Tables() {
		_ = table.String()
	}
	return p
}

// Darwin's plants (1876), crossed less self-fertilised: V = 96, t = 2.148;
// Hollander and Wolfe (1973, p. 29), depression: V = 40, one-sided p = .01953.
func TestPairedPublished(t *testing.T) {
	p := changeOf(t,
		[]float64{17.375, 20.375, 20, 20, 18.375, 18.625, 18.625, 15.25, 16.5, 18, 16.25, 18, 12.75, 15.5, 18},
		[]float64{23.5, 12, 21, 22, 19.125, 21.5, 22.125, 20.375, 18.25, 21.625, 23.25, 21, 22.125, 23, 12})
	if p.V.Value != 96 || !close(p.PairedT.Statistic, 2.14798746133112, 1e-12) || !close(p.Exact.P, 0.041259765625, 1e-12) {
		t.Errorf("V %v, t %v, p %v", p.V, p.PairedT, p.Exact.P)
	}
	p = changeOf(t, []float64{0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29}, []float64{1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30})
	if p.V.Value != 40 || !close(p.Exact.P, 0.0390625, 1e-12) || p.Recommended != p.Exact {
		t.Errorf("V %v, p %v, recommended %s", p.V, p.Exact.P, p.Recommended.Name)
	}
}

func TestPairedOddCases(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name                 string
		before, after        []float64
		wilcoxon, t, signSet bool
	}{
		{"nothing", nil, nil, false, false, false},
		{"all missing", []float64{nan, 1}, []float64{2, nan}, false, false, false},
		{"no change", []float64{1, 2, 3}, []float64{1, 2, 3}, false, false, false},
		{"one case", []float64{1}, []float64{2}, true, false, true},
		{"equal changes", []float64{1, 2, 3}, []float64{2, 3, 4}, true, false, true},
		{"zeros", []float64{1, 2, 3, 4}, []float64{1, 2, 5, 3}, true, true, true},
	} {
		p := changeOf(t, c.before, c.after)
		if p.Exact.Defined() != c.wilcoxon || p.PairedT.Defined() != c.t || p.SignTest.Defined() != c.signSet {
			t.Errorf("%s: Wilcoxon %q, t %q, sign %q", c.name, p.Exact.Reason, p.PairedT.Reason, p.SignTest.Reason)
		}
		if p.Recommended.Defined() != c.signSet {
			t.Errorf("%s: recommended %q", c.name, p.Recommended.Reason)
		}
	}
}

package stats

import (
	"math"
	"testing"

	"github.com/askoria/verbatim/stats/internal/golden"
)

func TestGoldenTableMeasures(t *testing.T) {
	golden.Each(t, "crosstab", func(g *golden.Case) {
		labels, counts := goldenCounts(g)
		data := spread(labels, g.Rows[0][1:], counts, true)
		list, err := TableMeasures{Rows: "row", Cols: "col", Every: true, Draws: 99_999, Seed: 1}.Of(data)
		if err != nil {
			g.Fatal(err)
		}
		empty := false
		for _, row := range counts {
			for _, n := range row {
				empty = empty || n == 0
			}
		}
		if oddTable(counts) {
			g.Same(float64(list.N), "", 0, "n")
			for _, m := range list.Measures {
				if m.Defined() && math.IsNaN(m.Value) {
					g.Errorf("%s is not a number", m.Name)
				}
				// These do not know how many levels there might have been.
				if key := map[string]string{"lambda": "lambda", "gamma": "gamma"}[m.Name]; m.Defined() && key == "gamma" {
					g.Where(m.Value, "", 1e-12, key, "estimate")
				} else if m.Defined() && key == "lambda" {
					g.Where(m.Value, "", 1e-12, key, [...]string{"symmetric", "rowDependent", "colDependent"}[m.Direction], "estimate")
				}
			}
			return
		}
		const closed, score, ratio, wrong = 1e-12, 3e-3, 2e-4, -1
		// same compares an estimate. Ours are cut at the range, and have no
		// interval where the reference has a point.
		same := func(m TableMeasure, value, ends float64, path ...any) {
			g.Helper()
			if _, there := g.Get(append(path, "estimate")...); !there {
				return
			}
			if m.Name == "gamma" && !m.Defined() {
				g.Compared++ // all pairs tied
				return
			}
			g.Same(m.Value, m.Reason, value, append(path, "estimate")...)
			low, _ := g.Get(append(path, "lwr")...)
			high, _ := g.Get(append(path, "upr")...)
			if m.Confidence == 0 {
				if low != high && low != "NaN" {
					g.Errorf("%v: no interval, the reference has %v to %v", path, low, high)
				}
				return
			}
			for name, end := range map[string]float64{"lwr": m.Low, "upr": m.High} {
				want, _ := g.Get(append(path, name)...)
				if x, ok := want.(float64); ok && (x < 0 && end == 0 || x < -1 && end == -1 || x > 1 && end == 1 || m.Name == "phi" && x == 0 && end < 0) {
					g.Compared++
					continue
				}
				if ends < 0 || want == "NaN" || want == "NA" {
					g.Compared++ // the reference is wrong: see where this is called
					continue
				}
				// R looks for a ratio above 1 by its inverse.
				g.Same(end, "", ends*map[bool]float64{true: max(1, end), false: 1}[ends == ratio && end < 1e300], append(path, name)...)
			}
		}
		find := func(name, method string, d Direction) (TableMeasure, bool) {
			for _, m := range list.Measures {
				if m.Name == name && m.Direction == d && (method == "" || m.Method == method || m.Confidence == 0) {
					return m, true
				}
			}
			return TableMeasure{}, false
		}
		value := func(name string, path ...any) {
			g.Helper()
			if m, ok := find(name, "", Symmetric); ok {
				g.Where(m.Value, m.Reason, closed, path...)
			} else if _, there := g.Get(path...); there {
				g.Errorf("no measure %q", name)
			}
		}
		value("C", "contingencyC")
		value("C/Cmax", "contingencyC_corrected")
		value("T", "tschuprowT")
		value("V", "cramerV")
		value("corrected V", "cramerV_biasCorrected")
		value("mutual information", "mutualInformationBits")
		value("Yule Q", "yuleQ")
		value("Yule Y", "yuleY")
		for name, key := range map[string]string{"lambda": "lambda", "tau": "gkTau", "U": "uncertaintyU", "Somers d": "somersD"} {
			for d, where := range map[Direction]string{Symmetric: "symmetric", RowsPredicted: "rowDependent", ColsPredicted: "colDependent"} {
				m, ok := find(name, "", d)
				switch {
				case !ok:
				case name == "U" && empty:
					// DescTools puts 1/n² into empty cells: 0 ln 0 is 0, and needs none.
					same(m, 5e-3, wrong, key, where)
				case name == "Somers d" && d == RowsPredicted:
					// DescTools has the error of the other direction here; ours is that
					// of the transposed table (TestTableMeasuresTransposed).
					same(m, closed, wrong, key, where)
				default:
					same(m, 1e-11, 1e-9, key, where)
				}
			}
		}
		for name, key := range map[string]string{"gamma": "gamma", "tau-b": "tauB", "tau-c": "tauC"} {
			ends := closed
			if name == "tau-b" {
				ends = wrong // not the delta method: see TestTauBInterval
			}
			if m, ok := find(name, "", Symmetric); ok {
				same(m, closed, ends, key)
			}
		}
		if list.Concordant+list.Discordant > 0 {
			g.Where(list.Concordant, "", closed, "pairs", "concordant")
			g.Where(list.Discordant, "", closed, "pairs", "discordant")
		}
		for _, c := range []struct {
			name, method, group, key string
			tolerance                float64
		}{
			{"odds ratio", "Wald", "oddsRatio", "wald", closed},
			{"conditional odds ratio", "exact", "oddsRatio", "mle", ratio},
			{"mid-p odds ratio", "mid-p", "oddsRatio", "midp", ratio},
			{"risk ratio", "Wald", "riskRatio", "wald", wrong}, // half an event more in its error
			{"risk ratio", "score (Koopman)", "riskRatio", "score", score},
			{"risk difference", "Wald", "riskDifference", "wald", closed},
			{"risk difference", "Newcombe", "riskDifference", "score", closed},
			{"risk difference", "Newcombe", "riskDifference", "wilson", closed},
			{"risk difference", "Newcombe, correction", "riskDifference", "scorecc", closed},
			{"risk difference", "Agresti-Caffo", "riskDifference", "ac", closed},
			{"risk difference", "Mee", "riskDifference", "mee", score},
		} {
			m, ok := find(c.name, c.method, Symmetric)
			if c.key == "wald" && c.name == "odds ratio" && m.Confidence == 0 {
				m, ok = find("Haldane odds ratio", "Wald", Symmetric)
			}
			if ok {
				value := max(c.tolerance, closed)
				if c.tolerance == ratio && m.Value < 1e300 {
					value *= max(1, m.Value)
				}
				same(m, value, c.tolerance, c.group, c.key)
			}
		}
		if phi, ok := find("phi", "", Symmetric); ok {
			same(phi, closed, closed, "cramerV_ci95", "fisher")
		}
		tests := map[string]Test{}
		for _, test := range list.Tests {
			tests[test.Name] = test
		}
		test := func(french string, tolerance float64, path ...any) {
			g.Helper()
			if test, ok := tests[french]; ok {
				g.Where(test.P, test.Reason, tolerance, append(path, "p")...)
				g.Where(test.Statistic, test.Reason, closed, append(path, "statistic")...)
			}
		}
		test("G² corrigé de Williams", 1e-10, "G2williams")
		test("Tendance linéaire (Mantel)", 1e-10, "linearByLinear")
		if less, ok := tests["Fisher unilatéral, association négative"]; ok {
			g.Where(less.P, less.Reason, 1e-10, "fisher2x2", "pLess")
			more := tests["Fisher unilatéral, association positive"]
			g.Where(more.P, more.Reason, 1e-10, "fisher2x2", "pGreater")
		}
		if p := list.Tests[len(list.Tests)-1].P; !math.IsNaN(p) {
			g.Near(p, 0.005, "chisqMonteCarloB1e5_seed1_within0.005")
		}
	})
}

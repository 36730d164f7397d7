package stats

import (
	"math"
	"strconv"
	"testing"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// spread makes cases of a table of counts.
func spread(rowLabels, colLabels []string, counts [][]int, ordered bool) *Table {
	var rows, cols []int
	for i := range counts {
		for j, n := range counts[i] {
			for range n {
				rows, cols = append(rows, i), append(cols, j)
			}
		}
	}
	t, err := NewTable("",
		Variable{Name: "row"}.Categories(Levels(rowLabels...), ordered, rows, nil),
		Variable{Name: "col"}.Categories(Levels(colLabels...), ordered, cols, nil))
	if err != nil {
		panic(err)
	}
	return t
}

func TestGoldenCrossTab(t *testing.T) {
	eachGolden(t, "crosstab", func(g *golden) {
		var labels []string
		var counts [][]int
		for _, row := range g.rows[1:] {
			labels = append(labels, row[0])
			line := make([]int, len(row)-1)
			for j, cell := range row[1:] {
				n, err := strconv.Atoi(cell)
				if err != nil {
					g.t.Fatal(err)
				}
				line[j] = n
			}
			counts = append(counts, line)
		}
		data := spread(labels, g.rows[0][1:], counts, true)
		c, err := CrossTab{Rows: "row", Cols: "col", Exact: true, Draws: 99_999, Seed: 1}.Of(data)
		if err != nil {
			g.t.Fatal(err)
		}
		const closed, p = 1e-12, 1e-10
		g.same(float64(c.N), "", 0, "n")
		for i := range c.RowLevels {
			g.same(float64(c.RowTotals[i]), "", 0, "rowTotals", i)
			for j := range c.ColLevels {
				for by, name := range map[Percentages]string{ByRow: "rowPct", ByColumn: "colPct", ByTotal: "totalPct"} {
					share, _ := c.Share(by, i, j)
					g.same(share, "", closed, name, "values", i, j)
				}
				g.same(c.Expected[i][j], "", closed, "expectedCounts", "values", i, j)
				g.same(float64(c.Observed[i][j])-c.Expected[i][j], "", 1e-9, "residuals", "raw", "values", i, j)
				g.same(c.Pearson[i][j], "", 1e-10, "residuals", "pearson", "values", i, j)
				g.same(c.Adjusted[i][j], "", 1e-10, "residuals", "adjusted", "values", i, j)
			}
		}
		for j := range c.ColLevels {
			g.same(float64(c.ColTotals[j]), "", 0, "colTotals", j)
		}
		test := func(name string, test Test, statistic float64, df string) {
			g.where(test.Statistic, test.Reason, statistic, name, "statistic")
			g.where(test.DF, test.Reason, 0, name, "parameter", df)
			g.where(test.P, test.Reason, p, name, "p")
		}
		test("chisq", c.ChiSquare, closed, "df")
		test("G2", c.LikelihoodRatio, 1e-11, "X-squared df")
		test("chisqYates", c.Yates, closed, "df")
		cells := float64(len(c.RowLevels) * len(c.ColLevels))
		g.same(c.SmallExpected*cells, "", closed, "chisq", "cellsBelow5")
		g.where(c.Fisher.P, c.Fisher.Reason, p, "fisher", "p")
		g.where(c.Fisher.P, c.Fisher.Reason, p, "fisher2x2", "p")
		if c.MonteCarlo.Defined() {
			g.near(c.MonteCarlo.P, 0.005, "fisherMonteCarloB1e5_seed1_within0.005")
		} else if c.Fisher.Defined() {
			g.near(c.Fisher.P, 0.005, "fisherMonteCarloB1e5_seed1_within0.005")
		}
		g.same(c.V.Value, c.V.Reason, closed, "cramerV")
		g.same(c.CorrectedV.Value, c.CorrectedV.Reason, closed, "cramerV_biasCorrected")
		// DescTools stops its search where the probability is 1e-5 off: its ends
		// are put into the equation that ours solve.
		m := c.margins()
		end := func(name string, ours, level float64) {
			want, _ := g.get("cramerV_ci95", "ncchisq", name)
			below := func(v float64) float64 {
				return tail.NoncentralChiSquared(c.ChiSquare.Statistic, c.ChiSquare.DF, v*v*float64(c.N)*(m.shorter()-1))
			}
			g.compared++
			theirs, ok := want.(float64)
			if !ok || ours == theirs {
				return
			}
			if math.Abs(below(ours)-level) > 1e-9 || math.Abs(below(theirs)-level) > 2e-5 {
				g.t.Errorf("%s of V: ours %v at %v, theirs %v at %v", name, ours, below(ours), theirs, below(theirs))
			}
		}
		end("lwr", c.V.Low, 0.975)
		end("upr", c.V.High, 0.025)
		if c.Phi.Defined() {
			g.same(math.Abs(c.Phi.Value), "", closed, "phi")
		}
		// R looks for a ratio above 1 by its inverse, and stops at about 1e-4 of that.
		g.where(c.OddsRatio.Value, c.OddsRatio.Reason, 2e-4*max(1, c.OddsRatio.Value), "fisher2x2", "conditionalOR")
		g.where(c.OddsRatio.Low, c.OddsRatio.Reason, 2e-4*max(1, c.OddsRatio.Low), "fisher2x2", "ci", 0)
		g.where(c.OddsRatio.High, c.OddsRatio.Reason, 2e-4*max(1, c.OddsRatio.High), "fisher2x2", "ci", 1)
		tau, err := Correlation{X: "row", Y: "col", Measure: TauB}.Of(data)
		if err != nil {
			g.t.Fatal(err)
		}
		g.where(tau.Value.Value, tau.Value.Reason, closed, "tauB", "estimate")
		// The interval of tau-b in DescTools is not that of the delta method; ours
		// is checked in TestTauBInterval.
	})
}

func TestGoldenMixedMatrix(t *testing.T) {
	labels := map[Measure]string{Pearson: "pearson", Spearman: "spearman", TauB: "kendallTauB", Eta: "eta", CramerV: "cramerV"}
	eachGolden(t, "mixed_matrix", func(g *golden) {
		types, _ := g.expected["types"].(map[string]any)
		var columns []Column
		for _, name := range g.rows[0] {
			switch types[name] {
			case "num":
				columns = append(columns, g.numbers(name))
			case "ord":
				columns = append(columns, g.ordered(name))
			case "nom":
				columns = append(columns, Variable{Name: name}.Labelled(g.column(name)...))
			default:
				g.t.Fatalf("column %q is of type %v", name, types[name])
			}
		}
		data, err := NewTable("", columns...)
		if err != nil {
			g.t.Fatal(err)
		}
		pairs, _ := g.expected["pairs"].([]any)
		for adjust, name := range map[Adjustment]string{Holm: "p_holm", Hochberg: "p_hochberg", Hommel: "p_hommel", Bonferroni: "p_bonferroni", BH: "p_BH", BY: "p_BY"} {
			m, err := Associations{Rows: data.Names(), Adjust: adjust}.Of(data)
			if err != nil {
				g.t.Fatal(err)
			}
			if len(m.Pairs) != len(pairs) {
				g.t.Fatalf("%d pairs, want %d", len(m.Pairs), len(pairs))
			}
			for i := range pairs {
				x, _ := g.get("pairs", i, "x")
				y, _ := g.get("pairs", i, "y")
				a, err := m.Pair(x.(string), y.(string))
				if err != nil {
					g.t.Fatal(err)
				}
				g.same(a.Adjusted.P, a.Adjusted.Reason, 1e-10, "pairs", i, name)
				if adjust != Holm {
					continue
				}
				if measure, _ := g.get("pairs", i, "measure"); measure != labels[a.Measure] {
					g.t.Errorf("%v × %v: %s, want %v", x, y, a.Measure, measure)
				}
				g.same(float64(a.N), "", 0, "pairs", i, "n")
				g.same(a.Value.Value, a.Value.Reason, 1e-12, "pairs", i, "value")
				g.where(a.Corrected.Value, a.Corrected.Reason, 1e-12, "pairs", i, "biasCorrected")
				g.same(a.Test.P, a.Test.Reason, 1e-10, "pairs", i, "p")
			}
		}
	})
}

func TestGoldenCorrelation(t *testing.T) {
	eachGolden(t, "correlation", func(g *golden) {
		x, y := g.rows[0][0], g.rows[0][1]
		data, err := NewTable("", g.numbers(x), g.numbers(y))
		if err != nil {
			g.t.Fatal(err)
		}
		of := func(m Measure) *Association {
			a, err := Correlation{X: x, Y: y, Measure: m}.Of(data)
			if err != nil {
				g.t.Fatal(err)
			}
			g.same(float64(a.N), "", 0, "n")
			return a
		}
		r := of(Pearson)
		g.same(r.Value.Value, r.Value.Reason, 1e-12, "pearson", "estimate")
		g.same(r.Value.Low, r.Value.Reason, 1e-12, "pearson", "ci", 0)
		g.same(r.Value.High, r.Value.Reason, 1e-12, "pearson", "ci", 1)
		g.same(r.Test.Statistic, r.Test.Reason, 1e-12, "pearson", "statistic")
		g.same(r.Test.DF, r.Test.Reason, 0, "pearson", "parameter", "df")
		g.same(r.Test.P, r.Test.Reason, 1e-10, "pearson", "p")
		rho := of(Spearman)
		g.same(rho.Value.Value, rho.Value.Reason, 1e-12, "spearman", "rho")
		g.same(rho.Value.Low, rho.Value.Reason, 1e-12, "spearman", "ciFisherZ", 1)
		g.same(rho.Value.High, rho.Value.Reason, 1e-12, "spearman", "ciFisherZ", 2)
		g.same(rho.Test.P, rho.Test.Reason, 1e-10, "spearman", "pAsymptoticT")
		tau := of(TauB)
		g.same(tau.Value.Value, tau.Value.Reason, 1e-12, "kendall", "tauB")
		g.same(tau.Test.Statistic, tau.Test.Reason, 1e-12, "kendall", "z")
		g.same(tau.Test.P, tau.Test.Reason, 1e-10, "kendall", "pAsymptotic")
		// With ties R warns and gives the asymptotic p; ours says that there is
		// no exact law.
		exact := func(test Test, warned bool, path ...any) {
			if !warned {
				g.same(test.P, test.Reason, 1e-10, path...)
				return
			}
			g.compared++
			if test.Defined() {
				g.t.Errorf("%v: exact p %v in spite of ties", path, test.P)
			}
		}
		_, warned := g.expected["spearman"].(map[string]any)["pExactAS89"].(map[string]any)
		exact(rho.Exact, warned, "spearman", "pExactAS89")
		_, warned = g.get("kendall", "exact", "r_warning")
		exact(tau.Exact, warned, "kendall", "exact", "p")
	})
}

func TestGoldenAdjustment(t *testing.T) {
	eachGolden(t, "p_adjust", func(g *golden) {
		var tests []Test
		for _, cell := range g.column("p") {
			p, err := strconv.ParseFloat(cell, 64)
			test := Test{P: p}
			if err != nil {
				test.Reason = "missing in the case"
			}
			tests = append(tests, test)
		}
		for adjust, name := range map[Adjustment]string{Holm: "holm", Hochberg: "hochberg", Hommel: "hommel", Bonferroni: "bonferroni", BH: "BH", BY: "BY"} {
			for i, test := range adjust.Of(tests) {
				g.same(test.P, test.Reason, 1e-12, name, i)
			}
		}
	})
}

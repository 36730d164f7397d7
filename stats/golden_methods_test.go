package stats

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/askoria/verbatim/stats/internal/golden"
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

// goldenCounts reads a case that is a table of counts.
func goldenCounts(g *golden.Case) (labels []string, counts [][]int) {
	for _, row := range g.Rows[1:] {
		labels = append(labels, row[0])
		line := make([]int, len(row)-1)
		for j, cell := range row[1:] {
			n, err := strconv.Atoi(cell)
			if err != nil {
				g.Fatal(err)
			}
			line[j] = n
		}
		counts = append(counts, line)
	}
	return labels, counts
}

// oddTable tells whether a level has no case, or a variable a single level.
func oddTable(counts [][]int) bool {
	if len(counts) < 2 || len(counts[0]) < 2 {
		return true
	}
	m := marginsOf(counts, len(counts[0]))
	return slices.Contains(m.rows, 0) || slices.Contains(m.cols, 0)
}

func TestGoldenCrossTab(t *testing.T) {
	golden.Each(t, "crosstab", func(g *golden.Case) {
		labels, counts := goldenCounts(g)
		data := spread(labels, g.Rows[0][1:], counts, true)
		c, err := CrossTab{Rows: "row", Cols: "col", Exact: true, Draws: 99_999, Seed: 1}.Of(data)
		if err != nil {
			g.Fatal(err)
		}
		const closed, p = 1e-12, 1e-10
		g.Same(float64(c.N), "", 0, "n")
		if oddTable(counts) {
			// R counts empty levels, or tests one level against equal shares: ours is
			// the table without them, or says why not (see the tests of odd tables).
			if c.Fisher.Defined() {
				g.Where(c.Fisher.P, "", p, "fisher", "p")
			} else if c.Fisher.Reason == "" {
				g.Error("no test and no reason")
			}
			return
		}
		for i := range c.RowLevels {
			g.Same(float64(c.RowTotals[i]), "", 0, "rowTotals", i)
			for j := range c.ColLevels {
				for by, name := range map[Percentages]string{ByRow: "rowPct", ByColumn: "colPct", ByTotal: "totalPct"} {
					share, _ := c.Share(by, i, j)
					g.Same(share, "", closed, name, "values", i, j)
				}
				g.Same(c.Expected[i][j], "", closed, "expectedCounts", "values", i, j)
				g.Same(float64(c.Observed[i][j])-c.Expected[i][j], "", 1e-9, "residuals", "raw", "values", i, j)
				g.Same(c.Pearson[i][j], "", 1e-10, "residuals", "pearson", "values", i, j)
				g.Same(c.Adjusted[i][j], "", 1e-10, "residuals", "adjusted", "values", i, j)
			}
		}
		for j := range c.ColLevels {
			g.Same(float64(c.ColTotals[j]), "", 0, "colTotals", j)
		}
		test := func(name string, test Test, statistic float64, df string) {
			g.Where(test.Statistic, test.Reason, statistic, name, "statistic")
			g.Where(test.DF, test.Reason, 0, name, "parameter", df)
			g.Where(test.P, test.Reason, p, name, "p")
		}
		test("chisq", c.ChiSquare, closed, "df")
		test("G2", c.LikelihoodRatio, 1e-11, "X-squared df")
		test("chisqYates", c.Yates, closed, "df")
		cells := float64(len(c.RowLevels) * len(c.ColLevels))
		g.Same(c.SmallExpected*cells, "", closed, "chisq", "cellsBelow5")
		least := math.Inf(1)
		for _, row := range c.Expected {
			least = min(least, slices.Min(row))
		}
		g.Where(least, "", closed, "chisq", "minExpected")
		g.Where(c.Fisher.P, c.Fisher.Reason, p, "fisher", "p")
		g.Where(c.Fisher.P, c.Fisher.Reason, p, "fisher2x2", "p")
		if c.MonteCarlo.Defined() {
			g.Near(c.MonteCarlo.P, 0.005, "fisherMonteCarloB1e5_seed1_within0.005")
		} else if c.Fisher.Defined() {
			g.Near(c.Fisher.P, 0.005, "fisherMonteCarloB1e5_seed1_within0.005")
		}
		g.Same(c.V.Value, c.V.Reason, closed, "cramerV")
		g.Same(c.CorrectedV.Value, c.CorrectedV.Reason, closed, "cramerV_biasCorrected")
		// DescTools stops its search where the probability is 1e-5 off: its ends
		// are put into the equation that ours solve.
		m := c.margins()
		end := func(name string, ours, level float64) {
			want, _ := g.Get("cramerV_ci95", "ncchisq", name)
			below := func(v float64) float64 {
				return tail.NoncentralChiSquared(c.ChiSquare.Statistic, c.ChiSquare.DF, v*v*float64(c.N)*(m.shorter()-1))
			}
			g.Compared++
			theirs, ok := want.(float64)
			if !ok || ours == theirs {
				return
			}
			if math.Abs(below(ours)-level) > 1e-9 || math.Abs(below(theirs)-level) > 2e-5 {
				g.Errorf("%s of V: ours %v at %v, theirs %v at %v", name, ours, below(ours), theirs, below(theirs))
			}
		}
		end("lwr", c.V.Low, 0.975)
		end("upr", c.V.High, 0.025)
		if c.Phi.Defined() {
			g.Same(math.Abs(c.Phi.Value), "", closed, "phi")
		}
		// R looks for a ratio above 1 by its inverse, and stops at about 1e-4 of that.
		g.Where(c.OddsRatio.Value, c.OddsRatio.Reason, 2e-4*max(1, c.OddsRatio.Value), "fisher2x2", "conditionalOR")
		g.Where(c.OddsRatio.Low, c.OddsRatio.Reason, 2e-4*max(1, c.OddsRatio.Low), "fisher2x2", "ci", 0)
		g.Where(c.OddsRatio.High, c.OddsRatio.Reason, 2e-4*max(1, c.OddsRatio.High), "fisher2x2", "ci", 1)
		tau, err := Correlation{X: "row", Y: "col", Measure: TauB}.Of(data)
		if err != nil {
			g.Fatal(err)
		}
		g.Where(tau.Value.Value, tau.Value.Reason, closed, "tauB", "estimate")
		// The interval of tau-b in DescTools is not that of the delta method; ours
		// is checked in TestTauBInterval.
	})
}

func TestGoldenMixedMatrix(t *testing.T) {
	labels := map[Measure]string{Pearson: "pearson", Spearman: "spearman", TauB: "kendallTauB", Eta: "eta", CramerV: "cramerV"}
	golden.Each(t, "mixed_matrix", func(g *golden.Case) {
		found, _ := g.Get("types")
		types, _ := found.(map[string]any)
		var columns []Column
		for _, name := range g.Rows[0] {
			switch types[name] {
			case "num":
				columns = append(columns, goldenNumbers(g, name))
			case "ord":
				columns = append(columns, goldenLevels(g, name))
			case "nom":
				columns = append(columns, Variable{Name: name}.Labelled(g.Column(name)...))
			default:
				g.Fatalf("column %q is of type %v", name, types[name])
			}
		}
		data, err := NewTable("", columns...)
		if err != nil {
			g.Fatal(err)
		}
		list, _ := g.Get("pairs")
		pairs, _ := list.([]any)
		for adjust, name := range map[Adjustment]string{Holm: "p_holm", Hochberg: "p_hochberg", Hommel: "p_hommel", Bonferroni: "p_bonferroni", BH: "p_BH", BY: "p_BY"} {
			m, err := Associations{Rows: data.Names(), Adjust: adjust}.Of(data)
			if err != nil {
				g.Fatal(err)
			}
			if len(m.Pairs) != len(pairs) {
				g.Fatalf("%d pairs, want %d", len(m.Pairs), len(pairs))
			}
			for i := range pairs {
				x, _ := g.Get("pairs", i, "x")
				y, _ := g.Get("pairs", i, "y")
				a, err := m.Pair(x.(string), y.(string))
				if err != nil {
					g.Fatal(err)
				}
				g.Same(a.Adjusted.P, a.Adjusted.Reason, 1e-10, "pairs", i, name)
				if adjust != Holm {
					continue
				}
				if measure, _ := g.Get("pairs", i, "measure"); measure != labels[a.Measure] {
					g.Errorf("%v × %v: %s, want %v", x, y, a.Measure, measure)
				}
				g.Same(float64(a.N), "", 0, "pairs", i, "n")
				g.Same(a.Value.Value, a.Value.Reason, 1e-12, "pairs", i, "value")
				g.Where(a.Corrected.Value, a.Corrected.Reason, 1e-12, "pairs", i, "biasCorrected")
				g.Same(a.Test.P, a.Test.Reason, 1e-10, "pairs", i, "p")
			}
		}
	})
}

func TestGoldenCorrelation(t *testing.T) {
	golden.Each(t, "correlation", func(g *golden.Case) {
		x, y := g.Rows[0][0], g.Rows[0][1]
		data, err := NewTable("", goldenNumbers(g, x), goldenNumbers(g, y))
		if err != nil {
			g.Fatal(err)
		}
		of := func(m Measure) *Association {
			a, err := Correlation{X: x, Y: y, Measure: m}.Of(data)
			if err != nil {
				g.Fatal(err)
			}
			g.Same(float64(a.N), "", 0, "n")
			if a.N < 3 && a.Value.Defined() {
				g.Errorf("%v of %d cases", a.Value, a.N)
			}
			return a
		}
		compareCorrelation := func(a *Association, estimate, low, high []any, tests map[string]float64, key string) {
			g.Helper()
			g.Where(a.Value.Value, a.Value.Reason, 1e-12, estimate...)
			if _, refused := g.Get(key, "r_error"); refused && a.Value.Defined() {
				g.Errorf("R refuses, ours is %v", a.Value)
			}
			if a.Value.Defined() && math.Abs(a.Value.Value) == 1 {
				return // R has a huge statistic, ours an infinite one, and no interval is a point
			}
			reason := a.Value.Reason
			if a.Value.Confidence == 0 && reason == "" {
				reason = "no interval"
			}
			g.Where(a.Value.Low, reason, 1e-12, low...)
			g.Where(a.Value.High, reason, 1e-12, high...)
			for name, x := range tests {
				g.Where(x, a.Test.Reason, 1e-10, key, name)
			}
		}
		r := of(Pearson)
		if r.N < 3 {
			return // R has 1 or -1, or refuses
		}
		compareCorrelation(r, []any{"pearson", "estimate"}, []any{"pearson", "ci", 0}, []any{"pearson", "ci", 1}, map[string]float64{"statistic": r.Test.Statistic, "p": r.Test.P}, "pearson")
		if r.Test.Defined() {
			g.Where(r.Test.DF, "", 0, "pearson", "parameter", "df")
		}
		rho := of(Spearman)
		compareCorrelation(rho, []any{"spearman", "rho"}, []any{"spearman", "ciFisherZ", 1}, []any{"spearman", "ciFisherZ", 2}, map[string]float64{"pAsymptoticT": rho.Test.P}, "spearman")
		tau := of(TauB)
		g.Where(tau.Value.Value, tau.Value.Reason, 1e-12, "kendall", "tauB")
		g.Where(tau.Test.Statistic, tau.Test.Reason, 1e-12, "kendall", "z")
		g.Where(tau.Test.P, tau.Test.Reason, 1e-10, "kendall", "pAsymptotic")
		// With ties R warns and gives the asymptotic p; ours says that there is
		// no exact law.
		exact := func(test Test, warned bool, path ...any) {
			if !warned {
				g.Where(test.P, test.Reason, 1e-10, path...)
				return
			}
			g.Compared++
			if test.Defined() {
				g.Errorf("%v: exact p %v in spite of ties", path, test.P)
			}
		}
		_, warned := g.Get("spearman", "pExactAS89", "r_warning")
		exact(rho.Exact, warned, "spearman", "pExactAS89")
		_, warned = g.Get("kendall", "exact", "r_warning")
		exact(tau.Exact, warned, "kendall", "exact", "p")
	})
}

func TestGoldenAdjustment(t *testing.T) {
	golden.Each(t, "p_adjust", func(g *golden.Case) {
		var tests []Test
		for _, cell := range g.Column("p") {
			p, err := strconv.ParseFloat(cell, 64)
			test := Test{P: p}
			if err != nil {
				test.Reason = "missing in the case"
			}
			tests = append(tests, test)
		}
		for adjust, name := range map[Adjustment]string{Holm: "holm", Hochberg: "hochberg", Hommel: "hommel", Bonferroni: "bonferroni", BH: "BH", BY: "BY"} {
			for i, test := range adjust.Of(tests) {
				g.Same(test.P, test.Reason, 1e-12, name, i)
			}
		}
	})
}

func TestGoldenEta(t *testing.T) {
	golden.Each(t, "eta_pointbiserial", func(g *golden.Case) {
		groups, numbers := g.Rows[0][0], g.Rows[0][1]
		data, err := NewTable("", Variable{Name: groups}.Labelled(g.Column(groups)...), goldenNumbers(g, numbers))
		if err != nil {
			g.Fatal(err)
		}
		m, err := Associations{Rows: []string{groups}, Cols: []string{numbers}}.Of(data)
		if err != nil {
			g.Fatal(err)
		}
		a := m.Pairs[0]
		g.Same(float64(a.N), "", 0, "n")
		if f, _ := g.Get("anova", "F"); a.Value.Defined() && !a.Test.Defined() || !a.Value.Defined() && f == "NaN" {
			return // nothing varies within groups: R divides by rounding; or groups of one
		}
		g.Where(a.Value.Value, a.Value.Reason, 1e-12, "anova", "eta")
		g.Where(a.Value.Value*a.Value.Value, a.Value.Reason, 1e-12, "anova", "eta2")
		g.Where(a.Omega2, a.Value.Reason, 1e-11, "anova", "omega2")
		g.Where(a.Epsilon2, a.Value.Reason, 1e-11, "anova", "epsilon2")
		g.Where(a.Test.Statistic, a.Test.Reason, 1e-11, "anova", "F")
		g.Where(a.Test.DF, a.Test.Reason, 0, "anova", "df1")
		g.Where(a.Test.P, a.Test.Reason, 1e-10, "anova", "p")
		if _, two := g.Get("pointBiserial"); !two {
			return
		}
		// Of two groups, by name, the second counts as 1.
		levels := slices.Sorted(slices.Values(g.Column(groups)))
		flags, missing := make([]bool, data.Len()), make([]Missing, data.Len())
		for i, group := range g.Column(groups) {
			flags[i] = group == levels[len(levels)-1]
			if group == "" {
				missing[i] = NotRecorded
			}
		}
		data, err = data.With(Variable{Name: "flag"}.Flags(flags, missing))
		if err != nil {
			g.Fatal(err)
		}
		r, err := Correlation{X: "flag", Y: numbers}.Of(data)
		if err != nil {
			g.Fatal(err)
		}
		g.Where(r.Value.Value, r.Value.Reason, 1e-12, "pointBiserial", "estimate")
		g.Where(r.Value.Low, r.Value.Reason, 1e-11, "pointBiserial", "ci", 0)
		g.Where(r.Value.High, r.Value.Reason, 1e-11, "pointBiserial", "ci", 1)
		g.Where(r.Test.Statistic, r.Test.Reason, 1e-11, "pointBiserial", "statistic")
		g.Where(r.Test.DF, r.Test.Reason, 0, "pointBiserial", "parameter", "df")
		g.Where(r.Test.P, r.Test.Reason, 1e-10, "pointBiserial", "p")
	})
}

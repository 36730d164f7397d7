package agreement

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

// reference is a case of reference values with what coders need.
type reference struct{ *golden.Case }

func (g *reference) must(name string) any {
	value, _ := g.Get(name)
	return value
}

// irrCAC compares a coefficient, its error, interval and p. R keeps the units
// that nobody coded among n; ours leaves them out, so that R's error is worked
// out from ours: its influences are ours times all/n, and 0 for those units.
func (g *reference) irrCAC(c Coefficient, a *Agreement, n int, path ...any) {
	g.Helper()
	at := func(name string) []any { return append(slices.Clone(path), name) }
	scale := 1.0
	if c.Name == a.Percent.Name {
		scale = 100
	}
	if estimate, _ := g.Get(at("estimate")...); estimate == "NaN" {
		// R has none because of units that nobody coded.
		g.Compared++
		if a.Empty == 0 || !c.Value.Defined() {
			g.Errorf("%v: reference NaN, ours %v %s with %d empty units", path, c.Value.Value, c.Value.Reason, a.Empty)
		}
		return
	}
	value, se := c.Value.Value/scale, c.SE/scale
	g.Same(value, c.Value.Reason, 1e-12, at("estimate")...)
	g.Same(c.Chance.Value, "", 1e-12, at("pe")...)
	empty := float64(a.Empty)
	k, all := float64(n), float64(n)+empty
	squares := k*(k-1)*se*se + k*value*value
	se = math.Sqrt((all*all/(k*k)*squares - all*value*value) / (all * (all - 1)))
	g.Same(se, "", 1e-10, at("se")...)
	if empty > 0 {
		return
	}
	ends, _ := g.Get(at("ci")...)
	var low, high float64
	if _, err := fmt.Sscanf(strings.ReplaceAll(fmt.Sprint(ends), ",", " "), "(%g %g)", &low, &high); err != nil {
		g.Errorf("%v: interval %v: %v", path, ends, err)
	}
	g.Compared += 2
	if math.Abs(low-c.Linear.Low/scale) > 1e-10 || math.Abs(high-c.Linear.High/scale) > 1e-10 {
		g.Errorf("%v: interval %v to %v, want %v to %v", path, c.Linear.Low/scale, c.Linear.High/scale, low, high)
	}
	if want, _ := g.Get(at("p")...); scale == 1 {
		// R takes 1 - pt(…), which leaves nothing below 1e-15.
		g.Compared++
		if p, ok := want.(float64); !ok || math.Abs(p-c.Test.P) > 1e-10*p+1e-14 {
			g.Errorf("%v: p = %v, want %v", path, c.Test.P, want)
		}
	}
}

// coded reads the units; levels are those found, in order.
func (g *reference) coded() *stats.Table {
	var columns []stats.Column
	var levels []stats.Level
	seen := map[string]bool{}
	for _, row := range g.Rows[1:] {
		for _, cell := range row {
			if cell != "" && !seen[cell] {
				seen[cell] = true
				levels = append(levels, stats.Level{Code: cell})
			}
		}
	}
	slices.SortFunc(levels, func(a, b stats.Level) int { return strings.Compare(a.Code, b.Code) })
	for j, name := range g.Rows[0] {
		codes, missing := make([]int, len(g.Rows)-1), make([]stats.Missing, len(g.Rows)-1)
		for i, row := range g.Rows[1:] {
			missing[i] = stats.NotRecorded
			for k, level := range levels {
				if level.Code == row[j] {
					codes[i], missing[i] = k, stats.Recorded
				}
			}
		}
		columns = append(columns, stats.Variable{Name: name}.Categories(levels, true, codes, missing))
	}
	return stats.MustTable("", columns...)
}

func (g *reference) of(s Coders, t *stats.Table) *Agreement {
	g.Helper()
	s.Lang = "en"
	if s.Columns == nil {
		s.Columns = t.Names()
	}
	a, err := s.Of(t)
	if err != nil {
		g.Fatal(err)
	}
	return a
}

func TestGoldenAgreement(t *testing.T) {
	golden.Each(t, "agreement", func(c *golden.Case) {
		g := &reference{c}
		data := g.coded()
		a := g.of(Coders{}, data)
		units := a.N + a.Single
		g.Same(float64(units+a.Empty), "", 0, "units")
		g.Same(float64(len(a.Coders)), "", 0, "raters")
		g.Same(float64(a.Unanimous.N), "", 0, "completeUnits")
		g.Same(a.Unanimous.Value.Value/100, a.Unanimous.Value.Reason, 1e-12, "percentAgreementAllRaters_complete")
		g.irrCAC(a.Percent, a, units, "percentPairwise_gwet")
		for name, scale := range map[string]Scale{"nominal": Nominal, "ordinal": Ordinal, "interval": Interval, "ratio": Ratio} {
			if _, there := g.Get("krippendorff", name); !there {
				continue
			}
			alpha := g.of(Coders{Scale: scale}, data).Alpha
			g.Same(alpha.Value.Value, alpha.Value.Reason, 1e-12, "krippendorff", name, "alpha")
			g.Same(alpha.Observed, "", 1e-12, "krippendorff", name, "Do")
			g.Same(alpha.Expected, "", 1e-12, "krippendorff", name, "De")
			g.Same(float64(alpha.Pairable), "", 0, "krippendorff", name, "pairable")
			g.Same(float64(alpha.N), "", 0, "krippendorff", name, "units")
			if scale != Ordinal { // irrCAC's ordinal weights are not Krippendorff's metric
				g.Same(alpha.SE, "", 1e-10, "krippendorff", name, "irrCAC", "se")
				g.Same(alpha.Test.P, "", 1e-8, "krippendorff", name, "irrCAC", "p")
			}
		}
		if a.Single+a.Empty == 0 && a.Alpha.Pairable == a.N*len(a.Coders) {
			g.Same(a.Fleiss.Value.Value, a.Fleiss.Value.Reason, 1e-12, "fleissKappa", "irr", "kappa")
		}
		g.irrCAC(a.Fleiss, a, units, "fleissKappa", "irrCAC")
		g.irrCAC(a.Conger, a, units, "conger")
		g.irrCAC(a.BrennanPrediger, a, units, "brennanPrediger")
		g.irrCAC(a.Gwet, a, units, "gwetAC1")
		for name, weights := range map[string]Weights{"linear": Linear, "quadratic": Quadratic, "ordinal": RankWeights} {
			if _, there := g.Get("gwetAC2_" + name); there {
				w := g.of(Coders{Weights: weights}, data)
				g.irrCAC(w.Gwet, w, units, "gwetAC2_"+name)
				g.irrCAC(w.BrennanPrediger, w, units, "brennanPrediger_"+name)
			}
		}
		if _, there := g.Get("cohen"); there {
			g.cohen(func(s Coders) *Agreement { return g.of(s, data) }, "cohen")
			for name, weights := range map[string]Weights{"unweighted": Unweighted, "equal": Linear, "squared": Quadratic} {
				c := g.of(Coders{Weights: weights}, data).Cohen
				g.Same(c.Value.Value, c.Value.Reason, 1e-12, "irr2", name, "k")
				g.Same(c.Test.Statistic, c.Test.Reason, 1e-10, "irr2", name, "z")
				g.Where(c.Test.P, c.Test.Reason, 1e-10, "irr2", name, "p")
			}
		}
	})
}

// cohen compares what two coders have.
func (g *reference) cohen(of func(Coders) *Agreement, path ...any) {
	g.Helper()
	at := func(names ...any) []any { return append(slices.Clone(path), names...) }
	for name, weights := range map[string]Weights{"unweighted": Unweighted, "linear": Linear, "quadratic": Quadratic} {
		c := of(Coders{Weights: weights}).Cohen
		g.Same(c.Value.Value, c.Value.Reason, 1e-12, at("vcdKappa", name, "estimate")...)
		g.Same(c.SE, c.Value.Reason, 1e-11, at("vcdKappa", name, "ase")...)
		g.Same(c.Value.Value/c.SE, c.Value.Reason, 1e-11, at("vcdKappa", name, "z")...)
		ends, _ := g.Get(at("vcdKappa", name, "ci")...)
		for i, want := range ends.([]any) {
			g.Compared++
			if got := [2]float64{c.Linear.Low, c.Linear.High}[i]; math.Abs(got-want.(float64)) > 1e-11 {
				g.Errorf("%v: interval %v, want %v", name, c.Linear, ends)
			}
		}
	}
	a := of(Coders{})
	g.Same(a.Cohen.Value.Value/a.Cohen.Test.Statistic, "", 1e-11, at("se0", "seUnderH0")...)
	// The tables of irrCAC divide by n where its units divide by n - 1.
	n := float64(a.N)
	for name, c := range map[string]Coefficient{"scott": a.Scott, "ac1": a.Gwet, "bp": a.BrennanPrediger, "kripp": a.Alpha.Coefficient} {
		g.Same(c.Value.Value, c.Value.Reason, 1e-12, at("irrCAC", name, "estimate")...)
		g.Same(c.SE*math.Sqrt((n-1)/n), c.Value.Reason, 1e-10, at("irrCAC", name, "se")...)
	}
	g.Same(a.Percent.Value.Value/100, "", 1e-12, at("irrCAC", "pa", "estimate")...)
	g.Same(a.KappaMax.Value, a.KappaMax.Reason, 1e-12, at("kappaMax")...)
	for _, c := range a.Categories {
		g.Same(c.Specific.Value/100, c.Specific.Reason, 1e-12, at("perCategorySpecificAgreement", c.Code)...)
	}
	if indices, _ := g.Get(at("bias_prevalence")...); indices == nil {
		g.Compared++
		if a.Bias.Defined() || a.Prevalence.Defined() {
			g.Error("bias and prevalence have no reference, ours are defined")
		}
		return
	}
	g.Same(a.BrennanPrediger.Value.Value, "", 1e-12, at("bias_prevalence", "PABAK")...)
	g.Same(a.Bias.Value, a.Bias.Reason, 1e-12, at("bias_prevalence", "biasIndex")...)
	g.Same(a.Prevalence.Value, a.Prevalence.Reason, 1e-12, at("bias_prevalence", "prevalenceIndex")...)
}

// A table of counts is units with weights.
func TestGoldenAgreementTable(t *testing.T) {
	golden.Each(t, "agreement_table", func(c *golden.Case) {
		g := &reference{c}
		levels := stats.Levels(g.Rows[0][1:]...)
		var a, b []int
		var counts []float64
		for i, row := range g.Rows[1:] {
			if row[0] != levels[i].Code {
				g.Fatalf("row %q, column %q", row[0], levels[i].Code)
			}
			for j, cell := range row[1:] {
				n, err := strconv.ParseFloat(cell, 64)
				if err != nil {
					g.Fatal(err)
				}
				a, b, counts = append(a, i), append(b, j), append(counts, n)
			}
		}
		data := stats.MustTable("",
			stats.Variable{Name: "a"}.Categories(levels, true, a, nil),
			stats.Variable{Name: "b"}.Categories(levels, true, b, nil),
			stats.Variable{Name: "n"}.Numbers(counts, nil))
		g.cohen(func(s Coders) *Agreement {
			s.Columns, s.Weight = []string{"a", "b"}, "n"
			return g.of(s, data)
		})
	})
}

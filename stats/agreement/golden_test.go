package agreement

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// golden is a case of reference values.
type golden struct {
	t        *testing.T
	rows     [][]string // header first
	expected map[string]any
	compared int
}

func eachGolden(t *testing.T, method string, run func(g *golden)) {
	folder := os.Getenv("VERBATIM_GOLDEN")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "golden")
	}
	cases, err := filepath.Glob(filepath.Join(folder, method, "*"))
	if err != nil || len(cases) == 0 {
		t.Skipf("no reference values for %s in %s", method, folder)
	}
	compared := 0
	for _, folder := range cases {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			g := &golden{t: t}
			input, err := os.Open(filepath.Join(folder, "input.csv"))
			if err != nil {
				t.Fatal(err)
			}
			defer input.Close()
			if g.rows, err = csv.NewReader(input).ReadAll(); err != nil {
				t.Fatal(err)
			}
			answer, err := os.ReadFile(filepath.Join(folder, "expected.json"))
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(answer, &g.expected); err != nil {
				t.Fatal(err)
			}
			run(g)
			if g.compared == 0 {
				t.Error("nothing of this case was compared")
			}
			compared += g.compared
		})
	}
	t.Logf("%s: %d values compared in %d cases", method, compared, len(cases))
}

func (g *golden) get(path ...string) (any, bool) {
	var at any = g.expected
	for _, step := range path {
		object, ok := at.(map[string]any)
		if !ok {
			return nil, false
		}
		if at, ok = object[step]; !ok {
			return nil, false
		}
	}
	return at, true
}

// same compares with what the case must have; where the reference has no
// number ours must be undefined.
func (g *golden) same(got float64, reason string, tolerance float64, path ...string) {
	g.t.Helper()
	want, there := g.get(path...)
	if !there {
		g.t.Errorf("%v: no such value in the case", path)
		return
	}
	g.compared++
	number, isNumber := want.(float64)
	switch {
	case !isNumber && reason == "":
		g.t.Errorf("%v: reference %v, ours %v without a reason", path, want, got)
	case isNumber && reason != "":
		g.t.Errorf("%v: reference %v, ours undefined: %s", path, want, reason)
	case isNumber && !(math.Abs(got-number) <= tolerance*math.Abs(number)+1e-15):
		g.t.Errorf("%v = %.17g, want %.17g", path, got, number)
	}
}

func (g *golden) where(got float64, reason string, tolerance float64, path ...string) {
	g.t.Helper()
	if _, there := g.get(path...); there {
		g.same(got, reason, tolerance, path...)
	}
}

// irrCAC compares a coefficient, its error, interval and p. R keeps the units
// that nobody coded among n; ours leaves them out, so that R's error is worked
// out from ours: its influences are ours times all/n, and 0 for those units.
func (g *golden) irrCAC(c Coefficient, a *Agreement, n int, path ...string) {
	g.t.Helper()
	at := func(name string) []string { return append(append([]string{}, path...), name) }
	scale := 1.0
	if c.Name == a.Percent.Name {
		scale = 100
	}
	if estimate, _ := g.get(at("estimate")...); estimate == "NaN" {
		// R has none because of units that nobody coded.
		g.compared++
		if a.Empty == 0 || !c.Value.Defined() {
			g.t.Errorf("%v: reference NaN, ours %v %s with %d empty units", path, c.Value.Value, c.Value.Reason, a.Empty)
		}
		return
	}
	value, se := c.Value.Value/scale, c.SE/scale
	g.same(value, c.Value.Reason, 1e-12, at("estimate")...)
	g.same(c.Chance, "", 1e-12, at("pe")...)
	empty := float64(a.Empty)
	k, all := float64(n), float64(n)+empty
	squares := k*(k-1)*se*se + k*value*value
	se = math.Sqrt((all*all/(k*k)*squares - all*value*value) / (all * (all - 1)))
	g.same(se, "", 1e-10, at("se")...)
	if empty > 0 {
		return
	}
	ends, _ := g.get(at("ci")...)
	var low, high float64
	if _, err := fmt.Sscanf(strings.ReplaceAll(fmt.Sprint(ends), ",", " "), "(%g %g)", &low, &high); err != nil {
		g.t.Errorf("%v: interval %v: %v", path, ends, err)
	}
	g.compared += 2
	if math.Abs(low-c.Linear.Low/scale) > 1e-10 || math.Abs(high-c.Linear.High/scale) > 1e-10 {
		g.t.Errorf("%v: interval %v to %v, want %v to %v", path, c.Linear.Low/scale, c.Linear.High/scale, low, high)
	}
	if want, _ := g.get(at("p")...); scale == 1 {
		// R takes 1 - pt(…), which leaves nothing below 1e-15.
		g.compared++
		if p, ok := want.(float64); !ok || math.Abs(p-c.Test.P) > 1e-10*p+1e-14 {
			g.t.Errorf("%v: p = %v, want %v", path, c.Test.P, want)
		}
	}
}

// coded reads the units; levels are those found, in order.
func (g *golden) coded() *stats.Table {
	var columns []stats.Column
	var levels []stats.Level
	seen := map[string]bool{}
	for _, row := range g.rows[1:] {
		for _, cell := range row {
			if cell != "" && !seen[cell] {
				seen[cell] = true
				levels = append(levels, stats.Level{Code: cell})
			}
		}
	}
	slices.SortFunc(levels, func(a, b stats.Level) int { return strings.Compare(a.Code, b.Code) })
	for j, name := range g.rows[0] {
		codes, missing := make([]int, len(g.rows)-1), make([]stats.Missing, len(g.rows)-1)
		for i, row := range g.rows[1:] {
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

func (g *golden) of(s Coders, t *stats.Table) *Agreement {
	g.t.Helper()
	s.Lang = "en"
	if s.Columns == nil {
		s.Columns = t.Names()
	}
	a, err := s.Of(t)
	if err != nil {
		g.t.Fatal(err)
	}
	return a
}

func TestGoldenAgreement(t *testing.T) {
	eachGolden(t, "agreement", func(g *golden) {
		data := g.coded()
		a := g.of(Coders{}, data)
		units := a.N + a.Single
		g.same(float64(units+a.Empty), "", 0, "units")
		g.same(float64(len(a.Coders)), "", 0, "raters")
		g.same(float64(a.Unanimous.N), "", 0, "completeUnits")
		g.same(a.Unanimous.Value.Value/100, a.Unanimous.Value.Reason, 1e-12, "percentAgreementAllRaters_complete")
		g.irrCAC(a.Percent, a, units, "percentPairwise_gwet")
		for name, scale := range map[string]Scale{"nominal": Nominal, "ordinal": Ordinal, "interval": Interval, "ratio": Ratio} {
			if _, there := g.get("krippendorff", name); !there {
				continue
			}
			alpha := g.of(Coders{Scale: scale}, data).Alpha
			g.same(alpha.Value.Value, alpha.Value.Reason, 1e-12, "krippendorff", name, "alpha")
			g.same(alpha.Observed, "", 1e-12, "krippendorff", name, "Do")
			g.same(alpha.Expected, "", 1e-12, "krippendorff", name, "De")
			g.same(float64(alpha.Pairable), "", 0, "krippendorff", name, "pairable")
			g.same(float64(alpha.N), "", 0, "krippendorff", name, "units")
			if scale != Ordinal { // irrCAC's ordinal weights are not Krippendorff's metric
				g.same(alpha.SE, "", 1e-10, "krippendorff", name, "irrCAC", "se")
				g.same(alpha.Test.P, "", 1e-8, "krippendorff", name, "irrCAC", "p")
			}
		}
		if a.Single+a.Empty == 0 && a.Alpha.Pairable == a.N*len(a.Coders) {
			g.same(a.Fleiss.Value.Value, a.Fleiss.Value.Reason, 1e-12, "fleissKappa", "irr", "kappa")
		}
		g.irrCAC(a.Fleiss, a, units, "fleissKappa", "irrCAC")
		g.irrCAC(a.Conger, a, units, "conger")
		g.irrCAC(a.BrennanPrediger, a, units, "brennanPrediger")
		g.irrCAC(a.Gwet, a, units, "gwetAC1")
		for name, weights := range map[string]Weights{"linear": Linear, "quadratic": Quadratic, "ordinal": RankWeights} {
			if _, there := g.get("gwetAC2_" + name); there {
				w := g.of(Coders{Weights: weights}, data)
				g.irrCAC(w.Gwet, w, units, "gwetAC2_"+name)
				g.irrCAC(w.BrennanPrediger, w, units, "brennanPrediger_"+name)
			}
		}
		if _, there := g.get("cohen"); there {
			g.cohen(func(s Coders) *Agreement { return g.of(s, data) }, "cohen")
			for name, weights := range map[string]Weights{"unweighted": Unweighted, "equal": Linear, "squared": Quadratic} {
				c := g.of(Coders{Weights: weights}, data).Cohen
				g.same(c.Value.Value, c.Value.Reason, 1e-12, "irr2", name, "k")
				g.same(c.Test.Statistic, c.Test.Reason, 1e-10, "irr2", name, "z")
				g.where(c.Test.P, c.Test.Reason, 1e-10, "irr2", name, "p")
			}
		}
	})
}

// cohen compares what two coders have.
func (g *golden) cohen(of func(Coders) *Agreement, path ...string) {
	g.t.Helper()
	at := func(names ...string) []string { return append(append([]string{}, path...), names...) }
	for name, weights := range map[string]Weights{"unweighted": Unweighted, "linear": Linear, "quadratic": Quadratic} {
		c := of(Coders{Weights: weights}).Cohen
		g.same(c.Value.Value, c.Value.Reason, 1e-12, at("vcdKappa", name, "estimate")...)
		g.same(c.SE, c.Value.Reason, 1e-11, at("vcdKappa", name, "ase")...)
		g.same(c.Value.Value/c.SE, c.Value.Reason, 1e-11, at("vcdKappa", name, "z")...)
		ends, _ := g.get(at("vcdKappa", name, "ci")...)
		for i, want := range ends.([]any) {
			g.compared++
			if got := [2]float64{c.Linear.Low, c.Linear.High}[i]; math.Abs(got-want.(float64)) > 1e-11 {
				g.t.Errorf("%v: interval %v, want %v", name, c.Linear, ends)
			}
		}
	}
	a := of(Coders{})
	g.same(a.Cohen.Value.Value/a.Cohen.Test.Statistic, "", 1e-11, at("se0", "seUnderH0")...)
	// The tables of irrCAC divide by n where its units divide by n - 1.
	n := float64(a.N)
	for name, c := range map[string]Coefficient{"scott": a.Scott, "ac1": a.Gwet, "bp": a.BrennanPrediger, "kripp": a.Alpha.Coefficient} {
		g.same(c.Value.Value, c.Value.Reason, 1e-12, at("irrCAC", name, "estimate")...)
		g.same(c.SE*math.Sqrt((n-1)/n), c.Value.Reason, 1e-10, at("irrCAC", name, "se")...)
	}
	g.same(a.Percent.Value.Value/100, "", 1e-12, at("irrCAC", "pa", "estimate")...)
	g.same(a.KappaMax.Value, a.KappaMax.Reason, 1e-12, at("kappaMax")...)
	for _, c := range a.Categories {
		g.same(c.Specific.Value/100, c.Specific.Reason, 1e-12, at("perCategorySpecificAgreement", c.Code)...)
	}
	if indices, _ := g.get(at("bias_prevalence")...); indices == nil {
		g.compared++
		if a.Bias.Defined() || a.Prevalence.Defined() {
			g.t.Error("bias and prevalence have no reference, ours are defined")
		}
		return
	}
	g.same(a.BrennanPrediger.Value.Value, "", 1e-12, at("bias_prevalence", "PABAK")...)
	g.same(a.Bias.Value, a.Bias.Reason, 1e-12, at("bias_prevalence", "biasIndex")...)
	g.same(a.Prevalence.Value, a.Prevalence.Reason, 1e-12, at("bias_prevalence", "prevalenceIndex")...)
}

// A table of counts is units with weights.
func TestGoldenAgreementTable(t *testing.T) {
	eachGolden(t, "agreement_table", func(g *golden) {
		levels := stats.Levels(g.rows[0][1:]...)
		var a, b []int
		var counts []float64
		for i, row := range g.rows[1:] {
			if row[0] != levels[i].Code {
				g.t.Fatalf("row %q, column %q", row[0], levels[i].Code)
			}
			for j, cell := range row[1:] {
				n, err := strconv.ParseFloat(cell, 64)
				if err != nil {
					g.t.Fatal(err)
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

package duration

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

// caseOf is a case of reference values with its data as a table.
type caseOf struct {
	*golden.Case
	table *stats.Table
	run   string
}

// read makes columns of the input: numbers, or categories with the order of
// levels.json, else in order of code.
func read(c *golden.Case) *caseOf {
	c.Helper()
	var orders struct{ Input map[string][]string }
	if file, err := os.ReadFile(filepath.Join(c.Folder, "levels.json")); err == nil {
		if err := json.Unmarshal(file, &orders); err != nil {
			c.Fatal(err)
		}
	}
	run, err := os.ReadFile(filepath.Join(c.Folder, "RUN.txt"))
	if err != nil {
		c.Fatal(err)
	}
	var columns []stats.Column
	for j, name := range c.Rows[0][1:] {
		var values []string
		var numbers []float64
		var missing []stats.Missing
		numeric := orders.Input[name] == nil
		for _, row := range c.Rows[1:] {
			cell := row[j+1]
			reason := stats.Recorded
			if cell == "" || cell == "NA" {
				cell, reason = "", stats.NotRecorded
			}
			x, err := strconv.ParseFloat(cell, 64)
			numeric = numeric && (cell == "" || err == nil)
			values, numbers, missing = append(values, cell), append(numbers, x), append(missing, reason)
		}
		v := stats.Variable{Name: name}
		if numeric {
			columns = append(columns, v.Numbers(numbers, missing))
			continue
		}
		order := orders.Input[name]
		if order == nil {
			order = slices.Compact(slices.Sorted(slices.Values(values)))
			order = slices.DeleteFunc(order, func(s string) bool { return s == "" })
		}
		codes := make([]int, len(values))
		for i, value := range values {
			if value != "" {
				if codes[i] = slices.Index(order, value); codes[i] < 0 {
					c.Fatalf("column %q: level %q is not in levels.json", name, value)
				}
			}
		}
		columns = append(columns, v.Categories(stats.Levels(order...), false, codes, missing))
	}
	return &caseOf{c, stats.MustTable("", columns...), string(run)}
}

// formula reads the clock and the terms on the right of a call in RUN.txt.
func (g *caseOf) formula(call string) (Clock, []string) {
	g.Helper()
	found := regexp.MustCompile(regexp.QuoteMeta(call) + `\(Surv\(([\w.]+), *(?:factor\()?([\w.]+)\)+ *~ *([^),]+)\)`).FindStringSubmatch(g.run)
	if found == nil {
		g.Fatalf("RUN.txt has no %s(Surv(…) ~ …)", call)
	}
	terms := regexp.MustCompile(`[\w.]+`).FindAllString(found[3], -1)
	if slices.Equal(terms, []string{"1"}) {
		terms = nil
	}
	return Clock{Time: found[1], Event: found[2]}, terms
}

// list is the length of an expected vector; one number counts as a vector.
func (g *caseOf) list(path ...any) int {
	g.Helper()
	x, there := g.Get(path...)
	switch x := x.(type) {
	case []any:
		return len(x)
	case map[string]any:
		if data, ok := x["data"].([]any); ok {
			return len(data)
		}
		return len(x)
	}
	if !there {
		g.Fatalf("%v: no such list in the case", path)
	}
	return -1
}

func path(steps ...any) []any { return steps }

func with(path []any, steps ...any) []any { return append(slices.Clone(path), steps...) }

func (g *caseOf) count(n int, path ...any) { g.Helper(); g.Same(float64(n), "", 0, path...) }

const near = 1e-9

func TestGoldenSurvival(t *testing.T) {
	golden.Each(t, "survival", func(c *golden.Case) {
		g := read(c)
		for key := range g.Expected.(map[string]any) {
			switch key {
			case "km":
				clock, _ := g.formula("survfit")
				g.curves(KaplanMeier{Clock: clock}, "km")
			case "km_group":
				clock, by := g.formula("survdiff")
				g.curves(KaplanMeier{Clock: clock, By: by[0]}, "km_group")
			case "logrank":
				g.logrank()
			case "cox":
				g.cox()
			default:
				g.Errorf("the test does not know %q", key)
			}
		}
	})
}

// level finds a group by the name R gives its stratum: "sex=1".
func (g *caseOf) level(levels []stats.Level, stratum string) int {
	g.Helper()
	_, code, _ := strings.Cut(stratum, "=")
	at := slices.IndexFunc(levels, func(l stats.Level) bool { return l.Code == code })
	if at < 0 {
		g.Fatalf("no group %q among %v", stratum, levels)
	}
	return at
}

func (g *caseOf) curves(k KaplanMeier, key string) {
	g.Helper()
	names := map[string]Interval{"log": Log, "log-log": LogLog, "plain": Plain, "logit": Logit, "arcsin": Arcsine}
	object := g.Expected.(map[string]any)[key].(map[string]any)
	for name := range object {
		if k.Interval = Log; name == "table" {
			r := g.survival(k)
			g.summary(r, key)
			continue
		}
		scale, known := names[name]
		if !known {
			g.Errorf("the test does not know %s, %s", key, name)
			continue
		}
		k.Interval = scale
		g.curve(g.survival(k), key, name)
	}
}

func (g *caseOf) survival(k KaplanMeier) *Survival {
	g.Helper()
	r, err := k.Of(g.table)
	if err != nil {
		g.Fatal(err)
	}
	return r
}

// curve compares every step, and the quantiles.
func (g *caseOf) curve(r *Survival, key, name string) {
	g.Helper()
	at := 0
	for i := range r.Curves {
		for _, s := range r.Curves[i].Steps {
			if strata, _ := g.Get(key, name, "strata", at); strata != nil {
				if i != g.level(r.groups(), strata.(string)) {
					g.Fatalf("%s %s: step %d is of another group", key, name, at)
				}
				g.Compared++
			}
			none := ""
			if s.Survival.Level == 0 {
				none = "no interval"
			}
			g.Same(s.Time, "", near, key, name, "time", at)
			g.count(s.AtRisk, key, name, "n.risk", at)
			g.count(s.Events, key, name, "n.event", at)
			g.count(s.Censored, key, name, "n.censor", at)
			g.Same(s.Survival.Value, s.Survival.Reason, near, key, name, "surv", at)
			g.Same(s.SE.Value, s.SE.Reason, near, key, name, "std.err", at)
			g.Same(s.Hazard, "", near, key, name, "cumhaz", at)
			g.Same(s.HazardSE, "", near, key, name, "std.chaz", at)
			g.Same(s.Survival.Low, none, near, key, name, "lower", at)
			g.Same(s.Survival.High, none, near, key, name, "upper", at)
			at++
		}
		for j, q := range r.Curves[i].Quantiles {
			step := []any{strconv.FormatFloat(100*q.Share, 'g', -1, 64)}
			if _, matrix := g.Get(key, name, "quantiles", "quantile", "data"); matrix {
				row := slices.IndexFunc(g.rows(key, name, "quantiles", "quantile"), func(s string) bool { return g.level(r.groups(), s) == i })
				step = path("data", row, j)
			}
			for of, x := range map[string]stats.Estimate{"quantile": q.Time, "lower": q.Low, "upper": r.Curves[i].sortedHigh(q)} {
				g.Same(x.Value, x.Reason, near, with(path(key, name, "quantiles", of), step...)...)
			}
		}
	}
	if want := g.list(key, name, "time"); want != at {
		g.Errorf("%s %s: %d steps, want %d", key, name, at, want)
	}
}

// sortedHigh is where R's quantile finds the upper end: it sorts the ends of
// intervals first, which matters where they rise again.
func (c *Curve) sortedHigh(q Quantile) stats.Estimate {
	steps := slices.Clone(c.Steps)
	slices.SortStableFunc(steps, func(a, b Step) int { return cmp.Compare(b.Survival.High, a.Survival.High) })
	sorted := Curve{Steps: slices.DeleteFunc(steps, func(s Step) bool { return s.Survival.Level == 0 })}
	return sorted.quantiles([]float64{q.Share}, "")[0].High
}

func (r *Survival) groups() []stats.Level {
	var list []stats.Level
	for _, c := range r.Curves {
		list = append(list, c.Group)
	}
	return list
}

// rows are the names of the rows of a matrix.
func (g *caseOf) rows(path ...any) []string { return g.texts(with(path, "rows")...) }

func (g *caseOf) texts(path ...any) []string {
	g.Helper()
	x, _ := g.Get(path...)
	var names []string
	list, ok := x.([]any)
	if !ok {
		g.Fatalf("%v: no list of names", path)
	}
	for _, name := range list {
		names = append(names, fmt.Sprint(name))
	}
	return names
}

func (g *caseOf) summary(r *Survival, key string) {
	g.Helper()
	for i, c := range r.Curves {
		of := func(name string) []any { return path(key, "table", name) }
		if _, matrix := g.Get(key, "table", "data"); matrix {
			row := slices.IndexFunc(g.rows(key, "table"), func(s string) bool { return g.level(r.groups(), s) == i })
			columns := g.texts(key, "table", "cols")
			of = func(name string) []any { return path(key, "table", "data", row, slices.Index(columns, name)) }
		}
		for _, name := range []string{"records", "n.max", "n.start"} {
			g.count(c.N, of(name)...)
		}
		g.count(c.Events, of("events")...)
		g.Same(c.Restricted.Value, c.Restricted.Reason, near, of("rmean")...)
		g.Same(c.RestrictedSE, c.Restricted.Reason, near, of("se(rmean)")...)
		g.Same(c.Median.Time.Value, c.Median.Time.Reason, near, of("median")...)
		g.Same(c.Median.Low.Value, c.Median.Low.Reason, near, of("0.95LCL")...)
		g.Same(c.Median.High.Value, c.Median.High.Reason, near, of("0.95UCL")...)
	}
}

func (g *caseOf) logrank() {
	g.Helper()
	clock, by := g.formula("survdiff")
	for key, rho := range map[string]float64{"rho0": 0, "rho1_peto": 1} {
		r, err := LogRank{Clock: clock, By: by[0], Rho: rho}.Of(g.table)
		if err != nil {
			g.Fatal(err)
		}
		n, _ := g.Get("logrank", key, "n")
		for name := range n.(map[string]any) {
			levels := []stats.Level{}
			for _, group := range r.Groups {
				levels = append(levels, group.Group)
			}
			g.count(r.Groups[g.level(levels, name)].N, "logrank", key, "n", name)
		}
		for i, group := range r.Groups {
			g.Same(group.Observed, "", near, "logrank", key, "obs", i)
			g.Same(group.Expected, "", near, "logrank", key, "exp", i)
			for j, x := range r.Variance[i] {
				g.Same(x, "", near, "logrank", key, "var", "data", i, j)
			}
		}
		if events := r.Test.Reason; events != "" {
			// R says chi-squared 0, p 1 where nothing can be computed.
			g.Same(0, "", 0, "logrank", key, "chisq")
			continue
		}
		g.Same(r.Test.Statistic, "", near, "logrank", key, "chisq")
		g.Same(r.Test.DF, "", near, "logrank", key, "df")
		g.Same(r.Test.P, "", near, "logrank", key, "p")
	}
}

func (g *caseOf) cox() {
	g.Helper()
	clock, terms := g.formula("coxph")
	for key := range g.Expected.(map[string]any)["cox"].(map[string]any) {
		ties, known := map[string]Ties{"efron": Efron, "breslow": Breslow, "exact": Exact}[key]
		if !known {
			g.Errorf("the test does not know cox, %s", key)
			continue
		}
		r, err := Cox{Clock: clock, Predictors: terms, Ties: ties}.Of(g.table)
		if err != nil {
			g.Fatal(err)
		}
		g.model(r, key)
	}
}

// code is the name that R gives a coefficient.
func code(c Coefficient) string { return c.Variable.Name + c.Level.Code }

// coefficients compares a matrix coef, exp(coef), se(coef), z, p.
func (g *caseOf) coefficients(list []Coefficient, path ...any) {
	g.Helper()
	names := g.rows(path...)
	for _, c := range list {
		// R names a factor with two levels by the variable alone in some calls.
		row := slices.Index(names, code(c))
		if row < 0 {
			row = slices.Index(names, c.Variable.Name)
		}
		for j, x := range []float64{c.Log.Value, c.Ratio.Value, c.SE, c.Test.Statistic, c.Test.P} {
			g.Same(x, c.Log.Reason, near, with(path, "data", row, j)...)
		}
	}
}

func (g *caseOf) model(r *CoxModel, key string) {
	g.Helper()
	for i, c := range r.Coefficients {
		g.Same(c.Log.Value, c.Log.Reason, near, "cox", key, "coef", g.name(r, i, key))
		for j := range r.Coefficients {
			g.Same(r.Variance[i][j], "", near, "cox", key, "var", "data", i, j)
		}
		for j, x := range []float64{c.Ratio.Value, 1 / c.Ratio.Value, c.Ratio.Low, c.Ratio.High} {
			g.Same(x, c.Ratio.Reason, near, "cox", key, "conf.int", "data", i, j)
		}
	}
	g.coefficients(r.Coefficients, "cox", key, "coefficients")
	g.Same(r.NullLogLik, "", near, "cox", key, "loglik", 0)
	g.Same(r.LogLik, "", near, "cox", key, "loglik", 1)
	for name, test := range map[string]stats.Test{"score": r.Score, "lrt": r.LikelihoodRatio, "wald": r.Wald} {
		if name == "wald" { // R shows it with two decimals
			g.Same(test.Statistic, test.Reason, 0.005/max(test.Statistic, 0.005), "cox", key, name, "test")
		} else {
			g.Same(test.Statistic, test.Reason, near, "cox", key, name, "test")
		}
		g.Same(test.DF, test.Reason, near, "cox", key, name, "df")
		g.Same(test.P, test.Reason, near, "cox", key, name, "pvalue")
	}
	g.count(r.Iterations, "cox", key, "iter")
	g.Same(r.Concordance.Value, r.Concordance.Reason, near, "cox", key, "concordance", "C")
	g.Same(r.ConcordanceSE, r.Concordance.Reason, near, "cox", key, "concordance", "se(C)")
	g.count(r.N, "cox", key, "n")
	g.count(r.Events, "cox", key, "nevent")
	if zph, _ := g.Get("cox", key, "zph"); zph != nil {
		for i, test := range append(slices.Clone(r.Proportionality), PredictorTest{Test: r.Global}) {
			for j, x := range []float64{test.Statistic, test.DF, test.P} {
				g.Same(x, test.Reason, near, "cox", key, "zph", "data", i, j)
			}
		}
	} else if r.Global.Reason == "" {
		g.Errorf("%s: R has no check of proportionality, ours gives no reason", key)
	}
	if residuals, _ := g.Get("cox", key, "martingale_first10"); residuals != nil {
		for i := range g.list("cox", key, "martingale_first10") {
			// Residuals are differences of numbers near 1.
			if want, _ := g.Get("cox", key, "martingale_first10", i); want != nil {
				g.Near(r.Residuals[i], near, "cox", key, "martingale_first10", i)
			}
		}
	}
	if hazard, _ := g.Get("cox", key, "basehaz"); hazard != nil {
		for i, step := range r.Baseline {
			g.Same(step.Time, "", near, "cox", key, "basehaz", "time", i)
			g.Same(step.Hazard, "", near, "cox", key, "basehaz", "hazard", i)
		}
	}
}

func (g *caseOf) name(r *CoxModel, i int, key string) string {
	if _, there := g.Get("cox", key, "coef", code(r.Coefficients[i])); there {
		return code(r.Coefficients[i])
	}
	return r.Coefficients[i].Variable.Name
}

package duration

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
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

// formula reads the clock and the terms on the right of a call in RUN.txt: names,
// factor(name) or strata(name).
func (g *caseOf) formula(call string) (clock Clock, terms []string) {
	g.Helper()
	found := regexp.MustCompile(regexp.QuoteMeta(call) + `\(Surv\(((?:[^()]|\([^()]*\))*)\) *~ *((?:[^(),]|\([^()]*\))*)`).FindStringSubmatch(g.run)
	if found == nil {
		g.Fatalf("RUN.txt has no %s(Surv(…) ~ …)", call)
	}
	names := regexp.MustCompile(`[\w.]+`).FindAllString(strings.ReplaceAll(found[1], "factor(", "("), -1)
	if len(names) < 2 {
		g.Fatalf("Surv(%s) names no time and event", found[1])
	}
	clock = Clock{Time: names[len(names)-2], Event: names[len(names)-1]}
	if len(names) == 3 {
		clock.Entry = names[0]
	}
	column, err := g.table.Column(clock.Event)
	if err != nil {
		g.Fatal(err)
	}
	if levels, ok := column.(*stats.Categories); ok { // the first level is censoring, as R has it
		clock.Censored = []string{levels.Levels()[0].Code}
	}
	for term := range strings.SplitSeq(found[2], "+") {
		if term = strings.TrimSpace(term); term != "1" {
			terms = append(terms, term)
		}
	}
	return clock, terms
}

// named is the column of a term; a factor of numbers becomes categories.
func (g *caseOf) named(term string) string {
	g.Helper()
	inside, factor := strings.CutPrefix(strings.TrimSuffix(term, ")"), "factor(")
	inside = strings.TrimPrefix(inside, "strata(")
	column, err := g.table.Column(inside)
	if err != nil {
		g.Fatal(err)
	}
	if _, numbers := column.(*stats.Numbers); !factor || !numbers {
		return inside
	}
	levels, place, err := levelsOf(column, "")
	if err != nil {
		g.Fatal(err)
	}
	codes, missing := make([]int, column.Len()), make([]stats.Missing, column.Len())
	for row := range codes {
		if missing[row] = column.Missing(row); missing[row] == stats.Recorded {
			codes[row] = place(row)
		}
	}
	made, err := g.table.With(stats.Variable{Name: term}.Categories(levels, false, codes, missing))
	if err != nil {
		g.Fatal(err)
	}
	g.table = made
	return term
}

// refused tells whether R stopped, or has nothing, at a path.
func (g *caseOf) refused(path ...any) bool {
	x, there := g.Get(path...)
	if object, ok := x.(map[string]any); ok {
		_, stopped := object["r_error"]
		return stopped
	}
	return !there || x == nil
}

// list is the length of an expected vector; one number counts as a vector.
func (g *caseOf) list(path ...any) int {
	g.Helper()
	x, there := g.Get(path...)
	switch x := x.(type) {
	case []any:
		return len(x)
	case float64, nil:
		if there {
			return 1
		}
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
				g.curves(KaplanMeier{Clock: clock, By: g.named(by[0])}, "km_group")
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

// printed is the median that R prints: where the curve ends exactly at one half,
// the time at which it got there, not the middle of what is left as quantile has it.
func (c *Curve) printed() float64 {
	for _, s := range c.Steps {
		if last := c.Steps[len(c.Steps)-1]; math.Abs(last.Survival.Value-0.5) < closeness && s.Survival.Value < 0.5+closeness {
			return s.Time
		}
	}
	return c.Median.Time.Value
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
		g.Same(c.printed(), c.Median.Time.Reason, near, of("median")...)
		g.Same(c.Median.Low.Value, c.Median.Low.Reason, near, of("0.95LCL")...)
		g.Same(c.Median.High.Value, c.Median.High.Reason, near, of("0.95UCL")...)
	}
}

func (g *caseOf) logrank() {
	g.Helper()
	clock, by := g.formula("survdiff")
	spec := LogRank{Clock: clock, By: g.named(by[0])}
	if len(by) > 1 {
		spec.Strata = g.named(by[1])
	}
	for key, rho := range map[string]float64{"rho0": 0, "rho1_peto": 1} {
		spec.Rho = rho
		r, err := spec.Of(g.table)
		if err != nil {
			g.Fatal(err)
		}
		if g.refused("logrank", key) {
			if g.Compared++; r.Test.Defined() {
				g.Errorf("R refuses the test, ours is %+v", r.Test)
			}
			continue
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
		if !r.Test.Defined() { // R says 0 where nothing can be computed
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
		spec := Cox{Clock: clock, Ties: ties}
		for _, term := range terms {
			if strings.HasPrefix(term, "strata(") {
				spec.Strata = g.named(term)
			} else {
				spec.Predictors = append(spec.Predictors, g.named(term))
			}
		}
		r, err := spec.Of(g.table)
		if err != nil {
			g.Fatal(err)
		}
		switch {
		case !g.refused("cox", key):
			g.model(r, key)
		case r.Wald.Defined():
			g.Errorf("%s: R refuses the model, ours is %v", key, r)
		default:
			g.Compared++
		}
	}
}

// code is the name that R gives a coefficient.
func code(c Coefficient) string { return c.Variable.Name + c.Level.Code }

// coefficients compares a matrix coef, exp(coef), se(coef), z, p.
func (g *caseOf) coefficients(list []Coefficient, path ...any) {
	g.Helper()
	names := g.rows(path...)
	for _, c := range list {
		if !c.Log.Defined() {
			continue
		}
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
	g.count(r.N, "cox", key, "n")
	g.count(r.Events, "cox", key, "nevent")
	if !r.Wald.Defined() { // nothing ended, or it separates: R shows what it stopped at
		g.undefined(r, key)
		return
	}
	for i, c := range r.Coefficients {
		g.Same(c.Log.Value, c.Log.Reason, near, "cox", key, "coef", g.name(r, i, key))
		for j := range r.Coefficients {
			g.Same(r.Variance[i][j], "", near, "cox", key, "var", "data", i, j)
		}
		if !c.Log.Defined() {
			continue
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
	if g.refused("cox", key, "zph") {
		if r.Spec.Ties != Exact && r.Global.Defined() {
			g.Errorf("%s: R has no check of proportionality, ours is %+v", key, r.Global)
		}
	} else {
		names := g.rows("cox", key, "zph")
		for _, test := range append(slices.Clone(r.Proportionality), PredictorTest{stats.Variable{Name: "GLOBAL"}, r.Global}) {
			row := slices.Index(names, test.Variable.Name)
			if row < 0 && !test.Defined() {
				continue // R leaves out what is redundant
			}
			for j, x := range []float64{test.Statistic, test.DF, test.P} {
				g.Same(x, test.Reason, near, "cox", key, "zph", "data", row, j)
			}
		}
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

// undefined checks that where ours has no coefficients R has none that mean
// something: none, or one that ran away, with an error far above it.
func (g *caseOf) undefined(r *CoxModel, key string) {
	g.Helper()
	g.Same(r.NullLogLik, "", near, "cox", key, "loglik", 0)
	away := r.Events == 0
	for i := range r.Coefficients {
		name := g.name(r, i, key)
		coef, _ := g.Get("cox", key, "coef", name)
		if x, ok := coef.(float64); !ok || math.Abs(x) > 10 {
			away = true
		}
		g.Compared++
	}
	if !away {
		g.Errorf("%s: R has coefficients, ours none: %s", key, r.Wald.Reason)
	}
}

func (g *caseOf) name(r *CoxModel, i int, key string) string {
	if _, there := g.Get("cox", key, "coef", code(r.Coefficients[i])); there {
		return code(r.Coefficients[i])
	}
	return r.Coefficients[i].Variable.Name
}

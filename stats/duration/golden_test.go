package duration

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

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
			if s.Survival.Confidence == 0 {
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
	sorted := Curve{Steps: slices.DeleteFunc(steps, func(s Step) bool { return s.Survival.Confidence == 0 })}
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

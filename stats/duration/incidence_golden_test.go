package duration

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

func TestGoldenCompetingRisks(t *testing.T) {
	golden.Each(t, "competing_risks", func(c *golden.Case) {
		g := read(c)
		clock, by := g.formula("survfit")
		column, err := g.table.Column(clock.Event)
		if err != nil {
			g.Fatal(err)
		}
		levels, _, err := levelsOf(column, "")
		if err != nil {
			g.Fatal(err)
		}
		clock.Censored = []string{levels[0].Code}
		spec := CumulativeIncidence{Clock: clock}
		if by != nil {
			by = []string{g.named(by[0])}
			spec.By = by[0]
		}
		r, err := spec.Of(g.table)
		if err != nil {
			g.Fatal(err)
		}
		g.codes("states", append([]stats.Level{{Code: "(s0)"}}, r.Causes...))
		if _, there := g.Get("event_codes"); there {
			g.codes("event_codes", levels)
		}
		g.shares(r)
		for key := range g.Expected.(map[string]any) {
			switch key {
			case "states", "event_codes", "time", "n.risk", "n.event", "n.censor", "pstate", "std.err", "cumhaz", "lower", "upper", "strata":
			case "cuminc":
				g.cuminc(r)
			case "gray":
				for i, test := range r.Gray {
					for j, x := range []float64{test.Statistic, test.P, test.DF} {
						g.Same(x, test.Reason, near, "gray", "data", i, j)
					}
				}
			case "finegray_g":
				g.finegray(FineGray{Clock: clock, Predictors: by, Cause: r.Causes[g.cause()-1].Code})
			case "cause_specific_cox":
				for cause := range g.Expected.(map[string]any)[key].(map[string]any) {
					m, err := Cox{Clock: clock, Predictors: by, Cause: cause}.Of(g.table)
					if err != nil {
						g.Fatal(err)
					}
					g.coefficients(m.Coefficients, key, cause)
				}
			default:
				g.Errorf("the test does not know %q", key)
			}
		}
	})
}

// cause is the number of the cause of crr in RUN.txt.
func (g *caseOf) cause() int {
	g.Helper()
	found := regexp.MustCompile(`crr cause (\d)`).FindStringSubmatch(g.run)
	if found == nil {
		g.Fatal("RUN.txt does not say the cause of crr")
	}
	return int(found[1][0] - '0')
}

func (g *caseOf) codes(key string, levels []stats.Level) {
	g.Helper()
	var codes []string
	for _, l := range levels {
		codes = append(codes, l.Code)
	}
	if want := g.texts(key); !slices.Equal(codes, want) {
		g.Errorf("%s: %v, want %v", key, codes, want)
	}
	g.Compared += len(codes)
}

func (r *Incidence) groups() []stats.Level {
	var list []stats.Level
	for _, c := range r.Curves {
		list = append(list, c.Group)
	}
	return list
}

// shares compares every step of every group.
func (g *caseOf) shares(r *Incidence) {
	g.Helper()
	at := 0
	for i, c := range r.Curves {
		for _, s := range c.Steps {
			if strata, _ := g.Get("strata", at); strata != nil {
				if i != g.level(r.groups(), strata.(string)) {
					g.Fatalf("step %d is of another group", at)
				}
				g.Compared++
			}
			g.Same(s.Time, "", near, "time", at)
			g.count(s.AtRisk, "n.risk", "data", at, 0)
			for j, share := range append([]CauseShare{{Share: s.Still, SE: s.StillSE}}, s.Causes...) {
				none := ""
				if share.Share.Confidence == 0 {
					none = "no interval"
				}
				if j > 0 {
					g.count(s.Events[j-1], "n.event", "data", at, j)
					g.Same(share.Hazard, "", near, "cumhaz", "data", at, j-1)
				}
				g.Same(share.Share.Value, "", near, "pstate", "data", at, j)
				g.Same(share.SE, "", near, "std.err", "data", at, j)
				g.Same(share.Share.Low, none, near, "lower", "data", at, j)
				g.Same(share.Share.High, none, near, "upper", "data", at, j)
			}
			at++
		}
	}
	if want := g.list("time"); want != at {
		g.Errorf("%d steps, want %d", at, want)
	}
}

// cuminc compares with the lists of cmprsk: each event of the cause makes two
// points, one before the jump and one after; then comes the last time.
func (g *caseOf) cuminc(r *Incidence) {
	g.Helper()
	for name := range g.Expected.(map[string]any)["cuminc"].(map[string]any) {
		space := strings.LastIndex(name, " ")
		group, cause := name[:space], int(name[space+1]-'1')
		i := 0
		if len(r.Curves) > 1 {
			i = g.level(r.groups(), "="+group)
		}
		at := 0
		point := func(time, share, variance float64) {
			g.Same(time, "", near, "cuminc", name, "time", at)
			g.Same(share, "", near, "cuminc", name, "est", at)
			g.Same(variance, "", near, "cuminc", name, "var", at)
			at++
		}
		point(0, 0, 0)
		var last CauseShare
		steps := r.Curves[i].Steps
		for _, s := range steps {
			if s.Events[cause] > 0 {
				point(s.Time, last.Share.Value, last.Variance)
				last = s.Causes[cause]
				point(s.Time, last.Share.Value, last.Variance)
			}
		}
		point(steps[len(steps)-1].Time, last.Share.Value, last.Variance)
		if want := g.list("cuminc", name, "time"); want != at {
			g.Errorf("cuminc %s: %d points, want %d", name, at, want)
		}
	}
}

// finegray compares where crr stops, which is before the top is reached to all
// digits; the model itself must be near and higher. At time 0 crr takes those
// censored there as gone before those who end there, so such cases are no guide.
func (g *caseOf) finegray(spec FineGray) {
	g.Helper()
	m, err := spec.Of(g.table)
	if err != nil {
		g.Fatal(err)
	}
	if times, err := g.table.Numbers(spec.Time); err != nil {
		g.Fatal(err)
	} else if x := slices.Sorted(slices.Values(numbers(times))); x[0] == 0 {
		return
	}
	data, f := g.crr(spec)
	variance := data.variance(f)
	for i, c := range m.Coefficients {
		if c.Log.Defined() && math.Abs(c.Log.Value-f.beta[i]) > 1e-3*c.SE {
			g.Errorf("%s: %v, crr stops at %v", code(c), c.Log, f.beta[i])
		}
		g.Same(f.beta[i], c.Log.Reason, near, "finegray_g", "coef", code(c))
		for j := range m.Coefficients {
			g.Same(variance.at(i, j), "", near, "finegray_g", "var", "data", i, j)
		}
	}
	if m.LogLik < f.last.loglik {
		g.Errorf("log likelihood %v, crr reaches %v", m.LogLik, f.last.loglik)
	}
	g.Same(f.last.loglik, "", near, "finegray_g", "loglik")
	g.Same(m.NullLogLik, "", near, "finegray_g", "loglik.null")
}

// crr climbs as R's cmprsk::crr does: until the slope is below a millionth of the
// log likelihood.
func (g *caseOf) crr(spec FineGray) (*subdistribution, fit) {
	g.Helper()
	list, s, err := modelled(g.table, spec.Clock, spec.Predictors, 0, "", false, nil)
	if err != nil {
		g.Fatal(err)
	}
	causes := slices.Clone(s.causes)
	if err := s.only(spec.Cause); err != nil {
		g.Fatal(err)
	}
	d, err := s.designOf(list, nil)
	if err != nil {
		g.Fatal(err)
	}
	data := s.subdistribution(d, causes)
	f := fit{beta: make([]float64, data.p)}
	for range 10 {
		f.last = data.evaluate(f.beta)
		f.root = f.last.information.factor(tinyPivot)
		steep := 0.0
		for j, x := range f.last.score {
			steep = max(steep, math.Abs(x)*max(1, math.Abs(f.beta[j])))
		}
		if steep < 1e-6*max(1, math.Abs(f.last.loglik)) {
			break
		}
		f.beta = add(f.beta, f.root.solve(f.last.score))
	}
	return data, f
}

// numbers are the recorded values of a column.
func numbers(c *stats.Numbers) []float64 {
	var list []float64
	for row := range c.Len() {
		if x, ok := c.At(row); ok {
			list = append(list, x)
		}
	}
	return list
}

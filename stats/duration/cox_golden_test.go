package duration

import (
	"math"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

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

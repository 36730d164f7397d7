package stats

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats/internal/golden"
)

// regressionData reads a case: columns of numbers as they are, others with the
// levels in the order of the terms, the one without a term first.
func regressionData(g *golden.Case, terms []string) (data *Table, outcome string, predictors []string) {
	formula, _ := g.Get("formula")
	left, right, _ := strings.Cut(formula.(string), "~")
	outcome = strings.TrimSpace(left)
	for name := range strings.SplitSeq(right, "+") {
		if name = strings.TrimSpace(name); name == "." {
			for _, header := range g.Rows[0] {
				if header != outcome {
					predictors = append(predictors, header)
				}
			}
		} else {
			predictors = append(predictors, name)
		}
	}
	var columns []Column
	for _, name := range append([]string{outcome}, predictors...) {
		cells := g.Column(name)
		if !slices.ContainsFunc(cells, func(cell string) bool {
			_, err := strconv.ParseFloat(cell, 64)
			return err != nil && cell != "" && cell != "NA"
		}) {
			columns = append(columns, goldenNumbers(g, name))
			continue
		}
		var levels []Level
		add := func(code string) {
			if code != "" && code != "NA" && levelIndex(levels, code) < 0 {
				levels = append(levels, Level{Code: code})
			}
		}
		for _, cell := range slices.Sorted(slices.Values(cells)) {
			if !slices.Contains(terms, name+cell) {
				add(cell)
			}
		}
		for _, term := range terms {
			if code, ok := strings.CutPrefix(term, name); ok && slices.Contains(cells, code) {
				add(code)
			}
		}
		codes, missing := make([]int, len(cells)), make([]Missing, len(cells))
		for i, cell := range cells {
			if codes[i] = levelIndex(levels, cell); codes[i] < 0 {
				missing[i] = NotRecorded
			}
		}
		columns = append(columns, Variable{Name: name}.Categories(levels, false, codes, missing))
	}
	return MustTable("", columns...), outcome, predictors
}

func termsOf(g *golden.Case, path ...any) []string {
	list, _ := g.Get(path...)
	var terms []string
	for _, term := range list.([]any) {
		terms = append(terms, term.(string))
	}
	return terms
}

// termName is the name R gives a coefficient.
func termName(t RegressionTerm) string {
	if t.column < 0 {
		return "(Intercept)"
	}
	return t.Variable.Name + t.Level.Code
}

func TestGoldenLogistic(t *testing.T) {
	golden.Each(t, "logistic", func(g *golden.Case) {
		terms := termsOf(g, "terms")
		data, outcome, predictors := regressionData(g, terms)
		m, err := LogisticRegression{Outcome: outcome, Predictors: predictors}.Of(data)
		if err != nil { // R fits an outcome with a single value
			null, _ := g.Get("nullDeviance")
			if number, ok := null.(float64); g.Compared > 0 || ok && number > 1e-6 {
				g.Fatal(err)
			}
			g.Compared++
			return
		}
		warning, _ := g.Get("r_warning")
		separated := strings.Contains(strings.Join(texts(warning), " "), "numerically 0 or 1")
		g.Same(float64(m.N), "", 0, "n")
		g.Compared++
		if m.Separated != separated {
			g.Errorf("separated: %v, the reference warns %v", m.Separated, warning)
		}
		if found, _ := g.Get("converged"); found != m.Converged && !separated {
			g.Errorf("converged: %v, want %v", m.Converged, found)
		}
		g.Compared++
		// Where the estimate is infinite R's numbers are those of where it stopped:
		// only what has a limit is compared.
		const glm = 1e-7
		limit := glm
		if separated {
			limit = 1e-3
		} else {
			g.Same(float64(m.Iterations), "", 0, "iterations")
		}
		aliased, _ := g.Get("aliased")
		theirs := texts(aliased)
		for _, c := range m.Coefficients {
			name := termName(c.RegressionTerm)
			at := slices.Index(terms, name)
			g.Compared++
			if (c.Aliased != "") != slices.Contains(theirs, name) && c.Aliased == "" {
				g.Errorf("%s is aliased in the reference only", name)
			}
			if at < 0 {
				if c.Aliased == "" {
					g.Errorf("no term %s in the reference", name)
				}
				continue
			}
			if c.Infinite != 0 {
				if se, _ := g.Get("se", at); !separated || se.(float64) < 100 {
					g.Errorf("%s is finite in the reference", name)
				}
				continue
			}
			g.Same(c.Coefficient.Value, c.Coefficient.Reason, limit, "coef", at)
			g.Same(c.SE.Value, c.SE.Reason, limit, "se", at)
			g.Same(c.Test.Statistic, c.Test.Reason, limit, "z", at)
			g.Same(c.Test.P, c.Test.Reason, 1e2*limit, "p", at)
			g.Same(c.OddsRatio.Value, c.OddsRatio.Reason, limit, "oddsRatio", at)
			nearby(g, c.Wald.Low, c.Wald.Reason, 10*limit, "waldCI", at, 0)
			nearby(g, c.Wald.High, c.Wald.Reason, 10*limit, "waldCI", at, 1)
			if !separated {
				// R interpolates between the points of its profile.
				nearby(g, c.Coefficient.Low, c.Coefficient.Reason, 5e-4*c.SE.Value, "profileCI", at, 0)
				nearby(g, c.Coefficient.High, c.Coefficient.Reason, 5e-4*c.SE.Value, "profileCI", at, 1)
			}
		}
		for name, value := range map[string]float64{
			"nullLogLik": m.NullLogLik, "nullDeviance": m.NullDeviance, "AIC": m.AIC, "BIC": m.BIC, "mcfadden": m.McFadden.Value,
			"coxSnell": m.CoxSnell.Value, "nagelkerke": m.Nagelkerke.Value, "tjur": m.Tjur.Value, "auc": m.AUC.Value,
			"lrChisq": m.LikelihoodRatio.Statistic, "lrDf": m.LikelihoodRatio.DF,
		} {
			g.Same(value, "", limit, name)
		}
		if !separated {
			g.Same(m.LogLik, "", glm, "logLik")
			g.Same(m.Deviance, "", glm, "deviance")
		}
		g.Same(m.LikelihoodRatio.P, m.LikelihoodRatio.Reason, 1e3*limit*float64(1), "lrP")
		if _, refused := g.Get("vif", "r_error"); refused {
			g.Compared++
			if len(m.Inflation) < 2 && m.Inflation[0].GVIF.Defined() {
				g.Error("a single predictor has no inflation")
			}
		} else if !separated {
			for i, v := range m.Inflation {
				if refuses(g, "vif") {
					break
				}
				if _, listed := g.Get("vif", i); listed {
					g.Same(v.GVIF.Value, v.GVIF.Reason, 1e-6, "vif", i, 0)
					g.Same(float64(v.DF), "", 0, "vif", i, 1)
					g.Same(v.Root.Value, v.Root.Reason, 1e-6, "vif", i, 2)
				} else {
					g.Same(v.GVIF.Value, v.GVIF.Reason, 1e-6, "vif", v.Variable.Name)
				}
			}
		}
		if _, there := g.Get("firth_brglm2_AS_mean", "terms"); !there {
			return
		}
		firth, err := LogisticRegression{Outcome: outcome, Predictors: predictors, Firth: true}.Of(data)
		if err != nil {
			g.Fatal(err)
		}
		terms = termsOf(g, "firth_brglm2_AS_mean", "terms")
		for _, c := range firth.Coefficients {
			if at := slices.Index(terms, termName(c.RegressionTerm)); at >= 0 {
				// brglm2 stops where its steps are below 1e-6.
				nearby(g, c.Coefficient.Value, c.Coefficient.Reason, 1e-5*c.SE.Value, "firth_brglm2_AS_mean", "coef", at)
				g.Same(c.SE.Value, c.SE.Reason, 1e-5, "firth_brglm2_AS_mean", "se", at)
				nearby(g, c.Test.P, c.Test.Reason, 1e-5, "firth_brglm2_AS_mean", "p", at)
				if !(c.Coefficient.Low < c.Coefficient.Value && c.Coefficient.Value < c.Coefficient.High) || math.IsInf(c.Coefficient.High, 0) {
					g.Errorf("%s: penalised interval [%v; %v]", c.Title("en"), c.Coefficient.Low, c.Coefficient.High)
				}
			}
		}
	})
}

func texts(found any) []string {
	var list []string
	switch found := found.(type) {
	case string:
		list = append(list, found)
	case []any:
		for _, text := range found {
			if text, ok := text.(string); ok {
				list = append(list, text)
			}
		}
	}
	return list
}

package duration

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// Cox models the pace at which durations end: each predictor multiplies the
// hazard by its ratio, whatever the time. Numbers count by unit, flags as yes
// against no, categories as each level against the first, or that of References.
//
// With Cause, other ends count as leaving observation: the cause-specific hazard.
// Rows missing anything are left out. Predictors that others give already, and
// those that separate (no event on one side), have a reason instead of a ratio.
// Proportionality is checked by the score test of Grambsch and Therneau (1994).
// Cox (1972). Agrees with R's survival::coxph, cox.zph and
// basehaz (centered = FALSE).
type Cox struct {
	Clock
	Predictors []string
	References map[string]string // of categories, by name of the column: the code of a level
	Cause      string            // level of Event; "": any end
	Strata     string            // column: each of its levels has a hazard of its own
	Ties       Ties
	Confidence float64 // of the intervals; 0 is 0.95
	Cases      string  // what a row of the data is, in the plural; "dossiers"
	Lang       string  // "en" for English; French otherwise
}

// PredictorTest is a test of one predictor.
type PredictorTest struct {
	Variable stats.Variable
	stats.Test
}

// BaselineStep is the cumulated hazard of those with 0 in each number, no in each
// flag and the reference level of each category.
type BaselineStep struct {
	Stratum      stats.Level
	Time, Hazard float64
}

// CoxModel is what Cox found.
type CoxModel struct {
	Spec         Cox
	N, Events    int
	Missing      stats.MissingCounts // rows by reason of being left out
	Warnings     []string
	Unit         string
	Coefficients []Coefficient
	Variance     [][]float64 // of the coefficients
	// NullLogLik and LogLik are partial log likelihoods without predictors and
	// with them; Iterations, how many steps of Newton led from one to the other.
	NullLogLik, LogLik           float64
	Iterations                   int
	LikelihoodRatio, Wald, Score stats.Test
	// Concordance is how often, of two that can be compared, the one with the
	// higher predicted hazard ended first; 0.5 is chance (Harrell 1982).
	Concordance     stats.Estimate
	ConcordanceSE   float64
	Proportionality []PredictorTest // a small p: the ratio changes with time
	Global          stats.Test      // of all predictors together
	Baseline        []BaselineStep
	// Rows are those used, and Residuals their martingale residuals: events less
	// expected ones.
	Rows      []int
	Residuals []float64
}

// Of fits the model. Errors are unknown columns, levels and causes, predictors
// that are neither numbers, categories nor flags, and impossible durations.
func (c Cox) Of(t *stats.Table) (*CoxModel, error) {
	r, err := c.fit(t)
	if err != nil {
		return nil, fmt.Errorf("cox: %w", err)
	}
	return r, nil
}

func (c Cox) fit(t *stats.Table) (*CoxModel, error) {
	if c.Ties > Exact {
		return nil, fmt.Errorf("ties %d are not Efron, Breslow or Exact", c.Ties)
	}
	by, err := columns(t, c.Strata)
	if err != nil {
		return nil, err
	}
	list, s, err := modelled(t, c.Clock, c.Predictors, c.Confidence, c.Lang, c.Cause == "", present(by))
	if err != nil {
		return nil, err
	}
	if err := s.only(c.Cause); err != nil {
		return nil, err
	}
	strata, err := s.groupsOf(by[0])
	if err != nil {
		return nil, err
	}
	d, err := s.designOf(list, c.References)
	if err != nil {
		return nil, err
	}
	r := &CoxModel{Spec: c, N: len(s.rows), Missing: s.missing, Unit: s.unit, Rows: s.rows}
	r.Coefficients = d.coefficients(s)
	for _, cause := range s.causes {
		r.Events += min(cause, 1)
	}
	m := s.partialOf(d, strata, c.Ties)
	evaluate := func(beta []float64) evaluation { return m.evaluate(beta, nil) }
	if c.Ties == Exact {
		if m.tooMany() {
			return nil, fmt.Errorf("exact ties among %d rows with %d coefficients take too long: use Efron", r.N, m.p)
		}
		evaluate = m.exact
	}
	f := maximise(d.ranges(), r.Events, settled, evaluate)
	var z float64
	r.Spec.Confidence, z = confidence(c.Confidence)
	why := f.reasons(d, r.Events, c.Lang)
	inverse := f.root.inverse()
	settle(r.Coefficients, f, inverse, why, z, r.Spec.Confidence)
	for i := range m.p {
		r.Variance = append(r.Variance, inverse.row(i))
	}
	r.NullLogLik, r.LogLik, r.Iterations = f.null.loglik, f.last.loglik, f.steps
	r.tests(f, why)
	r.concord(s, strata, d, f, why, z)
	r.check(s, m, d, f, why)
	if why.all == "" && c.Ties != Exact {
		m.hazards(f.beta)
		r.baseline(s, m, d, f, strata)
		r.residuals(s, m, f)
	}
	r.Warnings = append(s.notes, f.warnings(d, r.Events, c.Lang)...)
	r.warn()
	return r, nil
}

// tests are those of all coefficients together.
func (r *CoxModel) tests(f fit, w why) {
	none := ""
	if r.Events == 0 {
		none = w.all
	}
	lang := r.Spec.Lang
	r.LikelihoodRatio = f.test(stats.Say(lang, "rapport de vraisemblance", "likelihood ratio"), 2*(r.LogLik-r.NullLogLik), none, lang)
	r.Score = f.test("score", f.null.information.factor(tinyPivot).quadratic(f.null.score), none, lang)
	wald := 0.0
	for i, b := range f.beta {
		for j, c := range f.beta {
			wald += b * c * f.last.information.at(i, j)
		}
	}
	r.Wald = f.test("Wald", wald, w.all, lang)
}

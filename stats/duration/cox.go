package duration

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// Cox models the pace at which durations end: each predictor multiplies the
// hazard by its ratio, whatever the time. Numbers count by unit, flags as yes
// against no, categories as each level against the first, or that of Reference.
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
	Reference  []string // "variable=level"
	Cause      string   // level of Event; "": any end
	Strata     string   // column: each of its levels has a hazard of its own
	Ties       Ties
	Level      float64 // of confidence; 0 is 0.95
	Cases      string  // what a row of the data is, in the plural; "dossiers"
	Lang       string  // "en" for English; French otherwise
}

// Coefficient is what a model says of a number, or of a level.
type Coefficient struct {
	Variable         stats.Variable
	Level, Reference stats.Level    // zero for numbers
	N, Events        int            // with that level; all for numbers
	Log              stats.Estimate // the coefficient
	SE               float64        // of Log
	Ratio            stats.Estimate // exp(Log)
	Test             stats.Test     // Wald's z
	predictor        int
}

// Title names what the coefficient is of.
func (c Coefficient) Title(lang string) string {
	return term{c.Variable, c.predictor, c.Level, c.Reference}.title(lang)
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
	if err := checked(0, c.Level, nil, 0, nil); err != nil {
		return nil, err
	}
	list, err := predictors(t, c.Predictors)
	if err != nil {
		return nil, err
	}
	by, err := columns(t, c.Strata)
	if err != nil {
		return nil, err
	}
	s, err := c.read(t, c.Lang, c.Cause == "", append(present(by), list...)...)
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
	d, err := s.designOf(list, c.Reference)
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
		evaluate = m.exact
	}
	f := maximise(m.p, d.ranges(), evaluate)
	var z float64
	r.Spec.Level, z = confidence(c.Level)
	why := r.reasons(s, d, f)
	settle(r.Coefficients, f, why, z, r.Spec.Level)
	inverse := f.root.inverse()
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
	r.Warnings = s.notes
	r.warn(d, f)
	return r, nil
}

// only keeps the events of one cause; the others leave.
func (s *spells) only(cause string) error {
	codes := make([]string, len(s.levels))
	for i, l := range s.levels {
		codes[i] = l.Code
	}
	at := 0
	if cause != "" {
		if at = slices.Index(codes, cause) + 1; at == 0 {
			return fmt.Errorf("no cause %s", stats.Unknown(cause, codes))
		}
		s.levels = s.levels[at-1 : at]
	} else {
		s.levels = []stats.Level{{Label: s.say("fin", "end")}}
	}
	for i, c := range s.causes {
		s.causes[i] = 0
		if c > 0 && (c == at || at == 0) {
			s.causes[i] = 1
		}
	}
	return nil
}

// coefficients are those of a design, not yet estimated.
func (d *design) coefficients(s *spells) []Coefficient {
	list := make([]Coefficient, len(d.terms))
	for j, t := range d.terms {
		c := Coefficient{Variable: t.variable, Level: t.level, Reference: t.ref, predictor: t.predictor, Test: stats.Test{Name: "z"}}
		for i, x := range d.columns[j] {
			if t.level.Code == "" || x+d.means[j] > 0.5 {
				c.N++
				c.Events += min(s.causes[i], 1)
			}
		}
		list[j] = c
	}
	return list
}

// ranges are how far the values of each column are apart.
func (d *design) ranges() []float64 {
	list := make([]float64, len(d.columns))
	for j, column := range d.columns {
		if len(column) > 0 {
			list[j] = slices.Max(column) - slices.Min(column)
		}
	}
	return list
}

// why says why figures of a model do not exist: all, or of a coefficient.
type why struct {
	all string
	of  []string
}

func (r *CoxModel) reasons(s *spells, d *design, f fit) why {
	w := why{of: make([]string, len(d.terms))}
	if r.Events == 0 {
		w.all = s.say("non calculable : rien ne s'est terminé", "not computable: nothing has ended")
	}
	if names := f.runaways(d, r.Spec.Lang); names != "" {
		w.all = fmt.Sprintf(s.say(
			"non calculable : %s sépare parfaitement les fins des autres, le rapport est infini ou nul",
			"not computable: %s separates the ends from the others perfectly, the ratio is infinite or zero"), names)
	}
	for j := range w.of {
		w.of[j] = w.all
		if w.all == "" && f.root.redundant[j] {
			w.of[j] = s.say("constant, ou donné par les variables qui précèdent", "constant, or given by the predictors before it")
		}
	}
	return w
}

// settle fills in the coefficients.
func settle(list []Coefficient, f fit, w why, z, level float64) {
	inverse := f.root.inverse()
	for j := range list {
		c := &list[j]
		c.Log.Reason, c.Ratio.Reason, c.Test.Reason = w.of[j], w.of[j], w.of[j]
		if w.of[j] != "" {
			continue
		}
		c.SE = math.Sqrt(inverse.at(j, j))
		b := f.beta[j]
		c.Log = stats.Estimate{Value: b, Low: b - z*c.SE, High: b + z*c.SE, Level: level}
		c.Ratio = stats.Estimate{Value: math.Exp(b), Low: math.Exp(c.Log.Low), High: math.Exp(c.Log.High), Level: level}
		c.Test.Statistic = b / c.SE
		c.Test.P = tail.Normal(c.Test.Statistic)
	}
}

// tests are those of all coefficients together.
func (r *CoxModel) tests(f fit, w why) {
	df := float64(f.root.rank)
	test := func(name string, x float64, reason string) stats.Test {
		if reason == "" && df == 0 {
			reason = stats.Say(r.Spec.Lang, "aucun prédicteur ne varie", "no predictor varies")
		}
		if reason != "" {
			return stats.Test{Name: name, Reason: reason}
		}
		return stats.Test{Name: name, Statistic: x, DF: df, P: tail.ChiSquared(x, df)}
	}
	none := ""
	if r.Events == 0 {
		none = w.all
	}
	r.LikelihoodRatio = test(stats.Say(r.Spec.Lang, "rapport de vraisemblance", "likelihood ratio"), 2*(r.LogLik-r.NullLogLik), none)
	r.Score = test("score", f.null.information.factor(tinyPivot).quadratic(f.null.score), none)
	wald := 0.0
	for i, b := range f.beta {
		for j, c := range f.beta {
			wald += b * c * f.last.information.at(i, j)
		}
	}
	r.Wald = test("Wald", wald, w.all)
}

package stats

import (
	"fmt"
	"math"
	"strings"

	"github.com/askoria/verbatim/stats/internal/rank"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// LogisticRegression models the odds of an event by several predictors: odds
// ratios with intervals, tests, fit and warnings. Factors, ordered ones too, are
// compared with a reference level, the first with a case unless named. Rows
// without one of the values are left out, and counted.
//
// Coefficients a separation makes infinite are "not estimable", with the reason;
// Firth (1993) gives finite ones, with penalised profile intervals (Heinze and
// Schemper 2002). Undefined where the outcome has one value or nothing is left
// to compare. Agrees with R's glm(family = binomial), confint, car::vif,
// brglm2 (type AS_mean); see LogisticModel for what is not as in R.
type LogisticRegression struct {
	Outcome    string // flags, categories of two levels, or numbers 0 and 1
	Event      string // the level whose odds are modelled; yes, 1, or the last level when empty
	Predictors []string
	References map[string]string // of factors, by name of the column: the code of a level
	Firth      bool
	Workers    int    // 0: all processors; the result is the same to the last bit
	Cases      string // what a row of the data is, in the plural; "dossiers"
	Lang       string // "en" for English; French otherwise
}

// LogisticCoefficient is a term with its coefficient on the log-odds scale.
type LogisticCoefficient struct {
	RegressionTerm
	Coefficient Estimate // with the profile likelihood interval up to 10,000 rows, then Wald's
	Wald        Estimate // the same with Wald's interval
	SE          Estimate
	Test        Test     // Wald's z
	OddsRatio   Estimate // exp of Coefficient, ends too
	// Infinite is the sign of a coefficient that a separation makes infinite,
	// 0 where it is finite.
	Infinite int
}

// LogisticModel is what LogisticRegression found. Standard errors are those of
// the last weighted least squares, as in R. Profile ends solve the likelihood
// equation, where R interpolates it.
type LogisticModel struct {
	Spec         LogisticRegression
	Outcome      Variable
	Event        Level
	N, Events    int
	Missing      MissingCounts // rows left out, by the reason of the first that is missing
	Coefficients []LogisticCoefficient
	Covariance   [][]float64 // of the coefficients that are not aliased, in their order
	Iterations   int
	Converged    bool
	// Separated tells that some coefficients have no finite estimate.
	Separated                        bool
	LogLik, NullLogLik               float64
	Deviance, NullDeviance, AIC, BIC float64
	LikelihoodRatio                  Test // of all predictors together
	// McFadden (1974), CoxSnell (1989), Nagelkerke (1991) and Tjur (2009) are
	// shares explained; AUC is the chance that a case with the event has the
	// higher fitted probability, ties half.
	McFadden, CoxSnell, Nagelkerke, Tjur, AUC Estimate
	Inflation                                 []VarianceInflation
	Fitted                                    []float64 // probability of the event, of the rows kept
	Warnings                                  []string

	factors []Counts
}

// mostProfiled is how many rows profile intervals are computed for; beyond,
// Wald's are the same to the digits shown.
const mostProfiled = 10_000

// Of fits the model. Errors are unknown columns, an outcome that is not of two
// values, one that has a single value among the rows kept, and no row.
func (s LogisticRegression) Of(t *Table) (*LogisticModel, error) {
	m := &LogisticModel{Spec: s}
	outcome, err := m.outcome(t)
	if err != nil {
		return nil, fmt.Errorf("logistic regression: %w", err)
	}
	d, y, missing, err := regressors(t, outcome, s.Predictors, s.References, s.Lang)
	if err != nil {
		return nil, fmt.Errorf("logistic regression: %w", err)
	}
	m.N, m.Missing = len(y), missing
	for _, value := range y {
		m.Events += int(value)
	}
	switch {
	case m.N == 0:
		return nil, fmt.Errorf("logistic regression: no row has a value of %q and of every predictor; look at the missing values of each", s.Outcome)
	case m.Events == 0 || m.Events == m.N:
		return nil, fmt.Errorf("logistic regression: %q has a single value among the %d rows kept: there is nothing to explain", s.Outcome, m.N)
	}
	m.factors = append([]Counts{m.outcomeCounts()}, d.counts(s.Lang)...)
	f := &logit{design: d, y: y, workers: s.Workers}
	m.fit(f)
	return m, nil
}

// outcome is 1 where the event is.
func (m *LogisticModel) outcome(t *Table) (*side, error) {
	c, err := t.Column(m.Spec.Outcome)
	if err != nil {
		return nil, err
	}
	m.Outcome = c.Variable()
	if numbers, ok := c.(*Numbers); ok {
		for row, x := range numbers.values {
			if c.Missing(row) == Recorded && x != 0 && x != 1 {
				return nil, fmt.Errorf("outcome %q must be 0 or 1, row %d has %v; make a flag of it", m.Spec.Outcome, row+1, x)
			}
		}
		if m.Spec.Event != "" && m.Spec.Event != "1" {
			return nil, fmt.Errorf("event of %q: no level %s", m.Spec.Outcome, Unknown(m.Spec.Event, []string{"1"}))
		}
		m.Event = Level{Code: "1"}
		return &side{variable: m.Outcome, scale: quantity, values: numbers.values, missing: numbers.missing}, nil
	}
	f, err := factorOf(c, m.Spec.Lang)
	if err != nil {
		return nil, err
	}
	at := len(f.levels) - 1
	if m.Spec.Event != "" {
		if at = levelIndex(f.levels, m.Spec.Event); at < 0 {
			var known []string
			for _, level := range f.levels {
				known = append(known, level.Code)
			}
			return nil, fmt.Errorf("event of %q: no level %s", m.Spec.Outcome, Unknown(m.Spec.Event, known))
		}
	} else if len(f.levels) != 2 {
		return nil, fmt.Errorf("outcome %q has %d levels: name one of them as Event, the others are then without it", m.Spec.Outcome, len(f.levels))
	}
	m.Event = f.levels[at]
	binary := &side{variable: m.Outcome, scale: quantity, values: make([]float64, c.Len()), missing: make([]Missing, c.Len())}
	for row, code := range f.codes {
		binary.values[row] = float64(bit(int(code) == at))
		binary.missing[row] = c.Missing(row)
	}
	return binary, nil
}

func (m *LogisticModel) fit(f *logit) {
	s, lang, d := m.Spec, m.Spec.Lang, f.design
	p := len(d.kept)
	gamma, information, iterations, converged := f.irls()
	direction := f.separation(gamma)
	m.Separated = direction != nil
	if s.Firth {
		gamma, information, iterations, converged = f.newton(make([]float64, p), nil, 0, true)
	}
	m.Iterations, m.Converged = iterations, converged
	beta := d.back(gamma)
	m.Covariance = d.covariance(information)
	m.LogLik, m.Fitted = f.likelihood(gamma)
	events, n := float64(m.Events), float64(m.N)
	m.NullLogLik = events*math.Log(events/n) + (n-events)*math.Log1p(-events/n)
	m.Deviance, m.NullDeviance = -2*m.LogLik, -2*m.NullLogLik
	m.AIC, m.BIC = m.Deviance+2*float64(p), m.Deviance+math.Log(n)*float64(p)
	at := 0
	for _, term := range d.terms {
		c := LogisticCoefficient{RegressionTerm: term, Test: Test{Name: "z de Wald"}}
		c.Test.Name = Say(lang, "z de Wald", "Wald's z")
		reason := term.Aliased
		if reason == "" {
			if m.Separated && !s.Firth {
				if c.Infinite = direction[at]; c.Infinite != 0 {
					reason = Say(lang, "non estimable (→ +∞) : séparation", "not estimable (→ +∞): separation")
					if c.Infinite < 0 {
						reason = Say(lang, "non estimable (→ −∞) : séparation", "not estimable (→ −∞): separation")
					}
				}
			}
			se := math.Sqrt(m.Covariance[at][at])
			c.SE.Value = se
			c.Test.Statistic = beta[at] / se
			c.Test.P = tail.Normal(c.Test.Statistic)
			c.Wald = Estimate{Value: beta[at], Low: beta[at] - tail.Z95*se, High: beta[at] + tail.Z95*se, Confidence: 0.95}
			c.Coefficient = c.Wald
			if m.N <= mostProfiled && (!m.Separated || s.Firth) {
				c.Coefficient = f.profile(at, gamma, beta[at], se, s.Firth)
			}
			c.OddsRatio = expOf(c.Coefficient)
			at++
		}
		if reason != "" {
			because(reason, []*Test{&c.Test}, &c.Coefficient, &c.Wald, &c.SE, &c.OddsRatio)
		}
		m.Coefficients = append(m.Coefficients, c)
	}
	m.quality(f, p)
	m.Inflation = d.inflation(m.Covariance, lang)
	if m.Separated && !s.Firth {
		for i := range m.Inflation {
			reason := Say(lang, "séparation", "separation")
			m.Inflation[i].GVIF.Reason, m.Inflation[i].Root.Reason = reason, reason
		}
	}
	m.warn(p)
}

// quality is the tests and shares of the whole model.
func (m *LogisticModel) quality(f *logit, p int) {
	lang, n := m.Spec.Lang, float64(m.N)
	m.LikelihoodRatio = Test{Name: Say(lang, "rapport de vraisemblance", "likelihood ratio"), Statistic: m.NullDeviance - m.Deviance, DF: float64(p - 1)}
	m.LikelihoodRatio.P = tail.ChiSquared(m.LikelihoodRatio.Statistic, m.LikelihoodRatio.DF)
	if p == 1 {
		m.LikelihoodRatio.Reason = Say(lang, "aucun prédicteur ne varie", "no predictor varies")
	} else if m.Spec.Firth {
		m.LikelihoodRatio.Reason = Say(lang, "vraisemblance pénalisée : voir les intervalles", "penalised likelihood: see the intervals")
	}
	m.McFadden.Value = 1 - m.LogLik/m.NullLogLik
	m.CoxSnell.Value = -math.Expm1(-(m.NullDeviance - m.Deviance) / n)
	m.Nagelkerke.Value = m.CoxSnell.Value / -math.Expm1(-m.NullDeviance/n)
	with, without := 0.0, 0.0
	for row, fitted := range m.Fitted {
		with += f.y[row] * fitted
		without += (1 - f.y[row]) * fitted
	}
	events := float64(m.Events)
	m.Tjur.Value = with/events - without/(n-events)
	ranks := 0.0
	// Probabilities equal but for rounding are ties.
	rounded := make([]float64, m.N)
	for row, fitted := range m.Fitted {
		rounded[row] = math.Round(fitted*1e12) / 1e12
	}
	for row, mid := range rank.Of(rounded).Mid {
		ranks += f.y[row] * mid
	}
	m.AUC.Value = (ranks - events*(events+1)/2) / (events * (n - events))
}

func (m *LogisticModel) warn(p int) {
	lang := m.Spec.Lang
	add := func(text string) { m.Warnings = append(m.Warnings, text) }
	if m.Separated {
		var names []string
		for _, c := range m.Coefficients {
			if c.Infinite != 0 && c.column >= 0 {
				names = append(names, Quoted(lang, c.Title(lang)))
			}
		}
		switch {
		case m.Spec.Firth:
			add(Say(lang, "Séparation : le maximum de vraisemblance n'existe pas ; estimations pénalisées de Firth.",
				"Separation: maximum likelihood does not exist; Firth's penalised estimates."))
		default:
			add(fmt.Sprintf(Say(lang, "Séparation : %s prédit l'issue sans erreur pour une partie des cas ; coefficient infini, sans intervalle. Choisir Firth.",
				"Separation: %s predicts the outcome without error for some cases; infinite coefficient, no interval. Choose Firth."), joined(names, lang)))
		}
	} else if !m.Converged {
		add(Say(lang, "L'ajustement n'a pas convergé.", "The fit did not converge."))
	}
	least := min(m.Events, m.N-m.Events)
	if per := float64(least) / math.Max(1, float64(p-1)); per < 10 {
		add(fmt.Sprintf(Say(lang, "%s cas de l'issue la plus rare par coefficient (moins de 10) : estimations fragiles.",
			"%s cases of the rarer outcome per coefficient (below 10): fragile estimates."), Tenth.Number(per, lang)))
	}
	for _, c := range m.Coefficients {
		if c.Aliased != "" {
			add(fmt.Sprintf("%s%s%s.", Quoted(lang, c.Title(lang)), colon(lang), c.Aliased))
		}
	}
}

func (m *LogisticModel) outcomeCounts() Counts {
	c := column(m.Outcome.Title(), m.Missing, []string{m.Event.Title(), Say(m.Spec.Lang, "autre", "other")}, []int{m.Events, m.N - m.Events}, m.Spec.Lang)
	c.RowsOf = m.Outcome.Name
	return c
}

func joined(names []string, lang string) string {
	if len(names) == 0 {
		return Say(lang, "la constante", "the intercept")
	}
	return strings.Join(names, ", ")
}

// expOf is the odds ratio of a coefficient.
func expOf(e Estimate) Estimate {
	return Estimate{Value: math.Exp(e.Value), Low: math.Exp(e.Low), High: math.Exp(e.High), Confidence: e.Confidence, Reason: e.Reason}
}

package stats

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// LinearRegression explains a number by several predictors, by least squares:
// coefficients with 95 % intervals and tests, shares of variance, F. Factors
// are compared with a reference level, the first with a case unless named. Rows
// without one of the values are left out, and counted. A coefficient that
// follows from others is kept with the reason.
//
// Robust gives standard errors that hold when the variance is not the same
// everywhere: HC3 (MacKinnon and White 1985). Tests are undefined without
// degrees of freedom and for a perfect fit. Agrees with R's lm, car::vif and
// sandwich::vcovHC.
type LinearRegression struct {
	Outcome    string // numbers
	Predictors []string
	References map[string]string // of factors, by name of the column: the code of a level
	Robust     bool              // HC3 standard errors
	Cases      string            // what a row of the data is, in the plural; "dossiers"
	Lang       string            // "en" for English; French otherwise
}

// LinearCoefficient is a term with its coefficient in units of the outcome.
type LinearCoefficient struct {
	RegressionTerm
	Coefficient Estimate // with Student's interval
	SE          Estimate
	Test        Test // Student's t
}

// LinearModel is what LinearRegression found.
type LinearModel struct {
	Spec           LinearRegression
	Outcome        Variable
	N              int
	Missing        MissingCounts // rows left out, by the reason of the first that is missing
	Coefficients   []LinearCoefficient
	Sigma          Estimate // standard deviation of the residuals
	DF             int      // of the residuals
	R2, AdjustedR2 Estimate
	F              Test // of all predictors together
	Inflation      []VarianceInflation
	Residuals      []float64 // of the rows kept
	Warnings       []string

	factors []Counts
}

// Of fits the model. Errors are unknown columns, an outcome that is not a
// number, and no row.
func (s LinearRegression) Of(t *Table) (*LinearModel, error) {
	column, err := t.Numbers(s.Outcome)
	if err != nil {
		return nil, fmt.Errorf("linear regression: %w", err)
	}
	outcome := &side{variable: column.variable, scale: quantity, values: column.values, missing: column.missing}
	d, y, missing, err := regressors(t, outcome, s.Predictors, s.References, s.Lang)
	if err != nil {
		return nil, fmt.Errorf("linear regression: %w", err)
	}
	if len(y) == 0 {
		return nil, fmt.Errorf("linear regression: no row has a value of %q and of every predictor; look at the missing values of each", s.Outcome)
	}
	m := &LinearModel{Spec: s, Outcome: outcome.variable, N: len(y), Missing: missing, factors: d.counts(s.Lang)}
	m.fit(d, y)
	return m, nil
}

func (m *LinearModel) fit(d *design, y []float64) {
	lang, p, n := m.Spec.Lang, len(d.kept), float64(m.N)
	gamma := make([]float64, p)
	m.Residuals = slices.Clone(y)
	for range 2 { // the second time takes away what rounding has left
		part := make([]float64, p)
		for row, r := range m.Residuals {
			for j, x := range d.q[row*p : (row+1)*p] {
				part[j] += x * r
			}
		}
		for row := range m.Residuals {
			m.Residuals[row] -= scalar(d.q[row*p:(row+1)*p], part)
		}
		for j := range gamma {
			gamma[j] += part[j]
		}
	}
	rest, all := scalar(m.Residuals, m.Residuals), sampleOf(y, y[0]).squares
	m.DF = m.N - p
	noError := ""
	switch {
	case m.DF == 0:
		noError = Say(lang, "autant de coefficients que de cas : aucun degré de liberté", "as many coefficients as cases: no degree of freedom")
	case rest <= 1e-24*math.Max(all, scalar(y, y)):
		noError = Say(lang, "ajustement parfait : aucune erreur à laquelle comparer", "perfect fit: no error to compare with")
		rest = 0
	}
	sigma2 := rest / math.Max(1, float64(m.DF))
	m.Sigma, m.F = Estimate{Value: math.Sqrt(sigma2), Reason: noError}, Test{Name: "F", Reason: noError}
	if m.DF > 0 {
		m.Sigma.Reason = ""
	}
	m.R2.Value = 1 - rest/all
	m.AdjustedR2 = Estimate{Value: 1 - (1-m.R2.Value)*(n-1)/float64(m.DF), Reason: noError}
	if all == 0 {
		reason := constant(m.Outcome, lang)
		because(reason, []*Test{&m.F}, &m.R2, &m.AdjustedR2)
		noError = or(noError, reason)
	} else if p == 1 {
		m.F.Reason = Say(lang, "aucun prédicteur ne varie", "no predictor varies")
	}
	if m.F.Defined() {
		m.F.f((all-rest)/float64(p-1)/sigma2, float64(p-1), float64(m.DF))
	}
	inner := make([][]float64, p)
	for j := range inner {
		inner[j] = make([]float64, p)
		inner[j][j] = 1
	}
	plain := d.covariance(inner)
	m.Inflation = d.inflation(plain, lang)
	noRobust := ""
	if m.Spec.Robust {
		noRobust = d.leveraged(inner, m.Residuals, lang)
		plain, sigma2 = d.covariance(inner), 1
	}
	beta, at := d.back(gamma), 0
	for _, term := range d.terms {
		c := LinearCoefficient{RegressionTerm: term, Test: Test{Name: Say(lang, "t de Student", "Student's t"), Reason: or(noError, noRobust)}}
		if term.Aliased != "" {
			because(term.Aliased, []*Test{&c.Test}, &c.Coefficient, &c.SE)
			m.Warnings = append(m.Warnings, fmt.Sprintf("%s%s%s.", Quoted(lang, term.Title(lang)), colon(lang), term.Aliased))
			m.Coefficients = append(m.Coefficients, c)
			continue
		}
		c.Coefficient.Value, c.SE.Reason = beta[at], c.Test.Reason
		if c.Test.Defined() {
			c.SE.Value = math.Sqrt(plain[at][at] * sigma2)
			c.Test.Statistic, c.Test.DF = beta[at]/c.SE.Value, float64(m.DF)
			c.Test.P = tail.StudentT(c.Test.Statistic, c.Test.DF)
			half := tail.StudentTQuantile(0.05, c.Test.DF) * c.SE.Value
			c.Coefficient.Low, c.Coefficient.High, c.Coefficient.Confidence = beta[at]-half, beta[at]+half, 0.95
		}
		at++
		m.Coefficients = append(m.Coefficients, c)
	}
	if per := n / float64(p); per < 10 {
		m.Warnings = append(m.Warnings, fmt.Sprintf(Say(lang, "%s cas par coefficient (moins de 10) : estimations fragiles.",
			"%s cases per coefficient (below 10): fragile estimates."), Tenth.Number(per, lang)))
	}
}

// leveraged fills inner with the sum of squared residuals, each over its share
// of its own fit: HC3. It says why where a case has a coefficient to itself.
func (d *design) leveraged(inner [][]float64, residuals []float64, lang string) string {
	p, reason := len(inner), ""
	for i := range inner {
		clear(inner[i])
	}
	for row, r := range residuals {
		q := d.q[row*p : (row+1)*p]
		left := 1 - scalar(q, q)
		if left < 1e-10 {
			reason = Say(lang, "un cas détermine seul un coefficient : pas d'erreur HC3", "a case alone makes a coefficient: no HC3 error")
			continue
		}
		weight := r * r / (left * left)
		for i, x := range q {
			for j, z := range q {
				inner[i][j] += weight * x * z
			}
		}
	}
	return reason
}

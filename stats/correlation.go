package stats

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats/internal/rank"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// Measure is how the association of two variables is measured.
type Measure uint8

const (
	// Pearson is the linear correlation r of two numbers, from -1 to 1.
	Pearson Measure = iota
	// Spearman is the rank correlation rho, from -1 to 1.
	Spearman
	// TauB is Kendall's rank correlation with ties, from -1 to 1.
	TauB
	// Eta is the correlation ratio of a number between groups, from 0 to 1: the
	// root of the share of its variance that lies between them.
	Eta
	// CramerV is Cramér's V of two sets of levels, from 0 to 1.
	CramerV
)

var measureNames = [...]struct{ fr, en string }{
	Pearson:  {"r de Pearson", "Pearson's r"},
	Spearman: {"rho de Spearman", "Spearman's rho"},
	TauB:     {"tau-b de Kendall", "Kendall's tau-b"},
	Eta:      {"êta", "eta"},
	CramerV:  {"V de Cramér", "Cramér's V"},
}

// Label names the measure in French, or in English when lang is "en".
func (m Measure) Label(lang string) string {
	return Say(lang, measureNames[m].fr, measureNames[m].en)
}

// String is the English name.
func (m Measure) String() string { return m.Label("en") }

// Correlation measures how two columns move together: Pearson, Spearman or
// TauB. The columns hold numbers, dates (as days), ordered categories (as
// ranks) or flags (no 0, yes 1). Rows without one of the values are left out.
//
// Test is Student's t for Pearson and Spearman, z with ties and without
// continuity correction for TauB; Exact, without ties, is the exact law for
// TauB below 50 cases and AS 89 for Spearman up to 1,290. The intervals are
// Fisher's z, for TauB the asymptotic one. Undefined below 3 cases and where a
// column is constant. Agrees with R's cor.test.
type Correlation struct {
	X, Y    string
	Measure Measure
	Cases   string // what a row of the data is, in the plural; "dossiers"
	Lang    string // "en" for English; French otherwise
}

// Of correlates the columns. Errors are unknown columns and columns without
// order.
func (c Correlation) Of(t *Table) (*Association, error) {
	if c.Measure > TauB {
		return nil, fmt.Errorf("correlation: %s is not a correlation; use Associations", c.Measure)
	}
	var sides [2]*side
	for i, name := range []string{c.X, c.Y} {
		one, err := orderedSide(t, name, c.Lang)
		if err != nil {
			return nil, fmt.Errorf("correlation: %w", err)
		}
		sides[i] = one
	}
	a := correlated(c.Measure, sides[0], sides[1], nil, c.Lang)
	a.margins = groupsOf(sides[0], sides[1], nil)
	a.labels = labelsOf(sides[0], sides[1])
	a.exact(sides[0], sides[1], c.Lang)
	a.lang = c.Lang
	return &a, nil
}

// orderedSide reads a column whose values can be correlated.
func orderedSide(t *Table, name, lang string) (*side, error) {
	column, err := t.Column(name)
	if err != nil {
		return nil, err
	}
	found, err := sidesOf(column, lang)
	if err != nil {
		return nil, err
	}
	if _, flags := column.(*Flags); len(found) != 1 || found[0].scale == nominal && !flags {
		return nil, fmt.Errorf("column %q holds %s, which have no order", name, KindOf(column))
	}
	return found[0], nil
}

// correlated is a correlation over the rows named, all when nil.
func correlated(m Measure, x, y *side, rows []int, lang string) Association {
	a := Association{Row: x.variable, Col: y.variable, Measure: m}
	var xs, ys []float64
	xs, ys, a.Missing = complete(x, y, rows)
	a.N = len(xs)
	reason := flat(x.variable, y.variable, xs, ys, lang)
	a.Value.Reason, a.Test.Reason = reason, reason
	switch m {
	case TauB:
		a.Test.Name = Say(lang, "z de Kendall", "Kendall's z")
		a.Interval = Say(lang, "asymptotique", "asymptotic")
	case Spearman:
		a.Test.Name = Say(lang, "t sur les rangs", "t on ranks")
		a.Interval = Say(lang, "z de Fisher", "Fisher's z")
	default:
		a.Test.Name = Say(lang, "t de Student", "Student's t")
		a.Interval = Say(lang, "z de Fisher", "Fisher's z")
	}
	if reason != "" {
		return a
	}
	if m == TauB {
		pairs := rank.Kendall(xs, ys)
		a.Value.Value = pairs.TauB()
		a.Test.Statistic = pairs.Z()
		a.Test.P = tail.Normal(a.Test.Statistic)
		if spread := tail.Z95 * pairs.TauBError(xs, ys); spread > 0 {
			a.Value.Confidence = 0.95
			a.Value.Low, a.Value.High = math.Max(-1, a.Value.Value-spread), math.Min(1, a.Value.Value+spread)
		}
		return a
	}
	if m == Spearman {
		xs, ys = rank.Of(xs).Mid, rank.Of(ys).Mid
	}
	r, df := pearson(xs, ys), float64(len(xs)-2)
	a.Value.Value = r
	a.Test.Statistic = r * math.Sqrt(df/((1-r)*(1+r)))
	a.Test.DF = df
	a.Test.P = tail.StudentT(a.Test.Statistic, df)
	if len(xs) > 3 && math.Abs(r) < 1 {
		spread := tail.Z95 / math.Sqrt(float64(len(xs)-3))
		a.Value.Low, a.Value.High = math.Tanh(math.Atanh(r)-spread), math.Tanh(math.Atanh(r)+spread)
		a.Value.Confidence = 0.95
	}
	return a
}

// exact adds the exact p of ranks without ties.
func (a *Association) exact(x, y *side, lang string) {
	a.Exact.Name = Say(lang, "exact", "exact")
	a.Exact.Reason = a.Value.Reason
	if !a.Value.Defined() {
		return
	}
	xs, ys, _ := complete(x, y, nil)
	n := len(xs)
	switch {
	case a.Measure == Pearson:
		a.Exact.Reason = Say(lang, "pas de loi exacte pour r", "no exact law for r")
	case a.Measure == Spearman && n > 1290 || a.Measure == TauB && n >= 50:
		a.Exact.Reason = Say(lang, "inutile avec autant de dossiers", "not needed with so many cases")
	case rank.Ties(xs) || rank.Ties(ys):
		a.Exact.Reason = Say(lang, "ex æquo : pas de loi exacte", "ties: no exact law")
	case a.Measure == Spearman:
		a.Exact.Name = "AS 89"
		cube := float64(n) * float64(n) * float64(n)
		a.Exact.Statistic = math.Round((cube - float64(n)) * (1 - a.Value.Value) / 6)
		a.Exact.P = rank.SpearmanExact(n, a.Exact.Statistic)
	default:
		pairs := n * (n - 1) / 2
		concordant := (pairs + int(math.Round(rank.Kendall(xs, ys).Concordant))) / 2
		a.Exact.Statistic = float64(concordant)
		a.Exact.P = rank.KendallExact(n, concordant)
	}
}

// flat says why values cannot be correlated, "" when they can.
func flat(x, y Variable, xs, ys []float64, lang string) string {
	switch {
	case len(xs) == 0:
		return margins{}.undefined(x, y, lang)
	case len(xs) < 3:
		return Say(lang, "moins de 3 dossiers dont les deux variables sont renseignées", "fewer than 3 cases with both values")
	case slices.Min(xs) == slices.Max(xs):
		return constant(x, lang)
	case slices.Min(ys) == slices.Max(ys):
		return constant(y, lang)
	}
	return ""
}

func constant(v Variable, lang string) string {
	return Quoted(lang, v.Title()) + Say(lang, " a une seule valeur parmi les dossiers renseignés", " has a single value among the recorded cases")
}

// pearson is r of values that are not constant; 1 and -1 are exact.
func pearson(x, y []float64) float64 {
	x, y = centred(x), centred(y)
	var xx, yy, xy float64
	for i := range x {
		xx += x[i] * x[i]
		yy += y[i] * y[i]
		xy += x[i] * y[i]
	}
	r := xy / math.Sqrt(xx*yy)
	if 1-math.Abs(r) < 1e-15*float64(len(x)) {
		return math.Copysign(1, r)
	}
	return r
}

// centred is the values less their mean, scaled so that their squares neither
// overflow nor vanish.
func centred(values []float64) []float64 {
	mean, widest := meanOf(values), 0.0
	out := make([]float64, len(values))
	for i, x := range values {
		out[i] = x - mean
		widest = math.Max(widest, math.Abs(out[i]))
	}
	for i := range out {
		out[i] /= widest
	}
	return out
}

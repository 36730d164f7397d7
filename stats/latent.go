package stats

import (
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// LatentCorrelation estimates the correlation of what ordered levels stand for:
// it takes a level as a range of something normal that was not measured, such
// as a gravity told in four degrees. Two ordered columns give the polychoric
// correlation (tetrachoric where both have two levels), a number and an ordered
// column the polyserial one. Use it before factoring ordered items; not where
// levels are kinds rather than degrees.
//
// Value is of full maximum likelihood, with the interval of its error on
// Fisher's z; TwoStep takes the thresholds from the margins (Olsson 1979; Olsson,
// Drasgow and Dorans 1982). Rows without one of the values are left out, levels
// without a case too. Agrees with polycor's polychor and polyserial.
type LatentCorrelation struct {
	X, Y  string // names of columns: ordered categories, categories of two levels, flags, numbers
	Cases string // what a row of the data is, in the plural; "dossiers"
	Lang  string // "en" for English; French otherwise
}

// Latent is a correlation of what is behind levels.
type Latent struct {
	Spec    LatentCorrelation
	X, Y    Variable
	Kind    string // "polychoric", "tetrachoric" or "polyserial"
	N       int
	Missing MissingCounts

	Value, TwoStep           Estimate
	Error, TwoStepError      float64   // standard errors; 0 without an interval
	XThresholds, YThresholds []float64 // of Value, on the scale of standard deviations; none of a number
	Fit                      Test      // G² that the table is that of a normal pair; polychoric only
	Warnings                 []string

	margins margins // of the levels
	labels  [2][]string
}

// Of estimates. Errors are unknown columns and columns without order.
func (s LatentCorrelation) Of(t *Table) (*Latent, error) {
	var sides [2]*side
	for i, name := range []string{s.X, s.Y} {
		column, err := t.Column(name)
		if err != nil {
			return nil, fmt.Errorf("latent correlation: %w", err)
		}
		found, err := sidesOf(column, s.Lang)
		if err != nil {
			return nil, fmt.Errorf("latent correlation: %w", err)
		}
		if len(found) != 1 || found[0].scale == nominal && len(found[0].factor.levels) != 2 {
			return nil, fmt.Errorf("latent correlation: column %q holds %s, which have no order", name, KindOf(column))
		}
		sides[i] = found[0]
	}
	x, y := sides[0], sides[1]
	if x.scale == quantity && y.scale == quantity {
		return nil, fmt.Errorf("latent correlation: columns %q and %q both hold numbers: use Correlation", s.X, s.Y)
	}
	l := &Latent{Spec: s, X: x.variable, Y: y.variable, Kind: "polyserial", margins: groupsOf(x, y, nil)}
	l.labels = [2][]string{titles(x.factor), titles(y.factor)}
	var xs, ys []float64
	xs, ys, l.Missing = complete(x, y, nil)
	l.N = len(xs)
	l.Fit = Test{Name: Say(s.Lang, "Ajustement à la loi normale, G²", "Fit of the normal law, G²"), Reason: Say(s.Lang, "seulement pour deux variables à modalités", "for two variables with levels only")}
	if reason := flat(l.X, l.Y, xs, ys, s.Lang); reason != "" {
		l.Value.Reason, l.TwoStep.Reason, l.Fit.Reason = reason, reason, reason
		if x.scale != quantity && y.scale != quantity {
			l.Kind = "polychoric"
		}
		return l, nil
	}
	if x.scale == quantity || y.scale == quantity {
		swapped := y.scale == quantity
		if swapped {
			xs, ys = ys, xs
		}
		l.polyserial(xs, ys)
		if swapped {
			l.XThresholds, l.YThresholds = l.YThresholds, nil
		}
		return l, nil
	}
	l.polychoric(l.margins.dense())
	return l, nil
}

// edge is the correlation beyond which there is none inside the data: the
// likelihood rises up to 1 or -1.
const edge = 0.9999

// settle turns a maximum of the likelihood into an estimate. The first
// parameter is the correlation on Fisher's z, on which its error is more even.
func (l *Latent) settle(z, variance float64) (e Estimate, standard float64) {
	lang := l.Spec.Lang
	e.Value = math.Tanh(z)
	if math.Abs(e.Value) >= edge {
		note := Say(lang,
			"Corrélation au bord de ses valeurs : les données ne la bornent pas, ni erreur ni intervalle.",
			"Correlation at the edge of its range: the data do not bound it, no error and no interval.")
		if len(l.Warnings) == 0 {
			l.Warnings = append(l.Warnings, note)
		}
		e.Value = math.Copysign(1, e.Value)
		return e, 0
	}
	if !(variance > 0) {
		return e, 0
	}
	spread := tail.Z95 * math.Sqrt(variance)
	e.Low, e.High, e.Confidence = math.Tanh(z-spread), math.Tanh(z+spread), 0.95
	return e, math.Sqrt(variance) * (1 - e.Value) * (1 + e.Value)
}

// cumulated are the normal quantiles of the shares at or below each level but
// the last.
func cumulated(totals []int) []float64 {
	n, below := 0, 0
	for _, t := range totals {
		n += t
	}
	var thresholds []float64
	for _, t := range totals[:len(totals)-1] {
		below += t
		thresholds = append(thresholds, tail.Quantile(float64(below)/float64(n)))
	}
	return thresholds
}

// inRisingOrder tells whether thresholds are in order.
func inRisingOrder(thresholds []float64) bool {
	for i := 1; i < len(thresholds); i++ {
		if thresholds[i] <= thresholds[i-1] {
			return false
		}
	}
	return true
}

package stats

import (
	"math"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// polychoric fits a normal pair to a table of ordered levels.
func (l *Latent) polychoric(m margins) {
	lang := l.Spec.Lang
	l.Kind = "polychoric"
	if len(m.rows) == 2 && len(m.cols) == 2 {
		l.Kind = "tetrachoric"
	}
	rows := cumulated(m.rows)
	start := append([]float64{0}, append(rows, cumulated(m.cols)...)...)
	likelihood := func(at []float64) (float64, []float64) { return m.normalPair(at) }
	alone := func(at []float64) (float64, []float64) {
		value, slope := m.normalPair(append(at[:1:1], start[1:]...))
		return value, slope[:1]
	}
	first, variance, _ := maximise(alone, []float64{0})
	l.TwoStep, l.TwoStepError = l.settle(first[0], variance)
	start[0] = first[0]
	best, variance, value := start, 0.0, 0.0
	if math.Abs(l.TwoStep.Value) < 1 {
		best, variance, value = maximise(likelihood, start)
	} else {
		value, _ = likelihood(start)
	}
	l.Value, l.Error = l.settle(best[0], variance)
	l.XThresholds, l.YThresholds = best[1:len(m.rows)], best[len(m.rows):]
	df := len(m.rows)*len(m.cols) - len(m.rows) - len(m.cols)
	if df == 0 {
		l.Fit.Reason = Say(lang, "un tableau 2 × 2 s'ajuste toujours", "a 2 × 2 table always fits")
		return
	}
	saturated := 0.0
	for _, row := range m.counts {
		for _, n := range row {
			if n > 0 {
				saturated += float64(n) * math.Log(float64(n)/float64(m.n))
			}
		}
	}
	l.Fit.Reason = ""
	l.Fit.set(math.Max(0, 2*(saturated-value)), float64(df))
}

// normalPair is the log likelihood of the counts, and its slopes: of the
// correlation on Fisher's z, of the row thresholds, of the column thresholds.
// It is -Inf where thresholds are out of order.
func (m margins) normalPair(at []float64) (value float64, slope []float64) {
	rho := math.Tanh(at[0])
	split := len(m.rows)
	slope = make([]float64, len(at))
	if !inRisingOrder(at[1:split]) || !inRisingOrder(at[split:]) {
		return math.Inf(-1), slope
	}
	inf := math.Inf(1)
	rows := append(append([]float64{-inf}, at[1:split]...), inf)
	cols := append(append([]float64{-inf}, at[split:]...), inf)
	below := make([][]float64, len(rows))
	for i, h := range rows {
		below[i] = make([]float64, len(cols))
		for j, k := range cols {
			below[i][j] = tail.BelowBoth(h, k, rho)
		}
	}
	// pull is how the likelihood goes with the probability below a corner.
	pull := make([][]float64, len(rows))
	for i := range pull {
		pull[i] = make([]float64, len(cols))
	}
	for i, row := range m.counts {
		for j, n := range row {
			if n == 0 {
				continue
			}
			p := math.Max(1e-300, below[i+1][j+1]-below[i][j+1]-below[i+1][j]+below[i][j])
			value += float64(n) * math.Log(p)
			weight := float64(n) / p
			pull[i+1][j+1] += weight
			pull[i][j+1] -= weight
			pull[i+1][j] -= weight
			pull[i][j] += weight
		}
	}
	root := math.Sqrt((1 - rho) * (1 + rho))
	for i := 1; i <= len(m.rows); i++ {
		for j := 1; j <= len(m.cols); j++ {
			h, k := rows[i], cols[j]
			slope[0] += pull[i][j] * tail.Density2(h, k, rho)
			if i < len(m.rows) {
				slope[i] += pull[i][j] * tail.Density(h) * tail.NormalAbove(-conditionalLimit(k, h, rho, root))
			}
			if j < len(m.cols) {
				slope[split+j-1] += pull[i][j] * tail.Density(k) * tail.NormalAbove(-conditionalLimit(h, k, rho, root))
			}
		}
	}
	slope[0] *= (1 - rho) * (1 + rho)
	return value, slope
}

// conditionalLimit is a limit on the scale of what is left of a variable when the other
// one is known.
func conditionalLimit(limit, other, rho, root float64) float64 { return (limit - rho*other) / root }

package duration

import (
	"math"

	"github.com/askoria/verbatim/stats"
)

// Quantile is the time by which a share has ended: the first time at which the
// curve is there, the middle of the flat part where the curve stays exactly at
// the share. Low and High are where the interval of the curve gets there
// first (Brookmeyer and Crowley 1982); R's quantile takes a later time where that
// interval does not only fall. Each that is not reached has a reason.
type Quantile struct {
	Share           float64 // that has ended: 0.5 for the median
	Time, Low, High stats.Estimate
}

// quantile finds where one minus the curve, given step by step, reaches a share.
// Values that are not numbers are no steps.
func quantile(times, curve []float64, share float64) (float64, bool) {
	if share <= 0 {
		return 0, true
	}
	for i, y := range curve {
		if math.IsNaN(y) || 1-y < share-closeness {
			continue
		}
		if 1-y >= share+closeness {
			return times[i], true
		}
		for j, next := range curve[i:] {
			if 1-next >= share+closeness {
				return (times[i] + times[i+j]) / 2, true
			}
		}
		return (times[i] + times[len(times)-1]) / 2, true
	}
	return 0, false
}

// quantiles finds when shares have ended on a curve.
func (c *Curve) quantiles(shares []float64, lang string) []Quantile {
	times, curves := make([]float64, len(c.Steps)), [3][]float64{}
	for i := range curves {
		curves[i] = make([]float64, len(c.Steps))
	}
	for i, s := range c.Steps {
		times[i] = s.Time
		curves[0][i], curves[1][i], curves[2][i] = s.Survival.Value, math.NaN(), math.NaN()
		if s.Survival.Confidence > 0 {
			curves[1][i], curves[2][i] = s.Survival.Low, s.Survival.High
		}
	}
	list := make([]Quantile, len(shares))
	for i, share := range shares {
		found := func(curve []float64) stats.Estimate {
			if x, ok := quantile(times, curve, share); ok {
				return stats.Estimate{Value: x}
			}
			return stats.Estimate{Reason: stats.Say(lang, "non atteinte", "not reached")}
		}
		list[i] = Quantile{share, found(curves[0]), found(curves[1]), found(curves[2])}
	}
	return list
}

// restricted is the mean time still going on up to a horizon, the area under the
// curve, with its error (Greenwood's).
func (c *Curve) restricted(horizon float64) (mean, se float64) {
	type slab struct{ area, hazard float64 } // what follows a step, and its term of Greenwood's sum
	var slabs []slab
	last, height := 0.0, 1.0
	for _, s := range c.Steps {
		if s.Time > horizon {
			break
		}
		if area := height * (s.Time - last); len(slabs) > 0 {
			slabs[len(slabs)-1].area = area
			mean += area
		} else {
			mean = area
		}
		term := 0.0
		if s.AtRisk > s.Events {
			term = float64(s.Events) / float64(s.AtRisk) / float64(s.AtRisk-s.Events)
		}
		slabs = append(slabs, slab{0, term})
		last, height = s.Time, s.Survival.Value
	}
	rest := height * (horizon - last)
	mean += rest
	if len(slabs) == 0 {
		return mean, 0
	}
	slabs[len(slabs)-1].area = rest
	after, variance := 0.0, 0.0
	for i := len(slabs) - 1; i >= 0; i-- {
		after += slabs[i].area
		variance += after * after * slabs[i].hazard
	}
	return mean, math.Sqrt(variance)
}

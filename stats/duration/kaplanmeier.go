package duration

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// KaplanMeier estimates, for each time, the share still going on, by groups: the
// curve with Greenwood's error, the median and other quantiles with intervals,
// the mean time up to a horizon.
//
// Every kind of end counts; for one cause among several see CumulativeIncidence.
// Rows missing a duration, an event or a group are left out. At survival 0 there
// is neither error nor interval. Kaplan and Meier (1958). Agrees with R's
// survival::survfit (conf.type log unless set), its quantile, and print with
// rmean = "common".
type KaplanMeier struct {
	Clock
	By         string    // column of groups
	Interval   Interval  // Log unless set
	Confidence float64   // of the intervals; 0 is 0.95
	Quantiles  []float64 // shares ended; none: 0.25, 0.5, 0.75
	Horizon    float64   // of the restricted mean; 0: the longest time observed
	At         []float64 // times of the short table; none: round ones
	Cases      string    // what a row of the data is, in the plural; "dossiers"
	Still      string    // what one that has not ended is; "en cours"
	Lang       string    // "en" for English; French otherwise
}

// Survival is what KaplanMeier found: one curve a group.
type Survival struct {
	Spec     KaplanMeier // with the settings used
	N        int
	Missing  stats.MissingCounts // rows by reason of being left out
	Warnings []string
	Unit     string // of times; "" where the column has none
	By       stats.Variable
	Curves   []Curve
}

// Curve is the survival of one group.
type Curve struct {
	Group               stats.Level
	N, Events, Censored int
	Steps               []Step // at each time at which somebody ends or leaves
	Median              Quantile
	Quantiles           []Quantile
	// Restricted is the mean time still going on up to the horizon, after the
	// last time the curve being held level, and its interval.
	Restricted   stats.Estimate
	RestrictedSE float64
	At           []Step // the curve at chosen times; Events and Censored since the one before
}

// Step is a curve at one time; nothing changes until the next.
type Step struct {
	Time                     float64
	AtRisk, Events, Censored int            // at risk just before; then at this time
	Survival                 stats.Estimate // from 0 to 1
	SE                       stats.Estimate // of Survival, Greenwood (1926)
	Hazard, HazardSE         float64        // cumulated, Nelson and Aalen
}

// Of estimates the curves. Errors are unknown columns, impossible settings and
// durations that cannot be.
func (k KaplanMeier) Of(t *stats.Table) (*Survival, error) {
	r, err := k.of(t)
	if err != nil {
		return nil, fmt.Errorf("kaplan-meier: %w", err)
	}
	return r, nil
}

func (k KaplanMeier) of(t *stats.Table) (*Survival, error) {
	by, err := columns(t, k.By)
	if err != nil {
		return nil, err
	}
	s, err := k.read(t, k.Lang, true, present(by)...)
	if err != nil {
		return nil, err
	}
	g, err := s.groupsOf(by[0])
	if err != nil {
		return nil, err
	}
	if err := checked(k.Interval, k.Confidence, k.At, k.Horizon, k.Quantiles); err != nil {
		return nil, err
	}
	if len(k.Quantiles) == 0 {
		k.Quantiles = []float64{0.25, 0.5, 0.75}
	}
	var z float64
	k.Confidence, z = confidence(k.Confidence)
	last := s.last()
	if len(k.At) == 0 {
		k.At = s.pretty(last)
	}
	k.At = slices.Sorted(slices.Values(k.At))
	if k.Horizon == 0 {
		k.Horizon = last
	}
	r := &Survival{Spec: k, N: len(s.rows), Missing: s.missing, Unit: s.unit, By: g.variable}
	for i, order := range split(s.order(), g.of, len(g.levels)) {
		c := Curve{Group: g.levels[i], N: len(order)}
		c.estimate(s, order, k.Interval, z, k.Confidence)
		c.Quantiles = c.quantiles(k.Quantiles, k.Lang)
		c.Median = c.quantiles([]float64{0.5}, k.Lang)[0]
		c.Restricted.Reason = s.say("aucun dossier", "no case")
		if c.N > 0 {
			mean, se := c.restricted(k.Horizon)
			c.RestrictedSE = se
			c.Restricted = stats.Estimate{Value: mean, Low: mean - z*se, High: mean + z*se, Confidence: k.Confidence}
		}
		c.at(k.At, s, order, k.Interval.around(1, 0, z, k.Confidence))
		r.Curves = append(r.Curves, c)
	}
	r.Warnings = s.notes
	r.warn()
	return r, nil
}

// estimate walks through the times of a group.
func (c *Curve) estimate(s *spells, order []int, scale Interval, z, level float64) {
	survival, greenwood, hazard, squares := 1.0, 0.0, 0.0, 0.0
	s.moments(order, func(m moment) {
		d, n := float64(m.events()), float64(m.risk)
		survival *= (n - d) / n
		greenwood += d / n / (n - d)
		hazard += d / n
		squares += d / n / n
		step := Step{
			Time: m.time / s.scale, AtRisk: m.risk, Events: m.events(), Censored: m.ends[0],
			Hazard: hazard, HazardSE: math.Sqrt(squares),
		}
		if survival > 0 {
			step.SE.Value = survival * math.Sqrt(greenwood)
		} else {
			greenwood = 0
			step.SE.Reason = s.say("plus personne n'est en cours", "nobody is left")
		}
		step.Survival = scale.around(survival, step.SE.Value, z, level)
		c.Events += step.Events
		c.Censored += step.Censored
		c.Steps = append(c.Steps, step)
	})
}

// at reads the curve at chosen times; all is what it is before anybody ends.
func (c *Curve) at(times []float64, s *spells, order []int, all stats.Estimate) {
	w := s.watch(order)
	step := Step{Survival: all}
	next := 0
	for _, t := range times {
		events, censored := 0, 0
		for next < len(c.Steps) && !after(c.Steps[next].Time, t) {
			step = c.Steps[next]
			events += step.Events
			censored += step.Censored
			next++
		}
		at := step
		at.Time, at.AtRisk, at.Events, at.Censored = t, w.at(t), events, censored
		if next == len(c.Steps) && after(t, step.Time) && step.Survival.Value > 0 {
			at.Survival, at.SE = stats.Estimate{Reason: s.beyond()}, stats.Estimate{Reason: s.beyond()}
		}
		c.At = append(c.At, at)
	}
}

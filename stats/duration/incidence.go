package duration

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// CumulativeIncidence estimates, for each time, the share that has ended in each
// way, by groups; with the share still going on they add up to 1. Groups are
// compared for each cause by Gray's test (1988).
//
// Causes are the levels of Event that are not Censored; of numbers, those not 0.
// Rows missing a duration, a cause or a group are left out. The estimator is
// that of Aalen and Johansen (1978), the error Greenwood's for several causes. No
// interval at 0. Agrees with R's survival::survfit of a factor, but for the error
// with delayed entry, which R takes from a jackknife, and with the tests and
// variances of cmprsk::cuminc, which has no delayed entry.
type CumulativeIncidence struct {
	Clock
	By         string    // column of groups
	Interval   Interval  // Log unless set
	Confidence float64   // of the intervals; 0 is 0.95
	At         []float64 // times of the short table; none: round ones
	Cases      string    // what a row of the data is, in the plural; "dossiers"
	Still      string    // what one that has not ended is; "en cours"
	Lang       string    // "en" for English; French otherwise
}

// Incidence is what CumulativeIncidence found.
type Incidence struct {
	Spec     CumulativeIncidence // with the settings used
	N        int
	Missing  stats.MissingCounts // rows by reason of being left out
	Warnings []string
	Unit     string
	By       stats.Variable
	Causes   []stats.Level
	Curves   []IncidenceCurve
	Gray     []stats.Test // for each cause
}

// IncidenceCurve is the exits of one group.
type IncidenceCurve struct {
	Group       stats.Level
	N, Censored int
	Events      []int // by cause
	Steps       []IncidenceStep
	At          []IncidenceStep // at chosen times; Events and Censored since the one before
}

// IncidenceStep is the exits up to one time; nothing changes until the next.
type IncidenceStep struct {
	Time     float64
	AtRisk   int // just before
	Censored int
	Events   []int          // by cause, at this time
	Still    stats.Estimate // going on, from 0 to 1
	StillSE  float64
	Causes   []CauseShare
}

// CauseShare is what has ended in one way.
type CauseShare struct {
	Share    stats.Estimate // from 0 to 1
	SE       float64
	Variance float64 // after Gray (1988), as cmprsk gives it
	Hazard   float64 // of the cause, cumulated
}

// Of estimates the shares. Errors are those of KaplanMeier.Of.
func (c CumulativeIncidence) Of(t *stats.Table) (*Incidence, error) {
	r, err := c.of(t)
	if err != nil {
		return nil, fmt.Errorf("cumulative incidence: %w", err)
	}
	return r, nil
}

func (c CumulativeIncidence) of(t *stats.Table) (*Incidence, error) {
	by, err := columns(t, c.By)
	if err != nil {
		return nil, err
	}
	if err := checked(c.Interval, c.Confidence, c.At, 0, nil); err != nil {
		return nil, err
	}
	s, err := c.read(t, c.Lang, false, present(by)...)
	if err != nil {
		return nil, err
	}
	g, err := s.groupsOf(by[0])
	if err != nil {
		return nil, err
	}
	var z float64
	c.Confidence, z = confidence(c.Confidence)
	if len(c.At) == 0 {
		c.At = s.pretty(s.last())
	}
	c.At = slices.Sorted(slices.Values(c.At))
	r := &Incidence{
		Spec: c, N: len(s.rows), Missing: s.missing, Unit: s.unit, By: g.variable, Causes: s.levels,
	}
	groups := split(s.order(), g.of, len(g.levels))
	for i, order := range groups {
		curve := IncidenceCurve{Group: g.levels[i], N: len(order), Events: make([]int, len(s.levels))}
		curve.estimate(s, order, c.Interval, z, c.Confidence)
		curve.at(c.At, s, order, c.Interval.around(1, 0, z, c.Confidence))
		r.Curves = append(r.Curves, curve)
	}
	for cause := range s.levels {
		r.Gray = append(r.Gray, s.gray(groups, cause+1))
	}
	r.Warnings = s.notes
	r.warn()
	return r, nil
}

// exit keeps the sums that the error of one cause needs, from time to time.
type exit struct {
	value, hazard float64
	variance      float64
	slope         float64 // half of how much the variance falls when the share rises
	gray          [3]float64
	last          float64 // Gray's variance, which stands still between events of the cause
}

// estimate walks through the times of a group.
func (c *IncidenceCurve) estimate(s *spells, order []int, scale Interval, z, level float64) {
	exits := make([]exit, len(s.levels))
	still, greenwood, common := 1.0, 0.0, 0.0
	s.moments(order, func(m moment) {
		n, events := float64(m.risk), m.events()
		gone := float64(events) / n
		after := still * (n - float64(events)) / n
		step := IncidenceStep{
			Time: m.time / s.scale, AtRisk: m.risk, Censored: m.ends[0],
			Events: slices.Clone(m.ends[1:]), Causes: make([]CauseShare, len(exits)),
		}
		for i := range exits {
			a, d := &exits[i], m.ends[i+1]
			ends := float64(d) / n
			rise := still * ends
			// Deviations at different times are independent, those of one time
			// multinomial: the variance is a sum of squares in the share reached.
			a.variance += common*rise*rise - 2*rise*a.slope + still*still*ends*(1-ends)/n
			a.slope += still*ends/n - common*rise
			a.value += rise
			a.hazard += ends
			a.addGray(still, after, m.risk, d, events-d)
			c.Events[i] += d
			step.Events[i] = d
			se := 0.0
			if a.variance > 1e-16 { // else it is what rounding left
				se = math.Sqrt(a.variance)
			}
			step.Causes[i] = CauseShare{scale.around(a.value, se, z, level), se, a.last, a.hazard}
		}
		if events < m.risk {
			common += gone / n / (1 - gone)
			greenwood += gone / n / (1 - gone)
		}
		still = after
		step.StillSE = still * math.Sqrt(greenwood)
		step.Still = scale.around(still, step.StillSE, z, level)
		c.Censored += step.Censored
		c.Steps = append(c.Steps, step)
	})
}

// addGray adds a time to Gray's variance: d end this way and others another, of
// n at risk.
func (a *exit) addGray(before, after float64, n, d, others int) {
	inverse := 0.0
	if after > 0 {
		inverse = 1 / after
	}
	add := func(ends int, own float64) {
		ties := 1.0
		if ends > 1 {
			ties = 1 - float64(ends-1)/float64(n-1)
		}
		x := before * before * ties * float64(ends) / float64(n) / float64(n)
		a.gray[0] += own * own * x
		a.gray[1] += own * inverse * x
		a.gray[2] += inverse * inverse * x
	}
	if others > 0 && after > 0 {
		add(others, a.value*inverse)
	}
	if d > 0 {
		add(d, 1+a.value*inverse)
		a.last = a.gray[0] + a.value*a.value*a.gray[2] - 2*a.value*a.gray[1]
	}
}

// at reads the shares at chosen times; all is what goes on before anybody ends.
func (c *IncidenceCurve) at(times []float64, s *spells, order []int, all stats.Estimate) {
	w := s.watch(order)
	step := IncidenceStep{Still: all, Causes: make([]CauseShare, len(s.levels))}
	next := 0
	for _, t := range times {
		events, censored := make([]int, len(s.levels)), 0
		for next < len(c.Steps) && !after(c.Steps[next].Time, t) {
			step = c.Steps[next]
			for i, d := range step.Events {
				events[i] += d
			}
			censored += step.Censored
			next++
		}
		at := step
		at.Time, at.AtRisk, at.Events, at.Censored = t, w.at(t), events, censored
		if next == len(c.Steps) && after(t, step.Time) && step.Still.Value > 0 {
			at.Still.Reason = s.beyond()
			at.Causes = slices.Clone(at.Causes)
			for i := range at.Causes {
				at.Causes[i].Share.Reason = s.beyond()
			}
		}
		c.At = append(c.At, at)
	}
}

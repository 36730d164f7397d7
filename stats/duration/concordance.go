package duration

import (
	"math"
	"slices"
	"sort"

	"github.com/askoria/verbatim/stats"
)

// concord compares the order in which spells ended with the predicted one. Of a
// pair one must have ended while the other was still at risk; equal predictions
// count half. The error is that of the infinitesimal jackknife.
func (r *CoxModel) concord(s *spells, strata *groups, d *design, f fit, w why, z float64) {
	if w.all != "" {
		r.Concordance.Reason = w.all
		return
	}
	eta := make([]float64, len(s.rows))
	for j, column := range d.columns {
		for i, x := range column {
			eta[i] += x * f.beta[j]
		}
	}
	better, pairs := make([]float64, len(eta)), make([]float64, len(eta)) // of each spell
	for _, order := range split(s.order(), strata.of, len(strata.levels)) {
		s.pairs(order, eta, better, pairs)
	}
	sum, all := 0.0, 0.0
	for i := range better {
		sum += better[i]
		all += pairs[i]
	}
	if all == 0 {
		r.Concordance.Reason = s.say("aucune paire comparable", "no pair can be compared")
		return
	}
	c, variance := sum/all, 0.0
	for i := range better {
		// Each pair stands with both its spells.
		x := (better[i] - c*pairs[i]) / (all / 2)
		variance += x * x
	}
	r.ConcordanceSE = math.Sqrt(variance)
	r.Concordance = stats.Estimate{
		Value: c, Level: r.Spec.Level,
		Low: math.Max(0, c-z*r.ConcordanceSE), High: math.Min(1, c+z*r.ConcordanceSE),
	}
}

// counter counts ranks, and how many lie below one (Fenwick 1994).
type counter struct {
	tree, own []float64
	total     float64
}

func newCounter(n int) *counter {
	return &counter{tree: make([]float64, n+1), own: make([]float64, n)}
}

func (c *counter) add(rank int, x float64) {
	c.own[rank] += x
	c.total += x
	for i := rank + 1; i < len(c.tree); i += i & -i {
		c.tree[i] += x
	}
}

// halves is how many lie below a rank, equal ones counted half, and how many there
// are.
func (c *counter) halves(rank int) (below, all float64) {
	for i := rank; i > 0; i -= i & -i {
		below += c.tree[i]
	}
	return below + c.own[rank]/2, c.total
}

// pairs adds to each spell the pairs it is in, and in how many the prediction is
// right.
func (s *spells) pairs(order []int, eta, better, pairs []float64) {
	values := make([]float64, len(order))
	for at, i := range order {
		values[at] = eta[i]
	}
	slices.Sort(values)
	values = slices.Compact(values)
	rank := func(i int) int { return sort.SearchFloat64s(values, eta[i]) }
	add := func(i int, right, all float64) {
		better[i] += right
		pairs[i] += all
	}
	entering := s.byEntry(order)
	// Those who end, against those still at risk.
	risk := newCounter(len(values))
	for _, i := range order {
		if s.entries == nil {
			risk.add(rank(i), 1)
		}
	}
	in := 0
	ended := newCounter(len(values))
	s.moments(order, func(m moment) {
		last := m.from + m.events()
		for in < len(entering) && s.entries[entering[in]] < m.time {
			risk.add(rank(entering[in]), 1)
			in++
		}
		for _, i := range order[m.from:last] {
			risk.add(rank(i), -1)
		}
		for _, i := range order[m.from:last] {
			below, all := risk.halves(rank(i))
			add(i, below, all)
		}
		for _, i := range order[last:m.to] {
			risk.add(rank(i), -1)
		}
		// Those who leave at this time, against those who ended before or at it.
		for _, i := range order[m.from:last] {
			below, all := ended.halves(rank(i))
			add(i, all-below, all)
		}
		for _, i := range order[m.from:last] {
			ended.add(rank(i), 1)
		}
		for _, i := range order[last:m.to] {
			below, all := ended.halves(rank(i))
			add(i, all-below, all)
		}
	})
	// Of these, those who ended before they entered never met them.
	ended = newCounter(len(values))
	at := 0
	events := slices.DeleteFunc(slices.Clone(order), func(i int) bool { return s.causes[i] == 0 })
	for _, i := range entering {
		for at < len(events) && s.times[events[at]] <= s.entries[i] {
			ended.add(rank(events[at]), 1)
			at++
		}
		below, all := ended.halves(rank(i))
		add(i, below-all, -all)
	}
}

package duration

import (
	"cmp"
	"math"
	"slices"

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
	ranks := make([]int, len(eta))
	for _, order := range split(s.order(), strata.of, len(strata.levels)) {
		s.pairs(order, ranks, eta, better, pairs)
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
		Value: c, Confidence: r.Spec.Confidence,
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

// ranked gives each spell the rank of its prediction among some, equal ones the
// same, and tells how many ranks there are.
func ranked(order []int, eta []float64, ranks []int) (n int) {
	byEta := slices.Clone(order)
	slices.SortFunc(byEta, func(a, b int) int { return cmp.Compare(eta[a], eta[b]) })
	for at, i := range byEta {
		if at > 0 && eta[i] > eta[byEta[at-1]] {
			n++
		}
		ranks[i] = n
	}
	return n + 1
}

// pairs adds to each spell the pairs it is in, and in how many the prediction is
// right.
func (s *spells) pairs(order, ranks []int, eta, better, pairs []float64) {
	n := ranked(order, eta, ranks)
	add := func(i int, right, all float64) {
		better[i] += right
		pairs[i] += all
	}
	entering := s.byEntry(order)
	// Those who end, against those still at risk.
	risk := newCounter(n)
	for _, i := range order {
		if s.entries == nil {
			risk.add(ranks[i], 1)
		}
	}
	in := 0
	ended := newCounter(n)
	s.moments(order, func(m moment) {
		last := m.from + m.events()
		for in < len(entering) && s.entries[entering[in]] < m.time {
			risk.add(ranks[entering[in]], 1)
			in++
		}
		for _, i := range order[m.from:last] {
			risk.add(ranks[i], -1)
		}
		for _, i := range order[m.from:last] {
			below, all := risk.halves(ranks[i])
			add(i, below, all)
		}
		for _, i := range order[last:m.to] {
			risk.add(ranks[i], -1)
		}
		// Those who leave at this time, against those who ended before or at it.
		for _, i := range order[m.from:last] {
			below, all := ended.halves(ranks[i])
			add(i, all-below, all)
		}
		for _, i := range order[m.from:last] {
			ended.add(ranks[i], 1)
		}
		for _, i := range order[last:m.to] {
			below, all := ended.halves(ranks[i])
			add(i, all-below, all)
		}
	})
	// Of these, those who ended before they entered never met them.
	ended = newCounter(n)
	at := 0
	events := slices.DeleteFunc(slices.Clone(order), func(i int) bool { return s.causes[i] == 0 })
	for _, i := range entering {
		for at < len(events) && s.times[events[at]] <= s.entries[i] {
			ended.add(ranks[events[at]], 1)
			at++
		}
		below, all := ended.halves(ranks[i])
		add(i, below-all, -all)
	}
}

package duration

import "math"

// Ties is how a Cox model treats events at the same time.
type Ties uint8

const (
	// Efron (1977): the default, near the exact one at little cost.
	Efron Ties = iota
	// Breslow (1974): each event against all at risk.
	Breslow
	// Exact: times are discrete, and the events of a time are one draw among
	// those at risk (Cox 1972); slow with many ties.
	Exact
)

// String is the name of the rule.
func (t Ties) String() string { return [...]string{"Efron", "Breslow", "exact"}[t] }

// stratum is the spells of a stratum in order of time, made ready for sums over
// those at risk.
type stratum struct {
	order    []int
	x        []float64 // p numbers a spell, in order
	times    []tie     // from the first to the last
	entering []int     // places in the order, from the first to enter on; nil without entries
	entries  []float64 // of these
	turn     []int     // of each place, when it enters
}

// tie is the spells of one time, events first: places in the order.
type tie struct {
	time         float64
	from, to     int
	events       int
	before       int // how many have entered before this time
	transformed  float64
	hazard, part float64 // what the time adds to the hazard of all, of those who end
}

// partial is the data of a Cox model.
type partial struct {
	p      int
	ties   Ties
	strata []*stratum
}

// partialOf makes the data of a model ready.
func (s *spells) partialOf(d *design, strata *groups, ties Ties) *partial {
	p := len(d.columns)
	m := &partial{p: p, ties: ties}
	place := make([]int, len(s.rows))
	for _, order := range split(s.order(), strata.of, len(strata.levels)) {
		st := &stratum{order: order, x: make([]float64, len(order)*p)}
		for at, i := range order {
			place[i] = at
			for j, column := range d.columns {
				st.x[at*p+j] = column[i]
			}
		}
		if entering := s.byEntry(order); entering != nil {
			st.turn = make([]int, len(order))
			for turn, i := range entering {
				st.entering, st.entries = append(st.entering, place[i]), append(st.entries, s.entries[i])
				st.turn[place[i]] = turn
			}
		}
		before := 0
		s.moments(order, func(m moment) {
			for before < len(st.entries) && st.entries[before] < m.time {
				before++
			}
			st.times = append(st.times, tie{time: m.time, from: m.from, to: m.to, events: m.events(), before: before})
		})
		m.strata = append(m.strata, st)
	}
	return m
}

// predict is the linear predictor of a stratum, and its exponential. Numbers too
// large for it are scaled down, which no ratio of sums shows.
func (st *stratum) predict(beta []float64) (eta, risk []float64, shift float64) {
	p := len(beta)
	eta, risk = make([]float64, len(st.order)), make([]float64, len(st.order))
	top := math.Inf(-1)
	for i := range eta {
		for j, x := range st.x[i*p : (i+1)*p] {
			eta[i] += x * beta[j]
		}
		top = math.Max(top, eta[i])
	}
	if top > 300 {
		shift = top
	}
	for i, x := range eta {
		risk[i] = math.Exp(x - shift)
	}
	return eta, risk, shift
}

// sums are of weights, of weights times x, and of weights times x times x.
type sums struct {
	weight float64
	x, xx  []float64
}

func newSums(p int) sums { return sums{x: make([]float64, p), xx: make([]float64, p*p)} }

func (s *sums) clear() {
	s.weight = 0
	clear(s.x)
	clear(s.xx)
}

func (s *sums) add(weight float64, x []float64) {
	s.weight += weight
	p := len(x)
	for j, a := range x {
		wa := weight * a
		s.x[j] += wa
		row := s.xx[j*p : j*p+j+1]
		for k := range row {
			row[k] += wa * x[k]
		}
	}
}

// evaluate is the partial likelihood. It hands what each time with events adds
// to the slope and the curvature to each, where there is one.
func (m *partial) evaluate(beta []float64, each func(t *tie, score []float64, information symmetric)) evaluation {
	e := evaluation{score: make([]float64, m.p), information: newSymmetric(m.p)}
	score, information := make([]float64, m.p), newSymmetric(m.p)
	risk, ended := newSums(m.p), newSums(m.p)
	for _, st := range m.strata {
		eta, weights, shift := st.predict(beta)
		risk.clear()
		out := len(st.entering)
		for at := len(st.times) - 1; at >= 0; at-- {
			t := &st.times[at]
			ended.clear()
			for i := t.from; i < t.to; i++ {
				x := st.x[i*m.p : (i+1)*m.p]
				risk.add(weights[i], x)
				if i < t.from+t.events && t.events > 1 && m.ties == Efron {
					ended.add(weights[i], x)
				}
			}
			if st.entering != nil {
				for out > t.before {
					out--
					i := st.entering[out]
					risk.add(-weights[i], st.x[i*m.p:(i+1)*m.p])
				}
				if t.before == t.to { // nobody else is there: what rounding left goes
					m.fresh(&risk, st, t, weights)
				}
			}
			if t.events == 0 {
				continue
			}
			clear(score)
			clear(information.x)
			for i := t.from; i < t.from+t.events; i++ {
				e.loglik += eta[i] - shift
				for j, x := range st.x[i*m.p : (i+1)*m.p] {
					score[j] += x
				}
			}
			if m.ties == Efron && t.events > 1 {
				for k := range t.events {
					m.average(&e, score, information, risk, ended, float64(k)/float64(t.events), 1)
				}
			} else {
				m.average(&e, score, information, risk, ended, 0, float64(t.events))
			}
			for j := range m.p {
				e.score[j] += score[j]
				for k := range j + 1 {
					e.information.x[j*m.p+k] += information.x[j*m.p+k]
				}
			}
			if each != nil {
				each(t, score, information)
			}
		}
	}
	return e
}

// fresh adds up those at risk anew.
func (m *partial) fresh(risk *sums, st *stratum, t *tie, weights []float64) {
	risk.clear()
	for i := t.from; i < t.to; i++ {
		risk.add(weights[i], st.x[i*m.p:(i+1)*m.p])
	}
}

// average takes the mean and variance of x over those at risk, less a share of
// those who end, times some events.
func (m *partial) average(e *evaluation, score []float64, information symmetric, risk, ended sums, share, times float64) {
	total := risk.weight - share*ended.weight
	e.loglik -= times * math.Log(total)
	for j := range m.p {
		mean := (risk.x[j] - share*ended.x[j]) / total
		score[j] -= times * mean
		for k := range j + 1 {
			other := (risk.x[k] - share*ended.x[k]) / total
			at := j*m.p + k
			information.x[at] += times * ((risk.xx[at]-share*ended.xx[at])/total - mean*other)
		}
	}
}

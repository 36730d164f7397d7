package duration

import "math"

// mostDraws bounds the sums of exact ties: some seconds a step.
const mostDraws = 2e9

// tooMany tells whether exact ties would take too long.
func (m *partial) tooMany() bool {
	sums := 0.0
	for _, st := range m.strata {
		for _, t := range st.times {
			if t.events > 0 {
				sums += float64(len(st.order)-t.from) * float64(t.events) * float64(m.p*m.p+1)
			}
		}
	}
	return sums > mostDraws
}

// exact is the likelihood of the events of each time as one draw among those at
// risk: the sum over all such draws comes from adding one person after the other.
func (m *partial) exact(beta []float64) evaluation {
	e := evaluation{score: make([]float64, m.p), information: newSymmetric(m.p)}
	for _, st := range m.strata {
		eta, weights, shift := st.predict(beta)
		at := make([]int, 0, len(st.order))
		for _, t := range st.times {
			if t.events == 0 {
				continue
			}
			at = at[:0]
			for i := t.from; i < len(st.order); i++ {
				if st.turn == nil || st.turn[i] < t.before {
					at = append(at, i)
				}
			}
			for i := t.from; i < t.from+t.events; i++ {
				e.loglik += eta[i] - shift
				for j, x := range st.x[i*m.p : (i+1)*m.p] {
					e.score[j] += x
				}
			}
			m.draws(&e, st, at, t.events, weights)
		}
	}
	return e
}

// draws takes off what all draws of d among those at risk weigh.
func (m *partial) draws(e *evaluation, st *stratum, at []int, d int, weights []float64) {
	mean := 0.0
	for _, i := range at {
		mean += weights[i] / float64(len(at))
	}
	// Weights scaled so that neither few nor many draws overflow.
	scale := float64(d) / (mean * float64(len(at)))
	all := make([]sums, d+1)
	for k := range all {
		all[k] = newSums(m.p)
	}
	all[0].weight = 1
	for drawn, i := range at {
		x, w := st.x[i*m.p:(i+1)*m.p], weights[i]*scale
		for k := min(d, drawn+1); k > 0; k-- {
			with, of := &all[k], &all[k-1]
			for j := range m.p {
				for l := range j + 1 {
					at := j*m.p + l
					with.xx[at] += w * (of.xx[at] + x[j]*of.x[l] + x[l]*of.x[j] + x[j]*x[l]*of.weight)
				}
			}
			for j := range m.p {
				with.x[j] += w * (of.x[j] + x[j]*of.weight)
			}
			with.weight += w * of.weight
		}
	}
	last := all[d]
	e.loglik -= math.Log(last.weight) - float64(d)*math.Log(scale)
	for j := range m.p {
		mean := last.x[j] / last.weight
		e.score[j] -= mean
		for l := range j + 1 {
			e.information.x[j*m.p+l] += last.xx[j*m.p+l]/last.weight - mean*last.x[l]/last.weight
		}
	}
}

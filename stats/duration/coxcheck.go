package duration

import (
	"math"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// check tests whether ratios hold at all times: whether the slope would rise if
// coefficients changed with one minus the Kaplan-Meier curve of all.
func (r *CoxModel) check(s *spells, m *partial, d *design, f fit, w why) {
	reason := w.all
	if reason == "" && m.ties == Exact {
		reason = s.say("non calculé avec des ex æquo exacts", "not computed with exact ties")
	}
	if reason == "" && f.root.rank == 0 {
		reason = s.say("aucun prédicteur ne varie", "no predictor varies")
	}
	p := m.p
	var score []float64
	matrix := newSymmetric(2 * p)
	if reason == "" {
		s.transform(m)
		score = make([]float64, 2*p)
		m.evaluate(f.beta, func(t *tie, u []float64, information symmetric) {
			g := t.transformed
			for i := range p {
				score[p+i] += g * u[i]
				for j := range p {
					x := information.at(i, j)
					matrix.x[2*p*i+j] += x
					matrix.x[2*p*(p+i)+j] += g * x
					matrix.x[2*p*(p+i)+p+j] += g * g * x
				}
			}
		})
	}
	test := func(keep func(coefficient int) bool) stats.Test {
		t := stats.Test{Name: s.say("khi-2 du score", "score chi-squared"), Reason: reason}
		if reason != "" {
			return t
		}
		var at []int
		var u []float64
		for i := range 2 * p {
			if !f.root.redundant[i%p] && (i < p || keep(i-p)) {
				at, u = append(at, i), append(u, score[i])
			}
		}
		root := matrix.among(at).factor(tinyPivot)
		if t.DF = float64(root.rank - f.root.rank); t.DF <= 0 {
			return stats.Test{Name: t.Name, Reason: s.say("trop peu de fins différentes", "too few different ends")}
		}
		t.Statistic = root.quadratic(u)
		t.P = tail.ChiSquared(t.Statistic, t.DF)
		return t
	}
	for i, t := range d.terms {
		if i > 0 && t.predictor == d.terms[i-1].predictor {
			continue
		}
		r.Proportionality = append(r.Proportionality, PredictorTest{t.variable, test(func(j int) bool { return d.terms[j].predictor == t.predictor })})
	}
	r.Global = test(func(int) bool { return true })
}

// transform sets to each time one minus the curve of all just before it, less
// the mean over events.
func (s *spells) transform(m *partial) {
	var times, before []float64
	survival := 1.0
	s.moments(s.order(), func(m moment) {
		times, before = append(times, m.time), append(before, 1-survival)
		survival *= float64(m.risk-m.events()) / float64(m.risk)
	})
	sum, events := 0.0, 0
	for _, st := range m.strata {
		at := 0
		for i := range st.times {
			t := &st.times[i]
			for times[at] < t.time {
				at++
			}
			t.transformed = before[at]
			sum += before[at] * float64(t.events)
			events += t.events
		}
	}
	for _, st := range m.strata {
		for i := range st.times {
			st.times[i].transformed -= sum / float64(events)
		}
	}
}

// hazards sets what each time adds to the cumulated hazard at the mean of every
// column.
func (m *partial) hazards(beta []float64) {
	for _, st := range m.strata {
		_, weights, shift := st.predict(beta)
		risk, out := 0.0, len(st.entering)
		for at := len(st.times) - 1; at >= 0; at-- {
			t := &st.times[at]
			ended := 0.0
			for i := t.from; i < t.to; i++ {
				risk += weights[i]
				if i < t.from+t.events {
					ended += weights[i]
				}
			}
			for out > t.before && st.entering != nil {
				out--
				risk -= weights[st.entering[out]]
			}
			t.hazard, t.part = 0, 0
			for k := range t.events {
				share := 0.0
				if m.ties == Efron {
					share = float64(k) / float64(t.events)
				}
				h := math.Exp(-shift) / (risk - share*ended)
				t.hazard += h
				t.part += (1 - share) * h
			}
		}
	}
}

// baseline cumulates the hazard at zero, where the columns have not been centred.
func (r *CoxModel) baseline(s *spells, m *partial, d *design, f fit, strata *groups) {
	at := 0.0
	for j, b := range f.beta {
		at += b * d.means[j]
	}
	for i, st := range m.strata {
		sum := 0.0
		for _, t := range st.times {
			sum += t.hazard
			r.Baseline = append(r.Baseline, BaselineStep{strata.levels[i], t.time / s.scale, sum * math.Exp(-at)})
		}
	}
}

// residuals are events less those expected from the hazard while observed.
func (r *CoxModel) residuals(s *spells, m *partial, f fit) {
	r.Residuals = make([]float64, len(s.rows))
	for _, st := range m.strata {
		eta, _, _ := st.predict(f.beta)
		sum := 0.0
		for _, t := range st.times {
			for i := t.from; i < t.to; i++ {
				expected, event := sum+t.hazard, 0.0
				if i < t.from+t.events {
					expected, event = sum+t.part, 1
				}
				r.Residuals[st.order[i]] += event - expected*math.Exp(eta[i])
			}
			sum += t.hazard
		}
		// What was before they entered does not count.
		sum, at := 0.0, 0
		for e, i := range st.entering {
			for at < len(st.times) && st.times[at].time <= st.entries[e] {
				sum += st.times[at].hazard
				at++
			}
			r.Residuals[st.order[i]] += sum * math.Exp(eta[i])
		}
	}
}

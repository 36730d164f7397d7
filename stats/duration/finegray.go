package duration

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// FineGray models how much of a cause there will be in the end: predictors
// multiply the hazard of its cumulative incidence, those who ended in another way
// staying at risk with the chance they had of not being censored.
//
// A ratio says what happens to the share of the cause, not why; the
// cause-specific Cox model says at what pace it happens among those still going
// on. Rows and predictors as in Cox; no delayed entry. The variance is that of
// Fine and Gray (1999), which counts the estimation of censoring. Agrees with R's
// cmprsk::crr.
type FineGray struct {
	Clock
	Predictors []string
	References map[string]string // of categories, by name of the column: the code of a level
	Cause      string            // level of Event
	Confidence float64           // of the intervals; 0 is 0.95
	Cases      string            // what a row of the data is, in the plural; "dossiers"
	Lang       string            // "en" for English; French otherwise
}

// SubdistributionModel is what FineGray found.
type SubdistributionModel struct {
	Spec         FineGray
	N            int
	Events       int                 // of the cause
	Others       int                 // of other causes
	Missing      stats.MissingCounts // rows by reason of being left out
	Warnings     []string
	Coefficients []Coefficient
	Variance     [][]float64 // of the coefficients
	// NullLogLik and LogLik are log likelihoods without predictors and with them.
	NullLogLik, LogLik float64
	Iterations         int
	Wald               stats.Test
}

// Of fits the model. Errors are those of Cox.Of, a Cause that is not set, and
// delayed entry.
func (c FineGray) Of(t *stats.Table) (*SubdistributionModel, error) {
	r, err := c.fit(t)
	if err != nil {
		return nil, fmt.Errorf("fine and gray: %w", err)
	}
	return r, nil
}

func (c FineGray) fit(t *stats.Table) (*SubdistributionModel, error) {
	switch {
	case c.Cause == "" || c.Event == "":
		return nil, fmt.Errorf("field Event names the column of causes and Cause one of its levels; found %q and %q", c.Event, c.Cause)
	case c.Entry != "":
		return nil, fmt.Errorf("delayed entry is not possible here; use Cox with Cause")
	}
	list, s, err := modelled(t, c.Clock, c.Predictors, c.Confidence, c.Lang, false, nil)
	if err != nil {
		return nil, err
	}
	causes := slices.Clone(s.causes)
	if err := s.only(c.Cause); err != nil {
		return nil, err
	}
	d, err := s.designOf(list, c.References)
	if err != nil {
		return nil, err
	}
	r := &SubdistributionModel{Spec: c, N: len(s.rows), Missing: s.missing, Coefficients: d.coefficients(s)}
	for i, cause := range causes {
		r.Events += s.causes[i]
		if s.causes[i] == 0 && cause > 0 {
			r.Others++
		}
	}
	m := s.subdistribution(d, causes)
	f := maximise(d.ranges(), r.Events, settled/1000, m.evaluate)
	var z float64
	r.Spec.Confidence, z = confidence(c.Confidence)
	why := f.reasons(d, r.Events, c.Lang)
	variance := m.variance(f)
	settle(r.Coefficients, f, variance, why, z, r.Spec.Confidence)
	for i := range m.p {
		r.Variance = append(r.Variance, variance.row(i))
	}
	r.NullLogLik, r.LogLik, r.Iterations = f.null.loglik, f.last.loglik, f.steps
	r.Wald = f.test("Wald", variance.factor(tinyPivot).quadratic(f.beta), why.all, c.Lang)
	r.Warnings = append(s.notes, f.warnings(d, r.Events, c.Lang)...)
	return r, nil
}

// subdistribution is the data of the model in order of time.
type subdistribution struct {
	p     int
	x     []float64 // p numbers a spell
	times []subtime
	of    []int     // what each spell ended in: 0 censored, 1 the cause, 2 another way
	order []int     // place in the order: the spell
	free  []float64 // chance of not being censored before the time of each
}

// subtime is one time: its spells, places in the order.
type subtime struct {
	from, to int
	ends     [3]int    // censored, of the cause, in another way
	free     float64   // chance of not being censored before
	hazard   float64   // of the cause, 0 where nothing ends so
	mean     []float64 // of the predictors, over those at risk
}

func (s *spells) subdistribution(d *design, causes []int) *subdistribution {
	m := &subdistribution{p: len(d.columns), order: s.order()}
	m.x = make([]float64, len(m.order)*m.p)
	m.of, m.free = make([]int, len(m.order)), make([]float64, len(m.order))
	for at, i := range m.order {
		switch {
		case s.causes[i] > 0:
			m.of[at] = 1
		case causes[i] > 0:
			m.of[at] = 2
		}
		for j, column := range d.columns {
			m.x[at*m.p+j] = column[i]
		}
	}
	free := 1.0
	for from := 0; from < len(m.order); {
		t := subtime{from: from, to: from, free: free}
		for t.to < len(m.order) && s.times[m.order[t.to]] == s.times[m.order[from]] {
			t.ends[m.of[t.to]]++
			m.free[t.to] = free
			t.to++
		}
		n := float64(len(m.order) - from)
		free *= (n - float64(t.ends[0])) / n
		m.times = append(m.times, t)
		from = t.to
	}
	return m
}

// weights are the exponentials of the linear predictor.
func (m *subdistribution) weights(beta []float64) (eta, risk []float64, shift float64) {
	return (&stratum{order: m.order, x: m.x}).predict(beta)
}

func (m *subdistribution) row(i int) []float64 { return m.x[i*m.p : (i+1)*m.p] }

// evaluate is the partial likelihood with those who ended in another way kept
// at risk: what they weigh falls with the chance of not being censored. It leaves
// to each time its hazard and mean.
func (m *subdistribution) evaluate(beta []float64) evaluation {
	e := evaluation{score: make([]float64, m.p), information: newSymmetric(m.p)}
	eta, weights, shift := m.weights(beta)
	kept := make([]sums, 0, len(m.times)) // those who ended otherwise before each time
	other := newSums(m.p)
	for _, t := range m.times {
		if t.ends[1] > 0 {
			kept = append(kept, sums{other.weight, slices.Clone(other.x), slices.Clone(other.xx)})
		}
		for i := t.from; i < t.to; i++ {
			if m.of[i] == 2 {
				other.add(weights[i]/m.free[i], m.row(i))
			}
		}
	}
	risk := newSums(m.p)
	for at := len(m.times) - 1; at >= 0; at-- {
		t := &m.times[at]
		for i := t.from; i < t.to; i++ {
			risk.add(weights[i], m.row(i))
		}
		t.hazard = 0
		if t.ends[1] == 0 {
			continue
		}
		other, kept = kept[len(kept)-1], kept[:len(kept)-1]
		total, d := risk.weight+t.free*other.weight, float64(t.ends[1])
		for i := t.from; i < t.to; i++ {
			if m.of[i] == 1 {
				e.loglik += eta[i] - shift
				for j, x := range m.row(i) {
					e.score[j] += x
				}
			}
		}
		e.loglik -= d * math.Log(total)
		t.hazard = d / total * math.Exp(-shift)
		t.mean = make([]float64, m.p)
		for j := range m.p {
			t.mean[j] = (risk.x[j] + t.free*other.x[j]) / total
			e.score[j] -= d * t.mean[j]
			for k := range j + 1 {
				at := j*m.p + k
				e.information.x[at] += d * ((risk.xx[at]+t.free*other.xx[at])/total - t.mean[j]*t.mean[k])
			}
		}
	}
	return e
}

// variance is the sandwich of the scores of each spell, with what each adds by
// the estimation of censoring.
func (m *subdistribution) variance(f fit) symmetric {
	m.evaluate(f.beta)
	eta, _, _ := m.weights(f.beta)
	n, p := len(m.order), m.p
	scores := make([]float64, n*p)
	// Sums of the hazard and of the hazard times the mean: of times up to one,
	// and, with the chance of not being censored, of times after it.
	hazard, moment := 0.0, make([]float64, p)
	late, lateMoment := 0.0, make([]float64, p)
	for _, t := range m.times {
		late += t.free * t.hazard
		for j, x := range t.mean {
			lateMoment[j] += t.free * t.hazard * x
		}
	}
	other, otherX := 0.0, make([]float64, p) // who ended otherwise, up to the time
	censoring := make([]float64, p)
	for _, t := range m.times {
		// What censoring at this time changes: as cmprsk has it, the weight of those
		// who ended otherwise before it, from this time on.
		risk := float64(n - t.from)
		for j := range p {
			q := (otherX[j]*late - other*lateMoment[j]) / risk
			censoring[j] += q * float64(t.ends[0]) / risk
			for i := t.from; i < t.to; i++ {
				scores[i*p+j] -= censoring[j]
				if m.of[i] == 0 {
					scores[i*p+j] += q
				}
			}
		}
		hazard += t.hazard
		late -= t.free * t.hazard
		for j, x := range t.mean {
			moment[j] += t.hazard * x
			lateMoment[j] -= t.free * t.hazard * x
		}
		for i := t.from; i < t.to; i++ {
			x, own, w := m.row(i), scores[i*p:(i+1)*p], math.Exp(eta[i])
			kept := w / m.free[i]
			for j := range own {
				own[j] -= w * (x[j]*hazard - moment[j])
				switch m.of[i] {
				case 1:
					own[j] += x[j] - t.mean[j]
				case 2:
					own[j] -= kept * (x[j]*late - lateMoment[j])
					otherX[j] += kept * x[j]
				}
			}
			if m.of[i] == 2 {
				other += kept
			}
		}
	}
	v := newSymmetric(p)
	for i := range n {
		step := f.root.solve(scores[i*p : (i+1)*p])
		for j := range p {
			for k := range p {
				v.x[j*p+k] += step[j] * step[k]
			}
		}
	}
	return v
}

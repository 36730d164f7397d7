package agreement

// kind numbers the coefficients that all steps treat alike. The specific
// agreement of category k is kind kinds+k.
type kind int

const (
	percent kind = iota
	weighted
	unanimous
	cohen
	scott
	conger
	fleiss
	brennan
	gwet
	alpha
	kinds
)

// sums is what all coefficients are functions of: added up over units, so that
// a sample of units has the sum of theirs.
type sums []float64

// model says where the sums stand and holds what does not change with them.
type model struct {
	*data
	spec Coders
	q, r int // categories, coders
	// weights of agreement, nil where only equal categories agree; their sum.
	agree []float64
	whole float64

	units, pairable int // units coded at all, by two coders or more
	agreed, partial int // sum over them of agreeing pairs, of partly agreeing ones
	full, same      int // units coded by all, those on which all agree
	coincide        int // q × q, c ≤ k: coincidences, pairs of a unit over its codings less one
	valued          int // q: codings in pairable units
	shares          int // q: share of the unit's codings, over units
	by              int // r × q: codings of each coder
	crossed         int // q × q: units both coded, of two coders
	pairs, matched  int // q: ordered pairs of codings that start from the category; those that agree
	size            int

	// scratch of one unit
	count []float64
	found []int32
}

func newModel(s Coders, d *data) *model {
	m := &model{data: d, spec: s, q: len(d.levels), r: len(d.coders)}
	place := func(n int) int {
		at := m.size
		m.size += n
		return at
	}
	m.units, m.pairable = place(1), place(1)
	m.agreed, m.partial = place(1), place(1)
	m.full, m.same = place(1), place(1)
	m.coincide, m.valued, m.shares = place(m.q*m.q), place(m.q), place(m.q)
	m.by = place(m.r * m.q)
	m.pairs, m.matched = place(m.q), place(m.q)
	if m.r == 2 {
		m.crossed = place(m.q * m.q)
	}
	m.count = make([]float64, m.q)
	m.found = make([]int32, 0, m.r)
	m.whole = float64(m.q)
	if s.Weights != Unweighted {
		m.weigh()
	}
	return m
}

// weigh fills the weights of agreement.
func (m *model) weigh() {
	m.agree, m.whole = make([]float64, m.q*m.q), 0
	for c := range m.q {
		for k := range m.q {
			w := 1.0
			if c != k {
				apart := abs(m.scores[c]-m.scores[k]) / (m.scores[m.q-1] - m.scores[0])
				switch m.spec.Weights {
				case Linear:
					w = 1 - apart
				case Quadratic:
					w = 1 - apart*apart
				case RankWeights:
					steps := abs(float64(c - k))
					w = 1 - steps*(steps+1)/float64(m.q*(m.q-1))
				}
			}
			m.agree[c*m.q+k] = w
			m.whole += w
		}
	}
}

func abs(x float64) float64 { return max(x, -x) }

// weight is how much two categories agree.
func (m *model) weight(c, k int) float64 {
	switch {
	case m.agree != nil:
		return m.agree[c*m.q+k]
	case c == k:
		return 1
	}
	return 0
}

// quadratic is the sum of x[c] weight(c, k) y[k].
func (m *model) quadratic(x, y []float64) float64 {
	sum := 0.0
	for c, a := range x {
		if a != 0 {
			sum += a * m.weighed(y, c)
		}
	}
	return sum
}

// weighed is the sum of weight(c, k) y[k] over k.
func (m *model) weighed(y []float64, c int) float64 {
	if m.agree == nil {
		return y[c]
	}
	sum := 0.0
	for k, w := range m.agree[c*m.q : (c+1)*m.q] {
		sum += w * y[k]
	}
	return sum
}

// open counts the codings of a unit by category, into count and found; it gives
// their number. close must follow.
func (m *model) open(unit int) (codes []int32, coded float64) {
	codes = m.codes[unit*m.r : (unit+1)*m.r]
	m.found = m.found[:0]
	for _, c := range codes {
		if c < 0 {
			continue
		}
		if m.count[c] == 0 {
			m.found = append(m.found, c)
		}
		m.count[c]++
		coded++
	}
	return codes, coded
}

func (m *model) close() {
	for _, c := range m.found {
		m.count[c] = 0
	}
}

// agreement is the share of the pairs of codings of the open unit that agree,
// and that agree in part.
func (m *model) agreement(coded float64) (agreed, partial float64) {
	for i, c := range m.found {
		n := m.count[c]
		agreed += n * (n - 1)
		if m.agree != nil {
			for _, k := range m.found[:i] {
				partial += 2 * m.agree[int(c)*m.q+int(k)] * n * m.count[k]
			}
		}
	}
	pairs := coded * (coded - 1)
	return agreed / pairs, (agreed + partial) / pairs
}

// add puts a unit into the sums.
func (m *model) add(into sums, unit int) {
	codes, coded := m.open(unit)
	weight := m.weights[unit]
	for i, c := range codes {
		if c >= 0 {
			into[m.by+i*m.q+int(c)] += weight
		}
	}
	into[m.units] += weight
	for _, c := range m.found {
		into[m.shares+int(c)] += weight * m.count[c] / coded
	}
	if coded >= 2 {
		into[m.pairable] += weight
		agreed, partial := m.agreement(coded)
		into[m.agreed] += weight * agreed
		into[m.partial] += weight * partial
		for i, c := range m.found {
			n := m.count[c]
			into[m.valued+int(c)] += weight * n
			into[m.pairs+int(c)] += weight * n * (coded - 1)
			into[m.matched+int(c)] += weight * n * (n - 1)
			into[m.coincide+int(c)*m.q+int(c)] += weight * n * (n - 1) / (coded - 1)
			for _, k := range m.found[:i] {
				into[m.coincide+int(min(c, k))*m.q+int(max(c, k))] += weight * n * m.count[k] / (coded - 1)
			}
		}
	}
	if int(coded) == m.r {
		into[m.full] += weight
		if len(m.found) == 1 {
			into[m.same] += weight
		}
		if m.r == 2 {
			into[m.crossed+int(codes[0])*m.q+int(codes[1])] += weight
		}
	}
	m.close()
}

// of is a part of the sums with one place a category.
func (m *model) of(s sums, at int) []float64 { return s[at : at+m.q] }

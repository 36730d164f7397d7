package agreement

// metric is the squared distance of two categories. On the ordinal scale they
// stand where their codings do: half of their own above all lower ones.
type metric struct {
	scale  Scale
	scores []float64
}

func (m *model) metric(valued []float64) metric {
	if m.spec.Scale != Ordinal {
		return metric{m.spec.Scale, m.scores}
	}
	places, below := make([]float64, m.q), 0.0
	for k, n := range valued {
		places[k] = below + n/2
		below += n
	}
	return metric{Ordinal, places}
}

func (d metric) squared(c, k int) float64 {
	switch {
	case c == k:
		return 0
	case d.scale == Nominal:
		return 1
	}
	x, y := d.scores[c], d.scores[k]
	gap := x - y
	if d.scale == Ratio {
		gap /= x + y
	}
	return gap * gap
}

// disagreement is the sums of alpha: over coincidences, over all pairs of
// pairable codings, and how many such codings there are.
func (m *model) disagreement(s sums) (observed, expected, codings float64) {
	valued := m.of(s, m.valued)
	d := m.metric(valued)
	for c := range m.q {
		codings += valued[c]
		if valued[c] == 0 {
			continue
		}
		for k := c + 1; k < m.q; k++ {
			if valued[k] == 0 {
				continue
			}
			apart := d.squared(c, k)
			observed += 2 * s[m.coincide+c*m.q+k] * apart
			expected += 2 * valued[c] * valued[k] * apart
		}
	}
	return observed, expected, codings
}

// alpha is Krippendorff's (2011).
func (m *model) alpha(s sums) figure {
	observed, expected, codings := m.disagreement(s)
	if expected == 0 || m.negative() {
		return figure{}
	}
	// seen and chance are those of the form that all coefficients share.
	seen, chance := 1-observed/codings, 1-expected/(codings*(codings-1))
	return figure{1 - (codings-1)*observed/expected, seen, chance, true}
}

// negative tells whether a ratio scale has values that it cannot have.
func (m *model) negative() bool { return m.spec.Scale == Ratio && m.q > 0 && m.scores[0] < 0 }

// alphaInfluence gives, for the open unit, how alpha moves with the unit's
// weight, times the number of units: Gwet's linearisation, and on the ordinal
// scale also how the distances move, since they are made of the codings.
func (m *model) alphaInfluence(s sums) func(coded float64) float64 {
	observed, expected, codings := m.disagreement(s)
	valued := m.of(s, m.valued)
	d := m.metric(valued)
	apart := make([]float64, m.q) // of a category from all codings
	for c := range m.q {
		for k, n := range valued {
			apart[c] += n * d.squared(c, k)
		}
	}
	var moveObserved, moveExpected []float64
	if m.spec.Scale == Ordinal {
		moveObserved = m.stretch(d, func(c, k int) float64 { return s[m.coincide+c*m.q+k] })
		moveExpected = m.stretch(d, func(c, k int) float64 { return valued[c] * valued[k] })
	}
	units := s[m.pairable]
	mean := codings / units
	return func(coded float64) float64 {
		var here, change float64
		for i, c := range m.found {
			n := m.count[c]
			change += 2 * n * apart[c]
			for _, k := range m.found[:i] {
				here += 2 * n * m.count[k] * d.squared(int(c), int(k)) / (coded - 1)
			}
			if moveObserved != nil {
				here += n * moveObserved[c]
				change += n * moveExpected[c]
			}
		}
		move := units * (coded*observed + codings*here - codings*observed*change/expected)
		// irrCAC corrects units of unequal size by the agreement after, not
		// before, its allowance for small samples; its errors are the anchor.
		return -(move + observed*(coded-mean)/mean) / expected
	}
}

// stretch is how a sum of squared ordinal distances moves with one more coding
// of each category: it widens what spans the category, by half at the ends.
func (m *model) stretch(d metric, times func(c, k int) float64) []float64 {
	steps := make([]float64, m.q+1)
	for c := range m.q {
		for k := c + 1; k < m.q; k++ {
			// 2 orders × derivative of the square × half for each end.
			x := 2 * times(c, k) * (d.scores[k] - d.scores[c])
			steps[c] += x
			steps[c+1] += x
			steps[k] -= x
			steps[k+1] -= x
		}
	}
	for k := 1; k < m.q; k++ {
		steps[k] += steps[k-1]
	}
	return steps[:m.q]
}

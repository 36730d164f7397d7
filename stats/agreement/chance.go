package agreement

// figure is a coefficient of some sums: value = (seen - chance) / (1 - chance),
// or seen alone for shares. It does not exist where ok is false.
type figure struct {
	value, seen, chance float64
	ok                  bool
}

func share(part, whole float64) figure {
	if whole == 0 {
		return figure{}
	}
	return figure{value: part / whole, seen: part / whole, ok: true}
}

func corrected(seen, chance float64) figure {
	return figure{(seen - chance) / (1 - chance), seen, chance, true}
}

// figures is all coefficients of some sums, by kind.
func (m *model) figures(s sums) []figure {
	all := make([]figure, int(kinds)+m.q)
	n := s[m.pairable]
	all[percent] = share(s[m.agreed], n)
	all[weighted] = share(s[m.partial], n)
	if m.r >= 2 {
		all[unanimous] = share(s[m.same], s[m.full])
	}
	for k := range m.q {
		all[int(kinds)+k] = share(s[m.matched+k], s[m.pairs+k])
	}
	if !m.varies(s) {
		return all
	}
	seen := all[weighted].value
	shares := scaled(m.of(s, m.shares), s[m.units])
	all[fleiss] = corrected(seen, m.quadratic(shares, shares))
	all[brennan] = corrected(seen, m.whole/float64(m.q*m.q))
	all[gwet] = corrected(seen, m.gwetChance(shares))
	if chance, ok := m.congerChance(s); ok {
		all[conger] = corrected(seen, chance)
	}
	all[alpha] = m.alpha(s)
	if m.r == 2 {
		rows, cols := m.margins(s)
		seen := m.crossedAgreement(s)
		if chance := m.quadratic(rows, cols); chance < 1 {
			all[cohen] = corrected(seen, chance)
		}
		mean := make([]float64, m.q)
		for k := range mean {
			mean[k] = (rows[k] + cols[k]) / 2
		}
		all[scott] = corrected(seen, m.quadratic(mean, mean))
	}
	return all
}

// varies tells whether two codings of a pairable unit exist, and two categories
// among such codings.
func (m *model) varies(s sums) bool {
	used := 0
	for _, n := range m.of(s, m.valued) {
		if n > 0 {
			used++
		}
	}
	return used > 1
}

func scaled(values []float64, total float64) []float64 {
	shares := make([]float64, len(values))
	for i, x := range values {
		shares[i] = x / total
	}
	return shares
}

// gwetChance is the chance of AC: that one of two codings is made at random,
// over how hard the categories are to tell (Gwet 2008).
func (m *model) gwetChance(shares []float64) float64 {
	sum := 0.0
	for _, p := range shares {
		sum += p * (1 - p)
	}
	return m.whole * sum / float64(m.q*(m.q-1))
}

// coderShares is how each coder spreads codings over the categories; ok is
// false where one has none.
func (m *model) coderShares(s sums) (shares [][]float64, coded []float64, ok bool) {
	shares, coded = make([][]float64, m.r), make([]float64, m.r)
	for i := range shares {
		counts := m.of(s, m.by+i*m.q)
		for _, n := range counts {
			coded[i] += n
		}
		if coded[i] == 0 {
			return nil, nil, false
		}
		shares[i] = scaled(counts, coded[i])
	}
	return shares, coded, true
}

// congerChance is the mean chance over pairs of different coders (Conger 1980).
func (m *model) congerChance(s sums) (float64, bool) {
	shares, _, ok := m.coderShares(s)
	if !ok {
		return 0, false
	}
	sum, own := make([]float64, m.q), 0.0
	for _, p := range shares {
		for k := range sum {
			sum[k] += p[k]
		}
		own += m.quadratic(p, p)
	}
	chance := (m.quadratic(sum, sum) - own) / float64(m.r*(m.r-1))
	return chance, chance < 1
}

// margins is the shares of the categories by each of two coders, over the units
// both coded.
func (m *model) margins(s sums) (rows, cols []float64) {
	rows, cols = make([]float64, m.q), make([]float64, m.q)
	for c := range m.q {
		for k, n := range m.of(s, m.crossed+c*m.q) {
			rows[c] += n / s[m.full]
			cols[k] += n / s[m.full]
		}
	}
	return rows, cols
}

func (m *model) crossedAgreement(s sums) float64 {
	sum := 0.0
	for c := range m.q {
		for k, n := range m.of(s, m.crossed+c*m.q) {
			sum += m.weight(c, k) * n
		}
	}
	return sum / s[m.full]
}

package agreement

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/tail"
)

const level = 0.95

// linearise gives standard errors and intervals from how each unit moves a
// coefficient (Gwet 2014, 2021): the variance of a mean of these, Student's law
// with one degree less than there are units, cut at 1. Cohen has its own.
func (a *Agreement) linearise(m *model, total sums) {
	list := a.coefficients()
	figures := m.figures(total)
	spread := make([]float64, len(list))
	move := m.influence(total, figures)
	for unit, weight := range m.weights {
		_, coded := m.open(unit)
		move(unit, coded, func(k kind, deviation float64) { spread[k] += weight * deviation * deviation })
		m.close()
	}
	for k, c := range list {
		n := total[m.units]
		switch {
		case kind(k) == cohen || !c.Value.Defined():
			continue
		case kind(k) == unanimous || kind(k) == scott:
			n = total[m.full]
		case kind(k) >= alpha:
			n = total[m.pairable]
		}
		if n < 2 {
			c.Test.Reason = a.say("une seule unité", "a single unit")
			continue
		}
		low := math.Inf(-1)
		if isShare(kind(k)) {
			low = 0
			c.Test = stats.Test{Reason: a.say("un pourcentage ne se teste pas contre 0", "a per cent is not tested against 0")}
		}
		c.interval(math.Sqrt(spread[k]/(n*(n-1))), student(n-1), low, a.say("linéarisé, t à n − 1 ddl", "linearised, t with n − 1 df"))
		if isShare(kind(k)) {
			continue
		}
		if c.SE == 0 {
			c.Test.Reason = a.say("pas d'erreur-type", "no standard error")
			continue
		}
		t := c.Value.Value / c.SE
		c.Test = stats.Test{Name: "t", Statistic: t, DF: n - 1, P: tail.StudentT(t, n-1)}
	}
}

// isShare tells the figures without correction for chance.
func isShare(k kind) bool { return k <= unanimous || k >= kinds }

// interval puts an interval around the value. Without any spread there is
// none: perfect agreement of few units is not certain either.
func (c *Coefficient) interval(se, quantile, low float64, how string) {
	c.Linear = stats.Estimate{Value: c.Value.Value}
	if se > 1e-12 {
		c.SE, c.Interval = se, how
		c.Linear.Low = math.Max(low, c.Value.Value-quantile*se)
		c.Linear.High = math.Min(1, c.Value.Value+quantile*se)
		c.Linear.Confidence = level
	}
	c.Value = c.Linear
}

// student is the 0.975 quantile of Student's law. The inverse of the beta
// function loses digits where there are many degrees of freedom; there the
// expansion around the normal law has all of them (Fisher and Cornish 1960).
func student(df float64) float64 {
	if df < 3000 {
		y := mathext.InvRegIncBeta(0.5, df/2, level)
		return math.Sqrt(df * y / (1 - y))
	}
	const z, z2 = tail.Z95, tail.Z95 * tail.Z95
	return z * (1 + ((z2+1)/4+((5*z2+16)*z2+3)/(96*df)+(((3*z2+19)*z2+17)*z2-15)/(384*df*df))/df)
}

// influence gives, for the open unit, the deviation of each coefficient from
// its value: they sum to zero over the units that it counts.
func (m *model) influence(s sums, f []figure) func(unit int, coded float64, put func(kind, float64)) {
	n, n2 := s[m.units], s[m.pairable]
	shares := scaled(m.of(s, m.shares), n)
	near := make([]float64, m.q) // chance of agreeing with a category
	for c := range near {
		near[c] = m.weighed(shares, c)
	}
	rows := make([]float64, m.q) // the same among units both of two coders coded
	if f[scott].ok {
		p, q := m.margins(s)
		mean := make([]float64, m.q)
		for k := range mean {
			mean[k] = (p[k] + q[k]) / 2
		}
		for c := range rows {
			rows[c] = m.weighed(mean, c)
		}
	}
	var pull [][]float64
	if f[conger].ok {
		pull = m.congerPull(s)
	}
	var move func(float64) float64
	if f[alpha].ok {
		move = m.alphaInfluence(s)
	}
	// shift is the deviation of (seen - chance) / (1 - chance) for a unit that
	// agrees by here, is pairable or not, and would agree by there at random.
	shift := func(k kind, here, pairable, times, there float64) float64 {
		g := f[k]
		return (times*(here-g.chance*pairable)-2*(1-g.value)*there)/(1-g.chance) - g.value
	}
	return func(unit int, coded float64, put func(kind, float64)) {
		var agreed, partial, pairable float64
		if coded >= 2 {
			pairable = 1
			agreed, partial = m.agreement(coded)
		}
		times := n / n2
		if n2 == 0 {
			return
		}
		put(percent, times*agreed-f[percent].value)
		put(weighted, times*partial-f[weighted].value)
		if int(coded) == m.r {
			same := 0.0
			if len(m.found) == 1 {
				same = 1
			}
			put(unanimous, same-f[unanimous].value)
		}
		for _, c := range m.found {
			if k := int(kinds) + int(c); f[k].ok {
				count := m.count[c]
				put(kind(k), n2*count*(count-1-f[k].value*(coded-1))/s[m.pairs+int(c)])
			}
		}
		if !f[fleiss].ok {
			return
		}
		var here, spread, both float64
		for _, c := range m.found {
			part := m.count[c] / coded
			here += part * near[c]
			spread += part * (1 - shares[c])
			both += part * rows[c]
		}
		put(fleiss, shift(fleiss, partial, pairable, times, here-f[fleiss].chance))
		put(brennan, shift(brennan, partial, pairable, times, 0))
		put(gwet, shift(gwet, partial, pairable, times, m.whole*spread/float64(m.q*(m.q-1))-f[gwet].chance))
		if pull != nil {
			sum := 0.0
			for i, c := range m.codes[unit*m.r : (unit+1)*m.r] {
				if c >= 0 {
					sum += pull[i][c]
				}
			}
			put(conger, shift(conger, partial, pairable, times, sum))
		}
		if f[scott].ok && coded == 2 {
			put(scott, shift(scott, partial, 1, 1, both-f[scott].chance))
		}
		if move != nil && coded >= 2 {
			put(alpha, move(coded))
		}
	}
}

// congerPull is how far a coding of a category by a coder moves the chance of
// Conger, times the number of units.
func (m *model) congerPull(s sums) [][]float64 {
	shares, coded, _ := m.coderShares(s)
	pull := make([][]float64, m.r)
	others := make([]float64, m.q)
	for i, own := range shares {
		for k := range others {
			others[k] = -own[k]
			for _, p := range shares {
				others[k] += p[k]
			}
		}
		pull[i] = make([]float64, m.q)
		mean := 0.0
		for c := range pull[i] {
			pull[i][c] = m.weighed(others, c)
			mean += own[c] * pull[i][c]
		}
		for c := range pull[i] {
			pull[i][c] = s[m.units] / coded[i] * (pull[i][c] - mean) / float64(m.r*(m.r-1))
		}
	}
	return pull
}

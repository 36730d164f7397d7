package stats

import (
	"math"

	"github.com/askoria/verbatim/stats/internal/exact"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// proportions are two shares compared: a of n1 and c of n2.
type proportions struct {
	a, c, n1, n2 float64
	p1, p2       float64
}

// fourfold adds what only a 2×2 table has, with the exposed row first and the
// event in the first column.
func (l *MeasureList) fourfold(counts [][]int) {
	lang := l.Spec.Lang
	top, bottom, event := counts[l.exposed], counts[1-l.exposed], l.event
	a, b, c, d := top[event], top[1-event], bottom[event], bottom[1-event]
	p := proportions{a: float64(a), c: float64(c), n1: float64(a + b), n2: float64(c + d)}
	p.p1, p.p2 = p.a/p.n1, p.c/p.n2
	fa, fb, fc, fd := float64(a), float64(b), float64(c), float64(d)
	chi := l.Measures[0].Test // all say the same where there is no association
	put := func(name, french, english, method string, e Estimate) {
		l.add(TableMeasure{Name: name, Label: Say(lang, french, english), Method: method, Estimate: e, Test: chi})
	}
	fisher := Say(lang, "z de Fisher", "Fisher's z")
	phi := (fa*fd - fb*fc) / math.Sqrt(p.n1*p.n2*(fa+fc)*(fb+fd))
	signed := Estimate{Value: phi}
	if n := p.n1 + p.n2; n > 3 && math.Abs(phi) < 1 {
		spread := tail.Z95 / math.Sqrt(n-3)
		signed.Low, signed.High, signed.Confidence = math.Tanh(math.Atanh(phi)-spread), math.Tanh(math.Atanh(phi)+spread), 0.95
	}
	put("phi", "Phi", "Phi", fisher, signed)
	odds := Estimate{Value: fa * fd / (fb * fc)}
	if fb*fc == 0 {
		odds.Value = math.Inf(1)
	}
	if fa*fb*fc*fd > 0 {
		odds = loggedRatio(odds.Value, 1/fa+1/fb+1/fc+1/fd)
	}
	conditional, mid := exactRatios(a, b, c, d, lang)
	put("odds ratio", "Rapport des cotes", "Odds ratio", "Wald", odds)
	put("conditional odds ratio", "Rapport des cotes conditionnel", "Conditional odds ratio", Say(lang, "exact", "exact"), conditional)
	if l.Spec.Every {
		put("mid-p odds ratio", "Rapport des cotes, mid-p", "Mid-p odds ratio", "mid-p", mid)
		h := 0.5
		put("Haldane odds ratio", "Rapport des cotes de Haldane (+0,5)", "Haldane odds ratio (+0.5)", "Wald",
			loggedRatio((fa+h)*(fd+h)/((fb+h)*(fc+h)), 1/(fa+h)+1/(fb+h)+1/(fc+h)+1/(fd+h)))
	}
	score := p.ratioScore(lang)
	put("risk ratio", "Rapport des risques", "Risk ratio", "score (Koopman)", score)
	put("attributable fraction", "Fraction attribuable parmi les exposés", "Attributable fraction among the exposed", "score (Koopman)", attributable(score, lang))
	gap := p.p1 - p.p2
	put("risk difference", "Différence des risques", "Risk difference", "Newcombe", p.newcombe(0))
	if l.Spec.Every {
		wald := Estimate{Value: score.Value, Reason: score.Reason}
		if fa*fc > 0 {
			wald = loggedRatio(score.Value, 1/fa-1/p.n1+1/fc-1/p.n2)
		}
		put("risk ratio", "Rapport des risques", "Risk ratio", "Wald", wald)
		spread := tail.Z95 * math.Sqrt(p.p1*(1-p.p1)/p.n1+p.p2*(1-p.p2)/p.n2)
		put("risk difference", "Différence des risques", "Risk difference", "Wald", cutDifference(gap, gap-spread, gap+spread))
		put("risk difference", "Différence des risques", "Risk difference", "Newcombe, correction", p.newcombe(0.5))
		x1, x2, m1, m2 := (p.a+1)/(p.n1+2), (p.c+1)/(p.n2+2), p.n1+2, p.n2+2
		spread = tail.Z95 * math.Sqrt(x1*(1-x1)/m1+x2*(1-x2)/m2)
		put("risk difference", "Différence des risques", "Risk difference", "Agresti-Caffo", cutDifference(gap, x1-x2-spread, x1-x2+spread))
		put("risk difference", "Différence des risques", "Risk difference", "Mee", p.differenceScore(1))
		n := p.n1 + p.n2
		put("risk difference", "Différence des risques", "Risk difference", "Miettinen-Nurminen", p.differenceScore(n/(n-1)))
	}
	q, y := Estimate{Value: (fa*fd - fb*fc) / (fa*fd + fb*fc)}, Estimate{}
	rootAD, rootBC := math.Sqrt(fa*fd), math.Sqrt(fb*fc)
	y.Value = (rootAD - rootBC) / (rootAD + rootBC)
	if odds.Confidence > 0 { // both rise with the odds ratio
		q = Estimate{q.Value, (odds.Low - 1) / (odds.Low + 1), (odds.High - 1) / (odds.High + 1), 0.95, ""}
		low, high := math.Sqrt(odds.Low), math.Sqrt(odds.High)
		y = Estimate{y.Value, (low - 1) / (low + 1), (high - 1) / (high + 1), 0.95, ""}
	}
	put("Yule Q", "Q de Yule", "Yule's Q", "Wald", q)
	put("Yule Y", "Y de Yule", "Yule's Y", "Wald", y)
	l.fisher(a, b, c, d)
}

func exactRatios(a, b, c, d int, lang string) (conditional, mid Estimate) {
	if a+b+c+d > exactLargest {
		none := Estimate{Reason: tooMany(lang)}
		return none, none
	}
	conditional.Confidence, mid.Confidence = 0.95, 0.95
	conditional.Value, conditional.Low, conditional.High, _ = exact.OddsRatio(a, b, c, d)
	mid.Value, mid.Low, mid.High, _ = exact.MidOddsRatio(a, b, c, d)
	return conditional, mid
}

// fisher adds Fisher's one-sided tests and the two-sided mid-p, in which the
// table that was seen counts half.
func (l *MeasureList) fisher(a, b, c, d int) {
	lang := l.Spec.Lang
	tests := []Test{
		{Name: Say(lang, "Fisher unilatéral, association négative", "Fisher one-sided, negative association")},
		{Name: Say(lang, "Fisher unilatéral, association positive", "Fisher one-sided, positive association")},
		{Name: Say(lang, "Fisher bilatéral, mid-p", "Fisher two-sided, mid-p")},
	}
	if a+b+c+d > exactLargest {
		for i := range tests {
			tests[i].Reason = tooMany(lang)
		}
	} else {
		var seen float64
		tests[0].P, tests[1].P, seen = exact.OneSided(a, b, c, d)
		tests[2].P = exact.TwoByTwo(a, b, c, d) - seen/2
	}
	l.Tests = append(l.Tests, tests...)
}

// loggedRatio is a ratio whose logarithm has that variance.
func loggedRatio(ratio, variance float64) Estimate {
	spread := math.Exp(tail.Z95 * math.Sqrt(variance))
	return Estimate{Value: ratio, Low: ratio / spread, High: ratio * spread, Confidence: 0.95}
}

// cutDifference is a difference of shares with its interval, cut at -1 and 1.
func cutDifference(value, low, high float64) Estimate {
	return Estimate{Value: value, Low: math.Max(-1, low), High: math.Min(1, high), Confidence: 0.95}
}

// attributable is the share of the risk of the exposed that the others do not
// have, 1-1/ratio; negative where they have more.
func attributable(ratio Estimate, lang string) Estimate {
	if !ratio.Defined() {
		return ratio
	}
	if ratio.Value == 0 {
		return Estimate{Reason: Say(lang, "aucun événement parmi les exposés", "no event among the exposed")}
	}
	e := Estimate{Value: 1 - 1/ratio.Value, Low: 1 - 1/ratio.Low, High: 1 - 1/ratio.High, Confidence: ratio.Confidence}
	if ratio.Low == 0 {
		e.Confidence = 0
	}
	return e
}

// wilson is the interval of a proportion (1927); with a correction of 0.5 that
// of Newcombe (1998), method 4.
func wilson(p, n, correction float64) (low, high float64) {
	z2 := tail.Z95 * tail.Z95
	end := func(p float64) float64 { // the lower end; the upper one by symmetry
		if p == 0 {
			return 0
		}
		shifted := 2*n*p + z2 - 2*correction
		under := z2 - 2*correction*(2+1/n) + 4*p*(n*(1-p)+2*correction)
		if correction == 0 {
			under = z2 + 4*n*p*(1-p)
		}
		return math.Max(0, (shifted-tail.Z95*math.Sqrt(under))/(2*(n+z2)))
	}
	return end(p), 1 - end(1-p)
}

// newcombe joins the intervals of the two proportions (1998, methods 10, 11).
func (p proportions) newcombe(correction float64) Estimate {
	low1, high1 := wilson(p.p1, p.n1, correction)
	low2, high2 := wilson(p.p2, p.n2, correction)
	gap := p.p1 - p.p2
	return cutDifference(gap, gap-math.Hypot(p.p1-low1, high2-p.p2), gap+math.Hypot(high1-p.p1, p.p2-low2))
}

// differenceScore inverts the score test of a difference (Mee 1984; with the
// variance times n/(n-1) Miettinen and Nurminen 1985).
func (p proportions) differenceScore(inflate float64) Estimate {
	gap := p.p1 - p.p2
	z := func(delta float64) float64 {
		first := p.likeliest(delta)
		second := first - delta
		variance := (first*(1-first)/p.n1 + second*(1-second)/p.n2) * inflate
		if variance <= 0 {
			return math.Copysign(1e9, gap-delta)
		}
		return (gap - delta) / math.Sqrt(variance)
	}
	low, high := -1.0, 1.0
	if gap > -1 {
		low = tail.Root(func(x float64) float64 { return z(x) - tail.Z95 }, -1, gap)
	}
	if gap < 1 {
		high = tail.Root(func(x float64) float64 { return z(x) + tail.Z95 }, gap, 1)
	}
	return cutDifference(gap, low, high)
}

// likeliest is the first proportion that is most likely when it is larger than
// the second by delta: where the slope of the likelihood, which falls, is 0.
func (p proportions) likeliest(delta float64) float64 {
	slope := func(x float64) float64 {
		y := x - delta
		return p.a*(1-x)*y*(1-y) - (p.n1-p.a)*x*y*(1-y) + p.c*(1-y)*x*(1-x) - (p.n2-p.c)*y*x*(1-x)
	}
	low, high := math.Max(0, delta), math.Min(1, 1+delta)
	if slope(low) <= 0 && slope(low+1e-12*(high-low)) <= 0 {
		return low
	}
	if slope(high-1e-12*(high-low)) >= 0 {
		return high
	}
	return tail.Root(slope, low+1e-12*(high-low), high-1e-12*(high-low))
}

// ratioScore inverts the score test of a ratio (Koopman 1984).
func (p proportions) ratioScore(lang string) Estimate {
	switch {
	case p.a+p.c == 0:
		return Estimate{Reason: Say(lang, "aucun événement", "no event")}
	case p.c == 0:
		e := Estimate{Value: math.Inf(1), High: math.Inf(1), Confidence: 0.95}
		e.Low = p.ratioEnd(math.Inf(1), 1)
		return e
	}
	ratio := p.p1 / p.p2
	e := Estimate{Value: ratio, Confidence: 0.95}
	if p.a > 0 {
		e.Low = p.ratioEnd(ratio, 1)
	}
	e.High = p.ratioEnd(ratio, -1)
	return e
}

// ratioEnd is the ratio below (sign 1) or above (-1) the one seen at which the
// score test is at its 5 % limit.
func (p proportions) ratioEnd(seen, sign float64) float64 {
	z := func(log float64) float64 {
		theta := math.Exp(log)
		// The second proportion that is most likely under the ratio.
		n := p.n1 + p.n2
		b := p.n1*theta + p.a + p.n2 + p.c*theta
		second := (b - math.Sqrt(math.Max(0, b*b-4*n*theta*(p.a+p.c)))) / (2 * n * theta)
		first := theta * second
		variance := first*(1-first)/p.n1 + theta*theta*second*(1-second)/p.n2
		return sign*(p.p1-theta*p.p2)/math.Sqrt(variance) - tail.Z95
	}
	// z falls to -1.96 at the ratio seen; go outward until it is above 0.
	near := math.Log(seen)
	if math.IsInf(seen, 0) {
		near = 0
		for z(near) > 0 {
			near++
		}
	} else if seen == 0 {
		near = 0
		for z(near) > 0 {
			near--
		}
	}
	step := 1.0
	for z(near-sign*step) < 0 {
		step *= 2
	}
	return math.Exp(tail.Root(z, near-sign*step, near))
}

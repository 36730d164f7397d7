package textometry

import "math"

// hypergeometric is the law of how many of t words drawn out of T are among
// the F of one form (Lafon 1980).
type hypergeometric struct{ T, F, t int }

// mean is the expected number.
func (h hypergeometric) mean() float64 { return float64(h.F) * float64(h.t) / float64(h.T) }

// logTail is the logarithm of P(X ≤ f) where f is below the mean, else of
// P(X ≥ f). The tail is summed outwards from f, where its terms fall, relative
// to the first: nothing underflows, and no 1-p loses what p is made of.
func (h hypergeometric) logTail(f int) (log float64, below bool) {
	below = float64(f) < h.mean()
	low, high := max(0, h.F+h.t-h.T), min(h.F, h.t)
	if !below && f <= low || below && f >= high {
		return 0, below // certain
	}
	sum, term := 1.0, 1.0
	for k := f; term > 1e-18*sum; {
		x := float64(k)
		if below {
			if k == low {
				break
			}
			term *= x * (float64(h.T-h.F-h.t) + x) / ((float64(h.F) - x + 1) * (float64(h.t) - x + 1))
			k--
		} else {
			if k == high {
				break
			}
			term *= (float64(h.F) - x) * (float64(h.t) - x) / ((x + 1) * (float64(h.T-h.F-h.t) + x + 1))
			k++
		}
		sum += term
	}
	return math.Min(0, h.logMass(f)+math.Log(sum)), below
}

// logMass is the logarithm of P(X = f), by Loader's saddle point expansion
// (2000): differences of large log-gammas would lose digits.
func (h hypergeometric) logMass(f int) float64 {
	p, q := float64(h.t)/float64(h.T), float64(h.T-h.t)/float64(h.T)
	return logBinomial(f, h.F, p, q) + logBinomial(h.t-f, h.T-h.F, p, q) - logBinomial(h.t, h.T, p, q)
}

func logBinomial(successes, trials int, p, q float64) float64 {
	x, n := float64(successes), float64(trials)
	switch {
	case p == 0 || q == 0 || trials == 0:
		return 0 // the only possible number
	case successes == 0:
		return n * logOneLess(p, q)
	case successes == trials:
		return n * logOneLess(q, p)
	}
	return stirling(n) - stirling(x) - stirling(n-x) - deviance(x, n*p) - deviance(n-x, n*q) -
		0.5*(math.Log(2*math.Pi)+math.Log(x)+math.Log1p(-x/n))
}

// logOneLess is the logarithm of 1-p, which is q, without loss.
func logOneLess(p, q float64) float64 {
	if p < 0.5 {
		return math.Log1p(-p)
	}
	return math.Log(q)
}

// stirling is the error of Stirling's formula for ln n!.
func stirling(n float64) float64 {
	if n <= 15 {
		if n == 0 {
			return 0
		}
		log, _ := math.Lgamma(n + 1)
		return log - (n+0.5)*math.Log(n) + n - 0.5*math.Log(2*math.Pi)
	}
	nn := n * n
	return (1./12 - (1./360-(1./1260-(1./1680-1./1188/nn)/nn)/nn)/nn) / n
}

// deviance is x ln(x/m) + m - x, exact where x is near m.
func deviance(x, m float64) float64 {
	if math.Abs(x-m) >= 0.1*(x+m) {
		return x*math.Log(x/m) + m - x
	}
	v := (x - m) / (x + m)
	sum, term := (x-m)*v, 2*x*v
	for j := 3.0; ; j += 2 {
		term *= v * v
		next := sum + term/j
		if next == sum {
			return sum
		}
		sum = next
	}
}

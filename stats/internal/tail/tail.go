// Package tail computes tail probabilities, each from the side on which it is
// small: never as one minus a distribution function, which loses every digit
// of a small p.
package tail

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Z95 is the 0.975 quantile of the normal law.
const Z95 = 1.959963984540054

// Normal is P(|Z| ≥ |z|).
func Normal(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// NormalAbove is P(Z > z).
func NormalAbove(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }

// StudentT is P(|T| ≥ |t|) with df degrees of freedom.
func StudentT(t, df float64) float64 {
	if t = math.Abs(t); t > 1e150 {
		// The square would not fit; only the first term is left.
		x := math.Sqrt(df) / t
		return math.Pow(x, df) * math.Exp(lgamma((df+1)/2)-lgamma(df/2)-lgamma(0.5)) / (df / 2)
	}
	return F(t*t, 1, df)
}

// ChiSquared is P(X ≥ x) with df degrees of freedom.
func ChiSquared(x, df float64) float64 {
	if x <= 0 {
		return 1
	}
	return mathext.GammaIncRegComp(df/2, x/2)
}

// F is P(X ≥ f) with d1 and d2 degrees of freedom.
func F(f, d1, d2 float64) float64 {
	if f <= 0 {
		return 1
	}
	if math.IsInf(f, 1) {
		return 0
	}
	f = math.Min(f, 1e300/d1)
	all := d2 + d1*f
	return beta(d2/2, d1/2, d2/all, d1*f/all, d2/2*d1*(1-f)/all)
}

// Proportion is the exact 95 % interval of a probability after k successes in
// n trials (Clopper and Pearson 1934).
func Proportion(k, n int) (low, high float64) {
	a, b := float64(k), float64(n-k)
	high = 1
	if k > 0 {
		low = mathext.InvRegIncBeta(a, b+1, 0.025)
	}
	if k < n {
		high = mathext.InvRegIncBeta(a+1, b, 0.975)
	}
	return low, high
}

// Binomial are the probabilities of fewer than k, of k and of more successes
// in n trials, of which each has p, between 0 and 1.
func Binomial(k, n int, p float64) (below, at, above float64) {
	a, b := float64(k), float64(n-k)
	switch {
	case k == 0:
		at = math.Exp(b * math.Log1p(-p))
	case k == n:
		at = math.Pow(p, a)
	default:
		// The front of a beta integral, with its power of p(1-p) one less.
		at = betaFront(a, b, p, 1-p, math.FMA(a+b, p, -a)) * (a + b) / (a * b)
	}
	gap := func(a float64) float64 { return math.FMA(float64(n)+1, p, -a) }
	if k > 0 {
		below = beta(b+1, a, 1-p, p, -gap(a))
	}
	if k < n {
		above = beta(a+1, b, p, 1-p, gap(a+1))
	}
	return below, at, above
}

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
	if math.IsInf(t, 0) {
		return 0
	}
	return mathext.RegIncBeta(df/2, 0.5, df/(df+t*t))
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
	return mathext.RegIncBeta(d2/2, d1/2, d2/(d2+d1*f))
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
// in n trials.
func Binomial(k, n int, p float64) (below, at, above float64) {
	a, b := float64(k), float64(n-k)
	at = math.Exp(lgamma(a+b+1) - lgamma(a+1) - lgamma(b+1) + a*math.Log(p) + b*math.Log1p(-p))
	if k > 0 {
		below = mathext.RegIncBeta(b+1, a, 1-p)
	}
	if k < n {
		above = mathext.RegIncBeta(a+1, b, p)
	}
	return below, at, above
}

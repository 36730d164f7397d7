package tail

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// NoncentralChiSquared is P(X ≤ x) with df degrees of freedom and
// noncentrality ncp: a Poisson mixture of central laws.
func NoncentralChiSquared(x, df, ncp float64) float64 {
	if x <= 0 {
		return 0
	}
	half := df / 2
	// Central laws of neighbouring degrees differ by one density, so that only
	// the last one is computed in full. Going down only adds.
	return mixture(ncp/2,
		func(j float64) float64 { return mathext.GammaIncReg(half+j, x/2) },
		func(j float64) float64 { return (half+j)*math.Log(x/2) - x/2 - lgamma(half+j+1) },
		func(j float64) float64 { return (half + j) / (x / 2) })
}

// NoncentralF is P(X ≤ f) with d1 and d2 degrees of freedom and noncentrality
// ncp.
func NoncentralF(f, d1, d2, ncp float64) float64 {
	if f <= 0 {
		return 0
	}
	a, b := d1/2, d2/2
	y := d1 * f / (d1*f + d2)
	rest := d2 / (d1*f + d2)
	return mixture(ncp/2,
		func(j float64) float64 { return mathext.RegIncBeta(a+j, b, y) },
		func(j float64) float64 {
			return (a+j)*math.Log(y) + b*math.Log(rest) - lgamma(a+j+1) - lgamma(b) + lgamma(a+j+b)
		},
		func(j float64) float64 { return (a + j) / (y * (a + j - 1 + b)) })
}

// mixture is the sum over j of the Poisson probability of j (mean rate) times
// lower(j). lower(j)-lower(j+1) is exp(logStep(j)), and the step before j is
// ratio(j) times the step at j.
func mixture(rate float64, lower, logStep, ratio func(j float64) float64) float64 {
	if rate <= 0 {
		return lower(0)
	}
	// Beyond nine standard deviations and a margin for small rates the Poisson
	// law has less than 1e-18 left.
	spread := 9*math.Sqrt(rate) + 40
	last := math.Ceil(rate + spread)
	first := math.Max(0, math.Floor(rate-spread))
	weight := math.Exp(last*math.Log(rate) - rate - lgamma(last+1))
	value, step := lower(last), math.Exp(logStep(last-1))
	sum := weight * value
	for j := last - 1; j >= first; j-- {
		weight *= (j + 1) / rate
		value += step
		sum += weight * value
		step *= ratio(j)
	}
	return math.Min(sum, 1)
}

func lgamma(x float64) float64 {
	value, _ := math.Lgamma(x)
	return value
}

// Noncentrality is the 95 % interval of a noncentrality from the value that
// was seen: below(ncp) is the probability of less than that value, which falls
// as ncp grows. The upper end does not exist, and ok is false, where the value
// is so small that no noncentrality makes it likely enough.
func Noncentrality(start float64, below func(ncp float64) float64) (low, high float64, ok bool) {
	atZero := below(0)
	if atZero < 0.025 {
		return 0, 0, false
	}
	if atZero > 0.975 {
		low = solve(start, below, 0.975)
	}
	return low, solve(start, below, 0.025), true
}

// solve finds where the falling function f takes the value; f(0) is above it.
func solve(start float64, f func(float64) float64, value float64) float64 {
	low, high := 0.0, math.Max(start, 1)
	for f(high) > value {
		low, high = high, 2*high
	}
	return Root(func(x float64) float64 { return f(x) - value }, low, high)
}

// Root finds where f changes its sign between low and high, to 1e-13 of the
// larger end (Anderson and Björck 1973: a bracketed secant).
func Root(f func(float64) float64, low, high float64) float64 {
	fl, fh := f(low), f(high)
	for range 200 {
		if fl == 0 {
			return low
		}
		if fh == 0 || math.Abs(high-low) <= 1e-13*math.Max(math.Abs(low), math.Abs(high)) {
			return high
		}
		x := high - fh*(high-low)/(fh-fl)
		if !(x > math.Min(low, high) && x < math.Max(low, high)) {
			x = (low + high) / 2
		}
		fx := f(x)
		if math.Signbit(fx) == math.Signbit(fh) {
			shrink := 1 - fx/fh
			if shrink <= 0 {
				shrink = 0.5
			}
			fl *= shrink
		} else {
			low, fl = high, fh
		}
		high, fh = x, fx
	}
	return high
}

// Detectable is the noncentrality at which a chi-square test at level alpha
// has that power, which is above alpha.
func Detectable(df, alpha, power float64) float64 {
	critical := solve(df, func(x float64) float64 { return ChiSquared(x, df) }, alpha)
	return solve(critical, func(ncp float64) float64 { return NoncentralChiSquared(critical, df, ncp) }, 1-power)
}

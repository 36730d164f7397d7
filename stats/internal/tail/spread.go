package tail

import "math"

// overSpread is the mean of f over s, the root of a chi-square with df degrees
// of freedom divided by df: what a standard deviation is to the true one.
// Infinite degrees make s 1.
//
// The trapezoid rule over log s converges geometrically, since the integrand
// and all its derivatives vanish at both ends.
func overSpread(df float64, f func(s float64) float64) float64 {
	if math.IsInf(df, 1) || df > 1e9 {
		return f(1)
	}
	// The density of x = log s, less its value at x = 0.
	logDensity := func(x float64) float64 { return df * (x - math.Expm1(2*x)/2) }
	const negligible = -50.0
	step := math.Min(0.1, 0.3/math.Sqrt(df))
	atZero := math.Ln2 + df/2*math.Log(df/2) - df/2 - lgamma(df/2)
	sum := f(1)
	for side := -1.0; side <= 1; side += 2 {
		for i := 1.0; ; i++ {
			x := side * i * step
			log := logDensity(x)
			if log < negligible {
				break
			}
			sum += math.Exp(log) * f(math.Exp(x))
		}
	}
	return sum * step * math.Exp(atZero)
}

// NoncentralT is P(T ≤ t) with df degrees of freedom and noncentrality ncp.
func NoncentralT(t, df, ncp float64) float64 {
	return overSpread(df, func(s float64) float64 { return NormalAbove(ncp - t*s) })
}

// StudentizedRange is the probability that the range of k means, divided by the
// standard error of one estimated with df degrees of freedom, is above q; df may
// be infinite. Good to 1e-11 of itself where it is above 1e-15 (Tukey 1949).
func StudentizedRange(q, k, df float64) float64 {
	if q <= 0 {
		return 1
	}
	return math.Min(1, overSpread(df, func(s float64) float64 { return rangeAbove(q*s, k) }))
}

// rangeAbove is the probability that the range of k standard normal values is
// above w: over their least, z, that not all others lie between z and z+w.
func rangeAbove(w, k float64) float64 {
	const step, never = 0.2, 80.0
	if w > never { // less than the smallest number
		return 0
	}
	sum := 0.0
	for z := -9 - w/2; z < 9; z += step {
		above := NormalAbove(z)
		beyond := NormalAbove(z+w) / above
		sum += math.Exp(-z*z/2+(k-1)*math.Log(above)) * -math.Expm1((k-1)*math.Log1p(-beyond))
	}
	return k * sum * step / math.Sqrt(2*math.Pi)
}

// StudentizedRangeQuantile is the q that the studentised range exceeds with
// probability p.
func StudentizedRangeQuantile(p, k, df float64) float64 {
	return above(p, func(q float64) float64 { return StudentizedRange(q, k, df) })
}

// StudentTQuantile is the t with P(|T| ≥ t) = p.
func StudentTQuantile(p, df float64) float64 {
	return above(p, func(t float64) float64 { return StudentT(t, df) })
}

// above is where a tail that falls from 1 at 0 has the value p.
func above(p float64, f func(float64) float64) float64 {
	low, high := 0.0, 4.0
	for f(high) > p {
		low, high = high, 2*high
	}
	// On the log scale tails are almost straight.
	return Root(func(x float64) float64 { return math.Log(f(x) / p) }, low, high)
}

package tail

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
)

// BelowBoth is P(X ≤ h, Y ≤ k) of standard normal X and Y with correlation rho:
// Sheppard's integral over the angle of rho (Drezner and Wesolowsky 1990; Genz
// 2004). Towards 1 and -1 the integral is taken from there, over the cosine in
// steps that double, for there the integrand falls off within |h-k|. Right to
// about 1e-14.
func BelowBoth(h, k, rho float64) float64 {
	switch {
	case math.IsInf(h, -1) || math.IsInf(k, -1):
		return 0
	case math.IsInf(h, 1):
		return NormalAbove(-k)
	case math.IsInf(k, 1):
		return NormalAbove(-h)
	case rho < -0.925:
		return math.Max(0, NormalAbove(-h)-BelowBoth(h, -k, -rho))
	}
	if rho <= 0.925 {
		angle := math.Asin(rho)
		mean := quad.Fixed(func(share float64) float64 {
			sin, cos := math.Sincos(share * angle)
			return math.Exp((h*k*sin - (h*h+k*k)/2) / (cos * cos))
		}, 0, 1, 20, quad.Legendre{}, 0)
		return math.Max(0, NormalAbove(-h)*NormalAbove(-k)+angle*mean/(2*math.Pi))
	}
	gap := (h - k) * (h - k) / 2
	integrand := func(cos float64) float64 {
		sin := math.Sqrt((1 - cos) * (1 + cos))
		return math.Exp(-gap/(cos*cos)-h*k/(1+sin)) / sin
	}
	beyond, high := 0.0, math.Sqrt((1-rho)*(1+rho))
	for floor := math.Max(math.Abs(h-k)/40, 1e-17); high > floor; high /= 2 {
		beyond += quad.Fixed(integrand, high/2, high, 12, quad.Legendre{}, 0)
	}
	return math.Max(0, NormalAbove(-math.Min(h, k))-beyond/(2*math.Pi))
}

// Density2 is the density of the same pair.
func Density2(h, k, rho float64) float64 {
	if math.IsInf(h, 0) || math.IsInf(k, 0) {
		return 0
	}
	room := (1 - rho) * (1 + rho)
	return math.Exp(-(h*h-2*rho*h*k+k*k)/(2*room)) / (2 * math.Pi * math.Sqrt(room))
}

// Density is that of the standard normal law.
func Density(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }

// Quantile is the value below which the standard normal law has p.
func Quantile(p float64) float64 { return -math.Sqrt2 * math.Erfcinv(2*p) }

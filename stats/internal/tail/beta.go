package tail

import "math"

// beta is the regularised incomplete beta function I_x(a, b), y being 1-x and
// gap (a+b)x - a, both without what a subtraction would lose. Where it is small
// it is right to some 1e-15 of itself times the logarithm of it: gonum's loses
// one digit more for each factor of ten of a and b, in the difference of their
// log gamma functions.
func beta(a, b, x, y, gap float64) float64 {
	switch {
	case x <= 0:
		return 0
	case y <= 0:
		return 1
	case x*(a+b+2) > a+1:
		return 1 - beta(b, a, y, x, -gap)
	}
	return betaFront(a, b, x, y, gap) / a * betaFraction(a, b, x)
}

// betaFront is x^a y^b / B(a, b): Stirling's formula with the logarithms taken
// around the largest value, where they cancel (Loader 2000).
func betaFront(a, b, x, y, gap float64) float64 {
	n := a + b
	log := a*logLess(n/a*x, gap/a) + b*logLess(n/b*y, -gap/b) + stirling(n) - stirling(a) - stirling(b)
	return math.Sqrt(a/n*b/(2*math.Pi)) * math.Exp(log)
}

// betaFraction is the continued fraction that is left of the integral
// (Abramowitz and Stegun 26.5.8), evaluated from its front (Lentz 1976).
func betaFraction(a, b, x float64) float64 {
	const tiny = 1e-300
	c, d := 1.0, 1-(a+b)*x/(a+1)
	if d == 0 {
		d = tiny
	}
	d = 1 / d
	f := d
	for m := 1.0; m < 1e6; m++ {
		for _, term := range [...]float64{
			m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m)),
			-(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1)),
		} {
			if d = 1 + term*d; d == 0 {
				d = tiny
			}
			if c = 1 + term/c; c == 0 {
				c = tiny
			}
			d = 1 / d
			f *= c * d
		}
		if math.Abs(c*d-1) < 1e-16 {
			break
		}
	}
	return f
}

// logLess is ln(ratio) - u, where ratio is 1+u: of the two the one that has
// the digits.
func logLess(ratio, u float64) float64 {
	switch {
	case math.Abs(u) > 0.5:
		return math.Log(ratio) - u
	case math.Abs(u) > 0.1:
		return math.Log1p(u) - u
	}
	// 2 artanh(r) - u with r = u/(2+u), whose first terms are taken together.
	r := u / (2 + u)
	square := r * r
	sum, power := 0.0, square*r
	for k := 3.0; math.Abs(power) > 1e-18*square; k += 2 {
		sum += power / k
		power *= square
	}
	return 2*sum - r*u
}

// stirling is ln Γ(z) less Stirling's formula (z-½) ln z - z + ½ ln 2π.
func stirling(z float64) float64 {
	shift := 0.0
	for ; z < 15; z++ {
		shift += (z+0.5)*math.Log1p(1/z) - 1
	}
	s := 1 / (z * z)
	return shift + (1.0/12-s*(1.0/360-s*(1.0/1260-s*(1.0/1680-s*(1.0/1188-s*691.0/360360)))))/z
}

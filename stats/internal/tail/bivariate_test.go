package tail

import (
	"math"
	"math/rand/v2"
	"testing"
)

// byLine is the same probability by Simpson's rule over x, with nothing in
// common: P(Y ≤ k given x) is that of a normal law.
func byLine(h, k, rho float64) float64 {
	const steps = 40_000
	low := -12.0
	width := (h - low) / steps
	f := func(x float64) float64 {
		return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) * math.Erfc(-(k-rho*x)/math.Sqrt2/math.Sqrt((1-rho)*(1+rho))) / 2
	}
	sum := f(low) + f(h)
	for i := 1; i < steps; i++ {
		sum += f(low+float64(i)*width) * float64(2+2*(i%2))
	}
	return sum * width / 3
}

func TestBelowBoth(t *testing.T) {
	// In quarter and orthant there is a formula.
	for _, rho := range []float64{-0.99999, -0.95, -0.5, 0, 0.3, 0.925, 0.9251, 0.99, 0.9999999} {
		if got, want := BelowBoth(0, 0, rho), 0.25+math.Asin(rho)/(2*math.Pi); math.Abs(got-want) > 3e-15 {
			t.Errorf("orthant at %v: %.17g, want %.17g", rho, got, want)
		}
	}
	random := rand.New(rand.NewPCG(3, 1))
	for range 40 {
		h, k, rho := 6*random.Float64()-3, 6*random.Float64()-3, 2*random.Float64()-1
		if random.IntN(2) == 0 {
			rho = math.Copysign(1-math.Pow(10, -1-2*random.Float64()), rho)
		}
		if random.IntN(3) == 0 {
			k = h + 1e-3*random.Float64()
		}
		if got, want := BelowBoth(h, k, rho), byLine(h, k, rho); math.Abs(got-want) > 1e-13 {
			t.Errorf("(%v, %v, %v): %.17g, want %.17g", h, k, rho, got, want)
		}
		// All four quarters add up to 1, and the two variables change places.
		all := BelowBoth(h, k, rho) + BelowBoth(h, -k, -rho) + BelowBoth(-h, k, -rho) + BelowBoth(-h, -k, rho)
		if math.Abs(all-1) > 1e-14 || math.Abs(BelowBoth(k, h, rho)-BelowBoth(h, k, rho)) > 1e-15 {
			t.Errorf("(%v, %v, %v): quarters add up to %v", h, k, rho, all)
		}
	}
	inf := math.Inf(1)
	if BelowBoth(-inf, 1, 0.5) != 0 || BelowBoth(inf, inf, 0.5) != 1 || BelowBoth(inf, 0, -0.5) != 0.5 || BelowBoth(0, inf, 0.99) != 0.5 {
		t.Error("infinite limits")
	}
}

package tail

import (
	"fmt"
	"math"
	"math/big"
	"sync"
	"testing"
)

// The tails once more with 1,100 bits, from series of positive terms that share
// nothing with the library: gamma and beta integrals at whole and half numbers,
// from the side where they converge; one minus them has the digits that a tail
// of 1e-300 needs.

const bits = 1100

func num(x float64) *big.Float { return new(big.Float).SetPrec(bits).SetFloat64(x) }
func add(a, b *big.Float) *big.Float {
	return new(big.Float).SetPrec(bits).Add(a, b)
}

func sub(a, b *big.Float) *big.Float {
	return new(big.Float).SetPrec(bits).Sub(a, b)
}

func mul(a, b *big.Float) *big.Float {
	return new(big.Float).SetPrec(bits).Mul(a, b)
}

func div(a, b *big.Float) *big.Float {
	return new(big.Float).SetPrec(bits).Quo(a, b)
}
func root(a *big.Float) *big.Float { return new(big.Float).SetPrec(bits).Sqrt(a) }

// series adds terms, each the one before times ratio(k), until they no longer
// count.
func series(first *big.Float, ratio func(k int) *big.Float) *big.Float {
	sum, term := add(first, num(0)), first
	for k := 1; k < 2_000_000; k++ {
		term = mul(term, ratio(k))
		sum = add(sum, term)
		if term.Sign() == 0 || term.MantExp(nil) < sum.MantExp(nil)-bits {
			break
		}
	}
	return sum
}

// exp is e^x for any x: the series of x/2^k, squared k times.
func exp(x *big.Float) *big.Float {
	k := max(0, x.MantExp(nil)+8)
	small := new(big.Float).SetPrec(bits+64).SetMantExp(x, -k)
	y := series(num(1), func(n int) *big.Float { return div(small, num(float64(n))) })
	for range k {
		y = mul(y, y)
	}
	return y
}

// pi by Machin's formula.
var pi = sync.OnceValue(func() *big.Float {
	arctan := func(inverse float64) *big.Float {
		x := div(num(1), num(inverse))
		square := mul(x, x)
		sum, power := num(0), x
		for k := range bits {
			term := div(power, num(float64(2*k+1)))
			if k%2 == 1 {
				term.Neg(term)
			}
			sum = add(sum, term)
			power = mul(power, square)
		}
		return sum
	}
	return mul(num(4), sub(mul(num(4), arctan(5)), arctan(239)))
})

// gamma at whole and half numbers.
func gamma(a float64) *big.Float {
	g := num(1)
	if a != math.Trunc(a) {
		g = root(pi())
	}
	for x := a - math.Trunc(a); x < a-0.5; x++ {
		if x > 0 {
			g = mul(g, num(x))
		}
	}
	return g
}

// power is x^a at whole and half numbers.
func power(x *big.Float, a float64) *big.Float {
	p := num(1)
	if a != math.Trunc(a) {
		p = root(x)
	}
	for square, n := x, int(a); n > 0; n /= 2 {
		if n%2 == 1 {
			p = mul(p, square)
		}
		square = mul(square, square)
	}
	return p
}

// lowerGamma is P(a, x) at whole and half numbers.
func lowerGamma(a float64, x *big.Float) *big.Float {
	first := div(mul(power(x, a), exp(new(big.Float).Neg(x))), gamma(a+1))
	return series(first, func(k int) *big.Float { return div(x, num(a+float64(k))) })
}

// upperGamma is Q(a, x).
func upperGamma(a float64, x *big.Float) *big.Float { return sub(num(1), lowerGamma(a, x)) }

// lowerBeta is I_x(a, b) at whole and half numbers, rest being 1-x.
func lowerBeta(a, b float64, x, rest *big.Float) *big.Float {
	if x.Cmp(rest) > 0 {
		return sub(num(1), lowerBeta(b, a, rest, x))
	}
	front := div(gamma(a+b), mul(gamma(a), gamma(b)))
	first := div(mul(front, mul(power(x, a), power(rest, b))), num(a))
	return series(first, func(k int) *big.Float {
		return mul(x, div(num(a+b+float64(k-1)), num(a+float64(k))))
	})
}

func precise(t *testing.T, name string, got float64, want *big.Float) {
	t.Helper()
	w, _ := want.Float64()
	if w < 1e-300 {
		return // below what is claimed
	}
	gap, _ := div(sub(num(got), want), want).Float64()
	if math.Abs(gap) > 1e-12 {
		t.Errorf("%s = %.17g, want %.17g: off by %.1e", name, got, w, gap)
	}
}

func TestTailsArePrecise(t *testing.T) {
	if got, _ := pi().Float64(); got != math.Pi {
		t.Fatal("pi")
	}
	for _, z := range []float64{0.001, 0.5, 1, 1.96, 3, 5, 8.3, 20, 30, 37} {
		precise(t, fmt.Sprintf("Normal(%v)", z), Normal(z), upperGamma(0.5, div(mul(num(z), num(z)), num(2))))
	}
	for _, df := range []float64{1, 2, 3, 9, 121, 1000, 5000} {
		for _, x := range []float64{0.01, 1, 7, 60, 400, 1300, 5200, 6500} {
			precise(t, fmt.Sprintf("ChiSquared(%v, %v)", x, df), ChiSquared(x, df), upperGamma(df/2, num(x/2)))
		}
	}
	byF := func(f *big.Float, d1, d2 float64) *big.Float {
		top := mul(num(d1), f)
		all := add(num(d2), top)
		return lowerBeta(d2/2, d1/2, div(num(d2), all), div(top, all))
	}
	for _, df := range []float64{1, 2, 3, 7, 30, 101, 500, 5000} {
		for _, s := range []float64{0.01, 0.7, 2, 4, 10, 38, 200, 1e4, 1e8, 1e100, 1e200} {
			precise(t, fmt.Sprintf("StudentT(%v, %v)", s, df), StudentT(s, df), byF(mul(num(s), num(s)), 1, df))
		}
	}
	for _, d1 := range []float64{1, 2, 5, 41} {
		for _, d2 := range []float64{1, 2, 9, 250, 3000} {
			for _, f := range []float64{0.01, 0.4, 1, 3, 10, 50, 300, 1e4, 1e9} {
				precise(t, fmt.Sprintf("F(%v, %v, %v)", f, d1, d2), F(f, d1, d2), byF(num(f), d1, d2))
			}
		}
	}
}

func TestNoncentralIsPrecise(t *testing.T) {
	for _, c := range [][3]float64{{5, 1, 3}, {200, 9, 300}, {1, 4, 40}, {0.5, 2, 0.1}} {
		x, a := num(c[0]/2), c[1]/2
		rate := num(c[2] / 2)
		sum, weight := num(0), exp(new(big.Float).Neg(rate))
		for j := 0.0; j < 350; j++ {
			sum = add(sum, mul(weight, lowerGamma(a+j, x)))
			weight = div(mul(weight, rate), num(j+1))
		}
		precise(t, fmt.Sprintf("NoncentralChiSquared%v", c), NoncentralChiSquared(c[0], c[1], c[2]), sum)
	}
}

// choose is a binomial coefficient.
func choose(n, k int) *big.Float {
	return new(big.Float).SetPrec(bits).SetInt(new(big.Int).Binomial(int64(n), int64(k)))
}

func TestBinomialIsPrecise(t *testing.T) {
	for _, n := range []int{1, 5, 30, 236, 1000} {
		for _, p := range []float64{0.5, 0.1, 0.003} {
			for _, k := range []int{0, 1, n / 20, n / 2, n} {
				below, at, above := num(0), num(0), num(0)
				for i := range n + 1 {
					q := mul(choose(n, i), mul(power(num(p), float64(i)), power(sub(num(1), num(p)), float64(n-i))))
					switch {
					case i < k:
						below = add(below, q)
					case i > k:
						above = add(above, q)
					default:
						at = q
					}
				}
				gotBelow, gotAt, gotAbove := Binomial(k, n, p)
				name := fmt.Sprintf("Binomial(%d, %d, %v)", k, n, p)
				precise(t, name+" at", gotAt, at)
				if k > 0 {
					precise(t, name+" below", gotBelow, below)
				}
				if k < n {
					precise(t, name+" above", gotAbove, above)
				}
			}
		}
	}
}

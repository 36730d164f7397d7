package tail

import (
	"math"
	"testing"
)

func check(t *testing.T, name string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)) {
		t.Errorf("%s = %.17g, want %.17g", name, got, want)
	}
}

// R 4.2: 2*pnorm(-z), 2*pt(-t, df), pchisq(x, df, lower = FALSE),
// pf(f, d1, d2, lower = FALSE)
func TestTailsDownTo1e300(t *testing.T) {
	check(t, "Normal(1)", Normal(1), 0.31731050786291409, 1e-14)
	check(t, "Normal(8.3)", Normal(-8.3), 1.041113948978051e-16, 1e-13)
	check(t, "Normal(37)", Normal(37), 1.1451142445049154e-299, 1e-12)
	check(t, "StudentT(3, 5)", StudentT(3, 5), 0.030099247897462569, 1e-13)
	check(t, "StudentT(1e5, 4)", StudentT(-1e5, 4), 5.9999999959999813e-20, 1e-12)
	check(t, "StudentT(1e150, 2)", StudentT(1e150, 2), 1.0000000000000237e-300, 1e-12)
	check(t, "ChiSquared(5, 1)", ChiSquared(5, 1), 0.025347318677468304, 1e-13)
	check(t, "ChiSquared(100, 9)", ChiSquared(100, 9), 1.5735176303753944e-17, 1e-12)
	check(t, "ChiSquared(1400, 3)", ChiSquared(1400, 3), 2.9456193610163185e-303, 1e-11)
	check(t, "ChiSquared(1500, 100)", ChiSquared(1500, 100), 2.5254320288863705e-248, 1e-11)
	check(t, "ChiSquared(0.01, 4)", ChiSquared(0.01, 4), 0.99998754158864567, 1e-13)
	check(t, "ChiSquared(950, 1000)", ChiSquared(950, 1000), 0.86912406574568846, 1e-12)
	check(t, "F(5, 1, 10)", F(5, 1, 10), 0.04933219563992175, 1e-13)
	check(t, "F(1000, 3, 500)", F(1000, 3, 500), 8.7950103775750502e-211, 1e-11)
	check(t, "F(1e6, 1, 110)", F(1e6, 1, 110), 1.4264301326265233e-219, 1e-11)
	check(t, "F(0.3, 6, 3)", F(0.3, 6, 3), 0.90232226936567217, 1e-13)
	for name, p := range map[string]float64{
		"ChiSquared(0, 3)": ChiSquared(0, 3), "F(0, 2, 5)": F(0, 2, 5), "StudentT(0, 5)": StudentT(0, 5), "Normal(0)": Normal(0),
	} {
		check(t, name, p, 1, 0)
	}
	if F(math.Inf(1), 2, 5) != 0 || StudentT(math.Inf(-1), 5) != 0 {
		t.Error("an infinite statistic has p 0")
	}
}

// R 4.2: sum(dpois(j, ncp/2) * pchisq(x, df + 2*j)) and the same with
// pbeta(y, d1/2 + j, d2/2): R's own pchisq(x, df, ncp) and pf(f, d1, d2, ncp)
// stop at about 1e-9.
func TestNoncentral(t *testing.T) {
	for _, c := range [][4]float64{
		{5, 1, 3, 0.69283912318093188},
		{30, 9, 20, 0.57720267920461266},
		{10, 4, 0.01, 0.95915049488759874},
		{200, 9, 300, 0.00029768084093979071},
		{24000, 1, 25000, 0.00070024715393522381},
		{3, 2, 0, 0.77686983985157021},
	} {
		check(t, "NoncentralChiSquared", NoncentralChiSquared(c[0], c[1], c[2]), c[3], 1e-10)
	}
	for _, c := range [][5]float64{
		{5, 1, 10, 3, 0.65510400471214469},
		{4, 2, 186, 8, 0.42747987595410353},
		{40, 3, 500, 100, 0.78982978498179834},
		{1, 3, 5, 0, 0.53514521000636472},
	} {
		check(t, "NoncentralF", NoncentralF(c[0], c[1], c[2], c[3]), c[4], 1e-10)
	}
	if NoncentralChiSquared(0, 3, 5) != 0 || NoncentralF(0, 3, 5, 2) != 0 {
		t.Error("nothing lies below 0")
	}
}

func TestNoncentrality(t *testing.T) {
	below := func(ncp float64) float64 { return NoncentralChiSquared(40, 4, ncp) }
	low, high, ok := Noncentrality(40, below)
	check(t, "low", below(low), 0.975, 1e-11)
	check(t, "high", below(high), 0.025, 1e-11)
	if !ok || low >= high {
		t.Errorf("Noncentrality = %v, %v, %v", low, high, ok)
	}
	if low, _, ok := Noncentrality(4, func(ncp float64) float64 { return NoncentralChiSquared(4, 4, ncp) }); low != 0 || !ok {
		t.Errorf("a value like any other has low %v, %v", low, ok)
	}
	if _, _, ok := Noncentrality(0.01, func(ncp float64) float64 { return NoncentralChiSquared(0.01, 4, ncp) }); ok {
		t.Error("a value smaller than chance gives has no interval")
	}
}

// R 4.2: binom.test(k, n)$conf.int, where R bisects to 1e-9 or so.
func TestProportion(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{
		{0, 10, 0, 0.30849710781876083},
		{10, 10, 0.69150289218123917, 1},
		{37, 9999, 0.0026066998076278956, 0.0050969005858968212},
		{500, 9999, 0.045814533503314714, 0.05445996024105626},
		{1, 3, 0.0084037586596126413, 0.9057006759497539},
	} {
		low, high := Proportion(c.k, c.n)
		check(t, "low", low, c.low, 1e-9)
		check(t, "high", high, c.high, 1e-9)
	}
}

func TestRoot(t *testing.T) {
	check(t, "Root", Root(func(x float64) float64 { return x*x*x - 2 }, 0, 5), math.Cbrt(2), 1e-12)
	check(t, "Root", Root(func(x float64) float64 { return math.Exp(-40*x) - 1e-3 }, 0, 100), math.Log(1e3)/40, 1e-12)
}

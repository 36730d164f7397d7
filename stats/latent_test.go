package stats

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats/internal/golden"
)

func latentOf(t *testing.T, s LatentCorrelation, data *Table) *Latent {
	t.Helper()
	l, err := s.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	if l.String() == "" {
		t.Error("nothing to read")
	}
	for _, e := range []Estimate{l.Value, l.TwoStep} {
		if e.Defined() && !(e.Value >= -1 && e.Value <= 1) || e.Confidence > 0 && !(e.Low <= e.Value && e.Value <= e.High) {
			t.Errorf("%v", e)
		}
	}
	return l
}

func TestGoldenPolychoric(t *testing.T) {
	golden.Each(t, "polychoric", func(g *golden.Case) {
		labels, counts := goldenCounts(g)
		l := latentOf(g.T, LatentCorrelation{X: "row", Y: "col"}, spread(labels, g.Rows[0][1:], counts, true))
		compareLatent(g, l)
		thresholds := func(key string, ours []float64) {
			list, there := g.Get("ML", key)
			if !there {
				return
			}
			if _, many := list.([]any); !many {
				g.Near(ours[0], 4e-3, "ML", key)
				return
			}
			for i, x := range ours {
				// polychor stops early: of the vision table its G² is 1711.989 by default,
				// 1711.946 with reltol 1e-14; ours is 1711.945.
				g.Near(x, 4e-3, "ML", key, i)
			}
		}
		if l.Value.Confidence == 0 {
			return // at the edge, or undefined
		}
		thresholds("rowThresholds", l.XThresholds)
		thresholds("colThresholds", l.YThresholds)
		if df, _ := g.Get("ML", "df"); df != 0.0 && !oddTable(counts) { // of a 2×2 R gives p = 0
			g.Where(l.Fit.Statistic, l.Fit.Reason, 1e-4, "ML", "chisq")
			g.Where(l.Fit.DF, l.Fit.Reason, 0, "ML", "df")
			g.Where(l.Fit.P, l.Fit.Reason, 1e-3, "ML", "pBivNormal")
		}
		g.Where(l.Value.Value, l.Value.Reason, 1e-4, "tetrachoricPsych_noCorrect")
	})
}

// compareLatent compares the estimates, and their errors where neither is at
// the edge.
func compareLatent(g *golden.Case, l *Latent) {
	g.Helper()
	two, full := 1e-4, 1e-3
	if l.TwoStep.Confidence == 0 { // polycor stops at .9999
		two, full = 2e-3, 2e-3
	} else { // its search stops within some hundredths of the error
		two, full = max(two, 0.02*l.TwoStepError/math.Abs(l.TwoStep.Value)), max(full, 0.02*l.Error/math.Abs(l.Value.Value))
	}
	g.Where(l.TwoStep.Value, l.TwoStep.Reason, two, "twoStep", "rho")
	g.Where(l.Value.Value, l.Value.Reason, full, "ML", "rho")
	if _, refused := g.Get("ML", "r_error"); refused && l.Value.Defined() && l.Value.Confidence > 0 {
		g.Errorf("R refuses, ours is %v", l.Value)
	}
	g.Compared++
	if l.TwoStep.Confidence > 0 {
		g.Where(l.TwoStepError, l.TwoStep.Reason, 1e-2, "twoStep", "se")
	}
	if l.Value.Confidence > 0 {
		g.Where(l.Error, l.Value.Reason, 1e-2, "ML", "se")
	}
}

func TestGoldenPolyserial(t *testing.T) {
	golden.Each(t, "polyserial", func(g *golden.Case) {
		x, y := g.Rows[0][0], g.Rows[0][1]
		data, err := NewTable("", goldenNumbers(g, x), goldenLevels(g, y))
		if err != nil {
			g.Fatal(err)
		}
		l := latentOf(g.T, LatentCorrelation{X: x, Y: y}, data)
		compareLatent(g, l)
		for i, cut := range l.YThresholds {
			g.Near(cut, 1e-3, "ML", "cuts", i)
		}
		turned := latentOf(g.T, LatentCorrelation{X: y, Y: x}, data)
		if turned.Value != l.Value || len(turned.XThresholds) != len(l.YThresholds) {
			g.Errorf("%v, turned %v", l.Value, turned.Value)
		}
	})
}

// Slopes are those of the likelihood.
func TestLatentSlopes(t *testing.T) {
	m := marginsOf([][]int{{13, 6, 1}, {69, 40, 21}, {41, 43, 73}}, 3)
	random := rand.New(rand.NewPCG(1, 9))
	z, place := make([]float64, 40), make([]int, 40)
	for i := range z {
		z[i], place[i] = random.NormFloat64(), random.IntN(3)
	}
	for name, c := range map[string]struct {
		f  func([]float64) (float64, []float64)
		at []float64
	}{
		"pair":   {m.normalPair, []float64{0.6, -1.4, 0.1, -0.3, 0.5}},
		"serial": {func(at []float64) (float64, []float64) { return serialPair(z, place, at) }, []float64{-0.4, -0.5, 0.6}},
	} {
		_, slope := c.f(c.at)
		for i := range c.at {
			moved := append([]float64(nil), c.at...)
			moved[i] += 1e-5
			up, _ := c.f(moved)
			moved[i] -= 2e-5
			down, _ := c.f(moved)
			if numeric := (up - down) / 2e-5; math.Abs(numeric-slope[i]) > 1e-4*(1+math.Abs(slope[i])) {
				t.Errorf("%s: slope %d is %v, by differences %v", name, i, slope[i], numeric)
			}
		}
	}
}

// Levels cut out of a normal pair give its correlation back.
func TestLatentFindsWhatWasCut(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	const n, rho = 20_000, 0.6
	numbers, x, y := make([]float64, n), make([]int, n), make([]int, n)
	for i := range n {
		a, b := random.NormFloat64(), random.NormFloat64()
		b = rho*a + math.Sqrt(1-rho*rho)*b
		numbers[i] = 50 + 10*a
		x[i], y[i] = bit(a > -1)+bit(a > 0.2)+bit(a > 1), bit(b > 0)+bit(b > 1.5)
	}
	data := MustTable("", Variable{Name: "z"}.Numbers(numbers, nil),
		Variable{Name: "x"}.Categories(Levels("1", "2", "3", "4"), true, x, nil),
		Variable{Name: "y"}.Categories(Levels("1", "2", "3"), true, y, nil))
	for _, name := range []string{"x", "z"} {
		l := latentOf(t, LatentCorrelation{X: name, Y: "y"}, data)
		if math.Abs(l.Value.Value-rho) > 0.02 || l.Value.Low > rho || l.Value.High < rho-0.01 {
			t.Errorf("%s × y: %v", name, l.Value)
		}
	}
}

func TestLatentOddTables(t *testing.T) {
	of := func(counts [][]int) *Latent {
		return latentOf(t, LatentCorrelation{X: "row", Y: "col"}, spread(labels("r", len(counts)), labels("c", len(counts[0])), counts, true))
	}
	if l := of([][]int{{9, 0}, {0, 7}}); l.Value.Value != 1 || l.Value.Confidence != 0 || l.Error != 0 || len(l.Warnings) != 1 {
		t.Errorf("diagonal: %v, %v", l.Value, l.Warnings)
	}
	if l := of([][]int{{0, 9}, {7, 0}}); l.Value.Value != -1 || l.Value.Confidence != 0 {
		t.Errorf("other diagonal: %v", l.Value)
	}
	if l := of([][]int{{4, 0, 0}, {0, 7, 0}, {0, 0, 5}}); l.Value.Value != 1 || l.Value.Confidence != 0 {
		t.Errorf("diagonal of three: %v", l.Value)
	}
	if l := of([][]int{{5, 5}, {5, 5}}); math.Abs(l.Value.Value) > 1e-9 {
		t.Errorf("independence: %v", l.Value)
	}
	with, without := of([][]int{{13, 0, 6, 1}, {69, 0, 40, 21}, {41, 0, 43, 73}}), of([][]int{{13, 6, 1}, {69, 40, 21}, {41, 43, 73}})
	if with.Value != without.Value {
		t.Errorf("an empty level changes %v to %v", without.Value, with.Value)
	}
	for name, counts := range map[string][][]int{"none": {{0, 0}, {0, 0}}, "one row": {{3, 4}, {0, 0}}, "two cases": {{1, 0}, {0, 1}}} {
		if l := of(counts); l.Value.Defined() || l.Fit.Defined() || l.Value.Reason == "" {
			t.Errorf("%s: %v", name, l.Value)
		}
	}
	of([][]int{{12, 0}, {5, 7}})
	of([][]int{{1, 3, 10, 6}, {2, 3, 10, 7}, {1, 6, 14, 12}, {0, 1, 9, 11}})
	data := MustTable("", Variable{Name: "n"}.Numbers([]float64{1, 2, 3, 4, 5, 6}, nil), Variable{Name: "m"}.Numbers([]float64{1, 2, 3, 4, 5, 6}, nil),
		Variable{Name: "apart"}.Categories(Levels("1", "2"), true, []int{0, 0, 0, 1, 1, 1}, nil),
		Variable{Name: "kinds"}.Labelled("a", "b", "c", "a", "b", "c"))
	if l := latentOf(t, LatentCorrelation{X: "n", Y: "apart"}, data); l.Value.Value != 1 || l.Value.Confidence != 0 {
		t.Errorf("told apart: %v", l.Value)
	}
	for _, y := range []string{"m", "kinds", "none"} {
		if _, err := (LatentCorrelation{X: "n", Y: y}).Of(data); err == nil || !strings.Contains(err.Error(), y) {
			t.Errorf("%s: %v", y, err)
		}
	}
}

func BenchmarkPolychoric(b *testing.B) {
	data := spread(labels("r", 4), labels("c", 4), [][]int{{1520, 266, 124, 66}, {234, 1512, 432, 78}, {117, 362, 1772, 205}, {36, 82, 179, 492}}, true)
	for b.Loop() {
		if _, err := (LatentCorrelation{X: "row", Y: "col"}).Of(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPolyserial(b *testing.B) {
	random := rand.New(rand.NewPCG(2, 2))
	z, y := make([]float64, 20_000), make([]int, 20_000)
	for i := range z {
		z[i] = random.NormFloat64()
		other := z[i] + random.NormFloat64()
		y[i] = bit(other > -1) + bit(other > 0) + bit(other > 1)
	}
	data := MustTable("", Variable{Name: "z"}.Numbers(z, nil), Variable{Name: "y"}.Categories(Levels("1", "2", "3", "4"), true, y, nil))
	for b.Loop() {
		if _, err := (LatentCorrelation{X: "z", Y: "y"}).Of(data); err != nil {
			b.Fatal(err)
		}
	}
}

package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func pairOf(t testing.TB, x, y []float64) *Table {
	t.Helper()
	data, err := NewTable("", Variable{Name: "x"}.Numbers(x, nil), Variable{Name: "y"}.Numbers(y, nil))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func correlate(t testing.TB, data *Table, m Measure) *Association {
	t.Helper()
	a, err := Correlation{X: "x", Y: "y", Measure: m}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Anscombe (1973), first set; R: cor.test(x, y, method = …).
func TestCorrelationPublished(t *testing.T) {
	data := pairOf(t, []float64{10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5}, []float64{8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68})
	for _, c := range []struct {
		measure                 Measure
		value, low, high, p, ex float64
	}{
		{Pearson, 0.8164205163448399, 0.42439121339321656, 0.9506932537865606, 0.002169628873078792, 0},
		{Spearman, 0.8181818181818182, 0.42873081799402013, 0.9512009228165029, 0.0020831448404786904, 0.0037344705533185613},
		{TauB, 0.6363636363636364, 0, 0, 0.006435091231559119, 0.005707170915504323},
	} {
		a := correlate(t, data, c.measure)
		if !close(a.Value.Value, c.value, 1e-12) || !close(a.Test.P, c.p, 1e-10) || a.Value.Confidence != 0.95 || a.N != 11 {
			t.Errorf("%v: %+v, p %v", c.measure, a.Value, a.Test.P)
		}
		if c.low != 0 && (!close(a.Value.Low, c.low, 1e-12) || !close(a.Value.High, c.high, 1e-12)) {
			t.Errorf("%v: [%v; %v]", c.measure, a.Value.Low, a.Value.High)
		}
		if a.Exact.Defined() != (c.ex != 0) || a.Exact.Defined() && !close(a.Exact.P, c.ex, 1e-10) {
			t.Errorf("%v: exact %+v", c.measure, a.Exact)
		}
	}
}

// The interval of tau-b is that of the delta method, here by differences of the
// shares of a table; it is not the one that DescTools gives.
func TestTauBInterval(t *testing.T) {
	for _, c := range []struct {
		counts    [][]int
		low, high float64
	}{
		{[][]int{{12, 0}, {5, 7}}, 0.41230905, 0.87106884},
		{[][]int{{1, 3, 10, 6}, {2, 3, 10, 7}, {1, 6, 14, 12}, {0, 1, 9, 11}}, -0.00804359, 0.31274789},
	} {
		data := spread(labels("r", len(c.counts)), labels("c", len(c.counts[0])), c.counts, true)
		a, err := Correlation{X: "row", Y: "col", Measure: TauB}.Of(data)
		if err != nil {
			t.Fatal(err)
		}
		if !close(a.Value.Low, c.low, 1e-5) || !close(a.Value.High, c.high, 1e-6) {
			t.Errorf("%v: [%.8f; %.8f], want [%.8f; %.8f]", c.counts, a.Value.Low, a.Value.High, c.low, c.high)
		}
	}
}

func TestCorrelationOddCases(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name string
		x, y []float64
		want string
	}{
		{"nothing", nil, nil, "aucun dossier"},
		{"all missing", []float64{nan, nan}, []float64{1, 2}, "aucun dossier"},
		{"no common case", []float64{nan, 1, nan, 5}, []float64{2, nan, 3, nan}, "aucun dossier"},
		{"two cases", []float64{1, 2}, []float64{2, 3}, "moins de 3"},
		{"constant", []float64{7, 7, 7, 7}, []float64{1, 2, 3, 4}, "une seule valeur"},
		{"constant among the common cases", []float64{7, 7, 7, 9}, []float64{1, 2, 3, nan}, "une seule valeur"},
	} {
		for m := Pearson; m <= TauB; m++ {
			a := correlate(t, pairOf(t, c.x, c.y), m)
			if !strings.Contains(a.Value.Reason, c.want) || a.Test.Defined() || a.Exact.Defined() {
				t.Errorf("%s, %v: %+v %+v", c.name, m, a.Value, a.Test)
			}
			a.Tables()
		}
	}
	for m := Pearson; m <= TauB; m++ {
		line := correlate(t, pairOf(t, []float64{1, 2, 3, 4, 5}, []float64{30, 20, 10, 0, -10}), m)
		if line.Value.Value != -1 || line.Value.Confidence != 0 && m != TauB || math.IsNaN(line.Test.P) || line.Test.P > 0.05 {
			t.Errorf("a falling line: %v %+v p %v", m, line.Value, line.Test.P)
		}
		huge := correlate(t, pairOf(t, []float64{1e200, 2e200, 3e200, 5e200}, []float64{1e-200, 3e-200, 2e-200, 5e-200}), m)
		small := correlate(t, pairOf(t, []float64{1, 2, 3, 5}, []float64{1, 3, 2, 5}), m)
		if !close(huge.Value.Value, small.Value.Value, 1e-12) {
			t.Errorf("%v of huge and tiny numbers %v, of the same in units %v", m, huge.Value.Value, small.Value.Value)
		}
	}
	three := correlate(t, pairOf(t, []float64{1, 2, 3}, []float64{1, 3, 2}), Pearson)
	if !three.Value.Defined() || three.Value.Confidence != 0 {
		t.Errorf("three cases have r and no interval: %+v", three.Value)
	}
	data := tools(t)
	for _, c := range []struct {
		spec Correlation
		want string
	}{
		{Correlation{X: "sexe", Y: "aides"}, "have no order"},
		{Correlation{X: "sex", Y: "aides"}, `did you mean "sexe"`},
		{Correlation{X: "sexe", Y: "aides", Measure: CramerV}, "use Associations"},
	} {
		if _, err := c.spec.Of(data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.spec, err)
		}
	}
}

func TestCorrelationProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for range 50 {
		n := 5 + random.IntN(40)
		x, y := make([]float64, n), make([]float64, n)
		for i := range x {
			x[i] = float64(random.IntN(12))
			y[i] = x[i] + random.NormFloat64()*5
		}
		data := pairOf(t, x, y)
		negative := slices.Clone(y)
		for i := range negative {
			negative[i] = 3 - 2*y[i]
		}
		for m := Pearson; m <= TauB; m++ {
			a := correlate(t, data, m)
			for name, other := range map[string]*Association{
				"swapped":  correlate(t, pairOf(t, y, x), m),
				"shuffled": correlate(t, data.Rows(random.Perm(n)), m),
				"turned":   correlate(t, pairOf(t, x, negative), m),
			} {
				if !close(math.Abs(a.Value.Value), math.Abs(other.Value.Value), 1e-9) || !close(a.Test.P, other.Test.P, 1e-8) {
					t.Errorf("%v %s: %v p %v and %v p %v", m, name, a.Value.Value, a.Test.P, other.Value.Value, other.Test.P)
				}
			}
		}
	}
}

func BenchmarkTauB(b *testing.B) {
	random := rand.New(rand.NewPCG(8, 8))
	x, y := make([]float64, 20_000), make([]float64, 20_000)
	for i := range x {
		x[i], y[i] = random.NormFloat64(), random.NormFloat64()
	}
	data := pairOf(b, x, y)
	for b.Loop() {
		correlate(b, data, TauB)
	}
}

// A correlation of too few is withheld as those of a matrix are.
func TestCorrelationHides(t *testing.T) {
	x := Variable{Name: "x"}.Numbers([]float64{1, 2, 3, 5}, nil)
	a, err := Correlation{X: "x", Y: "y"}.Of(MustTable("", x, Variable{Name: "y"}.Numbers([]float64{1, 3, 2, 7}, nil)))
	if err != nil {
		t.Fatal(err)
	}
	counts := a.Counts()
	if len(counts) != 1 || counts[0].Cells[0][0] != 4 || !counts[0].Measured {
		t.Fatalf("counts %+v", counts)
	}
	for _, hidden := range []bool{false, true} {
		value, err := a.Hide([]Mask{{{hidden}, {hidden}}}).Tables()[0].Numbers("valeur")
		if err != nil || (value.Missing(0) == Secret) != hidden {
			t.Errorf("hidden %v: %v, %v", hidden, value.Missing(0), err)
		}
	}
}

package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// measuredCases are n invented cases with numbers x1 … xk and a flag y.
func measuredCases(n, k int, seed uint64) (*Table, []string) {
	random := rand.New(rand.NewPCG(seed, 0))
	eta := make([]float64, n)
	var columns []Column
	var names []string
	for j := range k {
		x := make([]float64, n)
		for i := range x {
			x[i] = random.NormFloat64()
			eta[i] += x[i] * float64(j%3-1) / 2
		}
		names = append(names, fmt.Sprintf("x%d", j+1))
		columns = append(columns, Variable{Name: names[j]}.Numbers(x, nil))
	}
	y := make([]bool, n)
	for i := range y {
		y[i] = random.Float64() < 1/(1+math.Exp(-eta[i]))
	}
	return MustTable("", append(columns, Variable{Name: "y"}.Flags(y, nil))...), names
}

func logisticOf(t testing.TB, spec LogisticRegression, data *Table) *LogisticModel {
	t.Helper()
	m, err := spec.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range m.Tables() {
		_ = table.String()
	}
	return m
}

func TestLogisticWorkersAgree(t *testing.T) {
	data, names := measuredCases(20_000, 4, 3)
	one := logisticOf(t, LogisticRegression{Outcome: "y", Predictors: names}, data)
	many := logisticOf(t, LogisticRegression{Outcome: "y", Predictors: names, Workers: 8}, data)
	many.Spec.Workers = 0
	if !reflect.DeepEqual(one, many) {
		t.Error("one worker and eight do not agree to the last bit")
	}
}

// Moving and stretching a predictor changes its coefficient only as it must,
// even where the units are absurd.
func TestLogisticUnits(t *testing.T) {
	data, names := measuredCases(200, 2, 5)
	plain := logisticOf(t, LogisticRegression{Outcome: "y", Predictors: names}, data)
	x, _ := data.Numbers("x1")
	far := make([]float64, 200)
	for i := range far {
		far[i] = 1e5 + x.values[i]/1e3
	}
	moved, err := data.With(Variable{Name: "x1"}.Numbers(far, nil))
	if err != nil {
		t.Fatal(err)
	}
	other := logisticOf(t, LogisticRegression{Outcome: "y", Predictors: names}, moved)
	a, b := plain.Coefficients[1], other.Coefficients[1]
	if !close(b.Coefficient.Value/1e3, a.Coefficient.Value, 1e-6) || !close(other.Coefficients[2].Coefficient.Low, plain.Coefficients[2].Coefficient.Low, 1e-6) {
		t.Errorf("%v and %v", a.Coefficient, b.Coefficient)
	}
}

func TestLogisticSeparation(t *testing.T) {
	y := []bool{false, false, false, false, true, true, true, true, false, true}
	level := []string{"a", "b", "a", "b", "a", "b", "a", "b", "a", "c"}
	x := []float64{3, 1, 4, 1, 5, 9, 2, 6, 5, 3}
	data := MustTable("", Variable{Name: "y"}.Flags(y, nil), Variable{Name: "cadre"}.Labelled(level...), Variable{Name: "x"}.Numbers(x, nil))
	m := logisticOf(t, LogisticRegression{Outcome: "y", Predictors: []string{"cadre", "x"}}, data)
	// The single case at level c has the event: its odds are infinite, the rest is not.
	for i, want := range []int{0, 0, 1, 0} {
		if c := m.Coefficients[i]; c.Infinite != want || c.Coefficient.Defined() != (want == 0) {
			t.Errorf("%s: infinite %d, want %d (%s)", c.Title("en"), c.Infinite, want, c.Coefficient.Reason)
		}
	}
	if !m.Separated || !strings.Contains(m.Warnings[0], "cadre : c") {
		t.Errorf("separated %v, warnings %q", m.Separated, m.Warnings)
	}
	// The finite ones are those without that case.
	rest := logisticOf(t, LogisticRegression{Outcome: "y", Predictors: []string{"cadre", "x"}}, data.Head(9))
	if !close(rest.Coefficients[2].Coefficient.Value, m.Coefficients[3].Coefficient.Value, 1e-6) {
		t.Errorf("x is %v, without the separated case %v", m.Coefficients[3].Coefficient, rest.Coefficients[2].Coefficient)
	}
	firth := logisticOf(t, LogisticRegression{Outcome: "y", Predictors: []string{"cadre", "x"}, Firth: true}, data)
	for _, c := range firth.Coefficients {
		if !c.Coefficient.Defined() || math.IsInf(c.Coefficient.Value, 0) {
			t.Errorf("Firth: %s is %v", c.Title("en"), c.Coefficient)
		}
	}
}

// Every direction is tried in small tables: a direction that no case speaks
// against, and one speaks for, is a separation.
func TestLogisticSeparationIsExhaustive(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	found := 0
	for range 300 {
		n := 6 + random.IntN(8)
		a, b, y := make([]float64, n), make([]float64, n), make([]bool, n)
		for i := range n {
			a[i], b[i], y[i] = float64(random.IntN(3)), float64(random.IntN(3)), random.IntN(2) == 1
		}
		y[0], y[1] = true, false
		data := MustTable("", Variable{Name: "y"}.Flags(y, nil), Variable{Name: "a"}.Numbers(a, nil), Variable{Name: "b"}.Numbers(b, nil))
		m := logisticOf(t, LogisticRegression{Outcome: "y", Predictors: []string{"a", "b"}}, data)
		if m.Coefficients[1].Aliased != "" || m.Coefficients[2].Aliased != "" {
			continue
		}
		// With values 0, 1, 2 the lines through two points have small whole slopes.
		want := false
		for p := -4; p <= 4 && !want; p++ {
			for q := -4; q <= 4 && !want; q++ {
				for c := -16; c <= 16; c++ {
					against, favour := false, false
					for i := range n {
						side := float64(p)*a[i] + float64(q)*b[i] + float64(c)/2
						if !y[i] {
							side = -side
						}
						against, favour = against || side < 0, favour || side > 0
					}
					want = want || favour && !against
				}
			}
		}
		if m.Separated != want {
			t.Fatalf("separated %v, want %v: a %v, b %v, y %v", m.Separated, want, a, b, y)
		}
		if want {
			found++
		}
	}
	if found < 20 {
		t.Fatalf("only %d separations were tried", found)
	}
}

func TestRegressionOddCases(t *testing.T) {
	nan := math.NaN()
	data := MustTable("",
		Variable{Name: "y"}.Flags([]bool{true, false, true, false, true, false}, nil),
		Variable{Name: "un"}.Flags([]bool{true, true, true, true, true, true}, nil),
		Variable{Name: "trois"}.Labelled("a", "b", "c", "a", "b", "c"),
		Variable{Name: "x"}.Numbers([]float64{1, 2, 3, 4, 5, 7}, nil),
		Variable{Name: "double"}.Numbers([]float64{2, 4, 6, 8, 10, 14}, nil),
		Variable{Name: "plat"}.Numbers([]float64{5, 5, 5, 5, 5, 5}, nil),
		Variable{Name: "vide"}.Numbers([]float64{nan, nan, nan, nan, nan, nan}, nil))
	for _, c := range []struct {
		spec LogisticRegression
		want string
	}{
		{LogisticRegression{Outcome: "y"}, "no predictor"},
		{LogisticRegression{Outcome: "z", Predictors: []string{"x"}}, "no column"},
		{LogisticRegression{Outcome: "un", Predictors: []string{"x"}}, "single value"},
		{LogisticRegression{Outcome: "trois", Predictors: []string{"x"}}, "3 levels"},
		{LogisticRegression{Outcome: "trois", Event: "d", Predictors: []string{"x"}}, "no level"},
		{LogisticRegression{Outcome: "x", Predictors: []string{"y"}}, "must be 0 or 1"},
		{LogisticRegression{Outcome: "y", Predictors: []string{"vide"}}, "no row"},
		{LogisticRegression{Outcome: "y", Predictors: []string{"x", "x"}}, "twice"},
		{LogisticRegression{Outcome: "y", Predictors: []string{"y"}}, "cannot be a predictor"},
		{LogisticRegression{Outcome: "y", Predictors: []string{"trois"}, References: map[string]string{"trois": "z"}}, "no case at level"},
	} {
		if _, err := c.spec.Of(data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: error %v, want %q", c.spec, err, c.want)
		}
	}
	m := logisticOf(t, LogisticRegression{Outcome: "y", Predictors: []string{"x", "double", "plat", "un"}}, data)
	for i, want := range []string{"", "", "se déduit de « x »", "a une seule valeur", "n'a qu'une modalité"} {
		if got := m.Coefficients[i].Aliased; (want == "") != (got == "") || !strings.Contains(strings.ReplaceAll(got, "\u00a0", " "), want) {
			t.Errorf("%s: %q, want %q", m.Coefficients[i].Title("fr"), got, want)
		}
	}
	if l, err := (LinearRegression{Outcome: "x", Predictors: []string{"double"}}).Of(data); err != nil || l.Coefficients[1].Test.Defined() {
		t.Errorf("a perfect fit has no test: %+v, %v", l, err)
	}
}

// R 4.2: lm(y ~ x + g), car::vif, and HC3 as solve(X'X) X' diag((e/(1-h))^2) X
// solve(X'X).
func TestLinearIsR(t *testing.T) {
	x := []float64{2.1, 3.4, 1.9, 5.6, 4.4, 6.1, 3.3, 2.8, 7.2, 5.0, 4.1, 3.9}
	y := []float64{3.2, 5.1, 2.2, 8.4, 6.0, 7.7, 4.9, 4.1, 9.6, 6.8, 5.2, 6.3}
	data := MustTable("", Variable{Name: "x"}.Numbers(x, nil), Variable{Name: "y"}.Numbers(y, nil),
		Variable{Name: "g"}.Labelled("a", "b", "c", "a", "b", "c", "a", "b", "c", "a", "b", "c"))
	of := func(robust bool) *LinearModel {
		m, err := LinearRegression{Outcome: "y", Predictors: []string{"x", "g"}, Robust: robust}.Of(data)
		if err != nil {
			t.Fatal(err)
		}
		_ = m.String()
		return m
	}
	m, robust := of(false), of(true)
	for i, want := range [][5]float64{
		{0.57746376811596202, 0.48706754538468916, 0.26980153657581951, -0.54571600566489398, 0.56547658449048110},
		{1.31188405797101448, 0.10275423642015664, 1.3350951793200558e-06, 1.07493236387638680, 0.14703687128845261},
		{-0.29863768115942002, 0.37109966687845325, 0.44422718730959698, -1.15439504755402167, 0.29673512809267166},
		{-0.39171014492753603, 0.37807590129884272, 0.33047260176177712, -1.26355473674370944, 0.61275819725792047},
	} {
		c := m.Coefficients[i]
		for j, got := range [5]float64{c.Coefficient.Value, c.SE.Value, c.Test.P, c.Coefficient.Low, robust.Coefficients[i].SE.Value} {
			if !close(got, want[j], 1e-11) {
				t.Errorf("coefficient %d, figure %d: %.17g, want %.17g", i, j, got, want[j])
			}
		}
	}
	for name, pair := range map[string][2]float64{
		"sigma": {m.Sigma.Value, 0.52268485392417796}, "R2": {m.R2.Value, 0.95660846115168507}, "adjusted R2": {m.AdjustedR2.Value, 0.94033663408356694},
		"F": {m.F.Statistic, 58.78924703090035564}, "GVIF of x": {m.Inflation[0].GVIF.Value, 1.0987439613526571}, "root for g": {m.Inflation[1].Root.Value, 1.0238212169166176},
	} {
		if !close(pair[0], pair[1], 1e-11) {
			t.Errorf("%s: %.17g, want %.17g", name, pair[0], pair[1])
		}
	}
}

// A rare level is in the counts, and hiding it withholds the model.
func TestRegressionHides(t *testing.T) {
	data := MustTable("", Variable{Name: "y"}.Flags([]bool{true, false, true, false, true, false, true}, nil),
		Variable{Name: "x"}.Numbers([]float64{1, 2, 3, 5, 4, 6, 2}, nil), Variable{Name: "g"}.Labelled("a", "b", "a", "b", "a", "a", "b"))
	logistic := logisticOf(t, LogisticRegression{Outcome: "y", Predictors: []string{"x", "g"}}, data)
	linear, err := LinearRegression{Outcome: "x", Predictors: []string{"g"}}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	paired, err := ComparePaired{Before: "x", After: "x"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	gap, err := Permutation{Value: "x", By: "g", Draws: 99}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	for i, result := range []Counted{logistic, linear, paired, gap} {
		counts := result.Counts()
		var masks []Mask
		for _, c := range counts {
			mask, sum := make(Mask, len(c.Cells)), 0
			for row := range c.Cells {
				mask[row] = make([]bool, 1)
				if row < len(c.Rows) {
					sum += c.Cells[row][0]
				}
			}
			if sum != c.Cells[len(c.Cells)-1][0] {
				t.Errorf("%d: %s does not add up: %v", i, c.Title, c.Cells)
			}
			masks = append(masks, mask)
		}
		open, _ := readable(result.Hide(masks).Tables())
		masks[len(masks)-1][0][0] = true
		hidden, words := readable(result.Hide(masks).Tables())
		if len(open) == 0 || len(hidden) != 0 || strings.Contains(words, "p = ") {
			t.Errorf("%d: open %v, hidden %v, %s", i, open, hidden, words)
		}
	}
}

func BenchmarkLogistic(b *testing.B) {
	data, names := measuredCases(100_000, 10, 1)
	for b.Loop() {
		if _, err := (LogisticRegression{Outcome: "y", Predictors: names, Workers: 2}).Of(data); err != nil {
			b.Fatal(err)
		}
	}
}

package stats

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

func measuresOf(t *testing.T, s TableMeasures, counts [][]int, ordered bool) *MeasureList {
	t.Helper()
	letters := func(n int, first rune) []string {
		var names []string
		for i := range n {
			names = append(names, string(first+rune(i)))
		}
		return names
	}
	s.Rows, s.Cols = "row", "col"
	list, err := s.Of(spread(letters(len(counts), 'a'), letters(len(counts[0]), 'p'), counts, ordered))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range list.Measures {
		if m.Defined() && math.IsNaN(m.Value) || m.Test.Defined() && math.IsNaN(m.Test.P) || m.Confidence > 0 && (math.IsNaN(m.Low) || math.IsNaN(m.High) || m.Low > m.Value+1e-12 || m.High < m.Value-1e-12) {
			t.Errorf("%v: %s %v: %v [%v; %v] p %v", counts, m.Name, m.Method, m.Value, m.Low, m.High, m.Test.P)
		}
	}
	for _, test := range list.Tests {
		if test.Defined() && !(test.P >= 0 && test.P <= 1+1e-12) {
			t.Errorf("%v: %s: p = %v", counts, test.Name, test.P)
		}
	}
	if list.String() == "" {
		t.Error("nothing to read")
	}
	return list
}

// Physicians' Health Study (1988), as Agresti (2002) prints it: heart attacks
// with placebo and with aspirin; and income by job satisfaction (page 57).
func TestTableMeasuresPublished(t *testing.T) {
	for _, c := range []struct {
		counts [][]int
		name   string
		want   float64
	}{
		{[][]int{{189, 10845}, {104, 10933}}, "odds ratio", 1.83205},
		{[][]int{{189, 10845}, {104, 10933}}, "risk ratio", 1.81780},
		{[][]int{{189, 10845}, {104, 10933}}, "risk difference", 0.0077060},
		{[][]int{{3, 1}, {1, 3}}, "conditional odds ratio", 6.4083},
		{[][]int{{3, 1}, {1, 3}}, "gamma", 0.8},
		{[][]int{{1, 3, 10, 6}, {2, 3, 10, 7}, {1, 6, 14, 12}, {0, 1, 9, 11}}, "V", 0.14392},
		{[][]int{{1, 3, 10, 6}, {2, 3, 10, 7}, {1, 6, 14, 12}, {0, 1, 9, 11}}, "tau-b", 0.15235},
	} {
		m, err := measuresOf(t, TableMeasures{}, c.counts, true).Measure(c.name, Symmetric)
		if err != nil || math.Abs(m.Value-c.want) > 1e-5*max(1, c.want) {
			t.Errorf("%s of %v: %v, published %v", c.name, c.counts, m.Value, c.want)
		}
	}
}

func TestTableMeasuresTransposed(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	for range 100 {
		rows, cols := 2+random.IntN(3), 2+random.IntN(3)
		counts := make([][]int, rows)
		for i := range counts {
			counts[i] = make([]int, cols)
			for j := range counts[i] {
				counts[i][j] = random.IntN(6) + bit(i == j)
			}
		}
		turned := marginsOf(counts, cols).turned().counts
		a, b := measuresOf(t, TableMeasures{}, counts, true), measuresOf(t, TableMeasures{}, turned, true)
		for _, m := range a.Measures {
			if strings.Contains(m.Name, "risk") || m.Name == "attributable fraction" {
				continue
			}
			d := m.Direction
			if d != Symmetric {
				d = RowsPredicted + ColsPredicted - d
			}
			other, err := b.Measure(m.Name, d)
			if err != nil {
				t.Fatal(err)
			}
			same := func(x, y float64) bool { return x == y || math.Abs(x-y) < 1e-9*max(1, math.Abs(x)) }
			if m.Reason != other.Reason || m.Confidence != other.Confidence || m.Defined() && !(same(m.Value, other.Value) && same(m.Low, other.Low) && same(m.High, other.High)) {
				t.Fatalf("%v: %s %v: %v, transposed %v", counts, m.Name, m.Direction, m.Estimate, other.Estimate)
			}
		}
	}
}

// The slopes of the delta method are those of the measures.
func TestTableMeasuresDeltaIsNumericSlope(t *testing.T) {
	// Scaling all counts leaves measures alone and divides the width of their
	// intervals by the root of the factor.
	base := [][]int{{30, 12, 5}, {9, 22, 14}, {4, 11, 40}}
	more := make([][]int, 3)
	for i, row := range base {
		for _, n := range row {
			more[i] = append(more[i], 4*n)
		}
	}
	a, b := measuresOf(t, TableMeasures{}, base, true), measuresOf(t, TableMeasures{}, more, true)
	for i, m := range a.Measures {
		other := b.Measures[i]
		if m.Method != "delta" {
			continue
		}
		if math.Abs(m.Value-other.Value) > 1e-12 || math.Abs((m.High-m.Low)/(other.High-other.Low)-2) > 1e-9 {
			t.Errorf("%s %v: %v, of four times the counts %v", m.Name, m.Direction, m.Estimate, other.Estimate)
		}
	}
	// Bootstrap by hand: the error of gamma over multinomial tables.
	random := rand.New(rand.NewPCG(8, 8))
	var flat []int
	for i, row := range more {
		for j, n := range row {
			for range n {
				flat = append(flat, 3*i+j)
			}
		}
	}
	for _, name := range []string{"gamma", "tau-b", "tau-c", "Somers d", "lambda", "U"} {
		whole, _ := b.Measure(name, Symmetric)
		var sum, square float64
		const draws = 200
		for range draws {
			drawn := [][]int{make([]int, 3), make([]int, 3), make([]int, 3)}
			for range flat {
				cell := flat[random.IntN(len(flat))]
				drawn[cell/3][cell%3]++
			}
			list := &MeasureList{}
			m := marginsOf(drawn, 3)
			list.nominal(m, "")
			list.ordinal(m)
			x, _ := list.Measure(name, Symmetric)
			sum += x.Value
			square += x.Value * x.Value
		}
		got := math.Sqrt(square/draws - sum/draws*sum/draws)
		want := (whole.High - whole.Low) / (2 * 1.96)
		if got < 0.85*want || got > 1.15*want {
			t.Errorf("%s: error %v by resampling, %v by the delta method", name, got, want)
		}
	}
}

func TestTableMeasuresOddTables(t *testing.T) {
	list := measuresOf(t, TableMeasures{}, [][]int{{5, 3, 8}}, true)
	for _, m := range list.Measures {
		if m.Defined() || m.Test.Defined() || !strings.Contains(m.Reason, "une seule") && !strings.Contains(m.Reason, "modalité") {
			t.Errorf("one row: %s = %v, %q", m.Name, m.Value, m.Reason)
		}
	}
	list = measuresOf(t, TableMeasures{}, [][]int{{0, 0}, {0, 0}}, true)
	for _, m := range list.Measures {
		if m.Defined() {
			t.Errorf("no case: %s = %v", m.Name, m.Value)
		}
	}
	// A level without any case changes nothing.
	with, without := measuresOf(t, TableMeasures{}, [][]int{{5, 0, 8}, {9, 0, 1}, {3, 0, 3}}, true), measuresOf(t, TableMeasures{}, [][]int{{5, 8}, {9, 1}, {3, 3}}, true)
	for i, m := range with.Measures {
		if m.Estimate != without.Measures[i].Estimate {
			t.Errorf("empty level: %s = %v, without it %v", m.Name, m.Estimate, without.Measures[i].Estimate)
		}
	}
	// A perfect diagonal: V is 1, tau-c is not where margins differ.
	list = measuresOf(t, TableMeasures{}, [][]int{{9, 0, 0}, {0, 7, 0}, {0, 0, 5}}, true)
	for name, want := range map[string]float64{"V": 1, "gamma": 1, "tau-b": 1, "C/Cmax": 1, "lambda": 1, "U": 1} {
		if m, _ := list.Measure(name, Symmetric); math.Abs(m.Value-want) > 1e-12 || m.Name != "V" && m.Confidence > 0 {
			t.Errorf("diagonal: %s = %v", name, m.Estimate)
		}
	}
	for _, counts := range [][][]int{{{12, 0}, {5, 7}}, {{0, 12}, {7, 5}}, {{0, 4}, {5, 0}}, {{1, 0}, {0, 1}}, {{3, 1}, {1, 3}}, {{1, 1}, {1, 1}}, {{0, 3}, {0, 4}}, {{1000000, 1}, {1, 1000000}}, {{6, 0}, {0, 6}}, {{0, 5}, {3, 9}}, {{4, 4}, {4, 4}}} {
		measuresOf(t, TableMeasures{Every: true, Draws: 99}, counts, true)
	}
	list = measuresOf(t, TableMeasures{Every: true}, [][]int{{12, 0}, {5, 7}}, true)
	if m, _ := list.Measure("odds ratio", Symmetric); !math.IsInf(m.Value, 1) || m.Confidence != 0 {
		t.Errorf("zero cell: odds ratio %v", m.Estimate)
	}
	if m, _ := list.Measure("Haldane odds ratio", Symmetric); math.Abs(m.Value-34.0909090909) > 1e-8 {
		t.Errorf("zero cell: Haldane %v", m.Estimate)
	}
	list = measuresOf(t, TableMeasures{}, [][]int{{5, 3, 8}, {2, 9, 1}, {3, 3, 3}}, false)
	if _, err := list.Measure("gamma", Symmetric); err == nil || len(list.Warnings) == 0 {
		t.Errorf("levels without order have gamma")
	}
	if _, err := list.Measure("lamda", Symmetric); err == nil || !strings.Contains(err.Error(), "lambda") {
		t.Errorf("unknown measure: %v", err)
	}
}

// The ends of the score intervals are where the score test is at its limit, the
// likeliest shares found by trying them all.
func TestRiskScoreIntervals(t *testing.T) {
	for _, p := range []proportions{{a: 12, n1: 12, c: 5, n2: 12}, {a: 189, n1: 11034, c: 104, n2: 11037}, {a: 3, n1: 10, c: 0, n2: 15}, {a: 0, n1: 7, c: 4, n2: 9}} {
		p.p1, p.p2 = p.a/p.n1, p.c/p.n2
		best := func(second func(first float64) float64) (first float64) {
			log := func(k, x float64) float64 {
				if k == 0 {
					return 0
				}
				return k * math.Log(x)
			}
			value := func(x float64) float64 {
				y := second(x)
				if x < 0 || x > 1 || y < 0 || y > 1 {
					return math.Inf(-1)
				}
				return log(p.a, x) + log(p.n1-p.a, 1-x) + log(p.c, y) + log(p.n2-p.c, 1-y)
			}
			best, most := 0.0, math.Inf(-1)
			for i := range 20001 {
				if x := float64(i) / 20000; value(x) > most {
					best, most = x, value(x)
				}
			}
			return best
		}
		e := p.differenceScore(1)
		for _, delta := range []float64{e.Low, e.High} {
			x := best(func(x float64) float64 { return x - delta })
			y := x - delta
			if z := (p.p1 - p.p2 - delta) / math.Sqrt(x*(1-x)/p.n1+y*(1-y)/p.n2); math.Abs(math.Abs(z)-1.96) > 0.01 {
				t.Errorf("%v: difference %v: z = %v", p, delta, z)
			}
		}
		e = p.ratioScore("")
		for _, theta := range []float64{e.Low, e.High} {
			if theta == 0 || math.IsInf(theta, 0) {
				continue
			}
			x := best(func(x float64) float64 { return x / theta })
			y := x / theta
			if z := (p.p1 - theta*p.p2) / math.Sqrt(x*(1-x)/p.n1+theta*theta*y*(1-y)/p.n2); math.Abs(math.Abs(z)-1.96) > 0.01 {
				t.Errorf("%v: ratio %v: z = %v", p, theta, z)
			}
		}
	}
}

func TestTableMeasuresHide(t *testing.T) {
	list := measuresOf(t, TableMeasures{Every: true}, [][]int{{12, 2}, {5, 7}}, true)
	mask := Mask{{false, true, false}, {false, true, false}, {false, false, false}}
	for _, table := range list.Hide([]Mask{mask}).Tables() {
		for _, c := range table.Columns() {
			numbers, ok := c.(*Numbers)
			for row := 0; ok && row < c.Len(); row++ {
				if _, there := numbers.At(row); there {
					t.Errorf("%s: row %d of %s is shown", table.Title(), row, c.Variable().Name)
				}
			}
		}
	}
}

func TestTableMeasuresEvent(t *testing.T) {
	data := spread([]string{"a", "b"}, []string{"p", "q", "unused"}, [][]int{{8, 2, 0}, {3, 7, 0}}, false)
	first, err := TableMeasures{Rows: "row", Cols: "col"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	turned, err := TableMeasures{Rows: "row", Cols: "col", Event: "q", Exposed: "b"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][2]float64{"risk ratio": {0.8 / 0.3, 0.7 / 0.2}, "risk difference": {0.5, 0.5}, "odds ratio": {28. / 3, 28. / 3}} {
		a, _ := first.Measure(name, Symmetric)
		b, _ := turned.Measure(name, Symmetric)
		if !close(a.Value, want[0], 1e-12) || !close(b.Value, want[1], 1e-12) {
			t.Errorf("%s: %v, turned %v, want %v", name, a.Value, b.Value, want)
		}
	}
	for _, event := range []string{"unused", "unknown"} {
		if _, err := (TableMeasures{Rows: "row", Cols: "col", Event: event}).Of(data); err == nil || !strings.Contains(err.Error(), "(there are: p, q)") {
			t.Errorf("%s: %v", event, err)
		}
	}
	one := spread([]string{"a", "b"}, []string{"p", "q"}, [][]int{{8, 0}, {3, 0}}, false)
	if list, err := (TableMeasures{Rows: "row", Cols: "col", Event: "q"}).Of(one); err != nil || list.Measures[0].Defined() {
		t.Errorf("a level without any case: %v", err)
	}
}

// Tau-b is that of the cases one by one, with its interval and its test.
func TestTableMeasuresTauBIsThatOfCases(t *testing.T) {
	data := spread(labels("r", 3), labels("c", 4), [][]int{{9, 4, 2, 1}, {5, 7, 3, 3}, {1, 2, 6, 8}}, true)
	a, err := Correlation{X: "row", Y: "col", Measure: TauB}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	list, err := TableMeasures{Rows: "row", Cols: "col"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	m, _ := list.Measure("tau-b", Symmetric)
	for _, pair := range [][2]float64{{m.Value, a.Value.Value}, {m.Low, a.Value.Low}, {m.High, a.Value.High}, {m.Test.Statistic, a.Test.Statistic}, {m.Test.P, a.Test.P}} {
		if !close(pair[0], pair[1], 1e-11) {
			t.Errorf("table %v, cases %v", m, a.Value)
		}
	}
}

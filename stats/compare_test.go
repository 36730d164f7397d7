package stats

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// grouped is a table of values by group, groups in order.
func grouped(groups ...[]float64) *Table {
	var values []float64
	var codes []int
	var levels []Level
	for g, part := range groups {
		levels = append(levels, Level{Code: string(rune('a' + g))})
		for _, x := range part {
			values, codes = append(values, x), append(codes, g)
		}
	}
	return MustTable("", Variable{Name: "v"}.Numbers(values, nil), Variable{Name: "g"}.Categories(levels, true, codes, nil))
}

func compared(t testing.TB, data *Table) *Comparison {
	t.Helper()
	c, err := Compare{Value: "v", By: "g"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range c.Tables() {
		if text := table.String(); strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
			t.Errorf("not a number in\n%s", text)
		}
	}
	return c
}

// Hollander and Wolfe (1973): permeability (p. 69), W = 35, p = .2544123;
// half-times of mucociliary clearance (p. 115), H = .7714286.
func TestComparePublished(t *testing.T) {
	c := compared(t, grouped(
		[]float64{0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46}, []float64{1.15, 0.88, 0.90, 0.74, 1.21}))
	if c.Ranks.W.Value != 35 || !close(c.Ranks.MannWhitneyExact.P, 0.2544122544122544, 1e-12) {
		t.Errorf("W %v, p %v", c.Ranks.W, c.Ranks.MannWhitneyExact.P)
	}
	c = compared(t, grouped([]float64{2.9, 3.0, 2.5, 2.6, 3.2}, []float64{3.8, 2.7, 4.0, 2.4}, []float64{2.8, 3.4, 3.7, 2.2, 2.0}))
	if !close(c.Ranks.KruskalWallis.Statistic, 0.7714285714285714, 1e-12) {
		t.Errorf("H %v", c.Ranks.KruskalWallis.Statistic)
	}
	// Dobson (1983), yields of plants: F 4.846, H 7.98823; Tukey's p by R.
	c = compared(t, grouped(
		[]float64{4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14}, []float64{4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69},
		[]float64{6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26}))
	if !close(c.Means.ANOVA.Statistic, 4.846087862380134, 1e-12) || !close(c.Ranks.KruskalWallis.Statistic, 7.988228749443715, 1e-12) ||
		!close(c.Pairs[2].Tukey.P, 0.01200642397945273, 1e-9) || c.Pairs[0].Adjusted != c.Spec.Adjust.Of([]Test{c.Pairs[0].Dunn, c.Pairs[1].Dunn, c.Pairs[2].Dunn})[0] {
		t.Errorf("F %v, H %v, pairs %+v", c.Means.ANOVA.Statistic, c.Ranks.KruskalWallis.Statistic, c.Pairs)
	}
}

// R 4.2: pt(t, 14, ncp) solved for ncp, over sqrt(1/8+1/8) (Cohen's d), times
// gamma(7)/(gamma(6.5) sqrt(7)) (Hedges' g); exactRankTests::wilcox.exact.
func TestCompareEffects(t *testing.T) {
	c := compared(t, grouped([]float64{3, 5, 6, 7, 8, 8, 9, 11}, []float64{6, 9, 10, 12, 12, 13, 14, 16}))
	d, g := c.Means.CohenD, c.Means.HedgesG
	if !close(d.Value, -1.55462360909406, 1e-12) || !close(d.Low, -2.66793418197288, 1e-10) || !close(d.High, -0.40013839623968, 1e-10) ||
		!close(g.Value, -1.46956662136729, 1e-12) {
		t.Errorf("d %+v, g %+v", d, g)
	}
	if !close(c.Ranks.MannWhitneyExact.P, 0.00979020979020979, 1e-12) {
		t.Errorf("exact p %v", c.Ranks.MannWhitneyExact.P)
	}
}

// coin 1.4: kruskal_test(v ~ g, distribution = approximate(nresample = 2e6))
// gives 0.02117, 99 % from 0.02091 to 0.02144.
func TestKruskalExact(t *testing.T) {
	groups := [][]float64{{1, 2, 2, 3, 5}, {2, 4, 4, 5, 6}, {3, 6, 7, 7, 8}}
	c := compared(t, grouped(groups...))
	if p := c.Ranks.KruskalExact.P; p < 0.0209136 || p > 0.0214387 {
		t.Errorf("exact p %v", p)
	}
	drawn, ordered := 0.0, 0.0
	random := rand.New(rand.NewPCG(4, 4))
	const draws = 4000
	for range draws {
		var all []float64
		for _, g := range groups {
			all = append(all, g...)
		}
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		h, j := statisticsOf(Comparison{samples: []comparisonSample{sampleOf(all[:5], 0), sampleOf(all[5:10], 0), sampleOf(all[10:], 0)}})
		if h >= c.Ranks.KruskalWallis.Statistic-1e-9 {
			drawn++
		}
		if math.Abs(j-37.5) >= math.Abs(c.Ranks.Jonckheere.Statistic-37.5) {
			ordered++
		}
	}
	if math.Abs(drawn/draws-c.Ranks.KruskalExact.P) > 0.01 || math.Abs(ordered/draws-c.Ranks.JonckheereExact.P) > 0.01 {
		t.Errorf("shuffled %v and %v, exact %v and %v", drawn/draws, ordered/draws, c.Ranks.KruskalExact.P, c.Ranks.JonckheereExact.P)
	}
}

// statisticsOf is H and J, counted pair by pair.
func statisticsOf(c Comparison) (h, j float64) {
	var all []float64
	for _, s := range c.samples {
		all = append(all, s.values...)
	}
	n, ties := float64(len(all)), 0.0
	for _, x := range all {
		equal := 0.0
		for _, y := range all {
			equal += float64(bit(x == y))
		}
		ties += equal*equal - 1
	}
	for i, s := range c.samples {
		sum := 0.0
		for _, x := range s.values {
			sum += 0.5
			for _, y := range all {
				sum += float64(bit(y < x)) + float64(bit(x == y))/2
			}
			for _, before := range c.samples[:i] {
				for _, y := range before.values {
					j += float64(bit(y < x)) + float64(bit(x == y))/2
				}
			}
		}
		h += sum * sum / s.n
	}
	return (12/(n*(n+1))*h - 3*(n+1)) / (1 - ties/(n*n*n-n)), j
}

// Swapping the groups turns every sign and leaves every p.
func TestCompareSwapped(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 1))
	rounds := 30
	if testing.Short() {
		rounds = 6
	}
	for range rounds {
		x, y := make([]float64, 3+random.IntN(12)), make([]float64, 3+random.IntN(12))
		for i := range x {
			x[i] = float64(random.IntN(8))
		}
		for i := range y {
			y[i] = float64(random.IntN(10))
		}
		x[0], x[1], y[0], y[1] = 1, 2, 3, 5
		a, b := compared(t, grouped(x, y)), compared(t, grouped(y, x))
		for i, test := range a.tests() {
			if other := b.tests()[i]; !strings.Contains(test.Name, "unilat") && (test.Defined() != other.Defined() || !close(test.P, other.P, 1e-9)) {
				t.Errorf("%s: %v and %v", test.Name, test, other)
			}
		}
		if !close(a.Ranks.Greater.P, b.Ranks.Less.P, 1e-12) {
			t.Errorf("greater %v, less the other way %v", a.Ranks.Greater.P, b.Ranks.Less.P)
		}
		for name, of := range map[string]func(*Comparison) Estimate{
			"shift": func(c *Comparison) Estimate { return c.Ranks.Shift }, "delta": func(c *Comparison) Estimate { return c.Ranks.CliffDelta },
			"d": func(c *Comparison) Estimate { return c.Means.CohenD }, "gap": func(c *Comparison) Estimate { return c.Means.Difference },
		} {
			e, f := of(a), of(b)
			if math.Abs(e.Value+f.Value) > 1e-9 || math.Abs(e.Low+f.High) > 1e-9 || math.Abs(e.High+f.Low) > 1e-9 || !(e.Low <= e.Value && e.Value <= e.High) {
				t.Errorf("%s: %v, the other way %v (%v, %v)", name, e, f, x, y)
			}
		}
	}
}

func TestCompareOddCases(t *testing.T) {
	for _, c := range []struct {
		name                          string
		groups                        [][]float64
		student, welch, anova, rank   bool
		welchANOVA, bartlett, defined bool
	}{
		{"constant groups, apart", [][]float64{{0.1, 0.1, 0.1}, {0.3, 0.3, 0.3}}, false, false, false, true, false, false, true},
		{"constant but for rounding", [][]float64{{0.1 + 0.2, 0.3}, {0.7, 0.7}}, false, false, false, true, false, false, true},
		{"all equal", [][]float64{{2, 2}, {2, 2, 2}}, false, false, false, false, false, false, false},
		{"one group constant", [][]float64{{2, 2, 2}, {1, 3, 4}}, true, true, true, true, true, false, true},
		{"one case against many", [][]float64{{9}, {1, 3, 4}}, true, false, true, true, false, false, true},
		{"one case each", [][]float64{{9}, {1}}, false, false, false, true, false, false, true},
		{"three groups", [][]float64{{1, 2}, {3, 5}, {4, 9}}, false, false, true, true, true, true, true},
		{"three, one constant", [][]float64{{1, 1}, {3, 5}, {4, 9}}, false, false, true, true, false, false, true},
		{"three single", [][]float64{{1}, {2}, {3}}, false, false, false, true, false, false, true},
		{"huge offset", [][]float64{{1e9 + 1, 1e9 + 2, 1e9 + 4}, {1e9 + 3, 1e9 + 5, 1e9 + 9}}, true, true, true, true, true, true, true},
	} {
		got := compared(t, grouped(c.groups...))
		m, r := got.Means, got.Ranks
		if m.Student.Defined() != c.student || m.Welch.Defined() != c.welch || m.ANOVA.Defined() != c.anova || m.WelchANOVA.Defined() != c.welchANOVA ||
			r.KruskalWallis.Defined() != c.rank || got.Spread.Bartlett.Defined() != c.bartlett || got.Recommended.Defined() != c.defined {
			t.Errorf("%s: Student %q, Welch %q, ANOVA %q, Welch's F %q, Kruskal %q, Bartlett %q", c.name, m.Student.Reason, m.Welch.Reason,
				m.ANOVA.Reason, m.WelchANOVA.Reason, r.KruskalWallis.Reason, got.Spread.Bartlett.Reason)
		}
		for _, test := range append(got.tests(), got.Recommended) {
			if test.Defined() && !(test.P >= 0 && test.P <= 1) {
				t.Errorf("%s: %s has p %v", c.name, test.Name, test.P)
			}
		}
	}
	far := compared(t, grouped([]float64{1e9 + 1, 1e9 + 2, 1e9 + 4}, []float64{1e9 + 3, 1e9 + 5, 1e9 + 9}))
	near := compared(t, grouped([]float64{1, 2, 4}, []float64{3, 5, 9}))
	if !close(far.Means.Student.P, near.Means.Student.P, 1e-9) {
		t.Errorf("moved by 1e9, p goes from %v to %v", near.Means.Student.P, far.Means.Student.P)
	}
}

func TestCompareErrors(t *testing.T) {
	data := MustTable("", Variable{Name: "v"}.Numbers([]float64{1, 2, math.NaN()}, nil), Variable{Name: "seul"}.Labelled("a", "a", "b"),
		Variable{Name: "texte"}.Texts([]string{"x", "y", "z"}, nil), Variable{Name: "nominal"}.Labelled("a", "b", "c"))
	for _, c := range []struct {
		spec Compare
		want string
	}{
		{Compare{Value: "v", By: "seul"}, "at least two"},
		{Compare{Value: "V", By: "seul"}, "did you mean"},
		{Compare{Value: "v", By: "v"}, "band it"},
		{Compare{Value: "texte", By: "seul"}, "texts"},
		{Compare{Value: "nominal", By: "seul"}, "only numbers and ordered"},
		{Compare{Value: "v", By: "nominal", Draws: -1}, "draws"},
	} {
		if _, err := c.spec.Of(data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.spec, err, c.want)
		}
	}
}

// Ordered levels are compared by ranks only.
func TestCompareLevels(t *testing.T) {
	levels := Levels("jamais", "parfois", "souvent")
	data := MustTable("", Variable{Name: "v"}.Categories(levels, true, []int{0, 0, 1, 1, 2, 2, 2, 1}, nil),
		Variable{Name: "g"}.Labelled("a", "a", "a", "a", "b", "b", "b", "b"))
	c := compared(t, data)
	if c.Means.Welch.Defined() || c.Ranks.Shift.Defined() || !c.Ranks.MannWhitneyExact.Defined() || c.Recommended.Name != c.Ranks.MannWhitneyExact.Name {
		t.Errorf("Welch %q, recommended %s", c.Means.Welch.Reason, c.Recommended.Name)
	}
}

// Nothing that depends on a hidden group is told.
func TestComparisonHides(t *testing.T) {
	c := compared(t, grouped([]float64{41.25, 42.5}, []float64{1, 2, 3, 4, 5, 7}, []float64{2, 4, 6, 8, 9, 9}))
	counts := c.Counts()[0]
	if !reflect.DeepEqual(counts.Rows, []string{"a", "b", "c"}) || counts.Cells[3][0] != 14 {
		t.Fatalf("counts %+v", counts)
	}
	var masks []Mask
	for _, counts := range c.Counts() {
		mask := make(Mask, len(counts.Cells))
		for i := range mask {
			mask[i] = make([]bool, 1)
		}
		masks = append(masks, mask)
	}
	masks[5][0][0] = true // the first quartile of c: two cases
	numbers, _ := readable(c.Hide(masks).Tables())
	if slices.Contains(numbers, c.Groups[2].Values.Q1.Value) || !slices.Contains(numbers, c.Ranks.KruskalWallis.P) {
		t.Error("a hidden quartile is withheld alone")
	}
	masks[0][0][0], masks[0][1][0] = true, true
	numbers, words := readable(c.Hide(masks).Tables())
	for _, secret := range []float64{41.875, 14, c.Ranks.KruskalWallis.P} {
		if slices.Contains(numbers, secret) {
			t.Errorf("%v is told", secret)
		}
	}
	for _, secret := range []string{"n = 14", "41,88", "p = "} {
		if strings.Contains(words, secret) {
			t.Errorf("%q is told in\n%s", secret, words)
		}
	}
	if !slices.Contains(numbers, meanOf([]float64{2, 4, 6, 8, 9, 9})) {
		t.Error("the group that is not hidden has lost its mean")
	}
}

func TestCompareReordered(t *testing.T) {
	x := []float64{5, 3, 8, 1, 9, 2, 2, 7, 4, 6, 6, 3}
	g := []string{"a", "b", "c", "a", "b", "c", "a", "b", "c", "a", "b", "c"}
	of := func(order []int) *Comparison {
		return compared(t, MustTable("", Variable{Name: "v"}.Numbers(pick(x, order), nil),
			Variable{Name: "g"}.Categories(Levels("a", "b", "c"), true, codesAt(pick(g, order)), nil)))
	}
	a, b := of(span(12)), of(rand.New(rand.NewPCG(1, 2)).Perm(12))
	for i, test := range a.tests() {
		if other := b.tests()[i]; !close(test.P, other.P, 1e-12) {
			t.Errorf("%s: %v, reordered %v", test.Name, test.P, other.P)
		}
	}
}

func codesAt(letters []string) []int {
	codes := make([]int, len(letters))
	for i, letter := range letters {
		codes[i] = int(letter[0] - 'a')
	}
	return codes
}

func BenchmarkCompare(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	x, y := make([]float64, 100_000), make([]float64, 100_000)
	for i := range x {
		x[i], y[i] = random.NormFloat64(), random.NormFloat64()
	}
	data := grouped(x, y)
	for b.Loop() {
		compared(b, data)
	}
}

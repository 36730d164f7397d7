package agreement

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// coded makes units of rows of codes, one letter a coder, "." where nothing is
// coded; the levels are the letters given.
func coded(levels string, rows ...string) *stats.Table {
	columns := make([]stats.Column, len(rows[0]))
	for j := range columns {
		codes, missing := make([]int, len(rows)), make([]stats.Missing, len(rows))
		for i, row := range rows {
			if codes[i] = strings.IndexByte(levels, row[j]); codes[i] < 0 {
				codes[i], missing[i] = 0, stats.NotRecorded
			}
		}
		name := string(rune('A' + j))
		columns[j] = stats.Variable{Name: name}.Categories(stats.Levels(strings.Split(levels, "")...), true, codes, missing)
	}
	return stats.MustTable("", columns...)
}

func of(t *testing.T, s Coders, data *stats.Table) *Agreement {
	t.Helper()
	if s.Columns == nil {
		s.Columns = slices.DeleteFunc(data.Names(), func(name string) bool { return name == s.Weight || name == s.Cluster })
	}
	s.Lang = "en"
	a, err := s.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func near(t *testing.T, name string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %.10g, want %.10g", name, got, want)
	}
}

// Krippendorff, Computing Krippendorff's alpha-reliability (2011), sections A
// to E.
func TestKrippendorff2011(t *testing.T) {
	matrix := coded("12345", "11.1", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", ".555", "..11", ".3..")
	for scale, want := range map[Scale]float64{Nominal: 0.743421, Ordinal: 0.815388, Interval: 0.849107, Ratio: 0.797403} {
		near(t, scale.String(), of(t, Coders{Scale: scale}, matrix).Alpha.Value.Value, want, 5e-7)
	}
	// irrCAC: conger.kappa.raw, gwet.ac1.raw, and AC2 with quadratic weights.
	a := of(t, Coders{}, matrix)
	near(t, "Conger", a.Conger.Value.Value, 0.7620668936511116, 1e-12)
	near(t, "its error", a.Conger.SE, 0.15010879506985086, 1e-12)
	near(t, "AC1", a.Gwet.Value.Value, 0.775444068126995, 1e-12)
	near(t, "its error", a.Gwet.SE, 0.1429499506407653, 1e-12)
	near(t, "error of alpha", a.Alpha.SE, 0.14557388698483492, 1e-12)
	near(t, "AC2", of(t, Coders{Weights: Quadratic}, matrix).Gwet.Value.Value, 0.9140007235516047, 1e-12)
	binary := coded("01", "01", "11", "01", "00", "00", "01", "00", "00", "10", "00")
	near(t, "binary", of(t, Coders{}, binary).Alpha.Value.Value, 0.0952381, 5e-8)
}

// Cohen (1960) 3 × 3 of Fleiss, Cohen and Everitt (1969), and the agreement of
// the Winnipeg neurologists (Landis and Koch 1977).
func TestPublishedKappas(t *testing.T) {
	weighted := func(levels int, counts ...float64) *stats.Table {
		var a, b []int
		for i := range levels * levels {
			a, b = append(a, i/levels), append(b, i%levels)
		}
		codes := stats.Levels(strings.Split("abcd", "")[:levels]...)
		return stats.MustTable("", stats.Variable{Name: "A"}.Categories(codes, true, a, nil),
			stats.Variable{Name: "B"}.Categories(codes, true, b, nil), stats.Variable{Name: "n"}.Numbers(counts, nil))
	}
	cohen := of(t, Coders{Weight: "n"}, weighted(3, 53, 5, 2, 11, 14, 5, 1, 6, 3)).Cohen
	near(t, "Cohen", cohen.Value.Value, 0.428571, 5e-7)
	near(t, "its error", cohen.SE, 0.0759588, 5e-8)
	near(t, "Winnipeg", of(t, Coders{Weight: "n"}, weighted(4, 38, 5, 0, 1, 33, 11, 3, 0, 10, 14, 5, 6, 3, 7, 3, 10)).Cohen.Value.Value, 0.207942, 5e-7)
	// 82 % of agreement and next to no kappa: one category has nearly all.
	paradox := of(t, Coders{Weight: "n"}, weighted(2, 80, 10, 8, 2))
	near(t, "paradox, kappa", paradox.Cohen.Value.Value, 0.0816, 5e-5)
	near(t, "paradox, AC1", paradox.Gwet.Value.Value, 0.776, 5e-4)
	near(t, "paradox, Brennan-Prediger", paradox.BrennanPrediger.Value.Value, 0.64, 1e-12)
	if len(paradox.Warnings) < 2 || !strings.Contains(strings.Join(paradox.Warnings, " "), "High agreement") {
		t.Errorf("no warning of the paradox: %q", paradox.Warnings)
	}
}

// The usual example of Fleiss' kappa: 10 units by 14 coders.
func TestFleiss(t *testing.T) {
	a := of(t, Coders{}, coded("12345",
		"55555555555555", "22333333444455", "33344444555555", "22233333333344", "11223333333345",
		"11111112222222", "11122333333444", "11222223334455", "11111122222334", "22334445555555"))
	near(t, "Fleiss", a.Fleiss.Value.Value, 0.209931, 5e-7)
}

// Two coders of a debate in French, 102 018 characters of 277 paragraphs: the
// four counts of each code tell all coefficients.
func TestFourCounts(t *testing.T) {
	for _, c := range []struct {
		name                                  string
		both, onlyA, onlyB, neither           float64
		agree, kappa, alpha, jaccard, brennan float64
	}{
		{"FAIT", 19854, 19860, 7544, 54760, .7314, .4014, .3915, .4201, .4628},
		{"POLITIQUE", 9244, 1406, 6038, 85330, .9270, .6727, .6711, .5539, .8541},
		{"REFERENCE", 2873, 975, 5185, 92985, .9396, .4548, .4506, .3181, .8792},
		{"TEMOIGNAGE", 617, 322, 4773, 96306, .9501, .1822, .1692, .1080, .9001},
		{"VALEUR", 12908, 4704, 21710, 62696, .7411, .3442, .3203, .3283, .4822},
		{"any", 70049, 2714, 20697, 8558, .7705, .3127, .2792, .7495, .5410},
	} {
		data := stats.MustTable("", stats.Variable{Name: "A"}.Flags([]bool{true, true, false, false}, nil),
			stats.Variable{Name: "B"}.Flags([]bool{true, false, true, false}, nil),
			stats.Variable{Name: "poids"}.Numbers([]float64{c.both, c.onlyA, c.onlyB, c.neither}, nil))
		a := of(t, Coders{Weight: "poids"}, data)
		const four = 0.5001e-4
		near(t, c.name+" per cent", a.Percent.Value.Value/100, c.agree, four)
		near(t, c.name+" kappa", a.Cohen.Value.Value, c.kappa, four)
		near(t, c.name+" alpha", a.Alpha.Value.Value, c.alpha, four)
		near(t, c.name+" Jaccard", a.Categories[1].Jaccard.Value, c.jaccard, four)
		near(t, c.name+" Brennan-Prediger", a.BrennanPrediger.Value.Value, c.brennan, four)
		if a.N != 102018 {
			t.Errorf("%s: %d characters", c.name, a.N)
		}
	}
}

// drawn makes units of random codings, some missing.
func drawn(units, coders, levels int, missing float64) *stats.Table {
	random := rand.New(rand.NewPCG(7, 7))
	var columns []stats.Column
	truth := make([]int, units)
	for i := range truth {
		truth[i] = random.IntN(levels)
	}
	for j := range coders {
		codes, reasons := make([]int, units), make([]stats.Missing, units)
		for i := range codes {
			codes[i] = truth[i]
			if random.Float64() < 0.4 {
				codes[i] = random.IntN(levels)
			}
			if random.Float64() < missing {
				reasons[i] = stats.NotRecorded
			}
		}
		columns = append(columns, stats.Variable{Name: string(rune('A' + j))}.Categories(
			stats.Levels(strings.Split("123456789", "")[:levels]...), true, codes, reasons))
	}
	return stats.MustTable("", columns...)
}

// values are the figures that do not depend on how units stand in rows.
func values(a *Agreement) []float64 {
	var all []float64
	for _, c := range a.coefficients() {
		all = append(all, c.Value.Value, c.Value.Low, c.Value.High, c.SE, c.Chance.Value, c.Test.P, float64(c.N))
	}
	return append(all, a.KappaMax.Value, a.Bias.Value, a.Prevalence.Value, float64(a.Alpha.Pairable))
}

func alike(t *testing.T, name string, x, y []float64) {
	t.Helper()
	for i := range x {
		if math.Abs(x[i]-y[i]) > 1e-10*(1+math.Abs(x[i])) {
			t.Errorf("%s: figure %d is %v and %v", name, i, x[i], y[i])
		}
	}
}

func TestProperties(t *testing.T) {
	for _, coders := range []int{2, 4} {
		for scale := range Ratio + 1 {
			for weights := range RankWeights + 1 {
				data := drawn(60, coders, 4, 0.2)
				s := Coders{Scale: scale, Weights: weights, Columns: data.Names()}
				a := of(t, s, data)
				want := values(a)
				if coders == 2 && a.KappaMax.Value < a.Cohen.Value.Value {
					t.Errorf("kappa %v above its maximum %v", a.Cohen.Value.Value, a.KappaMax.Value)
				}
				// Rows in another order.
				rows := rand.New(rand.NewPCG(1, 2)).Perm(data.Len())
				alike(t, "reordered", want, values(of(t, s, data.Rows(rows))))
				// Coders in another order, but for what tells them apart.
				swapped := s
				swapped.Columns = slices.Clone(s.Columns)
				slices.Reverse(swapped.Columns)
				alike(t, "swapped", want, values(of(t, swapped, data)))
				// Weights are rows that come several times.
				times := make([]float64, data.Len())
				var several []int
				for i := range times {
					times[i] = float64(i % 4)
					for range i % 4 {
						several = append(several, i)
					}
				}
				withTimes, err := data.With(stats.Variable{Name: "n"}.Numbers(times, nil))
				if err != nil {
					t.Fatal(err)
				}
				weighted := s
				weighted.Weight = "n"
				alike(t, "weights", values(of(t, s, data.Rows(several))), values(of(t, weighted, withTimes)))
			}
		}
	}
}

// The error of the ordinal alpha follows the metric, which is made of the
// codings: it is that of the derivative by the weight of each unit.
func TestOrdinalInfluence(t *testing.T) {
	for scale := range Ratio + 1 {
		s := Coders{Scale: scale, Columns: []string{"A", "B", "C"}}
		d, err := s.read(drawn(40, 3, 5, 0))
		if err != nil {
			t.Fatal(err)
		}
		m := newModel(s, d)
		total := make(sums, m.size)
		for unit := range d.weights {
			m.add(total, unit)
		}
		// Without the allowance for small samples, as Gwet has it.
		bare := func(s sums) float64 {
			observed, expected, codings := m.disagreement(s)
			return 1 - codings*observed/expected
		}
		move := m.alphaInfluence(total)
		const h = 1e-5
		for unit := range d.weights {
			up, down := slices.Clone(total), slices.Clone(total)
			d.weights[unit] = h
			m.add(up, unit)
			d.weights[unit] = -h
			m.add(down, unit)
			d.weights[unit] = 1
			_, n := m.open(unit)
			near(t, scale.String(), move(n), (bare(up)-bare(down))/(2*h)*float64(len(d.weights)), 1e-6)
			m.close()
		}
	}
}

func TestUndefined(t *testing.T) {
	for name, c := range map[string]struct {
		data    *stats.Table
		scale   Scale
		percent bool
		reason  string
	}{
		"one category":   {coded("ab", "aa", "aa", "aa"), Nominal, true, "no variation"},
		"no pair":        {coded("ab", "a.", ".b", "b."), Nominal, false, "no unit is coded by two"},
		"nothing at all": {coded("ab", "..", ".."), Nominal, false, "fewer than two coders"},
		"one coder":      {coded("ab", "a.", "b."), Nominal, false, "fewer than two coders"},
		"no row":         {coded("ab", "ab").Head(0), Nominal, false, "fewer than two coders"},
	} {
		a := of(t, Coders{Scale: c.scale}, c.data)
		for k, f := range a.coefficients() {
			if isShare(kind(k)) {
				continue
			}
			if f.Value.Defined() || f.Test.Defined() || f.Value.Confidence != 0 {
				t.Errorf("%s: %s is defined: %+v", name, f.Name, f.Value)
			}
			if kind(k) == alpha && !strings.Contains(f.Value.Reason, c.reason) {
				t.Errorf("%s: alpha: %q", name, f.Value.Reason)
			}
		}
		if a.Percent.Value.Defined() != c.percent || c.percent && a.Percent.Value.Value != 100 {
			t.Errorf("%s: per cent %+v", name, a.Percent.Value)
		}
		for _, table := range a.Tables() {
			if strings.Contains(table.String(), "NaN") {
				t.Errorf("%s: %s", name, table)
			}
		}
	}
	perfect := of(t, Coders{}, coded("ab", "aa", "bb", "aa"))
	if v := perfect.Alpha.Value; v.Value != 1 || v.Confidence != 0 {
		t.Errorf("complete agreement: %+v", v)
	}
	negative := stats.MustTable("", stats.Variable{Name: "A"}.Numbers([]float64{-1, 2, 3}, nil), stats.Variable{Name: "B"}.Numbers([]float64{1, 2, 3}, nil))
	if a := of(t, Coders{Scale: Ratio}, negative); a.Alpha.Value.Defined() || !a.BrennanPrediger.Value.Defined() {
		t.Error("a ratio scale with negative values has an alpha")
	}
}

// Chance depends on the categories of the codebook, not on those seen.
func TestCodebook(t *testing.T) {
	seen := of(t, Coders{}, coded("ab", "aa", "ab", "bb", "bb"))
	listed := of(t, Coders{Categories: stats.Levels("a", "b", "c", "d")}, coded("ab", "aa", "ab", "bb", "bb"))
	near(t, "per cent", listed.Percent.Value.Value, 75, 1e-12)
	near(t, "Brennan-Prediger", listed.BrennanPrediger.Value.Value, (0.75-0.25)/0.75, 1e-12)
	near(t, "alpha", listed.Alpha.Value.Value, seen.Alpha.Value.Value, 1e-12)
	near(t, "chance", listed.BrennanPrediger.Chance.Value, 0.25, 1e-12)
	if listed.Percent.Chance.Defined() {
		t.Error("per cent has an agreement by chance")
	}
	if listed.Categories[3].Specific.Defined() {
		t.Error("a category that nobody used has a specific agreement")
	}
}

func TestErrors(t *testing.T) {
	data := coded("ab", "aa", "ab")
	unordered := stats.MustTable("", stats.Variable{Name: "A"}.Labelled("x", "y"), stats.Variable{Name: "B"}.Labelled("y", "x"))
	heavy, err := data.With(stats.Variable{Name: "n"}.Numbers([]float64{1, 0.5}, nil))
	if err != nil {
		t.Fatal(err)
	}
	for want, c := range map[string]struct {
		s    Coders
		data *stats.Table
	}{
		`did you mean "A"`:  {Coders{Columns: []string{"a", "B"}}, data},
		"two coders":        {Coders{Columns: []string{"A"}}, data},
		"named twice":       {Coders{Columns: []string{"A", "A"}}, data},
		`no category "b"`:   {Coders{Columns: []string{"A", "B"}, Categories: stats.Levels("a")}, data},
		"not a number":      {Coders{Columns: []string{"A", "B"}, Scale: Interval}, data},
		"in order":          {Coders{Columns: []string{"A", "B"}, Scale: Ordinal}, unordered},
		"row 2: a weight":   {Coders{Columns: []string{"A", "B"}, Weight: "n"}, heavy},
		`no column "where"`: {Coders{Columns: []string{"A", "B"}, Cluster: "where"}, data},
	} {
		if _, err := c.s.Of(c.data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// qt(0.975, df) in R.
func TestStudent(t *testing.T) {
	for df, want := range map[float64]float64{
		1: 12.706204736174694, 9: 2.262157162798205, 1e3: 1.962339080826408,
		1e5: 1.959987707534609, 1e7: 1.959964221767205, 1e9: 1.959963986912325,
	} {
		near(t, "quantile", student(df), want, 1e-12*want)
	}
	near(t, "at the seam", student(2999.9999), student(3000), 1e-9)
}

// Equal margins allow complete agreement, whatever the weights.
func TestKappaMax(t *testing.T) {
	for weights := range RankWeights + 1 {
		a := of(t, Coders{Weights: weights}, coded("abc", "ab", "bc", "ca", "aa"))
		near(t, weights.String(), a.KappaMax.Value, 1, 1e-12)
	}
}

// What a file leaves out is counted, and said.
func TestLeftOut(t *testing.T) {
	data, err := coded("ab", "ab.", "aa.", "b..", "...", "bb.", "ba.").With(
		stats.Variable{Name: "n"}.Numbers([]float64{3, 2, 4, 5, 0, 9}, []stats.Missing{0, 0, 0, 0, 0, stats.NotRecorded}),
		stats.Variable{Name: "tour"}.Texts([]string{"x", "", "x", "y", "y", "z"}, []stats.Missing{0, stats.NotRecorded, 0, 0, 0, 0}))
	if err != nil {
		t.Fatal(err)
	}
	a := of(t, Coders{Columns: []string{"A", "B", "C"}, Weight: "n", Cluster: "tour"}, data)
	if a.N != 5 || a.Single != 4 || a.Empty != 5 || a.Unweighed != 1 || a.Clusters != 2 || len(a.Coders) != 2 {
		t.Errorf("N %d, single %d, empty %d, unweighed %d, clusters %d, coders %d", a.N, a.Single, a.Empty, a.Unweighed, a.Clusters, len(a.Coders))
	}
	near(t, "per cent", a.Percent.Value.Value, 40, 1e-12)
	said := strings.Join(a.Warnings, " ")
	for _, part := range []string{"“C” coded nothing", "Rows without “tour”, each drawn by itself: 1", "one coder only: 4", "nobody coded, left out: 5", "without a weight, left out: 1", "only 2 clusters"} {
		if !strings.Contains(said, part) {
			t.Errorf("no warning %q in %q", part, said)
		}
	}
}

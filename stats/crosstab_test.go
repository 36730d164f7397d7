package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func close(a, b, tolerance float64) bool {
	return a == b || math.Abs(a-b) <= tolerance*math.Max(math.Abs(a), math.Abs(b))
}

func labels(prefix string, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = prefix + string(rune('a'+i))
	}
	return all
}

func crossed2(t *testing.T, counts [][]int, spec CrossTab) *ContingencyTable {
	t.Helper()
	spec.Rows, spec.Cols = "row", "col"
	c, err := spec.Of(spread(labels("r", len(counts)), labels("c", len(counts[0])), counts, false))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Figures printed in books and articles, and of R where they print too few.
func TestCrossTabPublished(t *testing.T) {
	job := [][]int{{1, 3, 10, 6}, {2, 3, 10, 7}, {1, 6, 14, 12}, {0, 1, 9, 11}}
	c := crossed2(t, job, CrossTab{})
	check := func(name string, got, want, tolerance float64) {
		t.Helper()
		if !close(got, want, tolerance) {
			t.Errorf("%s = %.12g, want %.12g", name, got, want)
		}
	}
	check("job satisfaction chi2", c.ChiSquare.Statistic, 5.965514588770403, 1e-12)
	check("job satisfaction Fisher", c.Fisher.P, 0.7826849389656926, 1e-10)
	check("job satisfaction V", c.V.Value, 0.14392217453234737, 1e-12)
	check("job satisfaction corrected V", c.CorrectedV.Value, 0, 0)
	if c.Recommended != c.Fisher {
		t.Errorf("half of the expected counts are below 5, but the test to report is %s", c.Recommended.Name)
	}
	tea := crossed2(t, [][]int{{3, 1}, {1, 3}}, CrossTab{})
	check("tea tasting Fisher", tea.Fisher.P, 0.4857142857142858, 1e-12)
	check("tea tasting odds ratio", tea.OddsRatio.Value, 6.408308867005788, 1e-4)
	hair := crossed2(t, [][]int{{68, 20, 15, 5}, {119, 84, 54, 29}, {26, 17, 14, 14}, {7, 94, 10, 16}}, CrossTab{})
	check("hair and eyes chi2", hair.ChiSquare.Statistic, 138.2898, 1e-6)
	if hair.Fisher.Defined() || hair.Recommended != hair.ChiSquare {
		t.Error("hair and eyes need no exact test")
	}
	// A case-file study of a youth court prints chi2 30.01592 with df 3 and V
	// 0.2259369, which fixes n at 588.
	m := margins{rows: make([]int, 2), cols: make([]int, 4), n: 588}
	v, _, _ := m.v(30.01592)
	check("youth court V", v.Value, 0.2259369, 1e-6)
	// Invented: conflict and legal base.
	mep := crossed2(t, [][]int{{18, 9}, {12, 21}}, CrossTab{})
	check("chi2", mep.ChiSquare.Statistic, 5.454545454545454, 1e-12)
	check("Yates", mep.Yates.Statistic, 4.309764309764309, 1e-9)
	check("p", mep.ChiSquare.P, 0.019517481182177738, 1e-10)
	check("Fisher", mep.Fisher.P, 0.036992395940511125, 1e-11)
	check("V", mep.V.Value, 0.3015113, 1e-6)
	check("phi", mep.Phi.Value, 0.3015113, 1e-6)
	check("adjusted residual", mep.Adjusted[0][0], 2.335497, 1e-6)
	check("adjusted p of a 2×2 is its p", mep.HolmP[1][0], mep.ChiSquare.P, 1e-10)
	if line := mep.testLine(); line != "Khi-2 = 5,45 ; ddl = 1 ; p = 0,020 (Fisher : 0,037) ; V de Cramér = 0,30 [0,04 ; 0,55] ; non renseigné : 0" {
		t.Error(line)
	}
}

func randomCounts(random *rand.Rand) [][]int {
	counts := make([][]int, 2+random.IntN(3))
	for i := range counts {
		counts[i] = make([]int, 2+random.IntN(3))
	}
	for i := range counts {
		counts[i] = make([]int, len(counts[0]))
		for j := range counts[i] {
			counts[i][j] = 1 + random.IntN(6)
		}
	}
	return counts
}

func sameTest(t *testing.T, name string, a, b *ContingencyTable) {
	t.Helper()
	for _, pair := range [][2]float64{
		{a.ChiSquare.P, b.ChiSquare.P},
		{a.LikelihoodRatio.Statistic, b.LikelihoodRatio.Statistic},
		{a.Fisher.P, b.Fisher.P},
		{a.V.Value, b.V.Value},
		{a.V.High, b.V.High},
		{a.CorrectedV.Value, b.CorrectedV.Value},
	} {
		if !close(pair[0], pair[1], 1e-9) {
			t.Errorf("%s: %v and %v", name, pair[0], pair[1])
		}
	}
}

func TestCrossTabProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	for range 30 {
		counts := randomCounts(random)
		data := spread(labels("r", len(counts)), labels("c", len(counts[0])), counts, false)
		spec := CrossTab{Rows: "row", Cols: "col", Exact: true}
		c, err := spec.Of(data)
		if err != nil {
			t.Fatal(err)
		}
		turned, err := CrossTab{Rows: "col", Cols: "row", Exact: true}.Of(data)
		if err != nil {
			t.Fatal(err)
		}
		sameTest(t, "rows and columns swapped", c, turned)
		if !close(c.Adjusted[0][1], turned.Adjusted[1][0], 1e-12) {
			t.Errorf("residual %v, swapped %v", c.Adjusted[0][1], turned.Adjusted[1][0])
		}
		shuffled, err := spec.Of(data.Rows(random.Perm(data.Len())))
		if err != nil {
			t.Fatal(err)
		}
		sameTest(t, "cases in another order", c, shuffled)
		// Levels in another order, and one that nobody has.
		backward := slices.Clone(counts)
		slices.Reverse(backward)
		backward = append(backward, make([]int, len(counts[0])))
		relabelled := crossed2(t, backward, CrossTab{Exact: true})
		sameTest(t, "levels in another order", c, relabelled)
		if relabelled.ChiSquare.DF != c.ChiSquare.DF || len(relabelled.Dropped) != 1 || len(relabelled.RowLevels) != len(c.RowLevels) {
			t.Errorf("an empty level changes the test: df %v, dropped %v", relabelled.ChiSquare.DF, relabelled.Dropped)
		}
		for j := range c.ColLevels {
			sum := 0.0
			for i := range c.RowLevels {
				share, _ := c.Share(ByColumn, i, j)
				sum += share
			}
			if !close(sum, 100, 1e-12) {
				t.Errorf("column percentages add up to %v", sum)
			}
		}
	}
}

func TestCrossTabOddCases(t *testing.T) {
	one := crossed2(t, [][]int{{4}, {6}, {9}}, CrossTab{Percent: ByColumn})
	if one.ChiSquare.Defined() || one.V.Defined() || one.Fisher.Defined() || !strings.Contains(one.ChiSquare.Reason, "une modalité") {
		t.Errorf("one column: %+v, V %+v", one.ChiSquare, one.V)
	}
	if text := one.String(); !strings.Contains(text, "Pas de test") {
		t.Error(text)
	}
	empty := crossed2(t, [][]int{{0, 0}, {0, 0}}, CrossTab{Percent: ByRow})
	if empty.ChiSquare.Defined() || len(empty.Counts()) != 0 || !strings.Contains(empty.ChiSquare.Reason, "aucun dossier") {
		t.Errorf("no case: %+v, %v", empty.ChiSquare, empty.Counts())
	}
	if tables := empty.Tables(); tables[0].Len() != 1 {
		t.Error(tables[0])
	}
	single := crossed2(t, [][]int{{1, 0}, {0, 0}}, CrossTab{})
	if single.ChiSquare.Defined() {
		t.Error("one case has no test")
	}
	perfect := crossed2(t, [][]int{{9, 0, 0}, {0, 8, 0}, {0, 0, 7}}, CrossTab{})
	if !close(perfect.V.Value, 1, 1e-12) || perfect.Phi.Defined() {
		t.Errorf("perfect: V %v, phi %+v", perfect.V.Value, perfect.Phi)
	}
	flat := crossed2(t, [][]int{{20, 20}, {20, 20}}, CrossTab{})
	if flat.V.Value != 0 || flat.V.Confidence != 0 || len(flat.Warnings) == 0 {
		t.Errorf("independent to the last case: V %+v, warnings %v", flat.V, flat.Warnings)
	}
	zero := crossed2(t, [][]int{{12, 0}, {5, 7}}, CrossTab{})
	if !math.IsInf(zero.OddsRatio.Value, 1) || !close(zero.OddsRatio.Low, 2.2259, 1e-3) {
		t.Errorf("zero cell: %+v", zero.OddsRatio)
	}
	// So many sparse levels that only Monte Carlo is left.
	random := rand.New(rand.NewPCG(5, 5))
	sparse := make([][]int, 12)
	for i := range sparse {
		sparse[i] = make([]int, 12)
		for j := range sparse[i] {
			sparse[i][j] = random.IntN(4)
		}
	}
	c := crossed2(t, sparse, CrossTab{Seed: 3})
	again := crossed2(t, sparse, CrossTab{Seed: 3})
	if c.Fisher.Defined() || !c.MonteCarlo.Defined() || c.Recommended != c.MonteCarlo.Test || c.MonteCarlo.P != again.MonteCarlo.P {
		t.Errorf("sparse: %+v", c.MonteCarlo)
	}
	if i := c.MonteCarlo.Interval; !(i.Low <= c.MonteCarlo.P && c.MonteCarlo.P <= i.High) || !strings.Contains(c.testLine(), "Monte-Carlo, à retenir") {
		t.Errorf("Monte Carlo p %v in [%v; %v]: %s", c.MonteCarlo.P, i.Low, i.High, c.testLine())
	}
}

func TestCrossTabErrors(t *testing.T) {
	data, err := NewTable("",
		Variable{Name: "age"}.Numbers([]float64{1, 2}, nil), Variable{Name: "nom"}.Texts([]string{"a", "b"}, nil),
		Variable{Name: "sexe"}.Labelled("f", "g"), Variable{Name: "ppe"}.Flags([]bool{true, false}, nil))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		spec CrossTab
		want string
	}{
		{CrossTab{Rows: "age", Cols: "sexe"}, "band it into categories"},
		{CrossTab{Rows: "sexe", Cols: "nom"}, "holds texts"},
		{CrossTab{Rows: "sexe", Cols: "sex"}, `did you mean "sexe"?`},
		{CrossTab{Rows: "sexe", Cols: "sexe"}, "with itself"},
		{CrossTab{Rows: "sexe", Cols: "ppe", Draws: -1}, "-1 draws"},
	} {
		if _, err := c.spec.Of(data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.spec, err, c.want)
		}
	}
	if c, err := (CrossTab{Rows: "sexe", Cols: "ppe"}).Of(data); err != nil || c.ColLevels[1].Title() != "oui" {
		t.Errorf("flags: %v, %v", c, err)
	}
}

// tools is ten cases: what helps (a set), and for whom.
func tools(t *testing.T) *Table {
	t.Helper()
	missing := make([]Missing, 10)
	missing[9] = Refused
	data, err := NewTable("",
		Variable{Name: "aides", Label: "Aides"}.Sets(Levels("tisf", "aed", "rien"), [][]int{{0}, {0, 1}, {0, 1}, {1}, {}, {0}, {0}, {1}, {0, 1}, {0}}, missing),
		Variable{Name: "sexe"}.Labelled("f", "f", "f", "f", "f", "g", "g", "g", "g", "g"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestCrossTabOfASet(t *testing.T) {
	data := tools(t)
	c, err := CrossTab{Rows: "aides", Cols: "sexe", Percent: ByColumn}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	if c.N != 9 || c.Missing[Refused] != 1 || !slices.Equal(c.ColTotals, []int{5, 4}) || !slices.Equal(c.RowTotals, []int{6, 5}) {
		t.Fatalf("n %d, missing %v, totals %v and %v", c.N, c.Missing, c.RowTotals, c.ColTotals)
	}
	if share, _ := c.Share(ByColumn, 0, 0); share != 60 {
		t.Errorf("three of five girls have tisf: %v %%", share)
	}
	if c.ChiSquare.Defined() || len(c.Tables()) != 2 || len(c.Dropped) != 1 {
		t.Errorf("a set has no chi-square: %+v; %d tables; dropped %v", c.ChiSquare, len(c.Tables()), c.Dropped)
	}
	counts := c.Counts()
	if len(counts) != 2 || !slices.Equal(counts[0].Cells[1], []int{2, 1, 3}) || !slices.Equal(counts[0].Cells[2], []int{5, 4, 9}) {
		t.Fatalf("counts %+v", counts)
	}
	turned, err := CrossTab{Rows: "sexe", Cols: "aides"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	if turned.Observed[1][0] != c.Observed[0][1] || !slices.Equal(turned.Counts()[0].Cells[0], []int{3, 2, 5}) {
		t.Errorf("turned %v, counts %v", turned.Observed, turned.Counts()[0].Cells)
	}
	// Hiding the one boy without tisf hides nothing that is shown; hiding the
	// girls' count hides its percentage.
	masks := []Mask{{{true, false, false}, {false, true, false}, {false, false, false}}, {{false, false, false}, {false, false, false}, {false, false, false}}}
	tables := c.Hide(masks).Tables()
	if missing := tables[0].Columns()[1].Missing(0); missing != Secret {
		t.Errorf("the share of a hidden count is %v", missing)
	}
	if missing := tables[0].Columns()[2].Missing(0); missing != Recorded {
		t.Errorf("the share of an open count is %v", missing)
	}
}

// readable lists all numbers that tables let a reader see.
func readable(tables []*Table) (numbers []float64, words string) {
	for _, t := range tables {
		for _, c := range t.Columns() {
			for row := range c.Len() {
				if n, ok := c.(*Numbers); ok {
					if x, recorded := n.At(row); recorded {
						numbers = append(numbers, x)
					}
				}
			}
		}
		caption := t.Caption()
		words += strings.Join(append(caption.Notes, caption.Test, caption.Reading, caption.Population), "\n")
	}
	return numbers, words
}

func TestCrossTabHides(t *testing.T) {
	c := crossed2(t, [][]int{{18, 3}, {41, 37}}, CrossTab{Percent: ByRow})
	if same := c.Hide([]Mask{{{false, false, false}, {false, false, false}, {false, false, false}}}).Tables(); same[0].String() != c.Tables()[0].String() {
		t.Error("hiding nothing changes the table")
	}
	all := Mask{{true, true, false}, {true, true, false}, {false, false, false}}
	numbers, words := readable(c.Hide([]Mask{all}).Tables())
	for _, secret := range append(slices.Concat(c.Observed...), 0) {
		if secret > 0 && slices.Contains(numbers, float64(secret)) {
			t.Errorf("the hidden count %d can be read", secret)
		}
	}
	for _, matrix := range [][][]float64{c.Adjusted, c.Pearson, c.P, c.HolmP, c.Expected} {
		for _, x := range slices.Concat(matrix...) {
			if slices.Contains(numbers, x) {
				t.Errorf("%v gives hidden counts back", x)
			}
		}
	}
	for _, word := range []string{"Khi", "V de", "Lecture", "Écarts"} {
		if strings.Contains(words, word) {
			t.Errorf("%q is still in the caption: %s", word, words)
		}
	}
	if !slices.Contains(numbers, 21) || !slices.Contains(numbers, 99) {
		t.Error("margins that are open can be read")
	}
	// With a margin hidden, a percentage would give it back.
	row := Mask{{true, false, true}, {true, false, true}, {false, false, false}}
	tables := c.Hide([]Mask{row}).Tables()
	if missing := tables[0].Columns()[2].Missing(0); missing != Secret {
		t.Error("a percentage of a hidden base can be read")
	}
	// The reading never reads a hidden cell.
	three := crossed2(t, [][]int{{3, 30, 31}, {40, 4, 33}, {38, 36, 29}}, CrossTab{Percent: ByRow})
	before := three.Tables()[0].Caption().Reading
	mask := Mask{{true, true, false, false}, {true, true, false, false}, {false, false, false, false}, {false, false, false, false}}
	after := three.Hide([]Mask{mask}).Tables()[0].Caption().Reading
	if !strings.Contains(before, "rb") || after == "" || strings.Contains(after, "« ra »") && strings.Contains(after, "« ca »") || before == after {
		t.Errorf("reading %q, after hiding %q", before, after)
	}
	total := Mask{{true, true, true}, {true, true, true}, {true, true, true}}
	numbers, words = readable(c.Hide([]Mask{total}).Tables())
	for _, x := range numbers {
		if x != 100 {
			t.Errorf("all is hidden but %v", x)
		}
	}
	if !strings.Contains(words, "n = s") || strings.Contains(words, "99") {
		t.Errorf("all is hidden: %s", words)
	}
}

// Levels of one name on both sides are told apart by their variables.
func TestReadingNamesVariables(t *testing.T) {
	cases := MustTable("",
		Variable{Name: "a", Label: "Suivi"}.Flags([]bool{true, true, true, false, false, false}, nil),
		Variable{Name: "b", Label: "Retour"}.Flags([]bool{true, true, false, false, false, false}, nil))
	c, err := CrossTab{Rows: "a", Cols: "b", Percent: ByRow}.Of(cases)
	if err != nil {
		t.Fatal(err)
	}
	want := "Lecture : parmi les 3 dossiers «\u00a0Suivi : oui\u00a0», 66,7\u00a0% ont «\u00a0Retour : oui\u00a0» (33,3\u00a0% dans l'ensemble)."
	if got := c.Tables()[0].Caption().Reading; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestCrossTabEnglish(t *testing.T) {
	c := crossed2(t, [][]int{{18, 9}, {12, 21}}, CrossTab{Percent: ByColumn, Lang: "en"})
	_, words := readable(c.Tables())
	for _, french := range []string{"ddl", "Lecture", "dossiers", "renseign", "Effectif"} {
		if strings.Contains(words, french) {
			t.Errorf("%q in %s", french, words)
		}
	}
}

func BenchmarkCrossTab(b *testing.B) {
	data := spread(labels("r", 4), labels("c", 4), [][]int{{1, 3, 10, 6}, {2, 3, 10, 7}, {1, 6, 14, 12}, {0, 1, 9, 11}}, false)
	for b.Loop() {
		if _, err := (CrossTab{Rows: "row", Cols: "col"}).Of(data); err != nil {
			b.Fatal(err)
		}
	}
}

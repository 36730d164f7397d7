package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// siblings are families of one to four children. "conflit" and "cadre" are
// linked child by child; "rural" and "logement" are the same for all children of
// a family, drawn apart: any link between them is luck, multiplied by siblings.
func siblings(t testing.TB, families int, seed uint64) *Table {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 0))
	var family, conflict, legal, rural, housing []string
	var ages []float64
	word := func(p float64, yes, no string) string {
		if random.Float64() < p {
			return yes
		}
		return no
	}
	for f := range families {
		where, home := word(0.5, "rural", "urbain"), word(0.5, "hlm", "autre")
		for range 1 + random.IntN(4) {
			c := word(0.5, "oui", "non")
			p := 0.3
			if c == "oui" {
				p = 0.75
			}
			family, conflict, legal = append(family, fmt.Sprintf("F%03d", f)), append(conflict, c), append(legal, word(p, "jud", "adm"))
			rural, housing = append(rural, where), append(housing, home)
			ages = append(ages, float64(random.IntN(18)))
		}
	}
	data, err := NewTable("", Variable{Name: "id_famille"}.Texts(family, nil), Variable{Name: "conflit"}.Labelled(conflict...),
		Variable{Name: "cadre"}.Labelled(legal...), Variable{Name: "rural"}.Labelled(rural...),
		Variable{Name: "logement"}.Labelled(housing...), Variable{Name: "age"}.Numbers(ages, nil))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func pair(t testing.TB, spec Associations, data *Table, row, col string) Association {
	t.Helper()
	m, err := spec.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	a, err := m.Pair(row, col)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAssociationsByType(t *testing.T) {
	n := 24
	random := rand.New(rand.NewPCG(9, 9))
	numbers, codes, flags, sets, days := make([]float64, n), make([]int, n), make([]bool, n), make([][]int, n), make([]time.Time, n)
	for i := range n {
		numbers[i], codes[i], flags[i] = random.NormFloat64(), i%3, random.IntN(2) == 0
		days[i] = time.Date(2020, 1, 1+random.IntN(300), 0, 0, 0, 0, time.UTC)
		if i%2 == 0 {
			sets[i] = []int{0}
		}
	}
	data, err := NewTable("", Variable{Name: "num"}.Numbers(numbers, nil), Variable{Name: "jour"}.Dates(days, nil),
		Variable{Name: "ord"}.Categories(Levels("1", "2", "3"), true, codes, nil), Variable{Name: "ord2"}.Categories(Levels("1", "2", "3"), true, codes, nil),
		Variable{Name: "nom"}.Categories(Levels("a", "b", "c"), false, codes, nil), Variable{Name: "flag"}.Flags(flags, nil),
		Variable{Name: "set"}.Sets(Levels("x"), sets, nil), Variable{Name: "id"}.Texts(make([]string, n), nil))
	if err != nil {
		t.Fatal(err)
	}
	m, err := Associations{Rows: []string{"num", "jour", "ord", "ord2", "nom", "flag", "set"}}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		row, col string
		want     Measure
	}{
		{"num", "jour", Pearson},
		{"num", "ord", Spearman},
		{"jour", "ord", Spearman},
		{"num", "nom", Eta},
		{"num", "flag", Eta},
		{"num", "set=x", Eta},
		{"ord", "ord2", TauB},
		{"ord", "nom", CramerV},
		{"nom", "flag", CramerV},
		{"flag", "set=x", CramerV},
		{"set=x", "num", Eta},
	} {
		a, err := m.Pair(c.row, c.col)
		if err != nil || a.Measure != c.want {
			t.Errorf("%s × %s: %v, want %v (%v)", c.row, c.col, a.Measure, c.want, err)
		}
		if !a.Value.Defined() || a.N != n {
			t.Errorf("%s × %s: %+v, n %d", c.row, c.col, a.Value, a.N)
		}
	}
	if len(m.Pairs) != 21 || m.Tests != 21 || m.Family() != "Holm, 21 tests" {
		t.Errorf("%d pairs, family %q", len(m.Pairs), m.Family())
	}
	// A rectangle with a variable on both sides counts each pair once.
	m, err = Associations{Rows: []string{"nom", "flag"}, Cols: []string{"flag", "nom", "num"}}.Of(data)
	if err != nil || len(m.Pairs) != 3 {
		t.Errorf("%d pairs, %v", len(m.Pairs), err)
	}
	matrix := m.Tables()[0]
	if x, y := matrix.Columns()[1].Missing(1), matrix.Columns()[2].Missing(0); x != NotApplicable || y != NotApplicable {
		t.Errorf("a variable with itself: %v, %v", x, y)
	}
	for _, c := range []struct {
		spec Associations
		want string
	}{
		{Associations{}, "no row variable"},
		{Associations{Rows: []string{"num", "id"}}, "free text"},
		{Associations{Rows: []string{"nun"}}, `did you mean "num"?`},
		{Associations{Rows: []string{"num", "nom"}, OnePer: "flag", Cluster: "flag"}, "choose one"},
		{Associations{Rows: []string{"num", "nom"}, OnePer: "famille"}, `no column "famille"`},
		{Associations{Rows: []string{"num", "nom"}, Draws: -2}, "-2 draws"},
	} {
		if _, err := c.spec.Of(data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.spec, err)
		}
	}
}

// R: sqrt(ss[1]/sum(ss)), summary(aov(x ~ g)); the interval solves
// pf(F, 2, 6, ncp) = 0.975 and 0.025.
func TestEta(t *testing.T) {
	x := []float64{1, 2, 3, 4, 5, 9, 7, 8, 6}
	data, err := NewTable("", Variable{Name: "x"}.Numbers(x, nil), Variable{Name: "g"}.Labelled("a", "a", "a", "b", "b", "b", "c", "c", "c"))
	if err != nil {
		t.Fatal(err)
	}
	a := pair(t, Associations{Rows: []string{"x"}, Cols: []string{"g"}}, data, "x", "g")
	if !close(a.Value.Value, math.Sqrt(42.0/60), 1e-12) || !close(a.Test.Statistic, 7, 1e-12) || !close(a.Test.P, 0.027, 1e-10) {
		t.Errorf("eta %v, F %v, p %v", a.Value.Value, a.Test.Statistic, a.Test.P)
	}
	if !(0 <= a.Value.Low && a.Value.Low < a.Value.Value && a.Value.Value < a.Value.High && a.Value.High < 1) {
		t.Errorf("interval %+v", a.Value)
	}
	for _, c := range []struct {
		name   string
		x      []float64
		groups []string
		want   string
		test   string
	}{
		{"one group", []float64{1, 2, 3}, []string{"a", "a", "a"}, "une modalité", ""},
		{"a case a group", []float64{1, 2, 3}, []string{"a", "b", "c"}, "un seul dossier par groupe", ""},
		{"constant", []float64{4, 4, 4}, []string{"a", "b", "b"}, "une seule valeur", ""},
		{"two cases", []float64{4, 5}, []string{"a", "b"}, "moins de 3", ""},
		{"nobody", []float64{4, 5}, []string{"", ""}, "aucun dossier", ""},
		{"no variation within", []float64{0.1, 0.1, 0.3, 0.3}, []string{"a", "a", "b", "b"}, "", "aucune variation"},
	} {
		data, err := NewTable("", Variable{Name: "x"}.Numbers(c.x, nil), Variable{Name: "g"}.Labelled(c.groups...))
		if err != nil {
			t.Fatal(err)
		}
		a := pair(t, Associations{Rows: []string{"x"}, Cols: []string{"g"}}, data, "g", "x")
		if c.want != "" && !strings.Contains(a.Value.Reason, c.want) || a.Test.Defined() || !strings.Contains(a.Test.Reason, c.test) {
			t.Errorf("%s: %+v %+v", c.name, a.Value, a.Test)
		}
	}
}

func TestUndefinedLeavesTheFamily(t *testing.T) {
	data, err := NewTable("", Variable{Name: "a"}.Labelled("x", "y", "x", "y", "x", "y"), Variable{Name: "b"}.Labelled("u", "u", "v", "v", "v", "u"),
		Variable{Name: "toujours"}.Labelled("o", "o", "o", "o", "o", "o"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := Associations{Rows: []string{"a", "b", "toujours"}}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	if m.Tests != 1 || m.Undefined != 2 || m.Family() != "Holm, 1 test (2 sans p, hors de la famille)" {
		t.Errorf("%d tests, %d undefined: %s", m.Tests, m.Undefined, m.Family())
	}
	if a := m.Pairs[0]; a.Adjusted.P != a.Test.P || !a.Doubtful || !a.Exact.Defined() {
		t.Errorf("%+v", a)
	}
	exact, err := Associations{Rows: []string{"a", "b"}, Exact: true}.Of(data)
	if err != nil || exact.Pairs[0].Adjusted.P != exact.Pairs[0].Exact.P {
		t.Errorf("the exact p is asked for: %+v %v", exact.Pairs[0].Adjusted, err)
	}
	_, words := readable(m.Tables())
	for _, want := range []string{"hors de la famille", "n'est pas une cause"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not said: %s", want, words)
		}
	}
}

func TestAssociationsProperties(t *testing.T) {
	data := siblings(t, 60, 3)
	names := []string{"conflit", "cadre", "rural", "age"}
	before := data.String()
	m, err := Associations{Rows: names}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 1))
	shuffled, err := Associations{Rows: names}.Of(data.Rows(random.Perm(data.Len())))
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(names)
	backward, err := Associations{Rows: names}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range m.Pairs {
		for _, other := range []*AssociationMatrix{shuffled, backward} {
			b, err := other.Pair(a.Row.Name, a.Col.Name)
			if err != nil || !close(a.Value.Value, b.Value.Value, 1e-9) || !close(a.Adjusted.P, b.Adjusted.P, 1e-8) {
				t.Errorf("%s × %s: %v p %v and %v p %v", a.Row.Name, a.Col.Name, a.Value.Value, a.Adjusted.P, b.Value.Value, b.Adjusted.P)
			}
		}
	}
	if data.String() != before {
		t.Error("the input changed")
	}
}

func TestOneForEachFamily(t *testing.T) {
	// A table whose unlinked family traits look linked when siblings count.
	var data *Table
	for seed := uint64(0); ; seed++ {
		data = siblings(t, 120, seed)
		if pair(t, Associations{Rows: []string{"rural"}, Cols: []string{"logement"}}, data, "rural", "logement").Test.P < 0.02 {
			break
		}
	}
	spec := Associations{Rows: []string{"conflit", "rural"}, Cols: []string{"cadre", "logement"}, OnePer: "id_famille", Seed: 5}
	luck := pair(t, spec, data, "rural", "logement")
	if luck.N != 120 || luck.Test.P < 0.05 || luck.Draws.AllP.P >= 0.02 {
		t.Errorf("siblings only: n %d, p %v, over all cases %v", luck.N, luck.Test.P, luck.Draws.AllP.P)
	}
	link := pair(t, spec, data, "conflit", "cadre")
	if link.N != 120 || link.Test.P > 0.01 || link.Draws.Significant < 0.9 || link.Draws.Defined != 200 {
		t.Errorf("child by child: n %d, p %v, %+v", link.N, link.Test.P, link.Draws)
	}
	if !(link.Value.Low < link.Value.Value && link.Value.Value < link.Value.High) || !strings.Contains(link.Interval, "médiane de 200 tirages") {
		t.Errorf("%+v %s", link.Value, link.Interval)
	}
	for _, spec := range []Associations{spec, {Rows: []string{"conflit", "rural", "age"}, Cols: []string{"cadre", "logement"}, Cluster: "id_famille", Draws: 99, Seed: 5}} {
		one, err := spec.Of(data)
		if err != nil {
			t.Fatal(err)
		}
		spec.Workers = 8
		eight, err := spec.Of(data)
		if err != nil {
			t.Fatal(err)
		}
		eight.Spec.Workers = 0
		if !reflect.DeepEqual(one, eight) {
			t.Error("workers do not agree to the last bit")
		}
	}
}

// Of many tables without any link between the traits of families, the naive
// test cries far too often, the one of one child a family does not.
func TestOneForEachFamilyKeepsItsLevel(t *testing.T) {
	naive, drawn := 0, 0
	const tables = 200
	for seed := range uint64(tables) {
		a := pair(t, Associations{Rows: []string{"rural"}, Cols: []string{"logement"}, OnePer: "id_famille", Draws: 25}, siblings(t, 60, seed), "rural", "logement")
		naive += bit(a.Draws.AllP.P < 0.05)
		drawn += bit(a.Test.P < 0.05)
	}
	if naive < tables/8 || drawn > tables/12 {
		t.Errorf("of %d tables without a link, %d are called one over all cases, %d with one for each family", tables, naive, drawn)
	}
}

func TestBootstrapByFamily(t *testing.T) {
	data := siblings(t, 120, 2)
	spec := Associations{Rows: []string{"conflit"}, Cols: []string{"cadre"}}
	naive := pair(t, spec, data, "conflit", "cadre")
	spec.Cluster = "id_famille"
	a := pair(t, spec, data, "conflit", "cadre")
	if a.Value.Value != naive.Value.Value || a.Test.P != naive.Test.P || a.Value.Confidence != 0.95 {
		t.Errorf("%+v, naive %+v", a.Value, naive.Value)
	}
	// Child-by-child links are independent: both intervals are about as wide.
	if ratio := (a.Value.High - a.Value.Low) / (naive.Value.High - naive.Value.Low); ratio < 0.7 || ratio > 1.4 {
		t.Errorf("[%v; %v], naive [%v; %v]", a.Value.Low, a.Value.High, naive.Value.Low, naive.Value.High)
	}
	// Traits of families are not: by family it is clearly wider.
	spec.Rows, spec.Cols = []string{"rural"}, []string{"logement"}
	b := pair(t, spec, data, "rural", "logement")
	spec.Cluster = ""
	naive = pair(t, spec, data, "rural", "logement")
	if b.Value.High-b.Value.Low <= naive.Value.High-naive.Value.Low {
		t.Errorf("[%v; %v], naive [%v; %v]", b.Value.Low, b.Value.High, naive.Value.Low, naive.Value.High)
	}
	// Rows without a family stand alone, and that is said.
	family, missing := make([]string, data.Len()), make([]Missing, data.Len())
	for i := range missing {
		missing[i] = NotRecorded
	}
	alone, err := data.With(Variable{Name: "id_famille"}.Texts(family, missing))
	if err != nil {
		t.Fatal(err)
	}
	m, err := Associations{Rows: []string{"conflit"}, Cols: []string{"cadre"}, OnePer: "id_famille", Draws: 3}.Of(alone)
	if err != nil || m.Pairs[0].N != data.Len() || len(m.Warnings) != 1 {
		t.Errorf("%v %v", m.Warnings, err)
	}
}

func TestAssociationsHide(t *testing.T) {
	data := siblings(t, 60, 3)
	m, err := Associations{Rows: []string{"conflit", "age"}, Cols: []string{"cadre", "rural"}}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	counts := m.Counts()
	if len(counts) != 4 || counts[0].Title != "conflit × cadre" || !slices.Equal(counts[0].Rows, []string{"oui", "non"}) && !slices.Equal(counts[0].Rows, []string{"non", "oui"}) {
		t.Fatalf("%+v", counts)
	}
	if len(counts[2].Cols) != 1 || len(counts[2].Rows) != 2 {
		t.Errorf("a number by groups has the sizes of the groups: %+v", counts[2])
	}
	for _, c := range counts {
		if len(c.Cells) != len(c.Rows)+1 {
			t.Errorf("%+v", c)
		}
	}
	none := m.Hide(hideWhere(counts, func(Counts, int) bool { return false })).Tables()
	for i, table := range m.Tables() {
		if none[i].String() != table.String() {
			t.Errorf("hiding nothing changes %s", table.Title())
		}
	}
	masks := hideWhere(counts, func(c Counts, row int) bool { return c.Title == "conflit × cadre" && row == 0 })
	tables := m.Hide(masks).Tables()
	numbers, _ := readable(tables)
	a := m.Pairs[0]
	for _, x := range []float64{a.Value.Value, a.Value.Low, a.Value.High, a.Test.P, a.Test.Statistic, a.Adjusted.P, a.Corrected.Value} {
		if slices.Contains(numbers, x) {
			t.Errorf("%v of a hidden pair can be read", x)
		}
	}
	list := tables[1]
	for _, column := range []string{"force", "conclusion"} {
		c, err := list.Texts(column)
		if err != nil {
			t.Fatal(err)
		}
		if c.Missing(0) != Secret {
			t.Errorf("%s of a hidden pair can be read: %q", column, c.Show(0, "fr"))
		}
	}
	if x, ok := list.Columns()[3].(*Numbers).At(1); !ok || x != m.Pairs[1].Value.Value {
		t.Error("the other pairs can be read")
	}
}

// What Holm hands on from a hidden pair would give its p.
func TestAdjustedPOfAHiddenPairIsNotPassedOn(t *testing.T) {
	m := &AssociationMatrix{Pairs: []Association{{Test: Test{P: 0.012}}, {Test: Test{P: 0.013}}, {Test: Test{P: 0.9}}}}
	m.adjust()
	if m.Pairs[0].Adjusted.P != m.Pairs[1].Adjusted.P {
		t.Fatalf("%v and %v", m.Pairs[0].Adjusted.P, m.Pairs[1].Adjusted.P)
	}
	if !m.passedOn([]bool{true, false, false}, 1) || m.passedOn([]bool{true, false, false}, 2) || m.passedOn([]bool{false, false, false}, 1) {
		t.Error("an adjusted p passed on by a hidden pair can be read")
	}
}

func TestSingleAssociationAsTable(t *testing.T) {
	a := correlate(t, pairOf(t, []float64{1, 2, 3, 4}, []float64{1, 3, 2, 4}), Spearman)
	if text := a.String(); !strings.Contains(text, "rho de Spearman") || !strings.Contains(text, "0,80") {
		t.Error(text)
	}
}

// 40 columns of 4 levels, 100,000 rows: 780 pairs.
func BenchmarkAssociations(b *testing.B) {
	random := rand.New(rand.NewPCG(10, 10))
	var columns []Column
	var names []string
	for j := range 40 {
		codes := make([]int, 100_000)
		for i := range codes {
			codes[i] = random.IntN(4)
		}
		names = append(names, fmt.Sprintf("v%d", j))
		columns = append(columns, Variable{Name: names[j]}.Categories(Levels("a", "b", "c", "d"), false, codes, nil))
	}
	data, err := NewTable("", columns...)
	if err != nil {
		b.Fatal(err)
	}
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("780_pairs_workers_%d", workers), func(b *testing.B) {
			for b.Loop() {
				if _, err := (Associations{Rows: names, Workers: workers}).Of(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkOnePerFamily(b *testing.B) {
	data := siblings(b, 190, 1)
	spec := Associations{Rows: []string{"conflit", "rural", "age"}, Cols: []string{"cadre", "logement"}, OnePer: "id_famille"}
	for b.Loop() {
		if _, err := spec.Of(data); err != nil {
			b.Fatal(err)
		}
	}
}

func TestResultsInEnglish(t *testing.T) {
	data := files(t)
	m, err := Associations{Rows: []string{"age", "absences", "ppe", "aides", "debut"}, OnePer: "id", Draws: 5, Lang: "en"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Describe{Lang: "en"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	text.WriteString(d.String())
	for _, table := range m.Tables() {
		text.WriteString(Printer{Lang: "en", Rows: -1}.Of(table))
	}
	for _, french := range []string{"dossier", "renseign", "Effectif", "Mesure", "tirage", "êta", "Force", "moyenne", "Écart", "quartile de", " oui"} {
		if strings.Contains(text.String(), french) {
			t.Errorf("%q in:\n%s", french, text.String())
		}
	}
}

// Counting by bits gives what counting row by row gives.
func TestTallyPacked(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 6))
	for _, n := range []int{0, 1, 63, 64, 65, 1000} {
		for range 20 {
			column := func(name string, levels int) *factor {
				codes, missing := make([]int, n), make([]Missing, n)
				for i := range codes {
					codes[i] = random.IntN(levels)
					if random.IntN(6) == 0 {
						missing[i] = Missing(1 + random.IntN(3))
					}
				}
				f, err := factorOf(Variable{Name: name}.Categories(Levels(labels("l", levels)...), false, codes, missing), "")
				if err != nil {
					t.Fatal(err)
				}
				return f
			}
			x, y := column("x", 1+random.IntN(4)), column("y", 1+random.IntN(4))
			counts, missing := tally(x, y, nil)
			x.pack()
			y.pack()
			packed, gone := tallyPacked(x, y)
			if !reflect.DeepEqual(counts, packed) || missing != gone {
				t.Fatalf("%d rows: %v, %v; by bits %v, %v", n, counts, missing, packed, gone)
			}
		}
	}
}

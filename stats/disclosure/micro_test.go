package disclosure

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/stats"
)

// The mean of 1/F by adding up the chances of a negative binomial.
func TestRiskByDefinition(t *testing.T) {
	for _, f := range []int{1, 2, 3, 5, 12} {
		for _, population := range []float64{float64(f) + 0.0001, float64(f) + 0.5, 3 * float64(f), 40 * float64(f)} {
			p := float64(f) / population
			// P(F = f + k) = C(f+k-1, k) p^f q^k.
			chance, want := math.Pow(p, float64(f)), 0.0
			for k := 0.0; k < 20_000; k++ {
				want += chance / (float64(f) + k)
				chance *= (float64(f) + k) / (k + 1) * (1 - p)
			}
			if got := (Risk{}).risk(f, population); math.Abs(got-want) > 1e-9*want {
				t.Errorf("f = %d, F = %v: %.15g, want %.15g", f, population, got, want)
			}
		}
	}
	if got := (Risk{}).risk(3, 3); got != 1.0/3 {
		t.Errorf("the whole population: %v", got)
	}
}

func TestRiskOddCases(t *testing.T) {
	none, err := Risk{Quasi: []string{"a"}}.Of(stats.MustTable("", column("a")))
	if err != nil || none.N != 0 || none.Own.Expected != 0 || none.Own.Threshold.Defined() {
		t.Errorf("no rows: %+v, %v", none, err)
	}
	weights := func(w ...float64) stats.Column { return stats.Variable{Name: "w"}.Numbers(w, nil) }
	table := stats.MustTable("", column("a", "1", "1", "NR"), weights(2, 3, 5))
	r, err := Risk{Quasi: []string{"a"}, Weight: "w"}.Of(table)
	if err != nil || !slices.Equal(r.Own.Sample, []int{2, 2, 1}) || !slices.Equal(r.Joker.Sample, []int{3, 3, 3}) ||
		!slices.Equal(r.Joker.Population, []float64{10, 10, 10}) || !slices.Equal(r.Own.Population, []float64{5, 5, 5}) {
		t.Errorf("%+v, %v", r, err)
	}
	for says, spec := range map[string]Risk{
		"no columns":           {},
		"Most is 2":            {Quasi: []string{"a"}, Most: 2},
		`no column "v"`:        {Quasi: []string{"a"}, Weight: "v"},
		"holds texts":          {Quasi: []string{"a"}, Weight: "a"},
		"row 1: a weight must": {Quasi: []string{"a"}, Weight: "bad"},
	} {
		with := must(table.With(stats.Variable{Name: "bad"}.Numbers([]float64{0, 1, 1}, nil)))
		if _, err := spec.Of(with); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

// A published example: the special uniques of Elliot, Manning and Ford.
func TestUniquesByDefinition(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 9))
	names := []string{"a", "b", "c", "d"}
	for range 40 {
		n := 1 + random.IntN(20)
		cells := make([][]string, len(names))
		var columns []stats.Column
		for j, name := range names {
			for range n {
				cells[j] = append(cells[j], []string{"1", "2", "3", "NR"}[random.IntN(4)])
			}
			columns = append(columns, column(name, cells[j]...))
		}
		s, err := Uniques{Quasi: names}.Of(stats.MustTable("", columns...))
		if err != nil {
			t.Fatal(err)
		}
		alone := func(row, set int) bool {
			for j := range names {
				if set>>j&1 == 1 && cells[j][row] == "NR" {
					return false
				}
			}
			for other := range n {
				same := other != row
				for j := range names {
					same = same && (set>>j&1 == 0 || cells[j][row] == cells[j][other])
				}
				if same {
					return false
				}
			}
			return true
		}
		worth := []float64{0, 6, 2, 1, 1}
		for row := range n {
			want, least := 0.0, 0
			for set := 1; set < 16; set++ {
				size, minimal := 0, alone(row, set)
				for j := range names {
					if set>>j&1 == 1 {
						size++
						minimal = minimal && (set == 1<<j || !alone(row, set&^(1<<j)))
					}
				}
				if minimal {
					want += worth[size]
					if least == 0 || size < least {
						least = size
					}
				}
			}
			if s.Score[row] != want || s.Least[row] != least || (s.Disclosive[row] > 0) != (want > 0) {
				t.Fatalf("row %d: score %v, least %d, want %v, %d", row, s.Score[row], s.Least[row], want, least)
			}
		}
	}
	for says, spec := range map[string]Uniques{
		"no columns":    {},
		"Fraction is 3": {Quasi: []string{"a"}, Fraction: 3},
		"at most 16":    {Quasi: make([]string, 17)},
	} {
		if _, err := spec.Of(stats.MustTable("", column("a"))); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

func TestDiversity(t *testing.T) {
	table := stats.MustTable("",
		column("place", "N", "N", "N", "S", "S", "S", "E"),
		stats.Variable{Name: "age"}.Numbers([]float64{3, 5, 3, 9, 9, 9, 4}, []stats.Missing{6: stats.NotRecorded}))
	d, err := Diversity{Quasi: []string{"place"}, Sensitive: "age"}.Of(table)
	if err != nil || len(d.Classes) != 2 || !d.Ordered || d.Below != 3 || d.Missing[stats.NotRecorded] != 1 {
		t.Fatalf("%+v, %v", d, err)
	}
	north, south := d.Classes[0], d.Classes[1]
	if north.Distinct != 2 || north.Recursive != 1 || south.Distinct != 1 || south.Entropy != 1 || !slices.Equal(north.Values, []string{"N"}) {
		t.Errorf("%+v, %+v", north, south)
	}
	// Shares 1/3, 1/6, 1/2 in all, 2/3, 1/3, 0 in the north: steps 1/3 and 1/2.
	if math.Abs(north.Equal-0.5) > 1e-12 || math.Abs(north.EarthMover-(1.0/3+0.5)/2) > 1e-12 {
		t.Errorf("%v and %v", north.Equal, north.EarthMover)
	}
	for says, spec := range map[string]Diversity{
		"no columns":          {Sensitive: "age"},
		`no column "ag"`:      {Quasi: []string{"place"}, Sensitive: "ag"},
		"known to others and": {Quasi: []string{"age"}, Sensitive: "age"},
		"neither may be":      {Quasi: []string{"place"}, Sensitive: "age", C: -1},
	} {
		if _, err := spec.Of(table); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
	for _, values := range [][]string{nil, {"x"}, {"NR", "NR"}, {"x", "x"}} {
		places := slices.Repeat([]string{"N"}, len(values))
		d, err := Diversity{Quasi: []string{"place"}, Sensitive: "v"}.Of(stats.MustTable("", column("place", places...), column("v", values...)))
		if err != nil || d.N != len(values) || d.String() == "" {
			t.Errorf("%v: %+v, %v", values, d, err)
		}
	}
}

func TestLocalSuppression(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 5))
	for range 30 {
		n := 4 + random.IntN(30)
		var columns []stats.Column
		names := []string{"a", "b", "c"}
		for _, name := range names {
			values := make([]string, n)
			for row := range values {
				values[row] = []string{"1", "2", "3", "NR"}[random.IntN(4)]
			}
			columns = append(columns, column(name, values...))
		}
		table := stats.MustTable("", columns...)
		l, err := LocalSuppression{Quasi: names, K: 4}.Of(table)
		if err != nil {
			t.Fatal(err)
		}
		a := must(KAnonymity{Quasi: names, K: 4}.Of(l.Table))
		if a.Joker.Below > 0 || a.Joker.Smallest != l.Smallest {
			t.Fatalf("%d rows below, %d told", a.Joker.Smallest, l.Smallest)
		}
		total := 0
		for j, c := range columns {
			after := must(l.Table.Column(names[j]))
			for row := range n {
				if after.Missing(row) == stats.Secret {
					total++
				} else if after.Show(row, "") != c.Show(row, "") {
					t.Fatal("another value has changed")
				}
			}
		}
		if total != l.Total {
			t.Fatalf("%d withheld, %d told", total, l.Total)
		}
	}
}

// Values of every kind of column are withheld, the others stay.
func TestLocalSuppressionOfAllKinds(t *testing.T) {
	day := time.Date(2010, 5, 1, 0, 0, 0, 0, time.UTC)
	levels := []stats.Level{{Code: "a", Label: "x"}, {Code: "b", Label: "y"}}
	for _, c := range []stats.Column{
		stats.Variable{Name: "v"}.Numbers([]float64{1, 1, 2}, nil),
		stats.Variable{Name: "v"}.Dates([]time.Time{day, day, day.AddDate(0, 0, 1)}, nil),
		stats.Variable{Name: "v"}.Categories(levels, true, []int{0, 0, 1}, nil),
		stats.Variable{Name: "v"}.Flags([]bool{true, true, false}, nil),
		stats.Variable{Name: "v"}.Sets(levels, [][]int{{0}, {0}, {1}}, nil),
		stats.Variable{Name: "v"}.Texts([]string{"u", "u", "w"}, nil),
	} {
		l, err := LocalSuppression{Quasi: []string{"v"}, K: 2}.Of(stats.MustTable("", c))
		if err != nil {
			t.Fatal(err)
		}
		after := must(l.Table.Column("v"))
		if l.Total != 1 || after.Missing(2) != stats.Secret || stats.Key(after, 0) != stats.Key(c, 0) || after.Missing(1) != stats.Recorded {
			t.Errorf("%s: %+v", stats.KindOf(c), l)
		}
	}
	for says, of := range map[string]func() (*Locally, error){
		"no row can have 5": func() (*Locally, error) {
			return LocalSuppression{Quasi: []string{"v"}}.Of(stats.MustTable("", column("v", "1")))
		},
		"at most 16":  func() (*Locally, error) { return LocalSuppression{Quasi: make([]string, 17)}.Of(&stats.Table{}) },
		"Below is -1": func() (*Locally, error) { return LocalSuppression{K: -1}.Of(&stats.Table{}) },
	} {
		if _, err := of(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
	none, err := LocalSuppression{Quasi: []string{"v"}}.Of(stats.MustTable("", column("v")))
	if err != nil || none.Total != 0 || none.String() == "" {
		t.Errorf("no rows: %v", err)
	}
}

func TestRecoding(t *testing.T) {
	day := func(month, of int) time.Time { return time.Date(2012, time.Month(month), of, 0, 0, 0, 0, time.UTC) }
	table := stats.MustTable("",
		stats.Variable{Name: "cdas"}.Labelled("Nord 1", "Nord 2", "Nord 1", "Nord 2"),
		stats.Variable{Name: "naissance"}.Dates([]time.Time{day(1, 3), day(1, 3), day(1, 20), day(1, 20)}, nil),
		stats.Variable{Name: "age"}.Numbers([]float64{11, 11, 11, 0}, []stats.Missing{3: stats.NotRecorded}))
	r, err := Recoding{
		Quasi: []string{"cdas", "naissance"}, K: 2,
		Groups: map[string]map[string]string{"cdas": {"Nord 1": "Nord", "Nord 2": "Nord"}},
	}.Of(table)
	if err != nil {
		t.Fatal(err)
	}
	if r.Below != 4 || len(r.Ways) != 5 || r.Ways[0].Below != 0 || r.Ways[0].Values != 1 {
		t.Errorf("%+v", r)
	}
	first := r.Ways[0]
	if first.Variable.Name != "cdas" || first.How != "par groupe" {
		t.Errorf("the best is %+v", first)
	}
	alone := must(Recoding{Quasi: []string{"age"}, K: 3}.Of(table))
	if alone.Below != 1 || alone.Ways[0].Below != 1 || alone.Ways[0].Values != 2 {
		t.Errorf("a missing value stays: %+v", alone)
	}
	for says, spec := range map[string]Recoding{
		"no columns":           {},
		`did you mean "cdas"?`: {Quasi: []string{"cdas"}, Groups: map[string]map[string]string{"cda": nil}},
		"Below is -2":          {Quasi: []string{"cdas"}, K: -2},
	} {
		if _, err := spec.Of(table); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
	none := must(Recoding{Quasi: []string{"a"}}.Of(stats.MustTable("", column("a"))))
	if none.Below != 0 || none.String() == "" {
		t.Errorf("no rows: %+v", none)
	}
}

func TestTopCoding(t *testing.T) {
	table := stats.MustTable("", stats.Variable{Name: "enfants"}.Numbers([]float64{1, 2, 9, 11, 0}, []stats.Missing{4: stats.Refused}))
	for _, test := range []struct {
		spec     TopCoding
		want     []float64
		changed  int
		warnings int
	}{
		{TopCoding{Limit: 4}, []float64{1, 2, 4, 4}, 2, 0},
		{TopCoding{Limit: 4, Mean: true}, []float64{1, 2, 10, 10}, 2, 1},
		{TopCoding{Limit: 2, Bottom: true}, []float64{2, 2, 9, 11}, 1, 0},
		{TopCoding{Limit: 11}, []float64{1, 2, 9, 11}, 0, 0},
		{TopCoding{Limit: 20, Mean: true}, []float64{1, 2, 9, 11}, 0, 0},
	} {
		test.spec.Column = "enfants"
		c, err := test.spec.Of(table)
		if err != nil {
			t.Fatal(err)
		}
		got := must(c.Table.Numbers("enfants"))
		for row, want := range test.want {
			if x, there := got.At(row); x != want || !there {
				t.Errorf("%+v: row %d is %v, want %v", test.spec, row, x, want)
			}
		}
		if got.Missing(4) != stats.Refused || c.Changed != test.changed || len(c.Warnings) != test.warnings {
			t.Errorf("%+v: %+v", test.spec, c)
		}
	}
	if _, err := (TopCoding{Column: "enfant"}).Of(table); err == nil || !strings.Contains(err.Error(), `did you mean "enfants"`) {
		t.Errorf("%v", err)
	}
}

func TestAmounts(t *testing.T) {
	table := stats.MustTable("",
		column("place", "N", "N", "N", "S", "S", "S", "E"),
		stats.Variable{Name: "cost"}.Numbers([]float64{90, 8, 2, 40, 35, 25, 0}, nil))
	of := func(a Amounts) []int {
		a.Cube, a.Column = cube(""), "cost"
		a.Cube.Dimensions = []Dimension{{Column: "place"}}
		s, err := a.Of(table)
		if err != nil {
			t.Fatal(err)
		}
		var cells []int
		for cell, is := range s.Sensitive {
			if is {
				cells = append(cells, cell)
			}
		}
		return cells
	}
	if got := of(Amounts{Share: 85}); !slices.Equal(got, []int{0}) {
		t.Errorf("two persons with 85 %%: %v", got)
	}
	if got := of(Amounts{N: 1, Share: 39}); !slices.Equal(got, []int{0, 1, 3}) {
		t.Errorf("one person with 39 %%: %v", got)
	}
	if got := of(Amounts{P: 10}); !slices.Equal(got, []int{0}) {
		t.Errorf("within 10 %%: %v", got)
	}
	for says, a := range map[string]Amounts{
		"a rule must be told": {Column: "cost"}, "no dimensions": {Column: "cost", P: 1}, "not numbers": {Column: "place", P: 1},
	} {
		if _, err := a.Of(table); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

func TestGroups(t *testing.T) {
	s, err := Link("", countsOf([]int{12, 0}, []int{8, 9}))
	if err != nil || !slices.Equal(s.Groups(), []int{0, 4}) {
		t.Errorf("%v, %v", s.Groups(), err)
	}
}

func BenchmarkUniques(b *testing.B) {
	table := crowd(5_000)
	for b.Loop() {
		if _, err := (Uniques{Quasi: table.Names()}).Of(table); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLocalSuppression(b *testing.B) {
	table := crowd(2_000)
	for b.Loop() {
		l, err := LocalSuppression{Quasi: table.Names()}.Of(table)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(l.Total), "withheld")
	}
}

// crowd is invented: rows of place, age band, sex and role, some unknown.
func crowd(n int) *stats.Table {
	random := rand.New(rand.NewPCG(1, 1))
	var columns []stats.Column
	for _, levels := range []int{22, 6, 2, 9} {
		values := make([]string, n)
		for i := range values {
			if values[i] = string(rune('a' + random.IntN(levels))); random.IntN(10) == 0 {
				values[i] = "NR"
			}
		}
		columns = append(columns, column("c"+string(rune('a'+levels)), values...))
	}
	return stats.MustTable("", columns...)
}

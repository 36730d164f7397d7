package disclosure

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/stats"
)

func column(name string, values ...string) stats.Column {
	var texts []string
	missing := make([]stats.Missing, len(values))
	for i, value := range values {
		for _, reason := range stats.MissingReasons() {
			if value == reason.Code() {
				missing[i] = reason
			}
		}
		texts = append(texts, value)
	}
	return stats.Variable{Name: name}.Texts(texts, missing)
}

func TestKAnonymity(t *testing.T) {
	for name, test := range map[string]struct {
		table      *stats.Table
		quasi      []string
		k          int
		own, joker Classes
	}{
		"recorded": {
			stats.MustTable("", column("a", "1", "1", "1", "1", "2", "2", "1", "1"), column("b", "x", "x", "x", "y", "x", "y", "z", "x")),
			[]string{"a", "b"},
			3,
			Classes{5, 1, 4, 4, []int{3, 4, 5, 6}},
			Classes{5, 1, 4, 4, []int{3, 4, 5, 6}},
		},
		"missing is like any": {
			stats.MustTable("", column("a", "1", "1", "NR", "2"), column("b", "x", "x", "x", "y")),
			[]string{"a", "b"},
			3,
			Classes{3, 1, 2, 4, []int{0, 1, 2, 3}},
			Classes{3, 1, 1, 1, []int{3}},
		},
		"not applicable is a fact": {
			stats.MustTable("", column("a", "1", "1", "SO")),
			[]string{"a"},
			2,
			Classes{2, 1, 1, 1, []int{2}},
			Classes{2, 1, 1, 1, []int{2}},
		},
		"reasons are told apart": {
			stats.MustTable("", column("a", "NR", "RF", "NR")),
			[]string{"a"},
			2,
			Classes{2, 1, 1, 1, []int{1}},
			Classes{2, 3, 0, 0, nil},
		},
		"all missing": {
			stats.MustTable("", column("a", "NR", "NR"), column("b", "NR", "NR")),
			[]string{"a", "b"},
			2,
			Classes{1, 2, 0, 0, nil},
			Classes{1, 2, 0, 0, nil},
		},
		"one row":  {stats.MustTable("", column("a", "1")), []string{"a"}, 0, Classes{1, 1, 1, 1, []int{0}}, Classes{1, 1, 1, 1, []int{0}}},
		"no rows":  {stats.MustTable("", column("a")), []string{"a"}, 0, Classes{}, Classes{}},
		"constant": {stats.MustTable("", column("a", "1", "1", "1", "1", "1")), []string{"a"}, 0, Classes{1, 5, 0, 0, nil}, Classes{1, 5, 0, 0, nil}},
	} {
		a, err := KAnonymity{Quasi: test.quasi, K: test.k}.Of(test.table)
		if err != nil {
			t.Fatal(name, err)
		}
		same := func(x, y Classes) bool {
			return x.Count == y.Count && x.Smallest == y.Smallest && x.Unique == y.Unique && x.Below == y.Below && slices.Equal(x.Rows, y.Rows)
		}
		if !same(a.Own, test.own) || !same(a.Joker, test.joker) || a.Safe() != (test.own.Below == 0) {
			t.Errorf("%s: own %+v, joker %+v", name, a.Own, a.Joker)
		}
		for _, lang := range []string{"", "en"} {
			a.Spec.Lang = lang
			if a.String() == "" || a.Tables()[1].Len() != len(test.quasi) {
				t.Errorf("%s: %s", name, a)
			}
		}
	}
}

// Every row is compared with every other, as the definition says.
func TestKAnonymityByDefinition(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for range 50 {
		n := 1 + random.IntN(30)
		var columns []stats.Column
		names := []string{"a", "b", "c"}
		cells := make([][]string, len(names))
		for i, name := range names {
			for range n {
				cells[i] = append(cells[i], []string{"1", "2", "NR", "SO"}[random.IntN(4)])
			}
			columns = append(columns, column(name, cells[i]...))
		}
		a, err := KAnonymity{Quasi: names, K: 3}.Of(stats.MustTable("", columns...))
		if err != nil {
			t.Fatal(err)
		}
		below := func(alike func(x, y string) bool) (rows []int, smallest int) {
			smallest = n
			for i := range n {
				size := 0
				for j := range n {
					all := true
					for _, c := range cells {
						all = all && alike(c[i], c[j])
					}
					if all {
						size++
					}
				}
				if smallest = min(smallest, size); size < 3 {
					rows = append(rows, i)
				}
			}
			return rows, smallest
		}
		own, least := below(func(x, y string) bool { return x == y })
		if !slices.Equal(own, a.Own.Rows) || least != a.Own.Smallest {
			t.Fatalf("own %v, %d; want %v, %d", a.Own.Rows, a.Own.Smallest, own, least)
		}
		joker, least := below(func(x, y string) bool { return x == y || x == "NR" || y == "NR" })
		if !slices.Equal(joker, a.Joker.Rows) || least != a.Joker.Smallest {
			t.Fatalf("joker %v, %d; want %v, %d", a.Joker.Rows, a.Joker.Smallest, joker, least)
		}
		if a.Joker.Below > a.Own.Below {
			t.Fatal("jokers make more rows unsafe")
		}
	}
}

// Each kind of column is compared by its values, not by how they are shown.
func TestKAnonymityOfAllKinds(t *testing.T) {
	day := time.Date(2010, 5, 1, 0, 0, 0, 0, time.UTC)
	table := stats.MustTable("",
		stats.Variable{Name: "number", Format: stats.Count}.Numbers([]float64{1.2, 1.4, 1.2}, nil),
		stats.Variable{Name: "date", Format: stats.Year}.Dates([]time.Time{day, day.AddDate(0, 0, 1), day}, nil),
		stats.Variable{Name: "level"}.Categories([]stats.Level{{Code: "a", Label: "x"}, {Code: "b", Label: "x"}}, true, []int{0, 1, 0}, nil),
		stats.Variable{Name: "flag"}.Flags([]bool{true, false, true}, nil),
		stats.Variable{Name: "set"}.Sets([]stats.Level{{Code: "a", Label: "x"}, {Code: "b", Label: "x"}}, [][]int{{0}, {1}, {0}}, nil),
		stats.Variable{Name: "name", Identifying: true}.Texts([]string{"u", "v", "u"}, nil))
	for _, name := range table.Names() {
		a, err := KAnonymity{Quasi: []string{name}, K: 2}.Of(table)
		if err != nil || !slices.Equal(a.Own.Rows, []int{1}) || a.Columns[0].Values != 2 || a.Columns[0].Without != 0 {
			t.Errorf("%s: %+v, %v", name, a.Own, err)
		}
	}
}

func TestKAnonymityMistakes(t *testing.T) {
	table := stats.MustTable("", column("sexe", "F"))
	for says, spec := range map[string]KAnonymity{
		`did you mean "sexe"`: {Quasi: []string{"sex"}}, "no columns named": {}, "comes twice": {Quasi: []string{"sexe", "sexe"}}, "must be 1 or more": {Quasi: []string{"sexe"}, K: -1},
	} {
		if _, err := spec.Of(table); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

func BenchmarkKAnonymity(b *testing.B) {
	table := crowd(20_000)
	for b.Loop() {
		if _, err := (KAnonymity{Quasi: table.Names()}).Of(table); err != nil {
			b.Fatal(err)
		}
	}
}

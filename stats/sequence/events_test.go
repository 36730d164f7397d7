package sequence

import (
	"slices"
	"testing"

	"github.com/askoria/verbatim/stats"
)

func TestOddEvents(t *testing.T) {
	for title, s := range map[string]*Sequences{"none": written("AB"), "empty": written("AB", "", ""), "unknown": written("AB", "*", "A*B"), "one": written("A", "AAA")} {
		for _, kind := range []EventKind{Changes, Entries, Bounds} {
			e, err := EventsFromStates{Kind: kind}.Of(s)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range []EventSubsequences{{}, {Least: 1, Occurrences: true, MaxGap: 1, Window: 2, MaxEvents: 2}} {
				set, err := f.Of(e)
				if err != nil {
					t.Fatal(err)
				}
				groups := stats.Variable{Name: "g"}.Categories(levelsOf("a"), false, make([]int, s.Len()), nil)
				r, err := CompareSubsequences{}.Of(e, set, groups)
				if err != nil {
					t.Fatal(title, err)
				}
				readable(t, set)
				readable(t, r)
			}
		}
	}
	// Two events at one time are one set, whatever the order of the rows.
	table, _ := stats.NewTable("",
		stats.Variable{Name: "id"}.Labelled("x", "x", "x"), stats.Variable{Name: "t"}.Numbers([]float64{2, 1, 1}, nil),
		stats.Variable{Name: "e"}.Categories(levelsOf("a", "b", "c"), false, []int{2, 1, 0}, nil))
	e, err := EventsFromTable{ID: "id", Time: "t", Event: "e"}.Of(table)
	if err != nil {
		t.Fatal(err)
	}
	set, _ := EventSubsequences{Least: 1}.Of(e)
	var found []string
	for _, x := range set.Subsequences {
		found = append(found, x.Text)
	}
	if want := []string{"(a)", "(a,b)", "(a,b)-(c)", "(a)-(c)", "(b)", "(b)-(c)", "(c)"}; !slices.Equal(found, want) {
		t.Errorf("%v, want %v", found, want)
	}
}

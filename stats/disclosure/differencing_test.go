package disclosure

import (
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// Two filters that differ by two persons tell of them, though neither table
// has a small count.
func TestDifferencing(t *testing.T) {
	of := func(title string, counts ...int) *System {
		c := stats.Counts{Title: title, RowsOf: "mesure", Cols: []string{""}}
		total := 0
		for i, count := range counts {
			c.Rows = append(c.Rows, string(rune('A'+i)))
			c.Cells = append(c.Cells, []int{count})
			total += count
		}
		c.Cells = append(c.Cells, []int{total})
		return must(Link(title, c))
	}
	year := Publication{Sums: of("2023", 20, 30, 12)}
	hide := []bool{true, true, false, false}
	for _, test := range []struct {
		name    string
		earlier []Publication
		next    Publication
		told    []string
		err     string
	}{
		{"nothing before", nil, year, nil, ""},
		{"a small count", nil, Publication{Sums: of("2023", 20, 3, 12)}, []string{"non masqué"}, ""},
		{"a small count alone", nil, Publication{Sums: of("2023", 20, 3, 12), Hidden: []bool{false, true, false, false}}, []string{"déjà diffusés"}, ""},
		{"two hidden together", nil, Publication{Sums: of("2023", 20, 3, 12), Hidden: hide}, nil, ""},
		{"the same again, shown", []Publication{{Sums: of("2023", 20, 3, 12), Hidden: hide}}, Publication{Sums: of("2023", 20, 3, 12), Hidden: []bool{false, true, false, false}}, []string{"déjà diffusés"}, ""},
		{"minors, all but two", []Publication{year}, Publication{Sums: of("mineurs", 20, 28, 12), Population: "mineurs"}, []string{"différence, B", "différence, Ensemble"}, ""},
		{"minors, fewer by far", []Publication{year}, Publication{Sums: of("mineurs", 10, 20, 6), Population: "mineurs"}, nil, ""},
		{"another population", []Publication{year}, Publication{Sums: of("2024", 20, 28, 12), Population: "2024", Within: "2024"}, nil, ""},
		{"other persons", []Publication{year}, Publication{Sums: of("2023", 20, 28, 12)}, nil, "was published as 30"},
		{"more than all", []Publication{year}, Publication{Sums: of("mineurs", 21, 28, 12), Population: "mineurs"}, nil, "more than the 20"},
		{"a short mask", nil, Publication{Sums: of("2023", 20, 28, 12), Hidden: []bool{true}}, nil, "tells of 1 cells"},
	} {
		g, err := Differencing{Published: test.earlier}.Of(test.next)
		if test.err != "" {
			if err == nil || !strings.Contains(err.Error(), test.err) {
				t.Errorf("%s: %v", test.name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if g.Safe() != (len(test.told) == 0) || len(g.Told) != len(test.told) {
			t.Errorf("%s: %q", test.name, g.Told)
		}
		for _, want := range test.told {
			if !slices.ContainsFunc(g.Told, func(line string) bool { return strings.Contains(line, want) }) {
				t.Errorf("%s: %q is not in %q", test.name, want, g.Told)
			}
		}
		if g.Tables()[0].Len() != len(test.told) {
			t.Errorf("%s: %s", test.name, g)
		}
	}
}

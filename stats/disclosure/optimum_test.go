package disclosure

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

// persons is invented: a table of persons by several classifications, so many
// levels each, so many persons or fewer in each cell.
func persons(r *rand.Rand, most int, empty float64, levels ...int) *stats.Table {
	columns := make([][]string, len(levels))
	size := 1
	for _, n := range levels {
		size *= n
	}
	for cell := range size {
		count := 0
		if r.Float64() >= empty {
			count = r.IntN(most + 1)
		}
		for range count {
			left := cell
			for d, n := range levels {
				columns[d] = append(columns[d], fmt.Sprintf("%c%d", 'A'+d, left%n+1))
				left /= n
			}
		}
	}
	var all []stats.Column
	for d, n := range levels {
		codes := make([]int, len(columns[d]))
		for row, code := range columns[d] {
			codes[row] = int(code[1] - '1')
		}
		var names []string
		for i := range n {
			names = append(names, fmt.Sprintf("%c%d", 'A'+d, i+1))
		}
		all = append(all, stats.Variable{Name: fmt.Sprintf("%c", 'A'+d)}.Categories(stats.Levels(names...), false, codes, nil))
	}
	return stats.MustTable("essai", all...)
}

func cube(names string) (c Cube) {
	for _, name := range names {
		c.Dimensions = append(c.Dimensions, Dimension{Column: string(name)})
	}
	return c
}

func system(t testing.TB, c Cube, table *stats.Table) *System {
	t.Helper()
	s, err := c.Of(table)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// shapes are the kinds of systems: one way, two, two with a nested side, three,
// and two tables that share a side.
func shapes(t testing.TB, r *rand.Rand) map[string]*System {
	most, empty := 1+r.IntN(12), r.Float64()*0.4
	nested := cube("AB")
	nested.Dimensions[0].Above = map[string]string{"A1": "g", "A2": "g"}
	table := persons(r, most, empty, 2, 2, 2)
	crossed := func(other string) stats.Counts {
		c := stats.Counts{Title: other, Rows: []string{"A1", "A2"}, Cols: []string{other + "1", other + "2"}, RowsOf: "A", ColsOf: other}
		s := system(t, cube("A"+other), table)
		for i := range 3 {
			c.Cells = append(c.Cells, s.Counts[3*i:3*i+3])
		}
		return c
	}
	linked, err := Link("", crossed("B"), crossed("C"))
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*System{
		"one way":    system(t, cube("A"), persons(r, most, empty, 3+r.IntN(6))),
		"two ways":   system(t, cube("AB"), persons(r, most, empty, 3, 2)),
		"nested":     system(t, nested, persons(r, most, empty, 3, 2)),
		"three ways": system(t, cube("ABC"), table),
		"linked":     linked,
	}
}

// worth orders patterns: grand totals, zeros, persons, cells.
func worth(s *System, hidden []bool) (w [4]int) {
	roots := s.roots()
	for cell, is := range hidden {
		switch {
		case !is:
		case roots[cell]:
			w[0] = 1
			fallthrough
		default:
			w[2] += s.Counts[cell]
			if w[3]++; s.Counts[cell] == 0 {
				w[1]++
			}
		}
	}
	return w
}

// TestOptimumByEnumeration tries every pattern of small tables.
func TestOptimumByEnumeration(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	tried, patterns := map[string]int{}, 0
	for tried["two ways"] < 40 || tried["one way"] < 40 || tried["nested"] < 40 || tried["three ways"] < 40 || tried["linked"] < 40 {
		all := shapes(t, r)
		for _, shape := range []string{"one way", "two ways", "nested", "three ways", "linked"} {
			s := all[shape]
			for _, against := range []Protection{Inference, Recomputation} {
				sh := newShield(s, 4, against)
				var open []int
				for cell, is := range sh.hide {
					if !is {
						open = append(open, cell)
					}
				}
				if len(open) > 13 || len(open) == len(sh.hide) {
					continue
				}
				roots := s.roots()
				if at := slices.Index(roots, true); sh.hide[at] {
					continue // hidden whole by rule
				}
				var best [4]int
				found := false
				for set := range 1 << len(open) {
					hidden := slices.Clone(sh.hide)
					for k, cell := range open {
						hidden[cell] = set>>k&1 == 1
					}
					w := worth(s, hidden)
					if w[0] == 1 || found && slices.Compare(w[:], best[:]) >= 0 {
						continue
					}
					patterns++
					clear(sh.proofs)
					safe := len(sh.breaches(hidden, 1)) == 0
					if shape == "two ways" && against == Inference && len(open) <= 8 {
						// The audit of plain tables, put to everybody, says the same.
						if why := breaches(table(s, 3), 4, shaped(table(s, 3), hidden)); safe != (why == "") && !needless(s, sh, hidden) {
							t.Fatalf("safe %v, yet %q\n%v\n%v", safe, why, s.Counts, hidden)
						}
					}
					if safe {
						best, found = w, true
					}
				}
				h, err := Optimum{Below: 4, Against: against}.Of(context.Background(), s)
				if err != nil {
					t.Fatal(err)
				}
				got := worth(s, h.Mask)
				if !h.Proven || found == h.Whole || found && got != best {
					t.Fatalf("%s, protection %d: %v, the best is %v\n%v\n%v\n%v", shape, against, got, best, s.Labels, s.Counts, h.Mask)
				}
				tried[shape]++
			}
		}
	}
	t.Logf("%v tables, %d patterns", tried, patterns)
}

// table folds the cells of two ways into lines of that many.
func table(s *System, width int) (c stats.Counts) {
	for line := range slices.Chunk(s.Counts, width) {
		c.Cells = append(c.Cells, line)
	}
	c.Rows, c.Cols = make([]string, len(c.Cells)-1), make([]string, width-1)
	return c
}

// needless tells whether a pattern hides a cell, not small, that can be worked
// out: the audit says so, while the small ones are safe without it.
func needless(s *System, sh *shield, hidden []bool) bool {
	b, err := Audit{}.OfSystem(s, hidden)
	if err != nil {
		panic(err)
	}
	return slices.ContainsFunc(b.Recomputable, func(i Interval) bool { return !sh.hide[i.Cell] })
}

// TestOptimumOfTwoWays holds the least patterns of plain tables to the promises
// of the package, by the audit of plain tables alone.
func TestOptimumOfTwoWays(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	least, usual := 0, 0
	for n := range 300 {
		c := randomCounts(r)
		s, err := Link("", c)
		if err != nil {
			t.Fatal(err)
		}
		before := fmt.Sprint(s)
		h, err := Optimum{}.Of(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		mask := shaped(c, h.Mask)
		if why := breaches(c, 5, mask); why != "" || !h.Proven {
			t.Fatalf("table %d: %s, proven %v\n%v\n%v", n, why, h.Proven, c.Cells, mask)
		}
		p, err := Suppression{}.Of(c)
		if err != nil {
			t.Fatal(err)
		}
		other := worth(s, slices.Concat(p.Mask...))
		if got := worth(s, h.Mask); slices.Compare(got[:], other[:]) > 0 && !p.Whole {
			t.Errorf("table %d: %v, where totals are dear %v", n, got, other)
		}
		if c.FreeRows == nil && len(c.Rows) > 1 && len(c.Cols) > 1 {
			turned := must(Optimum{}.Of(context.Background(), must(Link("", transpose(c)))))
			if turned.Persons != h.Persons || turned.Secondary != h.Secondary {
				t.Errorf("table %d: %d persons in %d cells, transposed %d in %d", n, h.Persons, h.Secondary, turned.Persons, turned.Secondary)
			}
		}
		least, usual = least+h.Persons, usual+other[2]
		if again, _ := (Optimum{}).Of(context.Background(), s); !reflect.DeepEqual(h.Mask, again.Mask) || fmt.Sprint(s) != before {
			t.Fatalf("table %d: the second pattern differs, or the counts have changed", n)
		}
	}
	t.Logf("%d persons hidden, %d where totals are dear", least, usual)
}

// shaped folds a mask of cells, line by line, as the table is.
func shaped(c stats.Counts, hidden []bool) stats.Mask {
	mask := make(stats.Mask, len(c.Cells))
	for i, line := range c.Cells {
		mask[i], hidden = hidden[:len(line)], hidden[len(line):]
	}
	return mask
}

// TestIntervalsByLinearProgramming sets the bounds of all shapes against
// gonum's simplex, which knows nothing of how ours are found.
func TestIntervalsByLinearProgramming(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	compared := 0
	for range 40 {
		all := shapes(t, r)
		for _, shape := range []string{"one way", "two ways", "nested", "three ways", "linked"} {
			s := all[shape]
			hidden := make([]bool, len(s.Counts))
			var cells []int
			for cell, root := range s.roots() {
				if hidden[cell] = !root && r.IntN(3) > 0; hidden[cell] {
					cells = append(cells, cell)
				}
			}
			b, err := Audit{}.OfSystem(s, hidden)
			if err != nil {
				t.Fatal(err)
			}
			if want := shape != "three ways" && shape != "linked"; b.Exact != want {
				t.Fatalf("%s: exact %v", shape, b.Exact)
			}
			a, rhs := balances(s, hidden, cells)
			for k, bound := range b.Cells {
				least, errLeast := optimum(a, rhs, k, 1)
				most, errMost := optimum(a, rhs, k, -1)
				if errLeast != nil || bound.Min != int(math.Ceil(least-1e-6)) {
					t.Fatalf("%s, %s: %d, the simplex says at least %v (%v)", shape, s.Name(bound.Cell), bound.Min, least, errLeast)
				}
				if unbounded := errors.Is(errMost, lp.ErrUnbounded); unbounded != (bound.Max == Unlimited) || !unbounded && bound.Max != int(math.Floor(-most+1e-6)) {
					t.Fatalf("%s, %s: %d, the simplex says at most %v (%v)", shape, s.Name(bound.Cell), bound.Max, -most, errMost)
				}
				compared++
			}
		}
	}
	t.Logf("%d cells", compared)
}

// balances writes the sums over the hidden cells, without those that follow
// from others.
func balances(s *System, hidden []bool, cells []int) (rows [][]float64, rhs []float64) {
	for _, sum := range s.Sums {
		row := make([]float64, len(cells)+1)
		put := func(cell int, sign float64) {
			if hidden[cell] {
				row[slices.Index(cells, cell)] += sign
			} else {
				row[len(cells)] -= sign * float64(s.Counts[cell])
			}
		}
		put(sum.Total, -1)
		for _, cell := range sum.Parts {
			put(cell, 1)
		}
		rows = append(rows, row)
	}
	return reduce(rows, len(cells))
}

func TestOptimumOddCases(t *testing.T) {
	two := func(cells ...int) *System {
		return &System{
			Labels: [][]string{{"a"}, {"b"}, {"c"}, {"Ensemble"}}[:len(cells)], Counts: cells,
			Sums: []Sum{{len(cells) - 1, []int{0, 1, 2}[:len(cells)-1]}},
		}
	}
	for _, test := range []struct {
		name string
		spec Optimum
		s    *System
		want string
		err  string
	}{
		{"no cells", Optimum{}, &System{}, "", ""},
		{"all zero", Optimum{}, two(0, 0, 0), "...", ""},
		{"nothing small", Optimum{}, two(5, 6, 11), "...", ""},
		{"the next smallest joins", Optimum{}, two(2, 9, 7, 18), "x.x.", ""},
		{"all small", Optimum{}, two(3, 4, 2, 9), "xxx.", ""},
		{"fewer than 5 in all", Optimum{}, two(3, 0, 1, 4), "xxxx", ""},
		{"zeros before the total", Optimum{}, two(1, 4, 0, 5), "xxx.", ""},
		{"the total last", Optimum{}, two(1, 4, 5), "xxx", ""},
		{"one row", Optimum{}, two(3, 3), "xx", ""},
		{"sensitive", Optimum{}, &System{Labels: [][]string{{"a"}, {"b"}, {"c"}, {"t"}}, Counts: []int{20, 9, 30, 59}, Sums: []Sum{{3, []int{0, 1, 2}}}, Sensitive: []bool{true, false, false, false}}, "xx..", ""},
		{"groups", Optimum{Groups: true}, two(20, 0, 0, 20), "xx..", ""},
		{"below 1", Optimum{Below: 1}, two(1, 2, 3), "...", ""},
		{"negative", Optimum{}, two(-1, 2, 1), "", "is negative"},
		{"sum", Optimum{}, two(1, 2, 4), "", "do not add up"},
		{"threshold", Optimum{Below: -1}, two(1, 2, 3), "", "Below is -1"},
		{"work", Optimum{Work: -1}, two(1, 2, 3), "", "Work is -1"},
		{"a circle", Optimum{}, &System{Labels: [][]string{{"a"}, {"b"}}, Counts: []int{7, 7}, Sums: []Sum{{0, []int{1}}, {1, []int{0}}}}, "", "part of itself"},
		{"a cell that is not there", Optimum{}, &System{Labels: [][]string{{"a"}}, Counts: []int{1}, Sums: []Sum{{0, []int{1}}}}, "", "names cell 1 of 1"},
	} {
		h, err := test.spec.Of(context.Background(), test.s)
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
		var got strings.Builder
		for _, is := range h.Mask {
			got.WriteString(map[bool]string{true: "x", false: "."}[is])
		}
		if got.String() != test.want || !h.Proven {
			t.Errorf("%s: %q, want %q, proven %v", test.name, got.String(), test.want, h.Proven)
		}
	}
}

func TestOptimumEndsEarly(t *testing.T) {
	s := system(t, cube("ABC"), persons(rand.New(rand.NewPCG(8, 8)), 9, 0.2, 5, 4, 3))
	h, err := Optimum{Work: 1}.Of(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	if h.Proven || len(h.Warnings) != 1 || h.Least > h.Persons || len(newShield(s, 5, Inference).breaches(h.Mask, 1)) > 0 {
		t.Errorf("proven %v, warnings %q, least %d of %d", h.Proven, h.Warnings, h.Least, h.Persons)
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := (Optimum{}).Of(done, s); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that is done gives %v", err)
	}
}

func TestLinkRefuses(t *testing.T) {
	a := countsOf([]int{3, 10}, []int{12, 9})
	b := countsOf([]int{3, 11}, []int{12, 9})
	a.RowsOf, b.RowsOf = "cadre", "cadre"
	if _, err := Link("", a, b); err == nil || !strings.Contains(err.Error(), "must count the same persons") {
		t.Errorf("tables of different persons give %v", err)
	}
	b.RowsOf = ""
	if s, err := Link("", a, b); err == nil || s != nil {
		t.Errorf("grand totals differ, yet the error is %v", err)
	}
}

func TestCubeMistakes(t *testing.T) {
	table := stats.MustTable("", column("cdas", "Nord", "Sud"))
	for says, c := range map[string]Cube{
		"no dimensions":          {},
		`did you mean "cdas"`:    {Dimensions: []Dimension{{Column: "cda"}}},
		"comes twice":            {Dimensions: []Dimension{{Column: "cdas"}, {Column: "cdas"}}},
		"is a level and the":     {Dimensions: []Dimension{{Column: "cdas", Above: map[string]string{"Nord": "Sud"}}}},
		"contains itself":        {Dimensions: []Dimension{{Column: "cdas", Above: map[string]string{"Nord": "x", "x": "y", "y": "x"}}}},
		"the name of the total":  {Dimensions: []Dimension{{Column: "cdas", Above: map[string]string{"Nord": "Ensemble"}}}},
		`group of "Nord" has no`: {Dimensions: []Dimension{{Column: "cdas", Above: map[string]string{"Nord": ""}}}},
	} {
		if _, err := c.Of(table); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

func TestCubeLeavesOut(t *testing.T) {
	s := system(t, Cube{Dimensions: []Dimension{{Column: "cdas"}}}, stats.MustTable("", column("cdas", "Nord", "NR", "Nord")))
	if s.LeftOut != 1 || !slices.Equal(s.Counts, []int{2, 2}) {
		t.Errorf("%+v", s)
	}
}

// territory is invented: persons of 23 places in 6 agencies by 12 measures.
func territory(r *rand.Rand, scale float64) (*stats.Table, Cube) {
	above := map[string]string{}
	var place, measure []string
	for i := range 23 {
		code := fmt.Sprintf("C%02d", i+1)
		above[code] = fmt.Sprintf("agence %d", i%6+1)
		for j := range 12 {
			for range int(r.ExpFloat64() * scale) {
				place, measure = append(place, code), append(measure, fmt.Sprintf("M%02d", j+1))
			}
		}
	}
	return stats.MustTable("territoire", stats.Variable{Name: "cdas"}.Labelled(place...), stats.Variable{Name: "mesure"}.Labelled(measure...)),
		Cube{Dimensions: []Dimension{{Column: "cdas", Above: above}, {Column: "mesure"}}}
}

func BenchmarkOptimum(b *testing.B) {
	for _, scale := range []float64{3, 8, 20} {
		for _, against := range []Protection{Inference, Recomputation} {
			b.Run(fmt.Sprintf("scale=%v/against=%d", scale, against), func(b *testing.B) {
				table, cube := territory(rand.New(rand.NewPCG(5, 7)), scale)
				s := system(b, cube, table)
				for b.Loop() {
					h, err := Optimum{Against: against}.Of(context.Background(), s)
					if err != nil || !h.Proven {
						b.Fatal(h, err)
					}
					b.ReportMetric(float64(h.Primary), "primary")
					b.ReportMetric(float64(h.Secondary), "secondary")
				}
			})
		}
	}
}

// Zeros that may be hidden as other counts are save persons.
func TestOptimumZeros(t *testing.T) {
	s := &System{Labels: [][]string{{"a"}, {"b"}, {"c"}, {"t"}}, Counts: []int{3, 0, 20, 23}, Sums: []Sum{{3, []int{0, 1, 2}}}}
	for _, zeros := range []bool{false, true} {
		h, err := Optimum{Against: Recomputation, Zeros: zeros}.Of(context.Background(), s)
		if err != nil || h.Mask[1] != zeros || h.Mask[2] == zeros {
			t.Errorf("zeros %v: %v, %v", zeros, h.Mask, err)
		}
	}
}

// Cells of 1 that are total and part of one another hold the same person.
func TestPersons(t *testing.T) {
	s, err := Link("", countsOf([]int{1, 0, 0}, []int{0, 7, 1}, []int{0, 9, 5}))
	if err != nil {
		t.Fatal(err)
	}
	// The first row, cell, and column are one person, the 1 of the second another.
	want := []int{1, 0, 0, 1, 0, 0, 7, 0, 0, 0, 0, 0, 1, 0, 0, 0}
	if got := s.persons(); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Tables of one variable against itself, or with one label twice, keep their cells.
func TestLinkKeepsCellsApart(t *testing.T) {
	c := countsOf([]int{9, 0}, []int{0, 8})
	c.RowsOf, c.ColsOf = "cadre", "cadre"
	c.Rows, c.Cols = []string{"a", "b"}, []string{"a", "b"}
	twice := countsOf([]int{3, 4}, []int{5, 6})
	twice.RowsOf, twice.Rows = "cadre", []string{"", ""}
	for cells, c := range map[int]stats.Counts{7: c, 9: twice} {
		s, err := Link("", c)
		if err != nil || len(s.Counts) != cells {
			t.Errorf("%d cells, want %d, error %v", len(s.Counts), cells, err)
		}
	}
}

package disclosure

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// survey is invented: persons by three variables, each not recorded of some, as a
// cube with every total; and the tables made of it that a workbook shows: each
// variable by itself, A by B and A by C, each of those who are known.
func survey(t *testing.T, r *rand.Rand) (*System, []stats.Counts, [][]int) {
	t.Helper()
	const missing, known = "NSP", "su"
	c := Cube{}
	var columns []stats.Column
	levels := map[string][]string{}
	for _, name := range []string{"A", "B", "C"} {
		above := map[string]string{}
		for k := range 2 + r.IntN(3) {
			level := fmt.Sprint(name, k)
			levels[name] = append(levels[name], level)
			above[level] = known + name
		}
		c.Dimensions = append(c.Dimensions, Dimension{name, above})
		values := make([]string, 60)
		for i := range values {
			values[i] = levels[name][int(float64(len(levels[name]))*r.Float64()*r.Float64())]
			if r.IntN(15) == 0 {
				values[i] = missing + name
			}
		}
		copy(values, append(slices.Clone(levels[name]), missing+name)) // each is there
		columns = append(columns, stats.Variable{Name: name}.Labelled(values...))
	}
	s := system(t, c, stats.MustTable("enquête", columns...))
	at := func(a, b, c string) int {
		cell, found := s.Find(a, b, c)
		if !found {
			t.Fatalf("no cell %s %s %s in %v", a, b, c, s.Labels)
		}
		return cell
	}
	const all = "Ensemble"
	var tables []stats.Counts
	var cells [][]int
	add := func(c stats.Counts, lines [][]int) {
		for _, line := range lines {
			var counts []int
			for _, cell := range line {
				counts = append(counts, s.Counts[cell])
			}
			c.Cells = append(c.Cells, counts)
		}
		tables, cells = append(tables, c), append(cells, slices.Concat(lines...))
	}
	place := func(name, level string) int {
		labels := []string{all, all, all}
		labels[name[0]-'A'] = level
		return at(labels[0], labels[1], labels[2])
	}
	for _, name := range []string{"A", "B", "C"} {
		rows := append(slices.Clone(levels[name]), missing+name)
		c := stats.Counts{Title: name, Rows: rows, RowsOf: name, Cols: []string{""}, FreeRows: make([]bool, len(rows))}
		c.FreeRows[len(rows)-1] = true
		var lines [][]int
		for _, level := range append(rows, all) {
			lines = append(lines, []int{place(name, level)})
		}
		add(c, lines)
	}
	for _, other := range []string{"B", "C"} {
		c := stats.Counts{Title: "A " + other, Rows: levels["A"], RowsOf: "A", Cols: levels[other], ColsOf: other}
		var lines [][]int
		for _, a := range append(slices.Clone(levels["A"]), known+"A") {
			var line []int
			for _, b := range append(slices.Clone(levels[other]), known+other) {
				if other == "B" {
					line = append(line, at(a, b, all))
				} else {
					line = append(line, at(a, all, b))
				}
			}
			lines = append(lines, line)
		}
		add(c, lines)
	}
	return s, tables, cells
}

// TestJoint puts all that a workbook shows to a reader who solves the whole cube,
// of whose cells most are in no table.
func TestJoint(t *testing.T) {
	hiddenCells, more := 0, 0
	for seed := range uint64(60) {
		s, tables, cells := survey(t, rand.New(rand.NewPCG(seed, 3)))
		patterns, err := Joint{}.Of(context.Background(), tables...)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		hidden := slices.Repeat([]bool{true}, len(s.Counts))
		s.Free = slices.Clone(hidden)
		apart := slices.Clone(hidden)
		for k, p := range patterns {
			own, err := Suppression{}.Of(tables[k])
			if err != nil {
				t.Fatal(err)
			}
			for n, is := range slices.Concat(p.Mask...) {
				i, j := n/len(p.Mask[0]), n%len(p.Mask[0])
				small := isPrimary(tables[k], 5, i, j)
				if small && !is {
					t.Errorf("seed %d: %q, cell %d %d is shown", seed, tables[k].Title, i, j)
				}
				if small {
					s.Free[cells[k][n]] = false
				}
				hidden[cells[k][n]] = hidden[cells[k][n]] && is
				apart[cells[k][n]] = apart[cells[k][n]] && own.Mask[i][j]
				if is {
					hiddenCells++
				}
			}
		}
		for _, cell := range told(s, hidden) {
			t.Errorf("seed %d: %s is told to be small", seed, s.Name(cell))
		}
		if len(told(s, apart)) > 0 {
			more++
		}
		again, err := Joint{}.Of(context.Background(), tables...)
		if err != nil || !reflect.DeepEqual(patterns, again) {
			t.Errorf("seed %d: two runs differ, %v", seed, err)
		}
	}
	if hiddenCells < 300 || more < 5 {
		t.Errorf("%d hidden cells; table by table %d of 60 workbooks tell: too few to say anything", hiddenCells, more)
	}
	t.Logf("%d hidden cells; table by table %d of 60 workbooks would tell", hiddenCells, more)
}

// told lists the cells, not free, that a reader knows to be below 5.
func told(s *System, hidden []bool) (cells []int) {
	attack, _ := newAttacker(s)
	low, high := make([]float64, len(hidden)), make([]float64, len(hidden))
	for cell, is := range hidden {
		if is {
			low[cell], high[cell] = float64(-s.Counts[cell]), math.Inf(1)
		}
	}
	for cell, count := range s.Counts {
		if s.free(cell) {
			continue
		}
		if moved, _ := attack.reach(cell, float64(5-count), low, high); moved == nil {
			cells = append(cells, cell)
		}
	}
	return cells
}

// Of all pairs of categories, those nest of which one is made of the other.
func TestNestings(t *testing.T) {
	labelled := func(name string, codes ...string) stats.Column { return stats.Variable{Name: name}.Labelled(codes...) }
	table := stats.MustTable("",
		labelled("agence", "A", "A", "A", "B", "B", "B"),
		labelled("cdas", "a1", "a2", "a1", "b1", "b2", "b1"),
		labelled("sexe", "f", "m", "m", "f", "m", "m"),
		labelled("region", "R", "R", "R", "R", "R", "R"),
		column("note", "a", "b", "c", "d", "e", "f"))
	found := Nestings(table)
	if len(found) != 1 || found[0].Inner != "cdas" || found[0].Outer != "agence" || found[0].Of["b2"] != "B" {
		t.Errorf("%v", found)
	}
	if found := Nestings(table.Head(0)); len(found) > 0 {
		t.Errorf("without rows: %v", found)
	}
}

// Tables that only Within ties are protected together: places and their agencies.
func TestJointWithin(t *testing.T) {
	nesting, err := Nested(stats.MustTable("", column("cdas", "a1", "a2", "b1", "b2", "a1", "NR"), column("agence", "A", "A", "B", "B", "NR", "B")), "cdas", "agence")
	if err != nil || len(nesting.Of) != 4 {
		t.Fatalf("%v, %v", nesting, err)
	}
	if _, err := Nested(stats.MustTable("", column("cdas", "a1", "a1"), column("agence", "A", "B")), "cdas", "agence"); err == nil {
		t.Error("a level of two others is no error")
	}
	within := []Nesting{nesting}
	simple := func(of string, labels []string, counts ...int) stats.Counts {
		c := stats.Counts{Title: of, RowsOf: of, Rows: labels, Cols: []string{""}}
		sum := 0
		for _, n := range counts {
			c.Cells, sum = append(c.Cells, []int{n}), sum+n
		}
		c.Cells = append(c.Cells, []int{sum})
		return c
	}
	// a1 is hidden with b1, the cheapest; agency A, of 23, then gives a1 back.
	places := simple("cdas", []string{"a1", "a2", "b1", "b2"}, 3, 20, 6, 30)
	for name, test := range map[string]struct {
		agencies stats.Counts
		want     string // hidden places, then agencies
	}{
		"the same persons":  {simple("agence", []string{"A", "B"}, 23, 36), "[true true false false false] [false false false]"},
		"fewer of agencies": {simple("agence", []string{"A", "B"}, 22, 36), "[true true false false false] [false false false]"},
		"other levels":      {simple("agence", []string{"X", "Y"}, 23, 36), "[true false true false false] [false false false]"},
	} {
		patterns, err := Joint{Within: within}.Of(context.Background(), places, test.agencies)
		if err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprint(slices.Concat(patterns[0].Mask...), slices.Concat(patterns[1].Mask...))
		if got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

func TestJointOddCases(t *testing.T) {
	few := countsOf([]int{3}, []int{9}, []int{12})
	few.RowsOf = "x"
	measured := few
	measured.Measured = true
	wrong := countsOf([]int{3}, []int{9})
	wrong.Cells[2][0] = 5
	for name, test := range map[string]struct {
		tables []stats.Counts
		want   string
		fails  bool
	}{
		"none":             {nil, "[]", false},
		"twice the same":   {[]stats.Counts{few, few}, "[[true true false false] [true true false false]]", false},
		"measured":         {[]stats.Counts{measured}, "[[true false false false]]", false},
		"measured, listed": {[]stats.Counts{few, measured}, "[[true true false false] [true true false false]]", false},
		"a wrong total":    {[]stats.Counts{wrong}, "", true},
	} {
		patterns, err := Joint{}.Of(context.Background(), test.tables...)
		if (err != nil) != test.fails {
			t.Errorf("%s: error %v", name, err)
			continue
		}
		masks := [][]bool{}
		for _, p := range patterns {
			masks = append(masks, slices.Concat(p.Mask...))
		}
		if got := fmt.Sprint(masks); err == nil && got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
	if _, err := (Joint{Below: -1}).Of(context.Background(), few); err == nil {
		t.Error("a negative threshold is no error")
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := (Joint{}).Of(done, few); err == nil {
		t.Error("a context that is done is no error")
	}
}

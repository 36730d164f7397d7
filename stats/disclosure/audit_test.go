package disclosure

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

// maskOf reads a drawing: a dot is a published cell.
func maskOf(lines ...string) stats.Mask {
	m := make(stats.Mask, len(lines))
	for i, line := range lines {
		for _, sign := range line {
			m[i] = append(m[i], sign != '.')
		}
	}
	return m
}

func TestAudit(t *testing.T) {
	tests := []struct {
		name                 string
		c                    stats.Counts
		mask                 stats.Mask
		knows                bool
		want                 []Bound
		recomputable, narrow int
	}{
		{"nothing hidden", countsOf([]int{1, 2}, []int{3, 4}), maskOf("...", "...", "..."), false, nil, 0, 0},
		{"a cell alone", countsOf([]int{3}, []int{9}), maskOf("x", ".", "."), false, []Bound{{0, 0, 3, 3}}, 1, 1},
		{"two in a column", countsOf([]int{3}, []int{9}, []int{20}), maskOf("x", "x", ".", "."), false, []Bound{{0, 0, 0, 12}, {1, 0, 0, 12}}, 0, 0},
		{"two in a column, by the rule", countsOf([]int{3}, []int{9}, []int{20}), maskOf("x", "x", ".", "."), true, []Bound{{0, 0, 1, 11}, {1, 0, 1, 11}}, 0, 0},
		{"with its total", countsOf([]int{3}, []int{9}), maskOf("x", ".", "x"), false, []Bound{{0, 0, 0, Unlimited}, {2, 0, 9, Unlimited}}, 0, 0},
		{"two ones, by the rule", countsOf([]int{1}, []int{1}, []int{9}), maskOf("x", "x", ".", "."), true, []Bound{{0, 0, 1, 1}, {1, 0, 1, 1}}, 2, 2},
		{"two ones and a zero, by the rule", countsOf([]int{1}, []int{1}, []int{0}), maskOf("x", "x", "x", "."), true, []Bound{{0, 0, 0, 2}, {1, 0, 0, 2}, {2, 0, 0, 2}}, 0, 3},
		{"a rectangle", countsOf([]int{3, 10}, []int{12, 9}), maskOf("xx.", "xx.", "..."), false, []Bound{{0, 0, 0, 13}, {0, 1, 0, 13}, {1, 0, 2, 15}, {1, 1, 6, 19}}, 0, 0},
		// Three hidden in its line and three in its column; yet the lines of
		// the first square less its columns leave it alone.
		{
			"a bridge between two squares",
			countsOf([]int{6, 7, 3, 10}, []int{8, 9, 11, 12}, []int{13, 14, 5, 6}, []int{15, 16, 7, 8}),
			maskOf("xxx..", "xx...", "..xx.", "..xx.", "....."), false,
			[]Bound{{0, 0, 0, 13}, {0, 1, 0, 13}, {0, 2, 3, 3}, {1, 0, 1, 14}, {1, 1, 3, 16}, {2, 2, 0, 11}, {2, 3, 0, 11}, {3, 2, 1, 12}, {3, 3, 3, 14}},
			1, 1,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b, err := Audit{KnowsRule: test.knows}.Of(test.c, test.mask)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(b.Cells, test.want) || len(b.Recomputable) != test.recomputable || len(b.Narrow) != test.narrow {
				t.Errorf("got %v, recomputable %v, narrow %v\nwant %v, %d, %d",
					b.Cells, b.Recomputable, b.Narrow, test.want, test.recomputable, test.narrow)
			}
		})
	}
}

func TestAuditFreeRowsAreNotNarrow(t *testing.T) {
	c := countsOf([]int{2}, []int{1}, []int{9})
	c.FreeRows = []bool{false, true, false}
	b, err := Audit{}.Of(c, maskOf("x", "x", ".", "."))
	if err != nil || !slices.Equal(b.Narrow, []Bound{{0, 0, 0, 3}}) {
		t.Errorf("narrow %v, error %v", b.Narrow, err)
	}
}

func TestAuditRefuses(t *testing.T) {
	c := countsOf([]int{3, 10}, []int{12, 9})
	published := maskOf("xx.", "xx.", "...")
	if _, err := (Audit{}).Of(c, published[:2]); err == nil || !strings.Contains(err.Error(), "shape") {
		t.Errorf("a short mask gives %v", err)
	}
	if _, err := (Audit{Below: -1}).Of(c, published); err == nil {
		t.Error("a negative threshold is taken")
	}
	c.Cells[0][2] = 40 // the line holds more than the table
	if _, err := (Audit{}).Of(c, published); !errors.Is(err, errContradiction) {
		t.Errorf("a contradiction gives %v", err)
	}
	c.Cells[0][2] = -13
	if _, err := (Audit{}).Of(c, published); !errors.Is(err, errContradiction) {
		t.Errorf("a negative total gives %v", err)
	}
}

// randomMask hides some cells, the grand total only when asked.
func randomMask(r *rand.Rand, c stats.Counts, share float64, total bool) stats.Mask {
	m := make(stats.Mask, len(c.Cells))
	for i, line := range c.Cells {
		for range line {
			m[i] = append(m[i], r.Float64() < share)
		}
	}
	if last := m[len(m)-1]; !total {
		last[len(last)-1] = false
	}
	return m
}

// The counts under the mask must not matter.
func TestAuditReadsPublishedCellsOnly(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		c := randomCounts(r)
		m := randomMask(r, c, 0.5, true)
		want, err := Audit{}.Of(c, m)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range m {
			for j, hidden := range line {
				if hidden {
					c.Cells[i][j] = -7
				}
			}
		}
		if got, err := (Audit{}).Of(c, m); err != nil || !slices.Equal(got.Cells, want.Cells) {
			t.Fatalf("got %v, error %v, want %v", got, err, want.Cells)
		}
	}
}

// TestAuditByEnumeration tries every table that agrees with what is published.
func TestAuditByEnumeration(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	tried := 0
	for range 1500 {
		lines := make([][]int, 1+r.IntN(4))
		width := 1 + r.IntN(4)
		for i := range lines {
			for range width {
				lines[i] = append(lines[i], r.IntN(4)*r.IntN(2))
			}
		}
		c := countsOf(lines...)
		m := randomMask(r, c, 0.2+0.4*r.Float64(), false)
		knows := r.IntN(2) == 0
		floor := Audit{KnowsRule: knows}.floor(slices.Concat(c.Cells...), slices.Concat(m...))
		want := enumerate(c, m, floor)
		b, err := Audit{KnowsRule: knows}.Of(c, m)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(b.Cells, want) {
			t.Fatalf("got %v\nwant %v\nof %v\nmask %v, floor %d", b.Cells, want, c.Cells, m, floor)
		}
		tried += len(want)
	}
	t.Logf("%d hidden cells", tried)
}

// enumerate gives the bounds of hidden cells by trying all tables, the grand
// total being known.
func enumerate(c stats.Counts, m stats.Mask, floor int) []Bound {
	last := len(c.Rows)
	right := len(c.Cells[last]) - 1
	var bounds []Bound
	for i, line := range m {
		for j, hidden := range line {
			if hidden {
				bounds = append(bounds, Bound{i, j, math.MaxInt, -1})
			}
		}
	}
	guess := make([][]int, len(c.Cells))
	for i := range c.Cells {
		guess[i] = slices.Clone(c.Cells[i])
	}
	var fill func(i, j, left int)
	check := func() {
		for i, line := range guess {
			for j, count := range line {
				if m[i][j] && count < floor || !m[i][j] && count != c.Cells[i][j] {
					return
				}
			}
		}
		for k, b := range bounds {
			count := guess[b.Row][b.Col]
			bounds[k].Min, bounds[k].Max = min(b.Min, count), max(b.Max, count)
		}
	}
	fill = func(i, j, left int) {
		switch {
		case i == last:
			if left != 0 {
				return
			}
			for j := range right + 1 {
				guess[last][j] = 0
				for i := range last {
					guess[last][j] += guess[i][j]
				}
			}
			check()
		case len(c.Cols) > 1 && j == right:
			sum := 0
			for _, count := range guess[i][:right] {
				sum += count
			}
			guess[i][right] = sum
			if m[i][right] || sum == c.Cells[i][right] {
				fill(i+1, 0, left)
			}
		case j > right:
			fill(i+1, 0, left)
		case !m[i][j]:
			if count := c.Cells[i][j]; count <= left {
				guess[i][j] = count
				fill(i, j+1, left-count)
			}
		default:
			for count := floor; count <= left; count++ {
				guess[i][j] = count
				fill(i, j+1, left-count)
			}
		}
	}
	fill(0, 0, c.Cells[last][right])
	return bounds
}

// TestAuditByLinearProgramming sets the bounds against gonum's simplex, which
// knows nothing of networks.
func TestAuditByLinearProgramming(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	bounded, unbounded := 0, 0
	for n := range 60 {
		lines := make([][]int, 3+r.IntN(4))
		width := 2 + r.IntN(4)
		for i := range lines {
			for range width {
				lines[i] = append(lines[i], r.IntN(40))
			}
		}
		c := countsOf(lines...)
		m := randomMask(r, c, 0.5, n%3 == 0)
		b, err := Audit{}.Of(c, m)
		if err != nil {
			t.Fatal(err)
		}
		a, rhs := equations(c, m, b.Cells)
		for k, bound := range b.Cells {
			least, errLeast := optimum(a, rhs, k, 1)
			most, errMost := optimum(a, rhs, k, -1)
			if errLeast != nil || math.Abs(least-float64(bound.Min)) > 1e-6 {
				t.Fatalf("table %d, %+v: the simplex says at least %v (%v)", n, bound, least, errLeast)
			}
			switch {
			case errors.Is(errMost, lp.ErrUnbounded):
				unbounded++
				if bound.Max != Unlimited {
					t.Fatalf("table %d, %+v: the simplex says without limit", n, bound)
				}
			case errMost != nil || math.Abs(-most-float64(bound.Max)) > 1e-6:
				t.Fatalf("table %d, %+v: the simplex says at most %v (%v)", n, bound, -most, errMost)
			default:
				bounded++
			}
		}
	}
	t.Logf("%d bounded cells, %d unbounded", bounded, unbounded)
	if bounded < 200 || unbounded < 50 {
		t.Error("too few cells to say anything")
	}
}

// equations writes the lines and columns of the table over its hidden cells,
// those that follow from others left out.
func equations(c stats.Counts, m stats.Mask, hidden []Bound) (rows [][]float64, rhs []float64) {
	last, right := len(c.Rows), len(c.Cols)
	add := func(in func(i, j int) float64) {
		row := make([]float64, len(hidden)+1)
		for i, line := range c.Cells {
			for j, count := range line {
				k := slices.IndexFunc(hidden, func(b Bound) bool { return b.Row == i && b.Col == j })
				if m[i][j] {
					row[k] += in(i, j)
				} else {
					row[len(hidden)] -= in(i, j) * float64(count)
				}
			}
		}
		rows = append(rows, row)
	}
	for line := range last + 1 {
		add(func(i, j int) float64 {
			switch {
			case i != line:
				return 0
			case j == right:
				return -1
			}
			return 1
		})
	}
	for column := range right + 1 {
		add(func(i, j int) float64 {
			switch {
			case j != column:
				return 0
			case i == last:
				return -1
			}
			return 1
		})
	}
	return reduce(rows, len(hidden))
}

// reduce leaves out the equations that follow from others.
func reduce(rows [][]float64, unknowns int) ([][]float64, []float64) {
	var rhs []float64
	// Gauss-Jordan: what becomes zero follows from the others.
	rank := 0
	for k := range unknowns {
		pivot := slices.IndexFunc(rows[rank:], func(row []float64) bool { return math.Abs(row[k]) > 0.5 })
		if pivot < 0 {
			continue
		}
		rows[rank], rows[rank+pivot] = rows[rank+pivot], rows[rank]
		scale := rows[rank][k]
		for x := range rows[rank] {
			rows[rank][x] /= scale
		}
		for i, row := range rows {
			if factor := row[k]; i != rank && factor != 0 {
				for x := range row {
					row[x] -= factor * rows[rank][x]
				}
			}
		}
		if rank++; rank == len(rows) {
			break
		}
	}
	for _, row := range rows[:rank] {
		rhs = append(rhs, row[unknowns])
	}
	return rows[:rank], rhs
}

func optimum(rows [][]float64, rhs []float64, cell int, sign float64) (float64, error) {
	cells := len(rows[0]) - 1
	a := mat.NewDense(len(rows), cells, nil)
	for i, row := range rows {
		a.SetRow(i, row[:cells])
	}
	costs := make([]float64, cells)
	costs[cell] = sign
	best, _, err := lp.Simplex(costs, a, rhs, 1e-9, nil)
	return best, err
}

func TestBoundsTables(t *testing.T) {
	c := countsOf([]int{3}, []int{9})
	b, err := Audit{Lang: "en"}.Of(c, maskOf("x", ".", "x"))
	if err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, want := range []string{"ligne 1", "Total", "n.d.: no limit"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func BenchmarkAudit(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 7))
	lines := make([][]int, 23)
	for i := range lines {
		for range 12 {
			lines[i] = append(lines[i], int(r.ExpFloat64()*8))
		}
	}
	c := countsOf(lines...)
	p, err := Suppression{}.Of(c)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (Audit{}).Of(c, p.Mask); err != nil {
			b.Fatal(err)
		}
	}
}

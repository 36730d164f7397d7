package disclosure

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// countsOf adds the totals to the lines of a table.
func countsOf(lines ...[]int) stats.Counts {
	c := stats.Counts{Title: "essai", Rows: make([]string, len(lines))}
	width := 1
	if len(lines) > 0 {
		width = len(lines[0])
	}
	total := make([]int, width)
	for i, line := range lines {
		c.Rows[i] = fmt.Sprint("ligne ", i+1)
		for j, count := range line {
			total[j] += count
		}
	}
	for _, line := range append(slices.Clone(lines), total) {
		sum := 0
		for _, count := range line {
			sum += count
		}
		if width > 1 {
			line = append(slices.Clone(line), sum)
		}
		c.Cells = append(c.Cells, line)
	}
	c.Cols = []string{""}
	if width > 1 {
		c.Cols = make([]string, width)
		for j := range c.Cols {
			c.Cols[j] = fmt.Sprint("colonne ", j+1)
		}
	}
	return c
}

func transpose(c stats.Counts) stats.Counts {
	lines := make([][]int, len(c.Cols))
	for j := range lines {
		for i := range c.Rows {
			lines[j] = append(lines[j], c.Cells[i][j])
		}
	}
	return countsOf(lines...)
}

// draw writes the mask as one text a line: x small, o complementary, . shown.
func draw(p *Pattern) []string {
	var lines []string
	for _, line := range p.Mask {
		lines = append(lines, strings.Repeat(".", len(line)))
	}
	for _, cell := range p.Cells {
		sign := "x"
		if cell.Reason == Complementary {
			sign = "o"
		}
		lines[cell.Row] = lines[cell.Row][:cell.Col] + sign + lines[cell.Row][cell.Col+1:]
	}
	return lines
}

func isPrimary(c stats.Counts, below, i, j int) bool {
	free := c.FreeRows != nil && i < len(c.FreeRows) && c.FreeRows[i]
	return !free && c.Cells[i][j] >= 1 && c.Cells[i][j] < below
}

// breaches says in what the mask falls short of the guarantee, by the audit
// alone: "" when in nothing.
func breaches(c stats.Counts, below int, mask stats.Mask) string {
	for i, line := range c.Cells {
		for j := range line {
			if isPrimary(c, below, i, j) && !mask[i][j] {
				return fmt.Sprintf("primary cell (%d,%d) is shown", i, j)
			}
		}
	}
	b, err := Audit{Below: below}.Of(c, mask)
	if err != nil {
		return err.Error()
	}
	if len(b.Recomputable)+len(b.Narrow) > 0 {
		return fmt.Sprintf("recomputable %v, narrow %v", b.Recomputable, b.Narrow)
	}
	// Insiders: nobody in particular, then the person of each cell of 1.
	last := len(c.Rows)
	insiders := [][][2]int{nil}
	for i := range c.Rows {
		for j := range c.Cols {
			if c.Cells[i][j] != 1 {
				continue
			}
			var own [][2]int
			for _, at := range [][2]int{{i, j}, {last, j}, {i, len(c.Cells[i]) - 1}, {last, len(c.Cells[i]) - 1}} {
				if c.Cells[at[0]][at[1]] == 1 {
					own = append(own, at)
				}
			}
			insiders = append(insiders, own)
		}
	}
	for _, own := range insiders {
		known := make(stats.Mask, len(mask))
		for i := range mask {
			known[i] = slices.Clone(mask[i])
		}
		for _, at := range own {
			known[at[0]][at[1]] = false
		}
		b, err := Audit{Below: below, KnowsRule: true}.Of(c, known)
		if err != nil {
			return err.Error()
		}
		for _, cell := range b.Recomputable {
			if isPrimary(c, below, cell.Row, cell.Col) {
				return fmt.Sprintf("somebody who knows %v can tell %v", own, cell)
			}
		}
	}
	return ""
}

func TestSuppression(t *testing.T) {
	tests := []struct {
		name  string
		c     stats.Counts
		below int
		want  []string
		whole bool
	}{
		{"nothing small", countsOf([]int{5, 6}, []int{7, 8}), 5, []string{"...", "...", "..."}, false},
		{"all zero", countsOf([]int{0, 0}, []int{0, 0}), 5, []string{"...", "...", "..."}, false},
		{"no rows", countsOf(), 5, []string{"."}, false},
		{"one column, one small: the next smallest joins", countsOf([]int{2}, []int{9}, []int{7}, []int{30}), 5, []string{"x", ".", "o", ".", "."}, false},
		{"one column, two small that make 5", countsOf([]int{2}, []int{3}, []int{30}), 5, []string{"x", "x", ".", "."}, false},
		{"one column, two small that make less than 5", countsOf([]int{1}, []int{3}, []int{30}, []int{8}), 5, []string{"x", "x", ".", "o", "."}, false},
		{"the one person would tell the four", countsOf([]int{1}, []int{4}, []int{30}, []int{8}), 5, []string{"x", "x", ".", "o", "."}, false},
		{"ones that add up to how many they are", countsOf([]int{1}, []int{1}, []int{1}, []int{1}, []int{1}, []int{9}), 5, []string{"x", "x", "x", "x", "x", "o", "."}, false},
		{"a rectangle", countsOf([]int{3, 10, 20}, []int{12, 9, 30}, []int{40, 50, 60}), 5, []string{"xo..", "oo..", "....", "...."}, false},
		{"two small on a diagonal", countsOf([]int{3, 10, 20}, []int{12, 3, 30}, []int{40, 50, 60}), 5, []string{"xo..", "ox..", "....", "...."}, false},
		{"zeros stay shown", countsOf([]int{3, 0, 20}, []int{0, 9, 30}, []int{40, 50, 60}), 5, []string{"x.o.", "....", "o.o.", "...."}, false},
		{"a small cell in a line of zeros takes a total", countsOf([]int{3, 0, 0}, []int{12, 9, 30}, []int{40, 50, 60}), 5, []string{"x..x", "o..o", "....", "...."}, false},
		{"a large cell in a line of zeros", countsOf([]int{0, 0, 20}, []int{3, 9, 30}, []int{40, 50, 60}), 5, []string{"....", "xo..", "oo..", "...."}, false},
		{"fewer than 5 in all", countsOf([]int{3, 0}, []int{0, 1}), 5, []string{"xox", "oxx", "xxx"}, true},
		{"one cell", countsOf([]int{3}), 5, []string{"x", "x"}, true},
		{"one cell, not small", countsOf([]int{7}), 5, []string{".", "."}, false},
		{"one row", countsOf([]int{3, 7, 9}), 5, []string{"xo..", "xo.."}, false},
		{"nothing else to hide", countsOf([]int{1}, []int{4}), 5, []string{"x", "x", "o"}, true},
		{"zeros give cover rather than the total", countsOf([]int{1}, []int{4}, []int{0}), 5, []string{"x", "x", "o", "."}, false},
		{"a detour through hidden cells rather than one person more", countsOf([]int{1, 1, 2}, []int{1, 5, 4}), 5, []string{"xxxx", "xoxo", "xo.."}, false},
		{"below 1 hides nothing", countsOf([]int{1, 2}, []int{3, 4}), 1, []string{"...", "...", "..."}, false},
		{"default is 5", countsOf([]int{4}, []int{5}, []int{6}), 0, []string{"x", "o", ".", "."}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, err := Suppression{Below: test.below}.Of(test.c)
			if err != nil {
				t.Fatal(err)
			}
			if got := draw(p); !slices.Equal(got, test.want) || p.Whole != test.whole {
				t.Errorf("got %q, whole %v\nwant %q, whole %v", got, p.Whole, test.want, test.whole)
			}
			if why := breaches(test.c, p.Spec.Below, p.Mask); why != "" {
				t.Error(why)
			}
		})
	}
}

func TestSuppressionFreeRows(t *testing.T) {
	c := countsOf([]int{2}, []int{30}, []int{12}, []int{3})
	c.FreeRows = []bool{false, false, false, true}
	p, err := Suppression{}.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	// The free row is not small by itself, and as the base of shares it is spared.
	if got, want := draw(p), []string{"x", ".", "o", ".", "."}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	c.Cells[0][0], c.Cells[4][0] = 20, 65
	if p, err = (Suppression{}).Of(c); err != nil || p.Mask.Any() {
		t.Errorf("a free row alone hides %q, error %v", draw(p), err)
	}
}

func TestSuppressionRefuses(t *testing.T) {
	good := func() stats.Counts { return countsOf([]int{1, 2}, []int{3, 40}) }
	tests := []struct {
		name  string
		below int
		spoil func(*stats.Counts)
		want  string
	}{
		{"threshold", -1, func(*stats.Counts) {}, "Below is -1"},
		{"lines", 5, func(c *stats.Counts) { c.Cells = c.Cells[:2] }, "2 lines of cells for 2 rows"},
		{"line", 5, func(c *stats.Counts) { c.Cells[1] = c.Cells[1][:2] }, "line 2 has 2 cells, not 3"},
		{"free rows", 5, func(c *stats.Counts) { c.FreeRows = []bool{true} }, "1 free rows told for 2 rows"},
		{"negative", 5, func(c *stats.Counts) { c.Cells[0][0] = -1 }, "negative"},
		{"sum", 5, func(c *stats.Counts) { c.Cells[2][2]++ }, "do not add up"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := good()
			test.spoil(&c)
			if p, err := (Suppression{Below: test.below}).Of(c); err == nil || p != nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("pattern %v, error %v, want one with %q", p, err, test.want)
			}
		})
	}
}

// randomCounts draws a table whose cells are mostly small, mostly zero or
// mostly large, by turns.
func randomCounts(r *rand.Rand) stats.Counts {
	lines := make([][]int, 1+r.IntN(7))
	width := 1 + r.IntN(6)
	most, empty := 1+r.IntN(30), r.Float64()*0.7
	for i := range lines {
		lines[i] = make([]int, width)
		for j := range lines[i] {
			if r.Float64() >= empty {
				lines[i][j] = r.IntN(most + 1)
			}
		}
	}
	c := countsOf(lines...)
	if r.IntN(4) == 0 {
		c.FreeRows = make([]bool, len(lines))
		c.FreeRows[r.IntN(len(lines))] = true
	}
	return c
}

func TestSuppressionOfRandomTables(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	thresholds := []int{2, 3, 5, 5, 5, 11}
	var cells, secondary, needless int
	for n := range 1000 {
		c := randomCounts(r)
		below := thresholds[r.IntN(len(thresholds))]
		before := fmt.Sprint(c)
		p, err := Suppression{Below: below}.Of(c)
		if err != nil {
			t.Fatalf("table %d: %v", n, err)
		}
		if why := breaches(c, below, p.Mask); why != "" {
			t.Fatalf("table %d, below %d: %s\n%v\n%q", n, below, why, c.Cells, draw(p))
		}
		again, _ := Suppression{Below: below}.Of(c)
		if !reflect.DeepEqual(p, again) || fmt.Sprint(c) != before {
			t.Fatalf("table %d: the second pattern differs, or the counts have changed", n)
		}
		if p.Primary == 0 && p.Secondary > 0 {
			t.Fatalf("table %d: hides %q for no reason", n, draw(p))
		}
		cells += len(c.Cells) * len(c.Cells[0])
		secondary += p.Secondary
		if !p.Whole {
			needless += countNeedless(c, below, p)
		}
		if c.FreeRows != nil {
			continue
		}
		turned := transpose(c)
		q, err := Suppression{Below: below}.Of(turned)
		if err != nil {
			t.Fatal(err)
		}
		if why := breaches(turned, below, q.Mask); why != "" || p.Primary != q.Primary && len(c.Rows) > 1 && len(c.Cols) > 1 {
			t.Fatalf("table %d transposed: %q, %d primary cells for %d", n, why, q.Primary, p.Primary)
		}
	}
	// What protects a cell is looked for on its cheapest way only, and a total
	// is dear: now and then one cell too many is hidden.
	if needless > secondary/500 {
		t.Errorf("%d of %d secondary cells could be shown by themselves", needless, secondary)
	}
	t.Logf("%d cells, %d secondary", cells, secondary)
}

// countNeedless counts the secondary cells without which the guarantee holds.
func countNeedless(c stats.Counts, below int, p *Pattern) int {
	needless := 0
	for _, cell := range p.Cells {
		if cell.Reason == Complementary {
			p.Mask[cell.Row][cell.Col] = false
			if breaches(c, below, p.Mask) == "" {
				needless++
			}
			p.Mask[cell.Row][cell.Col] = true
		}
	}
	return needless
}

func TestPatternTables(t *testing.T) {
	p, err := Suppression{}.Of(countsOf([]int{3, 10}, []int{12, 30}))
	if err != nil {
		t.Fatal(err)
	}
	line := p.Tables()[0]
	for _, secret := range []string{"primaires", "secondaires"} {
		if slices.Contains(line.Names(), secret) {
			t.Errorf("the journal tells readers of %s cells", secret)
		}
	}
	for name, want := range map[string]string{"tableau": "essai", "cellules": "9", "masquees": "4", "seuil": "5"} {
		c, err := line.Column(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Show(0, "fr"); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	other, err := Suppression{}.Of(countsOf([]int{2}))
	if err != nil {
		t.Fatal(err)
	}
	if both, err := line.Append(other.Tables()[0]); err != nil || both.Len() != 2 {
		t.Errorf("two patterns do not make one journal: %v", err)
	}
	if p.Primary != 1 || p.Secondary != 3 || p.Cells[0].Reason.Label("fr") != "effectif trop petit" {
		t.Errorf("primary %d, secondary %d, first %v", p.Primary, p.Secondary, p.Cells[0])
	}
}

func FuzzSuppression(f *testing.F) {
	f.Add([]byte{3, 10, 20, 12, 9, 30}, uint8(3), uint8(5))
	f.Add([]byte{1, 4}, uint8(1), uint8(5))
	f.Add([]byte{0, 0, 0, 2}, uint8(2), uint8(11))
	f.Fuzz(func(t *testing.T, cells []byte, width, below uint8) {
		if width == 0 || width > 6 || len(cells) > 36 || below == 0 {
			return
		}
		var lines [][]int
		for chunk := range slices.Chunk(cells, int(width)) {
			line := make([]int, width)
			for j, count := range chunk {
				line[j] = int(count)
			}
			lines = append(lines, line)
		}
		c := countsOf(lines...)
		p, err := Suppression{Below: int(below)}.Of(c)
		if err != nil {
			t.Fatal(err)
		}
		if why := breaches(c, int(below), p.Mask); why != "" {
			t.Fatalf("%s\n%v\n%q", why, c.Cells, draw(p))
		}
	})
}

func BenchmarkSuppression(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 7))
	lines := make([][]int, 23)
	for i := range lines {
		lines[i] = make([]int, 12)
		for j := range lines[i] {
			lines[i][j] = int(r.ExpFloat64() * 8)
		}
	}
	c := countsOf(lines...)
	b.ReportAllocs()
	for b.Loop() {
		p, err := Suppression{}.Of(c)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(p.Primary), "primary")
		b.ReportMetric(float64(p.Secondary), "secondary")
	}
}

// A row without a name is a row, and not the total.
func TestSuppressionOfAnUnnamedRow(t *testing.T) {
	p, err := Suppression{}.Of(stats.Counts{Title: "CAF", Rows: []string{""}, Cols: []string{""}, Cells: [][]int{{3}, {3}}})
	if err != nil || !p.Mask[0][0] || !p.Mask[1][0] {
		t.Errorf("%+v, %v", p, err)
	}
}

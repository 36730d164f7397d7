package disclosure

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

// The reference is SmallCountRounding::PLSrounding 1.1.0, and for rounding by
// chance the published formula.
func TestGoldenRounding(t *testing.T) {
	golden.Each(t, "sdc_rounding", func(c *golden.Case) {
		if _, ok := c.Get("inner"); ok {
			controlled(c)
		}
		if _, ok := c.Get("conventional"); ok {
			byChance(c)
		}
	})
}

// base is the base that RUN.txt or the metrics name, else that of the case's name.
func base(c *golden.Case) int {
	if b, ok := c.Get("metrics", "roundBase"); ok {
		return int(b.(float64))
	}
	run, err := os.ReadFile(filepath.Join(c.Folder, "RUN.txt"))
	if err != nil {
		c.Fatal(err)
	}
	for _, text := range []string{string(run), c.Name} {
		if found := regexp.MustCompile(`[Bb]ase\s*=?\s*(\d+)`).FindStringSubmatch(text); found != nil {
			return number(c, found[1])
		}
	}
	return 5
}

func controlled(c *golden.Case) {
	c.Helper()
	// Persons, as many as the counts say.
	var names []string
	for _, name := range c.Rows[0][1:] {
		if name != "freq" {
			names = append(names, name)
		}
	}
	counts := c.Column("freq")
	cube := Cube{Lang: "en"}
	var columns []stats.Column
	for _, name := range names {
		var levels []string
		var codes []int
		for row, value := range c.Column(name) {
			at := slices.Index(levels, value)
			if at < 0 {
				at = len(levels)
				levels = append(levels, value)
			}
			codes = append(codes, slices.Repeat([]int{at}, number(c, counts[row]))...)
		}
		columns = append(columns, stats.Variable{Name: name}.Categories(stats.Levels(levels...), false, codes, nil))
		cube.Dimensions = append(cube.Dimensions, Dimension{Column: name})
	}
	s := system(c.T, cube, stats.MustTable(c.Name, columns...))
	b := base(c)
	r, err := Rounding{Base: b}.Of(s)
	if err != nil {
		c.Fatal(err)
	}
	for _, sum := range s.Sums {
		left := 0
		for _, part := range sum.Parts {
			left += r.Counts[part]
		}
		if c.Compared++; left != r.Counts[sum.Total] {
			c.Errorf("%s does not add up", s.Name(sum.Total))
		}
	}
	for cell, of := range s.leaves() {
		want := []int{s.Counts[cell]}
		if len(of) > 1 {
			continue
		}
		if s.Counts[cell] > 0 && s.Counts[cell] < b {
			want = []int{0, b}
		}
		if c.Compared++; !slices.Contains(want, r.Counts[cell]) {
			c.Errorf("%s is %d, rounded to %d", s.Name(cell), s.Counts[cell], r.Counts[cell])
		}
	}
	// What the reference says of its own rounding is what we would say of it.
	for part, prefix := range map[string]string{"publish": "", "inner": "inner_"} {
		var original, rounded []int
		for _, text := range list(c, part, "original") {
			original = append(original, number(c, text))
		}
		for row, text := range list(c, part, "rounded") {
			rounded = append(rounded, number(c, text))
			c.Where(float64(rounded[row]-original[row]), "", 0, part, "difference", row)
			var labels []string
			for _, name := range names {
				labels = append(labels, list(c, part, name)[row])
			}
			if cell, ok := s.Find(labels...); !ok || s.Counts[cell] != original[row] {
				c.Errorf("%v is not %d", labels, original[row])
			}
		}
		frequencies(c, map[string]string{"publish": "pub", "inner": "inn"}[part], b, original, rounded)
		theirs := closeness(original, rounded)
		c.Where(theirs.Utility, "", 1e-9, "metrics", prefix+"HDutility")
		c.Where(theirs.MeanAbsolute, "", 1e-9, "metrics", prefix+"meanAbsDiff")
		c.Where(theirs.RootMeanSquare, "", 1e-9, "metrics", prefix+"rootMeanSquare")
		ours := r.Published
		if prefix != "" {
			ours = r.Inner
		} else {
			c.Where(float64(theirs.Largest), "", 0, "metrics", "maxdiff")
			if c.Compared++; ours.RootMeanSquare > theirs.RootMeanSquare {
				c.Errorf("ours is farther: %+v, the reference %+v", ours, theirs)
			}
		}
		c.Logf("%s: ours %+v, the reference %+v", part, ours, theirs)
	}
}

// frequencies compares how many counts are nothing, small, the base or more.
func frequencies(c *golden.Case, prefix string, b int, original, rounded []int) {
	c.Helper()
	var changes []int
	for i := range original {
		changes = append(changes, max(rounded[i]-original[i], original[i]-rounded[i]))
	}
	columns := list(c, "freqTable", "cols")
	for row, counts := range [][]int{original, rounded, changes} {
		of := make([]int, 4)
		for _, n := range counts {
			switch {
			case n == 0:
				of[0]++
			case n < b:
				of[1]++
			case n == b:
				of[2]++
			default:
				of[3]++
			}
		}
		for k, name := range []string{"0", fmt.Sprintf("1-%d", b-1), strconv.Itoa(b), fmt.Sprintf("%d+", b+1)} {
			if at := slices.Index(columns, prefix+"."+name); at >= 0 {
				c.Same(float64(of[k]), "", 0, "freqTable", "data", row, at)
			}
		}
		if at := slices.Index(columns, prefix+".all"); at >= 0 {
			c.Same(float64(len(counts)), "", 0, "freqTable", "data", row, at)
		}
	}
}

func byChance(c *golden.Case) {
	c.Helper()
	s := &System{}
	for i, text := range c.Column("x") {
		s.Counts = append(s.Counts, number(c, text))
		s.Labels = append(s.Labels, []string{fmt.Sprint(i)})
	}
	b := base(c)
	nearest, err := Rounding{Base: b, Method: Nearest}.Of(s)
	if err != nil {
		c.Fatal(err)
	}
	const draws = 20_000
	sums, squares := make([]float64, len(s.Counts)), make([]float64, len(s.Counts))
	for seed := range uint64(draws) {
		r, err := Rounding{Base: b, Method: Unbiased, Seed: seed}.Of(s)
		if err != nil {
			c.Fatal(err)
		}
		for cell, count := range r.Counts {
			sums[cell] += float64(count)
			squares[cell] += float64(count * count)
		}
	}
	for cell, count := range s.Counts {
		down, up, chance := Rounding{Base: b}.Odds(count)
		mean := float64(down) + chance*float64(up-down)
		variance := chance * (1 - chance) * float64((up-down)*(up-down))
		c.Same(float64(nearest.Counts[cell]), "", 0, "conventional", cell)
		c.Same(float64(down), "", 0, "unbiased", "down", cell)
		c.Same(float64(up), "", 0, "unbiased", "up", cell)
		c.Same(chance, "", 1e-12, "unbiased", "p_up", cell)
		c.Same(mean, "", 1e-12, "unbiased", "expect", cell)
		c.Same(variance, "", 1e-12, "unbiased", "variance", cell)
		got := sums[cell] / draws
		c.Near(got, 4*math.Sqrt(variance/draws)+1e-9, "unbiased", "expect", cell)
		c.Near(squares[cell]/draws-got*got, 0.2, "unbiased", "variance", cell)
	}
}

func TestRoundingByEnumeration(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	least, ours := 0.0, 0.0
	for range 60 {
		s := system(t, cube("AB"), persons(random, 6, 0.2, 3, 3))
		r, err := Rounding{Base: 5}.Of(s)
		if err != nil {
			t.Fatal(err)
		}
		best := math.Inf(1)
		var small []int
		leaves := s.leaves()
		for cell, of := range leaves {
			if len(of) == 1 && s.Counts[cell] > 0 && s.Counts[cell] < 5 {
				small = append(small, cell)
			}
		}
		for set := range 1 << len(small) {
			leaf := slices.Clone(s.Counts)
			for k, cell := range small {
				leaf[cell] = 5 * (set >> k & 1)
			}
			all := make([]int, len(leaf))
			for cell, of := range leaves {
				for _, one := range of {
					all[cell] += leaf[one]
				}
			}
			best = min(best, closeness(s.Counts, all).RootMeanSquare)
		}
		if r.Published.RootMeanSquare < best-1e-9 {
			t.Fatalf("closer than all there are: %v, %v", r.Published, best)
		}
		least, ours = least+best, ours+r.Published.RootMeanSquare
	}
	t.Logf("the least %.3f, ours %.3f", least/60, ours/60)
	if ours > 1.01*least {
		t.Error("far from the least")
	}
}

func TestRoundingOddCases(t *testing.T) {
	none, err := Rounding{}.Of(&System{})
	if err != nil || len(none.Counts) != 0 || none.Published != (Closeness{}) {
		t.Errorf("no cells: %+v, %v", none, err)
	}
	for says, of := range map[string]func() (*Rounded, error){
		"Base is 1":   func() (*Rounded, error) { return Rounding{Base: 1}.Of(&System{}) },
		"no method 9": func() (*Rounded, error) { return Rounding{Method: 9}.Of(&System{}) },
		"is negative": func() (*Rounded, error) { return Rounding{}.Of(&System{Labels: [][]string{{"a"}}, Counts: []int{-1}}) },
		"do not add up": func() (*Rounded, error) {
			return Rounding{}.Of(&System{Labels: [][]string{{"a"}, {"b"}}, Counts: []int{1, 2}, Sums: []Sum{{1, []int{0}}}})
		},
	} {
		if _, err := of(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
	// A cell is rounded in the same way in every table of one seed.
	table := persons(rand.New(rand.NewPCG(3, 4)), 9, 0, 3, 2, 2)
	pair, three := system(t, cube("AB"), table), system(t, cube("ABC"), table)
	a := must(Rounding{Method: Unbiased, Seed: 7}.Of(pair))
	b := must(Rounding{Method: Unbiased, Seed: 7}.Of(three))
	for cell, labels := range pair.Labels {
		other, ok := three.Find(append(slices.Clone(labels), "Ensemble")...)
		if !ok || a.Counts[cell] != b.Counts[other] {
			t.Errorf("%v is %d in one table, %d in the other", labels, a.Counts[cell], b.Counts[other])
		}
	}
	for _, method := range []RoundingMethod{Controlled, Nearest, Unbiased} {
		if text := must(Rounding{Method: method}.Of(pair)).String(); !strings.Contains(text, strconv.Itoa(5)) {
			t.Error(text)
		}
	}
}

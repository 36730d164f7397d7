package disclosure

import (
	"math"
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

// The reference is sdcMicro 5.8.0: freqCalc, indivRisk, ldiversity, suda2,
// localSuppression over the columns that RUN.txt names.
func TestGoldenMicro(t *testing.T) {
	golden.Each(t, "sdc_micro", func(c *golden.Case) {
		g := micro{Case: c}
		g.read()
		g.frequencies()
		g.risks()
		g.diversity()
		g.suda()
		g.local()
	})
}

type micro struct {
	*golden.Case
	table  *stats.Table
	quasi  []string
	weight string
	gaps   []bool // rows with a missing key
}

func (g *micro) read() {
	g.Helper()
	run, err := os.ReadFile(filepath.Join(g.Folder, "RUN.txt"))
	if err != nil {
		g.Fatal(err)
	}
	found := regexp.MustCompile(`keyVars=([0-9,]+)`).FindSubmatch(run)
	if found == nil {
		g.Fatal("RUN.txt does not name the keys")
	}
	header := g.Rows[0][1:]
	for part := range strings.SplitSeq(strings.Trim(string(found[1]), ","), ",") {
		g.quasi = append(g.quasi, header[number(g.Case, part)-1])
	}
	g.gaps = make([]bool, len(g.Rows)-1)
	var columns []stats.Column
	for _, name := range header {
		values := g.Column(name)
		if name == "w" || strings.HasSuffix(name, "weight") {
			g.weight = name
			numbers, _ := g.Numbers(name)
			columns = append(columns, stats.Variable{Name: name}.Numbers(numbers, nil))
			continue
		}
		// Numbers have an order, which the ordered distance reads.
		var levels []string
		ordered := true
		for _, value := range values {
			if value != "" && value != "NA" && !slices.Contains(levels, value) {
				levels = append(levels, value)
				_, err := strconv.ParseFloat(value, 64)
				ordered = ordered && err == nil
			}
		}
		slices.SortFunc(levels, func(a, b string) int {
			x, errX := strconv.ParseFloat(a, 64)
			y, errY := strconv.ParseFloat(b, 64)
			if errX == nil && errY == nil && x != y {
				return int(math.Copysign(1, x-y))
			}
			return strings.Compare(a, b)
		})
		codes, missing := make([]int, len(values)), make([]stats.Missing, len(values))
		for row, value := range values {
			if codes[row] = slices.Index(levels, value); codes[row] < 0 {
				codes[row], missing[row] = 0, stats.NotRecorded
				g.gaps[row] = g.gaps[row] || slices.Contains(g.quasi, name)
			}
		}
		columns = append(columns, stats.Variable{Name: name}.Categories(stats.Levels(levels...), ordered, codes, missing))
	}
	g.table = stats.MustTable(g.Name, columns...)
}

// rows compares one number a row.
func (g *micro) rows(got []float64, tolerance float64, path ...any) {
	g.Helper()
	for row, x := range got {
		g.Where(x, "", tolerance, append(slices.Clone(path), row)...)
	}
}

func floats(counts []int) []float64 {
	x := make([]float64, len(counts))
	for i, n := range counts {
		x[i] = float64(n)
	}
	return x
}

func (g *micro) frequencies() {
	g.Helper()
	for _, k := range []int{2, 3, 5} {
		a, err := KAnonymity{Quasi: g.quasi, K: k}.Of(g.table)
		if err != nil {
			g.Fatal(err)
		}
		g.Where(float64(a.Joker.Below), "", 0, "violations", "k"+strconv.Itoa(k))
	}
	r, err := Risk{Quasi: g.quasi, Weight: g.weight}.Of(g.table)
	if err != nil {
		g.Fatal(err)
	}
	g.rows(floats(r.Joker.Sample), 0, "freqCalc", "fk")
	g.rows(r.Joker.Population, 1e-12, "freqCalc", "Fk")
	g.Where(float64(r.Joker.Unique), "", 0, "freqCalc", "n1")
	g.Where(float64(r.Joker.Pairs), "", 0, "freqCalc", "n2")
	// With alpha = 0 rows with gaps count for no other; ours are values of
	// their own, which is the same for the rows without.
	for row, n := range r.Own.Sample {
		if !g.gaps[row] {
			g.Where(float64(n), "", 0, "freqCalc_alpha0", "fk", row)
			g.Where(r.Own.Population[row], "", 1e-12, "freqCalc_alpha0", "Fk", row)
		}
	}
}

func (g *micro) risks() {
	g.Helper()
	for _, approximate := range []bool{true, false} {
		most, _ := g.Get("risk", "global", "max_risk")
		accepted, _ := most.(float64)
		r, err := Risk{Quasi: g.quasi, Weight: g.weight, Approximate: approximate, Most: accepted}.Of(g.table)
		if err != nil {
			g.Fatal(err)
		}
		if !approximate {
			g.rows(r.Joker.Risk, 1e-9, "indivRisk_exact", "rk")
			continue
		}
		g.rows(r.Joker.Risk, 1e-9, "indivRisk_approx", "rk")
		g.rows(r.Joker.Risk, 1e-9, "risk", "individual", "risk")
		g.rows(floats(r.Joker.Sample), 0, "risk", "individual", "fk")
		g.rows(r.Joker.Population, 1e-12, "risk", "individual", "Fk")
		g.Where(r.Joker.Expected, "", 1e-9, "risk", "global", "risk_ER")
		g.Where(r.Joker.Expected/float64(r.N), "", 1e-9, "risk", "global", "risk")
		g.Where(100*r.Joker.Expected/float64(r.N), "", 1e-9, "risk", "global", "risk_pct")
		// The reference writes 0 where no threshold will do.
		if threshold, ok := g.Get("risk", "global", "threshold"); ok && threshold == 0.0 {
			if g.Compared++; r.Joker.Threshold.Defined() {
				g.Errorf("the threshold is %v, the reference finds none", r.Joker.Threshold)
			}
		} else {
			g.Where(r.Joker.Threshold.Value, r.Joker.Threshold.Reason, 1e-9, "risk", "global", "threshold")
		}
	}
}

func (g *micro) diversity() {
	g.Helper()
	diversities, _ := g.Get("ldiversity")
	object, ok := diversities.(map[string]any)
	if !ok {
		return
	}
	for name := range object {
		sensitive, is := strings.CutSuffix(name, "_Distinct_Ldiversity")
		if !is {
			continue
		}
		// A key that is the sensitive column too tells nothing.
		d, err := Diversity{Quasi: g.quasi, Sensitive: sensitive}.Of(g.table)
		if err != nil {
			g.Fatal(err)
		}
		most, mostOrdered := 0.0, 0.0
		for _, class := range d.Classes {
			for _, row := range class.Rows {
				g.Where(float64(class.Distinct), "", 0, "ldiversity", name, row)
				g.Where(class.Entropy, "", 1e-9, "ldiversity", sensitive+"_Entropy_Ldiversity", row)
				g.Where(float64(class.Recursive), "", 0, "ldiversity", sensitive+"_Recursive_Ldiversity", row)
			}
			g.Where(class.Equal, "", 1e-9, "tcloseness", "by_class_equal", strings.Join(class.Values, "␟"))
			most, mostOrdered = max(most, class.Equal), max(mostOrdered, class.EarthMover)
		}
		g.Where(most, "", 1e-9, "tcloseness", "t_equal_distance_max")
		if !d.Ordered {
			mostOrdered = most // where there is no order the reference takes equal distances
		}
		g.Where(mostOrdered, "", 1e-9, "tcloseness", "t_ordered_emd_max")
	}
	// With one sensitive column there is no diversity of several together: the
	// reference writes zeros.
	for _, name := range []string{"MultiEntropy_Ldiversity", "MultiRecursive_Ldiversity"} {
		g.rows(make([]float64, g.table.Len()), 0, "ldiversity", name)
	}
}

func (g *micro) suda() {
	g.Helper()
	s, err := Uniques{Quasi: g.quasi}.Of(g.table)
	if err != nil {
		g.Fatal(err)
	}
	if len(g.quasi) < 3 {
		return // the reference adds columns that do not exist
	}
	g.rows(s.Score, 1e-9, "suda2", "score")
	g.rows(s.Disclosive, 1e-6, "suda2", "disScore") // in single precision there
	for row, share := range s.Share {
		for j, x := range share {
			g.Where(x, "", 1e-9, "suda2", "contributionPercent", "data", row, j)
		}
	}
}

func (g *micro) local() {
	g.Helper()
	for _, k := range []int{2, 3, 5} {
		name := "k" + strconv.Itoa(k)
		want, ok := g.Get("localSuppression", name, "total")
		if !ok {
			continue
		}
		total, ok := want.(float64)
		if !ok {
			continue // it failed there
		}
		l, err := LocalSuppression{Quasi: g.quasi, K: k}.Of(g.table)
		if err != nil {
			g.Fatal(err)
		}
		a, err := KAnonymity{Quasi: g.quasi, K: k}.Of(l.Table)
		if err != nil {
			g.Fatal(err)
		}
		if g.Compared += 3; a.Joker.Below > 0 || l.Smallest != a.Joker.Smallest || float64(l.Total) > total {
			g.Errorf("k = %d: %d values withheld, the smallest class is %d; the reference withholds %v", k, l.Total, a.Joker.Smallest, total)
		}
		g.anonymous(name)
		var withheld []any
		for j, name := range g.quasi {
			counts := must(l.Table.Column(name)).MissingCounts()
			if counts[stats.Secret] != l.Withheld[j] {
				g.Errorf("%s: %d values withheld, %d told", name, counts[stats.Secret], l.Withheld[j])
			}
			withheld = append(withheld, l.Withheld[j])
		}
		supps, _ := g.Get("localSuppression", name, "supps")
		g.Logf("k = %d: %v values withheld, the reference %v", k, withheld, supps)
	}
}

// anonymous counts the rows that are alike in what the reference leaves.
func (g *micro) anonymous(k string) {
	g.Helper()
	var columns []stats.Column
	for j, name := range g.quasi {
		values := list(g.Case, "localSuppression", k, "xAnon", name)
		before := must(g.table.Column(name)).MissingCounts().Total()
		missing := make([]stats.Missing, len(values))
		withheld := -before
		for row, value := range values {
			if value == "NA" {
				missing[row] = stats.Secret
				withheld++
			}
		}
		g.Where(float64(withheld), "", 0, "localSuppression", k, "supps", j)
		columns = append(columns, stats.Variable{Name: name}.Texts(values, missing))
	}
	a := must(KAnonymity{Quasi: g.quasi, K: 2}.Of(stats.MustTable("", columns...)))
	g.Where(float64(a.Joker.Smallest), "", 0, "localSuppression", k, "min_fk_after")
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// The reference is sdcMicro::topBotCoding(value = 20 or 3).
func TestGoldenTopCoding(t *testing.T) {
	golden.Each(t, "sdc_topcode", func(c *golden.Case) {
		run, err := os.ReadFile(filepath.Join(c.Folder, "RUN.txt"))
		if err != nil {
			c.Fatal(err)
		}
		found := regexp.MustCompile(`value\s*=\s*([-0-9.]+)\|([-0-9.]+)`).FindSubmatch(run)
		if found == nil {
			c.Fatal("RUN.txt does not name the limits")
		}
		top, _ := strconv.ParseFloat(string(found[1]), 64)
		bottom, _ := strconv.ParseFloat(string(found[2]), 64)
		header := c.Rows[0][len(c.Rows[0])-1]
		values, gaps := c.Numbers(header)
		missing := make([]stats.Missing, len(values))
		for i := range gaps {
			if gaps[i] {
				missing[i] = stats.NotRecorded
			}
		}
		for name, spec := range map[string]TopCoding{
			"top": {Limit: top}, "bottom": {Limit: bottom, Bottom: true},
			"top_mean": {Limit: top, Mean: true}, "bottom_mean": {Limit: bottom, Bottom: true, Mean: true},
		} {
			want, ok := c.Get(name)
			if !ok {
				continue
			}
			// A missing value may have been added at the end.
			all, none := slices.Clone(values), slices.Clone(missing)
			for len(all) < len(want.([]any)) {
				all, none = append(all, 0), append(none, stats.NotRecorded)
			}
			spec.Column = header
			coded, err := spec.Of(stats.MustTable("", stats.Variable{Name: header}.Numbers(all, none)))
			if err != nil {
				c.Fatal(err)
			}
			column := must(coded.Table.Numbers(header))
			for row := range column.Len() {
				x, _ := column.At(row)
				c.Same(x, column.Missing(row).Code(), 1e-12, name, row)
			}
		}
	})
}

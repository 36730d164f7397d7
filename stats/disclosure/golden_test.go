package disclosure

import (
	"cmp"
	"context"
	"maps"
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

// The reference is sdcTable 0.33.0 in R:
//
//	p <- primarySuppression(makeProblem(data, dimList), type = "freq", maxN = 4)
//	q <- protectTable(p, method = "OPT"); attack(q)
//
// Cases of any number of dimensions and levels are read: the columns of the
// cells name the dimensions, strID their nesting, RUN.txt the primary rule.
func TestGoldenTables(t *testing.T) {
	golden.Each(t, "sdc_table", func(c *golden.Case) {
		g := readReference(c)
		var against string
		for _, name := range g.methods() {
			g.method(name)
			if total, ok := c.Get(name, "suppressed_total"); ok && (against == "" || name == "OPT") {
				against = name
				if name == "OPT" {
					g.optimum(name, total.(float64))
				}
			}
		}
		if _, optimal := c.Get("OPT", "suppressed_total"); !optimal && against != "" {
			total, _ := c.Get(against, "suppressed_total")
			g.optimum(against, total.(float64))
		}
		g.attacked(g.primary, "attack_primary_only")
	})
}

type reference struct {
	*golden.Case
	sums    *System
	at      []int // our cell of each of the reference's
	primary []bool
	below   int
}

// list is an array of the case as texts.
func list(c *golden.Case, path ...any) []string {
	c.Helper()
	values, ok := c.Get(path...)
	array, is := values.([]any)
	if !ok || !is {
		c.Fatalf("%v is not a list", path)
	}
	texts := make([]string, len(array))
	for i, value := range array {
		switch value := value.(type) {
		case string:
			texts[i] = value
		case float64:
			texts[i] = strconv.FormatFloat(value, 'g', -1, 64)
		case bool:
			texts[i] = strconv.FormatBool(value)
		default:
			texts[i] = "NA"
		}
	}
	return texts
}

func number(c *golden.Case, text string) int {
	c.Helper()
	return int(real(c, text))
}

func real(c *golden.Case, text string) float64 {
	c.Helper()
	if text == "Inf" {
		return float64(Unlimited)
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		c.Fatal(err)
	}
	return x
}

func readReference(c *golden.Case) reference {
	c.Helper()
	g := reference{Case: c, below: 1}
	run, err := os.ReadFile(filepath.Join(c.Folder, "RUN.txt"))
	if err != nil {
		c.Fatal(err)
	}
	setting := func(name string) string {
		if found := regexp.MustCompile(name + `\s*=\s*"?([A-Za-z0-9_.]+)`).FindSubmatch(run); found != nil {
			return string(found[1])
		}
		return ""
	}
	primary, _ := c.Get("primary")
	var names []string
	for name := range primary.(map[string]any) {
		if !slices.Contains([]string{".rows", "strID", "freq", "sdcStatus"}, name) {
			if _, ok := c.Get("primary", name, 0); ok && slices.Contains(c.Rows[0], name) && name != setting("numVarName") {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	labels := make([][]string, len(names))
	for d, name := range names {
		labels[d] = list(c, "primary", name)
	}
	cube := Cube{Lang: "en"}
	var columns []stats.Column
	parts := split(list(c, "primary", "strID"), labels)
	for d, name := range names {
		above := map[string]string{}
		code := map[string]string{}
		for n, label := range labels[d] {
			code[parts[d][n]] = label
		}
		leaves := c.Column(name)
		for id, label := range code {
			above[label] = parent(id, code, leaves)
			if above[label] == "" || above[label] == "Total" {
				delete(above, label)
			}
		}
		cube.Dimensions = append(cube.Dimensions, Dimension{Column: name, Above: above})
		// A level may be empty.
		var levels []stats.Level
		for _, label := range labels[d] {
			group := label == "Total" || slices.Contains(slices.Collect(maps.Values(above)), label)
			if !group && !slices.ContainsFunc(levels, func(l stats.Level) bool { return l.Code == label }) {
				levels = append(levels, stats.Level{Code: label})
			}
		}
		codes, missing := make([]int, len(leaves)), make([]stats.Missing, len(leaves))
		for row, leaf := range leaves {
			codes[row] = slices.IndexFunc(levels, func(l stats.Level) bool { return l.Code == leaf })
			if codes[row] < 0 {
				codes[row], missing[row] = 0, stats.NotRecorded
			}
		}
		columns = append(columns, stats.Variable{Name: name}.Categories(levels, false, codes, missing))
	}
	amount := setting("numVarName")
	if amount != "" {
		values, missing := c.Numbers(amount)
		reasons := make([]stats.Missing, len(values))
		for i := range missing {
			if missing[i] {
				reasons[i] = stats.NotRecorded
			}
		}
		columns = append(columns, stats.Variable{Name: amount}.Numbers(values, reasons))
	}
	table := stats.MustTable(c.Name, columns...)
	switch kind := setting("type"); kind {
	case "freq":
		g.below = number(c, setting("maxN")) + 1 // the reference includes its threshold
		g.sums, err = cube.Of(table)
	case "nk":
		share, _ := strconv.ParseFloat(setting(`\bk`), 64)
		g.sums, err = Amounts{Cube: cube, Column: amount, N: number(c, setting(`\bn`)), Share: share}.Of(table)
	case "p":
		p, _ := strconv.ParseFloat(setting(`\bp`), 64)
		g.sums, err = Amounts{Cube: cube, Column: amount, P: p}.Of(table)
	default:
		c.Fatalf("the primary rule %q is not known", kind)
	}
	if err != nil {
		c.Fatal(err)
	}
	// Cells, counts and primary cells are the reference's.
	counts := list(c, "primary", "freq")
	status := list(c, "primary", "sdcStatus")
	sh := newShield(g.sums, g.below, Recomputation)
	g.primary = sh.hide
	for n := range counts {
		var of []string
		for d := range names {
			of = append(of, labels[d][n])
		}
		cell, ok := g.sums.Find(of...)
		if !ok {
			c.Fatalf("no cell %v", of)
		}
		g.at = append(g.at, cell)
		if c.Compared += 2; g.sums.Counts[cell] != number(c, counts[n]) {
			c.Errorf("%v counts %d, want %s", of, g.sums.Counts[cell], counts[n])
		}
		if sh.hide[cell] != (status[n] == "u") {
			c.Errorf("%v is primary: %v, want %s", of, sh.hide[cell], status[n])
		}
	}
	c.Where(float64(count(sh.hide)), "", 0, "n_primary")
	return g
}

func count(flags []bool) (n int) {
	for _, is := range flags {
		if is {
			n++
		}
	}
	return n
}

// split cuts the identifiers into one part a dimension, in the order in which
// each part stands for one label of its dimension.
func split(ids []string, labels [][]string) [][]string {
	best := make([][]string, len(labels))
	var cut func(from int, left []int) bool
	cut = func(from int, left []int) bool {
		if len(left) == 0 {
			return from == len(ids[0])
		}
		for to := from + 1; to <= len(ids[0]); to++ {
			for k, d := range left {
				code, label := map[string]string{}, map[string]string{}
				fits := true
				part := make([]string, len(ids))
				for n, id := range ids {
					part[n] = id[from:to]
					c, l := part[n], labels[d][n]
					if code[l] == "" && label[c] == "" {
						code[l], label[c] = c, l
					}
					fits = fits && code[l] == c && label[c] == l
				}
				if fits {
					best[d] = part
					if cut(to, slices.Delete(slices.Clone(left), k, k+1)) {
						return true
					}
				}
			}
		}
		return false
	}
	all := make([]int, len(labels))
	for d := range all {
		all[d] = d
	}
	cut(0, all)
	return best
}

// parent is the label whose code is the longest beginning of this one, filled
// up with zeros, and that is no level of the data.
func parent(id string, labels map[string]string, leaves []string) string {
	for end := len(id) - 1; end > 0; end-- {
		code := id[:end] + strings.Repeat("0", len(id)-end)
		if label, ok := labels[code]; ok && code != id && !slices.Contains(leaves, label) {
			return label
		}
	}
	return ""
}

// methods are the parts of the case that are patterns.
func (g reference) methods() []string {
	var names []string
	for name := range g.Expected.(map[string]any) {
		if _, ok := g.Get(name, "status", 0); ok {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(a, b) })
	return names
}

// method compares what the reference says of one of its patterns.
func (g reference) method(name string) {
	g.Helper()
	hidden := make([]bool, len(g.sums.Counts))
	persons, secondary := 0, 0
	status := list(g.Case, name, "status")
	for n, s := range status {
		if cell := g.at[n]; s == "u" || s == "x" {
			hidden[cell] = true
			persons += g.sums.Counts[cell]
			if s == "x" {
				secondary++
			}
		}
	}
	g.Where(float64(persons), "", 0, name, "suppressed_total")
	g.Where(float64(secondary), "", 0, name, "n_secondary")
	if _, ok := g.Get(name, "data"); ok {
		counts, again := list(g.Case, name, "data", "freq"), list(g.Case, name, "data", "sdcStatus")
		for n, cell := range g.at {
			if g.Compared += 2; number(g.Case, counts[n]) != g.sums.Counts[cell] || again[n] != status[n] {
				g.Errorf("%s: line %d of the data is %s, %s", name, n+1, counts[n], again[n])
			}
		}
	}
	g.attacked(hidden, name, "attack")
}

// attacked compares bounds with the reference's attack on a pattern.
func (g reference) attacked(hidden []bool, path ...any) {
	g.Helper()
	if _, ok := g.Get(path...); !ok {
		return
	}
	b, err := Audit{Below: g.below}.OfSystem(g.sums, hidden)
	if err != nil {
		g.Fatal(err)
	}
	read := func(name string) []string { return list(g.Case, append(slices.Clone(path), name)...) }
	low, up, counts, safe := read("low"), read("up"), read("freq"), read("protected")
	for n, id := range read("id") {
		cell := g.at[number(g.Case, id)-1]
		k := slices.IndexFunc(b.Cells, func(i Interval) bool { return i.Cell == cell })
		if g.Compared += 4; k < 0 {
			g.Errorf("%v: %s is not hidden", path, g.sums.Name(cell))
			continue
		}
		got := b.Cells[k]
		// The reference's bounds are those over fractions of persons.
		least, most := real(g.Case, low[n]), real(g.Case, up[n])
		if got.Min != int(math.Ceil(least-1e-6)) || got.Max != int(math.Floor(most+1e-6)) || g.sums.Counts[cell] != number(g.Case, counts[n]) {
			g.Errorf("%v: %s of %s is within %d and %d, want %s and %s", path, g.sums.Name(cell), counts[n], got.Min, got.Max, low[n], up[n])
		}
		if (got.Min < got.Max) != (safe[n] == "true" && math.Floor(most+1e-6) > math.Ceil(least-1e-6)) {
			g.Errorf("%v: %s is protected: %s", path, g.sums.Name(cell), safe[n])
		}
	}
}

// zeros tells whether the reference hides zeros in a pattern, as we do then.
func (g reference) zeros(name string) bool {
	g.Helper()
	for n, s := range list(g.Case, name, "status") {
		if s == "x" && g.sums.Counts[g.at[n]] == 0 {
			return true
		}
	}
	return false
}

// optimum sets our least patterns against the reference's: by its own rule,
// that no hidden count can be worked out, and by ours, which asks for more.
func (g reference) optimum(name string, total float64) {
	g.Helper()
	for _, against := range []Protection{Recomputation, Inference} {
		h, err := Optimum{Below: g.below, Against: against, Zeros: g.zeros(name)}.Of(context.Background(), g.sums)
		if err != nil {
			g.Fatal(err)
		}
		b, err := Audit{Below: g.below}.OfSystem(g.sums, h.Mask)
		if err != nil || len(b.Recomputable) > 0 {
			g.Errorf("recomputable: %v, error %v", b.Recomputable, err)
		}
		g.Compared++
		if against == Recomputation && float64(h.Persons) > total {
			g.Errorf("%d persons are hidden, %s hides %v", h.Persons, name, total)
		}
		g.Logf("%d cells, protection %d: %d primary, %d secondary, %d persons, proven %v (%s: %v persons)", len(g.sums.Counts), against, h.Primary, h.Secondary, h.Persons, h.Proven, name, total)
	}
}

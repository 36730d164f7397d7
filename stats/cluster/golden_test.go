package cluster

import (
	"encoding/json"
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

// reference is a case of reference values.
type reference struct{ *golden.Case }

// each runs all cases of a method.
func each(t *testing.T, method string, run func(g reference)) {
	golden.Each(t, method, func(c *golden.Case) { run(reference{c}) })
}

// table is the input: numbers, or categories with the levels of levels.json.
func (g reference) table() *stats.Table {
	var orders struct{ Input map[string][]string }
	if file, err := os.ReadFile(filepath.Join(g.Folder, "levels.json")); err == nil {
		if err := json.Unmarshal(file, &orders); err != nil {
			g.Fatal(err)
		}
	}
	var columns []stats.Column
	for j, name := range g.Rows[0] {
		var values []string
		numeric := j > 0 && orders.Input[name] == nil
		numbers, missing := []float64{}, []stats.Missing{}
		for _, row := range g.Rows[1:] {
			cell := row[j]
			if cell == "NA" {
				cell = ""
			}
			x, err := strconv.ParseFloat(cell, 64)
			reason := stats.Recorded
			if cell == "" {
				reason = stats.NotRecorded
			} else if err != nil {
				numeric = false
			}
			values, numbers, missing = append(values, cell), append(numbers, x), append(missing, reason)
		}
		v := stats.Variable{Name: name}
		switch {
		case j == 0:
			columns = append(columns, stats.Variable{Name: "row names"}.Texts(values, nil))
		case numeric:
			columns = append(columns, v.Numbers(numbers, missing))
		default:
			order := orders.Input[name]
			if order == nil {
				order = slices.Compact(slices.Sorted(slices.Values(values)))
				order = slices.DeleteFunc(order, func(s string) bool { return s == "" })
			}
			codes := make([]int, len(values))
			for i, value := range values {
				if missing[i] == stats.Recorded {
					codes[i] = slices.Index(order, value)
				}
			}
			columns = append(columns, v.Categories(stats.Levels(order...), false, codes, missing))
		}
	}
	return stats.MustTable("", columns...)
}

// names are the names of the input's columns but the first.
func (g reference) names() []string { return g.Rows[0][1:] }

// distances are those of the case: Gower's where RUN.txt says so, else Euclidean.
func (g reference) distances() stats.Distancer {
	t := g.table()
	if strings.Contains(strings.ToLower(g.run()), "gower") {
		m, err := Gower{Columns: g.names()}.Of(g.Context(), t)
		if err != nil {
			g.Fatal(err)
		}
		return m
	}
	return g.points(t)
}

func (g reference) points(t *stats.Table) Points {
	p := make(Points, t.Len())
	for _, name := range g.names() {
		c, err := t.Numbers(name)
		if err != nil {
			g.Fatal(err)
		}
		for i := range p {
			x, ok := c.At(i)
			if !ok {
				g.Fatalf("column %q, row %d is missing", name, i+1)
			}
			p[i] = append(p[i], x)
		}
	}
	return p
}

// run is the command that made the values.
func (g reference) run() string {
	run, err := os.ReadFile(filepath.Join(g.Folder, "RUN.txt"))
	if err != nil {
		g.Fatal(err)
	}
	return string(run)
}

// argument is what the command gives for an argument; "" where it is not there.
func (g reference) argument(name string) string {
	found := regexp.MustCompile(`[(, ]` + regexp.QuoteMeta(name) + `\s*=\s*(c\([^)]*\)|[^,()\s]+)`).FindStringSubmatch(g.run())
	if found == nil {
		return ""
	}
	return found[1]
}

// places reads an argument such as "11:12" or "c(1,4)".
func (g reference) places(name string) []int {
	var all []int
	for part := range strings.SplitSeq(strings.TrimSuffix(strings.TrimPrefix(g.argument(name), "c("), ")"), ",") {
		if part == "" {
			continue
		}
		from, to, isRange := strings.Cut(part, ":")
		a, err := strconv.Atoi(strings.TrimSpace(from))
		if err != nil {
			g.Fatal(err)
		}
		b := a
		if isRange {
			if b, err = strconv.Atoi(strings.TrimSpace(to)); err != nil {
				g.Fatal(err)
			}
		}
		for ; a <= b; a++ {
			all = append(all, a)
		}
	}
	return all
}

// numbers is a list of numbers of the case, in its order; of an object by the
// names of rows.
func (g reference) numbers(path ...any) []float64 {
	g.Helper()
	found, there := g.Get(path...)
	if !there {
		return nil
	}
	if object, ok := found.(map[string]any); ok {
		var list []float64
		for _, row := range g.Rows[1:] {
			list = append(list, number(object[row[0]]))
		}
		return list
	}
	cells, ok := found.([]any)
	if !ok {
		cells = []any{found}
	}
	var list []float64
	for _, cell := range cells {
		list = append(list, number(cell))
	}
	return list
}

func number(cell any) float64 {
	switch x := cell.(type) {
	case float64:
		return x
	case string:
		if n, err := strconv.ParseFloat(x, 64); err == nil {
			return n
		}
	}
	return math.NaN()
}

// matrix is a matrix of the case with the names of its rows.
func (g reference) matrix(path ...any) (rows []string, data [][]float64) {
	g.Helper()
	found, _ := g.Get(path...)
	object, ok := found.(map[string]any)
	if !ok {
		return nil, nil
	}
	names, _ := object["rows"].([]any)
	for _, name := range names {
		rows = append(rows, name.(string))
	}
	lines, ok := object["data"].([]any)
	if !ok {
		g.Fatalf("%v is no matrix", path)
	}
	for _, line := range lines {
		cells, ok := line.([]any)
		if !ok {
			cells = []any{line}
		}
		var list []float64
		for _, cell := range cells {
			list = append(list, number(cell))
		}
		data = append(data, list)
	}
	return rows, data
}

// near compares a number at 1e-9 of it, or of a scale where it is small.
func (g reference) near(got, want, scale float64, what ...any) {
	g.Helper()
	g.Compared++
	if !(math.Abs(got-want) <= 1e-9*math.Abs(want)+1e-13*scale) && got != want {
		g.Errorf("%v = %.17g, want %.17g", what, got, want)
	}
}

// all compares lists.
func (g reference) all(got, want []float64, scale float64, what ...any) {
	g.Helper()
	if len(got) != len(want) {
		g.Errorf("%v: %d values, want %d", what, len(got), len(want))
		return
	}
	for i := range got {
		g.near(got[i], want[i], scale, append(slices.Clip(what), i)...)
	}
}

// partition compares classes up to their numbers.
func (g reference) partition(got []int, want []float64, what ...any) {
	g.Helper()
	if len(got) != len(want) {
		g.Errorf("%v: %d cases, want %d", what, len(got), len(want))
		return
	}
	there, back := map[int]float64{}, map[float64]int{}
	for i := range got {
		g.Compared++
		if _, known := there[got[i]]; !known {
			there[got[i]] = want[i]
		}
		if _, known := back[want[i]]; !known {
			back[want[i]] = got[i]
		}
		if there[got[i]] != want[i] || back[want[i]] != got[i] {
			g.Errorf("%v: case %d is in another class", what, i+1)
			return
		}
	}
}

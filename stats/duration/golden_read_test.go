package duration

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

// caseOf is a case of reference values with its data as a table.
type caseOf struct {
	*golden.Case
	table *stats.Table
	run   string
}

// read makes columns of the input: numbers, or categories with the order of
// levels.json, else in order of code.
func read(c *golden.Case) *caseOf {
	c.Helper()
	var orders struct{ Input map[string][]string }
	if file, err := os.ReadFile(filepath.Join(c.Folder, "levels.json")); err == nil {
		if err := json.Unmarshal(file, &orders); err != nil {
			c.Fatal(err)
		}
	}
	run, err := os.ReadFile(filepath.Join(c.Folder, "RUN.txt"))
	if err != nil {
		c.Fatal(err)
	}
	var columns []stats.Column
	for j, name := range c.Rows[0][1:] {
		var values []string
		var numbers []float64
		var missing []stats.Missing
		numeric := orders.Input[name] == nil
		for _, row := range c.Rows[1:] {
			cell := row[j+1]
			reason := stats.Recorded
			if cell == "" || cell == "NA" {
				cell, reason = "", stats.NotRecorded
			}
			x, err := strconv.ParseFloat(cell, 64)
			numeric = numeric && (cell == "" || err == nil)
			values, numbers, missing = append(values, cell), append(numbers, x), append(missing, reason)
		}
		v := stats.Variable{Name: name}
		if numeric {
			columns = append(columns, v.Numbers(numbers, missing))
			continue
		}
		order := orders.Input[name]
		if order == nil {
			order = slices.Compact(slices.Sorted(slices.Values(values)))
			order = slices.DeleteFunc(order, func(s string) bool { return s == "" })
		}
		codes := make([]int, len(values))
		for i, value := range values {
			if value != "" {
				if codes[i] = slices.Index(order, value); codes[i] < 0 {
					c.Fatalf("column %q: level %q is not in levels.json", name, value)
				}
			}
		}
		columns = append(columns, v.Categories(stats.Levels(order...), false, codes, missing))
	}
	return &caseOf{c, stats.MustTable("", columns...), string(run)}
}

// formula reads the clock and the terms on the right of a call in RUN.txt: names,
// factor(name) or strata(name).
func (g *caseOf) formula(call string) (clock Clock, terms []string) {
	g.Helper()
	found := regexp.MustCompile(regexp.QuoteMeta(call) + `\(Surv\(((?:[^()]|\([^()]*\))*)\) *~ *((?:[^(),]|\([^()]*\))*)`).FindStringSubmatch(g.run)
	if found == nil {
		g.Fatalf("RUN.txt has no %s(Surv(…) ~ …)", call)
	}
	names := regexp.MustCompile(`[\w.]+`).FindAllString(strings.ReplaceAll(found[1], "factor(", "("), -1)
	if len(names) < 2 {
		g.Fatalf("Surv(%s) names no time and event", found[1])
	}
	clock = Clock{Time: names[len(names)-2], Event: names[len(names)-1]}
	if len(names) == 3 {
		clock.Entry = names[0]
	}
	column, err := g.table.Column(clock.Event)
	if err != nil {
		g.Fatal(err)
	}
	if levels, ok := column.(*stats.Categories); ok { // the first level is censoring, as R has it
		clock.Censored = []string{levels.Levels()[0].Code}
	}
	for term := range strings.SplitSeq(found[2], "+") {
		if term = strings.TrimSpace(term); term != "1" {
			terms = append(terms, term)
		}
	}
	return clock, terms
}

// named is the column of a term; a factor of numbers becomes categories.
func (g *caseOf) named(term string) string {
	g.Helper()
	inside, factor := strings.CutPrefix(strings.TrimSuffix(term, ")"), "factor(")
	inside = strings.TrimPrefix(inside, "strata(")
	column, err := g.table.Column(inside)
	if err != nil {
		g.Fatal(err)
	}
	if _, numbers := column.(*stats.Numbers); !factor || !numbers {
		return inside
	}
	levels, place, err := levelsOf(column, "")
	if err != nil {
		g.Fatal(err)
	}
	codes, missing := make([]int, column.Len()), make([]stats.Missing, column.Len())
	for row := range codes {
		if missing[row] = column.Missing(row); missing[row] == stats.Recorded {
			codes[row] = place(row)
		}
	}
	made, err := g.table.With(stats.Variable{Name: term}.Categories(levels, false, codes, missing))
	if err != nil {
		g.Fatal(err)
	}
	g.table = made
	return term
}

// refused tells whether R stopped, or has nothing, at a path.
func (g *caseOf) refused(path ...any) bool {
	x, there := g.Get(path...)
	if object, ok := x.(map[string]any); ok {
		_, stopped := object["r_error"]
		return stopped
	}
	return !there || x == nil
}

// list is the length of an expected vector; one number counts as a vector.
func (g *caseOf) list(path ...any) int {
	g.Helper()
	x, there := g.Get(path...)
	switch x := x.(type) {
	case []any:
		return len(x)
	case float64, nil:
		if there {
			return 1
		}
	case map[string]any:
		if data, ok := x["data"].([]any); ok {
			return len(data)
		}
		return len(x)
	}
	if !there {
		g.Fatalf("%v: no such list in the case", path)
	}
	return -1
}

func path(steps ...any) []any { return steps }

func with(path []any, steps ...any) []any { return append(slices.Clone(path), steps...) }

func (g *caseOf) count(n int, path ...any) { g.Helper(); g.Same(float64(n), "", 0, path...) }

package stats

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// golden is a case of reference values: R's answers to an input.
type golden struct {
	t        *testing.T
	rows     [][]string // of the input, header first
	expected map[string]any
	compared int
}

// eachGolden runs every case that the folder of reference values holds for a
// method.
func eachGolden(t *testing.T, method string, run func(g *golden)) {
	folder := os.Getenv("VERBATIM_GOLDEN")
	if folder == "" {
		folder = filepath.Join("..", "..", "shared", "golden")
	}
	cases, err := filepath.Glob(filepath.Join(folder, method, "*"))
	if err != nil || len(cases) == 0 {
		t.Skipf("no reference values for %s in %s", method, folder)
	}
	compared := 0
	for _, folder := range cases {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			g := &golden{t: t}
			input, err := os.Open(filepath.Join(folder, "input.csv"))
			if err != nil {
				t.Fatal(err)
			}
			defer input.Close()
			if g.rows, err = csv.NewReader(input).ReadAll(); err != nil {
				t.Fatal(err)
			}
			answer, err := os.ReadFile(filepath.Join(folder, "expected.json"))
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(answer, &g.expected); err != nil {
				t.Fatal(err)
			}
			run(g)
			if g.compared == 0 {
				t.Error("nothing of this case was compared")
			}
			compared += g.compared
		})
	}
	t.Logf("%s: %d values compared in %d cases", method, compared, len(cases))
}

// get walks down the expected answer; what R refused or warned about counts as
// what it says inside.
func (g *golden) get(path ...any) (any, bool) {
	var at any = g.expected
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, ok := at.(map[string]any)
			if !ok {
				return nil, false
			}
			if at, ok = object[step]; !ok {
				return nil, false
			}
		case int:
			list, ok := at.([]any)
			if !ok || step >= len(list) {
				return nil, false
			}
			at = list[step]
		}
	}
	if object, ok := at.(map[string]any); ok {
		if value, ok := object["value"]; ok {
			at = value
		}
	}
	return at, true
}

// same compares a value with the expected one at a path that must be there.
// Where R has none, ours must be undefined and say why.
func (g *golden) same(got float64, reason string, tolerance float64, path ...any) {
	g.t.Helper()
	want, there := g.get(path...)
	if !there {
		g.t.Errorf("%v: no such value in the case", path)
		return
	}
	g.compare(got, reason, tolerance, want, path)
}

// where compares only when the case has the value.
func (g *golden) where(got float64, reason string, tolerance float64, path ...any) {
	g.t.Helper()
	if want, there := g.get(path...); there {
		g.compare(got, reason, tolerance, want, path)
	}
}

func (g *golden) compare(got float64, reason string, tolerance float64, want any, path []any) {
	g.t.Helper()
	g.compared++
	number, isNumber := want.(float64)
	if text, ok := want.(string); ok && (text == "Inf" || text == "-Inf") {
		number, isNumber = math.Inf(1), true
		if text == "-Inf" {
			number = math.Inf(-1)
		}
	}
	if !isNumber { // null, NaN, NA, r_error
		if reason == "" {
			g.t.Errorf("%v: R has %v, ours is %v without a reason", path, want, got)
		}
		return
	}
	if reason != "" {
		g.t.Errorf("%v: R has %v, ours is undefined: %s", path, want, reason)
		return
	}
	if got != number && !(math.Abs(got-number) <= tolerance*math.Abs(number)+1e-15) {
		g.t.Errorf("%v = %.17g, want %.17g", path, got, number)
	}
}

// near fails where a Monte Carlo estimate is further than a distance.
func (g *golden) near(got, distance float64, path ...any) {
	g.t.Helper()
	if want, there := g.get(path...); there {
		g.compared++
		if number, ok := want.(float64); ok && math.Abs(got-number) > distance {
			g.t.Errorf("%v = %v, want %v", path, got, number)
		}
	}
}

func (g *golden) column(name string) []string {
	for j, header := range g.rows[0] {
		if header == name {
			var values []string
			for _, row := range g.rows[1:] {
				values = append(values, row[j])
			}
			return values
		}
	}
	g.t.Fatalf("no column %q", name)
	return nil
}

func (g *golden) numbers(name string) *Numbers {
	cells := g.column(name)
	values, missing := make([]float64, len(cells)), make([]Missing, len(cells))
	for i, cell := range cells {
		x, err := strconv.ParseFloat(cell, 64)
		if err != nil {
			missing[i] = NotRecorded
			if cell != "" && cell != "NA" {
				g.t.Fatal(err)
			}
		}
		values[i] = x
	}
	return Variable{Name: name}.Numbers(values, missing)
}

// ordered reads levels that are numbers, as all ordered ones of the cases are.
func (g *golden) ordered(name string) *Categories {
	numbers := g.numbers(name)
	var levels []Level
	codes, missing := make([]int, numbers.Len()), make([]Missing, numbers.Len())
	sorted := sortedDistinct(numbers)
	for _, x := range sorted {
		levels = append(levels, Level{Code: strconv.FormatFloat(x, 'g', -1, 64)})
	}
	for row := range codes {
		missing[row] = numbers.Missing(row)
		x, _ := numbers.At(row)
		for i := range sorted {
			if sorted[i] == x {
				codes[row] = i
			}
		}
	}
	return Variable{Name: name}.Categories(levels, true, codes, missing)
}

func sortedDistinct(c *Numbers) []float64 {
	values := recorded(c, func(row int) float64 { return c.values[row] })
	slices.Sort(values)
	return slices.Compact(values)
}

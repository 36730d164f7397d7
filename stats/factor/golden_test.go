package factor

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

// reference is a case whose axes are compared: up to sign, and those with equal
// eigenvalues as one subspace.
type reference struct {
	*golden.Case
	groups [][]int
	signs  []float64
}

// table is the input as columns: numbers, or categories with the order of levels
// of levels.json. Columns in texts are categories whatever they hold.
func (g *reference) table(texts ...int) *stats.Table {
	var orders struct{ Input map[string][]string }
	if file, err := os.ReadFile(filepath.Join(g.Folder, "levels.json")); err == nil {
		if err := json.Unmarshal(file, &orders); err != nil {
			g.Fatal(err)
		}
	}
	header := g.Rows[0]
	var columns []stats.Column
	for j, name := range header {
		var values []string
		numeric := j > 0 && orders.Input[name] == nil && !slices.Contains(texts, j)
		numbers, missing := []float64{}, []stats.Missing{}
		for _, row := range g.Rows[1:] {
			cell := row[j]
			if cell == "NA" {
				cell = ""
			}
			values = append(values, cell)
			x, err := strconv.ParseFloat(cell, 64)
			numeric = numeric && (cell == "" || err == nil)
			reason := stats.Recorded
			if cell == "" {
				reason = stats.NotRecorded
			}
			numbers, missing = append(numbers, x), append(missing, reason)
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
				order = slices.Sorted(slices.Values(values))
				order = slices.DeleteFunc(slices.Compact(order), func(s string) bool { return s == "" })
			}
			codes := make([]int, len(values))
			for i, value := range values {
				if value != "" {
					if codes[i] = slices.Index(order, value); codes[i] < 0 {
						g.Fatalf("column %q: level %q is not in levels.json", name, value)
					}
				}
			}
			columns = append(columns, v.Categories(stats.Levels(order...), false, codes, missing))
		}
	}
	return stats.MustTable("", columns...)
}

// command reads the places of columns or rows that RUN.txt names for an
// argument, such as "quali.sup=19:22" or "quanti.sup=c(1,4)".
func (g *reference) command(argument string) []int {
	run, err := os.ReadFile(filepath.Join(g.Folder, "RUN.txt"))
	if err != nil {
		g.Fatal(err)
	}
	found := regexp.MustCompile(`\b` + regexp.QuoteMeta(argument) + `\s*=\s*(c\([^)]*\)|[0-9:]+)`).FindStringSubmatch(string(run))
	if found == nil {
		return nil
	}
	var places []int
	for part := range strings.SplitSeq(strings.TrimSuffix(strings.TrimPrefix(found[1], "c("), ")"), ",") {
		part = strings.Trim(part, ` "'`)
		if at := slices.Index(g.Rows[0], part); at > 0 { // by name
			places = append(places, at)
			continue
		}
		from, to, isRange := strings.Cut(part, ":")
		a, err := strconv.Atoi(from)
		if err != nil {
			g.Fatalf("%s: %v", argument, err)
		}
		b := a
		if isRange {
			if b, err = strconv.Atoi(to); err != nil {
				g.Fatalf("%s: %v", argument, err)
			}
		}
		for ; a <= b; a++ {
			places = append(places, a)
		}
	}
	return places
}

// names are the headers of columns by their places.
func (g *reference) names(places []int) []string {
	var names []string
	for _, j := range places {
		names = append(names, g.Rows[0][j])
	}
	return names
}

// others are the names of all columns but those.
func (g *reference) others(without ...[]int) []string {
	var names []string
	for j, name := range g.Rows[0] {
		if j > 0 && !slices.Contains(slices.Concat(without...), j) {
			names = append(names, name)
		}
	}
	return names
}

// matrix is a matrix of the case with the names of its rows.
func (g *reference) matrix(path ...any) (rows []string, data [][]float64) {
	g.Helper()
	found, ok := g.Get(path...)
	if !ok || found == nil {
		return nil, nil
	}
	object, ok := found.(map[string]any)
	if !ok {
		g.Fatalf("%v is no matrix", path)
	}
	if names, ok := object["rows"].([]any); ok {
		for _, name := range names {
			rows = append(rows, name.(string))
		}
	}
	lines, ok := object["data"].([]any)
	if !ok {
		// A table of columns, with the names of its rows apart.
		for _, name := range object[".rows"].([]any) {
			rows = append(rows, name.(string))
		}
		for i := range rows {
			data = append(data, nil)
			for _, column := range []string{"correlation", "p.value"} {
				data[i] = append(data[i], number(object[column].([]any)[i]))
			}
		}
		return rows, data
	}
	for _, line := range lines {
		var numbers []float64
		cells, ok := line.([]any)
		if !ok {
			cells = []any{line}
		}
		for _, cell := range cells {
			numbers = append(numbers, number(cell))
		}
		data = append(data, numbers)
	}
	return rows, data
}

func number(cell any) float64 {
	if x, ok := cell.(float64); ok {
		return x
	}
	return math.NaN()
}

// vector is a list or an object of numbers, in its order for a list.
func (g *reference) vector(path ...any) []float64 {
	g.Helper()
	found, _ := g.Get(path...)
	var numbers []float64
	if cells, ok := found.([]any); ok {
		for _, cell := range cells {
			numbers = append(numbers, number(cell))
		}
	}
	return numbers
}

// close compares a number with the reference at 1e-9 of it, or of the scale of
// its column where it is small beside the others.
func (g *reference) close(got, want, scale float64, what ...any) {
	g.Helper()
	g.Compared++
	if math.IsNaN(want) {
		g.Errorf("%v: the reference has no number, ours is %v", what, got)
		return
	}
	if !(math.Abs(got-want) <= 1e-9*math.Abs(want)+1e-12*scale) {
		g.Errorf("%v = %.17g, want %.17g", what, got, want)
	}
}

// values compares a vector.
func (g *reference) values(got []float64, path ...any) {
	g.Helper()
	want := g.vector(path...)
	if len(got) != len(want) {
		g.Errorf("%v: %d values, want %d", path, len(got), len(want))
		return
	}
	for i := range got {
		g.close(got[i], want[i], 0, append(path, i)...)
	}
}

// eigenvalues compares axes with the table of the reference, which also has
// axes without inertia.
func (g *reference) eigenvalues(axes []Axis, of func(a Axis) float64, path ...any) {
	g.Helper()
	_, eig := g.matrix(path...)
	sum, cumulated := 0.0, 0.0
	for _, a := range axes {
		sum += of(a)
	}
	for i, line := range eig {
		got := 0.0
		if i < len(axes) {
			got = of(axes[i])
		}
		cumulated += got
		g.close(got, line[0], 1, append(path, i, 0)...)
		g.close(100*got/sum, line[1], 100, append(path, i, 1)...)
		g.close(100*cumulated/sum, line[2], 100, append(path, i, 2)...)
	}
	// FAMD lists no more axes than were asked for.
	if len(eig) < len(axes) && eig[len(eig)-1][2] > 100-1e-9 {
		g.Errorf("%d axes, the reference has %d", len(axes), len(eig))
	}
	g.groups, g.signs = nil, nil
	for i := 0; i < len(axes); {
		j := i + 1
		for j < len(axes) && axes[i].Eigenvalue-axes[j].Eigenvalue < 1e-9*axes[i].Eigenvalue {
			j++
		}
		var group []int
		for ; i < j; i++ {
			group = append(group, i)
		}
		g.groups = append(g.groups, group)
	}
	g.signs = make([]float64, len(axes))
}

// axes compares one matrix with a column for each axis. Signed ones must agree
// in sign with all others of the case. rowOf finds our row by the name and place.
func (g *reference) axes(signed bool, rowOf func(name string, i int) []float64, path ...any) {
	g.Helper()
	names, want := g.matrix(path...)
	got := make([][]float64, len(want))
	for len(names) < len(want) {
		names = append(names, "")
	}
	for i := range want {
		if got[i] = rowOf(names[i], i); got[i] == nil {
			g.Errorf("%v: no row %q", path, names[i])
			return
		}
	}
	for _, group := range g.groups {
		if len(want) == 0 || group[len(group)-1] >= min(len(want[0]), len(got[0])) {
			break
		}
		axis := group[0]
		scale := 0.0
		for _, line := range want {
			scale = math.Max(scale, math.Abs(line[axis]))
		}
		if len(group) == 1 {
			if signed && g.signs[axis] == 0 && scale > 0 {
				for i, line := range want {
					if math.Abs(line[axis]) == scale {
						g.signs[axis] = math.Copysign(1, line[axis]*got[i][axis])
						break
					}
				}
			}
			sign := 1.0
			if signed {
				sign = g.signs[axis]
			}
			for i, line := range want {
				g.close(sign*got[i][axis], line[axis], scale, append(path, names[i], axis)...)
			}
			continue
		}
		// Of a subspace, the products of rows by rows, or the sums.
		for i := range want {
			for j := range want[:i+1] {
				if !signed && i != j {
					continue
				}
				x, y := 0.0, 0.0
				for _, axis := range group {
					if signed {
						x += got[i][axis] * got[j][axis]
						y += want[i][axis] * want[j][axis]
					} else {
						x += got[i][axis]
						y += want[i][axis]
					}
				}
				g.close(x, y, max(scale, scale*scale), append(path, names[i], names[j], group)...)
			}
		}
	}
}

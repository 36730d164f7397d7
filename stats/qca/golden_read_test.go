package qca

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

// reference is a case of reference values.
type reference struct{ *golden.Case }

// list is a JSON value as a list: R writes a list of one as the value alone.
func items(value any) []any {
	switch value := value.(type) {
	case nil:
		return nil
	case []any:
		return value
	}
	return []any{value}
}

func words(value any) []string {
	var all []string
	for _, item := range items(value) {
		all = append(all, fmt.Sprint(item))
	}
	return all
}

func (g *reference) text(path ...any) string {
	value, _ := g.Get(path...)
	return fmt.Sprint(value)
}

func (g *reference) number(path ...any) float64 {
	value, _ := g.Get(path...)
	x, ok := value.(float64)
	if !ok {
		g.Fatalf("%v is %v, not a number", path, value)
	}
	return x
}

// same compares texts or lists, in the order given.
func (g *reference) same(got, want any, what ...any) {
	g.Helper()
	g.Compared++
	if fmt.Sprint(got) != fmt.Sprint(want) {
		g.Errorf("%v = %v, want %v", what, got, want)
	}
}

// plain is an expression without the difference between ~EBA and EBA[0], which R
// writes by whether a condition has "-" beside 0 and 1.
func plain(expression string) string {
	terms := strings.Split(expression, " + ")
	for i, term := range terms {
		literals := strings.Split(term, "*")
		for j, literal := range literals {
			if name, no := strings.CutSuffix(literal, "[0]"); no {
				literal = "~" + name
			}
			literals[j] = strings.TrimSuffix(literal, "[1]")
		}
		terms[i] = strings.Join(literals, "*")
	}
	// R's order of terms of one length follows no rule that we could find.
	slices.Sort(terms)
	return strings.Join(terms, " + ")
}

func plainAll(list []string) []string {
	all := make([]string, len(list))
	for i := range list {
		all[i] = plain(list[i])
	}
	slices.Sort(all)
	return all
}

// cells reads a column of conditions or the outcome: numbers, "-", and labels
// for which value(case, label) finds the number.
func (g *reference) cells(name, id string, value func(row int) float64) stats.Column {
	cells := g.Column(name)
	numbers, missing := make([]float64, len(cells)), make([]stats.Missing, len(cells))
	labels := map[string]float64{}
	for i, cell := range cells {
		if _, err := strconv.ParseFloat(cell, 64); err != nil && cell != "" && cell != "-" && cell != "NA" {
			if x := value(i); !math.IsNaN(x) {
				labels[cell] = x
			}
		}
	}
	for i, cell := range cells {
		x, err := strconv.ParseFloat(cell, 64)
		label, labelled := labels[cell]
		switch {
		case err == nil:
			numbers[i] = x
		case cell == "-":
			missing[i] = stats.NotApplicable
		case labelled:
			numbers[i] = label
		case cell == "" || cell == "NA":
			missing[i] = stats.NotRecorded
		default:
			g.Fatalf("column %s, case %s: %q has no number", name, id, cell)
		}
	}
	return stats.Variable{Name: name}.Numbers(numbers, missing)
}

// table reads input.csv. R printed labels in place of some numbers; which number
// a label is, the truth table tells: it names the cases of each row.
func (g *reference) table() (*stats.Table, TruthTable) {
	spec := TruthTable{
		Outcome: strings.TrimPrefix(g.text("outcome"), "~"), Negated: strings.HasPrefix(g.text("outcome"), "~"),
		NCut: int(g.number("n.cut")), PRICut: g.number("pri.cut"),
		ID: g.Rows[0][0], KeepInapplicable: true, Lang: "en",
	}
	cuts, _ := g.Get("incl.cut") // of presence, and where there are two of absence
	for i, cut := range items(cuts) {
		*[]*float64{&spec.InclCut, &spec.ExclCut}[i] = cut.(float64)
	}
	conditions, _ := g.Get("conditions")
	spec.Conditions = words(conditions)
	ids := g.Column(spec.ID)
	rowOf := map[string]map[string]any{}
	rows, _ := g.Get("truthTable", "table")
	for _, row := range items(rows) {
		row := row.(map[string]any)
		for id := range strings.SplitSeq(fmt.Sprint(row["cases"]), ",") {
			rowOf[id] = row
		}
	}
	columns := []stats.Column{stats.Variable{Name: spec.ID}.Texts(ids, nil)}
	for _, name := range spec.Conditions {
		columns = append(columns, g.cells(name, spec.ID, func(i int) float64 {
			x, err := strconv.ParseFloat(fmt.Sprint(rowOf[ids[i]][name]), 64)
			if err != nil {
				return math.NaN()
			}
			return x
		}))
	}
	columns = append(columns, g.cells(spec.Outcome, spec.ID, func(i int) float64 {
		x, err := strconv.ParseFloat(fmt.Sprint(rowOf[ids[i]]["incl"]), 64)
		if err != nil {
			return math.NaN()
		}
		if spec.Negated {
			x = 1 - x
		}
		return math.Round(x)
	}))
	return stats.MustTable("", columns...), spec
}

package stats

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Group makes one row of the rows that have equal values in the By columns,
// with a column for each summary. Groups come in order of first appearance;
// rows without a value form groups of their own, by reason.
type Group struct {
	By        []string
	Summaries []Summary // none: the size
}

// Summary is one figure of a group; make it with Size, Mean, Median, Sum,
// Least, Most or Share.
type Summary struct {
	name, column, level, label string
	format                     Format
	of                         func(values []float64) float64
}

// Size counts the rows of the group.
func Size() Summary { return Summary{name: "n", label: "Effectif", format: Count} }

// Mean is the mean of a number over the recorded rows of the group.
func Mean(column string) Summary { return summaryOf("mean", "Moyenne", column, meanOf) }

// Median is the median of a number over the recorded rows of the group.
func Median(column string) Summary {
	return summaryOf("median", "Médiane", column, func(values []float64) float64 {
		slices.Sort(values)
		return (values[(len(values)-1)/2] + values[len(values)/2]) / 2
	})
}

// Sum adds up a number over the recorded rows of the group.
func Sum(column string) Summary { return summaryOf("sum", "Somme", column, sumOf) }

// Least is the smallest number among the recorded rows of the group.
func Least(column string) Summary { return summaryOf("min", "Minimum", column, slices.Min[[]float64]) }

// Most is the largest number among the recorded rows of the group.
func Most(column string) Summary { return summaryOf("max", "Maximum", column, slices.Max[[]float64]) }

// Share is the percentage of recorded rows that fulfil Is(column, level).
func Share(column, level string) Summary {
	s := summaryOf("share", "Part", column, func(values []float64) float64 { return 100 * meanOf(values) })
	s.name += "_" + level
	s.level, s.format = level, Percent
	return s
}

func summaryOf(word, label, column string, of func([]float64) float64) Summary {
	return Summary{name: word + "_" + column, label: label, column: column, of: of}
}

func sumOf(values []float64) float64 {
	total := 0.0
	for _, x := range values {
		total += x
	}
	return total
}

func meanOf(values []float64) float64 { return sumOf(values) / float64(len(values)) }

// Of groups the rows of a table. A summary of a group without a recorded value
// is Undefined.
func (g Group) Of(t *Table) (*Table, error) {
	by := make([]Column, len(g.By))
	for i, name := range g.By {
		c, err := t.Column(name)
		if err != nil {
			return nil, err
		}
		by[i] = c
	}
	groupOf := map[string]int{}
	var members [][]int
	for row := range t.Len() {
		var key strings.Builder
		for _, c := range by {
			value := ""
			if c.Missing(row) == Recorded {
				value = c.key(row)
			}
			fmt.Fprintf(&key, "%d%q", c.Missing(row), value)
		}
		at, known := groupOf[key.String()]
		if !known {
			at = len(members)
			groupOf[key.String()] = at
			members = append(members, nil)
		}
		members[at] = append(members[at], row)
	}
	firsts := make([]int, len(members))
	for i, rows := range members {
		firsts[i] = rows[0]
	}
	var columns []Column
	for _, c := range by {
		columns = append(columns, c.take(firsts))
	}
	summaries := g.Summaries
	if len(summaries) == 0 {
		summaries = []Summary{Size()}
	}
	for _, s := range summaries {
		c, err := s.over(t, members)
		if err != nil {
			return nil, err
		}
		columns = append(columns, c)
	}
	return NewTable(t.title, columns...)
}

func (s Summary) over(t *Table, members [][]int) (Column, error) {
	v := Variable{Name: s.name, Label: s.label, Format: s.format}
	values, missing := make([]float64, len(members)), make([]Missing, len(members))
	if s.of == nil {
		for i, rows := range members {
			values[i] = float64(len(rows))
		}
		return v.Numbers(values, nil), nil
	}
	at, err := s.numbers(t)
	if err != nil {
		return nil, err
	}
	c, err := t.Column(s.column)
	if err != nil {
		return nil, err
	}
	v.Label = fmt.Sprintf("%s (%s)", c.Variable().Title(), strings.ToLower(s.label))
	v.Unit = c.Variable().Unit
	if s.level != "" {
		v.Label, v.Unit = fmt.Sprintf("%s : %s", c.Variable().Title(), s.level), "%"
	}
	for i, rows := range members {
		var recorded []float64
		for _, row := range rows {
			if x := at(row); !math.IsNaN(x) {
				recorded = append(recorded, x)
			}
		}
		if len(recorded) == 0 {
			missing[i] = Undefined
			continue
		}
		values[i] = s.of(recorded)
	}
	return v.Numbers(values, missing), nil
}

// numbers reads the column of a summary as numbers, NaN where missing; a share
// is 1 where the level is there and 0 where another is.
func (s Summary) numbers(t *Table) (func(row int) float64, error) {
	if s.level == "" {
		c, err := t.Numbers(s.column)
		if err != nil {
			return nil, err
		}
		return func(row int) float64 {
			if x, recorded := c.At(row); recorded {
				return x
			}
			return math.NaN()
		}, nil
	}
	test, err := Is(s.column, s.level).bind(t)
	if err != nil {
		return nil, err
	}
	figures := [...]float64{no: 0, unknown: math.NaN(), yes: 1}
	return func(row int) float64 { return figures[test(row)] }, nil
}

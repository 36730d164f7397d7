package stats

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Condition chooses rows of a table. Make one with Is, Between, During,
// IsRecorded, Keep, Not or Any.
type Condition struct {
	label string
	bind  func(*Table) (func(row int) truth, error)
}

// truth is what a condition says of a row. A missing value makes it unknown, so
// that a row without an answer is neither among those who answered so nor among
// the others (Kleene 1952).
type truth int8

const (
	no truth = iota
	unknown
	yes
)

// judged is the truth of a row of a column, unknown where it has no value.
func judged(c Column, of func(row int) bool) func(row int) truth {
	return func(row int) truth {
		if c.Missing(row) != Recorded {
			return unknown
		}
		return truthOf(of(row))
	}
}

func truthOf(holds bool) truth {
	if holds {
		return yes
	}
	return no
}

// String says the condition in words, for the Champ line and the journal.
func (c Condition) String() string { return c.label }

// Where keeps the rows that fulfil all conditions. A missing value fulfils
// neither a condition nor its Not, but for IsRecorded; a name or level that does
// not exist is an error.
func (t *Table) Where(conditions ...Condition) (*Table, error) {
	tests, err := bound(t, conditions)
	if err != nil {
		return nil, err
	}
	var rows []int
	for row := range t.Len() {
		if !slices.ContainsFunc(tests, func(test func(int) truth) bool { return test(row) != yes }) {
			rows = append(rows, row)
		}
	}
	return t.Rows(rows), nil
}

func bound(t *Table, conditions []Condition) ([]func(row int) truth, error) {
	tests := make([]func(int) truth, len(conditions))
	for i, c := range conditions {
		test, err := c.bind(t)
		if err != nil {
			return nil, err
		}
		tests[i] = test
	}
	return tests, nil
}

// Is holds where a column of categories, flags or texts has one of the values,
// and where a set ticks one of the options. Flags are "oui" and "non".
func Is(column string, values ...string) Condition {
	label := fmt.Sprintf("%s = %s", column, strings.Join(values, " ou "))
	return Condition{label, func(t *Table) (func(int) truth, error) {
		c, err := t.Column(column)
		if err != nil {
			return nil, err
		}
		var levels []Level
		var matches func(row, level int) bool
		switch c := c.(type) {
		case *Categories:
			levels = c.levels
			matches = func(row, level int) bool { return int(c.codes[row]) == level }
		case *Sets:
			levels = c.options
			matches = func(row, option int) bool { return c.ticked[row]&(1<<option) != 0 }
		case *Flags:
			levels = Levels("non", "oui")
			matches = func(row, level int) bool { return c.values[row] == (level == 1) }
		case *Texts:
			return judged(c, func(row int) bool { return slices.Contains(values, c.values[row]) }), nil
		default:
			return nil, fmt.Errorf("column %q holds %s: use Between or During", column, KindOf(c))
		}
		var wanted []int
		for _, value := range values {
			level := levelIndex(levels, value)
			if level < 0 {
				codes := make([]string, len(levels))
				for i := range levels {
					codes[i] = levels[i].Code
				}
				return nil, fmt.Errorf("column %q has no level %s", column, Unknown(value, codes))
			}
			wanted = append(wanted, level)
		}
		return judged(c, func(row int) bool {
			return slices.ContainsFunc(wanted, func(level int) bool { return matches(row, level) })
		}), nil
	}}
}

// Between holds where a number lies from low to high, both included.
func Between(column string, low, high float64) Condition {
	label := fmt.Sprintf("%s de %s à %s", column, Number.Number(low, "fr"), Number.Number(high, "fr"))
	return Condition{label, func(t *Table) (func(int) truth, error) {
		c, err := t.Numbers(column)
		if err != nil {
			return nil, err
		}
		return judged(c, func(row int) bool { return c.values[row] >= low && c.values[row] <= high }), nil
	}}
}

// During holds where a day lies from the first to the last, both included.
func During(column string, first, last time.Time) Condition {
	label := fmt.Sprintf("%s du %s au %s", column, Number.Date(first, "fr"), Number.Date(last, "fr"))
	return Condition{label, func(t *Table) (func(int) truth, error) {
		c, err := t.Dates(column)
		if err != nil {
			return nil, err
		}
		from, to := int32(Day(first)), int32(Day(last))
		return judged(c, func(row int) bool { return c.days[row] >= from && c.days[row] <= to }), nil
	}}
}

// IsRecorded holds where the column has a value.
func IsRecorded(column string) Condition {
	return Condition{column + " renseigné", func(t *Table) (func(int) truth, error) {
		c, err := t.Column(column)
		if err != nil {
			return nil, err
		}
		return func(row int) truth { return truthOf(c.Missing(row) == Recorded) }, nil
	}}
}

// Keep holds where the function says so; the label tells readers what it keeps.
func Keep(label string, keep func(row int) bool) Condition {
	return Condition{label, func(*Table) (func(int) truth, error) {
		return func(row int) truth { return truthOf(keep(row)) }, nil
	}}
}

// Not holds where the condition does not. Of a missing value neither holds:
// Any(Not(c), Not(IsRecorded(…))) keeps it.
func Not(c Condition) Condition {
	return Condition{"non (" + c.label + ")", func(t *Table) (func(int) truth, error) {
		test, err := c.bind(t)
		if err != nil {
			return nil, err
		}
		return func(row int) truth { return yes - test(row) }, nil
	}}
}

// Any holds where one of the conditions does.
func Any(conditions ...Condition) Condition {
	labels := make([]string, len(conditions))
	for i, c := range conditions {
		labels[i] = c.label
	}
	return Condition{strings.Join(labels, " ou "), func(t *Table) (func(int) truth, error) {
		tests, err := bound(t, conditions)
		if err != nil {
			return nil, err
		}
		return func(row int) truth {
			most := no
			for _, test := range tests {
				most = max(most, test(row))
			}
			return most
		}, nil
	}}
}

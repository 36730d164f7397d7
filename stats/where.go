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
	bind  func(*Table) (func(row int) bool, error)
}

// String says the condition in words, for the Champ line and the journal.
func (c Condition) String() string { return c.label }

// Where keeps the rows that fulfil all conditions. A missing value fulfils
// none but Not(IsRecorded(…)); a name or level that does not exist is an error.
func (t *Table) Where(conditions ...Condition) (*Table, error) {
	tests := make([]func(int) bool, len(conditions))
	for i, c := range conditions {
		test, err := c.bind(t)
		if err != nil {
			return nil, err
		}
		tests[i] = test
	}
	var rows []int
	for row := range t.Len() {
		if !slices.ContainsFunc(tests, func(test func(int) bool) bool { return !test(row) }) {
			rows = append(rows, row)
		}
	}
	return t.Rows(rows), nil
}

// Is holds where a column of categories, flags or texts has one of the values,
// and where a set ticks one of the options. Flags are "oui" and "non".
func Is(column string, values ...string) Condition {
	label := fmt.Sprintf("%s = %s", column, strings.Join(values, " ou "))
	return Condition{label, func(t *Table) (func(int) bool, error) {
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
			return func(row int) bool {
				return c.Missing(row) == Recorded && slices.Contains(values, c.values[row])
			}, nil
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
		return func(row int) bool {
			return c.Missing(row) == Recorded &&
				slices.ContainsFunc(wanted, func(level int) bool { return matches(row, level) })
		}, nil
	}}
}

// Between holds where a number lies from low to high, both included.
func Between(column string, low, high float64) Condition {
	label := fmt.Sprintf("%s de %s à %s", column, Number.Number(low, "fr"), Number.Number(high, "fr"))
	return Condition{label, func(t *Table) (func(int) bool, error) {
		c, err := t.Numbers(column)
		if err != nil {
			return nil, err
		}
		return func(row int) bool {
			x, recorded := c.At(row)
			return recorded && x >= low && x <= high
		}, nil
	}}
}

// During holds where a day lies from the first to the last, both included.
func During(column string, first, last time.Time) Condition {
	label := fmt.Sprintf("%s du %s au %s", column, Number.Date(first, "fr"), Number.Date(last, "fr"))
	return Condition{label, func(t *Table) (func(int) bool, error) {
		c, err := t.Dates(column)
		if err != nil {
			return nil, err
		}
		from, to := int32(Day(first)), int32(Day(last))
		return func(row int) bool {
			return c.Missing(row) == Recorded && c.days[row] >= from && c.days[row] <= to
		}, nil
	}}
}

// IsRecorded holds where the column has a value.
func IsRecorded(column string) Condition {
	return Condition{column + " renseigné", func(t *Table) (func(int) bool, error) {
		c, err := t.Column(column)
		if err != nil {
			return nil, err
		}
		return func(row int) bool { return c.Missing(row) == Recorded }, nil
	}}
}

// Keep holds where the function says so; the label tells readers what it keeps.
func Keep(label string, keep func(row int) bool) Condition {
	return Condition{label, func(*Table) (func(int) bool, error) { return keep, nil }}
}

// Not holds where the condition does not.
func Not(c Condition) Condition {
	return Condition{"non (" + c.label + ")", func(t *Table) (func(int) bool, error) {
		test, err := c.bind(t)
		if err != nil {
			return nil, err
		}
		return func(row int) bool { return !test(row) }, nil
	}}
}

// Any holds where one of the conditions does.
func Any(conditions ...Condition) Condition {
	labels := make([]string, len(conditions))
	for i, c := range conditions {
		labels[i] = c.label
	}
	return Condition{strings.Join(labels, " ou "), func(t *Table) (func(int) bool, error) {
		tests := make([]func(int) bool, len(conditions))
		for i, c := range conditions {
			test, err := c.bind(t)
			if err != nil {
				return nil, err
			}
			tests[i] = test
		}
		return func(row int) bool {
			return slices.ContainsFunc(tests, func(test func(int) bool) bool { return test(row) })
		}, nil
	}}
}

package stats

import (
	"fmt"
	"slices"
)

// Variable says what a column holds. Its methods make the columns:
//
//	age := stats.Variable{Name: "age", Label: "Âge au début", Unit: "ans"}.Numbers(values, nil)
//
// In each of them missing holds one reason a row, nil when every value is
// recorded; the slices are copied, so that a column never changes.
type Variable struct {
	Name  string // as programs write it: "age_debut"
	Label string // as people read it: "Âge au début"; the name when empty
	Unit  string // "ans", "jours", "%"; empty when there is none
	// Format says how numbers and dates are shown; it never changes them.
	Format Format
	// Identifying marks what names a person: such a column is never printed
	// and never leaves the computer.
	Identifying bool
}

// Title is the label, or the name where there is none.
func (v Variable) Title() string {
	if v.Label != "" {
		return v.Label
	}
	return v.Name
}

// Column is one column of a Table: Numbers, Categories, Flags, Dates, Texts or
// Sets. The set is closed and columns are read-only.
type Column interface {
	// Variable says what the column holds.
	Variable() Variable
	// Len is the number of rows.
	Len() int
	// Missing is the reason why the row has no value, or Recorded.
	Missing(row int) Missing
	// MissingCounts counts the rows by reason, recorded ones included.
	MissingCounts() MissingCounts
	// Show is the cell as people read it, in French or, with lang "en", in English.
	Show(row int, lang string) string

	// take returns the rows named, in that order; -1 stands for a row that is
	// not there, NotRecorded in the new column.
	take(rows []int) Column
	as(v Variable) Column
	// compare orders two recorded rows.
	compare(a, b int) int
	// key is a text that is equal for equal recorded values.
	key(row int) string
}

// Key is a text that is equal for equal recorded values of a column.
func Key(c Column, row int) string { return c.key(row) }

// Rename returns the column under another variable: a new name, label or format.
func Rename(c Column, v Variable) Column { return c.as(v) }

// cells is what all columns have in common.
type cells struct {
	variable Variable
	rows     int
	missing  []Missing // nil when all rows are recorded
}

func newCells(v Variable, rows int, missing []Missing) cells {
	if missing != nil && len(missing) != rows {
		panic(fmt.Sprintf("stats: column %q: %d values and %d reasons for missing", v.Name, rows, len(missing)))
	}
	if !slices.ContainsFunc(missing, func(m Missing) bool { return m != Recorded }) {
		missing = nil
	}
	return cells{v, rows, slices.Clone(missing)}
}

func (c *cells) Variable() Variable { return c.variable }
func (c *cells) Len() int           { return c.rows }

func (c *cells) Missing(row int) Missing {
	if c.missing == nil {
		return Recorded
	}
	return c.missing[row]
}

func (c *cells) MissingCounts() MissingCounts {
	var counts MissingCounts
	if c.missing == nil {
		counts[Recorded] = c.rows
		return counts
	}
	for _, m := range c.missing {
		counts[m]++
	}
	return counts
}

// take picks the missing mask, and tells what value each new row gets.
func (c *cells) takeCells(rows []int) cells {
	missing := make([]Missing, len(rows))
	for i, row := range rows {
		if row < 0 {
			missing[i] = NotRecorded
		} else {
			missing[i] = c.Missing(row)
		}
	}
	return newCells(c.variable, len(rows), missing)
}

// sign is the text of a missing cell in a listing of data or results.
func (c *cells) sign(row int) (string, bool) {
	if c.variable.Identifying {
		return "•••", true
	}
	m := c.Missing(row)
	return m.Code(), m != Recorded
}

func takeValues[T any](values []T, rows []int) []T {
	taken := make([]T, len(rows))
	for i, row := range rows {
		if row >= 0 {
			taken[i] = values[row]
		}
	}
	return taken
}

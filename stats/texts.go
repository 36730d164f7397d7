package stats

import (
	"fmt"
	"slices"
	"strings"
)

// Texts is a column of free text: identifiers, notes, quotes.
type Texts struct {
	cells
	values []string
	marks  [][]Span
}

// Span is a stretch of text in code points, from Start up to but not including End.
type Span struct{ Start, End int }

// Texts makes a column of free text.
func (v Variable) Texts(values []string, missing []Missing) *Texts {
	return &Texts{newCells(v, len(values), missing), slices.Clone(values), nil}
}

// Marked returns the column with stretches of its texts set off, one list a
// row: the coded words of a quote.
func (c *Texts) Marked(marks [][]Span) *Texts {
	if len(marks) != c.rows {
		panic(fmt.Sprintf("stats: column %q: %d texts and %d lists of marks", c.variable.Name, c.rows, len(marks)))
	}
	d := *c
	d.marks = make([][]Span, len(marks))
	for i := range marks {
		d.marks[i] = slices.Clone(marks[i])
	}
	return &d
}

// Marks are the stretches set off in a row.
func (c *Texts) Marks(row int) []Span {
	if c.marks == nil {
		return nil
	}
	return slices.Clone(c.marks[row])
}

// At is the text of a row, and whether there is one.
func (c *Texts) At(row int) (string, bool) { return c.values[row], c.Missing(row) == Recorded }

// Show is the text.
func (c *Texts) Show(row int, _ string) string {
	if sign, missing := c.sign(row); missing {
		return sign
	}
	return c.values[row]
}

func (c *Texts) take(rows []int) Column {
	d := &Texts{c.takeCells(rows), takeValues(c.values, rows), nil}
	if c.marks != nil {
		d.marks = takeValues(c.marks, rows)
	}
	return d
}
func (c *Texts) as(v Variable) Column { d := *c; d.variable = v; return &d }
func (c *Texts) compare(a, b int) int { return strings.Compare(c.values[a], c.values[b]) }
func (c *Texts) key(row int) string   { return c.values[row] }

package stats

import (
	"fmt"
	"slices"
	"strings"
)

// MaxOptions is the number of options that a column of sets can hold.
const MaxOptions = 64

// Sets is a column of multiple response: each row ticks any number of options.
type Sets struct {
	cells
	options []Level
	ticked  []uint64
}

// Sets makes a column of multiple response: ticked[i] lists the indices of the
// options of row i. A row that ticks nothing is recorded and empty, which is
// not the same as missing. At most MaxOptions options.
func (v Variable) Sets(options []Level, ticked [][]int, missing []Missing) *Sets {
	if len(options) > MaxOptions {
		panic(fmt.Sprintf("stats: column %q: %d options, at most %d", v.Name, len(options), MaxOptions))
	}
	bits := make([]uint64, len(ticked))
	for i, list := range ticked {
		for _, option := range list {
			if option < 0 || option >= len(options) {
				panic(fmt.Sprintf("stats: column %q: row %d ticks option %d of %d", v.Name, i, option, len(options)))
			}
			bits[i] |= 1 << option
		}
	}
	return &Sets{newCells(v, len(ticked), missing), slices.Clone(options), bits}
}

// Options lists the options in declared order.
func (c *Sets) Options() []Level { return slices.Clone(c.options) }

// Has tells whether the row ticks the option, and whether the row is recorded.
func (c *Sets) Has(row, option int) (ticked, recorded bool) {
	return c.ticked[row]&(1<<option) != 0, c.Missing(row) == Recorded
}

// Show joins the ticked options with a semicolon; "aucun" when none is.
func (c *Sets) Show(row int, lang string) string {
	if sign, missing := c.sign(row); missing {
		return sign
	}
	var titles []string
	for i, option := range c.options {
		if c.ticked[row]&(1<<i) != 0 {
			titles = append(titles, option.Title())
		}
	}
	switch {
	case len(titles) > 0:
		return strings.Join(titles, " ; ")
	case lang == "en":
		return "none"
	}
	return "aucun"
}

func (c *Sets) take(rows []int) Column {
	return &Sets{c.takeCells(rows), c.options, takeValues(c.ticked, rows)}
}
func (c *Sets) as(v Variable) Column { d := *c; d.variable = v; return &d }
func (c *Sets) compare(a, b int) int { return strings.Compare(c.key(a), c.key(b)) }
func (c *Sets) key(row int) string   { return fmt.Sprintf("%016x", c.ticked[row]) }

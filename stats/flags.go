package stats

import (
	"slices"
	"strings"
)

// Flags is a column of yes and no.
type Flags struct {
	cells
	values []bool
}

// Flags makes a column of yes and no.
func (v Variable) Flags(values []bool, missing []Missing) *Flags {
	return &Flags{newCells(v, len(values), missing), slices.Clone(values)}
}

// At is the flag of a row, and whether there is one.
func (c *Flags) At(row int) (yes, recorded bool) { return c.values[row], c.Missing(row) == Recorded }

// Show is oui or non, yes or no.
func (c *Flags) Show(row int, lang string) string {
	if sign, missing := c.sign(row); missing {
		return sign
	}
	return YesNo(c.values[row], lang)
}

// YesNo is "oui" or "non", "yes" or "no" in English.
func YesNo(yes bool, lang string) string {
	switch {
	case yes && lang == "en":
		return "yes"
	case yes:
		return "oui"
	case lang == "en":
		return "no"
	}
	return "non"
}

func (c *Flags) take(rows []int) Column {
	return &Flags{c.takeCells(rows), takeValues(c.values, rows)}
}
func (c *Flags) as(v Variable) Column { d := *c; d.variable = v; return &d }
func (c *Flags) compare(a, b int) int {
	return strings.Compare(YesNo(c.values[a], "en"), YesNo(c.values[b], "en"))
}
func (c *Flags) key(row int) string { return YesNo(c.values[row], "en") }

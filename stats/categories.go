package stats

import (
	"fmt"
	"slices"
)

// Level is one modality of a categorical variable or one option of a set.
type Level struct {
	Code  string // as the file writes it: "jud"
	Label string // as people read it: "Judiciaire"; the code when empty
}

// Title is the label, or the code where there is none.
func (l Level) Title() string {
	if l.Label != "" {
		return l.Label
	}
	return l.Code
}

// Levels makes levels whose labels are their codes.
func Levels(codes ...string) []Level {
	levels := make([]Level, len(codes))
	for i, code := range codes {
		levels[i].Code = code
	}
	return levels
}

func levelIndex(levels []Level, code string) int {
	return slices.IndexFunc(levels, func(l Level) bool { return l.Code == code })
}

// Categories is a column of levels, nominal or ordered. Levels keep their
// declared order and stay listed when no row has them.
type Categories struct {
	cells
	levels  []Level
	ordered bool
	codes   []int32
}

// Categories makes a column of levels: codes[i] is the index in levels of row
// i, any number where the row is missing.
func (v Variable) Categories(levels []Level, ordered bool, codes []int, missing []Missing) *Categories {
	short := make([]int32, len(codes))
	for i, code := range codes {
		if missing != nil && i < len(missing) && missing[i] != Recorded {
			continue
		}
		if code < 0 || code >= len(levels) {
			panic(fmt.Sprintf("stats: column %q: row %d has level %d of %d", v.Name, i, code, len(levels)))
		}
		short[i] = int32(code)
	}
	return &Categories{newCells(v, len(codes), missing), slices.Clone(levels), ordered, short}
}

// Labelled makes a column of levels from their codes, in order of first
// appearance; an empty text is missing, NotRecorded.
func (v Variable) Labelled(values ...string) *Categories {
	var levels []Level
	seen := map[string]int{}
	codes := make([]int, len(values))
	missing := make([]Missing, len(values))
	for i, value := range values {
		if value == "" {
			missing[i] = NotRecorded
			continue
		}
		code, known := seen[value]
		if !known {
			code = len(levels)
			seen[value] = code
			levels = append(levels, Level{Code: value})
		}
		codes[i] = code
	}
	return v.Categories(levels, false, codes, missing)
}

// Levels lists the levels in declared order.
func (c *Categories) Levels() []Level { return slices.Clone(c.levels) }

// Ordered tells whether the levels go from low to high.
func (c *Categories) Ordered() bool { return c.ordered }

// At is the index of the row's level, and whether there is one.
func (c *Categories) At(row int) (int, bool) { return int(c.codes[row]), c.Missing(row) == Recorded }

// Code is the code of the row's level, "" when missing.
func (c *Categories) Code(row int) string {
	if c.Missing(row) != Recorded {
		return ""
	}
	return c.levels[c.codes[row]].Code
}

// Show is the label of the row's level.
func (c *Categories) Show(row int, _ string) string {
	if sign, missing := c.sign(row); missing {
		return sign
	}
	return c.levels[c.codes[row]].Title()
}

func (c *Categories) take(rows []int) Column {
	return &Categories{c.takeCells(rows), c.levels, c.ordered, takeValues(c.codes, rows)}
}
func (c *Categories) as(v Variable) Column { d := *c; d.variable = v; return &d }
func (c *Categories) compare(a, b int) int { return int(c.codes[a]) - int(c.codes[b]) }
func (c *Categories) key(row int) string   { return c.levels[c.codes[row]].Code }

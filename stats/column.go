package stats

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
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

// Numbers is a column of quantities.
type Numbers struct {
	cells
	values []float64
}

// Numbers makes a column of quantities. NaN and infinite values are kept as
// missing, Unreadable: no number of a table is ever NaN.
func (v Variable) Numbers(values []float64, missing []Missing) *Numbers {
	values = slices.Clone(values)
	missing = slices.Clone(missing)
	for i, x := range values {
		if !math.IsNaN(x) && !math.IsInf(x, 0) {
			continue
		}
		values[i] = 0
		if missing == nil {
			missing = make([]Missing, len(values))
		}
		if missing[i] == Recorded {
			missing[i] = Unreadable
		}
	}
	return &Numbers{newCells(v, len(values), missing), values}
}

// At is the number in a row, and whether there is one.
func (c *Numbers) At(row int) (float64, bool) { return c.values[row], c.Missing(row) == Recorded }

// Show writes the number by the variable's format.
func (c *Numbers) Show(row int, lang string) string {
	if sign, missing := c.sign(row); missing {
		return sign
	}
	return c.variable.Format.Number(c.values[row], lang)
}

func (c *Numbers) take(rows []int) Column {
	return &Numbers{c.takeCells(rows), takeValues(c.values, rows)}
}
func (c *Numbers) as(v Variable) Column { d := *c; d.variable = v; return &d }
func (c *Numbers) compare(a, b int) int { return compareFloat(c.values[a], c.values[b]) }
func (c *Numbers) key(row int) string   { return fmt.Sprint(c.values[row]) }

func compareFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

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

// Dates is a column of calendar days.
type Dates struct {
	cells
	days []int32 // since 1 January 1970
}

// Dates makes a column of calendar days; the hour and the zone are dropped.
func (v Variable) Dates(values []time.Time, missing []Missing) *Dates {
	days := make([]int32, len(values))
	for i, t := range values {
		days[i] = int32(Day(t))
	}
	return &Dates{newCells(v, len(values), missing), days}
}

// Day is the number of days from 1 January 1970 to the calendar day of t.
func Day(t time.Time) int {
	y, m, d := t.Date()
	seconds := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()
	return int(math.Floor(float64(seconds) / 86400))
}

// At is the day of a row at midnight UTC, and whether there is one.
func (c *Dates) At(row int) (time.Time, bool) {
	return time.Unix(int64(c.days[row])*86400, 0).UTC(), c.Missing(row) == Recorded
}

// Show is the day as 31/01/2023, or by the variable's format.
func (c *Dates) Show(row int, lang string) string {
	if sign, missing := c.sign(row); missing {
		return sign
	}
	day, _ := c.At(row)
	return c.variable.Format.Date(day, lang)
}

func (c *Dates) take(rows []int) Column {
	return &Dates{c.takeCells(rows), takeValues(c.days, rows)}
}
func (c *Dates) as(v Variable) Column { d := *c; d.variable = v; return &d }
func (c *Dates) compare(a, b int) int { return int(c.days[a]) - int(c.days[b]) }
func (c *Dates) key(row int) string   { return fmt.Sprint(c.days[row]) }

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

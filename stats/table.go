package stats

import (
	"fmt"
	"slices"
	"strings"
)

// Table is rows of cases or of results under named, typed columns. It is
// read-only and safe to share: each method returns a new table. The zero value
// is an empty table.
type Table struct {
	title   string
	caption Caption
	columns []Column
	totals  int
}

// Caption is what stands around a table when it is handed over.
type Caption struct {
	Units      string   // "En %", "Effectifs"
	Test       string   // the line of the test: "Khi-2 = 5,45 ; ddl = 1 ; p = 0,020"
	Reading    string   // Lecture: one cell read out in a sentence
	Population string   // Champ: who is counted, n and exclusions
	Source     string   // file, date, producer
	Notes      []string // footnotes and warnings
}

// Tabler is a result that can be shown as tables; a Table is its own.
type Tabler interface{ Tables() []*Table }

// NewTable puts columns side by side. They must have names of their own and
// the same number of rows.
func NewTable(title string, columns ...Column) (*Table, error) {
	for i, c := range columns {
		name := c.Variable().Name
		if name == "" {
			return nil, fmt.Errorf("table %q: column %d has no name", title, i+1)
		}
		if c.Len() != columns[0].Len() {
			return nil, fmt.Errorf("table %q: column %q has %d rows, column %q has %d",
				title, name, c.Len(), columns[0].Variable().Name, columns[0].Len())
		}
		for _, before := range columns[:i] {
			if before.Variable().Name == name {
				return nil, fmt.Errorf("table %q: two columns are named %q", title, name)
			}
		}
	}
	return &Table{title: title, columns: slices.Clone(columns)}, nil
}

// MustTable is NewTable for columns whose names and lengths stand in the code:
// results use it for their tables. It panics where NewTable gives an error.
func MustTable(title string, columns ...Column) *Table {
	t, err := NewTable(title, columns...)
	if err != nil {
		panic(err)
	}
	return t
}

// Title is the heading of the table.
func (t *Table) Title() string { return t.title }

// Caption is what stands around the table.
func (t *Table) Caption() Caption {
	c := t.caption
	c.Notes = slices.Clone(c.Notes)
	return c
}

// Totals is the number of rows at the end that are totals (the "Ensemble" line).
func (t *Table) Totals() int { return t.totals }

// Tables is the table itself, which makes it a Tabler.
func (t *Table) Tables() []*Table { return []*Table{t} }

// Titled returns the table under another heading.
func (t *Table) Titled(title string) *Table {
	u := *t
	u.title = title
	return &u
}

// Captioned returns the table with another caption.
func (t *Table) Captioned(c Caption) *Table {
	u := *t
	u.caption = c
	u.caption.Notes = slices.Clone(c.Notes)
	return &u
}

// WithTotals returns the table with its last n rows marked as totals.
func (t *Table) WithTotals(n int) *Table {
	u := *t
	u.totals = n
	return &u
}

// Len is the number of rows.
func (t *Table) Len() int {
	if len(t.columns) == 0 {
		return 0
	}
	return t.columns[0].Len()
}

// Columns lists the columns from left to right.
func (t *Table) Columns() []Column { return slices.Clone(t.columns) }

// Names lists the names of the columns from left to right.
func (t *Table) Names() []string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.Variable().Name
	}
	return names
}

// Column is the column of that name; an unknown name gives an error that
// proposes the nearest and lists what there is.
func (t *Table) Column(name string) (Column, error) {
	for _, c := range t.columns {
		if c.Variable().Name == name {
			return c, nil
		}
	}
	return nil, fmt.Errorf("no column %s", Unknown(name, t.Names()))
}

// Unknown says that a name is not among those known: the name, the nearest one
// if it is near, and the list.
func Unknown(name string, known []string) string {
	text := fmt.Sprintf("%q", name)
	if nearest, ok := Nearest(name, known); ok {
		text += fmt.Sprintf("; did you mean %q?", nearest)
	}
	const most = 40
	if len(known) > most {
		return fmt.Sprintf("%s (there are %d, among them: %s)", text, len(known), strings.Join(known[:most], ", "))
	}
	return fmt.Sprintf("%s (there are: %s)", text, strings.Join(known, ", "))
}

func typed[C Column](t *Table, name, kind string) (C, error) {
	var none C
	c, err := t.Column(name)
	if err != nil {
		return none, err
	}
	if typed, ok := c.(C); ok {
		return typed, nil
	}
	return none, fmt.Errorf("column %q holds %s, not %s", name, KindOf(c), kind)
}

// KindOf names the type of a column: numbers, categories, ordered categories,
// flags, dates, texts or sets.
func KindOf(c Column) string {
	switch c := c.(type) {
	case *Numbers:
		return "numbers"
	case *Categories:
		if c.ordered {
			return "ordered categories"
		}
		return "categories"
	case *Flags:
		return "flags"
	case *Dates:
		return "dates"
	case *Sets:
		return "sets"
	}
	return "texts"
}

// Numbers is the column of that name, which must hold numbers.
func (t *Table) Numbers(name string) (*Numbers, error) { return typed[*Numbers](t, name, "numbers") }

// Categories is the column of that name, which must hold levels.
func (t *Table) Categories(name string) (*Categories, error) {
	return typed[*Categories](t, name, "categories")
}

// Flags is the column of that name, which must hold yes and no.
func (t *Table) Flags(name string) (*Flags, error) { return typed[*Flags](t, name, "flags") }

// Dates is the column of that name, which must hold days.
func (t *Table) Dates(name string) (*Dates, error) { return typed[*Dates](t, name, "dates") }

// Texts is the column of that name, which must hold free text.
func (t *Table) Texts(name string) (*Texts, error) { return typed[*Texts](t, name, "texts") }

// Sets is the column of that name, which must hold multiple responses.
func (t *Table) Sets(name string) (*Sets, error) { return typed[*Sets](t, name, "sets") }

// Select keeps the named columns, in that order.
func (t *Table) Select(names ...string) (*Table, error) {
	columns := make([]Column, len(names))
	for i, name := range names {
		c, err := t.Column(name)
		if err != nil {
			return nil, err
		}
		columns[i] = c
	}
	return t.replace(columns)
}

// With adds columns at the right, or puts them in the place of those of the
// same name.
func (t *Table) With(columns ...Column) (*Table, error) {
	all := slices.Clone(t.columns)
	for _, c := range columns {
		at := slices.IndexFunc(all, func(d Column) bool { return d.Variable().Name == c.Variable().Name })
		if at >= 0 {
			all[at] = c
		} else {
			all = append(all, c)
		}
	}
	return t.replace(all)
}

// replace is the table with other columns, checked.
func (t *Table) replace(columns []Column) (*Table, error) {
	u, err := NewTable(t.title, columns...)
	if err != nil {
		return nil, err
	}
	u.caption = t.caption
	if u.Len() == t.Len() {
		u.totals = t.totals
	}
	return u, nil
}

// Rows keeps the rows of those indices, in that order; an index may come
// twice. Totals are no longer marked.
func (t *Table) Rows(rows []int) *Table {
	u := &Table{title: t.title, caption: t.caption, columns: make([]Column, len(t.columns))}
	for i, c := range t.columns {
		u.columns[i] = c.take(rows)
	}
	return u
}

// Head keeps the first n rows.
func (t *Table) Head(n int) *Table {
	rows := make([]int, min(n, t.Len()))
	for i := range rows {
		rows[i] = i
	}
	return t.Rows(rows)
}

// Append puts the rows of other tables under this one. Each must have the same
// columns, of the same types and levels, in the same order.
func (t *Table) Append(others ...*Table) (*Table, error) {
	columns := slices.Clone(t.columns)
	for _, other := range others {
		if !slices.Equal(other.Names(), t.Names()) {
			return nil, fmt.Errorf("table %q has columns %v, table %q has %v", other.title, other.Names(), t.title, t.Names())
		}
		for i, c := range other.columns {
			joined, err := appendColumn(columns[i], c)
			if err != nil {
				return nil, err
			}
			columns[i] = joined
		}
	}
	return t.replace(columns)
}

// Sort orders the rows: by the first key, then by the next where rows are
// equal; otherwise rows keep their order. Missing values come last.
func (t *Table) Sort(keys ...SortKey) (*Table, error) {
	columns := make([]Column, len(keys))
	for i, key := range keys {
		c, err := t.Column(key.column)
		if err != nil {
			return nil, err
		}
		columns[i] = c
	}
	rows := make([]int, t.Len())
	for i := range rows {
		rows[i] = i
	}
	slices.SortStableFunc(rows, func(a, b int) int {
		for i, c := range columns {
			there, here := c.Missing(a) == Recorded, c.Missing(b) == Recorded
			switch {
			case there && !here:
				return -1
			case !there && here:
				return 1
			case !there:
				continue
			}
			if order := c.compare(a, b); order != 0 {
				if keys[i].down {
					return -order
				}
				return order
			}
		}
		return 0
	})
	return t.Rows(rows), nil
}

// SortKey is a column to sort by.
type SortKey struct {
	column string
	down   bool
}

// Ascending sorts from low to high, levels in declared order, texts by code point.
func Ascending(column string) SortKey { return SortKey{column, false} }

// Descending sorts from high to low.
func Descending(column string) SortKey { return SortKey{column, true} }

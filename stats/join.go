package stats

import (
	"fmt"
	"slices"
)

// Join adds the columns of a second table to the rows of a first that have the
// same key. Rows of the first without a partner keep their place and are
// NotRecorded in the new columns, or are left out when Matched.
type Join struct {
	On      string // the key, a column of both tables; the second has each key once
	Matched bool   // keep only rows that have a partner
}

// Of joins two tables. It fails when a key comes twice in the second table,
// when the tables share another column, or when the key is missing from one.
func (j Join) Of(left, right *Table) (*Table, error) {
	key, err := left.Column(j.On)
	if err != nil {
		return nil, err
	}
	partner, err := right.Column(j.On)
	if err != nil {
		return nil, err
	}
	rowOf := make(map[string]int, right.Len())
	doubles := 0
	for row := range right.Len() {
		if partner.Missing(row) != Recorded {
			continue
		}
		k := partner.key(row)
		if _, double := rowOf[k]; double {
			doubles++
		}
		rowOf[k] = row
	}
	if doubles > 0 {
		return nil, fmt.Errorf("join on %q: %d rows of table %q repeat a key; group or select them first", j.On, doubles, right.title)
	}
	var kept, from []int
	for row := range left.Len() {
		match := -1
		if key.Missing(row) == Recorded {
			if found, ok := rowOf[key.key(row)]; ok {
				match = found
			}
		}
		if match >= 0 || !j.Matched {
			kept, from = append(kept, row), append(from, match)
		}
	}
	columns := left.Rows(kept).columns
	for _, c := range right.columns {
		if c == partner {
			continue
		}
		if name := c.Variable().Name; slices.Contains(left.Names(), name) {
			return nil, fmt.Errorf("join on %q: both tables have a column %q; rename or leave out one", j.On, name)
		}
		columns = append(columns, c.take(from))
	}
	return NewTable(left.title, columns...)
}

// appendColumn puts the rows of b under those of a.
func appendColumn(a, b Column) (Column, error) {
	missing := make([]Missing, 0, a.Len()+b.Len())
	for _, c := range []Column{a, b} {
		for row := range c.Len() {
			missing = append(missing, c.Missing(row))
		}
	}
	cells := newCells(a.Variable(), len(missing), missing)
	switch a := a.(type) {
	case *Numbers:
		if b, ok := b.(*Numbers); ok {
			return &Numbers{cells, slices.Concat(a.values, b.values)}, nil
		}
	case *Categories:
		if b, ok := b.(*Categories); ok && slices.Equal(a.levels, b.levels) && a.ordered == b.ordered {
			return &Categories{cells, a.levels, a.ordered, slices.Concat(a.codes, b.codes)}, nil
		}
	case *Flags:
		if b, ok := b.(*Flags); ok {
			return &Flags{cells, slices.Concat(a.values, b.values)}, nil
		}
	case *Dates:
		if b, ok := b.(*Dates); ok {
			return &Dates{cells, slices.Concat(a.days, b.days)}, nil
		}
	case *Sets:
		if b, ok := b.(*Sets); ok && slices.Equal(a.options, b.options) {
			return &Sets{cells, a.options, slices.Concat(a.ticked, b.ticked)}, nil
		}
	case *Texts:
		if b, ok := b.(*Texts); ok {
			joined := &Texts{cells, slices.Concat(a.values, b.values), nil}
			if a.marks != nil || b.marks != nil {
				joined.marks = make([][]Span, len(joined.values))
				copy(joined.marks, a.marks)
				copy(joined.marks[a.rows:], b.marks)
			}
			return joined, nil
		}
	}
	return nil, fmt.Errorf("column %q: %s and %s, or their levels, do not go under one another",
		a.Variable().Name, KindOf(a), KindOf(b))
}

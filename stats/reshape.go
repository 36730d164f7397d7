package stats

import (
	"fmt"
	"slices"
)

// Long puts several columns of one type under one another: each row becomes as
// many rows as there are Columns, with the column's title in Name and its
// value in Value.
type Long struct {
	Keep    []string // columns repeated beside each value
	Columns []string // columns to put under one another
	Name    string   // name of the new column of titles; "variable" when empty
	Value   string   // name of the new column of values; "value" when empty
}

// Of makes a table of rows × columns rows, row after row.
func (l Long) Of(t *Table) (*Table, error) {
	kept, err := t.Select(l.Keep...)
	if err != nil {
		return nil, err
	}
	stacked, err := t.Select(l.Columns...)
	if err != nil {
		return nil, err
	}
	if len(l.Columns) == 0 {
		return nil, fmt.Errorf("long form: no columns named")
	}
	value := Variable{Name: or(l.Value, "value")}
	all := stacked.columns[0].as(value)
	levels := make([]Level, len(stacked.columns))
	for i, c := range stacked.columns {
		levels[i] = Level{Code: c.Variable().Name, Label: c.Variable().Title()}
		if i == 0 {
			continue
		}
		if all, err = appendColumn(all, c.as(value)); err != nil {
			return nil, err
		}
	}
	n, k := t.Len(), len(levels)
	var repeated, order, codes []int
	for row := range n {
		for i := range k {
			repeated = append(repeated, row)
			order = append(order, i*n+row)
			codes = append(codes, i)
		}
	}
	columns := kept.Rows(repeated).columns
	columns = append(columns, Variable{Name: or(l.Name, "variable")}.Categories(levels, false, codes, nil), all.take(order))
	return NewTable(t.title, columns...)
}

// Wide makes one row of the rows that have the same ID, with a column for each
// level of Name that holds Value. Where an ID lacks a level the cell is
// NotApplicable.
type Wide struct {
	ID    string // column that names the rows
	Name  string // column of categories that names the new columns
	Value string // column of values
}

// Of makes the wide table, rows in order of first appearance, columns in
// declared order. Two values for one cell are an error.
func (w Wide) Of(t *Table) (*Table, error) {
	id, err := t.Column(w.ID)
	if err != nil {
		return nil, err
	}
	name, err := t.Categories(w.Name)
	if err != nil {
		return nil, err
	}
	value, err := t.Column(w.Value)
	if err != nil {
		return nil, err
	}
	rowOf := map[string]int{}
	var firsts []int
	from := make([][]int, len(name.levels))
	doubles := 0
	for row := range t.Len() {
		if id.Missing(row) != Recorded || name.Missing(row) != Recorded {
			continue
		}
		at, known := rowOf[id.key(row)]
		if !known {
			at = len(firsts)
			rowOf[id.key(row)] = at
			firsts = append(firsts, row)
			for i := range from {
				from[i] = append(from[i], -1)
			}
		}
		level := name.codes[row]
		if from[level][at] >= 0 {
			doubles++
		}
		from[level][at] = row
	}
	if doubles > 0 {
		return nil, fmt.Errorf("wide form: %d rows give a second value to the same %s and %s; group them first", doubles, w.ID, w.Name)
	}
	columns := []Column{id.take(firsts)}
	for i, level := range name.levels {
		v := value.Variable()
		v.Name, v.Label = level.Code, level.Title()
		columns = append(columns, notApplicable(value.take(from[i]).as(v), from[i]))
	}
	return NewTable(t.title, columns...)
}

// notApplicable marks the rows that were not there.
func notApplicable(c Column, from []int) Column {
	mask := make([]Missing, len(from))
	for i, row := range from {
		mask[i] = c.Missing(i)
		if row < 0 {
			mask[i] = NotApplicable
		}
	}
	return Masked(c, mask)
}

// Masked returns the column with other reasons for missing, one a row; a row
// that has no value may not become Recorded.
func Masked(c Column, missing []Missing) Column {
	cells := newCells(c.Variable(), c.Len(), missing)
	switch c := c.(type) {
	case *Numbers:
		return &Numbers{cells, c.values}
	case *Categories:
		return &Categories{cells, c.levels, c.ordered, c.codes}
	case *Flags:
		return &Flags{cells, c.values}
	case *Dates:
		return &Dates{cells, c.days}
	case *Sets:
		return &Sets{cells, c.options, c.ticked}
	}
	t := c.(*Texts)
	return &Texts{cells, slices.Clone(t.values), t.marks}
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

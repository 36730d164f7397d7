package figure

import (
	"fmt"
	"math"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// find is the first table that has all the columns named.
func find(tables []*stats.Table, names ...string) (*stats.Table, error) {
	for _, t := range tables {
		if has(t, names...) {
			return t, nil
		}
	}
	var titles []string
	for _, t := range tables {
		titles = append(titles, fmt.Sprintf("%q", t.Title()))
	}
	return nil, fmt.Errorf("no table has the columns %s (the result has: %s)", strings.Join(names, ", "), strings.Join(titles, ", "))
}

func has(t *stats.Table, names ...string) bool {
	for _, name := range names {
		if _, err := t.Column(name); err != nil {
			return false
		}
	}
	return true
}

// value is a number of a table, and why it is not there.
type value struct {
	x   float64
	why stats.Missing
}

func (v value) known() bool  { return v.why == stats.Recorded }
func (v value) secret() bool { return v.why == stats.Secret }

// values are those of a column, without the rows of totals.
func values(t *stats.Table, name string) ([]value, error) {
	c, err := t.Numbers(name)
	if err != nil {
		return nil, err
	}
	return valuesOf(t, c), nil
}

func valuesOf(t *stats.Table, c *stats.Numbers) []value {
	all := make([]value, t.Len()-t.Totals())
	for row := range all {
		all[row].why = c.Missing(row)
		x, ok := c.At(row)
		switch {
		case ok && (math.IsNaN(x) || math.IsInf(x, 0)):
			all[row].why = stats.Undefined
		case ok:
			all[row].x = x
		}
	}
	return all
}

// texts are the cells of a column as people read them, without the rows of totals.
func texts(t *stats.Table, name, lang string) ([]string, error) {
	c, err := t.Column(name)
	if err != nil {
		return nil, err
	}
	return textsOf(t, c, lang), nil
}

func textsOf(t *stats.Table, c stats.Column, lang string) []string {
	all := make([]string, t.Len()-t.Totals())
	for row := range all {
		all[row] = c.Show(row, lang)
	}
	return all
}

// heading is the first column that holds no numbers: what the rows are, of which
// there must be one.
func heading(t *stats.Table) (stats.Column, error) {
	if t.Len() == t.Totals() {
		return nil, fmt.Errorf("table %q has no row", t.Title())
	}
	for _, c := range t.Columns() {
		if _, numbers := c.(*stats.Numbers); !numbers && !c.Variable().Identifying {
			return c, nil
		}
	}
	return nil, fmt.Errorf("table %q has no column of labels", t.Title())
}

// numbers are the columns of numbers shown in the same way as the first of them,
// without that of the totals; or those named.
func numbers(t *stats.Table, names []string) ([]*stats.Numbers, error) {
	var found []*stats.Numbers
	for _, name := range names {
		c, err := t.Numbers(name)
		if err != nil {
			return nil, err
		}
		found = append(found, c)
	}
	if len(names) > 0 {
		return found, nil
	}
	for _, c := range t.Columns() {
		c, ok := c.(*stats.Numbers)
		if !ok || c.Variable().Name == "ensemble" || len(found) > 0 && c.Variable().Format != found[0].Variable().Format {
			continue
		}
		found = append(found, c)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("table %q has no column of numbers", t.Title())
	}
	return found, nil
}

// or is the text, or another where it is empty.
func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

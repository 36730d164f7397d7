package duration

import (
	"fmt"
	"maps"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// design is the predictors of a model as numbers: one column a coefficient.
type design struct {
	terms   []term
	columns [][]float64 // by coefficient, then by spell
	means   []float64
}

// term is a coefficient before it is estimated.
type term struct {
	variable   stats.Variable
	predictor  int // place among the predictors
	level, ref stats.Level
}

// title is what the coefficient is of.
func (t term) title(lang string) string {
	if t.level.Code == "" {
		return t.variable.Title()
	}
	return t.variable.Title() + stats.Say(lang, " : ", ": ") + t.level.Title()
}

// predictors looks up the columns of a model.
func predictors(t *stats.Table, names []string) ([]stats.Column, error) {
	if len(names) == 0 {
		return nil, fmt.Errorf("field Predictors names no column")
	}
	list, err := columns(t, names...)
	if err != nil {
		return nil, err
	}
	for i, c := range list {
		switch {
		case c == nil:
			return nil, fmt.Errorf("field Predictors holds an empty name")
		case slices.Contains(names[:i], names[i]):
			return nil, fmt.Errorf("column %q is named twice in Predictors", names[i])
		}
	}
	return list, nil
}

// designOf makes the columns of a model: a number as it is, yes against no, each
// level against the reference.
func (s *spells) designOf(list []stats.Column, references map[string]string) (*design, error) {
	d := &design{}
	for i, c := range list {
		if n, ok := c.(*stats.Numbers); ok {
			values := make([]float64, len(s.rows))
			for at, row := range s.rows {
				values[at], _ = n.At(row)
			}
			d.add(term{variable: c.Variable(), predictor: i}, values)
			continue
		}
		g, err := s.groupsOf(c)
		if err != nil {
			return nil, err
		}
		ref := 0
		if code, ok := references[c.Variable().Name]; ok {
			codes := make([]string, len(g.levels))
			for at, l := range g.levels {
				codes[at] = l.Code
			}
			if ref = slices.Index(codes, code); ref < 0 {
				return nil, fmt.Errorf("column %q has no level %s", c.Variable().Name, stats.Unknown(code, codes))
			}
		}
		for at, level := range g.levels {
			if at == ref && len(g.levels) > 1 {
				continue
			}
			values := make([]float64, len(s.rows))
			for spell, group := range g.of {
				if group == at {
					values[spell] = 1
				}
			}
			d.add(term{c.Variable(), i, level, g.levels[ref]}, values)
		}
	}
	var names []string
	for _, c := range list {
		names = append(names, c.Variable().Name)
	}
	for _, name := range slices.Sorted(maps.Keys(references)) {
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("reference for a predictor %s", stats.Unknown(name, names))
		}
	}
	return d, nil
}

// add appends a column, with its mean taken off.
func (d *design) add(t term, values []float64) {
	mean := 0.0
	for i, x := range values {
		mean += (x - mean) / float64(i+1)
	}
	for i := range values {
		values[i] -= mean
	}
	d.terms, d.columns, d.means = append(d.terms, t), append(d.columns, values), append(d.means, mean)
}

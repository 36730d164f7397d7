package factor

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// absent is the code of a row whose level no case that makes the axes has.
const absent = ^uint16(0)

// coded is a variable with categories made ready: a level for each row, the
// reasons for missing being levels of their own.
type coded struct {
	variable stats.Variable
	levels   []level
	codes    []uint16
	empty    []stats.Level // declared, but no case that makes the axes has them
}

type level struct {
	stats.Level
	missing stats.Missing
	n       int     // rows that make the axes
	weight  float64 // of these rows
	passive bool
}

// numeric is a variable of numbers made ready: its mean where it is missing.
type numeric struct {
	variable stats.Variable
	values   []float64 // centred; scaled where they are standardised
	mean, sd float64
	missing  stats.MissingCounts
}

// rows says which cases make the axes, and how much each weighs.
type rows struct {
	weights []float64
	total   float64
	without int // rows without a weight
	lang    string
}

// readRows reads the weights in a column, all one without it. A row without a
// weight weighs nothing.
func readRows(t *stats.Table, weight, lang string) (*rows, error) {
	r := &rows{weights: make([]float64, t.Len()), lang: lang}
	if weight == "" {
		for row := range r.weights {
			r.weights[row] = 1
		}
		return r, nil
	}
	c, err := t.Numbers(weight)
	if err != nil {
		return nil, err
	}
	for row := range r.weights {
		w, ok := c.At(row)
		switch {
		case !ok:
			r.without++
		case w < 0:
			return nil, fmt.Errorf("column %q, row %d: weight %v; weights are zero or above", weight, row+1, w)
		default:
			r.weights[row] = w
		}
	}
	return r, nil
}

// count takes the weight of supplementary cases, and counts the others.
func (a *analysis) count(r *rows, t *stats.Table) error {
	if r.without > 0 {
		a.warn("Sans poids, et donc supplémentaires : %d.", "Without a weight, and so supplementary: %d.", r.without)
	}
	if a.supplementaryCases != "" {
		c, err := t.Flags(a.supplementaryCases)
		if err != nil {
			return err
		}
		for row := range r.weights {
			if yes, ok := c.At(row); yes && ok {
				r.weights[row] = 0
			}
		}
	}
	for _, w := range r.weights {
		if w > 0 {
			a.N++
		}
		r.total += w
	}
	return nil
}

// codedOf reads a column of categories or flags as a variable, and one of sets
// as a variable for each option.
func (r *rows) codedOf(c stats.Column) ([]*coded, error) {
	v := c.Variable()
	yesNo := []stats.Level{{Code: "non", Label: stats.YesNo(false, r.lang)}, {Code: "oui", Label: stats.YesNo(true, r.lang)}}
	bit := func(yes bool) int {
		if yes {
			return 1
		}
		return 0
	}
	switch c := c.(type) {
	case *stats.Categories:
		one, err := r.code(v, c.Levels(), c, func(row int) int { code, _ := c.At(row); return code })
		return []*coded{one}, err
	case *stats.Flags:
		one, err := r.code(v, yesNo, c, func(row int) int { yes, _ := c.At(row); return bit(yes) })
		return []*coded{one}, err
	case *stats.Sets:
		var all []*coded
		for i, option := range c.Options() {
			o := v
			o.Label = v.Title() + stats.Say(r.lang, " : ", ": ") + option.Title()
			o.Name += "=" + option.Code
			one, err := r.code(o, yesNo, c, func(row int) int { yes, _ := c.Has(row, i); return bit(yes) })
			if err != nil {
				return nil, err
			}
			all = append(all, one)
		}
		return all, nil
	}
	return nil, fmt.Errorf("column %q holds %s, not categories, flags or sets", v.Name, stats.KindOf(c))
}

// code numbers the levels that cases have, in their order.
func (r *rows) code(v stats.Variable, levels []stats.Level, c stats.Column, at func(row int) int) (*coded, error) {
	all := make([]level, 0, len(levels)+8)
	for _, l := range levels {
		all = append(all, level{Level: l})
	}
	for reason := stats.NotRecorded; reason <= stats.Secret; reason++ {
		all = append(all, level{Level: stats.Level{Code: reason.Code(), Label: reason.Label(r.lang)}, missing: reason})
	}
	if len(all) >= int(absent) {
		return nil, fmt.Errorf("column %q has %d levels: group them first", v.Name, len(levels))
	}
	d := &coded{variable: v, codes: make([]uint16, len(r.weights))}
	for row, w := range r.weights {
		var code int
		if reason := c.Missing(row); reason == stats.Recorded {
			code = at(row)
		} else {
			code = len(levels) - 1 + int(reason)
		}
		d.codes[row] = uint16(code)
		if w > 0 {
			all[code].n++
			all[code].weight += w
		}
	}
	place := make([]uint16, len(all))
	for i, l := range all {
		place[i] = absent
		if l.n > 0 {
			place[i] = uint16(len(d.levels))
			d.levels = append(d.levels, l)
		} else if l.missing == stats.Recorded {
			d.empty = append(d.empty, l.Level)
		}
	}
	for row, code := range d.codes {
		d.codes[row] = place[code]
	}
	return d, nil
}

// recorded is how many cases have a value, and how many have none, by reason.
func (d *coded) recorded() (n int, missing stats.MissingCounts) {
	for _, l := range d.levels {
		missing[l.missing] += l.n
	}
	return missing[stats.Recorded], missing
}

// numericOf reads a column of numbers, centred; the mean stands for what is
// missing.
func (r *rows) numericOf(c *stats.Numbers) *numeric {
	d := &numeric{variable: c.Variable(), values: make([]float64, c.Len())}
	sum, weight := 0.0, 0.0
	for row, w := range r.weights {
		x, ok := c.At(row)
		if w > 0 {
			d.missing[c.Missing(row)]++
			if ok {
				sum += w * x
				weight += w
			}
		}
	}
	if weight > 0 {
		d.mean = sum / weight
	}
	// What rounding left of the mean is taken off, so that large numbers of
	// small spread keep their digits.
	rest := 0.0
	for row, w := range r.weights {
		if x, ok := c.At(row); ok {
			d.values[row] = x - d.mean
			rest += w * d.values[row]
		}
	}
	if weight > 0 {
		rest /= weight
	}
	d.mean += rest
	squares := 0.0
	for row, w := range r.weights {
		if _, ok := c.At(row); ok {
			d.values[row] -= rest
			squares += w * d.values[row] * d.values[row]
		}
	}
	if r.total > 0 {
		d.sd = math.Sqrt(squares / r.total)
	}
	if d.sd <= 1e-14*math.Abs(d.mean) {
		d.sd = 0
	}
	return d
}

// read reads the columns named, which must hold numbers or categories.
func (r *rows) read(t *stats.Table, names []string) (categories []*coded, numbers []*numeric, err error) {
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			return nil, nil, fmt.Errorf("column %q is named twice", name)
		}
		c, err := t.Column(name)
		if err != nil {
			return nil, nil, err
		}
		if n, ok := c.(*stats.Numbers); ok {
			numbers = append(numbers, r.numericOf(n))
			continue
		}
		found, err := r.codedOf(c)
		if err != nil {
			return nil, nil, err
		}
		categories = append(categories, found...)
	}
	return categories, numbers, nil
}

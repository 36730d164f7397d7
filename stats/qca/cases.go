package qca

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/askoria/verbatim/stats"
)

// Condition is a condition as the analysis sees it.
type Condition struct {
	stats.Variable
	// Levels is 2 for a set, crisp or fuzzy; more for a condition of several
	// values, 0 to Levels-1.
	Levels int
	Fuzzy  bool // some membership lies between 0 and 1

	inapplicable bool // some case has "-"
}

// multi tells whether it is written DEV[2].
func (c Condition) multi() bool { return c.Levels > 2 }

// maxSpace bounds the combinations of values, all of which a search can visit,
// and maxLevels the values of a condition.
const (
	maxSpace  = 1 << 20
	maxLevels = 100
)

// inapplicable is the value of a case for which a condition does not arise.
const inapplicable = -1

// data is the cases that have all conditions and the outcome.
type data struct {
	conditions []Condition
	values     [][]float64 // condition by case: a membership, a level, or inapplicable
	outcome    []float64   // membership
	names      []string
	missing    stats.MissingCounts // cases left out, by reason
	fuzzy      bool
}

// question is what every analysis of cases asks for.
type question struct {
	outcome    string
	level      string
	negated    bool
	conditions []string
	cases      string
	inapplies  bool // inapplicable conditions are kept as a value
}

func (q question) read(t *stats.Table) (*data, error) {
	switch {
	case q.outcome == "":
		return nil, fmt.Errorf("no outcome: set Outcome to one of %v", t.Names())
	case len(q.conditions) == 0:
		return nil, fmt.Errorf("no conditions: set Conditions to some of %v", t.Names())
	}
	column, err := t.Column(q.outcome)
	if err != nil {
		return nil, err
	}
	outcome, err := q.membership(column)
	if err != nil {
		return nil, err
	}
	columns := []stats.Column{column}
	d := &data{}
	var all [][]float64
	for i, name := range q.conditions {
		if name == q.outcome {
			return nil, fmt.Errorf("%q is the outcome: take it out of Conditions", name)
		}
		if slices.Contains(q.conditions[:i], name) {
			return nil, fmt.Errorf("condition %q is named twice", name)
		}
		c, err := t.Column(name)
		if err != nil {
			return nil, err
		}
		condition, values, err := q.condition(c)
		if err != nil {
			return nil, err
		}
		columns = append(columns, c)
		d.conditions = append(d.conditions, condition)
		all = append(all, values)
	}
	namer, err := caseNames(t, q.cases)
	if err != nil {
		return nil, err
	}
	d.values = make([][]float64, len(all))
rows:
	for row := range t.Len() {
		for i, c := range columns {
			reason := c.Missing(row)
			if i > 0 && q.inapplies && reason == stats.NotApplicable {
				reason = stats.Recorded
			}
			if reason != stats.Recorded {
				d.missing[reason]++
				continue rows
			}
		}
		d.missing[stats.Recorded]++
		for i := range all {
			d.values[i] = append(d.values[i], all[i][row])
		}
		d.outcome = append(d.outcome, outcome[row])
		d.names = append(d.names, namer(row))
	}
	d.fuzzy = slices.ContainsFunc(d.outcome, between) || slices.ContainsFunc(d.conditions, func(c Condition) bool { return c.Fuzzy })
	return d, nil
}

func between(x float64) bool { return x > 0 && x < 1 }

// caseNames names rows by a column, by their place where there is none or where
// it names persons.
func caseNames(t *stats.Table, column string) (func(row int) string, error) {
	place := func(row int) string { return strconv.Itoa(row + 1) }
	if column == "" {
		return place, nil
	}
	c, err := t.Column(column)
	if err != nil {
		return nil, err
	}
	if c.Variable().Identifying {
		return place, nil
	}
	return func(row int) string {
		if c.Missing(row) != stats.Recorded {
			return place(row)
		}
		return c.Show(row, "en")
	}, nil
}

// condition reads the values of a condition.
func (q question) condition(c stats.Column) (Condition, []float64, error) {
	condition := Condition{Variable: c.Variable(), Levels: 2}
	values := make([]float64, c.Len())
	var at func(row int) float64
	name := c.Variable().Name
	switch c := c.(type) {
	case *stats.Numbers:
		at = func(row int) float64 { x, _ := c.At(row); return x }
		highest, whole := 0.0, true
		for row := range c.Len() {
			x, recorded := c.At(row)
			if !recorded {
				continue
			}
			highest = max(highest, x)
			whole = whole && x == math.Trunc(x)
			condition.Fuzzy = condition.Fuzzy || between(x)
			if x < 0 {
				return condition, nil, fmt.Errorf("condition %q: %v in row %d; memberships go from 0 to 1, levels from 0: calibrate it first", name, x, row+1)
			}
		}
		if highest > 1 {
			if !whole || highest >= maxLevels {
				return condition, nil, fmt.Errorf("condition %q goes up to %v: memberships go from 0 to 1, levels are whole numbers below %d: calibrate it first", name, highest, maxLevels)
			}
			condition.Levels = int(highest) + 1
		}
	case *stats.Flags:
		at = func(row int) float64 { yes, _ := c.At(row); return one(yes) }
	case *stats.Categories:
		at = func(row int) float64 { code, _ := c.At(row); return float64(code) }
		if condition.Levels = max(2, len(c.Levels())); condition.Levels > maxLevels {
			return condition, nil, fmt.Errorf("condition %q has %d levels, at most %d can be compared: group them first", name, condition.Levels, maxLevels)
		}
	default:
		return condition, nil, fmt.Errorf("condition %q holds %s: a condition is numbers from 0 to 1, flags or categories", name, stats.KindOf(c))
	}
	for row := range values {
		switch c.Missing(row) {
		case stats.Recorded:
			values[row] = at(row)
		case stats.NotApplicable:
			values[row] = inapplicable
			condition.inapplicable = condition.inapplicable || q.inapplies
		}
	}
	if condition.inapplicable && condition.Fuzzy {
		return condition, nil, fmt.Errorf("condition %q is fuzzy and does not apply to some cases: a case without it has no membership; calibrate it to 0 and 1, or leave those cases out", name)
	}
	return condition, values, nil
}

// membership reads the outcome.
func (q question) membership(c stats.Column) ([]float64, error) {
	values := make([]float64, c.Len())
	var at func(row int) float64
	name := c.Variable().Name
	switch c := c.(type) {
	case *stats.Numbers:
		level, err := strconv.ParseFloat(q.level, 64)
		if q.level != "" && err != nil {
			return nil, fmt.Errorf("outcome %q holds numbers and Level is %q: write the number", name, q.level)
		}
		at = func(row int) float64 {
			x, _ := c.At(row)
			if q.level != "" {
				return one(x == level)
			}
			return x
		}
	case *stats.Flags:
		at = func(row int) float64 { yes, _ := c.At(row); return one(yes) }
	case *stats.Categories:
		levels := c.Levels()
		want := slices.IndexFunc(levels, func(l stats.Level) bool { return l.Code == q.level })
		switch {
		case want < 0 && q.level == "" && len(levels) == 2:
			want = 1
		case want < 0:
			codes := make([]string, len(levels))
			for i, l := range levels {
				codes[i] = l.Code
			}
			return nil, fmt.Errorf("outcome %q: set Level to the level to explain: no level %s", name, stats.Unknown(q.level, codes))
		}
		at = func(row int) float64 { code, _ := c.At(row); return one(code == want) }
	default:
		return nil, fmt.Errorf("outcome %q holds %s: an outcome is numbers from 0 to 1, flags or categories", name, stats.KindOf(c))
	}
	for row := range values {
		if c.Missing(row) != stats.Recorded {
			continue
		}
		x := at(row)
		if x < 0 || x > 1 {
			return nil, fmt.Errorf("outcome %q: %v in row %d is no membership from 0 to 1: calibrate it first, or set Level", name, x, row+1)
		}
		if q.negated {
			x = 1 - x
		}
		values[row] = x
	}
	return values, nil
}

func one(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// literal is the membership of a case in one value of a condition.
func (d *data) literal(condition, value, i int) float64 {
	x := d.values[condition][i]
	switch {
	case d.conditions[condition].multi():
		return one(x == float64(value))
	case x == inapplicable:
		return 0
	case value == 0:
		return 1 - x
	}
	return x
}

// term is the membership of every case in a conjunction: the least of its
// literals; the empty one holds all cases.
func (d *data) term(c cube) []float64 {
	members := make([]float64, len(d.outcome))
	for i := range members {
		members[i] = 1
		for j := range len(c) {
			if c[j] != absent {
				members[i] = min(members[i], d.literal(j, int(c[j]), i))
			}
		}
	}
	return members
}

// union is the membership in a disjunction: the greatest.
func union(sets ...[]float64) []float64 {
	all := make([]float64, len(sets[0]))
	for _, members := range sets {
		for i, x := range members {
			all[i] = max(all[i], x)
		}
	}
	return all
}

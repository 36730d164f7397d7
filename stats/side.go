package stats

import "fmt"

// scale is what can be done with the values of a variable.
type scale uint8

const (
	nominal  scale = iota // told apart
	ordinal               // ordered
	quantity              // subtracted
)

// side is one variable of an association made ready: a factor, or numbers.
type side struct {
	variable Variable
	scale    scale
	factor   *factor   // of nominal and ordinal variables
	values   []float64 // of quantities
	missing  []Missing
}

// sidesOf reads a column; each option of a set is a variable of its own.
func sidesOf(c Column, lang string) ([]*side, error) {
	numeric := &side{variable: c.Variable(), scale: quantity}
	switch c := c.(type) {
	case *Numbers:
		numeric.values, numeric.missing = c.values, c.missing
		return []*side{numeric}, nil
	case *Dates:
		numeric.values, numeric.missing = make([]float64, c.rows), c.missing
		for row, day := range c.days {
			numeric.values[row] = float64(day)
		}
		return []*side{numeric}, nil
	case *Sets:
		var sides []*side
		for _, f := range optionsOf(c, lang) {
			sides = append(sides, &side{variable: f.variable, factor: f})
		}
		return sides, nil
	case *Texts:
		return nil, fmt.Errorf("column %q holds free text, which has no association", c.Variable().Name)
	}
	f, err := factorOf(c, lang)
	if err != nil {
		return nil, err
	}
	s := &side{variable: f.variable, factor: f}
	if f.ordered {
		s.scale = ordinal
	}
	return []*side{s}, nil
}

// at is the value of a row as a number: a level counts by its place.
func (s *side) at(row int) (float64, Missing) {
	if s.factor == nil {
		if s.missing == nil {
			return s.values[row], Recorded
		}
		return s.values[row], s.missing[row]
	}
	code := int(s.factor.codes[row])
	if over := code - len(s.factor.levels); over >= 0 {
		return 0, Missing(over)
	}
	return float64(code), Recorded
}

func (s *side) len() int {
	if s.factor == nil {
		return len(s.values)
	}
	return len(s.factor.codes)
}

// both is the pair of values of a row, and whether both are there; else the
// reason of the first that is not.
func both(x, y *side, row int) (a, b float64, reason Missing) {
	a, reason = x.at(row)
	b, other := y.at(row)
	if reason == Recorded {
		reason = other
	}
	return a, b, reason
}

// complete lists the pairs of values over the rows named, all when nil.
func complete(x, y *side, rows []int) (xs, ys []float64, missing MissingCounts) {
	n := len(rows)
	if rows == nil {
		n = x.len()
	}
	xs, ys = make([]float64, 0, n), make([]float64, 0, n)
	for i := range n {
		row := i
		if rows != nil {
			row = rows[i]
		}
		a, b, reason := both(x, y, row)
		missing[reason]++
		if reason == Recorded {
			xs, ys = append(xs, a), append(ys, b)
		}
	}
	return xs, ys, missing
}

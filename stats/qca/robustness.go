package qca

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/parallel"
)

// Robustness tells how far each setting can move, the others staying, before the
// models change: the cuts of the truth table and every anchor of calibrations.
// A solution that holds only in a narrow range is an answer of the settings.
//
// Ranges of the cuts are exact. Anchors move in Steps up to the next anchor, an
// outer one up to twice its distance from the next, a single cut point over the
// data; the place of the first change is then halved in. Oana and Schneider
// (2024), as R's SetMethods::rob.calibrange, rob.inclrange and rob.ncutrange.
type Robustness struct {
	TruthTable   TruthTable
	Minimisation Minimisation
	// Calibrations make columns that TruthTable names from measures of the table.
	Calibrations []Calibration
	Steps        int // 20 when 0
	Workers      int // 0: all processors; the result is the same to the last bit
}

// Range is where a setting leaves the models as they are.
type Range struct {
	Setting string  // "InclCut", or the column and place of an anchor
	Value   float64 // as set
	// The models are the same above Low, and up to High.
	Low, High float64
	// Below and Above are the models beyond: for a cut, at Low itself. "" where
	// the end was reached without a change; in brackets why there are none.
	Below, Above string
}

// Robust is how far settings can move.
type Robust struct {
	Spec     Robustness
	Solution *Solution // with the settings as they are
	Ranges   []Range
	Warnings []string
}

// setting is one thing to move.
type setting struct {
	name      string
	value     float64
	low, high float64 // how far it can go
	with      func(x float64) Robustness
	// cut tells that the models change only where it passes the measure of a row:
	// those measures, from the nearest on.
	cut          bool
	below, above []float64
}

// Of moves every setting in turn. Errors are those of the calibrations, the truth
// table and the minimisation.
func (s Robustness) Of(t *stats.Table) (*Robust, error) {
	if s.Steps < 0 {
		return nil, fmt.Errorf("robustness: %d steps: there must be some", s.Steps)
	}
	if s.Steps == 0 {
		s.Steps = 20
	}
	solution, err := s.solve(t)
	if err != nil {
		return nil, fmt.Errorf("robustness: %w", err)
	}
	r := &Robust{Spec: s, Solution: solution}
	settings := slices.Concat(s.cuts(solution.Table), s.anchors(t))
	r.Ranges = make([]Range, len(settings))
	parallel.Do(len(settings), s.Workers, func(i int) { r.Ranges[i] = settings[i].explore(t, key(solution), s.Steps) })
	r.Warnings = slices.Clone(solution.Warnings)
	return r, nil
}

// solve goes from measures to models.
func (s Robustness) solve(t *stats.Table) (*Solution, error) {
	for _, c := range s.Calibrations {
		calibrated, err := c.Of(t)
		if err != nil {
			return nil, err
		}
		if t, err = t.With(calibrated.Column); err != nil {
			return nil, err
		}
	}
	rows, err := s.TruthTable.Of(t)
	if err != nil {
		return nil, err
	}
	return s.Minimisation.Of(rows)
}

// key is the models of a solution, equal for equal ones.
func key(r *Solution) string {
	list := make([]string, len(r.Models))
	for i, m := range r.Models {
		list[i] = m.Expression
	}
	if len(list) == 0 {
		return "0"
	}
	return strings.Join(list, "; ")
}

// cuts are the settings of the truth table. The models can change only where a
// cut passes the measure of some row.
func (s Robustness) cuts(c *Configurations) []setting {
	var inclusions, pris, sizes []float64
	for _, row := range c.Rows {
		inclusions = append(inclusions, row.Inclusion.Value)
		pris = append(pris, row.PRI.Value)
		sizes = append(sizes, float64(row.N))
	}
	cut := func(name string, value float64, values []float64, end float64, with func(*TruthTable, float64)) setting {
		slices.Sort(values)
		values = slices.Compact(values)
		one := setting{name: name, value: value, high: end, cut: true, with: func(x float64) Robustness {
			moved := s
			with(&moved.TruthTable, x)
			return moved
		}}
		for _, v := range values {
			if atLeast(v, value) {
				one.above = append(one.above, v)
			} else {
				one.below = append([]float64{v}, one.below...)
			}
		}
		return one
	}
	list := []setting{cut("InclCut", c.Spec.InclCut, inclusions, 1, func(t *TruthTable, x float64) {
		t.InclCut = max(x, 1e-300) // 0 stands for the default
		t.ExclCut = min(t.ExclCut, x)
	})}
	if s.TruthTable.PRICut > 0 {
		list = append(list, cut("PRICut", c.Spec.PRICut, pris, 1, func(t *TruthTable, x float64) { t.PRICut = x }))
	}
	most := 1.0
	if len(sizes) > 0 {
		most = max(slices.Max(sizes), float64(c.Spec.NCut))
	}
	return append(list, cut("NCut", float64(c.Spec.NCut), sizes, most, func(t *TruthTable, x float64) { t.NCut = int(x) }))
}

// anchors are those of the calibrations.
func (s Robustness) anchors(t *stats.Table) []setting {
	var list []setting
	for i, c := range s.Calibrations {
		measure, err := t.Numbers(c.Column)
		if err != nil {
			continue // solve has said it
		}
		lowest, highest := math.Inf(1), math.Inf(-1)
		for row := range measure.Len() {
			if x, recorded := measure.At(row); recorded {
				lowest, highest = min(lowest, x), max(highest, x)
			}
		}
		name := c.Name
		if name == "" {
			name = c.Column
		}
		for j, anchor := range c.Anchors {
			one := setting{
				name: fmt.Sprintf("%s, %s", name, c.anchorName(j)), value: anchor, low: lowest, high: highest,
				with: func(x float64) Robustness {
					moved := s
					moved.Calibrations = slices.Clone(s.Calibrations)
					moved.Calibrations[i].Anchors = slices.Clone(c.Anchors)
					moved.Calibrations[i].Anchors[j] = x
					return moved
				},
			}
			if len(c.Anchors) > 1 {
				one.low, one.high = neighbours(c.Anchors, j)
			}
			one.low, one.high = min(one.low, anchor), max(one.high, anchor)
			list = append(list, one)
		}
	}
	return list
}

// neighbours are the anchors next to one, or for an outer one its distance from
// the next on the other side.
func neighbours(anchors []float64, j int) (low, high float64) {
	low, high = math.Inf(-1), math.Inf(1)
	a := anchors[j]
	for k, b := range anchors {
		switch {
		case k == j:
		case b < a:
			low = max(low, b)
		case b > a:
			high = min(high, b)
		}
	}
	if math.IsInf(low, -1) {
		low = a - (high - a)
	}
	if math.IsInf(high, 1) {
		high = a + (a - low)
	}
	return low, high
}

// anchorName says which anchor it is.
func (c Calibration) anchorName(j int) string {
	place := fmt.Sprintf(stats.Say(c.Lang, "seuil %d", "cut point %d"), j+1)
	if c.Method == Direct {
		crossover := stats.Say(c.Lang, "bascule", "crossover")
		place = []string{"exclusion", crossover, "inclusion", "inclusion 2", crossover + " 2", "exclusion 2"}[j]
	}
	return place
}

// models are those that a value of the setting gives; the reason in brackets
// where it gives none.
func (s setting) models(t *stats.Table, x float64) string {
	solution, err := s.with(x).solve(t)
	if err != nil {
		return "(" + err.Error() + ")"
	}
	return key(solution)
}

// explore finds where the models change, on both sides.
func (s setting) explore(t *stats.Table, same string, steps int) Range {
	r := Range{Setting: s.name, Value: s.value, Low: s.low, High: s.high}
	if !s.cut {
		r.Low, r.Below = s.walk(t, same, s.low, steps)
		r.High, r.Above = s.walk(t, same, s.high, steps)
		return r
	}
	for _, v := range s.below {
		// At the measure of a row the cut lets that row in.
		if models := s.models(t, v); models != same {
			r.Low, r.Below = v, models
			break
		}
	}
	for i, v := range s.above {
		if v >= s.high {
			break
		}
		// Above it the row is out, up to the next.
		if models := s.models(t, append(s.above, s.high)[i+1]); models != same {
			r.High, r.Above = v, models
			break
		}
	}
	return r
}

// walk goes towards an end in steps, short of the end itself, and halves in on the
// first change.
func (s setting) walk(t *stats.Table, same string, end float64, steps int) (edge float64, beyond string) {
	last := s.value
	for i := range steps {
		x := s.value + (end-s.value)*float64(i+1)/float64(steps+1)
		models := s.models(t, x)
		if models == same {
			last = x
			continue
		}
		for range 40 {
			middle := (last + x) / 2
			if m := s.models(t, middle); m == same {
				last = middle
			} else {
				x, models = middle, m
			}
		}
		return last, models
	}
	return end, ""
}

package sequence

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/askoria/verbatim/stats"
)

// mostPositions keeps a wrong date from asking for all memory.
const mostPositions = 100_000

// FromStates makes sequences of states already written step by step: one column
// a step (States), or one row a person and step (Time, State). Missing cells
// before the first state and inside are unknown states, kept in their place;
// those after the last one are no part of the sequence, unless KeepEnd. Without
// an Alphabet the states are the levels of the columns in declared order, or, of
// texts and numbers, those found, sorted. Agrees with R's
// TraMineR::seqdef(left = NA, gaps = NA, right = "DEL").
type FromStates struct {
	ID          string   // column of identifiers; in the wide form the row number when empty
	States      []string // wide: the columns, in order of time
	Time, State string   // long: the step (whole numbers or ordered categories) and the state
	Weight      string   // column of weights, 0 or more
	Alphabet    []stats.Level
	KeepEnd     bool
	Lang        string // "en" for English; French otherwise
}

// Of makes the sequences, in the order of the rows, or of first appearance in
// the long form. Errors are unknown columns, a state that is not in the
// alphabet, a weight that is missing or negative, a person twice at one step.
func (f FromStates) Of(t *stats.Table) (*Sequences, error) {
	s := &Sequences{Spec: f, lang: f.Lang}
	read := f.wide
	switch {
	case len(f.States) == 0 && f.State == "":
		return nil, errors.New("sequences: name the columns of the states (States), or Time and State")
	case len(f.States) > 0 && f.State != "":
		return nil, errors.New("sequences: both States and State are named; give the wide form or the long one")
	case f.State != "":
		read = f.long
	}
	codes, err := read(t, s)
	if err != nil {
		return nil, fmt.Errorf("sequences: %w", err)
	}
	if err := s.number(codes); err != nil {
		return nil, err
	}
	if !f.KeepEnd {
		for i, states := range s.States {
			for len(states) > 0 && states[len(states)-1] == NoState {
				states = states[:len(states)-1]
			}
			s.States[i] = states
		}
	}
	s.finish()
	return s, s.check()
}

// number puts places in the alphabet for codes; "" is unknown.
func (s *Sequences) number(codes [][]string) error {
	place := map[string]int{}
	var known []string
	for i, level := range s.Alphabet {
		if _, twice := place[level.Code]; twice {
			return fmt.Errorf("sequences: the alphabet has state %q twice", level.Code)
		}
		place[level.Code] = i
		known = append(known, level.Code)
	}
	s.States = make([][]int, len(codes))
	for i, row := range codes {
		s.States[i] = make([]int, len(row))
		for t, code := range row {
			at, ok := place[code]
			switch {
			case code == "":
				at = NoState
			case !ok:
				return fmt.Errorf("sequences: state %s is not in the alphabet", stats.Unknown(code, known))
			}
			s.States[i][t] = at
		}
	}
	return nil
}

func (f FromStates) wide(t *stats.Table, s *Sequences) (codes [][]string, err error) {
	columns := make([]stats.Column, len(f.States))
	for j, name := range f.States {
		if columns[j], err = t.Column(name); err != nil {
			return nil, err
		}
		s.Times = append(s.Times, columns[j].Variable().Title())
	}
	s.Alphabet = alphabetOf(f.Alphabet, columns)
	if f.ID != "" {
		id, err := t.Column(f.ID)
		if err != nil {
			return nil, err
		}
		for row := range t.Len() {
			s.IDs = append(s.IDs, cellText(id, row))
		}
	}
	codes = make([][]string, t.Len())
	for row := range codes {
		for _, c := range columns {
			codes[row] = append(codes[row], cellText(c, row))
		}
	}
	if f.Weight != "" {
		s.Weights, err = weightColumn(t, f.Weight)
	}
	return codes, err
}

func (f FromStates) long(t *stats.Table, s *Sequences) (codes [][]string, err error) {
	var columns [3]stats.Column
	for k, name := range [...]string{f.ID, f.Time, f.State} {
		if columns[k], err = t.Column(name); err != nil {
			return nil, err
		}
	}
	id, state := columns[0], columns[2]
	step, first, err := steps(columns[1], s)
	if err != nil {
		return nil, err
	}
	s.Start = first
	s.Alphabet = alphabetOf(f.Alphabet, columns[2:])
	var weights []float64
	if f.Weight != "" {
		if weights, err = weightColumn(t, f.Weight); err != nil {
			return nil, err
		}
	}
	place := map[string]int{}
	lines := map[[2]int]int{}
	for row := range t.Len() {
		if id.Missing(row) != stats.Recorded || columns[1].Missing(row) != stats.Recorded {
			return nil, fmt.Errorf("row %d has no %s; each row needs a person and a step", row+1, f.ID+" or "+f.Time)
		}
		key := cellText(id, row)
		at, known := place[key]
		if !known {
			at = len(codes)
			place[key] = at
			s.IDs, codes = append(s.IDs, key), append(codes, nil)
			if weights != nil {
				s.Weights = append(s.Weights, weights[row])
			}
		}
		k := step(row) - first
		if before, twice := lines[[2]int{at, k}]; twice {
			return nil, fmt.Errorf("rows %d and %d are the same person at the same step; keep one", before+1, row+1)
		}
		lines[[2]int{at, k}] = row
		for len(codes[at]) <= k {
			codes[at] = append(codes[at], "")
		}
		codes[at][k] = cellText(state, row)
	}
	return codes, nil
}

// steps reads the column of steps: the step of a row, and the first of all.
func steps(c stats.Column, s *Sequences) (step func(row int) int, first int, err error) {
	switch c := c.(type) {
	case *stats.Categories:
		for _, level := range c.Levels() {
			s.Times = append(s.Times, level.Title())
		}
		return func(row int) int { at, _ := c.At(row); return at }, 0, nil
	case *stats.Numbers:
		first, last := math.MaxInt, math.MinInt
		for row := range c.Len() {
			if x, ok := c.At(row); ok {
				if x != math.Trunc(x) || math.Abs(x) > 1e9 {
					return nil, 0, fmt.Errorf("column %q, row %d: step %v is not a whole number", c.Variable().Name, row+1, x)
				}
				first, last = min(first, int(x)), max(last, int(x))
			}
		}
		if last-first > mostPositions {
			return nil, 0, fmt.Errorf("column %q: steps go from %d to %d; at most %d positions", c.Variable().Name, first, last, mostPositions)
		}
		return func(row int) int { x, _ := c.At(row); return int(x) }, first, nil
	}
	return nil, 0, fmt.Errorf("column %q holds %s; steps must be whole numbers or categories", c.Variable().Name, stats.KindOf(c))
}

// cellText is the code in a cell, "" where it is missing.
func cellText(c stats.Column, row int) string {
	if c.Missing(row) != stats.Recorded {
		return ""
	}
	return stats.Key(c, row)
}

func weightColumn(t *stats.Table, name string) ([]float64, error) {
	c, err := t.Numbers(name)
	if err != nil {
		return nil, err
	}
	weights := make([]float64, c.Len())
	for row := range weights {
		w, ok := c.At(row)
		if !ok || w < 0 {
			return nil, fmt.Errorf("column %q, row %d: the weight is missing or negative; it must be 0 or more", name, row+1)
		}
		weights[row] = w
	}
	return weights, nil
}

// alphabetOf is the alphabet given; or the levels of all columns in declared
// order; or the values found, sorted, numbers as numbers.
func alphabetOf(given []stats.Level, columns []stats.Column) []stats.Level {
	if given != nil {
		return slices.Clone(given)
	}
	var alphabet []stats.Level
	seen := map[string]bool{}
	add := func(level stats.Level) {
		if !seen[level.Code] {
			seen[level.Code] = true
			alphabet = append(alphabet, level)
		}
	}
	declared := true
	for _, c := range columns {
		if categories, ok := c.(*stats.Categories); ok {
			for _, level := range categories.Levels() {
				add(level)
			}
			continue
		}
		declared = false
		for row := range c.Len() {
			if code := cellText(c, row); code != "" {
				add(stats.Level{Code: code})
			}
		}
	}
	if !declared {
		slices.SortStableFunc(alphabet, func(a, b stats.Level) int {
			x, errX := strconv.ParseFloat(a.Code, 64)
			y, errY := strconv.ParseFloat(b.Code, 64)
			if errX == nil && errY == nil {
				return cmp.Compare(x, y)
			}
			return cmp.Compare(a.Code, b.Code)
		})
	}
	return alphabet
}

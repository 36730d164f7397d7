package disclosure

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// System is the counts of one table or of several, and the sums that tie them:
// each distinct cell stands once, however many tables show it. Cube makes one of
// a table of any number of dimensions, Link of tables that share totals. Readers
// know the sums, and every count that is not hidden.
type System struct {
	Title  string
	Labels [][]string // of each cell, a label a dimension
	Counts []int
	Sums   []Sum
	// Free marks cells that need no protection by themselves, Sensitive those to
	// be hidden whatever they count, by a rule of amounts or of groups. Nil: none.
	Free, Sensitive []bool
	LeftOut         int // rows that Cube left out, a column being missing

	enough int      // the sums from which the others follow; 0: not known
	keys   []string // what each cell counts, whatever the table; nil: its labels
	dear   []bool   // cells to be hidden only when others do not protect; nil: none
	unseen []bool   // cells that no table shows; nil: none
	tables [][]int  // the cells of each table; nil: all are of one
}

// key is a text that is equal for equal cells of the same persons.
func (s *System) key(cell int) string {
	if s.keys != nil {
		return s.keys[cell]
	}
	return strings.Join(s.Labels[cell], "\x02")
}

// ties is the sums that tell all that the others do.
func (s *System) ties() []Sum {
	if s.enough > 0 {
		return s.Sums[:s.enough]
	}
	return s.Sums
}

// Sum says that a cell counts the persons of others, each once.
type Sum struct {
	Total int
	Parts []int
}

// each goes through the parts, then the total, which counts against them.
func (s Sum) each(do func(cell int, sign float64)) {
	for _, cell := range s.Parts {
		do(cell, 1)
	}
	do(s.Total, -1)
}

// Name is the labels of a cell, as people read them.
func (s *System) Name(cell int) string { return strings.Join(s.Labels[cell], ", ") }

// Find is the cell with those labels.
func (s *System) Find(labels ...string) (int, bool) {
	at := slices.IndexFunc(s.Labels, func(l []string) bool { return slices.Equal(l, labels) })
	return at, at >= 0
}

var errContradiction = errors.New("the cells do not add up to their totals")

// check refuses a system that contradicts itself.
func (s *System) check() error {
	n := len(s.Counts)
	switch {
	case len(s.Labels) != n:
		return fmt.Errorf("counts %q: %d labels for %d cells", s.Title, len(s.Labels), n)
	case s.Free != nil && len(s.Free) != n, s.Sensitive != nil && len(s.Sensitive) != n:
		return fmt.Errorf("counts %q: Free or Sensitive does not tell of %d cells", s.Title, n)
	}
	if cell := slices.IndexFunc(s.Counts, func(count int) bool { return count < 0 }); cell >= 0 {
		return fmt.Errorf("counts %q: the count of %q is negative", s.Title, s.Name(cell))
	}
	for _, sum := range s.Sums {
		left := 0
		for _, cell := range append([]int{sum.Total}, sum.Parts...) {
			if cell < 0 || cell >= n {
				return fmt.Errorf("counts %q: a sum names cell %d of %d", s.Title, cell, n)
			}
			left += s.Counts[cell]
		}
		if left != 2*s.Counts[sum.Total] {
			return fmt.Errorf("counts %q: %w: %q", s.Title, errContradiction, s.Name(sum.Total))
		}
	}
	return s.circles()
}

// circles refuses a total that is part of itself.
func (s *System) circles() error {
	parts := make([][]int, len(s.Counts))
	for _, sum := range s.Sums {
		parts[sum.Total] = append(parts[sum.Total], sum.Parts...)
	}
	const open, done = 1, 2
	state := make([]int, len(s.Counts))
	var visit func(cell int) error
	visit = func(cell int) error {
		switch state[cell] {
		case open:
			return fmt.Errorf("counts %q: the total %q is part of itself", s.Title, s.Name(cell))
		case done:
			return nil
		}
		state[cell] = open
		for _, part := range parts[cell] {
			if err := visit(part); err != nil {
				return err
			}
		}
		state[cell] = done
		return nil
	}
	for cell := range s.Counts {
		if err := visit(cell); err != nil {
			return err
		}
	}
	return nil
}

func (s *System) free(cell int) bool      { return s.Free != nil && s.Free[cell] }
func (s *System) out(cell int) bool       { return s.unseen != nil && s.unseen[cell] }
func (s *System) sensitive(cell int) bool { return s.Sensitive != nil && s.Sensitive[cell] }

// roots marks the cells that are part of no sum: the grand totals.
func (s *System) roots() []bool {
	roots := slices.Repeat([]bool{true}, len(s.Counts))
	for _, sum := range s.Sums {
		for _, cell := range sum.Parts {
			roots[cell] = false
		}
	}
	return roots
}

// persons numbers the people who are alone in a cell, from 1: cells of 1 that
// are total and part of one another hold the same person. Others are 0.
func (s *System) persons() []int {
	person := make([]int, len(s.Counts))
	for cell, count := range s.Counts {
		if count == 1 && !s.out(cell) {
			person[cell] = cell + 1
		}
	}
	for changed := true; changed; {
		changed = false
		for _, sum := range s.Sums {
			if s.Counts[sum.Total] != 1 {
				continue
			}
			for _, cell := range sum.Parts {
				if low := min(person[cell], person[sum.Total]); s.Counts[cell] == 1 && person[cell] != person[sum.Total] {
					person[cell], person[sum.Total] = low, low
					changed = true
				}
			}
		}
	}
	return person
}

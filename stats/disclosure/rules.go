package disclosure

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Amounts marks the cells of a table of amounts that few persons make up, so
// that one of them, or an outsider, could tell what another brings: those where
// the N largest bring more than Share percent of the whole ((n,k) dominance), or
// where all but the two largest bring less than P percent of the largest (p%).
// A rule that is zero is not applied; cells without amounts are safe. Rows where
// the amount is missing count as persons who bring nothing. It agrees with
// sdcTable::primarySuppression, types "nk" and "p".
type Amounts struct {
	Cube   Cube
	Column string  // of amounts, none negative
	N      int     // 2 when Share is told and N is not
	Share  float64 // percent
	P      float64 // percent
}

// Of counts the persons of the cube and marks the unsafe cells as Sensitive.
func (a Amounts) Of(t *stats.Table) (*System, error) {
	if a.N = cmp.Or(a.N, 2); a.N < 0 || a.Share < 0 || a.P < 0 || a.Share == 0 && a.P == 0 {
		return nil, fmt.Errorf("amounts: N %d, Share %v, P %v; a rule must be told, and none negative", a.N, a.Share, a.P)
	}
	column, err := t.Numbers(a.Column)
	if err != nil {
		return nil, fmt.Errorf("amounts: %w", err)
	}
	s, cells, err := a.Cube.lay(t)
	if err != nil {
		return nil, err
	}
	amounts := make([][]float64, len(s.Counts))
	for row, of := range cells {
		x, there := column.At(row)
		switch {
		case !there:
		case x < 0:
			return nil, fmt.Errorf("amounts: column %q: row %d is negative", a.Column, row+1)
		default:
			for _, cell := range of {
				amounts[cell] = append(amounts[cell], x)
			}
		}
	}
	s.Sensitive = make([]bool, len(s.Counts))
	for cell, list := range amounts {
		slices.SortFunc(list, func(x, y float64) int { return cmp.Compare(y, x) })
		s.Sensitive[cell] = a.unsafe(list)
	}
	return s, nil
}

// unsafe looks at the amounts of a cell, largest first.
func (a Amounts) unsafe(list []float64) bool {
	sum := func(of []float64) (total float64) {
		for _, x := range of {
			total += x
		}
		return total
	}
	total := sum(list)
	if total == 0 {
		return false
	}
	dominated := a.Share > 0 && sum(list[:min(a.N, len(list))]) > a.Share/100*total
	return dominated || a.P > 0 && sum(list[min(2, len(list)):]) < a.P/100*list[0]
}

// Groups lists the cells that hold everybody whom a total of several parts
// counts: all of a row, or 100 %. They tell something of each of them, however
// many they are. A share of 0 % is told by the same rows.
func (s *System) Groups() []int {
	var cells []int
	for _, sum := range s.Sums {
		for _, cell := range sum.Parts {
			if len(sum.Parts) > 1 && s.Counts[cell] > 0 && s.Counts[cell] == s.Counts[sum.Total] {
				cells = append(cells, cell)
			}
		}
	}
	slices.Sort(cells)
	return slices.Compact(cells)
}

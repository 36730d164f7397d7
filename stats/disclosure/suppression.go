// Package disclosure hides the small counts of a table, and the other counts
// that would give them back, and checks what a reader can still work out.
//
// What is promised for a table read with its margins, and with the rule known:
// every count from 1 to Below-1 is hidden; by the published cells alone it
// could be Below or more, so that nobody can tell that it is small; and its
// value cannot be worked out, neither by a reader who also knows that hidden
// cells hold at least one person, nor by the only person of a hidden cell, who
// knows of that one.
//
// Optimum keeps it for a System: any tables, tied by the sums of their cells,
// of many ways, with groups within groups (Cube), or sharing totals (Link), at
// the least cost; Suppression for one plain table; Joint for the many tables of a
// workbook, each in the least way that all of them together allow. Audit looks at
// any pattern as a reader does, however it was made, and Differencing at what was
// published before.
//
// For tables of rows, KAnonymity, Risk, Uniques and Diversity tell who could be
// recognised and what would be learnt; Recoding, LocalSuppression and TopCoding
// mend it. Rounding makes counts coarser instead of hiding them.
//
// What is not promised: a reader who holds that hidden cells are not zero may
// see that two of them are small; one who reruns this very rule on every
// possible table may rule some out; what people know of one another has no
// bounds.
package disclosure

import (
	"context"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Suppression chooses the cells of a table of counts to be hidden. Primary
// cells are the counts from 1 to Below-1, totals included; zeros are shown.
// Secondary cells are those by which every primary cell is protected as the
// package says while fewest persons are hidden: see Optimum, which does it for
// any set of tables and at any length. Totals, zeros and free cells are hidden
// only when others do not protect; the grand total only with the whole table,
// where it is below Below or nothing less protects.
type Suppression struct {
	// Below is the smallest count that may be shown: 0 means 5, 1 hides nothing.
	Below int
	// Lang is the language of the pattern's tables: French, or "en".
	Lang string
}

// patience is the work that a table of so many cells is given: a step of the
// search takes time with their square, and a workbook has many tables.
func patience(cells int) int { return max(5, 500*2500/(2500+cells*cells)) }

// Of chooses the cells to hide. The counts must not be negative and must add
// up; a table without cells gives a pattern that hides nothing.
func (s Suppression) Of(c stats.Counts) (*Pattern, error) {
	below, err := threshold(s.Below)
	if err != nil {
		return nil, err
	}
	s.Below = below
	sums, err := plain(c)
	if err != nil {
		return nil, err
	}
	// Who was not recorded is in every share of those who were.
	sums.dear = slices.Clone(sums.Free)
	for _, sum := range sums.Sums {
		sums.dear[sum.Total] = true // it stands in other tables too
	}
	h, err := Optimum{Below: below, Work: patience(len(sums.Counts)), Lang: s.Lang}.Of(context.Background(), sums)
	if err != nil {
		return nil, err
	}
	return newPattern(s, c, h), nil
}

func threshold(below int) (int, error) {
	switch {
	case below < 0:
		return 0, fmt.Errorf("disclosure: Below is %d; it must be 1 or more, or 0 for the default", below)
	case below == 0:
		return 5, nil
	}
	return below, nil
}

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
// Tables that share cells are protected together by whoever shows them: each
// is told in Suppression.Also what the others hide.
//
// What is not promised: a reader who holds that hidden cells are not zero may
// see that two of them are small; one who reruns this very rule on every
// possible table may rule some out; what people know of one another has no
// bounds.
package disclosure

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Suppression chooses the cells of a table of counts to be hidden. Primary
// cells are the counts from 1 to Below-1, totals included; zeros are shown.
// Secondary cells are added one cycle at a time, those with fewest persons
// first and totals last, until every primary cell is protected as the package says (after
// Cox 1980; Kelly, Golden and Assad 1992), and given back where they proved
// needless. The pattern is not always the smallest. The grand total and zeros
// are hidden only when nothing else works; a table of fewer than Below persons
// is hidden whole.
type Suppression struct {
	// Below is the smallest count that may be shown: 0 means 5, 1 hides nothing.
	Below int
	// Also names cells that other tables hide, in the shape of Counts.Cells: they
	// are hidden here too, and protected as small ones are. Nil: none.
	Also stats.Mask
	// Lang is the language of the pattern's tables: French, or "en".
	Lang string
}

// Of chooses the cells to hide. The counts must not be negative and must add
// up; a table without cells gives a pattern that hides nothing.
func (s Suppression) Of(c stats.Counts) (*Pattern, error) {
	below, err := threshold(s.Below)
	if err != nil {
		return nil, err
	}
	s.Below = below
	net, counts, err := flatten(c)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(counts, func(count int) bool { return count < 0 }) {
		return nil, fmt.Errorf("counts %q: a count is negative", c.Title)
	}
	if slices.ContainsFunc(net.surplus(counts), func(n int) bool { return n != 0 }) {
		return nil, fmt.Errorf("counts %q: %w", c.Title, errContradiction)
	}
	also := slices.Concat(s.Also...)
	if s.Also == nil {
		also = make([]bool, len(counts))
	}
	if len(also) != len(counts) {
		return nil, fmt.Errorf("counts %q: Also does not have the shape of the cells", c.Title)
	}
	g := newGuard(net, counts, freeCells(c, net.width), also, below)
	small := slices.Clone(g.hidden)
	for cell, hidden := range also {
		g.hidden[cell] = g.hidden[cell] || hidden
	}
	primary := slices.Clone(g.hidden)
	whole := false
	if slices.Contains(primary, true) {
		total := len(counts) - 1
		switch {
		case primary[total]:
			// How many were asked is seldom a secret: any structure left
			// standing would be read against it.
			whole = true
			g.hideAll(true)
		case g.complete():
			g.trim(primary)
		default:
			whole = true
			g.hideAll(false)
			// The total of an only row is the grand total again.
			if len(c.Rows) == 1 || !g.safe() {
				g.hideAll(true)
			}
		}
	}
	return newPattern(s, c, small, g.hidden, whole), nil
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

// freeCells spreads FreeRows over the cells.
func freeCells(c stats.Counts, width int) []bool {
	free := make([]bool, len(c.Cells)*width)
	for i, is := range c.FreeRows {
		for j := range width {
			free[i*width+j] = is
		}
	}
	return free
}

package disclosure

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Intervals is what a reader can tell of the hidden cells of a System.
type Intervals struct {
	Spec  Audit
	Title string
	// Exact tells that the bounds are those over whole persons, which is so for
	// tables of two ways with at most one nested side. Elsewhere they are those
	// of linear programming, cut to whole persons, and may be wider.
	Exact bool
	Cells []Interval
	// Recomputable lists the cells that can hold one number only, Narrow those,
	// free ones apart, that a reader knows to be below Spec.Below.
	Recomputable, Narrow []Interval

	sums *System
}

// Interval is the fewest and the most persons that a hidden cell can hold.
type Interval struct {
	Cell     int
	Min, Max int // Max may be Unlimited
}

// OfSystem works out the bounds of the hidden cells of a system: what Of does
// for one table, for any set of tables.
func (a Audit) OfSystem(s *System, hidden []bool) (*Intervals, error) {
	below, err := threshold(a.Below)
	if err != nil {
		return nil, err
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	if n := len(s.Counts); len(hidden) != n {
		return nil, fmt.Errorf("counts %q: the mask tells of %d cells, there are %d", s.Title, len(hidden), n)
	}
	a.Below = below
	return a.bounds(s, hidden, a.floor(s.Counts, hidden)), nil
}

// floor is the least number that the reader gives hidden cells.
func (a Audit) floor(counts []int, hidden []bool) int {
	if !a.KnowsRule {
		return 0
	}
	for cell, count := range counts {
		if hidden[cell] && count == 0 {
			return 0
		}
	}
	return 1
}

// bounds looks how far each hidden cell can go from where it is.
func (a Audit) bounds(s *System, hidden []bool, floor int) *Intervals {
	b := &Intervals{Spec: a, Title: s.Title, sums: s}
	most := 1
	low, high := make([]float64, len(hidden)), make([]float64, len(hidden))
	for cell, is := range hidden {
		if most += 100 * s.Counts[cell]; is {
			low[cell], high[cell] = float64(floor-s.Counts[cell]), math.Inf(1)
		}
	}
	var attack attacker
	attack, b.Exact = newAttacker(s)
	furthest := func(cell, sign, end int) int {
		reaches := func(by int) bool {
			if by == 0 {
				return true
			}
			_, why := attack.reach(cell, float64(sign*by), low, high)
			return why == nil
		}
		if reaches(end) {
			return end
		}
		least := 0
		for end-least > 1 {
			if middle := least + (end-least)/2; reaches(middle) {
				least = middle
			} else {
				end = middle
			}
		}
		return least
	}
	for cell, is := range hidden {
		if !is {
			continue
		}
		count := s.Counts[cell]
		bound := Interval{Cell: cell, Min: count - furthest(cell, -1, count-floor), Max: Unlimited}
		// A bounded cell does not hold that many times all there are.
		if up := furthest(cell, 1, most); up < most {
			bound.Max = count + up
		}
		b.Cells = append(b.Cells, bound)
		if bound.Min == bound.Max {
			b.Recomputable = append(b.Recomputable, bound)
		}
		if bound.Max < a.Below && !s.free(cell) {
			b.Narrow = append(b.Narrow, bound)
		}
	}
	return b
}

func inexact(lang string) string {
	return stats.Say(lang, "Bornes par programmation linéaire : les vraies peuvent être plus étroites",
		"Bounds by linear programming: the true ones may be narrower")
}

// Tables lists the bounds, a line a hidden cell. It is for those who hold the
// data, not for readers.
func (b *Intervals) Tables() []*stats.Table {
	say := wording(b.Spec.Lang)
	names := make([]string, len(b.Cells))
	for i, bound := range b.Cells {
		names[i] = b.sums.Name(bound.Cell)
	}
	how := say("Bornes exactes, en personnes entières", "Exact bounds, over whole persons")
	if !b.Exact {
		how = inexact(b.Spec.Lang)
	}
	t := stats.MustTable(b.Title,
		stats.Variable{Name: "cellule", Label: say("Cellule", "Cell")}.Texts(names, nil),
		stats.Variable{Name: "minimum", Label: "Minimum", Format: stats.Count}.Figures(len(b.Cells), func(i int) (float64, stats.Missing) {
			return float64(b.Cells[i].Min), stats.Recorded
		}),
		stats.Variable{Name: "maximum", Label: "Maximum", Format: stats.Count}.Figures(len(b.Cells), func(i int) (float64, stats.Missing) {
			return stats.Defined(float64(b.Cells[i].Max), b.Cells[i].Max != Unlimited)
		}),
	)
	return []*stats.Table{t.Captioned(stats.Caption{
		Units: say("Effectifs possibles des cellules masquées", "Counts that hidden cells can hold"),
		Notes: slices.Concat([]string{how}, []string{say("n.d. : sans limite", "n.d.: no limit")}),
	})}
}

// String is the list of bounds, cut at 12 lines.
func (b *Intervals) String() string { return stats.Printer{Lang: b.Spec.Lang}.Of(b.Tables()[0]) }

package disclosure

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Audit works out what a reader can tell of each hidden cell of a table of
// counts: the least and the most persons that it can hold, by all cells that
// are published. Bounds are exact, over whole numbers of persons, none of them
// negative; they are found by flows through the network of the table's
// equations, and do not depend on how the cells to hide were chosen. It agrees
// with the attack of sdcTable (attack = TRUE) where that one is exact.
type Audit struct {
	// Below is the smallest count that may be shown: 0 means 5.
	Below int
	// KnowsRule is the reader who knows that hidden cells hold at least one
	// person, which is so unless zeros had to be hidden too.
	KnowsRule bool
	// Lang is the language of the tables: French, or "en".
	Lang string
}

// Unlimited is the Max of a cell that can hold any number of persons.
const Unlimited = math.MaxInt

// Bounds is what a reader can tell of the hidden cells of a table.
type Bounds struct {
	Spec  Audit
	Title string // of the table
	Cells []Bound
	// Recomputable lists the cells that can hold one number only, Narrow
	// those, free rows apart, that a reader knows to be below Spec.Below.
	Recomputable, Narrow []Bound

	rows, cols []string
}

// Bound is the fewest and the most persons that a hidden cell can hold.
type Bound struct {
	Row, Col int // in Counts.Cells
	Min, Max int // Max may be Unlimited
}

// Of works out the bounds. The counts under the mask are not read, except that
// a zero among them tells that zeros were hidden; published cells that cannot
// belong to one table are an error.
func (a Audit) Of(c stats.Counts, mask stats.Mask) (*Bounds, error) {
	below, err := threshold(a.Below)
	if err != nil {
		return nil, err
	}
	a.Below = below
	s, err := plain(c)
	if err != nil {
		return nil, err
	}
	hidden := slices.Concat(mask...)
	if len(mask) != len(c.Cells) || len(hidden) != len(s.Counts) {
		return nil, fmt.Errorf("counts %q: the mask does not have the shape of the cells", c.Title)
	}
	floor := a.floor(s.Counts, hidden)
	if !s.fits(hidden, floor) && !s.guess(hidden, floor) {
		return nil, fmt.Errorf("counts %q: %w", c.Title, errContradiction)
	}
	all := a.bounds(s, hidden, floor)
	width := len(c.Cells[0])
	place := func(list []Interval) (bounds []Bound) {
		for _, i := range list {
			bounds = append(bounds, Bound{i.Cell / width, i.Cell % width, i.Min, i.Max})
		}
		return bounds
	}
	return &Bounds{a, c.Title, place(all.Cells), place(all.Recomputable), place(all.Narrow), c.Rows, c.Cols}, nil
}

// fits tells whether the counts as they are could be what is hidden: then they
// serve to start from, as any that could.
func (s *System) fits(hidden []bool, floor int) bool {
	for cell, count := range s.Counts {
		if hidden[cell] && count < floor {
			return false
		}
	}
	return s.check() == nil
}

// guess fills the hidden cells with numbers that agree with the published
// ones, and tells whether there are any. In a plain table whole ones do.
func (s *System) guess(hidden []bool, floor int) bool {
	low, high := make([]float64, len(s.Counts)), make([]float64, len(s.Counts))
	for cell, count := range s.Counts {
		switch {
		case hidden[cell]:
			low[cell], high[cell] = float64(floor), math.Inf(1)
		case count < 0:
			return false
		default:
			low[cell], high[cell] = float64(count), float64(count)
		}
	}
	p := newProgram(make([]float64, len(low)), low, high)
	p.tie(s.Sums)
	if p.solve() >= 0 {
		return false
	}
	for cell := range s.Counts {
		s.Counts[cell] = int(math.Round(p.value[cell]))
	}
	return true
}

// Tables lists the bounds, a line a hidden cell. It is for those who hold the
// data, not for readers.
func (b *Bounds) Tables() []*stats.Table {
	say := wording(b.Spec.Lang)
	total := say("Ensemble", "Total")
	n := len(b.Cells)
	rows, cols := make([]string, n), make([]string, n)
	least, most, endless := make([]float64, n), make([]float64, n), make([]stats.Missing, n)
	for i, bound := range b.Cells {
		rows[i], cols[i] = label(b.rows, bound.Row, total), label(b.cols, bound.Col, total)
		least[i], most[i] = float64(bound.Min), float64(bound.Max)
		if bound.Max == Unlimited {
			endless[i] = stats.Undefined
		}
	}
	t := stats.MustTable(b.Title,
		stats.Variable{Name: "ligne", Label: say("Ligne", "Row")}.Texts(rows, nil),
		stats.Variable{Name: "colonne", Label: say("Colonne", "Column")}.Texts(cols, nil),
		stats.Variable{Name: "minimum", Label: "Minimum", Format: stats.Count}.Numbers(least, nil),
		stats.Variable{Name: "maximum", Label: "Maximum", Format: stats.Count}.Numbers(most, endless),
	)
	return []*stats.Table{t.Captioned(stats.Caption{
		Units: say("Effectifs possibles des cellules masquées", "Counts that hidden cells can hold"),
		Notes: []string{say("n.d. : sans limite", "n.d.: no limit")},
	})}
}

// String is the list of bounds, cut at 12 lines.
func (b *Bounds) String() string { return stats.Printer{Lang: b.Spec.Lang}.Of(b.Tables()[0]) }

func label(labels []string, at int, total string) string {
	if at < len(labels) {
		return labels[at]
	}
	return total
}

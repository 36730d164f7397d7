package disclosure

import (
	"fmt"
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
const Unlimited = unlimited

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
	net, counts, err := flatten(c)
	if err != nil {
		return nil, err
	}
	hidden := slices.Concat(mask...)
	if len(mask) != len(c.Cells) || len(hidden) != len(counts) {
		return nil, fmt.Errorf("counts %q: the mask does not have the shape of the cells", c.Title)
	}
	r := reader{net, hidden, 0}
	if a.KnowsRule && !zeroHidden(counts, hidden) {
		r.floor = 1
	}
	if !r.guess(counts) {
		return nil, fmt.Errorf("counts %q: %w", c.Title, errContradiction)
	}
	b := &Bounds{Spec: a, Title: c.Title, rows: c.Rows, cols: c.Cols}
	free := freeCells(c, net.width)
	for cell := range counts {
		if !hidden[cell] {
			continue
		}
		ends := net.arcs[cell]
		bound := Bound{Row: cell / net.width, Col: cell % net.width, Min: r.floor, Max: Unlimited}
		if more := r.most(counts, ends.head, ends.tail, cell); more < unlimited {
			bound.Max = counts[cell] + more
		}
		if less := r.most(counts, ends.tail, ends.head, cell); less < counts[cell]-r.floor {
			bound.Min = counts[cell] - less
		}
		b.Cells = append(b.Cells, bound)
		if bound.Min == bound.Max {
			b.Recomputable = append(b.Recomputable, bound)
		}
		if bound.Max < below && !free[cell] {
			b.Narrow = append(b.Narrow, bound)
		}
	}
	return b, nil
}

func zeroHidden(counts []int, hidden []bool) bool {
	for cell, count := range counts {
		if hidden[cell] && count == 0 {
			return true
		}
	}
	return false
}

// reader is somebody who has the published table only.
type reader struct {
	net    *network
	hidden []bool
	floor  int // of hidden cells
}

// toll lets the reader change hidden cells only, another than this one.
func (r reader) toll(counts []int, cell int) func(step) (int, bool) {
	return func(s step) (int, bool) {
		return 1, r.hidden[s.cell] && s.cell != cell && (s.up || counts[s.cell] > r.floor)
	}
}

// guess fills the hidden cells with numbers that agree with the published
// ones, and tells whether there are any.
func (r reader) guess(counts []int) bool {
	for cell, hidden := range r.hidden {
		switch {
		case hidden:
			counts[cell] = r.floor
		case counts[cell] < 0:
			return false
		}
	}
	surplus := r.net.surplus(counts)
	for from, excess := range surplus {
		for to := 0; excess > 0 && to < len(surplus); {
			if surplus[to] >= 0 {
				to++
				continue
			}
			way, _, ok := r.net.route(from, to, r.toll(counts, -1))
			if !ok {
				to++
				continue
			}
			moved := push(counts, way, min(excess, -surplus[to]), r.floor)
			excess -= moved
			surplus[to] += moved
		}
		if excess > 0 {
			return false
		}
	}
	return true
}

// most is the largest change that can go from one node to another around a cell.
func (r reader) most(counts []int, from, to, cell int) int {
	counts = slices.Clone(counts)
	total := 0
	for {
		way, _, ok := r.net.route(from, to, r.toll(counts, cell))
		if !ok {
			return total
		}
		moved := push(counts, way, unlimited, r.floor)
		if moved == unlimited {
			return moved
		}
		total += moved
	}
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

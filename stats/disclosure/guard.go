package disclosure

import (
	"cmp"
	"slices"
)

// guard holds a table while its cells are being hidden.
type guard struct {
	net    *network
	counts []int
	free   []bool // cells that need no protection by themselves
	also   []bool // cells that other tables hide
	hidden []bool
	below  int
	price  []int // of hiding each cell
	closed bool  // whether more cells may no longer be hidden
	proofs []proof
	used   []int // the cells of the routes taken for the proof at hand
}

// proof is what protects a cell: it holds as long as the cells that it uses
// are hidden and readers know no more.
type proof struct {
	floor int
	uses  []int
}

// newGuard hides the small cells.
func newGuard(net *network, counts []int, free, also []bool, below int) *guard {
	g := &guard{
		net: net, counts: counts, free: free, also: also, below: below,
		hidden: make([]bool, len(counts)), price: make([]int, len(counts)), proofs: make([]proof, len(counts)),
	}
	// A person hidden outweighs any detour through cells hidden already, and
	// a zero hidden outweighs everybody; so does a total, which stands in other
	// tables too.
	detour, everybody := len(net.ends), len(counts)
	for _, count := range counts {
		everybody += count
	}
	for cell, count := range counts {
		g.hidden[cell] = count > 0 && count < below && !free[cell]
		g.price[cell] = detour * (count + 1)
		if count == 0 || net.total(cell, len(counts)) {
			g.price[cell] += detour * everybody
		}
	}
	return g
}

// exposed lists the hidden cells that need protection, smallest first. Zeros
// among them do: a zero that is seen to be small was hidden for nothing.
func (g *guard) exposed() []int {
	var cells []int
	for cell, count := range g.counts {
		if g.hidden[cell] && (count < g.below && !g.free[cell] || g.also[cell]) {
			cells = append(cells, cell)
		}
	}
	slices.SortStableFunc(cells, func(a, b int) int { return cmp.Compare(g.counts[a], g.counts[b]) })
	return cells
}

// complete hides cells until all that are exposed are protected, and tells
// whether that was possible without the grand total.
func (g *guard) complete() bool {
	for {
		before := slices.Clone(g.hidden)
		if !g.safe() {
			return false
		}
		if slices.Equal(before, g.hidden) {
			return true
		}
	}
}

// safe protects every exposed cell. When the guard is closed it only looks.
func (g *guard) safe() bool {
	for _, cell := range g.exposed() {
		if g.holds(g.proofs[cell]) {
			continue
		}
		g.used = nil
		if !g.reaches(cell) || !g.varies(cell) {
			return false
		}
		g.proofs[cell] = proof{g.floor(), g.used}
	}
	return true
}

func (g *guard) holds(p proof) bool {
	return p.uses != nil && g.floor() <= p.floor &&
		!slices.ContainsFunc(p.uses, func(cell int) bool { return !g.hidden[cell] })
}

// floor is the least number that a reader who knows the rule gives hidden cells.
func (g *guard) floor() int {
	if zeroHidden(g.counts, g.hidden) {
		return 0
	}
	return 1
}

// trim shows again, dearest first, the cells that others have made needless.
func (g *guard) trim(primary []bool) {
	g.closed = true
	var added []int
	for cell, hidden := range g.hidden {
		if hidden && !primary[cell] {
			added = append(added, cell)
		}
	}
	slices.SortStableFunc(added, func(a, b int) int { return cmp.Compare(g.price[b], g.price[a]) })
	for _, cell := range added {
		g.hidden[cell] = false
		g.hidden[cell] = !g.safe()
	}
}

func (g *guard) hideAll(total bool) {
	g.closed = true
	for cell := range g.hidden {
		g.hidden[cell] = total || cell < len(g.hidden)-1
	}
}

// reaches makes the cell able to be Below, other hidden cells giving way; one
// that another table hides, to be more by as much.
func (g *guard) reaches(cell int) bool {
	counts := slices.Clone(g.counts)
	ends := g.net.arcs[cell]
	need := g.below - counts[cell]
	if g.also[cell] {
		need = g.below
	}
	for need > 0 {
		way, _, ok := g.net.route(ends.head, ends.tail, g.toll(counts, 0, cell))
		if !ok {
			return false
		}
		need -= push(counts, way, need, 0)
		g.hide(way)
	}
	return true
}

// varies makes the cell able to hold another number, whoever looks: a reader
// who knows that hidden cells are not zero, and each person who is alone in a
// hidden cell and knows it. Only those met on the first way found matter: the
// others leave that way open.
func (g *guard) varies(cell int) bool {
	way, ok := g.shift(cell, nil)
	if !ok {
		return false
	}
	for _, s := range way {
		if g.counts[s.cell] != 1 {
			continue
		}
		known := g.alone(s.cell)
		if slices.Contains(known, cell) {
			continue
		}
		if _, ok := g.shift(cell, known); !ok {
			return false
		}
	}
	return true
}

// shift finds the cheaper way to raise or lower a cell by one, with some cells
// known and none brought to zero, unless zeros are hidden too.
func (g *guard) shift(cell int, known []int) ([]step, bool) {
	floor := g.floor()
	ends := g.net.arcs[cell]
	toll := g.toll(g.counts, floor, append([]int{cell}, known...)...)
	way, cost, ok := g.net.route(ends.head, ends.tail, toll)
	if g.counts[cell] > floor {
		down, less, can := g.net.route(ends.tail, ends.head, toll)
		if can && (!ok || less < cost) {
			way, ok = down, true
		}
	}
	g.hide(way)
	return way, ok
}

// alone lists the cells that hold nobody but the one person of a cell of 1:
// the inner cell and those of its totals that are 1.
func (g *guard) alone(cell int) []int {
	width, rows := g.net.width, len(g.counts)/g.net.width
	single := func(i, j int) bool { return g.counts[i*width+j] == 1 }
	row, col := cell/width, cell%width
	for i := 0; row == rows-1 && i < rows-1; i++ {
		if single(i, col) {
			row = i
		}
	}
	for j := 0; width > 1 && col == width-1 && j < width-1; j++ {
		if single(row, j) {
			col = j
		}
	}
	var cells []int
	for _, at := range []int{row*width + col, (rows-1)*width + col, row*width + width - 1} {
		if g.counts[at] == 1 {
			cells = append(cells, at)
		}
	}
	return cells
}

// toll prices the steps of a route: hidden cells cost their detour, others
// what hiding them costs. The grand total is not for sale.
func (g *guard) toll(counts []int, floor int, without ...int) func(step) (int, bool) {
	return func(s step) (int, bool) {
		switch {
		case !s.up && counts[s.cell] <= floor, slices.Contains(without, s.cell):
			return 0, false
		case g.hidden[s.cell]:
			return 1, true
		case g.closed || s.cell == len(counts)-1:
			return 0, false
		}
		return g.price[s.cell], true
	}
}

func (g *guard) hide(way []step) {
	for _, s := range way {
		g.hidden[s.cell] = true
		g.used = append(g.used, s.cell)
	}
}

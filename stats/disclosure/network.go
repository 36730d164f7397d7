package disclosure

import (
	"cmp"
	"container/heap"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// network is a table of counts with its margins as a circulation: a node for
// the equation of each row and each column, those of the totals included, and
// an arc for each cell, from the equation it feeds to the one that it empties.
// Every cell stands in one row and one column, so its two ends are given; and
// all that flows is whole, so bounds over integers are exact.
type network struct {
	width int // cells in a line of the table
	arcs  []arc
	ends  [][]int // the arcs at each node
}

type arc struct{ tail, head int }

// total tells whether a cell of a table of that many cells is a margin.
func (n *network) total(cell, cells int) bool {
	return n.width > 1 && (cell%n.width == n.width-1 || cell >= cells-n.width)
}

// step is a cell raised or lowered on the way around a cycle.
type step struct {
	cell int
	up   bool
}

// newNetwork lays out a table of that many rows and columns, totals not
// counted; cell (i, j) is the arc i*width + j. With one column there is no
// total column, and a single equation says all.
func newNetwork(rows, cols int) *network {
	n := &network{width: cols + 1, ends: make([][]int, rows+cols+2)}
	if cols < 2 {
		n.width, n.ends = 1, make([][]int, 2)
	}
	for i := range rows + 1 {
		for j := range n.width {
			row, col := i, rows+1+j
			if n.width == 1 {
				row, col = 0, 1
			}
			a := arc{row, col}
			// A total carries back what its cells bring.
			if (i == rows) != (n.width > 1 && j == cols) {
				a = arc{col, row}
			}
			n.ends[a.tail] = append(n.ends[a.tail], len(n.arcs))
			n.ends[a.head] = append(n.ends[a.head], len(n.arcs))
			n.arcs = append(n.arcs, a)
		}
	}
	return n
}

// route is the cheapest way from one node to another, and its cost. The price
// of a step is at least 1; none means that the step cannot be taken. Of equal
// ways the one through the nodes that come first is taken.
func (n *network) route(from, to int, price func(step) (cost int, ok bool)) ([]step, int, bool) {
	cost := make([]int, len(n.ends)) // so far; 0 is not reached yet
	last := make([]step, len(n.ends))
	queue := frontier{{0, from}}
	for len(queue) > 0 {
		at := heap.Pop(&queue).(place)
		if at.node == to {
			break
		}
		if at.cost > cost[at.node] {
			continue // a cheaper way was found since
		}
		for _, cell := range n.ends[at.node] {
			s := step{cell, n.arcs[cell].tail == at.node}
			next := n.arcs[cell].head + n.arcs[cell].tail - at.node
			if next == from {
				continue
			}
			c, ok := price(s)
			if c += at.cost; ok && (cost[next] == 0 || c < cost[next]) {
				cost[next], last[next] = c, s
				heap.Push(&queue, place{c, next})
			}
		}
	}
	if cost[to] == 0 {
		return nil, 0, false
	}
	var way []step
	for node := to; node != from; {
		s := last[node]
		way = append(way, s)
		node = n.arcs[s.cell].head + n.arcs[s.cell].tail - node
	}
	return way, cost[to], true
}

// frontier is a heap of the nodes to go on from.
type frontier []place

type place struct{ cost, node int }

func (f frontier) Len() int           { return len(f) }
func (f frontier) Swap(i, j int)      { f[i], f[j] = f[j], f[i] }
func (f frontier) Less(i, j int) bool { return cmp.Or(f[i].cost-f[j].cost, f[i].node-f[j].node) < 0 }
func (f *frontier) Push(x any)        { *f = append(*f, x.(place)) }
func (f *frontier) Pop() any {
	last := (*f)[len(*f)-1]
	*f = (*f)[:len(*f)-1]
	return last
}

// push changes the counts along a route by as much as it bears, at most most,
// and tells by how much; no cell goes below the floor.
func push(counts []int, way []step, most, floor int) int {
	for _, s := range way {
		if !s.up {
			most = min(most, counts[s.cell]-floor)
		}
	}
	if most == unlimited {
		return most
	}
	for _, s := range way {
		if s.up {
			counts[s.cell] += most
		} else {
			counts[s.cell] -= most
		}
	}
	return most
}

const unlimited = math.MaxInt

// flatten checks the shape of a table of counts and lists its cells.
func flatten(c stats.Counts) (*network, []int, error) {
	n := newNetwork(len(c.Rows), len(c.Cols))
	if len(c.Cells) != len(c.Rows)+1 {
		return nil, nil, fmt.Errorf("counts %q: %d lines of cells for %d rows and their total", c.Title, len(c.Cells), len(c.Rows))
	}
	if c.FreeRows != nil && len(c.FreeRows) != len(c.Rows) {
		return nil, nil, fmt.Errorf("counts %q: %d free rows told for %d rows", c.Title, len(c.FreeRows), len(c.Rows))
	}
	for i, line := range c.Cells {
		if len(line) != n.width {
			return nil, nil, fmt.Errorf("counts %q: line %d has %d cells, not %d", c.Title, i+1, len(line), n.width)
		}
	}
	return n, slices.Concat(c.Cells...), nil
}

var errContradiction = errors.New("the cells do not add up to their totals")

// surplus is what each equation lacks to hold: all zero when the cells add up.
func (n *network) surplus(counts []int) []int {
	surplus := make([]int, len(n.ends))
	for cell, a := range n.arcs {
		surplus[a.tail] -= counts[cell]
		surplus[a.head] += counts[cell]
	}
	return surplus
}

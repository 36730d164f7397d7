package disclosure

import (
	"math"
	"slices"
)

// attacker works out how far a cell can move from its count while the sums
// hold and the other cells stay between bounds, given as moves from their
// counts. Where it cannot it tells why: by the sums, the move is never more
// than the moves of the other cells, each as often as told.
type attacker interface {
	reach(cell int, by float64, low, high []float64) (moved []int, why []float64)
}

// newAttacker takes the network of the sums where they are one, and linear
// programming otherwise.
func newAttacker(s *System) (a attacker, exact bool) {
	if c := newCirculation(s); c != nil {
		return c, true
	}
	return newLinear(s), false
}

// circulation is sums in which no cell stands more than twice, and which can be
// written so that a cell that stands twice is on either side: a network, with an
// arc a cell. What cannot move more than a cut of it bears is exact over whole
// persons (Ford and Fulkerson 1956).
type circulation struct {
	arcs []arc // from the sum that a cell leaves to the one that it enters
	ends [][]int
	move []float64
	last []int // the arc by which a node was reached; -1 not yet
}

type arc struct{ tail, head int }

func newCirculation(s *System) *circulation {
	sums := s.ties()
	n := len(sums)
	in := make([][]int, len(s.Counts)) // the sums of a cell; ^sum where it is the total
	for k, sum := range sums {
		in[sum.Total] = append(in[sum.Total], ^k)
		for _, cell := range sum.Parts {
			in[cell] = append(in[cell], k)
		}
	}
	at := func(k int) (sum, sign int) {
		if k < 0 {
			return ^k, -1
		}
		return k, 1
	}
	// Two sums with a cell in common are written with the same sign where the
	// cell is on different sides, with opposite signs otherwise.
	sign := make([]int, n)
	beside := make([][][2]int, n)
	for _, sums := range in {
		if len(sums) > 2 {
			return nil
		}
		if len(sums) == 2 {
			a, sa := at(sums[0])
			b, sb := at(sums[1])
			beside[a] = append(beside[a], [2]int{b, -sa * sb})
			beside[b] = append(beside[b], [2]int{a, -sa * sb})
		}
	}
	for first := range n {
		if sign[first] != 0 {
			continue
		}
		sign[first] = 1
		for queue := []int{first}; len(queue) > 0; queue = queue[1:] {
			for _, next := range beside[queue[0]] {
				want := sign[queue[0]] * next[1]
				switch sign[next[0]] {
				case 0:
					sign[next[0]] = want
					queue = append(queue, next[0])
				case -want:
					return nil
				}
			}
		}
	}
	// Cells of one sum only lead outside, the last node.
	c := &circulation{ends: make([][]int, n+1), move: make([]float64, len(s.Counts)), last: make([]int, n+1)}
	for cell, sums := range in {
		a := arc{n, n}
		for _, k := range sums {
			if sum, side := at(k); side*sign[sum] > 0 {
				a.head = sum
			} else {
				a.tail = sum
			}
		}
		c.arcs = append(c.arcs, a)
		if a.tail != a.head {
			c.ends[a.tail] = append(c.ends[a.tail], cell)
			c.ends[a.head] = append(c.ends[a.head], cell)
		}
	}
	return c
}

func (c *circulation) reach(cell int, by float64, low, high []float64) (moved []int, why []float64) {
	from, to := c.arcs[cell].head, c.arcs[cell].tail
	if by < 0 {
		from, to = to, from
	}
	if from == to {
		return nil, nil // in no sum: it can be anything
	}
	clear(c.move)
	queue := make([]int, 0, len(c.ends))
	for left := math.Abs(by); left > slack; {
		for n := range c.last {
			c.last[n] = -1
		}
		queue = append(queue[:0], from)
	search:
		for k := 0; k < len(queue); k++ {
			node := queue[k]
			for _, j := range c.ends[node] {
				a := c.arcs[j]
				next := a.head + a.tail - node
				if j == cell || next == from || c.last[next] >= 0 || c.room(j, node, low, high) <= slack {
					continue
				}
				c.last[next] = j
				if next == to {
					break search
				}
				queue = append(queue, next)
			}
		}
		if c.last[to] < 0 {
			return nil, c.border(cell, from)
		}
		most := left
		for node := to; node != from; {
			j := c.last[node]
			node = c.arcs[j].head + c.arcs[j].tail - node
			most = min(most, c.room(j, node, low, high))
		}
		for node := to; node != from; {
			j := c.last[node]
			node = c.arcs[j].head + c.arcs[j].tail - node
			if c.arcs[j].tail == node {
				c.move[j] += most
			} else {
				c.move[j] -= most
			}
		}
		left -= most
	}
	moved = []int{cell}
	for j, move := range c.move {
		if move != 0 {
			moved = append(moved, j)
		}
	}
	return moved, nil
}

// room is how much more can leave a node by an arc.
func (c *circulation) room(j, node int, low, high []float64) float64 {
	if c.arcs[j].tail == node {
		return high[j] - c.move[j]
	}
	return c.move[j] - low[j]
}

// border is the cut around the nodes that were reached: all that leaves goes
// through it.
func (c *circulation) border(cell, from int) []float64 {
	why := make([]float64, len(c.arcs))
	inside := func(node int) bool { return node == from || c.last[node] >= 0 }
	for j, a := range c.arcs {
		switch {
		case j == cell || inside(a.tail) == inside(a.head):
		case inside(a.tail):
			why[j] = 1
		default:
			why[j] = -1
		}
	}
	return why
}

// linear is the sums as a linear program. Bounds are those over fractions
// of persons, which are never narrower than over whole ones.
type linear struct {
	sums  *System
	p     *program
	tired int // pivots at which rounding asks for a fresh start
}

func newLinear(s *System) *linear {
	l := &linear{sums: s}
	l.start()
	return l
}

// start writes the sums anew.
func (l *linear) start() {
	n := len(l.sums.Counts)
	l.p = newProgram(make([]float64, n), make([]float64, n), make([]float64, n))
	l.p.tie(l.sums.ties())
	// All cells may move now, so every sum that says something leaves the basis.
	for i := len(l.p.rows) - 1; i >= 0; i-- {
		best := -1
		for k, a := range l.p.rows[i] {
			if l.p.others[k] < n && math.Abs(a) > 0.5 && best < 0 {
				best = k
			}
		}
		if best >= 0 {
			l.p.pivot(i, best)
		}
	}
	l.tired = l.p.pivots + 5000
}

func (l *linear) reach(cell int, by float64, low, high []float64) (moved []int, why []float64) {
	if l.p.pivots > l.tired || l.p.stuck {
		l.start()
	}
	n := len(l.sums.Counts)
	copy(l.p.low, low)
	copy(l.p.high, high)
	l.p.low[cell], l.p.high[cell] = by, by
	if line := l.p.solve(); line >= 0 { // stuck, it takes the move for possible
		why = make([]float64, n)
		for k, a := range l.p.rows[line] {
			if v := l.p.others[k]; v < n {
				why[v] = a
			}
		}
		if v := l.p.basic[line]; v < n {
			why[v] = -1
		}
		times := -1 / why[cell] // towards by
		if by < 0 {
			times = -times
		}
		why[cell] = 0
		for j := range why {
			if why[j] *= times; math.Abs(why[j]) < 1e-7 {
				why[j] = 0
			}
		}
		return nil, why
	}
	for j := range n {
		if math.Abs(l.p.value[j]) > slack {
			moved = append(moved, j)
		}
	}
	return moved, nil
}

// tie adds the sums, as what must be zero.
func (p *program) tie(sums []Sum) {
	for _, sum := range sums {
		times := slices.Repeat([]float64{1}, len(sum.Parts)+1)
		times[len(sum.Parts)] = -1
		p.sum(append(slices.Clone(sum.Parts), sum.Total), times, 0, 0)
	}
}

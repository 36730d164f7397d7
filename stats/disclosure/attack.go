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

// linear is the sums as linear programs, a small one for each question: of the
// cells that can move along with the one asked of. Bounds are those over
// fractions of persons, which are never narrower than over whole ones.
type linear struct {
	sums []Sum
	of   [][]int // the sums of each cell
	at   []int   // of a cell in the program; -1
	met  []bool  // the sums in the program
	// stuck tells that rounding led a program in circles: its move was taken for
	// possible, and no pattern is sure.
	stuck bool
}

func newLinear(s *System) *linear {
	l := &linear{sums: s.ties(), of: make([][]int, len(s.Counts)), at: slices.Repeat([]int{-1}, len(s.Counts))}
	for k, sum := range l.sums {
		sum.each(func(cell int, _ float64) { l.of[cell] = append(l.of[cell], k) })
	}
	l.met = make([]bool, len(l.sums))
	return l
}

func (l *linear) reach(cell int, by float64, low, high []float64) (moved []int, why []float64) {
	cells, ties := []int{cell}, []int(nil)
	l.at[cell] = 0
	for n := 0; n < len(cells); n++ {
		for _, k := range l.of[cells[n]] {
			if l.met[k] {
				continue
			}
			l.met[k] = true
			ties = append(ties, k)
			l.sums[k].each(func(j int, _ float64) {
				if l.at[j] < 0 && (low[j] < 0 || high[j] > 0) {
					l.at[j] = len(cells)
					cells = append(cells, j)
				}
			})
		}
	}
	defer func() {
		for _, j := range cells {
			l.at[j] = -1
		}
		for _, k := range ties {
			l.met[k] = false
		}
	}()
	p := newProgram(make([]float64, len(cells)), pick(low, cells), pick(high, cells))
	p.low[0], p.high[0] = by, by
	for _, k := range ties {
		var of []int
		var times []float64
		l.sums[k].each(func(j int, sign float64) {
			if l.at[j] >= 0 {
				of, times = append(of, l.at[j]), append(times, sign)
			}
		})
		p.sum(of, times, 0, 0)
	}
	line := p.solve()
	l.stuck = l.stuck || p.stuck
	if line < 0 {
		for n, j := range cells {
			if math.Abs(p.value[n]) > slack {
				moved = append(moved, j)
			}
		}
		return moved, nil
	}
	// The line adds sums up to what contradicts itself; cells that cannot move
	// stand in these too.
	why = make([]float64, len(low))
	add := func(v int, times float64) {
		if v < len(cells) {
			why[cells[v]] += times
			return
		}
		l.sums[ties[v-len(cells)]].each(func(j int, sign float64) {
			if l.at[j] < 0 {
				why[j] -= times * sign
			}
		})
	}
	for k, a := range p.rows[line] {
		if a != 0 {
			add(p.others[k], a)
		}
	}
	add(p.basic[line], -1)
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

// pick is the values of some cells.
func pick(values []float64, cells []int) []float64 {
	some := make([]float64, len(cells))
	for n, cell := range cells {
		some[n] = values[cell]
	}
	return some
}

// tie adds the sums, as what must be zero.
func (p *program) tie(sums []Sum) {
	for _, sum := range sums {
		var of []int
		var times []float64
		sum.each(func(cell int, sign float64) { of, times = append(of, cell), append(times, sign) })
		p.sum(of, times, 0, 0)
	}
}

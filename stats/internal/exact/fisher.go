package exact

import (
	"cmp"
	"math"
	"slices"
)

// Fisher is the exact p of a table of any size: the sum of the probabilities of
// all tables with its margins that are no more probable than it. It gives up,
// and ok is false, after so many steps of work. Rows and columns must not be
// empty.
//
// Tables are not listed one by one. The columns are cut in two halves around
// one column; for each half all tables are gathered by their probability,
// which many share, and the halves are joined by sweeping over both lists
// (after the network algorithm of Mehta and Patel 1983).
func Fisher(counts [][]int, budget int) (p float64, ok bool) {
	if len(counts) == 2 && len(counts[0]) == 2 {
		return TwoByTwo(counts[0][0], counts[0][1], counts[1][0], counts[1][1]), true
	}
	if len(counts) > len(counts[0]) {
		counts = transposed(counts)
	}
	s := newSearch(counts, budget)
	if s == nil || s.ways(total(s.cols[:s.half])) > float64(budget)/visitSteps {
		return 0, false
	}
	p = s.join()
	return math.Min(p, 1), s.budget >= 0
}

func transposed(counts [][]int) [][]int {
	turned := make([][]int, len(counts[0]))
	for j := range turned {
		for i := range counts {
			turned[j] = append(turned[j], counts[i][j])
		}
	}
	return turned
}

// unit is one in the fixed-point scale of costs. Costs are sums of logarithms
// of factorials: as integers, equal ones are found equal in whatever order
// they were added.
const unit = 1 << 40

// tieCost is tie on that scale.
const tieCost = 109951

// path is a cost, minus the log of a probability up to a constant, and the
// probability that a table of the half has it; beyond is that of this cost or
// a larger one.
type path struct {
	cost                int64
	probability, beyond float64
}

// visitSteps is the work of one way to fill a column, in the steps of the budget.
const visitSteps = 25

type search struct {
	rows    []int
	cols    []int // in the order in which they are taken
	half    int   // columns of the first half
	joining int   // columns between the halves: 0 or 1
	seen    int64 // cost of the table that was observed
	log     []float64
	cost    []int64
	memo    map[string][]path
	budget  int
	table   costTable
}

func newSearch(counts [][]int, budget int) *search {
	s := &search{rows: make([]int, len(counts)), cols: make([]int, len(counts[0])), memo: map[string][]path{}, budget: budget}
	n := 0
	for i, row := range counts {
		for j, count := range row {
			s.rows[i] += count
			s.cols[j] += count
			n += count
		}
	}
	// Costs must fit, and lists of tables with more cases than this would not.
	if n > 200_000 || n > budget {
		return nil
	}
	s.log = make([]float64, n+1)
	s.cost = make([]int64, n+1)
	for i := 1; i <= n; i++ {
		s.log[i] = s.log[i-1] + math.Log(float64(i))
	}
	for i := range s.cost {
		s.cost[i] = int64(math.Round(s.log[i] * unit))
	}
	for _, row := range counts {
		for _, count := range row {
			s.seen += s.cost[count]
		}
	}
	s.split()
	return s
}

// split orders the columns: the first half, the columns that join (none or
// one), the last half. With two or three rows a column in between is swept
// over rather than gathered: that is cheaper as long as a column can be filled
// in few ways, and many columns make long lists.
func (s *search) split() {
	slices.Sort(s.cols)
	slices.Reverse(s.cols)
	if len(s.rows) <= 3 && len(s.cols) >= 5 {
		s.joining = 1
	}
	order := make([]int, len(s.cols))
	s.half = (len(s.cols) - s.joining) / 2
	low, high := 0, len(s.cols)-1
	if s.joining == 1 {
		order[s.half] = s.cols[0]
	}
	for _, col := range s.cols[s.joining:] {
		if low < s.half && low <= len(order)-1-high {
			order[low] = col
			low++
		} else {
			order[high] = col
			high--
		}
	}
	s.cols = order
}

// join sums over what the first half can take from each row, and what the
// joining column can take of the rest.
func (s *search) join() float64 {
	first, last := s.cols[:s.half], s.cols[s.half+s.joining:]
	p := 0.0
	s.spread(s.rows, total(first), func(taken []int, ways float64, _ int64) {
		left := s.gather(first, taken)
		rest := minus(s.rows, taken)
		if s.joining == 0 {
			p += ways * s.extreme(left, s.gather(last, rest), 0)
			return
		}
		s.spread(rest, s.cols[s.half], func(column []int, share float64, cost int64) {
			p += ways * share * s.extreme(left, s.gather(last, minus(rest, column)), cost)
		})
	})
	return p
}

// extreme is the probability that a path of each list and the cost between
// them make a table no more probable than the one observed.
func (s *search) extreme(left, right []path, cost int64) float64 {
	if s.budget < 0 {
		return 0
	}
	limit := s.seen - tieCost - cost
	switch {
	case left[len(left)-1].cost+right[len(right)-1].cost < limit:
		return 0
	case left[0].cost+right[0].cost >= limit:
		return 1
	}
	// Left paths that are extreme with the cheapest right path are with all, and
	// those that are not with the dearest with none. In between both lists rise:
	// as the left cost grows, ever cheaper right paths do.
	byCost := func(p path, cost int64) int { return cmp.Compare(p.cost, cost) }
	from, _ := slices.BinarySearchFunc(left, limit-right[len(right)-1].cost, byCost)
	to, _ := slices.BinarySearchFunc(left, limit-right[0].cost, byCost)
	sum := 0.0
	if to < len(left) {
		sum = left[to].beyond
	}
	if from == to {
		return sum
	}
	at, _ := slices.BinarySearchFunc(right, limit-left[from].cost, byCost)
	s.budget -= to - from + at
	for _, l := range left[from:to] {
		for at > 0 && l.cost+right[at-1].cost >= limit {
			at--
		}
		sum += l.probability * right[at].beyond
	}
	return sum
}

// gather lists the costs of all ways to fill columns so that rows get these
// totals, cheapest first, with their probabilities, which add up to 1. What is
// taken from the rows may come in any order, so that the list serves all.
func (s *search) gather(cols, rows []int) []path {
	if len(cols) <= 1 {
		one := path{probability: 1, beyond: 1}
		for _, count := range rows {
			one.cost += s.cost[count]
		}
		return []path{one}
	}
	rows = slices.Clone(rows)
	slices.Sort(rows)
	// Columns of one half are told by how many they are.
	last := &cols[len(cols)-1] == &s.cols[len(s.cols)-1]
	key := []byte{byte(len(cols)), 0}
	if last {
		key[1] = 1
	}
	for _, count := range rows {
		key = append(key, byte(count), byte(count>>8), byte(count>>16))
	}
	if list, known := s.memo[string(key)]; known {
		return list
	}
	// The first half is taken apart from its end, the last from its start, so
	// that what remains is again a half.
	taken, others := cols[len(cols)-1], cols[:len(cols)-1]
	if last {
		taken, others = cols[0], cols[1:]
	}
	type branch struct {
		list  []path
		share float64
		cost  int64
	}
	var branches []branch
	if len(others) == 1 {
		s.table.clear()
		s.spread(rows, taken, func(column []int, share float64, cost int64) {
			for i, count := range column {
				cost += s.cost[rows[i]-count]
			}
			s.table.add(cost, share)
		})
	} else {
		s.spread(rows, taken, func(column []int, share float64, cost int64) {
			branches = append(branches, branch{s.gather(others, minus(rows, column)), share, cost})
		})
		s.table.clear() // only now: gathering uses the same scratch table
	}
	for _, b := range branches {
		s.budget -= 6 * len(b.list)
		if s.budget < 0 {
			break
		}
		for _, p := range b.list {
			s.table.add(p.cost+b.cost, p.probability*b.share)
		}
	}
	list := s.table.sorted()
	s.budget -= 20 * len(list)
	s.memo[string(key)] = list
	return list
}

// spread calls visit for every way to take a column of that size from the
// rows, with its probability (multivariate hypergeometric) and its cost. visit
// must not keep the column.
func (s *search) spread(rows []int, size int, visit func(column []int, probability float64, cost int64)) {
	column := make([]int, len(rows))
	after := make([]int, len(rows)+1) // what the rows from i on can give
	for i := len(rows) - 1; i >= 0; i-- {
		after[i] = after[i+1] + rows[i]
	}
	whole := s.log[size] + s.log[after[0]-size] - s.log[after[0]]
	var fill func(i, left int, log float64, cost int64)
	fill = func(i, left int, log float64, cost int64) {
		if s.budget < 0 {
			return
		}
		if i == len(rows)-1 {
			s.budget -= visitSteps
			column[i] = left
			log += s.log[rows[i]] - s.log[left] - s.log[rows[i]-left]
			visit(column, math.Exp(log), cost+s.cost[left])
			return
		}
		for x := max(0, left-after[i+1]); x <= min(left, rows[i]); x++ {
			column[i] = x
			fill(i+1, left-x, log+s.log[rows[i]]-s.log[x]-s.log[rows[i]-x], cost+s.cost[x])
		}
	}
	fill(0, size, whole, 0)
}

// ways is how many ways there are to take so many cases from the rows.
func (s *search) ways(size int) float64 {
	ways := make([]float64, size+1)
	ways[0] = 1
	for _, row := range s.rows {
		// A row gives 0 … row cases: a moving sum.
		more, window := make([]float64, size+1), 0.0
		for k := range more {
			window += ways[k]
			if k > row {
				window -= ways[k-row-1]
			}
			more[k] = window
		}
		ways = more
	}
	return ways[size]
}

func minus(a, b []int) []int {
	c := make([]int, len(a))
	for i := range a {
		c[i] = a[i] - b[i]
	}
	return c
}

func total(counts []int) int {
	sum := 0
	for _, count := range counts {
		sum += count
	}
	return sum
}

// costTable adds up probabilities by cost: a hash table with open addressing,
// used again for every list. Only what is filled is cleared and sorted.
type costTable struct {
	paths  []path // probability 0 marks a free place
	filled []uint32
	costs  []int64
}

func (t *costTable) clear() {
	if t.paths == nil {
		t.paths = make([]path, 1<<10)
	}
	for _, at := range t.filled {
		t.paths[at] = path{}
	}
	t.filled = t.filled[:0]
}

// place is where a cost is, or can be.
func (t *costTable) place(cost int64) uint64 {
	mask := uint64(len(t.paths) - 1)
	at := (uint64(cost) * 0x9E3779B97F4A7C15) >> 20 & mask
	for t.paths[at].probability != 0 && t.paths[at].cost != cost {
		at = (at + 1) & mask
	}
	return at
}

func (t *costTable) add(cost int64, probability float64) {
	if probability == 0 {
		return
	}
	at := t.place(cost)
	if t.paths[at].probability == 0 {
		t.filled = append(t.filled, uint32(at))
		t.paths[at].cost = cost
	}
	t.paths[at].probability += probability
	if 2*len(t.filled) > len(t.paths) {
		old, filled := t.paths, t.filled
		t.paths, t.filled = make([]path, 4*len(old)), make([]uint32, 0, 2*len(old))
		for _, at := range filled {
			t.add(old[at].cost, old[at].probability)
		}
	}
}

// sorted lists the entries from the cheapest.
func (t *costTable) sorted() []path {
	t.costs = t.costs[:0]
	for _, at := range t.filled {
		t.costs = append(t.costs, t.paths[at].cost)
	}
	slices.Sort(t.costs) // bare numbers, which sort in half the time of paths
	list := make([]path, len(t.costs))
	beyond := 0.0
	for i, cost := range slices.Backward(t.costs) {
		probability := t.paths[t.place(cost)].probability
		beyond += probability
		list[i] = path{cost, probability, beyond}
	}
	return list
}

package disclosure

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
)

// cover is the search for the least pattern that meets the demands of a shield,
// which are found as they are needed: branch and cut.
type cover struct {
	shield *shield
	cells  []int // that may be hidden and need not be
	at     []int // of a cell among them; -1
	price  []float64
	unit   float64 // the price of a person
	fixed  float64 // persons in primary cells
	best   []bool
	worth  float64 // the price of best
	p      *program
	known  map[string]bool // the demands in the program
	rows   map[int]row     // by their variables
	tired  int             // pivots at which rounding asks for a fresh start
	floor  float64         // no pattern is cheaper
	dear   bool            // whether prices hold more than persons and cells
	work   int
	ctx    context.Context
}

// row is a demand as the program has it.
type row struct {
	cells  []int
	weight []float64
	least  float64
	key    string
}

func newCover(s *System, sh *shield, all, resort []bool, work int) *cover {
	c := &cover{shield: sh, at: make([]int, len(all)), best: slices.Clone(all), known: map[string]bool{}, rows: map[int]row{}, work: work, worth: math.Inf(1)}
	c.unit = float64(len(all) + 1)
	everybody := c.unit
	for _, count := range s.Counts {
		everybody += float64(count) * c.unit
	}
	roots := s.roots()
	for cell, is := range all {
		c.at[cell] = -1
		switch {
		case sh.hide[cell]:
			c.fixed += float64(s.Counts[cell])
		case is:
			c.at[cell] = len(c.cells)
			price := float64(s.Counts[cell])*c.unit + 1
			if resort[cell] {
				price += everybody
				c.dear = true
			}
			if roots[cell] {
				price += everybody * float64(len(all))
			}
			c.cells, c.price = append(c.cells, cell), append(c.price, price)
		}
	}
	n := len(c.cells)
	c.start(make([]float64, n), slices.Repeat([]float64{1}, n))
	return c
}

// start writes the program anew, with its demands.
func (c *cover) start(low, high []float64) {
	c.p = newProgram(c.price, low, high)
	rows := c.rows
	c.rows = map[int]row{}
	for _, v := range slices.Sorted(maps.Keys(rows)) {
		r := rows[v]
		c.rows[c.p.sum(r.cells, r.weight, r.least, math.Inf(1))] = r
	}
	c.tired = 3000
}

// search improves the pattern until it is proven the least or the work is done.
func (c *cover) search(ctx context.Context) error {
	c.ctx = ctx
	start := slices.Clone(c.shield.hide)
	if err := c.repair(start); err != nil {
		return err
	}
	if err := c.branch(0); err != nil {
		return err
	}
	if c.work > 0 {
		c.floor = c.worth
	}
	return nil
}

func (c *cover) proven() bool { return c.floor >= c.worth }

// persons is the fewest persons that any pattern hides.
func (c *cover) persons() int {
	if c.dear {
		return int(c.fixed) // prices do not tell
	}
	return int(c.fixed + math.Floor(c.floor/c.unit))
}

func (c *cover) cost(hidden []bool) float64 {
	sum := 0.0
	for k, cell := range c.cells {
		if hidden[cell] {
			sum += c.price[k]
		}
	}
	return sum
}

var errOpen = errors.New("disclosure: nothing protects the small counts")

// repair makes a pattern meet every demand, cheapest cells for their weight
// first, shows again those that proved needless, dearest first, and keeps the
// pattern if it is the best so far.
func (c *cover) repair(hidden []bool) error {
	for {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		unmet := c.shield.breaches(hidden, -1)
		if len(unmet) == 0 {
			break
		}
		fresh := false
		for _, d := range unmet {
			got := 0.0
			order := make([]int, 0, len(d.cells))
			for k, cell := range d.cells {
				if hidden[cell] {
					got += d.weight[k]
				} else if c.at[cell] >= 0 && d.weight[k] > 0 {
					order = append(order, k)
				}
			}
			value := func(k int) float64 { return c.price[c.at[d.cells[k]]] / d.weight[k] }
			slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(value(a), value(b)) })
			for _, k := range order {
				if got >= d.least-slack {
					break
				}
				hidden[d.cells[k]] = true
				got += d.weight[k]
				fresh = true
			}
		}
		if !fresh {
			return errOpen
		}
	}
	order := make([]int, 0, len(c.cells))
	for k, cell := range c.cells {
		if hidden[cell] {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(c.price[b], c.price[a]) })
	for _, k := range order {
		hidden[c.cells[k]] = false
		hidden[c.cells[k]] = len(c.shield.breaches(hidden, 1)) > 0
	}
	if cost := c.cost(hidden); cost < c.worth {
		c.worth, c.best = cost, slices.Clone(hidden)
	}
	return nil
}

// add puts a demand into the program, once.
func (c *cover) add(d demand) bool {
	r := row{least: d.least, key: fmt.Sprintf("%g", d.least)}
	for k, cell := range d.cells {
		if at := c.at[cell]; at >= 0 {
			r.cells, r.weight = append(r.cells, at), append(r.weight, d.weight[k])
			r.key += fmt.Sprintf(" %d:%g", at, d.weight[k])
		}
	}
	if c.known[r.key] {
		return false
	}
	c.known[r.key] = true
	c.rows[c.p.sum(r.cells, r.weight, r.least, math.Inf(1))] = r
	return true
}

// shed takes the demands that are met with room to spare out of the program;
// they come back when they are needed.
func (c *cover) shed() {
	for i := len(c.p.rows) - 1; i >= 0; i-- {
		v := c.p.basic[i]
		if r, is := c.rows[v]; is && c.p.value[v] > r.least+1e-3 {
			delete(c.known, r.key)
			delete(c.rows, v)
			c.p.drop(i)
		}
	}
}

// share is how much of each cell the program hides.
func (c *cover) share() (share []float64, whole bool) {
	share = make([]float64, len(c.at))
	for cell, is := range c.shield.hide {
		if is {
			share[cell] = 1
		}
	}
	whole = true
	for k, cell := range c.cells {
		x := c.p.value[k]
		if math.Abs(x-math.Round(x)) < 1e-6 {
			x = math.Round(x)
		} else {
			whole = false
		}
		share[cell] = x
	}
	return share, whole
}

// branch finds the least pattern within the bounds of the program.
func (c *cover) branch(depth int) error {
	last, stalled := math.Inf(-1), 0
	for round := 0; ; round++ {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		if c.work--; c.work <= 0 {
			return nil
		}
		if n := len(c.cells); c.p.pivots > c.tired {
			c.start(c.p.low[:n], c.p.high[:n])
		}
		if c.p.solve() >= 0 {
			return nil
		}
		if c.p.stuck {
			c.work = 0
			return nil
		}
		bound := c.p.total()
		if depth == 0 {
			c.floor = max(c.floor, bound)
		}
		if bound > c.worth-1+1e-3 { // prices are whole
			return nil
		}
		if len(c.p.rows) > len(c.cells) {
			c.shed()
		}
		share, whole := c.share()
		hidden := make([]bool, len(share))
		for cell, x := range share {
			hidden[cell] = x > 0.5
		}
		if whole {
			unmet := c.shield.breaches(hidden, -1)
			if len(unmet) == 0 {
				c.worth, c.best = c.cost(hidden), hidden
				return nil
			}
			fresh := false
			for _, d := range unmet {
				fresh = c.add(d) || fresh
			}
			if fresh {
				continue
			}
			c.work = 0 // the program rounds: what it takes for met is not
			return nil
		}
		if stalled++; bound > last+0.01*c.unit {
			last, stalled = bound, 0
		}
		fresh := false
		if depth == 0 && stalled < 12 || stalled < 4 {
			for _, d := range c.shield.fractions(share) {
				fresh = c.add(d) || fresh
			}
		}
		if depth == 0 && (round%4 == 0 || !fresh) {
			if err := c.repair(hidden); err != nil {
				return err
			}
		}
		if !fresh {
			break
		}
	}
	share, _ := c.share()
	at, most := -1, 0.0
	for k, cell := range c.cells {
		if x := share[cell]; x > 0 && x < 1 {
			if closeness := min(x, 1-x) * (1 + c.price[k]/c.unit); closeness > most {
				at, most = k, closeness
			}
		}
	}
	first := math.Round(share[c.cells[at]])
	for _, x := range []float64{first, 1 - first} {
		c.p.low[at], c.p.high[at] = x, x
		if err := c.branch(depth + 1); err != nil {
			return err
		}
		c.p.low[at], c.p.high[at] = 0, 1
	}
	return nil
}

package disclosure

import (
	"math"
	"slices"
)

// shield is what a pattern of hidden cells must hold against.
type shield struct {
	sums   *System
	attack attacker
	exact  bool
	hide   []bool // primary cells
	zeros  bool   // whether zeros may be hidden
	person []int
	needs  []need
	proofs [][]int // the cells by which a need was last met
	floors []int   // what the reader knew then
	low    []float64
	high   []float64
	tables [][]int // the cells of each table
	shows  [][]int // the tables of each cell
}

// need is that a hidden cell could be more by some persons; where by is 0, that
// it could be more or less by one.
type need struct {
	cell, by int
	rule     bool // the reader knows that hidden cells are not zero, if none is
	optional bool // only where the cell is hidden
}

// demand is what a need asks of the cells that are not primary: hidden, they
// must weigh as much together. The weight of the cell of a need that holds
// only where that cell is hidden is negative.
type demand struct {
	cells  []int
	weight []float64
	least  float64
}

// newShield lists the needs; protection Recomputation asks for less.
func newShield(s *System, below int, against Protection) *shield {
	n := len(s.Counts)
	sh := &shield{
		sums: s, hide: make([]bool, n), person: make([]int, n),
		low: make([]float64, n), high: make([]float64, n),
		tables: s.tables, shows: make([][]int, n),
	}
	if sh.tables == nil {
		all := make([]int, n)
		for cell := range all {
			all[cell] = cell
		}
		sh.tables = [][]int{all}
	}
	for t, cells := range sh.tables {
		for _, cell := range cells {
			sh.shows[cell] = append(sh.shows[cell], t)
		}
	}
	sh.attack, sh.exact = newAttacker(s)
	if against == Inference {
		sh.person = s.persons()
	}
	for cell, count := range s.Counts {
		small := count > 0 && count < below && !s.free(cell)
		sh.hide[cell] = small || s.sensitive(cell) || s.out(cell)
		switch {
		case s.out(cell):
		case !sh.hide[cell] && count == 0 && !s.free(cell):
			by := max(below, 1)
			if against == Recomputation {
				by = 1
			}
			sh.needs = append(sh.needs, need{cell, by, false, true})
		case !sh.hide[cell]:
		case against == Recomputation:
			sh.needs = append(sh.needs, need{cell, 0, false, false})
		default:
			if by := below - count; by > 0 {
				sh.needs = append(sh.needs, need{cell, by, false, false})
			}
			sh.needs = append(sh.needs, need{cell, 0, true, false})
		}
	}
	sh.proofs, sh.floors = make([][]int, len(sh.needs)), make([]int, len(sh.needs))
	return sh
}

// breaches are the demands that a pattern leaves unmet, at most so many.
func (sh *shield) breaches(hidden []bool, most int) []demand {
	var unmet []demand
	floors := make([]int, len(sh.tables)) // what the reader knows hidden cells to be at the least
	for t, cells := range sh.tables {
		if !slices.ContainsFunc(cells, func(cell int) bool { return hidden[cell] && sh.sums.Counts[cell] == 0 }) {
			floors[t] = 1
		}
	}
	for k, n := range sh.needs {
		if n.optional && !hidden[n.cell] {
			continue
		}
		floor := 1
		for _, t := range sh.shows[n.cell] {
			floor = min(floor, floors[t])
		}
		if f := sh.proofs[k]; f != nil && floor <= sh.floors[k] && !slices.ContainsFunc(f, func(cell int) bool { return !hidden[cell] }) {
			continue
		}
		d, used, ok := sh.meets(n, hidden, floor)
		if !ok {
			if unmet = append(unmet, d); len(unmet) == most {
				return unmet
			}
			continue
		}
		sh.proofs[k], sh.floors[k] = used, floor
	}
	return unmet
}

// meets tells whether a pattern meets a need, by which cells, or what it lacks.
func (sh *shield) meets(n need, hidden []bool, floor int) (ask demand, used []int, ok bool) {
	return sh.everybody(n, floor, func(j int) (fall, rise float64) {
		if !hidden[j] {
			return 0, 0
		}
		return float64(sh.give(j, n, floor)), math.Inf(1)
	})
}

// everybody puts a need to the reader, then to those who know more.
func (sh *shield) everybody(n need, floor int, room func(cell int) (fall, rise float64)) (ask demand, used []int, ok bool) {
	for j := range sh.low {
		fall, rise := room(j)
		sh.low[j], sh.high[j] = -fall, rise
	}
	used, ask, ok = sh.moves(n, 0, floor)
	if !ok || !n.rule {
		return ask, used, ok
	}
	// A person alone in a hidden cell knows of it; only those met on the way
	// matter, as the others leave that way open.
	asked := map[int]bool{0: true, sh.person[n.cell]: true}
	for _, cell := range slices.Clone(used) {
		known := sh.person[cell]
		if asked[known] {
			continue
		}
		asked[known] = true
		for j, person := range sh.person {
			if person == known {
				sh.low[j], sh.high[j] = 0, 0
			}
		}
		more, ask, ok := sh.moves(n, known, floor)
		if !ok {
			return ask, nil, false
		}
		used = append(used, more...)
		for j, person := range sh.person {
			if person == known {
				fall, rise := room(j)
				sh.low[j], sh.high[j] = -fall, rise
			}
		}
	}
	return demand{}, used, true
}

// give is how far a cell can fall in the eyes of the reader of a need.
func (sh *shield) give(j int, n need, floor int) int {
	if n.rule && !sh.sums.out(j) {
		return max(sh.sums.Counts[j]-floor, 0)
	}
	return sh.sums.Counts[j]
}

// moves tries the ways in which a need can be met.
func (sh *shield) moves(n need, known, floor int) (used []int, ask demand, ok bool) {
	by := max(n.by, 1)
	used, up := sh.attack.reach(n.cell, float64(by), sh.low, sh.high)
	if up == nil {
		return used, ask, true
	}
	if n.by > 0 {
		return nil, sh.demand(n, known, floor, by, up, nil), false
	}
	var down []float64
	if sh.give(n.cell, n, floor) > 0 {
		if used, down = sh.attack.reach(n.cell, -1, sh.low, sh.high); down == nil {
			return used, ask, true
		}
	}
	return nil, sh.demand(n, known, floor, by, up, down), false
}

// demand is what an attack shows to be lacking: of two ways that are closed
// one must be opened. A cell that can rise opens a way by itself; one that
// falls, by as much as it can give.
func (sh *shield) demand(n need, known, floor, by int, ways ...[]float64) demand {
	d := demand{least: float64(by)}
	weights := make([]float64, len(sh.hide))
	for _, why := range ways {
		for j, times := range why {
			w := 0.0
			switch {
			case times > 0:
				w = float64(by)
			case times < 0:
				w = min(float64(by), -times*float64(sh.give(j, n, floor)))
			}
			weights[j] = max(weights[j], w)
		}
	}
	for j, w := range weights {
		if j == n.cell || known != 0 && sh.person[j] == known {
			continue
		}
		if n.rule && floor > 0 && sh.zeros && sh.sums.Counts[j] == 0 {
			w = float64(by) // one zero hidden, and nobody knows that cells are not zero
		}
		switch {
		case w == 0:
		case sh.hide[j]:
			d.least -= w
		default:
			d.cells, d.weight = append(d.cells, j), append(d.weight, w)
		}
	}
	for k := range d.weight {
		d.weight[k] = min(d.weight[k], d.least)
	}
	if n.optional {
		d.cells, d.weight = append(d.cells, n.cell), append(d.weight, -d.least)
		d.least = 0
	}
	return d
}

// fractions are demands that a pattern of cells hidden by halves leaves unmet:
// a sharper question to put to linear programs than whole patterns are.
func (sh *shield) fractions(share []float64) []demand {
	var unmet []demand
	for _, n := range sh.needs {
		if n.optional {
			continue
		}
		by, floor := float64(max(n.by, 1)), 0
		if n.rule {
			floor = 1
		}
		d, ok := sh.eitherWay(n, floor, share)
		if ok {
			d, _, ok = sh.everybody(n, floor, func(j int) (fall, rise float64) {
				return share[j] * min(by, float64(sh.give(j, n, floor))), share[j] * by
			})
		}
		if ok {
			continue
		}
		got := 0.0
		for k, cell := range d.cells {
			got += d.weight[k] * share[cell]
		}
		if d.least > 0 && got < d.least-1e-4*by {
			unmet = append(unmet, d)
		}
	}
	return unmet
}

// eitherWay asks for less than a need for which either way will do: as if cells
// could fall as they rise. What closes that closes both ways at once, and makes
// a sharper demand than what closes each.
func (sh *shield) eitherWay(n need, floor int, share []float64) (ask demand, ok bool) {
	if n.by > 0 || sh.give(n.cell, n, floor) == 0 {
		return ask, true
	}
	for j, x := range share {
		sh.low[j], sh.high[j] = -x, x
	}
	_, up := sh.attack.reach(n.cell, 1, sh.low, sh.high)
	if up == nil {
		return ask, true
	}
	down := make([]float64, len(up))
	for j, times := range up {
		down[j] = -times
	}
	return sh.demand(n, 0, floor, 1, up, down), false
}

package textometry

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
)

// bitset is a set of small numbers.
type bitset []uint64

func newBitset(n int) bitset    { return make(bitset, (n+63)/64) }
func (s bitset) add(i int)      { s[i/64] |= 1 << (i % 64) }
func (s bitset) remove(i int)   { s[i/64] &^= 1 << (i % 64) }
func (s bitset) has(i int) bool { return s[i/64]>>(i%64)&1 == 1 }
func (s bitset) meets(o bitset) bool {
	for i, word := range s {
		if word&o[i] != 0 {
			return true
		}
	}
	return false
}

// disjoint looks for k sets that share no member.
type disjoint struct {
	ctx   context.Context
	meets []bitset // of each set, those with which it shares a member, itself among them
	// members are those of each set, where side counts them: what the open sets
	// hold together is then another bound.
	members []bitset
	k       int
	budget  int // steps that may still be done

	gain, side     []float64
	byGain, bySide []int   // the sets, in falling order
	least          float64 // what the sum of side must reach
	found          []int
	most           float64
	groups         []bitset // of each group of a bound, the sets that meet all of it
	union          bitset
	err            error
}

// best finds the sets of most gain, and among equal ones those of most side;
// members are those of the sets where gain counts them.
func (d *disjoint) best(gain, side []float64, members []bitset) ([]int, error) {
	d.members = nil
	sets, err := d.search(gain, side, 0)
	if err != nil || sets == nil {
		return nil, err
	}
	sum := 0.0
	for _, set := range sets {
		sum += gain[set]
	}
	d.members = members
	again, err := d.search(side, gain, sum*(1-1e-12))
	if again == nil {
		again = sets // the search was stopped
	}
	return again, err
}

// search finds the k sets whose gain adds up to most among those whose side
// adds up to least; nil where there are none. Of equal ones it takes the first
// it meets, sets of large gain first.
//
// Branch and bound: sets that all meet one another give at most one of
// themselves, so that the largest gains of k such groups bound what is left.
func (d *disjoint) search(gain, side []float64, least float64) ([]int, error) {
	d.gain, d.side, d.least = gain, side, least
	d.byGain, d.bySide = falling(gain), falling(side)
	d.found, d.most, d.err = nil, 0, nil
	if d.members != nil {
		d.union = make(bitset, len(d.members[0]))
	}
	d.groups = make([]bitset, d.k)
	for i := range d.groups {
		d.groups[i] = newBitset(len(gain))
	}
	open := newBitset(len(gain))
	for i := range gain {
		open.add(i)
	}
	d.extend(nil, open, 0, 0)
	slices.Sort(d.found)
	return d.found, d.err
}

func falling(values []float64) []int {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[b], values[a]) })
	return order
}

// extend adds sets that are open to those chosen.
func (d *disjoint) extend(chosen []int, open bitset, gain, side float64) {
	need := d.k - len(chosen)
	if need == 0 {
		if side >= d.least && (d.found == nil || better(gain, d.most)) {
			d.found, d.most = slices.Clone(chosen), gain
		}
		return
	}
	next := newBitset(len(d.gain))
	for _, set := range d.byGain {
		if !open.has(set) {
			continue
		}
		if d.budget--; d.budget < 0 || d.err != nil {
			return
		}
		if d.budget%1024 == 0 {
			d.err = d.ctx.Err()
		}
		bound, enough := d.bound(d.byGain, open, d.gain, need)
		if !enough || d.found != nil && !better(gain+bound, d.most) {
			return
		}
		if d.least > 0 {
			if d.members != nil && side+d.covered(open) < d.least {
				return
			}
			if bound, _ := d.bound(d.bySide, open, d.side, need); side+bound < d.least {
				return
			}
		}
		open.remove(set)
		for i, word := range open {
			next[i] = word &^ d.meets[set][i]
		}
		d.extend(append(chosen, set), next, gain+d.gain[set], side+d.side[set])
	}
}

// covered is how many members the open sets have together.
func (d *disjoint) covered(open bitset) float64 {
	clear(d.union)
	for set, members := range d.members {
		if open.has(set) {
			for i, word := range members {
				d.union[i] |= word
			}
		}
	}
	n := 0
	for _, word := range d.union {
		n += bits.OnesCount64(word)
	}
	return float64(n)
}

// bound is what need of the open sets can add up to at most; there must be as
// many groups of sets that all meet.
func (d *disjoint) bound(order []int, open bitset, value []float64, need int) (sum float64, enough bool) {
	groups := d.groups[:0]
	for _, set := range order {
		if !open.has(set) {
			continue
		}
		if at := slices.IndexFunc(groups, func(all bitset) bool { return all.has(set) }); at >= 0 {
			for i, word := range d.meets[set] {
				groups[at][i] &= word
			}
			continue
		}
		sum += value[set]
		groups = groups[:len(groups)+1]
		copy(groups[len(groups)-1], d.meets[set])
		if len(groups) == need {
			return sum, true
		}
	}
	return sum, false
}

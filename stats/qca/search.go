package qca

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
)

// search lists the sets of at most so many rows of a chart that cover all its
// columns and have no superfluous row, each once. Branches are cut by Lagrangian
// bounds (Held and Karp 1971; Beasley 1987): each column pays a price, and no
// cover costs less than the prices less what the rows earn.
type search struct {
	rows  []columns
	lists [][]int32 // columns of each row
	most  int
	steps int                   // left
	found func(rows []int) bool // false stops
	one   bool                  // one cover is enough
	done  bool

	chosen []int
	alone  []columns // what each chosen row alone covers
	times  []int     // for each column, how many rows of some kind cover it
}

// covers runs the search on the rows named and tells whether it came to its end:
// false where the steps ran out.
func (ch chart) covers(rows []int, most, steps int, one bool, found func(rows []int) bool) bool {
	s := &search{
		rows: ch.rows, most: most, steps: steps, found: found, one: one,
		lists: make([][]int32, len(ch.rows)), times: make([]int, ch.n),
	}
	free := make([]int32, len(rows))
	for i, r := range rows {
		free[i] = int32(r)
		s.lists[r] = list(ch.rows[r])
	}
	left := newColumns(ch.n)
	prices := make([]float64, ch.n)
	for c, by := range ch.covering() {
		left.add(c)
		widest := 1
		for _, r := range by {
			widest = max(widest, len(s.lists[r]))
		}
		prices[c] = 1 / float64(widest)
	}
	s.from(left, free, prices, 400)
	return s.steps >= 0
}

func list(set columns) []int32 {
	var all []int32
	for w, word := range set {
		for ; word != 0; word &= word - 1 {
			all = append(all, int32(w*64+bits.TrailingZeros64(word)))
		}
	}
	return all
}

// from covers what is left with rows that are free.
func (s *search) from(left columns, free []int32, prices []float64, rounds int) {
	if s.steps--; s.steps < 0 {
		s.done = true
		return
	}
	if left.empty() {
		rows := slices.Clone(s.chosen)
		slices.Sort(rows)
		s.done = !s.found(rows)
		return
	}
	open := list(left)
	most := s.most - len(s.chosen)
	if most <= 0 {
		return
	}
	if most < len(open) {
		var possible bool
		if prices, free, possible = s.price(open, free, slices.Clone(prices), most, rounds); !possible {
			return
		}
	}
	clear(s.times)
	for _, r := range free {
		for _, c := range s.lists[r] {
			s.times[c]++
		}
	}
	rarest := slices.MinFunc(open, func(a, b int32) int { return s.times[a] - s.times[b] })
	var branch []int32
	for _, r := range free {
		if s.rows[r].has(int(rarest)) {
			branch = append(branch, r)
		}
	}
	slices.SortStableFunc(branch, func(a, b int32) int { return cmp.Compare(s.earning(a, prices), s.earning(b, prices)) })
	// A row tried is out of the branches after it: no cover comes twice.
	free = slices.Clone(free)
	for _, r := range branch {
		if s.done {
			return
		}
		free = slices.DeleteFunc(free, func(f int32) bool { return f == r })
		s.take(r, left, free, prices)
	}
}

// take goes on with one row more, unless that leaves a chosen one superfluous.
func (s *search) take(r int32, left columns, free []int32, prices []float64) {
	row, before := s.rows[r], s.alone
	alone := make([]columns, 0, len(before)+1)
	for _, had := range before {
		has := minus(had, row)
		if has.empty() {
			return
		}
		alone = append(alone, has)
	}
	rest := minus(left, row)
	s.alone = append(alone, minus(left, rest))
	s.chosen = append(s.chosen, int(r))
	useful := s.useful(free, rest)
	lower := slices.Clone(prices)
	for _, c := range s.lists[r] {
		lower[c] = 0
	}
	s.from(rest, useful, lower, 30)
	s.chosen = s.chosen[:len(s.chosen)-1]
	s.alone = before
}

// useful keeps the rows that cover something of what is left, and where one cover
// is enough only those of which no other covers as much and more.
func (s *search) useful(free []int32, left columns) []int32 {
	var kept []int32
	for _, f := range free {
		if s.rows[f].meets(left) > 0 {
			kept = append(kept, f)
		}
	}
	if !s.one {
		return kept
	}
	parts := chart{n: len(s.times)}
	for _, f := range kept {
		part := slices.Clone(left)
		for w := range part {
			part[w] &= s.rows[f][w]
		}
		parts.rows = append(parts.rows, part)
	}
	var best []int32
	undominated, _ := parts.undominated(false)
	for _, i := range undominated {
		best = append(best, kept[i])
	}
	return best
}

func minus(a, b columns) columns {
	rest := make(columns, len(a))
	for w := range a {
		rest[w] = a[w] &^ b[w]
	}
	return rest
}

// earning is what a row costs beyond the prices of its columns, which are 0 for
// columns already covered.
func (s *search) earning(r int32, prices []float64) float64 {
	cost := 1.0
	for _, c := range s.lists[r] {
		cost -= prices[c]
	}
	return cost
}

// margin keeps rounding from cutting a cover off.
const margin = 1e-7

// price moves the prices to where the bound is highest. It tells whether most
// rows may be enough, and drops the free rows that no such cover can have.
func (s *search) price(open, free []int32, prices []float64, most, rounds int) ([]float64, []int32, bool) {
	best := math.Inf(-1)
	var kept []float64
	step, stale := 1.0, 0
	for range rounds {
		bound := 0.0
		for _, c := range open {
			bound += prices[c]
			s.times[c] = 0
		}
		for _, r := range free {
			cost := s.earning(r, prices)
			if cost < 0 {
				bound += cost
				for _, c := range s.lists[r] {
					s.times[c]++
				}
			}
		}
		if bound > best+1e-6 {
			stale = 0
		} else if stale++; stale%8 == 0 {
			step /= 2
		}
		if bound > best {
			best, kept = bound, append(kept[:0], prices...)
		}
		if best > float64(most)+margin {
			return nil, nil, false
		}
		norm := 0
		for _, c := range open {
			gap := 1 - s.times[c]
			norm += gap * gap
		}
		if norm == 0 || step < 1e-3 {
			break
		}
		move := step * (float64(most) + 1.05 - bound) / float64(norm)
		for _, c := range open {
			prices[c] = max(0, prices[c]+move*float64(1-s.times[c]))
		}
	}
	useful := make([]int32, 0, len(free))
	for _, r := range free {
		if best+max(0, s.earning(r, kept)) <= float64(most)+margin {
			useful = append(useful, r)
		}
	}
	return kept, useful, true
}

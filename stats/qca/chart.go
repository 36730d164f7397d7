package qca

import (
	"math/bits"
	"slices"
)

// columns is a set of columns of a chart.
type columns []uint64

func newColumns(n int) columns { return make(columns, (n+63)/64) }

func (s columns) has(c int) bool { return s[c/64]>>(c%64)&1 == 1 }
func (s columns) add(c int)      { s[c/64] |= 1 << (c % 64) }

func (s columns) empty() bool {
	for _, w := range s {
		if w != 0 {
			return false
		}
	}
	return true
}

// meets counts what two sets have in common.
func (s columns) meets(t columns) int {
	n := 0
	for w := range s {
		n += bits.OnesCount64(s[w] & t[w])
	}
	return n
}

// within tells whether all of s is in t.
func (s columns) within(t columns) bool {
	for w := range s {
		if s[w]&^t[w] != 0 {
			return false
		}
	}
	return true
}

// chart says which of the positive corners each implicant covers.
type chart struct {
	n    int // columns
	rows []columns
}

// newChart leaves out implicants that cover no corner.
func newChart(primes, positive []cube) (chart, []cube) {
	ch := chart{n: len(positive)}
	var kept []cube
	for _, p := range primes {
		row := newColumns(len(positive))
		for c, corner := range positive {
			if p.covers(corner) {
				row.add(c)
			}
		}
		if !row.empty() {
			ch.rows = append(ch.rows, row)
			kept = append(kept, p)
		}
	}
	return ch, kept
}

// covering lists, for each column, the rows that cover it.
func (ch chart) covering() [][]int32 {
	by := make([][]int32, ch.n)
	for r, row := range ch.rows {
		for w, word := range row {
			for ; word != 0; word &= word - 1 {
				c := w*64 + bits.TrailingZeros64(word)
				by[c] = append(by[c], int32(r))
			}
		}
	}
	return by
}

// undominated lists the rows of which no other row covers all columns and more,
// and for each row one of them that covers all it does. With twins false it keeps
// only the first of equal rows.
func (ch chart) undominated(twins bool) (kept, by []int) {
	covering := ch.covering()
	sizes := make([]int, len(ch.rows))
	for r, row := range ch.rows {
		sizes[r] = row.meets(row)
	}
	by = make([]int, len(ch.rows))
	for r, row := range ch.rows {
		rarest := -1
		for c := range ch.n {
			if row.has(c) && (rarest < 0 || len(covering[c]) < len(covering[rarest])) {
				rarest = c
			}
		}
		by[r] = r
		for _, other := range covering[rarest] {
			o := int(other)
			if (sizes[o] > sizes[r] || !twins && o < r && sizes[o] == sizes[r]) && row.within(ch.rows[o]) {
				by[r] = o
				break
			}
		}
		if by[r] == r {
			kept = append(kept, r)
		}
	}
	for r := range by {
		for by[r] != by[by[r]] {
			by[r] = by[by[r]]
		}
	}
	return kept, by
}

// smallest lists the covers of the least size. Each becomes one of undominated
// rows when these take the place of theirs: so those are searched, and the rows
// are put back.
func (ch chart) smallest(size, steps int, found func(rows []int) bool) bool {
	kept, by := ch.undominated(false)
	below := make([][]int, len(ch.rows))
	for r, above := range by {
		below[above] = append(below[above], r)
	}
	return ch.covers(kept, size, steps, false, func(rows []int) bool {
		chosen := make([]int, len(rows))
		// later is what the rows after each cover at most.
		later := make([]columns, len(rows)+1)
		later[len(rows)] = newColumns(ch.n)
		for i := len(rows) - 1; i >= 0; i-- {
			later[i] = plus(later[i+1], ch.rows[rows[i]])
		}
		var put func(i int, covered columns) bool
		put = func(i int, covered columns) bool {
			if i == len(rows) {
				list := slices.Clone(chosen)
				slices.Sort(list)
				return found(list)
			}
			for _, r := range below[rows[i]] {
				with := plus(covered, ch.rows[r])
				if chosen[i] = r; later[0].within(plus(with, later[i+1])) && !put(i+1, with) {
					return false
				}
			}
			return true
		}
		return put(0, newColumns(ch.n))
	})
}

func plus(a, b columns) columns {
	sum := make(columns, len(a))
	for w := range a {
		sum[w] = a[w] | b[w]
	}
	return sum
}

// fewest looks for the least number of rows that cover all columns: the highest
// bound proved, and the smallest cover found.
func (ch chart) fewest(steps int) (bound int, cover []int) {
	rows, _ := ch.undominated(false)
	proved := true
	for size := 1; ; size++ {
		ended := ch.covers(rows, size, steps, true, func(rows []int) bool { cover = rows; return false })
		if proved {
			bound = size
		}
		if cover != nil {
			return bound, cover
		}
		switch {
		case proved && !ended:
			// Above it looks for a cover, no longer for proof.
			proved, steps = false, max(steps/10, 200)
		case !proved:
			steps *= 2
		}
	}
}

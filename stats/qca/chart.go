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

// undominated lists the rows of which no other row covers all columns and more.
// With twins false it keeps only the first of equal rows.
func (ch chart) undominated(twins bool) []int {
	by := ch.covering()
	sizes := make([]int, len(ch.rows))
	for r, row := range ch.rows {
		sizes[r] = row.meets(row)
	}
	var kept []int
	for r, row := range ch.rows {
		rarest := -1
		for c := range ch.n {
			if row.has(c) && (rarest < 0 || len(by[c]) < len(by[rarest])) {
				rarest = c
			}
		}
		dominated := slices.ContainsFunc(by[rarest], func(other int32) bool {
			o := int(other)
			return (sizes[o] > sizes[r] || !twins && o < r && sizes[o] == sizes[r]) && row.within(ch.rows[o])
		})
		if !dominated {
			kept = append(kept, r)
		}
	}
	return kept
}

// fewest looks for the least number of rows that cover all columns: the highest
// bound proved, and the smallest cover found.
func (ch chart) fewest(steps int) (bound int, cover []int) {
	rows := ch.undominated(false)
	proved := true
	for size := 1; ; size++ {
		ended := ch.covers(rows, size, steps, func(rows []int) bool { cover = rows; return false })
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

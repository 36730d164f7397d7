package qca

import (
	"maps"
	"math/bits"
	"slices"
)

// implicants lists the shortest cubes that cover a positive corner and no
// negative one, in order. What is neither may be covered: nothing for the
// conservative solution, all remainders for the parsimonious one.
//
// For one corner, a set of its literals fails when some negative corner shares
// them all, and then so do its subsets. Failures are marked in a set of 2^k bits,
// where going down to the subsets and looking up to longer sets are shifts of
// whole words; remainders are never visited.
func implicants(positive, negative []cube) []cube {
	if len(positive) == 0 {
		return nil
	}
	k := len(positive[0])
	size := 1 << k
	words := (size + 63) / 64
	fails, longer := make([]uint64, words), make([]uint64, words)
	found := map[cube]bool{}
	for _, corner := range positive {
		clear(fails)
		clear(longer)
		for _, other := range negative {
			var shared int
			for i := range k {
				// A condition that does not arise has no literal to exclude with.
				if corner[i] == other[i] || corner[i] == notApplicable {
					shared |= 1 << i
				}
			}
			fails[shared/64] |= 1 << (shared % 64)
		}
		for b := range k {
			lower(fails, b)
		}
		for b := range k {
			upper(longer, fails, b)
		}
		for w := range fails {
			for left := ^(fails[w] | longer[w]); left != 0; left &= left - 1 {
				mask := w*64 + bits.TrailingZeros64(left)
				if mask >= size {
					break
				}
				found[corner.only(mask)] = true
			}
		}
	}
	return slices.SortedFunc(maps.Keys(found), cube.order)
}

// without has, for each of the six bits that number the places in a word, the
// places where the bit is 0.
var without = [6]uint64{0x5555555555555555, 0x3333333333333333, 0x0f0f0f0f0f0f0f0f, 0x00ff00ff00ff00ff, 0x0000ffff0000ffff, 0x00000000ffffffff}

// lower adds to a family of sets each of its sets without element b.
func lower(family []uint64, b int) {
	if b < 6 {
		for w := range family {
			family[w] |= family[w] >> (1 << b) & without[b]
		}
		return
	}
	bit := 1 << (b - 6)
	for w := range family {
		if w&bit == 0 {
			family[w] |= family[w|bit]
		}
	}
}

// upper adds to longer each set outside fails, with element b put in.
func upper(longer, fails []uint64, b int) {
	if b < 6 {
		for w := range longer {
			longer[w] |= (^fails[w] & without[b]) << (1 << b)
		}
		return
	}
	bit := 1 << (b - 6)
	for w := range longer {
		if w&bit == 0 {
			longer[w|bit] |= ^fails[w]
		}
	}
}

// only keeps the values of the conditions in a mask.
func (c cube) only(mask int) cube {
	kept := []byte(c)
	for i := range kept {
		if mask>>i&1 == 0 {
			kept[i] = absent
		}
	}
	return cube(kept)
}

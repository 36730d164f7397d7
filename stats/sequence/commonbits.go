package sequence

import "math/bits"

// common is the longest common subsequence of a sequence x with others by words
// of bits (Hyyrö 2004): bit i is 0 where x's place i lengthens what is common to
// the places before it and the states of y so far.
type common struct {
	length int
	places [][]uint64 // of each state, the places of x that have it
	after  [][]uint64 // the words after each state of y
}

func newBits(x []int32, size, longest int) *common {
	c := &common{length: len(x), places: make([][]uint64, size), after: make([][]uint64, longest+1)}
	wide := max((len(x)+63)/64, 1)
	words := make([]uint64, wide*(size+longest+1))
	for k := range c.places {
		c.places[k] = words[k*wide : (k+1)*wide]
	}
	for k := range c.after {
		c.after[k] = words[(size+k)*wide : (size+k+1)*wide]
	}
	for w := range c.after[0] {
		c.after[0][w] = ^uint64(0)
	}
	for i, state := range x {
		c.places[state][i/64] |= 1 << (i % 64)
	}
	return c
}

// against is the length of what is common with y, whose first states are those
// of the sequence before.
func (c *common) against(y []int32, kept int) int {
	for k := kept; k < len(y); k++ {
		from, to, places := c.after[k], c.after[k+1], c.places[y[k]]
		carry := uint64(0)
		for w, v := range from {
			u := v & places[w]
			var sum uint64
			sum, carry = bits.Add64(v, u, carry)
			to[w] = sum | v&^u
		}
	}
	zeros := 0
	for w, v := range c.after[len(y)] {
		inside := ^uint64(0)
		if rest := c.length - 64*w; rest < 64 {
			inside = 1<<max(rest, 0) - 1
		}
		zeros += bits.OnesCount64(^v & inside)
	}
	return zeros
}

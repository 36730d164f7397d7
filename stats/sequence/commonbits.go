package sequence

import "math/bits"

// common is the longest common subsequence of a sequence x with others by words
// of bits (Hyyrö 2004): bit i is 0 where x's place i lengthens what is common to
// the places before it and the states of y so far.
type common struct {
	length, wide int      // of x, in places and in words: two or more
	places       []uint64 // of each state, the places of x that have it
	after        []uint64 // the words after each state of y that the next one shares
	words        []uint64 // those after the states that it does not share
}

func newBits(x []int32, size, longest int) *common {
	c := &common{length: len(x), wide: max((len(x)+63)/64, 2)}
	c.places = make([]uint64, size*c.wide)
	c.after = make([]uint64, (longest+1)*c.wide)
	c.words = make([]uint64, c.wide)
	for w := range c.wide {
		c.after[w] = ^uint64(0)
	}
	for i, state := range x {
		c.places[int(state)*c.wide+i/64] |= 1 << (i % 64)
	}
	return c
}

// against is the length of what is common with y, which shares its first kept
// states with the sequence before, and its first next ones with the sequence after.
func (c *common) against(y []int32, kept, next int) int {
	at := func(k int) []uint64 { return c.after[k*c.wide : (k+1)*c.wide] }
	for k := kept; k < next; k++ {
		c.advance(at(k), at(k+1), y[k:k+1])
	}
	c.advance(at(max(kept, next)), c.words, y[max(kept, next):])
	zeros := 0
	for w, v := range c.words {
		inside := ^uint64(0)
		if rest := c.length - 64*w; rest < 64 {
			inside = 1<<max(rest, 0) - 1
		}
		zeros += bits.OnesCount64(^v & inside)
	}
	return zeros
}

// advance adds states of y. Up to 128 places stay in two registers.
func (c *common) advance(from, to []uint64, y []int32) {
	if c.wide == 2 {
		v0, v1 := from[0], from[1]
		for _, state := range y {
			places := c.places[2*int(state) : 2*int(state)+2]
			u0, u1 := v0&places[0], v1&places[1]
			sum0, carry := bits.Add64(v0, u0, 0)
			sum1, _ := bits.Add64(v1, u1, carry)
			v0, v1 = sum0|v0&^u0, sum1|v1&^u1
		}
		to[0], to[1] = v0, v1
		return
	}
	copy(to, from)
	for _, state := range y {
		carry := uint64(0)
		for w, p := range c.places[int(state)*c.wide : (int(state)+1)*c.wide] {
			v, sum := to[w], uint64(0)
			u := v & p
			sum, carry = bits.Add64(v, u, carry)
			to[w] = sum | v&^u
		}
	}
}

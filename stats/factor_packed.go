package stats

import "math/bits"

// bitmap marks rows, 64 a word; nil marks none.
type bitmap []uint64

// mostCodes is up to how many codes a factor is packed; mostCells up to how
// many pairs of them counting bits is faster than going through the rows.
const mostCodes, mostCells = 12, 40

// pack notes the rows of each code, for a factor that is crossed with many.
func (f *factor) pack() {
	if len(f.levels) > mostCodes {
		return
	}
	f.packed = make([]bitmap, len(f.levels)+reasons)
	for row, code := range f.codes {
		if f.packed[code] == nil {
			f.packed[code] = make(bitmap, (len(f.codes)+63)/64)
		}
		f.packed[code][row/64] |= 1 << (row % 64)
	}
}

// packs tells whether two factors are better counted by bits.
func packs(x, y *factor) bool {
	used := func(f *factor) (n int) {
		for _, b := range f.packed {
			n += bit(b != nil)
		}
		return n
	}
	return x.packed != nil && y.packed != nil && used(x)*used(y) <= mostCells
}

func tallyPacked(x, y *factor) (counts [][]int, missing MissingCounts) {
	return shared(x, y, func(i, j int) (n int) {
		a, b := x.packed[i], y.packed[j]
		if a == nil || b == nil {
			return 0
		}
		for word := range a {
			n += bits.OnesCount64(a[word] & b[word])
		}
		return n
	})
}

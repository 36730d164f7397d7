package sequence

import (
	"math"
	"slices"
)

// An alignment keeps some states of both sequences in pairs and edits the rest.
// Its cost is all insertions less what the pairs save:
//
//	d(x, y) = Σ indel(x) + Σ indel(y) - max Σ gain(pair)
//	gain(a, b) = indel(a) + indel(b) - substitution(a, b), or 0 where it is less
//
// so that the least cost is the heaviest common alignment, whose recursion has
// no additions but one. Gains are whole numbers of 2^-k: sums of them are exact,
// whatever their order, and k is such that a cost keeps all its digits.
//
// Sequences come sorted: what was worked out for the common start of one and the
// one before it is kept.

// fixed is costs as whole numbers.
type fixed struct {
	states [][]int32
	gain   [][]int64
	indel  []int64
	unit   float64
}

// align is the distances between all different sequences by edits of those costs.
func (j *job) align(c *Costs) ([]float64, error) {
	f := j.fix(c)
	n, longest := len(j.states), longestOf(j.states)
	common := append(commonStarts(j.states), 0) // nothing comes after the last
	if indel, ok := f.plain(); ok {
		return j.each(1, func(first int, out []float64) {
			x := f.states[first]
			t := newBits(x, len(f.indel), longest)
			kept := 0
			for b := first + 1; b < n; b++ {
				y := f.states[b]
				next := common[b+1]
				out[b-first-1] = indel * float64(len(x)+len(y)-2*t.against(y, kept, next))
				kept = next
			}
		})
	}
	total := make([]int64, n)
	for a, x := range f.states {
		for _, state := range x {
			total[a] += f.indel[state]
		}
	}
	return j.each(1, func(first int, out []float64) {
		t := f.table(f.states[first], longest)
		kept := 0
		for b := first + 1; b < n; b++ {
			next := common[b+1]
			out[b-first-1] = float64(total[first]+total[b]-t.against(f.states[b], kept, next)) * f.unit
			kept = next
		}
	})
}

// commonStarts is how many states each sequence shares at its start with the one
// before it.
func commonStarts(states [][]int) []int {
	common := make([]int, len(states))
	for b := 1; b < len(states); b++ {
		x, y := states[b-1], states[b]
		for common[b] < min(len(x), len(y)) && x[common[b]] == y[common[b]] {
			common[b]++
		}
	}
	return common
}

func longestOf(states [][]int) int {
	longest := 0
	for _, list := range states {
		longest = max(longest, len(list))
	}
	return longest
}

// fix turns costs into whole numbers. States that nobody is in take no part: their
// costs may be beyond all measure.
func (j *job) fix(c *Costs) fixed {
	f := fixed{states: make([][]int32, len(j.states)), unit: 1}
	place := make([]int32, j.size)
	var used []int
	for i, list := range j.states {
		f.states[i] = make([]int32, len(list))
		for t, state := range list {
			if place[state] == 0 {
				used = append(used, state)
				place[state] = int32(len(used))
			}
			f.states[i][t] = place[state] - 1
		}
	}
	dearest := 0.0
	for _, a := range used {
		dearest = max(dearest, c.Indel[a])
	}
	if most := 2 * dearest * float64(longestOf(j.states)); most > 0 {
		_, exponent := math.Frexp(most)
		f.unit = math.Ldexp(1, exponent-62)
	}
	whole := func(x float64) int64 { return int64(math.Round(x / f.unit)) }
	for _, a := range used {
		f.indel = append(f.indel, whole(c.Indel[a]))
		gains := make([]int64, len(used))
		for k, b := range used {
			if saved := c.Indel[a] + c.Indel[b]; c.Substitution[a][b] < saved {
				gains[k] = max(whole(c.Indel[a])+whole(c.Indel[b])-whole(c.Substitution[a][b]), 0)
			}
		}
		f.gain = append(f.gain, gains)
	}
	return f
}

// plain tells whether only equal states are worth a pair, all of them the same:
// then the distance is the number of states outside the longest common
// subsequence times the cost of an insertion.
func (f fixed) plain() (indel float64, ok bool) {
	for a, row := range f.gain {
		for b, gain := range row {
			if a != b && gain != 0 || f.indel[a] != f.indel[0] {
				return 0, false
			}
		}
	}
	if len(f.indel) > 0 {
		indel = float64(f.indel[0]) * f.unit
	}
	return indel, true
}

// ends tells whether no pair is worth more than one of equal states: then those at
// the end of both sequences are in some heaviest alignment.
func (f fixed) ends() bool {
	for a, row := range f.gain {
		if slices.Max(row) > row[a] {
			return false
		}
	}
	return true
}

// table is the heaviest alignments of the starts of a sequence with each start of
// another.
type table struct {
	x       []int32
	ends    bool      // equal states at the end may be paired at once
	gain    [][]int64 // of each state against all places of the sequence
	columns [][]int64 // after each state of the other; those that the next one shares
	column  []int64   // after the states that it does not share
}

func (f fixed) table(x []int32, longest int) *table {
	t := &table{x: x, ends: f.ends(), gain: make([][]int64, len(f.gain)), columns: make([][]int64, longest+1)}
	cells := make([]int64, len(x)*(longest+2+len(f.gain)))
	cut := func() []int64 {
		row := cells[:len(x):len(x)]
		cells = cells[len(x):]
		return row
	}
	for b := range t.gain {
		t.gain[b] = cut()
		for i, state := range x {
			t.gain[b][i] = f.gain[b][state]
		}
	}
	for k := range t.columns {
		t.columns[k] = cut()
	}
	t.column = cut()
	return t
}

// against is the heaviest alignment with y, which shares its first kept states
// with the sequence before, and its first next ones with the sequence after.
func (t *table) against(y []int32, kept, next int) int64 {
	for k := kept; k < next; k++ {
		copy(t.columns[k+1], t.columns[k])
		advance(t.columns[k+1], t.gain[y[k]])
	}
	// Equal ends are paired, where nothing else is worth more.
	end, places, paired := len(y), len(t.x), int64(0)
	for t.ends && end > 0 && places > 0 && t.x[places-1] == y[end-1] {
		end, places = end-1, places-1
		paired += t.gain[y[end]][places]
	}
	if places == 0 {
		return paired
	}
	k := min(max(kept, next), end)
	column := t.column[:places]
	copy(column, t.columns[k])
	for ; k+4 <= end; k += 4 {
		advance4(column, t.gain[y[k]], t.gain[y[k+1]], t.gain[y[k+2]], t.gain[y[k+3]])
	}
	for ; k < end; k++ {
		advance(column, t.gain[y[k]])
	}
	return column[places-1] + paired
}

// advance adds a state to the other sequence: at each place the best of leaving
// the state out, of leaving the place out, of pairing them.
func advance(column, gain []int64) {
	gain = gain[:len(column)]
	var before, left int64
	for i, up := range column {
		left = max(before+gain[i], up, left)
		before = up
		column[i] = left
	}
}

// advance4 adds four states at once, which spares reading and writing the columns
// between, and keeps the processor busy while a maximum is awaited.
func advance4(column, gain1, gain2, gain3, gain4 []int64) {
	n := len(column)
	gain1, gain2, gain3, gain4 = gain1[:n], gain2[:n], gain3[:n], gain4[:n]
	var before, left1, left2, left3, left4 int64
	for i, up := range column {
		at1 := max(before+gain1[i], up, left1)
		at2 := max(left1+gain2[i], left2, at1)
		at3 := max(left2+gain3[i], left3, at2)
		left4 = max(left3+gain4[i], left4, at3)
		before, left1, left2, left3 = up, at1, at2, at3
		column[i] = left4
	}
}

package corpus

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// alignment says what of an old text still stands in a new one, and where.
// Both are read as smooth writes them: apostrophes and spaces do not matter.
type alignment struct {
	old, new text
	to       []int  // where each code point of the old text went, -1 where it is gone
	stood    []bool // whether each code point of the new text was in the old
	// maybe is where what is gone could have been moved, -1 where nothing tells;
	// taken is what of the new text stood or was moved there.
	maybe []int
	taken []bool
}

// text is a text with the place of its code points and bytes.
type text struct {
	smooth string
	bytes  []int // where each code point starts, and the length
}

func newText(s string) text {
	t := text{smooth: smooth(s)}
	for at := range t.smooth {
		t.bytes = append(t.bytes, at)
	}
	t.bytes = append(t.bytes, len(t.smooth))
	return t
}

func (t text) len() int { return len(t.bytes) - 1 }

func (t text) slice(from, to int) string {
	from, to = max(from, 0), min(to, t.len())
	return t.smooth[t.bytes[from]:t.bytes[max(from, to)]]
}

// point is the code point that starts at a byte.
func (t text) point(at int) int { return sort.SearchInts(t.bytes, at) }

// occurrences lists where words stand, in code points.
func (t text) occurrences(words string) []int {
	var found []int
	for at := 0; words != ""; {
		next := strings.Index(t.smooth[at:], words)
		if next < 0 {
			break
		}
		found = append(found, t.point(at+next))
		_, size := utf8.DecodeRuneInString(t.smooth[at+next:])
		at += next + size
	}
	return found
}

// align follows every piece of the old text into the new: lines that stand once
// in both keep the order, and between them pieces are compared one by one.
func align(old, new string) *alignment {
	a := &alignment{old: newText(old), new: newText(new)}
	a.to = make([]int, a.old.len())
	for i := range a.to {
		a.to[i] = -1
	}
	a.stood = make([]bool, a.new.len())
	ids := map[string]int{}
	lines := func(t text) []piece {
		return pieces(t, ids, 0, t.len(), func(sign, next byte) bool {
			return sign == '\n' || sign == ' ' && 'A' <= next && next <= 'Z'
		})
	}
	x, y := lines(a.old), lines(a.new)
	a.between(x, y, func(x, y []piece) {
		if len(x) == 0 || len(y) == 0 {
			return
		}
		words := func(t text, p []piece) []piece { return pieces(t, ids, p[0].from, p[len(p)-1].to, nil) }
		a.diff(words(a.old, x), words(a.new, y))
	})
	a.forget()
	a.guess()
	return a
}

// piece is a stretch of a text, numbered by what it reads.
type piece struct{ id, from, to int }

// pieces cuts a stretch behind the signs that end tells; with none, into words
// and the signs between them.
func pieces(t text, ids map[string]int, from, to int, end func(sign, next byte) bool) []piece {
	var all []piece
	emit := func(to int) {
		if to == from {
			return
		}
		key := t.slice(from, to)
		id, known := ids[key]
		if !known {
			id = len(ids)
			ids[key] = id
		}
		all = append(all, piece{id, from, to})
		from = to
	}
	for i := from; i < to; i++ {
		at := t.bytes[i]
		var next byte
		if i+1 < t.len() {
			next = t.smooth[t.bytes[i+1]]
		}
		letter := t.smooth[at] >= utf8.RuneSelf || inWord(rune(t.smooth[at]))
		after := next >= utf8.RuneSelf || inWord(rune(next))
		if end == nil && (!letter || !after) || end != nil && end(t.smooth[at], next) {
			emit(i + 1)
		}
	}
	emit(to)
	return all
}

// between matches the pieces that stand once in both lists, in their order, and
// hands over what is left between two of them.
func (a *alignment) between(x, y []piece, rest func(x, y []piece)) {
	for len(x) > 0 && len(y) > 0 && x[0].id == y[0].id {
		a.match(x[0], y[0])
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1].id == y[len(y)-1].id {
		a.match(x[len(x)-1], y[len(y)-1])
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	count := map[int][2]int{}
	for _, p := range x {
		c := count[p.id]
		count[p.id] = [2]int{c[0] + 1, c[1]}
	}
	where := map[int]int{}
	for j, p := range y {
		c := count[p.id]
		count[p.id] = [2]int{c[0], c[1] + 1}
		where[p.id] = j
	}
	var pairs [][2]int
	for i, p := range x {
		if count[p.id] == [2]int{1, 1} {
			pairs = append(pairs, [2]int{i, where[p.id]})
		}
	}
	pairs = increasing(pairs)
	if len(pairs) == 0 {
		rest(x, y)
		return
	}
	i, j := 0, 0
	for _, pair := range pairs {
		a.between(x[i:pair[0]], y[j:pair[1]], rest)
		a.match(x[pair[0]], y[pair[1]])
		i, j = pair[0]+1, pair[1]+1
	}
	a.between(x[i:], y[j:], rest)
}

func (a *alignment) match(x, y piece) {
	for i := range x.to - x.from {
		a.to[x.from+i] = y.from + i
		a.stood[y.from+i] = true
	}
}

// increasing is a longest run of pairs that rises in both places; the first
// places rise already.
func increasing(pairs [][2]int) [][2]int {
	var best []int                    // best[n]: the pair that ends a run of n+1 lowest
	before := make([]int, len(pairs)) // the pair before each in its run
	for i, pair := range pairs {
		n := sort.Search(len(best), func(n int) bool { return pairs[best[n]][1] >= pair[1] })
		before[i] = -1
		if n > 0 {
			before[i] = best[n-1]
		}
		if n == len(best) {
			best = append(best, i)
		} else {
			best[n] = i
		}
	}
	if len(best) == 0 {
		return nil
	}
	run := make([][2]int, len(best))
	for i, n := best[len(best)-1], len(best)-1; n >= 0; i, n = before[i], n-1 {
		run[n] = pairs[i]
	}
	return run
}

// mostEdits bounds the work of diff; beyond it two stretches have nothing in
// common worth following.
const mostEdits = 1500

// diff matches the pieces of a shortest edit (Myers 1986).
func (a *alignment) diff(x, y []piece) {
	n, m := len(x), len(y)
	limit := min(n+m, mostEdits)
	last := make([]int, 2*limit+3) // furthest place in x on each diagonal
	var trace [][]int
	for d := 0; d <= limit; d++ {
		trace = append(trace, append([]int(nil), last[limit+1-d:limit+2+d]...))
		for k := -d; k <= d; k += 2 {
			i := 0
			if at := limit + 1 + k; k == -d || k != d && last[at-1] < last[at+1] {
				i = last[at+1]
			} else {
				i = last[at-1] + 1
			}
			j := i - k
			for i < n && j < m && x[i].id == y[j].id {
				i, j = i+1, j+1
			}
			last[limit+1+k] = i
			if i >= n && j >= m {
				a.walk(x, y, trace, d)
				return
			}
		}
	}
}

// walk goes back along the shortest edit. trace[d] holds the diagonals -d to d
// as they were before step d.
func (a *alignment) walk(x, y []piece, trace [][]int, d int) {
	i, j := len(x), len(y)
	for ; d > 0; d-- {
		before := trace[d]
		k := i - j
		if k == -d || k != d && before[k-1+d] < before[k+1+d] {
			k++
		} else {
			k--
		}
		startI := before[k+d]
		startJ := startI - k
		for i > startI && j > startJ {
			i, j = i-1, j-1
			a.match(x[i], y[j])
		}
		i, j = startI, startJ
	}
	for i > 0 {
		i, j = i-1, j-1
		a.match(x[i], y[j])
	}
}

// forget gives up short pieces that stand alone between larger changes: that
// such a word is in both texts says nothing of where it went.
func (a *alignment) forget() {
	type stretch struct{ from, to int }
	var runs []stretch
	for i := range a.to {
		switch {
		case a.to[i] < 0:
		case i > 0 && a.to[i-1] >= 0 && a.to[i-1]+1 == a.to[i]:
			runs[len(runs)-1].to = i + 1
		default:
			runs = append(runs, stretch{i, i + 1})
		}
	}
	// changed is how much is not the same between two places that are.
	changed := func(i, j int) int { return max(j-i, a.place(j)-a.place(i)) - 1 }
	var alone []stretch
	for n, r := range runs {
		before, after := -1, len(a.to)
		if n > 0 {
			before = runs[n-1].to - 1
		}
		if n+1 < len(runs) {
			after = runs[n+1].from
		}
		if length := r.to - r.from; length < tile && min(changed(before, r.from), changed(r.to-1, after)) > length {
			alone = append(alone, r)
		}
	}
	for _, r := range alone {
		for i := r.from; i < r.to; i++ {
			a.stood[a.to[i]], a.to[i] = false, -1
		}
	}
}

// place is where a code point of the old text went; before it is -1, behind it
// the end of the new.
func (a *alignment) place(i int) int {
	switch {
	case i < 0:
		return -1
	case i == len(a.to):
		return a.new.len()
	}
	return a.to[i]
}

// tile is the length in code points from which text that is gone and text that
// is new are taken for the same.
const tile = 6

// guess looks for what is gone in what is new: first the two ends of what was
// replaced in its place, then the longest stretches that were moved.
func (a *alignment) guess() {
	a.maybe = slices.Clone(a.to)
	a.taken = slices.Clone(a.stood)
	take := func(i, j, n int) {
		for k := range n {
			a.maybe[i+k], a.taken[j+k] = j+k, true
		}
	}
	same := func(i, j int) bool {
		return i >= 0 && j >= 0 && i < a.old.len() && j < a.new.len() && a.maybe[i] < 0 && !a.taken[j] &&
			a.old.slice(i, i+1) == a.new.slice(j, j+1)
	}
	for i := range a.to {
		if a.to[i] < 0 && i > 0 && a.maybe[i-1] >= 0 && same(i, a.maybe[i-1]+1) {
			take(i, a.maybe[i-1]+1, 1)
		}
	}
	for i := len(a.to) - 2; i >= 0; i-- {
		if a.maybe[i+1] > 0 && same(i, a.maybe[i+1]-1) {
			take(i, a.maybe[i+1]-1, 1)
		}
	}
	index := map[string][]int{}
	for j := 0; j+tile <= a.new.len(); j++ {
		if !slices.Contains(a.taken[j:j+tile], true) {
			key := a.new.slice(j, j+tile)
			index[key] = append(index[key], j)
		}
	}
	type stretch struct{ old, new, length int }
	var found []stretch
	for i := 0; i+tile <= a.old.len(); {
		longest := stretch{old: i}
		if a.maybe[i] < 0 {
			for _, j := range index[a.old.slice(i, i+tile)] {
				n := 0
				for same(i+n, j+n) {
					n++
				}
				if n > longest.length {
					longest.new, longest.length = j, n
				}
			}
		}
		if longest.length >= tile {
			found = append(found, longest)
		}
		i += max(1, longest.length)
	}
	slices.SortStableFunc(found, func(x, y stretch) int { return y.length - x.length })
	for _, s := range found {
		n := 0
		for n < s.length && same(s.old+n, s.new+n) {
			n++
		}
		take(s.old, s.new, n)
	}
}

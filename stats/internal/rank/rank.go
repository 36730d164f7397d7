// Package rank holds what is computed on ranks: mid-ranks, Kendall's pairs and
// the exact laws of Kendall's and Spearman's statistics without ties.
package rank

import (
	"math"
	"slices"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// Ranking is values put in order.
type Ranking struct {
	Order []int     // indices of the values, smallest first
	Mid   []float64 // of each value its rank from 1, equal values the mean of theirs
	Size  []float64 // of each value, how many are equal to it
}

// placed is a value with what goes along when it is sorted: its place, or the
// value of another column.
type placed[T int | float64] struct {
	value float64
	with  T
}

// sorted orders values, equal ones by what goes with them. No value is NaN.
func sorted[T int | float64](values []float64, with func(i int) T) []placed[T] {
	items := make([]placed[T], len(values))
	for i, x := range values {
		items[i] = placed[T]{x, with(i)}
	}
	slices.SortFunc(items, func(a, b placed[T]) int {
		switch {
		case a.value < b.value:
			return -1
		case a.value > b.value:
			return 1
		case a.with < b.with:
			return -1
		case a.with > b.with:
			return 1
		}
		return 0
	})
	return items
}

// Of ranks values.
func Of(values []float64) Ranking {
	n := len(values)
	r := Ranking{make([]int, n), make([]float64, n), make([]float64, n)}
	items := sorted(values, func(i int) int { return i })
	for start := 0; start < n; {
		end := start + 1
		for end < n && items[end].value == items[start].value {
			end++
		}
		for at, item := range items[start:end] {
			r.Order[start+at] = item.with
			r.Mid[item.with] = float64(start+end+1) / 2
			r.Size[item.with] = float64(end - start)
		}
		start = end
	}
	return r
}

// Ties tells whether two values are equal.
func Ties(values []float64) bool {
	sorted := slices.Sorted(slices.Values(values))
	for i := 1; i < len(sorted); i++ {
		if sorted[i] == sorted[i-1] {
			return true
		}
	}
	return false
}

// Pairs is what Kendall's coefficients are made of.
type Pairs struct {
	N          float64
	Concordant float64 // less the discordant ones
	TiedX      Groups
	TiedY      Groups
}

// Groups are sums over groups of equal values, of size t.
type Groups struct {
	Pairs   float64 // t(t-1)/2
	Triples float64 // t(t-1)(t-2)
	Five    float64 // t(t-1)(2t+5)
}

func (g *Groups) add(size int) {
	t := float64(size)
	g.Pairs += t * (t - 1) / 2
	g.Triples += t * (t - 1) * (t - 2)
	g.Five += t * (t - 1) * (2*t + 5)
}

// Tied sums over groups of those sizes.
func Tied(sizes []int) Groups {
	var g Groups
	for _, size := range sizes {
		g.add(size)
	}
	return g
}

// Kendall counts concordant less discordant pairs by sorting (Knight 1966).
func Kendall(x, y []float64) Pairs {
	n := len(x)
	pairs := sorted(x, func(i int) float64 { return y[i] })
	p := Pairs{N: float64(n)}
	both := 0.0
	inX, inBoth := 1, 1
	seconds := make([]float64, n)
	for i, pair := range pairs {
		seconds[i] = pair.with
		if i == 0 {
			continue
		}
		before := pairs[i-1]
		if pair == before {
			inBoth++
		} else {
			both += float64(inBoth) * float64(inBoth-1) / 2
			inBoth = 1
		}
		if pair.value == before.value {
			inX++
		} else {
			p.TiedX.add(inX)
			inX = 1
		}
	}
	p.TiedX.add(inX)
	both += float64(inBoth) * float64(inBoth-1) / 2
	swaps := sortCounting(seconds, make([]float64, n))
	inY := 1
	for i := 1; i < n; i++ {
		if seconds[i] == seconds[i-1] {
			inY++
		} else {
			p.TiedY.add(inY)
			inY = 1
		}
	}
	p.TiedY.add(inY)
	p.Concordant = p.N*(p.N-1)/2 - p.TiedX.Pairs - p.TiedY.Pairs + both - 2*float64(swaps)
	return p
}

// sortCounting sorts values by merging and counts the inversions.
func sortCounting(values, scratch []float64) int {
	if len(values) <= 12 {
		swaps := 0
		for i := 1; i < len(values); i++ {
			v, j := values[i], i
			for ; j > 0 && values[j-1] > v; j-- {
				values[j] = values[j-1]
			}
			values[j] = v
			swaps += i - j
		}
		return swaps
	}
	half := len(values) / 2
	swaps := sortCounting(values[:half], scratch) + sortCounting(values[half:], scratch)
	copy(scratch, values[:half])
	i, j := 0, half
	for at := range values {
		if j == len(values) || i < half && scratch[i] <= values[j] {
			if i == half {
				break
			}
			values[at] = scratch[i]
			i++
		} else {
			values[at] = values[j]
			j++
			swaps += half - i
		}
	}
	return swaps
}

// TauB is Kendall's tau-b; the columns must not be constant.
func (p Pairs) TauB() float64 {
	all := p.N * (p.N - 1) / 2
	return p.Concordant / math.Sqrt((all-p.TiedX.Pairs)*(all-p.TiedY.Pairs))
}

// Z is the concordance over its standard deviation without association, ties
// counted, without continuity correction. N must be 3 or more.
func (p Pairs) Z() float64 {
	n := p.N
	variance := (n*(n-1)*(2*n+5) - p.TiedX.Five - p.TiedY.Five) / 18
	variance += 4 * p.TiedX.Pairs * p.TiedY.Pairs / (2 * n * (n - 1))
	variance += p.TiedX.Triples * p.TiedY.Triples / (9 * n * (n - 1) * (n - 2))
	return p.Concordant / math.Sqrt(variance)
}

// KendallExact is the exact two-sided p of so many concordant pairs among n
// values without ties.
func KendallExact(n, concordant int) float64 {
	// ways[k] is the probability of k inversions of a random order, built by
	// putting one value more in each of its places.
	ways := []float64{1}
	for size := 2; size <= n; size++ {
		more := make([]float64, len(ways)+size-1)
		window := 0.0
		for k := range more {
			if k < len(ways) {
				window += ways[k]
			}
			if k >= size {
				window -= ways[k-size]
			}
			more[k] = window / float64(size)
		}
		ways = more
	}
	// The law is symmetric: the shorter tail, added from its end.
	k := min(concordant, n*(n-1)/2-concordant)
	p := 0.0
	for i := 0; i <= k; i++ {
		p += ways[i]
	}
	return math.Min(2*p, 1)
}

// SpearmanExact is the two-sided p of the sum of squared rank differences of n
// pairs without ties (Best and Roberts 1975, AS 89): by listing all orders up
// to n = 9, by an Edgeworth series up to 1290.
func SpearmanExact(n int, s float64) float64 {
	cube := float64(n) * float64(n*n-1)
	most := cube / 3
	if s > cube/6 { // twice the mean is the largest value: the law is symmetric
		s = most - s
	}
	if n <= 9 {
		return math.Min(2*spearmanBelow(n, int(math.Round(s))), 1)
	}
	// The series gives the tail at and above a value.
	b := 1 / float64(n)
	x := (6*(most-s-1)*b/(float64(n*n)-1) - 1) * math.Sqrt(1/b-1)
	y := x * x
	u := x * b * (0.2274 + b*(0.2531+0.1745*b) + y*(-0.0758+b*(0.1033+0.3932*b)-
		y*b*(0.0879+0.0151*b-y*(0.0072-0.0831*b+y*b*(0.0131-4.6e-4*y)))))
	p := u/math.Exp(y/2) + tail.NormalAbove(x)
	return math.Min(2*math.Max(p, 0), 1)
}

// spearmanBelow is the probability of a sum of squared differences of at most s.
func spearmanBelow(n, s int) float64 {
	within, all := 0, 0
	var place func(at, taken, sum int)
	place = func(at, taken, sum int) {
		if at == n {
			all++
			if sum <= s {
				within++
			}
			return
		}
		for value := range n {
			if taken&(1<<value) == 0 {
				place(at+1, taken|1<<value, sum+(value-at)*(value-at))
			}
		}
	}
	place(0, 0, 0)
	return float64(within) / float64(all)
}

// perCase is, for each case, with how many others it is concordant less with
// how many discordant.
func perCase(x, y Ranking) []float64 {
	n := len(x.Order)
	balance := make([]float64, n)
	sweep := func(order []int, sign float64) {
		// seen counts, by rank of y, the cases with a smaller x (a larger one on
		// the way back), as a Fenwick tree over twice the mid-rank.
		seen := make([]int, 2*n+1)
		below := func(rank int) (sum int) {
			for ; rank > 0; rank &= rank - 1 {
				sum += seen[rank]
			}
			return sum
		}
		for start := 0; start < n; {
			end := start + int(x.Size[order[start]])
			for _, i := range order[start:end] {
				rank := int(2 * y.Mid[i])
				balance[i] += sign * float64(below(rank-1)-(start-below(rank)))
			}
			for _, i := range order[start:end] {
				for rank := int(2 * y.Mid[i]); rank <= 2*n; rank += rank & -rank {
					seen[rank]++
				}
			}
			start = end
		}
	}
	sweep(x.Order, 1)
	backward := slices.Clone(x.Order)
	slices.Reverse(backward)
	sweep(backward, -1)
	return balance
}

// TauBError is the asymptotic standard error of tau-b (Brown and Benedetti
// 1977) of values whose pairs are these.
func (p Pairs) TauBError(x, y []float64) float64 {
	byX, byY := Of(x), Of(y)
	n, tau := p.N, p.TauB()
	wx, wy := n*(n-1)-2*p.TiedX.Pairs, n*(n-1)-2*p.TiedY.Pairs
	w := math.Sqrt(wx * wy)
	sum := 0.0
	for i, d := range perCase(byX, byY) {
		term := 2*w*d + tau*(byX.Size[i]*wy+byY.Size[i]*wx)
		sum += term * term
	}
	variance := (sum - n*n*n*tau*tau*(wx+wy)*(wx+wy)) / (w * w * w * w)
	return math.Sqrt(math.Max(0, variance))
}

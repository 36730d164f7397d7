package rank

import (
	"math"
	"slices"
	"sort"
)

// KthDifference is the k-th smallest, from 1, of all differences of a value of
// x and one of y, both sorted.
func KthDifference(x, y []float64, k int) float64 {
	return kth(x[0]-y[len(y)-1], x[len(x)-1]-y[0], k, func(d float64) int {
		// As x rises fewer of y are near enough: one pass.
		count, j := 0, 0
		for _, a := range x {
			for j < len(y) && a-y[j] > d {
				j++
			}
			count += len(y) - j
		}
		return count
	})
}

// KthAverage is the k-th smallest, from 1, of the averages of two values, each
// value with itself too, of values that are sorted (Walsh 1949).
func KthAverage(x []float64, k int) float64 {
	return kth(x[0], x[len(x)-1], k, func(d float64) int {
		count, j := 0, len(x)
		for i, a := range x {
			for j > i && a/2+x[j-1]/2 > d {
				j--
			}
			if j <= i {
				break
			}
			count += j - i
		}
		return count
	})
}

// kth is the smallest number at or below which there are at least k, found by
// halving the floating-point numbers between low and high.
func kth(low, high float64, k int, upTo func(float64) int) float64 {
	first, last := ordinal(low), ordinal(high)
	for first < last {
		middle := first&last + (first^last)>>1 // of a sum that would overflow
		if upTo(fromOrdinal(middle)) >= k {
			last = middle
		} else {
			first = middle + 1
		}
	}
	return fromOrdinal(first)
}

// ordinal numbers the floating-point numbers in their order.
func ordinal(x float64) int64 {
	bits := int64(math.Float64bits(x + 0))
	if bits < 0 {
		return math.MinInt64 - bits
	}
	return bits
}

func fromOrdinal(i int64) float64 {
	if i < 0 {
		i = math.MinInt64 - i
	}
	return math.Float64frombits(uint64(i))
}

// MedianDifference is the median of all differences of a value of x and one of
// y, both sorted (Hodges and Lehmann 1963).
func MedianDifference(x, y []float64) float64 {
	n := len(x) * len(y)
	return KthDifference(x, y, (n+1)/2)/2 + KthDifference(x, y, n/2+1)/2
}

// MedianAverage is the median of the averages of KthAverage.
func MedianAverage(x []float64) float64 {
	n := len(x) * (len(x) + 1) / 2
	return KthAverage(x, (n+1)/2)/2 + KthAverage(x, n/2+1)/2
}

// TieSum is the sum over groups of equal values of t³-t.
func (r Ranking) TieSum() float64 {
	sum := 0.0
	for _, t := range r.Size {
		sum += t*t - 1 // once for each of the t values
	}
	return sum
}

// Doubled are twice the mid-ranks, which are whole.
func (r Ranking) Doubled() []int {
	doubled := make([]int, len(r.Mid))
	for i, mid := range r.Mid {
		doubled[i] = int(2 * mid)
	}
	return doubled
}

// Tied lists how many values share each place, smallest first.
func (r Ranking) Tied() []int {
	var ties []int
	for at := 0; at < len(r.Order); {
		t := int(r.Size[r.Order[at]])
		ties = append(ties, t)
		at += t
	}
	return ties
}

// Dominance is, for each value of x, the share of the values of y below it less
// the share above it, from -1 to 1; y is sorted.
func Dominance(x, y []float64) []float64 {
	d := make([]float64, len(x))
	for i, a := range x {
		below, _ := slices.BinarySearch(y, a)
		above := len(y) - sort.Search(len(y), func(j int) bool { return y[j] > a })
		d[i] = float64(below-above) / float64(len(y))
	}
	return d
}

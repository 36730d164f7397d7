// Package exact holds tests on tables of counts with fixed margins: Fisher's
// for tables of any size, the odds ratio of a 2×2, and Monte Carlo.
package exact

import (
	"math"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// tie is how much more probable than the observed table another one may be and
// still count as no more probable (the convention of R).
const tie = 1e-7

// hypergeometric is the law of the first cell of a 2×2 table with its margins.
type hypergeometric struct {
	row, col, rest float64 // first row, first column, n less both
	low, high      int     // range of the first cell
	seen           int
}

func newHypergeometric(a, b, c, d int) hypergeometric {
	row, col, n := a+b, a+c, a+b+c+d
	return hypergeometric{
		row: float64(row), col: float64(col), rest: float64(n - row - col),
		low: max(0, row+col-n), high: min(row, col), seen: a,
	}
}

// up is P(x+1)/P(x) where all odds are equal.
func (h hypergeometric) up(x int) float64 {
	k := float64(x)
	return (h.row - k) * (h.col - k) / ((k + 1) * (h.rest + k + 1))
}

// weights are probabilities of low … high at an odds ratio, up to a factor;
// the largest is 1, and what is too small for a float64 is 0.
func (h hypergeometric) weights(odds float64) []float64 {
	w := make([]float64, h.high-h.low+1)
	mode := 0
	for size := len(w); size > 1; { // the ratio falls: bisect for where it crosses 1
		half := size / 2
		if h.up(h.low+mode+half-1)*odds >= 1 {
			mode += half
			size -= half
		} else {
			size = half
		}
	}
	w[mode] = 1
	for i := mode; i+1 < len(w) && w[i] > 0; i++ {
		w[i+1] = w[i] * h.up(h.low+i) * odds
	}
	for i := mode; i > 0 && w[i] > 0; i-- {
		w[i-1] = w[i] / (h.up(h.low+i-1) * odds)
	}
	return w
}

// TwoByTwo is Fisher's exact two-sided p of the table a b / c d: the sum of the
// probabilities of all tables with these margins that are no more probable.
func TwoByTwo(a, b, c, d int) float64 {
	h := newHypergeometric(a, b, c, d)
	w := h.weights(1)
	limit := w[h.seen-h.low] * (1 + tie)
	var extreme, total float64
	for _, x := range w {
		total += x
		if x <= limit {
			extreme += x
		}
	}
	return math.Min(extreme/total, 1)
}

// Tails are the probabilities that the first cell of the table a b / c d is
// below, equal to and above what it is, with these margins.
func Tails(a, b, c, d int) (below, at, above float64) {
	h := newHypergeometric(a, b, c, d)
	total := 0.0
	for i, x := range h.weights(1) {
		total += x
		switch cell := h.low + i; {
		case cell < h.seen:
			below += x
		case cell > h.seen:
			above += x
		default:
			at = x
		}
	}
	return below / total, at / total, above / total
}

// OddsRatio is the conditional maximum-likelihood odds ratio of the table
// a b / c d with its exact 95 % interval (Cornfield 1956). It is 0 or +Inf when
// the first cell is as small or as large as the margins allow; ok is false when
// they allow one table only.
func OddsRatio(a, b, c, d int) (ratio, low, high float64, ok bool) {
	h := newHypergeometric(a, b, c, d)
	if h.low == h.high {
		return 0, 0, 0, false
	}
	// The mean of the cell and both its tails move one way with the log odds.
	mean := func(logOdds float64) float64 {
		var sum, total float64
		for i, x := range h.weights(math.Exp(logOdds)) {
			total += x
			sum += x * float64(h.low+i-h.seen)
		}
		return sum / total
	}
	above := func(logOdds float64) float64 { // P(cell ≥ seen)
		var sum, total float64
		for i, x := range h.weights(math.Exp(logOdds)) {
			total += x
			if h.low+i >= h.seen {
				sum += x
			}
		}
		return sum/total - 0.025
	}
	below := func(logOdds float64) float64 { // P(cell ≤ seen)
		var sum, total float64
		for i, x := range h.weights(math.Exp(logOdds)) {
			total += x
			if h.low+i <= h.seen {
				sum += x
			}
		}
		return 0.025 - sum/total
	}
	ratio, low, high = 0, 0, math.Inf(1)
	if h.seen == h.high {
		ratio = math.Inf(1)
	} else {
		high = math.Exp(rising(below))
		if h.seen > h.low {
			ratio = math.Exp(rising(mean))
		}
	}
	if h.seen > h.low {
		low = math.Exp(rising(above))
	}
	return ratio, low, high, true
}

// rising finds where a rising function of the log odds is zero.
func rising(f func(float64) float64) float64 {
	low, high := -1.0, 1.0
	for f(low) > 0 {
		low *= 2
	}
	for f(high) < 0 {
		high *= 2
	}
	return tail.Root(f, low, high)
}

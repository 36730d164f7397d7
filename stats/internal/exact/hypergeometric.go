// Package exact holds tests on tables of counts with fixed margins: Fisher's
// for tables of any size, the odds ratio of a 2×2, and Monte Carlo.
package exact

import (
	"math"
	"slices"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// tie is how much more probable than the observed table another one may be and
// still count as no more probable (the convention of R).
const tie = 1e-7

// least is the smallest weight that counts: further down float64 has fewer
// digits, and products come to rest there instead of falling to 0.
const least = 1e-307

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

// weights are probabilities of first, first+1 … at an odds ratio, up to a
// factor; the largest is 1, and what is below least is left out.
func (h hypergeometric) weights(odds float64) (first int, w []float64) {
	mode := h.low
	for size := h.high - h.low + 1; size > 1; { // the ratio falls: bisect for where it crosses 1
		half := size / 2
		if h.up(mode+half-1)*odds >= 1 {
			mode += half
			size -= half
		} else {
			size = half
		}
	}
	first = mode
	for x := 1.0; first > h.low && x > least; first-- {
		x /= h.up(first-1) * odds
		w = append(w, x)
	}
	slices.Reverse(w)
	w = append(w, 1)
	for at, x := mode, 1.0; at < h.high && x > least; at++ {
		x *= h.up(at) * odds
		w = append(w, x)
	}
	return first, w
}

// OneSided are Fisher's one-sided p of the table a b / c d, that the first cell
// is as small and as large as seen, and the probability of the table itself.
func OneSided(a, b, c, d int) (less, greater, seen float64) {
	below, at, above := newHypergeometric(a, b, c, d).law().parts(1)
	return below + at, at + above, at
}

// law is that of a count between low and high given the odds.
type law struct {
	low, high, seen int
	weights         func(odds float64) (first int, w []float64)
}

func (h hypergeometric) law() law { return law{h.low, h.high, h.seen, h.weights} }

// parts are the probabilities of a smaller count, of the one seen and of a
// larger one at some odds.
func (l law) parts(odds float64) (below, at, above float64) {
	first, w := l.weights(odds)
	for i, x := range w {
		switch count := first + i; {
		case count < l.seen:
			below += x
		case count > l.seen:
			above += x
		default:
			at = x
		}
	}
	total := below + at + above
	return below / total, at / total, above / total
}

// excess is the mean of the count less the one seen.
func (l law) excess(odds float64) float64 {
	var sum, total float64
	first, w := l.weights(odds)
	for i, x := range w {
		total += x
		sum += x * float64(first+i-l.seen)
	}
	return sum / total
}

// twoSided is the sum of the probabilities of all counts that are no more
// probable than the one seen where all odds are equal.
func (l law) twoSided() float64 {
	first, w := l.weights(1)
	at := l.seen - first
	if at < 0 || at >= len(w) {
		return 0
	}
	limit := w[at] * (1 + tie)
	var extreme, total float64
	for _, x := range w {
		total += x
		if x <= limit {
			extreme += x
		}
	}
	return math.Min(extreme/total, 1)
}

// TwoByTwo is Fisher's exact two-sided p of the table a b / c d: the sum of the
// probabilities of all tables with these margins that are no more probable.
func TwoByTwo(a, b, c, d int) float64 { return newHypergeometric(a, b, c, d).law().twoSided() }

// OddsRatio is the conditional maximum-likelihood odds ratio of the table
// a b / c d with its exact 95 % interval (Cornfield 1956). It is 0 or +Inf when
// the first cell is as small or as large as the margins allow; ok is false when
// they allow one table only.
func OddsRatio(a, b, c, d int) (ratio, low, high float64, ok bool) {
	l := newHypergeometric(a, b, c, d).law()
	return l.ratio(1, l.excess)
}

// MidOddsRatio is the median unbiased odds ratio of the table a b / c d with
// its mid-p 95 % interval, in which the table seen counts half (Lancaster 1961).
func MidOddsRatio(a, b, c, d int) (ratio, low, high float64, ok bool) {
	l := newHypergeometric(a, b, c, d).law()
	return l.ratio(0.5, func(odds float64) float64 {
		below, _, above := l.parts(odds)
		return (above - below) / 2
	})
}

// ratio is where the rising function of the odds is zero, between the odds at
// which the tails are 0.025, the count seen weighing its share in them.
func (l law) ratio(share float64, centre func(odds float64) float64) (ratio, low, high float64, ok bool) {
	if l.low == l.high {
		return 0, 0, 0, false
	}
	high = math.Inf(1)
	if l.seen == l.high {
		ratio = math.Inf(1)
	} else {
		high = rising(func(odds float64) float64 {
			below, at, _ := l.parts(odds)
			return 0.025 - (below + share*at)
		})
		if l.seen > l.low {
			ratio = rising(centre)
		}
	}
	if l.seen > l.low {
		low = rising(func(odds float64) float64 {
			_, at, above := l.parts(odds)
			return above + share*at - 0.025
		})
	}
	return ratio, low, high, true
}

// rising finds the odds at which a function that rises with them is zero.
func rising(f func(odds float64) float64) float64 {
	byLog := func(x float64) float64 { return f(math.Exp(x)) }
	low, high := -1.0, 1.0
	for byLog(low) > 0 {
		low *= 2
	}
	for byLog(high) < 0 {
		high *= 2
	}
	return math.Exp(tail.Root(byLog, low, high))
}

package stats

import (
	"math"
	"slices"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// polyserial fits a normal pair of which one is seen as levels: 0, 1, 2 … in
// codes. The number is taken by its sample mean and standard deviation (n-1).
func (l *Latent) polyserial(values, codes []float64) {
	levels := slices.Compact(slices.Sorted(slices.Values(codes)))
	place := make([]int, len(codes))
	totals := make([]int, len(levels))
	for i, code := range codes {
		place[i] = slices.Index(levels, code)
		totals[place[i]]++
	}
	z := centred(values)
	squares := 0.0
	for _, x := range z {
		squares += x * x
	}
	scale := math.Sqrt(squares / float64(len(z)-1))
	for i := range z {
		z[i] /= scale
	}
	start := append([]float64{0}, cumulated(totals)...)
	likelihood := func(at []float64) (float64, []float64) { return serialPair(z, place, at) }
	alone := func(at []float64) (float64, []float64) {
		value, slope := likelihood(append(at[:1:1], start[1:]...))
		return value, slope[:1]
	}
	first, variance, _ := maximise(alone, []float64{0})
	l.TwoStep, l.TwoStepError = l.settle(first[0], variance)
	start[0] = first[0]
	best := start
	variance = 0
	if math.Abs(l.TwoStep.Value) < 1 {
		best, variance, _ = maximise(likelihood, start)
	}
	l.Value, l.Error = l.settle(best[0], variance)
	l.YThresholds = best[1:]
}

// serialPair is the log likelihood of the levels given the numbers, and its
// slopes: of the correlation on Fisher's z and of the thresholds.
func serialPair(z []float64, place []int, at []float64) (value float64, slope []float64) {
	slope = make([]float64, len(at))
	if !inRisingOrder(at[1:]) {
		return math.Inf(-1), slope
	}
	rho := math.Tanh(at[0])
	root := math.Sqrt((1 - rho) * (1 + rho))
	for i, x := range z {
		low, high := 0, len(at)
		if place[i] > 0 {
			low = place[i]
		}
		if place[i] < len(at)-1 {
			high = place[i] + 1
		}
		a, b := math.Inf(-1), math.Inf(1)
		if low > 0 {
			a = conditionalLimit(at[low], x, rho, root)
		}
		if high < len(at) {
			b = conditionalLimit(at[high], x, rho, root)
		}
		p := normalBetween(a, b)
		value += math.Log(p)
		if low > 0 {
			weight := tail.Density(a) / p
			slope[low] -= weight / root
			slope[0] -= weight * (rho*at[low] - x) / root
		}
		if high < len(at) {
			weight := tail.Density(b) / p
			slope[high] += weight / root
			slope[0] += weight * (rho*at[high] - x) / root
		}
	}
	return value, slope
}

// normalBetween is the probability that a normal value lies between a and b, from
// the side where both tails are small.
func normalBetween(a, b float64) float64 {
	if a > 0 {
		a, b = -b, -a
	}
	return math.Max(1e-300, tail.NormalAbove(-b)-tail.NormalAbove(-a))
}

package exact

import (
	"math"
	"math/rand/v2"
)

// MonteCarlo draws tables with the margins of counts and tells how many are no
// more probable than it. Same seed, same tables.
func MonteCarlo(counts [][]int, draws int, seed uint64) (extreme int) {
	log := logFactorials(total(margin(counts)))
	return simulate(counts, draws, seed, log, -tie, func(_, _, count int) float64 { return log[count] })
}

// MonteCarloChiSquare draws the same tables and tells how many have a
// chi-square as large as that of counts.
func MonteCarloChiSquare(counts [][]int, draws int, seed uint64) (extreme int) {
	rows, cols := margin(counts), margin(transposed(counts))
	// With fixed margins chi-square grows with the sum of o²/(row·column).
	square := func(i, j, count int) float64 {
		return float64(count) * float64(count) / (float64(rows[i]) * float64(cols[j]))
	}
	return simulate(counts, draws, seed, logFactorials(total(rows)), -tie, square)
}

func margin(counts [][]int) []int {
	rows := make([]int, len(counts))
	for i, row := range counts {
		rows[i] = total(row)
	}
	return rows
}

func logFactorials(n int) []float64 {
	log := make([]float64, n+1)
	for i := 1; i <= n; i++ {
		log[i] = log[i-1] + math.Log(float64(i))
	}
	return log
}

// simulate draws tables and counts those whose sum of costs is that of counts
// or more, give or take the slack.
func simulate(counts [][]int, draws int, seed uint64, log []float64, slack float64, cost func(i, j, count int) float64) (extreme int) {
	rows, cols := margin(counts), margin(transposed(counts))
	limit := slack
	for i, row := range counts {
		for j, count := range row {
			limit += cost(i, j, count)
		}
	}
	random := rand.New(rand.NewPCG(seed, 0))
	left := make([]int, len(cols))
	for range draws {
		copy(left, cols)
		pool := total(rows)
		sum := 0.0
		for i, row := range rows {
			if i == len(rows)-1 {
				for j, count := range left {
					sum += cost(i, j, count)
				}
				break
			}
			// The row is drawn from the pool, one column after another.
			open := pool
			for j := range left {
				x := draw(random, log, left[j], open-left[j], row)
				open -= left[j]
				left[j] -= x
				row -= x
				sum += cost(i, j, x)
			}
			pool -= rows[i]
		}
		if sum >= limit {
			extreme++
		}
	}
	return extreme
}

// draw is a hypergeometric number: how many of the good are among size taken
// from good and bad. It inverts the law outward from its mode.
func draw(random *rand.Rand, log []float64, good, bad, size int) int {
	low, high := max(0, size-bad), min(good, size)
	if low == high {
		return low
	}
	mode := int(float64(size+1) * float64(good+1) / float64(good+bad+2))
	mode = min(max(mode, low), high)
	p := math.Exp(log[good] - log[mode] - log[good-mode] +
		log[bad] - log[size-mode] - log[bad-size+mode] -
		log[good+bad] + log[size] + log[good+bad-size])
	u := random.Float64() - p
	down, up, pd, pu := mode, mode, p, p
	for u > 0 && (down > low || up < high) {
		if up < high {
			pu *= float64(good-up) * float64(size-up) / (float64(up+1) * float64(bad-size+up+1))
			up++
			if u -= pu; u <= 0 {
				return up
			}
		}
		if down > low {
			pd *= float64(down) * float64(bad-size+down) / (float64(good-down+1) * float64(size-down+1))
			down--
			if u -= pd; u <= 0 {
				return down
			}
		}
	}
	return mode
}

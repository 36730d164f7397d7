package crossed

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// mostExact is the number of interviews up to which all orders are looked at.
const mostExact = 16

// expected is the exact mean and standard deviation of the number of codes seen
// after k interviews, over all orders: a code in f of n interviews is missed by
// k of them with probability C(n-f, k)/C(n, k), two codes together by the
// interviews that have either.
func expected(sets [][]int, codes int) (mean, deviation []float64) {
	n := len(sets)
	have := make([][]bool, codes)
	frequency := make([]int, codes)
	for c := range have {
		have[c] = make([]bool, n)
	}
	for i, set := range sets {
		for _, c := range set {
			have[c][i] = true
			frequency[c]++
		}
	}
	// Pairs of codes by the number of interviews that have either.
	either := make([]float64, n+1)
	for a := range codes {
		for b := range codes {
			union := 0
			for i := range n {
				if have[a][i] || have[b][i] {
					union++
				}
			}
			either[union]++
		}
	}
	missed := make([]float64, n+1) // by the number of interviews that have a code
	for k := 1; k <= n; k++ {
		for f := range missed {
			missed[f] = missProbability(n, f, k)
		}
		unseen, squares := 0.0, 0.0
		for _, f := range frequency {
			unseen += missed[f]
		}
		for union, pairs := range either {
			squares += pairs * missed[union]
		}
		mean = append(mean, float64(codes)-unseen)
		deviation = append(deviation, math.Sqrt(max(squares-unseen*unseen, 0)))
	}
	return mean, deviation
}

// missProbability is C(n-f, k)/C(n, k), as a product that neither overflows nor
// loses digits.
func missProbability(n, f, k int) float64 {
	if f+k > n {
		return 0
	}
	p := 1.0
	for i := range k {
		p *= float64(n-f-i) / float64(n-i)
	}
	return p
}

// overOrders fills in what depends on the order of interviews.
func (s Saturation) overOrders(curve *Curve, sets [][]int, codes int) {
	n := len(sets)
	if n == 0 {
		curve.Median = stats.Estimate{Reason: stats.Say(s.Lang, "aucun entretien lu", "no interview read")}
		return
	}
	// counts[k][c]: orders, or sets of k interviews, that have seen c codes.
	counts := make([][]float64, n+1)
	for k := range counts {
		counts[k] = make([]float64, codes+1)
	}
	curve.AllOrders = n <= mostExact
	if curve.AllOrders {
		bySubset(sets, codes, counts)
	}
	random := rand.New(rand.NewPCG(s.Seed, 0x5a7))
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	found := make([]int, n)
	seen := make([]int, codes)
	var reached []int
	curve.Orders = s.Orders
	for draw := range s.Orders {
		random.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
		total := 0
		for k, i := range order {
			found[k] = 0
			for _, c := range sets[i] {
				if seen[c] != draw+1 {
					seen[c] = draw + 1
					found[k]++
				}
			}
			total += found[k]
			if !curve.AllOrders {
				counts[k+1][total]++
			}
		}
		if at := s.saturated(found); at > 0 {
			reached = append(reached, at)
		}
	}
	for _, count := range counts[1:] {
		mean, low, high := summary(count)
		curve.Mean, curve.Low, curve.High = append(curve.Mean, mean), append(curve.Low, low), append(curve.High, high)
	}
	curve.Saturated = len(reached)
	slices.Sort(reached)
	middle := (s.Orders+1)/2 - 1
	if middle >= len(reached) {
		curve.Median = stats.Estimate{Reason: stats.Say(s.Lang, "moins de la moitié des ordres atteignent le seuil", "fewer than half of the orders reach the threshold")}
		return
	}
	curve.Median = stats.Estimate{Value: float64(reached[middle])}
}

// bySubset counts, for each number k of interviews, the sets of k interviews by
// the codes they have: every order begins with each set of k equally often, so
// that this is the distribution over all orders.
func bySubset(sets [][]int, codes int, counts [][]float64) {
	words := codes/64 + 1
	masks := make([]uint64, words<<len(sets))
	for subset := 1; subset < 1<<len(sets); subset++ {
		last := bits.TrailingZeros(uint(subset))
		mask := masks[subset*words : (subset+1)*words]
		rest := subset & (subset - 1)
		copy(mask, masks[rest*words:(rest+1)*words])
		for _, c := range sets[last] {
			mask[c/64] |= 1 << (c % 64)
		}
		total := 0
		for _, w := range mask {
			total += bits.OnesCount64(w)
		}
		counts[bits.OnesCount(uint(subset))][total]++
	}
}

// summary is the mean of counted values, and the bounds of their middle 95 %:
// the smallest values at or below which 2.5 % and 97.5 % lie.
func summary(count []float64) (mean, low, high float64) {
	all, sum := 0.0, 0.0
	for value, n := range count {
		all += n
		sum += n * float64(value)
	}
	quantile := func(share float64) float64 {
		below := 0.0
		for value, n := range count {
			if below += n; below >= share*all {
				return float64(value)
			}
		}
		return float64(len(count) - 1)
	}
	return sum / all, quantile(0.025), quantile(0.975)
}

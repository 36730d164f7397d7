package exact

import (
	"math"
	"math/rand/v2"
	"slices"
)

// arrangeSteps bounds the states that an exact law of arrangements may visit.
const arrangeSteps = 400_000

// mostGroups is how many groups an exact law of arrangements can have.
const mostGroups = 6

// arrangement is how much of each group has been filled, then what is summed.
type arrangement [2 * mostGroups]int32

// Groups are cases in order of their values, dealt to groups by chance: Ties
// are how many cases share each value, smallest value first, and Sizes how many
// cases each group takes.
type Groups struct{ Ties, Sizes []int }

// KruskalWallis is the exact probability that the spread of the mean ranks, the
// sum over groups of squared rank sum over size, is at least the one given.
func (g Groups) KruskalWallis(spread float64) (p float64, ok bool) {
	k := len(g.Sizes)
	rank, before := make([]int32, len(g.Ties)), 0
	for i, t := range g.Ties {
		rank[i] = int32(2*before + t + 1) // doubled
		before += t
	}
	return g.law(func(a *arrangement, value int, dealt []int) {
		for group, m := range dealt {
			a[k+group] += int32(m) * rank[value]
		}
	}, func(a *arrangement) bool {
		sum := 0.0
		for group, n := range g.Sizes {
			r := float64(a[k+group]) / 2
			sum += r * r / float64(n)
		}
		return sum >= spread*(1-1e-12)
	})
}

// Jonckheere is the exact two-sided probability of twice the number of pairs in
// order, half for ties, at least as far from its mean.
func (g Groups) Jonckheere(twice int) (p float64, ok bool) {
	k, mean := len(g.Sizes), g.pairs()
	seen := max(twice-mean, mean-twice)
	return g.law(func(a *arrangement, _ int, dealt []int) {
		lower, equal := int32(0), int32(0)
		for group, m := range dealt {
			a[k] += int32(m) * (2*lower + equal)
			// The cases of this value in earlier groups are tied with these.
			lower += a[group]
			equal += int32(m)
		}
	}, func(a *arrangement) bool {
		gap := int(a[k]) - mean
		return gap >= seen || gap <= -seen
	})
}

// pairs is the number of pairs of cases of different groups.
func (g Groups) pairs() int {
	n, squares := 0, 0
	for _, size := range g.Sizes {
		n += size
		squares += size * size
	}
	return (n*n - squares) / 2
}

// law deals the cases value by value and adds up the probability of what is far.
// Arrangements are counted in whole numbers below 2^53, so that the order of
// the sums does not matter.
func (g Groups) law(deal func(a *arrangement, value int, dealt []int), far func(a *arrangement) bool) (p float64, ok bool) {
	k, n := len(g.Sizes), 0
	log := 0.0
	for _, size := range g.Sizes {
		n += size
		log -= lfactorial(size)
	}
	if k > mostGroups || log+lfactorial(n) > 53*math.Ln2 {
		return 0, false
	}
	states := map[arrangement]float64{{}: 1}
	steps := 0
	dealt := make([]int, k)
	for value, ties := range g.Ties {
		next := make(map[arrangement]float64, 2*len(states))
		for state, ways := range states {
			var place func(group, left int, ways float64)
			place = func(group, left int, ways float64) {
				if steps > arrangeSteps {
					return
				}
				if group == k-1 {
					if int(state[group])+left > g.Sizes[group] {
						return
					}
					dealt[group] = left
					steps++
					after := state
					deal(&after, value, dealt)
					for i, m := range dealt {
						after[i] += int32(m)
					}
					next[after] += ways
					return
				}
				choices := 1.0
				for m := 0; m <= min(left, g.Sizes[group]-int(state[group])); m++ {
					dealt[group] = m
					place(group+1, left-m, ways*choices)
					choices = choices * float64(left-m) / float64(m+1)
				}
			}
			place(0, ties, ways)
		}
		if steps > arrangeSteps {
			return 0, false
		}
		states = next
	}
	all, extreme := 0.0, 0.0
	for state, ways := range states {
		all += ways
		if far(&state) {
			extreme += ways
		}
	}
	return extreme / all, true
}

func lfactorial(n int) float64 {
	value, _ := math.Lgamma(float64(n + 1))
	return value
}

// Draw deals the cases to the groups at random and counts the draws in which
// the spread of the mean ranks, and with ordered groups the pairs in order, are
// at least as far as those given. Same seed, same draws.
func (g Groups) Draw(spread float64, twice int, ordered bool, draws int, seed uint64) (spreads, orders int) {
	var doubled []int
	for _, t := range g.Ties {
		for range t {
			doubled = append(doubled, t)
		}
	}
	before := 0
	for i := 0; i < len(doubled); {
		t := doubled[i]
		for range t {
			doubled[i] = 2*before + t + 1
			i++
		}
		before += t
	}
	mean := g.pairs()
	seen := max(twice-mean, mean-twice)
	random := rand.New(rand.NewPCG(seed, 0))
	for range draws {
		random.Shuffle(len(doubled), func(i, j int) { doubled[i], doubled[j] = doubled[j], doubled[i] })
		sum, at := 0.0, 0
		for _, n := range g.Sizes {
			r := 0
			for _, rank := range doubled[at : at+n] {
				r += rank
			}
			at += n
			sum += float64(r) / 2 * float64(r) / 2 / float64(n)
		}
		if sum >= spread*(1-1e-12) {
			spreads++
		}
		if ordered {
			if gap := g.inOrder(doubled) - mean; gap >= seen || gap <= -seen {
				orders++
			}
		}
	}
	return spreads, orders
}

// inOrder is twice the number of pairs of different groups whose values rise
// with the group, ties counting half, of values listed group after group.
func (g Groups) inOrder(values []int) int {
	earlier := slices.Clone(values[:0])
	twice := 0
	for _, n := range g.Sizes {
		part := values[:n]
		values = values[n:]
		for _, v := range part {
			below, _ := slices.BinarySearch(earlier, v)
			upTo, _ := slices.BinarySearch(earlier, v+1)
			twice += below + upTo
		}
		earlier = append(earlier, part...)
		slices.Sort(earlier)
	}
	return twice
}

// JonckheereUntied is the exact two-sided p of so many pairs in order, without
// ties: each group against all before it is a Mann-Whitney law of its own.
func JonckheereUntied(sizes []int, pairs int) (p float64, ok bool) {
	law, before := []float64{1}, sizes[0]
	for _, n := range sizes[1:] {
		next, ok := mannWhitney(before, n)
		if !ok {
			return 0, false
		}
		all := 0.0
		for _, x := range next {
			all += x
		}
		sum := make([]float64, len(law)+len(next)-1)
		for i, x := range law {
			for j, y := range next {
				sum[i+j] += x * (y / all)
			}
		}
		law, before = sum, before+n
	}
	most := len(law) - 1
	return tailsOf(law, pairs, func(s int) int { return 2*s - most }).Both, true
}

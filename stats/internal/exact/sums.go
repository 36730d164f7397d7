package exact

import "slices"

// sumSteps bounds the work of the exact law of a sum.
const sumSteps = 150_000_000

// Tails are the exact probabilities of values as far as the one that was seen:
// at least that far from the mean on either side, at least as large, at most as
// large.
type Tails struct{ Both, Above, Below float64 }

// SubsetSum is the law of the sum of the first n1 scores when it is left to
// chance which scores come first (the permutation law of Wilcoxon's rank sum).
// Scores are whole numbers, such as doubled mid-ranks, so that ties count as
// they are. ok is false where that would take too long.
func SubsetSum(scores []int, n1 int) (tails Tails, ok bool) {
	n, least := len(scores), slices.Min(scores)
	total, sum, above := 0, 0, make([]int, n)
	for i, score := range scores {
		above[i] = score - least
		total += above[i]
		if i < n1 {
			sum += above[i]
		}
	}
	// The smaller part has fewer sums; its sum falls as the other's rises.
	size := n1
	if n-n1 < n1 {
		size, sum = n-n1, total-sum
	}
	law, ok := subsetLaw(above, size)
	if !ok {
		return Tails{}, false
	}
	tails = tailsOf(law, sum, func(s int) int { return n*s - size*total })
	if size != n1 {
		tails.Above, tails.Below = tails.Below, tails.Above
	}
	return tails, true
}

// subsetLaw counts, for each sum, the choices of so many of the scores that
// have it.
func subsetLaw(scores []int, size int) (ways []float64, ok bool) {
	sorted := slices.Sorted(slices.Values(scores))
	n, width := len(sorted), 1 // above the largest sum
	for _, score := range sorted[n-size:] {
		width += score
	}
	if lfactorial(n)-lfactorial(size)-lfactorial(n-size) > 700 || float64(n)*float64(size)*float64(width) > sumSteps {
		return nil, false
	}
	// Counts are only added, never taken away: they keep all their digits.
	of := make([][]float64, size+1)
	for j := range of {
		of[j] = make([]float64, width)
	}
	of[0][0] = 1
	for i, score := range sorted {
		for j := min(i+1, size); j >= 1; j-- {
			from, to := of[j-1], of[j]
			for s := score; s < width; s++ {
				to[s] += from[s-score]
			}
		}
	}
	return of[size], true
}

// SignedSum is the law of the sum of the positive scores when each sign is left
// to chance (the permutation law of Wilcoxon's signed ranks).
func SignedSum(scores []int, positive []bool) (tails Tails, ok bool) {
	total, sum := 0, 0
	for i, score := range scores {
		total += score
		if positive[i] {
			sum += score
		}
	}
	if float64(len(scores))*float64(total) > sumSteps {
		return Tails{}, false
	}
	return tailsOf(signedLaw(scores, total), sum, func(s int) int { return 2*s - total }), true
}

// signedLaw is the probability of each sum of scores that each count with
// probability a half.
func signedLaw(scores []int, total int) []float64 {
	law := make([]float64, total+1)
	law[0] = 1
	for _, score := range scores {
		for s := total; s >= score; s-- {
			law[s] = (law[s] + law[s-score]) / 2
		}
		for s := range score {
			law[s] /= 2
		}
	}
	return law
}

// tailsOf adds up a law; gap tells how far a sum is from the mean.
func tailsOf(law []float64, sum int, gap func(s int) int) Tails {
	var t Tails
	all := 0.0
	seen := max(gap(sum), -gap(sum))
	for s, p := range law {
		all += p
		if s >= sum {
			t.Above += p
		}
		if s <= sum {
			t.Below += p
		}
		if far := gap(s); far >= seen || far <= -seen {
			t.Both += p
		}
	}
	return Tails{min(t.Both/all, 1), min(t.Above/all, 1), min(t.Below/all, 1)}
}

// mannWhitney counts the ways to each W without ties.
func mannWhitney(n1, n2 int) ([]float64, bool) {
	ranks := make([]int, n1+n2)
	for i := range ranks {
		ranks[i] = i
	}
	size := min(n1, n2)
	law, ok := subsetLaw(ranks, size)
	if !ok {
		return nil, false
	}
	return law[size*(size-1)/2:], true
}

// MannWhitneyQuantile is the least w with P(W ≤ w) of at least p, for samples
// of n1 and n2 without ties (R's qwilcox).
func MannWhitneyQuantile(p float64, n1, n2 int) (w int, ok bool) {
	law, ok := mannWhitney(n1, n2)
	if !ok {
		return 0, false
	}
	return quantileOf(law, p), true
}

// SignedRankQuantile is the least v with P(V ≤ v) of at least p, for n
// differences without ties (R's qsignrank).
func SignedRankQuantile(p float64, n int) int {
	ranks := make([]int, n)
	for i := range ranks {
		ranks[i] = i + 1
	}
	return quantileOf(signedLaw(ranks, n*(n+1)/2), p)
}

func quantileOf(law []float64, p float64) int {
	all, sum := 0.0, 0.0
	for _, x := range law {
		all += x
	}
	for s, x := range law {
		if sum += x; sum/all >= p {
			return s
		}
	}
	return len(law) - 1
}

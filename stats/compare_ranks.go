package stats

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats/internal/exact"
	"github.com/askoria/verbatim/stats/internal/rank"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// RankTests compare groups by the order of the values alone. Those of two
// groups exist for two groups only. Exact laws are those of permuted mid-ranks,
// ties counted as they are (R's coin and exactRankTests).
type RankTests struct {
	// MannWhitney is the normal law with ties counted and continuity correction;
	// its Statistic is z. W is R's, of the first group: the pairs in which it is
	// higher, ties counting half.
	MannWhitney   Test
	W             Estimate
	Uncorrected   Test // the same without continuity correction
	Greater, Less Test // one-sided, corrected: the first group is higher, lower
	// MannWhitneyExact is two-sided by |W - its mean| at least as large as seen:
	// doubling the smaller tail, as some programs do, gives another p with ties.
	MannWhitneyExact Test
	// Shift is the median of the differences of all pairs (Hodges and Lehmann
	// 1963), with the exact interval below 50 cases a group without ties, else
	// the asymptotic one; Confidence is below 0.95 where so few cases allow no more.
	Shift Estimate
	// CliffDelta is the share of pairs in which the first group is higher less
	// the share in which it is lower, also called rank-biserial correlation
	// (Cliff 1993; interval of Feng and Cliff 2004).
	CliffDelta Estimate
	// KruskalWallis is the chi-square law with ties counted; KruskalExact the
	// permutation law, drawn by Monte Carlo where it cannot be listed.
	KruskalWallis, KruskalExact Test
	// Epsilon2 is H/(n-1) and Eta2 (H-k+1)/(n-k), shares of the variance of ranks
	// (Tomczak and Tomczak 2014).
	Epsilon2, Eta2 Estimate
	// Jonckheere tests a trend over groups in their order (Jonckheere 1954);
	// Statistic is the number of pairs in order, ties counting half. Its variance
	// counts ties, unlike clinfun's.
	Jonckheere, JonckheereExact Test
}

// exactLargestRanks is the number of cases above which permutations are not
// drawn: the large-sample law is then as good.
const exactLargestRanks = 200

func (c *Comparison) ranks(ordered bool) {
	lang, r := c.Spec.Lang, &c.Ranks
	r.name(c.Spec)
	var all []float64
	var sizes []int
	for _, s := range c.samples {
		all = append(all, s.values...)
		sizes = append(sizes, len(s.values))
	}
	ranking := rank.Of(all)
	n, k := float64(len(all)), float64(len(sizes))
	at, spread := 0, 0.0
	for i, size := range sizes {
		sum := sumOf(ranking.Mid[at : at+size])
		c.Groups[i].MeanRank.Value = sum / float64(size)
		spread += sum * sum / float64(size)
		at += size
	}
	if len(sizes) != 2 {
		because(twoOnly(lang), []*Test{&r.MannWhitney, &r.Uncorrected, &r.Greater, &r.Less, &r.MannWhitneyExact}, &r.W, &r.Shift, &r.CliffDelta)
	}
	if !ordered {
		because(Say(lang, "groupes sans ordre", "groups without order"), []*Test{&r.Jonckheere, &r.JonckheereExact})
	}
	if ranking.Size[0] == n {
		because(constant(c.Value, lang), []*Test{
			&r.MannWhitney, &r.Uncorrected, &r.Greater, &r.Less, &r.MannWhitneyExact,
			&r.KruskalWallis, &r.KruskalExact, &r.Jonckheere, &r.JonckheereExact,
		}, &r.Epsilon2, &r.Eta2)
		if len(sizes) == 2 { // without a test, but the groups are equal
			r.W.Value = float64(sizes[0]*sizes[1]) / 2
		}
		return
	}
	ties := ranking.TieSum()
	h := (12/(n*(n+1))*spread - 3*(n+1)) / (1 - ties/(n*n*n-n))
	r.KruskalWallis.Statistic, r.KruskalWallis.DF, r.KruskalWallis.P = h, k-1, tail.ChiSquared(h, k-1)
	r.Epsilon2.Value = h / (n - 1)
	if r.Eta2.Value = (h - k + 1) / (n - k); n == k {
		r.Eta2 = Estimate{Reason: Say(lang, "un seul dossier par groupe", "a single case in each group")}
	}
	if len(sizes) == 2 {
		r.mannWhitney(c.samples[0], c.samples[1], ranking, ties, c.levels != nil, lang)
		// One law for all three: the further W, the larger H, the further J.
		p := r.MannWhitneyExact
		r.KruskalExact = Test{Name: r.KruskalExact.Name, Statistic: h, P: p.P, Reason: p.Reason}
		if ordered {
			r.jonckheere(c.samples, ranking)
			r.JonckheereExact = Test{Name: r.JonckheereExact.Name, Statistic: r.Jonckheere.Statistic, P: p.P, Reason: p.Reason}
		}
		return
	}
	twice := 0
	if ordered {
		twice = r.jonckheere(c.samples, ranking)
	}
	r.exactly(exact.Groups{Ties: ranking.Tied(), Sizes: sizes}, spread, twice, c.Spec)
}

func (r *RankTests) name(s Compare) {
	lang := s.Lang
	for _, named := range []struct {
		test   *Test
		fr, en string
	}{
		{&r.MannWhitney, "Mann-Whitney (avec correction de continuité)", "Mann-Whitney (continuity correction)"},
		{&r.Uncorrected, "Mann-Whitney (sans correction)", "Mann-Whitney (no correction)"},
		{&r.Greater, "Mann-Whitney unilatéral, premier groupe plus élevé", "Mann-Whitney one-sided, first group higher"},
		{&r.Less, "Mann-Whitney unilatéral, premier groupe plus bas", "Mann-Whitney one-sided, first group lower"},
		{&r.MannWhitneyExact, "Mann-Whitney exact (permutation des rangs, bilatéral par |W − E|)", "Mann-Whitney exact (permuted ranks, two-sided by |W − E|)"},
		{&r.KruskalWallis, "Kruskal-Wallis", "Kruskal-Wallis"},
		{&r.KruskalExact, "Kruskal-Wallis exact (permutation des rangs)", "Kruskal-Wallis exact (permuted ranks)"},
		{&r.Jonckheere, "Jonckheere-Terpstra", "Jonckheere-Terpstra"},
		{&r.JonckheereExact, "Jonckheere-Terpstra exact (bilatéral par |J − E|)", "Jonckheere-Terpstra exact (two-sided by |J − E|)"},
	} {
		named.test.Name = Say(lang, named.fr, named.en)
	}
}

func (r *RankTests) mannWhitney(x, y comparisonSample, ranking rank.Ranking, ties float64, levels bool, lang string) {
	n := x.n + y.n
	w := sumOf(ranking.Mid[:len(x.values)]) - x.n*(x.n+1)/2
	r.W.Value = w
	gap := w - x.n*y.n/2
	sd := math.Sqrt(x.n * y.n / 12 * (n + 1 - ties/(n*(n-1))))
	z := (gap - math.Copysign(math.Min(0.5, math.Abs(gap)), gap)) / sd
	r.MannWhitney.Statistic, r.MannWhitney.P = z, tail.Normal(z)
	r.Uncorrected.Statistic, r.Uncorrected.P = gap/sd, tail.Normal(gap/sd)
	r.Greater.Statistic, r.Greater.P = (gap-0.5)/sd, tail.NormalAbove((gap-0.5)/sd)
	r.Less.Statistic, r.Less.P = (gap+0.5)/sd, tail.NormalAbove(-(gap+0.5)/sd)
	if tails, ok := exact.SubsetSum(ranking.Doubled(), len(x.values)); ok {
		r.MannWhitneyExact.Statistic, r.MannWhitneyExact.P = w, tails.Both
	} else {
		r.MannWhitneyExact.Reason = manyCases(lang)
	}
	r.CliffDelta = cliffDelta(x, y)
	if levels {
		r.Shift.Reason = ordinalMean(lang)
		return
	}
	r.Shift = shiftOf(x, y, ties > 0)
}

func manyCases(lang string) string {
	return Say(lang, "inutile avec autant de cas", "not needed with so many cases")
}

// shiftOf is the Hodges-Lehmann difference with the interval of R: the
// differences that the test does not reject.
func shiftOf(x, y comparisonSample, tied bool) Estimate {
	e := Estimate{Value: rank.MedianDifference(x.sorted, y.sorted), Confidence: 0.95}
	pairs := len(x.values) * len(y.values)
	if !tied && x.n < 50 && y.n < 50 {
		if at, ok := exact.MannWhitneyQuantile(0.025, len(x.values), len(y.values)); ok {
			if at == 0 { // no interval reaches 95 %
				at, e.Confidence = 1, 1-2*math.Exp(lgammaOf(x.n+1)+lgammaOf(y.n+1)-lgammaOf(x.n+y.n+1))
			}
			e.Low, e.High = rank.KthDifference(x.sorted, y.sorted, at), rank.KthDifference(x.sorted, y.sorted, pairs+1-at)
			return e
		}
	}
	// Only ties within a group remain when one group is shifted.
	n := x.n + y.n
	ties := rank.Of(x.values).TieSum() + rank.Of(y.values).TieSum()
	sd := math.Sqrt(x.n * y.n / 12 * (n + 1 - ties/(n*(n-1))))
	at := int(math.Ceil(float64(pairs)/2 + 0.5 + tail.Z95*sd))
	at = min(max(pairs+1-at, 1), pairs)
	e.Low, e.High = rank.KthDifference(x.sorted, y.sorted, at), rank.KthDifference(x.sorted, y.sorted, pairs+1-at)
	return e
}

// cliffDelta has an interval from two cases a group on.
func cliffDelta(x, y comparisonSample) Estimate {
	ofX, ofY := rank.Dominance(x.values, y.sorted), rank.Dominance(y.values, x.sorted)
	d := meanOf(ofX)
	e := Estimate{Value: d}
	if x.n < 2 || y.n < 2 {
		return e
	}
	e.Confidence = 0.95
	t := tail.StudentTQuantile(0.05, x.n+y.n-2)
	if math.Abs(d) == 1 { // no variance: the limit is that of the smaller group
		least := math.Min(x.n, y.n)
		end := (least - t*t) / (least + t*t)
		e.Low, e.High = math.Min(d, d*end), math.Max(d, d*end)
		return e
	}
	var rows, cols, cells float64
	for _, v := range ofX {
		rows += (v - d) * (v - d)
	}
	for _, v := range ofY {
		cols += (v + d) * (v + d)
	}
	// The squares of signs are the pairs that are not tied.
	for _, v := range x.values {
		low, _ := slices.BinarySearch(y.sorted, v)
		high, _ := slices.BinarySearch(y.sorted, math.Nextafter(v, math.Inf(1)))
		cells += y.n - float64(high-low)
	}
	cells -= x.n * y.n * d * d
	variance := (y.n*y.n*rows + x.n*x.n*cols - cells) / (x.n * y.n * (x.n - 1) * (y.n - 1))
	// With few cases the estimate can fall below what any data can have.
	variance = math.Max(variance, (1-d*d)/(x.n*y.n-1))
	root := t * math.Sqrt(variance) * math.Sqrt((1-d*d)*(1-d*d)+t*t*variance)
	below := 1 - d*d + t*t*variance
	e.Low, e.High = math.Max(-1, (d-d*d*d-root)/below), math.Min(1, (d-d*d*d+root)/below)
	return e
}

// jonckheere is the test by the normal law; it returns twice the pairs in order.
func (r *RankTests) jonckheere(samples []comparisonSample, ranking rank.Ranking) int {
	n := float64(len(ranking.Mid))
	pairs, twice := 0.0, 0
	variance := n * (n - 1) * (2*n + 5)
	var threeN, twoN, threeT, twoT float64
	for i, s := range samples {
		for _, before := range samples[:i] {
			pairs += s.n * before.n
			for _, v := range s.values {
				below, _ := slices.BinarySearch(before.sorted, v)
				upTo, _ := slices.BinarySearch(before.sorted, math.Nextafter(v, math.Inf(1)))
				twice += below + upTo
			}
		}
		variance -= s.n * (s.n - 1) * (2*s.n + 5)
		twoN += s.n * (s.n - 1)
		threeN += s.n * (s.n - 1) * (s.n - 2)
	}
	for _, t := range ranking.Size { // once for each of the t values
		variance -= (t - 1) * (2*t + 5)
		twoT += t - 1
		threeT += (t - 1) * (t - 2)
	}
	variance = variance/72 + twoN*twoT/(8*n*(n-1))
	if n > 2 {
		variance += threeN * threeT / (36 * n * (n - 1) * (n - 2))
	}
	r.Jonckheere.Statistic = float64(twice) / 2
	r.Jonckheere.P = tail.Normal((float64(twice) - pairs) / 2 / math.Sqrt(variance))
	return twice
}

// exactly lists the arrangements of three groups or more, or draws them.
func (r *RankTests) exactly(g exact.Groups, spread float64, twice int, s Compare) {
	n := 0
	for _, size := range g.Sizes {
		n += size
	}
	if n > exactLargestRanks {
		because(manyCases(s.Lang), []*Test{&r.KruskalExact})
		if r.JonckheereExact.Defined() {
			r.JonckheereExact.Reason = manyCases(s.Lang)
		}
		return
	}
	h, hOK := g.KruskalWallis(spread)
	j, jOK := 0.0, true
	if r.JonckheereExact.Defined() {
		r.JonckheereExact.Statistic = float64(twice) / 2
		if jOK = len(g.Ties) == n; jOK && n <= 100 {
			j, jOK = exact.JonckheereUntied(g.Sizes, twice/2)
		} else {
			j, jOK = g.Jonckheere(twice)
		}
	}
	r.KruskalExact.Statistic = r.KruskalWallis.Statistic
	if !hOK || !jOK {
		spreads, orders := g.Draw(spread, twice, !jOK, s.Draws, s.Seed)
		drawn := fmt.Sprintf(Say(s.Lang, "Monte-Carlo, %d tirages, graine %d", "Monte Carlo, %d draws, seed %d"), s.Draws, s.Seed)
		if !hOK {
			h = float64(1+spreads) / float64(1+s.Draws)
			r.KruskalExact.Name = "Kruskal-Wallis (" + drawn + ")"
		}
		if !jOK {
			j = float64(1+orders) / float64(1+s.Draws)
			r.JonckheereExact.Name = "Jonckheere-Terpstra (" + drawn + ")"
		}
	}
	r.KruskalExact.P, r.JonckheereExact.P = h, j
}

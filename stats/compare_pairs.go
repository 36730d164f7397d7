package stats

import (
	"math"

	"github.com/askoria/verbatim/stats/internal/rank"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// SpreadTests tell whether the variances of the groups differ.
type SpreadTests struct {
	Levene        Test // around means (Levene 1960); R's car::leveneTest(center = mean)
	BrownForsythe Test // around medians, safer (Brown and Forsythe 1974)
	Bartlett      Test // for normal values (Bartlett 1937)
}

// GroupPair compares two groups, A and B, positions in Groups.
// Differences are A less B.
type GroupPair struct {
	A, B int
	// Tukey's p and the interval of Difference are for all pairs together, with
	// one variance (Tukey 1949); those of GamesHowell without (Games and Howell 1976).
	Difference       Estimate
	Tukey            Test
	UnequalVariances Estimate
	GamesHowell      Test
	// Dunn compares mean ranks (Dunn 1964), ties counted; Adjusted is its p by
	// Compare.Adjust.
	Dunn, Adjusted Test
}

func (c *Comparison) spread() {
	lang, s := c.Spec.Lang, &c.Spread
	s.Levene.Name, s.BrownForsythe.Name, s.Bartlett.Name = "Levene", "Brown-Forsythe", "Bartlett"
	if c.levels != nil {
		because(ordinalMean(lang), []*Test{&s.Levene, &s.BrownForsythe, &s.Bartlett})
		return
	}
	around := func(test *Test, centre func(comparisonSample) float64) {
		var distances Comparison
		for _, sample := range c.samples {
			gaps := make([]float64, len(sample.values))
			if !sample.constant {
				middle := centre(sample)
				for i, x := range sample.values {
					gaps[i] = math.Abs(x - middle)
				}
			}
			distances.samples = append(distances.samples, sampleOf(gaps, 0))
		}
		distances.Spec = c.Spec
		distances.means()
		name := test.Name
		*test = distances.Means.ANOVA
		test.Name = name
		if !test.Defined() {
			test.Reason = Say(lang, "distances au centre sans variation dans les groupes", "distances to the centre do not vary within groups")
		}
	}
	around(&s.Levene, func(s comparisonSample) float64 { return meanOf(s.values) })
	around(&s.BrownForsythe, func(s comparisonSample) float64 { return quantile(s.sorted, 0.5) })
	n, k, within, logs, inverse := 0.0, float64(len(c.samples)), 0.0, 0.0, 0.0
	for _, sample := range c.samples {
		if sample.n < 2 || sample.constant {
			s.Bartlett.Reason = Say(lang, "un groupe n'a pas de variance", "a group has no variance")
			return
		}
		n += sample.n
		within += sample.squares
		logs += (sample.n - 1) * math.Log(sample.variance())
		inverse += 1 / (sample.n - 1)
	}
	statistic := ((n-k)*math.Log(within/(n-k)) - logs) / (1 + (inverse-1/(n-k))/(3*(k-1)))
	s.Bartlett.Statistic, s.Bartlett.DF, s.Bartlett.P = statistic, k-1, tail.ChiSquared(statistic, k-1)
}

func (c *Comparison) pairs() {
	k := len(c.samples)
	lang, all := c.Spec.Lang, float64(c.N)
	var values []float64
	for _, s := range c.samples {
		values = append(values, s.values...)
	}
	ties := rank.Of(values).TieSum()
	unit := all*(all+1)/12 - ties/(12*(all-1))
	df := all - float64(k)
	wide := 0.0
	if c.Means.ANOVA.Defined() {
		wide = tail.StudentizedRangeQuantile(0.05, float64(k), df)
	}
	var dunn []Test
	for b := range k {
		for a := range b {
			x, y := c.samples[a], c.samples[b]
			gap := Estimate{Value: x.mean - y.mean}
			p := GroupPair{
				A: a, B: b, Difference: gap, UnequalVariances: gap, Tukey: Test{Name: "Tukey"}, GamesHowell: Test{Name: "Games-Howell"},
				Dunn: Test{Name: "Dunn", Reason: c.Ranks.KruskalWallis.Reason},
			}
			if p.Tukey.Reason = c.Means.ANOVA.Reason; p.Tukey.Defined() {
				se := math.Sqrt(c.Means.Within.Value / df / 2 * (1/x.n + 1/y.n))
				p.Tukey.studentised(gap.Value/se, float64(k), df)
				p.Difference = Estimate{Value: gap.Value, Low: gap.Value - wide*se, High: gap.Value + wide*se, Confidence: 0.95}
			}
			switch {
			case c.levels != nil:
				because(ordinalMean(lang), []*Test{&p.GamesHowell}, &p.Difference, &p.UnequalVariances)
			case x.n < 2 || y.n < 2 || x.constant && y.constant:
				p.GamesHowell.Reason = Say(lang, "pas de variance dans les deux groupes", "no variance in the two groups")
			default:
				t, se, df := welchOfTwo(x, y)
				p.GamesHowell.studentised(t*math.Sqrt2, float64(k), df)
				half := tail.StudentizedRangeQuantile(0.05, float64(k), df) * se / math.Sqrt2
				p.UnequalVariances = Estimate{Value: gap.Value, Low: gap.Value - half, High: gap.Value + half, Confidence: 0.95}
			}
			if p.Dunn.Defined() {
				p.Dunn.Statistic = (c.Groups[a].MeanRank.Value - c.Groups[b].MeanRank.Value) / math.Sqrt(unit*(1/x.n+1/y.n))
				p.Dunn.P = tail.Normal(p.Dunn.Statistic)
			}
			dunn = append(dunn, p.Dunn)
			c.Pairs = append(c.Pairs, p)
		}
	}
	for i, adjusted := range c.Spec.Adjust.Of(dunn) {
		c.Pairs[i].Adjusted = adjusted
	}
}

// studentised is a studentised range: the difference over the error of one mean.
func (t *Test) studentised(q, k, df float64) {
	t.Statistic, t.DF, t.P = q, df, tail.StudentizedRange(math.Abs(q), k, df)
}

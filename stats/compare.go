package stats

import (
	"fmt"
	"math"
	"slices"
)

// Compare tells whether a quantity, or ordered levels, differ between groups:
// size, mean and quartiles of each, tests of means and of ranks, effect sizes
// with 95 % intervals, and pair by pair from three groups on. Rows without one
// of the values are left out and counted; groups without a case are dropped.
//
// Recommended follows a rule that does not look at the result: Welch's test
// where each group has 30 cases or more, else that of the ranks, exact where it
// can be; ordered levels always by ranks. Cases count as independent; for
// siblings see Permutation. Agrees with R's t.test, oneway.test, aov, TukeyHSD,
// wilcox.test, kruskal.test, and coin where ranks are tied.
type Compare struct {
	Value  string     // numbers, or ordered levels
	By     string     // categories or flags
	Adjust Adjustment // of Dunn's p of the pairs
	Draws  int        // for p by Monte Carlo where an exact one takes too long; 0 is 9,999
	Seed   uint64     // of the draws
	Cases  string     // what a row of the data is, in the plural; "dossiers"
	Lang   string     // "en" for English; French otherwise
}

// Comparison is what Compare found. Differences are the first group's value
// less the second's, so that a positive effect means that the first is higher.
type Comparison struct {
	Spec      Compare
	Value, By Variable
	N         int           // rows with both values
	Missing   MissingCounts // rows left out, by the reason of the first that is missing
	Groups    []ComparedGroup
	Means     MeanTests
	Ranks     RankTests
	Spread    SpreadTests
	Pairs     []GroupPair // each group with those before it
	// Recommended is the test to be reported, one of the others, and Why says
	// by which rule.
	Recommended Test
	Why         string
	Warnings    []string

	levels  []Level // of an ordered Value
	samples []comparisonSample
}

// ComparedGroup describes the values of a group. For ordered levels they are
// places from 1, and there is no mean.
type ComparedGroup struct {
	Level    Level
	N        int
	Values   Quantities
	MeanRank Estimate // among all cases, 1 the smallest value
}

// comparisonSample is the values of a group, in the order of the rows and sorted.
type comparisonSample struct {
	values, sorted []float64
	n              float64
	mean           float64 // above a base that all samples share
	squares        float64 // of the distances to the mean
	constant       bool
}

func (s comparisonSample) variance() float64 { return s.squares / (s.n - 1) }

// sampleOf takes a base off the values while adding up, so that what is far from
// 0, such as years, keeps its digits.
func sampleOf(values []float64, base float64) comparisonSample {
	s := comparisonSample{values: values, sorted: slices.Sorted(slices.Values(values)), n: float64(len(values))}
	for _, x := range values {
		s.mean += x - base
	}
	s.mean /= s.n
	for _, x := range values {
		s.squares += (x - base - s.mean) * (x - base - s.mean)
	}
	// Values that differ by rounding only, such as 0.1+0.2 and 0.3, are equal.
	low, high := s.sorted[0], s.sorted[len(s.sorted)-1]
	if s.constant = high-low <= 1e-14*math.Max(math.Abs(low), math.Abs(high)); s.constant {
		s.squares = 0
	}
	return s
}

// Of compares the groups. Errors are unknown columns, a value that cannot be
// ordered, groups that are not levels, and fewer than two groups with a case.
func (s Compare) Of(t *Table) (*Comparison, error) {
	value, by, err := comparisonSides(t, s.Value, s.By, s.Lang)
	if err != nil {
		return nil, fmt.Errorf("compare: %w", err)
	}
	if s.Draws < 0 {
		return nil, fmt.Errorf("compare: %d draws", s.Draws)
	}
	if s.Draws == 0 {
		s.Draws = 9_999
	}
	c := &Comparison{Spec: s, Value: value.variable, By: by.variable}
	if value.factor != nil {
		c.levels = value.factor.levels
	}
	values, codes, missing := complete(value, by, nil)
	c.N, c.Missing = len(values), missing
	parted := make([][]float64, len(by.factor.levels))
	for i, x := range values {
		parted[int(codes[i])] = append(parted[int(codes[i])], x+float64(bit(value.factor != nil)))
	}
	base := 0.0
	if c.N > 0 {
		base = values[0]
	}
	for i, part := range parted {
		level := by.factor.levels[i]
		if len(part) == 0 {
			c.Warnings = append(c.Warnings, fmt.Sprintf(Say(s.Lang, "%s n'a aucun cas renseigné : groupe laissé de côté.",
				"%s has no recorded case: left out."), Quoted(s.Lang, level.Title())))
			continue
		}
		c.Groups = append(c.Groups, ComparedGroup{Level: level, N: len(part), Values: quantities(slices.Clone(part), s.Lang)})
		c.samples = append(c.samples, sampleOf(part, base))
	}
	if len(c.Groups) < 2 {
		return nil, fmt.Errorf("compare: %q has %d group with a value of %q, at least two are needed; check the missing values of both",
			s.By, len(c.Groups), s.Value)
	}
	if c.levels != nil {
		for i := range c.Groups {
			reason := Estimate{Reason: ordinalMean(s.Lang)}
			c.Groups[i].Values.Mean, c.Groups[i].Values.SD = reason, reason
		}
	}
	c.ranks(by.factor.ordered)
	c.means()
	c.spread()
	c.pairs()
	c.recommend()
	return c, nil
}

// comparisonSides reads a value that can be ordered and the levels that group it.
func comparisonSides(t *Table, value, by, lang string) (values, groups *side, err error) {
	c, err := t.Column(value)
	if err != nil {
		return nil, nil, err
	}
	if values, err = comparableSide(c, lang); err != nil {
		return nil, nil, err
	}
	g, err := t.Column(by)
	if err != nil {
		return nil, nil, err
	}
	f, err := factorOf(g, lang)
	if err != nil {
		return nil, nil, err
	}
	return values, &side{variable: f.variable, factor: f}, nil
}

// comparableSide reads numbers or ordered levels.
func comparableSide(c Column, lang string) (*side, error) {
	kind := KindOf(c)
	if kind != "numbers" && kind != "ordered categories" {
		return nil, fmt.Errorf("column %q holds %s: only numbers and ordered categories can be compared; count dates as days from a common one",
			c.Variable().Name, kind)
	}
	sides, err := sidesOf(c, lang)
	if err != nil {
		return nil, err
	}
	return sides[0], nil
}

func ordinalMean(lang string) string {
	return Say(lang, "des modalités ordonnées n'ont pas de moyenne", "ordered levels have no mean")
}

const largeGroup = 30

// recommend chooses the test by the kind of the value and the sizes.
func (c *Comparison) recommend() {
	lang, smallest := c.Spec.Lang, c.Groups[0].N
	for _, g := range c.Groups {
		smallest = min(smallest, g.N)
	}
	welch, ranks, exact := c.Means.WelchANOVA, c.Ranks.KruskalWallis, c.Ranks.KruskalExact
	if len(c.Groups) == 2 {
		welch, ranks, exact = c.Means.Welch, c.Ranks.MannWhitney, c.Ranks.MannWhitneyExact
	}
	if exact.Defined() {
		ranks = exact
	}
	switch {
	case c.levels != nil:
		c.Recommended, c.Why = ranks, Say(lang, "modalités ordonnées : test sur les rangs", "ordered levels: test of ranks")
	case smallest >= largeGroup && welch.Defined():
		c.Recommended, c.Why = welch, Say(lang, "au moins 30 cas par groupe : moyennes comparées, sans supposer les variances égales",
			"at least 30 cases in each group: means compared, without equal variances")
	case smallest >= largeGroup:
		c.Recommended, c.Why = ranks, Say(lang, "pas de test des moyennes : test sur les rangs", "no test of means: test of ranks")
	default:
		c.Recommended, c.Why = ranks, fmt.Sprintf(Say(lang, "un groupe de moins de 30 cas (n = %d) : test sur les rangs",
			"a group of fewer than 30 cases (n = %d): test of ranks"), smallest)
	}
	if smallest < 5 {
		c.Warnings = append(c.Warnings, fmt.Sprintf(Say(lang, "Un groupe n'a que %d cas : toute conclusion est fragile.",
			"A group has only %d cases: any conclusion is fragile."), smallest))
	}
}

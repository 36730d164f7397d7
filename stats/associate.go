package stats

import (
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats/internal/exact"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// Steps of work for the exact test of one pair among many.
const exactStepsOfPair = 40_000_000

// drawsOfPair is how many tables are drawn for one pair where that is too little.
const drawsOfPair = 9_999

// measureOf is the measure that fits two scales.
func measureOf(x, y *side) Measure {
	switch {
	case x.scale == quantity && y.scale == quantity:
		return Pearson
	case max(x.scale, y.scale) == quantity && min(x.scale, y.scale) == ordinal:
		return Spearman
	case max(x.scale, y.scale) == quantity:
		return Eta
	case x.scale == ordinal && y.scale == ordinal:
		return TauB
	}
	return CramerV
}

// associate measures two sides over the rows named, all when nil; without
// intervals when only the figure is wanted.
func associate(x, y *side, rows []int, lang string, intervals bool) Association {
	var a Association
	switch measure := measureOf(x, y); measure {
	case Eta:
		a = ratio(x, y, rows, lang, intervals)
	case CramerV:
		a = crossed(x, y, rows, lang, intervals)
	default:
		a = correlated(measure, x, y, rows, lang)
	}
	if a.Measure != CramerV {
		a.margins = groupsOf(x, y, rows)
		a.Corrected.Reason = Say(lang, "seulement pour V", "of V only")
		a.Exact.Reason = Say(lang, "sans objet", "not applicable")
	}
	a.labels = labelsOf(x, y)
	a.lang = lang
	return a
}

// labelsOf are the labels of rows and columns of the counts behind an association.
func labelsOf(x, y *side) [2][]string {
	if x.factor == nil {
		return [2][]string{titles(y.factor)}
	}
	return [2][]string{titles(x.factor), titles(y.factor)}
}

// titles are the labels of the levels, nil without a factor.
func titles(f *factor) []string {
	if f == nil {
		return nil
	}
	labels := make([]string, len(f.levels))
	for i, level := range f.levels {
		labels[i] = level.Title()
	}
	return labels
}

// groupsOf counts the cases with both values: by level of the two factors, of
// the only one, or all of them.
func groupsOf(x, y *side, rows []int) margins {
	if x.factor != nil && y.factor != nil {
		counts, _ := tally(x.factor, y.factor, rows)
		return marginsOf(counts, len(y.factor.levels))
	}
	grouped, by := x, y
	if grouped.factor != nil {
		grouped, by = y, x
	}
	m := margins{rows: []int{0}}
	if by.factor != nil {
		m.rows = make([]int, len(by.factor.levels))
	}
	values, groups, _ := complete(grouped, by, rows)
	m.n = len(values)
	for _, group := range groups {
		if by.factor == nil {
			group = 0
		}
		m.rows[int(group)]++
	}
	return m
}

// crossed is V and the chi-square of two factors.
func crossed(x, y *side, rows []int, lang string, intervals bool) Association {
	a := Association{
		Row: x.variable, Col: y.variable, Measure: CramerV,
		Test: Test{Name: Say(lang, "khi-2", "chi-square")}, Interval: Say(lang, "khi-2 non centré", "noncentral chi-square"),
	}
	var counts [][]int
	counts, a.Missing = tally(x.factor, y.factor, rows)
	a.margins = marginsOf(counts, len(y.factor.levels))
	m := a.margins.dense()
	a.N = m.n
	a.Exact.Reason = Say(lang, "inutile : effectifs théoriques suffisants", "not needed: expected counts are large enough")
	if reason := m.undefined(x.variable, y.variable, lang); reason != "" {
		a.Value.Reason, a.Corrected.Reason, a.Test.Reason, a.Exact.Reason = reason, reason, reason, reason
		return a
	}
	chi2 := m.chiSquared(0)
	a.Test.set(chi2, float64(m.df()))
	a.SmallExpected, a.Doubtful = m.small()
	if intervals {
		var ok bool
		if a.Value, a.Corrected, ok = m.v(chi2); !ok {
			a.Warnings = append(a.Warnings, Say(lang, "pas d'intervalle : plus proche de l'indépendance que le hasard seul", "no interval: nearer to independence than chance alone"))
		}
	} else {
		a.Value.Value = math.Min(1, math.Sqrt(chi2/(float64(m.n)*(m.shorter()-1))))
		a.Corrected.Value = m.corrected(chi2)
	}
	return a
}

// small puts the exact p beside a chi-square that is not safe.
func (a *Association) small(seed uint64) {
	if !a.Doubtful || !a.Test.Defined() {
		return
	}
	m, lang := a.margins.dense(), a.lang
	a.Exact = Test{Name: Say(lang, "Fisher exact", "Fisher exact")}
	p, ok := 0.0, false
	if m.n <= exactLargest {
		p, ok = exact.Fisher(m.counts, exactStepsOfPair)
	}
	if !ok {
		a.Exact.Name = fmt.Sprintf(Say(lang, "Fisher par Monte-Carlo (%d tirages, graine %d)", "Fisher by Monte Carlo (%d draws, seed %d)"), drawsOfPair, seed)
		p = float64(1+exact.MonteCarlo(m.counts, drawsOfPair, seed)) / (1 + drawsOfPair)
	}
	a.Exact.P = p
	a.Warnings = append(a.Warnings, Say(lang, "effectifs théoriques faibles : préférer le p exact", "small expected counts: prefer the exact p"))
}

// ratio is eta of a number between the levels of a factor, with the F of an
// analysis of variance.
func ratio(x, y *side, rows []int, lang string, intervals bool) Association {
	number, groups := x, y
	if number.factor != nil {
		number, groups = y, x
	}
	a := Association{Row: x.variable, Col: y.variable, Measure: Eta, Interval: Say(lang, "F non centré", "noncentral F")}
	values, codes, missing := complete(number, groups, rows)
	a.N, a.Missing = len(values), missing
	a.Test.Name = Say(lang, "F d'analyse de variance", "F of analysis of variance")
	size := make([]float64, len(groups.factor.levels))
	for _, code := range codes {
		size[int(code)]++
	}
	k := 0
	for _, n := range size {
		k += bit(n > 0)
	}
	reason := flat(number.variable, number.variable, values, values, lang)
	switch {
	case len(values) == 0:
		reason = margins{}.undefined(x.variable, y.variable, lang)
	case reason != "":
	case k == 1:
		reason = oneLevel(groups.variable, lang)
	case k == len(values):
		reason = Say(lang, "un seul dossier par groupe", "a single case in each group")
	}
	if reason != "" {
		a.Value.Reason, a.Test.Reason = reason, reason
		return a
	}
	between, within := variation(centred(values), codes, size)
	n, d1, d2 := float64(len(values)), float64(k-1), float64(len(values)-k)
	a.Value.Value = math.Min(1, math.Sqrt(between/(between+within)))
	a.Test.DF = d1
	a.Test.Name += fmt.Sprintf(" (%d%s%d)", k-1, semicolon(lang), len(values)-k)
	if within <= 1e-28*n {
		a.Value.Value, a.Omega2, a.Epsilon2 = 1, 1, 1
		a.Test.Reason = Say(lang, "aucune variation à l'intérieur des groupes : F infini", "no variation within groups: F is infinite")
		return a
	}
	f := between / d1 / (within / d2)
	chance := d1 * within / d2 // what groups without any difference would have between them
	a.Omega2 = (between - chance) / (between + within + within/d2)
	a.Epsilon2 = (between - chance) / (between + within)
	a.Test.Statistic = f
	a.Test.P = tail.F(f, d1, d2)
	if intervals {
		low, high, ok := tail.Noncentrality(f*d1, func(ncp float64) float64 { return tail.NoncentralF(f, d1, d2, ncp) })
		if ok {
			a.Value.Low, a.Value.High, a.Value.Confidence = math.Sqrt(low/(low+n)), math.Sqrt(high/(high+n)), 0.95
		}
	}
	return a
}

// variation parts the sum of squares of centred values between and within
// groups of those sizes.
func variation(values, codes, size []float64) (between, within float64) {
	mean := make([]float64, len(size))
	for i, x := range values {
		mean[int(codes[i])] += x
	}
	for g := range mean {
		if size[g] > 0 {
			mean[g] /= size[g]
			between += size[g] * mean[g] * mean[g]
		}
	}
	for i, x := range values {
		gap := x - mean[int(codes[i])]
		within += gap * gap
	}
	return between, within
}

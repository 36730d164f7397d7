package duration

import (
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// LogRank tests whether groups end at the same pace: the events of each against
// those expected if all had the same curve, with the hypergeometric variance, on
// one degree of freedom less than there are groups.
//
// Rho weighs early events more: 0 is the log-rank test (Mantel 1966), 1 that of
// Peto and Peto (1972); Harrington and Fleming (1982). Groups without a case are
// dropped. Not computable with one group, or where nothing ends while two groups
// are at risk. Trend takes the scores 1, 2, 3… of groups in order. Agrees with R's
// survival::survdiff, which has no trend and takes no delayed entry.
type LogRank struct {
	Clock
	By     string // column of groups
	Rho    float64
	Strata string // column: groups are compared inside each of its levels
	Cases  string // what a row of the data is, in the plural; "dossiers"
	Lang   string // "en" for English; French otherwise
}

// LogRankTest is what LogRank found.
type LogRankTest struct {
	Spec     LogRank
	N        int
	Missing  stats.MissingCounts // rows by reason of being left out
	Warnings []string
	By       stats.Variable
	Groups   []GroupEvents
	Variance [][]float64 // of observed less expected
	Test     stats.Test
	Trend    stats.Test // of groups in order, 1 degree of freedom
	ordered  bool
}

// GroupEvents are the events of a group. With Rho they are weighted.
type GroupEvents struct {
	Group              stats.Level
	N, Events          int
	Observed, Expected float64
}

// Of tests the groups. Errors are those of KaplanMeier.Of, and Rho below 0.
func (l LogRank) Of(t *stats.Table) (*LogRankTest, error) {
	r, err := l.of(t)
	if err != nil {
		return nil, fmt.Errorf("log-rank: %w", err)
	}
	return r, nil
}

func (l LogRank) of(t *stats.Table) (*LogRankTest, error) {
	if l.By == "" {
		return nil, fmt.Errorf("field By names the column of groups to compare; it is not set")
	}
	if !(l.Rho >= 0) || math.IsInf(l.Rho, 1) {
		return nil, fmt.Errorf("field Rho is %v; it is 0 or above", l.Rho)
	}
	by, err := columns(t, l.By, l.Strata)
	if err != nil {
		return nil, err
	}
	s, err := l.read(t, l.Lang, true, present(by)...)
	if err != nil {
		return nil, err
	}
	g, err := s.groupsOf(by[0])
	if err != nil {
		return nil, err
	}
	strata, err := s.groupsOf(by[1])
	if err != nil {
		return nil, err
	}
	r := &LogRankTest{Spec: l, N: len(s.rows), Missing: s.missing, By: g.variable, ordered: g.ordered}
	for _, level := range g.levels {
		r.Groups = append(r.Groups, GroupEvents{Group: level})
	}
	for i, at := range g.of {
		r.Groups[at].N++
		if s.causes[i] > 0 {
			r.Groups[at].Events++
		}
	}
	variance := newSymmetric(len(g.levels))
	for _, order := range split(s.order(), strata.of, len(strata.levels)) {
		r.compare(s, g, order, variance)
	}
	for i := range variance.n {
		r.Variance = append(r.Variance, variance.row(i))
	}
	r.test(variance)
	r.Warnings = s.notes
	r.warn()
	return r, nil
}

// compare adds up the events of a stratum, time after time.
func (r *LogRankTest) compare(s *spells, g *groups, order []int, variance symmetric) {
	k := len(r.Groups)
	risk, ended := make([]float64, k), make([]float64, k)
	inside, entering := 0, s.byEntry(order)
	for _, i := range order {
		if s.entries == nil {
			risk[g.of[i]]++
		}
	}
	survival := 1.0
	s.moments(order, func(m moment) {
		for inside < len(entering) && s.entries[entering[inside]] < m.time {
			risk[g.of[entering[inside]]]++
			inside++
		}
		if d, n := float64(m.events()), float64(m.risk); d > 0 {
			clear(ended)
			for _, i := range order[m.from:m.to] {
				if s.causes[i] > 0 {
					ended[g.of[i]]++
				}
			}
			weight := math.Pow(survival, r.Spec.Rho)
			spread := 0.0
			if n > 1 {
				spread = weight * weight * d * (n - d) / (n - 1)
			}
			for i := range r.Groups {
				r.Groups[i].Observed += weight * ended[i]
				r.Groups[i].Expected += weight * d * risk[i] / n
				variance.add(i, i, spread*risk[i]/n*(1-risk[i]/n))
				for j := range i {
					variance.add(i, j, -spread*risk[i]/n*risk[j]/n)
				}
			}
			survival *= (n - d) / n
		}
		for _, i := range order[m.from:m.to] {
			risk[g.of[i]]--
		}
	})
}

// test compares observed and expected, leaving out the groups never at risk.
func (r *LogRankTest) test(variance symmetric) {
	name := r.say("log-rank", "log-rank")
	switch r.Spec.Rho {
	case 0:
	case 1:
		name = "Peto-Peto"
	default:
		name = fmt.Sprintf("Harrington-Fleming, rho = %s", stats.Number.Number(r.Spec.Rho, r.Spec.Lang))
	}
	r.Test.Name, r.Trend.Name = name, name+r.say(", tendance", ", trend")
	var at []int
	for i, g := range r.Groups {
		if g.Expected > 0 {
			at = append(at, i)
		}
	}
	events := 0
	for _, g := range r.Groups {
		events += g.Events
	}
	switch {
	case len(r.Groups) < 2:
		r.Test.Reason = r.say("il faut au moins deux groupes", "two groups or more are needed")
	case events == 0:
		r.Test.Reason = r.say("non calculable : rien ne s'est terminé", "not computable: nothing has ended")
	case len(at) < 2:
		r.Test.Reason = r.say("non calculable : un seul groupe était observé quand quelque chose s'est terminé",
			"not computable: only one group was at risk when something ended")
	}
	var gaps, scores []float64
	var slope, spread float64
	for _, i := range at {
		gaps = append(gaps, r.Groups[i].Observed-r.Groups[i].Expected)
		scores = append(scores, float64(i+1))
	}
	for a, i := range at {
		slope += scores[a] * gaps[a]
		for b, j := range at {
			spread += scores[a] * scores[b] * variance.at(i, j)
		}
	}
	if r.Test.Reason == "" {
		root := variance.among(at[1:]).factor(1e-10)
		if root.rank == 0 {
			r.Test.Reason = r.say("non calculable : les groupes ne sont jamais observés ensemble", "not computable: the groups are never at risk together")
		}
		r.Test.Statistic, r.Test.DF = root.quadratic(gaps[1:]), float64(root.rank)
		r.Test.P = tail.ChiSquared(r.Test.Statistic, r.Test.DF)
	}
	r.Trend.Reason = r.Test.Reason
	if r.Trend.Reason == "" && !(spread > 0) {
		r.Trend.Reason = r.say("non calculable : pas de variance", "not computable: no variance")
	}
	if r.Trend.Reason == "" {
		r.Trend.Statistic, r.Trend.DF = slope*slope/spread, 1
		r.Trend.P = tail.ChiSquared(r.Trend.Statistic, 1)
	} else {
		r.Test.Statistic, r.Test.DF, r.Test.P = 0, 0, 0
	}
}

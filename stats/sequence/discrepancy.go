package sequence

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Discrepancy asks whether groups differ in their trajectories: how much of the
// discrepancy, the mean distance to the centre, groups explain, and whether some
// groups are more spread than others (Studer et al. 2011). p is the share of
// random allocations to groups of as many cases that are as extreme; the observed
// one counts as one of them. A case moves as one, whatever its weight: of weights
// that are copies give the copies. Undefined, with the reason, where there are
// fewer than two groups or nothing differs. Agrees with R's TraMineR::dissassoc(
// weight.permutation = "diss"), p within Monte Carlo error.
type Discrepancy struct {
	Draws    int // with the observed one; 0: 1000; below 0: none
	Seed     uint64
	Workers  int                   // 0: all processors; the result is the same to the last bit
	Progress func(done, total int) // called by one worker at a time
	Lang     string                // "en" for English; French otherwise
}

// DiscrepancyAnalysis is how trajectories differ between groups.
type DiscrepancyAnalysis struct {
	Spec   Discrepancy
	Groups []DiscrepancyGroup
	Total  DiscrepancyGroup
	// Sums of squares in the sense of Ward: weights times distances to the centre.
	Explained, Residual, Sum float64
	R2                       stats.Estimate      // share explained, from 0 to 1
	F, FBF                   stats.Test          // pseudo F, and that of Brown and Forsythe
	Bartlett, Levene         stats.Test          // of equal discrepancy in all groups
	N                        int                 // cases with a group
	Missing                  stats.MissingCounts // cases without one, by reason; not applicable: of weight 0
	Warnings                 []string
}

// DiscrepancyGroup is one group.
type DiscrepancyGroup struct {
	stats.Level
	N           int
	Weight      float64
	Discrepancy float64 // mean distance to the centre of the group
}

// Of compares groups: one a case of the distances, in the same order. Errors are
// another number of groups, and the context's.
func (s Discrepancy) Of(ctx context.Context, d stats.Distancer, groups *stats.Categories) (*DiscrepancyAnalysis, error) {
	p, err := partitionOf(d, groups)
	if err != nil {
		return nil, err
	}
	if s.Draws == 0 {
		s.Draws = 1000
	}
	r := &DiscrepancyAnalysis{Spec: s, N: len(p.rows), Missing: p.missing}
	a := newAllocation(p, p.condensed(d))
	observed := a.figures([][]int{p.class})[0]
	for g, level := range p.levels {
		r.Groups = append(r.Groups, DiscrepancyGroup{level, p.count[g], p.size[g], observed.sums[g] / p.size[g]})
		r.Residual += observed.sums[g]
		if p.count[g] == 1 {
			r.Warnings = append(r.Warnings, fmt.Sprintf(stats.Say(s.Lang, "%s : un seul cas", "%s: a single case"), stats.Quoted(s.Lang, level.Title())))
		}
	}
	r.Total = DiscrepancyGroup{stats.Level{Label: stats.Say(s.Lang, "Ensemble", "All")}, len(p.rows), p.total, a.sum / max(p.total, 1e-300)}
	r.Sum, r.Explained = a.sum, a.sum-r.Residual
	extreme, err := s.permute(ctx, a, observed)
	if err != nil {
		return nil, err
	}
	r.tests(p, observed, extreme)
	return r, nil
}

// tests puts words to the figures.
func (r *DiscrepancyAnalysis) tests(p *partition, observed figures, extreme [statistics]int) {
	lang, k := r.Spec.Lang, float64(len(p.levels))
	test := func(which int, name, reason string, df float64) stats.Test {
		x := observed.of[which]
		t := stats.Test{Name: name, Statistic: x, DF: df, P: 1, Reason: reason}
		if t.Reason == "" && (math.IsNaN(x) || math.IsInf(x, 0)) {
			t.Reason = stats.Say(lang, "un groupe n'a pas de dispersion", "a group has no discrepancy")
		}
		if r.Spec.Draws > 1 {
			t.P = float64(extreme[which]+1) / float64(r.Spec.Draws)
		}
		return t
	}
	reason := ""
	switch {
	case len(p.levels) < 2:
		reason = stats.Say(lang, "moins de deux groupes", "fewer than two groups")
	case r.Sum == 0:
		reason = stats.Say(lang, "toutes les distances sont nulles", "all distances are 0")
	case p.total <= k:
		reason = stats.Say(lang, "un groupe par cas", "a group a case")
	}
	r.R2 = stats.Estimate{Value: observed.of[r2], Reason: reason}
	r.F = test(pseudoF, "pseudo-F", reason, k-1)
	r.FBF = test(brownForsythe, "Brown-Forsythe", reason, k-1)
	r.Bartlett = test(bartlett, "Bartlett", reason, k-1)
	r.Levene = test(levene, "Levene", reason, k-1)
	if r.Spec.Draws <= 1 {
		r.Warnings = append(r.Warnings, stats.Say(lang, "aucune permutation demandée : pas de p", "no permutation asked for: no p"))
	}
}

// permute counts, over random allocations, those at least as extreme as the
// observed one. Each has a stream of its own: the order of work does not matter.
func (s Discrepancy) permute(ctx context.Context, a *allocation, observed figures) (extreme [statistics]int, err error) {
	if s.Draws <= 1 || len(a.p.levels) < 2 {
		return extreme, ctx.Err()
	}
	over := make([][statistics]bool, s.Draws-1)
	err = a.random(ctx, len(over), s.Workers, s.Seed, 0, s.Progress, func(draw int, f figures) {
		for k, x := range f.of {
			// What differs only by the order of a sum is equal.
			over[draw][k] = x >= observed.of[k]-1e-12*math.Abs(observed.of[k])
		}
	})
	for _, flags := range over {
		for k, flag := range flags {
			if flag {
				extreme[k]++
			}
		}
	}
	return extreme, err
}

// Tables are the tests, then the groups.
func (r *DiscrepancyAnalysis) Tables() []*stats.Table {
	say := func(french, english string) string { return stats.Say(r.Spec.Lang, french, english) }
	type line struct {
		name string
		t    stats.Test
	}
	lines := []line{
		{say("Pseudo-F : trajectoires différentes", "Pseudo F: different trajectories"), r.F},
		{say("Brown-Forsythe : trajectoires différentes", "Brown-Forsythe: different trajectories"), r.FBF},
		{say("Bartlett : dispersions différentes", "Bartlett: different discrepancies"), r.Bartlett},
		{say("Levene : dispersions différentes", "Levene: different discrepancies"), r.Levene},
	}
	reading := say("Lecture : part non définie, ", "Reading: share undefined, ") + r.R2.Reason + "."
	if r.R2.Defined() {
		reading = fmt.Sprintf(say("Lecture : les groupes expliquent %s\u00a0%% des différences entre trajectoires.", "Reading: groups explain %s%% of the differences between trajectories."),
			stats.Percent.Number(100*r.R2.Value, r.Spec.Lang))
	}
	groups := append(slices.Clone(r.Groups), r.Total)
	return []*stats.Table{
		stats.MustTable(say("Analyse de la dispersion", "Discrepancy analysis"),
			words("test", "Test", lines, func(l line) string { return l.name }),
			estimates("statistique", say("Statistique", "Statistic"), stats.Coefficient, lines, func(l line) stats.Estimate {
				return stats.Estimate{Value: l.t.Statistic, Reason: l.t.Reason}
			}),
			estimates("p", "p", stats.PValue, lines, func(l line) stats.Estimate {
				if r.Spec.Draws <= 1 {
					return stats.Estimate{Reason: "-"}
				}
				return stats.Estimate{Value: l.t.P, Reason: l.t.Reason}
			}),
		).Captioned(stats.Caption{
			Reading:    reading,
			Population: fmt.Sprintf(say("%d cas, %d sans groupe ; %d permutations, graine %d", "%d cases, %d without a group; %d permutations, seed %d"), r.N, r.Missing.Total(), max(r.Spec.Draws, 0), r.Spec.Seed),
			Notes:      r.Warnings,
		}),
		stats.MustTable(say("Dispersion par groupe", "Discrepancy by group"),
			words("groupe", say("Groupe", "Group"), groups, func(g DiscrepancyGroup) string { return g.Title() }),
			column("n", "n", stats.Count, groups, func(g DiscrepancyGroup) float64 { return float64(g.N) }),
			column("dispersion", say("Dispersion", "Discrepancy"), stats.Coefficient, groups, func(g DiscrepancyGroup) float64 { return g.Discrepancy }),
		).WithTotals(1),
	}
}

// String is the tests as text.
func (r *DiscrepancyAnalysis) String() string {
	return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0])
}

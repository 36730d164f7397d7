package textometry

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// DoubleReinert classifies twice, with context units of two sizes, and keeps
// what both agree on (Reinert 1990): each class of one run is crossed with each
// of the other, for all numbers of classes; crossings that are large enough and
// linked (chi² with Yates' correction) are candidates, and for each k the k
// candidates without a common unit are taken whose chi², and whose number of
// units, add up to most.
//
// Units outside the k crossings have no class, or with Complete that of the
// nearest unit that has one (least Euclidean distance between counts). Agrees
// with R's rainette::rainette2(full = TRUE), with Mutual full = FALSE.
type DoubleReinert struct {
	Classes      int     // most classes, of the runs too; 0 is 5
	First        Reinert // a run; UnitSize 0 is 10
	Second       Reinert // another; UnitSize 0 is 15
	LeastMembers int     // a crossing has more units than that; 0 is 10
	LeastChi2    float64 // and a chi² above that; 0 is 3.84
	Mutual       bool    // only crossings of two classes that each have no stronger one
	Complete     bool
	Lang         string
}

// DoubleTree is the best sets of crossings for each number of classes.
type DoubleTree struct {
	Spec          DoubleReinert
	First, Second *ReinertTree
	Crossings     []Crossing // candidates
	Solutions     []DoubleSolution
	N             int // units
	Warnings      []string
}

// Criterion is by what k crossings are the best.
type Criterion uint8

const (
	// BestChi2: their chi² adds up to most.
	BestChi2 Criterion = iota
	// BestCoverage: they hold most units.
	BestCoverage
)

// DoubleSolution is k crossings without a common unit.
type DoubleSolution struct {
	Classes   int
	Best      []Criterion // by which it is the best
	Chi2      float64
	Covered   int   // units
	Crossings []int // places among the Crossings: class 1, 2, …
}

// Of classifies. Where fewer than two crossings are left there are no solutions,
// and a warning.
func (s DoubleReinert) Of(ctx context.Context, t *UnitTable) (*DoubleTree, error) {
	s.Classes = cmp.Or(s.Classes, 5)
	s.LeastMembers = cmp.Or(s.LeastMembers, 10)
	s.LeastChi2 = cmp.Or(s.LeastChi2, 3.84)
	s.First.UnitSize, s.Second.UnitSize = cmp.Or(s.First.UnitSize, 10), cmp.Or(s.Second.UnitSize, 15)
	if s.LeastMembers < 0 || s.LeastChi2 < 0 {
		return nil, errors.New("double reinert: LeastMembers and LeastChi2 are not below 0")
	}
	result := &DoubleTree{N: t.N}
	for i, run := range []*Reinert{&s.First, &s.Second} {
		run.Classes, run.Lang = s.Classes, s.Lang
		tree, err := run.Of(ctx, t)
		if err != nil {
			return nil, fmt.Errorf("double %w", err)
		}
		for _, warning := range tree.Warnings {
			if !slices.Contains(result.Warnings, warning) {
				result.Warnings = append(result.Warnings, warning)
			}
		}
		if i == 0 {
			result.First = tree
		} else {
			result.Second = tree
		}
	}
	result.Spec = s
	result.cross()
	if err := result.solve(ctx); err != nil {
		return nil, fmt.Errorf("double reinert: %w", err)
	}
	return result, nil
}

// steps is how long the search for k crossings may take: some seconds, while
// twelve classes need less than a tenth of them.
const steps = 1_000_000

// solve finds the best sets for each k.
func (r *DoubleTree) solve(ctx context.Context) error {
	n := len(r.Crossings)
	if n < 2 {
		r.Warnings = append(r.Warnings, fmt.Sprintf(stats.Say(r.Spec.Lang,
			"Moins de deux croisements ont plus de %d unités et un khi-2 au-dessus de %s : pas de classes.", "Fewer than two crossings have more than %d units and a chi-square above %s: no classes."), r.Spec.LeastMembers, stats.Coefficient.Number(r.Spec.LeastChi2, r.Spec.Lang)))
		return nil
	}
	chi2, size, members, meets := make([]float64, n), make([]float64, n), make([]bitset, n), make([]bitset, n)
	for i, a := range r.Crossings {
		chi2[i], size[i], members[i], meets[i] = a.Chi2, float64(a.Size), a.members, newBitset(n)
		for j, b := range r.Crossings {
			if a.members.meets(b.members) {
				meets[i].add(j)
			}
		}
	}
	for k := 2; k <= min(r.First.Classes, r.Second.Classes); k++ {
		d := &disjoint{ctx: ctx, meets: meets, k: k, budget: steps}
		strongest, err := d.best(chi2, size, nil)
		if err != nil {
			return err
		}
		widest, err := d.best(size, chi2, members)
		if err != nil {
			return err
		}
		if d.budget < 0 {
			r.Warnings = append(r.Warnings, fmt.Sprintf(stats.Say(r.Spec.Lang, "%d classes : recherche arrêtée, un meilleur choix peut exister.", "%d classes: search stopped, a better choice may exist."), k))
		}
		if strongest == nil || widest == nil {
			break
		}
		if slices.Equal(strongest, widest) {
			r.add(strongest, BestChi2, BestCoverage)
		} else {
			r.add(widest, BestCoverage)
			r.add(strongest, BestChi2)
		}
	}
	return nil
}

func (r *DoubleTree) add(crossings []int, best ...Criterion) {
	s := DoubleSolution{Classes: len(crossings), Best: best, Crossings: crossings}
	for _, at := range crossings {
		s.Chi2 += r.Crossings[at].Chi2
		s.Covered += r.Crossings[at].Size
	}
	r.Solutions = append(r.Solutions, s)
}

// At is the best classification in k classes.
func (r *DoubleTree) At(k int, by Criterion) (*Classification, error) {
	at := slices.IndexFunc(r.Solutions, func(s DoubleSolution) bool { return s.Classes == k && slices.Contains(s.Best, by) })
	if at < 0 {
		return nil, fmt.Errorf("double reinert: no solution in %d classes; see Solutions for those there are", k)
	}
	c := &Classification{Table: r.First.Table, Classes: k, Of: make([]int, r.N), Why: make([]string, r.N), N: r.N, Lang: r.Spec.Lang}
	for i := range c.Of {
		for class, crossing := range r.Solutions[at].Crossings {
			if r.Crossings[crossing].members.has(i) {
				c.Of[i] = class + 1
			}
		}
	}
	if r.Spec.Complete {
		c.complete()
	}
	for i, class := range c.Of {
		if class == 0 {
			c.Why[i] = stats.Say(c.Lang, "dans aucun des croisements retenus", "in none of the crossings taken")
		}
	}
	return c, nil
}

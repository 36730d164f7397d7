package cluster

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/factor"
)

// Rule proposes a number of classes from what each class adds.
type Rule uint8

const (
	// WithinRatio takes the number of classes from Min to Max that leaves the
	// smallest share of the inertia inside classes that one class less left:
	// FactoMineR up to 2.13. It proposes few classes.
	WithinRatio Rule = iota
	// GainRatio takes the class, from Min+1 on, that brings most beside what the
	// next one would bring: FactoMineR since 2.14. It can never propose Min, and
	// often proposes many classes.
	GainRatio
)

// Label names the rule in French, or in English when lang is "en".
func (r Rule) Label(lang string) string {
	if r == GainRatio {
		return stats.Say(lang, "rapport des gains successifs (FactoMineR depuis 2.14)", "ratio of successive gains (FactoMineR since 2.14)")
	}
	return stats.Say(lang, "rapport des inerties intra (FactoMineR jusqu'à 2.13)", "ratio of inertias inside classes (FactoMineR up to 2.13)")
}

// HCPC makes classes of the cases of a factorial analysis: a tree by Ward on the
// axes kept, cut where a rule proposes, consolidated by moving single cases
// (Husson, Josse and Pagès 2010). Classes are numbered along the first axis.
//
// Cases are taken along the axes, so that the order of rows changes nothing, and
// by their weights; supplementary ones have no class. Consolidated classes are no
// longer those of the tree: Moves says which cases changed. With cases all alike
// there is one class. Agrees with R's FactoMineR::HCPC.
type HCPC struct {
	Classes int  // 0: as many as Rule proposes
	Rule    Rule // which of the two proposals counts
	// Min and Max bound the proposals; 0 is 3, and the lower of 10 and half of
	// the different cases. With few of them they give way: from 2 on there is an
	// answer. A class for each different case is not proposed above that.
	Min, Max int
	Axes     int  // the first ones only; 0 all that the analysis kept
	AsCut    bool // leaves the classes as the tree gives them
	Rounds   int  // of consolidation, at most; 0 is 10
	// ID names the cases: their table of paragons is shown with it only.
	ID      stats.Column
	Workers int    // 0: all processors; the result is the same to the last bit
	Cases   string // what a row of the data is, in the plural; "dossiers"
	Lang    string // "en" for English; French otherwise
}

// Hierarchy is the result of HCPC.
type Hierarchy struct {
	Spec HCPC
	Partition
	// Tree is that of the cases with a weight; Rows says which row each is.
	Tree  *Dendrogram
	Rows  []int
	Steps []Step // numbers of classes, from 1
	// ByWithin and ByGain are what the two rules propose.
	ByWithin, ByGain int
	Inertia          float64 // of the cases on the axes
	// Cut and Between are the inertia between classes as cut and in the end.
	Cut, Between float64
	Centres      Points // class × axis
	Moves        []Move // by row
	// Nearest are the five cases of each class nearest to its centre; Farthest
	// those that lie farthest from the nearest other centre.
	Nearest, Farthest [][]Paragon
}

// Step is one number of classes in the tree.
type Step struct {
	Classes int
	Within  float64 // inertia inside classes
	Gain    float64 // what this class took off it; 0 for one class
	// WithinRatio is Within over that of one class less; GainRatio is Gain over
	// that of one class more.
	WithinRatio, GainRatio stats.Estimate
}

// Move is a case that consolidation put into another class.
type Move struct{ Row, From, To int }

// Paragon is a case that stands for its class.
type Paragon struct {
	Row      int
	Distance float64
}

// Of makes the classes. Errors are weights and coordinates that are none, more
// classes than different cases, and an analysis without axes.
func (s HCPC) Of(ctx context.Context, space *factor.Space) (*Hierarchy, error) {
	r, err := s.of(ctx, space)
	if err != nil {
		return nil, fmt.Errorf("hcpc: %w", err)
	}
	return r, nil
}

func (s HCPC) of(ctx context.Context, space *factor.Space) (*Hierarchy, error) {
	axes := space.Kept
	if s.Axes > 0 {
		axes = min(s.Axes, axes)
	}
	if axes == 0 {
		return nil, fmt.Errorf("the analysis has no axis")
	}
	n := len(space.Cases.Coordinates)
	if s.ID != nil && s.ID.Len() != n {
		return nil, fmt.Errorf("%d identifiers for %d rows", s.ID.Len(), n)
	}
	r := &Hierarchy{Spec: s, Partition: Partition{lang: s.Lang}}
	cases := space.Cases
	for row, w := range cases.Weights {
		if w > 0 {
			r.Rows = append(r.Rows, row)
		}
	}
	slices.SortStableFunc(r.Rows, func(a, b int) int {
		return slices.Compare(cases.Coordinates[a][:axes], cases.Coordinates[b][:axes])
	})
	p, weights := make(Points, len(r.Rows)), make([]float64, len(r.Rows))
	for i, row := range r.Rows {
		p[i], weights[i] = cases.Coordinates[row][:axes], cases.Weights[row]
	}
	var err error
	if r.Tree, err = (Tree{Weights: weights, Workers: s.Workers, Cases: s.Cases, Lang: s.Lang}).of(ctx, p); err != nil {
		return nil, err
	}
	r.steps()
	k, err := r.choose(len(samePlace(p)))
	if err != nil {
		return nil, err
	}
	t, cut, err := r.consolidate(ctx, p, weights, k)
	if err != nil {
		return nil, err
	}
	classes := make([]int, n)
	for i := range classes {
		classes[i] = -1
	}
	for i, c := range t.class {
		classes[r.Rows[i]] = c
		if cut[i] != c {
			r.Moves = append(r.Moves, Move{r.Rows[i], cut[i], c})
		}
	}
	slices.SortFunc(r.Moves, func(a, b Move) int { return cmp.Compare(a.Row, b.Row) })
	warnings := r.Warnings
	r.Partition = newPartition(classes, k, s.Cases, s.Lang)
	r.Warnings = warnings
	r.Centres = t.centers
	r.Between = r.Inertia - t.inertia()/r.Tree.Weight
	r.paragons(t, p)
	return r, nil
}

// steps are the inertias at each number of classes.
func (r *Hierarchy) steps() {
	gains := r.Tree.Gains()
	r.Steps = make([]Step, len(gains)+1)
	within := 0.0
	for k := len(gains); k >= 1; k-- {
		within += gains[k-1]
		r.Steps[k-1].Within = within
		r.Steps[k].Gain = gains[k-1]
	}
	r.Inertia = within
	nothing := stats.Estimate{Reason: stats.Say(r.Spec.Lang, "rien à rapporter", "nothing to compare with")}
	for i := range r.Steps {
		x := &r.Steps[i]
		x.Classes, x.WithinRatio, x.GainRatio = i+1, nothing, nothing
		if i > 0 && r.Steps[i-1].Within > 0 {
			x.WithinRatio = stats.Estimate{Value: x.Within / r.Steps[i-1].Within}
		}
		if i > 0 && i+1 < len(r.Steps) && r.Steps[i+1].Gain > 0 {
			x.GainRatio = stats.Estimate{Value: x.Gain / r.Steps[i+1].Gain}
		}
	}
}

// choose is the number of classes, of so many different cases.
func (r *Hierarchy) choose(different int) (int, error) {
	s := r.Spec
	if s.Min == 0 {
		s.Min = 3
	}
	highest := s.Max // of GainRatio, which FactoMineR lets go one further
	if s.Max == 0 {
		s.Max = min(10, int(math.RoundToEven(float64(different)/2)))
		highest = s.Max + 1
	} else if s.Min < 2 || s.Max < s.Min {
		return 0, fmt.Errorf("proposals from %d to %d classes; take at least 2, and Max not below Min", s.Min, s.Max)
	}
	r.ByWithin = r.best(s.Min, s.Max, different, func(x Step) stats.Estimate {
		return stats.Estimate{Value: -x.WithinRatio.Value, Reason: x.WithinRatio.Reason}
	})
	r.ByGain = r.best(s.Min+1, highest+1, different, func(x Step) stats.Estimate { return x.GainRatio })
	k := s.Classes
	if k == 0 {
		k = r.ByWithin
		if s.Rule == GainRatio {
			k = r.ByGain
		}
	}
	if k < 1 || k > different {
		return 0, fmt.Errorf("%d classes of %d different cases; ask for 1 to %d", k, different, different)
	}
	switch {
	case different == 1:
		r.warn("Tous les cas sont au même endroit : une seule classe.", "All cases are at the same place: a single class.")
	case s.Classes == 0 && k < s.Min:
		r.warn("Trop peu de cas différents (%d) pour en proposer au moins %d classes : %d.", "Too few different cases (%d) to propose at least %d classes: %d.", different, s.Min, k)
	}
	return k, nil
}

// best is the number of classes from low to high with the highest figure, the
// lowest if tied. Bounds give way to what exists.
func (r *Hierarchy) best(low, high, different int, of func(x Step) stats.Estimate) int {
	best := 0
	for k := low; k <= min(high, different-1); k++ {
		x := of(r.Steps[k-1])
		if x.Defined() && (best == 0 || x.Value > of(r.Steps[best-1]).Value) {
			best = k
		}
	}
	if best > 0 {
		return best
	}
	for k := min(low, high, different-1); k >= 2; k-- {
		if of(r.Steps[k-1]).Defined() {
			return k
		}
	}
	return min(2, different)
}

// consolidate moves single cases from the classes of the tree, and numbers the
// classes along the first axis; cut are those of the tree under these numbers.
func (r *Hierarchy) consolidate(ctx context.Context, p Points, weights []float64, k int) (*transfer, []int, error) {
	cut, err := r.Tree.Cut(k)
	if err != nil {
		return nil, nil, err
	}
	t := &transfer{p: p, w: weights, class: slices.Clone(cut), size: make([]int, k)}
	t.measure()
	r.Cut = r.Inertia - t.inertia()/r.Tree.Weight
	if !r.Spec.AsCut && k > 1 {
		rounds := r.Spec.Rounds
		if rounds == 0 {
			rounds = 10
		}
		moved, err := transfers(ctx, p, weights, t.centers, HartiganWong, rounds)
		switch {
		case ctx.Err() != nil:
			return nil, nil, ctx.Err()
		case err != nil:
			r.warn("Consolidation impossible : une classe se vide. Classes laissées telles que l'arbre les donne.",
				"Consolidation impossible: a class runs empty. Classes left as the tree gives them.")
		default:
			t = moved
			if !t.settled {
				r.warn("Consolidation arrêtée après %d tours : les classes bougeaient encore.", "Consolidation stopped after %d rounds: classes were still moving.", t.rounds)
			}
		}
	}
	place := t.sort()
	for i, c := range cut {
		cut[i] = place[c]
	}
	return t, cut, nil
}

// paragons finds the cases that stand for their class.
func (r *Hierarchy) paragons(t *transfer, p Points) {
	k := len(t.centers)
	r.Nearest, r.Farthest = make([][]Paragon, k), make([][]Paragon, k)
	for i, c := range t.class {
		away := math.Inf(1)
		for other, centre := range t.centers {
			if other != c {
				away = min(away, math.Sqrt(squared(p[i], centre)))
			}
		}
		r.Nearest[c] = append(r.Nearest[c], Paragon{r.Rows[i], math.Sqrt(squared(p[i], t.centers[c]))})
		if k > 1 {
			r.Farthest[c] = append(r.Farthest[c], Paragon{r.Rows[i], away})
		}
	}
	for c := range k {
		slices.SortStableFunc(r.Nearest[c], func(a, b Paragon) int { return cmp.Compare(a.Distance, b.Distance) })
		slices.SortStableFunc(r.Farthest[c], func(a, b Paragon) int { return cmp.Compare(b.Distance, a.Distance) })
		r.Nearest[c] = r.Nearest[c][:min(5, len(r.Nearest[c]))]
		r.Farthest[c] = r.Farthest[c][:min(5, len(r.Farthest[c]))]
	}
}

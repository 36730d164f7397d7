package cluster

import (
	"context"
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// Linkage says how far two classes are from each other.
type Linkage uint8

const (
	// Ward: what joining them adds to the inertia inside classes; heights are on
	// the scale of distances (Ward 1963; hclust's ward.D2).
	Ward Linkage = iota
	// WardD is Ward for distances that are squared already (ward.D).
	WardD
	// Single: their nearest cases.
	Single
	// Complete: their farthest cases.
	Complete
	// Average: the mean over all pairs of cases (UPGMA).
	Average
	// McQuitty: the mean of the two parts of a class, whatever their sizes (WPGMA).
	McQuitty
	// Median and Centroid: their centres, if distances are squared Euclidean.
	// They take distances as they come, as hclust does, and may lie lower than
	// the classes that they join.
	Median
	Centroid
)

// Label names the linkage in French, or in English when lang is "en".
func (l Linkage) Label(lang string) string {
	if l > Centroid {
		return "?"
	}
	names := [...][2]string{
		Ward: {"Ward", "Ward"}, WardD: {"Ward (distances déjà au carré)", "Ward (of squared distances)"},
		Single: {"saut minimum", "single linkage"}, Complete: {"saut maximum", "complete linkage"},
		Average: {"saut moyen", "average linkage"}, McQuitty: {"McQuitty", "McQuitty"},
		Median: {"médiane", "median"}, Centroid: {"centroïde", "centroid"},
	}
	return stats.Say(lang, names[l][0], names[l][1])
}

// Tree is agglomerative hierarchical clustering: the two classes nearest to each
// other are joined, until one is left. Of several equally near the one with the
// lowest first row is joined, to the class of lowest first row.
//
// Ward on Points needs no matrix of distances: 10,000 cases take the memory of
// their coordinates; more than 5e11 steps, different cases squared times axes, are
// an error. Other linkages hold n(n-1)/2 distances, at most 4 GB. Errors are also
// distances that are no numbers, and weights that are not above zero. Agrees
// with R's hclust, Müllner's (2011) generic algorithm.
type Tree struct {
	Linkage Linkage
	// Weights are how many cases each stands for; nil: one. A case of weight 2 is
	// two cases at the same place.
	Weights []float64
	Workers int    // 0: all processors; the result is the same to the last bit
	Cases   string // what a row of the data is, in the plural; "dossiers"
	Lang    string // "en" for English; French otherwise
}

// Dendrogram is the result of Tree.
type Dendrogram struct {
	Spec   Tree
	N      int
	Weight float64 // of all cases; N without weights
	// Merges are the N-1 steps, in the order in which they were made.
	Merges []Merge
	// Order lists the cases so that no branches cross.
	Order []int
	// Inversions counts the steps that lie lower than the one before.
	Inversions int
	Warnings   []string
}

// Merge joins two classes. Below N a number is a case, from N on it is the class
// that the merge number minus N made. Single cases come first, then the class
// made earlier.
type Merge struct {
	Left, Right int
	Height      float64
	Size        int // cases in the class
}

// Of builds the tree.
func (s Tree) Of(ctx context.Context, d stats.Distancer) (*Dendrogram, error) {
	t, err := s.of(ctx, d)
	if err != nil {
		return nil, fmt.Errorf("tree: %w", err)
	}
	return t, nil
}

func (s Tree) of(ctx context.Context, d stats.Distancer) (*Dendrogram, error) {
	t := &Dendrogram{Spec: s, N: d.Len()}
	weights, err := weightsOf(s.Weights, t.N)
	if err != nil {
		return nil, err
	}
	for _, w := range weights {
		t.Weight += w
	}
	if s.Linkage > Centroid {
		return nil, fmt.Errorf("no linkage %d", s.Linkage)
	}
	if t.N == 0 {
		return nil, fmt.Errorf("no cases")
	}
	a := newAgglomeration(t.N)
	if p, ok := d.(Points); ok && s.Linkage == Ward {
		if err := p.check(); err != nil {
			return nil, err
		}
		var c *centres
		if c, err = a.newCentres(p, weights); err == nil {
			err = a.run(ctx, c, s.Workers)
		}
	} else {
		var m *Matrix
		if m, err = NewMatrix(ctx, d, s.Workers); err == nil {
			err = a.run(ctx, newLinks(m, s.Linkage, weights), s.Workers)
		}
	}
	if err != nil {
		return nil, err
	}
	t.Merges = a.merges
	t.finish()
	return t, nil
}

// weightsOf checks weights; all are one where there are none.
func weightsOf(weights []float64, n int) ([]float64, error) {
	if weights == nil {
		weights = make([]float64, n)
		for i := range weights {
			weights[i] = 1
		}
	}
	if len(weights) != n {
		return nil, fmt.Errorf("%d weights for %d cases", len(weights), n)
	}
	for i, w := range weights {
		if !(w > 0) || w*0 != 0 {
			return nil, fmt.Errorf("case %d has weight %v; weights are above zero", i+1, w)
		}
	}
	return weights, nil
}

// finish orders the cases and counts inversions.
func (t *Dendrogram) finish() {
	t.Order = make([]int, 0, t.N)
	stack := []int{2*t.N - 2} // the last class, or the only case
	for len(stack) > 0 {
		node := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if node < t.N {
			t.Order = append(t.Order, node)
			continue
		}
		m := t.Merges[node-t.N]
		stack = append(stack, m.Right, m.Left)
	}
	for i := 1; i < len(t.Merges); i++ {
		if t.Merges[i].Height < t.Merges[i-1].Height*(1-1e-12) {
			t.Inversions++
		}
	}
	if t.Inversions > 0 {
		t.Warnings = append(t.Warnings, format(t.Spec.Lang,
			"Inversions : %d. Avec ce saut, une étape peut être plus basse que la précédente : les coupes à une hauteur donnée n'ont pas de sens, celles en nombre de classes suivent l'ordre des étapes.",
			"Inversions: %d. With this linkage a step can lie lower than the one before: cuts at a height have no meaning, those into a number of classes follow the order of steps.", t.Inversions))
	}
}

// Cut is the class of each case, from 0, when the tree is cut into k classes;
// classes are numbered by their first case. Errors are k below 1 or above N.
// Agrees with R's cutree.
func (t *Dendrogram) Cut(k int) ([]int, error) {
	if k < 1 || k > t.N {
		return nil, fmt.Errorf("tree: %d classes of %d cases; cut into 1 to %d", k, t.N, t.N)
	}
	return t.after(t.N - k), nil
}

// CutAt is Cut where the classes are those that lie at or under a height. An
// error where the tree has inversions.
func (t *Dendrogram) CutAt(height float64) ([]int, error) {
	if t.Inversions > 0 {
		return nil, fmt.Errorf("tree: it has %d inversions, so that a height says nothing; cut into a number of classes", t.Inversions)
	}
	steps := 0
	for steps < len(t.Merges) && t.Merges[steps].Height <= height {
		steps++
	}
	return t.after(steps), nil
}

// after are the classes when so many steps are made.
func (t *Dendrogram) after(steps int) []int {
	above := make([]int, t.N+steps) // the class that holds a class; 0 where none does
	for i, m := range t.Merges[:steps] {
		above[m.Left], above[m.Right] = t.N+i, t.N+i
	}
	class := make([]int, t.N+steps) // from 1
	classes, next := make([]int, t.N), 0
	for i := range classes {
		node := i
		for above[node] > 0 {
			if up := above[above[node]]; up > 0 { // shorter next time
				above[node] = up
			}
			node = above[node]
		}
		if class[node] == 0 {
			next++
			class[node] = next
		}
		classes[i] = class[node] - 1
	}
	return classes
}

// Gains are what each further class takes off the inertia inside classes: the
// first of going from one class to two. They add up to the total inertia, in
// which a case counts by its share of the weight. Nil unless the linkage is Ward.
func (t *Dendrogram) Gains() []float64 {
	if t.Spec.Linkage != Ward {
		return nil
	}
	gains := make([]float64, 0, len(t.Merges))
	for i := len(t.Merges) - 1; i >= 0; i-- {
		h := t.Merges[i].Height
		gains = append(gains, h*h/(2*t.Weight))
	}
	return gains
}

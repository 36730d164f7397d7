package textometry

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Reinert classifies the units of a text by the words that they share (Reinert
// 1983): all units are cut in two so that chi² of the two parts × the terms is
// largest, then the largest class again, up to Classes. A cut is the best one
// along the first axis of a correspondence analysis, then bettered by moving
// units one by one.
//
// What holds none of the terms is left unclassified, with the reason. Equal
// values go by the order of the documents. Agrees with R's rainette::rainette
// when its second phase, which moves the wrong units, is repaired; Published
// keeps that error, and reports chi² that its classes do not have.
type Reinert struct {
	Classes      int     // most classes; 0 is 10
	UnitSize     int     // different terms of a context unit, below which units are joined; 0 and 1: none is (min_segment_size)
	LeastMembers int     // context units below which a class is not cut; 0 is 10 (min_split_members)
	Contingency  float64 // coefficient above which a term stays in one class only; 0 is 0.3 (cc_test)
	LeastUnits   int     // context units of a class in which a term must be; 0 is 3 (tsj)
	Published    bool
	// Flip lists the cuts, from 1, whose axis is turned round. The sign of an
	// axis means nothing, but Published depends on it: in R it comes as it comes.
	Flip []int
	Lang string
}

// ReinertTree is the classes for each number of classes, from 2 to Classes.
type ReinertTree struct {
	Spec    Reinert
	Table   *UnitTable
	Classes int // as many as could be made
	// Splits are the cuts, the first one first.
	Splits []Split
	// Groups are the classes of the units, from 1, for 2, 3, … Classes; 0 where
	// there is none. Class c that is cut becomes c and c+1.
	Groups [][]int
	// Joined is the first unit of the context unit of each unit.
	Joined   []int
	N        int // units
	Warnings []string
}

// Split is one class cut in two.
type Split struct {
	Class   int     // that was cut, by its number before
	Chi2    float64 // of the two parts × their terms
	Sizes   [2]int  // context units of the parts
	Terms   int     // terms that were taken into account
	Moves   int     // context units moved in the second phase
	Without int     // context units left out: they hold none of those terms
}

func (s *Reinert) defaults() error {
	if s.Classes < 0 || s.UnitSize < 0 || s.LeastMembers < 0 || s.LeastUnits < 0 || s.Contingency < 0 || s.Contingency > 1 {
		return errors.New("no setting is below 0, and Contingency is at most 1")
	}
	if s.Classes == 0 {
		s.Classes = 10
	}
	if s.LeastMembers == 0 {
		s.LeastMembers = 10
	}
	if s.LeastUnits == 0 {
		s.LeastUnits = 3
	}
	if s.Contingency == 0 {
		s.Contingency = 0.3
	}
	if s.Classes < 2 || s.LeastMembers < 3 {
		return errors.New("there must be Classes of at least 2 and LeastMembers of at least 3")
	}
	return nil
}

// class is context units with the terms by which they can be cut further.
type class struct{ units, terms []int32 }

// Of classifies. Where fewer Classes can be made it makes fewer, and a warning
// says why; where none can be made Classes is 1 and all units are left over. Units
// so many and so mixed that the second phase would take hours are an error, given
// before it begins: classify a sample of them.
func (s Reinert) Of(ctx context.Context, t *UnitTable) (*ReinertTree, error) {
	if err := s.defaults(); err != nil {
		return nil, fmt.Errorf("reinert: %w", err)
	}
	r := &ReinertTree{Spec: s, Table: t, Classes: 1, N: t.N, Joined: t.contextUnits(s.UnitSize)}
	rows := t.presence(r.Joined)
	all := class{terms: make([]int32, len(t.Terms))}
	for j := range all.terms {
		all.terms[j] = int32(j)
	}
	for i, first := range r.Joined {
		if first == i {
			all.units = append(all.units, int32(i))
		}
	}
	for classes := []class{all}; r.Classes < s.Classes; {
		largest := 0
		for c := range classes {
			if len(classes[c].units) > len(classes[largest].units) {
				largest = c
			}
		}
		parts, reason, err := r.cut(ctx, rows, classes[largest])
		if err != nil {
			return nil, fmt.Errorf("reinert: %w", err)
		}
		if reason != "" {
			r.Warnings = append(r.Warnings, fmt.Sprintf(stats.Say(s.Lang, "%d classes au lieu de %d : %s.", "%d classes in the place of %d: %s."), r.Classes, s.Classes, reason))
			break
		}
		r.Splits[r.Classes-1].Class = largest + 1
		classes = slices.Replace(classes, largest, largest+1, parts[:]...)
		r.Classes++
		r.Groups = append(r.Groups, r.groups(classes))
	}
	r.advise()
	return r, nil
}

// advise tells where many units are too short to be classified by what they say.
func (r *ReinertTree) advise() {
	short := 0
	for _, row := range r.Table.rows {
		if len(row) < 3 {
			short++
		}
	}
	if r.Spec.UnitSize <= 1 && 5*short > r.N {
		r.Warnings = append(r.Warnings, fmt.Sprintf(stats.Say(r.Spec.Lang, "%d unités sur %d ont moins de 3 mots retenus : UnitSize joint les unités courtes.",
			"%d units of %d hold fewer than 3 terms: UnitSize joins short units."), short, r.N))
	}
}

// cut cuts a class in two, or tells why it cannot be.
func (r *ReinertTree) cut(ctx context.Context, rows [][]int32, c class) (parts [2]class, reason string, err error) {
	if err := ctx.Err(); err != nil {
		return parts, "", err // before the axis, which takes most of the time
	}
	s := r.Spec
	if len(c.units) < s.LeastMembers {
		return parts, fmt.Sprintf(stats.Say(s.Lang, "la plus grande classe n'a que %d unités de contexte, il en faut %d", "the largest class has %d context units only, %d are needed"), len(c.units), s.LeastMembers), nil
	}
	b, over := newBlock(rows, c.units, c.terms, len(r.Table.Terms))
	if b.rows() < 3 || len(b.terms) < 3 {
		return parts, fmt.Sprintf(stats.Say(s.Lang, "la plus grande classe n'a que %d unités avec des mots retenus et %d mots, il en faut 3", "the largest class has %d units with terms and %d terms only, 3 are needed"), b.rows(), len(b.terms)), nil
	}
	coordinates, converged := b.axis()
	var p *bipartition
	if coordinates != nil {
		if slices.Contains(s.Flip, r.Classes) {
			scale(coordinates, -1)
		}
		p = b.cut(coordinates)
	}
	if p == nil || p.split == 0 {
		return parts, stats.Say(s.Lang, "toutes les unités de la plus grande classe disent la même chose", "all units of the largest class say the same"), nil
	}
	if !converged {
		r.Warnings = append(r.Warnings, fmt.Sprintf(stats.Say(s.Lang, "Division %d : deux premiers axes presque égaux, la coupure tient à peu.", "Cut %d: the first two axes are nearly equal, the cut hangs on little."), r.Classes))
	}
	if err := p.improve(ctx, s.Published, mostVisits); err != nil {
		return parts, "", err
	}
	first, second := p.vocabulary(s.Contingency, s.LeastUnits)
	parts = [2]class{{b.members(p.order[:p.split]), first}, {b.members(p.order[p.split:]), second}}
	if !s.Published { // whose ties go by the order of its tables
		slices.Sort(parts[0].units)
		slices.Sort(parts[1].units)
	}
	r.Splits = append(r.Splits, Split{
		Chi2: p.chi2, Sizes: [2]int{len(parts[0].units), len(parts[1].units)}, Terms: len(b.terms), Moves: p.moves, Without: len(over),
	})
	return parts, "", nil
}

func (b *block) members(rows []int) []int32 {
	units := make([]int32, len(rows))
	for i, row := range rows {
		units[i] = b.units[row]
	}
	return units
}

// groups numbers the classes of the units.
func (r *ReinertTree) groups(classes []class) []int {
	of := make([]int, r.N)
	for c, class := range classes {
		for _, i := range class.units {
			of[i] = c + 1
		}
	}
	for i, first := range r.Joined {
		of[i] = of[first]
	}
	return of
}

// Heights are the heights at which classes join, the lowest first: chi² of the
// cuts added up from the last one, as in R.
func (r *ReinertTree) Heights() []float64 {
	heights, sum := make([]float64, len(r.Splits)), 0.0
	for i := range heights {
		sum += r.Splits[len(r.Splits)-1-i].Chi2
		heights[i] = sum
	}
	return heights
}

// Merges tells what joins at each height, as R's hclust does: -c is class c of
// the K, m what joined at the height m, from 1.
func (r *ReinertTree) Merges() [][2]int {
	nodes := make([]int, r.Classes)
	for c := range nodes {
		nodes[c] = -(c + 1)
	}
	merges := make([][2]int, len(r.Splits))
	for i := range merges {
		c := r.Splits[len(r.Splits)-1-i].Class - 1
		merges[i] = [2]int{nodes[c], nodes[c+1]}
		nodes = slices.Delete(nodes, c+1, c+2)
		nodes[c] = i + 1
	}
	return merges
}

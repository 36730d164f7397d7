package textometry

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Stability classifies samples drawn from a classification's own documents,
// with replacement, and tells how much of each class comes back: the Jaccard
// index of the class and the class of the sample most like it, over the units
// drawn, on average (Hennig 2007). Above 0.75 a class is stable, below 0.6 it
// should not be trusted.
//
// For each number of classes there is also what helps to choose it: chi² of the
// last cut, the smallest class, the units without a class. It follows R's
// fpc::clusterboot(bootmethod = "boot").
type Stability struct {
	Draws   int  // 0 is 50
	Units   bool // draw context units in the place of documents
	Seed    uint64
	Workers int // 0: all processors; the result is the same to the last bit
	Lang    string
}

// StabilityTable is what each number of classes is worth.
type StabilityTable struct {
	Spec     Stability
	Choices  []ClassChoice // for 2, 3, … classes
	Classes  []ClassStability
	N        int // units
	Warnings []string
}

// ClassChoice is what speaks for or against a number of classes.
type ClassChoice struct {
	Classes      int
	Chi2         float64 // of the cut that made the last class
	Share        float64 // of that cut in all cuts, in per cent
	Smallest     int     // units of the smallest class
	Unclassified int
	// Mean is the mean of the Jaccard indices weighed by size, Least that of the
	// least stable class.
	Mean, Least stats.Estimate
}

// ClassStability is one class for one number of classes.
type ClassStability struct {
	Classes, Class, Size int
	Jaccard              stats.Estimate
	Dissolved            float64 // per cent of the draws with a Jaccard index of 0.5 or less
	Draws                int     // with as many classes, and with units of the class
}

// Of draws. It fails on a tree without classes, and where there is one document
// only; a cancelled context ends it.
func (s Stability) Of(ctx context.Context, r *ReinertTree) (*StabilityTable, error) {
	s.Draws = cmp.Or(s.Draws, 50)
	if s.Draws < 0 || r.Classes < 2 {
		return nil, errors.New("stability: there must be Draws, and a tree with classes")
	}
	blocks := r.blocks(s.Units)
	if len(blocks) < 2 {
		return nil, errors.New("stability: there is one document only; set Units to draw context units")
	}
	found := make([][][]float64, s.Draws) // of each draw, for each number of classes, of each class
	failed := make([]error, s.Draws)
	inParallel(s.Draws, s.Workers, func(draw int) {
		// Each draw has a stream of its own: the order of work does not matter.
		random := rand.New(rand.NewPCG(s.Seed, uint64(draw)+1))
		found[draw], failed[draw] = r.again(ctx, blocks, random)
	})
	if err := errors.Join(failed...); err != nil {
		return nil, fmt.Errorf("stability: %w", cmp.Or(ctx.Err(), err))
	}
	result := &StabilityTable{Spec: s, N: r.N}
	whole := 0.0
	for _, split := range r.Splits {
		whole += split.Chi2
	}
	for level, of := range r.Groups {
		k := level + 2
		sizes := make([]int, k+1)
		for _, class := range of {
			sizes[class]++
		}
		choice := ClassChoice{Classes: k, Chi2: r.Splits[level].Chi2, Share: 100 * r.Splits[level].Chi2 / whole, Smallest: sizes[1], Unclassified: sizes[0]}
		sum, weight := 0.0, 0
		for class := 1; class <= k; class++ {
			row := s.class(found, level, class)
			row.Size = sizes[class]
			choice.Smallest = min(choice.Smallest, row.Size)
			switch {
			case !row.Jaccard.Defined():
				choice.Least = row.Jaccard
			case choice.Least.Defined() && (class == 1 || row.Jaccard.Value < choice.Least.Value):
				choice.Least = row.Jaccard
			}
			sum += row.Jaccard.Value * float64(row.Size)
			weight += row.Size
			result.Classes = append(result.Classes, row)
		}
		if choice.Mean.Reason = choice.Least.Reason; choice.Mean.Defined() {
			choice.Mean.Value = sum / float64(weight)
		}
		result.Choices = append(result.Choices, choice)
	}
	short := 0
	for _, levels := range found {
		if len(levels) < len(r.Groups) {
			short++
		}
	}
	if short > 0 {
		result.Warnings = append(result.Warnings, fmt.Sprintf(stats.Say(s.Lang, "Tirages qui donnent moins de %d classes : %d sur %d.", "Draws that give fewer than %d classes: %d of %d."), r.Classes, short, s.Draws))
	}
	return result, nil
}

// class gathers the draws of one class.
func (s Stability) class(found [][][]float64, level, class int) ClassStability {
	row := ClassStability{Classes: level + 2, Class: class}
	for _, levels := range found {
		if level >= len(levels) || levels[level][class-1] < 0 {
			continue
		}
		row.Draws++
		row.Jaccard.Value += levels[level][class-1]
		if levels[level][class-1] <= 0.5 {
			row.Dissolved++
		}
	}
	if row.Draws == 0 {
		row.Jaccard.Reason = stats.Say(s.Lang, "aucun tirage ne donne autant de classes", "no draw gives as many classes")
		return row
	}
	row.Jaccard.Value /= float64(row.Draws)
	row.Dissolved *= 100 / float64(row.Draws)
	return row
}

// blocks are the units that are drawn together.
func (r *ReinertTree) blocks(contexts bool) [][]int {
	var blocks [][]int
	place := map[string]int{}
	for i, document := range r.Table.document {
		if contexts {
			document = strconv.Itoa(r.Joined[i])
		}
		at, known := place[document]
		if !known {
			at = len(blocks)
			place[document] = at
			blocks = append(blocks, nil)
		}
		blocks[at] = append(blocks[at], i)
	}
	return blocks
}

// again classifies one sample. It tells for each number of classes the Jaccard
// index of each class, -1 for a class without a unit in the sample.
func (r *ReinertTree) again(ctx context.Context, blocks [][]int, random *rand.Rand) ([][]float64, error) {
	sample := &UnitTable{Terms: r.Table.Terms}
	copied := make([]int, r.N) // of each unit, its first copy, from 1
	for draw := range blocks {
		for _, i := range blocks[random.IntN(len(blocks))] {
			sample.rows = append(sample.rows, r.Table.rows[i])
			sample.document = append(sample.document, strconv.Itoa(draw))
			if copied[i] == 0 {
				copied[i] = len(sample.rows)
			}
		}
	}
	sample.N = len(sample.rows)
	s := r.Spec
	s.Classes = r.Classes
	drawn, err := s.Of(ctx, sample)
	if err != nil {
		return nil, err
	}
	levels := make([][]float64, drawn.Classes-1)
	for level := range levels {
		k := level + 2
		sizes, others, both := make([]int, k+1), make([]int, k+1), make([][]int, k+1)
		for class := range both {
			both[class] = make([]int, k+1)
		}
		for i, copy := range copied {
			if copy > 0 {
				class, other := r.Groups[level][i], drawn.Groups[level][copy-1]
				sizes[class]++
				others[other]++
				both[class][other]++
			}
		}
		levels[level] = make([]float64, k)
		for class := 1; class <= k; class++ {
			best := -1.0
			for other := 1; other <= k && sizes[class] > 0; other++ {
				n := both[class][other]
				best = max(best, float64(n)/float64(sizes[class]+others[other]-n))
			}
			levels[level][class-1] = best
		}
	}
	return levels, nil
}

// inParallel does tasks 0 … n-1, several at a time.
func inParallel(n, workers int, task func(i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	for range min(workers, n) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				task(i)
			}
		})
	}
	group.Wait()
}

// Tables is the numbers of classes, and the classes of each.
func (r *StabilityTable) Tables() []*stats.Table {
	s, lang := r.Spec, r.Spec.Lang
	estimate := func(of func(ClassChoice) stats.Estimate) func(ClassChoice) (float64, bool) {
		return func(c ClassChoice) (float64, bool) { return of(c).Value, of(c).Defined() }
	}
	drawn := stats.Say(lang, "entretiens", "interviews")
	if s.Units {
		drawn = stats.Say(lang, "unités de contexte", "context units")
	}
	choices := stats.MustTable(stats.Say(lang, "Choix du nombre de classes", "Choice of the number of classes"),
		each.Count("classes", "Classes", r.Choices, func(c ClassChoice) int { return c.Classes }),
		each.Figure("khi2", stats.Say(lang, "Khi-2 de la division", "Chi-square of the cut"), stats.Tenth, r.Choices, func(c ClassChoice) (float64, bool) { return c.Chi2, true }),
		each.Figure("part", stats.Say(lang, "% de la hauteur", "% of the height"), stats.Percent, r.Choices, func(c ClassChoice) (float64, bool) { return c.Share, true }),
		each.Count("plus_petite", stats.Say(lang, "Plus petite classe", "Smallest class"), r.Choices, func(c ClassChoice) int { return c.Smallest }),
		each.Count("non_classees", stats.Say(lang, "Non classées", "Unclassified"), r.Choices, func(c ClassChoice) int { return c.Unclassified }),
		each.Figure("stabilite", stats.Say(lang, "Stabilité moyenne", "Mean stability"), stats.Coefficient, r.Choices, estimate(func(c ClassChoice) stats.Estimate { return c.Mean })),
		each.Figure("stabilite_min", stats.Say(lang, "Stabilité la plus faible", "Least stability"), stats.Coefficient, r.Choices, estimate(func(c ClassChoice) stats.Estimate { return c.Least })),
	).Captioned(stats.Caption{
		Units: fmt.Sprintf(stats.Say(lang, "Stabilité : indice de Jaccard moyen sur %d tirages d'%s, graine %d", "Stability: mean Jaccard index over %d draws of %s, seed %d"), s.Draws, drawn, s.Seed),
		Reading: stats.Say(lang, "Au-dessus de 0,75 une classe est stable ; au-dessous de 0,60 elle ne l'est pas.",
			"Above 0.75 a class is stable; below 0.60 it is not."),
		Notes: r.Warnings,
	})
	classes := stats.MustTable(stats.Say(lang, "Stabilité des classes", "Stability of the classes"),
		each.Count("classes", "Classes", r.Classes, func(c ClassStability) int { return c.Classes }),
		each.Count("classe", stats.Say(lang, "Classe", "Class"), r.Classes, func(c ClassStability) int { return c.Class }),
		each.Count("unites", stats.Say(lang, "Unités", "Units"), r.Classes, func(c ClassStability) int { return c.Size }),
		each.Figure("stabilite", stats.Say(lang, "Stabilité", "Stability"), stats.Coefficient, r.Classes, func(c ClassStability) (float64, bool) { return c.Jaccard.Value, c.Jaccard.Defined() }),
		each.Figure("dissoute", stats.Say(lang, "% des tirages où elle se dissout", "% of draws that dissolve it"), stats.Percent, r.Classes, func(c ClassStability) (float64, bool) { return c.Dissolved, c.Draws > 0 }),
		each.Count("tirages", stats.Say(lang, "Tirages", "Draws"), r.Classes, func(c ClassStability) int { return c.Draws }))
	return []*stats.Table{choices, classes}
}

// String prints the numbers of classes.
func (r *StabilityTable) String() string { return printed(r.Spec.Lang, r.Tables()[:1]) }

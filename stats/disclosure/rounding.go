package disclosure

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// RoundingMethod is how counts are rounded.
type RoundingMethod uint8

const (
	// Controlled rounds the inner cells from 1 to Base-1 to 0 or Base, no other,
	// and adds the totals up again: the table stays additive. Cells are chosen
	// so that the squares of all changes, totals included, add up to little, by
	// exchanges from several starts; it is not proven the least.
	Controlled RoundingMethod = iota
	// Nearest rounds every cell to the nearest multiple of Base, halves up, so
	// that totals no longer add up.
	Nearest
	// Unbiased rounds every cell up or down by chance, so that each count is
	// expected to be itself. A cell is rounded in the same way wherever it
	// stands under the same seed.
	Unbiased
)

// Rounding makes the counts of a System coarser instead of hiding them: nobody
// can tell 1 from 4. Controlled agrees in its properties with
// SmallCountRounding::PLSrounding (Langsrud and Heldal 2018), which it is to be
// no farther from the counts than.
type Rounding struct {
	Base   int // 0: 5
	Method RoundingMethod
	Seed   uint64 // of Unbiased, and of the starts of Controlled
	Lang   string // "en" for English; French otherwise
}

// Rounded is the counts of a System, rounded.
type Rounded struct {
	Spec      Rounding
	Title     string
	Counts    []int     // by cell
	Published Closeness // over all cells
	Inner     Closeness // over those that are no totals

	sums *System
}

// Closeness is how far rounded counts are from the true ones. Numbers are 0 where
// there are no cells.
type Closeness struct {
	Largest        int     // change of a cell
	MeanAbsolute   float64 // of the changes
	RootMeanSquare float64
	// Utility is one less the Hellinger distance of the counts as a share of
	// the most it can be; 0 where all counts are 0.
	Utility float64
}

// Of rounds. The counts must not be negative and must add up.
func (r Rounding) Of(s *System) (*Rounded, error) {
	if r.Base == 0 {
		r.Base = 5
	}
	if r.Base < 2 {
		return nil, fmt.Errorf("rounding: Base is %d; it must be 2 or more, or 0 for 5", r.Base)
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	rounded := &Rounded{Spec: r, Title: s.Title, Counts: slices.Clone(s.Counts), sums: s}
	leaves := s.leaves()
	switch r.Method {
	case Controlled:
		r.control(s, leaves, rounded.Counts)
	case Nearest:
		for cell, count := range s.Counts {
			rounded.Counts[cell] = (count + r.Base/2) / r.Base * r.Base
		}
	case Unbiased:
		for cell, count := range s.Counts {
			down, up, chance := r.Odds(count)
			sum := fnv.New64a()
			sum.Write([]byte(s.key(cell)))
			if rounded.Counts[cell] = down; rand.New(rand.NewPCG(r.Seed, sum.Sum64())).Float64() < chance {
				rounded.Counts[cell] = up
			}
		}
	default:
		return nil, fmt.Errorf("rounding: there is no method %d", r.Method)
	}
	rounded.Published = closeness(s.Counts, rounded.Counts)
	var inner, innerRounded []int
	for cell, of := range leaves {
		if len(of) == 1 && of[0] == cell {
			inner, innerRounded = append(inner, s.Counts[cell]), append(innerRounded, rounded.Counts[cell])
		}
	}
	rounded.Inner = closeness(inner, innerRounded)
	return rounded, nil
}

// Odds are the two multiples of Base that Unbiased rounds a count to, and the
// chance of the higher one: (count mod Base)/Base. The variance is the rest times
// what it lacks to Base.
func (r Rounding) Odds(count int) (down, up int, chance float64) {
	base := r.Base
	if base == 0 {
		base = 5
	}
	rest := count % base
	down, up = count-rest, count
	if rest > 0 {
		up = down + base
	}
	return down, up, float64(rest) / float64(base)
}

// leaves lists the inner cells that each cell counts; an inner cell counts itself.
func (s *System) leaves() [][]int {
	leaves := make([][]int, len(s.Counts))
	first := make([]int, len(s.Counts)) // the sum that a total is taken from
	for cell := range first {
		first[cell] = slices.IndexFunc(s.Sums, func(sum Sum) bool { return sum.Total == cell })
	}
	var of func(cell int) []int
	of = func(cell int) []int {
		if leaves[cell] == nil {
			leaves[cell] = []int{cell}
			if k := first[cell]; k >= 0 {
				var all []int
				for _, part := range s.Sums[k].Parts {
					all = append(all, of(part)...)
				}
				slices.Sort(all)
				leaves[cell] = slices.Compact(all)
			}
		}
		return leaves[cell]
	}
	for cell := range leaves {
		of(cell)
	}
	return leaves
}

// control rounds the small inner cells and adds up the totals.
func (r Rounding) control(s *System, leaves [][]int, counts []int) {
	in := map[int][]int{} // the cells that count a small inner one
	var small []int
	for cell, of := range leaves {
		for _, leaf := range of {
			if s.Counts[leaf] > 0 && s.Counts[leaf] < r.Base {
				in[leaf] = append(in[leaf], cell)
			}
		}
		if len(of) == 1 && of[0] == cell && s.Counts[cell] > 0 && s.Counts[cell] < r.Base {
			small = append(small, cell)
		}
	}
	random := rand.New(rand.NewPCG(r.Seed, uint64(len(small))))
	best, least := make([]bool, len(small)), math.MaxInt
	const starts = 20
	for start := range starts {
		up := make([]bool, len(small))
		change := make([]int, len(counts))
		for k, leaf := range small {
			up[k] = 2*s.Counts[leaf] > r.Base
			if start > 0 {
				up[k] = random.IntN(r.Base) < s.Counts[leaf]
			}
			by := -s.Counts[leaf]
			if up[k] {
				by += r.Base
			}
			for _, cell := range in[leaf] {
				change[cell] += by
			}
		}
		if cost := r.exchange(small, in, up, change); cost < least {
			best, least = up, cost
		}
	}
	for k, leaf := range small {
		by := -s.Counts[leaf]
		if best[k] {
			by += r.Base
		}
		for _, cell := range in[leaf] {
			counts[cell] += by
		}
	}
}

// exchange turns cells over, one or two at a time, while the squares of the
// changes add up to less.
func (r Rounding) exchange(small []int, in map[int][]int, up []bool, change []int) int {
	turn := func(k int) (gain int) {
		by := r.Base
		if up[k] {
			by = -by
		}
		up[k] = !up[k]
		for _, cell := range in[small[k]] {
			gain += change[cell] * change[cell]
			change[cell] += by
			gain -= change[cell] * change[cell]
		}
		return gain
	}
	for better := true; better; {
		better = false
		for k := range small {
			first := turn(k)
			if first > 0 {
				better = true
				continue
			}
			kept := false
			for l := k + 1; l < len(small) && !kept; l++ {
				if kept = first+turn(l) > 0; !kept {
					turn(l)
				}
			}
			if better = better || kept; !kept {
				turn(k)
			}
		}
	}
	cost := 0
	for _, by := range change {
		cost += by * by
	}
	return cost
}

func closeness(counts, rounded []int) (c Closeness) {
	if len(counts) == 0 {
		return c
	}
	all, square, root := 0, 0, 0.0
	for i, count := range counts {
		by := max(rounded[i]-count, count-rounded[i])
		c.Largest = max(c.Largest, by)
		c.MeanAbsolute += float64(by)
		square += by * by
		all += count
		gap := math.Sqrt(float64(rounded[i])) - math.Sqrt(float64(count))
		root += gap * gap
	}
	n := float64(len(counts))
	c.MeanAbsolute /= n
	c.RootMeanSquare = math.Sqrt(float64(square) / n)
	if all > 0 {
		c.Utility = 1 - math.Sqrt(root/2)/math.Sqrt(float64(all))
	}
	return c
}

// Tables are the rounded counts, a line a cell, with how far they are from the
// true ones in the caption; the true ones are not in it.
func (r *Rounded) Tables() []*stats.Table {
	say := wording(r.Spec.Lang)
	names := make([]string, len(r.Counts))
	for cell := range names {
		names[cell] = r.sums.Name(cell)
	}
	how := []string{
		say("petits effectifs arrondis à 0 ou %d, totaux recalculés", "small counts rounded to 0 or %d, totals added up again"),
		say("arrondi au multiple de %d le plus proche : les totaux ne s'additionnent plus", "rounded to the nearest multiple of %d: totals no longer add up"),
		say("arrondi au hasard à un multiple de %d : les totaux ne s'additionnent plus", "rounded by chance to a multiple of %d: totals no longer add up"),
	}[r.Spec.Method]
	t := stats.MustTable(r.Title,
		stats.Variable{Name: "cellule", Label: say("Cellule", "Cell")}.Texts(names, nil),
		stats.Variable{Name: "effectif", Label: say("Effectif arrondi", "Rounded count"), Format: stats.Count}.Figures(len(names), func(cell int) (float64, stats.Missing) {
			return float64(r.Counts[cell]), stats.Recorded
		}))
	return []*stats.Table{t.Captioned(stats.Caption{Notes: []string{
		fmt.Sprintf(how, r.Spec.Base),
		fmt.Sprintf(say("écart le plus grand : %d", "largest change: %d"), r.Published.Largest),
	}})}
}

// String is the list of counts, cut at 12 lines.
func (r *Rounded) String() string { return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0]) }

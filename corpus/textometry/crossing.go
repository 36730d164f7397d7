package textometry

import (
	"fmt"
	"math"
)

// Crossing is the units that are in one class of the first run, cut into
// FirstClasses, and in one of the second.
type Crossing struct {
	FirstClasses, First   int
	SecondClasses, Second int
	Size                  int
	Chi2                  float64

	members bitset
}

// cross lists the candidates, those of few classes first.
func (r *DoubleTree) cross() {
	seen := map[string]bool{}
	for a, first := range r.First.Groups {
		for b, second := range r.Second.Groups {
			both := make([]Crossing, (a+2)*(b+2))
			sizes, others := make([]int, a+3), make([]int, b+3)
			for i := range r.N {
				sizes[first[i]]++
				others[second[i]]++
				if first[i] == 0 || second[i] == 0 {
					continue
				}
				c := &both[(first[i]-1)*(b+2)+second[i]-1]
				if c.members == nil {
					c.members = newBitset(r.N)
				}
				c.members.add(i)
				c.Size++
			}
			for at, c := range both {
				if c.Size <= r.Spec.LeastMembers {
					continue
				}
				c.FirstClasses, c.First, c.SecondClasses, c.Second = a+2, at/(b+2)+1, b+2, at%(b+2)+1
				f := fourfold{float64(c.Size), float64(sizes[c.First] - c.Size), float64(others[c.Second] - c.Size), 0}
				f.d = float64(r.N) - f.a - f.b - f.c
				key := fmt.Sprint(c.members)
				if c.Chi2 = f.signed(); c.Chi2 > r.Spec.LeastChi2 && !seen[key] {
					seen[key] = true
					r.Crossings = append(r.Crossings, c)
				}
			}
		}
	}
	if r.Spec.Mutual {
		r.Crossings = mutual(r.Crossings)
	}
}

// signed is chi² with Yates' correction whatever the counts, as R's chisq.test
// has it, with a minus where the two meet less than expected.
func (f fourfold) signed() float64 {
	gap := f.a - (f.a+f.b)*(f.a+f.c)/f.n()
	half := math.Copysign(math.Min(0.5, math.Abs(gap)), gap)
	value := fourfold{f.a - half, f.b + half, f.c + half, f.d - half}.chiSquared()
	if gap < 0 {
		return -value
	}
	return value
}

// mutual keeps the crossings than which neither class has a stronger one; of
// equal ones the first counts as stronger.
func mutual(all []Crossing) []Crossing {
	first, second := map[[2]int]int{}, map[[2]int]int{}
	keep := func(strongest map[[2]int]int, class [2]int, at int) {
		if other, known := strongest[class]; !known || all[at].Chi2 > all[other].Chi2 {
			strongest[class] = at
		}
	}
	for at, c := range all {
		keep(first, [2]int{c.FirstClasses, c.First}, at)
		keep(second, [2]int{c.SecondClasses, c.Second}, at)
	}
	var kept []Crossing
	for at, c := range all {
		if first[[2]int{c.FirstClasses, c.First}] == at && second[[2]int{c.SecondClasses, c.Second}] == at {
			kept = append(kept, c)
		}
	}
	return kept
}

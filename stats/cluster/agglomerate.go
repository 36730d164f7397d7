package cluster

import (
	"context"
	"slices"

	"github.com/askoria/verbatim/stats/internal/parallel"
)

// links are the distances of classes as a tree is built. A class stands at the
// place of its first case.
type links interface {
	// nearest is the class nearest to i among those after it, the lowest if tied.
	nearest(i int, alive []int) (j int, far float64)
	// join puts class j into i. It lowers what it finds nearer than noted.
	join(i, j int, a *agglomeration)
	// height is a distance on the scale of the tree.
	height(far float64) float64
}

// agglomeration builds a tree from a list of nearest neighbours: for each class
// the nearest one after it. A joined class is never nearer than both its parts
// were (but for medians and centroids, which join looks after), so that a
// distance noted before stays a lower bound, and is computed anew only when it
// comes out first.
type agglomeration struct {
	merges  []Merge
	alive   []int // places of classes, from the lowest
	node    []int // the number of the class at a place
	size    []int
	near    []int // noted nearest class after each
	bound   []float64
	current []bool // whether what is noted still holds
}

func newAgglomeration(n int) *agglomeration {
	a := &agglomeration{
		merges: make([]Merge, 0, n-1), node: make([]int, n), size: make([]int, n),
		near: make([]int, n), bound: make([]float64, n), current: make([]bool, n),
	}
	for i := range n {
		a.alive = append(a.alive, i)
		a.node[i], a.size[i] = i, 1
	}
	return a
}

// search notes the nearest class of i.
func (a *agglomeration) search(l links, i, at int) {
	a.near[i], a.bound[i] = l.nearest(i, a.alive[at+1:])
	a.current[i] = true
}

func (a *agglomeration) run(ctx context.Context, l links, workers int) error {
	parallel.Do(len(a.alive), workers, func(at int) {
		if ctx.Err() == nil {
			a.search(l, a.alive[at], at)
		}
	})
	for len(a.alive) > 1 {
		if err := ctx.Err(); err != nil {
			return err
		}
		at := 0
		least := a.bound[a.alive[0]]
		for k, i := range a.alive {
			if a.bound[i] < least {
				at, least = k, a.bound[i]
			}
		}
		i := a.alive[at]
		if !a.current[i] {
			a.search(l, i, at)
			continue
		}
		j := a.near[i]
		a.merge(i, j, l.height(least))
		for _, k := range a.alive {
			if k >= j {
				break
			}
			if k == i || a.near[k] == i || a.near[k] == j {
				a.current[k] = false
			}
		}
		l.join(i, j, a)
	}
	return ctx.Err()
}

// merge joins class j to class i.
func (a *agglomeration) merge(i, j int, height float64) {
	a.record(i, j, height)
	at, _ := slices.BinarySearch(a.alive, j)
	a.alive = slices.Delete(a.alive, at, at+1)
}

// record notes the step; class j is still listed.
func (a *agglomeration) record(i, j int, height float64) {
	n := len(a.node)
	left, right := a.node[i], a.node[j]
	if left > right { // a case has a lower number than a class, an older class than a newer one
		left, right = right, left
	}
	a.size[i] += a.size[j]
	a.node[i] = n + len(a.merges)
	a.merges = append(a.merges, Merge{left, right, height, a.size[i]})
}

// lower notes that class i, which comes after k, has come to lie so far from it.
func (a *agglomeration) lower(k, i int, far float64) {
	switch {
	case far < a.bound[k]:
		a.near[k], a.bound[k], a.current[k] = i, far, true
	case far == a.bound[k] && a.current[k] && i < a.near[k]:
		a.near[k] = i
	}
}

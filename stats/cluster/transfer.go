package cluster

import (
	"context"
	"fmt"
)

// transfer is one run of k-means, with weights. By Hartigan and Wong's algorithm
// (Applied Statistics AS 136) a case moves to the class where it adds least to the
// inertia, counting that both centres move with it.
type transfer struct {
	p             Points
	w             []float64 // of cases
	class, second []int     // where a case is, and the next class it would go to
	centers       Points
	weight        []float64 // of classes
	size          []int
	loss          []float64 // what the inertia loses if the case leaves, over its weight
	// moved is the step of the last move into or out of a class; -1 before.
	moved []int
	// live is the step up to which a class is worth trying again.
	live    []int
	quick   []bool // moved by the last quick stage
	still   int    // cases looked at since the last move
	within  []float64
	rounds  int
	settled bool
}

func transfers(ctx context.Context, p Points, weights []float64, centers Points, by Algorithm, rounds int) (*transfer, error) {
	k := len(centers)
	t := &transfer{
		p: p, w: weights, class: make([]int, len(p)), second: make([]int, len(p)),
		size: make([]int, k), loss: make([]float64, len(p)),
		moved: make([]int, k), live: make([]int, k), quick: make([]bool, k),
	}
	for i, point := range p {
		t.class[i], t.second[i] = nearestCentre(point, centers)
		t.size[t.class[i]]++
	}
	for c, n := range t.size {
		if n == 0 {
			return nil, fmt.Errorf("no case is nearest to centre %d; take centres nearer to the cases, or let starts be drawn", c+1)
		}
		t.moved[c], t.quick[c] = -1, true
	}
	t.measure()
	for k > 1 && t.rounds < rounds && !t.settled {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		t.rounds++
		switch by {
		case Lloyd:
			t.settled = !t.nearest(false)
			t.measure()
		case MacQueen:
			t.settled = !t.nearest(true)
		default:
			if t.optimal(); t.still == len(p) {
				t.settled = true
				break
			}
			t.quickly(ctx)
			// Of two classes the quick stage has tried all there is.
			t.settled = k == 2
			clear(t.moved)
		}
	}
	t.settled = t.settled || k == 1
	t.measure()
	return t, ctx.Err()
}

// nearest puts each case to its nearest centre, at once moving centres too, and
// tells whether a case moved. The last case of a class stays.
func (t *transfer) nearest(moving bool) bool {
	moved := false
	for i, point := range t.p {
		from := t.class[i]
		to, _ := nearestCentre(point, t.centers)
		if to == from || t.size[from] == 1 {
			continue
		}
		moved = true
		if moving {
			t.second[i] = to
			t.move(i)
			continue
		}
		t.class[i] = to
		t.size[from]--
		t.size[to]++
	}
	return moved
}

// measure computes centres, weights and inertia from the classes.
func (t *transfer) measure() {
	k := len(t.size)
	t.centers, t.weight, t.within = make(Points, k), make([]float64, k), make([]float64, k)
	for c := range t.centers {
		t.centers[c] = make([]float64, len(t.p[0]))
	}
	for i, c := range t.class {
		t.weight[c] += t.w[i]
		for axis, x := range t.p[i] {
			t.centers[c][axis] += t.w[i] * x
		}
	}
	for c, centre := range t.centers {
		for axis := range centre {
			centre[axis] /= t.weight[c]
		}
	}
	for i, c := range t.class {
		t.within[c] += t.w[i] * squared(t.p[i], t.centers[c])
	}
}

// leaving is what a case takes off the inertia of its class, over its weight.
func (t *transfer) leaving(i int) float64 {
	c := t.class[i]
	return squared(t.p[i], t.centers[c]) * t.weight[c] / (t.weight[c] - t.w[i])
}

// joining is what a case adds to the inertia of a class, over its weight.
func (t *transfer) joining(i, c int) float64 {
	return squared(t.p[i], t.centers[c]) * t.weight[c] / (t.weight[c] + t.w[i])
}

// move puts a case into its second class.
func (t *transfer) move(i int) {
	from, to := t.class[i], t.second[i]
	w, less, more := t.w[i], t.weight[from]-t.w[i], t.weight[to]+t.w[i]
	for axis, x := range t.p[i] {
		a, b := &t.centers[from][axis], &t.centers[to][axis]
		*a = (*a*t.weight[from] - w*x) / less
		*b = (*b*t.weight[to] + w*x) / more
	}
	t.weight[from], t.weight[to] = less, more
	t.size[from]--
	t.size[to]++
	t.class[i], t.second[i] = to, from
}

// optimal looks once at every case, and moves it to the best class. A class that
// has not changed of late is tried against those that have only.
func (t *transfer) optimal() {
	n := len(t.p)
	for c := range t.live {
		if t.quick[c] {
			t.live[c] = n + 1
		}
	}
	for i := range t.p {
		t.still++
		step := i + 1
		from := t.class[i]
		if t.size[from] > 1 {
			if t.moved[from] != 0 {
				t.loss[i] = t.leaving(i)
			}
			before := t.second[i]
			best, cost := before, t.joining(i, before)
			for c := range t.centers {
				if c == from || c == before || step >= t.live[from] && step >= t.live[c] {
					continue
				}
				if x := t.joining(i, c); x < cost {
					best, cost = c, x
				}
			}
			t.second[i] = best
			if cost < t.loss[i] {
				t.still = 0
				t.live[from], t.live[best] = n+step, n+step
				t.moved[from], t.moved[best] = step, step
				t.move(i)
			}
		}
		if t.still == n {
			return
		}
	}
	for c := range t.live {
		t.quick[c] = false
		t.live[c] -= n
	}
}

// quickly swaps cases between their class and the second one, until none moves;
// at most 50 times through, lest rounding send one back and forth.
func (t *transfer) quickly(ctx context.Context) {
	n := len(t.p)
	for unmoved, step := 0, 0; step < 50*n && ctx.Err() == nil; {
		for i := range t.p {
			unmoved++
			step++
			from, to := t.class[i], t.second[i]
			if t.size[from] > 1 {
				if step <= t.moved[from] {
					t.loss[i] = t.leaving(i)
				}
				if (step < t.moved[from] || step < t.moved[to]) && t.joining(i, to) < t.loss[i] {
					unmoved, t.still = 0, 0
					t.quick[from], t.quick[to] = true, true
					t.moved[from], t.moved[to] = step+n, step+n
					t.move(i)
				}
			}
			if unmoved == n {
				return
			}
		}
	}
}

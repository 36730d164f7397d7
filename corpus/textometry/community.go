package textometry

import "cmp"

// weights is an undirected graph: the weight of each pair, both ways round.
type weights [][]float64

// communities puts the nodes of a graph into groups that are more linked inside
// than chance would have it: starting from single nodes the two groups are
// joined that raise modularity most (Clauset, Newman and Moore 2004), then nodes
// move to the group that raises it most (Blondel and others 2008) as long as one
// does. Of equal gains the first nodes go first: there is no chance in it.
// Groups are numbered from 1 by their first node.
func (w weights) communities() (of []int, modularity float64) {
	n := len(w)
	of = make([]int, n)
	share, all := make([]float64, n), 0.0
	for i, row := range w {
		of[i] = i
		for _, x := range row {
			share[i] += x
		}
		all += share[i]
	}
	if all == 0 {
		for i := range of {
			of[i]++
		}
		return of, 0
	}
	link := make([][]float64, n) // share of the weight between two groups
	for i, row := range w {
		share[i] /= all
		link[i] = make([]float64, n)
		for j, x := range row {
			link[i][j] = x / all
		}
	}
	join(of, link, share)
	w.move(of, all)
	return numbered(of), w.modularity(of, all)
}

const least = 1e-12 // a gain that is not rounding

// join joins groups, which are named by their first node.
func join(of []int, link [][]float64, share []float64) {
	n := len(of)
	gain := func(i, j int) float64 { return 2 * (link[i][j] - share[i]*share[j]) }
	best := make([]int, n) // of each group, that of a higher number to join with
	gone := make([]bool, n)
	choose := func(i int) {
		best[i] = -1
		for j := i + 1; j < n; j++ {
			if !gone[j] && link[i][j] > 0 && (best[i] < 0 || gain(i, j) > gain(i, best[i])+least) {
				best[i] = j
			}
		}
	}
	for i := range n {
		choose(i)
	}
	for {
		a := -1
		for i := range n {
			if !gone[i] && best[i] >= 0 && (a < 0 || gain(i, best[i]) > gain(a, best[a])+least) {
				a = i
			}
		}
		if a < 0 || gain(a, best[a]) <= least {
			return
		}
		b := best[a]
		gone[b] = true
		share[a] += share[b]
		for j := range n {
			link[a][j] += link[b][j]
			link[j][a] = link[a][j]
		}
		for i := range of {
			if of[i] == b {
				of[i] = a
			}
		}
		for i := range n {
			switch {
			case gone[i]:
			case i == a || best[i] == a || best[i] == b:
				choose(i)
			case i < a && link[i][a] > 0 && (best[i] < 0 || gain(i, a) > gain(i, best[i])+least):
				best[i] = a
			}
		}
	}
}

// move moves single nodes.
func (w weights) move(of []int, all float64) {
	n := len(w)
	share, group := make([]float64, n), make([]float64, n)
	for i, row := range w {
		for _, x := range row {
			share[i] += x / all
		}
		group[of[i]] += share[i]
	}
	for moved := true; moved; {
		moved = false
		for i := range n {
			links := make([]float64, n)
			for j, x := range w[i] {
				if j != i {
					links[of[j]] += x / all
				}
			}
			from := of[i]
			group[from] -= share[i]
			to := from
			worth := func(g int) float64 { return links[g] - share[i]*group[g] }
			for g := range n {
				if worth(g) > worth(to)+least {
					to = g
				}
			}
			group[to] += share[i]
			if to != from {
				of[i], moved = to, true
			}
		}
	}
}

func (w weights) modularity(of []int, all float64) float64 {
	inside, share := 0.0, make([]float64, len(w)+1)
	for i, row := range w {
		for j, x := range row {
			share[of[i]] += x / all
			if of[i] == of[j] {
				inside += x / all
			}
		}
	}
	for _, x := range share {
		inside -= x * x
	}
	return inside
}

func numbered(of []int) []int {
	number := map[int]int{}
	for i, g := range of {
		number[g] = cmp.Or(number[g], len(number)+1)
		of[i] = number[g]
	}
	return of
}

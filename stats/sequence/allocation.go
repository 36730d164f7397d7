package sequence

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/askoria/verbatim/stats/internal/parallel"
)

// The statistics of an allocation of cases to groups.
const (
	pseudoF = iota
	brownForsythe
	r2
	bartlett
	levene
	statistics
)

// figures is an allocation worked out.
type figures struct {
	sums []float64 // sum of squares within each group
	of   [statistics]float64
}

// allocation is what stays when cases change groups.
type allocation struct {
	p        *partition
	d        []float64
	sum      float64   // of squares, of all
	all      float64   // Σ w w d over all pairs
	row      []float64 // Σ w w d over the pairs of each case
	outward  []float64 // distance of each case to the centre of its own group
	weighted bool
	spread   float64 // of outward around its mean
}

func newAllocation(p *partition, d []float64) *allocation {
	a := &allocation{p: p, d: d, row: make([]float64, len(p.rows))}
	k := len(p.levels)
	toClass := make([]float64, len(p.rows)*k)
	at := 0
	for i := range p.rows {
		for j := i + 1; j < len(p.rows); j++ {
			x := p.weight[i] * p.weight[j] * d[at]
			a.all += x
			a.row[i] += x
			a.row[j] += x
			toClass[i*k+p.class[j]] += p.weight[j] * d[at]
			toClass[j*k+p.class[i]] += p.weight[i] * d[at]
			at++
		}
	}
	if p.total > 0 {
		a.sum = a.all / p.total
	}
	a.weighted = slices.ContainsFunc(p.weight, func(w float64) bool { return w != 1 })
	a.outward = make([]float64, len(p.rows))
	mean := make([]float64, k)
	for i, g := range p.class {
		a.outward[i] = toClass[i*k+g] / p.size[g]
		mean[g] += p.weight[i] * a.outward[i] / p.size[g]
	}
	centre := 0.0
	for i, g := range p.class {
		a.outward[i] -= mean[g] / 2
		centre += p.weight[i] * a.outward[i] / p.total
	}
	for i, x := range a.outward {
		a.spread += p.weight[i] * (x - centre) * (x - centre)
	}
	return a
}

// tally is a sum of w w d over the pairs of some rows.
type tally struct {
	rows []int
	at   int // rows before it are done
	sum  float64
}

// tallies lists what has to be summed for an allocation: the pairs of each group.
// Where one group has more than half of the cases its pairs are not visited: they
// are all pairs less those of the others and those between it and the others; the
// others are then the last tally, unless they are one group.
func (a *allocation) tallies(class []int) (list []tally, largest int, half bool) {
	list = make([]tally, len(a.p.levels), len(a.p.levels)+1)
	for i, g := range class {
		list[g].rows = append(list[g].rows, i)
	}
	for g := range list {
		if len(list[g].rows) > len(list[largest].rows) {
			largest = g
		}
	}
	if half = 2*len(list[largest].rows) > len(class); !half {
		return list, largest, half
	}
	if len(list) > 2 {
		var others tally
		for i, g := range class {
			if g != largest {
				others.rows = append(others.rows, i)
			}
		}
		list = append(list, others)
	}
	list[largest].at = len(list[largest].rows) // nothing to do
	return list, largest, half
}

// within is the sum of w w d over the pairs of each group, for several allocations
// at once: a row of distances is read once for all of them.
func (a *allocation) within(classes [][]int) [][]float64 {
	n, k := len(a.p.rows), len(a.p.levels)
	all := make([][]tally, len(classes))
	largest, half := make([]int, len(classes)), make([]bool, len(classes))
	for c, class := range classes {
		all[c], largest[c], half[c] = a.tallies(class)
	}
	base := 0
	for i := range n {
		row := a.d[base : base+n-i-1]
		base += len(row)
		for _, list := range all {
			for g := range list {
				if t := &list[g]; t.at < len(t.rows) && t.rows[t.at] == i {
					t.at++
					t.sum += a.p.weight[i] * a.gather(row, t.rows[t.at:], i+1)
				}
			}
		}
	}
	sums := make([][]float64, len(classes))
	for c, list := range all {
		sums[c] = make([]float64, k)
		for g := range sums[c] {
			sums[c][g] = list[g].sum
		}
		if !half[c] {
			continue
		}
		touching, among := 0.0, 0.0
		for i, g := range classes[c] {
			if g != largest[c] {
				touching += a.row[i]
			}
		}
		switch {
		case k > 2:
			among = list[k].sum
		case k == 2:
			among = list[1-largest[c]].sum
		}
		sums[c][largest[c]] = max(a.all-touching+among, 0)
	}
	return sums
}

// gather adds up the distances of a row to those cases, by weight. Four sums at a
// time do not wait for each other.
func (a *allocation) gather(row []float64, cases []int, first int) float64 {
	var sum [4]float64
	if a.weighted {
		for k, j := range cases {
			sum[k&3] += a.p.weight[j] * row[j-first]
		}
		return sum[0] + sum[1] + sum[2] + sum[3]
	}
	var s0, s1, s2, s3 float64
	for ; len(cases) >= 4; cases = cases[4:] {
		s0 += row[cases[0]-first]
		s1 += row[cases[1]-first]
		s2 += row[cases[2]-first]
		s3 += row[cases[3]-first]
	}
	for _, j := range cases {
		s0 += row[j-first]
	}
	return s0 + s1 + s2 + s3
}

// figures works several allocations out.
func (a *allocation) figures(classes [][]int) []figures {
	list := make([]figures, len(classes))
	if len(a.p.levels) == 0 {
		return list
	}
	for c, sums := range a.within(classes) {
		list[c] = a.statistics(classes[c], sums)
	}
	return list
}

// statistics are those of an allocation whose pairs are summed.
func (a *allocation) statistics(class []int, sums []float64) figures {
	k, w := len(sums), a.p.total
	size, mean, squares := make([]float64, k), make([]float64, k), make([]float64, k)
	for i, g := range class {
		size[g] += a.p.weight[i]
		mean[g] += a.p.weight[i] * a.outward[i]
	}
	for i, g := range class {
		x := a.outward[i] - mean[g]/size[g]
		squares[g] += a.p.weight[i] * x * x
	}
	f := figures{sums: sums}
	var residual, denominator, pooled, logs, inverse, spread float64
	for g := range sums {
		sums[g] /= size[g]
		variance := sums[g] / size[g]
		residual += sums[g]
		denominator += (1 - size[g]/w) * variance
		pooled += (size[g] - 1) * variance / (w - float64(k))
		logs += (size[g] - 1) * math.Log(variance)
		inverse += 1 / (size[g] - 1)
		spread += squares[g]
	}
	free, between := w-float64(k), float64(k-1)
	explained := a.sum - residual
	f.of[pseudoF] = (explained / between) / (residual / free)
	f.of[brownForsythe] = explained / denominator
	f.of[r2] = explained / a.sum
	f.of[bartlett] = (free*math.Log(pooled) - logs) / (1 + (inverse-1/free)/(3*between))
	f.of[levene] = ((a.spread - spread) / between) / (spread / free)
	return f
}

// random works out so many random allocations, from the stream of each number on,
// and hands each to take, in any order.
func (a *allocation) random(ctx context.Context, draws, workers int, seed, first uint64, progress func(done, total int), take func(draw int, f figures)) error {
	const batch = 16
	tasks := (draws + batch - 1) / batch
	tell := counter(progress, tasks)
	parallel.Do(tasks, workers, func(task int) {
		if ctx.Err() != nil {
			return
		}
		var classes [][]int
		for draw := task * batch; draw < min((task+1)*batch, draws); draw++ {
			random := rand.New(rand.NewPCG(seed, first+uint64(draw)+1))
			class := slices.Clone(a.p.class)
			random.Shuffle(len(class), func(i, j int) { class[i], class[j] = class[j], class[i] })
			classes = append(classes, class)
		}
		for k, f := range a.figures(classes) {
			take(task*batch+k, f)
		}
		tell()
	})
	return ctx.Err()
}

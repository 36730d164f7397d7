package cluster

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Medoids makes classes around cases: those for which the sum of distances of all
// cases to the nearest medoid is lowest (PAM, Kaufman and Rousseeuw 1990).
//
// BUILD takes the best case one by one, SWAP then exchanges a medoid for a case as
// long as the sum falls, the best exchange first; all medoids are tried at once
// (Schubert and Rousseeuw 2021), which gives the same answer k times faster. No
// chance is involved. As in R, of equally good cases BUILD takes the last and SWAP
// the first, for the first medoid. Classes are numbered by their first case. All
// distances are held: see NewMatrix. Agrees with R's cluster::pam.
type Medoids struct {
	Classes int
	Weights []float64 // how many cases each stands for; nil: one
	Workers int       // 0: all processors; the result is the same to the last bit
	Cases   string    // what a row of the data is, in the plural; "dossiers"
	Lang    string    // "en" for English; French otherwise
}

// MedoidPartition is the result of Medoids.
type MedoidPartition struct {
	Spec Medoids
	Partition
	Medoids []int // the case in the middle of each class
	// Built and Distance are the mean distance to the medoid after BUILD and in
	// the end.
	Built, Distance float64
	Swaps           int
}

// pam is a search for medoids.
type pam struct {
	*Matrix
	w          []float64
	workers    int
	medoids    []int
	is         []bool // whether a case is a medoid
	class      []int  // in medoids
	near, next []float64
}

// Of makes the classes. An error is more classes than cases.
func (s Medoids) Of(ctx context.Context, d stats.Distancer) (*MedoidPartition, error) {
	r, err := s.of(ctx, d)
	if err != nil {
		return nil, fmt.Errorf("medoids: %w", err)
	}
	return r, nil
}

func (s Medoids) of(ctx context.Context, d stats.Distancer) (*MedoidPartition, error) {
	n := d.Len()
	if s.Classes < 1 || s.Classes > n {
		return nil, fmt.Errorf("%d classes of %d cases; ask for 1 to %d", s.Classes, n, n)
	}
	weights, err := weightsOf(s.Weights, n)
	if err != nil {
		return nil, err
	}
	m, err := matrixOf(ctx, d, s.Workers)
	if err != nil {
		return nil, err
	}
	p := &pam{
		Matrix: m, w: weights, workers: s.Workers, is: make([]bool, n), class: make([]int, n),
		near: make([]float64, n), next: make([]float64, n),
	}
	if err := p.build(ctx, s.Classes); err != nil {
		return nil, err
	}
	r := &MedoidPartition{Spec: s, Built: p.mean()}
	for {
		swapped, err := p.swap(ctx)
		if err != nil {
			return nil, err
		}
		if !swapped {
			break
		}
		r.Swaps++
	}
	r.Distance = p.mean()
	place := make([]int, s.Classes) // from 1
	for i, c := range p.class {
		if place[c] == 0 {
			r.Medoids = append(r.Medoids, p.medoids[c])
			place[c] = len(r.Medoids)
		}
		p.class[i] = place[c] - 1
	}
	r.Partition = newPartition(p.class, s.Classes, s.Cases, s.Lang)
	return r, nil
}

// mean is the mean distance to the nearest medoid.
func (p *pam) mean() float64 {
	sum, total := 0.0, 0.0
	for i, x := range p.near {
		sum += p.w[i] * x
		total += p.w[i]
	}
	return sum / total
}

// clearly tells whether a sum is lower than another beyond rounding, beside what
// is summed.
func clearly(lower, than, scale float64) bool { return lower < than-1e-13*scale }

// build takes the case that lowers the sum most, k times, the last if tied.
func (p *pam) build(ctx context.Context, k int) error {
	for i := range p.near {
		p.near[i] = math.Inf(1)
	}
	for len(p.medoids) < k {
		sums := p.pairs(p.workers, 1, func(i int, after, sums []float64) {
			own := 0.0
			w, near := p.w[i], p.near[i]
			ws, nears, others := p.w[i+1:], p.near[i+1:], sums[i+1:]
			for at, x := range after {
				own += ws[at] * min(x, nears[at])
				others[at] += w * min(x, near)
			}
			sums[i] += own
		})
		if err := ctx.Err(); err != nil {
			return err
		}
		best := -1
		for h, sum := range sums {
			if !p.is[h] && (best < 0 || !clearly(sums[best], sum, sums[best])) {
				best = h
			}
		}
		p.medoids = append(p.medoids, best)
		p.is[best] = true
		for j := range p.near {
			p.near[j] = min(p.near[j], p.At(best, j))
		}
	}
	p.assign()
	return nil
}

// assign puts every case into the class of its nearest medoid, a medoid into its
// own, the first if tied, and notes the next nearest.
func (p *pam) assign() {
	slices.Sort(p.medoids)
	for i := range p.class {
		p.near[i], p.next[i] = math.Inf(1), math.Inf(1)
		for c, medoid := range p.medoids {
			switch x := p.At(i, medoid); {
			case medoid == i || x < p.near[i]:
				p.next[i] = p.near[i]
				p.class[i], p.near[i] = c, x
			case x < p.next[i]:
				p.next[i] = x
			}
		}
	}
}

// add is what case j, at a distance from a candidate, adds to the changes of its
// exchanges.
func (p *pam) add(changes []float64, j int, x float64) {
	near, next := p.near[j], p.next[j]
	without := next // what the case costs when its medoid goes
	if len(p.medoids) == 1 {
		without = near
	}
	changes[0] += p.w[j] * min(x-near, 0)
	changes[1+p.class[j]] += p.w[j] * (min(max(x, near), next) - without)
}

// swap makes the best exchange of a medoid for a case, if one lowers the sum.
func (p *pam) swap(ctx context.Context) (bool, error) {
	k := len(p.medoids)
	// What the sum grows by if a medoid goes and nothing comes.
	without := make([]float64, k)
	total := 0.0
	for i, c := range p.class {
		total += p.w[i] * p.near[i]
		if k > 1 {
			without[c] += p.w[i] * (p.next[i] - p.near[i])
		}
	}
	// For each candidate what all exchanges change, then what each of them does.
	changes := p.pairs(p.workers, k+1, func(i int, after, sums []float64) {
		p.add(sums[i*(k+1):][:k+1], i, 0)
		for at, x := range after {
			p.add(sums[i*(k+1):][:k+1], i+1+at, x)
			p.add(sums[(i+1+at)*(k+1):][:k+1], i, x)
		}
	})
	if err := ctx.Err(); err != nil {
		return false, err
	}
	at, medoid, least := -1, 0, 0.0
	for h := range p.is {
		for c := range k {
			if x := changes[h*(k+1)] + changes[h*(k+1)+1+c] + without[c]; !p.is[h] && clearly(x, least, total) {
				at, medoid, least = h, c, x
			}
		}
	}
	if at < 0 {
		return false, nil
	}
	old := p.medoids[medoid]
	p.is[old], p.is[at] = false, true
	p.medoids[medoid] = at
	p.assign()
	return true, nil
}

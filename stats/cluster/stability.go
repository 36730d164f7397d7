package cluster

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/factor"
	"github.com/askoria/verbatim/stats/internal/parallel"
)

// Stability says whether classes come back when cases are drawn anew: for each
// class the mean, over bootstrap draws, of its Jaccard similarity with the class
// of the draw that is most like it (Hennig 2007). Cases drawn more than once count
// once.
//
// Below 0.6 a class should not be trusted, up to 0.75 there is a pattern but who
// belongs to it is doubtful, from 0.85 on it is very stable. Stable classes need
// not be real ones. A draw without a case of a class says nothing of it. Errors
// are draws of which none could be classed. Agrees with R's fpc::clusterboot.
type Stability struct {
	Draws   int // 0 is 100
	Seed    uint64
	Workers int    // 0: all processors; the result is the same to the last bit
	Cases   string // what a row of the data is, in the plural; "dossiers"
	Lang    string // "en" for English; French otherwise
}

// Method makes classes again of the cases named, in their order, as if there were
// no others.
type Method func(ctx context.Context, rows []int) ([]int, error)

// Resampled is the result of Stability.
type Resampled struct {
	Spec Stability
	Partition
	Draws int // that could be classed
	Class []ClassStability
}

// ClassStability is how a class came back.
type ClassStability struct {
	// Jaccard is the mean similarity, with the 2.5 and 97.5 percentiles of draws.
	Jaccard stats.Estimate
	// Recovered and Dissolved are shares of draws, in per cent: similarity from
	// 0.75 on, and up to 0.5.
	Recovered, Dissolved float64
}

// Of draws cases among those with a class and lets method class them.
func (s Stability) Of(ctx context.Context, classes []int, method Method) (*Resampled, error) {
	if s.Draws == 0 {
		s.Draws = 100
	}
	var rows []int
	k := 0
	for row, c := range classes {
		if c >= 0 {
			rows = append(rows, row)
			k = max(k, c+1)
		}
	}
	if len(rows) == 0 || k > len(rows) || s.Draws < 0 {
		return nil, fmt.Errorf("stability: %d draws of %d cases in %d classes", s.Draws, len(rows), k)
	}
	r := &Resampled{Spec: s, Partition: newPartition(classes, k, s.Cases, s.Lang), Class: make([]ClassStability, k)}
	found := make([][]float64, s.Draws) // class; below 0 where the class was not drawn
	failed := make([]error, s.Draws)
	parallel.Do(s.Draws, s.Workers, func(draw int) {
		if ctx.Err() != nil {
			return
		}
		random := rand.New(rand.NewPCG(s.Seed, uint64(draw)+1))
		in := make([]bool, len(rows))
		for range rows {
			in[random.IntN(len(rows))] = true
		}
		var drawn []int
		for i, row := range rows {
			if in[i] {
				drawn = append(drawn, row)
			}
		}
		again, err := method(ctx, drawn)
		if err == nil && len(again) != len(drawn) {
			err = fmt.Errorf("the method classed %d cases of %d", len(again), len(drawn))
		}
		if failed[draw] = err; err == nil {
			found[draw] = similarities(classes, drawn, again, k)
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	values := make([][]float64, k)
	for _, likeness := range found {
		if likeness == nil {
			continue
		}
		r.Draws++
		for c, x := range likeness {
			if x >= 0 {
				values[c] = append(values[c], x)
			}
		}
	}
	if at := slices.IndexFunc(failed, func(err error) bool { return err != nil }); at >= 0 {
		if r.Draws == 0 {
			return nil, fmt.Errorf("stability: %w", failed[at])
		}
		r.warn("Tirages sans classement possible, écartés : %d sur %d.", "Draws that could not be classed, left out: %d of %d.", s.Draws-r.Draws, s.Draws)
	}
	for c, x := range values {
		r.Class[c] = stabilityOf(x, s.Lang)
	}
	return r, nil
}

// similarities are, for each class, the Jaccard similarity with the class of the
// draw that is most like it.
func similarities(classes, drawn, again []int, k int) []float64 {
	most := 0
	for _, c := range again {
		most = max(most, c+1)
	}
	both := make([][]int, k)
	for c := range both {
		both[c] = make([]int, most)
	}
	old, fresh := make([]int, k), make([]int, most)
	for i, row := range drawn {
		old[classes[row]]++
		if again[i] >= 0 {
			fresh[again[i]]++
			both[classes[row]][again[i]]++
		}
	}
	best := make([]float64, k)
	for c := range best {
		if old[c] == 0 {
			best[c] = -1
		}
		for d, n := range both[c] {
			if n > 0 {
				best[c] = max(best[c], float64(n)/float64(old[c]+fresh[d]-n))
			}
		}
	}
	return best
}

func stabilityOf(values []float64, lang string) ClassStability {
	var s ClassStability
	if len(values) == 0 {
		s.Jaccard.Reason = stats.Say(lang, "jamais tirée", "never drawn")
		return s
	}
	for _, x := range values {
		s.Jaccard.Value += x
		if x >= 0.75 {
			s.Recovered += 100
		}
		if x <= 0.5 {
			s.Dissolved += 100
		}
	}
	n := float64(len(values))
	s.Jaccard.Value /= n
	s.Recovered /= n
	s.Dissolved /= n
	sorted := slices.Sorted(slices.Values(values))
	at := func(p float64) float64 { // type 7
		place := p * (n - 1)
		low := int(place)
		high := min(low+1, len(sorted)-1)
		return sorted[low] + (place-float64(low))*(sorted[high]-sorted[low])
	}
	s.Jaccard.Low, s.Jaccard.High, s.Jaccard.Confidence = at(0.025), at(0.975), 0.95
	return s
}

// some are distances of some of the cases.
type some struct {
	stats.Distancer
	rows []int
}

func (s some) Len() int            { return len(s.rows) }
func (s some) At(i, j int) float64 { return s.Distancer.At(s.rows[i], s.rows[j]) }

// among are the distances of some cases: points stay points.
func among(d stats.Distancer, rows []int) stats.Distancer {
	if p, ok := d.(Points); ok {
		return Points(pick(p, rows))
	}
	return some{d, rows}
}

// pick are the values at some places; nil of none at all.
func pick[T any](values []T, rows []int) []T {
	if values == nil {
		return nil
	}
	picked := make([]T, len(rows))
	for i, row := range rows {
		picked[i] = values[row]
	}
	return picked
}

// Method cuts a tree of the cases drawn into k classes.
func (s Tree) Method(d stats.Distancer, k int) Method {
	return func(ctx context.Context, rows []int) ([]int, error) {
		again := s
		again.Workers, again.Weights = 1, pick(s.Weights, rows)
		t, err := again.Of(ctx, among(d, rows))
		if err != nil {
			return nil, err
		}
		return t.Cut(k)
	}
}

// Method makes the classes of the cases drawn.
func (s KMeans) Method(p Points) Method {
	return func(ctx context.Context, rows []int) ([]int, error) {
		again := s
		again.Workers, again.Weights = 1, pick(s.Weights, rows)
		r, err := again.Of(ctx, Points(pick(p, rows)))
		if err != nil {
			return nil, err
		}
		return r.Classes, nil
	}
}

// Method makes the classes of the cases drawn.
func (s Medoids) Method(d stats.Distancer) Method {
	return func(ctx context.Context, rows []int) ([]int, error) {
		again := s
		again.Workers, again.Weights = 1, pick(s.Weights, rows)
		r, err := again.Of(ctx, among(d, rows))
		if err != nil {
			return nil, err
		}
		return r.Classes, nil
	}
}

// Method makes the classes of the cases drawn, on the same axes; as many as the
// rule proposes for each draw unless Classes says.
func (s HCPC) Method(space *factor.Space) Method {
	return func(ctx context.Context, rows []int) ([]int, error) {
		again := s
		again.Workers, again.ID = 1, nil
		drawn := &factor.Space{Kept: space.Kept, Cases: factor.Cases{
			Weights: pick(space.Cases.Weights, rows), Coordinates: pick(space.Cases.Coordinates, rows),
		}}
		r, err := again.Of(ctx, drawn)
		if err != nil {
			return nil, err
		}
		return r.Classes, nil
	}
}

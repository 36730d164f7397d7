package sequence

import (
	"context"
	"errors"

	"github.com/askoria/verbatim/stats"
)

// errLengths refuses a distance that compares position with position.
var errLengths = errors.New("hamming: sequences have different lengths, and this distance compares position with position; " +
	"keep a common window (Horizon), or take OptimalMatching")

// Hamming adds up, position by position, what it costs to put one state in the
// place of another: 1 with Constant, 2 less the two rates with TransitionRates.
// Sequences must have one length. Agrees with R's TraMineR::seqdist(method = "HAM").
type Hamming struct {
	Costs    CostModel
	Own      *Costs // costs of your own, in the place of Costs; insertions are not used
	Norm     Norm
	Workers  int                   // 0: all processors; the result is the same to the last bit
	Progress func(done, total int) // called by one worker at a time
}

// Of measures. Errors are sequences of different lengths, costs that make no
// distance, and the context's.
func (h Hamming) Of(ctx context.Context, s *Sequences) (*Distances, error) {
	j, err := start(ctx, s, h.Workers, h.Progress)
	if err != nil {
		return nil, err
	}
	c, words, err := j.costs(h.Costs, h.Own, 0)
	if err != nil {
		return nil, err
	}
	costs := c.Substitution
	if h.Own == nil && h.Costs == Constant {
		costs = square(j.size)
		for a := range costs {
			for b := range costs {
				if a != b {
					costs[a][b] = 1
				}
			}
		}
		words = stats.Say(s.lang, "coût : 1", "cost: 1")
	}
	at := make([][][]float64, s.longest())
	for t := range at {
		at[t] = costs
	}
	d, err := j.positions(at, h.Norm)
	if err != nil {
		return nil, err
	}
	return j.done(h, "Hamming ; "+words+" ; "+h.Norm.Label(s.lang), d), nil
}

// DynamicHamming is Hamming with the costs of each position, from the transition
// rates into and out of it: 4 less the four rates, so that a difference counts
// less where many change (Lesnard 2010). Sequences must have one length. Agrees
// with R's TraMineR::seqdist(method = "DHD").
type DynamicHamming struct {
	Norm     Norm
	Workers  int                   // 0: all processors; the result is the same to the last bit
	Progress func(done, total int) // called by one worker at a time
}

// Of measures. Errors are sequences of different lengths, and the context's.
func (h DynamicHamming) Of(ctx context.Context, s *Sequences) (*Distances, error) {
	j, err := start(ctx, s, h.Workers, h.Progress)
	if err != nil {
		return nil, err
	}
	states, size := s.known(s.Unknown > 0)
	d, err := j.positions(dynamic(s, states, size), h.Norm)
	if err != nil {
		return nil, err
	}
	return j.done(h, stats.Say(s.lang, "Hamming dynamique (DHD)", "dynamic Hamming (DHD)")+" ; "+h.Norm.Label(s.lang), d), nil
}

// positions adds up the costs of each position.
func (j *job) positions(costs [][][]float64, norm Norm) ([]float64, error) {
	for _, list := range j.states {
		if len(list) != len(costs) {
			return nil, errLengths
		}
	}
	most := 0.0
	for _, c := range costs {
		most += (&Costs{Substitution: c}).dearest()
	}
	d, err := j.pairs(func() func(a, b int) float64 {
		return func(a, b int) float64 {
			sum := 0.0
			y := j.states[b]
			for t, state := range j.states[a] {
				sum += costs[t][state][y[t]]
			}
			return sum
		}
	})
	j.scale(d, norm, func(int, int) (float64, float64, float64) { return most, most, most })
	return d, err
}

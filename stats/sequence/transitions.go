package sequence

import (
	"context"
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// TransitionMatching is optimal matching of what happens at each position: the
// state and the change that follows it. StateWeight says how much the state
// counts, the rest is for the change (Biemann 2011; Studer and Ritschard 2016).
// Costs are brought to a largest substitution of 1. Agrees with R's
// TraMineR::seqdist(method = "OMstran", otto = StateWeight, transindel =
// "constant").
type TransitionMatching struct {
	Costs       CostModel
	Own         *Costs  // costs of your own, in the place of Costs
	Indel       float64 // cost of an insertion; 0: that of the costs
	StateWeight float64 // 0: 0.5; above 0 up to 1
	Norm        Norm
	Workers     int                   // 0: all processors; the result is the same to the last bit
	Progress    func(done, total int) // called by one worker at a time
}

// Of measures. Errors are a StateWeight outside 0 to 1, costs that make no
// distance, and the context's.
func (m TransitionMatching) Of(ctx context.Context, s *Sequences) (*Distances, error) {
	j, err := start(ctx, s, m.Workers, m.Progress)
	if err != nil {
		return nil, err
	}
	state := m.StateWeight
	if state == 0 {
		state = 0.5
	}
	if !(state > 0 && state <= 1) {
		return nil, fmt.Errorf("transition matching: StateWeight is %v; it must be above 0 and up to 1", m.StateWeight)
	}
	c, words, err := j.costs(m.Costs, m.Own, m.Indel)
	if err != nil {
		return nil, err
	}
	moves, firsts, seconds := j.moves()
	size := len(firsts)
	costs := &Costs{Substitution: square(size), Indel: make([]float64, size)}
	if most := c.dearest(); most > 0 {
		dearest := 0.0
		for _, x := range c.Indel {
			dearest = max(dearest, x)
		}
		change := make([]float64, size) // what the change after the state costs
		for k := range firsts {
			if firsts[k] != seconds[k] {
				change[k] = (1 - state) * dearest / most
			}
			costs.Indel[k] = state*c.Indel[firsts[k]]/most + change[k]
		}
		for k := range firsts {
			for l := range k {
				cost := state*c.Substitution[firsts[k]][firsts[l]]/most + change[k] + change[l]
				costs.Substitution[k][l], costs.Substitution[l][k] = cost, cost
			}
		}
	}
	joined := *j
	joined.states, joined.size = moves, size
	d, err := joined.align(costs)
	if err != nil {
		return nil, err
	}
	joined.normalise(d, m.Norm, costs)
	return j.done(m, fmt.Sprintf("%s ; %s ; %s", stats.Say(s.lang, "appariement des transitions (OMstran)", "matching of transitions (OMstran)"), words, m.Norm.Label(s.lang)), d), nil
}

// moves turns each state into the pair of it and the next one, the last state
// into the pair with itself, and lists the pairs.
func (j *job) moves() (moves [][]int, firsts, seconds []int) {
	number := map[[2]int]int{}
	for _, list := range j.states {
		row := make([]int, len(list))
		for t, state := range list {
			pair := [2]int{state, list[min(t+1, len(list)-1)]}
			at, known := number[pair]
			if !known {
				at = len(firsts)
				number[pair] = at
				firsts, seconds = append(firsts, pair[0]), append(seconds, pair[1])
			}
			row[t] = at
		}
		moves = append(moves, row)
	}
	return moves, firsts, seconds
}

package sequence

import (
	"context"
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats"
)

// edits is what it costs to edit different sequences of places.
type edits struct {
	indel [][]float64                  // of each place of each sequence
	swap  func(a, i, b, k int) float64 // place i of a by place k of b
}

// edit is the distances by those costs, by the plain recursion.
func (j *job) edit(e edits) ([]float64, error) {
	longest := 0
	for _, places := range e.indel {
		longest = max(longest, len(places))
	}
	return j.pairs(func() func(a, b int) float64 {
		column := make([]float64, longest+1)
		return func(a, b int) float64 {
			x, y := e.indel[a], e.indel[b]
			column[0] = 0
			for i, cost := range x {
				column[i+1] = column[i] + cost
			}
			for k, cost := range y {
				before := column[0]
				column[0] += cost
				for i := range x {
					up := column[i+1]
					best := before + e.swap(a, i, b, k)
					if other := up + cost; other < best {
						best = other
					}
					if other := column[i] + x[i]; other < best {
						best = other
					}
					column[i+1], before = best, up
				}
			}
			return column[len(x)]
		}
	})
}

// SpellMatching is optimal matching of spells: inserting one costs the insertion
// of its state and Expansion for each further position; two spells of one state
// cost Expansion for each position by which they differ (Studer and Ritschard
// 2016). Agrees with R's TraMineR::seqdist(method = "OMspell").
type SpellMatching struct {
	Costs     CostModel
	Own       *Costs  // costs of your own, in the place of Costs
	Indel     float64 // cost of an insertion; 0: that of the costs
	Expansion float64 // 0: 0.5; below 0: none
	Norm      Norm
	Workers   int                   // 0: all processors; the result is the same to the last bit
	Progress  func(done, total int) // called by one worker at a time
}

// Of measures. Errors are costs that make no distance, and the context's.
func (m SpellMatching) Of(ctx context.Context, s *Sequences) (*Distances, error) {
	j, err := start(ctx, s, m.Workers, m.Progress)
	if err != nil {
		return nil, err
	}
	c, words, err := j.costs(m.Costs, m.Own, m.Indel)
	if err != nil {
		return nil, err
	}
	expansion := or(m.Expansion, 0.5)
	spells := make([][]spell, len(j.states))
	e := edits{indel: make([][]float64, len(j.states))}
	for a, list := range j.states {
		spells[a] = spellsOf(list)
		for _, sp := range spells[a] {
			e.indel[a] = append(e.indel[a], c.Indel[sp.state]+expansion*float64(sp.length-1))
		}
	}
	e.swap = func(a, i, b, k int) float64 {
		x, y := spells[a][i], spells[b][k]
		if x.state == y.state {
			return expansion * math.Abs(float64(x.length-y.length))
		}
		return c.Substitution[x.state][y.state] + expansion*float64(x.length+y.length-2)
	}
	d, err := j.edit(e)
	if err != nil {
		return nil, err
	}
	j.normalise(d, m.Norm, c)
	return j.done(m, fmt.Sprintf("%s ; %s ; %s", stats.Say(s.lang, "appariement des épisodes (OMspell)", "matching of spells (OMspell)"), words, m.Norm.Label(s.lang)), d), nil
}

// or is a setting, or what it is when it was left at 0; below 0 stands for 0.
func or(x, usual float64) float64 {
	if x == 0 {
		return usual
	}
	return max(x, 0)
}

// LengthMatching is optimal matching in which a position counts less the longer
// the spell it lies in: length^-Power times the costs (Halpin 2010). Agrees with
// R's TraMineR::seqdist(method = "OMslen"), whose largest distance under YujianBo
// counts each position twice for what it can cost at most; ours once.
type LengthMatching struct {
	Costs     CostModel
	Own       *Costs  // costs of your own, in the place of Costs
	Indel     float64 // cost of an insertion; 0: that of the costs
	Power     float64 // 0: 0.5; below 0: none
	Geometric bool    // the two positions by their geometric mean, not their mean
	Norm      Norm
	Workers   int                   // 0: all processors; the result is the same to the last bit
	Progress  func(done, total int) // called by one worker at a time
}

// Of measures. Errors are costs that make no distance, and the context's.
func (m LengthMatching) Of(ctx context.Context, s *Sequences) (*Distances, error) {
	j, err := start(ctx, s, m.Workers, m.Progress)
	if err != nil {
		return nil, err
	}
	c, words, err := j.costs(m.Costs, m.Own, m.Indel)
	if err != nil {
		return nil, err
	}
	power := or(m.Power, 0.5)
	weight := make([][]float64, len(j.states))
	e := edits{indel: make([][]float64, len(j.states))}
	for a, list := range j.states {
		for _, sp := range spellsOf(list) {
			w := math.Pow(float64(sp.length), -power)
			for range sp.length {
				weight[a] = append(weight[a], w)
				e.indel[a] = append(e.indel[a], w*c.Indel[sp.state])
			}
		}
	}
	e.swap = func(a, i, b, k int) float64 {
		cost, v, w := c.Substitution[j.states[a][i]][j.states[b][k]], weight[a][i], weight[b][k]
		if m.Geometric {
			return cost * math.Sqrt(v*w)
		}
		return cost / 2 * (v + w)
	}
	d, err := j.edit(e)
	if err != nil {
		return nil, err
	}
	j.normalise(d, m.Norm, c)
	return j.done(m, fmt.Sprintf("%s ; %s ; %s", stats.Say(s.lang, "appariement selon la durée (OMslen)", "matching by length (OMslen)"), words, m.Norm.Label(s.lang)), d), nil
}

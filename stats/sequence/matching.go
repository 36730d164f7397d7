package sequence

import (
	"context"
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats"
)

// OptimalMatching is the least cost of edits (insertion, deletion, substitution)
// that make one sequence of another (Abbott and Forrest 1986). Sequences may
// have different lengths and be empty; an unknown state is one more state.
//
// Zero is a substitution of 2 and an insertion of 1. Agrees with R's
// TraMineR::seqdist(method = "OM"), sm and indel as in CostModel.
type OptimalMatching struct {
	Costs    CostModel
	Own      *Costs  // costs of your own, in the place of Costs
	Indel    float64 // cost of an insertion, in the place of that of the costs; 0: that
	Norm     Norm
	Workers  int                   // 0: all processors; the result is the same to the last bit
	Progress func(done, total int) // called by one worker at a time
}

// Of measures. Errors are costs that make no distance, and the context's.
func (o OptimalMatching) Of(ctx context.Context, s *Sequences) (*Distances, error) {
	j, err := start(ctx, s, o.Workers, o.Progress)
	if err != nil {
		return nil, err
	}
	c, words, err := j.costs(o.Costs, o.Own, o.Indel)
	if err != nil {
		return nil, err
	}
	d, err := j.align(c)
	if err != nil {
		return nil, err
	}
	j.normalise(d, o.Norm, c)
	return j.done(o, fmt.Sprintf("%s ; %s ; %s", stats.Say(s.lang, "appariement optimal (OM)", "optimal matching (OM)"), words, o.Norm.Label(s.lang)), d), nil
}

// costs are those of the spec, checked, with a word on what they are.
func (j *job) costs(model CostModel, own *Costs, indel float64) (*Costs, string, error) {
	lang := j.s.lang
	words := stats.Say(lang, "coûts propres", "own costs")
	c := own
	if own == nil {
		var err error
		if c, err = model.Of(j.s); err != nil {
			return nil, "", err
		}
		words = stats.Say(lang, "coûts : ", "costs: ") + model.Label(lang)
	}
	if err := c.check(j.size); err != nil {
		return nil, "", err
	}
	for _, list := range j.states {
		for _, a := range list {
			if c.Indel[a] > math.MaxFloat64/1e50 {
				return nil, "", fmt.Errorf("costs: state %d is in a sequence of weight 0 only, and its rarity has no cost; leave the sequence out", a+1)
			}
		}
	}
	if indel < 0 {
		return nil, "", fmt.Errorf("costs: an insertion of %v; it must be 0 or more", indel)
	}
	if indel > 0 {
		c = &Costs{States: c.States, Substitution: c.Substitution, Indel: make([]float64, j.size), Lang: c.Lang}
		for a := range c.Indel {
			c.Indel[a] = indel
		}
		words += fmt.Sprintf(stats.Say(lang, ", insertion %s", ", insertion %s"), stats.Number.Number(indel, lang))
	}
	return c, words, nil
}

// Label names the model in French, or in English when lang is "en".
func (m CostModel) Label(lang string) string {
	if m > CommonFuture {
		return fmt.Sprint(uint8(m))
	}
	return stats.Say(lang,
		[...]string{"constants (2)", "taux de transition", "rareté des états", "log de la rareté des états", "avenir commun"}[m],
		[...]string{"constant (2)", "transition rates", "rarity of states", "log of the rarity of states", "common future"}[m])
}

// normalise puts raw distances of edits to the scale asked for.
func (j *job) normalise(d []float64, norm Norm, c *Costs) {
	if norm == Raw {
		return
	}
	indel := 0.0
	for _, x := range c.Indel {
		indel = max(indel, x)
	}
	swap := 2 * indel
	if norm != YujianBo {
		swap = min(swap, c.dearest())
	}
	j.scale(d, norm, func(a, b int) (most, lengthA, lengthB float64) {
		m, n := float64(len(j.states[a])), float64(len(j.states[b]))
		return max(m-n, n-m)*indel + min(m, n)*swap, m * indel, n * indel
	})
}

// scale normalises each distance by what is known of the pair.
func (j *job) scale(d []float64, norm Norm, of func(a, b int) (most, lengthA, lengthB float64)) {
	if norm == Raw {
		return
	}
	at := 0
	for a := range j.states {
		for b := a + 1; b < len(j.states); b++ {
			most, lengthA, lengthB := of(a, b)
			d[at] = norm.of(d[at], most, lengthA, lengthB)
			at++
		}
	}
}

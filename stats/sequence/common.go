package sequence

import (
	"context"
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// LongestCommon counts what two sequences do not have in common: the states
// outside their longest common subsequence, or prefix or suffix, on both sides
// (Elzinga 2008). Agrees with R's TraMineR::seqdist(method = "LCS", "LCP", "RLCP").
type LongestCommon struct {
	Part     Part
	Norm     Norm
	Workers  int                   // 0: all processors; the result is the same to the last bit
	Progress func(done, total int) // called by one worker at a time
}

// Part is what LongestCommon looks for.
type Part uint8

const (
	// Subsequence: states in the same order, not always next to each other.
	Subsequence Part = iota
	// Prefix: from the start.
	Prefix
	// Suffix: up to the end.
	Suffix
)

// Of measures; its only error is the context's.
func (l LongestCommon) Of(ctx context.Context, s *Sequences) (*Distances, error) {
	j, err := start(ctx, s, l.Workers, l.Progress)
	if err != nil {
		return nil, err
	}
	if l.Part > Suffix {
		return nil, fmt.Errorf("longest common: no part %d", l.Part)
	}
	costs := &Costs{Substitution: square(j.size), Indel: make([]float64, j.size)}
	for a := range costs.Indel {
		costs.Indel[a] = 1
		for b := range costs.Indel {
			if a != b {
				costs.Substitution[a][b] = 2
			}
		}
	}
	var d []float64
	if l.Part == Subsequence {
		d, err = j.align(costs)
	} else {
		d, err = j.pairs(func() func(a, b int) float64 {
			return func(a, b int) float64 {
				x, y := j.states[a], j.states[b]
				k := 0
				for k < min(len(x), len(y)) && (l.Part == Prefix && x[k] == y[k] || l.Part == Suffix && x[len(x)-1-k] == y[len(y)-1-k]) {
					k++
				}
				return float64(len(x) + len(y) - 2*k)
			}
		})
	}
	if err != nil {
		return nil, err
	}
	j.scale(d, l.Norm, func(a, b int) (most, lengthA, lengthB float64) {
		m, n := float64(len(j.states[a])), float64(len(j.states[b]))
		return m + n, m, n
	})
	name := stats.Say(s.lang,
		[...]string{"plus longue sous-séquence commune (LCS)", "plus long préfixe commun (LCP)", "plus long suffixe commun (RLCP)"}[l.Part],
		[...]string{"longest common subsequence (LCS)", "longest common prefix (LCP)", "longest common suffix (RLCP)"}[l.Part])
	return j.done(l, name+" ; "+l.Norm.Label(s.lang), d), nil
}

package sequence

import (
	"context"
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats"
)

// SubsequenceMatching compares all subsequences that two sequences share, each
// counted as often as it occurs: d² = k(x,x) + k(y,y) - 2 k(x,y) (Elzinga and
// Studer 2015). By Positions agrees with R's TraMineR::seqdist(method = "NMS",
// kweights of 1), SharedTime with "NMSMST" and SpellVectors with "SVRspell".
// The numbers double with each position: where two long sequences are nearly
// equal the difference loses digits, and is 0 when nothing of it is left.
type SubsequenceMatching struct {
	Kind     Kind
	Power    float64               // lengths of spells to this power; 0: 1; below 0: lengths do not count
	Workers  int                   // 0: all processors; the result is the same to the last bit
	Progress func(done, total int) // called by one worker at a time
}

// Kind is what SubsequenceMatching counts.
type Kind uint8

const (
	// SpellVectors multiplies the times that both spend in the spells of a shared
	// subsequence of spells.
	SpellVectors Kind = iota
	// SharedTime adds up the shorter of the two times in each spell.
	SharedTime
	// Positions counts shared subsequences of positions.
	Positions
)

// Of measures; its only error is the context's.
func (m SubsequenceMatching) Of(ctx context.Context, s *Sequences) (*Distances, error) {
	j, err := start(ctx, s, m.Workers, m.Progress)
	if err != nil {
		return nil, err
	}
	if m.Kind > Positions {
		return nil, fmt.Errorf("subsequence matching: no kind %d", m.Kind)
	}
	power := or(m.Power, 1)
	spells := make([][]timed, len(j.states))
	for a, list := range j.states {
		if m.Kind == Positions {
			for _, state := range list {
				spells[a] = append(spells[a], timed{state, 1})
			}
			continue
		}
		for _, sp := range spellsOf(list) {
			spells[a] = append(spells[a], timed{sp.state, math.Pow(float64(sp.length), power)})
		}
	}
	own := make([]float64, len(spells))
	longest := 0
	for a := range spells {
		longest = max(longest, len(spells[a]))
	}
	scratch := make([]shared, longest+1)
	for a := range spells {
		own[a] = m.Kind.of(spells[a], spells[a], scratch)
	}
	d, err := j.pairs(func() func(a, b int) float64 {
		scratch := make([]shared, longest+1)
		return func(a, b int) float64 {
			return math.Sqrt(max(own[a]+own[b]-2*m.Kind.of(spells[a], spells[b], scratch), 0))
		}
	})
	if err != nil {
		return nil, err
	}
	return j.done(m, stats.Say(s.lang,
		[...]string{"sous-séquences d'épisodes (SVRspell)", "temps minimal partagé (NMSMST)", "sous-séquences communes (NMS)"}[m.Kind],
		[...]string{"subsequences of spells (SVRspell)", "minimal shared time (NMSMST)", "shared subsequences (NMS)"}[m.Kind]), d), nil
}

// timed is a state with the time it counts for.
type timed struct {
	state int
	time  float64
}

// shared is sums over the pairs of equal subsequences of two starts: their
// number, the time of the one, of the other, and what Kind makes of both.
type shared struct{ n, x, y, both float64 }

func (a shared) plus(b shared) shared {
	return shared{a.n + b.n, a.x + b.x, a.y + b.y, a.both + b.both}
}

// of sums over all pairs of equal subsequences of x and y that are not empty.
func (k Kind) of(x, y []timed, scratch []shared) float64 {
	// scratch[i] is over the starts of x of length i and of y so far.
	clear(scratch)
	for _, at := range y {
		var before, row shared // over x up to i and y before; pairs that end at y's place
		for i, of := range x {
			corner := before
			before = scratch[i+1]
			if of.state == at.state {
				n := 1 + corner.n
				end := shared{n: n}
				switch k {
				case Positions:
					end.both = n
				case SharedTime:
					end.both = corner.both + n*min(of.time, at.time)
				default:
					end.x, end.y = corner.x+of.time*n, corner.y+at.time*n
					end.both = corner.both + of.time*corner.y + at.time*corner.x + n*of.time*at.time
				}
				row = row.plus(end)
			}
			scratch[i+1] = before.plus(row)
		}
	}
	return scratch[len(x)].both
}

package sequence

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/askoria/verbatim/stats"
)

// CostModel says what it costs to put one state in the place of another, and to
// insert or delete one. Of works the costs out of sequences, so that they can be
// looked at and changed before a distance uses them.
type CostModel uint8

const (
	// Constant: every substitution costs 2, an insertion 1.
	Constant CostModel = iota
	// TransitionRates: 2 - p(b|a) - p(a|b), rates pooled over time; an insertion
	// half of the dearest substitution.
	TransitionRates
	// Rarity: an insertion costs 1/share of the state among all positions up to
	// the longest (R: INDELS), a substitution the two insertions.
	Rarity
	// LogRarity: log(2/(1+share)) in the place of 1/share (R: INDELSLOG).
	LogRarity
	// CommonFuture: chi-square distance between the rows of transition rates, an
	// insertion half of the dearest (R: FUTURE).
	CommonFuture
)

// Costs is what edits cost. The last state is the unknown one where the sequences
// have unknown states.
type Costs struct {
	States       []stats.Level
	Substitution [][]float64 // symmetric, 0 on the diagonal
	Indel        []float64   // of each state
	Lang         string
}

// Of works out the costs. An unknown state costs 2 against any other, but its
// rarity where the model is Rarity or LogRarity. Agrees with TraMineR::seqcost.
func (m CostModel) Of(s *Sequences) (*Costs, error) {
	if m > CommonFuture {
		return nil, fmt.Errorf("costs: no model %d", m)
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	missing := s.Unknown > 0
	states, size := s.known(missing)
	c := &Costs{States: s.levels(missing, s.lang), Substitution: square(size), Indel: make([]float64, size), Lang: s.lang}
	fill := func(of func(a, b int) float64) (most float64) {
		for a := range size {
			for b := range a {
				c.Substitution[a][b] = of(a, b)
				c.Substitution[b][a] = c.Substitution[a][b]
				most = max(most, c.Substitution[a][b])
			}
		}
		return most
	}
	indel := 1.0
	switch m {
	case Constant:
		fill(func(int, int) float64 { return 2 })
	case TransitionRates:
		p, _ := rates(s, states, size)
		indel = fill(func(a, b int) float64 { return 2 - p[a][b] - p[b][a] }) / 2
	case CommonFuture:
		p, _ := rates(s, states, size)
		indel = fill(func(a, b int) float64 { return futures(p, a, b) }) / 2
	default:
		c.Indel = rarity(s, states, size, m == LogRarity)
		fill(func(a, b int) float64 { return c.Indel[a] + c.Indel[b] })
		return c, nil
	}
	for a := range c.Indel {
		c.Indel[a] = indel
	}
	if missing {
		c.unknown(2)
	}
	return c, nil
}

// unknown sets the cost of the last state against all others.
func (c *Costs) unknown(cost float64) {
	last := len(c.Substitution) - 1
	for a := range last {
		c.Substitution[a][last], c.Substitution[last][a] = cost, cost
	}
}

// futures is the chi-square distance between two rows of transition rates.
func futures(p [][]float64, a, b int) float64 {
	sum := 0.0
	for k := range p {
		weight := 0.0
		for i := range p {
			weight += p[i][k]
		}
		if weight > 0 {
			sum += (p[a][k] - p[b][k]) * (p[a][k] - p[b][k]) / weight
		}
	}
	return math.Sqrt(sum)
}

// rarity is the cost of an insertion by the share of the state in all places of
// the table, those after the end of a sequence included, as in TraMineR. A state
// nobody is in gets the largest number, or log 2.
func rarity(s *Sequences, states [][]int, size int, log bool) []float64 {
	counts := make([]float64, size)
	total := 0.0
	for i, list := range states {
		total += s.weight(i) * float64(s.longest())
		for _, state := range list {
			counts[state] += s.weight(i)
		}
	}
	for a, c := range counts {
		share := 0.0
		if total > 0 {
			share = c / total
		}
		switch {
		case log:
			counts[a] = math.Log(2 / (1 + share))
		case share == 0:
			counts[a] = math.MaxFloat64
		default:
			counts[a] = 1 / share
		}
	}
	return counts
}

// dynamic are the substitution costs of each position by the transition rates
// into and out of it: 4 less the four rates, at the first and last position 4
// less twice the two that there are (Lesnard 2010).
func dynamic(s *Sequences, states [][]int, size int) [][][]float64 {
	_, p := rates(s, states, size)
	costs := make([][][]float64, s.longest())
	for t := range costs {
		costs[t] = square(size)
		for a := range size {
			for b := range a {
				sum, times := 0.0, 2.0
				if t > 0 {
					sum, times = sum+p[t-1][a][b]+p[t-1][b][a], times-1
				}
				if t < len(p) {
					sum, times = sum+p[t][a][b]+p[t][b][a], times-1
				}
				cost := max(0, 4-(1+times)*sum)
				if s.Unknown > 0 && a == size-1 {
					cost = 4
				}
				costs[t][a][b], costs[t][b][a] = cost, cost
			}
		}
	}
	return costs
}

// ChannelCosts adds up the costs of the channels of joined states, each channel
// by a model of its own and with a weight: the cost of two joined states is the
// sum over channels. A channel that is unknown costs 2 against a known state.
// Agrees with R's TraMineR::seqMD(what = "diss", link = "sum") where no state is
// unknown.
type ChannelCosts struct {
	Models  []CostModel // one a channel; nil: Constant
	Weights []float64   // one a channel; nil: 1
}

// Of adds up. Errors are sequences without channels, and lists that are not as
// long as the channels are many.
func (m ChannelCosts) Of(s *Sequences) (*Costs, error) {
	if len(s.Channels) == 0 {
		return nil, errors.New("channel costs: the sequences have no channels; make them with FromSpells{Channels} or Combine")
	}
	for _, n := range [...]int{len(m.Models), len(m.Weights)} {
		if n != 0 && n != len(s.Channels) {
			return nil, fmt.Errorf("channel costs: %d channels, but %d models and %d weights", len(s.Channels), len(m.Models), len(m.Weights))
		}
	}
	levels := s.levels(s.Unknown > 0, s.lang)
	size := len(levels)
	sum := &Costs{States: levels, Substitution: square(size), Indel: make([]float64, size), Lang: s.lang}
	for k, channel := range s.Channels {
		model, weight := Constant, 1.0
		if m.Models != nil {
			model = m.Models[k]
		}
		if m.Weights != nil {
			weight = m.Weights[k]
		}
		one := s.channel(k)
		one.finish()
		costs, err := model.Of(one)
		if err != nil {
			return nil, fmt.Errorf("channel %q: %w", channel.Name, err)
		}
		part := func(state int) int {
			if state < len(channel.Of) && channel.Of[state] != NoState {
				return channel.Of[state]
			}
			return len(channel.Alphabet) // unknown
		}
		for a := range size {
			if part(a) < len(costs.Indel) {
				sum.Indel[a] += weight * costs.Indel[part(a)]
			}
			for b := range size {
				if part(a) < len(costs.Indel) && part(b) < len(costs.Indel) {
					sum.Substitution[a][b] += weight * costs.Substitution[part(a)][part(b)]
				}
			}
		}
	}
	return sum, nil
}

// check refuses costs that make no distance.
func (c *Costs) check(size int) error {
	if len(c.Substitution) != size || len(c.Indel) != size {
		return fmt.Errorf("costs: %d × … substitutions and %d insertions for %d states (unknown states, where there are some, are the last state)",
			len(c.Substitution), len(c.Indel), size)
	}
	for a, row := range c.Substitution {
		if len(row) != size {
			return fmt.Errorf("costs: row %d has %d substitutions for %d states", a+1, len(row), size)
		}
		if !(c.Indel[a] >= 0) {
			return fmt.Errorf("costs: inserting state %d costs %v; it must be 0 or more", a+1, c.Indel[a])
		}
		for b, cost := range row {
			switch {
			case !(cost >= 0):
				return fmt.Errorf("costs: states %d and %d cost %v; it must be 0 or more", a+1, b+1, cost)
			case a == b && cost != 0:
				return fmt.Errorf("costs: state %d costs %v against itself; it must be 0", a+1, cost)
			case b < a && cost != c.Substitution[b][a]:
				return fmt.Errorf("costs: states %d and %d cost %v one way and %v the other; they must be equal", a+1, b+1, cost, c.Substitution[b][a])
			}
		}
	}
	return nil
}

func (c *Costs) dearest() float64 {
	most := 0.0
	for _, row := range c.Substitution {
		most = max(most, slices.Max(append([]float64{0}, row...)))
	}
	return most
}

// Tables is the costs, states by states, and what an insertion costs.
func (c *Costs) Tables() []*stats.Table {
	say := func(french, english string) string { return stats.Say(c.Lang, french, english) }
	columns := []stats.Column{words("etat", say("État", "State"), c.States, stats.Level.Title)}
	figures := func(name, label string, of func(a int) float64) {
		columns = append(columns, stats.Variable{Name: name, Label: label}.Figures(len(c.States), func(a int) (float64, stats.Missing) {
			return of(a), stats.Recorded
		}))
	}
	for b, level := range c.States {
		figures("contre_"+strconv.Itoa(b+1), level.Title(), func(a int) float64 { return c.Substitution[a][b] })
	}
	figures("indel", say("Insertion", "Insertion"), func(a int) float64 { return c.Indel[a] })
	return []*stats.Table{stats.MustTable(say("Coûts de substitution et d'insertion", "Substitution and insertion costs"), columns...)}
}

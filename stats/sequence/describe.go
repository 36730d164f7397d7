package sequence

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/askoria/verbatim/stats"
)

// Describe shows what the sequences are together: the distribution of states at
// each position with its entropy and modal state, the mean time in each state
// with its interval, transition rates, the most frequent sequences. Weights
// count. Unknown states are left out of shares and rates, or with UnknownAsState count
// as a state of their own.
//
// Entropy is from 0 (all in one state) to 1 (evenly over the whole alphabet, the
// states nobody is in included). Agrees with R's TraMineR seqstatd, seqmodst,
// seqmeant(serr = TRUE), seqtrate and seqtab.
type Describe struct {
	UnknownAsState bool
	Frequent       int    // how many of the most frequent sequences; 0: 10
	Lang           string // "en" for English; French otherwise
}

// Position is the states at one position.
type Position struct {
	Time    string
	Valid   float64        // weight of the sequences with a state there
	Share   []float64      // of each state, from 0 to 1; 0 where Valid is 0
	N       []int          // sequences in each state, not weighted
	Entropy stats.Estimate // from 0 to 1
	Modal   int            // the most frequent state, the first declared of equals; NoState where Valid is 0
}

// StateTime is the time spent in a state.
type StateTime struct {
	stats.Level
	Mean      stats.Estimate // positions; Student's interval
	Variance  float64        // 0 with Mean.Level 0: one sequence has none
	SD, Error float64
	Visited   int // sequences that are in the state at least once
}

// Pattern is a sequence that several have.
type Pattern struct {
	Text    string // "MO/10-PL/4"
	States  []int
	N       int     // sequences
	Weight  float64 // of these sequences
	Percent float64
}

// Description is what sequences are together.
type Description struct {
	Spec      Describe
	States    []stats.Level // with the unknown state last when it counts
	Positions []Position
	Times     []StateTime
	// Rates[a][b] is the probability of b at the next position after a, pooled
	// over time; a row of a state that nobody leaves or stays in is 0.
	Rates [][]float64
	// RatesAt is the same from each position to the next one.
	RatesAt  [][][]float64
	Distinct int // different sequences
	Patterns []Pattern
	N        int
	Unknown  int // positions without a known state
	Warnings []string
}

// Of describes sequences.
func (d Describe) Of(s *Sequences) (*Description, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if d.Frequent <= 0 {
		d.Frequent = 10
	}
	states, size := s.known(d.UnknownAsState)
	r := &Description{Spec: d, States: s.levels(d.UnknownAsState, d.Lang), N: s.Len(), Unknown: s.Unknown}
	r.positions(s, states, size)
	r.times(s, states)
	r.Rates, r.RatesAt = rates(s, states, size)
	r.patterns(s)
	empty := 0
	for _, list := range s.States {
		if len(spellsOf(list)) == 0 {
			empty++
		}
	}
	if empty > 0 {
		r.Warnings = append(r.Warnings, r.say(stats.Plural(empty, "fr", "séquence", "séquences")+" sans aucun état connu",
			stats.Plural(empty, "en", "sequence", "sequences")+" without any known state"))
	}
	return r, nil
}

func (r *Description) say(french, english string) string {
	return stats.Say(r.Spec.Lang, french, english)
}

func (r *Description) positions(s *Sequences, states [][]int, size int) {
	for t := range s.longest() {
		p := Position{Share: make([]float64, size), N: make([]int, size), Modal: NoState}
		if t < len(s.Times) {
			p.Time = s.Times[t]
		}
		for i, list := range states {
			if t < len(list) && list[t] != NoState {
				p.Share[list[t]] += s.weight(i)
				p.N[list[t]]++
			}
		}
		for _, w := range p.Share {
			p.Valid += w
		}
		switch {
		case p.Valid == 0:
			p.Entropy.Reason = r.say("aucun état connu à cette position", "no known state at this position")
		case size < 2:
			p.Entropy.Reason = r.say("un seul état dans l'alphabet", "one state in the alphabet")
		default:
			p.Entropy.Value = entropy(p.Share) / math.Log(float64(size))
		}
		if p.Valid > 0 {
			p.Modal = 0
			for state := range p.Share {
				p.Share[state] /= p.Valid
				if p.Share[state] > p.Share[p.Modal] {
					p.Modal = state
				}
			}
		}
		r.Positions = append(r.Positions, p)
	}
}

// entropy is in natural logarithms.
func entropy(counts []float64) float64 {
	total, sum := 0.0, 0.0
	for _, c := range counts {
		total += c
	}
	for _, c := range counts {
		if c > 0 {
			sum -= c / total * math.Log(c/total)
		}
	}
	return max(sum, 0) // not -0
}

// times is the mean time in each state. The variance takes weights as
// precision weights, as Hmisc and TraMineR do.
func (r *Description) times(s *Sequences, states [][]int) {
	total, squares := 0.0, 0.0
	for i := range states {
		total += s.weight(i)
		squares += s.weight(i) * s.weight(i)
	}
	for state, level := range r.States {
		x := StateTime{Level: level}
		if total == 0 {
			x.Mean.Reason = r.say("aucune séquence", "no sequence")
			r.Times = append(r.Times, x)
			continue
		}
		counts := make([]float64, len(states))
		sum := 0.0
		for i, list := range states {
			for _, at := range list {
				if at == state {
					counts[i]++
				}
			}
			if counts[i] > 0 {
				x.Visited++
			}
			sum += s.weight(i) * counts[i]
		}
		x.Mean.Value = sum / total
		if free := total*total - squares; free > 1e-12*total*total {
			sum = 0
			for i, c := range counts {
				sum += s.weight(i) * (c - x.Mean.Value) * (c - x.Mean.Value)
			}
			x.Variance = sum * total / free
			x.SD, x.Error = math.Sqrt(x.Variance), math.Sqrt(x.Variance/total)
			// Degrees of freedom of the effective number of sequences.
			half := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: total*total/squares - 1}.Quantile(0.975) * x.Error
			x.Mean.Low, x.Mean.High, x.Mean.Confidence = max(x.Mean.Value-half, 0), x.Mean.Value+half, 0.95
		}
		r.Times = append(r.Times, x)
	}
}

// rates are transition rates over all positions, and from each to the next.
func rates(s *Sequences, states [][]int, size int) (pooled [][]float64, at [][][]float64) {
	pooled = square(size)
	for t := 0; t+1 < s.longest(); t++ {
		here := square(size)
		for i, list := range states {
			if t+1 < len(list) && list[t] != NoState && list[t+1] != NoState {
				here[list[t]][list[t+1]] += s.weight(i)
			}
		}
		for a := range here {
			for b, w := range here[a] {
				pooled[a][b] += w
			}
		}
		at = append(at, shares(here))
	}
	return shares(pooled), at
}

// grid is a table of zeros, square one of states by states.
func grid(rows, columns int) [][]float64 {
	m := make([][]float64, rows)
	for i := range m {
		m[i] = make([]float64, columns)
	}
	return m
}

func square(size int) [][]float64 { return grid(size, size) }

// shares divides each row by its sum, in place.
func shares(m [][]float64) [][]float64 {
	for _, row := range m {
		sum := 0.0
		for _, w := range row {
			sum += w
		}
		for j := range row {
			if sum > 0 {
				row[j] /= sum
			}
		}
	}
	return m
}

// patterns counts equal sequences; equal counts go by their text. Sequences
// without any known state are left out.
func (r *Description) patterns(s *Sequences) {
	states, _ := s.known(true)
	levels := s.levels(true, r.Spec.Lang)
	of, firsts := distinct(states)
	r.Distinct = len(firsts)
	list := make([]Pattern, len(firsts))
	total := 0.0
	for k, first := range firsts {
		list[k].States = s.States[first]
		list[k].Text = spellText(states[first], levels)
	}
	for i, k := range of {
		list[k].N++
		list[k].Weight += s.weight(i)
	}
	list = slices.DeleteFunc(list, func(p Pattern) bool { return len(p.States) > 0 && len(spellsOf(p.States)) == 0 })
	for _, p := range list {
		total += p.Weight
	}
	slices.SortFunc(list, func(a, b Pattern) int {
		switch {
		case a.Weight != b.Weight:
			if a.Weight > b.Weight {
				return -1
			}
			return 1
		case a.Text < b.Text:
			return -1
		case a.Text > b.Text:
			return 1
		}
		return 0
	})
	r.Patterns = list[:min(len(list), r.Spec.Frequent)]
	for k := range r.Patterns {
		if total > 0 {
			r.Patterns[k].Percent = 100 * r.Patterns[k].Weight / total
		}
	}
}

// distinct numbers the different sequences in order of first appearance: the
// number of each, and the first of each number.
func distinct(states [][]int) (of, firsts []int) {
	seen := map[string]int{}
	of = make([]int, len(states))
	key := []byte{}
	for i, list := range states {
		key = key[:0]
		for _, state := range list {
			key = append(key, byte(state), byte(state>>8))
		}
		at, known := seen[string(key)]
		if !known {
			at = len(firsts)
			seen[string(key)] = at
			firsts = append(firsts, i)
		}
		of[i] = at
	}
	return of, firsts
}

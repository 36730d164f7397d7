package sequence

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// NoState stands in a trajectory where the state is not known.
const NoState = -1

// Sequences is trajectories over equal steps of time. Make it with FromSpells,
// FromStates or Combine. A trajectory may start with unknown states and have
// some inside; it ends with its last position: what comes after does not exist
// for it (R calls it void).
type Sequences struct {
	Spec     any           // the FromSpells or FromStates that made it
	Alphabet []stats.Level // the states, in declared order
	Times    []string      // titles of the positions, as many as the longest has
	Start    int           // number of the first position on the clock: age 144 months
	Unit     string        // what a position is: "mois", "an"; "" when it is not said
	IDs      []string
	Weights  []float64 // nil: each counts 1
	States   [][]int   // of each its states: places in Alphabet, or NoState
	Channels []Channel // of joined states; nil when there is one channel
	N        int       // sequences
	Unknown  int       // positions without a known state
	Report   *Report   // of FromSpells: refused, overlaps, gaps
	Warnings []string

	lang string
}

// Len is the number of sequences.
func (s *Sequences) Len() int { return len(s.States) }

// finish counts, and gives every sequence an identifier and every position a title.
func (s *Sequences) finish() {
	s.N, s.Unknown = len(s.States), 0
	longest := 0
	for i, states := range s.States {
		longest = max(longest, len(states))
		for _, state := range states {
			if state == NoState {
				s.Unknown++
			}
		}
		if i >= len(s.IDs) {
			s.IDs = append(s.IDs, strconv.Itoa(i+1))
		}
	}
	for len(s.Times) < longest {
		s.Times = append(s.Times, strconv.Itoa(s.Start+len(s.Times)))
	}
}

// check tells what the struct, filled by hand, could have wrong.
func (s *Sequences) check() error {
	if len(s.IDs) != len(s.States) || len(s.Times) < s.longest() {
		return fmt.Errorf("sequences: %d identifiers and %d positions for %d sequences of up to %d; make them with FromSpells or FromStates",
			len(s.IDs), len(s.Times), len(s.States), s.longest())
	}
	if s.Weights != nil && len(s.Weights) != len(s.States) {
		return fmt.Errorf("sequences: %d weights for %d sequences", len(s.Weights), len(s.States))
	}
	for i, states := range s.States {
		for _, state := range states {
			if state < NoState || state >= len(s.Alphabet) {
				return fmt.Errorf("sequences: sequence %d has state %d, the alphabet has %d states", i+1, state, len(s.Alphabet))
			}
		}
	}
	for i, w := range s.Weights {
		if !(w >= 0) {
			return fmt.Errorf("sequences: sequence %d has weight %v; weights must be 0 or more", i+1, w)
		}
	}
	return nil
}

func (s *Sequences) weight(i int) float64 {
	if s.Weights == nil {
		return 1
	}
	return s.Weights[i]
}

func (s *Sequences) longest() int {
	longest := 0
	for _, states := range s.States {
		longest = max(longest, len(states))
	}
	return longest
}

// known is the sequences with unknown states as a state of its own, the last
// one, when they are to count.
func (s *Sequences) known(missing bool) (states [][]int, size int) {
	if !missing {
		return s.States, len(s.Alphabet)
	}
	states, size = make([][]int, len(s.States)), len(s.Alphabet)
	for i, from := range s.States {
		states[i] = make([]int, len(from))
		for t, state := range from {
			if state == NoState {
				state = size
			}
			states[i][t] = state
		}
	}
	return states, size + 1
}

// levels is the alphabet, with the unknown state when it counts.
func (s *Sequences) levels(missing bool, lang string) []stats.Level {
	levels := append([]stats.Level(nil), s.Alphabet...)
	if missing {
		levels = append(levels, stats.Level{Code: "*", Label: stats.Say(lang, "inconnu", "unknown")})
	}
	return levels
}

// Rows keeps the sequences of those indices, in that order.
func (s *Sequences) Rows(rows []int) *Sequences {
	t := *s
	t.IDs, t.States, t.Weights = nil, nil, nil
	for _, i := range rows {
		t.IDs, t.States = append(t.IDs, s.IDs[i]), append(t.States, s.States[i])
		if s.Weights != nil {
			t.Weights = append(t.Weights, s.Weights[i])
		}
	}
	t.Warnings = append([]string(nil), s.Warnings...)
	t.finish()
	return &t
}

// Distinct keeps each different sequence once, with the weight of all that are
// equal to it, and gives its number for each row: what is found for it is theirs.
// Sequences of weight 0 only are kept. Agrees with R's
// WeightedCluster::wcAggregateCases.
func (s *Sequences) Distinct() (once *Sequences, of []int) {
	of, firsts := distinct(s.States)
	once = s.Rows(firsts)
	once.Weights = make([]float64, len(firsts))
	for i, k := range of {
		if s.Weights == nil {
			once.Weights[k]++
		} else {
			once.Weights[k] += s.Weights[i]
		}
	}
	return once, of
}

// spell is a stay in one state.
type spell struct{ state, length int }

// spellsOf are the distinct successive states with their lengths. Unknown states
// are passed over: a state found again after them goes on.
func spellsOf(states []int) []spell {
	var spells []spell
	for _, state := range states {
		switch {
		case state == NoState:
		case len(spells) > 0 && spells[len(spells)-1].state == state:
			spells[len(spells)-1].length++
		default:
			spells = append(spells, spell{state, 1})
		}
	}
	return spells
}

// Text is a sequence as its spells, "MO/10-PL/4"; an unknown state is "*".
func (s *Sequences) Text(i int) string {
	one := Sequences{Alphabet: s.Alphabet, States: s.States[i : i+1]}
	states, _ := one.known(true)
	return spellText(states[0], s.levels(true, ""))
}

func spellText(states []int, levels []stats.Level) string {
	var parts []string
	for _, sp := range spellsOf(states) {
		parts = append(parts, levels[sp.state].Code+"/"+strconv.Itoa(sp.length))
	}
	return strings.Join(parts, "-")
}

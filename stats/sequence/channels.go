package sequence

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// joint stands between the parts of a joined state.
const joint = "+"

// join makes a joined state; parts that are not known at the end fall away.
func join(parts []string) string { return strings.TrimRight(strings.Join(parts, joint), joint) }

// Channel is one of the parts that joined states are made of: the kind of
// measure, its legal base, its intensity.
type Channel struct {
	Name     string
	Alphabet []stats.Level
	Of       []int // of each joined state, the state of the channel, or NoState
}

// Combine joins sequences of the same persons, channel by channel, into one of
// joined states, "MA+judiciaire": only those found, in order of the channels'
// alphabets. A channel may be unknown ("MA", "MA++2"); the state is unknown where
// all are. Identifiers, weights and clock are those of the first.
type Combine struct {
	Names []string // of the channels; nil: "1", "2" …
	Lang  string   // "en" for English; French otherwise
}

// Of joins. Errors are less than two channels and channels of other persons or
// another number of positions.
func (c Combine) Of(channels ...*Sequences) (*Sequences, error) {
	if len(channels) < 2 {
		return nil, fmt.Errorf("combine: %d channels; at least two", len(channels))
	}
	first := channels[0]
	joined := *first
	joined.Spec, joined.lang = c, c.Lang
	joined.Warnings = nil
	var found [][]int
	at := map[string]int{}
	joined.States = make([][]int, len(first.States))
	for k, other := range channels {
		if err := other.check(); err != nil {
			return nil, fmt.Errorf("combine: channel %d: %w", k+1, err)
		}
		if !slices.Equal(other.IDs, first.IDs) {
			return nil, fmt.Errorf("combine: channel %d is not of the same persons in the same order as the first", k+1)
		}
		for i := range other.States {
			if len(other.States[i]) != len(first.States[i]) {
				return nil, fmt.Errorf("combine: sequence %d has %d positions in channel %d, %d in the first", i+1, len(other.States[i]), k+1, len(first.States[i]))
			}
		}
	}
	for i := range first.States {
		joined.States[i] = make([]int, len(first.States[i]))
		for t := range first.States[i] {
			tuple := make([]int, len(channels))
			for k, other := range channels {
				tuple[k] = other.States[i][t]
			}
			if !slices.ContainsFunc(tuple, func(state int) bool { return state != NoState }) {
				joined.States[i][t] = NoState
				continue
			}
			key := fmt.Sprint(tuple)
			if _, known := at[key]; !known {
				at[key] = len(found)
				found = append(found, tuple)
			}
			joined.States[i][t] = at[key]
		}
	}
	// In order of the alphabets, not of appearance: the rows may come in any order.
	order := slices.Clone(found)
	slices.SortFunc(order, slices.Compare)
	place := make([]int, len(found))
	for to, tuple := range order {
		place[at[fmt.Sprint(tuple)]] = to
	}
	for _, states := range joined.States {
		for t, state := range states {
			if state != NoState {
				states[t] = place[state]
			}
		}
	}
	joined.Channels, joined.Alphabet = make([]Channel, len(channels)), make([]stats.Level, len(order))
	for k, other := range channels {
		name := fmt.Sprint(k + 1)
		if k < len(c.Names) {
			name = c.Names[k]
		}
		joined.Channels[k] = Channel{Name: name, Alphabet: other.Alphabet, Of: make([]int, len(order))}
		for to, tuple := range order {
			joined.Channels[k].Of[to] = tuple[k]
		}
	}
	for to, tuple := range order {
		var codes, titles []string
		for k, state := range tuple {
			codes = append(codes, "")
			if state != NoState {
				level := channels[k].Alphabet[state]
				codes[k], titles = level.Code, append(titles, level.Title())
			}
		}
		joined.Alphabet[to] = stats.Level{Code: join(codes), Label: strings.Join(titles, ", ")}
	}
	joined.finish()
	return &joined, joined.check()
}

// channels says what the joined states of spells are made of.
func (s *Sequences) channels(f FromSpells, people []person) {
	if len(f.Channels) == 0 {
		return
	}
	parts := map[string][]string{}
	for _, p := range people {
		for _, st := range p.stays {
			parts[st.joined] = st.parts
		}
	}
	for k, name := range append([]string{f.State}, f.Channels...) {
		c := Channel{Name: name, Of: make([]int, len(s.Alphabet))}
		for i, level := range s.Alphabet {
			c.Of[i] = NoState
			list := parts[level.Code]
			if list == nil && k == 0 {
				list = []string{level.Code} // a state that only fills gaps
			}
			if k >= len(list) || list[k] == "" {
				continue
			}
			at := slices.IndexFunc(c.Alphabet, func(l stats.Level) bool { return l.Code == list[k] })
			if at < 0 {
				at = len(c.Alphabet)
				c.Alphabet = append(c.Alphabet, stats.Level{Code: list[k]})
			}
			c.Of[i] = at
		}
		s.Channels = append(s.Channels, c)
	}
}

// channel is the sequences of one channel of joined states.
func (s *Sequences) channel(k int) *Sequences {
	c := s.Channels[k]
	one := *s
	one.Alphabet, one.Channels = c.Alphabet, nil
	one.States = make([][]int, len(s.States))
	for i, states := range s.States {
		one.States[i] = make([]int, len(states))
		for t, state := range states {
			one.States[i][t] = NoState
			if state != NoState {
				one.States[i][t] = c.Of[state]
			}
		}
	}
	return &one
}

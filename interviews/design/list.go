package design

import (
	"cmp"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// List is a catalogue of a study, in its order: places, reasons, types of
// non-recourse. Its file is "liste_" and the name.
type List struct {
	Name  string
	Items []Item
}

// Item is one entry of a list.
type Item struct {
	Code       string // as tables write it
	Label      string // as people read it
	Group      string // "" where the list has none
	Definition string
}

// Levels are the codes and labels in order, as a dictionary has them.
func (l List) Levels() []stats.Level {
	levels := make([]stats.Level, len(l.Items))
	for i, item := range l.Items {
		levels[i] = stats.Level{Code: item.Code, Label: item.Label}
	}
	return levels
}

// Alphabet is the states that a path goes through. Its file is "etats_" and the
// name. Choose a short one for few cases.
type Alphabet struct {
	Name   string
	States []State
}

// State is where a child's path can be at a date.
type State struct {
	Code  string // "MA"
	Label string // "MEP administrative"
	// Rank decides between measures that run side by side: the lowest rank is
	// the main state. No two states share one.
	Rank       int
	Short      string // the state in the short alphabet
	Definition string
}

// Levels are the codes and labels in declared order.
func (a Alphabet) Levels() []stats.Level {
	levels := make([]stats.Level, len(a.States))
	for i, s := range a.States {
		levels[i] = stats.Level{Code: s.Code, Label: s.Label}
	}
	return levels
}

// Priority lists the codes by rank: of two states at one date, the one that
// comes first here is the main one.
func (a Alphabet) Priority() []string {
	ranked := slices.SortedFunc(slices.Values(a.States), func(s, t State) int { return cmp.Compare(s.Rank, t.Rank) })
	codes := make([]string, len(ranked))
	for i, s := range ranked {
		codes[i] = s.Code
	}
	return codes
}

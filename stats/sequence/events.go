package sequence

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Events is sequences of dated events; several may happen at one time.
type Events struct {
	Alphabet []stats.Level
	IDs      []string
	Weights  []float64 // nil: each counts 1
	Lists    [][]Event // by time, at one time by the alphabet
	N        int
}

// Event is what happens at a time.
type Event struct {
	Time float64
	Kind int // place in the alphabet
}

// EventsFromStates turns changes of state into events, at the number of the
// position. An unknown state is a state of its own, "*". Agrees with R's
// TraMineR::seqecreate(tevent = "transition", "state" or "period") where no
// sequence ends before the others: R makes an event of the end.
type EventsFromStates struct {
	Kind EventKind
	Lang string // "en" for English; French otherwise
}

// EventKind is what of a change is an event.
type EventKind uint8

const (
	// Changes: the first state, then each change, "AED>MEP".
	Changes EventKind = iota
	// Entries: each state entered.
	Entries
	// Bounds: each state entered, and "fin AED" for the one that was left.
	Bounds
)

// Of makes the events.
func (k EventsFromStates) Of(s *Sequences) (*Events, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if k.Kind > Bounds {
		return nil, fmt.Errorf("events: no kind %d", k.Kind)
	}
	states, _ := s.known(true)
	levels := s.levels(true, "")
	levels[len(levels)-1].Label = ""
	type dated struct {
		time float64
		name string
	}
	lists := make([][]dated, len(states))
	for i, list := range states {
		for t, state := range list {
			name, time := levels[state].Title(), float64(t)
			switch {
			case t == 0:
				lists[i] = append(lists[i], dated{time, name})
			case list[t-1] == state:
			case k.Kind == Changes:
				lists[i] = append(lists[i], dated{time, levels[list[t-1]].Title() + ">" + name})
			default:
				if k.Kind == Bounds {
					lists[i] = append(lists[i], dated{time, stats.Say(k.Lang, "fin ", "end ") + levels[list[t-1]].Title()})
				}
				lists[i] = append(lists[i], dated{time, name})
			}
		}
	}
	names := map[string]int{}
	var known []string
	for _, list := range lists {
		for _, e := range list {
			if _, there := names[e.name]; !there {
				names[e.name] = 0
				known = append(known, e.name)
			}
		}
	}
	slices.Sort(known)
	r := &Events{Alphabet: stats.Levels(known...), IDs: s.IDs, Weights: s.Weights, Lists: make([][]Event, len(lists))}
	for at, name := range known {
		names[name] = at
	}
	for i, list := range lists {
		for _, e := range list {
			r.Lists[i] = append(r.Lists[i], Event{e.time, names[e.name]})
		}
	}
	r.finish()
	return r, nil
}

// EventsFromTable reads events, one row each, with the person and the time (a
// number or a date, then in days). Rows without one of the three are refused.
// The alphabet is the levels of Event in declared order, texts sorted.
type EventsFromTable struct{ ID, Time, Event string }

// Of makes the events, one list a person in order of first appearance.
func (f EventsFromTable) Of(t *stats.Table) (*Events, error) {
	var columns [3]stats.Column
	for k, name := range [...]string{f.ID, f.Time, f.Event} {
		c, err := t.Column(name)
		if err != nil {
			return nil, fmt.Errorf("events: %w", err)
		}
		columns[k] = c
	}
	var time func(row int) float64
	switch c := columns[1].(type) {
	case *stats.Numbers:
		time = func(row int) float64 { x, _ := c.At(row); return x }
	case *stats.Dates:
		time = func(row int) float64 { day, _ := c.At(row); return float64(stats.Day(day)) }
	default:
		return nil, fmt.Errorf("events: column %q holds %s; the time must be numbers or dates", f.Time, stats.KindOf(c))
	}
	r := &Events{Alphabet: alphabetOf(nil, columns[2:])}
	kinds, people := map[string]int{}, map[string]int{}
	for at, level := range r.Alphabet {
		kinds[level.Code] = at
	}
	for row := range t.Len() {
		for _, c := range columns {
			if c.Missing(row) != stats.Recorded {
				return nil, fmt.Errorf("events: row %d has no %s; each row needs a person, a time and an event", row+1, c.Variable().Name)
			}
		}
		id := cellText(columns[0], row)
		at, known := people[id]
		if !known {
			at = len(r.Lists)
			people[id] = at
			r.IDs, r.Lists = append(r.IDs, id), append(r.Lists, nil)
		}
		r.Lists[at] = append(r.Lists[at], Event{time(row), kinds[cellText(columns[2], row)]})
	}
	r.finish()
	return r, nil
}

func (e *Events) finish() {
	e.N = len(e.Lists)
	for _, list := range e.Lists {
		slices.SortStableFunc(list, func(a, b Event) int {
			return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Kind, b.Kind))
		})
	}
}

// Len is the number of sequences.
func (e *Events) Len() int { return len(e.Lists) }

// EventSubsequences finds the subsequences of events that many share: "(AED)-(MEP)"
// is MEP some time after AED, "(AED,fin)" both at one time. It counts the
// sequences that have one, by weight, or with Occurrences how often it occurs in
// any of them. Agrees with R's TraMineR::seqefsub, count.method "COBJ" and
// "CDIST_O"; max.gap and window.size are MaxGap and Window.
type EventSubsequences struct {
	Least       float64 // least weight of the sequences, or number of occurrences
	LeastShare  float64 // in the place of Least, as a share of all sequences; both 0: 0.05
	MaxEvents   int     // 0: any number
	MaxGap      float64 // longest time between two events that follow; 0: any
	Window      float64 // longest time from the first to the last; 0: any
	Occurrences bool
	Lang        string // "en" for English; French otherwise
}

// EventSubsequence is one that many share.
type EventSubsequence struct {
	Text   string
	Events [][]int // sets of events one after another, places in the alphabet
	Count  float64
	Share  float64 // of all sequences, by weight, that have it
	In     []bool  // of each sequence, whether it has it
}

// EventSubsequenceSet is what sequences of events share.
type EventSubsequenceSet struct {
	Spec         EventSubsequences
	Subsequences []EventSubsequence // the most frequent first, equal ones in order of the alphabet
	N            int
	Total        float64 // weight of all sequences
}

// occurrence is where a subsequence can be continued: its last event, the time
// of its first, and in how many ways one comes there.
type occurrence struct {
	last  int
	first float64
	ways  float64
}

// search grows subsequences event by event.
type search struct {
	spec   EventSubsequences
	events *Events
	weight []float64
	least  float64
	found  *[]EventSubsequence
}

// Of finds. Errors are settings below 0.
func (f EventSubsequences) Of(e *Events) (*EventSubsequenceSet, error) {
	if f.Least < 0 || f.LeastShare < 0 || f.MaxEvents < 0 || f.MaxGap < 0 || f.Window < 0 {
		return nil, errors.New("event subsequences: settings must be 0 or more")
	}
	if e.Weights != nil && len(e.Weights) != len(e.Lists) {
		return nil, fmt.Errorf("event subsequences: %d weights for %d sequences", len(e.Weights), len(e.Lists))
	}
	r := &EventSubsequenceSet{Spec: f, N: e.Len()}
	s := search{spec: f, events: e, least: f.Least, found: &r.Subsequences}
	for i := range e.Lists {
		s.weight = append(s.weight, 1)
		if e.Weights != nil {
			s.weight[i] = e.Weights[i]
		}
		r.Total += s.weight[i]
	}
	if f.Least == 0 {
		s.least = or(f.LeastShare, 0.05) * r.Total
	}
	starts := make([][][]occurrence, len(e.Alphabet))
	for kind := range starts {
		starts[kind] = make([][]occurrence, e.Len())
	}
	for i, list := range e.Lists {
		for at, event := range list {
			starts[event.Kind][i] = append(starts[event.Kind][i], occurrence{at, event.Time, 1})
		}
	}
	for kind, where := range starts {
		s.grow([][]int{{kind}}, 1, where)
	}
	for k := range r.Subsequences {
		r.Subsequences[k].Share /= r.Total // above 0: a subsequence was found in it
	}
	slices.SortStableFunc(r.Subsequences, func(a, b EventSubsequence) int { return cmp.Compare(b.Count, a.Count) })
	return r, nil
}

// grow keeps a subsequence that is frequent and tries each event after it, at
// the same time first.
func (s *search) grow(sets [][]int, length int, where [][]occurrence) {
	x := EventSubsequence{Events: sets, In: make([]bool, len(where))}
	for i, list := range where {
		x.In[i] = len(list) > 0
		for at, o := range list {
			if at == 0 {
				x.Share += s.weight[i]
			}
			x.Count += s.weight[i] * o.ways
		}
	}
	if !s.spec.Occurrences {
		x.Count = x.Share
	}
	if x.Count < s.least || x.Share == 0 {
		return
	}
	var parts []string
	for _, set := range sets {
		var names []string
		for _, kind := range set {
			names = append(names, s.events.Alphabet[kind].Title())
		}
		parts = append(parts, "("+strings.Join(names, ",")+")")
	}
	x.Text = strings.Join(parts, "-")
	*s.found = append(*s.found, x)
	if s.spec.MaxEvents > 0 && length >= s.spec.MaxEvents {
		return
	}
	together, later := s.extend(where)
	last := sets[len(sets)-1]
	for kind, next := range together {
		if next != nil {
			s.grow(append(slices.Clone(sets[:len(sets)-1]), append(slices.Clone(last), kind)), length+1, next)
		}
	}
	for kind, next := range later {
		if next != nil {
			s.grow(append(slices.Clone(sets), []int{kind}), length+1, next)
		}
	}
}

// extend lists, for each event, where it can follow: at the same time, or later.
func (s *search) extend(where [][]occurrence) (together, later [][][]occurrence) {
	together, later = make([][][]occurrence, len(s.events.Alphabet)), make([][][]occurrence, len(s.events.Alphabet))
	for i, list := range where {
		events := s.events.Lists[i]
		for _, o := range list {
			for at := o.last + 1; at < len(events); at++ {
				gap := events[at].Time - events[o.last].Time
				if s.spec.MaxGap > 0 && gap > s.spec.MaxGap || s.spec.Window > 0 && events[at].Time-o.first > s.spec.Window {
					break
				}
				to := &later[events[at].Kind]
				if gap == 0 {
					to = &together[events[at].Kind]
				}
				if *to == nil {
					*to = make([][]occurrence, len(where))
				}
				(*to)[i] = s.join((*to)[i], occurrence{at, o.first, o.ways})
			}
		}
	}
	return together, later
}

// join adds an occurrence; those that go on in the same way are one.
func (s *search) join(list []occurrence, o occurrence) []occurrence {
	for k := range list {
		if list[k].last == o.last && (s.spec.Window == 0 || list[k].first == o.first) {
			list[k].ways += o.ways
			return list
		}
	}
	return append(list, o)
}

// Tables is one row a subsequence.
func (r *EventSubsequenceSet) Tables() []*stats.Table {
	say := func(french, english string) string { return stats.Say(r.Spec.Lang, french, english) }
	return []*stats.Table{stats.MustTable(say("Sous-séquences d'événements fréquentes", "Frequent subsequences of events"),
		words("sous_sequence", say("Sous-séquence", "Subsequence"), r.Subsequences, func(x EventSubsequence) string { return x.Text }),
		column("n", "n", stats.Number, r.Subsequences, func(x EventSubsequence) float64 { return x.Count }),
		column("part", "%", stats.Percent, r.Subsequences, func(x EventSubsequence) float64 { return 100 * x.Share }),
	).Captioned(stats.Caption{Population: fmt.Sprintf(say("%d séquences", "%d sequences"), r.N)})}
}

// String is the subsequences as text.
func (r *EventSubsequenceSet) String() string {
	return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0])
}

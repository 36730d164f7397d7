package sequence

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/askoria/verbatim/stats"
)

// FromSpells makes sequences of spells, one row a spell: the state at a step is
// the one that fills most of its days (the earlier one when equal). With dates a
// spell goes from From up to but not including To, and without To it is in
// progress, cut at Until; with whole numbers both ends are steps of the spell.
//
// Spells that cannot be used are left out, each with its reason; overlaps are
// listed with the one that is kept; gaps are listed and stay unknown states: see
// Sequences.Report. Agrees with R's TraMineR::seqformat(from = "SPELL", to =
// "STS") for whole numbers, whose default is Overlap: LaterWins, untold.
type FromSpells struct {
	ID, State, From, To string
	// Channels are further columns of the state, joined to it: "MA+judiciaire+2".
	Channels []string
	Step     Step // of dates
	Clock    Clock
	Birth    string    // with Clock Age: the column of birth
	Since    []string  // with Clock SinceFirst: states that start it; nil: any
	Until    time.Time // the day of observation
	LastDay  bool      // To is the last day of the spell, not the first after it
	// Priority lists codes of State from the strongest: of two spells at once the
	// stronger is kept. Those not listed come last, and between equals Overlap decides.
	Priority []string
	Overlap  Overlapping
	Gap      string // state put in gaps inside; "" leaves them unknown
	Horizon  int    // at most so many positions; 0: all
	// Precision is a column that says how precise the dates of a row are: jour,
	// mois, année or estimée; without it the format of the column From says so.
	// Spells less precise than Step are listed.
	Precision string
	Alphabet  []stats.Level // nil: the levels of State; joined states: those found
	Lang      string        // "en" for English; French otherwise
}

// Step is how long a position lasts.
type Step uint8

const (
	// Month is a calendar month, or a month of age.
	Month Step = iota
	// Quarter is three months.
	Quarter
	// Year is twelve.
	Year
	// Day is a day.
	Day
)

// Clock is what positions count from.
type Clock uint8

const (
	// Calendar: positions are dates, the same for all.
	Calendar Clock = iota
	// Age: positions are completed steps since birth.
	Age
	// SinceFirst: positions are steps since the first spell of each person.
	SinceFirst
)

// Overlapping says which of two spells at the same time is kept.
type Overlapping uint8

const (
	// EarlierWins keeps the one that started first; equal starts: the first row.
	EarlierWins Overlapping = iota
	// LaterWins keeps the one that started last; equal starts: the last row.
	LaterWins
)

// stay is a spell as read: days, or whole numbers.
type stay struct {
	row       int
	code      string // of State
	joined    string // with the channels
	from, to  int    // [from, to)
	rank      int    // in Priority
	imprecise bool
	parts     []string
	positions int // where it is the state
}

// person is the spells of one person.
type person struct {
	id    string
	birth int
	born  bool
	stays []stay
}

// Of makes the sequences, one a person in order of first appearance. Errors are
// unknown columns or columns of another type, a Priority, Since or Gap that
// names no state, and settings that do not go together.
func (f FromSpells) Of(t *stats.Table) (*Sequences, error) {
	s := &Sequences{Spec: f, lang: f.Lang, Report: &Report{N: t.Len(), lang: f.Lang}}
	if f.Clock == Age && f.Birth == "" {
		return nil, errors.New("spells: Clock Age needs Birth, the column of birth")
	}
	if f.Step > Day || f.Clock > SinceFirst || f.Overlap > LaterWins || f.Horizon < 0 {
		return nil, fmt.Errorf("spells: step %d, clock %d, overlap %d, horizon %d: no such settings", f.Step, f.Clock, f.Overlap, f.Horizon)
	}
	people, c, err := f.read(t, s)
	if err != nil {
		return nil, fmt.Errorf("spells: %w", err)
	}
	s.Unit = c.unit(f.Lang)
	codes, err := f.place(people, c, s)
	if err != nil {
		return nil, fmt.Errorf("spells: %w", err)
	}
	if err := f.alphabet(t, people, s); err != nil {
		return nil, fmt.Errorf("spells: %w", err)
	}
	if err := s.number(codes); err != nil {
		return nil, err
	}
	s.channels(f, people)
	s.finish()
	s.Warnings = s.Report.warnings()
	return s, s.check()
}

// place puts each person's states on the common clock.
func (f FromSpells) place(people []person, c clock, s *Sequences) ([][]string, error) {
	type window struct{ first, last int } // positions, last not included
	windows := make([]window, len(people))
	common := window{1 << 30, -1 << 30}
	for i := range people {
		p := &people[i]
		if len(p.stays) == 0 {
			continue
		}
		origin := c.origin(p)
		from, to := p.span()
		windows[i] = window{c.position(origin, from), c.position(origin, to-1) + 1}
		common.first, common.last = min(common.first, windows[i].first), max(common.last, windows[i].last)
	}
	if common.last < common.first {
		common = window{}
	}
	if f.Clock == SinceFirst {
		common.first = 0
	}
	if f.Horizon > 0 {
		common.last = min(common.last, common.first+f.Horizon)
	}
	if common.last-common.first > mostPositions {
		return nil, fmt.Errorf("positions go from %s to %s; at most %d", c.title(common.first, f.Lang), c.title(common.last, f.Lang), mostPositions)
	}
	s.Start = common.first
	if f.Clock == Calendar {
		for k := common.first; k < common.last; k++ {
			s.Times = append(s.Times, c.title(k, f.Lang))
		}
	}
	codes := make([][]string, len(people))
	for i := range people {
		p := &people[i]
		s.IDs = append(s.IDs, p.id)
		if len(p.stays) == 0 {
			continue
		}
		origin := c.origin(p)
		pieces := f.resolve(p, s.Report)
		last := min(windows[i].last, common.last)
		for k, at := common.first, 0; k < last; k++ {
			low, high := c.edge(origin, k), c.edge(origin, k+1)
			for at < len(pieces) && pieces[at].to <= low {
				at++
			}
			code := ""
			if best := fullest(pieces[at:], low, high); best >= 0 {
				p.stays[best].positions++
				code = p.stays[best].joined
			} else if k > windows[i].first {
				code = f.Gap
			}
			codes[i] = append(codes[i], code)
		}
		for _, st := range p.stays {
			if st.positions == 0 && st.from < c.edge(origin, last) {
				s.Report.Hidden = append(s.Report.Hidden, st.row+1)
			}
		}
	}
	return codes, nil
}

// fullest is the spell whose state fills most of the days from low to high, the
// earlier one when equal, -1 where there is none.
func fullest(pieces []piece, low, high int) int {
	best, most := -1, 0
	days := map[string]int{}
	for _, pc := range pieces {
		if pc.from >= high {
			break
		}
		if pc.stay < 0 {
			continue
		}
		days[pc.code] += min(pc.to, high) - max(pc.from, low)
	}
	for _, pc := range pieces {
		if pc.from >= high {
			break
		}
		if pc.stay >= 0 && days[pc.code] > most {
			best, most = pc.stay, days[pc.code]
		}
	}
	return best
}

// alphabet is that of the spec, else the levels of State, else the joined states
// found, in the order of the levels of their channels.
func (f FromSpells) alphabet(t *stats.Table, people []person, s *Sequences) error {
	state, err := t.Column(f.State)
	if err != nil {
		return err
	}
	s.Alphabet = alphabetOf(f.Alphabet, []stats.Column{state})
	simple := make([]string, len(s.Alphabet))
	for i, level := range s.Alphabet {
		simple[i] = level.Code
	}
	has := map[string]bool{}
	for _, code := range simple {
		has[code] = true
	}
	for _, list := range [][]string{f.Priority, f.Since} {
		for _, code := range list {
			if !has[code] {
				return fmt.Errorf("no state %s", stats.Unknown(code, simple))
			}
		}
	}
	if f.Gap != "" && !has[f.Gap] {
		return fmt.Errorf("Gap: no state %s", stats.Unknown(f.Gap, simple))
	}
	if len(f.Channels) == 0 || f.Alphabet != nil {
		return nil
	}
	found := map[string]stats.Level{}
	var order []string
	for _, p := range people {
		for _, st := range p.stays {
			if _, known := found[st.joined]; !known {
				found[st.joined] = stats.Level{Code: st.joined}
				order = append(order, st.joined)
			}
		}
	}
	if _, known := found[f.Gap]; f.Gap != "" && !known {
		order = append(order, f.Gap)
	}
	s.Alphabet = nil
	for _, first := range simple {
		for _, code := range order {
			if head, _, _ := strings.Cut(code, joint); head == first {
				s.Alphabet = append(s.Alphabet, stats.Level{Code: code})
			}
		}
	}
	return nil
}

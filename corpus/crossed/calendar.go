package crossed

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/stats"
)

// Calendar makes life-event calendars (Ageven) of biographical interviews: the
// passages of each person, in the order in which they were lived, not told.
//
// Dates says when: one row a segment, as the tidy table of codings names it
// ("J01:345-389"), with annee, trimestre, age, domaine and precision; a year or
// an age must be there. Events are further rows of the Ageven sheet of shape
// id_jeune, annee, trimestre, age, domaine, evenement, valence, precision. A
// person is the informant of an interview.
//
// Years order a life; ages do once the person's year of birth follows from an
// event with both, or where all events have an age only. What cannot be placed
// comes last, and codings without a date are counted.
type Calendar struct {
	Codebook *corpus.Codebook // nil: the codes that were used
	Codes    []string         // only these; nil: all
	Coder    string           // only this one; "": all together
	Dates    *stats.Table     // nil: no coding is dated
	Events   *stats.Table     // nil: none
	Lang     string
}

// LifeEvent is one event of a life.
type LifeEvent struct {
	Person        string
	Year, Quarter int // 0 when not known
	Age           int
	AgeKnown      bool
	Domain        string
	Code          string // "" for an event that is not a coding
	Name          string // title of the code, or what the sheet says
	Valence       int    // from -2 to 2
	Valued        bool
	Precision     string
	Told          int  // rank of the passage among those of the person; 0 when not a coding
	Placed        bool // it has its place in the order of the life

	when int // quarters, on a scale of the person's own
}

// LifeCalendars are the events of all persons, each in life order.
type LifeCalendars struct {
	Spec     Calendar
	Persons  []string
	Events   []LifeEvent // by person, then in life order
	Undated  int         // coded passages without a date
	Unplaced int         // events that cannot be set in order
	Warnings []string
}

// Of makes the calendars. It fails on a coder or code that does not exist, on
// codings of another corpus, and when a table lacks a column.
func (s Calendar) Of(c *corpus.Corpus, codings corpus.Codings) (*LifeCalendars, error) {
	heard, err := corpus.Hearing{Codebook: s.Codebook, Codes: s.Codes, Coder: s.Coder, Alone: true, Lang: s.Lang}.Of(c, codings)
	if err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	r := &LifeCalendars{Spec: s, Warnings: heard.Warnings}
	coded, unused, err := s.coded(heard, r)
	if err != nil {
		return nil, fmt.Errorf("calendar: dates: %w", err)
	}
	listed, err := s.listed()
	if err != nil {
		return nil, fmt.Errorf("calendar: events: %w", err)
	}
	byPerson := map[string][]LifeEvent{}
	for _, e := range append(coded, listed...) {
		if byPerson[e.Person] == nil {
			r.Persons = append(r.Persons, e.Person)
		}
		byPerson[e.Person] = append(byPerson[e.Person], e)
	}
	for _, person := range r.Persons {
		life := inLifeOrder(byPerson[person])
		for _, e := range life {
			if !e.Placed {
				r.Unplaced++
			}
		}
		r.Events = append(r.Events, life...)
	}
	n := notes{s.Lang, r.Warnings}
	n.counted(r.Undated, "Passages codés sans date, hors du calendrier : %d.", "Coded passages without a date, not in the calendar: %d.")
	n.counted(r.Unplaced, "Événements qui ne se placent pas (âge sans année de naissance, ou ni l'un ni l'autre) : %d.",
		"Events that cannot be placed (an age without a year of birth, or neither): %d.")
	n.counted(unused, "Dates de segments qui ne sont pas codés : %d.", "Dates of segments that are not coded: %d.")
	r.Warnings = n.list
	return r, nil
}

// moment reads when an event was, from a row of a table.
type moment struct{ year, quarter, age, domain, precision column }

func momentOf(t *stats.Table) (moment, error) {
	var m moment
	m.year, _ = columnOf(t, "annee", false)
	m.quarter, _ = columnOf(t, "trimestre", false)
	m.age, _ = columnOf(t, "age", false)
	m.domain, _ = columnOf(t, "domaine", false)
	m.precision, _ = columnOf(t, "precision", false)
	if m.year.of == nil && m.age.of == nil {
		return m, errors.New("neither a column annee nor a column age")
	}
	return m, nil
}

func (m moment) set(e *LifeEvent, row int, lang string) {
	e.Year, _ = m.year.whole(row)
	e.Quarter, _ = m.quarter.whole(row)
	e.Age, e.AgeKnown = m.age.whole(row)
	e.Domain, e.Precision = m.domain.shown(row, lang), m.precision.shown(row, lang)
}

// coded lists the dated passages, and counts the dates of which there are none.
func (s Calendar) coded(heard *corpus.Accounts, r *LifeCalendars) (events []LifeEvent, unused int, err error) {
	rows := map[string]int{}
	var when moment
	if s.Dates != nil {
		segments, err1 := columnOf(s.Dates, "segment", true)
		var err2 error
		when, err2 = momentOf(s.Dates)
		if err := errors.Join(err1, err2); err != nil {
			return nil, 0, err
		}
		for row := range s.Dates.Len() {
			segment := segments.at(row)
			if _, twice := rows[segment]; twice {
				return nil, 0, fmt.Errorf("row %d: segment %q is dated twice", row+1, segment)
			}
			rows[segment] = row
		}
	}
	type place struct {
		person, document string
		start, event     int
	}
	var told []place
	used := map[string]bool{}
	for _, code := range heard.Codes {
		for _, p := range heard.Passages(code.ID) {
			at := slices.IndexFunc(p.Codings, func(coding corpus.Coding) bool { _, dated := rows[coding.Segment()]; return dated })
			if at < 0 {
				r.Undated++
				continue
			}
			informant := p.Document.Interview().Informant
			e := LifeEvent{Person: cmp.Or(informant.ID, p.Document.ID()), Code: code.ID, Name: code.Title()}
			when.set(&e, rows[p.Codings[at].Segment()], s.Lang)
			switch toneOf([]corpus.Passage{p}) {
			case Against:
				e.Valence, e.Valued = -1, true
			case Even:
				e.Valued = true
			case For:
				e.Valence, e.Valued = 1, true
			}
			for _, coding := range p.Codings {
				used[coding.Segment()] = true
			}
			told = append(told, place{e.Person, p.Document.ID(), p.Start, len(events)})
			events = append(events, e)
		}
	}
	slices.SortStableFunc(told, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.person, b.person), cmp.Compare(a.document, b.document), a.start-b.start)
	})
	rank := 0
	for i, p := range told {
		if i > 0 && told[i-1].person != p.person {
			rank = 0
		}
		rank++
		events[p.event].Told = rank
	}
	for segment := range rows {
		if !used[segment] {
			unused++
		}
	}
	return events, unused, nil
}

// listed lists the events of the Ageven sheet.
func (s Calendar) listed() ([]LifeEvent, error) {
	t := s.Events
	if t == nil {
		return nil, nil
	}
	persons, err1 := columnOf(t, "id_jeune", true)
	names, err2 := columnOf(t, "evenement", true)
	when, err3 := momentOf(t)
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, err
	}
	valences, _ := columnOf(t, "valence", false)
	events := make([]LifeEvent, t.Len())
	for row := range events {
		e := &events[row]
		e.Person, e.Name = persons.at(row), names.at(row)
		when.set(e, row, s.Lang)
		e.Valence, e.Valued = valences.whole(row)
	}
	return events, nil
}

// inLifeOrder places the events of one person. Those of one moment keep the
// order in which they were told; a year without a quarter stands at its start.
func inLifeOrder(life []LifeEvent) []LifeEvent {
	birth, years := 0, false
	for _, e := range life {
		years = years || e.Year > 0
		if birth == 0 && e.Year > 0 && e.AgeKnown {
			birth = e.Year - e.Age
		}
	}
	for i := range life {
		e := &life[i]
		e.Placed = true
		switch {
		case e.Year > 0:
			e.when = 4*e.Year + max(e.Quarter-1, 0)
		case e.AgeKnown && (birth > 0 || !years):
			e.when = 4*(birth+e.Age) + max(e.Quarter-1, 0)
		default:
			e.Placed = false
		}
	}
	slices.SortStableFunc(life, func(a, b LifeEvent) int {
		switch {
		case a.Placed != b.Placed && a.Placed:
			return -1
		case a.Placed != b.Placed:
			return 1
		case a.Told > 0 && b.Told > 0:
			return cmp.Or(a.when-b.when, a.Told-b.Told)
		}
		return a.when - b.when
	})
	return life
}

package duration

import (
	"fmt"
	"strings"
	"time"

	"github.com/askoria/verbatim/stats"
)

// Unit is what durations between dates are told in. They are counted in whole
// days; a month is 30.4375 days, a year 365.25.
type Unit uint8

const (
	// Days, the default.
	Days Unit = iota
	// Months of 30.4375 days.
	Months
	// Years of 365.25 days.
	Years
)

func (u Unit) days() float64 { return [...]float64{1, 30.4375, 365.25}[u] }

// Clock says where the durations of a table stand: between two dates, or in a
// column of numbers.
//
// By dates, a row without To is still going on when its observation ends; where
// the column says so of some (NotApplicable), the others without To are left
// out. For waits, From is the decision and To the start. What ends after that day
// is cut there. A row is an event where it has ended and Event does not say
// otherwise. Event holds flags, numbers (0: not yet) or levels, of which those
// Censored, and NotApplicable, mean not yet. Rows without what is needed are left
// out, by reason. Negative durations are an error that names the rows.
type Clock struct {
	From, To      string    // columns of dates
	Observed      string    // column of dates: the last day on which each is observed
	ObservedUntil time.Time // that day, where it is one for all
	Unit          Unit      // what results are told in; for dates only

	Time string // column of numbers, in place of From and To

	Event    string   // column: whether, or how, it ended
	Censored []string // levels of Event that are no end; numbers as written
	Entry    string   // column of dates or numbers: when observation began, if later
}

// spells are the durations of a table made ready, one for each row kept.
type spells struct {
	rows    []int
	times   []float64 // in days or in the unit of the column
	entries []float64 // nil where all are at risk from 0
	causes  []int     // 0: not yet; else the place in levels, from 1
	levels  []stats.Level
	missing stats.MissingCounts
	scale   float64 // what a unit of results is
	unit    string
	months  bool // told in months
	lang    string
	notes   []string
	sorted  []int // by time, once asked for
}

func (s *spells) say(french, english string) string { return stats.Say(s.lang, french, english) }

func (s *spells) warn(french, english string, args ...any) {
	s.notes = append(s.notes, fmt.Sprintf(s.say(french, english), args...))
}

// reader looks up the columns of a clock.
type reader struct {
	Clock
	from, to, observed *stats.Dates
	time               *stats.Numbers
	event              *ends
	entry              stats.Column
	table              *stats.Table
	late, cut, alive   int
	negative, reversed []int
	limitless          bool
	told               bool // whether the column of ends says of some that they are to come
}

// read makes the durations ready; rows that lack a value in one of the columns
// beside are left out.
func (c Clock) read(t *stats.Table, lang string, binary bool, beside ...stats.Column) (*spells, error) {
	r := reader{Clock: c, table: t}
	if err := r.open(binary, lang); err != nil {
		return nil, err
	}
	s := &spells{scale: 1, lang: lang}
	if r.event != nil {
		s.levels = r.event.levels
	} else {
		s.levels = []stats.Level{{Code: "1", Label: stats.Say(lang, "fin", "end")}}
	}
	if r.time != nil {
		s.unit = r.time.Variable().Unit
		s.months = s.unit == "mois" || s.unit == "months"
	} else {
		s.scale, s.months = c.Unit.days(), c.Unit == Months
		s.unit = [...]string{s.say("jours", "days"), s.say("mois", "months"), s.say("ans", "years")}[c.Unit]
	}
	for row := range t.Len() {
		length, entry, cause, reason := r.at(row)
		for _, column := range beside {
			if reason == stats.Recorded {
				reason = column.Missing(row)
			}
		}
		s.missing[reason]++
		if reason != stats.Recorded {
			continue
		}
		s.rows, s.times, s.causes = append(s.rows, row), append(s.times, length), append(s.causes, cause)
		if r.entry != nil {
			s.entries = append(s.entries, entry)
		}
	}
	if err := r.refuse(); err != nil {
		return nil, err
	}
	r.tell(s)
	if r.time != nil {
		s.merge()
	}
	s.atRisk()
	return s, nil
}

func (r *reader) open(binary bool, lang string) (err error) {
	byDates := r.From != "" || r.To != ""
	switch {
	case byDates == (r.Time != ""):
		return fmt.Errorf("durations stand between From and To, or in Time: name the two dates or the number")
	case byDates && (r.From == "" || r.To == ""):
		return fmt.Errorf("durations between dates need both From and To; found %q and %q", r.From, r.To)
	case r.Time != "" && (r.Observed != "" || !r.ObservedUntil.IsZero() || r.Unit != Days):
		return fmt.Errorf("fields Observed, ObservedUntil and Unit are for dates; Time has its own unit")
	case r.Observed != "" && !r.ObservedUntil.IsZero():
		return fmt.Errorf("set Observed or ObservedUntil, not both")
	case r.Unit > Years:
		return fmt.Errorf("unit %d is not Days, Months or Years", r.Unit)
	}
	dates := func(name string) *stats.Dates {
		if name == "" || err != nil {
			return nil
		}
		var c *stats.Dates
		c, err = r.table.Dates(name)
		return c
	}
	r.from, r.to, r.observed = dates(r.From), dates(r.To), dates(r.Observed)
	if err != nil {
		return err
	}
	r.told = r.to != nil && r.to.MissingCounts()[stats.NotApplicable] > 0
	if r.Time != "" {
		if r.time, err = r.table.Numbers(r.Time); err != nil {
			return err
		}
		if r.Event == "" && len(r.Censored) > 0 {
			return fmt.Errorf("field Censored names levels of Event, which is not set")
		}
	}
	if r.Entry != "" {
		if byDates {
			r.entry, err = r.table.Dates(r.Entry)
		} else {
			r.entry, err = r.table.Numbers(r.Entry)
		}
		if err != nil {
			return err
		}
	}
	if r.Event != "" {
		column, err := r.table.Column(r.Event)
		if err != nil {
			return err
		}
		if r.event, err = endsOf(column, r.Censored, binary, lang); err != nil {
			return err
		}
	}
	return nil
}

// at is the duration of a row, when it entered and how it ended.
func (r *reader) at(row int) (length, entry float64, cause int, reason stats.Missing) {
	if r.time != nil {
		length, _ = r.time.At(row)
		cause, reason = 1, r.time.Missing(row)
		if r.event != nil && reason == stats.Recorded {
			cause, reason = r.event.at(row)
		}
	} else {
		length, cause, reason = r.between(row)
	}
	if reason != stats.Recorded {
		return 0, 0, 0, reason
	}
	if length < 0 {
		r.negative = append(r.negative, row+1)
		return 0, 0, 0, stats.Unreadable
	}
	if r.entry == nil {
		return length, 0, cause, stats.Recorded
	}
	if reason = r.entry.Missing(row); reason != stats.Recorded {
		return 0, 0, 0, reason
	}
	switch c := r.entry.(type) {
	case *stats.Dates:
		entry = days(c, row) - days(r.from, row)
	case *stats.Numbers:
		entry, _ = c.At(row)
	}
	if entry > length {
		r.reversed = append(r.reversed, row+1)
	}
	return length, entry, cause, stats.Recorded
}

// between is the duration between the dates of a row.
func (r *reader) between(row int) (length float64, cause int, reason stats.Missing) {
	if reason = r.from.Missing(row); reason != stats.Recorded {
		return 0, 0, reason
	}
	limit, limited := 0.0, false
	switch {
	case r.observed != nil && r.observed.Missing(row) == stats.Recorded:
		limit, limited = days(r.observed, row), true
	case !r.ObservedUntil.IsZero():
		limit, limited = float64(stats.Day(r.ObservedUntil)), true
	}
	start, ended := days(r.from, row), r.to.Missing(row)
	open := ended == stats.NotApplicable || ended == stats.NotRecorded && !r.told
	cause = 1
	if r.event != nil {
		if cause, reason = r.event.at(row); reason != stats.Recorded {
			if !open {
				return 0, 0, reason
			}
			cause = 0
		}
	} else if open {
		cause = 0
	}
	end := limit
	switch {
	case ended == stats.Recorded:
		end = days(r.to, row)
	case !open || cause > 0:
		return 0, 0, ended // it has ended, nobody knows when
	case !limited && r.observed != nil:
		return 0, 0, r.observed.Missing(row)
	case !limited:
		r.limitless = true
		return 0, 0, ended
	default:
		r.alive++
	}
	if limited && start > limit {
		r.late++
		return 0, 0, stats.NotApplicable
	}
	if limited && end > limit {
		r.cut++
		end, cause = limit, 0
	}
	return end - start, cause, stats.Recorded
}

func days(c *stats.Dates, row int) float64 {
	day, _ := c.At(row)
	return float64(day.Unix() / 86400)
}

func (r *reader) refuse() error {
	name := r.Time
	if r.time == nil {
		name = r.To
	}
	switch {
	case r.limitless:
		return fmt.Errorf("column %q has rows without an end: set ObservedUntil, or Observed to a column of dates, to say how long they were watched", r.To)
	case len(r.negative) > 0 && r.time == nil:
		return fmt.Errorf("column %q is before column %q in row %s; an end cannot come before its start: correct the dates", r.To, r.From, listed(r.negative))
	case len(r.negative) > 0:
		return fmt.Errorf("column %q is below 0 in row %s; durations are 0 or above", name, listed(r.negative))
	case len(r.reversed) > 0:
		return fmt.Errorf("column %q is after the end in row %s; who enters after the end was never observed: correct or leave out these rows", r.Entry, listed(r.reversed))
	}
	return nil
}

// listed writes the numbers of at most ten rows.
func listed(rows []int) string {
	const most = 10
	parts := make([]string, min(len(rows), most))
	for i := range parts {
		parts[i] = fmt.Sprint(rows[i])
	}
	text := strings.Join(parts, ", ")
	if len(rows) > most {
		text += fmt.Sprintf(" and %d more", len(rows)-most)
	}
	return text
}

func (r *reader) tell(s *spells) {
	if r.late > 0 {
		s.warn("Commencés après la fin de l'observation, et laissés de côté : %d.", "Begun after observation ended, and left out: %d.", r.late)
	}
	if r.cut > 0 {
		s.warn("Terminés après la fin de l'observation, comptés comme encore en cours ce jour-là : %d.",
			"Ended after observation stopped, counted as still going on that day: %d.", r.cut)
	}
	if r.alive > 0 {
		s.warn("Sans date de fin, comptés comme encore en cours à la fin de l'observation : %d.",
			"Without a date of end, counted as still going on when observation ended: %d.", r.alive)
	}
}

// atRisk leaves out rows that leave at the time they enter.
func (s *spells) atRisk() {
	if s.entries == nil {
		return
	}
	kept := 0
	for i := range s.rows {
		if s.entries[i] >= s.times[i] {
			s.missing[stats.Recorded]--
			s.missing[stats.NotApplicable]++
			continue
		}
		s.rows[kept], s.times[kept], s.entries[kept], s.causes[kept] = s.rows[i], s.times[i], s.entries[i], s.causes[i]
		kept++
	}
	if out := len(s.rows) - kept; out > 0 {
		s.warn("Entrés le jour de leur sortie, jamais observés, et laissés de côté : %d.", "Entered on the day of exit, never observed, and left out: %d.", out)
	}
	s.rows, s.times, s.entries, s.causes = s.rows[:kept], s.times[:kept], s.entries[:kept], s.causes[:kept]
}

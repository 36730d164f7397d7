package interviews

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/askoria/verbatim/stats"
)

// Retention says until when records are kept: so long after their own end. That
// is the day of an interview, the end of the last episode of a child, the day in
// a column of a table; a record without one ends with the study. Zero: nobody
// has decided yet, and no record has a date of retention.
type Retention struct {
	Years, Months int
	StudyEnd      time.Time // zero: records without a day of their own have no date of retention
}

// Until is the first day on which a record that ended on a day must be gone; zero
// where its end is not known.
func (r Retention) Until(end time.Time) time.Time {
	if end.IsZero() {
		end = r.StudyEnd
	}
	if end.IsZero() || r.Years == 0 && r.Months == 0 {
		return time.Time{}
	}
	until := end.AddDate(r.Years, r.Months, 0)
	// A month too short for the day ends on its last one: not in the next month.
	if months := int(end.Month()) + 12*r.Years + r.Months; int(until.Month()) != (months-1)%12+1 {
		until = until.AddDate(0, 0, -until.Day())
	}
	return until
}

// Retained is a record and the first day on which it must be gone.
type Retained struct {
	Kind  string // "entretien", "parcours", or the title of a table
	Code  string // of the interview, the child, the row
	Until time.Time
}

// Expiry is what must go.
type Expiry struct {
	Spec    Retention
	On      time.Time
	N       int        // records looked at
	Records []Retained // those whose day has come, the oldest first
	Undated []Retained // those of which nobody knows how long they may be kept
	lang    string
}

// Expired lists the interviews and the children's paths that must be gone on a
// day, by Study.Retention. A path in progress has not ended. The codes are those
// to delete, in the files too: Without forgets them here.
func (s Study) Expired(on time.Time) *Expiry {
	e := &Expiry{Spec: s.Retention, On: on, lang: s.Lang}
	for _, i := range s.Interviews {
		e.add(Retained{s.say("entretien", "interview"), i.ID, s.Retention.Until(i.Date)})
	}
	ends := map[string]time.Time{}
	var children []string
	for _, episode := range s.Episodes {
		end, known := ends[episode.Child]
		if !known {
			children = append(children, episode.Child)
			end = episode.End
		}
		// In progress is later than any end.
		if end.IsZero() || episode.End.IsZero() {
			end = time.Time{}
		} else if episode.End.After(end) {
			end = episode.End
		}
		ends[episode.Child] = end
	}
	for _, child := range children {
		if end := ends[child]; end.IsZero() {
			e.N++
		} else {
			e.add(Retained{s.say("parcours", "path"), child, s.Retention.Until(end)})
		}
	}
	return e.sorted()
}

// Expired lists the rows of a table that must be gone on a day: id names the
// column of their codes, end the one of the days on which they ended.
func (r Retention) Expired(t *stats.Table, id, end string, on time.Time) (*Expiry, error) {
	codes, err := t.Column(id)
	if err != nil {
		return nil, fmt.Errorf("retention: %w", err)
	}
	days, err := t.Dates(end)
	if err != nil {
		return nil, fmt.Errorf("retention: %w", err)
	}
	e := &Expiry{Spec: r, On: on}
	for row := range t.Len() {
		day, known := days.At(row)
		if !known {
			day = time.Time{}
		}
		e.add(Retained{t.Title(), codeAt(codes, row), r.Until(day)})
	}
	return e.sorted(), nil
}

func (e *Expiry) add(r Retained) {
	e.N++
	switch {
	case r.Until.IsZero():
		e.Undated = append(e.Undated, r)
	case !r.Until.After(e.On):
		e.Records = append(e.Records, r)
	}
}

func (e *Expiry) sorted() *Expiry {
	slices.SortStableFunc(e.Records, func(a, b Retained) int { return cmp.Compare(stats.Day(a.Until), stats.Day(b.Until)) })
	return e
}

// Tables is one row a record that must go, those without a date of retention
// last. It names codes, and is for who deletes the records.
func (e *Expiry) Tables() []*stats.Table {
	say := Study{Lang: e.lang}.say
	all := slices.Concat(e.Records, e.Undated)
	kinds, codesOf, until := make([]string, len(all)), make([]string, len(all)), make([]time.Time, len(all))
	for i, r := range all {
		kinds[i], codesOf[i], until[i] = r.Kind, r.Code, r.Until
	}
	return []*stats.Table{stats.MustTable(say("À supprimer", "To be deleted"),
		texts("nature", say("Nature", "Kind"), kinds), codes("code", "Code", codesOf),
		stats.Variable{Name: "conserve_jusqu_au", Label: say("À supprimer à partir du", "To be gone from")}.Dates(until, zeroTimes(until, stats.NotRecorded))).
		Captioned(stats.Caption{
			Population: fmt.Sprintf(say("%d enregistrements examinés au %s", "%d records looked at on %s"), e.N, stats.Number.Date(e.On, e.lang)),
			Notes: []string{fmt.Sprintf(say("Règle : fin de l'enregistrement + %d ans et %d mois. Sans date : la durée de conservation est à décider.",
				"Rule: end of the record + %d years and %d months. Without a date: how long to keep it is to be decided."), e.Spec.Years, e.Spec.Months)},
		})}
}

package interviews

import (
	"slices"
	"time"

	"github.com/askoria/verbatim/stats"
)

// Tombstone is what remains of a withdrawal: when, and how much went. It holds
// no code, so that it can be handed over.
type Tombstone struct {
	On                                time.Time
	Interviews, Transcripts, Episodes int
}

// withdrawn is the codes of who is gone: kept to purge what is read or was made
// besides, and shown nowhere.
type withdrawn struct{ persons, interviews, children []string }

// Without is the study after somebody withdrew on a day, and leaves a tombstone.
// The code is that of an interview, which goes; of a person, whose interviews all
// go; or of a child, with whom goes all that is told of them: the interviews of
// others too, and the episodes. Whoever speaks as the youth is the child. Tables
// of cases and reports of reading are cleared by Purge and PurgeReport, codings by
// Codings.In and the corpus of what is left; results are to be made again. A code
// that the study does not have counts for tables read later; "" is nobody's.
func (s Study) Without(code string, on time.Time) Study {
	if code == "" {
		return s
	}
	gone := withdrawn{[]string{code}, []string{code}, []string{code}}
	roles := s.roles()
	for _, i := range s.Interviews {
		if i.Informant.ID == code && i.Child != "" && roles.Informant(i.Informant.Role) == Youth {
			gone.children = append(gone.children, i.Child)
		}
	}
	stone := Tombstone{On: on}
	left := s
	left.Interviews, left.Episodes = nil, nil
	for _, i := range s.Interviews {
		switch {
		case i.ID != code && i.Informant.ID != code && !slices.Contains(gone.children, i.Child):
			left.Interviews = append(left.Interviews, i)
			continue
		case i.Transcript != nil:
			stone.Transcripts++
		}
		stone.Interviews++
		gone.interviews = append(gone.interviews, i.ID)
	}
	for _, e := range s.Episodes {
		if slices.Contains(gone.children, e.Child) {
			stone.Episodes++
		} else {
			left.Episodes = append(left.Episodes, e)
		}
	}
	left.Tombstones = append(slices.Clone(s.Tombstones), stone)
	left.gone = withdrawn{
		slices.Concat(s.gone.persons, gone.persons),
		slices.Concat(s.gone.interviews, gone.interviews),
		slices.Concat(s.gone.children, gone.children),
	}
	return left
}

// TombstoneTable is one row a withdrawal: date, and how many interviews,
// transcripts and episodes went.
func (s Study) TombstoneTable() *stats.Table {
	n := len(s.Tombstones)
	days := make([]time.Time, n)
	interviews, transcripts, episodes := make([]float64, n), make([]float64, n), make([]float64, n)
	for i, stone := range s.Tombstones {
		days[i] = stone.On
		interviews[i], transcripts[i], episodes[i] = float64(stone.Interviews), float64(stone.Transcripts), float64(stone.Episodes)
	}
	return stats.MustTable(s.say("Retraits", "Withdrawals"),
		stats.Variable{Name: "date", Label: s.say("Date du retrait", "Day of withdrawal")}.Dates(days, zeroTimes(days, stats.NotRecorded)),
		counts("entretiens", s.say("Entretiens retirés", "Interviews withdrawn"), interviews),
		counts("transcriptions", s.say("Transcriptions retirées", "Transcripts withdrawn"), transcripts),
		counts("episodes", s.say("Épisodes retirés", "Episodes withdrawn"), episodes))
}

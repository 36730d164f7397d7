package textometry

import (
	"fmt"
	"maps"
	"slices"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Part is by what the words of a text are told apart.
type Part uint8

const (
	// ByDocument: interview by interview.
	ByDocument Part = iota
	// ByCase: situation by situation.
	ByCase
	// ByRole: by the role of who speaks.
	ByRole
	// BySide: youth, parents, professionals.
	BySide
	// ByYear: by the year of the interview.
	ByYear
	// ByMonth: by its month, 2023-04.
	ByMonth
	// Whole takes all words together.
	Whole
)

func (p Part) label(lang string) string {
	return stats.Say(lang, [...]string{"Entretien", "Situation", "Rôle", "Regard", "Année", "Mois", "Corpus"}[p],
		[...]string{"Interview", "Case", "Role", "Side", "Year", "Month", "Corpus"}[p])
}

// name is the name of a column of the parts.
func (p Part) name() string {
	return [...]string{"document", "situation", "role", "regard", "annee", "mois", "corpus"}[p]
}

// parts names the parts, and tells in which each turn lies: roles and sides in
// their declared order, times as they follow one another, undated interviews
// last, others as they first appear. Who asks is a part of their own.
func (t *Text) parts(by Part) (names []string, of []int, err error) {
	if by > Whole {
		return nil, nil, fmt.Errorf("no part %d", by)
	}
	const asks, undated = "enquêteur", "sans date"
	name := func(in turn) string {
		switch by {
		case ByDocument:
			return in.document.ID()
		case ByCase:
			return in.document.Case()
		case ByRole, BySide:
			if in.Interviewer {
				return asks
			}
			if by == BySide {
				return in.side.String()
			}
			return string(in.role())
		case ByYear, ByMonth:
			layout := "2006"
			if by == ByMonth {
				layout = "2006-01"
			}
			if date := in.document.Interview().Date; !date.IsZero() {
				return date.Format(layout)
			}
			return undated
		}
		return "corpus"
	}
	said := map[string]bool{}
	for _, in := range t.turns {
		said[name(in)] = true
	}
	number := map[string]int{}
	add := func(name string) {
		if _, known := number[name]; !known && said[name] {
			number[name] = len(names)
			names = append(names, name)
		}
	}
	switch by {
	case ByRole:
		for _, role := range t.roles.Names() {
			add(role)
		}
	case BySide:
		for side := interviews.Youth; side <= interviews.Professional; side++ {
			add(side.String())
		}
	case ByYear, ByMonth:
		times := slices.Sorted(maps.Keys(said))
		for _, time := range append(slices.DeleteFunc(times, func(time string) bool { return time == undated }), undated) {
			add(time)
		}
	}
	of = make([]int, len(t.turns))
	for i, in := range t.turns {
		add(name(in))
		of[i] = number[name(in)]
	}
	return names, of, nil
}

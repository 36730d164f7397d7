package interviews

import (
	"slices"
	"time"

	"github.com/askoria/verbatim/stats"
)

// Study is the records of one study, read from its files.
type Study struct {
	Name       string
	Interviews []*Interview
	Episodes   []Episode
	Roles      Roles  // nil: DefaultRoles
	Lang       string // of the tables: "" is French, "en" English
	Retention  Retention
	Tombstones []Tombstone // one a withdrawal: see Without

	gone withdrawn
}

func (s Study) roles() Roles {
	if s.Roles == nil {
		return DefaultRoles()
	}
	return s.Roles
}

// Cases gathers the interviews by situation, in the order in which the
// situations first appear. The child is the first that an interview names.
func (s Study) Cases() []Case {
	var cases []Case
	at := map[string]int{}
	for _, interview := range s.Interviews {
		i, known := at[interview.Case]
		if !known {
			i = len(cases)
			at[interview.Case] = i
			cases = append(cases, Case{ID: interview.Case})
		}
		if cases[i].Child == "" {
			cases[i].Child = interview.Child
		}
		cases[i].Interviews = append(cases[i].Interviews, interview)
	}
	return cases
}

// say chooses the language of a heading.
func (s Study) say(french, english string) string {
	if s.Lang == "en" {
		return english
	}
	return french
}

// InterviewTable is one row an interview: id_entretien, id_cas, id_enfant, role
// and regard (the side), tranche, sexe, date, lieu, duree_min, transcrit and
// tours (turns, not applicable without a transcript). What is not written is
// missing, not recorded. Codes of informants and interviewers stay out.
func (s Study) InterviewTable() *stats.Table {
	roles := s.roles()
	n := len(s.Interviews)
	var id, situation, child, band, sex, place []string
	role, side, roleMissing := make([]int, n), make([]int, n), make([]stats.Missing, n)
	minutes, noMinutes := make([]float64, n), make([]stats.Missing, n)
	turns, noTurns := make([]float64, n), make([]stats.Missing, n)
	written := make([]bool, n)
	dates := make([]time.Time, n)
	for i, interview := range s.Interviews {
		id, situation, child = append(id, interview.ID), append(situation, interview.Case), append(child, interview.Child)
		band, sex, place = append(band, interview.Informant.AgeBand), append(sex, interview.Informant.Sex), append(place, interview.Place)
		role[i] = slices.IndexFunc(roles, func(r RoleRule) bool { return r.Role == interview.Informant.Role })
		if role[i] < 0 || roles[role[i]].Informant == NoInformant {
			roleMissing[i] = stats.NotRecorded
		} else {
			side[i] = int(roles[role[i]].Informant - Youth)
		}
		dates[i] = interview.Date
		if minutes[i] = float64(interview.Minutes); interview.Minutes == 0 {
			noMinutes[i] = stats.NotRecorded
		}
		if written[i] = interview.Transcript != nil; !written[i] {
			noTurns[i] = stats.NotApplicable
		} else {
			turns[i] = float64(len(interview.Transcript.Turns))
		}
	}
	return stats.MustTable(s.say("Entretiens", "Interviews"),
		codes("id_entretien", s.say("Entretien", "Interview"), id),
		codes("id_cas", s.say("Situation", "Case"), situation),
		codes("id_enfant", s.say("Enfant", "Child"), child),
		stats.Variable{Name: "role", Label: s.say("Rôle", "Role")}.Categories(stats.Levels(roles.Names()...), false, role, roleMissing),
		stats.Variable{Name: "regard", Label: s.say("Regard", "Side")}.Categories(s.sides(), false, side, roleMissing),
		stats.Variable{Name: "tranche", Label: s.say("Tranche d'âge", "Age band")}.Labelled(band...),
		stats.Variable{Name: "sexe", Label: s.say("Sexe", "Sex")}.Labelled(sex...),
		stats.Variable{Name: "date", Label: "Date"}.Dates(dates, zeroTimes(dates, stats.NotRecorded)),
		stats.Variable{Name: "lieu", Label: s.say("Lieu", "Place")}.Labelled(place...),
		stats.Variable{Name: "duree_min", Label: s.say("Durée", "Duration"), Unit: "min", Format: stats.Count}.Numbers(minutes, noMinutes),
		stats.Variable{Name: "transcrit", Label: s.say("Transcrit", "Transcribed")}.Flags(written, nil),
		stats.Variable{Name: "tours", Label: s.say("Tours de parole", "Turns"), Format: stats.Count}.Numbers(turns, noTurns))
}

func (s Study) sides() []stats.Level {
	return []stats.Level{
		{Code: Youth.String(), Label: s.say("Jeune", "Youth")},
		{Code: Parent.String(), Label: s.say("Parent", "Parent")},
		{Code: Professional.String(), Label: s.say("Professionnel", "Professional")},
	}
}

// EpisodeTable is one row an episode: id_enfant, no, debut, fin (not applicable
// while in progress), etat, cadre, intensite, motif_fin.
func (s Study) EpisodeTable() *stats.Table {
	n := len(s.Episodes)
	var child, state, legal, intensity, reason []string
	number := make([]float64, n)
	start, end := make([]time.Time, n), make([]time.Time, n)
	for i, e := range s.Episodes {
		child, state, legal = append(child, e.Child), append(state, e.State), append(legal, e.Legal)
		intensity, reason = append(intensity, e.Intensity), append(reason, e.Reason)
		number[i], start[i], end[i] = float64(e.Number), e.Start, e.End
	}
	return stats.MustTable(s.say("Épisodes", "Episodes"),
		codes("id_enfant", s.say("Enfant", "Child"), child),
		stats.Variable{Name: "no", Label: s.say("Numéro", "Number"), Format: stats.Count}.Numbers(number, nil),
		stats.Variable{Name: "debut", Label: s.say("Début", "Start")}.Dates(start, nil),
		stats.Variable{Name: "fin", Label: s.say("Fin", "End")}.Dates(end, zeroTimes(end, stats.NotApplicable)),
		stats.Variable{Name: "etat", Label: s.say("État", "State")}.Labelled(state...),
		stats.Variable{Name: "cadre", Label: s.say("Cadre", "Legal base")}.Labelled(legal...),
		stats.Variable{Name: "intensite", Label: s.say("Intensité", "Intensity")}.Labelled(intensity...),
		stats.Variable{Name: "motif_fin", Label: s.say("Motif de fin", "Reason for the end")}.Labelled(reason...))
}

func zeroTimes(values []time.Time, reason stats.Missing) []stats.Missing {
	missing := make([]stats.Missing, len(values))
	for i, t := range values {
		if t.IsZero() {
			missing[i] = reason
		}
	}
	return missing
}

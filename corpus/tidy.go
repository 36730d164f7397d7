package corpus

import (
	"fmt"
	"slices"
	"time"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Tidy is the long table of codings that other programs start from: one row a
// coding, in their order. Columns: study, case (id_cas), child (id_enfant),
// role, side, document, turn, speaker, segment, start and end in code points of
// the frozen text, words of the informant, one column a level of the code's
// path, code, coder, batch, date, valence, certainty where any was given, quote, then the attributes of the
// interview and the hash of the text.
//
// The quote is missing, Refused, where the interview may not be quoted. A level
// below the code is NotApplicable, whatever nobody wrote NotRecorded.
type Tidy struct {
	Study string
}

// Of makes the table; it fails on a coding without a document.
func (t Tidy) Of(codings Codings) (*stats.Table, error) {
	depth := 1
	for i, coding := range codings {
		if coding.Document == nil {
			return nil, fmt.Errorf("coding %d has no document", i+1)
		}
		depth = max(depth, len(coding.Path))
	}
	text := func(name, label string, value func(Coding) string) stats.Column {
		return each.Text(name, label, codings, stats.NotRecorded, value)
	}
	columns := []stats.Column{
		text("etude", "Étude", func(Coding) string { return t.Study }),
		text("id_cas", "Situation", func(c Coding) string { return c.Document.Case() }),
		text("id_enfant", "Enfant", func(c Coding) string { return c.Document.interview.Child }),
		text("role", "Rôle", func(c Coding) string { return c.role() }),
		each.Text("regard", "Regard", codings, stats.NotApplicable, func(c Coding) string {
			return c.Document.Side(c.turn()).String()
		}),
		text("document", "Entretien", func(c Coding) string { return c.Document.ID() }),
		each.Place("tour", "Tour", codings, func(c Coding) int { return c.Turn }),
		text("locuteur", "Locuteur", func(c Coding) string { return c.turn().Speaker }),
		text("segment", "Segment", Coding.Segment),
		each.Place("debut", "Début", codings, func(c Coding) int { return c.Start }),
		each.Place("fin", "Fin", codings, func(c Coding) int { return c.End }),
		each.Count("mots", "Mots", codings, func(c Coding) int { return c.Words }),
	}
	for level := range depth {
		columns = append(columns, each.Text(fmt.Sprintf("niveau_%d", level+1), fmt.Sprintf("Niveau %d", level+1),
			codings, stats.NotApplicable, func(c Coding) string {
				if level < len(c.Path) {
					return c.Path[level]
				}
				return ""
			}))
	}
	day := func(name, label string, value func(Coding) time.Time) stats.Column {
		days, missing := make([]time.Time, len(codings)), make([]stats.Missing, len(codings))
		for i, coding := range codings {
			if days[i] = value(coding); days[i].IsZero() {
				missing[i] = stats.NotRecorded
			}
		}
		return stats.Variable{Name: name, Label: label}.Dates(days, missing)
	}
	columns = append(columns,
		text("code", "Code", func(c Coding) string { return c.Code }),
		text("codeur", "Codé par", func(c Coding) string { return c.Coder }),
		each.Text("lot", "Règle", codings, stats.NotApplicable, func(c Coding) string { return c.Batch }),
		day("date_codage", "Date du codage", func(c Coding) time.Time { return c.Date }),
		valenceColumn(codings, func(c Coding) Valence { return c.Valence }))
	if slices.ContainsFunc(codings, func(c Coding) bool { return c.Certainty != NoCertainty }) {
		columns = append(columns, certaintyColumn(codings))
	}
	columns = append(columns,
		each.Text("citation", "Citation", codings, stats.Refused, func(c Coding) string {
			if !quotable(c.Document) {
				return ""
			}
			return c.Quote
		}),
		text("id_informateur", "Informateur", func(c Coding) string { return c.Document.interview.Informant.ID }),
		text("tranche", "Tranche d'âge", func(c Coding) string { return c.Document.interview.Informant.AgeBand }),
		text("sexe", "Sexe", func(c Coding) string { return c.Document.interview.Informant.Sex }),
		day("date", "Date de l'entretien", func(c Coding) time.Time { return c.Document.interview.Date }),
		text("lieu", "Lieu", func(c Coding) string { return c.Document.interview.Place }),
		minutes(codings),
		text("enqueteur", "Enquêteur", func(c Coding) string { return c.Document.interview.Interviewer }),
		text("sha256", "SHA-256 du texte", func(c Coding) string { return c.SHA256 }))
	table, err := stats.NewTable("Codages", columns...)
	if err != nil {
		return nil, err
	}
	return table.Captioned(stats.Caption{Notes: withheld(codings)}), nil
}

// turn is the turn in which the coding begins.
func (c Coding) turn() interviews.Turn {
	turn, _ := c.Document.Turn(c.Turn)
	return turn
}

// role is the role of who speaks; the interviewer has none.
func (c Coding) role() string {
	if turn := c.turn(); !turn.Interviewer {
		return string(c.Document.role(turn))
	}
	return ""
}

// quotable tells whether words of the text may stand in a report: only with
// an agreement, and not after a withdrawal.
func quotable(d *Document) bool {
	return d.interview.Quotable() && d.interview.Consent.Withdrawn.IsZero()
}

func withheld(codings Codings) []string {
	n := 0
	for _, coding := range codings {
		if !quotable(coding.Document) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []string{fmt.Sprintf("Citations retenues, faute d'accord de citation : %d.", n)}
}

// valenceColumn makes a column of ordered valences.
func valenceColumn[T any](records []T, value func(T) Valence) stats.Column {
	codes, missing := make([]int, len(records)), make([]stats.Missing, len(records))
	for i, record := range records {
		if n, given := value(record).Number(); given {
			codes[i] = n + 1
		} else {
			missing[i] = stats.NotRecorded
		}
	}
	levels := []stats.Level{{Code: "-1", Label: "négative"}, {Code: "0", Label: "neutre"}, {Code: "1", Label: "positive"}}
	return stats.Variable{Name: "valence", Label: "Valence"}.Categories(levels, true, codes, missing)
}

func minutes(codings Codings) stats.Column {
	values, missing := make([]float64, len(codings)), make([]stats.Missing, len(codings))
	for i, coding := range codings {
		values[i] = float64(coding.Document.interview.Minutes)
		if values[i] == 0 {
			missing[i] = stats.NotRecorded
		}
	}
	return stats.Variable{Name: "duree_min", Label: "Durée", Unit: "min", Format: stats.Count}.Numbers(values, missing)
}

package textometry

import (
	"fmt"
	"strings"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// oneLine writes a stretch of text without its line ends.
func oneLine(text string) string { return strings.ReplaceAll(text, "\n", " ") }

func printed(lang string, tables []*stats.Table) string {
	var all strings.Builder
	for i, table := range tables {
		if i > 0 {
			all.WriteString("\n")
		}
		all.WriteString(stats.Printer{Lang: lang}.Of(table))
	}
	return all.String()
}

// texts makes a column of texts, one a row; where one is empty there is nothing to say.
func texts[T any](name, label string, rows []T, value func(T) string) stats.Column {
	return each.Text(name, label, rows, stats.NotApplicable, value)
}

// pValues makes the columns of p and of p adjusted.
func pValues[T any](lang string, adjust stats.Adjustment, rows []T, raw, adjusted func(T) stats.Test) []stats.Column {
	column := func(name, label string, test func(T) stats.Test) stats.Column {
		return each.Figure(name, label, stats.PValue, rows, func(row T) (float64, bool) { return test(row).P, test(row).Defined() })
	}
	columns := []stats.Column{column("p", "p", raw)}
	if adjust != stats.Unadjusted {
		columns = append(columns, column("p_ajuste", stats.Say(lang, "p ajusté ", "p adjusted ")+"("+adjust.String()+")", adjusted))
	}
	return columns
}

// place is where something stands; without a document it stands nowhere.
type place struct {
	document         *corpus.Document
	turn, start, end int
}

func (t *Text) place(first, end int) place {
	a, b := t.words[first], t.words[end-1]
	in := t.turns[a.turn]
	return place{in.document, in.Number, int(a.start), int(b.end)}
}

// placeColumns lead each row back to its text.
func placeColumns(lang string, places []place) []stats.Column {
	number := func(name, label string, value func(place) int) stats.Column {
		values, missing := make([]float64, len(places)), make([]stats.Missing, len(places))
		for i, p := range places {
			values[i] = float64(value(p))
			if p.document == nil {
				missing[i] = stats.NotApplicable
			}
		}
		return stats.Variable{Name: name, Label: label, Format: stats.Ordinal}.Numbers(values, missing)
	}
	return []stats.Column{
		texts("document", stats.Say(lang, "Entretien", "Interview"), places, func(p place) string {
			if p.document == nil {
				return ""
			}
			return p.document.ID()
		}),
		number("tour", stats.Say(lang, "Tour", "Turn"), func(p place) int { return p.turn }),
		number("debut", stats.Say(lang, "Début", "Start"), func(p place) int { return p.start }),
		number("fin", stats.Say(lang, "Fin", "End"), func(p place) int { return p.end }),
	}
}

func roleColumn(lang string, places []place) stats.Column {
	return texts("role", stats.Say(lang, "Rôle", "Role"), places, func(p place) string {
		said, _ := p.document.Turn(p.turn)
		return string(turn{document: p.document, Turn: said}.role())
	})
}

func (p place) quotable() bool {
	said, _ := p.document.Turn(p.turn)
	return turn{document: p.document, Turn: said}.quotable()
}

// quotes makes a column of stretches of text, Refused where they may not be
// quoted.
func quotes(name, label string, places []place, value func(i int) string) stats.Column {
	values, missing := make([]string, len(places)), make([]stats.Missing, len(places))
	for i, p := range places {
		if p.quotable() {
			values[i] = value(i)
		} else {
			missing[i] = stats.Refused
		}
	}
	return stats.Variable{Name: name, Label: label}.Texts(values, missing)
}

// withheld is the footnote on what may not be quoted.
func withheld(lang string, places []place) []string {
	n := 0
	for _, p := range places {
		if !p.quotable() {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []string{fmt.Sprintf(stats.Say(lang, "Textes retenus (RF), faute d'accord de citation ou dits par un tiers : %d.",
		"Texts withheld (RF), for want of an agreement to be quoted or said by a third person: %d."), n)}
}

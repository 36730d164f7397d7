package crossed

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// SituationSheet is one situation with its quotes side by side: one row a theme
// that somebody speaks of, one column a voice. It is a working paper: who knows
// the family recognises each in what the other says of them.
type SituationSheet struct {
	Situation string
	Withheld  int // accounts that speak, but may not be quoted

	table *stats.Table
}

// Sheet sets the accounts of a situation side by side, with one quote each: the
// passage that most coders chose, then the one nearest to 25 words. Where there
// is none a cell says why, in brackets; it is missing, Refused, where the words
// may not be quoted. It fails on a situation that does not exist.
func (m *SituationMatrix) Sheet(situation string) (*SituationSheet, error) {
	var rows []Crossing
	var known []string
	for _, c := range m.Cells {
		if len(known) == 0 || known[len(known)-1] != c.Situation {
			known = append(known, c.Situation)
		}
		spoken := slices.ContainsFunc(c.Accounts, func(a Account) bool { return a.State == Says })
		if c.Situation == situation && spoken {
			rows = append(rows, c)
		}
	}
	if !slices.Contains(known, situation) {
		return nil, fmt.Errorf("no situation %s", stats.Unknown(situation, known))
	}
	lang := m.Spec.Lang
	s := &SituationSheet{Situation: situation}
	columns := []stats.Column{
		each.Text("code", "Code", rows, stats.NotRecorded, func(c Crossing) string { return c.Code.ID }),
		each.Text("theme", stats.Say(lang, "Thème", "Theme"), rows, stats.NotRecorded, func(c Crossing) string { return c.Code.Label }),
		levelColumn("relation", "Relation", wordLevels(relationWords[:], lang), rows, stats.NotRecorded, func(c Crossing) int { return int(c.Relation) }),
	}
	for i, v := range m.Voices {
		texts, marks, missing := make([]string, len(rows)), make([][]stats.Span, len(rows)), make([]stats.Missing, len(rows))
		for row, c := range rows {
			a := c.Accounts[i]
			if a.State != Says {
				texts[row] = "[" + a.State.Label(lang) + "]"
				continue
			}
			quote, ok := best(a.Passages, lang)
			if !ok {
				missing[row] = stats.Refused
				s.Withheld++
				continue
			}
			texts[row], marks[row] = quote.Text+" ("+quote.Signature+")", quote.Marks
		}
		columns = append(columns, stats.Variable{Name: fmt.Sprintf("voix_%d", i+1), Label: v}.Texts(texts, missing).Marked(marks))
	}
	n := notes{lang: lang}
	n.add("Document de travail : ne pas remettre aux personnes de la situation ni à leurs proches.",
		"Working paper: not to be handed to the persons of the case or those near to them.")
	n.counted(s.Withheld, "Paroles qui ne peuvent pas être citées : %d.", "Accounts that may not be quoted: %d.")
	s.table = stats.MustTable(stats.Say(lang, "Situation ", "Case ")+situation, columns...).Captioned(stats.Caption{Notes: n.list})
	return s, nil
}

// Tables is the table in a list of one.
func (s *SituationSheet) Tables() []*stats.Table { return []*stats.Table{s.table} }

// best is the quote to show of an account, if one may be shown.
func best(passages []corpus.Passage, lang string) (corpus.Quote, bool) {
	const goodLength = 25
	order := slices.Clone(passages)
	slices.SortStableFunc(order, func(a, b corpus.Passage) int {
		return cmp.Or(len(b.Codings.Coders())-len(a.Codings.Coders()),
			max(a.Words-goodLength, goodLength-a.Words)-max(b.Words-goodLength, goodLength-b.Words))
	})
	for _, p := range order {
		if quote, ok := p.Quote(lang); ok {
			return quote, true
		}
	}
	return corpus.Quote{}, false
}

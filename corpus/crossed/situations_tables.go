package crossed

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Tables are three: the matrix, one row a situation and theme; relations by
// theme, in triads, in dyads and in all situations; what each voice does, by
// theme. No table holds a quote: see Sheet.
func (m *SituationMatrix) Tables() []*stats.Table {
	return []*stats.Table{m.matrix(), m.relations(), m.voices()}
}

// String prints the relations by theme.
func (m *SituationMatrix) String() string {
	return stats.Printer{Lang: m.Spec.Lang}.Of(m.relations())
}

// statusOf names how many sides tell of a situation.
func statusOf(sides int, lang string) string {
	return [...]string{"", stats.Say(lang, "seul", "alone"), stats.Say(lang, "dyade", "dyad"), stats.Say(lang, "triade", "triad")}[sides]
}

func (m *SituationMatrix) population() string {
	return fmt.Sprintf(stats.Say(m.Spec.Lang, "Situations : %d, dont %d triades, %d dyades et %d à un seul regard.",
		"Situations: %d, of which %d triads, %d dyads and %d told from one side."), m.N, m.Triads, m.Dyads, m.N-m.Triads-m.Dyads)
}

func (m *SituationMatrix) matrix() *stats.Table {
	lang := m.Spec.Lang
	columns := []stats.Column{
		each.Text("id_cas", stats.Say(lang, "Situation", "Case"), m.Cells, stats.NotRecorded, func(c Crossing) string { return c.Situation }),
		each.Text("statut", stats.Say(lang, "Statut", "Status"), m.Cells, stats.NotApplicable, func(c Crossing) string { return statusOf(c.Sides, lang) }),
		each.Text("code", "Code", m.Cells, stats.NotRecorded, func(c Crossing) string { return c.Code.ID }),
		each.Text("theme", stats.Say(lang, "Thème", "Theme"), m.Cells, stats.NotRecorded, func(c Crossing) string { return c.Code.Label }),
	}
	for i, v := range m.Voices {
		columns = append(columns,
			levelColumn(fmt.Sprintf("voix_%d", i+1), v, wordLevels(stateWords[:], lang), m.Cells, stats.NotRecorded,
				func(c Crossing) int { return int(c.Accounts[i].State) }),
			levelColumn(fmt.Sprintf("ton_%d", i+1), v+stats.Say(lang, " : ton", ": tone"), wordLevels(toneWords[:], lang), m.Cells, stats.NotApplicable,
				func(c Crossing) int {
					if c.Accounts[i].State != Says {
						return -1
					}
					return int(c.Accounts[i].Tone)
				}))
	}
	columns = append(columns,
		levelColumn("relation", "Relation", wordLevels(relationWords[:], lang), m.Cells, stats.NotRecorded, func(c Crossing) int { return int(c.Relation) }),
		each.Text("origine", stats.Say(lang, "Établie par", "Set by"), m.Cells, stats.NotRecorded, func(c Crossing) string {
			if c.Judged {
				return stats.Say(lang, "l'analyste", "the analyst")
			}
			return stats.Say(lang, "la règle", "the rule")
		}),
		each.Text("raison", stats.Say(lang, "Raison", "Reason"), m.Cells, stats.NotApplicable, func(c Crossing) string { return c.Reason }))
	return stats.MustTable(stats.Say(lang, "Regards croisés : situations × thèmes", "Crossed accounts: cases × themes"), columns...).
		Captioned(stats.Caption{Population: m.population(), Notes: append(slices.Clone(m.Warnings), m.rule())})
}

// rule says how relations are found.
func (m *SituationMatrix) rule() string {
	return stats.Say(m.Spec.Lang,
		"Dissonance : deux regards de tons opposés. Silence : l'un parle, un autre, interrogé et lu, se tait. Convergence : tous parlent de la même chose sur le même ton. Complément : tous parlent, d'autres aspects ou sur des tons différents sans être opposés. À trancher : les codeurs se contredisent sur la valence. Non croisé : moins de deux regards demandés et lus.",
		"Dissonance: two accounts in opposed tones. Silence: one speaks, another, asked and read, does not. Convergence: all speak of the same thing in the same tone. Complement: all speak, of other aspects or in tones that differ without being opposed. To be settled: coders contradict one another on the valence. Not crossed: fewer than two accounts asked and read.")
}

// Count is in how many situations the accounts on a code stand so to one
// another: of triads with sides 3, of dyads with 2, of all with 0.
func (m *SituationMatrix) Count(code string, sides int, relation Relation) int {
	n := 0
	for i := range m.Cells {
		c := &m.Cells[i]
		if c.Code.ID == code && c.Relation == relation && (sides == 0 || c.Sides == sides) {
			n++
		}
	}
	return n
}

func (m *SituationMatrix) relations() *stats.Table {
	lang := m.Spec.Lang
	type line struct {
		code   corpus.Code
		sides  int
		name   string
		counts [relations]int
		n      int
	}
	groups := []line{
		{sides: 3, name: stats.Say(lang, "triades", "triads"), n: m.Triads},
		{sides: 2, name: stats.Say(lang, "dyades", "dyads"), n: m.Dyads},
		{sides: 0, name: stats.Say(lang, "ensemble", "all"), n: m.N},
	}
	var lines []line
	for _, code := range m.Codes {
		for _, l := range groups {
			l.code = code
			for r := range l.counts {
				l.counts[r] = m.Count(code.ID, l.sides, Relation(r))
			}
			lines = append(lines, l)
		}
	}
	columns := []stats.Column{
		each.Text("code", "Code", lines, stats.NotRecorded, func(l line) string { return l.code.ID }),
		each.Text("theme", stats.Say(lang, "Thème", "Theme"), lines, stats.NotRecorded, func(l line) string { return l.code.Label }),
		each.Text("situations", stats.Say(lang, "Situations comptées", "Cases counted"), lines, stats.NotRecorded, func(l line) string { return l.name }),
	}
	for r, w := range relationWords {
		columns = append(columns, each.Count(w.code, w.in(lang), lines, func(l line) int { return l.counts[r] }))
	}
	columns = append(columns, each.Count("n", stats.Say(lang, "Ensemble", "All"), lines, func(l line) int { return l.n }))
	return stats.MustTable(stats.Say(lang, "Regards croisés : relations par thème", "Crossed accounts: relations by theme"), columns...).
		Captioned(stats.Caption{
			Units: stats.Say(lang, "Nombre de situations", "Number of cases"), Population: m.population(),
			Notes: []string{m.rule(), stats.Say(lang, "L'ensemble compte aussi les situations à un seul regard, toujours non croisées entre regards.",
				"All includes the cases told from one side, which cannot be crossed between sides.")},
		})
}

func (m *SituationMatrix) voices() *stats.Table {
	lang := m.Spec.Lang
	lines := m.voiceLines()
	columns := []stats.Column{
		each.Text("code", "Code", lines, stats.NotRecorded, func(l voiceLine) string { return l.code.ID }),
		each.Text("theme", stats.Say(lang, "Thème", "Theme"), lines, stats.NotRecorded, func(l voiceLine) string { return l.code.Label }),
		each.Text("regard", stats.Say(lang, "Regard", "Voice"), lines, stats.NotRecorded, func(l voiceLine) string { return l.voice }),
	}
	for state := states - 1; state >= 0; state-- {
		columns = append(columns, each.Count(stateWords[state].code, stateWords[state].in(lang), lines, func(l voiceLine) int { return l.counts[state] }))
	}
	columns = append(columns, each.Count("n", stats.Say(lang, "Ensemble", "All"), lines, func(voiceLine) int { return m.N }))
	return stats.MustTable(stats.Say(lang, "Regards croisés : qui dit, qui se tait", "Crossed accounts: who says, who is silent"), columns...).
		Captioned(stats.Caption{Units: stats.Say(lang, "Nombre de situations", "Number of cases"), Population: m.population()})
}

package sequence

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Tables are the sequences as spells, one row a person, then state by state, one
// column a position (the data of an index plot), then what FromSpells reports.
func (s *Sequences) Tables() []*stats.Table {
	rows := make([]int, s.Len())
	for i := range rows {
		rows[i] = i
	}
	say := func(french, english string) string { return stats.Say(s.lang, french, english) }
	id := words("id", say("Personne", "Person"), rows, func(i int) string { return s.IDs[i] })
	columns := []stats.Column{
		id, words("sequence", say("Séquence", "Sequence"), rows, s.Text),
		column("longueur", say("Longueur", "Length"), stats.Count, rows, func(i int) float64 { return float64(len(s.States[i])) }),
	}
	if s.Weights != nil {
		columns = append(columns, column("poids", say("Poids", "Weight"), stats.Number, rows, s.weight))
	}
	states := []stats.Column{id}
	for t := range s.longest() {
		codes, missing := make([]int, len(rows)), make([]stats.Missing, len(rows))
		for i, list := range s.States {
			switch {
			case t >= len(list):
				missing[i] = stats.NotApplicable // after the end
			case list[t] == NoState:
				missing[i] = stats.NotRecorded
			default:
				codes[i] = list[t]
			}
		}
		v := stats.Variable{Name: "t_" + strconv.Itoa(t+1), Label: s.Times[t]}
		states = append(states, v.Categories(s.Alphabet, false, codes, missing))
	}
	caption := stats.Caption{Population: s.population(), Notes: s.Warnings}
	tables := []*stats.Table{
		stats.MustTable(say("Séquences", "Sequences"), columns...).Captioned(caption),
		stats.MustTable(say("États par position", "States by position"), states...).Captioned(caption),
	}
	if s.Report != nil {
		tables = append(tables, s.Report.Tables()...)
	}
	return tables
}

func (s *Sequences) population() string {
	return fmt.Sprintf(stats.Say(s.lang, "%d séquences, %d positions au plus, %d états, %d positions sans état connu",
		"%d sequences, %d positions at most, %d states, %d positions without a known state"), s.N, s.longest(), len(s.Alphabet), s.Unknown)
}

// String says how many sequences there are, and what to know before using them.
func (s *Sequences) String() string {
	return strings.Join(append([]string{s.population()}, s.Warnings...), "\n") + "\n"
}

package textometry

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Typical finds the units that say most of what is typical of their class: the
// sum of chi² (see Profiles) over the terms said, those alone whose chi² is
// positive and above 3.84; with Mean their sum over the number of terms said,
// which favours short units. One row a unit, in its own words, by class and
// score, equal ones in the order of the documents.
//
// Of units that may not be quoted Tables shows where they are, not the text.
type Typical struct {
	Most int // units of each class; 0 is 10, below 0 all
	Mean bool
	Lang string
}

// TypicalTable is typical units by class.
type TypicalTable struct {
	Spec     Typical
	Rows     []TypicalUnit
	N        int // units with a class
	Warnings []string

	table *UnitTable
}

// TypicalUnit is one unit: its place among the Units, from 0, its score and the
// typical terms that it says, the most typical first.
type TypicalUnit struct {
	Class, Unit int
	Score       float64
	Terms       []string
}

// Of scores.
func (s Typical) Of(c *Classification) (*TypicalTable, error) {
	profiles, err := Profiles{Adjust: stats.Unadjusted}.Of(c)
	if err != nil {
		return nil, fmt.Errorf("typical: %w", err)
	}
	number := make(map[string]int, len(c.Table.Terms))
	for j, term := range c.Table.Terms {
		number[term] = j
	}
	scores := make([][]float64, c.Classes)
	for class := range scores {
		scores[class] = make([]float64, len(c.Table.Terms))
	}
	const threshold = 3.84 // of chi² with 1 degree of freedom at 5 %
	for _, row := range profiles.Rows {
		if row.Score.Defined() && row.Score.Value > threshold {
			scores[row.Class-1][number[row.Term]] = row.Score.Value
		}
	}
	byClass := make([][]TypicalUnit, c.Classes)
	result := &TypicalTable{Spec: s, table: c.Table}
	for i, class := range c.Of {
		if class == 0 {
			continue
		}
		result.N++
		row := TypicalUnit{Class: class, Unit: i}
		var said []int
		for _, t := range c.Table.rows[i] {
			if score := scores[class-1][t.Term]; score > 0 {
				row.Score += score
				said = append(said, t.Term)
			}
		}
		if len(said) == 0 {
			continue
		}
		if s.Mean {
			row.Score /= float64(len(c.Table.rows[i]))
		}
		slices.SortStableFunc(said, func(a, b int) int { return cmp.Compare(scores[class-1][b], scores[class-1][a]) })
		for _, j := range said {
			row.Terms = append(row.Terms, c.Table.Terms[j])
		}
		byClass[class-1] = append(byClass[class-1], row)
	}
	most := cmp.Or(s.Most, 10)
	for class, rows := range byClass {
		slices.SortStableFunc(rows, func(a, b TypicalUnit) int { return cmp.Compare(b.Score, a.Score) })
		if most > 0 && len(rows) > most {
			rows = rows[:most]
		}
		result.Rows = append(result.Rows, rows...)
		if len(rows) == 0 {
			result.Warnings = append(result.Warnings, fmt.Sprintf(stats.Say(s.Lang, "Classe %d : aucun mot typique.", "Class %d: no typical term."), class+1))
		}
	}
	return result, nil
}

// Tables is the units.
func (r *TypicalTable) Tables() []*stats.Table {
	lang := r.Spec.Lang
	units := make([]int, len(r.Rows))
	for i, row := range r.Rows {
		units[i] = row.Unit
	}
	columns := []stats.Column{each.Count("classe", stats.Say(lang, "Classe", "Class"), r.Rows, func(u TypicalUnit) int { return u.Class })}
	columns = append(columns, r.table.unitColumns(lang, units)...)
	columns = append(columns,
		each.Figure("score", "Score", stats.Tenth, r.Rows, func(u TypicalUnit) (float64, bool) { return u.Score, true }),
		texts("mots_typiques", stats.Say(lang, "Mots typiques", "Typical terms"), r.Rows, func(u TypicalUnit) string { return strings.Join(u.Terms, ", ") }))
	notes := slices.Clone(r.Warnings)
	if r.table.text != nil {
		columns = append(columns, r.table.quotes(lang, units))
		notes = append(notes, withheld(lang, r.table.places(units))...)
	}
	score := stats.Say(lang, "Score : somme des khi-2 des mots typiques dits", "Score: sum of chi-square over the typical terms said")
	if r.Spec.Mean {
		score = stats.Say(lang, "Score : somme des khi-2 des mots typiques dits, par mot de l'unité", "Score: sum of chi-square over the typical terms said, by term of the unit")
	}
	table := stats.MustTable(stats.Say(lang, "Unités typiques", "Typical units"), columns...)
	return []*stats.Table{table.Captioned(stats.Caption{
		Units:      score,
		Population: fmt.Sprintf(stats.Say(lang, "%s unités classées.", "%s units with a class."), stats.Count.Number(float64(r.N), lang)),
		Notes:      notes,
	})}
}

// String prints the first units.
func (r *TypicalTable) String() string { return printed(r.Spec.Lang, r.Tables()) }

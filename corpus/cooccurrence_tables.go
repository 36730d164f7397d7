package corpus

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Tables is the matrix, then the list of pairs found together.
func (t *CoOccurrenceTable) Tables() []*stats.Table {
	return []*stats.Table{t.matrix(), t.listing()}
}

// String prints the list.
func (t *CoOccurrenceTable) String() string { return stats.Printer{Lang: t.Spec.Lang}.Of(t.listing()) }

func (t *CoOccurrenceTable) title(code string) string {
	if known, ok := t.book.Code(code); ok {
		return known.Title()
	}
	return code
}

func (t *CoOccurrenceTable) matrix() *stats.Table {
	label := [...]string{"Codes ensemble", "Code", "Thème"}
	diagonal := "Diagonale : %s où le code se trouve. SO : un code et un code au-dessous de lui."
	if t.Spec.Lang == "en" {
		label = [...]string{"Codes together", "Code", "Theme"}
		diagonal = "Diagonal: %s in which the code is found. SO: a code and one below it."
	}
	columns := []stats.Column{
		each.Text("code", label[1], t.Codes, stats.NotRecorded, func(code string) string { return code }),
		each.Text("theme", label[2], t.Codes, stats.NotRecorded, func(id string) string {
			code, _ := t.book.Code(id)
			return code.Label
		}),
	}
	for j, code := range t.Codes {
		values, missing := make([]float64, len(t.Codes)), make([]stats.Missing, len(t.Codes))
		for i, other := range t.Codes {
			values[i] = float64(t.Together[i][j])
			if t.Related(other, code) {
				missing[i] = stats.NotApplicable
			}
		}
		columns = append(columns, stats.Variable{Name: "n_" + code, Label: code, Format: stats.Count}.Numbers(values, missing))
	}
	caption := t.caption()
	caption.Notes = append(caption.Notes, fmt.Sprintf(diagonal, t.Spec.Scope.name(t.Spec.Lang)))
	return stats.MustTable(label[0], columns...).Captioned(caption)
}

func (t *CoOccurrenceTable) listing() *stats.Table {
	label := [...]string{"Paires de codes", "Code 1", "Code 2", "n 1", "n 2", "Ensemble", "Jaccard (coefficient c)", "Dice", "Ochiai", "Part du texte commune"}
	if t.Spec.Lang == "en" {
		label = [...]string{"Pairs of codes", "Code 1", "Code 2", "n 1", "n 2", "Together", "Jaccard (c coefficient)", "Dice", "Ochiai", "Share of text in common"}
	}
	text := func(name, label string, value func(CodePair) string) stats.Column {
		return each.Text(name, label, t.Pairs, stats.NotRecorded, value)
	}
	columns := []stats.Column{
		text("code_1", label[1], func(p CodePair) string { return t.title(p.A) }),
		text("code_2", label[2], func(p CodePair) string { return t.title(p.B) }),
		each.Count("n_1", label[3], t.Pairs, func(p CodePair) int { return p.NA }),
		each.Count("n_2", label[4], t.Pairs, func(p CodePair) int { return p.NB }),
		each.Count("ensemble", label[5], t.Pairs, func(p CodePair) int { return p.Both }),
		each.Estimate("jaccard", label[6], stats.Coefficient, t.Pairs, func(p CodePair) stats.Estimate { return p.Jaccard }),
		each.Estimate("dice", label[7], stats.Coefficient, t.Pairs, func(p CodePair) stats.Estimate { return p.Dice }),
		each.Estimate("ochiai", label[8], stats.Coefficient, t.Pairs, func(p CodePair) stats.Estimate { return p.Ochiai }),
	}
	if t.Spec.Scope == InPassage {
		columns = append(columns, each.Estimate("commun", label[9], stats.Coefficient, t.Pairs, func(p CodePair) stats.Estimate { return p.SharedPassages }))
	}
	return stats.MustTable(label[0], columns...).Captioned(t.caption())
}

func (t *CoOccurrenceTable) caption() stats.Caption {
	unit := t.Spec.Scope.name(t.Spec.Lang)
	units, population := "Nombre de %s où les deux codes se trouvent ensemble", "%d %s où au moins un code se trouve."
	once := "Deux passages sont ensemble quand ils se chevauchent ; chaque passage compte dans une paire au plus."
	if t.Spec.Lang == "en" {
		units, population = "Number of %s in which both codes are found", "%d %s in which a code is found."
		once = "Two passages are together when they overlap; each passage counts in one pair at most."
	}
	notes := slices.Clone(t.Warnings)
	if t.Spec.Scope == InPassage {
		notes = append(notes, once)
		population = "%d %s, réunis quand ils se chevauchent."
		if t.Spec.Lang == "en" {
			population = "%d %s, joined where they overlap."
		}
	}
	return stats.Caption{
		Units:      fmt.Sprintf(units, unit),
		Population: fmt.Sprintf(population, t.N, unit),
		Notes:      notes,
	}
}

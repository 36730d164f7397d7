package textometry

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Profiles tells by which terms the classes of a classification differ: chi² of
// each term in each class against the others, with a minus where the class says
// it less (see Keyness). One row a class and term, from the most to the least
// typical of the class.
//
// What is compared is in how many units a term is said, as in IRaMuTeQ, or with
// Occurrences how often, as in R's rainette::rainette_stats. p is adjusted over
// all terms and classes. The classes were made of the same words: p describes
// them, it proves nothing.
type Profiles struct {
	Occurrences bool
	Correction  Correction
	Most        int // of each class, first and last rows shown by Tables; 0 is 20, below 0 all
	Adjust      stats.Adjustment
	Lang        string
}

// ProfileTable is classes by terms.
type ProfileTable struct {
	Spec     Profiles
	Classes  int
	Rows     []ClassTerm
	N        int // units with a class, or occurrences in them
	Warnings []string
}

// ClassTerm is one term in one class: Target is its count there.
type ClassTerm struct {
	Class int
	KeyTerm
	// Within is the percentage of the class that has the term, Share the
	// percentage of the term that is in the class.
	Within, Share float64
}

// Of compares.
func (s Profiles) Of(c *Classification) (*ProfileTable, error) {
	table := c.Terms(!s.Occurrences)
	result := &ProfileTable{Spec: s, Classes: c.Classes, N: table.N}
	var tests []stats.Test
	for class, name := range table.Parts {
		keys, err := Keyness{Target: name, Correction: s.Correction, Adjust: stats.Unadjusted, Lang: s.Lang}.Of(table)
		if err != nil {
			return nil, fmt.Errorf("profiles: %w", err)
		}
		for _, key := range keys.Rows {
			result.Rows = append(result.Rows, ClassTerm{
				Class: class + 1, KeyTerm: key,
				Within: 100 * float64(key.Target) / float64(max(table.Sizes[class], 1)),
				Share:  100 * float64(key.Target) / float64(key.Target+key.Reference),
			})
			tests = append(tests, key.Test)
		}
	}
	for i, test := range s.Adjust.Of(tests) {
		result.Rows[i].Adjusted = test
	}
	if len(result.Rows) == 0 {
		result.Warnings = []string{stats.Say(s.Lang, "Aucun mot n'est dit dans les classes.", "No term is said in the classes.")}
	}
	return result, nil
}

// shown keeps the Most first and last rows of each class.
func (r *ProfileTable) shown() []ClassTerm {
	most := cmp.Or(r.Spec.Most, 20)
	if most < 0 {
		return r.Rows
	}
	size := len(r.Rows) / r.Classes // every class has a row for each term
	var rows []ClassTerm
	for i, row := range r.Rows {
		if i%size < most || i%size >= size-most {
			rows = append(rows, row)
		}
	}
	return rows
}

// Tables is the first and last terms of each class.
func (r *ProfileTable) Tables() []*stats.Table {
	s, lang := r.Spec, r.Spec.Lang
	rows := r.shown()
	columns := []stats.Column{
		each.Count("classe", stats.Say(lang, "Classe", "Class"), rows, func(c ClassTerm) int { return c.Class }),
		texts("terme", stats.Say(lang, "Mot", "Word"), rows, func(c ClassTerm) string { return c.Term }),
		each.Count("frequence", stats.Say(lang, "Dans la classe", "In the class"), rows, func(c ClassTerm) int { return c.Target }),
		each.Count("total", stats.Say(lang, "Au total", "In all"), rows, func(c ClassTerm) int { return c.Target + c.Reference }),
		each.Figure("part_classe", stats.Say(lang, "% de la classe", "% of the class"), stats.Percent, rows, func(c ClassTerm) (float64, bool) { return c.Within, true }),
		each.Figure("part_mot", stats.Say(lang, "% du mot", "% of the word"), stats.Percent, rows, func(c ClassTerm) (float64, bool) { return c.Share, true }),
		each.Figure("khi2", stats.Say(lang, "Khi-2", "Chi-square"), stats.Tenth, rows, func(c ClassTerm) (float64, bool) { return c.Score.Value, c.Score.Defined() }),
	}
	columns = append(columns, pValues(lang, s.Adjust, rows,
		func(c ClassTerm) stats.Test { return c.Test }, func(c ClassTerm) stats.Test { return c.Adjusted })...)
	counted := stats.Say(lang, "Nombre d'unités où le mot est dit", "Number of units in which the word is said")
	population := stats.Say(lang, "%s unités classées.", "%s units with a class.")
	if s.Occurrences {
		counted = stats.Say(lang, "Nombre d'occurrences", "Number of occurrences")
		population = stats.Say(lang, "%s occurrences dans les classes.", "%s occurrences in the classes.")
	}
	table := stats.MustTable(stats.Say(lang, "Profils des classes", "Profiles of the classes"), columns...)
	return []*stats.Table{table.Captioned(stats.Caption{
		Units:      counted + stats.Say(lang, " ; khi-2 négatif où la classe dit moins le mot", "; chi-square negative where the class says the word less"),
		Population: fmt.Sprintf(population, stats.Count.Number(float64(r.N), lang)),
		Notes: append(slices.Clone(r.Warnings), stats.Say(lang, "Les classes ont été faites de ces mots : p les décrit et ne prouve rien.",
			"The classes were made of these words: p describes them and proves nothing.")),
	})}
}

// String prints the first terms.
func (r *ProfileTable) String() string { return printed(r.Spec.Lang, r.Tables()) }

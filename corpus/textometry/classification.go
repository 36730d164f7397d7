package textometry

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Classification is the units of a text in classes, from Reinert or
// DoubleReinert: what Profiles and Typical describe.
type Classification struct {
	Table   *UnitTable
	Classes int
	Of      []int    // class of each unit, from 1; 0 where it has none
	Why     []string // of each unit, why it has no class; "" where it has one
	N       int      // units
	Lang    string
}

// At is the classification in k classes, from 2 to Classes.
func (r *ReinertTree) At(k int) (*Classification, error) {
	if r.Classes < 2 {
		return nil, fmt.Errorf("reinert: there are no classes: %s", r.Warnings[0])
	}
	if k < 2 || k > r.Classes {
		return nil, fmt.Errorf("reinert: %d classes are not there, 2 to %d are", k, r.Classes)
	}
	c := &Classification{Table: r.Table, Classes: k, Of: slices.Clone(r.Groups[k-2]), Why: make([]string, r.N), N: r.N, Lang: r.Spec.Lang}
	for i, of := range c.Of {
		if of > 0 {
			continue
		}
		left := slices.IndexFunc(r.Groups, func(of []int) bool { return of[i] == 0 })
		if left == 0 {
			c.Why[i] = stats.Say(c.Lang, "aucun des mots retenus", "none of the terms")
		} else {
			c.Why[i] = fmt.Sprintf(stats.Say(c.Lang, "plus aucun mot de sa classe à la division %d", "no term of its class left at cut %d"), left+1)
		}
	}
	return c, nil
}

func (c *Classification) names() []string {
	names := make([]string, c.Classes)
	for k := range names {
		names[k] = strconv.Itoa(k + 1)
	}
	return names
}

// Terms counts the terms in each class, how often they are said or, with
// inUnits, in how many units: the table for Keyness, Specificities or a
// correspondence analysis. Units without a class do not count.
func (c *Classification) Terms(inUnits bool) *TermTable {
	of := make([]int, c.N)
	for i, class := range c.Of {
		of[i] = class - 1
	}
	table := c.Table.across(c.names(), of, inUnits)
	table.Spec.Lang = c.Lang
	table.by = stats.Say(c.Lang, "classe", "class")
	return table
}

// Segments is a row a unit: where it stands, who speaks, its class as a
// category, NotApplicable where it has none, its text where it may be quoted.
// Crossed by stats.CrossTab it tells the classes of a role, a case or a year;
// joined on "document" to a table of the interviews, those of any variable.
func (c *Classification) Segments() *stats.Table {
	lang, t := c.Lang, c.Table
	units := make([]int, c.N)
	codes, missing := make([]int, c.N), make([]stats.Missing, c.N)
	for i, class := range c.Of {
		units[i] = i
		if codes[i] = class - 1; class == 0 {
			missing[i] = stats.NotApplicable
		}
	}
	columns := append(t.unitColumns(lang, units),
		stats.Variable{Name: "classe", Label: stats.Say(lang, "Classe", "Class")}.Categories(stats.Levels(c.names()...), false, codes, missing),
		texts("non_classee", stats.Say(lang, "Non classée", "Unclassified"), units, func(i int) string { return c.Why[i] }),
		each.Count("mots", stats.Say(lang, "Mots", "Words"), units, t.words))
	var notes []string
	if t.text != nil {
		for _, by := range []Part{ByCase, ByRole, BySide, ByYear} {
			names, of, _ := t.partOf(by) // a part that exists
			columns = append(columns, stats.Variable{Name: by.name(), Label: by.label(lang)}.Categories(stats.Levels(names...), false, of, nil))
		}
		columns = append(columns, t.quotes(lang, units))
		notes = withheld(lang, t.places(units))
	}
	return stats.MustTable(stats.Say(lang, "Unités et leurs classes", "Units and their classes"), columns...).Captioned(stats.Caption{Notes: notes})
}

// Tables is the classes with their shares of the units and words that have one,
// and the units that have none, by reason.
func (c *Classification) Tables() []*stats.Table {
	lang := c.Lang
	classes := make([]int, c.Classes)
	units, words, documents := make([]int, c.Classes+1), make([]int, c.Classes+1), make([]map[string]bool, c.Classes+1)
	var reasons []string
	without := map[string]int{}
	for i, class := range c.Of {
		units[class]++
		words[class] += c.Table.words(i)
		if documents[class] == nil {
			documents[class] = map[string]bool{}
		}
		documents[class][c.Table.document[i]] = true
		if why := c.Why[i]; why != "" {
			if without[why] == 0 {
				reasons = append(reasons, why)
			}
			without[why]++
		}
	}
	for k := range classes {
		classes[k] = k + 1
	}
	share := func(of []int) func(class int) (float64, bool) {
		all := total(of[1:])
		return func(class int) (float64, bool) { return 100 * float64(of[class]) / float64(max(all, 1)), all > 0 }
	}
	table := stats.MustTable(stats.Say(lang, "Classes", "Classes"),
		texts("classe", stats.Say(lang, "Classe", "Class"), classes, strconv.Itoa),
		each.Count("unites", stats.Say(lang, "Unités", "Units"), classes, func(class int) int { return units[class] }),
		each.Figure("part_unites", stats.Say(lang, "% des unités", "% of units"), stats.Percent, classes, share(units)),
		each.Count("mots", stats.Say(lang, "Mots", "Words"), classes, func(class int) int { return words[class] }),
		each.Figure("part_mots", stats.Say(lang, "% des mots", "% of words"), stats.Percent, classes, share(words)),
		each.Count("documents", stats.Say(lang, "Entretiens", "Interviews"), classes, func(class int) int { return len(documents[class]) }),
	).Captioned(stats.Caption{Population: fmt.Sprintf(stats.Say(lang, "%s unités classées sur %s.", "%s units classified of %s."),
		stats.Count.Number(float64(c.N-units[0]), lang), stats.Count.Number(float64(c.N), lang))})
	if len(reasons) == 0 {
		return []*stats.Table{table}
	}
	return []*stats.Table{table, stats.MustTable(stats.Say(lang, "Unités non classées", "Units without a class"),
		texts("raison", stats.Say(lang, "Raison", "Reason"), reasons, func(why string) string { return why }),
		each.Count("unites", stats.Say(lang, "Unités", "Units"), reasons, func(why string) int { return without[why] }))}
}

// String prints the classes.
func (c *Classification) String() string { return printed(c.Lang, c.Tables()) }

// Tables is the cuts, and the classes of the last one.
func (r *ReinertTree) Tables() []*stats.Table {
	lang, whole := r.Spec.Lang, 0.0
	rows := make([]int, len(r.Splits))
	for i, split := range r.Splits {
		rows[i] = i
		whole += split.Chi2
	}
	column := func(name, fr, en string, value func(Split) int) stats.Column {
		return each.Count(name, stats.Say(lang, fr, en), rows, func(i int) int { return value(r.Splits[i]) })
	}
	table := stats.MustTable(stats.Say(lang, "Classification descendante", "Descending classification"),
		each.Count("classes", "Classes", rows, func(i int) int { return i + 2 }),
		column("divisee", "Classe divisée", "Class cut", func(s Split) int { return s.Class }),
		each.Figure("khi2", stats.Say(lang, "Khi-2", "Chi-square"), stats.Tenth, rows, func(i int) (float64, bool) { return r.Splits[i].Chi2, true }),
		each.Figure("part", stats.Say(lang, "% de la hauteur", "% of the height"), stats.Percent, rows, func(i int) (float64, bool) { return 100 * r.Splits[i].Chi2 / whole, whole > 0 }),
		column("premiere", "Unités, 1re", "Units, first", func(s Split) int { return s.Sizes[0] }),
		column("seconde", "Unités, 2de", "Units, second", func(s Split) int { return s.Sizes[1] }),
		column("laissees", "Laissées", "Left out", func(s Split) int { return s.Without }),
		column("mots", "Mots", "Terms", func(s Split) int { return s.Terms }),
		column("deplacees", "Déplacées", "Moved", func(s Split) int { return s.Moves }),
	).Captioned(stats.Caption{Units: stats.Say(lang, "Unités de contexte", "Context units"), Notes: r.Warnings})
	if r.Classes < 2 {
		return []*stats.Table{table}
	}
	last, _ := r.At(r.Classes) // there is one
	return append([]*stats.Table{table}, last.Tables()...)
}

// String prints the cuts and classes.
func (r *ReinertTree) String() string { return printed(r.Spec.Lang, r.Tables()) }

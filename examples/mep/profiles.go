package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/cluster"
	"github.com/askoria/verbatim/stats/factor"
)

// lived are the variables that make the profiles: what the family lives, not what
// was decided for it.
var lived = []string{
	"conflit_parental", "logement_instable", "isolement", "activite_mere",
	"handicap_mdph", "absenteisme", "d_sante", "d_education",
}

// beside are set against the profiles without making them.
var beside = []string{"tranche_age", "cadre", "intensite_max", "adhesion", "surendettement", "sexe", "operateur"}

// profileNames are the analyst's: the class in which a sign stands out most bears
// the name.
var profileNames = []struct{ variable, level, name string }{
	{"logement_instable", "oui", "Logement perdu, peu d’appuis"},
	{"conflit_parental", "oui", "Parents en conflit, le reste tient"},
	{"handicap_mdph", "reconnu", "Enfant à soigner, mère au foyer"},
	{"absenteisme", "rupture", "Adolescent hors de l’école"},
}

// kinds is a typology of profiles, and whether it holds.
type kinds struct {
	axes  *factor.MultipleCorrespondence
	types *cluster.Hierarchy
	again *cluster.Resampled
	cases *stats.Table // with the column "classe"
	cards *cluster.Typology
}

// profilesOf makes classes of situations: axes, tree, resampling, description.
func profilesOf(ctx context.Context, cases *stats.Table) (k kinds, err error) {
	if k.axes, err = (factor.MCA{Active: lived, Supplementary: beside, Cases: "enfants"}).Of(cases); err != nil {
		return k, err
	}
	classes := cluster.HCPC{Max: 8, Cases: "enfants"}
	if k.types, err = classes.Of(ctx, &k.axes.Space); err != nil {
		return k, err
	}
	classes.Classes = len(k.types.Sizes)
	if k.again, err = (cluster.Stability{Seed: 2023, Workers: 2, Cases: "enfants"}).Of(ctx, k.types.Classes, classes.Method(&k.axes.Space)); err != nil {
		return k, err
	}
	describe := cluster.Profiles{Classes: "classe", Columns: slices.Concat(lived, beside), Cases: "enfants"}
	column := k.types.Column("classe")
	for range 2 { // once to know the signs of each class, once with its name
		if k.cases, err = cases.With(column); err != nil {
			return k, err
		}
		if k.cards, err = describe.Of(k.cases); err != nil {
			return k, err
		}
		column = renamed(column, "Profil", k.names())
	}
	return k, nil
}

// names finds, for each class that is described, its name among profileNames.
func (k kinds) names() map[int]string {
	names := map[int]string{}
	for _, known := range profileNames {
		best, most := -1, 1.96
		for c, class := range k.cards.Classes {
			for _, trait := range class.Levels {
				link := k.cards.Links[trait.Link]
				if link.Name == known.variable && link.Levels[trait.Level].Code == known.level && !class.Small && trait.VTest.Value > most {
					best, most = c, trait.VTest.Value
				}
			}
		}
		if _, taken := names[best]; best >= 0 && !taken {
			names[best] = known.name
		}
	}
	return names
}

// renamed gives classes names; those without keep their number.
func renamed(classes *stats.Categories, label string, names map[int]string) *stats.Categories {
	levels := slices.Clone(classes.Levels())
	for c, name := range names {
		levels[c].Label = name
	}
	codes, missing := make([]int, classes.Len()), make([]stats.Missing, classes.Len())
	for row := range codes {
		codes[row], _ = classes.At(row)
		missing[row] = classes.Missing(row)
	}
	variable := classes.Variable()
	variable.Label = label
	return variable.Categories(levels, false, codes, missing)
}

// profiles puts the typology of situations into the workbook.
func (a *analysis) profiles(ctx context.Context, sheet export.Sheet) error {
	k, err := profilesOf(ctx, a.cases)
	if err != nil {
		return err
	}
	a.cases = k.cases // crossed with the paths later on
	sheet.Add(k.cards, nil)
	sheet.Add(k.again, nil)
	a.book.Sheet("Profils – classes").Add(k.types, nil)
	a.book.Sheet("Profils – axes").Add(k.axes, nil)
	a.say("%d profils de situations, retrouvés quand on retire des enfants au hasard (Jaccard de %s) : %s.",
		len(k.types.Sizes), jaccards(k.again), list(titles(k.cards)))
	return nil
}

// titles are the classes that may be described, with their share.
func titles(r *cluster.Typology) []string {
	var words []string
	for _, class := range r.Classes {
		if !class.Small {
			words = append(words, fmt.Sprintf("%s (%s)", low(class.Title()), percent(class.Share)))
		}
	}
	return words
}

// jaccards is the range of mean similarities.
func jaccards(r *cluster.Resampled) string {
	low, high := 1.0, 0.0
	for _, class := range r.Class {
		if class.Jaccard.Defined() {
			low, high = min(low, class.Jaccard.Value), max(high, class.Jaccard.Value)
		}
	}
	return fmt.Sprintf("%s à %s", number(low), number(high))
}

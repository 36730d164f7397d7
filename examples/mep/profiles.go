package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/cluster"
	"github.com/askoria/verbatim/stats/factor"
)

// sign is a trait that a reader understands: some levels of a variable, taken
// together. Finer levels would leave too few children in each to be shown.
type sign struct {
	name, label, variable string
	levels                []string
}

// signs make the profiles: what the family lives, not what was decided for it.
var signs = []sign{
	{"conflit", "Parents en conflit", "conflit_parental", []string{"oui"}},
	{"logement", "Logement instable", "logement_instable", []string{"oui"}},
	{"isole", "Ménage isolé", "isolement", []string{"2", "3"}},
	{"chomage", "Mère au chômage", "activite_mere", []string{"chomage"}},
	{"foyer", "Mère au foyer ou invalide", "activite_mere", []string{"foyer", "invalidite"}},
	{"mdph", "Handicap reconnu ou en cours", "handicap_mdph", []string{"reconnu", "en_cours"}},
	{"absences", "Absences régulières ou rupture scolaire", "absenteisme", []string{"regulier", "rupture"}},
	{"sante", "Santé en danger", "d_sante", []string{"2"}},
	{"education", "Éducation en danger", "d_education", []string{"2"}},
}

// column is whether each case has the sign; where the variable is missing, so is it.
func (s sign) column(cases *stats.Table) (*stats.Flags, error) {
	c, err := cases.Column(s.variable)
	if err != nil {
		return nil, err
	}
	values, missing := make([]bool, c.Len()), make([]stats.Missing, c.Len())
	for row := range values {
		missing[row] = c.Missing(row)
		switch c := c.(type) {
		case *stats.Flags:
			values[row], _ = c.At(row)
		case *stats.Categories:
			values[row] = missing[row] == stats.Recorded && slices.Contains(s.levels, c.Code(row))
		default:
			return nil, fmt.Errorf("column %q must hold levels", s.variable)
		}
	}
	return stats.Variable{Name: s.name, Label: s.label}.Flags(values, missing), nil
}

// beside are set against the profiles without making them.
var beside = []string{"cadre", "adhesion", "surendettement", "sexe", "operateur"}

// profileNames are the analyst's: the class in which a sign stands out most bears
// the name.
var profileNames = []struct{ sign, name string }{
	{"logement", "Logement perdu, peu d’appuis"},
	{"conflit", "Parents en conflit, le reste tient"},
	{"mdph", "Enfant à soigner, mère au foyer"},
	{"absences", "Adolescent hors de l’école"},
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
	var active []string
	for _, s := range signs {
		column, err := s.column(cases)
		if err != nil {
			return k, err
		}
		if cases, err = cases.With(column); err != nil {
			return k, err
		}
		active = append(active, s.name)
	}
	if k.axes, err = (factor.MCA{Active: active, Supplementary: beside, Cases: "enfants"}).Of(cases); err != nil {
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
	describe := cluster.Profiles{Classes: "classe", Columns: slices.Concat(active, beside), Cases: "enfants"}
	column := k.types.Column("classe")
	for range 2 { // once to know the signs of each class, once with its name
		if k.cases, err = cases.With(column); err != nil {
			return k, err
		}
		if k.cards, err = describe.Of(k.cases); err != nil {
			return k, err
		}
		column = program.Named(column, "Profil", k.names())
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
				if link.Name == known.sign && !class.Small && trait.VTest.Value > most {
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

// profiles puts the typology of situations into the workbook.
func (a *analysis) profiles(ctx context.Context, sheet export.Sheet) error {
	k, err := profilesOf(ctx, a.cases)
	if err != nil {
		return err
	}
	a.cases = k.cases // crossed with the paths later on
	sheet.Add(k.inWords())
	sheet.Add(k.again, nil)
	a.Open.Sheet("Profils – chiffres").Add(k.cards, nil)
	a.Open.Sheet("Profils – classes").Add(k.types, nil)
	plane := k.axes.Spec
	plane.Axes = 2 // those that are drawn: the classes stand on five
	axes, err := plane.Of(k.cases)
	if err != nil {
		return err
	}
	a.Open.Sheet("Profils – carte").Add(figure.FactorMap{Title: "Ce qui va ensemble dans les situations"}.Of(axes))
	a.Open.Sheet("Profils – axes").Add(axes, nil)
	a.say("%d profils de situations, retrouvés quand d’autres enfants sont tirés au sort (Jaccard de %s) : %s.",
		len(k.types.Sizes), jaccards(k.again), list(titles(k.cards)))
	return nil
}

// inWords is the typology for those who do not read figures: what is more, and
// less, frequent in each class than elsewhere, without a count of which the rest
// would be a few children. A class of fewer than five is not described.
func (k kinds) inWords() (*stats.Table, error) {
	var numbers, names, more, less, holds []string
	var sizes, shares, jaccard []float64
	for c, class := range k.cards.Classes {
		if class.Small {
			continue
		}
		var often, seldom []string
		for _, trait := range class.Levels {
			link := k.cards.Links[trait.Link]
			if !slices.ContainsFunc(signs, func(s sign) bool { return s.name == link.Name }) {
				continue
			}
			switch {
			case trait.VTest.Value > 1.96:
				often = append(often, low(link.Title()))
			case trait.VTest.Value < -1.96:
				seldom = append(seldom, low(link.Title()))
			}
		}
		again := k.again.Class[c]
		numbers = append(numbers, fmt.Sprint("Classe ", c+1))
		names, more, less = append(names, class.Title()), append(more, list(often)), append(less, list(seldom))
		sizes, shares = append(sizes, float64(class.N)), append(shares, class.Share)
		jaccard = append(jaccard, again.Jaccard.Value)
		holds = append(holds, tenfold(again.Recovered))
	}
	return stats.NewTable("Les profils en mots",
		stats.Variable{Name: "classe", Label: "Classe"}.Texts(numbers, nil),
		stats.Variable{Name: "profil", Label: "Profil"}.Texts(names, nil),
		stats.Variable{Name: "n", Label: "Enfants", Format: stats.Count}.Numbers(sizes, nil),
		stats.Variable{Name: "part", Label: "% de l’ensemble", Format: stats.Percent}.Numbers(shares, nil),
		stats.Variable{Name: "plus", Label: "Plus souvent qu’ailleurs"}.Texts(more, nil),
		stats.Variable{Name: "moins", Label: "Moins souvent"}.Texts(less, nil),
		stats.Variable{Name: "jaccard", Label: "Jaccard moyen", Format: stats.Coefficient}.Numbers(jaccard, nil),
		stats.Variable{Name: "tient", Label: "Retrouvé"}.Texts(holds, nil))
}

// tenfold says in words how often a class came back when children were drawn anew.
func tenfold(recovered float64) string {
	switch {
	case recovered >= 95:
		return "presque toujours"
	case recovered >= 75:
		return "le plus souvent"
	case recovered >= 50:
		return "une fois sur deux"
	}
	return "rarement : à ne pas citer seul"
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
	if number(low) == number(high) {
		return number(low)
	}
	return fmt.Sprintf("%s à %s", number(low), number(high))
}

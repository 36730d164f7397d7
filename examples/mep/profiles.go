package main

import (
	"context"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/cluster"
	"github.com/askoria/verbatim/stats/factor"
)

// situation are the variables that make the profiles: what the family lives, not
// what was decided for it.
var situation = []string{
	"conflit_parental", "logement_instable", "isolement", "activite_mere",
	"handicap_mdph", "absenteisme", "d_sante", "d_education",
}

// beside are placed on the axes and set against the profiles without making
// them. Sex and operator have nothing to do with them.
var beside = []string{"tranche_age", "cadre", "intensite_max", "adhesion", "surendettement", "sexe", "operateur"}

// kinds is a typology of profiles, and whether it holds.
type kinds struct {
	axes  *factor.MultipleCorrespondence
	types *cluster.Hierarchy
	again *cluster.Resampled
	cards *cluster.Typology
}

// profiles makes classes of situations: axes, tree, resampling, description.
func profiles(ctx context.Context, cases *stats.Table) (k kinds, err error) {
	if k.axes, err = (factor.MCA{Active: situation, Supplementary: beside, Cases: "enfants"}).Of(cases); err != nil {
		return k, err
	}
	classes := cluster.HCPC{Min: 3, Max: 8, Cases: "enfants"}
	if k.types, err = classes.Of(ctx, &k.axes.Space); err != nil {
		return k, err
	}
	classes.Classes = len(k.types.Sizes)
	if k.again, err = (cluster.Stability{Seed: 2023, Cases: "enfants"}).Of(ctx, k.types.Classes, classes.Method(&k.axes.Space)); err != nil {
		return k, err
	}
	described, err := cases.With(k.types.Column("profil"))
	if err != nil {
		return k, err
	}
	k.cards, err = cluster.Profiles{Classes: "profil", Columns: append(append([]string(nil), situation...), beside...), Cases: "enfants"}.Of(described)
	return k, err
}

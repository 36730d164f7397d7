package qca

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

func (r *Robust) say(french, english string) string { return r.Solution.say(french, english) }

// Reading is a sentence on the narrowest range of an anchor or a cut.
func (r *Robust) Reading() string {
	var changing []string
	for _, one := range r.Ranges {
		if one.Below != "" || one.Above != "" {
			changing = append(changing, one.Setting)
		}
	}
	if len(changing) == 0 {
		return r.say("Lecture : aucun réglage, déplacé seul, ne change les modèles.", "Reading: no setting, moved alone, changes the models.")
	}
	return fmt.Sprintf(r.say("Lecture : les modèles restent les mêmes dans les intervalles donnés ; ils changent au-delà pour %s.",
		"Reading: the models stay the same within the ranges given; they change beyond for %s."), listed(changing, r.Solution.Table.Spec.Lang))
}

// Tables is one table, one row a setting.
func (r *Robust) Tables() []*stats.Table {
	number := func(name, french, english string, of func(x Range) float64) stats.Column {
		return figures(name, r.say(french, english), stats.Number, r.Ranges, func(x Range) stats.Estimate { return stats.Estimate{Value: of(x)} })
	}
	return []*stats.Table{stats.MustTable(r.say("Robustesse des modèles aux réglages", "Robustness of the models to the settings"),
		texts("reglage", r.say("Réglage", "Setting"), r.Ranges, func(x Range) string { return x.Setting }),
		number("valeur", "Valeur", "Value", func(x Range) float64 { return x.Value }),
		number("bas", "Même solution au-dessus de", "Same solution above", func(x Range) float64 { return x.Low }),
		number("haut", "et jusqu'à", "and up to", func(x Range) float64 { return x.High }),
		texts("en_dessous", r.say("En dessous", "Below"), r.Ranges, func(x Range) string { return x.Below }),
		texts("au_dessus", r.say("Au-dessus", "Above"), r.Ranges, func(x Range) string { return x.Above }),
	).Captioned(stats.Caption{Reading: r.Reading(), Notes: r.Warnings})}
}

// String is the table as text.
func (r *Robust) String() string {
	return stats.Printer{Lang: r.Solution.Table.Spec.Lang}.Of(r.Tables()[0])
}

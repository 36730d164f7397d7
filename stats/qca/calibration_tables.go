package qca

import (
	"fmt"
	"strings"

	"github.com/askoria/verbatim/stats"
)

func (c *Calibrated) say(french, english string) string {
	return stats.Say(c.Spec.Lang, french, english)
}

func (c *Calibrated) warn(values []float64) {
	if len(c.Half) > 0 {
		c.Warnings = append(c.Warnings, fmt.Sprintf(c.say(
			"Appartenance d'exactement 0,5 : %s. Ces cas n'entrent dans aucune configuration ; déplacer un peu le point de bascule ou trancher d'après le dossier.",
			"Membership of exactly 0.5: %s. These cases belong to no configuration; move the crossover a little or decide from the file."), listed(c.Half, c.Spec.Lang)))
	}
	if c.N > 0 && c.Spec.Method != Crisp && (c.In == 0 || c.Out == 0) {
		c.Warnings = append(c.Warnings, c.say(
			"Tous les cas sont du même côté de 0,5 : la condition ne distingue personne.",
			"All cases lie on one side of 0.5: the condition tells nobody apart."))
	}
	if c.Spec.Method == Crisp {
		for _, cut := range c.Spec.Anchors {
			above := 0
			for _, x := range values {
				if x >= cut {
					above++
				}
			}
			if above == 0 || above == len(values) {
				c.Warnings = append(c.Warnings, fmt.Sprintf(c.say("Le seuil %s ne sépare aucun cas.", "The cut point %s parts no cases."), number(cut, c.Spec.Lang)))
			}
		}
	}
}

// Tables is one table, the calibration as a method sheet tells it.
func (c *Calibrated) Tables() []*stats.Table {
	lang := c.Spec.Lang
	anchors := make([]string, len(c.Spec.Anchors))
	for i, a := range c.Spec.Anchors {
		anchors[i] = number(a, lang)
	}
	var names, values []string
	line := func(french, english, value string) {
		names, values = append(names, c.say(french, english)), append(values, value)
	}
	count := func(french, english string, n int) { line(french, english, stats.Count.Number(float64(n), lang)) }
	line("Mesure", "Measure", c.Measure.Title())
	line("Méthode", "Method", c.Spec.Method.Label(lang))
	if len(anchors) > 0 {
		line("Seuils", "Anchors", strings.Join(anchors, c.say(" ; ", "; ")))
	}
	if c.Spec.Method == Direct {
		curve := c.say("logistique, appartenance aux seuils ", "logistic, membership at the anchors ") + number(c.Spec.Inclusion, lang)
		if c.Spec.Linear || len(anchors) == 6 {
			curve = fmt.Sprintf(c.say("puissances %s et %s", "powers %s and %s"), number(c.Spec.Below, lang), number(c.Spec.Above, lang))
		}
		line("Courbe", "Curve", curve)
	}
	count("Cas", "Cases", c.N)
	count("Sans valeur", "Missing", c.Missing.Total())
	if c.Spec.Method != Crisp {
		count("Au-dessus de 0,5", "Above 0.5", c.In)
		count("Exactement 0,5", "Exactly 0.5", len(c.Half))
		count("Au-dessous de 0,5", "Below 0.5", c.Out)
	}
	return []*stats.Table{stats.MustTable(fmt.Sprintf(c.say("Calibrage de %s", "Calibration of %s"), stats.Quoted(lang, c.Spec.Name)),
		stats.Variable{Name: "reglage", Label: c.say("Réglage", "Setting")}.Texts(names, nil),
		stats.Variable{Name: "valeur", Label: c.say("Valeur", "Value")}.Texts(values, nil),
	).Captioned(stats.Caption{Notes: c.Warnings})}
}

// String is the table as text.
func (c *Calibrated) String() string {
	return stats.Printer{Rows: -1, Lang: c.Spec.Lang}.Of(c.Tables()[0])
}

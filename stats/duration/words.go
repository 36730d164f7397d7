package duration

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

func (r *Survival) say(french, english string) string { return stats.Say(r.Spec.Lang, french, english) }

func (r *LogRankTest) say(french, english string) string {
	return stats.Say(r.Spec.Lang, french, english)
}

func (r *CoxModel) say(french, english string) string { return stats.Say(r.Spec.Lang, french, english) }

func (r *Incidence) say(french, english string) string {
	return stats.Say(r.Spec.Lang, french, english)
}

// few is the number of events under which a group is flagged, and of events for
// each coefficient of a model (Peduzzi and others 1995).
const few = 10

func (r *Survival) warn() {
	var little, open, early []string
	for _, c := range r.Curves {
		name := groupName(c.Group, r.Spec.Lang)
		if slices.ContainsFunc(c.Steps[:max(0, len(c.Steps)-1)], func(s Step) bool { return s.Survival.Value == 0 }) {
			early = append(early, name)
		}
		if c.Events < few {
			little = append(little, name)
		}
		if last := len(c.Steps) - 1; last >= 0 && after(r.Spec.Horizon, c.Steps[last].Time) && c.Steps[last].Survival.Value > 0 {
			open = append(open, name)
		}
	}
	if little != nil {
		r.Warnings = append(r.Warnings, fmt.Sprintf(r.say("Moins de %d fins, courbe peu sûre : %s.", "Fewer than %d ends, an unsure curve: %s."),
			few, strings.Join(little, ", ")))
	}
	if early != nil {
		r.Warnings = append(r.Warnings, fmt.Sprintf(r.say(
			"Tous ceux qui étaient observés ont pris fin avant l'entrée d'autres, la courbe reste à 0 : %s.",
			"All who were at risk had ended before others entered, the curve stays at 0: %s."), strings.Join(early, ", ")))
	}
	if open != nil {
		r.Warnings = append(r.Warnings, fmt.Sprintf(r.say(
			"L'horizon de la durée moyenne dépasse la dernière observation, la courbe y est prolongée à plat : %s.",
			"The horizon of the mean time lies beyond the last observation, the curve is held level up to it: %s."), strings.Join(open, ", ")))
	}
}

// groupName is a group in a sentence.
func groupName(g stats.Level, lang string) string {
	if g.Code == "" {
		return strings.ToLower(g.Title())
	}
	return stats.Quoted(lang, g.Title())
}

func (r *LogRankTest) warn() {
	var little []string
	for _, g := range r.Groups {
		if g.Expected < 5 {
			little = append(little, groupName(g.Group, r.Spec.Lang))
		}
	}
	if little != nil && r.Test.Defined() && r.Spec.Rho == 0 {
		r.Warnings = append(r.Warnings, fmt.Sprintf(r.say("Moins de 5 fins attendues, test peu sûr : %s.", "Fewer than 5 ends expected, an unsure test: %s."),
			strings.Join(little, ", ")))
	}
}

// runaways names the coefficients that separate.
func (f fit) runaways(d *design, lang string) string {
	var names []string
	for j, separated := range f.separated {
		if separated {
			names = append(names, stats.Quoted(lang, d.terms[j].title(lang)))
		}
	}
	return strings.Join(names, ", ")
}

// warnings tell what separates, and whether there are few events.
func (f fit) warnings(d *design, events int, lang string) (notes []string) {
	if names := f.runaways(d, lang); names != "" {
		notes = append(notes, fmt.Sprintf(stats.Say(lang,
			"%s sépare parfaitement les fins des autres : regrouper ces modalités ou retirer la variable.",
			"%s separates the ends from the others perfectly: join these levels or leave out the variable."), names))
	}
	if events > 0 && events < few*f.root.rank {
		notes = append(notes, fmt.Sprintf(stats.Say(lang,
			"Moins de %d fins par coefficient (%d pour %d) : rapports peu sûrs.",
			"Fewer than %d ends for each coefficient (%d for %d): unsure ratios."), few, events, f.root.rank))
	}
	return notes
}

func (r *CoxModel) warn() {
	var changing []string
	for _, p := range r.Proportionality {
		if p.Defined() && p.P < 0.05 {
			changing = append(changing, stats.Quoted(r.Spec.Lang, p.Variable.Title()))
		}
	}
	if changing != nil {
		r.Warnings = append(r.Warnings, fmt.Sprintf(r.say(
			"Le rapport change avec le temps (p < 0,05) : %s ; il n'est qu'une moyenne.",
			"The ratio changes with time (p < 0.05): %s; it is but an average."), strings.Join(changing, ", ")))
	}
}

func (r *Incidence) warn() {
	var little []string
	for _, c := range r.Curves {
		for i, d := range c.Events {
			if d < few {
				little = append(little, groupName(c.Group, r.Spec.Lang)+r.say(" : ", ": ")+r.Causes[i].Title())
			}
		}
	}
	if little != nil {
		r.Warnings = append(r.Warnings, fmt.Sprintf(r.say("Moins de %d fins, part peu sûre : %s.", "Fewer than %d ends, an unsure share: %s."),
			few, strings.Join(little, ", ")))
	}
}

package qca

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

func (r *Necessary) say(french, english string) string {
	return stats.Say(r.Spec.Lang, french, english)
}

func (r *Necessary) warn() {
	if r.N == 0 {
		r.Warnings = append(r.Warnings, r.say("Aucun cas complet.", "No complete case."))
		return
	}
	if !r.hasOutcome() {
		r.Warnings = append(r.Warnings, r.say("Aucun cas n'a le résultat : rien n'est nécessaire ni suffisant.", "No case has the outcome: nothing is necessary or sufficient."))
	}
	for _, s := range r.Singles {
		if n := s.Necessity; n.Inclusion.Defined() && n.Inclusion.Value >= r.Spec.InclCut && n.RoN.Defined() && n.RoN.Value < max(r.Spec.RoNCut, 0) {
			r.Warnings = append(r.Warnings, fmt.Sprintf(r.say(
				"%s est presque toujours présent (RoN = %s) : sa nécessité n'apprend rien.",
				"%s is nearly always there (RoN = %s): that it is necessary tells nothing."), s.Expression, stats.Coefficient.Number(n.RoN.Value, r.Spec.Lang)))
		}
	}
}

// best is the single condition with the highest inclusion.
func (r *Necessary) best() Single {
	return slices.MaxFunc(r.Singles, func(a, b Single) int {
		return cmp.Compare(a.Necessity.Inclusion.Value, b.Necessity.Inclusion.Value)
	})
}

// Reading is a sentence that says what the strongest condition says.
func (r *Necessary) Reading() string {
	if r.N == 0 || !r.hasOutcome() {
		return ""
	}
	b := r.best()
	return fmt.Sprintf(r.say(
		"Lecture : %s du résultat %s se trouve dans %s ; c'est une condition que l'on retrouve avec le résultat, non une cause.",
		"Reading: %s of the outcome %s lies in %s; it is a condition found with the outcome, not a cause."),
		percent(b.Necessity.Inclusion.Value, r.Spec.Lang), outcomeName(r.Spec.Outcome, r.Spec.Negated), b.Expression)
}

func percent(share float64, lang string) string {
	return stats.Percent.Number(100*share, lang) + stats.Say(lang, "\u00a0%", "%")
}

func outcomeName(name string, negated bool) string {
	if negated {
		return "~" + name
	}
	return name
}

// figure is a number of a result in a table.
func figure(e stats.Estimate) (float64, stats.Missing) { return stats.Defined(e.Value, e.Defined()) }

// Tables are the single conditions, and the expressions that are necessary.
func (r *Necessary) Tables() []*stats.Table {
	singles := make([]string, len(r.Singles))
	for i, s := range r.Singles {
		singles[i] = s.Expression
	}
	single := func(name, french, english string, of func(s Single) stats.Estimate) stats.Column {
		return stats.Variable{Name: name, Label: r.say(french, english), Format: stats.Coefficient}.Figures(len(singles), func(i int) (float64, stats.Missing) { return figure(of(r.Singles[i])) })
	}
	expressions := make([]string, len(r.Expressions))
	for i, e := range r.Expressions {
		expressions[i] = e.Expression
	}
	expression := func(name, french, english string, of func(e Expression) stats.Estimate) stats.Column {
		return stats.Variable{Name: name, Label: r.say(french, english), Format: stats.Coefficient}.Figures(len(expressions), func(i int) (float64, stats.Missing) { return figure(of(r.Expressions[i])) })
	}
	return []*stats.Table{
		stats.MustTable(fmt.Sprintf(r.say("Conditions une à une pour %s", "Conditions one by one for %s"), outcomeName(r.Spec.Outcome, r.Spec.Negated)),
			stats.Variable{Name: "condition", Label: "Condition"}.Texts(singles, nil),
			single("inclN", "Nécessité : inclusion", "Necessity: inclusion", func(s Single) stats.Estimate { return s.Necessity.Inclusion }),
			single("RoN", "RoN", "RoN", func(s Single) stats.Estimate { return s.Necessity.RoN }),
			single("covN", "Couverture", "Coverage", func(s Single) stats.Estimate { return s.Necessity.Coverage }),
			single("inclS", "Suffisance : inclusion", "Sufficiency: inclusion", func(s Single) stats.Estimate { return s.Sufficiency.Inclusion }),
			single("PRI", "PRI", "PRI", func(s Single) stats.Estimate { return s.Sufficiency.PRI }),
			single("covS", "Couverture", "Coverage", func(s Single) stats.Estimate { return s.Sufficiency.Coverage }),
		).Captioned(stats.Caption{Reading: r.Reading(), Population: population(r.N, r.Missing, r.Spec.Lang), Notes: r.Warnings}),
		stats.MustTable(fmt.Sprintf(r.say("Expressions nécessaires (inclusion ≥ %s, RoN ≥ %s)", "Necessary expressions (inclusion ≥ %s, RoN ≥ %s)"),
			number(r.Spec.InclCut, r.Spec.Lang), number(max(r.Spec.RoNCut, 0), r.Spec.Lang)),
			stats.Variable{Name: "expression", Label: "Expression"}.Texts(expressions, nil),
			expression("inclN", "Inclusion", "Inclusion", func(e Expression) stats.Estimate { return e.Inclusion }),
			expression("RoN", "RoN", "RoN", func(e Expression) stats.Estimate { return e.RoN }),
			expression("covN", "Couverture", "Coverage", func(e Expression) stats.Estimate { return e.Coverage }),
		),
	}
}

// String is the first table as text.
func (r *Necessary) String() string { return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0]) }

// population says who is counted and who is left out.
func population(n int, missing stats.MissingCounts, lang string) string {
	text := fmt.Sprintf(stats.Say(lang, "%s cas", "%s cases"), stats.Count.Number(float64(n), lang))
	for _, reason := range stats.MissingReasons() {
		if missing[reason] > 0 {
			text += fmt.Sprintf(stats.Say(lang, " ; laissés de côté, %s : %d", "; left out, %s: %d"), reason.Label(lang), missing[reason])
		}
	}
	return text
}

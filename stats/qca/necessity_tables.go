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
		"Lecture : dans %d des %d situations avec le résultat %s, on trouve %s (inclusion %s). ",
		"Reading: in %d of the %d situations with the outcome %s, %s is found (inclusion %s). "),
		b.N, r.Having, stats.Quoted(r.Spec.Lang, outcomeName(r.Spec.Outcome, r.Spec.Negated)), b.Expression,
		stats.Coefficient.Number(b.Necessity.Inclusion.Value, r.Spec.Lang)) + notCause(r.Spec.Lang)
}

// Tables are the single conditions, and the expressions that are necessary.
func (r *Necessary) Tables() []*stats.Table {
	return []*stats.Table{
		stats.MustTable(fmt.Sprintf(r.say("Conditions une à une pour %s", "Conditions one by one for %s"), stats.Quoted(r.Spec.Lang, outcomeName(r.Spec.Outcome, r.Spec.Negated))),
			texts("condition", "Condition", r.Singles, func(s Single) string { return s.Expression }),
			figures("inclN", r.say("Nécessité : inclusion", "Necessity: inclusion"), stats.Coefficient, r.Singles, func(s Single) stats.Estimate { return s.Necessity.Inclusion }),
			figures("RoN", r.say("RoN", "RoN"), stats.Coefficient, r.Singles, func(s Single) stats.Estimate { return s.Necessity.RoN }),
			figures("covN", r.say("Couverture", "Coverage"), stats.Coefficient, r.Singles, func(s Single) stats.Estimate { return s.Necessity.Coverage }),
			figures("inclS", r.say("Suffisance : inclusion", "Sufficiency: inclusion"), stats.Coefficient, r.Singles, func(s Single) stats.Estimate { return s.Sufficiency.Inclusion }),
			figures("PRI", r.say("PRI", "PRI"), stats.Coefficient, r.Singles, func(s Single) stats.Estimate { return s.Sufficiency.PRI }),
			figures("covS", r.say("Couverture", "Coverage"), stats.Coefficient, r.Singles, func(s Single) stats.Estimate { return s.Sufficiency.Coverage }),
		).Captioned(stats.Caption{Reading: r.Reading(), Population: population(r.N, r.Missing, r.Spec.Lang), Notes: r.Warnings}),
		stats.MustTable(fmt.Sprintf(r.say("Expressions nécessaires (inclusion ≥ %s, RoN ≥ %s)", "Necessary expressions (inclusion ≥ %s, RoN ≥ %s)"),
			number(r.Spec.InclCut, r.Spec.Lang), number(max(r.Spec.RoNCut, 0), r.Spec.Lang)),
			texts("expression", "Expression", r.Expressions, func(e Expression) string { return e.Expression }),
			figures("inclN", r.say("Inclusion", "Inclusion"), stats.Coefficient, r.Expressions, func(e Expression) stats.Estimate { return e.Inclusion }),
			figures("RoN", r.say("RoN", "RoN"), stats.Coefficient, r.Expressions, func(e Expression) stats.Estimate { return e.RoN }),
			figures("covN", r.say("Couverture", "Coverage"), stats.Coefficient, r.Expressions, func(e Expression) stats.Estimate { return e.Coverage }),
		),
	}
}

// Counts is, for each condition and expression, the cases in and out of it, with
// the outcome and without: its measures are shares of them.
func (r *Necessary) Counts() []stats.Counts {
	outcome := outcomeName(r.Spec.Outcome, r.Spec.Negated)
	var all []stats.Counts
	add := func(expression string, n [2][2]int) {
		yes, no := stats.YesNo(true, r.Spec.Lang), stats.YesNo(false, r.Spec.Lang)
		c := stats.Counts{Title: expression + " × " + outcome, Rows: []string{yes, no}, Cols: []string{yes, no}, Measured: true}
		for _, line := range n {
			c.Cells = append(c.Cells, []int{line[0], line[1], line[0] + line[1]})
		}
		c.Cells = append(c.Cells, []int{n[0][0] + n[1][0], n[0][1] + n[1][1], r.N})
		all = append(all, c)
	}
	for _, s := range r.Singles {
		add(s.Expression, s.crossed)
	}
	for _, e := range r.Expressions {
		add(e.Expression, e.crossed)
	}
	return all
}

// Hide is the tables without the measures that a hidden count goes into, nor the
// sentences.
func (r *Necessary) Hide(masks []stats.Mask) stats.Tabler {
	tables := r.Tables()
	rows := 0
	for k, t := range tables {
		own := masks[rows : rows+t.Len()]
		rows += t.Len()
		tables[k] = t.Withhold(func(row int, column string) bool {
			return column != "condition" && column != "expression" && own[row].Any()
		})
		if caption := t.Caption(); slices.ContainsFunc(own, stats.Mask.Any) {
			caption.Reading, caption.Notes = "", nil
			tables[k] = tables[k].Captioned(caption)
		}
	}
	return shown(tables)
}

// String is the first table as text.
func (r *Necessary) String() string { return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0]) }

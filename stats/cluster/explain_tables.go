package cluster

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// Tables are the numbers, the variables and the levels that go with the number, up
// to the p of the spec.
func (r *Explanation) Tables() []*stats.Table { return r.render(nil) }

// String is the tables as text.
func (r *Explanation) String() string { return printed(r.Spec.Lang, r.Tables()...) }

// Counts lists, for each variable with levels, how many of each have a number.
func (r *Explanation) Counts() []stats.Counts {
	var all []stats.Counts
	for _, v := range r.Variables {
		c := stats.Counts{Title: v.Title(), RowsOf: v.Name, Cols: []string{""}}
		for level, n := range v.counts {
			c.Rows = append(c.Rows, v.levels[level].Title())
			c.Cells = append(c.Cells, []int{n})
		}
		c.Cells = append(c.Cells, []int{v.N})
		all = append(all, c)
	}
	return all
}

// Hide is the result with levels hidden.
func (r *Explanation) Hide(masks []stats.Mask) stats.Tabler { return shown(r.render(masks)) }

func (r *Explanation) render(masks []stats.Mask) []*stats.Table {
	lang := r.Spec.Lang
	say := func(french, english string) string { return stats.Say(lang, french, english) }
	title := func(french, english string) string {
		return fmt.Sprintf("%s – %s", r.Variable.Title(), say(french, english))
	}
	hidden := func(variable, row int) bool { return variable < len(masks) && masks[variable][row][0] }
	total := func(variable int) bool { return hidden(variable, len(r.Variables[variable].counts)) }
	caption := stats.Caption{
		Population: wordOf(r.Spec.Cases, lang) + ", " + counted(r.N, false, lang),
		Notes: []string{format(lang, "p jusqu'à %s, sans correction pour le nombre de variables.", "p up to %s, not adjusted for the number of variables.",
			stats.Number.Number(r.Spec.P, lang))},
	}
	for i := range r.Variables {
		if total(i) {
			caption.Population = wordOf(r.Spec.Cases, lang)
		}
	}
	var numbers []NumberLink
	for _, l := range r.Numbers {
		if l.R.Defined() && l.P <= r.Spec.P {
			numbers = append(numbers, l)
		}
	}
	var variables []int
	for i, l := range r.Variables {
		if l.Test.Defined() && l.Test.P <= r.Spec.P {
			variables = append(variables, i)
		}
	}
	var levels []LevelLink
	for _, l := range r.Levels {
		if l.P <= r.Spec.P {
			levels = append(levels, l)
		}
	}
	number := func(name, label string, as stats.Format, of func(l NumberLink) float64) stats.Column {
		return figures(name, label, as, len(numbers), func(row int) (float64, stats.Missing) { return of(numbers[row]), stats.Recorded })
	}
	variable := func(name, label string, as stats.Format, of func(l VariableLink) float64) stats.Column {
		return figures(name, label, as, len(variables), func(row int) (float64, stats.Missing) {
			return unless(total(variables[row]), of(r.Variables[variables[row]]), stats.Recorded)
		})
	}
	level := func(name, label string, as stats.Format, of func(l LevelLink) float64) stats.Column {
		return figures(name, label, as, len(levels), func(row int) (float64, stats.Missing) {
			l := levels[row]
			return unless(hidden(l.variable, l.at) || total(l.variable), of(l), stats.Recorded)
		})
	}
	return []*stats.Table{
		stats.MustTable(title("quantités liées", "numbers that go with it"),
			text("variable", "Variable", len(numbers), func(row int) string { return numbers[row].Title() }),
			number("n", "n", stats.Count, func(l NumberLink) float64 { return float64(l.N) }),
			number("r", "r", stats.Coefficient, func(l NumberLink) float64 { return l.R.Value }),
			number("p", "p", stats.PValue, func(l NumberLink) float64 { return l.P })).Captioned(caption),
		stats.MustTable(title("variables liées", "variables that go with it"),
			text("variable", "Variable", len(variables), func(row int) string { return r.Variables[variables[row]].Title() }),
			variable("n", "n", stats.Count, func(l VariableLink) float64 { return float64(l.N) }),
			variable("eta2", "eta²", stats.Coefficient, func(l VariableLink) float64 { return l.Eta2.Value }),
			variable("p", "p", stats.PValue, func(l VariableLink) float64 { return l.Test.P })).Captioned(caption),
		stats.MustTable(title("modalités liées", "levels that go with it"),
			text("variable", "Variable", len(levels), func(row int) string { return levels[row].Variable.Title() }),
			text("modalite", say("Modalité", "Level"), len(levels), func(row int) string { return levels[row].Level.Title() }),
			level("n", "n", stats.Count, func(l LevelLink) float64 { return float64(l.N) }),
			level("moyenne", say("Moyenne", "Mean"), stats.Coefficient, func(l LevelLink) float64 { return l.Mean }),
			level("effet", say("Effet", "Effect"), stats.Coefficient, func(l LevelLink) float64 { return l.Effect }),
			level("p", "p", stats.PValue, func(l LevelLink) float64 { return l.P })).Captioned(caption),
	}
}

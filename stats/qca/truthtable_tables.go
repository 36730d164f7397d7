package qca

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

func (c *Configurations) warn() {
	lang := c.Spec.Lang
	warn := func(french, english string, args ...any) {
		c.Warnings = append(c.Warnings, fmt.Sprintf(c.say(french, english), args...))
	}
	if c.N == 0 {
		warn("Aucun cas complet : rien à comparer.", "No complete case: nothing to compare.")
		return
	}
	if len(c.Half) > 0 {
		warn("Appartenance d'exactement 0,5 à une condition : %s. Ces cas n'entrent dans aucune configuration.",
			"Membership of exactly 0.5 in a condition: %s. These cases belong to no configuration.", listed(c.Half, lang))
	}
	var deviant, contradictory []string
	for _, row := range c.Rows {
		if row.Out == Contradiction || 0 < row.Having && row.Having < row.N {
			contradictory = append(contradictory, row.Expression)
		}
		deviant = append(deviant, row.Deviant...)
	}
	if len(contradictory) > 0 {
		warn("Configurations contradictoires (des cas avec et sans le résultat) : %s. Y retourner : il manque peut-être une condition.",
			"Contradictory configurations (cases with and without the outcome): %s. Go back to them: a condition may be missing.", listed(contradictory, lang))
	}
	if len(deviant) > 0 {
		warn("Cas déviants, du côté contraire à leur configuration : %s.", "Deviant cases, on the other side of their configuration: %s.", listed(deviant, lang))
	}
	if c.Possible > 2*c.N {
		warn("%d combinaisons possibles pour %d cas : la plupart restent sans cas, et la solution parcimonieuse les suppose.",
			"%d possible combinations for %d cases: most have no case, and the parsimonious solution makes assumptions about them.", c.Possible, c.N)
	}
	same := func(out Out) bool {
		return !slices.ContainsFunc(c.Rows, func(r Configuration) bool { return r.Out == out })
	}
	switch {
	case same(Present):
		warn("Aucune configuration ne va avec le résultat : rien à expliquer.", "No configuration goes with the outcome: nothing to explain.")
	case same(Absent) && same(Contradiction):
		warn("Toutes les configurations observées vont avec le résultat : il ne dépend d'aucune condition.",
			"All configurations observed go with the outcome: it depends on no condition.")
	}
}

// Reading is a sentence on the configuration with the most cases that goes with
// the outcome, else on the one with the most cases.
func (c *Configurations) Reading() string {
	best := -1
	for i, row := range c.Rows {
		if best < 0 || (row.Out == Present) && c.Rows[best].Out != Present ||
			(row.Out == Present) == (c.Rows[best].Out == Present) && row.N > c.Rows[best].N {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	row := c.Rows[best]
	return c.say("Lecture : ", "Reading: ") + c.having(row.Having, row.N, row.cube) + ". " + notCause(c.Spec.Lang)
}

// Tables is the truth table, one row a configuration that has cases.
func (c *Configurations) Tables() []*stats.Table { return []*stats.Table{c.table(nil)} }

// String is the table as text.
func (c *Configurations) String() string { return stats.Printer{Lang: c.Spec.Lang}.Of(c.table(nil)) }

// Counts is the number of cases of each configuration.
func (c *Configurations) Counts() []stats.Counts {
	counts := stats.Counts{Title: c.title(), Cols: []string{""}}
	total := 0
	for _, row := range c.Rows {
		counts.Rows = append(counts.Rows, row.Expression)
		counts.Cells = append(counts.Cells, []int{row.N})
		total += row.N
	}
	counts.Cells = append(counts.Cells, []int{total})
	return []stats.Counts{counts}
}

// Hide is the table with some configurations hidden: their cases, number and
// measures, and the sentences that would tell them.
func (c *Configurations) Hide(masks []stats.Mask) stats.Tabler { return c.table(masks[0]) }

func (c *Configurations) title() string {
	return c.say("Table de vérité : ", "Truth table: ") + stats.Quoted(c.Spec.Lang, c.outcome())
}

func (c *Configurations) table(mask stats.Mask) *stats.Table {
	hidden := func(i int) bool { return mask != nil && mask[i][0] }
	taken := map[string]bool{}
	var columns []stats.Column
	for j, condition := range c.Conditions {
		taken[condition.Name] = true
		v := stats.Variable{Name: condition.Name, Label: condition.Label, Format: stats.Count}
		columns = append(columns, v.Figures(len(c.Rows), func(i int) (float64, stats.Missing) {
			if c.Rows[i].Values[j] < 0 {
				return 0, stats.NotApplicable
			}
			return float64(c.Rows[i].Values[j]), stats.Recorded
		}))
	}
	free := func(name string) string {
		for taken[name] {
			name += "_"
		}
		taken[name] = true
		return name
	}
	words := func(name, french, english string, of func(r Configuration) string) {
		values, missing := make([]string, len(c.Rows)), make([]stats.Missing, len(c.Rows))
		for i, row := range c.Rows {
			if values[i] = of(row); hidden(i) {
				values[i], missing[i] = "", stats.Secret
			}
		}
		columns = append(columns, stats.Variable{Name: free(name), Label: c.say(french, english)}.Texts(values, missing))
	}
	figures := func(name, french, english string, format stats.Format, of func(r Configuration) stats.Estimate) {
		v := stats.Variable{Name: free(name), Label: c.say(french, english), Format: format}
		columns = append(columns, v.Figures(len(c.Rows), func(i int) (float64, stats.Missing) {
			if hidden(i) {
				return 0, stats.Secret
			}
			return figure(of(c.Rows[i]))
		}))
	}
	words("OUT", "Résultat", "Outcome", func(r Configuration) string { return r.Out.String() })
	figures("n", "n", "n", stats.Count, func(r Configuration) stats.Estimate { return stats.Estimate{Value: float64(r.N)} })
	figures("inclusion", "Inclusion", "Inclusion", stats.Coefficient, func(r Configuration) stats.Estimate { return r.Inclusion })
	figures("PRI", "PRI", "PRI", stats.Coefficient, func(r Configuration) stats.Estimate { return r.PRI })
	words("cas", "Cas", "Cases", func(r Configuration) string { return strings.Join(r.Cases, ", ") })
	words("deviants", "Cas déviants", "Deviant cases", func(r Configuration) string { return strings.Join(r.Deviant, ", ") })
	caption := stats.Caption{
		Units: fmt.Sprintf(c.say("Inclusion ≥ %s, PRI ≥ %s, au moins %d cas ; ? : trop peu de cas, C : contradiction", "Inclusion ≥ %s, PRI ≥ %s, %d cases at least; ?: too few cases, C: contradiction"),
			number(c.Spec.InclCut, c.Spec.Lang), number(c.Spec.PRICut, c.Spec.Lang), c.Spec.NCut),
		Population: fmt.Sprintf(c.say("%s ; %d combinaisons possibles, dont %d sans assez de cas", "%s; %d possible combinations, %d of them without enough cases"),
			population(c.N, c.Missing, c.Spec.Lang), c.Possible, c.Remainders),
	}
	if !mask.Any() {
		caption.Reading, caption.Notes = c.Reading(), c.Warnings
	}
	return stats.MustTable(c.title(), columns...).Captioned(caption)
}

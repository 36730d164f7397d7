package dictionary

import "github.com/askoria/verbatim/stats"

// FillRates tells how well each variable of a case file is filled. One row a
// variable: the number recorded, its percentage among the rows to which the
// variable applies, and the number missing for each reason. The percentage is
// undefined where it applies to none.
type FillRates struct{ Lang string } // "" is French, "en" English

// Of counts the cells of a table.
func (f FillRates) Of(cases *stats.Table) *stats.Table {
	say := func(french, english string) string {
		if f.Lang == "en" {
			return english
		}
		return french
	}
	columns := cases.Columns()
	n := len(columns)
	names, recorded := make([]string, n), make([]float64, n)
	share, undefined := make([]float64, n), make([]stats.Missing, n)
	reasons := stats.MissingReasons()
	counts := make([][]float64, len(reasons))
	for i := range counts {
		counts[i] = make([]float64, n)
	}
	for i, c := range columns {
		count := c.MissingCounts()
		names[i] = c.Variable().Title()
		recorded[i] = float64(count[stats.Recorded])
		if applies := c.Len() - count[stats.NotApplicable]; applies > 0 {
			share[i] = 100 * recorded[i] / float64(applies)
		} else {
			undefined[i] = stats.Undefined
		}
		for j, reason := range reasons {
			counts[j][i] = float64(count[reason])
		}
	}
	result := []stats.Column{
		stats.Variable{Name: "variable", Label: "Variable"}.Texts(names, nil),
		stats.Variable{Name: "renseigne", Label: say("Renseigné", "Recorded"), Format: stats.Count}.Numbers(recorded, nil),
		stats.Variable{Name: "part", Label: say("Taux de renseignement", "Fill rate"), Unit: "%", Format: stats.Percent}.Numbers(share, undefined),
	}
	for j, reason := range reasons {
		result = append(result, stats.Variable{Name: reason.Code(), Label: reason.Label(f.Lang), Format: stats.Count}.Numbers(counts[j], nil))
	}
	table, err := stats.NewTable(say("Taux de renseignement", "Fill rates"), result...)
	if err != nil {
		panic(err) // names are those above
	}
	return table.Captioned(stats.Caption{Notes: []string{say(
		"Le taux est calculé sur les lignes où la variable s'applique : sans objet (SO) est exclu.",
		"Rates are of the rows to which the variable applies: not applicable (SO) is left out.")}})
}

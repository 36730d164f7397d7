package dictionary

import "github.com/askoria/verbatim/stats"

// trace tells which document gave each value of a case.
type trace struct {
	cases, variables, values, rules, pieces, days []string
	counts                                        []float64
}

func (t *trace) add(w *gathering, v *Variable, c stats.Column, row, given int) {
	day := ""
	if w.day != nil {
		day = w.day.Show(row, "fr")
	}
	t.cases = append(t.cases, w.by.Show(row, "fr"))
	t.variables = append(t.variables, v.Name)
	t.values = append(t.values, c.Show(row, "fr"))
	t.rules = append(t.rules, v.Rule.String())
	t.pieces = append(t.pieces, w.name(row))
	t.days = append(t.days, day)
	t.counts = append(t.counts, float64(given))
}

func (t *trace) table() *stats.Table {
	text := func(name, label string, values []string) stats.Column {
		missing := make([]stats.Missing, len(values))
		for i, value := range values {
			if value == "" {
				missing[i] = stats.NotApplicable
			}
		}
		return stats.Variable{Name: name, Label: label}.Texts(values, missing)
	}
	return stats.MustTable("Origine des valeurs",
		text("cas", "Cas", t.cases), text("variable", "Variable", t.variables), text("valeur", "Valeur", t.values),
		text("regle", "Règle", t.rules), text("piece", "Pièce", t.pieces), text("date", "Date de la pièce", t.days),
		stats.Variable{Name: "pieces", Label: "Pièces renseignées", Format: stats.Count}.Numbers(t.counts, nil))
}

// rankOf orders the values of numbers, days and levels.
func rankOf(c stats.Column, row int) float64 {
	switch c := c.(type) {
	case *stats.Numbers:
		x, _ := c.At(row)
		return x
	case *stats.Categories:
		level, _ := c.At(row)
		return float64(level)
	case *stats.Dates:
		day, _ := c.At(row)
		return float64(stats.Day(day))
	}
	return 0
}

func tickedIn(c *stats.Sets, row int) []int {
	var ticked []int
	for option := range c.Options() {
		if yes, _ := c.Has(row, option); yes {
			ticked = append(ticked, option)
		}
	}
	return ticked
}

// collected joins what the documents of each case say yes to.
func collected(c stats.Column, given [][]int, missing []stats.Missing) stats.Column {
	if flags, ok := c.(*stats.Flags); ok {
		values := make([]bool, len(given))
		for i, rows := range given {
			for _, row := range rows {
				yes, _ := flags.At(row)
				values[i] = values[i] || yes
			}
		}
		return c.Variable().Flags(values, missing)
	}
	sets := c.(*stats.Sets)
	ticked := make([][]int, len(given))
	for i, rows := range given {
		for _, row := range rows {
			ticked[i] = append(ticked[i], tickedIn(sets, row)...)
		}
	}
	return c.Variable().Sets(sets.Options(), ticked, missing)
}

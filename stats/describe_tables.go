package stats

import (
	"fmt"
	"math"
	"time"
)

// Tables are: how well each column is recorded; a frequency table for each
// column of categories, flags or sets; one table of all numbers; one of all
// dates.
func (d *Description) Tables() []*Table { return d.render(make([]summaryVeil, len(d.Columns))) }

func (d *Description) render(veils []summaryVeil) []*Table {
	tables := []*Table{d.recordedTable(veils)}
	var numbers, dates []int
	for i, s := range d.Columns {
		switch {
		case s.Kind == "numbers":
			numbers = append(numbers, i)
		case s.Kind == "dates":
			dates = append(dates, i)
		case len(s.Levels) > 0:
			tables = append(tables, d.frequencies(s, veils[i]))
		}
	}
	if len(numbers) > 0 {
		tables = append(tables, d.numbersTable(numbers, veils))
	}
	if len(dates) > 0 {
		tables = append(tables, d.datesTable(dates, veils))
	}
	return tables
}

func (d *Description) population() string {
	return fmt.Sprintf(Say(d.Spec.Lang, "ensemble des %s, n = %s", "all %s, n = %s"), cases(d.Spec.Cases, d.Spec.Lang), count(d.N, d.Spec.Lang))
}

// recordedTable has a row for each column of the data.
func (d *Description) recordedTable(veils []summaryVeil) *Table {
	lang, n := d.Spec.Lang, len(d.Columns)
	var found MissingCounts
	labels := make([]string, n)
	for i, s := range d.Columns {
		labels[i] = s.Variable.Title()
		for reason, rows := range s.Missing {
			found[reason] += rows
		}
	}
	hidden := func(i int) bool { return veils[i].base() }
	columns := []Column{
		text("variable", Say(lang, "Variable", "Variable"), labels),
		Variable{Name: "renseignes", Label: Say(lang, "Renseignés", "Recorded"), Format: Count}.Figures(n, func(i int) (float64, Missing) {
			return known(float64(d.Columns[i].N), true, hidden(i))
		}),
		Variable{Name: "taux", Label: Say(lang, "% renseignés", "% recorded"), Format: Percent}.Figures(n, func(i int) (float64, Missing) {
			share := d.Spec.share(d.Columns[i].N, d.N)
			return known(share.Value, share.Defined(), hidden(i))
		}),
	}
	for _, reason := range present(found) {
		columns = append(columns, Variable{Name: reason.Code(), Label: reason.Label(lang), Format: Count}.Figures(n, func(i int) (float64, Missing) {
			return known(float64(d.Columns[i].Missing[reason]), true, hidden(i) || veils[i].missing[reason])
		}))
	}
	caption := Caption{Units: Say(lang, "Effectifs et % de l'ensemble", "Counts and % of all")}
	if !anyTotal(veils) {
		caption.Population = d.population()
	}
	return MustTable(Say(lang, "Renseignement des variables", "How well variables are recorded"), columns...).Captioned(caption)
}

// frequencies has a row for each level, then the missing ones by reason, then
// all.
func (d *Description) frequencies(s ColumnSummary, v summaryVeil) *Table {
	lang := d.Spec.Lang
	reasons := present(s.Missing)
	levels, n := len(s.Levels), len(s.Levels)+len(reasons)+1
	labels := make([]string, n)
	for i, level := range s.Levels {
		labels[i] = level.Level.Title()
	}
	for i, reason := range reasons {
		labels[levels+i] = reason.Label(lang)
	}
	labels[n-1] = Say(lang, "Ensemble", "All")
	at := func(row int) (count int, hidden bool) {
		switch {
		case row < levels:
			return s.Levels[row].N, v.level(row)
		case row < n-1:
			return s.Missing[reasons[row-levels]], v.missing[reasons[row-levels]]
		}
		return d.N, v.total
	}
	columns := []Column{
		text(s.Variable.Name, s.Variable.Title(), labels),
		Variable{Name: "effectif", Label: Say(lang, "Effectif", "n"), Format: Count}.Figures(n, func(row int) (float64, Missing) {
			count, hidden := at(row)
			return known(float64(count), true, hidden)
		}),
		Variable{Name: "part_renseignes", Label: Say(lang, "% des renseignés", "% of recorded"), Format: Percent}.Figures(n, func(row int) (float64, Missing) {
			switch {
			case row == n-1 && s.Kind != "sets":
				return known(100, s.N > 0, false)
			case row >= levels:
				return 0, NotApplicable
			}
			e := s.Levels[row].OfRecorded
			return known(e.Value, e.Defined(), v.level(row) || v.base())
		}),
		Variable{Name: "part_ensemble", Label: Say(lang, "% de l'ensemble", "% of all"), Format: Percent}.Figures(n, func(row int) (float64, Missing) {
			count, hidden := at(row)
			e := d.Spec.share(count, d.N)
			return known(e.Value, e.Defined(), (hidden || v.total) && row < n-1)
		}),
	}
	if s.Kind == "ordered categories" {
		columns = append(columns, Variable{Name: "cumul", Label: Say(lang, "% cumulé", "Cumulated %"), Format: Percent}.Figures(n, func(row int) (float64, Missing) {
			if row >= levels {
				return 0, NotApplicable
			}
			e := s.Levels[row].Cumulated
			return known(e.Value, e.Defined(), v.any)
		}))
	}
	caption := Caption{Units: Say(lang, "Effectifs et %", "Counts and %")}
	if !v.total {
		caption.Population = d.population()
	}
	if s.Kind == "sets" {
		caption.Notes = append(caption.Notes, Say(lang,
			"Réponses multiples : % des dossiers qui cochent l'option ; le total peut dépasser 100\u00a0%.",
			"Multiple response: % of cases that tick the option; the total may exceed 100%."))
	}
	if !v.base() && s.N > 0 && s.N < fewest {
		caption.Notes = append(caption.Notes, fmt.Sprintf(Say(lang, "Pourcentages fragiles, sur moins de %d %s (n = %d).", "Fragile percentages, on fewer than %d %s (n = %d)."),
			fewest, cases(d.Spec.Cases, lang), s.N))
	}
	return MustTable(s.Variable.Title(), columns...).Captioned(caption).WithTotals(1)
}

// titleWithUnit is how a variable is named where its unit has no column.
func (v Variable) titleWithUnit() string {
	if v.Unit == "" {
		return v.Title()
	}
	return v.Title() + " (" + v.Unit + ")"
}

func (d *Description) numbersTable(at []int, veils []summaryVeil) *Table {
	lang := d.Spec.Lang
	columns := d.heads(at, veils)
	add := func(name, french, english string, format Format, hidden func(v summaryVeil) bool, of func(q Quantities) Estimate) {
		columns = append(columns, Variable{Name: name, Label: Say(lang, french, english), Format: format}.Figures(len(at), func(i int) (float64, Missing) {
			e := of(d.Columns[at[i]].Numbers)
			return known(e.Value, e.Defined(), hidden(veils[at[i]]))
		}))
	}
	few := func(v summaryVeil) bool { return v.recorded }
	figure := func(at int) func(summaryVeil) bool { return func(v summaryVeil) bool { return v.figures[at] } }
	add("moyenne", "Moyenne", "Mean", Coefficient, few, func(q Quantities) Estimate { return q.Mean })
	add("ecart_type", "Écart-type", "Standard deviation", Coefficient, few, func(q Quantities) Estimate { return q.SD })
	add("min", "Minimum", "Minimum", Number, figure(hideMin), func(q Quantities) Estimate { return q.Min })
	add("q1", "1er quartile", "1st quartile", Number, figure(hideQ1), func(q Quantities) Estimate { return q.Q1 })
	add("mediane", "Médiane", "Median", Number, few, func(q Quantities) Estimate { return q.Median })
	add("q3", "3e quartile", "3rd quartile", Number, figure(hideQ3), func(q Quantities) Estimate { return q.Q3 })
	add("max", "Maximum", "Maximum", Number, figure(hideMax), func(q Quantities) Estimate { return q.Max })
	return MustTable(Say(lang, "Variables numériques", "Numbers"), columns...).Captioned(Caption{Notes: []string{Say(lang,
		"Écart-type sur n − 1 ; quartiles de type 7 (interpolés).", "Standard deviation over n − 1; quartiles of type 7 (interpolated).")}})
}

// heads are the columns that name the variables and say how many are recorded.
func (d *Description) heads(at []int, veils []summaryVeil) []Column {
	lang := d.Spec.Lang
	labels := make([]string, len(at))
	for i, column := range at {
		labels[i] = d.Columns[column].Variable.titleWithUnit()
	}
	return []Column{
		text("variable", "Variable", labels),
		Variable{Name: "n", Label: Say(lang, "Renseignés", "Recorded"), Format: Count}.Figures(len(at), func(i int) (float64, Missing) {
			v := veils[at[i]]
			return known(float64(d.Columns[at[i]].N), true, v.base())
		}),
	}
}

func (d *Description) datesTable(at []int, veils []summaryVeil) *Table {
	lang := d.Spec.Lang
	columns := d.heads(at, veils)
	for figure, label := range [...]string{Say(lang, "Première", "First"), Say(lang, "Médiane", "Median"), Say(lang, "Dernière", "Last")} {
		days, missing := make([]time.Time, len(at)), make([]Missing, len(at))
		for i, column := range at {
			v := veils[column]
			hidden := [...]bool{v.figures[hideMin], v.recorded, v.figures[hideMax]}[figure]
			var day float64
			day, missing[i] = known(d.Columns[column].Dates[figure].Value, d.Columns[column].Dates[figure].Defined(), hidden)
			days[i] = time.Unix(int64(math.Floor(day))*86400, 0).UTC()
		}
		name := [...]string{"premiere", "mediane", "derniere"}[figure]
		columns = append(columns, Variable{Name: name, Label: label}.Dates(days, missing))
	}
	return MustTable(Say(lang, "Dates", "Dates"), columns...).Captioned(Caption{})
}

package dictionary

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// FillRates tells how well the columns of a table are filled (taux de
// renseignement): one row a column with how many rows are recorded, how many it
// concerns (all but those where it is not applicable), the percentage recorded
// of these, and the missing rows by reason; a last row has the mean of the
// percentages. A refusal, a "does not know" and an unreadable document are not
// recorded. The percentage is undefined where the column concerns no row.
type FillRates struct {
	Columns  []string // none: all but those that name persons
	Declared bool     // keep the order of the columns; otherwise the worst filled first
	Most     int      // show that many rows; 0: all
	Cases    string   // what a row of the table is, in the plural; "dossiers"
	Lang     string   // "en" for English; French otherwise
}

// Filling is how well a table is filled. It is hidden along with the frequency
// tables of the same columns, which would otherwise give hidden counts back.
type Filling struct {
	Spec  FillRates
	N     int // rows
	Rates []FillRate
	Mean  stats.Estimate // of the percentages that are defined, each column once

	description *stats.Description
}

// FillRate is how well one column is filled.
type FillRate struct {
	Variable  stats.Variable
	Missing   stats.MissingCounts // recorded rows included
	Concerned int
	Rate      stats.Estimate // in % of the rows concerned
}

// Of counts the cells of the columns. Errors are names that do not exist.
func (f FillRates) Of(t *stats.Table) (*Filling, error) {
	if len(f.Columns) == 0 {
		for _, c := range t.Columns() {
			if !c.Variable().Identifying {
				f.Columns = append(f.Columns, c.Variable().Name)
			}
		}
	}
	result := &Filling{Spec: f, N: t.Len(), description: &stats.Description{}}
	if len(f.Columns) > 0 {
		d, err := stats.Describe{Columns: f.Columns, Cases: f.Cases, Lang: f.Lang}.Of(t)
		if err != nil {
			return nil, fmt.Errorf("fill rates: %w", err)
		}
		result.description = d
	}
	sum, defined := 0.0, 0
	for _, c := range result.description.Columns {
		rate := FillRate{Variable: c.Variable, Missing: c.Missing, Concerned: t.Len() - c.Missing[stats.NotApplicable]}
		if rate.Concerned == 0 {
			rate.Rate.Reason = stats.Say(f.Lang, "ne concerne aucun dossier", "concerns no case")
		} else {
			rate.Rate.Value = 100 * float64(c.N) / float64(rate.Concerned)
			sum += rate.Rate.Value
			defined++
		}
		result.Rates = append(result.Rates, rate)
	}
	if defined == 0 {
		result.Mean.Reason = stats.Say(f.Lang, "aucun taux défini", "no rate is defined")
	} else {
		result.Mean.Value = sum / float64(defined)
	}
	return result, nil
}

// Tables is one table, with the mean as its total.
func (f *Filling) Tables() []*stats.Table {
	return []*stats.Table{f.table(make([]bool, len(f.Rates)), fmt.Sprintf(stats.Say(f.Spec.Lang, "ensemble des %s, n = %s", "all %s, n = %s"),
		cmp.Or(f.Spec.Cases, stats.Say(f.Spec.Lang, "dossiers", "cases")), stats.Count.Number(float64(f.N), f.Spec.Lang)))}
}

// Counts are those of stats.Describe, so that what is hidden there is here.
func (f *Filling) Counts() []stats.Counts { return f.description.Counts() }

// Hide shows no figure of a column of which missing or recorded rows are
// hidden, puts it last, where the order tells nothing, and leaves the mean out.
func (f *Filling) Hide(masks []stats.Mask) stats.Tabler {
	shown := f.description.Hide(masks).Tables()[0]
	hidden := make([]bool, len(f.Rates))
	if recorded, err := shown.Column("renseignes"); err == nil {
		for i := range hidden {
			hidden[i] = recorded.Missing(i) == stats.Secret
		}
	}
	return f.table(hidden, shown.Caption().Population)
}

// table shows the rates in the order asked for.
func (f *Filling) table(hidden []bool, population string) *stats.Table {
	lang := f.Spec.Lang
	order := make([]int, len(f.Rates))
	for i := range order {
		order[i] = i
	}
	if !f.Spec.Declared {
		slices.SortStableFunc(order, func(a, b int) int {
			return cmp.Or(cmp.Compare(f.class(a, hidden), f.class(b, hidden)), cmp.Compare(f.sortRate(a, hidden), f.sortRate(b, hidden)))
		})
	}
	if f.Spec.Most > 0 {
		order = order[:min(f.Spec.Most, len(order))]
	}
	labels := make([]string, len(order)+1)
	for row, i := range order {
		labels[row] = f.Rates[i].Variable.Title()
	}
	labels[len(order)] = fmt.Sprintf(stats.Say(lang, "Moyenne (%d variables)", "Mean (%d variables)"), len(f.Rates))
	number := func(name, label string, format stats.Format, mean func() (float64, stats.Missing), at func(r FillRate) (float64, stats.Missing)) stats.Column {
		values, missing := make([]float64, len(labels)), make([]stats.Missing, len(labels))
		for row, i := range order {
			if values[row], missing[row] = at(f.Rates[i]); hidden[i] {
				missing[row] = stats.Secret
			}
		}
		values[len(order)], missing[len(order)] = mean()
		return stats.Variable{Name: name, Label: label, Format: format}.Numbers(values, missing)
	}
	none := func() (float64, stats.Missing) { return 0, stats.NotApplicable }
	count := func(name, label string, at func(r FillRate) int) stats.Column {
		return number(name, label, stats.Count, none, func(r FillRate) (float64, stats.Missing) { return float64(at(r)), stats.Recorded })
	}
	columns := []stats.Column{
		stats.Variable{Name: "variable", Label: "Variable"}.Texts(labels, nil),
		count("renseignes", stats.Say(lang, "Renseignés", "Recorded"), func(r FillRate) int { return r.Missing[stats.Recorded] }),
		count("concernes", stats.Say(lang, "Concernés", "Concerned"), func(r FillRate) int { return r.Concerned }),
		number("taux", stats.Say(lang, "% des concernés", "% of concerned"), stats.Percent,
			func() (float64, stats.Missing) {
				if slices.Contains(hidden, true) {
					return 0, stats.Secret
				}
				return shownRate(f.Mean)
			}, func(r FillRate) (float64, stats.Missing) { return shownRate(r.Rate) }),
	}
	for _, reason := range append(stats.MissingReasons(), stats.Undefined, stats.Secret) {
		if slices.ContainsFunc(f.Rates, func(r FillRate) bool { return r.Missing[reason] > 0 }) {
			columns = append(columns, count(reason.Code(), reason.Label(lang), func(r FillRate) int { return r.Missing[reason] }))
		}
	}
	return stats.MustTable(stats.Say(lang, "Taux de renseignement", "Fill rates"), columns...).WithTotals(1).Captioned(stats.Caption{
		Units: stats.Say(lang, "Effectifs et % des concernés", "Counts and % of concerned"), Population: population,
		Notes: []string{stats.Say(lang, "Concernés : ensemble moins « sans objet ». Refus, « ne sait pas » et pièce illisible comptent comme non renseignés.",
			"Concerned: all but “not applicable”. Refusals, “does not know” and unreadable documents count as not recorded.")},
	})
}

// class puts columns without a rate behind the others, and hidden ones last.
func (f *Filling) class(i int, hidden []bool) int {
	switch {
	case hidden[i]:
		return 2
	case !f.Rates[i].Rate.Defined():
		return 1
	}
	return 0
}

func (f *Filling) sortRate(i int, hidden []bool) float64 {
	if hidden[i] {
		return 0
	}
	return f.Rates[i].Rate.Value
}

// String is the table as text.
func (f *Filling) String() string { return stats.Printer{Lang: f.Spec.Lang}.Of(f.Tables()[0]) }

// shownRate is a rate, or the reason why there is none.
func shownRate(e stats.Estimate) (float64, stats.Missing) {
	if !e.Defined() {
		return 0, stats.Undefined
	}
	return e.Value, stats.Recorded
}

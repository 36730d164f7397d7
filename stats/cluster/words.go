package cluster

import (
	"fmt"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// titles lists names, each set off: "«\u00a0a\u00a0», «\u00a0b\u00a0»".
func titles(names []string, lang string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = stats.Quoted(lang, name)
	}
	return strings.Join(quoted, ", ")
}

// text makes a column of labels.
func text(name, label string, rows int, at func(row int) string) stats.Column {
	values := make([]string, rows)
	for row := range values {
		values[row] = at(row)
	}
	return stats.Variable{Name: name, Label: label}.Texts(values, nil)
}

// figures makes a column of numbers.
func figures(name, label string, format stats.Format, rows int, at func(row int) (float64, stats.Missing)) stats.Column {
	return stats.Variable{Name: name, Label: label, Format: format}.Figures(rows, at)
}

// estimate is a figure of an estimate.
func estimate(e stats.Estimate) (float64, stats.Missing) { return stats.Defined(e.Value, e.Defined()) }

// unless is the figure, or Secret where it is hidden.
func unless(hidden bool, x float64, missing stats.Missing) (float64, stats.Missing) {
	if hidden {
		return 0, stats.Secret
	}
	return x, missing
}

// counted writes a number of cases: "n = 12".
func counted(n int, hidden bool, lang string) string {
	if hidden {
		return "n = " + stats.Secret.Code()
	}
	return "n = " + stats.Count.Number(float64(n), lang)
}

// wordOf is what a row of the data is, in the plural.
func wordOf(cases, lang string) string {
	if cases != "" {
		return cases
	}
	return stats.Say(lang, "dossiers", "cases")
}

func percent(x float64, lang string) string {
	return stats.Percent.Number(x, lang) + stats.Say(lang, "\u00a0%", "%")
}

// printed is tables as text.
func printed(lang string, tables ...*stats.Table) string {
	var all []string
	for _, t := range tables {
		all = append(all, stats.Printer{Lang: lang}.Of(t))
	}
	return strings.Join(all, "\n")
}

// format fills a French or English sentence.
func format(lang, french, english string, args ...any) string {
	return fmt.Sprintf(stats.Say(lang, french, english), args...)
}

// shown is a list of tables that are ready to be handed over.
type shown []*stats.Table

// Tables lists them.
func (s shown) Tables() []*stats.Table { return s }

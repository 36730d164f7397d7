package duration

import (
	"fmt"
	"math"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// text makes a column of labels.
func text[T any](name, label string, rows []T, of func(T) string) stats.Column {
	values := make([]string, len(rows))
	for i, row := range rows {
		values[i] = of(row)
	}
	return stats.Variable{Name: name, Label: label}.Texts(values, nil)
}

// figures makes a column of numbers.
func figures[T any](name, label, unit string, format stats.Format, rows []T, of func(T) (float64, stats.Missing)) stats.Column {
	return stats.Variable{Name: name, Label: label, Unit: unit, Format: format}.Figures(len(rows), func(row int) (float64, stats.Missing) {
		return of(rows[row])
	})
}

// figure is a number unless it is hidden or does not exist.
func figure(x float64, exists, hidden bool) (float64, stats.Missing) {
	if hidden {
		return 0, stats.Secret
	}
	return stats.Defined(x, exists)
}

func integer(n int, hidden bool) (float64, stats.Missing) { return figure(float64(n), true, hidden) }

// share is a proportion in per cent, with the ends of its interval.
func share[T any](name, label, lang string, rows []T, of func(T) (stats.Estimate, bool)) []stats.Column {
	return bounded(name, label, "%", stats.Percent, 100, lang, rows, of)
}

// bounded is an estimate times a factor, with the ends of its interval.
func bounded[T any](name, label, unit string, format stats.Format, factor float64, lang string, rows []T, of func(T) (stats.Estimate, bool)) []stats.Column {
	part := func(suffix, title string, pick func(e stats.Estimate) (float64, bool)) stats.Column {
		return figures(name+suffix, title, unit, format, rows, func(row T) (float64, stats.Missing) {
			e, hidden := of(row)
			x, exists := pick(e)
			return figure(factor*x, exists && e.Defined(), hidden)
		})
	}
	return []stats.Column{
		part("", label, func(e stats.Estimate) (float64, bool) { return e.Value, true }),
		part("_bas", stats.Say(lang, "borne basse", "low"), func(e stats.Estimate) (float64, bool) { return e.Low, e.Confidence > 0 }),
		part("_haut", stats.Say(lang, "borne haute", "high"), func(e stats.Estimate) (float64, bool) { return e.High, e.Confidence > 0 }),
	}
}

// population says who is counted and who is left out.
func population(cases string, n int, missing stats.MissingCounts, hidden bool, lang string) string {
	if cases == "" {
		cases = stats.Say(lang, "dossiers", "cases")
	}
	number := stats.Count.Number(float64(n), lang)
	if hidden {
		number = stats.Secret.Code()
	}
	parts := []string{fmt.Sprintf("%s, n = %s", cases, number)}
	for _, reason := range stats.MissingReasons() {
		if missing[reason] > 0 {
			parts = append(parts, fmt.Sprintf(stats.Say(lang, "laissés de côté, %s : %d", "left out, %s: %d"), reason.Label(lang), missing[reason]))
		}
	}
	return strings.Join(parts, stats.Say(lang, " ; ", "; "))
}

// equals writes a test: "log-rank : khi-2 = 10,33 ; ddl = 1 ; p = 0,001".
func equals(t stats.Test, hidden bool, lang string) string {
	colon := stats.Say(lang, " : ", ": ")
	switch {
	case hidden:
		return t.Name + colon + stats.Secret.Label(lang)
	case !t.Defined():
		return t.Name + colon + t.Reason
	}
	p := stats.PValue.Number(t.P, lang)
	if !strings.HasPrefix(p, "<") {
		p = "= " + p
	}
	return fmt.Sprintf(stats.Say(lang, "%s : khi-2 = %s ; ddl = %s ; p %s", "%s: chi-squared = %s; df = %s; p %s"),
		t.Name, stats.Coefficient.Number(t.Statistic, lang), stats.Count.Number(t.DF, lang), p)
}

// percent writes a share with its interval: "63,0 % [52,1 ; 74,0]".
func percent(e stats.Estimate, lang string) string {
	text := stats.Percent.Number(100*e.Value, lang) + stats.Say(lang, "\u00a0%", "%")
	if e.Confidence > 0 {
		text += fmt.Sprintf(stats.Say(lang, " [%s ; %s]", " [%s; %s]"), stats.Percent.Number(100*e.Low, lang), stats.Percent.Number(100*e.High, lang))
	}
	return text
}

// span writes a time with its unit.
func span(t float64, unit, lang string) string {
	format := stats.Tenth
	if t == math.Trunc(t) {
		format = stats.Count
	}
	return strings.TrimSpace(format.Number(t, lang) + " " + unit)
}

// levelled says what the intervals are.
func levelled(level float64, scale Interval, lang string) string {
	return fmt.Sprintf(stats.Say(lang, "Intervalles à %s\u00a0%% (%s)", "%s%% intervals (%s)"),
		stats.Number.Number(math.Round(1e4*level)/100, lang), scale.Label(lang))
}

// shown is a list of tables that are ready to be handed over.
type shown []*stats.Table

// Tables lists them.
func (s shown) Tables() []*stats.Table { return s }

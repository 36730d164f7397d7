package sequence

import "github.com/askoria/verbatim/stats"

// column makes a column of numbers that all exist.
func column[T any](name, label string, format stats.Format, items []T, of func(T) float64) stats.Column {
	return stats.Variable{Name: name, Label: label, Format: format}.Figures(len(items), func(i int) (float64, stats.Missing) {
		return of(items[i]), stats.Recorded
	})
}

// estimates makes a column of numbers that may not exist.
func estimates[T any](name, label string, format stats.Format, items []T, of func(T) stats.Estimate) stats.Column {
	return stats.Variable{Name: name, Label: label, Format: format}.Figures(len(items), func(i int) (float64, stats.Missing) {
		e := of(items[i])
		return stats.Defined(e.Value, e.Defined())
	})
}

// words makes a column of text.
func words[T any](name, label string, items []T, of func(T) string) stats.Column {
	values := make([]string, len(items))
	for i, item := range items {
		values[i] = of(item)
	}
	return stats.Variable{Name: name, Label: label}.Texts(values, nil)
}

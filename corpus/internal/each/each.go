// Package each makes the columns of a result, one cell a record.
package each

import "github.com/askoria/verbatim/stats"

// Text makes a column of texts; an empty text is missing.
func Text[T any](name, label string, records []T, empty stats.Missing, value func(T) string) stats.Column {
	return Reasoned(name, label, records, func(record T) (string, stats.Missing) {
		if text := value(record); text != "" {
			return text, stats.Recorded
		}
		return "", empty
	})
}

// Reasoned makes a column of texts, or why there is none.
func Reasoned[T any](name, label string, records []T, value func(T) (string, stats.Missing)) stats.Column {
	values, missing := make([]string, len(records)), make([]stats.Missing, len(records))
	for i, record := range records {
		values[i], missing[i] = value(record)
	}
	return stats.Variable{Name: name, Label: label}.Texts(values, missing)
}

// Count makes a column of whole numbers.
func Count[T any](name, label string, records []T, value func(T) int) stats.Column {
	return whole(name, label, stats.Count, records, value)
}

// Place makes a column of places, such as turns.
func Place[T any](name, label string, records []T, value func(T) int) stats.Column {
	return whole(name, label, stats.Ordinal, records, value)
}

func whole[T any](name, label string, format stats.Format, records []T, value func(T) int) stats.Column {
	return Figure(name, label, format, records, func(record T) (float64, bool) { return float64(value(record)), true })
}

// Figure makes a column of results; those that do not exist are Undefined.
func Figure[T any](name, label string, format stats.Format, records []T, value func(T) (float64, bool)) stats.Column {
	return stats.Variable{Name: name, Label: label, Format: format}.Figures(len(records), func(row int) (float64, stats.Missing) {
		return stats.Defined(value(records[row]))
	})
}

// Estimate makes a column of measures; those that do not exist are Undefined.
func Estimate[T any](name, label string, format stats.Format, records []T, value func(T) stats.Estimate) stats.Column {
	return Figure(name, label, format, records, func(record T) (float64, bool) {
		e := value(record)
		return e.Value, e.Defined()
	})
}

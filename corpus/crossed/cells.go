package crossed

import (
	"fmt"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// levelColumn makes a column of levels, one a record; an index outside the
// levels is missing.
func levelColumn[T any](name, label string, levels []stats.Level, records []T, empty stats.Missing, value func(T) int) stats.Column {
	codes, missing := make([]int, len(records)), make([]stats.Missing, len(records))
	for i, record := range records {
		if codes[i] = value(record); codes[i] < 0 || codes[i] >= len(levels) {
			codes[i], missing[i] = 0, empty
		}
	}
	return stats.Variable{Name: name, Label: label}.Categories(levels, false, codes, missing)
}

// column reads the cells of a table as codes: the code of a level, "oui" or
// "non" of a flag, the text of a text. A missing cell is "".
type column struct{ of stats.Column }

// columnOf is the column of that name. One that is not there is an error when
// required, else a column of missing cells.
func columnOf(t *stats.Table, name string, required bool) (column, error) {
	c, err := t.Column(name)
	if err != nil && required {
		return column{}, err
	}
	return column{c}, nil
}

func (c column) at(row int) string {
	if c.missing(row) != stats.Recorded {
		return ""
	}
	switch of := c.of.(type) {
	case *stats.Categories:
		return of.Code(row)
	case *stats.Texts:
		text, _ := of.At(row)
		return strings.TrimSpace(text)
	}
	return c.of.Show(row, "fr")
}

// shown is the cell as people read it, "" where it is missing.
func (c column) shown(row int, lang string) string {
	if c.missing(row) != stats.Recorded {
		return ""
	}
	return c.of.Show(row, lang)
}

func (c column) missing(row int) stats.Missing {
	if c.of == nil {
		return stats.NotRecorded
	}
	return c.of.Missing(row)
}

// whole is the cell as a whole number.
func (c column) whole(row int) (int, bool) {
	numbers, ok := c.of.(*stats.Numbers)
	if !ok {
		return 0, false
	}
	x, recorded := numbers.At(row)
	return int(x), recorded
}

// levels lists the values of a column: the declared levels of categories, else
// the values in the order in which they first appear.
func (c column) levels(rows int) []stats.Level {
	if categories, ok := c.of.(*stats.Categories); ok {
		return categories.Levels()
	}
	var levels []stats.Level
	seen := map[string]bool{"": true}
	for row := range rows {
		if value := c.at(row); !seen[value] {
			seen[value] = true
			levels = append(levels, stats.Level{Code: value})
		}
	}
	return levels
}

// word is a value that files write as a code or as a word.
type word struct{ code, fr, en string }

func wordIndex(words []word, text string) (int, bool) {
	folded := stats.Fold(text)
	for i, w := range words {
		if folded == stats.Fold(w.code) || folded == stats.Fold(w.fr) {
			return i, true
		}
	}
	return 0, false
}

func (w word) in(lang string) string { return stats.Say(lang, w.fr, w.en) }

func wordLevels(words []word, lang string) []stats.Level {
	levels := make([]stats.Level, len(words))
	for i, w := range words {
		levels[i] = stats.Level{Code: w.code, Label: w.in(lang)}
	}
	return levels
}

// notes gathers warnings.
type notes struct {
	lang string
	list []string
}

func (n *notes) add(french, english string, arguments ...any) {
	n.list = append(n.list, fmt.Sprintf(stats.Say(n.lang, french, english), arguments...))
}

// counted adds a warning that counts something, unless there is none.
func (n *notes) counted(count int, french, english string) {
	if count > 0 {
		n.add(french, english, count)
	}
}

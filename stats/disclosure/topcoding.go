package disclosure

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// TopCoding brings the values of a column above a limit down to it, so that
// nobody is known by an extreme; with Bottom, those below the limit up to it.
// With Mean they get their mean instead, which keeps the mean of the column but
// tells the sum of few: fewer than 5 are a warning. Missing values stay missing.
// It agrees with sdcMicro::topBotCoding, kind "top" and "bottom".
type TopCoding struct {
	Column string
	Limit  float64
	Bottom bool
	Mean   bool
	Lang   string // "en" for English; French otherwise
}

// TopCoded is a table with a column coded.
type TopCoded struct {
	Spec     TopCoding
	N        int
	Missing  stats.MissingCounts
	Table    *stats.Table
	Changed  int     // rows
	Value    float64 // that they have now; the limit where none changed
	Warnings []string
}

// Of codes the column, which must hold numbers.
func (c TopCoding) Of(t *stats.Table) (*TopCoded, error) {
	column, err := t.Numbers(c.Column)
	if err != nil {
		return nil, fmt.Errorf("top coding: %w", err)
	}
	result := &TopCoded{Spec: c, N: t.Len(), Missing: column.MissingCounts(), Value: c.Limit}
	beyond := func(row int) bool {
		x, there := column.At(row)
		return there && (x > c.Limit && !c.Bottom || x < c.Limit && c.Bottom)
	}
	sum := 0.0
	for row := range t.Len() {
		if beyond(row) {
			x, _ := column.At(row)
			sum += x
			result.Changed++
		}
	}
	if c.Mean && result.Changed > 0 {
		result.Value = sum / float64(result.Changed)
		if result.Changed < 5 {
			result.Warnings = []string{fmt.Sprintf(stats.Say(c.Lang,
				"la moyenne de %s ne porte que sur %d valeurs : elle en dit trop",
				"the mean of %s is that of %d values only: it tells too much of them"), stats.Quoted(c.Lang, column.Variable().Title()), result.Changed)}
		}
	}
	result.Table, err = t.With(column.Variable().Figures(t.Len(), func(row int) (float64, stats.Missing) {
		x, _ := column.At(row)
		if beyond(row) {
			x = result.Value
		}
		return x, column.Missing(row)
	}))
	return result, err
}

// Tables is the table with the column coded, and how many values changed.
func (c *TopCoded) Tables() []*stats.Table {
	caption := c.Table.Caption()
	caption.Notes = append(caption.Notes, fmt.Sprintf(stats.Say(c.Spec.Lang, "%d valeurs de %s ramenées à %s", "%d values of %s brought to %s"),
		c.Changed, stats.Quoted(c.Spec.Lang, c.Spec.Column), stats.Number.Number(c.Value, c.Spec.Lang)))
	caption.Notes = append(caption.Notes, c.Warnings...)
	return []*stats.Table{c.Table.Captioned(caption)}
}

// String is the table as text.
func (c *TopCoded) String() string { return stats.Printer{Lang: c.Spec.Lang}.Of(c.Tables()[0]) }

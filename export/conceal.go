package export

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

// concealment is one table of counts of which cells were hidden.
type concealment struct {
	sheet   string
	pattern *disclosure.Pattern
}

// conceal hides what must not be shown of a result that counts persons, and
// remembers what it hid; other results are shown as they are.
func (b *Workbook) conceal(sheet string, result stats.Tabler) (stats.Tabler, error) {
	counted, ok := result.(stats.Counted)
	if !ok {
		return result, nil
	}
	var masks []stats.Mask
	var hidden []concealment
	for _, counts := range counted.Counts() {
		pattern, err := disclosure.Suppression{Below: b.threshold(), Lang: b.Lang}.Of(counts)
		if err != nil {
			return nil, fmt.Errorf("counts cannot be protected: %w", err)
		}
		masks = append(masks, pattern.Mask)
		if pattern.Mask.Any() {
			hidden = append(hidden, concealment{sheet, pattern})
		}
	}
	if len(hidden) == 0 {
		return result, nil
	}
	b.hidden = append(b.hidden, hidden...)
	return counted.Hide(masks), nil
}

// Hidden is what was hidden so far: one row a table of counts, in the order of
// adding, with its sheet, its cells, how many of them are hidden, the threshold
// and the rule. It does not tell the small cells from those hidden to protect
// them, which would help to find them; the Journal sheet carries it.
func (b *Workbook) Hidden() *stats.Table {
	sheets := make([]string, len(b.hidden))
	lines := make([]*stats.Table, len(b.hidden))
	for i, h := range b.hidden {
		sheets[i] = h.sheet
		lines[i] = h.pattern.Tables()[0]
	}
	columns := []stats.Column{stats.Variable{Name: "feuille", Label: b.say("Feuille", "Sheet")}.Texts(sheets, nil)}
	if len(lines) > 0 {
		all, err := lines[0].Append(lines[1:]...)
		if err != nil {
			panic("export: the lines of patterns differ: " + err.Error())
		}
		columns = append(columns, all.Columns()...)
	}
	return stats.MustTable(b.say("Cases masquées", "Hidden cells"), columns...)
}

// rule says how small counts are hidden, as it stands under the tables.
func (b *Workbook) rule() string {
	if b.threshold() == 1 {
		return ""
	}
	return fmt.Sprintf(b.say("s : effectif inférieur à %d, ou masqué pour protéger un autre.",
		"s: count below %d, or withheld to protect another."), b.threshold())
}

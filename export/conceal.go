package export

import (
	"context"
	"fmt"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

// addition is a result as it was added, and as it may be shown.
type addition struct {
	result, shown stats.Tabler
	veiled        bool // whether a count of it is hidden
}

// ward is a table of counts with hidden cells.
type ward struct {
	sheet   string
	pattern *disclosure.Pattern
}

// protect hides what must not be shown of the results that count persons, and
// tells which tables of counts have hidden cells. All tables of the workbook are
// protected together: none gives back what another hides.
func (b *Workbook) protect() ([]ward, error) {
	var counts []stats.Counts
	for _, s := range b.sheets {
		for _, a := range s.additions {
			if counted, ok := a.result.(stats.Counted); ok {
				counts = append(counts, counted.Counts()...)
			}
		}
	}
	patterns, err := b.patterns(counts)
	if err != nil {
		return nil, fmt.Errorf("counts cannot be protected: %w", err)
	}
	var concealed []ward
	for _, s := range b.sheets {
		for _, a := range s.additions {
			a.shown, a.veiled = a.result, false
			counted, ok := a.result.(stats.Counted)
			if !ok {
				continue
			}
			own := patterns[:len(counted.Counts())]
			patterns = patterns[len(own):]
			var masks []stats.Mask
			for _, pattern := range own {
				masks = append(masks, pattern.Mask)
				if pattern.Mask.Any() {
					a.veiled = true
					concealed = append(concealed, ward{s.name, pattern})
				}
			}
			// Where nothing is hidden too: tables of single persons are left out.
			if b.threshold() > 1 {
				a.shown = counted.Hide(masks)
			}
		}
	}
	return concealed, nil
}

// patterns chooses the cells to hide, once for the same tables: they are asked
// for again by Hidden, after Save.
func (b *Workbook) patterns(counts []stats.Counts) ([]*disclosure.Pattern, error) {
	joint := disclosure.Joint{Below: b.threshold(), Within: b.Within, Lang: b.Lang}
	if question := fmt.Sprintf("%+v %+v", joint, counts); question != b.asked {
		found, err := joint.Of(context.Background(), counts...)
		if err != nil {
			return nil, err
		}
		b.asked, b.answer = question, found
	}
	return b.answer, nil
}

// Hidden is what the workbook hides so far: one row a table of counts, sheet by
// sheet, with its cells, how many of them are hidden, the threshold and the
// rule. It does not tell the small cells from those hidden to protect them,
// which would help to find them; the Journal sheet carries it. It is empty
// where counts cannot be protected, of which Save tells.
func (b *Workbook) Hidden() *stats.Table {
	concealed, err := b.protect()
	if err != nil {
		concealed = nil
	}
	return b.concealment(concealed)
}

func (b *Workbook) concealment(concealed []ward) *stats.Table {
	var sheets []string
	var lines []*stats.Table
	told := map[string]bool{} // a figure and its tables hide the same
	for _, h := range concealed {
		line := h.pattern.Tables()[0]
		if key := h.sheet + line.String(); !told[key] {
			told[key] = true
			sheets, lines = append(sheets, h.sheet), append(lines, line)
		}
	}
	var notes []string
	columns := []stats.Column{stats.Variable{Name: "feuille", Label: b.say("Feuille", "Sheet")}.Texts(sheets, nil)}
	if len(lines) > 0 {
		all, err := lines[0].Append(lines[1:]...)
		if err != nil {
			panic("export: the lines of patterns differ: " + err.Error())
		}
		columns = append(columns, all.Columns()...)
		notes = append(notes, b.say(
			"En partie : les effectifs inférieurs au seuil sont masqués, avec ceux qui permettraient de les retrouver. En entier : rien de moins ne protège les petits effectifs du tableau.",
			"In part: counts below the threshold are hidden, with those that would give them back. Whole table: nothing less protects its small counts."))
	}
	return stats.MustTable(b.say("Cases masquées", "Hidden cells"), columns...).Captioned(stats.Caption{Notes: notes})
}

// rule says how small counts are hidden, as it stands under the tables.
func (b *Workbook) rule() string {
	if b.threshold() == 1 {
		return ""
	}
	return fmt.Sprintf(b.say("s : effectif inférieur à %d, ou masqué pour protéger un autre.",
		"s: count below %d, or withheld to protect another."), b.threshold())
}

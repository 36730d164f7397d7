package disclosure

import "github.com/askoria/verbatim/stats"

// Pattern says which cells of a table of counts are hidden.
type Pattern struct {
	Spec  Suppression
	Title string // of the table
	Mask  stats.Mask
	// Primary and Secondary count the cells hidden for their own sake and for
	// others'. Together with Cells they are for those who hold the data: told
	// to readers they narrow down what is hidden.
	Primary, Secondary int
	Cells              []Cell // the hidden cells, line by line
	// Whole tells that no partial pattern protects the table, so that all of
	// it is hidden.
	Whole    bool
	Warnings []string

	shown int
}

// Cell is a hidden cell of a table.
type Cell struct {
	Row, Col int // in Counts.Cells
	Reason   Reason
}

// Reason is why a cell is hidden.
type Reason uint8

const (
	// Small: the cell counts too few persons.
	Small Reason = iota
	// Complementary: the cell would give a small one back.
	Complementary
)

// Label names the reason in French, or in English when lang is "en".
func (r Reason) Label(lang string) string {
	say := wording(lang)
	if r == Small {
		return say("effectif trop petit", "too few persons")
	}
	return say("permettrait d'en retrouver un autre", "would give another one back")
}

// String is the English label.
func (r Reason) String() string { return r.Label("en") }

func newPattern(s Suppression, c stats.Counts, h *Hidden) *Pattern {
	p := &Pattern{Spec: s, Title: c.Title, Mask: make(stats.Mask, len(c.Cells)), Whole: h.Whole, Warnings: h.Warnings}
	hidden := h.Mask
	cell := 0
	for i, line := range c.Cells {
		p.Mask[i] = hidden[cell : cell+len(line) : cell+len(line)]
		free := c.FreeRows != nil && i < len(c.Rows) && c.FreeRows[i]
		for j, count := range line {
			switch {
			case count > 0 && count < s.Below && !free:
				p.Primary++
				p.Cells = append(p.Cells, Cell{i, j, Small})
			case hidden[cell]:
				p.Secondary++
				p.Cells = append(p.Cells, Cell{i, j, Complementary})
			default:
				p.shown++
			}
			cell++
		}
	}
	return p
}

// Tables is one line for the journal: the table, its cells, how many are
// hidden, the threshold and the rule in words; those of several patterns can
// be appended. It does not tell small cells from the others, so that it can be
// handed over with the table.
func (p *Pattern) Tables() []*stats.Table {
	say := wording(p.Spec.Lang)
	hidden := len(p.Cells)
	rule := say("en partie", "in part")
	switch {
	case hidden == 0:
		rule = say("rien à masquer", "nothing to hide")
	case p.Whole:
		rule = say("en entier", "whole table")
	}
	return []*stats.Table{stats.MustTable(say("Cellules masquées", "Hidden cells"),
		stats.Variable{Name: "tableau", Label: say("Tableau", "Table")}.Texts([]string{p.Title}, nil),
		whole("cellules", say("Cellules", "Cells"), hidden+p.shown),
		whole("masquees", say("Masquées", "Hidden"), hidden),
		whole("seuil", say("Seuil", "Threshold"), p.Spec.Below),
		stats.Variable{Name: "regle", Label: say("Règle", "Rule")}.Texts([]string{rule}, nil),
	)}
}

// String is the line of the journal.
func (p *Pattern) String() string { return stats.Printer{Lang: p.Spec.Lang}.Of(p.Tables()[0]) }

func wording(lang string) func(fr, en string) string {
	return func(fr, en string) string {
		if lang == "en" {
			return en
		}
		return fr
	}
}

func whole(name, label string, n int) stats.Column {
	return stats.Variable{Name: name, Label: label, Format: stats.Count}.Numbers([]float64{float64(n)}, nil)
}

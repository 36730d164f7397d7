package export

import (
	"fmt"
	"runtime"
	"sync"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

// addition is a result as it was added, and as it may be shown.
type addition struct{ result, shown stats.Tabler }

// ward is a table of counts behind an addition.
type ward struct {
	sheet   string
	counts  stats.Counts
	listed  bool // its counts can be read on the sheet, not only figures made of them
	pattern *disclosure.Pattern
}

// level is a level of a variable: its total stands in every table of the
// variable.
type level struct{ variable, label string }

// protect hides what must not be shown of the results that count persons, and
// tells which tables of counts have hidden cells. Tables of one variable are
// protected together: a total that one hides is hidden in the others, and
// protected there, until no table hides more.
func (b *Workbook) protect() ([]ward, error) {
	var all []*ward
	behind := map[*addition][]*ward{}
	for _, s := range b.sheets {
		for _, a := range s.additions {
			a.shown = a.result
			counted, ok := a.result.(stats.Counted)
			if !ok {
				continue
			}
			_, matrix := a.result.(*stats.AssociationMatrix)
			for _, counts := range counted.Counts() {
				g := &ward{sheet: s.name, counts: counts, listed: !matrix}
				all, behind[a] = append(all, g), append(behind[a], g)
			}
		}
	}
	hidden := map[level]bool{}
	b.foresee(all)
	for before := -1; before < len(hidden); {
		before = len(hidden)
		for _, g := range all {
			if err := b.cover(g, hidden); err != nil {
				return nil, fmt.Errorf("sheet %q: counts cannot be protected: %w", g.sheet, err)
			}
		}
	}
	var concealed []ward
	for _, s := range b.sheets {
		for _, a := range s.additions {
			var masks []stats.Mask
			veiled := false
			for _, g := range behind[a] {
				masks = append(masks, g.pattern.Mask)
				if g.pattern.Mask.Any() {
					veiled = true
					concealed = append(concealed, *g)
				}
			}
			if veiled {
				a.shown = a.result.(stats.Counted).Hide(masks)
			}
		}
	}
	return concealed, nil
}

// cover chooses the cells of a table to hide where the totals of some levels are
// hidden already, and adds to these.
func (b *Workbook) cover(g *ward, hidden map[level]bool) (err error) {
	if g.pattern, err = b.pattern(g.counts, g.also(hidden)); err != nil || !g.listed {
		return err
	}
	for l, at := range g.totals() {
		// A crosstab hidden whole tells nothing that its totals would add to.
		small := g.counts.Cells[at.row][at.column] < b.threshold()
		if g.pattern.Mask[at.row][at.column] && (small || !g.pattern.Whole || len(g.counts.Cols) == 1) {
			hidden[l] = true
		}
	}
	return nil
}

// also is what other tables hide of this one.
func (g *ward) also(hidden map[level]bool) stats.Mask {
	also := make(stats.Mask, len(g.counts.Cells))
	for i, line := range g.counts.Cells {
		also[i] = make([]bool, len(line))
	}
	for l, at := range g.totals() {
		also[at.row][at.column] = hidden[l]
	}
	return also
}

// pattern is the cells to hide of a table. The least pattern is dear to find, and
// the same tables are asked for again: each question is answered once.
func (b *Workbook) pattern(counts stats.Counts, also stats.Mask) (*disclosure.Pattern, error) {
	question := fmt.Sprintf("%q %v %v %v %d %q", counts.Title, counts.Cells, counts.FreeRows, also, b.threshold(), b.Lang)
	if known, there := b.patterns.Load(question); there {
		return known.(*disclosure.Pattern), nil
	}
	found, err := disclosure.Suppression{Below: b.threshold(), Also: also, Lang: b.Lang}.Of(counts)
	if err == nil {
		b.patterns.Store(question, found)
	}
	return found, err
}

// foresee answers the first questions of all tables side by side.
func (b *Workbook) foresee(all []*ward) {
	workers := runtime.GOMAXPROCS(0)
	var group sync.WaitGroup
	for first := range workers {
		group.Go(func() {
			for i := first; i < len(all); i += workers {
				_, _ = b.pattern(all[i].counts, all[i].also(nil)) // an error comes again when it is asked for
			}
		})
	}
	group.Wait()
}

// totals says where the totals of levels stand; in a simple count the cells
// are such totals themselves.
func (g *ward) totals() map[level]place {
	totals := map[level]place{}
	last := len(g.counts.Cells[0]) - 1
	if g.counts.RowsOf != "" {
		for i, label := range g.counts.Rows {
			totals[level{g.counts.RowsOf, label}] = place{i, last}
		}
	}
	if g.counts.ColsOf != "" {
		for j, label := range g.counts.Cols {
			totals[level{g.counts.ColsOf, label}] = place{len(g.counts.Rows), j}
		}
	}
	return totals
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
	sheets := make([]string, len(concealed))
	lines := make([]*stats.Table, len(concealed))
	for i, h := range concealed {
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

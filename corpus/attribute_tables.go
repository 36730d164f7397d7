package corpus

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// caseTable is the table of CaseTable. It fails when a code has the name of
// another column.
func (a *attribute) caseTable(r *reading, lang string) (*stats.Table, error) {
	type place struct {
		document *Document
		level    int
	}
	type row struct {
		*group
		level int
		texts []*Document // in which the level speaks
	}
	heard := map[place]bool{}
	for _, d := range r.corpus.documents {
		for _, turn := range d.turns {
			for _, level := range a.levelsOf(d, turn) {
				heard[place{d, level}] = true
			}
		}
	}
	var rows []row
	var codes []int
	for _, g := range r.corpus.cases() {
		for level := range a.levels {
			at := row{group: g, level: level}
			for _, d := range g.documents {
				if heard[place{d, level}] {
					at.texts = append(at.texts, d)
				}
			}
			if len(at.texts) > 0 {
				rows, codes = append(rows, at), append(codes, level)
			}
		}
	}
	label := [...]string{"Thèmes par situation", "Situation", "Enfant"}
	if lang == "en" {
		label = [...]string{"Themes by case", "Case", "Child"}
	}
	columns := []stats.Column{
		each.Text(caseKey, label[1], rows, stats.NotRecorded, func(at row) string { return at.id }),
		each.Text(childKey, label[2], rows, stats.NotRecorded, func(at row) string { return at.child }),
		a.variable.Categories(a.levels, false, codes, nil),
	}
	for _, code := range r.codes {
		spoken := map[place]bool{}
		for _, p := range r.passages[code.ID] {
			a.each(p, func(_ interviews.Turn, level int) { spoken[place{p.document, level}] = true })
		}
		flags, missing := make([]bool, len(rows)), make([]stats.Missing, len(rows))
		for i, at := range rows {
			flags[i] = slices.ContainsFunc(at.texts, func(d *Document) bool { return spoken[place{d, at.level}] })
			if !slices.ContainsFunc(at.texts, func(d *Document) bool { return r.looked(d, code.ID) }) {
				missing[i] = stats.NotRecorded
			}
		}
		columns = append(columns, stats.Variable{Name: code.ID, Label: code.Title()}.Flags(flags, missing))
	}
	return stats.NewTable(label[0], columns...)
}

// Tables is the table in a list of one.
func (t *CodeAttributeTable) Tables() []*stats.Table {
	return []*stats.Table{t.table(func(int, int) (bool, bool) { return false, false })}
}

// String prints the table.
func (t *CodeAttributeTable) String() string {
	return stats.Printer{Lang: t.Spec.Lang}.Of(t.Tables()[0])
}

// Counts are those of people: where the units are cases or interviews, a table
// for each code of yes and no by level. Where levels overlap its totals are
// their sums.
func (t *CodeAttributeTable) Counts() []stats.Counts {
	if t.Spec.Per > PerInterview || len(t.Levels) == 0 {
		return nil
	}
	cols := make([]string, len(t.Levels))
	for i, level := range t.Levels {
		cols[i] = level.Title()
	}
	all := make([]stats.Counts, len(t.Codes))
	for code := range t.Codes {
		all[code] = stats.Counts{
			Title:  Code{ID: t.Codes[code], Label: t.labels[code]}.Title(),
			Rows:   []string{stats.YesNo(true, t.Spec.Lang), stats.YesNo(false, t.Spec.Lang)},
			Cols:   cols,
			RowsOf: t.Codes[code], ColsOf: t.Attribute.Name,
		}
		for row := range 3 {
			line, sum := []int{}, 0
			for level := range t.Levels {
				yes, read := t.Coded[code][level], t.Read[code][level]
				line = append(line, [...]int{yes, read - yes, read}[row])
				sum += line[level]
			}
			if len(t.Levels) > 1 {
				line = append(line, sum)
			}
			all[code].Cells = append(all[code].Cells, line)
		}
	}
	return all
}

// Hide is the table with the cells of those masks withheld, one mask a code.
func (t *CodeAttributeTable) Hide(masks []stats.Mask) stats.Tabler {
	return t.table(func(code, level int) (count, read bool) {
		if code >= len(masks) {
			return false, false
		}
		mask := masks[code]
		if level == len(t.Levels) && (t.Overlapping || level == 1) {
			// The whole is not the sum that was protected, or is the only level.
			return mask.Any(), mask.Any()
		}
		return mask[0][level], mask[2][level]
	})
}

// table lays out the counts; hidden tells of a cell whether its count and its
// denominator are to be withheld.
func (t *CodeAttributeTable) table(hidden func(code, level int) (count, read bool)) *stats.Table {
	english := t.Spec.Lang == "en"
	label := [...]string{"Codes selon : ", "Code", "Thème", "Ensemble", " : n", " : sur", " : %"}
	if english {
		label = [...]string{"Codes by: ", "Code", "Theme", "All", ": n", ": of", ": %"}
	}
	format, factor := stats.Percent, 100.0
	if t.Spec.Per == PerThousandWords {
		format, factor = stats.Tenth, 1000
		label[6] = " : ‰"
		if english {
			label[6] = ": per 1,000"
		}
	}
	columns := []stats.Column{
		each.Text("code", label[1], t.Codes, stats.NotRecorded, func(code string) string { return code }),
		each.Text("theme", label[2], t.labels, stats.NotRecorded, func(label string) string { return label }),
	}
	levels := append(slices.Clone(t.Levels), stats.Level{Label: label[3]})
	for l, level := range levels {
		n := len(t.Codes)
		counts, read, shares := make([]float64, n), make([]float64, n), make([]float64, n)
		var missing [3][]stats.Missing
		for i := range missing {
			missing[i] = make([]stats.Missing, n)
		}
		for i := range t.Codes {
			counts[i], read[i] = float64(t.Coded[i][l]), float64(t.Read[i][l])
			hideCount, hideRead := hidden(i, l)
			switch {
			case read[i] == 0:
				missing[0][i], missing[1][i], missing[2][i] = stats.NotRecorded, stats.NotRecorded, stats.NotRecorded
				continue
			case hideCount || hideRead:
				missing[2][i] = stats.Secret
			}
			if hideCount {
				missing[0][i] = stats.Secret
			}
			if hideRead {
				missing[1][i] = stats.Secret
			}
			shares[i] = factor * counts[i] / read[i]
		}
		names := []string{"n_" + level.Code, "sur_" + level.Code, "part_" + level.Code}
		if l == len(t.Levels) {
			names = []string{"ensemble_n", "ensemble_sur", "ensemble_part"} // a level can be called anything
		}
		columns = append(columns,
			stats.Variable{Name: names[0], Label: level.Title() + label[4], Format: stats.Count}.Numbers(counts, missing[0]),
			stats.Variable{Name: names[1], Label: level.Title() + label[5], Format: stats.Count}.Numbers(read, missing[1]),
			stats.Variable{Name: names[2], Label: level.Title() + label[6], Format: format}.Numbers(shares, missing[2]))
	}
	return stats.MustTable(label[0]+t.Attribute.Title(), columns...).Captioned(t.caption())
}

func (t *CodeAttributeTable) caption() stats.Caption {
	units := [...]string{
		"Situations qui parlent du thème, sur celles lues pour lui ; en %",
		"Entretiens qui parlent du thème, sur ceux lus pour lui ; en %",
		"Tours de parole des informateurs qui parlent du thème, sur ceux des entretiens lus ; en %",
		"Mots des informateurs sur le thème, pour 1 000 mots des informateurs des entretiens lus",
	}
	population := "Entretiens avec un texte et cette information : %d ; sans elle : %d."
	overlapping := "Une même unité compte pour chacune de ses modalités : la somme des modalités n'est pas l'ensemble."
	if t.Spec.Lang == "en" {
		units = [...]string{
			"Cases that speak of the theme, of those read for it; in %",
			"Interviews that speak of the theme, of those read for it; in %",
			"Turns of the informants that speak of the theme, of those of the interviews read; in %",
			"Words of the informants on the theme, per 1,000 words of the informants in the interviews read",
		}
		population = "Interviews with a text and this attribute: %d; without it: %d."
		overlapping = "One unit counts for each of its levels: the levels do not add up to the whole."
	}
	notes := slices.Clone(t.Warnings)
	if t.Overlapping {
		notes = append(notes, overlapping)
	}
	return stats.Caption{
		Units: units[t.Spec.Per], Population: fmt.Sprintf(population, t.N, t.Missing.Total()), Notes: notes,
	}
}

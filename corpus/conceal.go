package corpus

import (
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// yesOrNo is a count of persons or cases of whom something is true, of those
// for whom it is known.
func yesOrNo(title, of string, yes, all int, lang string) stats.Counts {
	return stats.Counts{
		Title: title, Rows: []string{stats.YesNo(true, lang), stats.YesNo(false, lang)}, Cols: []string{""}, RowsOf: of,
		Cells: [][]int{{yes}, {all - yes}, {all}},
	}
}

// Counts are the cases and interviews that speak of each code, of those read
// for it, and the cases by side.
func (t *CodeFrequencyTable) Counts() []stats.Counts {
	var all []stats.Counts
	for _, f := range t.Rows {
		all = append(all,
			yesOrNo(f.Code, f.Code, f.Cases, f.ReadCases, t.Spec.Lang),
			yesOrNo(f.Code+stats.Say(t.Spec.Lang, " – entretiens", " – interviews"), "", f.Interviews, f.ReadInterviews, t.Spec.Lang))
		for _, side := range sides {
			all = append(all, yesOrNo(f.Code+" – "+sideName(side, t.Spec.Lang), "", f.CasesBySide[side], f.ReadCasesBySide[side], t.Spec.Lang))
		}
	}
	return all
}

// Hide is the table without the figures of codes of which any count is hidden:
// cases, interviews, passages and words give one another away.
func (t *CodeFrequencyTable) Hide(masks []stats.Mask) stats.Tabler {
	each := 2 + len(sides)
	if len(masks) != each*len(t.Rows) {
		return t
	}
	return t.table.Withhold(func(row int, column string) bool {
		return column != "code" && column != "theme" && slices.ContainsFunc(masks[each*row:each*(row+1)], stats.Mask.Any)
	})
}

// Counts are, of each column of a code, the cases that speak of it, of those
// read for it.
func (t *CaseCodeTable) Counts() []stats.Counts {
	var all []stats.Counts
	for _, c := range t.codeColumns() {
		yes, n := 0, 0
		for row := range c.Len() {
			var said, read bool
			switch c := c.(type) {
			case *stats.Flags:
				said, read = c.At(row)
			case *stats.Numbers:
				var count float64
				count, read = c.At(row)
				said = count > 0
			}
			if read {
				n++
			}
			if read && said {
				yes++
			}
		}
		of := c.Variable().Name
		all = append(all, yesOrNo(c.Variable().Title(), of, yes, n, t.Spec.Lang))
	}
	return all
}

// codeColumns are those that say of each case whether it speaks of a code.
func (t *CaseCodeTable) codeColumns() []stats.Column {
	columns := t.table.Columns()
	last := slices.IndexFunc(columns, func(c stats.Column) bool { return c.Variable().Name == "entretiens" })
	return columns[last+1:]
}

// Hide is the table without the columns of codes of which a count is hidden:
// their rows could be counted.
func (t *CaseCodeTable) Hide(masks []stats.Mask) stats.Tabler {
	hidden := map[string]bool{}
	for i, c := range t.codeColumns() {
		hidden[c.Variable().Name] = i < len(masks) && masks[i].Any()
	}
	return t.Tables()[0].Withhold(func(_ int, column string) bool { return hidden[column] })
}

// Counts are those of cases, with InCase: for each pair found together, how many
// have both codes, one, or neither, of all in which a code was found. Passages
// and turns are no persons.
func (t *CoOccurrenceTable) Counts() []stats.Counts {
	if t.Spec.Scope != InCase {
		return nil
	}
	lang := t.Spec.Lang
	labels := []string{stats.YesNo(true, lang), stats.YesNo(false, lang)}
	var all []stats.Counts
	for i, code := range t.Codes {
		all = append(all, yesOrNo(t.title(code), code, t.Together[i][i], t.N, lang))
	}
	for _, p := range t.Pairs {
		all = append(all, stats.Counts{
			Title: t.title(p.A) + " × " + t.title(p.B), Rows: labels, Cols: labels, RowsOf: p.A, ColsOf: p.B,
			Cells: [][]int{
				{p.Both, p.NA - p.Both, p.NA},
				{p.NB - p.Both, t.N - p.NA - p.NB + p.Both, t.N - p.NA},
				{p.NB, t.N - p.NB, t.N},
			},
		})
	}
	return all
}

// Hide is the tables with counts of cases hidden: those of a pair with all its
// measures, those of a code with the measures of all its pairs.
func (t *CoOccurrenceTable) Hide(masks []stats.Mask) stats.Tabler {
	if len(masks) != len(t.Codes)+len(t.Pairs) {
		return t
	}
	codes, pairs := make([]bool, len(t.Codes)), map[[2]string]bool{}
	mark := func(code string, hidden bool) {
		i := slices.Index(t.Codes, code)
		codes[i] = codes[i] || hidden
	}
	for i := range t.Codes {
		codes[i] = masks[i].Any()
	}
	for i, p := range t.Pairs {
		mask := masks[len(t.Codes)+i]
		mark(p.A, mask[0][2] || mask[1][2])
		mark(p.B, mask[2][0] || mask[2][1])
		pairs[[2]string{p.A, p.B}] = mask.Any()
	}
	secret := func(a, b string) bool {
		return pairs[[2]string{a, b}] || pairs[[2]string{b, a}] || codes[slices.Index(t.Codes, a)] || codes[slices.Index(t.Codes, b)]
	}
	// The order would tell which of the hidden pairs are the more frequent.
	ordered := *t
	ordered.Pairs = slices.Clone(t.Pairs)
	slices.SortStableFunc(ordered.Pairs, func(p, q CodePair) int {
		place := func(p CodePair) int {
			if !secret(p.A, p.B) {
				return -1
			}
			return slices.Index(t.Codes, p.A)*len(t.Codes) + slices.Index(t.Codes, p.B)
		}
		return place(p) - place(q)
	})
	return stats.Shown{
		t.matrix().Withhold(func(row int, column string) bool {
			other, counted := strings.CutPrefix(column, "n_")
			return counted && secret(t.Codes[row], other)
		}),
		ordered.listing().Withhold(func(row int, column string) bool {
			p := ordered.Pairs[row]
			switch column {
			case "code_1", "code_2":
				return false
			case "n_1":
				return codes[slices.Index(t.Codes, p.A)]
			case "n_2":
				return codes[slices.Index(t.Codes, p.B)]
			}
			return secret(p.A, p.B)
		}),
	}
}

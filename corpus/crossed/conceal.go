package crossed

import (
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/stats"
)

// Counts are situations: for each theme their status by relation, then for each
// voice what it does.
func (m *SituationMatrix) Counts() []stats.Counts {
	lang := m.Spec.Lang
	var all []stats.Counts
	for _, code := range m.Codes {
		c := stats.Counts{
			Title:  code.Title(),
			Rows:   []string{statusOf(3, lang), statusOf(2, lang), stats.Say(lang, "à un seul regard", "told from one side")},
			RowsOf: "statut",
		}
		for _, w := range relationWords {
			c.Cols = append(c.Cols, w.in(lang))
		}
		c.Cells = make([][]int, 4)
		for i, n := range [...]int{m.Triads, m.Dyads, m.N - m.Triads - m.Dyads, m.N} {
			for r := range relations {
				count := m.Count(code.ID, [...]int{3, 2, 0, 0}[i], Relation(r))
				if i == 2 {
					count -= c.Cells[0][r] + c.Cells[1][r]
				}
				c.Cells[i] = append(c.Cells[i], count)
			}
			c.Cells[i] = append(c.Cells[i], n)
		}
		all = append(all, c)
	}
	for _, l := range m.voiceLines() {
		c := stats.Counts{Title: l.code.Title() + " – " + l.voice, Cols: []string{""}}
		for state, n := range l.counts {
			c.Rows, c.Cells = append(c.Rows, stateWords[state].in(lang)), append(c.Cells, []int{n})
		}
		c.Cells = append(c.Cells, []int{m.N})
		all = append(all, c)
	}
	return all
}

// Hide is the tables with counts hidden. Where there are any, nothing is told
// of single situations, whose rows could be counted, nor how many have a status
// that is hidden.
func (m *SituationMatrix) Hide(masks []stats.Mask) stats.Tabler {
	themes := len(m.Codes)
	if len(masks) != themes*(1+len(m.Voices)) {
		return m
	}
	matrix, relation, voices := m.matrix(), m.relations(), m.voices()
	if slices.ContainsFunc(masks, stats.Mask.Any) {
		matrix = matrix.Withhold(func(_ int, column string) bool { return column != "id_cas" && column != "code" && column != "theme" })
	}
	relationAt, stateAt := wordAt(relationWords[:]), wordAt(stateWords[:])
	status := false
	relation = relation.Withhold(func(row int, column string) bool {
		mask, line := masks[row/3], []int{0, 1, 3}[row%3]
		at, counted := relationAt[column]
		switch {
		case column == "n":
			at = relations
		case !counted:
			return false
		}
		status = status || column == "n" && mask[line][at]
		return mask[line][at]
	})
	voices = voices.Withhold(func(row int, column string) bool {
		at, counted := stateAt[column]
		mask := masks[themes+row]
		return counted && mask[at][0] || column == "n" && mask[states][0]
	})
	tables := stats.Shown{matrix, relation, voices}
	for i, t := range tables {
		if caption := t.Caption(); status {
			caption.Population = ""
			tables[i] = t.Captioned(caption)
		}
	}
	return tables
}

// wordAt is the places of words by their codes, which name columns.
func wordAt(words []word) map[string]int {
	at := map[string]int{}
	for i, w := range words {
		at[w.code] = i
	}
	return at
}

// voiceLine is what a voice does about a theme, over the situations.
type voiceLine struct {
	code   corpus.Code
	voice  string
	counts [states]int
}

func (m *SituationMatrix) voiceLines() []voiceLine {
	var lines []voiceLine
	for i, code := range m.Codes {
		for v, name := range m.Voices {
			l := voiceLine{code: code, voice: name}
			for at := i; at < len(m.Cells); at += len(m.Codes) {
				l.counts[m.Cells[at].Accounts[v].State]++
			}
			lines = append(lines, l)
		}
	}
	return lines
}

// Counts are ties, each of a youth: those of every table, for lines that overlap
// one against all others, then for each bypassed place its substitutes.
func (m *RecourseMatrix) Counts() []stats.Counts {
	lang := m.Spec.Lang
	var all []stats.Counts
	for _, t := range m.tallyings() {
		base := stats.Counts{Title: t.title, RowsOf: t.rowsOf, ColsOf: t.colsOf}
		for _, w := range t.columns {
			base.Cols = append(base.Cols, w.in(lang))
		}
		cells := t.cells()
		last := len(cells) - 1
		for i, l := range t.lines[:last] {
			if !t.overlap {
				base.Rows = append(base.Rows, strings.TrimSpace(l.name+" "+l.of))
				continue
			}
			c := base
			c.Title += " – " + l.name
			c.Rows = []string{l.name, stats.Say(lang, "autres", "others")}
			c.Cells = [][]int{cells[i], make([]int, len(cells[i])), cells[last]}
			for j := range cells[i] {
				c.Cells[1][j] = cells[last][j] - cells[i][j]
			}
			all = append(all, c)
		}
		if !t.overlap {
			base.Cells = cells
			all = append(all, base)
		}
	}
	for place, lines := range m.substituted() {
		if len(lines) == 0 {
			continue
		}
		c := stats.Counts{Title: m.Places[place], Cols: []string{""}}
		sum := 0
		for _, l := range lines {
			c.Rows, c.Cells = append(c.Rows, l.name), append(c.Cells, []int{l.n})
			sum += l.n
		}
		c.Cells = append(c.Cells, []int{sum})
		all = append(all, c)
	}
	return all
}

// substituted lists the substitutes of each place, none where it is not
// bypassed.
func (m *RecourseMatrix) substituted() [][]substitute {
	places := make([][]substitute, len(m.Places))
	for _, l := range m.substituteLines() {
		at := slices.Index(m.Places, l.place)
		places[at] = append(places[at], l)
	}
	return places
}

// Hide is the tables with counts hidden. Where there are any, nothing is told
// of single youths, whose cells could be counted.
func (m *RecourseMatrix) Hide(masks []stats.Mask) stats.Tabler {
	if len(masks) != len(m.Counts()) {
		return m
	}
	tables := m.Tables()
	if slices.ContainsFunc(masks, stats.Mask.Any) {
		tables[0] = tables[0].Withhold(func(_ int, column string) bool { return column != "lieu" })
	}
	bypassed := make([]bool, len(m.Places))
	for n, t := range m.tallyings() {
		own := masks[:1]
		if t.overlap {
			own = masks[:len(t.lines)-1]
		}
		masks = masks[len(own):]
		at, any := wordAt(t.columns), slices.ContainsFunc(own, stats.Mask.Any)
		hidden := func(row, column int) bool {
			switch {
			case !t.overlap:
				return own[0][row][column]
			case row < len(own):
				return own[row][0][column]
			}
			return slices.ContainsFunc(own, func(mask stats.Mask) bool { return mask[2][column] })
		}
		if n == 1 { // by place: what is said of substitutes adds up to it
			for place := range bypassed {
				bypassed[place] = hidden(place, int(Bypassed))
			}
		}
		place := n + 1
		if t.name == "attribut" {
			place++ // the substitutes stand before
		}
		tables[place] = tables[place].Withhold(func(row int, column string) bool {
			i, counted := at[column]
			if column == "n" {
				i, counted = len(t.columns), true
			}
			return counted && hidden(row, i)
		})
		if caption := tables[place].Caption(); any {
			caption.Population = "" // it counts some of them
			tables[place] = tables[place].Captioned(caption)
		}
	}
	var secret []bool
	for place, lines := range m.substituted() {
		for i := range lines {
			secret = append(secret, bypassed[place] || masks[0][i][0] || masks[0][len(lines)][0])
		}
		if len(lines) > 0 {
			masks = masks[1:]
		}
	}
	at := slices.IndexFunc(tables, func(t *stats.Table) bool { _, err := t.Column("substitut"); return err == nil })
	tables[at] = tables[at].Withhold(func(row int, column string) bool { return column == "n" && secret[row] })
	return stats.Shown(tables)
}

package textometry

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Terms counts each word in each part of a text: by role, by case, by
// interview. It makes the table on which Keyness and Specificities work: one
// row a word, one column a part, words in French order.
//
// By default a cell is how often the word is said; with InUnits, in how many
// units it is said. Sizes count all that Without leaves, words below Least too:
// what is rare still belongs to the text.
type Terms struct {
	By      Part
	Without []string // words to leave out: StopWords, Fillers
	Least   int      // total below which a word is not listed
	InUnits bool
	Lang    string
}

// TermTable is words by parts.
type TermTable struct {
	Spec   Terms
	Terms  []string
	Parts  []string
	Counts [][]int // of each term, by part
	Sizes  []int   // of each part: words said, or units
	N      int     // sum of the sizes
	// Warnings say what is odd.
	Warnings []string

	by string // what the parts are, where Spec does not say it
}

// Of counts.
func (s Terms) Of(t *Text) (*TermTable, error) {
	names, of, err := t.parts(s.By)
	if err != nil {
		return nil, fmt.Errorf("terms: %w", err)
	}
	left := t.without(s.Without)
	cells := make([][]int, len(t.terms))
	last := make([]int32, len(t.terms)) // unit in which a term was last counted, from 1
	result := &TermTable{Spec: s, Parts: names, Sizes: make([]int, len(names))}
	for i, w := range t.words {
		part, id := of[w.turn], t.term[w.form]
		if s.InUnits && (i == 0 || t.words[i-1].unit != w.unit) {
			result.Sizes[part]++
		}
		if left[w.form] || s.InUnits && last[id] == w.unit+1 {
			continue
		}
		last[id] = w.unit + 1
		if cells[id] == nil {
			cells[id] = make([]int, len(names))
		}
		cells[id][part]++
		if !s.InUnits {
			result.Sizes[part]++
		}
	}
	for _, n := range result.Sizes {
		result.N += n
	}
	var kept []int
	for id, row := range cells {
		if row != nil && total(row) >= s.Least {
			kept = append(kept, id)
		}
	}
	rank := ranks(t.terms)
	slices.SortFunc(kept, func(a, b int) int { return int(rank[a] - rank[b]) })
	for _, id := range kept {
		result.Terms = append(result.Terms, t.terms[id])
		result.Counts = append(result.Counts, cells[id])
	}
	if len(result.Terms) == 0 {
		result.Warnings = append(result.Warnings, stats.Say(s.Lang, "Aucun mot ne reste.", "No word is left."))
	}
	return result, nil
}

// NewTermTable is a table counted elsewhere: counts[i][j] is how often terms[i]
// is said in parts[j]. The sizes of the parts are the sums of their columns.
func NewTermTable(terms, parts []string, counts [][]int) (*TermTable, error) {
	if len(counts) != len(terms) {
		return nil, fmt.Errorf("term table: %d terms and %d rows", len(terms), len(counts))
	}
	t := &TermTable{Terms: slices.Clone(terms), Parts: slices.Clone(parts), Sizes: make([]int, len(parts))}
	for i, row := range counts {
		if len(row) != len(parts) {
			return nil, fmt.Errorf("term table: row %d has %d cells, there are %d parts", i+1, len(row), len(parts))
		}
		for j, n := range row {
			if n < 0 {
				return nil, errors.New("term table: a count is below 0")
			}
			t.Sizes[j] += n
			t.N += n
		}
		t.Counts = append(t.Counts, slices.Clone(row))
	}
	return t, nil
}

func total(row []int) int {
	sum := 0
	for _, n := range row {
		sum += n
	}
	return sum
}

func (r *TermTable) title() string {
	return stats.Say(r.Spec.Lang, "Mots par ", "Words by ") + cmp.Or(r.by, strings.ToLower(r.Spec.By.label(r.Spec.Lang)))
}

// Tables is the table, with the sizes of the parts as its last row.
func (r *TermTable) Tables() []*stats.Table {
	lang := r.Spec.Lang
	rows := make([]int, len(r.Terms)+1)
	for i := range rows {
		rows[i] = i
	}
	cell := func(i, part int) int {
		if i == len(r.Terms) {
			return r.Sizes[part]
		}
		return r.Counts[i][part]
	}
	columns := []stats.Column{texts("terme", stats.Say(lang, "Mot", "Word"), rows, func(i int) string {
		if i == len(r.Terms) {
			return stats.Say(lang, "Ensemble", "All")
		}
		return r.Terms[i]
	})}
	for part, name := range r.Parts {
		columns = append(columns, each.Count(fmt.Sprintf("partie_%d", part+1), name, rows, func(i int) int { return cell(i, part) }))
	}
	columns = append(columns, each.Count("total", "Total", rows, func(i int) int {
		sum := 0
		for part := range r.Parts {
			sum += cell(i, part)
		}
		return sum
	}))
	units := stats.Say(lang, "Nombre d'occurrences", "Number of occurrences")
	if r.Spec.InUnits {
		units = stats.Say(lang, "Nombre d'unités où le mot est dit", "Number of units in which the word is said")
	}
	table := stats.MustTable(r.title(), columns...)
	return []*stats.Table{table.Captioned(stats.Caption{Units: units, Notes: r.Warnings}).WithTotals(1)}
}

// String prints the table.
func (r *TermTable) String() string { return printed(r.Spec.Lang, r.Tables()) }

// part is the index of a part.
func (r *TermTable) part(name string) (int, error) {
	at := slices.Index(r.Parts, name)
	if at < 0 {
		return 0, fmt.Errorf("no part %s", stats.Unknown(name, r.Parts))
	}
	return at, nil
}

// Contingency is the counts alone, one row a word and one column a part,
// without totals: what factor.CA takes. Words said less than least times, and
// parts that then say none, are left out.
func (r *TermTable) Contingency(least int) *stats.Table {
	var rows []int
	for i, row := range r.Counts {
		if total(row) >= max(least, 1) {
			rows = append(rows, i)
		}
	}
	columns := []stats.Column{texts("terme", stats.Say(r.Spec.Lang, "Mot", "Word"), rows, func(i int) string { return r.Terms[i] })}
	for part, name := range r.Parts {
		if slices.ContainsFunc(rows, func(i int) bool { return r.Counts[i][part] > 0 }) {
			columns = append(columns, each.Count(fmt.Sprintf("partie_%d", part+1), name, rows, func(i int) int { return r.Counts[i][part] }))
		}
	}
	return stats.MustTable(r.title(), columns...)
}

package textometry

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Frequencies counts the words of a text: one row a form, or a stem or lemma
// with its forms, from the most to the least frequent, equal ones in French
// order.
//
// Zipf is the slope of the logarithm of the frequency on that of the rank, by
// least squares over all words counted; it needs two words that differ in
// frequency.
type Frequencies struct {
	Without []string // words to leave out: StopWords, Fillers
	Least   int      // frequency below which a word is counted but not listed
	Lang    string
}

// FrequencyTable is words by how often they are said.
type FrequencyTable struct {
	Spec     Frequencies
	Rows     []Frequency
	N        int // words counted
	Types    int // different ones
	Hapax    int // said once
	Zipf     stats.Estimate
	Warnings []string
}

// Frequency is what is counted of one word.
type Frequency struct {
	Term      string
	Forms     []string // the most frequent first
	Count     int
	Rank      int // from 1; equal counts share the smallest
	Documents int
	Units     int
}

// Of counts.
func (s Frequencies) Of(t *Text) (*FrequencyTable, error) {
	left := t.without(s.Without)
	rows := make([]Frequency, len(t.terms))
	unit, document := make([]int32, len(t.terms)), make([]int32, len(t.terms))
	said := make([]int, len(t.forms))
	for _, w := range t.words {
		if left[w.form] {
			continue
		}
		id := t.term[w.form]
		said[w.form]++
		rows[id].Count++
		if unit[id] != w.unit+1 {
			unit[id] = w.unit + 1
			rows[id].Units++
		}
		if at := int32(t.turns[w.turn].text) + 1; document[id] != at {
			document[id] = at
			rows[id].Documents++
		}
	}
	rank, order := t.ranks(), []int{}
	first := map[[2]int32]int{} // a form may be there with several readings
	for form, n := range said {
		if n == 0 {
			continue
		}
		written := [...]int32{t.term[form], rank[form]}
		if at, again := first[written]; again {
			said[at] += n
			continue
		}
		first[written] = form
		order = append(order, form)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(said[b]-said[a], int(rank[a]-rank[b])) })
	for _, form := range order {
		row := &rows[t.term[form]]
		row.Term = t.terms[t.term[form]]
		row.Forms = append(row.Forms, t.forms[form])
	}
	result := &FrequencyTable{Spec: s}
	for _, row := range rows {
		if row.Count > 0 {
			result.Rows = append(result.Rows, row)
		}
	}
	result.finish()
	return result, nil
}

func (r *FrequencyTable) finish() {
	descending(r.Rows, func(f Frequency) float64 { return float64(f.Count) }, func(f Frequency) string { return f.Term })
	for i := range r.Rows {
		row := &r.Rows[i]
		row.Rank = i + 1
		if i > 0 && r.Rows[i-1].Count == row.Count {
			row.Rank = r.Rows[i-1].Rank
		}
		r.N += row.Count
		if row.Count == 1 {
			r.Hapax++
		}
	}
	r.Types = len(r.Rows)
	r.Zipf = r.zipf()
	if r.N == 0 {
		r.Warnings = append(r.Warnings, stats.Say(r.Spec.Lang, "Aucun mot à compter.", "No word to count."))
	}
	r.Rows = slices.DeleteFunc(r.Rows, func(f Frequency) bool { return f.Count < r.Spec.Least })
}

func (r *FrequencyTable) zipf() stats.Estimate {
	if r.Types < 2 || r.Rows[0].Count == r.Rows[r.Types-1].Count {
		return stats.Estimate{Reason: stats.Say(r.Spec.Lang, "tous les mots ont la même fréquence", "all words have the same frequency")}
	}
	var x, y float64 // means
	for i, row := range r.Rows {
		x += math.Log(float64(i+1)) / float64(r.Types)
		y += math.Log(float64(row.Count)) / float64(r.Types)
	}
	var xy, xx float64
	for i, row := range r.Rows {
		dx := math.Log(float64(i+1)) - x
		xy += dx * (math.Log(float64(row.Count)) - y)
		xx += dx * dx
	}
	return stats.Estimate{Value: xy / xx}
}

// Tables is the list of words.
func (r *FrequencyTable) Tables() []*stats.Table {
	lang := r.Spec.Lang
	columns := []stats.Column{texts("terme", stats.Say(lang, "Mot", "Word"), r.Rows, func(f Frequency) string { return f.Term })}
	if slices.ContainsFunc(r.Rows, func(f Frequency) bool { return len(f.Forms) > 1 || f.Forms[0] != f.Term }) {
		columns = append(columns, texts("formes", stats.Say(lang, "Formes", "Forms"), r.Rows, func(f Frequency) string { return strings.Join(f.Forms, ", ") }))
	}
	columns = append(columns,
		each.Count("frequence", stats.Say(lang, "Fréquence", "Frequency"), r.Rows, func(f Frequency) int { return f.Count }),
		each.Figure("pour_mille", stats.Say(lang, "Pour 1 000 mots", "Per 1,000 words"), stats.Coefficient, r.Rows, func(f Frequency) (float64, bool) {
			return 1000 * float64(f.Count) / float64(r.N), true
		}),
		each.Count("rang", stats.Say(lang, "Rang", "Rank"), r.Rows, func(f Frequency) int { return f.Rank }),
		each.Count("entretiens", stats.Say(lang, "Entretiens", "Interviews"), r.Rows, func(f Frequency) int { return f.Documents }),
		each.Count("unites", stats.Say(lang, "Unités", "Units"), r.Rows, func(f Frequency) int { return f.Units }))
	slope := r.Zipf.Reason
	if r.Zipf.Defined() {
		slope = stats.Coefficient.Number(r.Zipf.Value, lang)
	}
	table := stats.MustTable(stats.Say(lang, "Fréquence des mots", "Word frequencies"), columns...)
	return []*stats.Table{table.Captioned(stats.Caption{
		Population: fmt.Sprintf(stats.Say(lang, "%s mots, %s différents, %s dits une seule fois.", "%s words, %s different ones, %s said once."),
			stats.Count.Number(float64(r.N), lang), stats.Count.Number(float64(r.Types), lang), stats.Count.Number(float64(r.Hapax), lang)),
		Notes: append(slices.Clone(r.Warnings), stats.Say(lang, "Pente de Zipf : ", "Zipf slope: ")+slope+"."),
	})}
}

// String prints the most frequent words.
func (r *FrequencyTable) String() string { return printed(r.Spec.Lang, r.Tables()) }

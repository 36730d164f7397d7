package textometry

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Nearest finds the units that are most like a unit, or like some words: the
// cosine of their counts, each weighed by the logarithm of all units over those
// that say the term (tf-idf). One row a unit, the most alike first, equal ones
// in the order of the documents; those with no term in common are left out.
//
// Of units that may not be quoted Tables shows where they are, not the text.
// Agrees with R's quanteda.textstats::textstat_simil(method = "cosine") on
// quanteda::dfm_tfidf.
type Nearest struct {
	Unit  int    // place among the Units, from 0
	Query string // words, in the place of a unit
	Most  int    // units; 0 is 10, below 0 all
	Lang  string
}

// NearestTable is units by likeness.
type NearestTable struct {
	Spec     Nearest
	Rows     []NearUnit
	N        int // units compared
	Warnings []string

	table *UnitTable
}

// NearUnit is one unit: its place, its cosine from 0 to 1, and the terms in
// common, those that count most first.
type NearUnit struct {
	Unit   int
	Cosine float64
	Terms  []string
}

// Of compares. It fails on a unit that does not exist; where the unit or the
// query has no term there are no rows, and a warning.
func (s Nearest) Of(t *UnitTable) (*NearestTable, error) {
	said := s.query(t)
	if s.Query == "" {
		if s.Unit < 0 || s.Unit >= t.N {
			return nil, fmt.Errorf("nearest: there is no unit %d, units are 0 to %d", s.Unit, t.N-1)
		}
		said = t.rows[s.Unit]
	}
	idf := make([]float64, len(t.Terms))
	for _, row := range t.rows {
		for _, c := range row {
			idf[c.Term]++
		}
	}
	for j, n := range idf {
		idf[j] = math.Log(float64(t.N) / max(n, 1))
	}
	weight := make([]float64, len(t.Terms))
	for _, c := range said {
		weight[c.Term] = float64(c.Count) * idf[c.Term]
	}
	length := norm(weight)
	result := &NearestTable{Spec: s, table: t}
	if length == 0 {
		result.Warnings = []string{stats.Say(s.Lang, "Aucun mot de la recherche ne distingue une unité.", "No term of what is looked for tells a unit apart.")}
		return result, nil
	}
	for i, row := range t.rows {
		if s.Query == "" && i == s.Unit {
			continue
		}
		result.N++
		product, own := 0.0, 0.0
		var common []int
		for _, c := range row {
			x := float64(c.Count) * idf[c.Term]
			own += x * x
			if y := x * weight[c.Term]; y > 0 {
				product += y
				common = append(common, c.Term)
			}
		}
		if product == 0 {
			continue
		}
		near := NearUnit{Unit: i, Cosine: math.Min(1, product/(length*math.Sqrt(own)))}
		slices.SortStableFunc(common, func(a, b int) int { return cmp.Compare(weight[b], weight[a]) })
		for _, j := range common {
			near.Terms = append(near.Terms, t.Terms[j])
		}
		result.Rows = append(result.Rows, near)
	}
	slices.SortStableFunc(result.Rows, func(a, b NearUnit) int { return cmp.Compare(b.Cosine, a.Cosine) })
	if most := cmp.Or(s.Most, 10); most > 0 && len(result.Rows) > most {
		result.Rows = result.Rows[:most]
	}
	return result, nil
}

// query counts the terms of the query: those under which the text counts its
// words.
func (s Nearest) query(t *UnitTable) []TermCount {
	number := make(map[string]int, len(t.Terms))
	for j, term := range t.Terms {
		number[term] = j
	}
	if t.text != nil {
		for form, term := range t.text.term {
			if j, kept := number[t.text.terms[term]]; kept {
				number[t.text.forms[form]] = j
			}
		}
	}
	var said []int
	for _, token := range corpus.Tokens(s.Query) {
		if !token.Said() {
			continue
		}
		form := corpus.Form(token.Text)
		j, known := number[form]
		if !known && t.text != nil && t.text.Spec.Stems {
			j, known = number[corpus.Stem(form)]
		}
		if known {
			said = append(said, j)
		}
	}
	return counted(said)
}

// Tables is the units.
func (r *NearestTable) Tables() []*stats.Table {
	lang := r.Spec.Lang
	units := make([]int, len(r.Rows))
	for i, row := range r.Rows {
		units[i] = row.Unit
	}
	columns := append(r.table.unitColumns(lang, units),
		each.Figure("cosinus", stats.Say(lang, "Cosinus", "Cosine"), stats.Coefficient, r.Rows, func(n NearUnit) (float64, bool) { return n.Cosine, true }),
		texts("mots_communs", stats.Say(lang, "Mots communs", "Terms in common"), r.Rows, func(n NearUnit) string { return strings.Join(n.Terms, ", ") }))
	notes := slices.Clone(r.Warnings)
	if r.table.text != nil {
		columns = append(columns, r.table.quotes(lang, units))
		notes = append(notes, withheld(lang, r.table.places(units))...)
	}
	table := stats.MustTable(stats.Say(lang, "Unités proches", "Nearest units"), columns...)
	return []*stats.Table{table.Captioned(stats.Caption{
		Population: fmt.Sprintf(stats.Say(lang, "%s unités comparées.", "%s units compared."), stats.Count.Number(float64(r.N), lang)),
		Notes:      notes,
	})}
}

// String prints the units.
func (r *NearestTable) String() string { return printed(r.Spec.Lang, r.Tables()) }

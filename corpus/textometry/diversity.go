package textometry

import (
	"errors"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Diversity measures how varied the words are, part by part: one row a part,
// one column an index. An index that the number of words, or of different
// words, does not allow is undefined and says why; a window is never shortened.
//
// Those of vocabulary V and words N: TTR V/N, Herdan's C, Guiraud's R, Carroll's
// CTTR, Dugast's U, Summer's S, Yule's K and I, Simpson's D, Herdan's Vm, Maas
// a, lgV0, lgeV0 (logarithms to base 10), as R's quanteda.textstats::textstat_lexdiv.
// Those of the order of the words: MATTR and MSTTR over a window, MTLD (McCarthy
// and Jarvis 2010, both ways); HD-D expects the types among 42 words drawn.
type Diversity struct {
	By      Part
	Window  int     // words of MATTR and MSTTR; 0 is 100
	Ratio   float64 // at which a stretch of MTLD ends; 0 is 0.72
	Draw    int     // words of HD-D; 0 is 42
	Without []string
	Lang    string
}

// DiversityTable is parts by indices.
type DiversityTable struct {
	Spec     Diversity
	Rows     []PartDiversity
	N        int
	Warnings []string
}

// PartDiversity is the indices of one part.
type PartDiversity struct {
	Part                                                                      string
	N, Types, Hapax                                                           int
	TTR, C, R, CTTR, U, S, K, I, D, Vm, Maas, LgV0, LgeV0, MATTR, MSTTR, MTLD stats.Estimate
	// HDD is the mean share of the types, between 0 and 1.
	HDD stats.Estimate
}

// Of measures. It fails on settings that cannot be.
func (s Diversity) Of(t *Text) (*DiversityTable, error) {
	if s.Window == 0 {
		s.Window = 100
	}
	if s.Ratio == 0 {
		s.Ratio = 0.72
	}
	if s.Draw == 0 {
		s.Draw = 42
	}
	if s.Window < 0 || s.Draw < 0 || !(s.Ratio > 0 && s.Ratio < 1) {
		return nil, errors.New("diversity: Window and Draw are not below 0, Ratio is between 0 and 1")
	}
	names, of, err := t.parts(s.By)
	if err != nil {
		return nil, fmt.Errorf("diversity: %w", err)
	}
	left := t.without(s.Without)
	said := make([][]int32, len(names))
	for _, w := range t.words {
		if part := of[w.turn]; !left[w.form] {
			said[part] = append(said[part], t.term[w.form])
		}
	}
	result := &DiversityTable{Spec: s}
	m := newMeasure(s, len(t.terms))
	short := 0
	for part, name := range names {
		row := m.of(said[part])
		row.Part = name
		result.Rows = append(result.Rows, row)
		result.N += row.N
		if row.N < s.Window {
			short++
		}
	}
	if short > 0 {
		result.Warnings = append(result.Warnings, fmt.Sprintf(stats.Say(s.Lang,
			"Parties de moins de %d mots, sans MATTR ni MSTTR : %d.", "Parts of fewer than %d words, without MATTR or MSTTR: %d."), s.Window, short))
	}
	if result.N == 0 {
		result.Warnings = append(result.Warnings, stats.Say(s.Lang, "Aucun mot à compter.", "No word to count."))
	}
	return result, nil
}

// indices lists the columns of the table.
var indices = []struct {
	name string
	of   func(*PartDiversity) *stats.Estimate
}{
	{"TTR", func(d *PartDiversity) *stats.Estimate { return &d.TTR }},
	{"C", func(d *PartDiversity) *stats.Estimate { return &d.C }},
	{"R", func(d *PartDiversity) *stats.Estimate { return &d.R }},
	{"CTTR", func(d *PartDiversity) *stats.Estimate { return &d.CTTR }},
	{"U", func(d *PartDiversity) *stats.Estimate { return &d.U }},
	{"S", func(d *PartDiversity) *stats.Estimate { return &d.S }},
	{"K", func(d *PartDiversity) *stats.Estimate { return &d.K }},
	{"I", func(d *PartDiversity) *stats.Estimate { return &d.I }},
	{"D", func(d *PartDiversity) *stats.Estimate { return &d.D }},
	{"Vm", func(d *PartDiversity) *stats.Estimate { return &d.Vm }},
	{"Maas", func(d *PartDiversity) *stats.Estimate { return &d.Maas }},
	{"lgV0", func(d *PartDiversity) *stats.Estimate { return &d.LgV0 }},
	{"lgeV0", func(d *PartDiversity) *stats.Estimate { return &d.LgeV0 }},
	{"MATTR", func(d *PartDiversity) *stats.Estimate { return &d.MATTR }},
	{"MSTTR", func(d *PartDiversity) *stats.Estimate { return &d.MSTTR }},
	{"MTLD", func(d *PartDiversity) *stats.Estimate { return &d.MTLD }},
	{"HD-D", func(d *PartDiversity) *stats.Estimate { return &d.HDD }},
}

// Tables is parts by indices.
func (r *DiversityTable) Tables() []*stats.Table {
	s, lang := r.Spec, r.Spec.Lang
	columns := []stats.Column{
		texts("partie", s.By.label(lang), r.Rows, func(d PartDiversity) string { return d.Part }),
		each.Count("mots", stats.Say(lang, "Mots", "Words"), r.Rows, func(d PartDiversity) int { return d.N }),
		each.Count("types", stats.Say(lang, "Mots différents", "Different words"), r.Rows, func(d PartDiversity) int { return d.Types }),
		each.Count("hapax", stats.Say(lang, "Dits une fois", "Said once"), r.Rows, func(d PartDiversity) int { return d.Hapax }),
	}
	for _, index := range indices {
		columns = append(columns, each.Figure(index.name, index.name, stats.Number, r.Rows, func(d PartDiversity) (float64, bool) {
			e := index.of(&d)
			return e.Value, e.Defined()
		}))
	}
	table := stats.MustTable(stats.Say(lang, "Diversité lexicale", "Lexical diversity"), columns...)
	return []*stats.Table{table.Captioned(stats.Caption{
		Population: fmt.Sprintf(stats.Say(lang, "%s mots.", "%s words."), stats.Count.Number(float64(r.N), lang)),
		Notes: append(slices.Clone(r.Warnings), fmt.Sprintf(stats.Say(lang,
			"MATTR et MSTTR : fenêtre de %d mots ; MTLD : seuil %s ; HD-D : tirage de %d mots.",
			"MATTR and MSTTR: window of %d words; MTLD: threshold %s; HD-D: draw of %d words."),
			s.Window, stats.Number.Number(s.Ratio, lang), s.Draw)),
	})}
}

// String prints the table.
func (r *DiversityTable) String() string { return printed(r.Spec.Lang, r.Tables()) }

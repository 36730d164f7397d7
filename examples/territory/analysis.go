package main

import (
	"cmp"
	"errors"
	"slices"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/agreement"
)

// results are what both the workbook and the ten sentences need.
type results struct {
	standing    *design.Standing
	byFunction  *corpus.CodeAttributeTable
	bySector    *corpus.CodeAttributeTable
	byScale     *corpus.CodeAttributeTable
	together    *corpus.CoOccurrenceTable
	agreement   agreements
	spoken      *stats.Table          // themes by function, per 1,000 words
	terms       *textometry.TermTable // by function
	words       *textometry.SpecificityTable
	concordance *textometry.ConcordanceTable
	graph       *textometry.SimilarityGraph
	shares      shares
}

func (s study) analyse() (r results, err error) {
	r.standing = design.Progress{Design: s.design, CaseFile: s.professionals, On: s.LastDay()}.Of(s.Records)
	var failed [10]error
	r.byScale, failed[0] = corpus.CodeByAttribute{Codebook: s.Codebook, Attribute: "echelle", Cases: s.places, Per: corpus.PerInterview}.Of(s.Corpus, s.Codings)
	r.byFunction, failed[1] = corpus.CodeByAttribute{Codebook: s.Codebook, Attribute: "role", Per: corpus.PerInterview}.Of(s.Corpus, s.Codings)
	r.bySector, failed[2] = corpus.CodeByAttribute{Codebook: s.Codebook, Attribute: "secteur", Cases: s.places, Per: corpus.PerInterview}.Of(s.Corpus, s.Codings)
	r.together, failed[3] = corpus.CoOccurrence{Codebook: s.Codebook, Codes: s.Themes()}.Of(s.Corpus, s.Codings)
	r.agreement, failed[4] = s.agree()
	r.terms, failed[5] = textometry.Terms{By: textometry.ByRole, Least: 4, Without: textometry.StopWords()}.Of(s.text)
	if failed[5] == nil {
		r.words, failed[6] = textometry.Specificities{}.Of(r.terms)
	}
	r.concordance, failed[7] = textometry.Concordance{Find: "territoire", Lemmas: true}.Of(s.text)
	r.graph, failed[8] = s.Nouns()
	r.spoken, failed[9] = s.rates()
	r.shares = s.speak()
	return r, errors.Join(failed[:]...)
}

// rates is how many words of 1,000 each function says on each theme.
func (s study) rates() (*stats.Table, error) {
	spoken, err := corpus.CodeByAttribute{Codebook: s.Codebook, Codes: s.Themes(), Attribute: "role", Per: corpus.PerThousandWords}.Of(s.Corpus, s.Codings)
	if err != nil {
		return nil, err
	}
	columns := []string{"theme"}
	for _, function := range spoken.Levels {
		columns = append(columns, "part_"+function.Code)
	}
	return spoken.Tables()[0].Select(columns...)
}

// agreements are the kappas of the two coders, code by code, the least first.
type agreements []agreed

type agreed struct {
	code, label string
	kappa       stats.Estimate
}

func (s study) agree() (agreements, error) {
	ratings, err := corpus.Ratings{Codebook: s.Codebook, Codes: s.Themes()}.Of(s.Corpus, s.Codings)
	if err != nil {
		return nil, err
	}
	var list agreements
	for _, code := range ratings.Codes {
		units, err := ratings.Table(code)
		if err != nil {
			return nil, err
		}
		coders, err := agreement.Coders{Columns: ratings.Coders, Weight: "poids", Cluster: "document", Draws: 499, Seed: 1}.Of(units)
		if err != nil {
			return nil, err
		}
		if coders.Cohen.Value.Defined() { // a code that nobody put has no kappa
			theme, _ := s.Codebook.Code(code)
			list = append(list, agreed{code, theme.Label, coders.Cohen.Value})
		}
	}
	slices.SortStableFunc(list, func(a, b agreed) int { return cmp.Compare(a.kappa.Value, b.kappa.Value) })
	return list, nil
}

// median is the kappa in the middle, the upper one of two.
func (a agreements) median() stats.Estimate {
	if len(a) == 0 {
		return stats.Estimate{Reason: "aucun code n’a de kappa"}
	}
	return a[len(a)/2].kappa
}

// Tables is one row a code; a kappa whose interval does not exist has no bounds.
func (a agreements) Tables() []*stats.Table {
	codes, labels := make([]string, len(a)), make([]string, len(a))
	for i, one := range a {
		codes[i], labels[i] = one.code, one.label
	}
	bound := func(of func(stats.Estimate) float64) func(int) (float64, stats.Missing) {
		return func(row int) (float64, stats.Missing) {
			if a[row].kappa.Confidence == 0 {
				return 0, stats.NotApplicable
			}
			return of(a[row].kappa), stats.Recorded
		}
	}
	return []*stats.Table{stats.MustTable("Accord des deux codeurs, code par code",
		stats.Variable{Name: "code", Label: "Code"}.Texts(codes, nil),
		stats.Variable{Name: "theme", Label: "Thème"}.Texts(labels, nil),
		stats.Variable{Name: "kappa", Label: "Kappa de Cohen", Format: stats.Coefficient}.Figures(len(a), func(row int) (float64, stats.Missing) { return a[row].kappa.Value, stats.Recorded }),
		stats.Variable{Name: "bas", Label: "Borne basse", Format: stats.Coefficient}.Figures(len(a), bound(func(e stats.Estimate) float64 { return e.Low })),
		stats.Variable{Name: "haut", Label: "Borne haute", Format: stats.Coefficient}.Figures(len(a), bound(func(e stats.Estimate) float64 { return e.High })),
	).Captioned(stats.Caption{Notes: []string{"Unité : le caractère. Intervalles à 95 % par tirage des entretiens entiers (499 tirages) ; SO : il n’y en a pas, le code est dans trop peu d’entretiens."}})}
}

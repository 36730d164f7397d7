package main

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/lemma"
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
	words       *textometry.SpecificityTable
	concordance *textometry.ConcordanceTable
	graph       *textometry.SimilarityGraph
	shares      shares
}

func (s study) analyse() (r results, err error) {
	r.standing = design.Progress{Design: s.design, CaseFile: s.professionals, On: s.lastDay()}.Of(s.Records)
	var failed [9]error
	r.byScale, failed[0] = corpus.CodeByAttribute{Codebook: s.Codebook, Attribute: "echelle", Cases: s.places, Per: corpus.PerInterview}.Of(s.Corpus, s.Codings)
	r.byFunction, failed[1] = corpus.CodeByAttribute{Codebook: s.Codebook, Attribute: "role", Per: corpus.PerInterview}.Of(s.Corpus, s.Codings)
	r.bySector, failed[2] = corpus.CodeByAttribute{Codebook: s.Codebook, Attribute: "secteur", Cases: s.places, Per: corpus.PerInterview}.Of(s.Corpus, s.Codings)
	r.together, failed[3] = corpus.CoOccurrence{Codebook: s.Codebook, Codes: s.Themes()}.Of(s.Corpus, s.Codings)
	r.agreement, failed[4] = s.agree()
	terms, err := textometry.Terms{By: textometry.ByRole, Least: 4, Without: textometry.StopWords()}.Of(s.text)
	if failed[5] = err; err == nil {
		r.words, failed[6] = textometry.Specificities{}.Of(terms)
	}
	r.concordance, failed[7] = textometry.Concordance{Find: "territoire", Lemmas: true}.Of(s.text)
	r.graph, failed[8] = s.similarity()
	r.shares = s.speak()
	return r, errors.Join(failed[:]...)
}

// lastDay is that of the last interview, on which the study is counted.
func (s study) lastDay() time.Time {
	var last time.Time
	for _, interview := range s.Records.Interviews {
		if interview.Date.After(last) {
			last = interview.Date
		}
	}
	return last
}

// similarity is the graph of the nouns said in the same turns: verbs such as dire and faire
// would stand at its centre and tell nothing.
func (s study) similarity() (*textometry.SimilarityGraph, error) {
	text, err := textometry.Units{Lemmas: lemma.French{}, Active: []corpus.Class{corpus.Noun}}.Of(s.Corpus)
	if err != nil {
		return nil, err
	}
	units, err := textometry.UnitTerms{Without: textometry.StopWords(), Least: 4}.Of(text)
	if err != nil {
		return nil, err
	}
	return textometry.Similarity{Most: 40}.Of(units)
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

// Tables is one row a code; a kappa whose interval does not exist has no bounds.
func (a agreements) Tables() []*stats.Table {
	codes, labels := make([]string, len(a)), make([]string, len(a))
	for i, one := range a {
		codes[i], labels[i] = one.code, one.label
	}
	bound := func(of func(stats.Estimate) float64) func(int) (float64, stats.Missing) {
		return func(row int) (float64, stats.Missing) {
			if a[row].kappa.Level == 0 {
				return 0, stats.NotApplicable
			}
			return of(a[row].kappa), stats.Recorded
		}
	}
	return []*stats.Table{stats.MustTable("Accord des deux codeurs, code par code",
		stats.Variable{Name: "code", Label: "Code"}.Texts(codes, nil),
		stats.Variable{Name: "theme", Label: "Thème"}.Texts(labels, nil),
		stats.Variable{Name: "kappa", Label: "Kappa de Cohen"}.Figures(len(a), func(row int) (float64, stats.Missing) { return a[row].kappa.Value, stats.Recorded }),
		stats.Variable{Name: "bas", Label: "Borne basse"}.Figures(len(a), bound(func(e stats.Estimate) float64 { return e.Low })),
		stats.Variable{Name: "haut", Label: "Borne haute"}.Figures(len(a), bound(func(e stats.Estimate) float64 { return e.High })),
	).Captioned(stats.Caption{Notes: []string{"Unité : le caractère. Intervalles à 95 % par tirage des entretiens entiers (499 tirages) ; SO : il n’y en a pas, le code est dans trop peu d’entretiens."}})}
}

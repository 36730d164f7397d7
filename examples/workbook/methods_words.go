package main

import (
	"cmp"
	"context"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/lemma"
	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/stats"
)

var (
	someWords = argument{holds: freely, least: 1}
	someParts = argument{holds: freely}
)

var wordMethods = []method{
	{
		names: []string{"mots", "fréquence des mots"}, subject: onTexts, sheet: "Mots", options: []string{"minimum", "mots_vides"},
		run: func(q *request) {
			q.onText(func(t *textometry.Text) (stats.Tabler, error) {
				return textometry.Frequencies{Without: q.without(), Least: q.int("minimum")}.Of(t)
			})
		},
	},
	{
		names: []string{"concordance", "concordances", "mots en contexte", "KWIC"}, subject: onTexts, rows: someWords, sheet: "Concordance", options: []string{"contexte", "tri"},
		run: func(q *request) {
			for _, find := range q.rows {
				q.onText(func(t *textometry.Text) (stats.Tabler, error) {
					return textometry.Concordance{Find: find, Context: q.int("contexte"), Sort: textometry.Order(q.int("tri"))}.Of(t)
				})
			}
		},
	},
	{
		names: []string{"voisins", "mots voisins", "cooccurrents"}, subject: onTexts, rows: someWords, sheet: "Mots voisins", options: []string{"contexte", "minimum", "mots_vides", "ajustement"},
		run: func(q *request) {
			for _, find := range q.rows {
				q.onText(func(t *textometry.Text) (stats.Tabler, error) {
					return textometry.Cooccurrents{Find: find, Within: q.int("contexte"), Least: q.int("minimum"), Without: q.without(), Adjust: stats.Adjustment(q.int("ajustement"))}.Of(t)
				})
			}
		},
	},
	{
		names: []string{"spécificités", "mots spécifiques"}, subject: onTexts, rows: someParts, sheet: "Spécificités", options: []string{"par", "minimum", "mots_vides", "combien", "ajustement"},
		run: func(q *request) {
			q.onParts(func(t *textometry.TermTable) (stats.Tabler, error) {
				return textometry.Specificities{Parts: q.rows, Most: q.int("combien"), Adjust: stats.Adjustment(q.int("ajustement"))}.Of(t)
			})
		},
	},
	{
		names: []string{"mots typiques", "mots clés"}, subject: onTexts, rows: argument{holds: freely}.exactly(1), cols: argument{holds: freely, most: 1}, sheet: "Mots typiques", options: []string{"par", "minimum", "mots_vides", "ajustement"},
		run: func(q *request) {
			q.onParts(func(t *textometry.TermTable) (stats.Tabler, error) {
				spec := textometry.Keyness{Target: q.rows[0], Adjust: stats.Adjustment(q.int("ajustement"))}
				if len(q.cols) > 0 {
					spec.Reference = q.cols[0]
				}
				return spec.Of(t)
			})
		},
	},
	{
		names: []string{"diversité", "richesse du vocabulaire"}, subject: onTexts, sheet: "Diversité", options: []string{"par"},
		run: func(q *request) {
			q.onText(func(t *textometry.Text) (stats.Tabler, error) {
				return textometry.Diversity{By: textometry.Part(q.int("par"))}.Of(t)
			})
		},
	},
	{
		names: []string{"collocations", "expressions"}, subject: onTexts, sheet: "Collocations", options: []string{"minimum", "mots_vides", "ajustement"},
		run: func(q *request) {
			q.onText(func(t *textometry.Text) (stats.Tabler, error) {
				return textometry.Collocations{Least: q.int("minimum"), Without: q.without(), Adjust: stats.Adjustment(q.int("ajustement"))}.Of(t)
			})
		},
	},
	{
		names: []string{"similitudes", "graphe des mots"}, subject: onTexts, sheet: "Similitudes", options: []string{"coupe", "formes", "taille", "combien", "minimum", "mots_vides"},
		run: func(q *request) {
			if units := q.units(textometry.Cut(q.int("coupe"))); units != nil {
				q.add(textometry.Similarity{Most: q.int("combien")}.Of(units))
			}
		},
	},
	{
		names: []string{"classification", "Reinert", "mondes lexicaux"}, subject: onTexts, sheet: "Classification", options: []string{"classes", "formes", "taille", "minimum", "mots_vides"},
		run: func(q *request) {
			units := q.units(textometry.Segments)
			if units == nil {
				return
			}
			// Segments of fewer than ten different words are joined, as usual.
			tree, err := textometry.Reinert{Classes: cmp.Or(q.int("classes"), 4), UnitSize: 10}.Of(context.Background(), units)
			if err != nil {
				q.refuse(err)
				return
			}
			q.add(tree, nil)
			classes, err := tree.At(tree.Classes)
			if err != nil {
				q.refuse(err)
				return
			}
			q.add(textometry.Profiles{}.Of(classes))
			q.add(textometry.Typical{}.Of(classes))
		},
	},
}

// without are the words that say nothing of what is spoken about.
func (q *request) without() []string {
	if q.yes("mots_vides") {
		return nil
	}
	return append(textometry.StopWords(), textometry.Fillers()...)
}

// onText does an analysis of the words of the informants.
func (q *request) onText(of func(*textometry.Text) (stats.Tabler, error)) {
	text, err := textometry.Units{}.Of(q.corpus)
	if err != nil {
		q.refuse(err)
		return
	}
	q.add(of(text))
}

// onParts does an analysis of words by the parts that the option "par" names.
func (q *request) onParts(of func(*textometry.TermTable) (stats.Tabler, error)) {
	q.onText(func(text *textometry.Text) (stats.Tabler, error) {
		terms, err := textometry.Terms{By: textometry.Part(q.int("par")), Without: q.without(), Least: q.int("minimum")}.Of(text)
		if err != nil {
			return nil, err
		}
		return of(terms)
	})
}

// active are the words by which units are alike, as the active forms of IRaMuTeQ.
var active = []corpus.Class{corpus.Noun, corpus.ProperNoun, corpus.Verb, corpus.Adjective, corpus.Adverb}

// units counts the lemmas, or with "formes" the words,  of the
// informants unit by unit; nil where that failed.
func (q *request) units(cut textometry.Cut) *textometry.UnitTable {
	spec := textometry.Units{Cut: cut, Size: q.int("taille")}
	if !q.yes("formes") {
		spec.Lemmas, spec.Active = lemma.French{}, active
	}
	text, err := spec.Of(q.corpus)
	if err != nil {
		q.refuse(err)
		return nil
	}
	table, err := textometry.UnitTerms{Without: q.without(), Least: q.int("minimum")}.Of(text)
	if err != nil {
		q.refuse(err)
		return nil
	}
	return table
}

package main

import (
	"context"
	"slices"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/lemma"
	"github.com/askoria/verbatim/corpus/textometry"
)

// words is what young people say, as lemmas of full words; a term is said in at
// least so many units.
func (s study) words(cut textometry.Cut, least int, without ...string) (*textometry.Text, *textometry.UnitTable, error) {
	text, err := textometry.Units{Cut: cut, Lemmas: lemma.French{}, Active: []corpus.Class{corpus.Noun, corpus.Verb, corpus.Adjective}}.Of(s.Corpus)
	if err != nil {
		return nil, nil, err
	}
	units, err := textometry.UnitTerms{Without: slices.Concat(textometry.StopWords(), textometry.Fillers(), without), Least: least}.Of(text)
	return text, units, err
}

// worlds are the two lexical worlds of the interviews (Reinert), and how far
// classes come back when other young people are drawn.
func (s study) worlds(ctx context.Context) (*textometry.Classification, *textometry.StabilityTable, error) {
	_, units, err := s.words(textometry.Turns, 12)
	if err != nil {
		return nil, nil, err
	}
	tree, err := textometry.Reinert{Classes: 4, UnitSize: 8, LeastMembers: 100}.Of(ctx, units)
	if err != nil {
		return nil, nil, err
	}
	stable, err := textometry.Stability{Seed: 1}.Of(ctx, tree)
	if err != nil {
		return nil, nil, err
	}
	classes, err := tree.At(2)
	return classes, stable, err
}

// named are the places whose names are looked for in what is said.
var named = []textometry.Category{
	{Name: "CDAS", Words: []string{"cdas", "assistante sociale", "assistantes sociales"}},
	{Name: "Mission locale", Words: []string{"mission locale", "la mission"}},
	{Name: "France services", Words: []string{"france services"}},
	{Name: "Espace jeunes", Words: []string{"espace jeunes"}},
	{Name: "CAF, MSA", Words: []string{"caf", "msa"}},
}

// wordsByPlace counts the words of the turns in which one place alone is named,
// those of the names apart.
func (s study) wordsByPlace() (*textometry.TermTable, error) {
	text, units, err := s.words(textometry.Turns, 5, names()...)
	if err != nil {
		return nil, err
	}
	places, err := textometry.Lexicon{Categories: named}.Of(text)
	if err != nil {
		return nil, err
	}
	type turn struct {
		document string
		number   int
	}
	said := map[turn]string{}
	for _, match := range places.Matches {
		at := turn{match.Document.ID(), match.Turn}
		if before, twice := said[at]; twice && before != match.Category {
			said[at] = "" // of two places it tells neither
			continue
		}
		said[at] = match.Category
	}
	return inParts(text, units, func(u textometry.Unit) string { return said[turn{u.Document.ID(), u.Turn}] }, categories(named))
}

// names are the words of the names of places, as lemmas.
func names() []string {
	return []string{"cdas", "assistant", "assistante", "social", "mission", "local", "locale", "france", "service", "espace", "jeune", "caf", "msa"}
}

// stances are the codes under which a place is preferred, avoided, bypassed.
var stances = []string{"J3.1", "J3.2", "J3.3"}

// wordsByStance counts the words of the sentences in which a place has one
// stance alone.
func (s study) wordsByStance() (*textometry.TermTable, error) {
	text, units, err := s.words(textometry.Sentences, 5)
	if err != nil {
		return nil, err
	}
	titles := make([]string, len(stances))
	for i, id := range stances {
		code, _ := s.Codebook.Code(id)
		titles[i] = code.Title()
	}
	return inParts(text, units, func(u textometry.Unit) string {
		found := ""
		for i, id := range stances {
			for _, c := range s.Codings {
				if c.Code == id && c.Document == u.Document && c.Start < u.End && u.Start < c.End {
					if found != "" && found != titles[i] {
						return ""
					}
					found = titles[i]
				}
			}
		}
		return found
	}, titles)
}

// inParts adds up the terms of units by the part that each belongs to.
func inParts(text *textometry.Text, units *textometry.UnitTable, part func(textometry.Unit) string, parts []string) (*textometry.TermTable, error) {
	counts := make([][]int, len(units.Terms))
	for i := range counts {
		counts[i] = make([]int, len(parts))
	}
	for u, unit := range text.Units {
		in := part(unit)
		for p, name := range parts {
			if name != in {
				continue
			}
			for _, c := range units.Row(u) {
				counts[c.Term][p] += c.Count
			}
		}
	}
	return textometry.NewTermTable(units.Terms, parts, counts)
}

func categories(list []textometry.Category) []string {
	titles := make([]string, len(list))
	for i, c := range list {
		titles[i] = c.Name
	}
	return titles
}

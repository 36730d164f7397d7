// Package lemma gives French words their lemma and their part of speech. French is
// all there is: a corpus.Lemmatizer, which textometry.Units takes as Lemmas.
//
//	text, err := textometry.Units{Lemmas: lemma.French{}, Active: []corpus.Class{corpus.Noun, corpus.Verb}}.Of(c)
//
// What it knows comes from two packed lexicons in the folder data, each under a
// licence of its own (data/NOTICE.md), not under that of this library. A word that
// has several readings gets that which the words around make likely.
package lemma

import (
	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/internal/packed"
)

// French reads French words: their lemma, in normal form, and their class, by
// Lefff 3.4 (Sagot 2010) and treebanks of Universal Dependencies; where a form
// has several readings, by rules on the words around it.
//
// Lemmas are those of Universal Dependencies: je, me, m' are "moi", il and elle
// "lui", mon and sa "son"; du and des are "de" or "un", au is "à", auquel
// "lequel". A word in no lexicon loses a plural s or an ending of verbs in -er;
// a name is its own lemma. Signs and notes have none.
//
// Of 100 words, 2 (speech) or 3 (the web) get a wrong lemma and 6 a wrong
// class, counted on the texts by which the rules were set: on others it may be
// more. A word takes 1 µs; opening takes 30 ms and 5 MB.
type French struct{}

var _ corpus.Lemmatizer = French{}

// Of reads tokens that follow one another: one reading for each token.
func (French) Of(tokens []corpus.Token) []corpus.Reading {
	l := lexicon()
	readings := make([]corpus.Reading, len(tokens))
	path := make([]step, 0, len(tokens))
	begins := true // a sentence, or may
	for i, token := range tokens {
		choices := sign
		switch token.Kind {
		case corpus.Note:
			continue
		case corpus.Sign:
			begins = true
		case corpus.Number:
			choices = []choice{{packed.Numeral, 0, corpus.Reading{Lemma: corpus.Form(token.Text), Class: corpus.Numeral}}}
			begins = false
		case corpus.Address:
			choices = name(corpus.Form(token.Text))
			begins = false
		default:
			choices = l.choices(token.Text, begins)
			begins = false
			if len(choices) == 1 && choices[0].tag == packed.Interjection {
				readings[i] = choices[0].reading
				continue // euh: the words around it still stand together
			}
		}
		path = append(path, step{i, choices})
	}
	best(path, readings)
	return readings
}

package textometry

import (
	"embed"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus"
)

//go:embed data/*.txt
var lists embed.FS

// StopWords lists the grammatical words of French, in normal form: a list of
// this project's own, for the field Without of counts. "de", "qu'", "était".
// Where Units has Lemmas "car:conjonction" lets the noun count, the car that
// takes people to work; where it has none, nothing tells one from the other.
func StopWords() []string { return list("data/mots_vides.txt") }

// Fillers lists the words with which French speech hesitates, fills and
// approves, in normal form: "euh", "hein", "ouais", "voilà".
func Fillers() []string { return list("data/parole.txt") }

func list(name string) []string {
	content, err := lists.ReadFile(name)
	if err != nil {
		panic(err) // the file is part of the program
	}
	var words []string
	for line := range strings.Lines(string(content)) {
		line, _, _ = strings.Cut(line, "#")
		words = append(words, strings.Fields(line)...)
	}
	return words
}

// without tells which forms of a text are to be left out: by their form, by
// their lemma, by one of these in a class, as not active.
func (t *Text) without(words []string) []bool {
	out := map[corpus.Reading]bool{} // a form or lemma, in a class or, NoClass, any
	for _, word := range words {
		word, class := classed(word)
		if t.Spec.Lemmas == nil {
			class = corpus.NoClass
		}
		if form := corpus.Form(word); form != "" { // words without a lemma stay
			out[corpus.Reading{Lemma: form, Class: class}] = true
		}
	}
	active := t.Spec.Active
	left := make([]bool, len(t.forms))
	for id, class := range t.classes {
		left[id] = len(active) > 0 && !slices.Contains(active, class)
		for _, word := range [...]string{t.forms[id], t.lemmas[id]} {
			left[id] = left[id] || out[corpus.Reading{Lemma: word}] || out[corpus.Reading{Lemma: word, Class: class}]
		}
	}
	return left
}

// classed parts "car:conjonction" at the name of a class.
func classed(word string) (string, corpus.Class) {
	before, name, _ := strings.Cut(word, ":")
	for _, class := range corpus.Classes() {
		if name == class.String() {
			return before, class
		}
	}
	return word, corpus.NoClass
}

// hidden tells which terms are to be left out: those of which every form is.
func (t *Text) hidden(words []string) []bool {
	hidden := make([]bool, len(t.terms))
	for i := range hidden {
		hidden[i] = true
	}
	for form, out := range t.without(words) {
		hidden[t.term[form]] = hidden[t.term[form]] && out
	}
	return hidden
}

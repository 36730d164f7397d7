package textometry

import (
	"embed"
	"strings"

	"github.com/askoria/verbatim/corpus"
)

//go:embed data/*.txt
var lists embed.FS

// StopWords lists the grammatical words of French, in normal form: a list of
// this project's own, for the field Without of counts. "de", "qu'", "était".
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
// their lemma, as not active.
func (t *Text) without(words []string) []bool {
	out := map[string]bool{}
	for _, word := range words {
		out[corpus.Form(word)] = true
	}
	delete(out, "") // words without a lemma stay
	left := make([]bool, len(t.forms))
	for id, form := range t.forms {
		left[id] = out[form] || out[t.lemmas[id]] || t.passive[id]
	}
	return left
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

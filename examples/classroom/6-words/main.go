// Command 6-words is the lesson on concordance and Reinert: nine invented
// interviews of rural youth; a word in its places, then the worlds of words.
//
//	go run ./examples/classroom/6-words
package main

import (
	"embed"
	"fmt"
	"io"
	"strings"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/lemma"
	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/interviews"
)

//go:embed data
var data embed.FS

func main() { lesson.Main(run) }

// lemmas counts nouns and verbs, each under the form of a dictionary.
var lemmas = textometry.Units{Lemmas: lemma.French{}, Active: []corpus.Class{corpus.Noun, corpus.Verb}}

// read gives the words of the interviews.
func read(units textometry.Units) (*textometry.Text, error) {
	starred, _, err := corpus.StarredReader{Files: data}.ReadFile("data/entretiens.txt")
	if err != nil {
		return nil, err
	}
	// Such a file knows of no consent, and nothing may be quoted without. These
	// words are invented.
	for _, interview := range starred.Interviews {
		interview.Consent.Quotation = interviews.Yes
	}
	texts, err := corpus.New(starred.Interviews, nil)
	if err != nil {
		return nil, err
	}
	return units.Of(texts)
}

func run(out io.Writer) error {
	text, err := read(lemmas)
	if err != nil {
		return err
	}

	// 1. A word in all its places.
	places, err := textometry.Concordance{Find: "car", Context: 4, Sort: textometry.ByRight}.Of(text)
	if err := lesson.Show(out, places, err); err != nil {
		return err
	}

	// 2. Worlds of words: turns that share words fall into one class.
	worlds, err := classes(text, 3)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, worlds)
	profile, err := textometry.Profiles{}.Of(worlds)
	if err != nil {
		return err
	}
	for class := 1; class <= worlds.Classes; class++ {
		fmt.Fprintf(out, "Monde %d : %s\n", class, strings.Join(typical(profile, class, 7), ", "))
	}
	return nil
}

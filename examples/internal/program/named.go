package program

import (
	"slices"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/lemma"
	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/stats"
)

// Nouns is the graph of the 40 most frequent nouns said in the same turns. Verbs
// such as dire and faire would stand at its centre and tell nothing.
func (t *Texts) Nouns() (*textometry.SimilarityGraph, error) {
	text, err := textometry.Units{Lemmas: lemma.French{}, Active: []corpus.Class{corpus.Noun}}.Of(t.Corpus)
	if err != nil {
		return nil, err
	}
	units, err := textometry.UnitTerms{Without: textometry.StopWords(), Least: 4}.Of(text)
	if err != nil {
		return nil, err
	}
	return textometry.Similarity{Most: 40}.Of(units)
}

// Named gives classes a label and names, by place; those without a name keep
// theirs.
func Named(classes *stats.Categories, label string, names map[int]string) *stats.Categories {
	levels := slices.Clone(classes.Levels())
	for c, name := range names {
		levels[c].Label = name
	}
	codes, missing := make([]int, classes.Len()), make([]stats.Missing, classes.Len())
	for row := range codes {
		codes[row], _ = classes.At(row)
		missing[row] = classes.Missing(row)
	}
	variable := classes.Variable()
	variable.Label = label
	return variable.Categories(levels, false, codes, missing)
}

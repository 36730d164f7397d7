package main

import (
	"context"
	"fmt"

	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
)

// classes cuts the turns into k worlds.
func classes(text *textometry.Text, k int) (*textometry.Classification, error) {
	words, err := textometry.UnitTerms{Without: textometry.StopWords(), Least: 3}.Of(text)
	if err != nil {
		return nil, err
	}
	tree, err := textometry.Reinert{Classes: k, LeastMembers: 6}.Of(context.Background(), words)
	if err != nil {
		return nil, err
	}
	return tree.At(k)
}

// typical lists the words that a class says most, against the others.
func typical(profile *textometry.ProfileTable, class, most int) []string {
	var words []string
	for _, row := range profile.Rows {
		if row.Class == class && row.Score.Value > 0 && len(words) < most {
			words = append(words, fmt.Sprintf("%s (%s)", row.Term, lesson.One(row.Score.Value)))
		}
	}
	return words
}

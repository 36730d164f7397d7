package main

import (
	"fmt"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/stats"
)

// coded reads the words of the interviews, and puts the themes of each on its
// one turn.
func coded(youths *stats.Table) (*corpus.Corpus, corpus.Codings, error) {
	read, _, err := corpus.StarredReader{Files: data}.ReadFile("data/entretiens.txt")
	if err != nil {
		return nil, nil, err
	}
	texts, err := corpus.New(read.Interviews, nil)
	if err != nil {
		return nil, nil, err
	}
	ids, err := youths.Texts("entretien")
	if err != nil {
		return nil, nil, err
	}
	themes, err := youths.Sets("themes")
	if err != nil {
		return nil, nil, err
	}
	var codings corpus.Codings
	for row := range youths.Len() {
		id, _ := ids.At(row)
		document, ok := texts.Document(id)
		if !ok {
			return nil, nil, fmt.Errorf("no words of interview %s", id)
		}
		turn, _ := document.Turn(1)
		for option, theme := range themes.Options() {
			if ticked, _ := themes.Has(row, option); !ticked {
				continue
			}
			coding, err := document.Coding(theme.Code, turn.Start, turn.End)
			if err != nil {
				return nil, nil, err
			}
			coding.Coder = "AB"
			codings = append(codings, coding)
		}
	}
	return texts, codings, nil
}

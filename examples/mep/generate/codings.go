package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/examples/internal/material"
	"github.com/askoria/verbatim/interviews"
)

// codingRows is codages.csv: each passage chosen by a coder, at its place in
// the transcript as the library reads it.
func codingRows(files []material.File) ([][]string, error) {
	read, err := material.Read(files, nil)
	if err != nil {
		return nil, err
	}
	chosen, err := source("codages_source.csv")
	if err != nil {
		return nil, err
	}
	rows := [][]string{{"document", "tour", "debut", "fin", "code", "codeur", "valence", "citation"}}
	for i, row := range chosen[1:] {
		document, quote, code, coder, valence := row[0], row[1], row[2], row[3], row[4]
		t, known := read[document]
		if !known {
			return nil, fmt.Errorf("codages_source.csv, row %d: no transcript %q", i+2, document)
		}
		turn, start, err := locate(t, quote)
		if err != nil {
			return nil, fmt.Errorf("codages_source.csv, row %d, %s: %w", i+2, document, err)
		}
		end := start + utf8.RuneCountInString(quote)
		rows = append(rows, []string{document, strconv.Itoa(turn), strconv.Itoa(start), strconv.Itoa(end), code, coder, valence, quote})
	}
	return rows, nil
}

// locate finds a quote in one turn of the person met: the turn's number and the
// quote's first code point in the frozen text. It must stand there once.
func locate(t *interviews.Transcript, quote string) (turn, start int, err error) {
	found := 0
	for _, said := range t.Turns {
		at := strings.Index(said.Text, quote)
		if at < 0 {
			continue
		}
		found += strings.Count(said.Text, quote)
		if said.Interviewer {
			return 0, 0, fmt.Errorf("the quote of %d characters is the interviewer's", len(quote))
		}
		turn, start = said.Number, said.Start+utf8.RuneCountInString(said.Text[:at])
	}
	if found != 1 {
		return 0, 0, fmt.Errorf("the quote of %d characters stands %d times in the turns", len(quote), found)
	}
	return turn, start, nil
}

package main

import (
	"fmt"
	"strconv"
	"strings"
	"testing/fstest"
	"unicode/utf8"

	"github.com/askoria/verbatim/examples/internal/material"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/interviews/transcript"
)

// recipe makes the transcripts, and the passages at their place in the
// transcripts as the library reads them.
func recipe() ([]file, error) {
	list, err := readTalks()
	if err != nil {
		return nil, err
	}
	rows := [][]string{{"document", "tour", "debut", "fin", "code", "codeur", "valence", "citation"}}
	var files []file
	for _, t := range list {
		f, err := t.transcript()
		if err != nil {
			return nil, err
		}
		files = append(files, f)
		read, _, err := transcript.Reader{
			Files: fstest.MapFS{f.name: {Data: f.bytes}},
			Roles: design.Territory().Roles,
		}.ReadFile(f.name)
		if err != nil {
			return nil, err
		}
		for _, p := range t.passages {
			number, start, err := place(read, p.quote)
			if err != nil {
				return nil, fmt.Errorf("%s, code %s: %w", t.name, p.code, err)
			}
			rows = append(rows, []string{
				t.name, strconv.Itoa(number), strconv.Itoa(start), strconv.Itoa(start + utf8.RuneCountInString(p.quote)),
				p.code, p.coder, p.valence, p.quote,
			})
		}
	}
	return append(files, file{"codages.csv", material.UTF8BOM(material.CSV(rows))}), nil
}

// place finds a quote, which must stand once, in what an informant says.
func place(t *interviews.Transcript, quote string) (turn, start int, err error) {
	found := 0
	for _, said := range t.Turns {
		at := strings.Index(said.Text, quote)
		if at < 0 || said.Interviewer {
			continue
		}
		found += strings.Count(said.Text, quote)
		turn, start = said.Number, said.Start+utf8.RuneCountInString(said.Text[:at])
	}
	if found != 1 {
		return 0, 0, fmt.Errorf("the passage of %d characters stands %d times in the turns", len(quote), found)
	}
	return turn, start, nil
}

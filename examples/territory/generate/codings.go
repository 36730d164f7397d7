package main

import (
	"testing/fstest"

	"github.com/askoria/verbatim/examples/internal/material"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/interviews/transcript"
)

// recipe makes the transcripts, and the passages at their place in the
// transcripts as the library reads them.
func recipe() ([]file, error) {
	list, err := material.Talks(talks, "talks")
	if err != nil {
		return nil, err
	}
	codings := [][]string{material.CodingHead}
	var files []file
	for _, t := range list {
		f, err := transcriptOf(t)
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
		rows, err := t.Rows(read)
		if err != nil {
			return nil, err
		}
		codings = append(codings, rows...)
	}
	return append(files, file{"codages.csv", material.UTF8BOM(material.CSV(codings))}), nil
}

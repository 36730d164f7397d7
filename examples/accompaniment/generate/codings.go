package main

import (
	"embed"
	"strings"
	"testing/fstest"

	"github.com/askoria/verbatim/examples/internal/material"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/interviews/transcript"
)

// talks are the extracts written by hand, with their codes.
//
//go:embed talks/*.txt
var talks embed.FS

// transcriptOf writes an extract as text, every other one as Windows leaves it.
func transcriptOf(t material.Talk) file {
	name := "transcriptions/" + t.Name + ".txt"
	if strings.ContainsAny(t.Name, "246") {
		return file{name, material.Windows1252(strings.ReplaceAll(t.Text, "\n", "\r\n"))}
	}
	return file{name, material.UTF8BOM(t.Text)}
}

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
		f := transcriptOf(t)
		files = append(files, f)
		read, _, err := transcript.Reader{
			Files: fstest.MapFS{f.name: {Data: f.bytes}},
			Roles: design.Accompaniment().Roles,
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

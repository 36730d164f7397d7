package main

import (
	"embed"
	"strings"

	"github.com/askoria/verbatim/examples/internal/material"
	"github.com/askoria/verbatim/interviews/design"
)

// talks are the extracts written by hand, with their codes.
//
//go:embed talks/*.txt
var talks embed.FS

// transcriptOf writes an extract as text, every other one as Windows leaves it.
func transcriptOf(t material.Talk) (material.File, error) {
	name := "transcriptions/" + t.Name + ".txt"
	if strings.ContainsAny(t.Name, "246") {
		return material.File{Name: name, Bytes: material.Windows1252(strings.ReplaceAll(t.Text, "\n", "\r\n"))}, nil
	}
	return material.File{Name: name, Bytes: material.UTF8BOM(t.Text)}, nil
}

// recipe makes the transcripts, and the passages at their place in them.
func recipe() ([]material.File, error) {
	return material.Transcripts(talks, design.Accompaniment().Roles, transcriptOf)
}

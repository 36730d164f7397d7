package main

import (
	"github.com/askoria/verbatim/examples/internal/material"
	"github.com/askoria/verbatim/interviews/design"
)

// recipe makes the transcripts, and the passages at their place in them.
func recipe() ([]material.File, error) {
	return material.Transcripts(talks, design.Territory().Roles, transcriptOf)
}

package main

import (
	"testing"

	"github.com/askoria/verbatim/examples/internal/proof"
)

func TestCommittedDataIsWhatTheRecipeMakes(t *testing.T) { proof.Recipe(t, recipe) }

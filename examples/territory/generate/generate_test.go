package main

import (
	"testing"

	"github.com/askoria/verbatim/examples/internal/material"
	"github.com/askoria/verbatim/examples/internal/proof"
)

func TestCommittedDataIsWhatTheRecipeMakes(t *testing.T) {
	proof.Recipe(t, recipe, "LISEZMOI.md", "entretiens.csv", "professionnels.csv")
}

// A sentence said by two persons would be a sentence written twice.
func TestNothingIsSaidTwice(t *testing.T) {
	list, err := material.Talks(talks, "talks")
	if err != nil {
		t.Fatal(err)
	}
	who := map[string]string{}
	for _, talk := range list {
		for _, turn := range talk.Lines() {
			if len(turn.Words) < 40 {
				continue
			}
			if before, again := who[turn.Words]; again {
				t.Errorf("%s says what is said in %s: %q", talk.Name, before, turn.Words)
			}
			who[turn.Words] = talk.Name
		}
	}
}

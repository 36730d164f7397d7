package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/askoria/verbatim/examples/internal/material"
)

func TestCommittedDataIsWhatTheRecipeMakes(t *testing.T) {
	files, err := recipe()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		committed, err := os.ReadFile(filepath.Join("..", "data", filepath.FromSlash(f.name)))
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(committed, f.bytes) {
			t.Errorf("%s is not what the recipe makes: run go run ./examples/territory/generate", f.name)
		}
	}
	made, err := os.ReadDir(filepath.Join("..", "data", "transcriptions"))
	if err != nil || len(made) != len(files)-1 {
		t.Errorf("%d transcripts in the data, the recipe makes %d (%v)", len(made), len(files)-1, err)
	}
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

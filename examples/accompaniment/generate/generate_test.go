package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
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
			t.Errorf("%s is not what the recipe makes: run go run ./examples/accompaniment/generate", f.name)
		}
	}
	made, err := os.ReadDir(filepath.Join("..", "data", "transcriptions"))
	if err != nil || len(made) != len(files)-1 {
		t.Errorf("%d transcripts in the data, the recipe makes %d (%v)", len(made), len(files)-1, err)
	}
}

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
	list, err := readTalks()
	if err != nil {
		t.Fatal(err)
	}
	who := map[string]string{}
	for _, talk := range list {
		for _, turn := range talk.turns() {
			if len(turn.said) < 40 {
				continue
			}
			if before, again := who[turn.said]; again {
				t.Errorf("%s says what is said in %s: %q", talk.name, before, turn.said)
			}
			who[turn.said] = talk.name
		}
	}
}

func TestCodesMustBeWhole(t *testing.T) {
	for _, codes := range []string{"T2.2", "T2+", "T2.2+,T3"} {
		if _, err := choices(codes, "dit", false); err == nil {
			t.Errorf("%q was taken", codes)
		}
	}
	both, err := choices("T2.2+,T3.2-|T2.2+", "dit", false)
	if err != nil || len(both) != 3 || both[2] != (passage{"dit", "T2.2", "LM", "1"}) {
		t.Errorf("got %v, %v", both, err)
	}
}

package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

const data = "../data"

func TestCommittedDataIsWhatTheRecipeMakes(t *testing.T) {
	files, err := recipe()
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]bool{}
	for _, f := range files {
		made[f.name] = true
		committed, err := os.ReadFile(filepath.Join(data, filepath.FromSlash(f.name)))
		if err != nil {
			t.Error(err)
			continue
		}
		if !bytes.Equal(committed, f.bytes) {
			t.Errorf("%s is not what the recipe makes: run go run ./examples/mep/generate", f.name)
		}
	}
	err = fs.WalkDir(os.DirFS(data), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !made[name] {
			t.Errorf("%s is in the data, and the recipe does not make it", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestRecipeTwiceGivesTheSameBytes(t *testing.T) {
	first, err := recipe()
	if err != nil {
		t.Fatal(err)
	}
	second, err := recipe()
	if err != nil {
		t.Fatal(err)
	}
	for i := range first {
		if first[i].name != second[i].name || !bytes.Equal(first[i].bytes, second[i].bytes) {
			t.Errorf("%s differs from %s of a second run", first[i].name, second[i].name)
		}
	}
}

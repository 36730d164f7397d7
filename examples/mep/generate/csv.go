package main

import (
	"embed"
	stdcsv "encoding/csv"
	"fmt"
)

// sources are the parts written by hand: dictionary, codebook, transcripts and
// the passages that the two coders chose.
//
//go:embed dictionnaire.csv grille.csv codages_source.csv transcripts/*.txt
var sources embed.FS

// source reads a table written by hand (UTF-8, ;).
func source(name string) ([][]string, error) {
	f, err := sources.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := stdcsv.NewReader(f)
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rows, nil
}

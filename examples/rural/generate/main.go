// Command generate makes the invented data of the example study "Jeunes
// ruraux" out of thirty lives written by hand. Nobody in them exists.
//
//	go run ./examples/rural/generate
//
// run from the root of the repository, writes examples/rural/data: the same
// bytes every time.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/askoria/verbatim/examples/internal/material"
)

func main() {
	out := flag.String("o", filepath.FromSlash("examples/rural/data"), "folder to write")
	flag.Parse()
	if err := write(*out); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func write(folder string) error {
	files, err := recipe()
	if err != nil {
		return err
	}
	for _, f := range files {
		name := filepath.Join(folder, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.bytes, 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("%d files in %s\n", len(files), folder)
	return nil
}

// file is one file of the study folder.
type file struct {
	name  string // with /
	bytes []byte
}

// recipe makes the files of the study from the lives.
func recipe() ([]file, error) {
	lives, err := readLives()
	if err != nil {
		return nil, err
	}
	transcripts, err := transcriptFiles(lives)
	if err != nil {
		return nil, err
	}
	codings, turns, err := codingRows(lives, transcripts)
	if err != nil {
		return nil, err
	}
	findings, err := sources.ReadFile("plante.csv")
	if err != nil {
		return nil, err
	}
	readme, err := readme(lives, findings)
	if err != nil {
		return nil, err
	}
	files := []file{
		{"jeunes.csv", material.Windows1252(material.CSV(youthRows(lives)))},
		{"lieux.csv", material.Windows1252(material.CSV(placeRows(lives)))},
		{"evenements.csv", material.UTF8BOM(material.CSV(eventRows(lives)))},
		{"parcours.csv", material.UTF8BOM(material.CSV(spellRows(lives)))},
		{"entretiens.csv", material.Windows1252(material.CSV(interviewRows(lives)))},
		{"codages.csv", material.UTF8BOM(material.CSV(codings))},
		{"tournants.csv", material.UTF8BOM(material.CSV(turns))},
		{"LISEZMOI.md", readme},
	}
	for _, name := range []string{"dictionnaire_parcours.csv", "dictionnaire_tournants.csv"} {
		text, err := sources.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files = append(files, file{name, material.UTF8BOM(string(text))})
	}
	return append(files, transcripts...), nil
}

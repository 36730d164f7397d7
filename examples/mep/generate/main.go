// Command generate makes the invented data of the example study "MEP": case
// files, spells, interviews, transcripts and codings. Nobody in them exists.
//
//	go run ./examples/mep/generate
//
// run from the root of the repository, writes examples/mep/data. The seed is
// fixed: every run writes the same bytes.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/askoria/verbatim/examples/internal/material"
)

func main() {
	out := flag.String("o", filepath.FromSlash("examples/mep/data"), "folder to write")
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

// recipe makes the study, from the families to the codings.
func recipe() ([]file, error) {
	s, err := invent(seed)
	if err != nil {
		return nil, err
	}
	sheet := s.caseFile()
	dirt := sheet.soil()

	transcripts, err := transcriptFiles()
	if err != nil {
		return nil, err
	}
	codings, err := codingRows(transcripts)
	if err != nil {
		return nil, err
	}
	dictionary, err := source("dictionnaire.csv")
	if err != nil {
		return nil, err
	}
	codebook, err := source("grille.csv")
	if err != nil {
		return nil, err
	}

	files := []file{
		{"dictionnaire.csv", material.UTF8BOM(material.CSV(dictionary))},
		{"dossiers.csv", material.Windows1252(material.CSV(sheet.rows()))},
		{"episodes.csv", material.Windows1252(material.CSV(s.episodeRows()))},
		{"entretiens.csv", material.Windows1252(material.CSV(interviewRows(s.met)))},
		{"grille.csv", material.UTF8BOM(material.CSV(codebook))},
		{"codages.csv", material.UTF8BOM(material.CSV(codings))},
		{"LISEZMOI.md", s.readme(dirt)},
	}
	return append(files, transcripts...), nil
}

// invent makes families and children, and everything the files say of them.
func invent(seed uint64) (*study, error) {
	s := newStudy(seed)
	s.place()
	s.plantPath()
	if err := s.date(); err != nil {
		return nil, err
	}
	s.plantLinks()
	s.describeHomes()
	s.describeChildren()
	s.settle()
	s.describeMeasures()
	s.tellPaths()
	s.compute()
	var err error
	if s.met, err = s.cases(); err != nil {
		return nil, err
	}
	s.plantProfiles(seed)
	s.plantPaths(seed)
	return s, nil
}

// Command generate makes the invented data of the example study "MEP": case
// files, spells, interviews, transcripts and codings. Nobody in them exists.
//
//	go run ./examples/mep/generate
//
// run from the root of the repository, writes examples/mep/data. The seed is
// fixed: every run writes the same bytes.
package main

import "github.com/askoria/verbatim/examples/internal/material"

func main() { material.Main("mep", recipe) }

// recipe makes the study, from the families to the codings.
func recipe() ([]material.File, error) {
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

	files := []material.File{
		{Name: "dictionnaire.csv", Bytes: material.UTF8BOM(material.CSV(dictionary))},
		{Name: "dossiers.csv", Bytes: material.Windows1252(material.CSV(sheet.rows()))},
		{Name: "episodes.csv", Bytes: material.Windows1252(material.CSV(s.episodeRows()))},
		{Name: "entretiens.csv", Bytes: material.Windows1252(material.CSV(interviewRows(s.met)))},
		{Name: "grille.csv", Bytes: material.UTF8BOM(material.CSV(codebook))},
		{Name: "codages.csv", Bytes: material.UTF8BOM(material.CSV(codings))},
		{Name: "LISEZMOI.md", Bytes: s.readme(dirt)},
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

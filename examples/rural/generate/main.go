// Command generate makes the invented data of the example study "Jeunes
// ruraux" out of thirty lives written by hand. Nobody in them exists.
//
//	go run ./examples/rural/generate
//
// run from the root of the repository, writes examples/rural/data: the same
// bytes every time.
package main

import "github.com/askoria/verbatim/examples/internal/material"

func main() { material.Main("rural", recipe) }

// recipe makes the files of the study from the lives.
func recipe() ([]material.File, error) {
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
	files := []material.File{
		{Name: "jeunes.csv", Bytes: material.Windows1252(material.CSV(youthRows(lives)))},
		{Name: "lieux.csv", Bytes: material.Windows1252(material.CSV(placeRows(lives)))},
		{Name: "evenements.csv", Bytes: material.UTF8BOM(material.CSV(eventRows(lives)))},
		{Name: "parcours.csv", Bytes: material.UTF8BOM(material.CSV(spellRows(lives)))},
		{Name: "entretiens.csv", Bytes: material.Windows1252(material.CSV(interviewRows(lives)))},
		{Name: "codages.csv", Bytes: material.UTF8BOM(material.CSV(codings))},
		{Name: "tournants.csv", Bytes: material.UTF8BOM(material.CSV(turns))},
		{Name: "LISEZMOI.md", Bytes: readme},
	}
	for _, name := range []string{"dictionnaire_parcours.csv", "dictionnaire_tournants.csv"} {
		text, err := sources.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files = append(files, material.File{Name: name, Bytes: material.UTF8BOM(string(text))})
	}
	return append(files, transcripts...), nil
}

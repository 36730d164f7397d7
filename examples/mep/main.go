// Command mep runs the study "mesure éducative personnalisée": it reads case
// files, episodes, crossed interviews, a codebook and the codings of two
// coders, and writes the workbook that an analyst hands over.
//
//	go run ./examples/mep                     # invented data, writes mep.xlsx
//	go run ./examples/mep -data DIR -o FILE   # a folder of the same shape
//
// What cannot be read is on the sheet "À corriger"; a whole file lost ends with code 1.
package main

import (
	"embed"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/stats"
)

//go:embed data
var invented embed.FS

func main() {
	folder := flag.String("data", "", "dossier de l'étude ; sans lui, les données inventées de l'exemple")
	output := flag.String("o", "mep.xlsx", "classeur à écrire")
	flag.Parse()
	files := os.DirFS(*folder)
	if *folder == "" {
		files, _ = fs.Sub(invented, "data") // it is there: it was compiled in
	}
	if err := run(files, *output, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "mep :", err)
		os.Exit(1)
	}
}

// run reads the study, prints what it found and writes the workbook.
func run(files fs.FS, output string, out io.Writer) error {
	s, unread := read(files)
	fmt.Fprintln(out, &s.report)
	fmt.Fprintln(out, s.masked)
	if s.cases == nil {
		return unread
	}
	book := s.workbook()
	if err := book.Save(output); err != nil {
		return err
	}
	fmt.Fprintf(out, "%v\nClasseur écrit : %s\n", book.Hidden(), output)
	return unread
}

// workbook is the analysis, sheet by sheet.
func (s study) workbook() *export.Workbook {
	book := &export.Workbook{
		Title:      "Mesure éducative personnalisée : profils, parcours et regards croisés",
		Subtitle:   "Données inventées pour l'exemple",
		Population: "enfants suivis en MEP, dossiers saisis dans les CDAS",
		Source:     "dossiers et entretiens inventés",
		N:          s.cases.Len(), Version: "verbatim 0.1, avant publication",
		Method: []string{
			"Associations : un seul enfant par famille, tiré 200 fois, car les frères et sœurs ne sont pas indépendants ; p ajustés par la méthode de Holm.",
			"Thèmes : les codages des deux codeurs sont réunis ; les paroles de l'enquêteur ne comptent pas.",
		},
	}
	book.Sheet("Échantillon").Add(s.records.Sample(), nil)
	book.Sheet("Échantillon").Add(stats.Describe{Columns: []string{"cdas", "agence"}}.Of(s.cases))
	book.Add(stats.Describe{Columns: []string{
		"sexe", "tranche_age", "type_menage", "conflit_parental", "logement_instable", "surendettement", "scolarite", "type_danger",
		"cadre", "intensite_max", "ppe", "adhesion", "tranche_1re_mesure", "tranche_parcours", "age_debut", "attente_j",
	}}.Of(s.cases))
	for _, link := range [][2]string{{"conflit_parental", "cadre"}, {"tranche_1re_mesure", "tranche_parcours"}, {"logement_instable", "intensite_max"}, {"type_menage", "surendettement"}, {"sexe", "cadre"}} {
		book.Add(stats.CrossTab{Rows: link[0], Cols: link[1], Percent: stats.ByRow}.Of(s.cases))
	}
	book.Add(stats.Associations{
		Rows:   []string{"conflit_parental", "type_menage", "logement_instable", "isolement", "tranche_1re_mesure", "sexe", "age_debut"},
		Cols:   []string{"cadre", "intensite_max", "adhesion", "surendettement", "tranche_parcours", "placement_avant", "attente_j"},
		OnePer: "id_famille", // brothers and sisters are not independent
	}.Of(s.cases))
	book.Sheet("Thèmes").Add(corpus.CodeFrequencies{Codebook: s.codebook}.Of(s.corpus, s.codings))
	book.Sheet("Thèmes × cas").Add(corpus.CaseByCode{Codebook: s.codebook}.Of(s.corpus, s.codings))
	book.Sheet("Verbatims").Add(corpus.Quotes{Codebook: s.codebook, OneSide: true}.Of(s.corpus, s.codings))
	book.Sheet("Dictionnaire").Add(s.dictionary, nil)
	book.Sheet("À corriger").Add(s.report.Tables()[1], nil)
	book.Sheet("Masquage").Add(s.masked, nil)
	book.Sheet("Journal").Add(s.report.Tables()[0], nil)
	return book
}

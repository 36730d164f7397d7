// Command mep runs the study "mesure éducative personnalisée": it reads case
// files, episodes, crossed interviews, a codebook and the codings of two
// coders, and writes the workbook that an analyst hands over.
//
//	go run ./examples/mep                     # invented data, writes mep.xlsx
//	go run ./examples/mep -data DIR -o FILE   # a folder of the same shape
package main

import (
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/interviews/transcript"
	"github.com/askoria/verbatim/stats"
)

//go:embed data
var invented embed.FS

var (
	families = []string{"conflit_parental", "type_menage", "logement_instable", "ressources", "isolement", "sexe", "age_debut"}
	measures = []string{"cadre", "intensite_max", "adhesion", "attente_j", "placement_avant"}
	profile  = []string{"sexe", "tranche_age", "cdas", "agence", "scolarite", "type_danger", "cadre", "intensite_max", "ppe", "adhesion", "age_debut", "attente_j"}
)

func main() {
	folder := flag.String("data", "", "dossier de l'étude ; sans lui, les données inventées de l'exemple")
	output := flag.String("o", "mep.xlsx", "classeur à écrire")
	flag.Parse()
	files, err := fs.Sub(invented, "data")
	if *folder != "" {
		files = os.DirFS(*folder)
	}
	if err == nil {
		err = run(files, *output, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "mep :", err)
		os.Exit(1)
	}
}

// study is what the folder holds.
type study struct {
	cases      *stats.Table // one row a child
	dictionary *dictionary.Dictionary
	records    interviews.Study
	corpus     *corpus.Corpus
	codebook   *corpus.Codebook
	codings    corpus.Codings
	report     interviews.Report
}

// read takes in every file it can; what is wrong with the others is in the
// report and, joined, in the error.
func read(files fs.FS) (*study, error) {
	var s study
	var failed []error
	note := func(report *interviews.Report, err error) {
		s.report.Merge(report)
		failed = append(failed, err)
	}
	var report *interviews.Report
	var err error
	s.dictionary, report, err = dictionary.Open(files, "dictionnaire.csv")
	note(report, err)
	if err == nil {
		s.cases, report, err = dictionary.Reader{Dictionary: s.dictionary, Files: files}.ReadFile("dossiers.csv")
		note(report, err)
	}
	s.records.Name = "MEP"
	s.records.Episodes, report, err = interviews.EpisodeReader{Files: files}.ReadFile("episodes.csv")
	note(report, err)
	s.records.Interviews, report, err = interviews.Reader{Files: files}.ReadFile("entretiens.csv")
	note(report, err)
	note(transcript.Reader{Files: files}.Attach("transcriptions", s.records.Interviews))
	s.codebook, report, err = corpus.CodebookReader{Files: files}.ReadFile("grille.csv")
	note(report, err)
	if s.corpus, err = corpus.New(s.records.Interviews, interviews.DefaultRoles()); err != nil {
		return &s, errors.Join(append(failed, err)...)
	}
	s.codings, report, err = corpus.CodingReader{Files: files, Codebook: s.codebook, Corpus: s.corpus}.ReadFile("codages.csv")
	note(report, err)
	return &s, errors.Join(failed...)
}

// run reads the study, prints what it found and writes the workbook.
func run(files fs.FS, output string, out io.Writer) error {
	s, err := read(files)
	fmt.Fprintln(out, &s.report)
	if err != nil {
		return err
	}
	book := export.Workbook{
		Title:      "Mesure éducative personnalisée : profils, parcours et regards croisés",
		Subtitle:   "Données inventées pour l'exemple",
		Population: "enfants suivis en MEP, dossiers saisis dans les CDAS",
		Source:     "dossiers et entretiens inventés, verbatim",
		N:          s.cases.Len(),
	}
	book.Sheet("Échantillon").Add(s.records.Sample(), nil)
	book.Sheet("Échantillon").Add(stats.Describe{Columns: []string{"cdas"}}.Of(s.cases))
	book.Add(stats.Describe{Columns: profile}.Of(s.cases))
	for _, family := range families[:4] {
		book.Add(stats.CrossTab{Rows: family, Cols: "cadre", Percent: stats.ByRow}.Of(s.cases))
	}
	links, err := stats.Associations{Rows: families, Cols: measures, OnePer: "id_famille"}.Of(s.cases)
	book.Add(links, err)
	book.Sheet("Thèmes × cas").Add(corpus.CodeFrequencies{Codebook: s.codebook}.Of(s.corpus, s.codings))
	book.Sheet("Thèmes × cas").Add(corpus.CaseByCode{Codebook: s.codebook}.Of(s.corpus, s.codings))
	book.Sheet("Verbatims").Add(corpus.Quotes{Codebook: s.codebook, OneSide: true}.Of(s.corpus, s.codings))
	book.Sheet("Dictionnaire").Add(s.dictionary, nil)
	book.Sheet("À corriger").Add(s.report.Tables()[1], nil)
	book.Sheet("Journal").Add(s.report.Tables()[0], nil)
	fmt.Fprintln(out, links)
	if err := book.Save(output); err != nil {
		return err
	}
	fmt.Fprintln(out, book.Hidden())
	fmt.Fprintln(out, "Écrit :", output)
	return nil
}

// Command accompaniment reads again what three agreements of research have
// found on social work: documents, findings and what became of them, and what
// six people who lived them say.
//
//	go run ./examples/accompaniment                     # invented data
//	go run ./examples/accompaniment -data DIR -o FILE   # a folder of the same shape
//
// It prints the ten sentences that matter, each made from a result, and writes
// two workbooks: accompagnement.xlsx, of documents and findings, to hand over;
// accompagnement-equipe.xlsx, of what the six say, for the team.
package main

import (
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/stats"
)

//go:embed data
var invented embed.FS

func main() { program.Main("accompaniment", invented, "accompagnement.xlsx", run) }

// run reads the study, prints what it found and writes the workbook.
func run(_ context.Context, files fs.FS, output string, out io.Writer) error {
	s, err := read(files)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, &s.Report)
	r, err := s.analyse()
	if err != nil {
		return err
	}
	program.Say(out, s.sentences(r))
	books := program.NewBooks(s.workbook)
	s.open(r, books.Open)
	s.team(r, books.Team)
	return books.Save(output, out)
}

// workbook is an empty workbook of the study.
func (s study) workbook() *export.Workbook {
	return &export.Workbook{
		Title:      "Évolutions de l’accompagnement social : relecture de trois conventions",
		Subtitle:   "Données inventées pour l’exemple",
		Population: "documents de 2012 à 2020 et constats qui y ont été relevés",
		Source:     "documents et extraits inventés",
		N:          s.documents.Len(), Version: "verbatim 0.1, avant publication",
		Method: []string{
			"Continuité : le thème revient dans les trois conventions, et un même constat y est repris deux fois de suite.",
			"Rupture : trois constats au moins, tous dans la dernière convention.",
			"Formation ou pratique : un constat est de formation quand son document est un support de formation.",
			"Les constats n’ont pas été tirés au sort : les tests disent si un écart tient au petit nombre, non s’il vaut ailleurs.",
			"Six personnes ont été entendues, une par fonction : qui dit « le formateur » la désigne. Leurs extraits restent dans le classeur de l’équipe.",
		},
	}
}

// open is what is handed over, sheet by sheet. Documents and findings are not
// persons, so that no count of them is hidden. Of the six who were heard nothing
// is in it: a role and an age band name each of them to those who work with them.
func (s study) open(r results, book *export.Workbook) {
	book.HideBelow = 1
	book.Sheet("Comité de pilotage").Add(s.Steering(r.standing,
		design.Indicator{Label: "Constats relevés", Unit: "constats", Value: program.Known(float64(len(r.matrix.Findings))), Source: "constats.csv"},
		design.Indicator{Label: "Constats dont le devenir est connu", Unit: "constats", Value: program.Known(float64(r.fates.N)), Source: "constats.csv"}))
	book.Sheet("Documents").Add(stats.Describe{Columns: []string{"convention", "recherche", "type", "methode"}, Cases: "documents"}.Of(s.documents))
	book.Sheet("Documents").Add(stats.CrossTab{Rows: "type", Cols: "convention", Cases: "documents"}.Of(s.documents))
	book.Sheet("Constats").Add(stats.Describe{Columns: []string{"nature", "preuve", "devenir", "usage"}, Cases: "constats"}.Of(s.findings))
	book.Sheet("Constats × conventions").Add(r.matrix, nil)
	book.Sheet("Continuités et ruptures").Add(r.courses, nil)
	if len(r.courses) > 0 { // nothing can be drawn of no finding
		book.Sheet("Continuités et ruptures").Add(figure.HeatMap{Title: "Ce que les constats sont devenus", Columns: []string{"repris", "suivi", "abandonne", "contredit"}}.Of(r.courses))
	}
	book.Sheet("Nature × devenir").Add(r.fates, nil)
	book.Sheet("Preuve × convention").Add(r.proofs, nil)
	book.Sheet("Formation × pratique").Add(r.training, nil)
	book.Sheet("Énoncés").Add(s.findings.Select("id_constat", "convention", "theme", "enonce", "nature", "devenir", "id_constat_lie"))
	book.Sheet("Grille").Add(s.Codebook, nil)
}

// team is what the six who were heard say.
func (s study) team(r results, book *export.Workbook) {
	book.Sheet("Avancement").Add(r.standing, nil)
	book.Sheet("Thèmes des extraits").Add(r.frequencies, nil)
	book.Sheet("Verbatims").Add(corpus.Quotes{Codebook: s.Codebook}.Of(s.Corpus, s.Codings))
	book.Sheet("À corriger").Add(s.Report.Tables()[1], nil)
	book.Sheet("Masquage").Add(s.Masked, nil)
}

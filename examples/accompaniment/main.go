// Command accompaniment reads again what three agreements of research have
// found on social work: documents, findings and what became of them, and what
// six people who lived them say.
//
//	go run ./examples/accompaniment                     # invented data, writes accompagnement.xlsx
//	go run ./examples/accompaniment -data DIR -o FILE   # a folder of the same shape
//
// It prints the ten sentences that matter, each made from a result.
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
	if err := s.workbook(r).Save(output); err != nil {
		return err
	}
	fmt.Fprintf(out, "Classeur écrit : %s\n", output)
	return nil
}

// workbook is the analysis, sheet by sheet. Documents and findings are not
// persons, so that no count of them is hidden; the six who were heard are
// counted nowhere by what they are.
func (s study) workbook(r results) *export.Workbook {
	book := &export.Workbook{
		Title:      "Évolutions de l’accompagnement social : relecture de trois conventions",
		Subtitle:   "Données inventées pour l’exemple",
		Population: "documents de 2012 à 2020 et constats qui y ont été relevés",
		Source:     "documents et extraits inventés",
		N:          s.documents.Len(), HideBelow: 1, Version: "verbatim 0.1, avant publication",
		Method: []string{
			"Continuité : le thème revient dans les trois conventions, et un même constat y est repris deux fois de suite.",
			"Rupture : trois constats au moins, tous dans la dernière convention.",
			"Formation ou pratique : un constat est de formation quand son document est un support de formation.",
			"Les constats n’ont pas été tirés au sort : les tests disent si un écart tient au petit nombre, non s’il vaut ailleurs.",
		},
	}
	book.Sheet("Avancement").Add(design.Progress{Design: s.design, CaseFile: s.documents}.Of(s.Records), nil)
	book.Sheet("Documents").Add(stats.Describe{Columns: []string{"convention", "recherche", "type", "annee", "methode"}}.Of(s.documents))
	book.Sheet("Documents").Add(stats.CrossTab{Rows: "type", Cols: "convention", Cases: "documents"}.Of(s.documents))
	book.Sheet("Constats").Add(stats.Describe{Columns: []string{"nature", "preuve", "devenir", "usage"}}.Of(s.findings))
	book.Sheet("Constats × conventions").Add(r.matrix, nil)
	book.Sheet("Continuités et ruptures").Add(r.courses, nil)
	if len(r.courses) > 0 { // nothing can be drawn of no finding
		book.Sheet("Continuités et ruptures").Add(figure.HeatMap{Title: "Ce que les constats sont devenus", Columns: []string{"repris", "suivi", "abandonne", "contredit"}}.Of(r.courses))
	}
	book.Sheet("Nature × devenir").Add(r.fates, nil)
	book.Sheet("Preuve × convention").Add(r.proofs, nil)
	book.Sheet("Formation × pratique").Add(r.training, nil)
	book.Sheet("Énoncés").Add(s.findings.Select("id_constat", "convention", "theme", "enonce", "nature", "devenir", "id_constat_lie"))
	book.Sheet("Thèmes des extraits").Add(r.frequencies, nil)
	book.Sheet("Verbatims").Add(corpus.Quotes{Codebook: s.Codebook}.Of(s.Corpus, s.Codings))
	book.Sheet("Grille").Add(s.Codebook, nil)
	book.Sheet("À corriger").Add(s.Report.Tables()[1], nil)
	book.Sheet("Masquage").Add(s.Masked, nil)
	return book
}

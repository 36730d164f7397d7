// Command territory runs the study of what social workers make of the
// territory: ten interviews and two groups, by function and by place of work,
// coded by two readers.
//
//	go run ./examples/territory                     # invented data, writes territoire.xlsx
//	go run ./examples/territory -data DIR -o FILE   # a folder of the same shape
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
	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/stats"
)

//go:embed data
var invented embed.FS

func main() { program.Main("territory", invented, "territoire.xlsx", run) }

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
	book := s.workbook(r)
	if err := book.Save(output); err != nil {
		return err
	}
	fmt.Fprintf(out, "%v\nClasseur écrit : %s\n", book.Hidden(), output)
	return nil
}

// workbook is the analysis, sheet by sheet.
func (s study) workbook(r results) *export.Workbook {
	book := &export.Workbook{
		Title:      "L’approche territoriale chez les travailleurs sociaux",
		Subtitle:   "Données inventées pour l’exemple",
		Population: "professionnels des CDAS entendus seuls ou en groupe",
		Source:     "entretiens inventés",
		N:          s.professionals.Len(), Version: "verbatim 0.1, avant publication",
		Method: []string{
			"Fonction : celle de la personne qui parle, aussi dans les deux groupes ; les paroles de l’enquête ne comptent pas.",
			"Thèmes : les passages choisis par les deux codeurs sont réunis ; l’accord est calculé caractère par caractère, code par code.",
			"Secteur : densité de la commune principale, en trois classes (1 à 3 urbain, 4 et 5 bourg, 6 et 7 rural) ; entretiens individuels seulement.",
			"Échelle : proche (quartier et commune seulement) ou large (aussi le secteur, l’intercommunalité ou au-delà) ; entretiens individuels seulement.",
			"Avec douze entretiens, un thème absent d’une fonction ne prouve pas que cette fonction n’en parle jamais.",
		},
	}
	book.Sheet("Avancement").Add(r.standing, nil)
	book.Sheet("Professionnels").Add(stats.Describe{Columns: []string{
		"metier", "mission", "anciennete_poste", "nb_communes", "densite_secteur", "collectif_12m", "outils", "formation_dsl", "echelle",
	}}.Of(s.professionals))
	book.Sheet("Thèmes").Add(corpus.CodeFrequencies{Codebook: s.Codebook}.Of(s.Corpus, s.Codings))
	book.Sheet("Thèmes × fonction").Add(corpus.CodeByAttribute{Codebook: s.Codebook, Attribute: "role", Per: corpus.PerThousandWords}.Of(s.Corpus, s.Codings))
	book.Sheet("Thèmes × secteur").Add(r.bySector, nil)
	book.Sheet("Thèmes × échelle").Add(r.byScale, nil)
	book.Sheet("Thèmes × CDAS").Add(corpus.CaseByCode{Codebook: s.Codebook, Measure: corpus.Counts}.Of(s.Corpus, s.Codings))
	book.Sheet("Thèmes ensemble").Add(r.together, nil)
	book.Sheet("Accord").Add(r.agreement, nil)
	book.Sheet("Mots par fonction").Add(r.words, nil)
	book.Sheet("Graphe de similitude").Add(figure.Graph{Most: 40}.Of(r.graph))
	book.Sheet("Graphe de similitude").Add(r.graph, nil)
	book.Sheet("Concordance").Add(textometry.Concordance{Find: "territoire", Lemmas: true}.Of(s.text))
	book.Sheet("Groupes").Add(r.shares, nil)
	book.Sheet("Verbatims").Add(corpus.Quotes{Codebook: s.Codebook}.Of(s.Corpus, s.Codings))
	book.Sheet("À corriger").Add(s.Report.Tables()[1], nil)
	book.Sheet("Masquage").Add(s.Masked, nil)
	return book
}

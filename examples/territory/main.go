// Command territory runs the study of what social workers make of the
// territory: ten interviews and two groups, by function and by place of work,
// coded by two readers.
//
//	go run ./examples/territory                     # invented data
//	go run ./examples/territory -data DIR -o FILE   # a folder of the same shape
//
// It prints the ten sentences that matter, each made from a result, and writes
// two workbooks: territoire.xlsx, to hand over, hides counts below 5; of a
// function, a sector or a CDAS few were heard: territoire-equipe.xlsx is for the
// team.
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
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
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
	books := program.NewBooks(s.workbook)
	s.open(r, books.Open)
	s.team(r, books.Team)
	return books.Save(output, out)
}

// workbook is an empty workbook of the study.
func (s study) workbook() *export.Workbook {
	return &export.Workbook{
		Title:      "L’approche territoriale chez les travailleurs sociaux",
		Subtitle:   "Données inventées pour l’exemple",
		Population: "professionnels des CDAS entendus seuls ou en groupe",
		Source:     "entretiens inventés",
		N:          s.professionals.Len(), Version: "verbatim 0.1, avant publication", Within: disclosure.Nestings(s.professionals),
		Method: []string{
			"Fonction : celle de la personne qui parle, aussi dans les deux groupes ; les paroles de l’enquête ne comptent pas.",
			"Thèmes : les passages choisis par les deux codeurs sont réunis ; l’accord est calculé caractère par caractère, code par code.",
			"Secteur : densité de la commune principale, en trois classes (1 à 3 urbain, 4 et 5 bourg, 6 et 7 rural) ; entretiens individuels seulement.",
			"Échelle : proche (quartier et commune seulement) ou large (aussi le secteur, l’intercommunalité ou au-delà) ; entretiens individuels seulement.",
			"Une fonction a parfois une seule voix : verbatims, mots et thèmes par fonction, secteur ou CDAS restent dans le classeur de l’équipe.",
			"Avec douze entretiens, un thème absent d’une fonction ne prouve pas que cette fonction n’en parle jamais.",
		},
	}
}

// open is what is handed over, sheet by sheet. Of a function, a sector or a CDAS
// one to three persons were heard: what each says stays with the team.
func (s study) open(r results, book *export.Workbook) {
	book.Sheet("Comité de pilotage").Add(s.Steering(r.standing,
		design.Indicator{Label: "Kappa médian des deux codeurs", Value: r.agreement.median(), Min: 0.6, Fixed: true, Source: "codages.csv"},
		design.Indicator{Label: "CDAS où quelqu’un a été entendu seul", Unit: "CDAS", Value: program.Known(float64(s.places.Len())), Source: "professionnels.csv"}))
	book.Sheet("Avancement").Add(r.standing, nil)
	book.Sheet("Professionnels").Add(stats.Describe{Cases: "professionnels", Columns: []string{
		"metier", "mission", "anciennete_poste", "nb_communes", "densite_secteur", "collectif_12m", "outils", "formation_dsl", "echelle",
	}}.Of(s.professionals))
	book.Sheet("Thèmes").Add(corpus.CodeFrequencies{Codebook: s.Codebook}.Of(s.Corpus, s.Codings))
	book.Sheet("Accord").Add(figure.Bars{Column: "theme", Value: "kappa", Low: "bas", High: "haut", Title: "Les dix thèmes où les deux codeurs s’accordent le moins (kappa de Cohen)"}.Of(r.agreement[:min(10, len(r.agreement))]))
	book.Sheet("Accord").Add(r.agreement, nil)
	book.Sheet("Graphe de similitude").Add(figure.Graph{Most: 40, Title: "Noms dits dans les mêmes tours de parole"}.Of(r.graph))
	book.Sheet("Graphe de similitude").Add(stats.Shown(r.graph.Tables()[:1]), nil) // the links are drawn
}

// team is what speaks of few persons.
func (s study) team(r results, book *export.Workbook) {
	book.Sheet("Thèmes × fonction").Add(figure.HeatMap{Title: "Thèmes selon la fonction, pour 1 000 mots"}.Of(r.spoken))
	book.Sheet("Thèmes × fonction").Add(r.spoken, nil)
	book.Sheet("Thèmes × secteur").Add(r.bySector, nil)
	book.Sheet("Thèmes × échelle").Add(r.byScale, nil)
	book.Sheet("Thèmes × CDAS").Add(corpus.CaseByCode{Codebook: s.Codebook, Measure: corpus.Counts}.Of(s.Corpus, s.Codings))
	book.Sheet("Thèmes ensemble").Add(r.together, nil)
	book.Sheet("Mots par fonction").Add(textometry.Specificities{Most: 10}.Of(r.terms))
	book.Sheet("Verbatims").Add(corpus.Quotes{Codebook: s.Codebook}.Of(s.Corpus, s.Codings))
	book.Sheet("Concordance").Add(r.concordance, nil)
	book.Sheet("Groupes").Add(r.shares, nil)
	book.Sheet("À corriger").Add(s.Report.Tables()[1], nil)
	book.Sheet("Masquage").Add(s.Masked, nil)
}

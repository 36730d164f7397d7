// Command rural runs the study of the places where young people of 16 to 25 in
// the country seek help or do not: thirty biographical interviews, what each
// place is to each young person, life-event calendars, and what is said.
//
//	go run ./examples/rural                     # invented data
//	go run ./examples/rural -data DIR -o FILE   # a folder of the same shape
//
// It writes two workbooks: rural.xlsx, to hand over, hides counts below 5;
// rural-equipe.xlsx has the sheets of each place and each young person and is
// for the team. What cannot be read is on the sheet "À corriger".
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

func main() { program.Main("rural", invented, "rural.xlsx", run) }

// run reads the study, prints what it found and writes the workbooks.
func run(ctx context.Context, files fs.FS, output string, out io.Writer) error {
	s, err := read(files)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, &s.Report)
	r, err := s.analyse(ctx)
	if err != nil {
		return err
	}
	sentences, err := r.sentences(s)
	if err != nil {
		return err
	}
	program.Say(out, sentences)
	books := program.NewBooks(s.workbook)
	s.open(r, books.Open)
	s.team(r, books.Team)
	return books.Save(output, out)
}

// workbook is an empty workbook of the study.
func (s study) workbook() *export.Workbook {
	return &export.Workbook{
		Title: "Jeunes ruraux : lieux d’accueil, recours et non-recours", Subtitle: "Données inventées pour l’exemple",
		Population: "jeunes de 16 à 25 ans vivant en milieu rural, rencontrés une fois", Source: "entretiens et fiches inventés",
		N: s.youths.Len(), Version: "verbatim 0.1, avant publication", Within: disclosure.Nestings(s.youths),
		Method: []string{
			"Chaque lieu a deux statuts : celui que le jeune déclare et celui que le codeur donne à son récit. L’un n’est jamais pris pour l’autre.",
			"Trente jeunes ne sont pas un échantillon : les comptes valent pour eux, les tests disent seulement si un écart de cette taille pourrait être un hasard.",
			"Mots : lemmes des noms, verbes et adjectifs dits par les jeunes. Les classes de mots et les types de parcours rangent, ils n’expliquent pas.",
		},
	}
}

// open is what is handed over, sheet by sheet: nothing of one young person.
func (s study) open(r results, book *export.Workbook) {
	book.Sheet("Comité de pilotage").Add(s.Steering(r.progress,
		design.Indicator{Label: "Liens entre un jeune et un lieu décrits", Unit: "liens", Value: program.Known(float64(len(r.recourse.Ties))), Source: "lieux.csv"},
		design.Indicator{Label: "Entretiens au bout desquels la grille est saturée", Unit: "entretiens", Value: r.saturation.Curves[0].Reached, Source: "courbe de saturation"}))
	book.Sheet("Avancement").Add(r.progress, nil)
	book.Add(stats.Describe{Columns: []string{"tranche", "sexe", "densite", "autonome", "logement", "situation", "diplome", "numerique", "difficultes"}, Cases: "jeunes"}.Of(r.youths))
	places := program.PartOf(r.recourse.Spec, r.recourse, 1, 2, 3, 4, 6)
	book.Sheet("Lieux").Add(figure.HeatMap{Table: 1, Columns: []string{"privilegie", "evite", "contourne"}, Title: "Lieux privilégiés, évités, contournés"}.Of(places))
	book.Sheet("Lieux").Add(figure.HeatMap{Table: 3, Columns: []string{"privilegie", "evite", "contourne"}, Title: "Raisons données, selon le statut du lieu"}.Of(places))
	book.Sheet("Lieux").Add(places, nil)
	book.Sheet("Thèmes").Add(corpus.CodeFrequencies{Codebook: s.Codebook}.Of(s.Corpus, s.Codings))
	book.Sheet("Saturation").Add(figure.Saturation{Title: "Thèmes entendus, entretien après entretien"}.Of(r.saturation))
	book.Sheet("Saturation").Add(r.saturation.Tables()[0], nil)
	book.Sheet("Verbatims").Add(corpus.Quotes{Codebook: s.Codebook}.Of(s.Corpus, s.Codings))
	book.Sheet("Graphe de mots").Add(figure.Graph{Most: 40, Title: "Noms dits par les jeunes dans les mêmes tours"}.Of(r.graph))
	book.Sheet("Mondes lexicaux").Add(r.worlds, nil)
	book.Sheet("Mondes lexicaux").Add(r.worldWords, nil)
	book.Sheet("Mondes lexicaux").Add(r.stable, nil)
	book.Sheet("Mots par lieu").Add(r.byPlace, nil)
	book.Sheet("Mots par statut").Add(r.byStance, nil)
	book.Sheet("Parcours").Add(stats.Describe{Columns: []string{"type"}, Cases: "jeunes"}.Of(r.youths))
}

// team has every place, every young person, every life, and the tables of few
// that would be hidden elsewhere.
func (s study) team(r results, book *export.Workbook) {
	book.Sheet("Lieux × jeunes").Add(r.recourse, nil)
	for _, place := range r.recourse.Places {
		book.Sheet("Fiches lieux").Add(r.recourse.PlaceSheet(place))
	}
	for _, youth := range r.recourse.Youths {
		book.Sheet("Fiches jeunes").Add(r.recourse.PersonSheet(youth))
		book.Sheet("Fiches jeunes").Add(r.calendars.Sheet(youth))
	}
	for _, link := range [][2]string{{"bourg", "evite_cdas"}, {"bourg", "J1.4"}, {"autonome", "J1.2"}, {"sexe", "J2.4"}, {"sexe", "J4.3"}} {
		book.Add(stats.CrossTab{Rows: link[0], Cols: link[1], Cases: "jeunes"}.Of(r.youths))
	}
	book.Sheet("Calendriers").Add(r.calendars, nil)
	book.Sheet("Parcours").Add(figure.Chronogram{Title: "Situations des deux ans d’avant l’entretien"}.Of(r.quarters))
	book.Sheet("Parcours").Add(figure.IndexPlot{By: r.types, Title: "Deux ans de situations, un jeune par ligne"}.Of(r.paths))
	book.Sheet("Parcours").Add(r.cards, nil)
	book.Sheet("Thèmes × jeunes").Add(corpus.CaseByCode{Codebook: s.Codebook, Alone: true}.Of(s.Corpus, s.Codings))
	book.Sheet("Accord des codeurs").Add(corpus.CoderComparison{Ratings: corpus.Ratings{Codebook: s.Codebook, Coders: []string{"AB", "CD"}, Alone: true}}.Of(s.Corpus, s.Codings))
	book.Sheet("CDAS dans le texte").Add(s.concordance("cdas"))
	book.Sheet("Mission locale dans le texte").Add(s.concordance("mission locale"))
	book.Sheet("À corriger").Add(s.Report.Tables()[1], nil)
	book.Sheet("Masquage").Add(s.Masked, nil)
	book.Sheet("Sources").Add(s.Report.Tables()[0], nil)
}

// concordance is every place where words are said.
func (s study) concordance(find string) (*textometry.ConcordanceTable, error) {
	text, err := textometry.Units{}.Of(s.Corpus)
	if err != nil {
		return nil, err
	}
	return textometry.Concordance{Find: find, Sort: textometry.ByRight}.Of(text)
}

// Command mep runs the study "mesure éducative personnalisée": it reads case
// files, episodes, crossed interviews, a codebook and the codings of two
// coders, and writes two workbooks: mep.xlsx, to hand over, hides counts below 5;
// mep-equipe.xlsx has single situations, paths and passages, for the team.
//
//	go run ./examples/mep                     # invented data
//	go run ./examples/mep -data DIR -o FILE   # a folder of the same shape
//
// What cannot be read is on the sheet "À corriger"; a whole file lost ends with code 1.
package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/stats/disclosure"
)

//go:embed data
var invented embed.FS

func main() { program.Main("mep", invented, "mep.xlsx", run) }

// run reads the study, makes the workbook and prints what was read and the ten
// sentences that matter most.
func run(_ context.Context, files fs.FS, output string, out io.Writer) error {
	s, unread := read(files)
	fmt.Fprintln(out, &s.Report)
	fmt.Fprintln(out, s.Masked)
	if s.cases == nil {
		return unread
	}
	a := s.analyse()
	program.Say(out, a.sentences)
	fmt.Fprintf(out, "\n%v", a.Open.Hidden())
	return errors.Join(a.Save(output, out), unread, a.err())
}

// analyse is the study, part by part, in the order of a report: who the children
// are, what their situations and paths look like, what is said of them.
func (s study) analyse() *analysis {
	a := &analysis{study: s, Books: program.NewBooks(s.workbook)}
	a.Open.Charts = true
	a.part("Échantillon", a.describe)
	a.part("Associations", a.associate)
	a.part("Profils", a.profiles)
	a.part("Parcours", a.paths)
	a.part("Durées et issues", a.durations)
	a.part("Regards croisés", a.cross)
	a.part("Accord des codeurs", a.coders)
	a.part("Configurations", a.ways)
	a.part("Comité de pilotage", a.steer)
	a.Open.Sheet("Thèmes").Add(corpus.CodeFrequencies{Codebook: s.Codebook}.Of(s.Corpus, s.Codings))
	a.Team.Sheet("Thèmes × cas").Add(corpus.CaseByCode{Codebook: s.Codebook}.Of(s.Corpus, s.Codings))
	a.Open.Sheet("Verbatims").Add(corpus.Quotes{Codebook: s.Codebook, OneSide: true}.Of(s.Corpus, s.Codings))
	a.Open.Sheet("Dictionnaire").Add(s.dictionary, nil)
	a.Open.Sheet("À corriger").Add(s.Report.Tables()[1], nil)
	a.Open.Sheet("Masquage").Add(s.Masked, nil)
	a.Open.Sheet("Journal").Add(s.Report.Tables()[0], nil)
	return a
}

// workbook is an empty workbook of the study.
func (s study) workbook() *export.Workbook {
	return &export.Workbook{
		Title:      "Mesure éducative personnalisée : profils, parcours et regards croisés",
		Subtitle:   "Données inventées pour l’exemple",
		Population: "enfants suivis en MEP, dossiers saisis dans les CDAS",
		Source:     "dossiers et entretiens inventés",
		N:          s.cases.Len(), Version: "verbatim 0.1, avant publication",
		Method: method, Within: disclosure.Nestings(s.cases), // a CDAS is part of an agency
	}
}

// steer is the one sheet of the steering committee.
func (a *analysis) steer(_ context.Context, sheet export.Sheet) error {
	mep := design.MEP()
	steering, err := a.Steering(design.Progress{Design: mep, CaseFile: a.cases, On: followedTo}.Of(a.Records), a.indicators...)
	if err != nil {
		return err
	}
	sheet.Add(steering, nil)
	return nil
}

// method is what a reader must know, one paragraph an analysis.
var method = []string{
	"Associations : un seul enfant par famille, tiré 200 fois, car les frères et sœurs ne sont pas indépendants ; p ajustés par la méthode de Holm.",
	"Profils : analyse des correspondances multiples sur huit variables de la situation, non-réponses passives ; classification de Ward sur cinq axes, consolidée ; le nombre de classes est celui de la règle du rapport des inerties. Les noms des profils sont ceux des analystes ; sexe, opérateur, cadre et âge n'ont pas servi à les faire.",
	"Parcours : état du mois de janvier 2018 à décembre 2023 ; distances d'appariement optimal (substitution 2, insertion 1) ; classes autour de médoïdes, autant que la silhouette moyenne en demande. De deux épisodes simultanés, le placement l'emporte, puis la MEP.",
	"Stabilité : 100 tirages d'enfants avec remise ; ressemblance de Jaccard de chaque classe avec la plus proche (à partir de 0,75, retrouvée). Les enfants sont tirés un par un, alors que les frères et sœurs se ressemblent : la stabilité est un peu flattée.",
	"Durées et issues : un enfant par famille ; mesures en cours coupées au 31/12/2023 ; fins dont la date manque écartées ; issues concurrentes par Aalen et Johansen, non par un moins Kaplan-Meier.",
	"Regards croisés : un récit dit, se tait, n'a pas été demandé ou n'existe pas ; la relation suit les tons. Thèmes : les codages des deux codeurs sont réunis ; les paroles de l'enquêteur ne comptent pas.",
	"Configurations : ensembles nets, récits du jeune et du parent ; solution conservatrice, sans hypothèse sur les configurations sans cas.",
}

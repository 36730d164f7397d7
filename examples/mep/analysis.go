package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
)

// analysis is what is made of a study: workbooks, and the sentences that matter
// most, each written from a result.
type analysis struct {
	study
	program.Books
	sentences  []string
	indicators []design.Indicator
	failed     []error // parts that the data did not allow
}

// progress adds an indicator for the steering committee.
func (a *analysis) progress(label, unit string, value float64, source string) {
	a.indicators = append(a.indicators, design.Indicator{Label: label, Unit: unit, Value: program.Known(value), Source: source})
}

func (a *analysis) say(format string, args ...any) {
	a.sentences = append(a.sentences, fmt.Sprintf(format, args...))
}

// part does one part of the analysis. Where the data do not allow it, its sheet
// says why, and the other parts are made.
func (a *analysis) part(sheet string, do func(ctx context.Context, sheet export.Sheet) error) {
	err := do(context.Background(), a.Open.Sheet(sheet))
	if err == nil {
		return
	}
	a.failed = append(a.failed, fmt.Errorf("%s: %w", sheet, err))
	why := stats.Variable{Name: "raison", Label: "Raison"}.Texts([]string{program.InFrench(err)}, nil)
	a.Open.Sheet(sheet).Add(stats.NewTable("Analyse que les données n’ont pas permise", why))
}

// shown are the variables of the first tables.
var shown = []string{
	"sexe", "tranche_age", "type_menage", "surendettement", "scolarite", "type_danger", "ressources",
	"cadre", "intensite_max", "ppe", "adhesion", "tranche_1re_mesure", "tranche_parcours", "age_debut", "attente_j",
}

// more are those that the profiles are made of.
var more = []string{"conflit_parental", "logement_instable", "isolement", "activite_mere", "handicap_mdph", "absenteisme", "d_sante", "d_education"}

// describe shows who is in the study, and what is known of them.
func (a *analysis) describe(_ context.Context, sheet export.Sheet) error {
	sheet.Add(a.Records.Sample(), nil)
	sheet.Add(stats.Describe{Columns: []string{"cdas", "agence"}}.Of(a.cases))
	filled, err := dictionary.FillRates{Columns: slices.Concat(shown, more), Cases: "dossiers"}.Of(a.cases)
	if err != nil {
		return err
	}
	a.Open.Sheet("Renseignement").Add(figure.Bars{Value: "taux", Sorted: true, Title: "Variables renseignées, en % des dossiers concernés"}.Of(filled))
	a.Open.Sheet("Renseignement").Add(filled, nil)
	a.progress("Taux de renseignement moyen des dossiers", "%", math.Round(10*filled.Mean.Value)/10, "dossiers.csv")
	a.Open.Add(stats.Describe{Columns: shown}.Of(a.cases))
	worst := slices.MinFunc(filled.Rates, func(a, b dictionary.FillRate) int { return cmp.Compare(a.Rate.Value, b.Rate.Value) })
	a.say("Les dossiers sont renseignés à %s en moyenne ; le moins bien connu est « %s » (%s).",
		percent(filled.Mean.Value), worst.Variable.Title(), percent(worst.Rate.Value))
	return nil
}

// associate shows what goes with what. Brothers and sisters are not independent:
// one child a family is drawn.
func (a *analysis) associate(_ context.Context, _ export.Sheet) error {
	for _, link := range [][2]string{{"conflit_parental", "cadre"}, {"tranche_1re_mesure", "tranche_parcours"}, {"logement_instable", "intensite_max"}, {"type_menage", "surendettement"}, {"sexe", "cadre"}} {
		a.Open.Add(stats.CrossTab{Rows: link[0], Cols: link[1], Percent: stats.ByRow}.Of(a.cases))
	}
	links, err := stats.Associations{
		Rows:   []string{"conflit_parental", "type_menage", "logement_instable", "isolement", "tranche_1re_mesure", "sexe", "age_debut"},
		Cols:   []string{"cadre", "intensite_max", "adhesion", "surendettement", "tranche_parcours", "placement_avant", "attente_j"},
		OnePer: "id_famille",
	}.Of(a.cases)
	if err != nil {
		return err
	}
	a.Open.Sheet("Associations – carte").Add(figure.HeatMap{Title: "Force des liens entre la situation et la mesure"}.Of(links))
	a.Open.Add(links, nil)
	var held []string
	for _, p := range links.Pairs {
		if p.Adjusted.Defined() && p.Adjusted.P < 0.05 {
			held = append(held, fmt.Sprintf("%s et %s (%s)", low(p.Row.Title()), low(p.Col.Title()), number(p.Value.Value)))
		}
	}
	a.say("Vont ensemble, un seul enfant par famille et p ajusté (force du lien) : %s.", strings.Join(held, " ; "))
	apart, err := links.Pair("type_menage", "surendettement")
	if err != nil {
		return err
	}
	a.say("Le type de ménage et le surendettement semblent liés enfant par enfant ; famille par famille, plus rien n’est établi (p = %s).",
		stats.PValue.Number(apart.Test.P, "fr"))
	return nil
}

// percent and number write figures as French readers do.
func percent(x float64) string { return stats.Percent.Number(x, "fr") + " %" }
func number(x float64) string  { return stats.Coefficient.Number(x, "fr") }

// low writes a title inside a sentence; a short word in capitals stays.
func low(title string) string {
	first, _, _ := strings.Cut(title, " ")
	if strings.ToUpper(first) == first {
		return title
	}
	r := []rune(title)
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

// list joins words: a ; b et c.
func list(words []string) string {
	if len(words) == 0 {
		return "rien"
	}
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], " ; ") + " et " + words[last]
}

func (a *analysis) err() error { return errors.Join(a.failed...) }

package export

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/agreement"
	"github.com/askoria/verbatim/stats/factor"
	"github.com/askoria/verbatim/stats/qca"
	"github.com/askoria/verbatim/stats/sequence"
)

// kindsBook has results of many kinds, from invented data.
func kindsBook(t testing.TB) *Workbook {
	t.Helper()
	data := cases(t)
	n := data.Len()
	ids, first, second := make([]string, n), make([]string, n), make([]string, n)
	conditions := map[string][]float64{}
	years := []string{"AED", "MEP", "MEP", "PL"}
	steps := make([][]string, 6)
	for i := range n {
		ids[i] = "D" + strconv.Itoa(100+i)
		first[i], second[i] = []string{"oui", "non", "non"}[i%3], []string{"oui", "non", "oui"}[(i+i/17)%3]
		for k, name := range []string{"ADHESION", "INTENSITE", "RESEAU", "FIN"} {
			x := float64((i>>k)&1) * 0.8
			if name == "FIN" {
				x = float64((i>>0)&1&(i>>1)&1) * 0.9
			}
			conditions[name] = append(conditions[name], x+0.1)
		}
		for s := range steps {
			steps[s] = append(steps[s], years[(i/7+s*(1+i%2))%4])
		}
	}
	columns := []stats.Column{
		stats.Variable{Name: "id_dossier", Label: "Dossier"}.Texts(ids, nil),
		stats.Variable{Name: "codeur_a", Label: "Codeur A"}.Labelled(first...), stats.Variable{Name: "codeur_b", Label: "Codeur B"}.Labelled(second...),
	}
	for _, name := range []string{"ADHESION", "INTENSITE", "RESEAU", "FIN"} {
		columns = append(columns, stats.Variable{Name: name}.Numbers(conditions[name], nil))
	}
	var states []string
	for s, values := range steps {
		states = append(states, "m"+strconv.Itoa(s+1))
		columns = append(columns, stats.Variable{Name: states[s]}.Labelled(values...))
	}
	data, err := data.With(columns...)
	if err != nil {
		t.Fatal(err)
	}
	b := &Workbook{Title: "Toutes les sortes de résultats", Subtitle: "Données inventées", Population: "dossiers inventés", Source: "invention", N: n}
	b.Add(stats.Describe{Columns: []string{"conflit", "cadre", "lieu", "age"}}.Of(data))
	b.Add(stats.CrossTab{Rows: "conflit", Cols: "cadre", Percent: stats.ByRow}.Of(data))
	b.Add(stats.Associations{Rows: []string{"conflit", "age", "ADHESION"}, Cols: []string{"cadre", "lieu", "FIN"}}.Of(data))
	b.Add(stats.Compare{Value: "age", By: "cadre"}.Of(data))
	b.Add(stats.LogisticRegression{Outcome: "conflit", Predictors: []string{"cadre", "age"}}.Of(data))
	b.Add(agreement.Coders{Columns: []string{"codeur_a", "codeur_b"}}.Of(data))
	b.Add(factor.MCA{Active: []string{"cadre", "lieu", "conflit", "codeur_a"}, Supplementary: []string{"age"}}.Of(data))
	rows, err := qca.TruthTable{Outcome: "FIN", Conditions: []string{"ADHESION", "INTENSITE", "RESEAU"}, ID: "id_dossier"}.Of(data)
	b.Add(rows, err)
	b.Add(qca.Minimisation{Kind: qca.Conservative}.Of(rows))
	paths, err := sequence.FromStates{States: states}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	b.Add(sequence.Describe{}.Of(paths))
	b.Add(sequence.OptimalMatching{}.Of(context.Background(), paths))
	return b
}

// The sheet of a steering committee has its own place and its colours.
func TestSteering(t *testing.T) {
	b := &Workbook{Profile: Elected}
	b.Add(design.SteeringCommittee{
		Design: design.MEP(), On: time.Date(2023, 3, 1, 0, 0, 0, 0, time.UTC), Territories: []string{"Redon"},
		Indicators: []design.Indicator{
			{Label: "Entretiens réalisés", Unit: "entretiens", Value: stats.Estimate{Value: 9}, Min: 20, Max: 25, Source: "rapport 2022"},
			{Label: "Dossiers du CDAS de Redon", Unit: "dossiers", Value: stats.Estimate{Value: 3}, Min: 2},
		},
	}.Of())
	f := reopened(t, saved(t, b))
	rows := raw(t, f, "Comité de pilotage")
	if rows[1][9] != "Arrêté au" || rows[2][2] != "9" || rows[3][2] != "s" {
		t.Errorf("the committee reads %q", rows)
	}
	if formats, err := f.GetConditionalFormats("Comité de pilotage"); err != nil || len(formats["I3:I4"]) != 3 {
		t.Errorf("colours %v, %v", formats, err)
	}
}

// Each kind of result of the house goes to its sheet, and the validator has
// nothing to say.
func TestKinds(t *testing.T) {
	f := reopened(t, saved(t, kindsBook(t)))
	want := []string{
		"Lisez-moi", "Sommaire", "Tris à plat", "Tris croisés", "Associations", "Associations – calculs", "Comparaisons", "Régressions",
		"Accord entre codeurs", "Analyse factorielle", "Configurations", "Trajectoires", "Distances", "Données", "Méthode", "Journal",
	}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Errorf("sheets %q", got)
	}
	if rows := raw(t, f, "Méthode"); len(rows) < 2+10 {
		t.Errorf("%d results have a method: %q", len(rows)-2, rows)
	}
	bars, err := f.GetConditionalFormats("Tris à plat")
	if err != nil || len(bars) != 4 { // how well recorded, and three frequency tables
		t.Errorf("bars %v, %v", bars, err)
	}
}

package main

import (
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/stats"
)

// Invented case files, one of each type; the last row has nothing.
func invented() *stats.Table {
	gone := []stats.Missing{0, 0, 0, 0, stats.NotRecorded}
	day := func(text string) time.Time { d, _ := time.Parse(dayLayout, text); return d }
	return stats.MustTable("Dossiers",
		stats.Variable{Name: "cadre", Label: "Cadre de la mesure"}.Categories([]stats.Level{{Code: "adm", Label: "Administratif"}, {Code: "jud", Label: "Judiciaire"}}, false, []int{0, 1, 1, 0, 0}, gone),
		stats.Variable{Name: "isolement"}.Categories(stats.Levels("aucun", "faible", "moyen", "fort"), true, []int{0, 1, 2, 3, 0}, gone),
		stats.Variable{Name: "age_debut", Label: "Âge"}.Numbers([]float64{3, 5.5, 6, 12, 0}, gone),
		stats.Variable{Name: "date_debut"}.Dates([]time.Time{day("31/12/2021"), day("1/1/2022"), day("31/12/2022"), day("5/3/2023"), {}}, gone),
		stats.Variable{Name: "placement"}.Flags([]bool{true, false, true, false, false}, gone),
		stats.Variable{Name: "dangers"}.Sets(stats.Levels("conflit", "carence"), [][]int{{0}, {0, 1}, {}, {1}, {}}, gone),
		stats.Variable{Name: "commune"}.Texts([]string{"Rennes", "Bruz", "Bruz et Chartres", "Redon", ""}, gone))
}

func TestFilters(t *testing.T) {
	for text, want := range map[string]string{
		"cadre = judiciaire":                     "2 3",
		"cadre = jud et age_debut 3..6":          "2 3",
		"« Cadre de la mesure » = Judiciaire":    "2 3",
		"Cadre de la mesure = adm ou jud":        "1 2 3 4",
		"cadre ≠ jud":                            "1 4",
		"cadre <> jud":                           "1 4",
		"Âge = 5,5 ou 12":                        "2 4",
		"age_debut ..5,5":                        "1 2",
		"age_debut 6..":                          "3 4",
		"age_debut = 3 .. 6":                     "1 2 3",
		"age_debut > 3 et age_debut < 12":        "2 3",
		"age_debut>=6":                           "3 4",
		"age_debut ≤ 3":                          "1",
		"age_debut != 3":                         "2 3 4",
		"isolement >= moyen":                     "3 4",
		"isolement < moyen":                      "1 2",
		"isolement faible..moyen":                "2 3",
		"date_debut = 2022":                      "2 3",
		"date_debut 01/2022..12/2022":            "2 3",
		"date_debut > 31/12/2022":                "4",
		"date_debut < 2022":                      "1",
		"date_debut <= 2022":                     "1 2 3",
		"date_debut = 5/3/2023":                  "4",
		"placement = oui":                        "1 3",
		"placement ≠ oui":                        "2 4",
		"dangers = conflit":                      "1 2",
		"dangers = conflit ou carence":           "1 2 4",
		"commune = Bruz":                         "2",
		`commune = "Bruz et Chartres"`:           "3",
		"cadre renseigné":                        "1 2 3 4",
		"cadre non renseigné":                    "5",
		"cadre = jud ET placement = oui":         "3",
		"cadre = jud et date_debut = 2022 ":      "2 3",
		"age_debut renseigné et cadre = «adm»":   "1 4",
		"  Age_Debut   3..3  et  cadre=ADM  ":    "1",
		"isolement ≠ aucun":                      "2 3 4",
		"isolement ≠ faible..moyen":              "1 4",
		"cadre = adm ou jud et placement = non":  "2 4",
		"date_debut ≠ 2022":                      "1 4",
		"date_debut 2022..":                      "2 3 4",
		"Cadre de la mesure non renseigné":       "5",
		"commune ≠ Bruz":                         "1 3 4",
		"age_debut 3..5,5 ou 12":                 "",
		"age_debut = 3..5,5 ou 12":               "1 2 4",
		"isolement = aucun ou fort":              "1 4",
		"age_debut > 12 ":                        "none",
		"cadre = adm et cadre = jud et dangers…": "",
	} {
		data := invented()
		row := stats.Variable{Name: "row"}.Texts([]string{"1", "2", "3", "4", "5"}, nil)
		data, err := data.With(row)
		if err != nil {
			t.Fatal(err)
		}
		conditions, bad := filter(text, data)
		if bad != nil {
			if want != "" {
				t.Errorf("%q: %s %s", text, bad.found, bad.summary)
			}
			continue
		}
		kept, err := data.Where(conditions...)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		var got []string
		for i := range kept.Len() {
			texts, _ := kept.Texts("row")
			value, _ := texts.At(i)
			got = append(got, value)
		}
		if len(got) == 0 {
			got = []string{"none"}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q keeps %v, want %q", text, got, want)
		}
	}
}

func TestFaultsOfFilters(t *testing.T) {
	for text, want := range map[string]string{
		"cadr = jud":                  "« cadr » n'est pas une variable ; vouliez-vous dire « cadre » ?",
		"cadre = judiciare":           "« judiciare » n'est pas une modalité de « cadre » ; vouliez-vous dire « Judiciaire » ?",
		"placement = peut-être":       "« peut-être » n'est pas une modalité de « placement » ; choisir parmi : non, oui",
		"age_debut = grand":           "« grand » n'est pas un nombre, alors que « age_debut » en contient",
		"age_debut 6..3":              "« 6..3 » va du plus grand au plus petit",
		"age_debut = ..":              "« .. » n'a pas de borne",
		"age_debut >= 3..6":           "« 3..6 » ne va pas avec le signe >=",
		"date_debut = 31/02/2022":     "« 31/02/2022 » n'est pas une date",
		"date_debut 2023..2022":       "va de la date la plus récente à la plus ancienne",
		"cadre >= jud":                "dont les modalités n'ont pas d'ordre",
		"isolement > fort":            "ne laisse aucune modalité de « isolement »",
		"commune > Bruz":              "qui contient du texte",
		"cadre == jud":                "« == » n'est pas un signe",
		"cadre =":                     "« cadre = » n'est pas une condition",
		"cadre":                       "« cadre » n'est pas une condition",
		"= jud":                       "n'est pas une condition",
		"cadre = jud et":              "n'est pas une condition",
		"cadre = jud ou":              "n'a rien à côté de « ou »",
		"cadre = « jud":               "ouvre des guillemets sans les fermer",
		"cadre = jud ; sexe = fille":  "n'est pas une modalité de « cadre »",
		"cadre renseignée et x >= 12": "« x » n'est pas une variable",
	} {
		_, bad := filter(text, invented())
		if bad == nil {
			t.Errorf("%q is taken", text)
			continue
		}
		if said := "« " + bad.found + " » " + bad.summary + " ; " + bad.hint; !strings.Contains(said, want) {
			t.Errorf("%q: %s\nwant %s", text, said, want)
		}
	}
}

// Whatever somebody writes in a filter, the answer is conditions or a fault.
func FuzzFilter(f *testing.F) {
	for _, seed := range []string{"cadre = jud et age_debut 3..6", "« x", "date_debut < 2022 ou 01/2023", "= ou et non renseigné", "dangers ≠ carence"} {
		f.Add(seed)
	}
	data := invented()
	f.Fuzz(func(t *testing.T, text string) {
		conditions, bad := filter(text, data)
		if bad != nil {
			if bad.summary == "" {
				t.Error("a fault without a word")
			}
			return
		}
		if _, err := data.Where(conditions...); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	})
}

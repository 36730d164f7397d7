package duration_test

import (
	"fmt"
	"time"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/duration"
)

// Invented measures of educational assistance: when they began, when and how they
// ended; those without an end were still going on at the end of 2024.
func measures() *stats.Table {
	begun := []string{
		"2021-01-11", "2021-02-03", "2021-03-15", "2021-04-07", "2021-05-20", "2021-06-14", "2021-09-01", "2021-10-18",
		"2021-11-08", "2022-01-10", "2022-02-21", "2022-03-14", "2022-05-02", "2022-06-20", "2022-09-12", "2022-10-03",
		"2022-11-28", "2023-01-16", "2023-02-13", "2023-04-24", "2023-06-05", "2023-09-18", "2023-11-06", "2024-01-15",
	}
	ended := []string{
		"2021-07-12", "2022-02-02", "2022-01-20", "2023-04-06", "2021-11-19", "2022-06-13", "2023-08-30", "2022-04-18",
		"2022-11-07", "2022-07-11", "2024-02-20", "2022-12-15", "2023-05-01", "", "2023-03-13", "2024-10-02",
		"2023-11-27", "2023-07-17", "", "2024-04-23", "", "2024-03-18", "", "",
	}
	ways := []string{
		"placement", "terme", "placement", "terme", "placement", "terme", "majorité", "placement", "terme", "placement", "terme", "placement",
		"terme", "", "placement", "majorité", "terme", "placement", "", "terme", "", "placement", "", "",
	}
	frame := []string{
		"administratif", "judiciaire", "judiciaire", "administratif", "judiciaire", "administratif", "administratif", "judiciaire",
		"administratif", "judiciaire", "administratif", "judiciaire", "administratif", "administratif", "judiciaire", "judiciaire",
		"administratif", "judiciaire", "administratif", "administratif", "judiciaire", "judiciaire", "administratif", "judiciaire",
	}
	age := []float64{4, 7, 12, 3, 15, 9, 14, 13, 6, 11, 5, 14, 8, 2, 12, 15, 7, 10, 3, 6, 9, 13, 4, 8}
	return stats.MustTable("Mesures",
		stats.Variable{Name: "debut", Label: "Début"}.Dates(days(begun)),
		stats.Variable{Name: "fin", Label: "Fin"}.Dates(days(ended)),
		stats.Variable{Name: "motif", Label: "Motif de fin"}.Labelled(ways...),
		stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled(frame...),
		stats.Variable{Name: "age", Label: "Âge au début", Unit: "ans"}.Numbers(age, nil))
}

func days(texts []string) ([]time.Time, []stats.Missing) {
	values, missing := make([]time.Time, len(texts)), make([]stats.Missing, len(texts))
	for i, text := range texts {
		day, err := time.Parse("2006-01-02", text)
		if values[i] = day; err != nil {
			missing[i] = stats.NotApplicable
		}
	}
	return values, missing
}

var clock = duration.Clock{
	From: "debut", To: "fin", ObservedUntil: time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC), Unit: duration.Months,
}

func ExampleKaplanMeier() {
	s, err := duration.KaplanMeier{Clock: clock, By: "cadre", Cases: "mesures", At: []float64{6, 12, 18, 24}}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s)
	// Output:
	// Durées (Kaplan-Meier) – médianes et moyennes
	// Intervalles à 95 % (log) ; moyennes jusqu'à 30,4 mois
	// Cadre          Effectif  Fins  Observation arrêtée  Médiane (mois)  borne basse (mois)  borne haute (mois)  Durée moyenne (mois)  borne basse (mois)  borne haute (mois)
	// administratif        12     9                    3            18,0                12,0                n.d.                  18,3                13,8                22,7
	// judiciaire           12    10                    2             7,5                 6,0                n.d.                  11,3                 7,1                15,4
	// Lecture : dans le groupe « administratif », la moitié se termine avant 18,0 mois [12,0 ; non atteinte].
	// Champ : mesures, n = 24
	// Sans date de fin, comptés comme encore en cours à la fin de l'observation : 5.
	// Moins de 10 fins, courbe peu sûre : « administratif ».
	//
	// Durées (Kaplan-Meier) – aux temps choisis
	// Intervalles à 95 % (log)
	// Cadre          Temps (mois)  Observés juste avant  Fins depuis le temps précédent  Observation arrêtée depuis  Encore en cours (%)  borne basse (%)  borne haute (%)
	// administratif             6                    11                               1                           0                 91,7             77,3            100,0
	// administratif            12                     6                               5                           0                 50,0             28,4             88,0
	// administratif            18                     5                               0                           1                 50,0             28,4             88,0
	// administratif            24                     1                               3                           1                 12,5              2,1             74,8
	// judiciaire                6                     7                               5                           0                 58,3             36,2             94,1
	// judiciaire               12                     2                               4                           1                 22,2              7,2             68,9
	// judiciaire               18                     2                               0                           0                 22,2              7,2             68,9
	// judiciaire               24                     0                               1                           1                  0,0             n.d.             n.d.
	// Lecture : à 18 mois, 50,0 % [28,4 ; 88,0] des mesures du groupe « administratif » sont encore en cours.
	// Champ : mesures, n = 24
}

// How long it takes from a decision to its start: who still waits counts too.
func ExampleClock() {
	waits := stats.MustTable("",
		stats.Variable{Name: "decision"}.Dates(days([]string{"2024-01-08", "2024-01-15", "2024-02-05", "2024-03-11", "2024-04-02"})),
		stats.Variable{Name: "mise_en_oeuvre"}.Dates(days([]string{"2024-02-12", "", "2024-05-06", "2024-03-25", ""})))
	s, err := duration.KaplanMeier{
		Clock: duration.Clock{From: "decision", To: "mise_en_oeuvre", ObservedUntil: time.Date(2024, 6, 30, 0, 0, 0, 0, time.UTC)},
		At:    []float64{30, 90}, Cases: "décisions", Still: "en attente",
	}.Of(waits)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Tables()[1])
	// Output:
	// Durées (Kaplan-Meier) – aux temps choisis
	// Intervalles à 95 % (log)
	// Temps (jours)  Observés juste avant  Fins depuis le temps précédent  Observation arrêtée depuis  Encore en attente (%)  borne basse (%)  borne haute (%)
	//            30                     4                               1                           0                   80,0             51,6            100,0
	//            90                     2                               1                           1                   60,0             29,3            100,0
	// Lecture : à 90 jours, 60,0 % [29,3 ; 100,0] des décisions sont encore en attente.
	// Champ : décisions, n = 5
}

func ExampleLogRank() {
	r, err := duration.LogRank{Clock: clock, By: "cadre", Cases: "mesures"}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r)
	// Output:
	// Comparaison des durées
	// Cadre          Effectif  Fins  Fins observées  Fins attendues  Observées / attendues
	// administratif        12     9            9,00           12,45                   0,72
	// judiciaire           12    10           10,00            6,55                   1,53
	// log-rank : khi-2 = 3,64 ; ddl = 1 ; p = 0,056
	// Lecture : dans le groupe « judiciaire », il y a 1,53 fois les fins attendues si tous les groupes se terminaient au même rythme ; l'écart peut être dû au hasard.
	// Champ : mesures, n = 24
	// Sans date de fin, comptés comme encore en cours à la fin de l'observation : 5.
}

func ExampleCox() {
	m, err := duration.Cox{Clock: clock, Predictors: []string{"cadre", "age"}, References: map[string]string{"cadre": "administratif"}, Cases: "mesures"}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m)
	// Output:
	// Modèle de Cox – rapports de risques instantanés
	// Variable      Modalité    Référence      Effectif  Fins  Coefficient  Erreur-type  Rapport de risques instantanés  borne basse  borne haute     z      p
	// Cadre         judiciaire  administratif        12    10         0,38         0,63                            1,46         0,42         5,07  0,60  0,547
	// Âge au début  par unité                        24    19         0,07         0,07                            1,07         0,94         1,22  1,05  0,295
	// rapport de vraisemblance : khi-2 = 4,12 ; ddl = 2 ; p = 0,128
	// Lecture : pour une unité (ans) de plus de « Âge au début », le rythme des fins est multiplié par 1,07 [0,94 ; 1,22], les autres variables égales.
	// Champ : mesures, n = 24
	// Sans date de fin, comptés comme encore en cours à la fin de l'observation : 5.
	// Moins de 10 fins par coefficient (19 pour 2) : rapports peu sûrs.
	// Concordance : 0,74 (0,5 : le hasard).
	//
	// Modèle de Cox – rapports constants dans le temps ?
	// Test          Khi-2  ddl      p
	// Cadre          3,58    1  0,059
	// Âge au début   0,62    1  0,430
	// ensemble       4,90    2  0,086
}

func ExampleCumulativeIncidence() {
	c := clock
	c.Event = "motif"
	r, err := duration.CumulativeIncidence{Clock: c, Cases: "mesures", At: []float64{6, 12, 24}}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r)
	// Output:
	// Sorties concurrentes – aux temps choisis
	// Intervalles à 95 % (log)
	// Temps (mois)  Observés juste avant  Fins : placement  Fins : terme  Fins : majorité  Observation arrêtée  placement (%)  borne basse (%)  borne haute (%)  terme (%)  borne basse (%)  borne haute (%)  majorité (%)  borne basse (%)  borne haute (%)  Encore en cours (%)  borne basse (%)  borne haute (%)
	//            6                    18                 6             0                0                    0           25,0             12,5             50,0        0,0             n.d.             n.d.           0,0             n.d.             n.d.                 75,0             59,5             94,5
	//           12                     8                 3             6                0                    1           37,5             22,4             62,9       26,8             13,6             52,9           0,0             n.d.             n.d.                 35,7             20,6             61,9
	//           24                     1                 0             2                2                    3           37,5             22,4             62,9       41,1             23,9             70,5          14,3              4,3             47,7                  7,1              1,1             44,8
	// Lecture : à 12 mois, 37,5 % [22,4 ; 62,9] des mesures ont pris fin par « placement », et 35,7 % [20,6 ; 61,9] sont encore en cours.
	// Champ : mesures, n = 24
	// Sans date de fin, comptés comme encore en cours à la fin de l'observation : 5.
	// Moins de 10 fins, part peu sûre : ensemble : placement, ensemble : terme, ensemble : majorité.
}

func ExampleFineGray() {
	c := clock
	c.Event = "motif"
	m, err := duration.FineGray{Clock: c, Predictors: []string{"cadre"}, Cause: "placement", Cases: "mesures"}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m)
	// Output:
	// Modèle de Fine et Gray, cause « placement »
	// Variable  Modalité    Référence      Effectif  Fins  Coefficient  Erreur-type  Rapport de sous-répartition  borne basse  borne haute     z      p
	// Cadre     judiciaire  administratif        12     8         2,32         1,08                        10,19         1,24        83,94  2,16  0,031
	// Wald : khi-2 = 4,65 ; ddl = 1 ; p = 0,031
	// Lecture : pour « Cadre : judiciaire », le risque de sous-répartition de la cause est multiplié par 10,19 [1,24 ; 83,94] par rapport à « administratif », les autres variables égales.
	// Champ : mesures, n = 24
	// Sans date de fin, comptés comme encore en cours à la fin de l'observation : 5.
	// Moins de 10 fins par coefficient (9 pour 1) : rapports peu sûrs.
}

// Early ends count more: the test of Peto and Peto.
func ExampleLogRank_peto() {
	r, err := duration.LogRank{Clock: clock, By: "cadre", Rho: 1}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("chi-square %.2f, p = %.3f\n", r.Test.Statistic, r.Test.P)
	// Output: chi-square 5.28, p = 0.022
}

// A small p would say that the ratio changes with time.
func ExampleCox_proportionality() {
	m, err := duration.Cox{Clock: clock, Predictors: []string{"cadre", "age"}}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range m.Proportionality {
		fmt.Printf("%s: p = %.2f\n", p.Variable.Title(), p.Test.P)
	}
	fmt.Printf("together: p = %.2f\n", m.Global.P)
	// Output:
	// Cadre: p = 0.06
	// Âge au début: p = 0.43
	// together: p = 0.09
}

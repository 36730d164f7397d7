package stats_test

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// measures are 64 invented files: 4 do not tell about the conflict.
func measures() *stats.Table {
	var conflict, legal []int
	var missing []stats.Missing
	add := func(n, a, b int, reason stats.Missing) {
		for range n {
			conflict, legal, missing = append(conflict, a), append(legal, b), append(missing, reason)
		}
	}
	add(18, 0, 0, stats.Recorded)
	add(9, 0, 1, stats.Recorded)
	add(12, 1, 0, stats.Recorded)
	add(21, 1, 1, stats.Recorded)
	add(4, 0, 1, stats.NotRecorded)
	t, err := stats.NewTable("Dossiers",
		stats.Variable{Name: "conflit", Label: "Conflit parental"}.Categories(
			[]stats.Level{{Code: "non", Label: "Sans conflit"}, {Code: "oui", Label: "Avec conflit"}}, false, conflict, missing),
		stats.Variable{Name: "cadre", Label: "Cadre de la mesure"}.Categories(
			[]stats.Level{{Code: "adm", Label: "Administratif"}, {Code: "jud", Label: "Judiciaire"}}, false, legal, nil))
	if err != nil {
		panic(err)
	}
	return t
}

func ExampleCrossTab() {
	table, err := stats.CrossTab{Rows: "conflit", Cols: "cadre", Percent: stats.ByRow}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range table.Tables() {
		fmt.Println(t)
	}
	// Output:
	// Cadre de la mesure selon « Conflit parental »
	// En % en ligne
	// Conflit parental  Administratif  Judiciaire  Ensemble  Effectif
	// Sans conflit               66,7        33,3     100,0        27
	// Avec conflit               36,4        63,6     100,0        33
	// Ensemble                   50,0        50,0     100,0        60
	// Khi-2 = 5,45 ; ddl = 1 ; p = 0,020 (Fisher : 0,037) ; V de Cramér = 0,30 [0,04 ; 0,55] ; non renseigné : 4
	// Lecture : parmi les 33 dossiers « Avec conflit », 63,6 % ont « Judiciaire » (50,0 % dans l'ensemble).
	// Champ : dossiers dont les deux variables sont renseignées, n = 60
	// Écarts à l'indépendance (résidu ajusté au-delà de ±1,96) : (+) Sans conflit × Administratif ; (−) Sans conflit × Judiciaire ; (−) Avec conflit × Administratif ; (+) Avec conflit × Judiciaire.
	// Pourcentages fragiles, sur moins de 30 dossiers : Sans conflit (n = 27).
	//
	// Cadre de la mesure selon « Conflit parental » – effectifs
	// Effectifs
	// Conflit parental  Administratif  Judiciaire  Ensemble
	// Sans conflit                 18           9        27
	// Avec conflit                 12          21        33
	// Ensemble                     30          30        60
	// Champ : dossiers dont les deux variables sont renseignées, n = 60
	//
	// Cadre de la mesure selon « Conflit parental » – résidus
	// Une ligne par cellule
	// Conflit parental  Cadre de la mesure  Effectif  Effectif théorique  Résidu de Pearson  Résidu ajusté  Signe      p  p ajusté
	// Sans conflit      Administratif             18                13,5               1,22           2,34  (+)    0,020     0,020
	// Sans conflit      Judiciaire                 9                13,5              -1,22          -2,34  (−)    0,020     0,020
	// Avec conflit      Administratif             12                16,5              -1,11          -2,34  (−)    0,020     0,020
	// Avec conflit      Judiciaire                21                16,5               1,11           2,34  (+)    0,020     0,020
	// Résidu ajusté : écart à l'indépendance en écarts-types ; (+) au-delà de 1,96, (−) en deçà de −1,96. p ajusté : Holm, 1 test.
}

func ExampleDescribe() {
	description, err := stats.Describe{}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(description)
	// Output:
	// Renseignement des variables
	// Effectifs et % de l'ensemble
	// Variable            Renseignés  % renseignés  non renseigné
	// Conflit parental            60          93,8              4
	// Cadre de la mesure          64         100,0              0
	// Champ : ensemble des dossiers, n = 64
	//
	// Conflit parental
	// Effectifs et %
	// Conflit parental  Effectif  % des renseignés  % de l'ensemble
	// Sans conflit            27              45,0             42,2
	// Avec conflit            33              55,0             51,6
	// non renseigné            4                SO              6,2
	// Ensemble                64             100,0            100,0
	// Champ : ensemble des dossiers, n = 64
	//
	// Cadre de la mesure
	// Effectifs et %
	// Cadre de la mesure  Effectif  % des renseignés  % de l'ensemble
	// Administratif             30              46,9             46,9
	// Judiciaire                34              53,1             53,1
	// Ensemble                  64             100,0            100,0
	// Champ : ensemble des dossiers, n = 64
}

func ExampleAssociations() {
	links, err := stats.Associations{Rows: []string{"conflit"}, Cols: []string{"cadre"}}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(links)
	for _, a := range links.Pairs {
		fmt.Printf("%s × %s : %s %.2f [%.2f ; %.2f], n = %d, %s, association %s\n",
			a.Row.Name, a.Col.Name, a.Measure.Label("fr"), a.Value.Value, a.Value.Low, a.Value.High, a.N, links.Family(), a.Strength("fr"))
	}
	// Output:
	// Associations
	// Mesure d'association
	// Variable          Cadre de la mesure
	// Conflit parental                0,30
	// Mesure selon les types : nombres, r de Pearson ; nombre et groupes, êta ; nombre et rangs, rho de Spearman ; rangs, tau-b de Kendall ; autres, V de Cramér. r, rho et tau-b vont de −1 à 1, êta et V de 0 à 1.
	// Une association n'est pas une cause.
	// p ajustés : Holm, 1 test.
	// conflit × cadre : V de Cramér 0.30 [0.04 ; 0.55], n = 60, Holm, 1 test, association moyenne
}

// Anscombe's first set of 1973.
func ExampleCorrelation() {
	t, err := stats.NewTable("Anscombe",
		stats.Variable{Name: "x"}.Numbers([]float64{10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5}, nil),
		stats.Variable{Name: "y"}.Numbers([]float64{8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68}, nil))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, measure := range []stats.Measure{stats.Pearson, stats.Spearman, stats.TauB} {
		a, err := stats.Correlation{X: "x", Y: "y", Measure: measure}.Of(t)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s %.4f [%.2f; %.2f], n = %d, p = %.4f\n", a.Measure, a.Value.Value, a.Value.Low, a.Value.High, a.N, a.Test.P)
	}
	// Output:
	// Pearson's r 0.8164 [0.42; 0.95], n = 11, p = 0.0022
	// Spearman's rho 0.8182 [0.43; 0.95], n = 11, p = 0.0021
	// Kendall's tau-b 0.6364 [0.39; 0.88], n = 11, p = 0.0064
}

func ExampleAdjustment() {
	tests := []stats.Test{{P: 0.01}, {P: 0.04}, {P: 0.03}, {Reason: "constant"}, {P: 0.005}}
	for _, test := range stats.Holm.Of(tests) {
		if !test.Defined() {
			fmt.Println("undefined:", test.Reason)
			continue
		}
		fmt.Printf("%.3f\n", test.P)
	}
	// Output:
	// 0.030
	// 0.060
	// 0.060
	// undefined: constant
	// 0.020
}

// The tests stand side by side; Recommended is the one to report.
func ExampleCrossTab_tests() {
	link, err := stats.CrossTab{Rows: "conflit", Cols: "cadre"}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("chi-square %.2f, p = %.4f\n", link.ChiSquare.Statistic, link.ChiSquare.P)
	fmt.Printf("corrected  %.2f, p = %.4f\n", link.Yates.Statistic, link.Yates.P)
	fmt.Printf("G²         %.2f, p = %.4f\n", link.LikelihoodRatio.Statistic, link.LikelihoodRatio.P)
	fmt.Printf("Fisher           p = %.4f, odds ratio %.2f\n", link.Fisher.P, link.OddsRatio.Value)
	fmt.Printf("to report: %s\n", link.Recommended.Name)
	// Output:
	// chi-square 5.45, p = 0.0195
	// corrected  4.31, p = 0.0379
	// G²         5.54, p = 0.0185
	// Fisher           p = 0.0370, odds ratio 3.42
	// to report: Khi-2 de Pearson
}

// V comes with its interval; the corrected one is lower where cases are few.
func ExampleCrossTab_strength() {
	link, err := stats.CrossTab{Rows: "conflit", Cols: "cadre"}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("V %.2f [%.2f; %.2f], corrected %.2f\n", link.V.Value, link.V.Low, link.V.High, link.CorrectedV.Value)
	fmt.Printf("with %d cases a V of %.2f would most likely have shown\n", link.N, link.Detectable.Value)
	// Output:
	// V 0.30 [0.04; 0.55], corrected 0.27
	// with 60 cases a V of 0.36 would most likely have shown
}

// Which cells make the link: residuals beyond 1.96, and their p over all cells.
func ExampleCrossTab_residuals() {
	link, err := stats.CrossTab{Rows: "conflit", Cols: "cadre"}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, row := range link.RowLevels {
		for j, col := range link.ColLevels {
			fmt.Printf("%s × %s: %d for %.1f expected, %+.2f, p = %.3f, Holm %.3f\n",
				row.Title(), col.Title(), link.Observed[i][j], link.Expected[i][j], link.Adjusted[i][j], link.P[i][j], link.HolmP[i][j])
		}
	}
	// Output:
	// Sans conflit × Administratif: 18 for 13.5 expected, +2.34, p = 0.020, Holm 0.020
	// Sans conflit × Judiciaire: 9 for 13.5 expected, -2.34, p = 0.020, Holm 0.020
	// Avec conflit × Administratif: 12 for 16.5 expected, -2.34, p = 0.020, Holm 0.020
	// Avec conflit × Judiciaire: 21 for 16.5 expected, +2.34, p = 0.020, Holm 0.020
}

func ExampleCrossTab_byColumn() {
	link, err := stats.CrossTab{Rows: "conflit", Cols: "cadre", Percent: stats.ByColumn}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(link.Tables()[0].Captioned(stats.Caption{}))
	// Output:
	// Conflit parental selon « Cadre de la mesure »
	// Conflit parental  Administratif  Judiciaire  Ensemble  Effectif
	// Sans conflit               60,0        30,0      45,0        27
	// Avec conflit               40,0        70,0      55,0        33
	// Ensemble                  100,0       100,0     100,0        60
}

// Several origins for one measure: percentages of cases, beyond 100 together.
func ExampleCrossTab_sets() {
	link, err := stats.CrossTab{Rows: "cadre", Cols: "origine", Percent: stats.ByRow, Cases: "mesures"}.Of(measured())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(link.Tables()[0])
	// Output:
	// Origine selon « Cadre »
	// En % en ligne
	// Cadre     école  famille  police  Ensemble  Effectif
	// jud        66,7      0,0    66,7     100,0         3
	// adm        50,0    100,0     0,0     100,0         2
	// Ensemble   60,0     40,0    40,0     100,0         5
	// Pas de test : des réponses multiples se recoupent : pas de khi-2 sur l'ensemble des options ; non renseigné : 0
	// Lecture : parmi les 3 mesures « jud », 66,7 % ont « école » (60,0 % dans l'ensemble).
	// Champ : mesures dont les deux variables sont renseignées, n = 5
	// Réponses multiples : chaque option cochée compte une fois, le total peut dépasser 100 %.
	// Pourcentages fragiles, sur moins de 30 mesures : jud (n = 3) ; adm (n = 2).
}

func ExampleDescribe_numbers() {
	description, err := stats.Describe{Columns: []string{"age"}, Cases: "mesures"}.Of(measured())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(description)
	// Output:
	// Renseignement des variables
	// Effectifs et % de l'ensemble
	// Variable  Renseignés  % renseignés
	// Âge                5         100,0
	// Champ : ensemble des mesures, n = 5
	//
	// Variables numériques
	// Variable   Renseignés  Moyenne  Écart-type  Minimum  1er quartile  Médiane  3e quartile  Maximum
	// Âge (ans)           5     9,60        4,28        4             7       10           12       15
	// Écart-type sur n − 1 ; quartiles de type 7 (interpolés).
}

// Ordered levels are full of ties: tau-b allows for them.
func ExampleCorrelation_tauB() {
	levels := stats.Levels("faible", "moyen", "fort")
	cases := stats.MustTable("Situations",
		stats.Variable{Name: "danger", Label: "Danger"}.Categories(levels, true, []int{0, 0, 1, 1, 1, 2, 2, 2, 0, 2}, nil),
		stats.Variable{Name: "suivi", Label: "Suivi"}.Categories(levels, true, []int{0, 1, 1, 0, 2, 2, 1, 2, 0, 2}, nil))
	link, err := stats.Correlation{X: "danger", Y: "suivi", Measure: stats.TauB}.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("tau-b %.2f [%.2f; %.2f], p = %.3f, n = %d\n", link.Value.Value, link.Value.Low, link.Value.High, link.Test.P, link.N)
	// Output: tau-b 0.64 [0.35; 0.92], p = 0.032, n = 10
}

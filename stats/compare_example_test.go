package stats_test

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// ages are 16 invented files: age at the start of a measure, score of a scale
// before and after, and whether the measure was ended early.
func ages() *stats.Table {
	return stats.MustTable("Dossiers",
		stats.Variable{Name: "age", Label: "Âge au début", Unit: "ans"}.Numbers([]float64{3, 5, 6, 7, 8, 8, 9, 11, 6, 9, 10, 12, 12, 13, 14, 16}, nil),
		stats.Variable{Name: "cadre", Label: "Cadre de la mesure"}.Labelled(
			"Administratif", "Administratif", "Administratif", "Administratif", "Administratif", "Administratif", "Administratif", "Administratif",
			"Judiciaire", "Judiciaire", "Judiciaire", "Judiciaire", "Judiciaire", "Judiciaire", "Judiciaire", "Judiciaire"),
		stats.Variable{Name: "avant", Label: "Score au début"}.Numbers([]float64{12, 15, 9, 11, 14, 10, 13, 8, 12, 16, 11, 9, 10, 14, 13, 15}, nil),
		stats.Variable{Name: "apres", Label: "Score à la fin"}.Numbers([]float64{14, 15, 12, 13, 13, 14, 16, 11, 12, 19, 13, 12, 9, 18, 14, 17}, nil),
		stats.Variable{Name: "fin", Label: "Fin avant terme"}.Flags([]bool{
			false, false, true, false, false, true, false, true, false, true, false, true, true, true, false, true,
		}, nil),
		stats.Variable{Name: "famille"}.Labelled("f1", "f1", "f2", "f3", "f4", "f4", "f5", "f6", "f7", "f7", "f8", "f9", "f9", "f10", "f11", "f12"),
	)
}

func ExampleCompare() {
	c, err := stats.Compare{Value: "age", By: "cadre"}.Of(ages())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(c)
	// Output:
	// Âge au début selon « Cadre de la mesure »
	// ans
	// Cadre de la mesure  n  Moyenne  Écart-type  1er quartile  Médiane  3e quartile  Rang moyen
	// Administratif       8     7,12        2,47          5,75     7,50         8,25        5,50
	// Judiciaire          8    11,50        3,12          9,75    12,00        13,25       11,50
	// Mann-Whitney exact (permutation des rangs, bilatéral par |W − E|) ; p = 0,010 ; delta de Cliff = -0,75 [-0,94 ; -0,17] ; non renseigné : 0
	// Lecture : médiane de 7,50 pour « Administratif » (n = 8), 12,00 pour « Judiciaire » (n = 8) ; sur 100 paires, 13 fois le premier est plus élevé (ex æquo pour moitié) ; l'écart dépasse ce que le hasard donne d'ordinaire : une association, pas une cause.
	// Champ : dossiers dont les deux variables sont renseignées, n = 16
	// Test retenu : un groupe de moins de 30 cas (n = 8) : test sur les rangs.
}

func ExampleComparePaired() {
	p, err := stats.ComparePaired{Before: "avant", After: "apres"}.Of(ages())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(p)
	// Output:
	// De « Score au début » à « Score à la fin »
	// Mesure                          Valeur  IC 95 % bas  IC 95 % haut  Intervalle      Remarque
	// Moyenne avant                    12,00           SO            SO
	// Moyenne après                    13,88           SO            SO
	// Médiane avant                    12,00           SO            SO
	// Médiane après                    13,50           SO            SO
	// Changement moyen                  1,88         1,01          2,74  t de Student
	// Pseudo-médiane des changements    2,50         1,00          3,00  Hodges-Lehmann
	// Corrélation rang-bisériale        0,92           SO            SO
	// Wilcoxon signé exact (permutation des signes) ; p < 0,001 ; non renseigné : 0
	// Lecture : sur 16 cas, 12 sont en hausse, 2 en baisse et 2 sans changement.
	// Champ : dossiers dont les deux moments sont renseignés, n = 16
	// Test retenu : moins de 30 cas : test sur les rangs.
}

func ExamplePermutation() {
	r, err := stats.Permutation{Value: "age", By: "cadre", Cluster: "famille", Seed: 2026}.Of(ages())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(r)
	// Output:
	// Âge au début selon « Cadre de la mesure »
	// « Administratif » moins « Judiciaire »
	// Mesure              Valeur  IC 95 % bas  IC 95 % haut      p  n Administratif  n Judiciaire
	// écart des moyennes   -4,38        -7,61         -1,20  0,032                8             8
	// permutation, 9999 tirages, graine 2026 ; p = 0,032 ; non renseigné : 0
	// Lecture : écart des moyennes de -4,38 [-7,61 ; -1,20] ; en distribuant les groupes au hasard, un écart au moins aussi grand arrive 3,18 fois sur 100 ; une association n'est pas une cause.
	// Champ : dossiers dont les deux variables sont renseignées, n = 16
	// Intervalle : percentiles de 9999 tirages avec remise de familles entières (12).
	// Intervalle fragile : 12 unités seulement sont tirées.
}

func ExampleLogisticRegression() {
	m, err := stats.LogisticRegression{Outcome: "fin", Predictors: []string{"cadre", "age"}}.Of(ages())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(m)
	// Output:
	// Régression logistique : Fin avant terme : oui
	// IC par vraisemblance profilée
	// Terme                                              n  Odds ratio  IC 95 % bas  IC 95 % haut      p  Coefficient (log)  Erreur-type      z  Odds ratio, IC de Wald bas  Odds ratio, IC de Wald haut  Remarque
	// Constante                                         16        0,04         0,00          1,31  0,116              -3,15         2,00  -1,57                        0,00                         2,18
	// Cadre de la mesure : Judiciaire (réf. Administr…   8        0,69         0,03         10,26  0,795              -0,37         1,42  -0,26                        0,04                        11,15
	// Âge au début                                      16        1,43         0,94          2,58  0,141               0,36         0,24   1,47                        0,89                         2,31
	// Rapport de vraisemblance = 3,72 ; ddl = 2 ; p = 0,156 ; R² de Tjur = 0,21 ; non renseigné : 0
	// Lecture : à autres prédicteurs égaux, la cote de « Fin avant terme : oui » est multipliée par 1,43 [0,94 ; 2,58] pour « Âge au début » (p = 0,141) ; le hasard suffit à donner un tel écart, ce qui ne prouve pas qu'il n'y en ait pas.
	// Champ : dossiers dont toutes les variables sont renseignées, n = 16, dont 8 « Fin avant terme : oui »
	// Odds ratio : cote multipliée par ce facteur, les autres prédicteurs étant égaux ; 1 = aucune association. Une association n'est pas une cause.
	// 4,0 cas de l'issue la plus rare par coefficient (moins de 10) : estimations fragiles.
}

func ExampleLinearRegression() {
	m, err := stats.LinearRegression{Outcome: "apres", Predictors: []string{"avant", "cadre"}}.Of(ages())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(m)
	// Output:
	// Régression linéaire : Score à la fin
	// Erreurs-types des moindres carrés
	// Terme                                              n  Coefficient  IC 95 % bas  IC 95 % haut        p  Erreur-type      t  Remarque
	// Constante                                         16         3,51        -1,31          8,32    0,140         2,23   1,57
	// Score au début                                    16         0,87         0,47          1,27  < 0,001         0,19   4,66
	// Cadre de la mesure : Judiciaire (réf. Administr…   8        -0,12        -2,01          1,77    0,894         0,88  -0,14
	// F(2 ; 13) = 11,22 ; p = 0,001 ; R² = 0,63 ; non renseigné : 0
	// Lecture : à autres prédicteurs égaux, « Score au début » s'accompagne d'un écart de 0,87 [0,47 ; 1,27] de « Score à la fin » (p < 0,001) ; l'écart dépasse ce que le hasard donne d'ordinaire : une association, pas une cause.
	// Champ : dossiers dont toutes les variables sont renseignées, n = 16
	// Coefficient : écart attendu de la réponse, les autres prédicteurs étant égaux. Une association n'est pas une cause.
	// 5,3 cas par coefficient (moins de 10) : estimations fragiles.
}

// From three groups on: all together, then pair by pair with adjusted p.
func ExampleCompare_threeGroups() {
	cases := stats.MustTable("Attentes",
		stats.Variable{Name: "attente", Label: "Attente", Unit: "jours"}.Numbers([]float64{20, 35, 28, 41, 33, 60, 52, 75, 66, 58, 90, 81, 70, 95, 88}, nil),
		stats.Variable{Name: "cdas", Label: "CDAS"}.Labelled("Nord", "Nord", "Nord", "Nord", "Nord", "Sud", "Sud", "Sud", "Sud", "Sud", "Est", "Est", "Est", "Est", "Est"))
	c, err := stats.Compare{Value: "attente", By: "cdas"}.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("ANOVA p = %.1g, Welch p = %.1g, Kruskal-Wallis p = %.1g\n", c.Means.ANOVA.P, c.Means.WelchANOVA.P, c.Ranks.KruskalWallis.P)
	for _, pair := range c.Pairs {
		fmt.Printf("%s – %s: Tukey p = %.1g, Dunn p = %.1g\n", c.Groups[pair.A].Level.Title(), c.Groups[pair.B].Level.Title(), pair.Tukey.P, pair.Dunn.P)
	}
	// Output:
	// ANOVA p = 2e-06, Welch p = 5e-05, Kruskal-Wallis p = 0.002
	// Nord – Sud: Tukey p = 0.0004, Dunn p = 0.07
	// Nord – Est: Tukey p = 2e-06, Dunn p = 0.0005
	// Sud – Est: Tukey p = 0.004, Dunn p = 0.1
}

// All who were over 10 ended early, none below: the odds are infinite, and
// Firth's are not.
func ExampleLogisticRegression_firth() {
	cases := stats.MustTable("",
		stats.Variable{Name: "fin"}.Flags([]bool{false, false, false, false, true, true, true, true}, nil),
		stats.Variable{Name: "age"}.Numbers([]float64{3, 5, 8, 9, 11, 12, 14, 16}, nil))
	plain, err := stats.LogisticRegression{Outcome: "fin", Predictors: []string{"age"}}.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	firth, err := stats.LogisticRegression{Outcome: "fin", Predictors: []string{"age"}, Firth: true}.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(plain.Coefficients[1].OddsRatio.Reason)
	fmt.Printf("%.2f [%.2f; %.2f]\n", firth.Coefficients[1].OddsRatio.Value, firth.Coefficients[1].OddsRatio.Low, firth.Coefficients[1].OddsRatio.High)
	// Output:
	// non estimable (→ +∞) : séparation
	// 1.84 [1.07; 26.15]
}

func ExampleLinearRegression_robust() {
	m, err := stats.LinearRegression{Outcome: "apres", Predictors: []string{"avant"}, Robust: true}.Of(ages())
	if err != nil {
		fmt.Println(err)
		return
	}
	slope := m.Coefficients[1]
	fmt.Printf("%.2f [%.2f; %.2f], HC3 standard error %.2f\n", slope.Coefficient.Value, slope.Coefficient.Low, slope.Coefficient.High, slope.SE.Value)
	// Output: 0.86 [0.47; 1.26], HC3 standard error 0.18
}

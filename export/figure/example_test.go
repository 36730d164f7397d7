package figure_test

import (
	"context"
	"fmt"

	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/cluster"
	"github.com/askoria/verbatim/stats/factor"
	"github.com/askoria/verbatim/stats/sequence"
)

// A figure goes into a workbook as a table does, and what the workbook hides is
// hidden in it. The children are invented.
func Example() {
	description, err := stats.Describe{Columns: []string{"lieu"}}.Of(cases())
	book := export.Workbook{Title: "MEP"}
	book.Add(description, err)
	book.Add(figure.Bars{Column: "lieu"}.Of(description))
	fmt.Println(book.Hidden().Len(), "tables with hidden counts")
	// Output:
	// 2 tables with hidden counts
}

func ExampleBars() {
	description, err := stats.Describe{Columns: []string{"lieu"}}.Of(cases())
	if err != nil {
		panic(err)
	}
	f, err := figure.Bars{Column: "lieu", Sorted: true}.Of(description)
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Diagramme en barres : Lieu de vie. Chez la mère 56,3 % (89) ; Chez le père 27,8 % (44) ; Résidence alternée 13,9 % (22) ; Chez un tiers digne de confiance 1,9 % (3).
}

func ExamplePyramid() {
	ages, err := stats.CrossTab{Rows: "age", Cols: "sexe"}.Of(cases())
	if err != nil {
		panic(err)
	}
	f, err := figure.Pyramid{Title: "Âge et sexe"}.Of(ages)
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Deux groupes dos à dos : Âge et sexe. Garçon, 0-2 ans 20 ; Garçon, 3-5 ans 19 ; Garçon, 6-10 ans 16 ; Garçon, 11-14 ans 13 ; Garçon, 15-17 ans 12 ; Fille, 0-2 ans 15 ; Fille, 3-5 ans 15 ; Fille, 6-10 ans 12 ; Fille, 11-14 ans 22 ; Fille, 15-17 ans 16.
}

func ExampleHeatMap() {
	links, err := stats.Associations{Rows: []string{"cadre", "lieu"}, Cols: []string{"age", "sexe"}}.Of(cases())
	if err != nil {
		panic(err)
	}
	f, err := figure.HeatMap{}.Of(links)
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Carte de chaleur de 2 lignes et 2 colonnes : Associations. Valeur la plus forte : Cadre × Âge (0,15).
}

func ExampleMosaic() {
	crosstab, err := stats.CrossTab{Rows: "cadre", Cols: "age"}.Of(cases())
	if err != nil {
		panic(err)
	}
	f, err := figure.Mosaic{}.Of(crosstab)
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Mosaïque : Cadre × Âge. Aucune case ne s'écarte nettement de l'indépendance.
}

func ExampleFactorMap() {
	analysis, err := factor.MCA{Active: []string{"cadre", "lieu", "age"}, Supplementary: []string{"sexe"}}.Of(cases())
	if err != nil {
		panic(err)
	}
	f, err := figure.FactorMap{}.Of(analysis)
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Carte factorielle de 15 points : Analyse des correspondances multiples. Axe 1 (14,1 % ; corrigé 68,2 %) : de « Changement de cadre » à « Chez un tiers digne de confiance ». Axe 2 (12,7 % ; corrigé 19,8 %) : de « 0-2 ans » à « Résidence alternée ».
}

func ExampleDendrogram() {
	points := cluster.Points{{0, 0}, {0, 1}, {5, 5}, {5, 6}, {9, 0}}
	tree, err := cluster.Tree{}.Of(context.Background(), points)
	if err != nil {
		panic(err)
	}
	f, err := figure.Dendrogram{Classes: 3}.Of(tree)
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Arbre de classification de 5 cas : Arbre – Ward. Coupe en 3 classes, la dernière gagne 33,5 %.
}

func ExampleChronogram() {
	states, err := sequence.Describe{}.Of(paths(140, 36))
	if err != nil {
		panic(err)
	}
	f, err := figure.Chronogram{}.Of(states)
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Chronogramme de 7 états sur 36 positions. 0 : Hors mesure 30,9 % ; Évaluation, attente 36,7 % ; Milieu ouvert 28,8 % ; MEP administrative 2,2 % ; MEP judiciaire 1,4 %. 35 : Évaluation, attente 2,1 % ; Milieu ouvert 5,3 % ; MEP administrative 6,3 % ; MEP judiciaire 10,5 % ; Placement 9,5 % ; Jeune majeur 66,3 %.
}

func ExampleModalStates() {
	states, err := sequence.Describe{}.Of(paths(140, 12))
	if err != nil {
		panic(err)
	}
	f, err := figure.ModalStates{}.Of(states)
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// État le plus fréquent à chaque position : Hors mesure de 0 à 4 ; Milieu ouvert de 5 à 11.
}

func ExampleIndexPlot() {
	f, err := figure.IndexPlot{Order: figure.FromEnd}.Of(paths(140, 36))
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Tapis de 140 trajectoires sur 36 positions, une ligne chacune, en couleurs d'états : Hors mesure ; Évaluation, attente ; Milieu ouvert ; MEP administrative ; MEP judiciaire ; Placement ; Jeune majeur. Une ligne par séquence, triées depuis la fin.
}

func ExampleSurvival() {
	going, err := survival("")
	if err != nil {
		panic(err)
	}
	f, err := figure.Survival{Title: "Mesures encore en cours"}.Of(going)
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Courbe de survie, Mesures encore en cours : Administratif 0,0 % à 29 mois ; Judiciaire 6,5 % à 36 mois.
}

func ExampleIncidence() {
	ways, err := exits("")
	if err != nil {
		panic(err)
	}
	f, err := figure.Incidence{}.Of(ways)
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Issues cumulées jusqu'à 100 % : Issues au fil du temps. À 36 mois : objectifs atteints 37,7 % ; placement 38,2 % ; majorité 19,4 % ; Encore en cours 4,7 %.
}

func ExampleGraph() {
	f, err := figure.Graph{}.Of(words())
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Graphe de 30 mots et 43 liens en 5 communautés, les plus fréquents d'abord : maman ; papa ; juge ; éducatrice ; école ; placement ; foyer ; copains ; sport ; argent ; et 20 de plus.
}

func ExampleSaturation() {
	f, err := figure.Saturation{Voice: "Jeunes"}.Of(saturation())
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Courbe de saturation (Jeunes) : 23 codes vus après 25 entretiens.
}

func ExampleSituations() {
	f, err := figure.Situations{}.Of(situations())
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Matrice de 12 situations et 7 thèmes : convergence 12 ; complément 16 ; dissonance 4 ; silence 32 ; à trancher 8 ; non croisé 12.
}

// One palette for all figures of a study gives a state the same colour in each.
func ExamplePalette() {
	style := figure.Style{Palette: figure.Palette{Levels: alphabet}}
	f, err := figure.IndexPlot{Style: style}.Of(paths(60, 12))
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Title)
	// Output:
	// Tapis des trajectoires
}

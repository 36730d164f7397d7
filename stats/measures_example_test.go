package stats_test

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

func ExampleDetectable() {
	table := stats.Detectable{Rows: 2, Cols: 3}
	v, err := table.Of(120)
	if err != nil {
		fmt.Println(err)
		return
	}
	n, err := table.Cases(0.2)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("120 cases show a V of %.2f; a V of 0.20 takes %d\n", v, n)
	// Output: 120 cases show a V of 0.28; a V of 0.20 takes 241
}

// expand makes one case for each count; invented data.
func expand(names [3]string, levels [3][]string, counts [][][]int) *stats.Table {
	var codes [3][]int
	for k, table := range counts {
		for i, row := range table {
			for j, n := range row {
				for range n {
					codes[0], codes[1], codes[2] = append(codes[0], i), append(codes[1], j), append(codes[2], k)
				}
			}
		}
	}
	var columns []stats.Column
	for v, name := range names {
		columns = append(columns, stats.Variable{Name: name}.Categories(stats.Levels(levels[v]...), true, codes[v], nil))
	}
	return stats.MustTable("", columns...)
}

func ExampleMcNemar() {
	cases := expand([3]string{"danger_debut", "danger_fin", "tout"}, [3][]string{{"oui", "non"}, {"oui", "non"}, {"tout"}},
		[][][]int{{{14, 19}, {6, 21}}})
	change, err := stats.McNemar{Before: "danger_debut", After: "danger_fin"}.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(change)
	// Output:
	// danger_debut → danger_fin
	// Effectifs : avant en ligne, après en colonne
	// danger_debut  oui  non  Ensemble
	// oui            14   19        33
	// non             6   21        27
	// Ensemble       20   40        60
	// McNemar = 6,76 ; ddl = 1 ; p = 0,009 ; rapport des cotes apparié = 3,17 [1,22 ; 9,69] ; non renseigné : 0
	// Lecture : 25 des 60 dossiers changent de modalité, dont 19 de « oui » à « non » et 6 en sens inverse.
	// Champ : dossiers dont les deux variables sont renseignées, n = 60
}

func ExampleMantelHaenszel() {
	cases := expand([3]string{"conflit", "placement", "age"}, [3][]string{{"oui", "non"}, {"oui", "non"}, {"0-5", "6-11", "12-17"}},
		[][][]int{{{9, 11}, {6, 19}}, {{12, 9}, {8, 14}}, {{15, 8}, {9, 12}}})
	link, err := stats.MantelHaenszel{Rows: "conflit", Cols: "placement", Strata: "age"}.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("common odds ratio %.2f [%.2f; %.2f], p = %.3f\n", link.OddsRatio.Value, link.OddsRatio.Low, link.OddsRatio.High, link.ChiSquare.P)
	fmt.Printf("same in all strata: p = %.2f\n", link.BreslowDay.P)
	// Output:
	// common odds ratio 2.47 [1.21; 5.05], p = 0.013
	// same in all strata: p = 0.99
}

func ExampleCochranArmitage() {
	cases := expand([3]string{"placement", "age", "tout"}, [3][]string{{"non", "oui"}, {"0-5", "6-11", "12-17"}, {"tout"}},
		[][][]int{{{30, 23, 20}, {15, 20, 24}}})
	trend, err := stats.CochranArmitage{Outcome: "placement", Groups: "age"}.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("Z = %.2f, p = %.3f; %+.1f points a class\n", trend.Z.Statistic, trend.Z.P, 100*trend.Slope.Value)
	fmt.Println(trend.Tables()[0].Caption().Reading)
	// Output:
	// Z = 2.01, p = 0.044; +10.6 points a class
	// Lecture : la part de « oui » va de 33,3 % (0-5) à 54,5 % (12-17) ; c'est une association.
}

func ExampleLatentCorrelation() {
	cases := expand([3]string{"gravite", "besoin", "tout"}, [3][]string{{"1", "2", "3"}, {"1", "2", "3"}, {"tout"}},
		[][][]int{{{13, 6, 1}, {9, 14, 8}, {2, 7, 15}}})
	link, err := stats.LatentCorrelation{X: "gravite", Y: "besoin", Lang: "en"}.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s: %.2f [%.2f; %.2f]\n", link.Kind, link.Value.Value, link.Value.Low, link.Value.High)
	// Output: polychoric: 0.65 [0.43; 0.80]
}

func ExamplePartialCorrelation() {
	number := func(name string, values ...float64) stats.Column {
		return stats.Variable{Name: name}.Numbers(values, nil)
	}
	cases := stats.MustTable("",
		number("age", 2, 4, 5, 7, 8, 10, 11, 13, 15, 16),
		number("duree", 6, 9, 10, 12, 15, 17, 16, 21, 22, 27),
		number("changements", 0, 1, 0, 2, 1, 2, 3, 3, 2, 4))
	link, err := stats.PartialCorrelation{X: "duree", Y: "changements", Given: []string{"age"}, Lang: "en"}.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(link.Tables()[0].Caption().Reading)
	// Output:
	// Reading: at comparable age the correlation of “duree” and “changements” is 0.09 (0.85 without control); this is an association.
}

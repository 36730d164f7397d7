package stats_test

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

func ExampleTableMeasures() {
	list, err := stats.TableMeasures{Rows: "conflit", Cols: "cadre", Event: "jud", Exposed: "oui"}.Of(measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, name := range []string{"risk difference", "odds ratio", "gamma"} {
		m, err := list.Measure(name, stats.Symmetric)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s : %.2f [%.2f ; %.2f] %s\n", m.Label, m.Value, m.Low, m.High, m.Method)
	}
	fmt.Println(list.Tables()[0].Caption().Reading)
	// Output:
	// Différence des risques : 0.30 [0.05 ; 0.51] Newcombe
	// Rapport des cotes : 3.50 [1.20 ; 10.20] Wald
	// Gamma de Goodman et Kruskal : 0.56 [0.19 ; 0.93] delta
	// Lecture : 63,6 % ont « Judiciaire » parmi « Avec conflit », contre 33,3 % parmi « Sans conflit », soit 30,3 points d'écart ; c'est une association.
}

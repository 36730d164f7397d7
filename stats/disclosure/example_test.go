package disclosure_test

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

// frame is the legal frame of 124 measures by the side that asked for them.
func frame() stats.Counts {
	return stats.Counts{
		Title: "Cadre selon l'origine de la demande",
		Rows:  []string{"Administratif", "Judiciaire"},
		Cols:  []string{"Famille", "École", "Santé"},
		Cells: [][]int{
			{3, 10, 20, 33},
			{12, 9, 70, 91},
			{15, 19, 90, 124},
		},
	}
}

func ExampleSuppression() {
	counts := frame()
	pattern, err := disclosure.Suppression{}.Of(counts)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, line := range counts.Cells {
		for j, count := range line {
			if pattern.Mask[i][j] {
				fmt.Printf("%4s", stats.Secret.Code())
			} else {
				fmt.Printf("%4d", count)
			}
		}
		fmt.Println()
	}
	fmt.Println(pattern.Primary, "small,", pattern.Secondary, "to protect it")
	// Output:
	//    s   s  20  33
	//    s   s  70  91
	//   15  19  90 124
	// 1 small, 3 to protect it
}

func ExampleAudit() {
	counts := frame()
	// Hiding the small count alone hides nothing.
	alone := stats.Mask{{true, false, false, false}, make([]bool, 4), make([]bool, 4)}
	bounds, err := disclosure.Audit{}.Of(counts, alone)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range bounds.Recomputable {
		fmt.Printf("%s, %s: %d\n", counts.Rows[b.Row], counts.Cols[b.Col], b.Min)
	}
	// Output:
	// Administratif, Famille: 3
}

// Of six rows two are like no other; the place says most.
func ExampleKAnonymity() {
	rows := stats.MustTable("entretiens",
		stats.Variable{Name: "cdas", Label: "CDAS"}.Labelled("Nord", "Nord", "Nord", "Sud", "Sud", "Est"),
		stats.Variable{Name: "sexe", Label: "Sexe"}.Labelled("F", "F", "F", "F", "F", "F"))
	risk, err := disclosure.KAnonymity{Quasi: []string{"cdas", "sexe"}, K: 3}.Of(rows)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("smallest class", risk.Own.Smallest, "· rows below", risk.Own.Below)
	fmt.Print(risk.Tables()[1])
	// Output:
	// smallest class 1 · rows below 3
	// Ce que chaque variable apprend
	// Variable  Valeurs  Lignes sous 3 sans elle  Conseil
	// CDAS            3                        0  regrouper les niveaux rares
	// Sexe            1                        3  regrouper les niveaux rares
}

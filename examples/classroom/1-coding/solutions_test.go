package main

import (
	"fmt"
	"testing"

	"github.com/askoria/verbatim/examples/classroom/internal/check"
	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/agreement"
)

func TestOutput(t *testing.T) { check.Output(t, run) }

// extracts is the table of the lesson.
func extracts() *stats.Table {
	table, err := lesson.Read(data, "extraits")
	if err != nil {
		panic(err)
	}
	return table
}

// The extracts on which the coders part, to be discussed one by one.
func Example_exercice1() {
	table := extracts()
	ab, _ := table.Categories("AB")
	cd, _ := table.Categories("CD")
	texts, _ := table.Texts("texte")
	for row := range table.Len() {
		if ab.Code(row) != cd.Code(row) && cd.Missing(row) == stats.Recorded {
			fmt.Printf("AB %s, CD %s : %s\n", ab.Show(row, ""), cd.Show(row, ""), texts.Show(row, ""))
		}
	}
	// Output:
	// AB Relais de proximité, CD Recours : Si ça va pas j’appelle ma mamie. Elle connaît quelqu’un à la mairie.
	// AB Non-recours, CD Recours : J’ai attendu trois mois une réponse et puis j’ai laissé tomber.
	// AB Non-recours, CD Relation au professionnel : J’allais pas lui raconter ma vie, à elle, elle change tous les six mois.
	// AB Recours, CD Relation au professionnel : Avec la conseillère on a rempli tous les papiers, ça a pris l’après-midi.
}

// A rare theme: nearly all extracts agree, and chance does nearly all of it.
func Example_exercice2() {
	shame, err := agreement.Coders{Columns: []string{"honte_AB", "honte_CD"}}.Of(extracts())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("accord %s %%\n", lesson.One(shame.Percent.Value.Value))
	for _, c := range []agreement.Coefficient{shame.Cohen, shame.Gwet} {
		fmt.Printf("%s : %s, hasard %s\n", c.Name, lesson.Two(c.Value.Value), lesson.Two(c.Chance.Value))
	}
	fmt.Printf("retrouvé par l'autre codeur : %s %%\n", lesson.One(shame.Categories[1].Specific.Value))
	// Output:
	// accord 91,7 %
	// Kappa de Cohen : -0,04, hasard 0,92
	// AC1 de Gwet : 0,91, hasard 0,08
	// retrouvé par l'autre codeur : 0,0 %
}

// Two themes put together: is the codebook better for it?
func Example_exercice3() {
	table := extracts()
	for _, coder := range []string{"AB", "CD"} {
		column, _ := table.Categories(coder)
		codes := make([]string, table.Len())
		for row := range codes {
			if codes[row] = column.Code(row); codes[row] == "recours" || codes[row] == "relation" {
				codes[row] = "service"
			}
		}
		table, _ = table.With(stats.Variable{Name: coder}.Labelled(codes...))
	}
	merged, err := agreement.Coders{Columns: []string{"AB", "CD"}}.Of(table)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("accord %s %%, alpha %s\n", lesson.One(merged.Percent.Value.Value), lesson.Two(merged.Alpha.Value.Value))
	// Output:
	// accord 87,0 %, alpha 0,79
}

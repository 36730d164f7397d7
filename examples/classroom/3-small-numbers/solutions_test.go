package main

import (
	"fmt"
	"testing"

	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/examples/classroom/internal/check"
	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/stats"
)

func TestOutput(t *testing.T) { check.Output(t, run) }

// youths is the table of the lesson.
func youths() *stats.Table {
	table, err := lesson.Read(data, "entretiens")
	if err != nil {
		panic(err)
	}
	return table
}

// Women and men: five of ten against six of ten says nothing.
func Example_exercice1() {
	link, err := stats.CrossTab{Rows: "sexe", Cols: "recours"}.Of(youths())
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, level := range link.RowLevels {
		fmt.Printf("%s : %d sur %d\n", level.Label, link.Observed[i][0], link.RowTotals[i])
	}
	fmt.Printf("%s : p = %s ; V = %s\n", link.Recommended.Name, lesson.Two(link.Recommended.P), lesson.Between(link.V))
	// Output:
	// Femme : 5 sur 10
	// Homme : 6 sur 10
	// Fisher exact : p = 1,00 ; V = 0,10 [0,00 ; 0,53]
}

// How many cases a weak, a medium and a strong link ask for.
func Example_exercice2() {
	for _, v := range []float64{0.1, 0.3, 0.5} {
		n, err := stats.Detectable{}.Cases(v)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("V = %s : %d cas\n", lesson.One(v), n)
	}
	// Output:
	// V = 0,1 : 785 cas
	// V = 0,3 : 88 cas
	// V = 0,5 : 32 cas
}

// The order of the interviews was chance: saturation over all orders.
func Example_exercice3() {
	texts, codings, err := coded(youths())
	if err != nil {
		fmt.Println(err)
		return
	}
	curve, err := crossed.Saturation{Seed: 1}.Of(texts, codings)
	if err != nil {
		fmt.Println(err)
		return
	}
	all := curve.Curves[0]
	for _, k := range []int{4, 8, 12, 16, 20} {
		fmt.Printf("après %d entretiens : %d vus dans l'ordre, %s en moyenne\n", k, all.Seen[k-1], lesson.One(all.Expected[k-1]))
	}
	// Output:
	// après 4 entretiens : 9 vus dans l'ordre, 7,5 en moyenne
	// après 8 entretiens : 11 vus dans l'ordre, 10,2 en moyenne
	// après 12 entretiens : 11 vus dans l'ordre, 11,3 en moyenne
	// après 16 entretiens : 12 vus dans l'ordre, 11,8 en moyenne
	// après 20 entretiens : 12 vus dans l'ordre, 12,0 en moyenne
}

// The same themes put together in four: saturation comes with the grain of the codebook.
func Example_exercice4() {
	texts, codings, err := coded(youths())
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, c := range codings {
		switch c.Code {
		case "transport", "telephone", "attente":
			codings[i].Code = "acces"
		case "honte", "reputation":
			codings[i].Code = "regard"
		case "famille", "ecoute", "sante", "loisir":
			codings[i].Code = "soutiens"
		default:
			codings[i].Code = "projets"
		}
	}
	curve, err := crossed.Saturation{Seed: 1}.Of(texts, codings)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(curve.Curves[0].Seen)
	fmt.Println("saturation après", curve.Curves[0].Reached.Value, "entretiens")
	// Output:
	// [3 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4]
	// saturation après 4 entretiens
}

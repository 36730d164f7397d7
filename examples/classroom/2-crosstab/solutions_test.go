package main

import (
	"fmt"
	"testing"

	"github.com/askoria/verbatim/examples/classroom/internal/check"
	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/stats"
)

func TestOutput(t *testing.T) { check.Output(t, run) }

// crossed crosses two columns of the lesson.
func crossed(s stats.CrossTab) *stats.ContingencyTable {
	files, err := lesson.Read(data, "dossiers")
	if err != nil {
		panic(err)
	}
	link, err := s.Of(files)
	if err != nil {
		panic(err)
	}
	return link
}

// The same counts the other way round: the question changes, the link does not.
func Example_exercice1() {
	byRow := crossed(stats.CrossTab{Rows: "conflit", Cols: "orientation", Percent: stats.ByRow})
	byCol := crossed(stats.CrossTab{Rows: "conflit", Cols: "orientation", Percent: stats.ByColumn})
	fmt.Print(stats.Printer{}.Of(byCol.Tables()[0].Captioned(stats.Caption{Units: "En % des colonnes"})))
	fmt.Printf("V par ligne %s, par colonne %s\n", lesson.Two(byRow.V.Value), lesson.Two(byCol.V.Value))
	// Output:
	// Conflit parental selon « Suite donnée »
	// En % des colonnes
	// Conflit parental  Classement  Aide administrative  Saisine du juge  Ensemble  Effectif
	// Avec conflit            20,0                 47,4             65,9      45,6        52
	// Sans conflit            80,0                 52,6             34,1      54,4        62
	// Ensemble               100,0                100,0            100,0     100,0       114
	// V par ligne 0,38, par colonne 0,38
}

// One expected count and one residual, by hand.
func Example_exercice2() {
	link := crossed(stats.CrossTab{Rows: "conflit", Cols: "orientation"})
	row, col, n := link.RowTotals[0], link.ColTotals[2], link.N
	expected := float64(row*col) / float64(n)
	fmt.Printf("%d × %d / %d = %s ; observé %d ; écart %s\n", row, col, n, lesson.Two(expected), link.Observed[0][2], lesson.Two(float64(link.Observed[0][2])-expected))
	fmt.Printf("résidu de Pearson %s, ajusté %s\n", lesson.Two(link.Pearson[0][2]), lesson.Two(link.Adjusted[0][2]))
	// Output:
	// 52 × 41 / 114 = 18,70 ; observé 27 ; écart 8,30
	// résidu de Pearson 1,92, ajusté 3,25
}

// A link that is not there.
func Example_exercice3() {
	link := crossed(stats.CrossTab{Rows: "sexe", Cols: "orientation"})
	fmt.Printf("V = %s, %s : p = %s ; plus petit V décelable %s\n", lesson.Two(link.V.Value), link.Recommended.Name, lesson.Two(link.Recommended.P), lesson.Two(link.Detectable.Value))
	// Output:
	// V = 0,10, Khi-2 de Pearson : p = 0,55 ; plus petit V décelable 0,28
}

// Nine files with a handicap: the chi-square law does not hold, Fisher's test does.
func Example_exercice4() {
	link := crossed(stats.CrossTab{Rows: "handicap", Cols: "orientation"})
	fmt.Println(link.Observed[0], "théoriques sous 5 :", lesson.One(100*link.SmallExpected), "%")
	fmt.Printf("à retenir : %s, p = %s\n", link.Recommended.Name, lesson.Two(link.Recommended.P))
	// Output:
	// [1 4 4] théoriques sous 5 : 50,0 %
	// à retenir : Fisher exact, p = 0,47
}

package main

import (
	"fmt"
	"testing"

	"github.com/askoria/verbatim/examples/classroom/internal/check"
	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

func TestOutput(t *testing.T) { check.Output(t, run) }

// files is the table of the lesson.
func files() *stats.Table {
	table, err := lesson.Read(data, "dossiers")
	if err != nil {
		panic(err)
	}
	return table
}

// counts crosses sectors and measures of some files.
func counts(t *stats.Table) stats.Counts {
	link, err := stats.CrossTab{Rows: "secteur", Cols: "mesure"}.Of(t)
	if err != nil {
		panic(err)
	}
	return link.Counts()[0]
}

// Hiding the small counts alone hides nothing: the margins give them back.
func Example_exercice1() {
	c := counts(files())
	small := make(stats.Mask, len(c.Cells))
	for i, line := range c.Cells {
		small[i] = make([]bool, len(line))
		for j, n := range line {
			small[i][j] = 0 < n && n < 5
		}
	}
	bounds, err := disclosure.Audit{}.Of(c, small)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range bounds.Recomputable {
		fmt.Printf("%s × %s : %d\n", c.Rows[b.Row], c.Cols[b.Col], b.Min)
	}
	// Output:
	// Secteur B × Placement : 2
	// Secteur D × Aide à domicile : 3
}

// Which column to give up so that rows may leave?
func Example_exercice2() {
	for _, quasi := range [][]string{{"secteur", "age", "sexe"}, {"age", "sexe"}, {"secteur", "sexe"}, {"secteur", "age"}} {
		risk, err := disclosure.KAnonymity{Quasi: quasi}.Of(files())
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(quasi, "à moins de 5 :", risk.Own.Below, "plus petit groupe :", risk.Own.Smallest)
	}
	// Output:
	// [secteur age sexe] à moins de 5 : 41 plus petit groupe : 1
	// [age sexe] à moins de 5 : 0 plus petit groupe : 6
	// [secteur sexe] à moins de 5 : 4 plus petit groupe : 4
	// [secteur age] à moins de 5 : 11 plus petit groupe : 2
}

// Two tables of which one leaves out large families: their difference is one
// child, or two.
func Example_exercice3() {
	all := files()
	without, err := all.Where(stats.Between("fratrie", 1, 4))
	if err != nil {
		fmt.Println(err)
		return
	}
	first, second := counts(all), counts(without)
	for i, row := range first.Rows {
		for j, col := range first.Cols {
			if gap := first.Cells[i][j] - second.Cells[i][j]; gap > 0 {
				fmt.Printf("%s × %s : %d − %d = %d\n", row, col, first.Cells[i][j], second.Cells[i][j], gap)
			}
		}
	}
	// Output:
	// Secteur A × Aide à domicile : 14 − 12 = 2
	// Secteur A × Action en milieu ouvert : 11 − 9 = 2
	// Secteur B × Aide à domicile : 12 − 11 = 1
	// Secteur C × Action en milieu ouvert : 13 − 12 = 1
	// Secteur C × Placement : 7 − 6 = 1
	// Secteur D × Placement : 5 − 4 = 1
}

// Levels put together in place of hidden: less detail, and every cell can be read.
func Example_exercice4() {
	table := files()
	measure, _ := table.Categories("mesure")
	codes := make([]string, table.Len())
	for row := range codes {
		if codes[row] = "à domicile"; measure.Code(row) == "plac" {
			codes[row] = "placement"
		}
	}
	sector, _ := table.Categories("secteur")
	zones := make([]string, table.Len())
	for row := range zones {
		if zones[row] = "A et B"; sector.Code(row) >= "C" {
			zones[row] = "C et D"
		}
	}
	table, _ = table.With(stats.Variable{Name: "mesure"}.Labelled(codes...), stats.Variable{Name: "secteur"}.Labelled(zones...))
	c := counts(table)
	pattern, err := disclosure.Suppression{}.Of(c)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.Cols, c.Cells, "cases cachées :", len(pattern.Cells))
	// Output:
	// [à domicile placement] [[34 12 46] [46 8 54] [80 20 100]] cases cachées : 0
}

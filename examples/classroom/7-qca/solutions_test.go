package main

import (
	"fmt"
	"testing"

	"github.com/askoria/verbatim/examples/classroom/internal/check"
	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/qca"
)

func TestOutput(t *testing.T) { check.Output(t, run) }

// situations is the table of the lesson.
func situations() *stats.Table {
	table, err := lesson.Read(data, "situations")
	if err != nil {
		panic(err)
	}
	return table
}

// models prints the shortest expressions of a truth table.
func models(t qca.TruthTable, m qca.Minimisation, cases *stats.Table) {
	table, err := t.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	solution, err := m.Of(table)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, model := range solution.Models {
		fmt.Printf("%s (inclusion %s, couverture %s)\n", model.Expression, lesson.Two(model.Inclusion.Value), lesson.Two(model.Coverage.Value))
	}
}

// The row that contradicts itself, and who is on the other side.
func Example_exercice1() {
	table, err := rows.Of(situations())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range table.Rows {
		if 0 < row.Having && row.Having < row.N {
			fmt.Println(row.Expression, row.Cases, "autrement que les autres :", row.Deviant)
		}
	}
	// Output:
	// ~ADHESION*REFERENT*~RELAIS [S10 S15 S16] autrement que les autres : [S15]
}

// Why children leave is not the mirror of why they stay.
func Example_exercice2() {
	negated := rows
	negated.Negated = true
	models(negated, qca.Minimisation{}, situations())
	// Output:
	// ~ADHESION*~REFERENT + ~REFERENT*~RELAIS (inclusion 1,00, couverture 0,75)
}

// A fourth condition made from a number: where it is cut changes the answer.
func Example_exercice3() {
	cases := situations()
	for _, cut := range []float64{13, 16} {
		visits, err := qca.Calibration{Column: "visites", Name: "VISITES", ID: "id", Method: qca.Crisp, Anchors: []float64{cut}}.Of(cases)
		if err != nil {
			fmt.Println(err)
			return
		}
		with, err := cases.With(visits.Column)
		if err != nil {
			fmt.Println(err)
			return
		}
		four := rows
		four.Conditions = append([]string{"VISITES"}, rows.Conditions...)
		fmt.Printf("seuil %.0f, conservatrice puis parcimonieuse\n", cut)
		models(four, qca.Minimisation{}, with)
		models(four, qca.Minimisation{Kind: qca.Parsimonious}, with)
	}
	// Output:
	// seuil 13, conservatrice puis parcimonieuse
	// VISITES*ADHESION*REFERENT + VISITES*REFERENT*RELAIS + ADHESION*~REFERENT*RELAIS (inclusion 1,00, couverture 0,88)
	// VISITES*ADHESION + VISITES*RELAIS + ADHESION*RELAIS (inclusion 1,00, couverture 0,88)
	// VISITES*ADHESION + ADHESION*RELAIS + REFERENT*RELAIS (inclusion 1,00, couverture 0,88)
	// VISITES*RELAIS + ADHESION*REFERENT + ADHESION*RELAIS (inclusion 1,00, couverture 0,88)
	// ADHESION*REFERENT + ADHESION*RELAIS + REFERENT*RELAIS (inclusion 1,00, couverture 0,88)
	// seuil 16, conservatrice puis parcimonieuse
	// VISITES*ADHESION*REFERENT + VISITES*REFERENT*RELAIS + ADHESION*~REFERENT*RELAIS (inclusion 1,00, couverture 0,88)
	// VISITES + ADHESION*RELAIS (inclusion 1,00, couverture 0,88)
}

// Command 7-qca is the lesson on qualitative comparative analysis: sixteen
// invented situations; with which combinations of conditions did the child stay
// at home?
//
//	go run ./examples/classroom/7-qca
package main

import (
	"embed"
	"fmt"
	"io"

	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/stats/qca"
)

//go:embed data
var data embed.FS

func main() { lesson.Main(run) }

// rows is the truth table of the lesson.
var rows = qca.TruthTable{Outcome: "MAINTIEN", Conditions: []string{"ADHESION", "REFERENT", "RELAIS"}, ID: "id"}

func run(out io.Writer) error {
	situations, err := lesson.Read(data, "situations")
	if err != nil {
		return err
	}

	// 1. Which cases go together, and where they contradict one another.
	table, err := rows.Of(situations)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "Table de vérité")
	for _, row := range table.Rows {
		fmt.Fprintf(out, "  %s  %-27s n = %d, inclusion %s : %v\n", row.Out, row.Expression, row.N, lesson.Two(row.Inclusion.Value), row.Cases)
	}

	// 2. Is anything always there?
	necessary, err := qca.Necessity{Outcome: "MAINTIEN", Conditions: rows.Conditions}.Of(situations)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "\nToujours là quand l'enfant reste ?")
	for _, s := range necessary.Singles {
		fmt.Fprintf(out, "  %-10s inclusion %s\n", s.Expression, lesson.Two(s.Necessity.Inclusion.Value))
	}

	// 3. The shortest way to say where the outcome is.
	solution, err := qca.Minimisation{}.Of(table)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "\nSolution")
	for _, model := range solution.Models {
		fmt.Fprintf(out, "  %s\n  inclusion %s, couverture %s\n", model.Expression, lesson.Two(model.Inclusion.Value), lesson.Two(model.Coverage.Value))
		for _, term := range model.Terms {
			fmt.Fprintf(out, "    %-18s couverture %s, en propre %s\n", term.Expression, lesson.Two(term.Coverage.Value), lesson.Two(term.Unique.Value))
		}
	}
	return nil
}

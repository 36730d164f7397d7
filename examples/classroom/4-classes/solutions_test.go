package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/askoria/verbatim/examples/classroom/internal/check"
	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/cluster"
	"github.com/askoria/verbatim/stats/factor"
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

// space is the analysis of a table.
func space(t *stats.Table) *factor.MultipleCorrespondence {
	m, err := axes.Of(t)
	if err != nil {
		panic(err)
	}
	return m
}

// classes cuts an analysis into k.
func classes(m *factor.MultipleCorrespondence, k int) *cluster.Hierarchy {
	types, err := cluster.HCPC{Classes: k, Cases: "situations"}.Of(context.Background(), &m.Space)
	if err != nil {
		panic(err)
	}
	return types
}

// What did not make the axes: do girls and boys lie elsewhere, and does age?
func Example_exercice1() {
	m := space(situations())
	for _, level := range m.Levels {
		if m.Variables[level.Variable].Name == "sexe" {
			fmt.Printf("%s : valeurs-tests %s et %s\n", level.Title(), lesson.Two(level.VTests[0]), lesson.Two(level.VTests[1]))
		}
	}
	age := m.Numbers[0]
	fmt.Printf("Âge : r = %s et %s\n", lesson.Two(age.Correlations[0]), lesson.Two(age.Correlations[1]))
	// Output:
	// Fille : valeurs-tests 0,51 et -0,19
	// Garçon : valeurs-tests -0,51 et 0,19
	// Âge : r = -0,66 et -0,15
}

// How many classes: what each number explains, and what the rules propose.
func Example_exercice2() {
	m := space(situations())
	for k := 2; k <= 5; k++ {
		types := classes(m, k)
		fmt.Printf("%d classes %v : %s %% de l'inertie des axes\n", k, types.Sizes, lesson.One(100*types.Between/types.Inertia))
	}
	types := classes(m, 0)
	fmt.Println("proposés :", types.ByWithin, "et", types.ByGain)
	// Output:
	// 2 classes [49 23] : 42,1 % de l'inertie des axes
	// 3 classes [24 25 23] : 75,7 % de l'inertie des axes
	// 4 classes [24 25 22 1] : 91,7 % de l'inertie des axes
	// 5 classes [24 19 6 22 1] : 93,0 % de l'inertie des axes
	// proposés : 4 et 4
}

// The situation nearest to the middle of each class, for its portrait.
func Example_exercice3() {
	table := situations()
	ids, _ := table.Texts("id")
	for class, near := range classes(space(table), 3).Nearest {
		row := near[0].Row
		fmt.Printf("Classe %d, %s :", class+1, ids.Show(row, ""))
		for _, name := range axes.Active {
			column, _ := table.Column(name)
			fmt.Printf(" %s ;", column.Show(row, ""))
		}
		fmt.Println()
	}
	// Output:
	// Classe 1, S01 : École ; Administratif ; Négligences ; Stable ; Du travail ;
	// Classe 2, S06 : Police ; Judiciaire ; Violences ; Stable ; NR ;
	// Classe 3, S11 : Santé ; Judiciaire ; Négligences ; Précaire ; Minima sociaux ;
}

// Each column shuffled by itself: nothing goes with anything, and there are
// classes all the same.
func Example_exercice4() {
	table := situations()
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range axes.Active {
		column, _ := table.Rows(random.Perm(table.Len())).Column(name)
		table, _ = table.With(column)
	}
	m := space(table)
	types := classes(m, 3)
	again, err := cluster.Stability{Seed: 1}.Of(context.Background(), types.Classes, cluster.HCPC{Classes: 3}.Method(&m.Space))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("axe 1 : %s %% de l'inertie\n", lesson.One(m.Axes[0].Percent))
	for class, s := range again.Class {
		fmt.Printf("Classe %d (%d situations) : Jaccard moyen %s\n", class+1, types.Sizes[class], lesson.Two(s.Jaccard.Value))
	}
	// Output:
	// axe 1 : 17,9 % de l'inertie
	// Classe 1 (29 situations) : Jaccard moyen 0,73
	// Classe 2 (38 situations) : Jaccard moyen 0,77
	// Classe 3 (5 situations) : Jaccard moyen 0,77
}

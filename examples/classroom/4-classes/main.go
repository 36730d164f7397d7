// Command 4-classes is the lesson on multiple correspondence analysis and
// classes: 72 invented situations; which answers go together, and what types
// does one see?
//
//	go run ./examples/classroom/4-classes
package main

import (
	"context"
	"embed"
	"fmt"
	"io"
	"slices"

	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/cluster"
	"github.com/askoria/verbatim/stats/factor"
)

//go:embed data
var data embed.FS

func main() { lesson.Main(run) }

// axes is the analysis of the lesson: what makes the axes, what is placed on them.
var axes = factor.MCA{
	Active:        []string{"origine", "cadre", "danger", "logement", "revenu"},
	Supplementary: []string{"sexe", "age"}, Axes: 3, Cases: "situations",
}

func run(out io.Writer) error {
	situations, err := lesson.Read(data, "situations")
	if err != nil {
		return err
	}

	// 1. The axes, and which answers make them.
	space, err := axes.Of(situations)
	if err := lesson.Show(out, space, err); err != nil {
		return err
	}

	// 2. Classes of situations that are near on these axes.
	types, err := cluster.HCPC{Classes: 3, Cases: "situations"}.Of(context.Background(), &space.Space)
	if err != nil {
		return err
	}

	// 3. What sets each class apart, and how steady it is.
	typology, err := describe(situations, types)
	if err := lesson.Show(out, typology, err); err != nil {
		return err
	}
	again, err := cluster.Stability{Seed: 1}.Of(context.Background(), types.Classes, cluster.HCPC{Classes: 3}.Method(&space.Space))
	if err != nil {
		return err
	}
	for class, s := range again.Class {
		fmt.Fprintf(out, "Classe %d retrouvée dans les tirages : Jaccard moyen %s\n", class+1, lesson.Two(s.Jaccard.Value))
	}
	return nil
}

// describe says what is more frequent in each class than among all.
func describe(situations *stats.Table, types *cluster.Hierarchy) (*cluster.Typology, error) {
	with, err := situations.With(types.Column("classe"))
	if err != nil {
		return nil, err
	}
	return cluster.Profiles{Classes: "classe", Columns: slices.Concat(axes.Active, axes.Supplementary), Cases: "situations"}.Of(with)
}

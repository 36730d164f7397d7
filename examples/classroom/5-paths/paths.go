package main

import (
	"context"
	"fmt"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/cluster"
	"github.com/askoria/verbatim/stats/sequence"
)

// follow makes a path of the spells of each child, from the first one on.
func follow(spells *stats.Table) (*sequence.Sequences, error) {
	return sequence.FromSpells{
		ID: "id", State: "etat", From: "debut", To: "fin", Clock: sequence.SinceFirst, Until: clock.ObservedUntil,
	}.Of(spells)
}

// typology cuts the paths into k types by optimal matching and Ward.
func typology(paths *sequence.Sequences, k int) (*stats.Categories, *sequence.PartitionQuality, error) {
	ctx := context.Background()
	apart, err := sequence.OptimalMatching{}.Of(ctx, paths)
	if err != nil {
		return nil, nil, err
	}
	tree, err := cluster.Tree{Cases: "enfants"}.Of(ctx, apart)
	if err != nil {
		return nil, nil, err
	}
	cut, err := tree.Cut(k)
	if err != nil {
		return nil, nil, err
	}
	levels := make([]stats.Level, k)
	for i := range levels {
		levels[i] = stats.Level{Code: fmt.Sprint(i + 1), Label: fmt.Sprint("Type ", i+1)}
	}
	types := stats.Variable{Name: "type"}.Categories(levels, false, cut, nil)
	quality, err := sequence.Quality{}.Of(apart, types)
	return types, quality, err
}

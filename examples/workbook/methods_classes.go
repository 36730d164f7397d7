package main

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/cluster"
	"github.com/askoria/verbatim/stats/factor"
	"github.com/askoria/verbatim/stats/sequence"
)

var classMethods = []method{
	{
		names: []string{"classes", "profils", "typologie", "CAH"}, rows: argument{holds: variables, least: 2}, cols: anything, sheet: "Classes",
		options: []string{"classes", "axes", "manquants", "tirages", "graine", "sur", "quoi"},
		run: func(q *request) {
			space, err := q.space()
			if err != nil {
				q.refuse(err)
				return
			}
			types, err := cluster.HCPC{Classes: q.int("classes"), Cases: q.who}.Of(context.Background(), space)
			if err != nil {
				q.refuse(err)
				return
			}
			q.add(types, nil)
			q.add(cluster.Stability{Draws: q.int("tirages"), Seed: q.seed(), Cases: q.who}.Of(context.Background(), types.Classes, cluster.HCPC{Classes: len(types.Sizes)}.Method(space)))
			q.describe(q.table, types.Column(ownClass), slices.Concat(q.rows, q.cols))
		},
	},
	{
		names: []string{"classes de parcours", "typologie de parcours"}, subject: onPaths, cols: anything, sheet: "Classes de parcours",
		options: []string{"classes", "pas", "horloge", "naissance", "jusqu'au", "horizon", "couts", "tirages", "graine"},
		run: func(q *request) {
			ctx := context.Background()
			paths, distances, err := q.distances()
			if err != nil {
				q.refuse(err)
				return
			}
			spec, k := cluster.Tree{Linkage: cluster.Ward}, min(cmp.Or(q.int("classes"), 4), paths.Len())
			tree, err := spec.Of(ctx, distances)
			if err != nil {
				q.refuse(err)
				return
			}
			classes, err := tree.Cut(k)
			if err != nil {
				q.refuse(err)
				return
			}
			titles := make([]stats.Level, k)
			for i := range titles {
				titles[i] = stats.Level{Code: strconv.Itoa(i + 1), Label: "Classe " + strconv.Itoa(i+1)}
			}
			column := stats.Variable{Name: ownClass, Label: "Classe"}.Categories(titles, false, classes, nil)
			q.add(sequence.Typology{Least: q.book.HideBelow, Cases: "cas"}.Of(paths, column))
			q.add(cluster.Quality{Cases: "cas"}.Of(ctx, distances, classes))
			q.add(cluster.Stability{Draws: q.int("tirages"), Seed: q.seed(), Cases: "cas"}.Of(ctx, classes, spec.Method(distances, k)))
			if len(q.cols) > 0 {
				files, err := q.along(paths, q.cols...)
				if err != nil {
					q.refuse(err)
					return
				}
				q.describe(files, column, q.cols)
			}
		},
	},
}

// ownClass is the name of the column of classes beside those of the study.
const ownClass = "classe (calculée)"

// space is the factorial analysis that fits what the rows hold.
func (q *request) space() (*factor.Space, error) {
	number := 0
	for _, name := range q.rows {
		if _, err := q.table.Numbers(name); err == nil {
			number++
		}
	}
	switch number {
	case 0:
		r, err := factor.MCA{Active: q.rows, Axes: q.int("axes"), ActiveMissing: q.yes("manquants"), Cases: q.who}.Of(q.table)
		if err != nil {
			return nil, err
		}
		return &r.Space, nil
	case len(q.rows):
		r, err := factor.PCA{Active: q.rows, Axes: q.int("axes"), Cases: q.who}.Of(q.table)
		if err != nil {
			return nil, err
		}
		return &r.Space, nil
	}
	r, err := factor.FAMD{Active: q.rows, Axes: q.int("axes"), ActiveMissing: q.yes("manquants"), Cases: q.who}.Of(q.table)
	if err != nil {
		return nil, err
	}
	return &r.Space, nil
}

// describe says by which columns classes differ.
func (q *request) describe(t *stats.Table, classes stats.Column, columns []string) {
	data, err := t.With(classes)
	if err != nil {
		q.refuse(err)
		return
	}
	q.add(cluster.Profiles{Classes: ownClass, Columns: columns, Least: q.book.HideBelow, Cases: q.who}.Of(data))
}

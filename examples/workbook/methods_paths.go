package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/sequence"
)

var pathMethods = []method{
	{
		names: []string{"parcours", "trajectoires", "séquences"}, subject: onPaths, sheet: "Parcours",
		options: []string{"pas", "horloge", "naissance", "jusqu'au", "horizon", "combien", "manquants", "détail"},
		run: func(q *request) {
			paths, err := q.paths()
			if err != nil {
				q.refuse(err)
				return
			}
			if q.yes("détail") {
				q.add(paths.Report, nil)
			}
			q.add(sequence.Describe{UnknownAsState: q.yes("manquants"), Frequent: q.int("combien")}.Of(paths))
		},
	},
	{
		names: []string{"parcours selon", "écarts de parcours"}, subject: onPaths, cols: groups, sheet: "Parcours selon",
		options: []string{"pas", "horloge", "naissance", "jusqu'au", "horizon", "couts", "tirages", "graine"},
		run: func(q *request) {
			paths, distances, err := q.distances()
			if err != nil {
				q.refuse(err)
				return
			}
			for _, col := range q.cols {
				groups, err := q.of(paths, col)
				if err != nil {
					q.refuse(err)
					return
				}
				q.add(sequence.Discrepancy{Draws: q.int("tirages"), Seed: q.seed(), Progress: q.progress.part}.Of(context.Background(), distances, groups))
			}
		},
	},
}

// paths makes the trajectories of the episodes. Those in progress are cut on the
// last day that an episode names, unless another is given.
func (q *request) paths() (*sequence.Sequences, error) {
	table := interviews.Study{Episodes: q.episodes}.EpisodeTable()
	spec := sequence.FromSpells{
		ID: "id_enfant", State: "etat", From: "debut", To: "fin",
		Step: sequence.Step(q.int("pas")), Clock: sequence.Clock(q.int("horloge")), Until: q.day("jusqu'au"), Horizon: q.int("horizon"),
	}
	if spec.Until.IsZero() {
		spec.Until = last(q.study.records.Episodes)
	}
	if spec.Clock == sequence.Age {
		if spec.Birth = q.text("naissance"); spec.Birth == "" {
			return nil, errors.New("l'horloge « âge » demande l'option naissance")
		}
		birth, err := q.study.keyed(spec.ID, spec.Birth)
		if err != nil {
			return nil, err
		}
		if table, err = (stats.Join{On: spec.ID}).Of(table, birth); err != nil {
			return nil, err
		}
	}
	return spec.Of(table)
}

// distances are those of optimal matching.
func (q *request) distances() (*sequence.Sequences, *sequence.Distances, error) {
	paths, err := q.paths()
	if err != nil {
		return nil, nil, err
	}
	distances, err := sequence.OptimalMatching{Costs: sequence.CostModel(q.int("couts")), Progress: q.progress.part}.Of(context.Background(), paths)
	return paths, distances, err
}

// along are columns of the case files, in the order of the trajectories.
func (q *request) along(paths *sequence.Sequences, columns ...string) (*stats.Table, error) {
	const key = "id_enfant"
	files, err := q.study.keyed(key, columns...)
	if err != nil {
		return nil, err
	}
	return stats.Join{On: key}.Of(stats.MustTable("", stats.Variable{Name: key}.Texts(paths.IDs, nil)), files)
}

// keyed are columns of the case files with their key under the name that
// episodes give it.
func (s *study) keyed(name string, columns ...string) (*stats.Table, error) {
	key, err := s.cases.Column(s.caseKey())
	if err != nil {
		return nil, err
	}
	chosen, err := s.cases.Select(columns...)
	if err != nil {
		return nil, err
	}
	return stats.NewTable("", append(chosen.Columns(), stats.Rename(key, stats.Variable{Name: name}))...)
}

// of is a variable with levels of the case files, in the order of the
// trajectories.
func (q *request) of(paths *sequence.Sequences, column string) (*stats.Categories, error) {
	joined, err := q.along(paths, column)
	if err != nil {
		return nil, err
	}
	c, err := joined.Column(column)
	if err != nil {
		return nil, err
	}
	groups, ok := c.(*stats.Categories)
	if flags, two := c.(*stats.Flags); two {
		groups, ok = yesNo(flags), true
	}
	if !ok {
		return nil, fmt.Errorf("« %s » n'a pas de modalités", column)
	}
	return groups, q.enough(groups)
}

// enough refuses groups that are too small to be described: the dispersion of
// a few is about persons.
func (q *request) enough(groups *stats.Categories) error {
	least := cmp.Or(q.book.HideBelow, 5)
	sizes := make([]int, len(groups.Levels()))
	for row := range groups.Len() {
		if level, there := groups.At(row); there {
			sizes[level]++
		}
	}
	for level, n := range sizes {
		if n > 0 && n < least {
			return fmt.Errorf("la modalité « %s » a moins de %d cas : la regrouper avec une autre", groups.Levels()[level].Title(), least)
		}
	}
	return nil
}

// yesNo is a column of flags as two levels.
func yesNo(flags *stats.Flags) *stats.Categories {
	codes, missing := make([]int, flags.Len()), make([]stats.Missing, flags.Len())
	for row := range codes {
		yes, _ := flags.At(row)
		missing[row] = flags.Missing(row)
		if yes {
			codes[row] = 1
		}
	}
	return flags.Variable().Categories(stats.Levels("non", "oui"), false, codes, missing)
}

// last is the last day that an episode names.
func last(episodes []interviews.Episode) time.Time {
	var day time.Time
	for _, e := range episodes {
		for _, named := range []time.Time{e.Start, e.End} {
			if named.After(day) {
				day = named
			}
		}
	}
	return day
}

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/cluster"
	"github.com/askoria/verbatim/stats/sequence"
)

// followed is the time looked at: six years, by month.
var (
	followedFrom = time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC)
	followedTo   = time.Date(2023, 12, 31, 0, 0, 0, 0, time.UTC)
)

// states of a path. Care at home before the MEP is told with its legal base.
var states = []stats.Level{
	{Code: "HM", Label: "Hors mesure"},
	{Code: "EV", Label: "Évaluation, attente"},
	{Code: "AE", Label: "Milieu ouvert administratif"},
	{Code: "AM", Label: "Milieu ouvert judiciaire"},
	{Code: "MA", Label: "MEP administrative"},
	{Code: "MJ", Label: "MEP judiciaire"},
	{Code: "PL", Label: "Placement"},
	{Code: "JM", Label: "Jeune majeur"},
}

// state is the state of a spell.
func state(e interviews.Episode) string {
	if e.State != "MO" {
		return e.State
	}
	if e.Legal == "administratif" {
		return "AE"
	}
	return "AM"
}

// sequences are the states of each child, month by month. Before the first spell
// there was no measure.
func sequences(episodes []interviews.Episode) (*sequence.Sequences, error) {
	var child, in []string
	var from, to []time.Time
	put := func(id, state string, start, end time.Time) {
		if start.Before(followedFrom) {
			start = followedFrom
		}
		if end.IsZero() {
			end = followedTo
		}
		if start.Before(end) {
			child, in, from, to = append(child, id), append(in, state), append(from, start), append(to, end)
		}
	}
	known := map[string]bool{}
	for _, e := range episodes {
		if !known[e.Child] {
			known[e.Child] = true
			put(e.Child, "HM", followedFrom, e.Start)
		}
		put(e.Child, state(e), e.Start, e.End)
	}
	spells, err := stats.NewTable("Épisodes", stats.Variable{Name: "id_enfant"}.Labelled(child...), stats.Variable{Name: "etat"}.Labelled(in...),
		stats.Variable{Name: "debut"}.Dates(from, nil), stats.Variable{Name: "fin"}.Dates(to, nil))
	if err != nil {
		return nil, err
	}
	return sequence.FromSpells{
		ID: "id_enfant", State: "etat", From: "debut", To: "fin", Until: followedTo, Alphabet: states,
		Priority: []string{"PL", "MJ", "MA", "AM", "AE", "JM", "EV", "HM"},
	}.Of(spells)
}

// pathNames name the class in which a state lasts longest beyond what it lasts
// elsewhere.
var pathNames = map[string]string{
	"HM": "Entrée récente",
	"AE": "Aides acceptées de longue date",
	"AM": "Mesures ordonnées de longue date",
	"PL": "Placements avant la MEP",
}

// trails is a typology of paths, and whether it holds.
type trails struct {
	paths     *sequence.Sequences
	distances *sequence.Distances
	classes   *stats.Categories // by path
	medoids   *cluster.MedoidPartition
	again     *cluster.Resampled
	quality   *sequence.PartitionQuality
	chance    *sequence.NullQuality
	cards     *sequence.TypologyCards
}

// pathsOf makes classes of paths around typical ones: as many, from 3 to 6, as
// give the widest silhouette.
func pathsOf(ctx context.Context, episodes []interviews.Episode) (p trails, err error) {
	if p.paths, err = sequences(episodes); err != nil {
		return p, err
	}
	if p.distances, err = (sequence.OptimalMatching{}).Of(ctx, p.paths); err != nil {
		return p, err
	}
	for k := 3; k <= 6; k++ {
		medoids, err := cluster.Medoids{Classes: k, Cases: "enfants"}.Of(ctx, p.distances)
		if err != nil {
			return p, err
		}
		quality, err := sequence.Quality{}.Of(p.distances, medoids.Column("classe"))
		if err != nil {
			return p, err
		}
		if p.quality == nil || quality.ASW.Value > p.quality.ASW.Value {
			p.medoids, p.quality = medoids, quality
		}
	}
	best := cluster.Medoids{Classes: len(p.medoids.Sizes)}
	if p.again, err = (cluster.Stability{Seed: 2023, Workers: 2, Cases: "enfants"}).Of(ctx, p.medoids.Classes, best.Method(p.distances)); err != nil {
		return p, err
	}
	p.chance, err = sequence.Null{Draws: 20, Seed: 2023, Classes: func(d *sequence.Distances) (*stats.Categories, error) {
		classes, err := best.Of(ctx, d)
		if err != nil {
			return nil, err
		}
		return classes.Column("classe"), nil
	}}.Of(ctx, p.paths)
	if err != nil {
		return p, err
	}
	describe := sequence.Typology{Away: []string{"HM", "EV"}, Cases: "enfants"}
	if p.cards, err = describe.Of(p.paths, p.medoids.Column("classe")); err != nil {
		return p, err
	}
	names, err := p.names()
	if err != nil {
		return p, err
	}
	p.classes = program.Named(p.medoids.Column("classe"), "Parcours", names)
	p.cards, err = describe.Of(p.paths, p.classes)
	return p, err
}

// names finds, for each class that is described, the state that lasts longer in it
// than among all.
func (p trails) names() (map[int]string, error) {
	all, err := sequence.Describe{}.Of(p.paths)
	if err != nil {
		return nil, err
	}
	names, taken := map[int]string{}, map[string]bool{}
	for c, card := range p.cards.Cards {
		if !card.Described {
			continue
		}
		best, most := "", 0.0
		for i, in := range card.Description.Times {
			if more := in.Mean.Value - all.Times[i].Mean.Value; more > most {
				best, most = in.Code, more
			}
		}
		if name, known := pathNames[best]; known && !taken[name] {
			names[c], taken[name] = name, true
		}
	}
	return names, nil
}

// inWords is the typology for those who do not read figures: how long a child of
// each class was, on average, in each state. The mean of a state that fewer than
// five children of the class were in is kept secret, and a class of fewer than
// five is not described.
func (p trails) inWords() (*stats.Table, error) {
	var cards []sequence.ClassCard
	var numbers, names, holds []string
	for c, card := range p.cards.Cards {
		if card.Described {
			cards, names, numbers = append(cards, card), append(names, card.Title()), append(numbers, fmt.Sprint("Classe ", c+1))
			holds = append(holds, tenfold(p.again.Class[c].Recovered))
		}
	}
	figure := func(name, label string, format stats.Format, of func(c sequence.ClassCard) (float64, stats.Missing)) stats.Column {
		return stats.Variable{Name: name, Label: label, Format: format}.Figures(len(cards), func(row int) (float64, stats.Missing) { return of(cards[row]) })
	}
	columns := []stats.Column{
		stats.Variable{Name: "classe", Label: "Classe"}.Texts(numbers, nil),
		stats.Variable{Name: "parcours", Label: "Parcours"}.Texts(names, nil),
		figure("n", "Enfants", stats.Count, func(c sequence.ClassCard) (float64, stats.Missing) { return float64(c.N), stats.Recorded }),
		figure("part", "% de l’ensemble", stats.Percent, func(c sequence.ClassCard) (float64, stats.Missing) { return c.Share, stats.Recorded }),
	}
	for i, state := range states {
		columns = append(columns, figure(state.Code, state.Label+" (mois)", stats.Tenth, func(c sequence.ClassCard) (float64, stats.Missing) {
			if secret(c)[i] {
				return 0, stats.Secret
			}
			return c.Description.Times[i].Mean.Value, stats.Recorded
		}))
	}
	columns = append(columns, stats.Variable{Name: "tient", Label: "Retrouvé"}.Texts(holds, nil))
	return stats.NewTable("Les parcours en mots : mois passés dans chaque état, de 2018 à 2023", columns...)
}

// secret are the states of a class whose mean would speak of one to four children.
// Means add up to the months followed: a single one is not hidden alone.
func secret(c sequence.ClassCard) map[int]bool {
	hidden := map[int]bool{}
	other := -1
	for i, in := range c.Description.Times {
		switch {
		case in.Visited > 0 && in.Visited < 5:
			hidden[i] = true
		case in.Visited > 0 && (other < 0 || in.Visited < c.Description.Times[other].Visited):
			other = i
		}
	}
	if len(hidden) == 1 && other >= 0 {
		hidden[other] = true
	}
	return hidden
}

// beside adds to each case the class of its child.
func (p trails) beside(cases *stats.Table) (*stats.Table, error) {
	classes, err := stats.NewTable("Parcours", stats.Variable{Name: "id_enfant"}.Texts(p.paths.IDs, nil), stats.Rename(p.classes, stats.Variable{Name: "parcours", Label: "Parcours"}))
	if err != nil {
		return nil, err
	}
	return stats.Join{On: "id_enfant"}.Of(cases, classes)
}

// paths puts the typology of paths into the workbook.
func (a *analysis) paths(ctx context.Context, sheet export.Sheet) error {
	if len(a.Records.Episodes) == 0 {
		return errors.New("aucun épisode n’a été lu")
	}
	p, err := pathsOf(ctx, a.Records.Episodes)
	if err != nil {
		return err
	}
	sheet.Add(p.inWords())
	sheet.Add(p.again, nil)
	sheet.Add(p.quality, nil)
	sheet.Add(p.chance, nil)
	together, err := sequence.Describe{}.Of(p.paths)
	if err != nil {
		return err
	}
	a.Open.Sheet("Parcours – états").Add(figure.Chronogram{Title: "États des enfants, mois par mois"}.Of(together))
	a.Open.Sheet("Parcours – états").Add(program.PartOf(together.Spec, together, 0), nil)
	a.Team.Sheet("Parcours").Add(figure.IndexPlot{Order: figure.FromEnd, By: p.classes, Title: "Parcours des enfants, un par ligne"}.Of(p.paths))
	a.Team.Sheet("Parcours – fiches").Add(program.PartOf(p.cards.Spec, p.cards, 0, 1), nil)
	rest := make([]int, len(p.cards.Tables())-2) // states by month, class by class
	for i := range rest {
		rest[i] = i + 2
	}
	a.Team.Sheet("Parcours").Add(program.PartOf(p.cards.Spec, p.cards, rest...), nil)
	a.Team.Sheet("Parcours – lecture").Add(p.paths.Report, nil)

	if a.cases, err = p.beside(a.cases); err != nil {
		return err
	}
	crossings := a.Open.Sheet("Parcours × profils")
	for _, with := range []string{"classe", "cadre", "sexe"} {
		if slices.Contains(a.cases.Names(), with) {
			crossings.Add(stats.CrossTab{Rows: with, Cols: "parcours", Percent: stats.ByRow}.Of(a.cases))
		}
	}
	var named []string
	for _, card := range p.cards.Cards {
		if card.Described {
			named = append(named, fmt.Sprintf("%s (%s)", low(card.Title()), percent(card.Share)))
		}
	}
	a.say("%d parcours types de 2018 à 2023, retrouvés quand d’autres enfants sont tirés au sort (Jaccard de %s) : %s.",
		len(p.medoids.Sizes), jaccards(p.again), list(named))
	return nil
}

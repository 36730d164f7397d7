package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/cluster"
	"github.com/askoria/verbatim/stats/sequence"
)

// results are what the study finds.
type results struct {
	progress   *design.Standing
	recourse   *crossed.RecourseMatrix // stances as coders give them
	youths     *stats.Table            // with what places and codings say of them
	calendars  *crossed.LifeCalendars
	saturation *crossed.SaturationCurves
	worlds     *textometry.Classification
	worldWords *textometry.ProfileTable
	stable     *textometry.StabilityTable
	byPlace    *textometry.SpecificityTable
	byStance   *textometry.SpecificityTable
	graph      *textometry.SimilarityGraph
	paths      *sequence.Sequences
	quarters   *sequence.Description // of all of them
	types      *stats.Categories     // by path, each named after its longest state
	cards      *sequence.TypologyCards
}

// analyse does all that is counted, drawn and compared; the error joins what
// could not be.
func (s study) analyse(ctx context.Context) (r results, err error) {
	var failed [9]error
	r.progress = design.Progress{Design: s.design, CaseFile: s.youths, On: time.Date(2023, 12, 31, 0, 0, 0, 0, time.UTC)}.Of(s.Records)
	if r.recourse, failed[0] = (crossed.Recourse{People: s.youths, By: "densite"}).Of(s.places); failed[0] == nil {
		r.youths, failed[1] = s.described(r.recourse)
	}
	r.calendars, failed[2] = crossed.Calendar{Codebook: s.Codebook, Codes: []string{"J5.1"}, Coder: "AB", Dates: s.turns, Events: s.events}.Of(s.Original, s.Told)
	r.saturation, failed[3] = crossed.Saturation{Codebook: s.Codebook, Level: 2, Threshold: 0.05, Seed: 1}.Of(s.Corpus, s.Codings)
	r.worlds, r.stable, failed[4] = s.worlds(ctx)
	if failed[4] == nil {
		r.worldWords, failed[4] = textometry.Profiles{}.Of(r.worlds)
	}
	most := textometry.Specificities{Most: 5}
	if terms, err := s.wordsByPlace(); err != nil {
		failed[5] = err
	} else {
		r.byPlace, failed[5] = most.Of(terms)
	}
	if terms, err := s.wordsByStance(); err != nil {
		failed[6] = err
	} else {
		r.byStance, failed[6] = most.Of(terms)
	}
	failed[7] = r.twoYears(ctx, s.spells)
	r.graph, failed[8] = s.Nouns()
	return r, errors.Join(failed[:]...)
}

// described is the youths with what the places and the codings say of them.
func (s study) described(m *crossed.RecourseMatrix) (*stats.Table, error) {
	said, err := corpus.CaseByCode{Codebook: s.Codebook, Alone: true}.Of(s.Corpus, s.Codings)
	if err != nil {
		return nil, err
	}
	ids, err := s.youths.Texts("id_jeune")
	if err != nil {
		return nil, err
	}
	density, err1 := s.youths.Categories("densite")
	vehicle, err2 := s.youths.Categories("vehicule")
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	n := s.youths.Len()
	keys, town, wheels, avoids := make([]string, n), make([]bool, n), make([]bool, n), make([]bool, n)
	for i := range n {
		keys[i], _ = ids.At(i)
		town[i] = density.Code(i) == "5"
		wheels[i] = vehicle.Code(i) == "voiture" || vehicle.Code(i) == "2roues"
		for _, tie := range m.Ties {
			avoids[i] = avoids[i] || tie.Youth == keys[i] && tie.Place == "CDAS" && tie.Coded == crossed.Avoided
		}
	}
	youths, err := s.youths.With(
		stats.Variable{Name: "id_enfant"}.Texts(keys, nil),
		stats.Variable{Name: "bourg", Label: "Habite un bourg rural"}.Flags(town, nil),
		stats.Variable{Name: "autonome", Label: "A son véhicule"}.Flags(wheels, nil),
		stats.Variable{Name: "evite_cdas", Label: "Évite le CDAS"}.Flags(avoids, nil))
	if err != nil {
		return nil, err
	}
	return stats.Join{On: "id_enfant"}.Of(youths, said.Table())
}

// twoYears is the situations of the two years before the interview, by quarter,
// and their types.
func (r *results) twoYears(ctx context.Context, spells *stats.Table) (err error) {
	if r.paths, err = (sequence.FromSpells{ID: "id_jeune", State: "etat", From: "de", To: "a"}).Of(spells); err != nil {
		return err
	}
	if r.quarters, err = (sequence.Describe{}).Of(r.paths); err != nil {
		return err
	}
	apart, err := sequence.OptimalMatching{}.Of(ctx, r.paths)
	if err != nil {
		return err
	}
	types, err := cluster.Medoids{Classes: 4, Cases: "jeunes"}.Of(ctx, apart)
	if err != nil {
		return err
	}
	describe := sequence.Typology{Cases: "jeunes"}
	if r.cards, err = describe.Of(r.paths, types.Column("type")); err != nil {
		return err
	}
	r.types = program.Named(types.Column("type"), "Type de parcours", r.longestStates())
	if r.cards, err = describe.Of(r.paths, r.types); err != nil || r.youths == nil {
		return err
	}
	of, err := stats.NewTable("Types", stats.Variable{Name: "id_jeune"}.Texts(r.paths.IDs, nil), r.types)
	if err != nil {
		return err
	}
	r.youths, err = stats.Join{On: "id_jeune"}.Of(r.youths, of)
	return err
}

// contrast is how many say yes to one question among those who say yes to
// another, or are of its last level, and among the others.
type contrast struct {
	yes, of, otherYes, others int
	p                         float64
}

func (r results) contrast(rows, cols string) (contrast, error) {
	x, err := stats.CrossTab{Rows: rows, Cols: cols, Cases: "jeunes"}.Of(r.youths)
	if err != nil {
		return contrast{}, err
	}
	if len(x.RowLevels) != 2 || len(x.ColLevels) != 2 {
		return contrast{}, fmt.Errorf("%s × %s is not a table of 2 × 2", rows, cols)
	}
	return contrast{x.Observed[1][1], x.RowTotals[1], x.Observed[0][1], x.RowTotals[0], x.Recommended.P}, nil
}

// String is "8 sur 9, contre 4 sur 21 des autres".
func (c contrast) String() string {
	said := fmt.Sprintf("%d sur %d, contre %d sur %d des autres", c.yes, c.of, c.otherYes, c.others)
	if c.p > 0.05 {
		return said + " (écart non établi)"
	}
	return said + " (écart établi)"
}

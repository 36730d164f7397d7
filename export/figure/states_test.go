package figure_test

import (
	"fmt"
	"testing"

	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/sequence"
)

// alphabet is the short one of child protection.
var alphabet = []stats.Level{
	{Code: "HM", Label: "Hors mesure"}, {Code: "EV", Label: "Évaluation, attente"}, {Code: "MO", Label: "Milieu ouvert"},
	{Code: "MA", Label: "MEP administrative"}, {Code: "MJ", Label: "MEP judiciaire"}, {Code: "PL", Label: "Placement"},
	{Code: "JM", Label: "Jeune majeur"},
}

// paths are invented trajectories of n children over a number of months.
func paths(n, months int) *sequence.Sequences {
	s := &sequence.Sequences{Alphabet: alphabet, Unit: "mois", N: n}
	for m := range months {
		s.Times = append(s.Times, fmt.Sprint(m))
	}
	draw := uint32(7)
	next := func(below int) int {
		draw = draw*1664525 + 1013904223
		return int(draw>>8) % below
	}
	for i := range n {
		states := make([]int, 0, months)
		state := []int{0, 1, 2}[next(3)]
		for m := range months {
			if next(9) == 0 {
				state = min(len(alphabet)-1, state+1+next(2))
			}
			if m > months/2 && next(60) == 0 {
				break // left observation
			}
			if next(80) == 0 {
				states = append(states, sequence.NoState)
				s.Missing++
				continue
			}
			states = append(states, state)
		}
		s.States, s.IDs = append(s.States, states), append(s.IDs, fmt.Sprint(i))
	}
	return s
}

func TestStates(t *testing.T) {
	s := paths(140, 36)
	d, err := sequence.Describe{}.Of(s)
	if err != nil {
		t.Fatal(err)
	}
	f, err := figure.Chronogram{}.Of(d)
	look(t, "chronogram", f, err)
	masks := masksOf(f.Counts())
	for at := 30; at < 34; at++ {
		masks[0][2][at] = true
	}
	look(t, "chronogram_hidden", f.Hide(masks).(*figure.Figure), nil)
	f, err = figure.ModalStates{}.Of(d)
	look(t, "modal", f, err)
	f, err = figure.Bars{Column: "etat", Value: "moyenne", Low: "bas", High: "haut", ByLevel: true}.Of(d)
	look(t, "meantime", f, err)
	f, err = figure.IndexPlot{}.Of(paths(3000, 60))
	look(t, "index", f, err)
	classes := make([]int, s.Len())
	for i := range classes {
		classes[i] = i % 3
	}
	by := stats.Variable{Name: "classe"}.Categories(stats.Levels("Entrées précoces", "Parcours longs", "Placements"), false, classes, nil)
	f, err = figure.IndexPlot{By: by, Order: figure.FromEnd}.Of(s)
	look(t, "index_by", f, err)
	c, err := stats.CrossTab{Rows: "lieu", Cols: "age"}.Of(cases())
	if err != nil {
		t.Fatal(err)
	}
	f, err = figure.Mosaic{}.Of(c)
	look(t, "mosaic", f, err)
	masks = masksOf(f.Counts())
	masks[0][1][1], masks[0][1][2], masks[0][2][1], masks[0][2][2] = true, true, true, true
	look(t, "mosaic_hidden", f.Hide(masks).(*figure.Figure), nil)
}

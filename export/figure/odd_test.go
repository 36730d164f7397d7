package figure_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/cluster"
	"github.com/askoria/verbatim/stats/sequence"
)

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		about     int
		want      []float64
	}{
		{0, 100, 5, []float64{0, 20, 40, 60, 80, 100}},
		{0, 1, 5, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}},
		{-1.3, 1.3, 5, []float64{-1, 0, 1}},
		{0, 7, 5, []float64{0, 2, 4, 6}},
		{1, 25, 8, []float64{5, 10, 15, 20, 25}},
		{0, 1e-9, 2, []float64{0, 5e-10, 1e-9}},
		{3, 3, 5, []float64{3}},
		{math.NaN(), 3, 5, []float64{math.NaN()}},
	} {
		got := figure.Ticks(c.low, c.high, c.about)
		if len(got) != len(c.want) {
			t.Errorf("from %v to %v: %v, want %v", c.low, c.high, got, c.want)
			continue
		}
		for i, x := range got {
			if math.Abs(x-c.want[i]) > 1e-12*max(1, math.Abs(x)) || math.Signbit(x) && x == 0 {
				t.Errorf("from %v to %v: %v, want %v", c.low, c.high, got, c.want)
			}
		}
	}
}

// A state has the same colour and pattern whatever others a figure shows; what is
// not known is grey; many states are told apart.
func TestPalette(t *testing.T) {
	p := figure.Palette{Levels: alphabet}
	whole := p.Hues("Hors mesure", "Évaluation, attente", "Milieu ouvert", "MEP administrative", "MEP judiciaire", "Placement", "Jeune majeur", "inconnu")
	part := p.Hues("inconnu", "PL", "Milieu ouvert", "Ailleurs")
	if part[0] != whole[7] || part[1] != whole[5] || part[2] != whole[2] || slices.Contains(whole, part[3]) {
		t.Errorf("%q, of which %q", whole, part)
	}
	var names []string
	for i := range 35 {
		names = append(names, fmt.Sprint("État ", i))
	}
	seen := map[string]bool{}
	for _, hue := range (figure.Palette{}).Hues(names...) {
		seen[hue] = true
	}
	if len(seen) != 35 {
		t.Errorf("35 states have %d looks", len(seen))
	}
}

// long is a label of the length that questionnaires have.
func long(i int) string {
	return fmt.Sprintf("Difficulté n° %d : séparation conflictuelle, précarité, isolement et exil de l'un des parents", i)
}

// Many rows, long words, many states: no word falls off the sheet nor lies over
// another.
func TestCrowded(t *testing.T) {
	const n = 45
	var labels []string
	columns := []stats.Column{nil}
	var big []float64
	for j := range n {
		labels, big = append(labels, long(j)), append(big, float64(j*j*j)*11.37)
		x := make([]float64, n)
		for i := range x {
			x[i] = math.Sin(float64(i*j)) * 1e6
		}
		columns = append(columns, number(fmt.Sprint("c", j), long(j), stats.Number, x...))
	}
	columns[0] = stats.Variable{Name: "difficulte"}.Texts(labels, nil)
	table := tabler{stats.MustTable(strings.Repeat("Un titre qui ne finit pas ", 12), columns...).
		Captioned(stats.Caption{Population: strings.Repeat("dossiers de toutes les agences, ", 9), Test: strings.Repeat("Khi-2 = 1 ; ", 40)})}
	f, err := figure.Bars{}.Of(table)
	crowded(t, "bars", f, err)
	f, err = figure.Bars{Sorted: true, Style: figure.Style{Width: 300, Height: 300}}.Of(tabler{table[0].Head(6)})
	crowded(t, "narrow", f, err)
	f, err = figure.Pyramid{}.Of(tabler{stats.MustTable("Opposés", columns[0], number("a", long(1), stats.Number, big...), number("b", long(2), stats.Number, big...))})
	crowded(t, "pyramid", f, err)
	f, err = figure.HeatMap{}.Of(table)
	crowded(t, "heatmap", f, err)

	s := paths(80, 48)
	s.Alphabet = nil
	for i := range 24 {
		s.Alphabet = append(s.Alphabet, stats.Level{Code: fmt.Sprint(i), Label: long(i)})
	}
	for m := range s.Times {
		s.Times[m] = fmt.Sprintf("mois %d après la première mesure", m)
	}
	for i := range s.States {
		s.States[i][0] = i % 24
	}
	states := must[*sequence.Description](t)(sequence.Describe{}.Of(s))
	f, err = figure.Chronogram{}.Of(states)
	crowded(t, "chronogram", f, err)
	f, err = figure.IndexPlot{Order: figure.AsGiven}.Of(s)
	crowded(t, "index", f, err)

	var x, y, share []float64
	var roles []string
	for i := range n {
		x, y = append(x, math.Sin(float64(i*i))), append(y, math.Cos(float64(3*i*i)))
		share, roles = append(share, float64(i%9)), append(roles, []string{"active", "supplémentaire"}[i%2])
		labels[i] = labels[i][:18+i%12]
	}
	f, err = figure.FactorMap{}.Of(tabler{stats.MustTable("Carte", stats.Variable{Name: "point"}.Texts(labels, nil), stats.Variable{Name: "role"}.Texts(roles, nil),
		number("axe1_coordonnee", "", stats.Coefficient, x...), number("axe2_coordonnee", "", stats.Coefficient, y...),
		number("axe1_contribution", "", stats.Tenth, share...), number("axe2_contribution", "", stats.Tenth, share...))})
	crowded(t, "map", f, err)
	if got := f.Count("point label"); got < 35 || (got < n) == (len(f.Warnings) == 0) {
		t.Errorf("%d of %d labels have room, warnings %q", got, n, f.Warnings)
	}
}

func crowded(t *testing.T, name string, f *figure.Figure, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	keep(t, "crowded_"+name, f)
	checkWords(t, name, f)
}

// One case, one state, one step, all the same: a figure, and no word that is not
// a number.
func TestOdd(t *testing.T) {
	one := stats.Variable{Name: "nom"}.Texts([]string{"seul"}, nil)
	table := func(values ...stats.Column) tabler {
		return tabler{stats.MustTable("Un", append([]stats.Column{one}, values...)...)}
	}
	zero := number("x", "", stats.Percent, 0)
	single := &sequence.Sequences{Alphabet: alphabet[:1], Times: []string{"1"}, IDs: []string{"1"}, States: [][]int{{0}}, N: 1}
	states := must[*sequence.Description](t)(sequence.Describe{}.Of(single))
	step := tabler{stats.MustTable("Un pas", number("temps", "", stats.Number, 0), number("observes", "", stats.Count, 1), number("censures", "", stats.Count, 0),
		number("en_cours", "", stats.Percent, 0), number("en_cours_bas", "", stats.Percent, math.NaN()), number("en_cours_haut", "", stats.Percent, math.NaN()),
		number("part1", "Fin", stats.Percent, 100), number("erreur", "", stats.Percent, 0))}
	lone := tabler{
		stats.MustTable("Mots", stats.Variable{Name: "terme"}.Texts([]string{"seul"}, nil), number("frequence", "", stats.Count, 1), number("communaute", "", stats.Count, 1)),
		stats.MustTable("Liens", stats.Variable{Name: "mot_1"}.Texts(nil, nil), stats.Variable{Name: "mot_2"}.Texts(nil, nil), number("poids", "", stats.Number), stats.Variable{Name: "arbre"}.Flags(nil, nil)),
	}
	centre := tabler{stats.MustTable("Carte", stats.Variable{Name: "point"}.Texts([]string{"a", "b"}, nil), stats.Variable{Name: "role"}.Texts([]string{"active", "active"}, nil),
		number("axe1_coordonnee", "", stats.Coefficient, 0, 0), number("axe2_coordonnee", "", stats.Coefficient, 0, 0),
		number("axe1_contribution", "", stats.Tenth, 0, 0), number("axe2_contribution", "", stats.Tenth, 0, 0))}
	interview := tabler{stats.MustTable("Saturation", stats.Variable{Name: "regard"}.Texts([]string{"Mères"}, nil), number("rang", "", stats.Count, 1), number("cumul", "", stats.Count, 0),
		number("moyenne", "", stats.Tenth, 0), number("bas", "", stats.Count, 0), number("haut", "", stats.Count, 0))}
	for name, of := range map[string]func() (*figure.Figure, error){
		"bars":       func() (*figure.Figure, error) { return figure.Bars{}.Of(table(zero)) },
		"below zero": func() (*figure.Figure, error) { return figure.Bars{}.Of(table(number("x", "", stats.Coefficient, -3))) },
		"pyramid": func() (*figure.Figure, error) {
			return figure.Pyramid{}.Of(table(zero, number("y", "", stats.Percent, math.NaN())))
		},
		"heat map":   func() (*figure.Figure, error) { return figure.HeatMap{}.Of(table(zero)) },
		"chronogram": func() (*figure.Figure, error) { return figure.Chronogram{}.Of(states) },
		"modal":      func() (*figure.Figure, error) { return figure.ModalStates{}.Of(states) },
		"index":      func() (*figure.Figure, error) { return figure.IndexPlot{}.Of(single) },
		"survival":   func() (*figure.Figure, error) { return figure.Survival{}.Of(step) },
		"incidence":  func() (*figure.Figure, error) { return figure.Incidence{}.Of(step) },
		"graph":      func() (*figure.Figure, error) { return figure.Graph{}.Of(lone) },
		"centre":     func() (*figure.Figure, error) { return figure.FactorMap{}.Of(centre) },
		"saturation": func() (*figure.Figure, error) { return figure.Saturation{}.Of(interview) },
		"tree": func() (*figure.Figure, error) {
			return figure.Dendrogram{Classes: 2}.Of(&cluster.Dendrogram{N: 2, Weight: 2, Merges: []cluster.Merge{{Left: 0, Right: 1, Size: 2}}, Order: []int{0, 1}})
		},
	} {
		f, err := of()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkWords(t, name, f)
		svg := string(must[[]byte](t)(f.SVG()))
		if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
			t.Errorf("%s: a place that is not a number", name)
		}
		if _, err := f.PNG(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

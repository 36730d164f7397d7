package figure_test

import (
	"os"
	"testing"

	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/stats"
)

// look keeps an image of a figure where the environment says, to be looked at.
func look(t testing.TB, name string, f *figure.Figure, err error) *figure.Figure {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("VERBATIM_FIGURES"); dir != "" {
		if err := f.Save(dir + "/" + name + ".png"); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// cases are 160 invented files of children.
func cases() *stats.Table {
	const n = 160
	frames := []string{"Administratif", "Judiciaire", "Changement de cadre"}
	places := []string{"Chez la mère", "Chez le père", "Résidence alternée", "Chez un tiers digne de confiance"}
	ages := []string{"0-2 ans", "3-5 ans", "6-10 ans", "11-14 ans", "15-17 ans"}
	frame, place, age, sex := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	for i := range n {
		place[i] = places[[]int{0, 0, 0, 1, 2, 0, 1}[i%7]]
		frame[i] = frames[(i*i/3+i%7/3)%3%(1+i%4/1)]
		age[i] = ages[(i*7/3+i/11)%5]
		sex[i] = []string{"Garçon", "Fille"}[(i/2+i/5)%2]
	}
	place[7], place[60], place[61] = places[3], places[3], places[3]
	missing := make([]stats.Missing, n)
	missing[3], missing[9] = stats.NotRecorded, stats.NotRecorded
	codes := make([]int, n)
	for i := range n {
		for j, name := range places {
			if place[i] == name {
				codes[i] = j
			}
		}
	}
	bands := make([]int, n)
	for i := range n {
		for j, name := range ages {
			if age[i] == name {
				bands[i] = j
			}
		}
	}
	return stats.MustTable("Dossiers",
		stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled(frame...),
		stats.Variable{Name: "lieu", Label: "Lieu de vie"}.Categories(stats.Levels(places...), false, codes, missing),
		stats.Variable{Name: "age", Label: "Âge"}.Categories(stats.Levels(ages...), true, bands, nil),
		stats.Variable{Name: "sexe", Label: "Sexe"}.Labelled(sex...))
}

func TestBars(t *testing.T) {
	d, err := stats.Describe{}.Of(cases())
	if err != nil {
		t.Fatal(err)
	}
	f, err := figure.Bars{Column: "lieu"}.Of(d)
	look(t, "bars", f, err)
	counts := f.Counts()
	masks := make([]stats.Mask, len(counts))
	for i, c := range counts {
		masks[i] = make(stats.Mask, len(c.Cells))
		for j := range c.Cells {
			masks[i][j] = make([]bool, len(c.Cells[j]))
		}
	}
	masks[1][3][0], masks[1][1][0] = true, true
	look(t, "bars_hidden", f.Hide(masks).(*figure.Figure), nil)
	c, err := stats.CrossTab{Rows: "age", Cols: "sexe"}.Of(cases())
	if err != nil {
		t.Fatal(err)
	}
	f, err = figure.Pyramid{}.Of(c)
	look(t, "pyramid", f, err)
	c, err = stats.CrossTab{Rows: "lieu", Cols: "cadre", Percent: stats.ByRow}.Of(cases())
	if err != nil {
		t.Fatal(err)
	}
	f, err = figure.HeatMap{}.Of(c)
	look(t, "heatmap", f, err)
	a, err := stats.Associations{Rows: []string{"cadre", "lieu"}, Cols: []string{"age", "sexe"}}.Of(cases())
	if err != nil {
		t.Fatal(err)
	}
	f, err = figure.HeatMap{}.Of(a)
	look(t, "heatmap_assoc", f, err)
}

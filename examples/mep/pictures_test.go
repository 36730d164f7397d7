package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/sequence"
	"github.com/xuri/excelize/v2"
)

var update = flag.Bool("update", false, "draw the pictures of the README anew")

// pictures are figures of the study as a workbook shows them, by the name of
// their file.
func pictures(t *testing.T) map[string][]byte {
	t.Helper()
	s := inventedStudy(t)
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	k, err := profilesOf(context.Background(), s.cases)
	must(err)
	paths, err := sequences(s.Records.Episodes)
	must(err)
	// Broad states, of which few children alone are ever in one.
	broad := map[string]int{"AE": 1, "AM": 1, "MA": 2, "MJ": 2, "PL": 3}
	for _, path := range paths.States {
		for i, in := range path {
			if in >= 0 {
				path[i] = broad[states[in].Code]
			}
		}
	}
	paths.Alphabet = []stats.Level{{Code: "SM", Label: "Sans mesure"}, {Code: "MO", Label: "Milieu ouvert"}, {Code: "ME", Label: "MEP"}, {Code: "PL", Label: "Placement"}}
	months, err := sequence.Describe{}.Of(paths)
	must(err)
	links, err := stats.Associations{
		Rows: []string{"conflit_parental", "type_menage", "logement_instable", "isolement", "tranche_1re_mesure", "sexe"},
		Cols: []string{"cadre", "intensite_max", "surendettement", "tranche_parcours"}, OnePer: "id_famille",
	}.Of(s.cases)
	must(err)

	var book export.Workbook
	book.Sheet("chronogram").Add(figure.Chronogram{Title: "Où en sont les enfants, mois par mois"}.Of(months))
	book.Sheet("map").Add(figure.FactorMap{Title: "Ce que vivent les familles", Most: 16, Style: figure.Style{Width: 380, Height: 280}}.Of(k.axes))
	book.Sheet("links").Add(figure.HeatMap{Title: "Ce qui va ensemble"}.Of(links))
	var file bytes.Buffer
	_, err = book.WriteTo(&file)
	must(err)
	f, err := excelize.OpenReader(&file)
	must(err)
	defer f.Close()
	all := map[string][]byte{}
	for _, name := range []string{"chronogram", "map", "links"} {
		cells, err := f.GetPictureCells(name)
		must(err)
		drawn, err := f.GetPictures(name, cells[0])
		must(err)
		all[name+".png"] = drawn[0].File
	}
	return all
}

// The pictures of the README are those of this program. With -update they are
// drawn anew.
func TestPicturesAreTheProgrammes(t *testing.T) {
	if testing.Short() && !*update {
		t.Skip("draws three figures")
	}
	folder := filepath.Join("..", "..", ".github", "pictures")
	for name, drawn := range pictures(t) {
		if *update {
			if err := os.WriteFile(filepath.Join(folder, name), drawn, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if kept, err := os.ReadFile(filepath.Join(folder, name)); err != nil || !bytes.Equal(kept, drawn) {
			t.Errorf("%s is not what the program draws (%v); go test ./examples/mep -run Pictures -update", name, err)
		}
		if len(drawn) > 60_000 {
			t.Errorf("%s has %d bytes", name, len(drawn))
		}
	}
}

package figure_test

import (
	"bytes"
	"io"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/duration"
)

// A workbook takes figures as it takes results, and hides in both the same.
func TestWorkbook(t *testing.T) {
	data := cases()
	write := func() ([]byte, *export.Workbook) {
		book := &export.Workbook{Title: "Figures", HideBelow: 5}
		description, err := stats.Describe{Columns: []string{"lieu"}}.Of(data)
		book.Add(description, err)
		book.Add(figure.Bars{Column: "lieu"}.Of(description))
		book.Sheet("Trajectoires").Add(figure.IndexPlot{}.Of(paths(60, 24)))
		var out bytes.Buffer
		if _, err := book.WriteTo(&out); err != nil {
			t.Fatal(err)
		}
		return out.Bytes(), book
	}
	first, book := write()
	if second, _ := write(); !bytes.Equal(first, second) {
		t.Error("two runs differ")
	}
	if book.Hidden().Len() != 2 {
		t.Errorf("the journal has %d lines: %s", book.Hidden().Len(), book.Hidden())
	}
	book = &export.Workbook{}
	book.Add(figure.Bars{Column: "lieue"}.Of(must[*stats.Description](t)(stats.Describe{}.Of(data))))
	if _, err := book.WriteTo(io.Discard); err == nil || !strings.Contains(err.Error(), "lieue") || !strings.Contains(err.Error(), `sheet "Figures"`) {
		t.Errorf("got %v", err)
	}
}

func TestErrors(t *testing.T) {
	none := tabler{}
	going, ways := must[*duration.Survival](t)(survival("")), must[*duration.Incidence](t)(exits(""))
	description := must[*stats.Description](t)(stats.Describe{}.Of(cases()))
	one := tabler{stats.MustTable("Seul", stats.Variable{Name: "nom"}.Texts([]string{"a"}, nil), number("x", "", stats.Number, 1))}
	empty := tabler{stats.MustTable("Vide", stats.Variable{Name: "nom"}.Texts(nil, nil), number("x", "", stats.Number))}
	unknown := tabler{stats.MustTable("Rien", stats.Variable{Name: "nom"}.Texts([]string{"a"}, nil), number("x", "", stats.Number, math.NaN()))}
	for name, of := range map[string]func() (*figure.Figure, error){
		"no result":      func() (*figure.Figure, error) { return figure.Bars{}.Of(nil) },
		"no table":       func() (*figure.Figure, error) { return figure.Bars{}.Of(none) },
		"no value":       func() (*figure.Figure, error) { return figure.Bars{}.Of(unknown) },
		"no row":         func() (*figure.Figure, error) { return figure.Bars{}.Of(empty) },
		"no column":      func() (*figure.Figure, error) { return figure.Bars{Column: "x", Value: "z"}.Of(one) },
		"one side":       func() (*figure.Figure, error) { return figure.Pyramid{}.Of(one) },
		"empty pyramid":  func() (*figure.Figure, error) { return figure.Pyramid{Left: "x", Right: "x"}.Of(empty) },
		"no heat":        func() (*figure.Figure, error) { return figure.HeatMap{}.Of(empty) },
		"table 3":        func() (*figure.Figure, error) { return figure.HeatMap{Table: 3}.Of(one) },
		"no residuals":   func() (*figure.Figure, error) { return figure.Mosaic{}.Of(description) },
		"no states":      func() (*figure.Figure, error) { return figure.Chronogram{}.Of(description) },
		"no modal state": func() (*figure.Figure, error) { return figure.ModalStates{}.Of(description) },
		"no axes":        func() (*figure.Figure, error) { return figure.FactorMap{}.Of(description) },
		"no sequence":    func() (*figure.Figure, error) { return figure.IndexPlot{}.Of(nil) },
		"no curve":       func() (*figure.Figure, error) { return figure.Survival{}.Of(description) },
		"no exits":       func() (*figure.Figure, error) { return figure.Incidence{}.Of(going) },
		"no group":       func() (*figure.Figure, error) { return figure.Incidence{Group: "B"}.Of(ways) },
		"no words":       func() (*figure.Figure, error) { return figure.Graph{}.Of(description) },
		"no voice":       func() (*figure.Figure, error) { return figure.Saturation{Voice: "Mères"}.Of(saturation()) },
		"no situation":   func() (*figure.Figure, error) { return figure.Situations{}.Of(description) },
	} {
		if f, err := of(); err == nil || f != nil {
			t.Errorf("%s: figure %v, error %v", name, f, err)
		}
	}
	f := must[*figure.Figure](t)(figure.Bars{}.Of(one))
	if err := f.Save(filepath.Join(t.TempDir(), "figure.gif")); err == nil || !strings.Contains(err.Error(), ".svg") {
		t.Errorf("got %v", err)
	}
	if err := f.Save(filepath.Join(t.TempDir(), "figure.SVG")); err != nil {
		t.Error(err)
	}
}

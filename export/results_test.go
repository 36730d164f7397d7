package export

import (
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/xuri/excelize/v2"
)

// cases are 120 files: conflict goes with a judicial measure; one place of
// living is rare.
func cases(t testing.TB) *stats.Table {
	t.Helper()
	const n = 120
	frame, conflict := make([]string, n), make([]bool, n)
	place, age := make([]string, n), make([]float64, n)
	for i := range n {
		conflict[i] = i%2 == 0
		frame[i] = []string{"Administratif", "Judiciaire"}[(i%2+1+(i/10)%4/3)%2]
		place[i] = []string{"Deux parents", "Mère", "Mère", "Père"}[i%4]
		age[i] = float64(3 + i*7%14)
	}
	place[7], place[8], place[50] = "Tiers", "Tiers", "Tiers"
	return stats.MustTable("Dossiers",
		stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled(frame...),
		stats.Variable{Name: "conflit", Label: "Conflit parental"}.Flags(conflict, nil),
		stats.Variable{Name: "lieu", Label: "Lieu de vie"}.Labelled(place...),
		stats.Variable{Name: "age", Label: "Âge"}.Numbers(age, nil))
}

// Each kind of result goes to its sheet, and none shows a small count.
func TestResults(t *testing.T) {
	data := cases(t)
	b := &Workbook{}
	b.Add(stats.Describe{}.Of(data))
	b.Add(stats.CrossTab{Rows: "conflit", Cols: "cadre", Percent: stats.ByRow}.Of(data))
	b.Add(stats.CrossTab{Rows: "lieu", Cols: "cadre"}.Of(data))
	b.Add(stats.Associations{Rows: []string{"conflit", "age"}, Cols: []string{"cadre"}, Adjust: stats.Holm}.Of(data))
	f := reopened(t, saved(t, b))
	want := []string{"Lisez-moi", "Sommaire", "Tris à plat", "Tris croisés", "Associations", "Associations – calculs", "Données", "Méthode", "Journal"}
	if got := f.GetSheetList(); !reflect.DeepEqual(got, want) {
		t.Fatalf("sheets %q", got)
	}
	small := 0
	for _, sheet := range want[2:4] {
		for _, r := range raw(t, f, sheet) {
			if len(r) > 1 && r[0] == "Tiers" && r[1] == "s" {
				small++
			}
			if len(r) > 2 && r[0] == "Tiers" && r[len(r)-1] == "3" {
				t.Errorf("sheet %q shows a small count: %q", sheet, r)
			}
		}
	}
	if small < 2 || b.Hidden().Len() < 2 {
		t.Errorf("%d tables hide the rare level, the journal has %d lines", small, b.Hidden().Len())
	}
	if formats, err := f.GetConditionalFormats("Associations"); err != nil || len(formats) != 1 {
		t.Errorf("the matrix has colour scales %v", formats)
	}
}

// The cells that stand out carry their sign in the number format and a colour.
func TestTones(t *testing.T) {
	b := &Workbook{}
	b.Add(stats.CrossTab{Rows: "conflit", Cols: "cadre", Percent: stats.ByRow}.Of(cases(t)))
	f := reopened(t, saved(t, b))
	signs, residuals := 0, 0
	for i, r := range raw(t, f, "Tris croisés") {
		for j := range r {
			id, _ := f.GetCellStyle("Tris croisés", at(j+1, i+1))
			style, err := f.GetStyle(id)
			if err != nil {
				t.Fatal(err)
			}
			filled := len(style.Fill.Color) > 0 && (style.Fill.Color[0] == fuller || style.Fill.Color[0] == emptier)
			switch {
			case style.CustomNumFmt == nil:
			case strings.HasSuffix(*style.CustomNumFmt, `" (+)"`), strings.HasSuffix(*style.CustomNumFmt, `" (−)"`):
				signs++
				if !filled {
					t.Errorf("row %d has a sign without colour", i+1)
				}
				if kind, _ := f.GetCellType("Tris croisés", at(j+1, i+1)); kind != excelize.CellTypeUnset {
					t.Errorf("row %d: a signed percentage is no longer a number", i+1)
				}
			case filled:
				residuals++
			}
		}
	}
	if signs != 4 || residuals != 4 {
		t.Errorf("%d percentages and %d residuals stand out, want 4 and 4", signs, residuals)
	}
}

// Letters stand in the number format of percentages; hidden counts take them along.
func TestLetters(t *testing.T) {
	data := cases(t)
	compared := func(rows string) *excelize.File {
		table, err := stats.CrossTab{Rows: rows, Cols: "cadre"}.Of(data)
		if err != nil {
			t.Fatal(err)
		}
		b := &Workbook{}
		b.Add(stats.CompareColumns{}.Of(table))
		return reopened(t, saved(t, b))
	}
	shapes := func(f *excelize.File) (all []string) {
		for row := 4; row <= 6; row++ {
			for _, column := range []string{"B", "C"} {
				id, _ := f.GetCellStyle("Tris croisés", column+strconv.Itoa(row))
				if style, err := f.GetStyle(id); err == nil && style.CustomNumFmt != nil {
					all = append(all, *style.CustomNumFmt)
				}
			}
		}
		return all
	}
	const plain = "#,##0.0 %_ _B"
	want := []string{plain, `#,##0.0 %" A"`, `#,##0.0 %" B"`, plain, plain, plain}
	if got := shapes(compared("conflit")); !reflect.DeepEqual(got, want) {
		t.Errorf("shapes %q, want %q", got, want)
	}
	for _, shape := range shapes(compared("lieu")) { // a level of three cases
		if strings.ContainsAny(shape, `"`) {
			t.Errorf("a table with hidden counts has letters: %q", shape)
		}
	}
}

func TestTonesOf(t *testing.T) {
	levels := text("lieu", "Lieu", "a", "b", "c", "Ensemble")
	shares := func(name string) stats.Column {
		return stats.Variable{Name: name, Format: stats.Percent}.Numbers([]float64{1, 2, 3, 4}, nil)
	}
	first := stats.MustTable("t", levels, shares("x"), shares("y")).WithTotals(1)
	last := stats.MustTable("r", text(signColumn, "Signe", "", "(+)", "(−)", "", "", ""),
		stats.Variable{Name: residualColumn}.Numbers(make([]float64, 6), nil))
	got := tonesOf([]*stats.Table{first, first, last})
	want := []map[place]tone{{{0, 2}: 1, {1, 1}: -1}, nil, {{1, 1}: 1, {2, 1}: -1}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("tones %v, want %v", got, want)
	}
	if got := tonesOf([]*stats.Table{first}); got[0] != nil {
		t.Errorf("a table without residuals has tones %v", got)
	}
}

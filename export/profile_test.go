package export

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/factor"
	"github.com/xuri/excelize/v2"
)

var codeName = regexp.MustCompile(` \[[^]]*\]$`)

// figures are the numbers and signs of the numbered tables, by table, column
// and row.
func figures(t *testing.T, f *excelize.File) map[string][]string {
	t.Helper()
	cells := map[string][]string{}
	for _, sheet := range f.GetSheetList() {
		var number string
		var header []string
		for _, r := range raw(t, f, sheet) {
			switch {
			case len(r) == 0:
				number = ""
			case strings.HasPrefix(r[0], "Tableau ") && len(r) == 1:
				number, header = r[0], nil
			case number == "" || len(r) < 2:
			case header == nil:
				header = r
			default:
				for j := 1; j < len(r); j++ {
					if _, err := strconv.ParseFloat(r[j], 64); err == nil || r[j] == "s" {
						key := number + " | " + codeName.ReplaceAllString(header[j], "") + " | " + r[0]
						cells[key] = append(cells[key], r[j])
					}
				}
			}
		}
	}
	return cells
}

// A number that differs between two profiles is a fault.
func TestProfilesAgree(t *testing.T) {
	full := scatteredBook(scattered(5), 5)
	want := figures(t, reopened(t, saved(t, full)))
	for _, profile := range []Profile{Accessible, Elected, Technical, Restitution} {
		full.Profile, full.CaseKey = profile, "une phrase longue et secrète"
		got := figures(t, reopened(t, saved(t, full)))
		for key, cells := range got {
			if !slices.Equal(cells, want[key]) {
				t.Errorf("profile %d, %s: %q, the analyst reads %q", profile, key, cells, want[key])
			}
		}
		if profile == Elected {
			if len(got) < 40 || len(got) >= len(want) {
				t.Errorf("the elected read %d figures of %d", len(got), len(want))
			}
		} else if len(got) != len(want) {
			t.Errorf("profile %d has %d figures, the analyst %d", profile, len(got), len(want))
		}
	}
}

func TestAccessible(t *testing.T) {
	b := scatteredBook(scattered(5), 5)
	b.Sheet("À corriger").Add(listing(30), nil)
	b.Profile = Accessible
	f := reopened(t, saved(t, b))
	tables := map[string]bool{}
	for _, name := range f.GetDefinedName() {
		if strings.HasPrefix(name.Name, "Tableau_") {
			tables[name.Name] = true
		}
	}
	for _, sheet := range f.GetSheetList() {
		titles := 0
		rows := raw(t, f, sheet)
		for i, r := range rows {
			if len(r) == 1 && numbered.MatchString(r[0]) {
				titles++
				if number, _, _ := strings.Cut(strings.TrimPrefix(r[0], "Tableau "), " "); !tables["Tableau_"+number] {
					t.Errorf("%q has no name", r[0])
				}
			}
			for j := range r {
				id, _ := f.GetCellStyle(sheet, at(j+1, i+1))
				if style, err := f.GetStyle(id); err != nil || len(style.Fill.Color) > 0 || style.Alignment != nil && style.Alignment.TextRotation != 0 {
					t.Fatalf("sheet %q, %s: filled or upright (%v)", sheet, at(j+1, i+1), err)
				}
			}
		}
		if titles > 1 {
			t.Errorf("sheet %q holds %d tables", sheet, titles)
		}
		merged, _ := f.GetMergeCells(sheet)
		panes, _ := f.GetPanes(sheet)
		scales, _ := f.GetConditionalFormats(sheet)
		if len(merged) > 0 || panes.Freeze || len(scales) > 0 {
			t.Errorf("sheet %q: merged %v, frozen %v, scales %v", sheet, merged, panes.Freeze, scales)
		}
	}
	if len(tables) < 10 {
		t.Errorf("only %d tables have a name", len(tables))
	}
}

func TestElected(t *testing.T) {
	b := &Workbook{Profile: Elected}
	data := cases(t)
	b.Add(stats.CrossTab{Rows: "conflit", Cols: "cadre", Percent: stats.ByRow}.Of(data))
	b.Add(stats.Associations{Rows: []string{"conflit", "age"}, Cols: []string{"cadre"}}.Of(data))
	b.Add(stats.Describe{Columns: []string{"conflit", "age"}}.Of(data))
	b.Add(factor.MCA{Active: []string{"cadre", "conflit"}}.Of(data))
	for _, work := range []string{"À corriger", "Masquage", "Dictionnaire", "Journal"} {
		b.Sheet(work).Add(listing(3), nil)
	}
	b.Sheet("Vide").Add(listing(0), nil)
	f := reopened(t, saved(t, b))
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Lisez-moi", "Sommaire", "Tris croisés", "Associations", "Tris à plat", "Journal"}) {
		t.Errorf("sheets %q", got)
	}
	for _, r := range raw(t, f, "Tris croisés") {
		if len(r) == 1 && (strings.HasPrefix(r[0], "Khi-2") || strings.Contains(r[0], "résidus") && strings.HasPrefix(r[0], "Tableau")) {
			t.Errorf("the elected read %q", r[0])
		}
	}
	var titles []string
	for _, r := range raw(t, f, "Tris à plat") {
		if len(r) == 1 && strings.HasPrefix(r[0], "Tableau") {
			titles = append(titles, r[0])
		}
	}
	if len(titles) != 2 || !strings.HasSuffix(titles[0], "Conflit parental") {
		t.Errorf("of a description the elected read %q", titles)
	}
	for _, r := range raw(t, f, "Journal") {
		if slices.Contains(r, "dossiers.csv") {
			t.Error("the elected read the names of files")
		}
	}
}

func TestTechnical(t *testing.T) {
	b := &Workbook{Profile: Technical}
	b.Add(stats.CrossTab{Rows: "conflit", Cols: "cadre", Percent: stats.ByRow}.Of(cases(t)))
	rows := raw(t, reopened(t, saved(t, b)), "Tris croisés")
	if rows[2][0] != "Conflit parental [conflit]" || rows[2][3] != "Ensemble [ensemble]" {
		t.Errorf("columns are headed %q", rows[2])
	}
}

package export

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/stats"
)

// The method of each result is written from its settings.
func TestMethod(t *testing.T) {
	data := cases(t)
	b := &Workbook{}
	b.Add(stats.Describe{}.Of(data))
	b.Add(stats.CrossTab{Rows: "conflit", Cols: "cadre", Percent: stats.ByRow, Seed: 12345678}.Of(data))
	b.Add(stats.Associations{Rows: []string{"conflit", "age"}, Cols: []string{"cadre"}, Workers: 2}.Of(data))
	b.Add(cadre(), nil)
	rows := raw(t, reopened(t, saved(t, b)), "Méthode")
	want := [][]string{
		{"Tableau 1", "Fréquences et résumés", "", "stats.Describe"},
		{"Tableau 6", "Tri croisé", "Lignes : conflit ; Colonnes : cadre ; Pourcentages : en ligne ; Tirages : 9\u202f999 ; Graine : 12345678", "stats.CrossTab"},
		{"Tableau 9", "Associations deux à deux", "Lignes : conflit, age ; Colonnes : cadre ; Ajustement : Holm", "stats.Associations"},
	}
	for i, w := range want {
		r := rows[i+2]
		if got := []string{r[0], r[2], r[3], r[4]}; !reflect.DeepEqual(got, w) {
			t.Errorf("row %d: %q, want %q", i, got, w)
		}
	}
	if len(rows) != 2+3+1 {
		t.Errorf("%d rows: a table without settings has no method", len(rows))
	}
}

func TestSettingsOf(t *testing.T) {
	type way struct {
		Cut     float64
		Names   []string
		Parts   []struct{ A int }
		Day     time.Time
		Table   *stats.Table
		Adjust  stats.Adjustment
		Percent stats.Percentages
		Yes     bool
		Lang    string
		hidden  int
	}
	settings := way{0.25, make([]string, 31), make([]struct{ A int }, 2), time.Date(2023, 1, 31, 0, 0, 0, 0, time.UTC), &stats.Table{}, stats.Unadjusted, 0, true, "en", 1}
	want := "Cut: 0.25; Names: " + strings.Repeat(", ", 30) + "…; Parts: 2; Day: 2023-01-31; Table: given; Adjustment: none; Percentages: counts; Yes: yes"
	if got := settingsOf(reflect.ValueOf(settings), "en"); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// sources are the types that the house declares, "stats.CrossTab", and its packages.
func sources(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	err := filepath.WalkDir("..", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && entry.Name() != "..":
			return fs.SkipDir
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		found[file.Name.Name] = true
		for _, d := range file.Decls {
			if types, is := d.(*ast.GenDecl); is && types.Tok == token.TYPE {
				for _, s := range types.Specs {
					found[file.Name.Name+"."+s.(*ast.TypeSpec).Name.Name] = true
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// The kinds that export knows by name are types of the house.
func TestKindsExist(t *testing.T) {
	if _, err := os.Stat("../stats"); err != nil {
		t.Skip("the other rooms are not beside this one")
	}
	found := sources(t)
	awaited := map[string]bool{"sequence": true, "cluster": true, "duration": true}
	for name := range homes {
		if !found[name] && !awaited[name] {
			t.Errorf("homes: there is no %s", name)
		}
	}
	for name := range methods {
		if !found[name] {
			t.Errorf("methods: there is no %s", name)
		}
	}
}

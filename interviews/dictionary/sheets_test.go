package dictionary

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/stats"
)

// sheets writes a workbook with a sheet for each name, in the order of names.
func sheets(t testing.TB, content map[string][][]any, change func(*excelize.File)) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, name := range slices.Sorted(maps.Keys(content)) {
		if i == 0 {
			must(book.SetSheetName("Sheet1", name))
		} else {
			_, err := book.NewSheet(name)
			must(err)
		}
		for j, row := range content[name] {
			cell, err := excelize.CoordinatesToCellName(1, j+1)
			must(err)
			must(book.SetSheetRow(name, cell, &row))
		}
	}
	if change != nil {
		change(book)
	}
	data, err := book.WriteToBuffer()
	must(err)
	return data.Bytes()
}

func oneFile(data []byte) fs.FS { return fstest.MapFS{"f.xlsx": {Data: data}} }

// One sheet a CDAS, whose headings drift.
func TestSheets(t *testing.T) {
	d := &Dictionary{Variables: []Variable{
		{Name: "id", Label: "Enfant", Key: true},
		{Name: "debut", Label: "Date début", Type: Date},
		{Name: "age", Label: "Âge", Type: Whole},
		{Name: "lieu", Type: Nominal},
	}}
	data := sheets(t, map[string][][]any{
		"CDAS 1": {{"Enfant", "Date début", "Âge", "lieu"}, {"E1", "03/02/2021", 12, "Hédé"}, {"E2", "04/02/2021", "douze", "Bruz"}},
		"CDAS 2": {{"Dossiers"}, {}, {"ENFANT", "AGE ", "Date de debut"}, {"E3", 13, "05/02/2021"}, {"E1", 14, "06/02/2021"}},
		"CDAS 3": {{"enfant", "Date début", "Âge", "lieu", "remarque"}, {"E5", "", 15, "hede", "x"}, {"Total", "", 1}},
		"Notes":  {{"à faire", "quand"}, {"relire", "lundi"}},
		"Vieux":  {{"Enfant"}, {"E9"}},
	}, func(book *excelize.File) {
		if err := book.SetSheetVisible("Vieux", false); err != nil {
			t.Fatal(err)
		}
	})
	table, report, err := Reader{Dictionary: d, Files: oneFile(data), Sheets: []string{"*"}, SheetAs: "cdas"}.ReadFile("f.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := show(table), "id|debut|age|lieu|cdas\nE1|03/02/2021|12|Hédé|CDAS 1\nE2|04/02/2021|ILL|Bruz|CDAS 1\n"+
		"E3|05/02/2021|13|NR|CDAS 2\nE5|NR|15|Hédé|CDAS 3\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	var problems []string
	for i := range report.Problems {
		problems = append(problems, strings.TrimPrefix(report.Problems[i].String(), "f.xlsx, feuille "))
	}
	for _, says := range []string{
		"« Vieux » : est masquée : elle n'est pas lue",
		"« CDAS 1 », cellule C3, colonne « Âge » : « douze » n'est pas un nombre",
		"« CDAS 2 », ligne 3, colonne « ENFANT » : s'appelle « Enfant » dans la feuille « CDAS 1 » : lue comme la même colonne ; donner partout le même nom à la colonne",
		"« CDAS 2 », ligne 3, colonne « Date de debut » : s'appelle « Date début » dans la feuille « CDAS 1 »",
		"« CDAS 2 », colonne « lieu » : est introuvable",
		"« CDAS 2 », cellule A5, colonne « ENFANT » : « E1 » est déjà l'identifiant de la ligne 2, feuille « CDAS 1 »",
		"« CDAS 3 », colonne « remarque » : n'est pas dans le dictionnaire",
		"« CDAS 3 », ligne 3 : est une ligne de total",
		"« Notes » : n'a aucune colonne du dictionnaire",
	} {
		if !slices.ContainsFunc(problems, func(p string) bool { return strings.HasPrefix(p, says) }) {
			t.Errorf("not said: %s\n%s", says, strings.Join(problems, "\n"))
		}
	}
	accepted := 0
	for i, want := range [][2]int{{2, 0}, {1, 1}, {1, 1}, {0, 0}} {
		s := report.Sources[i]
		accepted += s.Accepted
		if s.Accepted != want[0] || s.Rejected != want[1] || s.Read != s.Accepted+s.Rejected {
			t.Errorf("%s: read %d, accepted %d, rejected %d", s.Sheet, s.Read, s.Accepted, s.Rejected)
		}
	}
	if accepted != table.Len() {
		t.Errorf("%d accepted, %d rows", accepted, table.Len())
	}
	if notes := report.Sources[1].Notes; !slices.Equal(notes, []string{"en-tête lu ligne 3", "colonne « Date de debut » lue comme « debut »"}) {
		t.Errorf("notes %q", notes)
	}

	// Two sheets by name, which the dictionary knows as levels.
	d.Variables = append(d.Variables, Variable{Name: "cdas", Type: Nominal, Levels: []stats.Level{{Code: "cdas1", Label: "CDAS de Hédé"}}})
	table, report, err = Reader{Dictionary: d, Files: oneFile(data), Sheets: []string{"cdas 3", "CDAS 1"}, SheetAs: "cdas"}.ReadFile("f.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := show(table), "id|debut|age|lieu|cdas\nE5|NR|15|hede|NR\nE1|03/02/2021|12|hede|CDAS de Hédé\nE2|04/02/2021|ILL|Bruz|CDAS de Hédé\n"; got != want {
		t.Errorf("got\n%s", got)
	}
	if p := report.Problems[0]; p.Found != "CDAS 3" || p.Column != "cdas" || p.Summary != "n'est pas une modalité de cette variable" {
		t.Errorf("a sheet that is no level: %v", &p)
	}
}

func TestSheetsRefuse(t *testing.T) {
	d := &Dictionary{Variables: []Variable{{Name: "id", Key: true}, {Name: "x"}}}
	data := sheets(t, map[string][][]any{"A": {{"id", "x"}, {"1", "a"}}, "B": {{"y"}, {"2"}}, "C": {{"x"}, {"3"}}}, nil)
	for says, reader := range map[string]Reader{
		"f.xlsx, feuille « D » : n'existe pas ; choisir parmi : A, B, C": {Sheets: []string{"A", "D"}},
		"Sheet and Sheets": {Sheets: []string{"A"}, Sheet: "B"},
		"f.xlsx, feuille « B » : n'a aucune colonne du dictionnaire":                        {Sheets: []string{"B", "C"}},
		"f.xlsx, feuille « C », colonne « id » : est introuvable : sans elle rien n'est lu": {Sheets: []string{"C"}},
	} {
		reader.Dictionary, reader.Files = d, oneFile(data)
		if _, _, err := reader.ReadFile("f.xlsx"); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
	// Of three sheets one can be read: the others have their problem.
	table, report, err := Reader{Dictionary: d, Files: oneFile(data), Sheets: []string{"B", "A", "C"}}.ReadFile("f.xlsx")
	if err != nil || table.Len() != 1 || len(report.Problems) != 2 {
		t.Errorf("%v, %v, %s", table, err, report)
	}
	// A CSV file has no sheets, but a name.
	table, _, err = Reader{Dictionary: d, Files: fstest.MapFS{"cdas4.csv": {Data: []byte("id;x\n1;a\n")}}, SheetAs: "cdas"}.ReadFile("cdas4.csv")
	if err != nil || show(table) != "id|x|cdas\n1|a|cdas4\n" {
		t.Errorf("%v, %v", table, err)
	}
}

func TestCSVCountedFrom1904(t *testing.T) {
	d := &Dictionary{Variables: []Variable{{Name: "id", Key: true}, {Name: "d", Type: Date}}}
	table, _, err := Reader{Dictionary: d, Files: fstest.MapFS{"f.csv": {Data: []byte("id;d\n1;42768\n2;03/02/2021\n")}}, From1904: true}.ReadFile("f.csv")
	if err != nil || show(table) != "id|d\n1|03/02/2021\n2|03/02/2021\n" {
		t.Errorf("%v, %v", table, err)
	}
}

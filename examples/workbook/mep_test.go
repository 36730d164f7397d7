package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// beyond are sheets of examples/mep for which that program makes variables of its
// own, or keeps one child a family: a plan cannot say it.
var beyond = []string{
	"Profils", "Profils – chiffres", "Profils – classes", "Profils – axes", "Parcours", "Parcours – fiches", "Parcours – états", "Parcours – lecture", "Parcours × profils",
	"Attentes", "Durées et issues", "Accord des codeurs", "Configurations", "Comité de pilotage",
}

// block is a table of a workbook, with its title without its number.
type block struct {
	sheet, title string
	rows         [][]string
}

func blocks(t *testing.T, workbook string) []block {
	t.Helper()
	var list []block
	names, cells := sheets(t, workbook)
	for _, sheet := range names {
		if sheet == "Sommaire" || sheet == "Journal" {
			continue // they tell of the whole workbook
		}
		first := len(list)
		for _, row := range cells[sheet] {
			if len(row) == 0 {
				continue
			}
			if number, title, found := strings.Cut(row[0], " – "); found && strings.HasPrefix(number, "Tableau ") {
				list = append(list, block{sheet: sheet, title: title})
				continue
			}
			if len(list) > first { // else a sheet without numbered tables, of the workbook itself
				list[len(list)-1].rows = append(list[len(list)-1].rows, row)
			}
		}
	}
	return list
}

// agrees tells whether two tables say the same, but for what is hidden in one of
// them only: what else the workbook shows decides that.
func (b block) agrees(other block) bool {
	const hidden = "s"
	if b.title != other.title || b.sheet != other.sheet {
		return false
	}
	if slices.EqualFunc(b.rows, other.rows, slices.Equal) {
		return true
	}
	table := func(rows [][]string) [][]string { // without its notes
		return slices.DeleteFunc(slices.Clone(rows), func(row []string) bool { return len(row) < 2 })
	}
	return slices.EqualFunc(table(b.rows), table(other.rows), func(x, y []string) bool {
		return slices.EqualFunc(x, y, func(a, b string) bool { return a == b || a == hidden || b == hidden })
	})
}

// The plan that ships here makes the tables of examples/mep cell by cell, with no
// Go written.
func TestThePlanReproducesTheWorkbookOfMEP(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles and runs another program")
	}
	theirs, ours := filepath.Join(t.TempDir(), "mep.xlsx"), filepath.Join(t.TempDir(), "plan.xlsx")
	if out, err := exec.Command("go", "run", "../mep", "-o", theirs).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	call(t, done, "-study", mep, "-plan", "plan.csv", "-o", ours)
	got := blocks(t, ours)
	tables, cells := 0, 0
	for _, want := range blocks(t, theirs) {
		switch {
		case slices.ContainsFunc(got, want.agrees):
			tables++
			for _, row := range want.rows {
				cells += len(row)
			}
		case !slices.Contains(beyond, want.sheet):
			t.Errorf("sheet %q: the plan does not make the table %q as examples/mep does", want.sheet, want.title)
		}
	}
	if t.Logf("%d tables, %d cells", tables, cells); tables < 40 || cells < 4000 {
		t.Errorf("only %d tables and %d cells compared", tables, cells)
	}
}

// Every method is in the plan of testdata, and does what it is asked.
func TestEveryMethodRuns(t *testing.T) {
	if testing.Short() {
		t.Skip("all methods, one by one")
	}
	plan := filepath.Join("testdata", "methods.csv")
	text, err := os.ReadFile(plan)
	if err != nil {
		t.Fatal(err)
	}
	for i := range methods {
		if !slices.ContainsFunc(methods[i].names, func(name string) bool { return strings.Contains(string(text), "\n"+name+";") }) {
			t.Errorf("no line of %s asks for %q", plan, methods[i].name())
		}
	}
	var books [2]map[string][][]string
	for i := range books {
		name := filepath.Join(t.TempDir(), "tout.xlsx")
		said, _ := call(t, done, "-study", mep, "-plan", plan, "-o", name)
		if told := lines(said, "methods.csv, "); len(told) > 0 {
			t.Errorf("%q", told)
		}
		_, books[i] = sheets(t, name)
	}
	for name, rows := range books[0] {
		if at := firstDifference(rows, books[1][name]); at > 0 {
			t.Errorf("two runs give another row %d of sheet %q", at, name)
		}
	}
	for _, m := range methods {
		if m.sheet != "" && len(books[0][strings.ReplaceAll(m.sheet, "'", "’")]) < 4 {
			t.Errorf("%q wrote nothing on its sheet %q", m.name(), m.sheet)
		}
	}
	for i, row := range books[0]["Plan"][3:] {
		if len(row) > 1 && row[len(row)-1] != "faite" {
			t.Errorf("row %d of the sheet Plan: %q", i+4, row)
		}
	}
}

// A filter keeps the same cases whatever the method looks at.
func TestAFilterReachesTablesPathsAndTexts(t *testing.T) {
	folder := copyOf(t, mep)
	write(t, folder, "plan.csv", "methode;feuille;lignes;filtre;options\n"+
		"tri à plat;A;cadre;cadre = judiciaire;\n"+
		"parcours;B;;cadre = judiciaire;pas = an\n"+
		"thèmes;C;M2.1;role = mère;\n"+
		"concordance;D;confiance;role = père;\n")
	name := filepath.Join(t.TempDir(), "f.xlsx")
	call(t, done, "-study", folder, "-o", name)
	_, cells := sheets(t, name)
	all := func(sheet string) string {
		var text strings.Builder
		for _, row := range cells[sheet] {
			text.WriteString(strings.Join(row, " | ") + "\n")
		}
		return text.String()
	}
	for sheet, want := range map[string][]string{
		"A": {"Champ : ensemble des dossiers : cadre = judiciaire, n = 144"},
		"B": {"Filtre du plan : cadre = judiciaire."},
		"C": {"Filtre du plan : role = mère.", "Situations : 12, dont 7"},
		"D": {"Filtre du plan : role = père.", "C03-pere"},
	} {
		for _, words := range want {
			if !strings.Contains(all(sheet), words) {
				t.Errorf("sheet %s does not say %q:\n%s", sheet, words, all(sheet))
			}
		}
	}
	if strings.Contains(all("D"), "mere") {
		t.Error("the concordance of fathers quotes a mother")
	}
}

// The clocks of paths, and groups that are too small to be compared.
func TestPaths(t *testing.T) {
	folder := copyOf(t, mep)
	write(t, folder, "plan.csv", "methode;feuille;colonnes;filtre;options\n"+
		"parcours;A;;;pas = an | horloge = âge | naissance = naissance | jusqu'au = 31/12/2023\n"+
		"parcours;B;;;horloge = âge\n"+
		"parcours selon;C;cdas;;pas = an | tirages = 9\n"+
		"parcours selon;D;conflit_parental;sexe = fille;pas = an | tirages = 9\n")
	name := filepath.Join(t.TempDir(), "p.xlsx")
	said, _ := call(t, lost, "-study", folder, "-o", name)
	told := lines(said, "plan.csv, ")
	if len(told) != 2 || !strings.Contains(told[0], "demande l'option naissance") || !strings.Contains(told[1], "a moins de 5 cas : la regrouper") {
		t.Errorf("%q", told)
	}
	names, _ := sheets(t, name)
	for _, sheet := range []string{"A", "D"} {
		if !slices.Contains(names, sheet) {
			t.Errorf("no sheet %s: %q", sheet, names)
		}
	}
	if slices.Contains(names, "C") {
		t.Error("small groups were compared")
	}
}

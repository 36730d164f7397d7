package crossed_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
)

// table reads a file of testdata with a dictionary of the study across periods.
func table(t testing.TB, name, file string) *stats.Table {
	t.Helper()
	book, err := design.Accompaniment().Dictionary(name)
	check(t, err)
	table, _, err := dictionary.Reader{Dictionary: book, Files: os.DirFS("testdata")}.ReadFile(file)
	check(t, err)
	return table
}

func TestFindings(t *testing.T) {
	m, err := crossed.Findings{Documents: table(t, "documents", "documents.csv")}.Of(table(t, "constats", "constats.csv"))
	check(t, err)
	if m.N != 8 || len(m.Findings) != 6 {
		t.Fatalf("%d of %d", len(m.Findings), m.N)
	}
	want := []string{
		"Constats sans code, sans thème ou sans document daté, non comptés : 2.",
		"Liens vers un constat qui n'est pas dans le fichier : 1.",
		"Liens vers un constat d'une convention antérieure, à vérifier : 1.",
	}
	if !slices.Equal(m.Warnings, want) {
		t.Errorf("%q", m.Warnings)
	}
	tables := m.Tables()
	if got := cells(tables[0]); got != `E-administration|1 abandonné|SO|1 suivi d'effet, 1 devenir inconnu|2
Perte de sens|1 repris|1 contredit|1 devenir inconnu|3
` {
		t.Errorf("matrix\n%s", got)
	}
	counts := tables[1]
	sum := 0
	for row := range counts.Len() - 1 {
		sum += figure(t, counts, "n", row)
	}
	if total := figure(t, counts, "n", counts.Len()-1); sum != 6 || total != 6 {
		t.Errorf("%d findings in the lines, %d in all", sum, total)
	}
	if got := cells(tables[2]); got != `Perte de sens|F1|Convention 2012-2014|repris|F2|Convention 2015-2017
Perte de sens|F2|Convention 2015-2017|contredit|F3|Convention 2018-2020
E-administration|F5|Convention 2018-2020|suivi d'effet|F4|Convention 2012-2014
` {
		t.Errorf("links\n%s", got)
	}
}

func TestFindingsFaults(t *testing.T) {
	if _, err := (crossed.Findings{}).Of(texts(t, "id_constat", "F1")); err == nil {
		t.Error("no documents, no error")
	}
	documents := texts(t, "id_doc|convention", "D2|2015", "D1|2012")
	if _, err := (crossed.Findings{Documents: documents}).Of(texts(t, "id_constat", "F1")); err == nil {
		t.Error("no columns, no error")
	}
	m, err := crossed.Findings{Documents: documents}.Of(texts(t, "id_constat|id_doc|theme|devenir", "F1|D2|T|oublié", "F1|D1|T|repris"))
	check(t, err)
	// Periods without declared order go by name; the same code twice counts once.
	if m.Periods[0].Code != "2012" || len(m.Findings) != 1 || m.Findings[0].Period != 1 || len(m.Warnings) != 2 {
		t.Errorf("%+v", m)
	}
	// A link inside one period does not go back in time.
	m, err = crossed.Findings{Documents: documents}.Of(texts(t, "id_constat|id_doc|theme|devenir|id_constat_lie", "F1|D1|T|repris|F2", "F2|D1|T||"))
	check(t, err)
	if len(m.Warnings) != 0 || m.Tables()[2].Len() != 1 {
		t.Errorf("%q", m.Warnings)
	}
	// What became of several is told in the plural.
	m, err = crossed.Findings{Documents: documents}.Of(texts(t, "id_constat|id_doc|theme|devenir",
		"F1|D1|T|abandonne", "F2|D1|T|abandonne", "F3|D1|T|suivi", "F4|D1|T|suivi", "F5|D1|T|contredit", "F6|D1|T|repris", "F7|D1|T|repris"))
	check(t, err)
	if got, want := cells(m.Tables()[0]), "2 repris, 2 suivis d'effet, 2 abandonnés, 1 contredit"; !strings.Contains(got, want) {
		t.Errorf("%q lacks %q", got, want)
	}
}

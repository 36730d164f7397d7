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

// places reads testdata/lieux.csv with the dictionary of the study.
func places(t testing.TB) *stats.Table {
	t.Helper()
	book, err := design.Rural().Dictionary("lieux")
	check(t, err)
	table, report, err := dictionary.Reader{Dictionary: book, Files: os.DirFS("testdata")}.ReadFile("lieux.csv")
	check(t, err)
	if table.Len() != 9 {
		t.Fatalf("%d rows\n%s", table.Len(), report)
	}
	return table
}

func TestRecourse(t *testing.T) {
	people := texts(t, "id|permis", "J01|oui", "J02|non", "J03|non")
	m, err := crossed.Recourse{People: people, By: "permis"}.Of(places(t))
	check(t, err)
	if m.N != 9 || len(m.Ties) != 8 || !slices.Equal(m.Youths, []string{"J01", "J02", "J03", "J04"}) ||
		!slices.Equal(m.Places, []string{"Mission locale", "CDAS", "CAF"}) {
		t.Fatalf("%d rows, %d ties, %v, %v", m.N, len(m.Ties), m.Youths, m.Places)
	}
	// J03's CAF stands twice, and says no substitute.
	want := []string{"Lignes d'un même jeune et d'un même lieu déjà lus, non comptées : 1.", "Lieux contournés sans substitut nommé : 1."}
	if !slices.Equal(m.Warnings, want) {
		t.Errorf("warnings %q", m.Warnings)
	}
	if m.Agree != 5 || m.Stated != 6 {
		t.Errorf("%d of %d agree", m.Agree, m.Stated)
	}
	tables := m.Tables()
	wants := []string{
		`Mission locale|privilégié|contourné|contourné|SO
CDAS|ignoré|évité|évité|SO
CAF|SO|SO|contourné|non renseigné
`,
		`privilégié|1|0|0|0|0|1|2
évité|0|1|0|0|0|0|1
contourné|0|0|2|0|0|0|2
indifférent|0|0|1|0|0|0|1
ignoré|0|0|0|0|1|0|1
non renseigné|0|1|0|0|0|0|1
Ensemble|1|2|3|0|1|1|8
`,
		`Mission locale|1|0|2|0|0|0|3
CDAS|0|2|0|0|1|0|3
CAF|0|0|1|0|0|1|2
Ensemble|1|2|3|0|1|1|8
`,
		// not eligible, recourse, late, not known, not asked, not received, not offered, not directed, not recorded
		`Mission locale|0|1|0|0|1|0|1|0|0|3
CDAS|1|0|0|1|0|1|0|0|0|3
CAF|0|0|1|0|0|0|0|1|0|2
Ensemble|1|1|1|1|1|1|1|1|0|8
`,
	}
	for i, want := range wants {
		if got := cells(tables[i]); got != want {
			t.Errorf("%s\n%s", tables[i].Title(), got)
		}
	}
	if got := tables[3].Caption().Population; got != "Non-recours : 5 liens sur 7 où le recours est renseigné et le jeune éligible." {
		t.Error(got)
	}
	if got := cells(tables[5]); got != "Mission locale|le patron|2\nCAF|NR|1\n" {
		t.Errorf("substitutes\n%s", got)
	}
	if got := cells(tables[6]); got != "permis|oui|1|0|0|0|1|0|2\npermis|non|0|2|3|0|0|0|5\npermis|non renseigné|0|0|0|0|0|1|1\nEnsemble|SO|1|2|3|0|1|1|8\n" {
		t.Errorf("attribute\n%s", got)
	}
	reasons := cells(tables[4])
	for _, line := range []string{"Distance|0|0|2|0|0|0|2\n", "Honte|0|1|1|0|0|0|2\n", "Numérique|0|0|1|0|0|0|1\n", "Sans objet|1|0|0|0|0|0|1\n", "Raisons non renseignées|0|0|0|0|1|1|2\n"} {
		if !strings.Contains(reasons, line) {
			t.Errorf("no line %q in\n%s", line, reasons)
		}
	}
	for _, table := range tables[1:4] {
		if table.Totals() != 1 {
			t.Errorf("%s: %d totals", table.Title(), table.Totals())
		}
	}
}

func TestRecourseDeclaredIsNotCoded(t *testing.T) {
	m, err := crossed.Recourse{Declared: true}.Of(places(t))
	check(t, err)
	if got := cells(m.Tables()[2]); !strings.HasSuffix(got, "Ensemble|2|1|2|1|1|1|8\n") {
		t.Error(got)
	}
}

func TestRecourseSheets(t *testing.T) {
	m, err := crossed.Recourse{}.Of(places(t))
	check(t, err)
	place, err := m.PlaceSheet("CDAS")
	check(t, err)
	if got := cells(place); got != "J01|CDAS|L02|ignoré|ignoré|SO|non-connaissance|NR\nJ02|CDAS|L02|évité|évité|SO|non-réception|Interconnaissance\nJ03|CDAS|L02|NR|évité|SO|sans objet (non éligible)|Honte\n" {
		t.Error(got)
	}
	// What does not apply is not what nobody wrote.
	person, err := m.PersonSheet("J01")
	check(t, err)
	if got := cells(person); got != "J01|Mission locale|L01|privilégié|privilégié|SO|recours|SO\nJ01|CDAS|L02|ignoré|ignoré|SO|non-connaissance|NR\n" {
		t.Error(got)
	}
	person, err = m.PersonSheet("J02")
	check(t, err)
	if got := cells(person); got != "J02|Mission locale|L01|indifférent|contourné|le patron|non-demande|Distance ; Honte\nJ02|CDAS|L02|évité|évité|SO|non-réception|Interconnaissance\n" {
		t.Error(got)
	}
	if _, err := m.PlaceSheet("Mairie"); err == nil {
		t.Error("a sheet of no place")
	}
	if _, err := m.PersonSheet("J99"); err == nil {
		t.Error("a sheet of nobody")
	}
}

func TestRecourseFaults(t *testing.T) {
	if _, err := (crossed.Recourse{}).Of(texts(t, "id_jeune|lieu_type", "J1|caf")); err == nil || !strings.Contains(err.Error(), "statut_code") {
		t.Error(err)
	}
	if _, err := (crossed.Recourse{By: "permis"}).Of(places(t)); err == nil {
		t.Error("By without People")
	}
	// Words instead of codes are understood; what is neither is reported.
	m, err := crossed.Recourse{}.Of(texts(t, "id_jeune|lieu_type|statut_code|non_recours", "J1|caf|Évité|Non-demande", "J2|caf|fui|", "|caf|évité|"))
	check(t, err)
	if len(m.Ties) != 2 || m.Ties[0].Coded != crossed.Avoided || m.Ties[0].Claim != crossed.Unclaimed || m.Ties[1].Coded != crossed.NoStance || len(m.Warnings) != 2 {
		t.Errorf("%+v %q", m.Ties, m.Warnings)
	}
	// A substitute is missed where the stance that counts is bypassed.
	other := texts(t, "id_jeune|lieu_type|statut_declare|statut_code", "J1|caf|contourné|évité")
	for declared, want := range map[bool]int{false: 0, true: 1} {
		m, err := crossed.Recourse{Declared: declared}.Of(other)
		check(t, err)
		if len(m.Warnings) != want {
			t.Errorf("declared %v: %q", declared, m.Warnings)
		}
	}
	empty, err := crossed.Recourse{}.Of(texts(t, "id_jeune|lieu_type|statut_code"))
	check(t, err)
	if len(empty.Ties) != 0 || empty.Tables()[2].Len() != 1 {
		t.Errorf("%+v", empty)
	}
}

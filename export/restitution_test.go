package export

import (
	"bytes"
	"strings"
	"testing"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

const secret = "une phrase longue et secrète"

// journeys are three cases with a figure each, and a note that names one.
func journeys() *stats.Table {
	return stats.MustTable("Parcours de C03", text("id_cas", "Situation", "C01", "C02", "C03"), text("id_enfant", "Enfant", "E11", "E12", ""),
		text("note", "Note", "comme C02", "", "C03 et C031"), stats.Variable{Name: "mois", Label: "Mois"}.Numbers([]float64{3, 5, 8}, nil),
	).Captioned(stats.Caption{Notes: []string{"Situation C03 : dossier incomplet."}})
}

// Cases have codes of their own, everywhere, other ones in each deliverable.
func TestRestitutionCodes(t *testing.T) {
	book := func(title, key string) *Workbook {
		b := &Workbook{Title: title, Profile: Restitution, CaseKey: key}
		b.Add(journeys(), nil)
		b.Sheet("À corriger").Add(listing(3), nil) // it would name files and cases
		b.Sheet("Annexes").Add(&interviews.Report{Problems: []interviews.Problem{{File: "C01-mere.docx", Summary: "C01"}}}, nil)
		return b
	}
	b := book("Restitution aux familles", secret)
	data := saved(t, b)
	f := reopened(t, data)
	for _, sheet := range f.GetSheetList() {
		if strings.Contains(sheet, "C03") || sheet == "À corriger" || sheet == "Annexes" {
			t.Errorf("sheet %q names a case", sheet)
		}
		for _, r := range raw(t, f, sheet) {
			for _, cell := range r {
				for _, id := range []string{"C01", "C02", "C03 ", "E11", "E12"} {
					if strings.Contains(cell+" ", id) {
						t.Errorf("sheet %q: %q names a case", sheet, cell)
					}
				}
			}
		}
	}
	codes, err := b.CaseCodes()
	if err != nil || codes.Len() != 6 {
		t.Fatalf("%v, %v", codes, err)
	}
	if !codes.Columns()[1].Variable().Identifying {
		t.Error("the key of the codes may be exported")
	}
	if !bytes.Equal(data, saved(t, book("Restitution aux familles", secret))) {
		t.Error("the same key gives other codes")
	}
	key := func(b *Workbook) string {
		codes, err := b.CaseCodes()
		if err != nil {
			t.Fatal(err)
		}
		column, _ := codes.Texts("identifiant")
		var all []string
		for i := range codes.Len() {
			id, _ := column.At(i)
			all = append(all, id)
		}
		return strings.Join(all, " ")
	}
	same := 0
	for _, other := range []string{"a", "b", "c", "d", "e", "f"} {
		if key(book(other, secret)) == key(b) {
			same++
		}
		if key(book("Restitution aux familles", secret+other)) == key(b) {
			same++
		}
	}
	if same > 3 {
		t.Errorf("%d of 12 other deliverables have the same codes", same)
	}
	if err := book("x", "court").Save(t.TempDir() + "/x.xlsx"); err == nil || !strings.Contains(err.Error(), "needs a CaseKey") {
		t.Errorf("a short key gives %v", err)
	}
}

// oneSide stands for a choice of quotes.
type chosen struct {
	Spec struct{ OneSide, BySide bool }
	*stats.Table
}

func TestRestitutionRefuses(t *testing.T) {
	roles := func(role string) *stats.Table {
		return stats.MustTable("Entretiens", text("id_cas", "Situation", "C01", "C02"), text("role", "Rôle", "mère", role))
	}
	both := stats.MustTable("Entretiens", text("id_cas", "Situation", "C01", "C01"), text("role", "Rôle", "mère", "jeune"))
	voices := stats.MustTable("Regards", text("id_cas", "Situation", "C01"), text("voix_1", "Jeune", "dit"), text("voix_2", "Parent", "tait"))
	said := stats.MustTable("Concordance", text("role", "Rôle", "mère", "jeune"), stats.Variable{Name: "citation"}.Texts([]string{"on m'a dit", "rien"}, nil).Marked([][]stats.Span{{{Start: 0, End: 2}}, nil}))
	quoted := func(side, by bool) chosen {
		c := chosen{Table: quotes()}
		c.Spec.OneSide, c.Spec.BySide = side, by
		return c
	}
	tests := map[string]struct {
		results []stats.Tabler
		want    string
	}{
		"one role a case":              {[]stats.Tabler{roles("jeune")}, ""},
		"two roles in one table":       {[]stats.Tabler{both}, "shows mère and jeune of one case"},
		"two roles in two tables":      {[]stats.Tabler{roles("jeune"), roles("père")}, "shows jeune and père of one case"},
		"voices side by side":          {[]stats.Tabler{voices}, "voices of cases beside each other"},
		"words of two roles":           {[]stats.Tabler{said}, "quotes mère and jeune in one list"},
		"quotes of one side":           {[]stats.Tabler{quoted(true, false)}, ""},
		"quotes of several sides":      {[]stats.Tabler{quoted(false, false)}, "set OneSide"},
		"quotes chosen twice":          {[]stats.Tabler{quoted(true, false), quoted(true, false)}, "chosen twice"},
		"sides of cases in columns":    {[]stats.Tabler{quoted(true, true)}, "leave out BySide"},
		"counts of persons, no quotes": {[]stats.Tabler{cadre()}, ""},
	}
	for name, c := range tests {
		b := &Workbook{Profile: Restitution, CaseKey: secret}
		for i, r := range c.results {
			b.Sheet(strings.Repeat("T", i+1)).Add(r, nil)
		}
		_, err := b.bytes()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
	}
}

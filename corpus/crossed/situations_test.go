package crossed_test

import (
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/crossed"
)

// account writes what a voice does as testdata/situations.csv does.
func account(a crossed.Account) string {
	switch a.State {
	case crossed.NotInterviewed:
		return "absent"
	case crossed.NotRead:
		return "nonlu"
	case crossed.NotAsked:
		return "nondemande"
	case crossed.Silent:
		return "tait"
	}
	return [...]string{"sans", "-", "0", "+", "~", "?"}[a.Tone]
}

func TestSituationsAreThoseReadByHand(t *testing.T) {
	c, book, codings := study(t)
	m, err := crossed.Situations{Codebook: book}.Of(c, codings)
	check(t, err)
	if m.N != 25 || len(m.Cells) != 25*len(book.IDs()) {
		t.Fatalf("%d situations, %d cells", m.N, len(m.Cells))
	}
	// 9 triads and 10 dyads were planned; C07 loses its youth, C15 its mother.
	if m.Triads != 8 || m.Dyads != 10 {
		t.Errorf("%d triads, %d dyads", m.Triads, m.Dyads)
	}
	for _, want := range wanted(t, "situations.csv") {
		found := false
		for _, cell := range m.Cells {
			if cell.Code.ID != want[0] || cell.Situation != want[1] {
				continue
			}
			found = true
			got := []string{account(cell.Accounts[0]), account(cell.Accounts[1]), account(cell.Accounts[2]), cell.Relation.String()}
			if strings.Join(got, ";") != strings.Join(want[2:], ";") {
				t.Errorf("%s in %s: %v, by hand %v", want[0], want[1], got, want[2:])
			}
		}
		if !found {
			t.Errorf("no cell %s in %s", want[0], want[1])
		}
	}
}

// The same is counted three ways; every line adds up.
func TestSituationSums(t *testing.T) {
	c, book, codings := study(t)
	for _, byRole := range []bool{false, true} {
		m, err := crossed.Situations{Codebook: book, ByRole: byRole}.Of(c, codings)
		check(t, err)
		if byRole && strings.Join(m.Voices, ",") != "jeune,mère,père,référent MEP" {
			t.Errorf("voices %v", m.Voices)
		}
		relations := m.Tables()[1]
		names := relations.Names()[3:]
		for row := range relations.Len() {
			sum := 0
			for _, name := range names[:len(names)-1] {
				sum += figure(t, relations, name, row)
			}
			n := figure(t, relations, "n", row)
			if want := []int{m.Triads, m.Dyads, m.N}[row%3]; sum != n || n != want {
				t.Errorf("relations, row %d: %d in all, n %d, want %d", row, sum, n, want)
			}
		}
		voices := m.Tables()[2]
		for row := range voices.Len() {
			sum := 0
			for _, name := range []string{"dit", "se_tait", "non_demande", "non_lu", "non_interroge"} {
				sum += figure(t, voices, name, row)
			}
			if sum != 25 || figure(t, voices, "n", row) != 25 {
				t.Errorf("voices, row %d: %d", row, sum)
			}
		}
		if m.Tables()[0].Len() != len(m.Cells) {
			t.Errorf("the matrix has %d rows", m.Tables()[0].Len())
		}
	}
}

func small(t testing.TB) (*corpus.Corpus, *corpus.Codebook) {
	t.Helper()
	return newCorpus(t,
		interview("J1", "S1", "jeune", "Elle tient parole.", "Je ne vais plus au collège."),
		interview("M1", "S1", "mère", "Elle note tout.", "Le foyer, jamais."),
		interview("P1", "S1", "référent MEP", "La confiance est venue.", "On a parlé du foyer."),
		interview("J2", "S2", "jeune", "Elle rappelle vite."),
		interview("M2", "S2", "mère"),
		interview("X", "", "jeune", "Rien à dire.")), newCodebook(t)
}

func TestStatesDiffer(t *testing.T) {
	c, book := small(t)
	codings := code(t, c, book, "J1:1 A1 AB +", "J1:2 B AB -", "M1:1 A2 AB -", "M1:2 C AB -", "P1:1 A1 AB +", "J2:1 A1 AB +", "P1:2 C AB 0")
	guide := texts(t, "code|posee|regard|id_entretien", "C|non|jeune|", "B|non||M1", "B|non||J1", "A|non||P1", "C|oui||J2")
	m, err := crossed.Situations{Codebook: book, Codes: []string{"A", "A1", "B", "C"}, Guide: guide}.Of(c, codings)
	check(t, err)
	want := `A S1 + - + dissonance
A1 S1 + tait + silence
B S1 - nondemande tait silence
C S1 nondemande - 0 complément
A S2 + nonlu absent non croisé
A1 S2 + nonlu absent non croisé
B S2 tait nonlu absent non croisé
C S2 tait nonlu absent non croisé
A X nonlu absent absent non croisé
A1 X nonlu absent absent non croisé
B X nonlu absent absent non croisé
C X nonlu absent absent non croisé
`
	var got strings.Builder
	for _, cell := range m.Cells {
		got.WriteString(cell.Code.ID + " " + cell.Situation)
		for _, a := range cell.Accounts {
			got.WriteString(" " + account(a))
		}
		got.WriteString(" " + cell.Relation.String() + "\n")
	}
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
	// B of J1, and A and A1 of P1, were said though nobody asked.
	if text := strings.Join(m.Warnings, "\n"); !strings.Contains(text, "sans que le guide l'ait demandé : 3 fois") {
		t.Errorf("warnings: %s", text)
	}
}

// Where the coder asked for coded nothing, nobody is silent.
func TestACoderReadsWhatHeCodes(t *testing.T) {
	c, book := small(t)
	codings := code(t, c, book, "J1:1 A1 AB +", "M1:1 B CD", "J1:2 B CD")
	for coder, want := range map[string]string{"": "+ tait nonlu", "AB": "+ nonlu nonlu", "CD": "tait tait nonlu"} {
		m, err := crossed.Situations{Codebook: book, Codes: []string{"A1"}, Coder: coder}.Of(c, codings)
		check(t, err)
		a := m.Cells[0].Accounts
		if got := account(a[0]) + " " + account(a[1]) + " " + account(a[2]); got != want {
			t.Errorf("coder %q: %s, want %s", coder, got, want)
		}
	}
}

func TestRelations(t *testing.T) {
	tests := []struct {
		name  string
		codes []string
		want  crossed.Relation
	}{
		{"same code, same tone", []string{"J1:1 A1 AB +", "M1:1 A1 AB +", "P1:1 A1 AB +"}, crossed.Convergence},
		{"same tone of other codes", []string{"J1:1 A1 AB +", "M1:1 A2 AB +", "P1:1 A1 AB +"}, crossed.Complement},
		{"neutral and negative", []string{"J1:1 A1 AB 0", "M1:1 A1 AB -", "P1:1 A1 AB -"}, crossed.Complement},
		{"no valence at all", []string{"J1:1 A1 AB", "M1:1 A1 AB", "P1:1 A1 AB"}, crossed.Convergence},
		{"opposed, though one is silent", []string{"J1:1 A1 AB +", "M1:1 A1 AB -"}, crossed.Dissonance},
		{"opposed", []string{"J1:1 A1 AB +", "M1:1 A1 AB -", "P1:1 A1 AB 0"}, crossed.Dissonance},
		{"coders contradict one another", []string{"J1:1 A1 AB +", "J1:1 A1 CD -", "M1:1 A1 AB +", "P1:1 A1 AB +"}, crossed.Unsettled},
		{"one coder finds both", []string{"J1:1 A1 AB +", "J1:2 A1 AB -", "M1:1 A1 AB +", "P1:1 A1 AB +"}, crossed.Complement},
		{"opposed whatever is disputed", []string{"J1:1 A1 AB +", "J1:1 A1 CD -", "M1:1 A1 AB +", "P1:1 A1 AB -"}, crossed.Dissonance},
	}
	c, book := small(t)
	read := []string{"J1:1 B AB", "M1:1 B AB", "P1:1 B AB"} // so that all were read
	for _, test := range tests {
		m, err := crossed.Situations{Codebook: book, Codes: []string{"A"}}.Of(c, code(t, c, book, append(test.codes, read...)...))
		check(t, err)
		if got := m.Cells[0].Relation; got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestJudgements(t *testing.T) {
	c, book := small(t)
	codings := code(t, c, book, "J1:1 A1 AB +", "M1:1 A1 AB +", "P1:1 A1 AB +")
	judged := crossed.Judgement{Situation: "S1", Code: "A1", Relation: crossed.Dissonance, Reason: "l'une parle d'un autre service"}
	m, err := crossed.Situations{Codebook: book, Judgements: []crossed.Judgement{judged}}.Of(c, codings)
	check(t, err)
	for _, cell := range m.Cells {
		if cell.Situation == "S1" && cell.Code.ID == "A1" && (cell.Relation != crossed.Dissonance || cell.Rule != crossed.Convergence || !cell.Judged) {
			t.Errorf("%+v", cell)
		}
	}
	if m.Count("A1", 3, crossed.Dissonance) != 1 || m.Count("A1", 3, crossed.Convergence) != 0 {
		t.Error("the judgement is not counted")
	}
	for _, wrong := range []crossed.Judgement{{Situation: "S9", Code: "A1"}, {Situation: "S1", Code: "Z"}, {Situation: "S1", Code: "A1", Relation: 99}} {
		if _, err := (crossed.Situations{Codebook: book, Judgements: []crossed.Judgement{wrong}}).Of(c, codings); err == nil {
			t.Errorf("no error for %+v", wrong)
		}
	}
	twice := []crossed.Judgement{judged, judged}
	if _, err := (crossed.Situations{Codebook: book, Judgements: twice}).Of(c, codings); err == nil {
		t.Error("no error for two judgements of one cell")
	}
}

// What is said of a code goes before what is said of those above it.
func TestGuideOfTheCodeGoesFirst(t *testing.T) {
	c, book := small(t)
	codings := code(t, c, book, "J1:1 B AB")
	guide := texts(t, "code|posee|regard", "A|non|jeune", "A1|oui|jeune")
	m, err := crossed.Situations{Codebook: book, Codes: []string{"A", "A1", "A2"}, Guide: guide}.Of(c, codings)
	check(t, err)
	for i, want := range []crossed.State{crossed.NotAsked, crossed.Silent, crossed.NotAsked} {
		if got := m.Cells[i].Accounts[0].State; got != want {
			t.Errorf("%s: %v, want %v", m.Cells[i].Code.ID, got, want)
		}
	}
}

func TestGuideFaults(t *testing.T) {
	c, book := small(t)
	tests := []struct {
		name, want string
		lines      []string
	}{
		{"no column", "posee", []string{"code", "A"}},
		{"code", "no code", []string{"code|posee|regard", "Z|oui|jeune"}},
		{"interview", "no interview", []string{"code|posee|id_entretien", "A|oui|J9"}},
		{"side", "no side", []string{"code|posee|regard", "A|oui|voisin"}},
		{"answer", "oui or non", []string{"code|posee|regard", "A|peut-être|jeune"}},
		{"both", "asked and not asked", []string{"code|posee|regard", "A|oui|jeune", "A|non|jeune"}},
	}
	for _, test := range tests {
		_, err := crossed.Situations{Codebook: book, Guide: texts(t, test.lines...)}.Of(c, nil)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

func TestSheetWithholds(t *testing.T) {
	c, book, codings := study(t)
	m, err := crossed.Situations{Codebook: book, Codes: []string{"M2.1", "M4.1", "M5.4", "M4.2"}}.Of(c, codings)
	check(t, err)
	sheet, err := m.Sheet("C01")
	check(t, err)
	table := sheet.Tables()[0]
	if table.Len() != 2 || sheet.Withheld != 0 { // nobody speaks of the two others
		t.Errorf("%d rows, %d withheld", table.Len(), sheet.Withheld)
	}
	// The father of C05 does not want to be quoted: not one of his words shows.
	sheet, err = m.Sheet("C05")
	check(t, err)
	table = sheet.Tables()[0]
	father, err := table.Texts("voix_2")
	check(t, err)
	for row := range table.Len() {
		if text, there := father.At(row); there {
			t.Errorf("row %d: %d characters", row, len(text))
		}
	}
	if sheet.Withheld != table.Len() || table.Len() != 3 {
		t.Errorf("%d withheld of %d", sheet.Withheld, table.Len())
	}
	if _, err := m.Sheet("C99"); err == nil {
		t.Error("a sheet of no situation")
	}
}

func TestNothingToCross(t *testing.T) {
	c := newCorpus(t)
	m, err := crossed.Situations{}.Of(c, nil)
	check(t, err)
	if m.N != 0 || len(m.Cells) != 0 || len(m.Tables()) != 3 {
		t.Errorf("%+v", m)
	}
}

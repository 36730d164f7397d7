package corpus_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// codedByTwo is the invented study as two coders saw it: they overlap on trust,
// AB alone saw the school, CD the placement; nobody coded C02-mere.
func codedByTwo(t testing.TB) (*corpus.Corpus, *corpus.Codebook, corpus.Codings) {
	c, book := newCorpus(t, invented()...), newCodebook(t)
	trust := coded(t, c, book, "C01-jeune", "M2.1", "AB", "elle m’écoute")
	trust.Valence = corpus.Positive
	more := coded(t, c, book, "C01-jeune", "M2.1", "CD", "Ma référente, elle m’écoute")
	mother := coded(t, c, book, "C01-mere", "M2.1", "AB", "j’ai confiance en elle")
	mother.Valence = corpus.Positive
	return c, book, corpus.Codings{
		trust, more, mother,
		coded(t, c, book, "C01-jeune", "M4.4", "AB", "j’y vais plus trop"),
		coded(t, c, book, "C01-jeune", "M4.1", "AB", "Mes parents crient"),
		coded(t, c, book, "C01-mere", "M5.4", "CD", "placement"),
		coded(t, c, book, "C01-mere", "M5.4", "CD", "juge ?"), // of the interviewer
	}
}

// shown is the rows of a table, columns joined by a bar.
func shown(t *testing.T, table *stats.Table, columns ...string) []string {
	t.Helper()
	var rows []string
	for row := range table.Len() {
		var cells []string
		for _, name := range columns {
			c, err := table.Column(name)
			if err != nil {
				t.Fatal(err)
			}
			cells = append(cells, c.Show(row, ""))
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	return rows
}

func wantRows(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

func TestTidy(t *testing.T) {
	_, _, codings := codedByTwo(t)
	table, err := corpus.Tidy{Study: "MEP"}.Of(codings)
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, shown(t, table, "etude", "id_cas", "id_enfant", "role", "regard", "document", "tour", "mots", "niveau_1", "niveau_2", "code", "codeur", "valence", "citation", "date_codage", "duree_min"),
		"MEP|C01|E0001|jeune|jeune|C01-jeune|2|3|M2|M2.1|M2.1|AB|positive|elle m’écoute|NR|52",
		"MEP|C01|E0001|jeune|jeune|C01-jeune|2|5|M2|M2.1|M2.1|CD|NR|Ma référente, elle m’écoute|NR|52",
		"MEP|C01|E0001|mère|parent|C01-mere|2|5|M2|M2.1|M2.1|AB|positive|j’ai confiance en elle|NR|52",
		"MEP|C01|E0001|jeune|jeune|C01-jeune|2|5|M4|M4.4|M4.4|AB|NR|j’y vais plus trop|NR|52",
		"MEP|C01|E0001|jeune|jeune|C01-jeune|4|3|M4|M4.1|M4.1|AB|NR|Mes parents crient|NR|52",
		"MEP|C01|E0001|mère|parent|C01-mere|2|1|M5.4|SO|M5.4|CD|NR|placement|NR|52",
		"MEP|C01|E0001|NR|SO|C01-mere|1|0|M5.4|SO|M5.4|CD|NR|juge ?|NR|52")
	if !strings.HasPrefix(shown(t, table, "segment")[0], "C01-jeune:") {
		t.Errorf("segment %s", shown(t, table, "segment")[0])
	}
}

// Words of whoever did not agree to be quoted stay out of the table, and so do
// those of whoever withdrew.
func TestTidyWithholdsQuotes(t *testing.T) {
	list := invented()
	list[0].Consent.Withdrawn = list[0].Date
	c := newCorpus(t, list...)
	codings := corpus.Codings{
		coded(t, c, nil, "C02-mere", "M4.4", "AB", "ils ne répondent pas"),
		coded(t, c, nil, "C01-jeune", "M4.1", "AB", "Mes parents crient"),
	}
	table, err := corpus.Tidy{}.Of(codings)
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, shown(t, table, "citation", "mots"), "RF|4", "RF|3")
	if notes := table.Caption().Notes; len(notes) != 1 || !strings.HasPrefix(notes[0], "Citations retenues, faute d'accord de citation : 2") {
		t.Errorf("notes %q", notes)
	}
}

func TestTidyOfNothing(t *testing.T) {
	table, err := corpus.Tidy{}.Of(nil)
	if err != nil || table.Len() != 0 {
		t.Errorf("table of %d rows, error %v", table.Len(), err)
	}
	if _, err := (corpus.Tidy{}).Of(corpus.Codings{{}}); err == nil {
		t.Error("a coding of no document has a table")
	}
}

func TestCaseByCode(t *testing.T) {
	c, book, codings := codedByTwo(t)
	for _, test := range []struct {
		name    string
		spec    corpus.CaseByCode
		columns []string
		want    []string
	}{
		{
			"presence",
			corpus.CaseByCode{Codebook: book},
			[]string{"id_cas", "id_enfant", "regards", "entretiens", "M2", "M2.1", "M4.1", "M5.4"},
			[]string{"C01|E0001|jeune ; parent|2|oui|oui|oui|oui", "C02|E0002|parent ; professionnel|2|NR|NR|NR|NR"},
		},
		{
			"passages that overlap count once",
			corpus.CaseByCode{Codebook: book, Measure: corpus.Counts},
			[]string{"M2", "M2.1", "M4", "M4.4", "M5.4"},
			[]string{"2|2|2|1|1", "NR|NR|NR|NR|NR"},
		},
		{
			"words of their union",
			corpus.CaseByCode{Codebook: book, Measure: corpus.Words},
			[]string{"M2.1", "M4", "M5.4"},
			[]string{"10|8|1", "NR|NR|NR"},
		},
		{
			"one coder",
			corpus.CaseByCode{Codebook: book, Measure: corpus.Words, Coder: "AB"},
			[]string{"M2.1", "M4", "M5.4"},
			[]string{"8|8|0", "NR|NR|NR"},
		},
		{
			"codes alone",
			corpus.CaseByCode{Codebook: book, Alone: true, Measure: corpus.Counts},
			[]string{"M2", "M2.1"},
			[]string{"0|2", "NR|NR"},
		},
		{
			"by side",
			corpus.CaseByCode{Codebook: book, BySide: true, Codes: []string{"M4.1", "M5.4"}},
			[]string{"M4.1_jeune", "M4.1_parent", "M4.1_professionnel", "M5.4_jeune", "M5.4_parent"},
			[]string{"oui|non|SO|non|oui", "SO|NR|NR|SO|NR"},
		},
		{"no codebook", corpus.CaseByCode{}, []string{"M2.1", "M5.4"}, []string{"oui|oui", "NR|NR"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			table, err := test.spec.Of(c, codings)
			if err != nil {
				t.Fatal(err)
			}
			wantRows(t, shown(t, table.Table(), test.columns...), test.want...)
			if table.N != 2 || table.Read != 1 {
				t.Errorf("%d cases, %d read; want 2 and 1", table.N, table.Read)
			}
		})
	}
}

func TestCaseByCodeSaysWhatItCounts(t *testing.T) {
	c, book, codings := codedByTwo(t)
	table, err := corpus.CaseByCode{Codebook: book}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	caption := table.Table().Caption()
	want := "Situations : 2, dont 1 avec un texte codé ; par regard, avec un texte codé sur interrogées : jeune 1 sur 1, parent 1 sur 2, professionnel 0 sur 1."
	if caption.Population != want {
		t.Errorf("\n got %s\nwant %s", caption.Population, want)
	}
	notes := strings.Join(caption.Notes, "\n")
	for _, want := range []string{"Codages réunis de AB, CD", "Codages de paroles de l'enquêteur ou d'un tiers, non comptés : 1", "Situations qui ont aussi un entretien sans transcription"} {
		if !strings.Contains(notes, want) {
			t.Errorf("no note %q in\n%s", want, notes)
		}
	}
	one, err := corpus.CaseByCode{Codebook: book, Coder: "AB", Lang: "en"}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	if text := one.String(); strings.Contains(text, "together") || !strings.Contains(text, "Themes × cases") || !strings.Contains(text, "youth 1 of 1, parent 1 of 2") {
		t.Errorf("in English:\n%s", text)
	}
}

// A rule reads every text that it searches: what it does not find is a no.
func TestCaseByCodeOfRules(t *testing.T) {
	c := newCorpus(t, invented()...)
	school, err := corpus.Rule{Code: "M4.4", Words: []string{"collège"}}.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	youth, err := corpus.Rule{Code: "M4.1", Words: []string{"crient"}, Roles: []interviews.Role{"jeune"}}.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	table, err := corpus.CaseByCode{}.Of(c, append(school, youth...))
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, shown(t, table.Table(), "id_cas", "M4.4", "M4.1"), "C01|non|oui", "C02|oui|NR")
}

func TestCaseByCodeRefuses(t *testing.T) {
	c, book, codings := codedByTwo(t)
	other := newCorpus(t, invented()...)
	for name, run := range map[string]func() error{
		`no coder "AC"`: func() error { _, err := corpus.CaseByCode{Coder: "AC"}.Of(c, codings); return err },
		`did you mean "M`: func() error {
			_, err := corpus.CaseByCode{Codebook: book, Codes: []string{"M4.2"}}.Of(c, codings)
			return err
		},
		"asked for twice": func() error { _, err := corpus.CaseByCode{Codes: []string{"M4.1", "M4.1"}}.Of(c, codings); return err },
		"of this corpus":  func() error { _, err := corpus.CaseByCode{}.Of(other, codings); return err },
		"coding 1 is not": func() error { _, err := corpus.CaseByCode{}.Of(c, corpus.Codings{{}}); return err },
	} {
		if err := run(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("got %v, want %q", err, name)
		}
	}
}

// One side is all there is: it has no column of its own, nor a word.
func TestOneSideIsNotCompared(t *testing.T) {
	c := newCorpus(t, slices.DeleteFunc(invented(), func(i *interviews.Interview) bool { return i.Informant.Role != "jeune" })...)
	table, err := corpus.CodeFrequencies{Codebook: newCodebook(t)}.Of(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	whole := table.Tables()[0]
	if names := strings.Join(whole.Names(), " "); strings.Contains(names, "situations_") || strings.Contains(whole.Caption().Population, "regard") {
		t.Errorf("%s; %s", names, whole.Caption().Population)
	}
}

// Counts do not depend on the order of the codings, and rows of a case file
// find their case.
func TestCaseByCodeJoins(t *testing.T) {
	c, book, codings := codedByTwo(t)
	table, err := corpus.CaseByCode{Codebook: book, Measure: corpus.Words}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	backwards := slices.Clone(codings)
	slices.Reverse(backwards)
	again, err := corpus.CaseByCode{Codebook: book, Measure: corpus.Words}.Of(c, backwards)
	if err != nil {
		t.Fatal(err)
	}
	columns := []string{"M2", "M2.1", "M4", "M4.1", "M4.4", "M5.4"}
	wantRows(t, shown(t, again.Table(), columns...), shown(t, table.Table(), columns...)...)

	files, err := stats.NewTable("Dossiers", stats.Variable{Name: "id_enfant"}.Texts([]string{"E0002", "E0009", "E0001"}, nil),
		stats.Variable{Name: "cadre"}.Labelled("adm", "jud", "jud"))
	if err != nil {
		t.Fatal(err)
	}
	joined, err := stats.Join{On: "id_enfant"}.Of(files, table.Table())
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, shown(t, joined, "id_enfant", "cadre", "M4.1"), "E0002|adm|NR", "E0009|jud|NR", "E0001|jud|3")
}

func TestCodeFrequencies(t *testing.T) {
	c, book, codings := codedByTwo(t)
	table, err := corpus.CodeFrequencies{Codebook: book}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, shown(t, table.Tables()[0], "code", "passages", "entretiens", "situations", "mots", "situations_jeune", "situations_parent", "situations_professionnel"),
		"M2|2|2|1|10|1|1|NR", "M2.1|2|2|1|10|1|1|NR", "M4|2|1|1|8|1|0|NR",
		"M4.1|1|1|1|3|1|0|NR", "M4.4|1|1|1|5|1|0|NR", "M5.4|1|1|1|1|0|1|NR")
	row := table.Rows[5]
	if row.ReadInterviews != 2 || row.ReadCases != 1 || row.ReadCasesBySide[interviews.Parent] != 1 || row.ReadCasesBySide[interviews.Professional] != 0 {
		t.Errorf("denominators %+v", row)
	}
	words := 0
	for _, id := range []string{"C01-jeune", "C01-mere"} {
		d, _ := c.Document(id)
		words += d.Words(0, d.Len())
	}
	perThousand, _ := table.Tables()[0].Numbers("pour_mille")
	if got, _ := perThousand.At(5); got != 1000/float64(words) || row.ReadWords != words {
		t.Errorf("%g words per 1,000, of %d words", got, row.ReadWords)
	}
	nothing, err := corpus.CodeFrequencies{Codebook: book, Codes: []string{"M4.1"}}.Of(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, shown(t, nothing.Tables()[0], "code", "passages", "pour_mille"), "M4.1|NR|NR")
}

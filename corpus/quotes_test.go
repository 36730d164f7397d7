package corpus_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
)

func TestQuotes(t *testing.T) {
	c, book, codings := codedByTwo(t)
	codings = append(codings, coded(t, c, book, "C02-mere", "M4.4", "AB", "ils ne répondent pas"))
	got, err := corpus.Quotes{Codebook: book}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	table := got.Tables()[0]
	wantRows(t, shown(t, table, "code", "chemin", "citation", "signature", "codeurs", "valence"),
		"M2.1|M2 > M2.1|« (rires) Ma référente, elle m’écoute. »|jeune, 15-17 ans|AB, CD|positive",
		"M2.1|M2 > M2.1|« L’éducatrice, j’ai confiance en elle. »|mère, 35-44 ans|AB|positive",
		"M4.1|M4 > M4.1|« Mes parents crient. »|jeune, 15-17 ans|AB|NR",
		"M4.4|M4 > M4.4|« Ben… l’école, j’y vais plus trop. »|jeune, 15-17 ans|AB|NR",
		"M5.4|M5.4|« Le juge a parlé du placement. »|mère, 35-44 ans|CD|NR")
	for i, want := range []string{"Ma référente, elle m’écoute", "j’ai confiance en elle", "Mes parents crient", "j’y vais plus trop", "placement"} {
		texts, _ := table.Texts("citation")
		marks := texts.Marks(i)
		if len(marks) != 1 || string([]rune(got.Quotes[i].Text)[marks[0].Start:marks[0].End]) != want {
			t.Errorf("quote %d: marks %v, want %q", i, marks, want)
		}
	}
	if got.N != 5 || got.Withheld != 1 {
		t.Errorf("%d to choose from, %d withheld; want 5 and 1", got.N, got.Withheld)
	}
	// Nothing in the table tells the case, the interview or the person.
	for _, secret := range []string{"C01", "E0001", "P-C01", "2023"} {
		if strings.Contains(got.String(), secret) || strings.Contains(strings.Join(shown(t, table, table.Names()...), "\n"), secret) {
			t.Errorf("the table shows %q", secret)
		}
	}
}

func TestQuotesOneSide(t *testing.T) {
	c, book, codings := codedByTwo(t)
	got, err := corpus.Quotes{Codebook: book, OneSide: true}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	for _, quote := range got.Quotes {
		if quote.Signature != "jeune, 15-17 ans" {
			t.Errorf("a quote of %s beside those of the youth", quote.Signature)
		}
	}
	if len(got.Quotes) != 3 {
		t.Errorf("%d quotes, want 3", len(got.Quotes))
	}
}

// Of many passages: different interviews first, then different sides.
func TestQuotesChoice(t *testing.T) {
	c, book, codings := codedByTwo(t)
	for _, words := range []string{"Chez mon père", "je ne parle pas", "ma mère"} {
		codings = append(codings, coded(t, c, book, "C01-jeune", "M4.1", "CD", words))
	}
	codings = append(codings, coded(t, c, book, "C01-mere", "M4.1", "CD", "avec son père"))
	for n, want := range map[int]int{0: 3, 1: 1, 2: 2, -1: 5} {
		got, err := corpus.Quotes{Codebook: book, Codes: []string{"M4.1"}, PerCode: n}.Of(c, codings)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Quotes) != want {
			t.Errorf("PerCode %d: %d quotes, want %d", n, len(got.Quotes), want)
		}
		signed := func(q corpus.Quote) bool { return strings.HasPrefix(q.Signature, "mère") }
		if n != 1 && !slices.ContainsFunc(got.Quotes, signed) {
			t.Errorf("PerCode %d: the mother is not quoted", n)
		}
	}
}

// Whoever speaks in another's interview agreed to nothing.
func TestQuotesLeaveOutThirdPersons(t *testing.T) {
	list := invented()
	list[0].Transcript.Turns[3].Role = "mère"
	c := newCorpus(t, list...)
	codings := corpus.Codings{coded(t, c, nil, "C01-jeune", "M4.1", "AB", "Mes parents crient")}
	got, err := corpus.Quotes{}.Of(c, codings)
	if err != nil || len(got.Quotes) != 0 || got.Withheld != 1 {
		t.Errorf("%d quotes, %d withheld, error %v", len(got.Quotes), got.Withheld, err)
	}
}

func TestQuotesCutLongContext(t *testing.T) {
	long := strings.Repeat("et puis après ", 40) + "la peur du juge " + strings.Repeat("voilà quoi\n", 40)
	c := newCorpus(t, conversation("C01-jeune", "C01", "E0001", "jeune", "Oui ?", long))
	got, err := corpus.Quotes{}.Of(c, corpus.Codings{coded(t, c, nil, "C01-jeune", "X", "AB", "la peur du juge")})
	if err != nil || len(got.Quotes) != 1 {
		t.Fatalf("%d quotes, error %v", len(got.Quotes), err)
	}
	quote := got.Quotes[0]
	want := "« […] " + strings.Repeat("et puis après ", 10) + "la peur du juge " + strings.TrimSpace(strings.Repeat("voilà quoi ", 15)) + " […] »"
	if quote.Text != want {
		t.Errorf("\n got %s\nwant %s", quote.Text, want)
	}
	if mark := quote.Marks[0]; string([]rune(quote.Text)[mark.Start:mark.End]) != "la peur du juge" {
		t.Errorf("marks %v", quote.Marks)
	}
}

package corpus_test

import (
	"fmt"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
)

func TestHearing(t *testing.T) {
	c, book := newCorpus(t, invented()...), newCodebook(t)
	codings := corpus.Codings{
		coded(t, c, book, "C01-jeune", "M2.1", "AB", "elle m’écoute"),
		coded(t, c, book, "C01-jeune", "M2.1", "CD", "Ma référente, elle m’écoute"),
		coded(t, c, book, "C02-mere", "M4.4", "AB", "Le collège ne dit rien"),
	}
	a, err := corpus.Hearing{Codebook: book, Codes: []string{"M2", "M4.4"}}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Cases) != 2 || len(a.Cases[1].Interviews) != 2 || len(a.Codes) != 2 {
		t.Fatalf("%+v", a)
	}
	// A code takes in those below it; two coders on one passage are one.
	passages := a.Passages("M2")
	if len(passages) != 1 || len(passages[0].Codings) != 2 || passages[0].Side != interviews.Youth || passages[0].Role != "jeune" {
		t.Errorf("%+v", passages)
	}
	if quote, ok := passages[0].Quote("fr"); !ok || quote.Code != "M2" || quote.Signature != "jeune, 15-17 ans" {
		t.Errorf("%v %q %q", ok, quote.Code, quote.Signature)
	}
	// The mother of C02 does not want to be quoted.
	if _, ok := a.Passages("M4.4")[0].Quote("fr"); ok {
		t.Error("a quote that may not be")
	}
	if _, ok := (corpus.Passage{}).Quote("fr"); ok {
		t.Error("a quote of nothing")
	}
	for id, want := range map[string]bool{"C01-jeune": true, "C01-mere": false, "C02-mere": true} {
		if d, _ := c.Document(id); a.Read(d, "M2") != want {
			t.Errorf("%s: read is %v", id, !want)
		}
	}
	if _, err := (corpus.Hearing{Coder: "ZZ"}).Of(c, codings); err == nil {
		t.Error("no error for a coder that does not exist")
	}
}

func ExampleHearing() {
	c, err := corpus.New(invented(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	d, _ := c.Document("C01-mere")
	turn, _ := d.Turn(4)
	coding, err := d.Coding("M4.1", turn.Start, turn.End)
	if err != nil {
		fmt.Println(err)
		return
	}
	accounts, err := corpus.Hearing{}.Of(c, corpus.Codings{coding})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range accounts.Passages("M4.1") {
		quote, _ := p.Quote("fr")
		fmt.Println(p.Document.Case(), p.Side, quote.Text)
	}
	// Output: C01 parent « On ne se dispute pas, avec son père. »
}

package corpus_test

import (
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Whoever withdrew is in no document, coding, table or quote of the corpus that
// is made anew.
func TestCodingsAfterAWithdrawal(t *testing.T) {
	study := interviews.Study{Interviews: invented()}
	c, book := newCorpus(t, study.Interviews...), newCodebook(t)
	codings := corpus.Codings{
		coded(t, c, book, "C01-jeune", "M2.1", "AB", "elle m’écoute"),
		coded(t, c, book, "C01-mere", "M2.1", "AB", "j’ai confiance"),
	}
	study = study.Without("P-C01-mere", time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC))
	after := newCorpus(t, study.Interviews...)
	left, err := codings.In(after, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 1 || left[0].Document.ID() != "C01-jeune" || len(codings) != 2 {
		t.Fatalf("%d codings left", len(left))
	}
	if d, _ := after.Document("C01-jeune"); left[0].Document != d {
		t.Error("the coding is on the document of the corpus before")
	}
	table, err := corpus.Tidy{}.Of(left)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := corpus.CaseByCode{Codebook: book}.Of(after, left)
	if err != nil {
		t.Fatal(err)
	}
	quotes, err := corpus.Quotes{Codebook: book}.Of(after, left)
	if err != nil {
		t.Fatal(err)
	}
	tables := append(append([]*stats.Table{table}, cases.Tables()...), quotes.Tables()...)
	for _, table := range tables {
		for row := range table.Len() {
			for _, column := range table.Columns() {
				if text := column.Show(row, "fr"); strings.Contains(text, "confiance") || strings.Contains(text, "C01-mere") {
					t.Errorf("%s, %s: %s", table.Title(), column.Variable().Name, text)
				}
			}
		}
	}
}

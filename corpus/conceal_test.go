package corpus_test

import (
	"fmt"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

// twelve is a study of twelve cases: all speak of M4, seven of M2.1, two of M5.4.
func twelve(t testing.TB) (*corpus.Corpus, *corpus.Codebook, corpus.Codings) {
	t.Helper()
	var list []*interviews.Interview
	for i := range 12 {
		id := fmt.Sprintf("C%02d", i+1)
		list = append(list, conversation(id, id, "", "jeune", "Alors ?", "Le conflit, la confiance, l’ombre."))
	}
	c, book := newCorpus(t, list...), newCodebook(t)
	var codings corpus.Codings
	for i, d := range c.Documents() {
		codings = append(codings, coded(t, c, book, d.ID(), "M4.1", "AB", "conflit"))
		if i < 7 {
			codings = append(codings, coded(t, c, book, d.ID(), "M2.1", "AB", "confiance"))
		}
		if i < 2 {
			codings = append(codings, coded(t, c, book, d.ID(), "M5.4", "AB", "ombre"))
		}
	}
	return c, book, codings
}

// Counts of cases below the threshold are nowhere, nor what would give them
// back; those above it stay; passages alone are no persons.
func TestCountsOfCasesAreHidden(t *testing.T) {
	c, book, codings := twelve(t)
	frequencies, err := corpus.CodeFrequencies{Codebook: book}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	presence, err := corpus.CaseByCode{Codebook: book}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	words, err := corpus.CaseByCode{Codebook: book, Measure: corpus.Words}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	together, err := corpus.CoOccurrence{Codebook: book, Scope: corpus.InCase, Alone: true}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	secret := stats.Secret.Code()
	for name, test := range map[string]struct {
		result                stats.Counted
		table                 int
		column                string
		row                   int
		want                  string // below 5
		plain                 string // below 1
		alsoColumn, alsoShown string
	}{
		"frequency of a rare code":     {frequencies, 0, "situations", 5, secret, "2", "passages", secret},
		"frequency of a common code":   {frequencies, 0, "situations", 3, "12", "12", "passages", "12"},
		"presence of a rare code":      {presence, 0, "M5.4", 0, secret, "oui", "M4.1", "oui"},
		"words on a rare code":         {words, 0, "M5.4", 0, secret, "1", "M2.1", "1"},
		"a rare code with another":     {together, 0, "n_M5.4", 1, secret, "2", "n_M2.1", "7"},
		"a rare code with itself":      {together, 0, "n_M5.4", 5, secret, "2", "theme", "Ombre du placement"},
		"two common codes":             {together, 0, "n_M4.1", 1, "7", "7", "code", "M2.1"},
		"the list begins with visible": {together, 1, "ensemble", 0, "7", "7", "n_1", "7"},
	} {
		for below, want := range map[int]string{1: test.plain, 5: test.want} {
			var masks []stats.Mask
			for _, counts := range test.result.Counts() {
				pattern, err := disclosure.Suppression{Below: below}.Of(counts)
				if err != nil {
					t.Fatal(err)
				}
				masks = append(masks, pattern.Mask)
			}
			table := test.result.Hide(masks).Tables()[test.table]
			if got := show(t, table, test.column, test.row); got != want {
				t.Errorf("%s below %d: %s, want %s\n%s", name, below, got, want, table)
			}
			if got := show(t, table, test.alsoColumn, test.row); below == 5 && got != test.alsoShown {
				t.Errorf("%s: %s is %s, want %s\n%s", name, test.alsoColumn, got, test.alsoShown, table)
			}
		}
	}
	byPassage, err := corpus.CoOccurrence{Codebook: book}.Of(c, codings)
	if err != nil || len(byPassage.Counts()) != 0 {
		t.Errorf("passages are protected as persons: %v, %v", byPassage.Counts(), err)
	}
}

func show(t testing.TB, table *stats.Table, name string, row int) string {
	t.Helper()
	column, err := table.Column(name)
	if err != nil {
		t.Fatal(err)
	}
	return column.Show(row, "fr")
}

package interviews_test

import (
	"fmt"
	"testing"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

// Sides that few cases have are hidden, with what would give them back by
// subtraction, and who of few persons may be quoted; the interviews of a role, the
// design of the study, are not.
func TestSampleHidesFewPersons(t *testing.T) {
	var list []*interviews.Interview
	add := func(situation int, role interviews.Role) {
		list = append(list, &interviews.Interview{
			ID: fmt.Sprintf("%d-%s", situation, role), Case: fmt.Sprint(situation), Informant: interviews.Person{Role: role},
		})
	}
	for situation := range 20 {
		add(situation, "jeune")
		if situation < 9 {
			add(situation, "mère")
		}
		if situation < 2 {
			add(situation, "psychologue")
		}
	}
	sample := interviews.Study{Interviews: list}.Sample()
	var masks []stats.Mask
	for _, counts := range sample.Counts() {
		pattern, err := disclosure.Suppression{}.Of(counts)
		if err != nil {
			t.Fatal(err)
		}
		masks = append(masks, pattern.Mask)
	}
	tables := sample.Hide(masks).Tables()
	for _, test := range []struct {
		table  int
		column string
		hidden int
	}{{0, "entretiens", 0}, {0, "transcrits", 0}, {0, "citables", 3}, {1, "situations", 2}, {1, "entretiens", 2}} {
		numbers, err := tables[test.table].Numbers(test.column)
		if err != nil {
			t.Fatal(err)
		}
		if n := numbers.MissingCounts()[stats.Secret]; n != test.hidden || numbers.Missing(numbers.Len()-1) != stats.Recorded {
			t.Errorf("%s: %d hidden\n%s", test.column, n, tables[test.table])
		}
		for row := range numbers.Len() {
			if x, shown := numbers.At(row); shown && x > 0 && x < 5 && test.hidden > 0 {
				t.Errorf("%s: %g is shown\n%s", test.column, x, tables[test.table])
			}
		}
	}
	if shown := sample.Hide(nil).Tables(); shown[0].Len() != sample.Tables()[0].Len() {
		t.Error("without masks, other tables")
	}
}

package interviews_test

import (
	"fmt"
	"testing"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

// Roles and sides that few persons have are hidden, and what would give them
// back by subtraction.
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
	for i, columns := range [][]string{{"entretiens"}, {"situations", "entretiens"}} {
		for _, name := range columns {
			numbers, err := tables[i].Numbers(name)
			if err != nil {
				t.Fatal(err)
			}
			if n := numbers.MissingCounts()[stats.Secret]; n < 2 || numbers.Missing(tables[i].Len()-1) != stats.Recorded {
				t.Errorf("%s: %d hidden\n%s", name, n, tables[i])
			}
			for row := range numbers.Len() {
				if x, shown := numbers.At(row); shown && x > 0 && x < 5 {
					t.Errorf("%s: %g is shown\n%s", name, x, tables[i])
				}
			}
		}
	}
	if shown := sample.Hide(nil).Tables(); shown[0].Len() != sample.Tables()[0].Len() {
		t.Error("without masks, other tables")
	}
}

package crossed_test

import (
	"testing"

	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

// concealed hides what is below a threshold, table of counts by table, and
// tells how many cells that hides.
func concealed(t testing.TB, result stats.Counted, below int) ([]*stats.Table, int) {
	t.Helper()
	var masks []stats.Mask
	cells := 0
	for _, counts := range result.Counts() {
		pattern, err := disclosure.Suppression{Below: below}.Of(counts)
		check(t, err)
		masks = append(masks, pattern.Mask)
		for _, row := range pattern.Mask {
			for _, hidden := range row {
				if hidden {
					cells++
				}
			}
		}
	}
	return result.Hide(masks).Tables(), cells
}

// few counts those from 1 to below-1 that a table shows.
func few(table *stats.Table, below float64) int {
	n := 0
	for _, c := range table.Columns() {
		numbers, ok := c.(*stats.Numbers)
		if !ok {
			continue
		}
		for row := range numbers.Len() {
			if x, recorded := numbers.At(row); recorded && x > 0 && x < below {
				n++
			}
		}
	}
	return n
}

func secret(table *stats.Table) int {
	n := 0
	for _, c := range table.Columns() {
		n += c.MissingCounts()[stats.Secret]
	}
	return n
}

func TestCrossedCountsAreHidden(t *testing.T) {
	c, book, codings := study(t)
	situations, err := crossed.Situations{Codebook: book}.Of(c, codings)
	check(t, err)
	recourse, err := crossed.Recourse{People: texts(t, "id|permis", "J01|oui", "J02|non", "J03|non"), By: "permis"}.Of(places(t))
	check(t, err)
	for name, result := range map[string]stats.Counted{"situations": situations, "recourse": recourse} {
		for below := 1; below < 7; below++ {
			tables, hidden := concealed(t, result, below)
			shown := result.Tables()
			if len(tables) != len(shown) {
				t.Fatalf("%s: %d tables, not %d", name, len(tables), len(shown))
			}
			for i, table := range tables {
				if n := few(table, float64(below)); n > 0 {
					t.Errorf("%s below %d: %q shows %d small counts", name, below, table.Title(), n)
				}
				if table.Title() != shown[i].Title() || table.Len() != shown[i].Len() {
					t.Errorf("%s: %q in the place of %q", name, table.Title(), shown[i].Title())
				}
				if hidden == 0 && cells(table) != cells(shown[i]) {
					t.Errorf("%s: nothing is hidden, yet %q differs", name, table.Title())
				}
			}
			// What is told case by case would give the counts back.
			if (hidden > 0) != (secret(tables[0]) > 0) || (below > 1) != (hidden > 0) {
				t.Errorf("%s below %d: %d hidden, %d cells of the first table", name, below, hidden, secret(tables[0]))
			}
		}
	}
}

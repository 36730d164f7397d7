package program

import (
	"testing"

	"github.com/askoria/verbatim/stats"
)

// A part shows the tables that were kept, with the same cells hidden as in the
// whole result, and tells the counts of all of it.
func TestPart(t *testing.T) {
	cases := stats.MustTable("Cas", stats.Variable{Name: "a"}.Labelled("x", "x", "y", "y"), stats.Variable{Name: "b"}.Labelled("u", "v", "u", "u"))
	whole, err := stats.CrossTab{Rows: "a", Cols: "b"}.Of(cases)
	if err != nil {
		t.Fatal(err)
	}
	part := PartOf(whole.Spec, whole, 1)
	if got, want := part.Tables(), whole.Tables(); len(got) != 1 || len(want) < 2 || got[0].Title() != want[1].Title() {
		t.Errorf("%d tables of %d", len(got), len(want))
	}
	counts := part.Counts()
	if len(counts) != len(whole.Counts()) {
		t.Errorf("%d counts, want %d", len(counts), len(whole.Counts()))
	}
	masks := make([]stats.Mask, len(counts))
	for i, c := range counts {
		masks[i] = make(stats.Mask, len(c.Cells))
		for row := range masks[i] {
			masks[i][row] = make([]bool, len(c.Cells[row]))
		}
		masks[i][0][0] = true
	}
	secret := 0
	for _, column := range part.Hide(masks).Tables()[0].Columns() {
		for row := range column.Len() {
			if column.Missing(row) == stats.Secret {
				secret++
			}
		}
	}
	if secret == 0 {
		t.Error("nothing is hidden in the part")
	}
}

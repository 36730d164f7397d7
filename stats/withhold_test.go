package stats_test

import (
	"testing"

	"github.com/askoria/verbatim/stats"
)

func TestWithhold(t *testing.T) {
	table := stats.MustTable("x",
		stats.Variable{Name: "a"}.Texts([]string{"u", "v", ""}, []stats.Missing{stats.Recorded, stats.Recorded, stats.NotApplicable}),
		stats.Variable{Name: "n"}.Numbers([]float64{1, 2, 3}, nil)).WithTotals(1)
	hidden := table.Withhold(func(row int, column string) bool { return column == "n" && row == 1 || column == "a" && row > 0 })
	for name, want := range map[string][3]stats.Missing{
		"a": {stats.Recorded, stats.Secret, stats.Secret}, "n": {stats.Recorded, stats.Secret, stats.Recorded},
	} {
		column, err := hidden.Column(name)
		if err != nil {
			t.Fatal(err)
		}
		for row := range want {
			if column.Missing(row) != want[row] {
				t.Errorf("%s, row %d: %v", name, row, column.Missing(row))
			}
		}
	}
	numbers, err := hidden.Numbers("n")
	if err != nil {
		t.Fatal(err)
	}
	if x, _ := numbers.At(1); x != 0 || hidden.Totals() != 1 {
		t.Errorf("the value %g is still there, %d totals", x, hidden.Totals())
	}
	if before, _ := table.Numbers("n"); before.Missing(1) != stats.Recorded {
		t.Error("the table was changed")
	}
}

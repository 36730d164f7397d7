package stats

import (
	"strings"
	"testing"
)

// Where all counts are hidden no result shows a figure, in columns or in words.
func TestHiddenMeasuresShowNothing(t *testing.T) {
	two := []string{"oui", "non"}
	cases := strataOf(two, two, []string{"s", "t"}, [][][]int{{{8, 3}, {5, 9}}, {{2, 7}, {4, 6}}}, true)
	numbers := MustTable("", Variable{Name: "x"}.Numbers([]float64{1, 3, 2, 5, 4, 6, 9}, nil),
		Variable{Name: "y"}.Numbers([]float64{2, 1, 4, 3, 7, 5, 6}, nil), Variable{Name: "z"}.Numbers([]float64{1, 1, 2, 4, 3, 3, 7}, nil))
	results := map[string]Counted{}
	note := func(name string, result Counted, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		results[name] = result
	}
	list, err := TableMeasures{Rows: "row", Cols: "col", Every: true}.Of(cases)
	note("measures", list, err)
	pairs, err := McNemar{Before: "row", After: "col"}.Of(cases)
	note("McNemar", pairs, err)
	strata, err := MantelHaenszel{Rows: "row", Cols: "col", Strata: "stratum"}.Of(cases)
	note("strata", strata, err)
	trend, err := CochranArmitage{Outcome: "row", Groups: "col"}.Of(cases)
	note("trend", trend, err)
	latent, err := LatentCorrelation{X: "row", Y: "col"}.Of(cases)
	note("latent", latent, err)
	serial, err := LatentCorrelation{X: "x", Y: "f"}.Of(mustTable(numbers.With(Variable{Name: "f"}.Flags([]bool{true, false, true, true, false, true, true}, nil))))
	note("serial", serial, err)
	partial, err := PartialCorrelation{X: "x", Y: "y", Given: []string{"z"}}.Of(numbers)
	note("partial", partial, err)
	for name, result := range results {
		var masks []Mask
		shown := 0
		for _, counts := range result.Counts() {
			mask := make(Mask, len(counts.Cells))
			for i, line := range counts.Cells {
				mask[i] = make([]bool, len(line))
				for j := range line {
					mask[i][j] = true
				}
				if len(counts.Cells) != len(counts.Rows)+1 || len(counts.Cols) > 1 && len(line) != len(counts.Cols)+1 {
					t.Errorf("%s: counts of %d × %d have %d × %d cells", name, len(counts.Rows), len(counts.Cols), len(counts.Cells), len(line))
				}
			}
			masks = append(masks, mask)
		}
		for _, table := range result.Tables() {
			shown += figures(table)
		}
		if shown == 0 || len(masks) == 0 {
			t.Errorf("%s shows nothing when nothing is hidden", name)
		}
		for _, table := range result.Hide(masks).Tables() {
			if n := figures(table); n > 0 {
				t.Errorf("%s: %q shows %d figures\n%s", name, table.Title(), n, table)
			}
			c := table.Caption()
			for _, words := range append([]string{c.Test, c.Reading, c.Population}, c.Notes...) {
				if strings.ContainsAny(words, "0123456789") {
					t.Errorf("%s: %q", name, words)
				}
			}
		}
	}
}

func mustTable(t *Table, err error) *Table {
	if err != nil {
		panic(err)
	}
	return t
}

// figures counts the numbers that a table shows.
func figures(t *Table) (n int) {
	for _, c := range t.Columns() {
		numbers, ok := c.(*Numbers)
		for row := 0; ok && row < c.Len(); row++ {
			// A hundred per cent of a hidden base tells nothing.
			if x, there := numbers.At(row); there && x != 100 {
				n++
			}
		}
	}
	return n
}

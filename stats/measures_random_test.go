package stats

import (
	"math/rand/v2"
	"testing"
)

// Small tables full of zeros: every new result has figures that make sense or a
// reason, and the constructors above check which.
func TestMeasuresOfRandomSmallTables(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	table := func(rows, cols, most int) [][]int {
		counts := make([][]int, rows)
		for i := range counts {
			counts[i] = make([]int, cols)
			for j := range counts[i] {
				counts[i][j] = max(0, random.IntN(most+2)-2)
			}
		}
		return counts
	}
	for range 200 {
		rows, cols, most := 1+random.IntN(4), 1+random.IntN(4), 1+random.IntN(9)
		counts := table(rows, cols, most)
		measuresOf(t, TableMeasures{Every: true}, counts, random.IntN(2) == 0)
		data := spread(labels("r", rows), labels("c", cols), counts, true)
		if l := latentOf(t, LatentCorrelation{X: "row", Y: "col"}, data); l.Value.Reason == "" && l.N < 3 {
			t.Errorf("%v: %v", counts, l.Value)
		}
		changeTableOf(t, labels("l", rows), table(rows, rows, most))
		trend := trendOf(t, CochranArmitage{}, spread(labels("r", 2), labels("c", cols), table(2, cols, most), true))
		if p := trend.Z.P; trend.Z.Defined() && !(p >= 0 && p <= 1) {
			t.Errorf("trend: p = %v", p)
		}
		var strata [][][]int
		for range 1 + random.IntN(4) {
			strata = append(strata, table(rows, cols, most))
		}
		stratifiedOf(t, MantelHaenszel{}, strataOf(labels("r", rows), labels("c", cols), labels("s", len(strata)), strata, random.IntN(2) == 0))
	}
}

package stats

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats/internal/golden"
)

// strataOf makes cases of one table a stratum.
func strataOf(rowLevels, colLevels, strata []string, counts [][][]int, ordered bool) *Table {
	var rows, cols, in []int
	for k, table := range counts {
		for i, row := range table {
			for j, n := range row {
				for range n {
					rows, cols, in = append(rows, i), append(cols, j), append(in, k)
				}
			}
		}
	}
	return MustTable("",
		Variable{Name: "row"}.Categories(Levels(rowLevels...), ordered, rows, nil),
		Variable{Name: "col"}.Categories(Levels(colLevels...), ordered, cols, nil),
		Variable{Name: "stratum"}.Categories(Levels(strata...), false, in, nil))
}

func stratifiedOf(t *testing.T, s MantelHaenszel, data *Table) *Stratified {
	t.Helper()
	s.Rows, s.Cols, s.Strata = "row", "col", "stratum"
	r, err := s.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	if r.String() == "" {
		t.Error("nothing to read")
	}
	for _, test := range []Test{r.ChiSquare, r.Corrected, r.Exact, r.BreslowDay, r.Tarone, r.Woolf, r.RowMeans, r.Correlation} {
		if test.Defined() && !(test.P >= 0 && test.P <= 1) || test.Name == "" {
			t.Errorf("%q: p = %v", test.Name, test.P)
		}
	}
	return r
}

func TestGoldenMantelHaenszel(t *testing.T) {
	golden.Each(t, "mantelhaenszel", func(g *golden.Case) {
		var levels [3][]string
		for _, row := range g.Rows[1:] {
			for v := range levels {
				if !slices.Contains(levels[v], row[v]) {
					levels[v] = append(levels[v], row[v])
				}
			}
		}
		counts := make([][][]int, len(levels[2]))
		for k := range counts {
			counts[k] = make([][]int, len(levels[0]))
			for i := range counts[k] {
				counts[k][i] = make([]int, len(levels[1]))
			}
		}
		for _, row := range g.Rows[1:] {
			n, err := strconv.Atoi(row[3])
			if err != nil {
				g.Fatal(err)
			}
			counts[slices.Index(levels[2], row[2])][slices.Index(levels[0], row[0])][slices.Index(levels[1], row[1])] += n
		}
		r := stratifiedOf(g.T, MantelHaenszel{}, strataOf(levels[0], levels[1], levels[2], counts, true))
		test := func(test Test, statistic float64, path ...any) {
			g.Helper()
			if value, _ := g.Get(append(path, "r_error")...); value != nil {
				return // DescTools stops at a stratum with an empty row; we leave it out
			}
			g.Where(test.Statistic, test.Reason, statistic, append(path, "statistic")...)
			g.Where(test.DF, test.Reason, 0, append(path, "parameter", "df")...)
			g.Where(test.P, test.Reason, 1e-10, append(path, "p")...)
		}
		corrected := r.Corrected
		if len(r.RowLevels) != 2 || len(r.ColLevels) != 2 {
			corrected = r.ChiSquare // there is no correction
		}
		if corrected.Statistic == 0 {
			corrected = r.ChiSquare // R leaves a gap below ½ as it is, ours takes it to 0
		}
		test(corrected, 1e-12, "mhCorrected")
		test(r.ChiSquare, 1e-12, "mhUncorrected")
		test(r.BreslowDay, 1e-10, "breslowDay")
		test(r.Tarone, 1e-10, "breslowDayTarone")
		test(r.Woolf, 1e-11, "woolf")
		for _, path := range []string{"mhCorrected", "mhUncorrected"} {
			g.Where(r.OddsRatio.Value, r.OddsRatio.Reason, 1e-12, path, "estimate")
			g.Where(r.OddsRatio.Low, r.OddsRatio.Reason, 1e-12, path, "ci", 0)
			g.Where(r.OddsRatio.High, r.OddsRatio.Reason, 1e-12, path, "ci", 1)
		}
		g.Where(r.Exact.P, r.Exact.Reason, 1e-10, "exact", "p")
		g.Where(r.ConditionalOddsRatio.Value, r.ConditionalOddsRatio.Reason, 1e-3, "exact", "estimate")
		g.Where(r.ConditionalOddsRatio.Low, r.ConditionalOddsRatio.Reason, 1e-3, "exact", "ci", 0)
		// R looks for a ratio above 1 by its inverse, and stops at about 1e-4 of that.
		g.Where(r.ConditionalOddsRatio.High, r.ConditionalOddsRatio.Reason, 2e-4*max(5, r.ConditionalOddsRatio.High), "exact", "ci", 1)
		for _, s := range r.Strata {
			g.Where(s.OddsRatio.Value, s.OddsRatio.Reason, 1e-12, "perStratumOR", slices.Index(levels[2], s.Level.Code))
		}
		if len(r.Strata) == 0 && r.ChiSquare.Defined() {
			g.Error("no stratum, but a test")
		}
		g.Compared++
	})
}

// Agresti (2002), pages 57 and 297: job satisfaction by income in two strata of
// gender, with the middles of the classes as scores.
func TestMantelHaenszelPublished(t *testing.T) {
	levels := []string{"1", "2", "3", "4"}
	data := strataOf(levels, levels, []string{"women", "men"}, [][][]int{
		{{1, 3, 11, 2}, {2, 3, 17, 3}, {0, 1, 8, 5}, {0, 2, 4, 2}},
		{{1, 1, 2, 1}, {0, 3, 5, 1}, {0, 0, 7, 3}, {0, 1, 9, 6}},
	}, true)
	r := stratifiedOf(t, MantelHaenszel{RowScores: []float64{3, 10, 20, 35}, ColScores: []float64{1, 3, 4, 5}}, data)
	for _, c := range []struct {
		test          Test
		statistic, df float64
	}{{r.ChiSquare, 10.2001, 9}, {r.RowMeans, 9.0342, 3}, {r.Correlation, 6.1563, 1}} {
		if math.Abs(c.test.Statistic-c.statistic) > 5e-4 || c.test.DF != c.df {
			t.Errorf("%s: %v, df %v, published %v, df %v", c.test.Name, c.test.Statistic, c.test.DF, c.statistic, c.df)
		}
	}
}

// Agresti (1990), page 231: rabbits treated with penicillin at once or after an
// hour and a half, by dose. The common odds ratio at Berkeley is 0.90470.
func TestMantelHaenszelPublishedFourfold(t *testing.T) {
	two := []string{"a", "b"}
	r := stratifiedOf(t, MantelHaenszel{}, strataOf(two, two, labels("s", 5), [][][]int{
		{{0, 6}, {0, 5}}, {{3, 3}, {0, 6}}, {{6, 0}, {2, 4}}, {{5, 1}, {6, 0}}, {{2, 0}, {5, 0}},
	}, false))
	if !close(r.OddsRatio.Value, 7, 1e-12) || !close(r.Corrected.Statistic, 3.928571428571429, 1e-12) || !close(r.ConditionalOddsRatio.Value, 10.36102, 1e-4) || !close(r.Exact.P, 0.0399449, 1e-5) {
		t.Errorf("rabbits: %v, %v, %v, %v", r.OddsRatio, r.Corrected, r.ConditionalOddsRatio, r.Exact)
	}
	if r = stratifiedOf(t, MantelHaenszel{}, berkeley()); !close(r.OddsRatio.Value, 0.90470, 1e-5) || r.BreslowDay.P > 0.01 {
		t.Errorf("Berkeley: %v, %v", r.OddsRatio, r.BreslowDay)
	}
}

func TestMantelHaenszelOneStratumIsItsTable(t *testing.T) {
	two := []string{"a", "b"}
	data := strataOf(two, two, []string{"s", "t", "empty"}, [][][]int{{{18, 9}, {12, 21}}, {{1, 0}, {0, 0}}, {{0, 0}, {0, 0}}}, false)
	r := stratifiedOf(t, MantelHaenszel{}, data)
	if len(r.Strata) != 1 || len(r.Dropped) != 2 {
		t.Fatalf("%d strata, dropped %v", len(r.Strata), r.Dropped)
	}
	if !close(r.OddsRatio.Value, 3.5, 1e-12) || !close(r.ChiSquare.Statistic, 5.454545454545454*59/60, 1e-12) || !close(r.Exact.P, 0.036992395940511125, 1e-10) {
		t.Errorf("OR %v, chi2 %v, exact p %v", r.OddsRatio, r.ChiSquare, r.Exact)
	}
	if r.BreslowDay.Defined() || r.Woolf.Defined() {
		t.Error("one stratum has no homogeneity")
	}
	sample := r.Strata[0].OddsRatio
	if !close(sample.Low, r.OddsRatio.Low, 1e-12) || !close(sample.High, r.OddsRatio.High, 1e-12) {
		t.Errorf("interval %v, of the table %v", r.OddsRatio, sample)
	}
}

func TestMantelHaenszelOddTables(t *testing.T) {
	two := []string{"a", "b"}
	for name, counts := range map[string][][][]int{
		"nothing":         {{{0, 0}, {0, 0}}},
		"one level":       {{{3, 4}, {0, 0}}, {{2, 2}, {0, 0}}},
		"told apart":      {{{3, 0}, {0, 0}}, {{0, 0}, {2, 2}}},
		"no discordance":  {{{3, 0}, {0, 4}}, {{2, 0}, {0, 2}}},
		"only discordant": {{{0, 3}, {4, 0}}, {{0, 2}, {1, 0}}},
	} {
		r := stratifiedOf(t, MantelHaenszel{}, strataOf(two, two, []string{"s", "t"}[:len(counts)], counts, false))
		switch name {
		case "no discordance":
			if !math.IsInf(r.OddsRatio.Value, 1) || r.BreslowDay.Defined() {
				t.Errorf("%s: %v", name, r.OddsRatio)
			}
		case "only discordant":
			if r.OddsRatio.Value != 0 || !r.OddsRatio.Defined() {
				t.Errorf("%s: %v", name, r.OddsRatio)
			}
		default:
			if r.ChiSquare.Defined() || r.Exact.Defined() || r.OddsRatio.Defined() || !strings.Contains(r.ChiSquare.Reason+".", ".") {
				t.Errorf("%s: chi2 %v, OR %v", name, r.ChiSquare, r.OddsRatio)
			}
		}
	}
	if _, err := (MantelHaenszel{Rows: "row", Cols: "col", Strata: "stratum", RowScores: []float64{1}}).Of(strataOf(two, two, two, [][][]int{{{1, 1}, {1, 1}}, {{1, 1}, {1, 1}}}, false)); err == nil {
		t.Error("one score for two levels")
	}
}

// Turning rows and columns, or the order of strata, changes nothing; with the
// event turned round the odds ratio is its inverse.
func TestMantelHaenszelSymmetries(t *testing.T) {
	two := []string{"a", "b"}
	counts := [][][]int{{{8, 3}, {5, 9}}, {{2, 7}, {4, 6}}, {{6, 1}, {3, 3}}}
	strata := []string{"s", "t", "u"}
	r := stratifiedOf(t, MantelHaenszel{}, strataOf(two, two, strata, counts, false))
	back := slices.Clone(counts)
	slices.Reverse(back)
	other := stratifiedOf(t, MantelHaenszel{}, strataOf(two, two, strata, back, false))
	inverse := stratifiedOf(t, MantelHaenszel{Event: "b"}, strataOf(two, two, strata, counts, false))
	if !close(r.OddsRatio.Low, other.OddsRatio.Low, 1e-12) || !close(r.Exact.P, other.Exact.P, 1e-12) || !close(r.Tarone.Statistic, other.Tarone.Statistic, 1e-11) {
		t.Errorf("strata in another order: %v, %v", r.OddsRatio, other.OddsRatio)
	}
	if !close(r.OddsRatio.Value, 1/inverse.OddsRatio.Value, 1e-12) || !close(r.ConditionalOddsRatio.Low, 1/inverse.ConditionalOddsRatio.High, 1e-9) || !close(r.BreslowDay.Statistic, inverse.BreslowDay.Statistic, 1e-9) {
		t.Errorf("%v, event turned %v", r.ConditionalOddsRatio, inverse.ConditionalOddsRatio)
	}
}

// Bickel, Hammel and O'Connell (1975): admissions at Berkeley, men and women
// admitted and not, in six departments.
func berkeley() *Table {
	two := []string{"a", "b"}
	return strataOf(two, two, labels("s", 6), [][][]int{
		{{512, 313}, {89, 19}},
		{{353, 207}, {17, 8}},
		{{120, 205}, {202, 391}},
		{{138, 279}, {131, 244}},
		{{53, 138}, {94, 299}},
		{{22, 351}, {24, 317}},
	}, false)
}

func BenchmarkMantelHaenszel(b *testing.B) {
	data := berkeley()
	for b.Loop() {
		if _, err := (MantelHaenszel{Rows: "row", Cols: "col", Strata: "stratum"}).Of(data); err != nil {
			b.Fatal(err)
		}
	}
}

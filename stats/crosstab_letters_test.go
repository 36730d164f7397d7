package stats_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// crossed makes a crosstab of two variables from counts.
func crossed(t testing.TB, rows, cols []string, counts [][]int) *stats.ContingencyTable {
	t.Helper()
	var x, y []string
	for i, line := range counts {
		for j, n := range line {
			x, y = append(x, slices.Repeat([]string{rows[i]}, n)...), append(y, slices.Repeat([]string{cols[j]}, n)...)
		}
	}
	data := stats.MustTable("", stats.Variable{Name: "x", Label: "Suite"}.Labelled(x...), stats.Variable{Name: "y", Label: "Cadre"}.Labelled(y...))
	c, err := stats.CrossTab{Rows: "x", Cols: "y"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// R 4.2: prop.test(c(30, 12), c(50, 60), correct = FALSE)$p.value and so on for
// the first row, fisher.test(matrix(c(2, 48, 3, 57), 2)) for the last;
// p.adjust(p, "holm").
func TestCompareColumns(t *testing.T) {
	c := crossed(t, []string{"renouvelé", "terminé", "placé"}, []string{"adm", "jud", "mixte"}, [][]int{{30, 12, 20}, {18, 45, 18}, {2, 3, 2}})
	r, err := stats.CompareColumns{}.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	if want := [][]string{{"B", "", "B"}, {"", "AC", ""}, {"", "", ""}}; !reflect.DeepEqual(r.Letters, want) {
		t.Errorf("letters %q, want %q", r.Letters, want)
	}
	if len(r.Pairs) != 9 || r.Pairs[0].Test.Name != "Khi-2 de Pearson" || r.Pairs[8].Test.Name != "Fisher" {
		t.Fatalf("pairs %+v", r.Pairs)
	}
	raw := []float64{1.71031725120966e-05, 3.42781711147912e-01, 1.62918629697016e-03}
	adjusted := []float64{5.13095175362897e-05, 3.42781711147912e-01, 3.25837259394032e-03}
	for k := range raw {
		pair := r.Pairs[k]
		if math.Abs(pair.Test.P-raw[k]) > 1e-12 || math.Abs(pair.Adjusted.P-adjusted[k]) > 1e-12 || math.Abs(r.Pairs[6+k].Test.P-1) > 1e-12 {
			t.Errorf("pair %d: p %v, adjusted %v, of the last row %v", k, pair.Test.P, pair.Adjusted.P, r.Pairs[6+k].Test.P)
		}
	}
	// 30/50 and 12/60 by hand: chi2 = n(ad-bc)²/(r1 r2 c1 c2).
	chi2 := 110 * math.Pow(30*48-12*20, 2) / (42 * 68 * 50 * 60)
	if got := r.Pairs[0].Test.Statistic; math.Abs(got-chi2) > 1e-12*chi2 {
		t.Errorf("chi-square %v, want %v", got, chi2)
	}
	for i := range c.RowLevels {
		tests := []stats.Test{r.Pairs[3*i].Test, r.Pairs[3*i+1].Test, r.Pairs[3*i+2].Test}
		for k, want := range stats.Holm.Of(tests) {
			if got := r.Pairs[3*i+k].Adjusted; got.P != want.P {
				t.Errorf("pair %d: adjusted %v, want %v", 3*i+k, got.P, want.P)
			}
		}
	}
}

// Columns in another order give the same letters under other names.
func TestCompareColumnsTurned(t *testing.T) {
	rows := []string{"a", "b"}
	one, err := stats.CompareColumns{}.Of(crossed(t, rows, []string{"u", "v", "w"}, [][]int{{30, 12, 20}, {20, 48, 20}}))
	if err != nil {
		t.Fatal(err)
	}
	other, err := stats.CompareColumns{}.Of(crossed(t, rows, []string{"w", "v", "u"}, [][]int{{20, 12, 30}, {20, 48, 20}}))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(one.Letters, [][]string{{"B", "", "B"}, {"", "AC", ""}}) || !reflect.DeepEqual(other.Letters, one.Letters) {
		t.Errorf("letters %q and %q", one.Letters, other.Letters)
	}
}

func TestCompareColumnsOdd(t *testing.T) {
	if r, err := (stats.CompareColumns{}).Of(crossed(t, []string{"a"}, []string{"u", "v"}, [][]int{{3, 4}})); err != nil || r.Pairs[0].Test.Defined() || r.Letters[0][0] != "" {
		t.Errorf("one row: %+v, %v", r, err)
	}
	if r, err := (stats.CompareColumns{}).Of(crossed(t, []string{"a", "b"}, []string{"u"}, [][]int{{3}, {4}})); err != nil || len(r.Pairs) != 0 {
		t.Errorf("one column: %+v, %v", r, err)
	}
	many := make([]string, 27)
	counts := make([]int, 27)
	for j := range many {
		many[j], counts[j] = fmt.Sprint("c", j), 2
	}
	if _, err := (stats.CompareColumns{}).Of(crossed(t, []string{"a", "b"}, many, [][]int{counts, counts})); err == nil {
		t.Error("27 columns have letters")
	}
}

// What is hidden takes every p with it.
func TestCompareColumnsHidden(t *testing.T) {
	r, err := stats.CompareColumns{}.Of(crossed(t, []string{"a", "b"}, []string{"u", "v"}, [][]int{{3, 12}, {20, 48}}))
	if err != nil {
		t.Fatal(err)
	}
	mask := stats.Mask{{true, true, false}, {true, true, false}, {false, false, false}}
	pairs := r.Hide([]stats.Mask{mask}).Tables()[1]
	for _, c := range pairs.Columns()[3:] {
		if c.Missing(0) != stats.Secret {
			t.Errorf("column %q shows %s", c.Variable().Name, c.Show(0, "fr"))
		}
	}
}

func ExampleCompareColumns() {
	data := stats.MustTable("",
		stats.Variable{Name: "suite", Label: "Suite"}.Labelled(slices.Concat(slices.Repeat([]string{"renouvelé"}, 42), slices.Repeat([]string{"terminé"}, 68))...),
		stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled(slices.Concat(slices.Repeat([]string{"adm"}, 30), slices.Repeat([]string{"jud"}, 12), slices.Repeat([]string{"adm"}, 20), slices.Repeat([]string{"jud"}, 48))...))
	table, err := stats.CrossTab{Rows: "suite", Cols: "cadre"}.Of(data)
	if err != nil {
		fmt.Println(err)
		return
	}
	compared, err := stats.CompareColumns{}.Of(table)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%q\n", compared.Letters)
	// Output:
	// [["B" ""] ["" "A"]]
}

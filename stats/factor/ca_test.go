package factor

import (
	"math"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// smoke is the table of smoking by staff group of Greenacre (1984), invented
// for teaching.
func smoke() [][]float64 {
	return [][]float64{{4, 2, 3, 2}, {4, 3, 7, 4}, {25, 10, 12, 4}, {18, 24, 33, 13}, {10, 6, 7, 2}}
}

// Greenacre (1984): principal inertias 0.07476, 0.01002, 0.00041 of a total of
// 0.08519; 87.8 % on the first axis.
func TestSmoke(t *testing.T) {
	c, err := CA{}.Of(countTable(smoke()))
	if err != nil {
		t.Fatal(err)
	}
	for axis, want := range []float64{0.07476, 0.01002, 0.00041} {
		if got := c.Axes[axis].Eigenvalue; math.Abs(got-want) > 5e-6 {
			t.Errorf("axis %d: %v, want %v", axis+1, got, want)
		}
	}
	if math.Abs(c.Inertia-0.08519) > 5e-6 || math.Abs(c.Axes[0].Percent-87.76) > 5e-3 || c.ChiSquare.DF != 12 {
		t.Errorf("inertia %v, %v %%, %v degrees of freedom", c.Inertia, c.Axes[0].Percent, c.ChiSquare.DF)
	}
}

func transposed(counts [][]float64) [][]float64 {
	turned := make([][]float64, len(counts[0]))
	for j := range turned {
		for i := range counts {
			turned[j] = append(turned[j], counts[i][j])
		}
	}
	return turned
}

// Rows and columns change places, up to the sign of axes.
func TestTransposedCA(t *testing.T) {
	a, err := CA{SupplementaryRows: []string{"l2"}}.Of(countTable(smoke()))
	if err != nil {
		t.Fatal(err)
	}
	b, err := CA{SupplementaryCols: []string{"c2"}}.Of(countTable(transposed(smoke())))
	if err != nil {
		t.Fatal(err)
	}
	near := func(x, y float64) bool { return math.Abs(math.Abs(x)-math.Abs(y)) < 1e-12 }
	for axis := range a.Kept {
		if !near(a.Axes[axis].Eigenvalue, b.Axes[axis].Eigenvalue) {
			t.Errorf("axis %d: %v and %v", axis+1, a.Axes[axis].Eigenvalue, b.Axes[axis].Eigenvalue)
		}
		for i, p := range a.Rows {
			q := b.Cols[i]
			if !near(p.Coordinates[axis], q.Coordinates[axis]) || !near(p.Cos2[axis], q.Cos2[axis]) || !near(p.Distance, q.Distance) {
				t.Errorf("axis %d, row %d: %+v and %+v", axis+1, i, p, q)
			}
		}
	}
}

// Rows with one profile can be merged, and distances between columns stay.
func TestDistributionalEquivalence(t *testing.T) {
	split := append(smoke(), []float64{8, 4, 6, 4}) // twice the first row
	merged := smoke()
	for j := range merged[0] {
		merged[0][j] *= 3
	}
	a, err := CA{}.Of(countTable(split))
	if err != nil {
		t.Fatal(err)
	}
	b, err := CA{}.Of(countTable(merged))
	if err != nil {
		t.Fatal(err)
	}
	for j := range a.Cols {
		for axis := range a.Kept {
			if math.Abs(a.Cols[j].Coordinates[axis]-b.Cols[j].Coordinates[axis]) > 1e-12 {
				t.Errorf("column %d, axis %d: %v and %v", j, axis+1, a.Cols[j].Coordinates[axis], b.Cols[j].Coordinates[axis])
			}
		}
	}
	if x, y := a.Rows[0].Coordinates[0], a.Rows[5].Coordinates[0]; math.Abs(x-y) > 1e-12 {
		t.Errorf("rows of one profile lie at %v and %v", x, y)
	}
}

// The coordinates of all axes give the table back.
func TestReconstitution(t *testing.T) {
	c, err := CA{Axes: -1}.Of(countTable(smoke()))
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range smoke() {
		for j, want := range row {
			x := 1.0
			for axis, a := range c.Axes {
				x += c.Rows[i].Coordinates[axis] * c.Cols[j].Coordinates[axis] / math.Sqrt(a.Eigenvalue)
			}
			if got := c.N * c.Rows[i].Mass * c.Cols[j].Mass * x; math.Abs(got-want) > 1e-9 {
				t.Errorf("cell %d, %d: %v, want %v", i, j, got, want)
			}
		}
	}
}

// Cases are crossed: missing ones are left out by reason, each ticked option of
// a set counts.
func TestCAOfCases(t *testing.T) {
	cases := stats.MustTable("",
		stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled("adm", "jud", "jud", "adm", "", "pen", "pen"),
		stats.Variable{Name: "aides", Label: "Aides"}.Sets(stats.Levels("x", "y", "z", "jamais"),
			[][]int{{0}, {0, 1}, {1}, {2}, {1}, {0, 2}, {1, 2}}, nil))
	c, err := CA{Rows: "cadre", Cols: "aides"}.Of(cases)
	if err != nil {
		t.Fatal(err)
	}
	d, err := CA{}.Of(countTable([][]float64{{1, 0, 1}, {1, 2, 0}, {1, 1, 2}}))
	if err != nil {
		t.Fatal(err)
	}
	if c.N != d.N || c.Missing[stats.NotRecorded] != 1 || math.Abs(c.Inertia-d.Inertia) > 1e-15 {
		t.Errorf("n = %v, %v, inertia %v; want %v, inertia %v", c.N, c.Missing, c.Inertia, d.N, d.Inertia)
	}
	if text := strings.Join(c.Warnings, ""); !strings.Contains(text, "jamais") {
		t.Errorf("warnings %q do not name the empty column", text)
	}
}

// A case that weighs two counts twice; one without a weight does not count.
func TestWeightedCA(t *testing.T) {
	cases := stats.MustTable("",
		labelled("a", "u", "u", "v", "v", "u"), labelled("b", "x", "y", "x", "y", "x"),
		stats.Variable{Name: "poids"}.Numbers([]float64{2, 1, 1, 3, 9}, []stats.Missing{4: stats.NotRecorded}))
	c, err := CA{Rows: "a", Cols: "b", Weight: "poids"}.Of(cases)
	if err != nil {
		t.Fatal(err)
	}
	if c.N != 7 || c.Rows[0].Count != 3 || c.Cols[1].Count != 4 || len(c.Warnings) == 0 || c.Counts() != nil {
		t.Errorf("n = %v, rows %+v, warnings %q", c.N, c.Rows, c.Warnings)
	}
}

func TestOddCounts(t *testing.T) {
	tests := []struct {
		name    string
		counts  [][]float64
		axes    int
		warning string
	}{
		{"one row", [][]float64{{1, 2, 3}}, 0, "moins de deux"},
		{"one column", [][]float64{{1}, {2}}, 0, "moins de deux"},
		{"nothing", [][]float64{{0, 0}, {0, 0}}, 0, "sans effectif"},
		{"an empty row and an empty column", [][]float64{{1, 0, 4}, {0, 0, 0}, {5, 0, 2}}, 1, "l2"},
		{"independent", [][]float64{{1, 2, 3}, {2, 4, 6}, {3, 6, 9}}, 0, "Aucun axe"},
		{"nobody in common", [][]float64{{5, 0, 0}, {0, 3, 0}, {0, 0, 2}}, 2, "axes 1 et 2"},
		{"weighted", [][]float64{{0.5, 1.25}, {2.75, 0.125}}, 1, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := CA{}.Of(countTable(test.counts))
			if err != nil {
				t.Fatal(err)
			}
			finite(t, *c)
			if len(c.Axes) != test.axes || !strings.Contains(strings.Join(c.Warnings, " "), test.warning) {
				t.Errorf("%d axes, warnings %q; want %d, %q", len(c.Axes), c.Warnings, test.axes, test.warning)
			}
			for _, table := range c.Tables() {
				_ = table.String()
			}
		})
	}
}

// When all rows are supplementary there is nothing to place them on.
func TestNoActiveRow(t *testing.T) {
	c, err := CA{SupplementaryRows: []string{"l1", "l2"}}.Of(countTable([][]float64{{1, 2}, {3, 4}}))
	if err != nil {
		t.Fatal(err)
	}
	finite(t, *c)
	if len(c.Axes) != 0 || c.ChiSquare.Defined() {
		t.Errorf("%d axes, test %+v", len(c.Axes), c.ChiSquare)
	}
}

// Rows that are totals are no rows.
func TestTotalsAreLeftOut(t *testing.T) {
	with := countTable(append(smoke(), []float64{61, 45, 62, 25})).WithTotals(1)
	c, err := CA{}.Of(with)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Rows) != 5 {
		t.Errorf("%d rows", len(c.Rows))
	}
}

// Where a count is hidden all coordinates are withheld, and the test.
func TestHiddenCounts(t *testing.T) {
	c, err := CA{SupplementaryRows: []string{"l5"}}.Of(countTable(smoke()))
	if err != nil {
		t.Fatal(err)
	}
	counts := c.Counts()
	if len(counts) != 2 || len(counts[0].Rows) != 4 || counts[0].Cells[4][4] != 168 || counts[1].Cells[0][4] != 25 {
		t.Fatalf("counts %+v", counts)
	}
	masks := make([]stats.Mask, len(counts))
	for i, table := range counts {
		masks[i] = make(stats.Mask, len(table.Cells))
		for row := range masks[i] {
			masks[i][row] = make([]bool, len(table.Cells[row]))
		}
	}
	masks[0][0][1] = true
	tables := c.Hide(masks).Tables()
	if tables[0].Caption().Test != "" {
		t.Error("the test is shown")
	}
	for at, name := range []string{"pourcent", "axe1_coordonnee", "axe1_coordonnee"} {
		n, err := tables[at].Numbers(name)
		if err != nil {
			t.Fatal(err)
		}
		if n.MissingCounts()[stats.Secret] != n.Len() || c.Hide(nil).Tables()[at].Columns()[3].Missing(0) == stats.Secret {
			t.Errorf("%s: %d of %d hidden", tables[at].Title(), n.MissingCounts()[stats.Secret], n.Len())
		}
	}
	weighted, err := CA{}.Of(countTable([][]float64{{0.5, 1.25}, {2.75, 0.125}}))
	if err != nil {
		t.Fatal(err)
	}
	if weighted.Counts() != nil {
		t.Error("weights were taken for counts")
	}
}

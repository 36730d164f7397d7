package factor

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// invented are cases with missing levels and numbers, sets, flags and weights.
func invented(n int) *stats.Table {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	levels := stats.Levels("a", "b", "c", "vide")
	var columns []stats.Column
	hidden := make([]int, n)
	for i := range hidden {
		hidden[i] = r.IntN(3)
	}
	draw := func() (codes []int, missing []stats.Missing) {
		codes, missing = make([]int, n), make([]stats.Missing, n)
		for i := range n {
			codes[i] = hidden[i]
			if r.Float64() < 0.5 {
				codes[i] = r.IntN(3)
			}
			if r.Float64() < 0.05 {
				missing[i] = stats.NotRecorded
			} else if r.Float64() < 0.03 {
				missing[i] = stats.Refused
			}
		}
		return codes, missing
	}
	for j := range 4 {
		codes, missing := draw()
		columns = append(columns, stats.Variable{Name: fmt.Sprintf("q%d", j+1)}.Categories(levels, j == 0, codes, missing))
	}
	ticked := make([][]int, n)
	flags, weights, sup := make([]bool, n), make([]float64, n), make([]bool, n)
	names := make([]string, n)
	for i := range n {
		for option := range 3 {
			if r.IntN(3) == 0 || option == hidden[i] {
				ticked[i] = append(ticked[i], option)
			}
		}
		flags[i], weights[i], sup[i] = r.IntN(3) < hidden[i], float64(1+r.IntN(3)), r.IntN(10) == 0
		names[i] = fmt.Sprintf("D%03d", i+1)
	}
	columns = append(columns,
		stats.Variable{Name: "aides", Label: "Aides"}.Sets(stats.Levels("x", "y", "z"), ticked, nil),
		stats.Variable{Name: "oui"}.Flags(flags, nil),
		stats.Variable{Name: "poids"}.Numbers(weights, nil),
		stats.Variable{Name: "sup"}.Flags(sup, nil),
		stats.Variable{Name: "id"}.Texts(names, nil))
	for j := range 3 {
		values, missing := make([]float64, n), make([]stats.Missing, n)
		for i := range values {
			values[i] = float64(10*(j+1)) + float64(hidden[i]*(j-1)) + r.NormFloat64()
			if r.Float64() < 0.05 {
				missing[i] = stats.NotRecorded
			}
		}
		columns = append(columns, stats.Variable{Name: fmt.Sprintf("x%d", j+1)}.Numbers(values, missing))
	}
	return stats.MustTable("", columns...)
}

var (
	questions = []string{"q1", "q2", "q3", "aides", "oui"}
	numbers   = []string{"x1", "x2"}
	more      = []string{"q4", "x3"}
)

// analyses runs the three analyses of cases with the settings that they share.
func analyses(t *testing.T, data *stats.Table, weight, sup string, workers int) map[string]*Space {
	t.Helper()
	m, err := MCA{Active: questions, Supplementary: more, Weight: weight, SupplementaryCases: sup, Axes: -1, Workers: workers, ID: "id"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	p, err := PCA{Active: append(slices.Clone(numbers), "x3"), Supplementary: []string{"q1", "aides"}, Weight: weight, SupplementaryCases: sup, Axes: -1, Workers: workers, ID: "id"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	f, err := FAMD{Active: append(slices.Clone(questions), numbers...), Supplementary: more, Weight: weight, SupplementaryCases: sup, Axes: -1, Workers: workers, ID: "id"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*Space{"mca": &m.Space, "pca": &p.Space, "famd": &f.Space}
}

// same compares two spaces: eigenvalues, and what lies on the axes.
func same(t *testing.T, name string, a, b *Space) {
	t.Helper()
	near := func(what string, x, y float64) {
		if !(math.Abs(x-y) <= 1e-9*(1+math.Abs(y))) {
			t.Errorf("%s: %s = %v, want %v", name, what, x, y)
		}
	}
	if len(a.Axes) != len(b.Axes) || len(a.Levels) != len(b.Levels) || len(a.Numbers) != len(b.Numbers) {
		t.Fatalf("%s: %d axes, %d levels, %d numbers; want %d, %d, %d", name, len(a.Axes), len(a.Levels), len(a.Numbers), len(b.Axes), len(b.Levels), len(b.Numbers))
	}
	near("inertia", a.Inertia, b.Inertia)
	for i := range a.Axes {
		near("eigenvalue", a.Axes[i].Eigenvalue, b.Axes[i].Eigenvalue)
	}
	for i, l := range a.Levels {
		near(l.Code+" distance", l.Distance, b.Levels[i].Distance)
		for axis := range a.Kept {
			near(l.Code+" coordinate", l.Coordinates[axis], b.Levels[i].Coordinates[axis])
			near(l.Code+" cos2", l.Cos2[axis], b.Levels[i].Cos2[axis])
		}
	}
	for i, n := range a.Numbers {
		for axis := range a.Kept {
			near("correlation", n.Correlations[axis], b.Numbers[i].Correlations[axis])
		}
	}
	for i, v := range a.Variables {
		for axis := range a.Kept {
			near(v.Name+" eta2", v.Eta2[axis], b.Variables[i].Eta2[axis])
		}
	}
}

func TestWeightsOfOneAreNone(t *testing.T) {
	data := invented(80)
	ones := make([]float64, data.Len())
	for i := range ones {
		ones[i] = 1
	}
	weighted, err := data.With(stats.Variable{Name: "un"}.Numbers(ones, nil))
	if err != nil {
		t.Fatal(err)
	}
	want := analyses(t, data, "", "", 1)
	for name, got := range analyses(t, weighted, "un", "", 1) {
		same(t, name, got, want[name])
		if !reflect.DeepEqual(got.Cases.Coordinates, want[name].Cases.Coordinates) {
			t.Errorf("%s: coordinates differ", name)
		}
	}
}

// A case that comes twice is a case that weighs two, v-tests and p included.
func TestDuplicatesAreWeights(t *testing.T) {
	data := invented(60)
	c, err := data.Numbers("poids")
	if err != nil {
		t.Fatal(err)
	}
	var rows []int
	for row := range data.Len() {
		w, _ := c.At(row)
		for range int(w) {
			rows = append(rows, row)
		}
	}
	want := analyses(t, data.Rows(rows), "", "", 1)
	for name, got := range analyses(t, data, "poids", "", 1) {
		same(t, name, got, want[name])
		for i, l := range got.Levels {
			for axis := range l.VTests {
				if other := want[name].Levels[i].VTests[axis]; math.Abs(l.VTests[axis]-other) > 1e-9*(1+math.Abs(other)) {
					t.Errorf("%s: v-test %v, want %v", name, l.VTests[axis], other)
				}
			}
		}
		for axis, d := range got.Descriptions {
			for i, link := range d.Numbers {
				if other := want[name].Descriptions[axis].Numbers[i]; math.Abs(link.P-other.P) > 1e-9 {
					t.Errorf("%s: p %v, want %v", name, link.P, other.P)
				}
			}
		}
	}
}

// Supplementary cases have a place and change nothing.
func TestSupplementaryCases(t *testing.T) {
	data := invented(90)
	c, err := data.Flags("sup")
	if err != nil {
		t.Fatal(err)
	}
	var active []int
	for row := range data.Len() {
		if yes, _ := c.At(row); !yes {
			active = append(active, row)
		}
	}
	want := analyses(t, data.Rows(active), "", "", 1)
	for name, got := range analyses(t, data, "", "sup", 1) {
		same(t, name, got, want[name])
		if got.N != len(active) || len(got.Cases.Coordinates) != data.Len() {
			t.Errorf("%s: n = %d and %d places", name, got.N, len(got.Cases.Coordinates))
		}
		for i, row := range active {
			for axis, x := range got.Cases.Coordinates[row] {
				if math.Abs(x-want[name].Cases.Coordinates[i][axis]) > 1e-9 {
					t.Fatalf("%s: case %d lies elsewhere", name, row)
				}
			}
		}
	}
}

func TestOrderOfCases(t *testing.T) {
	data := invented(70)
	rows := rand.New(rand.NewPCG(1, 1)).Perm(data.Len())
	want := analyses(t, data, "", "", 1)
	for name, got := range analyses(t, data.Rows(rows), "", "", 1) {
		same(t, name, got, want[name])
	}
}

// Same input, same bytes, whatever the workers; and the input stays as it was.
func TestWorkersAgree(t *testing.T) {
	data := invented(5000)
	before := data.String()
	one, eight := analyses(t, data, "poids", "sup", 1), analyses(t, data, "poids", "sup", 8)
	for name, got := range eight {
		got.plan.workers = 1
		if !reflect.DeepEqual(got, one[name]) {
			t.Errorf("%s: workers change the result", name)
		}
	}
	if data.String() != before {
		t.Error("the data changed")
	}
}

// The barycentric relations: a level lies at the mean of its cases over the root
// of the eigenvalue, a case at the mean of its levels over it.
func TestTransition(t *testing.T) {
	data := invented(80)
	m, err := MCA{Active: questions, ActiveMissing: true, Axes: -1}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	for axis, a := range m.Axes {
		root, eta, q := math.Sqrt(a.Eigenvalue), 0.0, 0.0
		for _, l := range m.Levels {
			if math.Abs(l.Means[axis]/root-l.Coordinates[axis]) > 1e-9 {
				t.Fatalf("level %s: mean %v over %v, coordinate %v", l.Code, l.Means[axis], root, l.Coordinates[axis])
			}
		}
		for _, v := range m.Variables {
			eta += v.Eta2[axis]
			q++
		}
		if math.Abs(eta/q-a.Eigenvalue) > 1e-9 {
			t.Errorf("axis %d: mean eta2 %v, eigenvalue %v", axis+1, eta/q, a.Eigenvalue)
		}
	}
	// A case from its levels, by their codes.
	for row := range 5 {
		for axis, a := range m.Axes {
			sum, q := 0.0, 0
			for i := range m.Levels {
				l := &m.Levels[i]
				if has(t, data, m.Variables[l.Variable].Name, l, row) {
					sum += l.Coordinates[axis]
					q++
				}
			}
			if want := sum / float64(q) / math.Sqrt(a.Eigenvalue); q != m.activeVariables() || math.Abs(want-m.Cases.Coordinates[row][axis]) > 1e-9 {
				t.Fatalf("case %d, axis %d: %v from %d levels, want %v", row, axis+1, m.Cases.Coordinates[row][axis], q, want)
			}
		}
	}
	total, far := 0.0, 0.0
	for axis := range m.Axes {
		for row := range m.Cases.Coordinates {
			total += m.Contribution(row, axis)
		}
		far += m.Cases.Coordinates[3][axis] * m.Cases.Coordinates[3][axis]
	}
	if math.Abs(total-100*float64(len(m.Axes))) > 1e-7 {
		t.Errorf("contributions add up to %v on %d axes", total, len(m.Axes))
	}
	if math.Abs(far-m.Cases.Distances[3]) > 1e-9 {
		t.Errorf("squared coordinates add up to %v, squared distance %v", far, m.Cases.Distances[3])
	}
}

// has tells whether a case has a level, reading the data anew.
func has(t *testing.T, data *stats.Table, variable string, l *Level, row int) bool {
	t.Helper()
	name, option := variable, -1
	if at := slices.Index([]string{"aides=x", "aides=y", "aides=z"}, variable); at >= 0 {
		name, option = "aides", at
	}
	column, err := data.Column(name)
	if err != nil {
		t.Fatal(err)
	}
	if reason := column.Missing(row); reason != stats.Recorded || l.Missing != stats.Recorded {
		return reason == l.Missing
	}
	switch c := column.(type) {
	case *stats.Sets:
		ticked, _ := c.Has(row, option)
		return ticked == (l.Code == "oui")
	case *stats.Flags:
		yes, _ := c.At(row)
		return yes == (l.Code == "oui")
	case *stats.Categories:
		return c.Code(row) == l.Code
	}
	return false
}

// MCA is the correspondence analysis of the indicator matrix, and its levels on
// the scale of Burt are that of the Burt table.
func TestMCAIsCA(t *testing.T) {
	data := invented(60)
	m, err := MCA{Active: questions, ActiveMissing: true, Axes: -1, Scale: Burt}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	indicator := make([][]float64, data.Len())
	burt := make([][]float64, len(m.Levels))
	for row := range indicator {
		indicator[row] = make([]float64, len(m.Levels))
		for i := range m.Levels {
			if has(t, data, m.Variables[m.Levels[i].Variable].Name, &m.Levels[i], row) {
				indicator[row][i] = 1
			}
		}
	}
	for i := range burt {
		burt[i] = make([]float64, len(m.Levels))
		for j := range burt[i] {
			for row := range indicator {
				burt[i][j] += indicator[row][i] * indicator[row][j]
			}
		}
	}
	of := func(counts [][]float64) *Correspondence {
		c, err := CA{Axes: -1}.Of(countTable(counts))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	simple, square := of(indicator), of(burt)
	if len(simple.Axes) != len(m.Axes) || len(square.Axes) != len(m.Axes) {
		t.Fatalf("%d, %d and %d axes", len(m.Axes), len(simple.Axes), len(square.Axes))
	}
	for axis, a := range m.Axes {
		if math.Abs(simple.Axes[axis].Eigenvalue-a.Eigenvalue) > 1e-10 || math.Abs(square.Axes[axis].Eigenvalue-a.Burt) > 1e-10 {
			t.Errorf("axis %d: %v and %v, want %v and %v", axis+1, simple.Axes[axis].Eigenvalue, square.Axes[axis].Eigenvalue, a.Eigenvalue, a.Burt)
		}
		for i, l := range m.Levels {
			if math.Abs(math.Abs(square.Cols[i].Coordinates[axis])-math.Abs(l.Coordinates[axis])) > 1e-8 {
				t.Errorf("axis %d, %s: %v, want %v", axis+1, l.Code, square.Cols[i].Coordinates[axis], l.Coordinates[axis])
			}
		}
		for row := range indicator {
			if math.Abs(math.Abs(simple.Rows[row].Coordinates[axis])-math.Abs(m.Cases.Coordinates[row][axis])) > 1e-8 {
				t.Fatalf("axis %d, case %d: %v, want %v", axis+1, row, simple.Rows[row].Coordinates[axis], m.Cases.Coordinates[row][axis])
			}
		}
	}
	if math.Abs(m.Levels[0].Distance-square.Cols[0].Distance) > 1e-10 {
		t.Errorf("distance %v, want %v", m.Levels[0].Distance, square.Cols[0].Distance)
	}
}

func countTable(counts [][]float64) *stats.Table {
	labels := make([]string, len(counts))
	for i := range labels {
		labels[i] = fmt.Sprintf("l%d", i+1)
	}
	columns := []stats.Column{stats.Variable{Name: "ligne"}.Texts(labels, nil)}
	for j := range counts[0] {
		values := make([]float64, len(counts))
		for i := range values {
			values[i] = counts[i][j]
		}
		columns = append(columns, stats.Variable{Name: fmt.Sprintf("c%d", j+1)}.Numbers(values, nil))
	}
	return stats.MustTable("", columns...)
}

// Without standardisation axes carry variances, and a shift of the numbers
// changes nothing, not even a large one.
func TestRawPCA(t *testing.T) {
	x, y := []float64{1, 2, 4, 8, 16, 3}, []float64{2, 1, 5, 3, 9, 4}
	shifted := make([]float64, len(y))
	for i := range y {
		shifted[i] = y[i] + 1e9
	}
	of := func(second []float64) *PrincipalComponents {
		p, err := PCA{Active: []string{"x", "y"}, Raw: true}.Of(stats.MustTable("", figured("x", x...), figured("y", second...)))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p, far := of(y), of(shifted)
	variances := 0.0
	for i, n := range p.Numbers {
		variances += n.SD * n.SD
		for axis := range p.Kept {
			if math.Abs(n.Coordinates[axis]-n.SD*n.Correlations[axis]) > 1e-12 {
				t.Errorf("coordinate %v, correlation %v, deviation %v", n.Coordinates[axis], n.Correlations[axis], n.SD)
			}
			if math.Abs(n.Coordinates[axis]-far.Numbers[i].Coordinates[axis]) > 1e-12 {
				t.Errorf("shifted: %v, want %v", far.Numbers[i].Coordinates[axis], n.Coordinates[axis])
			}
		}
	}
	if math.Abs(variances-p.Inertia) > 1e-12 {
		t.Errorf("inertia %v, variances %v", p.Inertia, variances)
	}
}

package factor

import (
	"math"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// Specific MCA with weights on invented cases, by R 4.2 and FactoMineR:
//
//	MCA(data.frame(a, b, d, e), excl = 3, quali.sup = 4, row.w = w, ncp = 2)
//
// where the third column of the indicator matrix is the level w of a.
func TestSpecificMCA(t *testing.T) {
	data := stats.MustTable("",
		labelled("a", "u", "v", "w", "u", "v", "w", "u", "u", "v", "w", "v", "u", "w", "u"),
		labelled("b", "x", "y", "y", "x", "z", "y", "z", "x", "y", "z", "y", "x", "z", "y"),
		labelled("d", "o", "n", "n", "o", "o", "n", "n", "o", "n", "n", "o", "o", "n", "n"),
		labelled("e", "p", "p", "q", "q", "p", "q", "p", "p", "q", "q", "p", "p", "q", "p"),
		figured("poids", 1, 2, 1, 3, 1, 1, 2, 1, 1, 2, 1, 3, 1, 2))
	m, err := MCA{
		Active: []string{"a", "b", "d"}, Supplementary: []string{"e"}, Passive: []string{"a=w"}, Weight: "poids", Axes: 2,
	}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-12*(1+math.Abs(want)) {
			t.Errorf("%s = %.15g, want %.15g", what, got, want)
		}
	}
	for axis, want := range []float64{0.7180562971330359, 0.3853354893060453, 0.2290321521449328, 0.0497399392298799, 0.0269270312770187} {
		near("eigenvalue", m.Axes[axis].Eigenvalue, want)
	}
	// Coordinate and v-test on both axes, contribution and cos2 on the second.
	levels := map[string][6]float64{
		"a=u": {0.702467925357721, -0.107441682717955, 3.52636099841477, -0.539352966682021, 0.544683104634823, 0.0138524582223189},
		"b=y": {-0.892524861080975, 0.834772803090260, -3.09179681282121, 2.891737815458040, 21.920155202595538, 0.3981975044452401},
		"b=z": {-0.509347823754667, -1.384929076575822, -1.42935378539166, -3.886447582145953, 45.250498954214862, 0.7192607051794344},
		"e=q": {-0.1352735498554998, -0.252357345795533, -0.515789043930684, -0.962221766604073, 0, 0.0440890822917459},
	}
	signs := [2]float64{math.Copysign(1, m.Levels[0].Coordinates[0]), -math.Copysign(1, m.Levels[0].Coordinates[1])}
	found := 0
	for _, l := range m.Levels {
		name := m.Variables[l.Variable].Name + "=" + l.Code
		want, ok := levels[name]
		if !ok {
			continue
		}
		found++
		for axis, sign := range signs {
			near(name, sign*l.Coordinates[axis], want[axis])
			near(name+" v-test", sign*l.VTests[axis], want[2+axis])
		}
		if !l.Supplementary {
			near(name+" contribution", l.Contributions[1], want[4])
		}
		near(name+" cos2", l.Cos2[1], want[5])
	}
	if found != len(levels) {
		t.Errorf("%d levels of %d", found, len(levels))
	}
	near("case 2", signs[0]*m.Cases.Coordinates[1][0], -1.094126465412334)
	near("contribution of case 2", m.Contribution(1, 0), 15.15597450171281)
	near("cos2 of case 2", m.Cos2(1, 1), 0.3204841615815612)
	near("eta2", m.variable("e").Eta2[0], 0.0126684922780443)
}

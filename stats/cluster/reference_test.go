package cluster

import (
	"slices"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/factor"
)

// What R answers to data with ties, repeats, weights and gaps.

// hclust(dist(expand.grid(1:4, 1:3)), method); cutree(h, 2:6), R 4.2.2: all ties
// go to the lowest pair.
func TestTiedTreesAreThoseOfR(t *testing.T) {
	var p Points
	for y := range 3 {
		for x := range 4 {
			p = append(p, []float64{float64(x), float64(y)})
		}
	}
	cuts := map[int][]int{
		2: {0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1},
		6: {0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5},
	}
	for _, test := range []struct {
		linkage Linkage
		heights []float64
		cuts    map[int][]int
	}{
		{Average, []float64{1, 1, 1, 1, 1, 1, 1.2071067811865475, 1.2071067811865475, 1.6625703849682212, 1.6625703849682212, 2.3108737698632371}, cuts},
		{Ward, []float64{1, 1, 1, 1, 1, 1, 1.4142135623730951, 1.4142135623730951, 2.4494897427831779, 2.4494897427831779, 4.8989794855663558}, cuts},
		{
			Centroid,
			[]float64{1, 0.95710678118654746, 0.75871412497179891, 1, 0.95710678118654746, 0.75871412497179891, 1, 0.98579368967158443, 1, 0.98579368967158443, 1.13704098072479498},
			map[int][]int{2: {0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1}, 5: {0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 3, 4}},
		},
	} {
		m, err := NewMatrix(t.Context(), p, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range []stats.Distancer{p, m} {
			r := tree(t, Tree{Linkage: test.linkage}, d)
			for i, h := range heights(r) {
				if !close(h, test.heights[i]) {
					t.Errorf("%s: height %d is %v, want %v", test.linkage.Label("en"), i, h, test.heights[i])
				}
			}
			for k, want := range test.cuts {
				if got, err := r.Cut(k); err != nil || !slices.Equal(got, want) {
					t.Errorf("%s: cut into %d is %v, want %v", test.linkage.Label("en"), k, got, want)
				}
			}
		}
	}
}

// pam(dist(matrix(c(0,0,0,1,1,5,5,9))), 3) and silhouette(c(1,1,2,3,3),
// dist(matrix(c(0,1,3,7,8)))), cluster 2.1.4.
func TestRepeatedCasesAreThoseOfR(t *testing.T) {
	r, err := Medoids{Classes: 3}.Of(t.Context(), Points{{0}, {0}, {0}, {1}, {1}, {5}, {5}, {9}})
	if err != nil || r.Built != 0.375 || r.Distance != 0.25 || !slices.Equal(r.Classes, []int{0, 0, 0, 0, 0, 1, 1, 2}) {
		t.Errorf("%+v %v", r, err)
	}
	q, err := Quality{}.Of(t.Context(), Points{{0}, {1}, {3}, {7}, {8}}, []int{0, 0, 1, 2, 2})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{2. / 3, 0.5, 0, 0.75, 0.8} {
		if !close(q.Cases[i].Width, want) {
			t.Errorf("silhouette %d is %v, want %v", i, q.Cases[i].Width, want)
		}
	}
}

// daisy(G, "gower", type = list(asymm = "as"), weights = c(2,1,1,.5,3)) of numbers,
// ordered levels, a symmetric and an asymmetric flag and levels, with gaps.
func TestGowerWithGapsIsThatOfR(t *testing.T) {
	levels := func(name string, ordered bool, codes []int, missing int, names ...string) stats.Column {
		reasons := make([]stats.Missing, len(codes))
		reasons[missing] = stats.NotRecorded
		return stats.Variable{Name: name}.Categories(stats.Levels(names...), ordered, codes, reasons)
	}
	flags := func(name string, values ...bool) stats.Column { return stats.Variable{Name: name}.Flags(values, nil) }
	table := stats.MustTable("",
		stats.Variable{Name: "n"}.Numbers([]float64{1, 5, 0, 9, 2}, []stats.Missing{0, 0, stats.Refused, 0, 0}),
		levels("o", true, []int{0, 1, 2, 1, 0}, 4, "l", "m", "h"),
		flags("s", false, false, true, false, true), flags("as", false, false, true, true, false),
		levels("f", false, []int{0, 1, 0, 0, 2}, 2, "x", "y", "z"))
	spec := Gower{Columns: table.Names(), Asymmetric: []string{"as"}}
	weighted := spec
	weighted.Weights = []float64{2, 1, 1, 0.5, 3}
	for _, test := range []struct {
		spec Gower
		want []float64
	}{
		{spec, []float64{0.5, 1, 0.5, 0.70833333333333337, 0.83333333333333337, 0.5, 0.79166666666666663, 0.5, 0.5, 0.96875}},
		{weighted, []float64{0.64285714285714290, 1, 0.4, 0.70833333333333337, 0.8, 0.6, 0.79166666666666663, 0.6, 1. / 3, 0.96153846153846156}},
	} {
		r, err := test.spec.Of(t.Context(), table)
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range r.values {
			if !close(x, test.want[i]) {
				t.Errorf("distance %d is %v, want %v", i, x, test.want[i])
			}
		}
	}
}

// HCPC(PCA(X, row.w = rep(1:3, 10)), nb.clust = 4, consol = FALSE), FactoMineR 2.7.
func TestWeightedClassesAreThoseOfR(t *testing.T) {
	values := [][]float64{
		{-0.961933415919883, 4.90062472898267, 0.573518173147265},
		{-0.292525722878467, 4.85177044709222, 0.918196207737772},
		{0.258788216241251, 4.72771517415448, 0.256287272985725},
		{-1.15213188591513, 4.73650214568861, 0.351966555937571},
		{0.195782826286375, 3.64787038305431, 1.1743373570956},
		{0.0301239446016315, 4.70551551348551, -0.480846375289203},
		{0.0854177316122717, 5.30035798873208, -0.418829722135601},
		{1.11661021271527, 4.03825201414427, 0.955112803220351},
		{-1.21885741557799, 3.02071623000372, -1.28900661094787},
		{1.26736872208989, 4.79376123087253, 0.186197433075043},
		{-0.744781596135141, 0.786506872009449, -0.0313255019472277},
		{-1.13121857083574, -0.3104631309593, 0.46709730984657},
		{-0.716358490032977, 1.6988848455591, 1.02419767420456},
		{0.252652369646215, -0.794593708549281, 0.267358452234395},
		{0.152045706655596, 0.348437716180028, 0.2318261028602},
		{-0.30765642967842, -2.26540107351778, 0.747592464522409},
		{-0.953017330908122, -0.162205279028246, 1.21706851052422},
		{-0.64824281144847, 1.13086499145889, 0.383358345168268},
		{1.22431362428059, -0.455545976260457, -0.988052821592123},
		{0.19981160798297, -0.899166315538872, -0.156852910196835},
		{-0.578483721859972, 0.726838901731248, 1.73553521624809},
		{-0.942300733477539, -0.809440901865235, -0.352298305500082},
		{-0.203728179661995, 0.267085115955233, 0.68864004412573},
		{-1.66647484003016, -1.73726371053359, 1.22440609580274},
		{-0.484455109150991, -1.41142513580887, 0.794296303303488},
		{-0.741072660721595, -0.453551226778487, -0.00640239842172925},
		{1.16061577924134, -1.03549127536806, 0.219150635166991},
		{1.01206712493423, 1.36214289325928, -0.886463751005381},
		{-0.0720784740865598, 0.917456736975022, 0.439760291371926},
		{-1.13678229809932, -0.785142161076832, -0.886389750665543},
	}
	columns := make([][]float64, 4)
	for i, row := range values {
		for j, x := range append(slices.Clip(row), float64(1+i%3)) {
			columns[j] = append(columns[j], x)
		}
	}
	number := func(name string, j int) stats.Column { return stats.Variable{Name: name}.Numbers(columns[j], nil) }
	p, err := factor.PCA{Active: []string{"a", "b", "c"}, Weight: "w"}.Of(stats.MustTable("", number("a", 0), number("b", 1), number("c", 2), number("w", 3)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := HCPC{Classes: 4, AsCut: true}.Of(t.Context(), &p.Space)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{0.88992369108367708, 0.52283084569730554, 0.41769783010794148, 0.29768906589363742, 0.13337448183407363} {
		if !close(r.Steps[i+1].Gain, want) {
			t.Errorf("gain %d is %v, want %v", i+1, r.Steps[i+1].Gain, want)
		}
	}
	if !close(r.Between, 1.8304523668889241) {
		t.Errorf("between %v", r.Between)
	}
	want := []int{4, 4, 4, 4, 4, 4, 4, 4, 3, 4, 2, 2, 1, 2, 2, 2, 1, 2, 2, 2, 1, 2, 2, 1, 2, 2, 2, 2, 2, 3}
	there := map[int]int{}
	for i, c := range r.Classes {
		if _, known := there[want[i]]; !known {
			there[want[i]] = c
		}
		if there[want[i]] != c {
			t.Errorf("case %d is in another class", i+1)
		}
	}
}

// catdes(X, 1, proba = 1, row.w = c(1,2,1,3,1,2,2,1)), FactoMineR 2.7.
func TestWeightedProfilesAreThoseOfR(t *testing.T) {
	r, err := Profiles{Classes: "k", Columns: []string{"q", "z"}, Weight: "w", MissingLevels: true, Least: 1}.Of(stats.MustTable("",
		stats.Variable{Name: "k"}.Labelled("a", "a", "b", "b", "b", "a", "b", "a"),
		stats.Variable{Name: "q"}.Labelled("x", "y", "", "x", "y", "y", "x", "x"),
		stats.Variable{Name: "z"}.Numbers([]float64{1, 4, 2, 8, 5, 7, 1, 3}, nil),
		stats.Variable{Name: "w"}.Numbers([]float64{1, 2, 1, 3, 1, 2, 2, 1}, nil)))
	if err != nil {
		t.Fatal(err)
	}
	same := func(what string, got, want float64) {
		if !close(got, want) {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	same("chi-square", r.Links[0].Test.P, 0.13314366701865168)
	same("eta2", r.Links[1].Strength.Value, 0.0049234556504346196)
	same("F", r.Links[1].Test.P, 0.86886743126518118)
	for i, want := range [][5]float64{
		{80, 66.666666666666657, 38.461538461538467, 0.090909090909090981, 1.6906216295848977},
		{0, 0, 7.6923076923076925, 0.538461538461538547, -0.61514110459597338},
		{28.571428571428569, 33.333333333333329, 53.846153846153847, 0.23368298368298379, -1.1909251159289682},
	} {
		x := r.Classes[0].Levels[i]
		for j, got := range [5]float64{x.OfLevel, x.InClass, x.Overall, x.P, x.VTest.Value} {
			same("a level", got, want[j])
		}
	}
	x := r.Classes[0].Numbers[0]
	for j, want := range [6]float64{-0.24306679700283187, 4.333333333333333, 4.5384615384615383, 2.1343747458109497, 2.7065557055014122, 0.80795365211840597} {
		same("a number", [6]float64{x.VTest.Value, x.Mean, x.Overall, x.SD, x.OverallSD, x.P}[j], want)
	}
	if r.N != 8 || r.Classes[0].N != 4 {
		t.Errorf("%d cases, %d of a", r.N, r.Classes[0].N)
	}
	same("share", r.Classes[0].Share, 600./13)
}

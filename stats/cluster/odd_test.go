package cluster

import (
	"math"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/factor"
)

// What cannot be answered says why.
func TestRefusals(t *testing.T) {
	ctx := t.Context()
	two := Points{{0}, {1}}
	same := Points{{1, 2}, {1, 2}, {1, 2}}
	table := stats.MustTable("",
		stats.Variable{Name: "note"}.Texts([]string{"a", "b", "c"}, nil),
		stats.Variable{Name: "age"}.Numbers([]float64{1, 2, 0}, []stats.Missing{0, 0, stats.Refused}),
		stats.Variable{Name: "cadre"}.Labelled("x", "", "y"))
	empty := stats.MustTable("", stats.Variable{Name: "a"}.Numbers([]float64{1, 0}, []stats.Missing{0, 1}), stats.Variable{Name: "b"}.Numbers([]float64{0, 1}, []stats.Missing{1, 0}))
	for name, test := range map[string]struct {
		run  func() error
		says string
	}{
		"tree of nothing":      {func() error { _, err := Tree{}.Of(ctx, Points{}); return err }, "no cases"},
		"tree of NaN":          {func() error { _, err := Tree{}.Of(ctx, Points{{0}, {math.NaN()}}); return err }, "case 2, coordinate 1"},
		"ragged points":        {func() error { _, err := Tree{Linkage: Single}.Of(ctx, Points{{0}, {1, 2}}); return err }, "has 2 coordinates"},
		"distance below zero":  {func() error { _, err := Tree{}.Of(ctx, below{}); return err }, "cases 1 and 2 is -1"},
		"weights":              {func() error { _, err := Tree{Weights: []float64{1}}.Of(ctx, two); return err }, "1 weights for 2 cases"},
		"weight zero":          {func() error { _, err := Tree{Weights: []float64{1, 0}}.Of(ctx, two); return err }, "case 2 has weight 0"},
		"no linkage":           {func() error { _, err := Tree{Linkage: 99}.Of(ctx, two); return err }, "no linkage"},
		"differ by nothing":    {func() error { _, err := KMeans{Classes: 2}.Of(ctx, Points{{0}, {1e-200}}); return err }, "too little"},
		"coordinate too large": {func() error { _, err := KMeans{Classes: 2}.Of(ctx, Points{{0}, {1e200}}); return err }, "too large"},
		"minus zero is zero":   {func() error { _, err := KMeans{Classes: 2}.Of(ctx, Points{{0}, {math.Copysign(0, -1)}}); return err }, "1 different cases"},
		"too many classes":     {func() error { _, err := KMeans{Classes: 2}.Of(ctx, same); return err }, "1 different cases"},
		"no classes":           {func() error { _, err := KMeans{}.Of(ctx, two); return err }, "ask for 1 to 2"},
		"k-means of nothing":   {func() error { _, err := KMeans{Classes: 1}.Of(ctx, Points{}); return err }, "0 different cases"},
		"empty centre":         {func() error { _, err := KMeans{Centres: Points{{0}, {100}}}.Of(ctx, two); return err }, "nearest to centre 2"},
		"ragged centre":        {func() error { _, err := KMeans{Centres: Points{{0, 1}}}.Of(ctx, two); return err }, "centers"},
		"medoids":              {func() error { _, err := Medoids{Classes: 3}.Of(ctx, two); return err }, "ask for 1 to 2"},
		"classes of others":    {func() error { _, err := Quality{}.Of(ctx, two, []int{1}); return err }, "1 classes for 2 cases"},
		"class out of range":   {func() error { _, err := Quality{}.Of(ctx, two, []int{0, 7}); return err }, "class 7"},
		"gower of texts":       {func() error { _, err := Gower{Columns: []string{"note"}}.Of(ctx, table); return err }, "holds texts"},
		"gower of nothing":     {func() error { _, err := Gower{}.Of(ctx, table); return err }, "no columns"},
		"gower unknown":        {func() error { _, err := Gower{Columns: []string{"cadres"}}.Of(ctx, table); return err }, "cadre"},
		"gower weights": {func() error {
			_, err := Gower{Columns: []string{"age"}, Weights: []float64{1, 2}}.Of(ctx, table)
			return err
		}, "2 weights"},
		"gower weight": {func() error {
			_, err := Gower{Columns: []string{"age"}, Weights: []float64{-1}}.Of(ctx, table)
			return err
		}, "weight -1"},
		"asymmetric numbers": {func() error {
			_, err := Gower{Columns: []string{"age"}, Asymmetric: []string{"age"}}.Of(ctx, table)
			return err
		}, "only flags and sets"},
		"asymmetric unknown": {func() error {
			_, err := Gower{Columns: []string{"age"}, Asymmetric: []string{"ages"}}.Of(ctx, table)
			return err
		}, "no column"},
		"nothing in common": {func() error { _, err := Gower{Columns: []string{"a", "b"}}.Of(ctx, empty); return err }, "rows 1 and 2"},
		"no axis":           {func() error { _, err := HCPC{}.Of(ctx, &factor.Space{}); return err }, "no axis"},
		"hcpc classes":      {func() error { _, err := HCPC{Classes: 2}.Of(ctx, spaceOf(same, nil)); return err }, "1 different cases"},
		"hcpc bounds":       {func() error { _, err := HCPC{Min: 4, Max: 3}.Of(ctx, spaceOf(two, nil)); return err }, "from 4 to 3"},
		"hcpc identifiers": {func() error {
			c, _ := table.Column("note")
			_, err := HCPC{ID: c}.Of(ctx, spaceOf(two, nil))
			return err
		}, "3 identifiers for 2 rows"},
		"hcpc without weights": {func() error { _, err := HCPC{}.Of(ctx, spaceOf(two, []float64{0, 0})); return err }, "no cases"},
		"stability of nothing": {func() error { _, err := Stability{}.Of(ctx, []int{-1}, nil); return err }, "0 cases"},
		"stability never": {func() error {
			_, err := Stability{Draws: 3}.Of(ctx, []int{0, 0}, KMeans{Classes: 9}.Method(two))
			return err
		}, "9 classes"},
		"profiles of texts":   {func() error { _, err := Profiles{Classes: "note"}.Of(table); return err }, "holds texts"},
		"profiles of numbers": {func() error { _, err := Profiles{Classes: "age"}.Of(table); return err }, "holds numbers"},
		"profiles by texts":   {func() error { _, err := Profiles{Classes: "cadre", Columns: []string{"note"}}.Of(table); return err }, "holds texts"},
		"profiles by itself":  {func() error { _, err := Profiles{Classes: "cadre", Columns: []string{"cadre"}}.Of(table); return err }, "twice"},
		"explain":             {func() error { _, err := Explain{Number: "ages"}.Of(table); return err }, "age"},
	} {
		err := test.run()
		if err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v, want an error with %q", name, err, test.says)
		}
	}
	r := tree(t, Tree{}, two)
	for _, k := range []int{0, 3} {
		if _, err := r.Cut(k); err == nil {
			t.Errorf("cut into %d", k)
		}
	}
}

type below struct{}

func (below) Len() int            { return 2 }
func (below) At(_, _ int) float64 { return -1 }

// Few cases, the same cases, as many classes as cases.
func TestFewCases(t *testing.T) {
	ctx := t.Context()
	for _, form := range []stats.Distancer{Points{{3}}, squares{Points{{3}}}} {
		one := tree(t, Tree{}, form)
		if classes, err := one.Cut(1); err != nil || len(classes) != 1 || len(one.Order) != 1 || one.Coefficient().Defined() || one.Fidelity(form).Defined() {
			t.Errorf("one case: %v %v", one, err)
		}
	}
	same := Points{{1, 2}, {1, 2}, {1, 2}}
	r := tree(t, Tree{}, same)
	if r.Merges[1].Height != 0 || r.Coefficient().Defined() || len(r.Tables()) != 1 {
		t.Errorf("the same cases: %v", r)
	}
	m, err := Medoids{Classes: 3}.Of(ctx, same)
	if err != nil || m.Distance != 0 || m.Sizes[0] != 1 || m.Sizes[2] != 1 {
		t.Errorf("as many medoids as cases: %+v %v", m, err)
	}
	k, err := KMeans{Classes: 2}.Of(ctx, Points{{5}, {1}})
	if err != nil || k.Between != k.Total || k.Classes[0] != 1 || k.Centres[0][0] != 1 {
		t.Errorf("as many means as cases: %+v %v", k, err)
	}
	if k, err = (KMeans{Classes: 1}).Of(ctx, same); err != nil || k.Total != 0 || k.Sizes[0] != 3 {
		t.Errorf("one class: %+v %v", k, err)
	}
	q, err := Quality{}.Of(ctx, Points{{0}, {1}, {5}, {9}}, []int{0, 0, 2, -1})
	if err != nil || q.Cases[2].Width != 0 || q.Cases[0].Width != 0.8 || q.Class[1].Width.Defined() || q.N != 3 || q.Cases[0].Neighbour != 2 {
		t.Errorf("a class alone, one empty and a case outside: %+v %v", q, err)
	}
	q, err = Quality{}.Of(ctx, same, []int{0, 0, 0})
	if err != nil || q.Average.Defined() || q.R2.Defined() || q.Separation.Defined() || q.Class[0].Separation != 0 {
		t.Errorf("one class: %+v %v", q, err)
	}
	for _, result := range []stats.Tabler{q, k, m} {
		if text := (stats.Printer{}).Of(result.Tables()[0]); strings.Contains(text, "NaN") {
			t.Error(text)
		}
	}
}

// HCPC answers from two cases on, by both rules.
func TestFewCasesHaveClasses(t *testing.T) {
	for n := 1; n <= 12; n++ {
		p := clouds(n, 2, 3, 1)
		for _, rule := range []Rule{WithinRatio, GainRatio} {
			r, err := HCPC{Rule: rule}.Of(t.Context(), spaceOf(p, nil))
			if err != nil {
				t.Fatalf("%d cases: %v", n, err)
			}
			if k := len(r.Sizes); k < min(2, n) || k > n {
				t.Errorf("%d cases: %d classes", n, k)
			}
			if len(r.Tables()) < 2 || r.String() == "" {
				t.Errorf("%d cases: no tables", n)
			}
		}
	}
	twice := Points{{1, 0}, {-1, 0}, {1, 0}, {-1, 0}, {1, 0}, {-1, 0}}
	r, err := HCPC{}.Of(t.Context(), spaceOf(twice, []float64{1, 1, 1, 1, 1, 0}))
	if err != nil || len(r.Sizes) != 2 || r.Classes[5] != -1 || r.Sizes[0] != 2 || r.N != 5 || len(r.Warnings) != 1 || r.Between != r.Inertia {
		t.Errorf("two places and a supplementary case: %+v %v", r, err)
	}
	if column := r.Column("type"); column.Missing(5) != stats.NotApplicable || column.Show(0, "") != "Classe 2" {
		t.Errorf("a column with %v and %v", column.Missing(5), column.Show(0, ""))
	}
	r, err = HCPC{Rule: GainRatio}.Of(t.Context(), spaceOf(Points{{2}, {2}, {2}}, nil))
	if err != nil || len(r.Sizes) != 1 || len(r.Warnings) != 1 {
		t.Errorf("all at one place: %+v %v", r, err)
	}
}

// Gower by hand.
func TestGower(t *testing.T) {
	set := stats.Variable{Name: "aides"}.Sets(stats.Levels("a", "b"), [][]int{{0}, {0, 1}, {}}, nil)
	ordered := stats.Variable{Name: "niveau"}.Categories(stats.Levels("bas", "moyen", "haut", "jamais"), true, []int{0, 1, 2}, nil)
	table := stats.MustTable("", set, ordered,
		stats.Variable{Name: "age"}.Numbers([]float64{10, 14, 0}, []stats.Missing{0, 0, stats.Refused}),
		stats.Variable{Name: "oui"}.Flags([]bool{false, false, true}, nil),
		stats.Variable{Name: "fixe"}.Numbers([]float64{3, 3, 3}, nil))
	for _, test := range []struct {
		spec       Gower
		ab, ac, bc float64
		warnings   int
	}{
		{Gower{Columns: []string{"aides"}}, 0.5, 0.5, 1, 0},
		{Gower{Columns: []string{"aides"}, Asymmetric: []string{"aides"}}, 0.5, 1, 1, 0},
		{Gower{Columns: []string{"niveau"}}, 0.5, 1, 0.5, 0},
		{Gower{Columns: []string{"age", "niveau"}}, 0.75, 1, 0.5, 0},
		{Gower{Columns: []string{"age", "niveau"}, Weights: []float64{3, 1}}, 0.875, 1, 0.5, 0},
		{Gower{Columns: []string{"oui", "niveau"}}, 0.25, 1, 0.75, 0},
		{Gower{Columns: []string{"oui", "niveau"}, Asymmetric: []string{"oui"}}, 0.5, 1, 0.75, 0},
		{Gower{Columns: []string{"niveau", "fixe"}}, 0.25, 0.5, 0.25, 1},
	} {
		r, err := test.spec.Of(t.Context(), table)
		if err != nil {
			t.Fatal(err)
		}
		if !close(r.At(0, 1), test.ab) || !close(r.At(2, 0), test.ac) || !close(r.At(1, 2), test.bc) || len(r.Warnings) != test.warnings {
			t.Errorf("%+v: %v %v %v %v", test.spec, r.At(0, 1), r.At(0, 2), r.At(1, 2), r.Warnings)
		}
	}
}

// What does not fit in memory says so before it starts.
func TestMorePairsThanFit(t *testing.T) {
	p := make(Points, 40_000)
	for i := range p {
		p[i] = []float64{float64(i)}
	}
	if _, err := (Tree{Linkage: Average}).Of(t.Context(), p); err == nil || !strings.Contains(err.Error(), "Ward's tree on Points") {
		t.Errorf("tree: %v", err)
	}
	if _, err := NewMatrix(t.Context(), p, 1); err == nil || !strings.Contains(err.Error(), "sample") {
		t.Errorf("matrix: %v", err)
	}
}

// What would take hours is refused before it starts; equal cases count once.
func TestMoreStepsThanAllowed(t *testing.T) {
	far := make(Points, 320_000)
	for i := range far {
		far[i] = []float64{float64(i), 0, 0, 0, 0}
	}
	a := newAgglomeration(len(far))
	if _, err := a.newCentres(far, make([]float64, len(far))); err == nil || !strings.Contains(err.Error(), "take a sample") || len(a.merges) > 0 {
		t.Errorf("different: %v", err)
	}
	for i := range far {
		far[i][0] = float64(i % 1000)
	}
	if _, err := a.newCentres(far, make([]float64, len(far))); err != nil {
		t.Errorf("equal: %v", err)
	}
}

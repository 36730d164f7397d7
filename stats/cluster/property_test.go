package cluster

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/factor"
)

// grid are points on few places, so that many distances are tied.
func grid(n, side int, seed uint64) Points {
	random := rand.New(rand.NewPCG(seed, 2))
	p := make(Points, n)
	for i := range p {
		p[i] = []float64{float64(random.IntN(side)), float64(random.IntN(side))}
	}
	return p
}

func tree(t *testing.T, s Tree, d stats.Distancer) *Dendrogram {
	t.Helper()
	r, err := s.Of(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func heights(t *Dendrogram) []float64 {
	var all []float64
	for _, m := range t.Merges {
		all = append(all, m.Height)
	}
	return all
}

func close(a, b float64) bool { return math.Abs(a-b) <= 1e-9*(1+math.Abs(b)) }

// plain joins the two nearest classes by the definition of the linkage, all pairs
// anew at each step, the lowest pair first.
func plain(p Points, far func(a, b []int) float64) [][2][]int {
	var classes [][]int
	for i := range p {
		classes = append(classes, []int{i})
	}
	var steps [][2][]int
	for len(classes) > 1 {
		bestI, bestJ, best := 0, 0, math.Inf(1)
		for i := range classes {
			for j := i + 1; j < len(classes); j++ {
				if x := far(classes[i], classes[j]); x < best {
					bestI, bestJ, best = i, j, x
				}
			}
		}
		steps = append(steps, [2][]int{classes[bestI], classes[bestJ]})
		classes[bestI] = slices.Concat(classes[bestI], classes[bestJ])
		classes = slices.Delete(classes, bestJ, bestJ+1)
	}
	return steps
}

// Every linkage against its definition: heights, and classes at each step.
func TestLinkagesAreWhatTheySay(t *testing.T) {
	centre := func(p Points, class []int) []float64 {
		c := make([]float64, len(p[0]))
		for _, i := range class {
			for axis, x := range p[i] {
				c[axis] += x / float64(len(class))
			}
		}
		return c
	}
	pairs := func(p Points, a, b []int, each func(x float64)) {
		for _, i := range a {
			for _, j := range b {
				each(p.At(i, j))
			}
		}
	}
	definitions := map[Linkage]func(p Points, a, b []int) float64{
		Single: func(p Points, a, b []int) float64 {
			least := math.Inf(1)
			pairs(p, a, b, func(x float64) { least = min(least, x) })
			return least
		},
		Complete: func(p Points, a, b []int) float64 {
			most := 0.0
			pairs(p, a, b, func(x float64) { most = max(most, x) })
			return most
		},
		Average: func(p Points, a, b []int) float64 {
			sum := 0.0
			pairs(p, a, b, func(x float64) { sum += x })
			return sum / float64(len(a)*len(b))
		},
		Ward: func(p Points, a, b []int) float64 {
			x, y := float64(len(a)), float64(len(b))
			return math.Sqrt(2 * x * y / (x + y) * squared(centre(p, a), centre(p, b)))
		},
	}
	for linkage, far := range definitions {
		for seed := range uint64(6) {
			samples := []Points{clouds(40, 3, 4, seed)}
			if linkage == Single || linkage == Complete { // whose ties are exact
				samples = append(samples, grid(40, 5, seed))
			}
			for _, p := range samples {
				forms := []stats.Distancer{p}
				m, err := NewMatrix(t.Context(), p, 1)
				if err != nil {
					t.Fatal(err)
				}
				forms = append(forms, m)
				steps := plain(p, func(a, b []int) float64 { return far(p, a, b) })
				for _, d := range forms {
					got := tree(t, Tree{Linkage: linkage}, d)
					members := make([][]int, got.N)
					for i := range members {
						members[i] = []int{i}
					}
					for at, m := range got.Merges {
						want := slices.Sorted(slices.Values(slices.Concat(steps[at][0], steps[at][1])))
						mine := slices.Sorted(slices.Values(slices.Concat(members[m.Left], members[m.Right])))
						if !slices.Equal(mine, want) || !close(m.Height, far(p, steps[at][0], steps[at][1])) || m.Size != len(want) {
							t.Fatalf("%v, seed %d, step %d: %v at %v, want %v", linkage, seed, at, mine, m.Height, want)
						}
						members = append(members, mine)
					}
				}
			}
		}
	}
}

// The centroid of squared distances is the squared distance of centres.
type squares struct{ Points }

func (s squares) At(i, j int) float64 { return squared(s.Points[i], s.Points[j]) }

func TestCentroidsOfSquaredDistances(t *testing.T) {
	got := tree(t, Tree{Linkage: Centroid}, squares{Points{{0, 0}, {4, 0}, {2, 3.6}}})
	if !close(got.Merges[1].Height, 3.6*3.6) || got.Inversions != 1 || len(got.Warnings) != 1 {
		t.Errorf("%+v", got)
	}
	if _, err := got.CutAt(1); err == nil {
		t.Error("a cut at a height of a tree with inversions")
	}
}

// A case of weight two is two cases at the same place.
func TestWeightsAreCopies(t *testing.T) {
	p := clouds(30, 3, 3, 5)
	var weights []float64
	var copies Points
	for i, point := range p {
		weights = append(weights, float64(1+i%3))
		for range 1 + i%3 {
			copies = append(copies, point)
		}
	}
	for _, linkage := range []Linkage{Ward, Single, Complete, Average} {
		for name, form := range map[string]func(p Points) stats.Distancer{
			"points": func(p Points) stats.Distancer { return p }, "distances": func(p Points) stats.Distancer { return squares{p} },
		} {
			a := heights(tree(t, Tree{Linkage: linkage, Weights: weights}, form(p)))
			b := heights(tree(t, Tree{Linkage: linkage}, form(copies)))
			b = b[len(b)-len(a):]
			for i := range a {
				if !close(a[i], b[i]) {
					t.Fatalf("%v, %s: height %d is %v, of copies %v", linkage, name, i, a[i], b[i])
				}
			}
		}
	}
	a, err := KMeans{Classes: 3, Weights: weights, Seed: 1}.Of(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	b, err := KMeans{Classes: 3, Seed: 1}.Of(t.Context(), copies)
	if err != nil {
		t.Fatal(err)
	}
	if !close(a.Between, b.Between) || !close(a.Total, b.Total) {
		t.Errorf("k-means: %v of %v, of copies %v of %v", a.Between, a.Total, b.Between, b.Total)
	}
	c, err := Medoids{Classes: 3, Weights: weights}.Of(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Medoids{Classes: 3}.Of(t.Context(), copies)
	if err != nil {
		t.Fatal(err)
	}
	if !close(c.Distance, d.Distance) {
		t.Errorf("medoids: %v, of copies %v", c.Distance, d.Distance)
	}
}

// naive is PAM as the book has it: each exchange tried by itself.
func naive(d stats.Distancer, k int) (medoids []int) {
	cost := func(medoids []int) float64 {
		sum := 0.0
		for i := range d.Len() {
			near := math.Inf(1)
			for _, m := range medoids {
				near = min(near, d.At(i, m))
			}
			sum += near
		}
		return sum
	}
	best := func(last bool, tries func(try func(medoids []int))) (found []int, least float64) {
		least = math.Inf(1)
		tries(func(medoids []int) {
			if x := cost(medoids); x < least-1e-9 || last && x < least+1e-9 {
				found, least = slices.Clone(medoids), x
			}
		})
		return found, least
	}
	for len(medoids) < k {
		medoids, _ = best(true, func(try func([]int)) {
			for h := range d.Len() {
				if !slices.Contains(medoids, h) {
					try(append(slices.Clone(medoids), h))
				}
			}
		})
	}
	for {
		slices.Sort(medoids)
		next, x := best(false, func(try func([]int)) {
			for h := range d.Len() {
				for m := range medoids {
					if !slices.Contains(medoids, h) {
						other := slices.Clone(medoids)
						other[m] = h
						try(other)
					}
				}
			}
		})
		if x >= cost(medoids)-1e-9 {
			return medoids
		}
		medoids = next
	}
}

func TestMedoidsAreThoseOfPAM(t *testing.T) {
	for seed := range uint64(10) {
		for _, p := range []Points{clouds(40, 2, 3, seed), grid(40, 4, seed)} {
			for k := 1; k <= 5; k++ {
				r, err := Medoids{Classes: k}.Of(t.Context(), p)
				if err != nil {
					t.Fatal(err)
				}
				want := slices.Sorted(slices.Values(naive(p, k)))
				if got := slices.Sorted(slices.Values(r.Medoids)); !slices.Equal(got, want) {
					t.Errorf("seed %d, %d classes: medoids %v, want %v", seed, k, got, want)
				}
				for c, m := range r.Medoids {
					if r.Classes[m] != c {
						t.Errorf("medoid %d is in class %d, not %d", m, r.Classes[m], c)
					}
				}
			}
		}
	}
}

// No single move of a case lowers the inertia that k-means finds, and R² of the
// classes by distances is that of the inertias.
func TestKMeansCannotBeBettered(t *testing.T) {
	for seed := range uint64(5) {
		p := clouds(60, 3, 4, seed)
		r, err := KMeans{Classes: 4, Seed: seed, Starts: 3}.Of(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		w := make([]float64, len(p))
		for i := range w {
			w[i] = 1
		}
		inertia := func(class []int) float64 {
			run := &transfer{p: p, w: w, class: class, size: make([]int, 4)}
			run.measure()
			return run.inertia()
		}
		least := inertia(r.Classes)
		for i, own := range r.Classes {
			for c := range 4 {
				moved := slices.Clone(r.Classes)
				if moved[i] = c; c != own && r.Sizes[own] > 1 && inertia(moved) < least*(1-1e-12) {
					t.Errorf("seed %d: case %d is better in class %d", seed, i, c)
				}
			}
		}
		if !close(r.Between+least, r.Total) {
			t.Errorf("inertias do not add up: %v + %v, %v", r.Between, least, r.Total)
		}
		q, err := Quality{}.Of(t.Context(), p, r.Classes)
		if err != nil {
			t.Fatal(err)
		}
		if !close(q.R2.Value, r.Between/r.Total) || !close(q.F.Value, r.Between/3/(least/56)) {
			t.Errorf("R2 %v, F %v; inertias say %v", q.R2.Value, q.F.Value, r.Between/r.Total)
		}
	}
}

func spaceOf(p Points, weights []float64) *factor.Space {
	if weights == nil {
		weights = make([]float64, len(p))
		for i := range weights {
			weights[i] = 1
		}
	}
	return &factor.Space{Kept: len(p[0]), Cases: factor.Cases{Coordinates: p, Weights: weights}}
}

// The order of rows changes no class of HCPC, nor any height.
func TestOrderOfRowsChangesNothing(t *testing.T) {
	for _, p := range []Points{clouds(80, 4, 4, 3), grid(80, 4, 3)} {
		order := rand.New(rand.NewPCG(4, 4)).Perm(len(p))
		shuffled := Points(pick(p, order))
		a, err := HCPC{}.Of(t.Context(), spaceOf(p, nil))
		if err != nil {
			t.Fatal(err)
		}
		b, err := HCPC{}.Of(t.Context(), spaceOf(shuffled, nil))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(pick(a.Classes, order), b.Classes) || !reflect.DeepEqual(a.Steps, b.Steps) {
			t.Error("HCPC depends on the order of rows")
		}
	}
	p := clouds(80, 4, 4, 3)
	order := rand.New(rand.NewPCG(4, 4)).Perm(len(p))
	for l := Ward; l <= Centroid; l++ {
		a, b := tree(t, Tree{Linkage: l}, p), tree(t, Tree{Linkage: l}, Points(pick(p, order)))
		for i := range a.Merges {
			if !close(a.Merges[i].Height, b.Merges[i].Height) {
				t.Fatalf("%v: height %d is %v, then %v", l, i, a.Merges[i].Height, b.Merges[i].Height)
			}
		}
	}
}

// One worker and eight give the same bytes, and nothing that was given changes.
func TestWorkersAgree(t *testing.T) {
	p := clouds(150, 3, 4, 9)
	before := fmt.Sprint(p)
	m, err := NewMatrix(t.Context(), p, 8)
	if err != nil {
		t.Fatal(err)
	}
	held := slices.Clone(m.values)
	classes := make([]int, len(p))
	for i := range classes {
		classes[i] = i % 5
	}
	for name, of := range map[string]func(workers int) (any, error){
		"ward": func(w int) (any, error) { x, err := Tree{Workers: w}.Of(t.Context(), p); return blank(x, err) },
		"single": func(w int) (any, error) {
			x, err := Tree{Linkage: Single, Workers: w}.Of(t.Context(), m)
			return blank(x, err)
		},
		"kmeans": func(w int) (any, error) {
			x, err := KMeans{Classes: 4, Seed: 7, Workers: w}.Of(t.Context(), p)
			return blank(x, err)
		},
		"medoids": func(w int) (any, error) {
			x, err := Medoids{Classes: 4, Workers: w}.Of(t.Context(), m)
			return blank(x, err)
		},
		"quality": func(w int) (any, error) {
			x, err := Quality{Workers: w}.Of(t.Context(), m, classes)
			return blank(x, err)
		},
		"hcpc": func(w int) (any, error) {
			x, err := HCPC{Workers: w}.Of(t.Context(), spaceOf(p, nil))
			return blank(x, err)
		},
		"stability": func(w int) (any, error) {
			x, err := Stability{Draws: 20, Seed: 3, Workers: w}.Of(t.Context(), classes, KMeans{Classes: 5, Starts: 2}.Method(p))
			return blank(x, err)
		},
	} {
		one, err := of(1)
		if err != nil {
			t.Fatal(err)
		}
		many, err := of(8)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(one, many) {
			t.Errorf("%s: one worker and eight differ", name)
		}
	}
	if fmt.Sprint(p) != before || !slices.Equal(m.values, held) {
		t.Error("what was given has changed")
	}
}

// blank empties the field of a spec that says how many workers there are.
func blank(result any, err error) (any, error) {
	if err == nil {
		spec := reflect.ValueOf(result).Elem().FieldByName("Spec")
		spec.FieldByName("Workers").SetInt(0)
		if tree := reflect.ValueOf(result).Elem().FieldByName("Tree"); tree.IsValid() {
			tree.Elem().FieldByName("Spec").FieldByName("Workers").SetInt(0)
		}
	}
	return result, err
}

func TestWorkCanBeStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	p := clouds(50, 2, 3, 1)
	for name, run := range map[string]func() error{
		"tree":      func() error { _, err := Tree{}.Of(ctx, p); return err },
		"single":    func() error { _, err := Tree{Linkage: Single}.Of(ctx, p); return err },
		"kmeans":    func() error { _, err := KMeans{Classes: 3}.Of(ctx, p); return err },
		"medoids":   func() error { _, err := Medoids{Classes: 3}.Of(ctx, p); return err },
		"quality":   func() error { _, err := Quality{}.Of(ctx, p, make([]int, 50)); return err },
		"hcpc":      func() error { _, err := HCPC{}.Of(ctx, spaceOf(p, nil)); return err },
		"stability": func() error { _, err := Stability{}.Of(ctx, make([]int, 50), Tree{}.Method(p, 2)); return err },
	} {
		if err := run(); err == nil {
			t.Errorf("%s went on", name)
		}
	}
}

// Classes far apart always come back; a class drawn at random does not.
func TestStability(t *testing.T) {
	var p Points
	var apart, random []int
	r := rand.New(rand.NewPCG(8, 8))
	for i := range 60 {
		p = append(p, []float64{100*float64(i%3) + r.NormFloat64(), r.NormFloat64()})
		apart, random = append(apart, i%3), append(random, r.IntN(3))
	}
	for name, method := range map[string]Method{
		"tree": Tree{}.Method(p, 3), "single": Tree{Linkage: Single}.Method(squares{p}, 3), "kmeans": KMeans{Classes: 3}.Method(p),
		"medoids": Medoids{Classes: 3}.Method(p), "hcpc": HCPC{Classes: 3}.Method(spaceOf(p, nil)),
	} {
		for _, test := range []struct {
			classes []int
			stable  bool
		}{{apart, true}, {random, false}} {
			s, err := Stability{Draws: 40}.Of(t.Context(), test.classes, method)
			if err != nil {
				t.Fatal(err)
			}
			for c, x := range s.Class {
				if stable := x.Jaccard.Value == 1 && x.Recovered == 100; stable != test.stable || s.Draws != 40 {
					t.Errorf("%s, class %d: %+v", name, c, x)
				}
				if !test.stable && x.Jaccard.Value > 0.6 {
					t.Errorf("%s, class %d at random: %+v", name, c, x)
				}
			}
		}
	}
}

// Similarities by hand: of the class {0, 1, 2} cases 0 and 1 are drawn, and parted.
func TestSimilarities(t *testing.T) {
	got := similarities([]int{0, 0, 0, 1, 1, 2}, []int{0, 1, 3, 4}, []int{0, 1, 1, 1}, 3)
	for c, want := range []float64{0.5, 2. / 3, -1} {
		if !close(got[c], want) {
			t.Errorf("class %d: %v, want %v", c, got[c], want)
		}
	}
}

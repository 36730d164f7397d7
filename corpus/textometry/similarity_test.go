package textometry

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Two groups of terms that are said together and one pair across.
func TestSimilarity(t *testing.T) {
	rows := [][]TermCount{
		{{0, 1}, {1, 1}, {2, 1}}, {{0, 2}, {1, 1}}, {{1, 1}, {2, 1}}, {{3, 1}, {4, 1}, {5, 1}}, {{3, 1}, {4, 1}}, {{4, 1}, {5, 1}}, {{2, 1}, {3, 1}}, nil,
	}
	table := numberedTable(t, 7, rows)
	g, err := Similarity{Measure: Jaccard}.Of(table)
	if err != nil {
		t.Fatal(err)
	}
	group := map[string]int{}
	for _, n := range g.Nodes {
		group[n.Term] = n.Community
	}
	if group["mot0"] != group["mot1"] || group["mot1"] != group["mot2"] || group["mot3"] != group["mot5"] || group["mot0"] == group["mot4"] {
		t.Errorf("communities %v", group)
	}
	tree := 0
	for _, e := range g.Edges {
		if e.Tree {
			tree++
		}
		if a, b := g.Nodes[e.A], g.Nodes[e.B]; e.Weight != float64(e.Units)/float64(a.Units+b.Units-e.Units) {
			t.Errorf("%s %s: %v", a.Term, b.Term, e.Weight)
		}
	}
	if tree != 5 { // mot6 is never said
		t.Errorf("%d edges in the tree", tree)
	}
	some, err := Similarity{Terms: []string{"mot3", "mot4"}}.Of(table)
	if err != nil || len(some.Nodes) != 2 || len(some.Edges) != 1 || some.Edges[0].Units != 2 {
		t.Errorf("two terms: %v, %v", some, err)
	}
	for _, s := range []Similarity{{Terms: []string{"mot9"}}, {Measure: 2}, {Least: -1}} {
		if _, err := s.Of(table); err == nil {
			t.Errorf("%+v: no error", s)
		}
	}
}

// No move of a node raises modularity, and the groups are the same whatever the
// scale of the weights.
func TestCommunities(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	for range 20 {
		n := 3 + random.IntN(30)
		w, scaled, all := make(weights, n), make(weights, n), 0.0
		for i := range w {
			w[i], scaled[i] = make([]float64, n), make([]float64, n)
		}
		for i := range n {
			for j := range i {
				if x := random.IntN(6); x > 3 {
					w[i][j], w[j][i] = float64(x), float64(x)
					scaled[i][j], scaled[j][i] = 8*float64(x), 8*float64(x)
					all += 2 * float64(x)
				}
			}
		}
		of, best := w.communities()
		if same, _ := scaled.communities(); !slices.Equal(same, of) {
			t.Fatalf("scaled: %v, was %v", same, of)
		}
		if all == 0 {
			continue
		}
		if got := w.modularity(of, all); math.Abs(got-best) > 1e-12 {
			t.Fatalf("modularity %v, told %v", got, best)
		}
		for i := range of {
			for to := 1; to <= slices.Max(of); to++ {
				moved := slices.Clone(of)
				moved[i] = to
				if got := w.modularity(moved, all); got > best+1e-9 {
					t.Fatalf("a move gives %v, more than %v", got, best)
				}
			}
		}
	}
}

func TestNearest(t *testing.T) {
	table := numberedTable(t, 5, [][]TermCount{{{0, 1}, {1, 2}}, {{0, 2}, {1, 4}}, {{1, 1}, {2, 1}}, {{3, 1}}, nil, {{0, 1}, {4, 1}}})
	near, err := Nearest{}.Of(table)
	if err != nil {
		t.Fatal(err)
	}
	idf := math.Log(2) // of mot0, mot1: 3 units of 6
	rare := math.Log(6)
	want := []NearUnit{
		{1, 1, []string{"mot1", "mot0"}},
		{2, 2 * idf / (math.Sqrt(5) * math.Hypot(idf, rare)), []string{"mot1"}},
		{5, idf / (math.Sqrt(5) * math.Hypot(idf, rare)), []string{"mot0"}},
	}
	if len(near.Rows) != len(want) {
		t.Fatalf("got %v", near.Rows)
	}
	for i, row := range near.Rows {
		if row.Unit != want[i].Unit || math.Abs(row.Cosine-want[i].Cosine) > 1e-12 || !slices.Equal(row.Terms, want[i].Terms) {
			t.Errorf("got %v, want %v", row, want[i])
		}
	}
	for _, s := range []Nearest{{Unit: 4}, {Query: "inconnu"}, {Query: "…"}} {
		if near, err := s.Of(table); err != nil || len(near.Rows) > 0 || len(near.Warnings) == 0 {
			t.Errorf("%+v: %v, %v", s, near, err)
		}
	}
	if _, err := (Nearest{Unit: 6}).Of(table); err == nil {
		t.Error("a unit that does not exist: no error")
	}
	// The words of a unit find that unit first.
	spoken := repertoire(t)
	unit := spoken.text.Units[1]
	found, err := Nearest{Query: unit.Document.Slice(unit.Start, unit.End)}.Of(spoken)
	if err != nil || found.Rows[0].Unit != 1 || math.Abs(found.Rows[0].Cosine-1) > 1e-12 {
		t.Errorf("its own words: %v, %v", found, err)
	}
}

package cluster

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"testing"
)

var linkages = map[string]Linkage{
	"ward.D": WardD, "ward.D2": Ward, "single": Single, "complete": Complete,
	"average": Average, "mcquitty": McQuitty, "median": Median, "centroid": Centroid,
}

// Heights and cuts of R's hclust; merges and the order of cases where no heights
// are tied.
func TestTreesAgreeWithR(t *testing.T) {
	each(t, "hclust", func(g reference) {
		d := g.distances()
		if _, want := g.matrix("dist"); want != nil {
			for i := range want {
				for j := range want {
					g.near(d.At(i, j), want[i][j], 1, "dist", i, j)
				}
			}
		}
		for _, method := range slices.Sorted(maps.Keys(linkages)) {
			if _, there := g.Get(method); !there {
				continue
			}
			m, err := NewMatrix(g.Context(), d, 1)
			if err != nil {
				g.Fatal(err)
			}
			tree, err := Tree{Linkage: linkages[method]}.Of(g.Context(), m)
			if err != nil {
				g.Fatal(err)
			}
			tied := g.tree(tree, method)
			g.Where(tree.Fidelity(m).Value, tree.Fidelity(m).Reason, 1e-9, method, "cophenetic_cor")
			if method != "ward.D2" || tied { // agnes takes ties otherwise
				continue
			}
			g.Where(tree.Coefficient().Value, tree.Coefficient().Reason, 1e-9, "agnes_ac_ward")
			if p, ok := d.(Points); ok {
				tree, err := Tree{}.Of(g.Context(), p)
				if err != nil {
					g.Fatal(err)
				}
				g.tree(tree, method)
			}
		}
	})
}

func (g reference) tree(tree *Dendrogram, method string) (tied bool) {
	g.Helper()
	var heights []float64
	for _, m := range tree.Merges {
		heights = append(heights, m.Height)
	}
	want := g.numbers(method, "height")
	if tree.Inversions == 0 {
		for i := 1; i < len(want); i++ {
			tied = tied || want[i]-want[i-1] <= 1e-12*want[len(want)-1]
		}
	}
	scale := math.Abs(slices.Max(want))
	g.all(slices.Sorted(slices.Values(heights)), slices.Sorted(slices.Values(want)), scale, method, "height")
	cuts, _ := g.Get(method, "cut")
	for k := range cuts.(map[string]any) {
		n, err := strconv.Atoi(k)
		if err != nil {
			g.Fatal(err)
		}
		got, err := tree.Cut(n)
		if err != nil {
			g.Fatal(err)
		}
		// Where the step not made is as high as the last one made, either will do.
		at := tree.N - n
		if tree.Inversions == 0 && at > 0 && want[at]-want[at-1] <= 1e-12*scale {
			continue
		}
		g.partition(got, g.numbers(method, "cut", k), method, "cut", k)
	}
	if tied {
		return true
	}
	_, merges := g.matrix(method, "merge")
	for i, pair := range merges {
		for side, node := range []int{tree.Merges[i].Left, tree.Merges[i].Right} {
			code := float64(node - tree.N + 1)
			if node < tree.N {
				code = -float64(node + 1)
			}
			g.near(code, pair[side], 0, method, "merge", i, side)
		}
	}
	for i, place := range g.numbers(method, "order") {
		g.near(float64(tree.Order[i]+1), place, 0, method, "order", i)
	}
	return false
}

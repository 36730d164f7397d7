package textometry

import (
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var terms = regexp.MustCompile(`(\d+)`)

// graph is the graph of as many terms as the name of a file says.
func (g *golden) graph(file string, measure SimilarityMeasure) *SimilarityGraph {
	g.Helper()
	most, err := strconv.Atoi(terms.FindString(filepath.Base(file)))
	if err != nil {
		g.Fatalf("cannot read the name %s", filepath.Base(file))
	}
	graph, err := Similarity{Most: most, Measure: measure}.Of(g.unitTable())
	if err != nil {
		g.Fatal(err)
	}
	return graph
}

func TestSimilarityAgreesWithR(t *testing.T) {
	measures := map[string]SimilarityMeasure{"cooc": Cooccurrence, "jaccard": Jaccard}
	eachGolden(t, "cooc*.csv", func(g *golden) {
		for name, measure := range measures {
			for _, file := range g.files(name + "*.csv") {
				graph := g.graph(file, measure)
				rows := g.rows(filepath.Base(file))
				if len(rows) != len(graph.Nodes) {
					g.Fatalf("%s: %d terms, want %d", filepath.Base(file), len(graph.Nodes), len(rows))
				}
				place := map[string]int{}
				for i, row := range rows {
					place[row[0]] = i
				}
				got := make([][]float64, len(rows))
				for i := range got {
					got[i] = make([]float64, len(rows))
				}
				for _, edge := range graph.Edges {
					a, there := place[graph.Nodes[edge.A].Term]
					b, too := place[graph.Nodes[edge.B].Term]
					if !there || !too {
						g.Fatalf("%s: other terms", filepath.Base(file))
					}
					got[a][b], got[b][a] = edge.Weight, edge.Weight
				}
				for i, row := range rows {
					for j, cell := range row[1:] {
						if i != j {
							g.near(filepath.Base(file)+", "+row[0]+" "+rows[j][0], got[i][j], g.number(cell), 1e-15)
						}
					}
				}
			}
		}
	})
}

// Trees of equal weights are not unique: that of ours must weigh as much.
func TestTreeAgreesWithR(t *testing.T) {
	eachGolden(t, "max_spanning_tree*.csv", func(g *golden) {
		for _, file := range g.files("max_spanning_tree*.csv") {
			want, got := []float64{}, []float64{}
			for _, row := range g.rows(filepath.Base(file)) {
				want = append(want, g.number(row[2]))
			}
			for _, edge := range g.graph(file, Cooccurrence).Edges {
				if edge.Tree {
					got = append(got, edge.Weight)
				}
			}
			slices.Sort(want)
			slices.Sort(got)
			if g.compared += len(want); !slices.Equal(got, want) {
				g.Errorf("%s: weights %v, want %v", filepath.Base(file), got, want)
			}
		}
	})
}

// Ours are at least as good as those that R finds.
func TestCommunitiesAgreeWithR(t *testing.T) {
	eachGolden(t, "communities*.json", func(g *golden) {
		for _, file := range g.files("communities*.json") {
			var want struct {
				Names      []string
				Membership []int
				Modularity float64
			}
			g.json(file, &want)
			graph := g.graph(file, Cooccurrence)
			w := make(weights, len(graph.Nodes))
			for i := range w {
				w[i] = make([]float64, len(w))
			}
			all := 0.0
			for _, edge := range graph.Edges {
				w[edge.A][edge.B], w[edge.B][edge.A] = edge.Weight, edge.Weight
				all += 2 * edge.Weight
			}
			theirs := make([]int, len(w))
			for i, name := range want.Names {
				theirs[slices.IndexFunc(graph.Nodes, func(n SimilarityNode) bool { return n.Term == strings.TrimSpace(name) })] = want.Membership[i]
			}
			g.near("modularity of R's communities", w.modularity(theirs, all), want.Modularity, 1e-12)
			if g.compared++; graph.Modularity.Value < want.Modularity {
				g.Errorf("%s: modularity %v, R's is %v", filepath.Base(file), graph.Modularity.Value, want.Modularity)
			}
			g.Logf("modularity %v, R's %v", graph.Modularity.Value, want.Modularity)
		}
	})
}

package textometry

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// SimilarityMeasure is how alike two terms are.
type SimilarityMeasure uint8

const (
	// Cooccurrence is in how many units both are said.
	Cooccurrence SimilarityMeasure = iota
	// Jaccard is that number over the units in which one of them is said.
	Jaccard
)

// Similarity makes the graph of the terms that are said in the same units
// (Flament 1962; IRaMuTeQ's analysis of similarities): nodes, edges with their
// weight, those of the maximum spanning tree marked, communities. The terms are
// the most frequent, from the most to the least.
//
// Of equal weights the tree takes the edge of the more frequent terms; terms
// that nothing links make trees of their own. Communities are of greatest
// modularity by joining and moving (see their number in Modularity). Agrees with
// R's igraph::mst on the weights turned negative; its cluster_fast_greedy finds
// communities of at most that modularity.
type Similarity struct {
	Most    int      // terms; 0 is 60, below 0 all
	Terms   []string // these, in the place of the most frequent
	Measure SimilarityMeasure
	Least   int // units together below which two terms are not linked; 0 is 1
	Lang    string
}

// SimilarityGraph is terms and their links.
type SimilarityGraph struct {
	Spec  Similarity
	Nodes []SimilarityNode
	Edges []SimilarityEdge // by node
	// Modularity is that of the communities.
	Modularity stats.Estimate
	N          int // units
	Warnings   []string
}

// SimilarityNode is a term.
type SimilarityNode struct {
	Term      string
	Count     int     // how often it is said
	Units     int     // in how many units
	Strength  float64 // sum of the weights of its edges
	Community int     // from 1
}

// SimilarityEdge links two nodes, by their places.
type SimilarityEdge struct {
	A, B   int
	Units  int // in which both are said
	Weight float64
	Tree   bool // part of the maximum spanning tree
}

// Of makes the graph. It fails on a term that the table does not have.
func (s Similarity) Of(t *UnitTable) (*SimilarityGraph, error) {
	if s.Measure > Jaccard || s.Least < 0 {
		return nil, errors.New("similarity: no such measure, or Least below 0")
	}
	nodes, place, err := s.nodes(t)
	if err != nil {
		return nil, fmt.Errorf("similarity: %w", err)
	}
	g := &SimilarityGraph{Spec: s, Nodes: nodes, N: t.N}
	both := make([][]int, len(nodes))
	for i := range both {
		both[i] = make([]int, len(nodes))
	}
	for _, row := range t.rows {
		var said []int
		for _, c := range row {
			if at := place[c.Term]; at >= 0 {
				said = append(said, at)
			}
		}
		for _, a := range said {
			for _, b := range said {
				both[a][b]++
			}
		}
	}
	w := make(weights, len(nodes))
	for a := range w {
		w[a] = make([]float64, len(nodes))
		for b, n := range both[a] {
			if a == b || n < max(s.Least, 1) {
				continue
			}
			w[a][b] = float64(n)
			if s.Measure == Jaccard {
				w[a][b] /= float64(nodes[a].Units + nodes[b].Units - n)
			}
			nodes[a].Strength += w[a][b]
			if a < b {
				g.Edges = append(g.Edges, SimilarityEdge{A: a, B: b, Units: n, Weight: w[a][b]})
			}
		}
	}
	if len(g.Edges) == 0 {
		reason := stats.Say(s.Lang, "aucun mot n'est dit avec un autre", "no term is said with another one")
		g.Modularity.Reason, g.Warnings = reason, []string{reason}
	}
	g.tree()
	of, modularity := w.communities()
	for i := range nodes {
		nodes[i].Community = of[i]
	}
	g.Modularity.Value = modularity
	return g, nil
}

// nodes lists the terms asked for, and the node of each term of the table, -1
// where it has none.
func (s Similarity) nodes(t *UnitTable) ([]SimilarityNode, []int, error) {
	all, place := make([]SimilarityNode, len(t.Terms)), make([]int, len(t.Terms))
	for j, term := range t.Terms {
		all[j].Term, place[j] = term, -1
	}
	for _, row := range t.rows {
		for _, c := range row {
			all[c.Term].Count += c.Count
			all[c.Term].Units++
		}
	}
	order := make([]int, len(all))
	for j := range order {
		order[j] = j
	}
	for _, term := range s.Terms {
		if !slices.Contains(t.Terms, term) {
			return nil, nil, fmt.Errorf("the table has no term %s", stats.Unknown(term, t.Terms))
		}
	}
	if len(s.Terms) > 0 {
		order = slices.DeleteFunc(order, func(j int) bool { return !slices.Contains(s.Terms, t.Terms[j]) })
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(all[b].Count, all[a].Count) })
	if most := cmp.Or(s.Most, 60); most > 0 && len(s.Terms) == 0 && len(order) > most {
		order = order[:most]
	}
	nodes := make([]SimilarityNode, len(order))
	for at, j := range order {
		nodes[at], place[j] = all[j], at
	}
	return nodes, place, nil
}

// tree marks the edges of the maximum spanning tree (Kruskal 1956).
func (g *SimilarityGraph) tree() {
	order := make([]int, len(g.Edges))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(g.Edges[b].Weight, g.Edges[a].Weight) })
	parent := make([]int, len(g.Nodes))
	for i := range parent {
		parent[i] = i
	}
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for _, at := range order {
		if a, b := root(g.Edges[at].A), root(g.Edges[at].B); a != b {
			parent[a], g.Edges[at].Tree = b, true
		}
	}
}

// Tables is the nodes, and the edges, those of the tree first, the heaviest first.
func (g *SimilarityGraph) Tables() []*stats.Table {
	lang := g.Spec.Lang
	edges := slices.Clone(g.Edges)
	slices.SortStableFunc(edges, func(a, b SimilarityEdge) int {
		if a.Tree != b.Tree {
			if a.Tree {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.Weight, a.Weight)
	})
	tree := make([]bool, len(edges))
	for i, edge := range edges {
		tree[i] = edge.Tree
	}
	measure := stats.Say(lang, "Poids : nombre d'unités où les deux mots sont dits", "Weight: number of units in which both terms are said")
	if g.Spec.Measure == Jaccard {
		measure = stats.Say(lang, "Poids : indice de Jaccard", "Weight: Jaccard's index")
	}
	population := fmt.Sprintf(stats.Say(lang, "%s unités.", "%s units."), stats.Count.Number(float64(g.N), lang))
	if g.Modularity.Defined() {
		population += fmt.Sprintf(stats.Say(lang, " Modularité des communautés : %s.", " Modularity of the communities: %s."), stats.Number.Number(g.Modularity.Value, lang))
	}
	nodes := stats.MustTable(stats.Say(lang, "Graphe de similitude : mots", "Similarity graph: terms"),
		texts("terme", stats.Say(lang, "Mot", "Word"), g.Nodes, func(n SimilarityNode) string { return n.Term }),
		each.Count("frequence", stats.Say(lang, "Fréquence", "Frequency"), g.Nodes, func(n SimilarityNode) int { return n.Count }),
		each.Count("unites", stats.Say(lang, "Unités", "Units"), g.Nodes, func(n SimilarityNode) int { return n.Units }),
		each.Figure("force", stats.Say(lang, "Force des liens", "Strength"), stats.Number, g.Nodes, func(n SimilarityNode) (float64, bool) { return n.Strength, true }),
		each.Count("communaute", stats.Say(lang, "Communauté", "Community"), g.Nodes, func(n SimilarityNode) int { return n.Community }),
	).Captioned(stats.Caption{Population: population, Notes: g.Warnings})
	links := stats.MustTable(stats.Say(lang, "Graphe de similitude : liens", "Similarity graph: links"),
		texts("mot_1", stats.Say(lang, "Premier mot", "First word"), edges, func(e SimilarityEdge) string { return g.Nodes[e.A].Term }),
		texts("mot_2", stats.Say(lang, "Second mot", "Second word"), edges, func(e SimilarityEdge) string { return g.Nodes[e.B].Term }),
		each.Count("unites", stats.Say(lang, "Unités communes", "Units together"), edges, func(e SimilarityEdge) int { return e.Units }),
		each.Figure("poids", stats.Say(lang, "Poids", "Weight"), stats.Number, edges, func(e SimilarityEdge) (float64, bool) { return e.Weight, true }),
		stats.Variable{Name: "arbre", Label: stats.Say(lang, "Arbre maximum", "Maximum tree")}.Flags(tree, nil),
	).Captioned(stats.Caption{Units: measure})
	return []*stats.Table{nodes, links}
}

// String prints the first terms and links.
func (g *SimilarityGraph) String() string { return printed(g.Spec.Lang, g.Tables()) }

package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Graph draws words and their links: the maximum tree in strong lines, other
// links in pale ones, words as large as they are frequent and in the colour of
// their community.
//
// The result is a textometry.SimilarityGraph, or any with a table of terme,
// frequence and communaute and one of mot_1, mot_2, poids and arbre. Words lie
// where springs and repulsion put them (Fruchterman and Reingold 1991), always
// from the same start, and do not cover each other. Beyond Most words the least
// frequent are left out, and said.
type Graph struct {
	Most  int // words; 0 is 60
	Title string
	Style Style
}

// Of draws the result. Errors are results without words or links.
func (g Graph) Of(result stats.Tabler) (*Figure, error) {
	if g.Most == 0 {
		g.Most = 60
	}
	f, err := figureOf(result, g.draw)
	if err != nil {
		return nil, fmt.Errorf("graph: %w", err)
	}
	return f, nil
}

type node struct {
	word      string
	frequency float64
	community string
	at        point
	font      font
}

type edge struct {
	a, b   int
	weight float64
	tree   bool
}

func (g Graph) draw(tables []*stats.Table) (*Figure, error) {
	words, err := find(tables, "terme", "frequence", "communaute")
	if err != nil {
		return nil, err
	}
	links, err := find(tables, "mot_1", "mot_2", "poids", "arbre")
	if err != nil {
		return nil, err
	}
	nodes, left, err := g.nodes(words)
	if err != nil {
		return nil, err
	}
	edges, err := g.edges(links, nodes)
	if err != nil {
		return nil, err
	}
	return g.picture(words, nodes, edges, left), nil
}

func (g Graph) nodes(t *stats.Table) (nodes []node, left int, err error) {
	words, err := texts(t, "terme", g.Style.Lang)
	if err != nil {
		return nil, 0, err
	}
	communities, err := texts(t, "communaute", g.Style.Lang)
	if err != nil {
		return nil, 0, err
	}
	frequencies, err := values(t, "frequence")
	if err != nil {
		return nil, 0, err
	}
	for i, word := range words {
		if frequencies[i].known() {
			nodes = append(nodes, node{word: word, frequency: frequencies[i].x, community: communities[i]})
		}
	}
	if len(nodes) == 0 {
		return nil, 0, fmt.Errorf("table %q has no word", t.Title())
	}
	slices.SortStableFunc(nodes, func(a, b node) int {
		switch {
		case a.frequency > b.frequency:
			return -1
		case a.frequency < b.frequency:
			return 1
		}
		return 0
	})
	left = max(0, len(nodes)-g.Most)
	return nodes[:len(nodes)-left], left, nil
}

func (g Graph) edges(t *stats.Table, nodes []node) ([]edge, error) {
	first, err := texts(t, "mot_1", g.Style.Lang)
	if err != nil {
		return nil, err
	}
	second, err := texts(t, "mot_2", g.Style.Lang)
	if err != nil {
		return nil, err
	}
	weights, err := values(t, "poids")
	if err != nil {
		return nil, err
	}
	tree, err := t.Flags("arbre")
	if err != nil {
		return nil, err
	}
	place := map[string]int{}
	for i, n := range nodes {
		place[n.word] = i
	}
	var edges []edge
	for row := range first {
		a, here := place[first[row]]
		b, there := place[second[row]]
		if !here || !there || !weights[row].known() {
			continue
		}
		yes, _ := tree.At(row)
		edges = append(edges, edge{a, b, weights[row].x, yes})
	}
	return edges, nil
}

func (g Graph) picture(table *stats.Table, nodes []node, edges []edge, left int) *Figure {
	lang := g.Style.Lang
	style := g.Style
	if style.Height == 0 {
		style.Height = 440
	}
	title, caption := or(g.Title, table.Title()), table.Caption()
	var communities []string
	members := map[string]int{}
	for _, n := range nodes {
		if members[n.community]++; members[n.community] == 1 {
			communities = append(communities, n.community)
		}
	}
	slices.SortFunc(communities, func(a, b string) int {
		if len(a) != len(b) {
			return len(a) - len(b) // they are numbers
		}
		return strings.Compare(a, b)
	})
	tints := g.Style.Palette.tints(communities)
	var legend []key
	for i, name := range communities {
		legend = append(legend, key{stats.Say(lang, "Communauté ", "Community ") + name, func(d *drawing, r rect) {
			d.sign(i, r.middle(), 4, tints[i].color)
		}})
	}
	notes := []string{stats.Say(lang, "Trait fort : arbre maximum, épais selon le poids. Taille des mots : fréquence.", "Strong line: maximum tree, broad by weight. Size of words: frequency.")}
	if left > 0 {
		notes = append(notes, fmt.Sprintf(stats.Say(lang, "Mots les moins fréquents, non dessinés : %d.", "Least frequent words, not drawn: %d."), left))
	}
	d, place := style.sheet(title, caption, legend, notes...)
	for i := range nodes {
		nodes[i].font = font{size: 7 + 6*math.Sqrt(nodes[i].frequency/nodes[0].frequency), bold: i < 5}
	}
	spread(nodes, edges, place)
	heaviest := 0.0
	for _, e := range edges {
		heaviest = max(heaviest, e.weight)
	}
	heaviest = max(heaviest, 1e-300)
	for _, tree := range []bool{false, true} {
		for _, e := range edges {
			switch {
			case e.tree != tree:
			case tree:
				d.line("tree", pale, 0.8+2.4*e.weight/heaviest, nodes[e.a].at, nodes[e.b].at)
			default:
				d.line("link", faint, 0.5, nodes[e.a].at, nodes[e.b].at)
			}
		}
	}
	for i := range nodes {
		n := &nodes[i]
		c := slices.Index(communities, n.community)
		broad, high := n.font.broad(n.word), n.font.size
		d.tile("ground", rect{n.at.x - broad/2 - 1, n.at.y - high*0.55, n.at.x + broad/2 + 1, n.at.y + high*0.55}, white)
		f := n.font
		f.ink = darker(tints[c].color)
		d.word("node", n.word, n.at, centred, f)
		d.sign(c, point{n.at.x - broad/2 - 4, n.at.y}, 2.2, tints[c].color)
	}
	var first []string
	for _, n := range nodes {
		first = append(first, n.word)
	}
	alt := fmt.Sprintf(d.say("Graphe de %d mots et %d liens en %d communautés, les plus fréquents d'abord : %s.", "Graph of %d words and %d links in %d communities, the most frequent first: %s."),
		len(nodes), len(edges), len(communities), listed(first, d))
	return d.finish(title, table.Caption(), alt)
}

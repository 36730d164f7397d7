package figure

import (
	"errors"
	"fmt"
	"image/color"
	"math"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/cluster"
)

// Dendrogram draws the tree of a hierarchical clustering, cut into classes, and
// beside it what each further class gains.
//
// Beyond Branches cases the tree ends in as many branches, each a triangle that
// stands for the classes under it; their breadth says nothing of their sizes.
// Gains are shares of the inertia with Ward's linkage, heights otherwise. With
// Labels each case is a person: for the analyst's eyes, not for publication.
type Dendrogram struct {
	Classes  int      // of the cut; 0 for no cut
	Branches int      // at most; 0 is 40
	Labels   []string // of cases; written when all are drawn
	Title    string
	Style    Style
}

// Of draws the tree. Errors are more classes than branches, labels that are not
// as many as the cases, and a tree of one case.
func (g Dendrogram) Of(t *cluster.Dendrogram) (*Figure, error) {
	if g.Branches == 0 {
		g.Branches = 40
	}
	switch {
	case t == nil || t.N < 2:
		return nil, errors.New("dendrogram: a tree needs two cases")
	case g.Labels != nil && len(g.Labels) != t.N:
		return nil, fmt.Errorf("dendrogram: %d labels for %d cases", len(g.Labels), t.N)
	case g.Branches < 2 || g.Classes < 0 || g.Classes > min(g.Branches, t.N):
		return nil, fmt.Errorf("dendrogram: %d classes of %d branches and %d cases", g.Classes, g.Branches, t.N)
	}
	classes := make([]int, t.N)
	if g.Classes > 1 {
		var err error
		if classes, err = t.Cut(g.Classes); err != nil {
			return nil, fmt.Errorf("dendrogram: %w", err)
		}
	}
	return g.draw(t, classes), nil
}

// className is what cluster calls a class in its tables.
func className(class int, lang string) string {
	return fmt.Sprintf("%s %d", stats.Say(lang, "Classe", "Class"), class+1)
}

// limb is a node of the drawn part of the tree.
type limb struct {
	x, height float64
	class     int // of all its cases; -1 of several
}

// gains are what going from one class to two, to three… gives, with what they
// are called.
func (g Dendrogram) gains(t *cluster.Dendrogram) (gains []float64, title string, format stats.Format) {
	lang := g.Style.Lang
	if gains = t.Gains(); gains != nil {
		total := 0.0
		for _, x := range gains {
			total += x
		}
		for i := range gains {
			gains[i] *= 100 / max(total, 1e-300)
		}
		return gains, stats.Say(lang, "Gain de chaque classe", "Gain of each class"), stats.Percent
	}
	for i := len(t.Merges) - 1; i >= 0; i-- {
		gains = append(gains, t.Merges[i].Height)
	}
	return gains, stats.Say(lang, "Hauteur de chaque étape", "Height of each step"), stats.Coefficient
}

func (g Dendrogram) draw(t *cluster.Dendrogram, classes []int) *Figure {
	lang := g.Style.Lang
	table := t.Tables()[0]
	title := or(g.Title, table.Title())
	names := make([]string, g.Classes)
	for i := range names {
		names[i] = className(i, lang)
	}
	tints := g.Style.Palette.tints(names)
	var notes []string
	if t.N > g.Branches {
		notes = append(notes, fmt.Sprintf(stats.Say(lang, "Seules les %d plus hautes branches sont dessinées ; leur largeur ne dit rien de leur taille.",
			"Only the %d highest branches are drawn; their breadth says nothing of their sizes."), g.Branches))
	}
	d, place := g.Style.sheet(title, stats.Caption{Population: table.Caption().Population}, nil, notes...)
	tree := place
	tree.right = place.left + place.width()*0.66
	tree.bottom -= 16
	if t.N <= g.Branches && g.Labels != nil {
		broad := 0.0
		for _, label := range g.Labels {
			broad = max(broad, min(70, font{size: small}.broad(label)))
		}
		tree.bottom -= broad + 2
	}
	highest := 0.0
	for _, m := range t.Merges {
		highest = max(highest, m.Height)
	}
	marks := ticks(0, highest, 5)
	tree.left += d.gutter(marks, stats.Number)
	y := scale{0, max(highest*1.04, 1e-12), tree.bottom, tree.top}
	d.upright(tree, y, marks, stats.Number)
	g.branches(d, t, classes, tree, y, tints)
	if g.Classes > 1 {
		at := len(t.Merges) - g.Classes + 1 // the first merge above the cut
		height := t.Merges[at].Height / 2
		if at > 0 {
			height = (t.Merges[at].Height + t.Merges[at-1].Height) / 2
		}
		d.dashed("cut", brick, 1, point{tree.left, y.at(height)}, point{tree.right, y.at(height)})
	}
	gains, heading, format := g.gains(t)
	bars := place
	bars.left = tree.right + 26
	bars.top += 14
	d.word("heading", heading, point{bars.left, place.top + 4}, toRight, font{size: small, bold: true, ink: grey})
	g.steps(d, gains[:min(14, len(gains))], format, bars)
	alt := fmt.Sprintf(d.say("Arbre de classification de %d cas : %s.", "Tree of %d cases: %s."), t.N, title)
	if g.Classes > 1 {
		alt += fmt.Sprintf(d.say(" Coupe en %d classes, la dernière gagne %s.", " Cut into %d classes, the last gains %s."), g.Classes, shown(gains[g.Classes-2], format, d.lang))
	}
	return d.finish(title, table.Caption(), alt)
}

// branches draws the tree from its lowest drawn branches up.
func (g Dendrogram) branches(d *drawing, t *cluster.Dendrogram, classes []int, tree rect, y scale, tints []tint) {
	first := max(0, len(t.Merges)-g.Branches+1) // merges from here on are drawn
	drawn := func(node int) bool { return node >= t.N+first }
	leaves := min(t.N, g.Branches)
	each := tree.width() / float64(leaves)
	hue := func(class int) color.RGBA {
		if class < 0 || class >= len(tints) {
			return grey
		}
		return tints[class].color
	}
	next := 0
	span := map[int]rect{} // of classes
	var visit func(node int) limb
	visit = func(node int) (l limb) {
		if node >= t.N {
			l.height = t.Merges[node-t.N].Height
		}
		if !drawn(node) {
			l.x = tree.left + (float64(next)+0.5)*each
			l.class = classes[under(t, node)]
			next++
			r, known := span[l.class]
			if !known {
				r.left = l.x - each/2
			}
			r.right = l.x + each/2
			span[l.class] = r
			if node >= t.N {
				half := min(each*0.36, 6)
				d.surface("branch", []point{{l.x, y.at(l.height)}, {l.x + half, y.at(0)}, {l.x - half, y.at(0)}}, hue(l.class))
			} else if g.Labels != nil && t.N <= g.Branches {
				f := font{size: min(small, each*0.95), upright: true}
				d.word("case", f.cut(g.Labels[node], 70), point{l.x, y.at(0) + 4}, toLeft, f)
			}
			return l
		}
		m := t.Merges[node-t.N]
		a, b := visit(m.Left), visit(m.Right)
		l.x, l.class = (a.x+b.x)/2, -1
		if a.class == b.class {
			l.class = a.class
		}
		top := y.at(l.height)
		d.line("join", hue(l.class), 1.1, point{a.x, y.at(a.height)}, point{a.x, top}, point{b.x, top}, point{b.x, y.at(b.height)})
		return l
	}
	visit(t.N + len(t.Merges) - 1)
	for class := range tints {
		r, known := span[class]
		if !known {
			continue
		}
		at := point{(r.left + r.right) / 2, tree.bottom + 8}
		if g.Labels != nil && t.N <= g.Branches {
			at.y = d.height - margin - 4
		}
		d.tile("class", rect{r.left + 1, tree.bottom + 1, r.right - 1, tree.bottom + 3}, tints[class].color)
		text := fmt.Sprint(class + 1)
		if full := className(class, d.lang); (font{size: normal}).broad(full) < r.right-r.left-4 {
			text = full
		}
		d.word("class", text, at, centred, font{size: normal, bold: true, ink: darker(tints[class].color)})
	}
}

// under is a case of a node.
func under(t *cluster.Dendrogram, node int) int {
	for node >= t.N {
		node = t.Merges[node-t.N].Left
	}
	return node
}

// steps draws the gains, from two classes on; that of the cut stands out.
func (g Dendrogram) steps(d *drawing, gains []float64, format stats.Format, place rect) {
	each := min(18, place.height()/float64(len(gains)))
	room := font{size: small}.broad(shown(gains[0], format, d.lang)) + 6
	s := scale{0, math.Max(gains[0], 1e-12), place.left + 14, place.right - room}
	for i, x := range gains {
		y := place.top + (float64(i)+0.5)*each
		fill, bold := pale, false
		if i+2 <= g.Classes {
			fill, bold = blue, i+2 == g.Classes
		}
		d.word("classes", fmt.Sprint(i+2), point{s.from - 4, y}, toLeft, font{size: small, bold: bold})
		d.tile("gain", rect{s.from, y - each*0.36, s.at(x), y + each*0.36}, fill)
		d.word("value", shown(x, format, d.lang), point{s.at(x) + 3, y}, toRight, font{size: small, bold: bold})
	}
}

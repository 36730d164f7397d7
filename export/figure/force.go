package figure

import (
	"image/color"
	"math"
)

// darker is a colour that words can be read in.
func darker(c color.RGBA) color.RGBA {
	for 299*int(c.R)+587*int(c.G)+114*int(c.B) > 115_000 {
		c = between(c, ink, 0.15)
	}
	return c
}

// spread lays nodes out in a place: linked ones attract each other, the tree
// most; all repel each other. It starts from a spiral in their order, so that it
// always ends alike, and at last moves words apart that still touch.
func spread(nodes []node, edges []edge, place rect) {
	n := len(nodes)
	at := make([]point, n)
	for i := range at {
		// The golden angle spreads points evenly.
		sin, cos := math.Sincos(float64(i) * 2.399963229728653)
		radius := math.Sqrt((float64(i) + 0.5) / float64(n))
		at[i] = point{radius * cos, radius * sin}
	}
	heaviest := 0.0
	for _, e := range edges {
		heaviest = max(heaviest, e.weight)
	}
	heaviest = max(heaviest, 1e-300)
	length := 1.1 / math.Sqrt(float64(n))
	const rounds = 250
	for round := range rounds {
		moves := make([]point, n)
		push := func(i, j int, force float64, dx, dy float64) {
			moves[i].x += dx * force
			moves[i].y += dy * force
			moves[j].x -= dx * force
			moves[j].y -= dy * force
		}
		for i := range n {
			for j := range i {
				dx, dy := at[i].x-at[j].x, at[i].y-at[j].y
				push(i, j, length*length/max(dx*dx+dy*dy, 1e-6), dx, dy)
			}
			// A pull towards the middle keeps parts without a link in sight.
			moves[i].x -= at[i].x * 0.25 * length
			moves[i].y -= at[i].y * 0.25 * length
		}
		for _, e := range edges {
			dx, dy := at[e.a].x-at[e.b].x, at[e.a].y-at[e.b].y
			force := 0.06 * e.weight / heaviest
			if e.tree {
				force = 0.5 + 0.5*e.weight/heaviest
			}
			push(e.a, e.b, -force*math.Hypot(dx, dy)/length, dx, dy)
		}
		heat := 0.12 * (1 - float64(round)/rounds)
		for i, m := range moves {
			far := math.Hypot(m.x, m.y)
			if far > heat {
				m.x, m.y = m.x/far*heat, m.y/far*heat
			}
			at[i].x += m.x
			at[i].y += m.y
		}
	}
	fill(nodes, at, place)
	part(nodes, place)
}

// fill stretches the layout over the place, with room for half of each word.
func fill(nodes []node, at []point, place rect) {
	bounds := rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range at {
		bounds.left, bounds.right = min(bounds.left, p.x), max(bounds.right, p.x)
		bounds.top, bounds.bottom = min(bounds.top, p.y), max(bounds.bottom, p.y)
	}
	broad := 0.0
	for i := range nodes {
		broad = max(broad, nodes[i].font.broad(nodes[i].word))
	}
	inner := rect{place.left + broad/2, place.top + 8, place.right - broad/2, place.bottom - 8}
	x := scale{bounds.left, bounds.right, inner.left, inner.right}
	y := scale{bounds.top, bounds.bottom, inner.top, inner.bottom}
	for i, p := range at {
		nodes[i].at = point{x.at(p.x), y.at(p.y)}
	}
}

// part moves words apart, the shorter way, until none covers another or no more
// is to be gained.
func part(nodes []node, place rect) {
	const sign = 8.0 // the sign before a word
	half := make([]point, len(nodes))
	for i, n := range nodes {
		half[i] = point{(n.font.broad(n.word) + 2*sign) / 2, n.font.size * 0.62}
	}
	for range 200 {
		moved := false
		for i := range nodes {
			for j := range i {
				a, b := &nodes[i].at, &nodes[j].at
				x := half[i].x + half[j].x - math.Abs(a.x-b.x)
				y := half[i].y + half[j].y - math.Abs(a.y-b.y)
				if x <= 0 || y <= 0 {
					continue
				}
				moved = true
				if y <= x {
					step := (y/2 + 0.1) * direction(a.y-b.y)
					a.y, b.y = a.y+step, b.y-step
				} else {
					step := (x/2 + 0.1) * direction(a.x-b.x)
					a.x, b.x = a.x+step, b.x-step
				}
			}
		}
		for i := range nodes {
			p := &nodes[i].at
			p.x = max(place.left+half[i].x, min(place.right-half[i].x, p.x))
			p.y = max(place.top+half[i].y, min(place.bottom-half[i].y, p.y))
		}
		if !moved {
			return
		}
	}
}

func direction(x float64) float64 {
	if x < 0 {
		return -1
	}
	return 1
}

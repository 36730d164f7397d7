package figure

import (
	"image/color"
	"math"
)

// veil is the colour of a pattern: half-clear white, or black on light colours.
func (t tint) veil() color.Color {
	if over(t.color) == white || t.color.B > 0x80 || t.color.G < 0xb0 {
		return color.RGBA{0xb4, 0xb4, 0xb4, 0xb4}
	}
	return color.RGBA{0, 0, 0, 0x60}
}

// filled draws a surface in the colour and pattern of a level. The patterns of
// touching surfaces go on from one to the other.
func (d *drawing) filled(role string, path []point, t tint) {
	d.surface(role, path, t.color)
	d.hatch(path, t.pattern, t.veil())
}

// secret marks a place whose value is withheld: hatched, with the sign s.
func (d *drawing) secret(r rect) {
	d.tile("secret", r, white)
	d.hatch(r.corners(), rising, pale)
	d.frame("secret", r, pale, 0.6)
	d.secretSign(r)
}

// secretSign writes the sign of what is secret where there is room.
func (d *drawing) secretSign(r rect) {
	if r.width() > 7 && r.height() > 8 {
		at := r.middle()
		d.tile("secret", rect{at.x - 4, at.y - 4.5, at.x + 4, at.y + 4.5}, white)
		d.word("secret sign", "s", at, centred, font{size: normal, ink: grey})
	}
}

// hatch draws a pattern inside a polygon.
func (d *drawing) hatch(path []point, p pattern, stroke color.Color) {
	const step, width = 5.0, 0.7
	switch p {
	case rising:
		d.rules(path, 1, 1, step*math.Sqrt2, width, stroke)
	case falling:
		d.rules(path, -1, 1, step*math.Sqrt2, width, stroke)
	case level:
		d.rules(path, 0, 1, step, width, stroke)
	case dotted:
		d.dots(path, step, stroke)
	}
}

// rules draws the lines a·x + b·y = k·step inside a polygon.
func (d *drawing) rules(path []point, a, b, step, width float64, stroke color.Color) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range path {
		low, high = min(low, a*p.x+b*p.y), max(high, a*p.x+b*p.y)
	}
	for k := math.Ceil(low / step); k*step < high; k++ {
		for _, piece := range inside(path, a, b, k*step) {
			d.line("pattern", stroke, width, piece[0], piece[1])
		}
	}
}

// inside is the parts of the line a·x + b·y = c within a polygon.
func inside(path []point, a, b, c float64) [][2]point {
	var crossings []point
	for i, p := range path {
		q := path[(i+1)%len(path)]
		u, v := a*p.x+b*p.y-c, a*q.x+b*q.y-c
		if (u < 0) != (v < 0) {
			share := u / (u - v)
			crossings = append(crossings, point{p.x + share*(q.x-p.x), p.y + share*(q.y-p.y)})
		}
	}
	// Along the line, one enters at every other crossing.
	along := func(p point) float64 { return b*p.x - a*p.y }
	for i := 1; i < len(crossings); i++ {
		for j := i; j > 0 && along(crossings[j]) < along(crossings[j-1]); j-- {
			crossings[j], crossings[j-1] = crossings[j-1], crossings[j]
		}
	}
	var pieces [][2]point
	for i := 0; i+1 < len(crossings); i += 2 {
		pieces = append(pieces, [2]point{crossings[i], crossings[i+1]})
	}
	return pieces
}

// dots draws short dashes on a grid inside a polygon.
func (d *drawing) dots(path []point, step float64, stroke color.Color) {
	const size = 1.3
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range path {
		low, high = min(low, p.y), max(high, p.y)
	}
	for k := math.Ceil(low / step); k*step < high; k++ {
		for _, piece := range inside(path, 0, 1, k*step) {
			shift := math.Mod(math.Abs(k), 2) * step / 2
			start := math.Ceil((piece[0].x-shift)/step)*step + shift
			d.add(mark{
				role: "pattern", path: []point{{start, k * step}, {max(start, piece[1].x), k * step}},
				stroke: stroke, width: size, dashes: []float64{size, step - size},
			})
		}
	}
}

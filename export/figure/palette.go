package figure

import (
	"image/color"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Ink, greys and the tints of the house.
var (
	ink   = color.RGBA{0x22, 0x22, 0x22, 0xff}
	grey  = color.RGBA{0x59, 0x59, 0x59, 0xff}
	faint = color.RGBA{0xe3, 0xe6, 0xea, 0xff}
	pale  = color.RGBA{0xc4, 0xc8, 0xcd, 0xff} // missing
	white = color.RGBA{0xff, 0xff, 0xff, 0xff}
	blue  = color.RGBA{0x00, 0x72, 0xb2, 0xff}
	brick = color.RGBA{0xd5, 0x5e, 0x00, 0xff}
)

// Palette gives each level the same colour and pattern in every figure, by its
// place among Levels. Levels that are not there come after them, in the order in
// which a figure finds them; missing ones are grey. The zero value has the seven
// colours of Okabe and Ito (2008) that stand out on white, which colour-blind
// readers tell apart; from the eighth level on they return with other patterns.
type Palette struct {
	Levels []stats.Level
	Colors []color.RGBA
}

var okabeIto = []color.RGBA{
	blue,
	{0xe6, 0x9f, 0x00, 0xff}, // orange
	{0x00, 0x9e, 0x73, 0xff}, // green
	{0xcc, 0x79, 0xa7, 0xff}, // purple
	{0x56, 0xb4, 0xe9, 0xff}, // sky
	brick,
	{0xf0, 0xe4, 0x42, 0xff}, // yellow
}

// pattern is what is drawn over a colour.
type pattern uint8

const (
	solid pattern = iota
	rising
	dotted
	falling
	level
	patterns
)

// tint is the colour and the pattern of a level.
type tint struct {
	color   color.RGBA
	pattern pattern
}

// tints are those of the levels named.
func (p Palette) tints(titles []string) []tint {
	colors := p.Colors
	if len(colors) == 0 {
		colors = okabeIto
	}
	found := make([]tint, len(titles))
	next := len(p.Levels)
	for i, title := range titles {
		at := slices.IndexFunc(p.Levels, func(l stats.Level) bool { return l.Title() == title || l.Code == title })
		switch {
		case missing(title):
			found[i] = tint{pale, solid}
			continue
		case at < 0:
			at, next = next, next+1
		}
		hue, turn := at%len(colors), at/len(colors)
		found[i] = tint{colors[hue], pattern((hue + turn) % int(patterns))}
	}
	return found
}

// missing tells whether a label stands for values that are not known.
func missing(title string) bool {
	for _, lang := range []string{"fr", "en"} {
		if title == stats.Say(lang, "inconnu", "unknown") {
			return true
		}
		for _, reason := range stats.MissingReasons() {
			if title == reason.Label(lang) {
				return true
			}
		}
	}
	return false
}

// over is the colour of words on a surface.
func over(c color.RGBA) color.Color {
	if 299*int(c.R)+587*int(c.G)+114*int(c.B) < 140_000 {
		return white
	}
	return ink
}

// between mixes two colours; share 0 is the first.
func between(a, b color.RGBA, share float64) color.RGBA {
	mix := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*share + 0.5) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xff}
}

// translucent is a colour for bands, through which lines are seen.
func translucent(c color.RGBA) color.RGBA {
	const share = 0.22
	part := func(x uint8) uint8 { return uint8(float64(x)*share + 0.5) }
	return color.RGBA{part(c.R), part(c.G), part(c.B), part(0xff)}
}

// diverging is the colour of a value from -1 (brick) over 0 (white) to 1 (blue).
func diverging(x float64) color.RGBA {
	if x < 0 {
		return between(white, brick, min(1, -x))
	}
	return between(white, blue, min(1, x))
}

// lettered draws a tile with a letter that says the same as its colour.
func (d *drawing) lettered(role string, r rect, fill color.RGBA, letter string) {
	d.tile(role, r, fill)
	f := font{size: min(normal, r.height()*0.8), ink: over(fill)}
	if f.broad(letter) < r.width() {
		d.word("letter", letter, r.middle(), centred, f)
	}
}

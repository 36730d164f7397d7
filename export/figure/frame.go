package figure

import (
	"strings"

	"github.com/askoria/verbatim/stats"
)

const (
	margin        = 12.0
	defaultWidth  = 480.0
	defaultHeight = 330.0
	swatch        = 10.0
	// A legend is at most as broad; longer words are folded.
	legendWidth = 118.0
)

// key is a line of a legend: its sign and what it means.
type key struct {
	title string
	sign  func(d *drawing, r rect)
}

// tintKey shows the colour and the pattern of a level.
func tintKey(title string, t tint) key {
	return key{title, func(d *drawing, r rect) { d.filled("key", r.corners(), t) }}
}

// secretKey says what s stands for.
func (d *drawing) secretKey() key {
	return key{d.say("s : masqué", "s: withheld"), func(d *drawing, r rect) { d.secret(r) }}
}

// sheet begins a drawing: the title, the line of n and missing under it, the
// test and the notes at the foot, and the legend at the right, outside what is
// drawn. It gives the place left.
func (s Style) sheet(title string, caption stats.Caption, legend []key, notes ...string) (*drawing, rect) {
	d := &drawing{width: s.Width, height: s.Height, lang: s.Lang}
	if d.width == 0 {
		d.width = defaultWidth
	}
	if d.height == 0 {
		d.height = defaultHeight
	}
	inside := d.width - 2*margin
	top := d.paragraph("title", title, margin, margin-2, inside, font{size: large, bold: true})
	population := caption.Population
	if population != "" {
		population = d.say("Champ : ", "Population: ") + population
	}
	for _, line := range []string{caption.Units, population} {
		top = d.paragraph("population", line, margin, top+1, inside, font{size: small, ink: grey})
	}
	place := rect{margin, top + 8, d.width - margin, d.height - margin}
	f := font{size: small, ink: grey}
	var lines []string
	for _, text := range append([]string{caption.Test}, notes...) {
		if strings.TrimSpace(text) != "" {
			lines = append(lines, f.fold(text, inside)...)
		}
	}
	place.bottom -= float64(len(lines)) * f.size * lead
	for i, line := range lines {
		d.word("note", line, point{margin, place.bottom + 2 + (float64(i)+0.5)*f.size*lead}, toRight, f)
	}
	if len(lines) > 0 {
		place.bottom -= 6
	}
	if len(legend) > 0 {
		place.right -= d.legend(legend, place)
	}
	return d, place
}

// legend writes the legend at the right of a place, and tells its width.
func (d *drawing) legend(keys []key, place rect) float64 {
	f := font{size: normal}
	const gap = 4.0
	broad := 0.0
	folded := make([][]string, len(keys))
	for i, k := range keys {
		folded[i] = f.fold(k.title, legendWidth)
		for _, line := range folded[i] {
			broad = max(broad, f.broad(line))
		}
	}
	left := place.right - broad - gap - swatch
	y := place.top + 2
	for i, k := range keys {
		k.sign(d, rect{left, y, left + swatch, y + swatch})
		for _, line := range folded[i] {
			d.word("legend", line, point{left + swatch + gap, y + swatch/2}, toRight, f)
			y += f.size * lead
		}
		y += 4
	}
	return place.right - left + margin
}

// tall is the height of a sheet on which so many rows of a size are drawn, unless
// the style says another.
func (s Style) tall(rows int, each, around float64) Style {
	if s.Height == 0 {
		s.Height = float64(rows)*each + around
	}
	return s
}

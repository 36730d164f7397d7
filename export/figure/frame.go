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
func secretKey(lang string) key {
	return key{stats.Say(lang, "s : masqué", "s: withheld"), func(d *drawing, r rect) { d.secret(r) }}
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
	top := d.paragraph("title", title, margin-2, font{size: large, bold: true})
	population := caption.Population
	if population != "" {
		population = d.say("Champ : ", "Population: ") + population
	}
	for _, line := range []string{caption.Units, population} {
		top = d.paragraph("population", line, top+1, font{size: small, ink: grey})
	}
	place := rect{margin, top + 8, d.width - margin, d.height - margin}
	f := font{size: small, ink: grey}
	var lines []string
	for _, text := range append([]string{caption.Test}, notes...) {
		if strings.TrimSpace(text) != "" {
			lines = append(lines, f.fold(text, d.width-2*margin)...)
		}
	}
	foot := float64(len(lines)) * f.size * lead
	if len(lines) > 0 {
		foot += 6
	}
	if len(legend) > 0 {
		folded, broad, high := measured(legend)
		// A long legend makes the sheet higher.
		d.height = max(d.height, place.top+high+foot+margin)
		d.legend(legend, folded, point{place.right - broad - gap - swatch, place.top + 2})
		place.right -= broad + gap + swatch + margin
	}
	place.bottom = d.height - margin - foot
	for i, line := range lines {
		d.word("note", line, point{margin, place.bottom + 8 + (float64(i)+0.5)*f.size*lead}, toRight, f)
	}
	return d, place
}

const gap = 4.0 // between a sign and its words

// measured folds the words of a legend, and says how much room they need.
func measured(keys []key) (folded [][]string, broad, high float64) {
	f := font{size: normal}
	for _, k := range keys {
		lines := f.fold(k.title, legendWidth)
		for _, line := range lines {
			broad = max(broad, f.broad(line))
		}
		folded = append(folded, lines)
		high += float64(len(lines))*f.size*lead + gap
	}
	return folded, broad, high
}

// legend writes a legend from a place down.
func (d *drawing) legend(keys []key, folded [][]string, at point) {
	f := font{size: normal}
	for i, k := range keys {
		k.sign(d, rect{at.x, at.y, at.x + swatch, at.y + swatch})
		for _, line := range folded[i] {
			d.word("legend", line, point{at.x + swatch + gap, at.y + swatch/2}, toRight, f)
			at.y += f.size * lead
		}
		at.y += gap
	}
}

// tall is the height of a sheet on which so many rows of a size are drawn, unless
// the style says another.
func (s Style) tall(rows int, each, around float64) Style {
	if s.Height == 0 {
		s.Height = float64(rows)*each + around
	}
	return s
}

// wide is the width of a sheet with so many columns of a least width.
func (s Style) wide(columns int, each, around float64) Style {
	if s.Width == 0 {
		s.Width = max(defaultWidth, float64(columns)*each+around)
	}
	return s
}

package figure

import (
	"image/color"
	"strings"
	"sync"

	"github.com/askoria/verbatim/stats"
	vgfont "gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
)

// Sizes of type, in points.
const (
	large  = 11.0 // the title
	normal = 8.5  // labels and legend
	small  = 7.5  // ticks, values, notes
)

// font is how a word is written.
type font struct {
	size    float64
	bold    bool
	upright bool // from bottom to top
	ink     color.Color
}

// typefaces are the regular and the bold one.
var typefaces = sync.OnceValue(func() (found [2]vgfont.Face) {
	for _, face := range liberation.Collection() {
		switch face.Name() {
		case "LiberationSans-Regular":
			found[0] = face
		case "LiberationSans-Bold":
			found[1] = face
		}
	}
	return found
})

func (f font) face() vgfont.Face {
	face := typefaces()[0]
	if f.bold {
		face = typefaces()[1]
	}
	face.Font.Size = vg.Length(f.size)
	return face
}

// broad is the width of a word.
func (f font) broad(word string) float64 {
	face := f.face()
	return float64(face.Width(word))
}

// fold breaks a text into lines no broader than a width, where it has spaces.
func (f font) fold(text string, width float64) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if longer := strings.TrimSpace(line + " " + word); line == "" || f.broad(longer) <= width {
			line = longer
			continue
		}
		lines, line = append(lines, line), word
	}
	return append(lines, line)
}

// cut shortens a text to a width.
func (f font) cut(text string, width float64) string {
	if f.broad(text) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 1 && f.broad(string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " \u00a0") + "…"
}

// align is which part of a word lies at the place named.
type align float64

const (
	toRight align = 0   // the word begins there
	centred align = 0.5 // its middle lies there
	toLeft  align = 1   // it ends there
)

// Share of the size of type between the middle of capitals and the base line.
const sink = 0.36

// word writes a word, the middle of its height at the place named, and tells
// where it lies.
func (d *drawing) word(role, text string, at point, a align, f font) rect {
	if text == "" {
		return rect{at.x, at.y, at.x, at.y}
	}
	if f.ink == nil {
		f.ink = ink
	}
	broad := f.broad(text)
	m := mark{role: role, word: text, font: f, fill: f.ink}
	if f.upright {
		start := at.y + broad*float64(a)
		m.path = []point{{at.x + sink*f.size, start}}
		m.box = rect{at.x - f.size/2, start - broad, at.x + f.size/2, start}
	} else {
		start := at.x - broad*float64(a)
		m.path = []point{{start, at.y + sink*f.size}}
		m.box = rect{start, at.y - f.size/2, start + broad, at.y + f.size/2}
	}
	d.add(m)
	return m.box
}

// clear writes a word on a white ground, so that lines under it do not cross it.
func (d *drawing) clear(role, text string, at point, a align, f font) {
	ground := len(d.marks)
	d.tile("ground", rect{}, white)
	box := d.word(role, text, at, a, f)
	d.marks[ground].path = box.inset(-1).corners()
}

// label writes the name of a row, which ends at the place named: on several
// lines where the row is high enough, else shortened.
func (d *drawing) label(text string, at point, broad, high float64) {
	f := font{size: normal}
	lines := f.fold(text, broad)
	if each := f.size * lead; float64(len(lines))*each > max(high, each)+1 {
		lines = []string{f.cut(text, broad)}
	}
	for i, line := range lines {
		d.word("label", line, point{at.x, at.y + (float64(i)-float64(len(lines)-1)/2)*f.size*lead}, toLeft, f)
	}
}

// inside keeps a word, written centred, on the sheet: it is the place nearest to
// the one named.
func (d *drawing) inside(x float64, text string, f font) float64 {
	half := f.broad(text)/2 + 1
	return max(half, min(d.width-half, x))
}

// lead is the distance between lines, in sizes of type.
const lead = 1.25

// paragraph writes lines over the width of the sheet, from a height down, and
// tells where it ends.
func (d *drawing) paragraph(role, text string, top float64, f font) float64 {
	if text == "" {
		return top
	}
	for _, line := range f.fold(text, d.width-2*margin) {
		d.word(role, line, point{margin, top + f.size*lead/2}, toRight, f)
		top += f.size * lead
	}
	return top
}

func (d *drawing) say(french, english string) string { return stats.Say(d.lang, french, english) }

// percent writes a share of a hundred with its sign.
func percent(x float64, lang string) string {
	return stats.Percent.Number(x, lang) + stats.Say(lang, "\u00a0%", "%")
}

// shown writes a value by its format, with the minus of print.
func shown(x float64, f stats.Format, lang string) string {
	if f == stats.Percent {
		return percent(x, lang)
	}
	return strings.Replace(f.Number(x, lang), "-", "−", 1)
}

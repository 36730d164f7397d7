package figure

import (
	"cmp"
	"errors"
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/sequence"
)

// Order says in which order an index plot shows trajectories.
type Order uint8

const (
	// FromStart sorts by the first position, then by the next.
	FromStart Order = iota
	// FromEnd sorts by the last position, then by the one before.
	FromEnd
	// AsGiven keeps the order of the sequences.
	AsGiven
)

// IndexPlot draws each trajectory as a thin line of the colours of its states,
// sorted: thousands of them, as an image without borders.
//
// Each line is a person, without a name; lines are not counts that a workbook
// could hide, so that it is for the analyst's eyes, not for publication of small
// groups. A position without a known state is grey, those after the end of a
// trajectory are white. Where lines are thinner than a dot of print some are
// left out, and said (TraMineR's seqIplot).
type IndexPlot struct {
	Order Order
	// By puts trajectories of a class together, in declared order; nil for none.
	By    *stats.Categories
	Title string
	Style Style
}

// Of draws the trajectories. Errors are classes that are not as many, and no
// trajectory at all.
func (p IndexPlot) Of(s *sequence.Sequences) (*Figure, error) {
	switch {
	case s == nil || s.Len() == 0:
		return nil, errors.New("index plot: no sequence")
	case p.By != nil && p.By.Len() != s.Len():
		return nil, fmt.Errorf("index plot: classes must be as many as the %d sequences", s.Len())
	}
	return p.draw(s), nil
}

// groups are the rows of each class in the order in which they are shown.
func (p IndexPlot) groups(s *sequence.Sequences) (groups [][]int, titles []string, left int) {
	groups = [][]int{{}}
	if p.By != nil {
		groups = make([][]int, len(p.By.Levels()))
		for _, level := range p.By.Levels() {
			titles = append(titles, level.Title())
		}
	}
	for i := range s.States {
		at := 0
		if p.By != nil {
			var ok bool
			if at, ok = p.By.At(i); !ok {
				left++
				continue
			}
		}
		groups[at] = append(groups[at], i)
	}
	for _, rows := range groups {
		if p.Order == AsGiven {
			continue
		}
		slices.SortStableFunc(rows, func(a, b int) int { return p.compare(s.States[a], s.States[b]) })
	}
	return groups, titles, left
}

// compare orders two trajectories, unknown states last.
func (p IndexPlot) compare(a, b []int) int {
	for t := range min(len(a), len(b)) {
		x, y := a[t], b[t]
		if p.Order == FromEnd {
			x, y = a[len(a)-1-t], b[len(b)-1-t]
		}
		if x != y {
			return cmp.Compare(uint(x), uint(y)) // NoState is -1
		}
	}
	return cmp.Compare(len(a), len(b))
}

func (p IndexPlot) draw(s *sequence.Sequences) *Figure {
	lang := p.Style.Lang
	states := make([]string, len(s.Alphabet))
	for i, level := range s.Alphabet {
		states[i] = level.Title()
	}
	tints := p.Style.Palette.tints(states)
	var legend []key
	for i, title := range states {
		legend = append(legend, tintKey(title, tint{tints[i].color, solid}))
	}
	if s.Unknown > 0 {
		legend = append(legend, tintKey(stats.Say(lang, "inconnu", "unknown"), tint{pale, solid}))
	}
	groups, titles, left := p.groups(s)
	shown := s.Len() - left
	caption := stats.Caption{Population: fmt.Sprintf(stats.Say(lang, "%s séquences, %s positions sans état connu", "%s sequences, %s positions without a known state"),
		stats.Count.Number(float64(s.N), lang), stats.Count.Number(float64(s.Unknown), lang))}
	sorted := [...]string{
		stats.Say(lang, "Une ligne par séquence, triées depuis le début.", "One line a sequence, sorted from the start."),
		stats.Say(lang, "Une ligne par séquence, triées depuis la fin.", "One line a sequence, sorted from the end."),
		stats.Say(lang, "Une ligne par séquence, dans l'ordre donné.", "One line a sequence, in the order given."),
	}[min(p.Order, AsGiven)]
	notes := []string{sorted}
	if left > 0 {
		notes = append(notes, fmt.Sprintf(stats.Say(lang, "Sans classe, non dessinées : %d.", "Without a class, not drawn: %d."), left))
	}
	title := or(p.Title, stats.Say(lang, "Tapis des trajectoires", "Index plot of trajectories"))
	style := p.Style
	if style.Height == 0 {
		style.Height = 360
	}
	const thinnest = dots / 72.0 // lines a point of height
	// The note on lines left out takes its room before it is known to be needed.
	if rough := (style.Height - 130) * thinnest; float64(shown) > rough {
		notes = append(notes, fmt.Sprintf(stats.Say(lang, "Plus de lignes que de points d'impression : il en est dessiné environ une sur %d.", "More lines than dots of print: about one in %d is drawn."),
			int(math.Ceil(float64(shown)/rough))))
	}
	d, place := style.sheet(title, caption, legend, notes...)
	f := font{size: normal}
	broad := font{size: small}.broad(stats.Count.Number(float64(shown), lang)) + 6
	const widest = 100.0
	named := make([][]string, len(titles))
	for g, name := range titles {
		named[g] = f.fold(name+" (n\u00a0=\u00a0"+stats.Count.Number(float64(len(groups[g])), lang)+")", widest)
		for _, line := range named[g] {
			broad = max(broad, f.broad(line)+6)
		}
	}
	place.left += broad
	place.bottom -= 16
	place = onDots(place)
	d.positions(place, s.Times)
	y := place.top
	const gap = 3.0
	gaps := float64(max(0, len(groups)-1)) * gap
	for g, rows := range groups {
		height := (place.height() - gaps) * float64(len(rows)) / float64(max(1, shown))
		r := onDots(rect{place.left, y, place.right, y + height})
		if len(rows) > 0 && r.height() > 0 {
			d.add(mark{role: "sequences", path: []point{{r.left, r.top}, {r.right, r.bottom}}, image: strip(s, rows, tints, r)})
		}
		if titles != nil {
			lines := named[g]
			if height > float64(len(lines))*f.size*lead {
				at := (r.top + r.bottom - float64(len(lines)-1)*f.size*lead) / 2
				for i, line := range lines {
					d.word("class", line, point{place.left - 5, at + float64(i)*f.size*lead}, toLeft, f)
				}
			}
		} else {
			d.word("tick", "1", point{place.left - 4, r.top + 4}, toLeft, font{size: small, ink: grey})
			d.word("tick", stats.Count.Number(float64(len(rows)), lang), point{place.left - 4, r.bottom - 4}, toLeft, font{size: small, ink: grey})
		}
		y += height + gap
	}
	alt := fmt.Sprintf(d.say("Tapis de %d trajectoires sur %d positions, une ligne chacune, en couleurs d'états : %s. %s",
		"Index plot of %d trajectories over %d positions, one line each, in the colours of states: %s. %s"),
		shown, len(s.Times), listed(states, d), sorted)
	return d.finish(title, caption, alt)
}

// onDots moves the edges of a place onto dots of the image, so that lines stay
// sharp.
func onDots(r rect) rect {
	dot := func(x float64) float64 { return math.Round(x*dots/72) * 72 / dots }
	return rect{dot(r.left), dot(r.top), dot(r.right), dot(r.bottom)}
}

// strip is the image of trajectories, a dot of print each of its dots.
func strip(s *sequence.Sequences, rows []int, tints []tint, r rect) image.Image {
	width, height := int(math.Round(r.width()*dots/72)), int(math.Round(r.height()*dots/72))
	colors := color.Palette{white, pale}
	for _, t := range tints {
		colors = append(colors, t.color)
	}
	img := image.NewPaletted(image.Rect(0, 0, width, height), colors)
	positions := len(s.Times)
	for y := range height {
		states := s.States[rows[y*len(rows)/height]]
		for x := range width {
			at := x * positions / width
			if at < len(states) {
				img.Pix[y*img.Stride+x] = uint8(states[at] + 2) // NoState is -1
			}
		}
	}
	return img
}

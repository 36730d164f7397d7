package figure

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Saturation draws how many codes have been seen after each interview: in the
// order in which they were held, and on the mean over orders with its band.
//
// The result is a crossed.SaturationCurves, or any table of regard, rang, cumul,
// moyenne, bas and haut.
type Saturation struct {
	Voice string // whose interviews; "" is the first of the table
	Title string
	Style Style
}

// Of draws the result. Errors are voices that do not exist.
func (s Saturation) Of(result stats.Tabler) (*Figure, error) {
	f, err := figureOf(result, s.draw)
	if err != nil {
		return nil, fmt.Errorf("saturation: %w", err)
	}
	return f, nil
}

func (s Saturation) draw(tables []*stats.Table) (*Figure, error) {
	names := []string{"rang", "cumul", "moyenne", "bas", "haut"}
	table, err := find(tables, append([]string{"regard"}, names...)...)
	if err != nil {
		return nil, err
	}
	voices, err := texts(table, "regard", s.Style.Lang)
	if err != nil {
		return nil, err
	}
	voice := s.Voice
	if voice == "" && len(voices) > 0 {
		voice = voices[0]
	}
	if !slices.Contains(voices, voice) {
		return nil, fmt.Errorf("no voice %s", stats.Unknown(voice, slices.Compact(slices.Clone(voices))))
	}
	lines := make([][]value, len(names))
	for i, name := range names {
		all, err := values(table, name)
		if err != nil {
			return nil, err
		}
		for row, v := range all {
			if voices[row] == voice {
				lines[i] = append(lines[i], v)
			}
		}
	}
	return s.picture(table, voice, lines), nil
}

func (s Saturation) picture(table *stats.Table, voice string, lines [][]value) *Figure {
	lang := s.Style.Lang
	title := or(s.Title, table.Title()+" – "+voice)
	n := len(lines[0])
	caption := stats.Caption{Population: fmt.Sprintf(stats.Say(lang, "%d entretiens", "%d interviews"), n)}
	rule := func(color tint, dashes []float64) func(d *drawing, r rect) {
		return func(d *drawing, r rect) {
			y := r.middle().y
			d.add(mark{role: "key", path: []point{{r.left - 2, y}, {r.right, y}}, stroke: color.color, width: 1.6, dashes: dashes})
		}
	}
	own, mean := tint{brick, solid}, tint{blue, solid}
	legend := []key{
		{stats.Say(lang, "ordre des entretiens", "order of the interviews"), rule(own, nil)},
		{stats.Say(lang, "moyenne des ordres", "mean of the orders"), rule(mean, strokes[1])},
		{stats.Say(lang, "bande à 95 %", "95% band"), func(d *drawing, r rect) { d.tile("key", r, translucent(blue)) }},
	}
	d, place := s.Style.sheet(title, caption, legend, table.Caption().Notes...)
	high := 0.0
	for _, line := range lines[1:] {
		for _, v := range line {
			if v.known() {
				high = max(high, v.x)
			}
		}
	}
	top := ceiling(high, 8)
	marks := ticks(0, top, 5)
	gutter := d.gutter(marks, stats.Count)
	place.left += gutter + 14
	place.bottom -= 28
	x, y := scale{1, float64(max(2, n)), place.left, place.right - 6}, scale{0, top, place.bottom, place.top}
	d.upright(place, y, marks, stats.Count)
	whole := slices.DeleteFunc(ticks(1, float64(max(2, n)), 8), func(x float64) bool { return x != float64(int(x)) })
	d.flat(place, x, whole, stats.Count)
	d.titles(place, stats.Say(lang, "Entretiens", "Interviews"), stats.Say(lang, "Codes vus", "Codes seen"), gutter)
	path := func(of []value) (path []point) {
		for i, v := range of {
			if v.known() && lines[0][i].known() {
				path = append(path, point{x.at(lines[0][i].x), y.at(v.x)})
			}
		}
		return path
	}
	if low, upper := path(lines[3]), path(lines[4]); len(low) > 0 && len(upper) > 0 {
		d.surface("band", enclosed(low, upper), translucent(blue))
	}
	d.add(mark{role: "mean", path: path(lines[2]), stroke: blue, width: 1.6, dashes: strokes[1]})
	seen := path(lines[1])
	d.line("curve", brick, 1.6, seen...)
	for _, p := range seen {
		d.disc("interview", p, 2, brick, white)
	}
	d.line("axis", grey, 0.8, point{place.left, place.bottom}, point{place.right, place.bottom})
	last := lines[1][n-1]
	alt := fmt.Sprintf(d.say("Courbe de saturation (%s) : %s codes vus après %d entretiens.", "Saturation curve (%s): %s codes seen after %d interviews."),
		voice, d.valueText(last, stats.Count), n)
	return d.finish(title, table.Caption(), alt)
}

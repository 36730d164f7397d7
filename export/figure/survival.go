package figure

import (
	"fmt"
	"image/color"
	"slices"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Survival draws the share still going on at each time, by groups: steps with
// their band, a mark where observation stops, the median line, and under the
// axis the numbers still observed.
//
// The result is a duration.Survival. Where counts of a group are hidden its curve
// is known at chosen times only, and broken off where these are secret
// (survminer's ggsurvplot).
type Survival struct {
	Title string
	Style Style
}

// Of draws the result. Errors are results without a curve.
func (s Survival) Of(result stats.Tabler) (*Figure, error) {
	f, err := figureOf(result, s.draw)
	if err != nil {
		return nil, fmt.Errorf("survival: %w", err)
	}
	return f, nil
}

// curve is the steps of one group.
type curve struct {
	name  string
	steps []step
	// full tells that all steps are there, not chosen times only.
	full bool
}

type step struct {
	time             float64
	observed, gone   value
	share, low, high value
	parts            []value // by cause
}

// open tells whether the step may be seen.
func (s step) open() bool { return s.share.known() && !slices.ContainsFunc(s.parts, value.secret) }

// runs are the steps that follow each other without a hidden one between. The
// first run begins at time 0, where all are going on, unless the first step is
// hidden; then it is empty.
func (c *curve) runs() [][]step {
	runs := [][]step{nil}
	for i, s := range c.steps {
		if !s.open() {
			continue
		}
		if i > 0 && !c.steps[i-1].open() {
			runs = append(runs, nil)
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], s)
	}
	return runs
}

// at is the last open step at or before a time, nil before the first.
func (c *curve) at(time float64) *step {
	var found *step
	for i, s := range c.steps {
		if s.time <= time && s.open() {
			found = &c.steps[i]
		}
	}
	return found
}

// observedAt is how many are observed just before a time.
func (c *curve) observedAt(time float64) (n value, ok bool) {
	for _, s := range c.steps {
		if s.time >= time {
			return s.observed, c.full || s.time == time || s.observed.secret()
		}
	}
	return value{}, c.full
}

// curvesOf reads curves by group from the fullest table that has them; causes are
// the columns of shares of the ways to end. Of a result with hidden counts only
// the table of chosen times is left.
func curvesOf(tables []*stats.Table, causes []string, lang string) (table *stats.Table, curves []curve, err error) {
	names := append([]string{"temps", "observes", "censures", "en_cours", "en_cours_bas", "en_cours_haut"}, causes...)
	full := false
	for _, t := range tables {
		if has(t, names...) {
			full = table != nil || has(t, "erreur")
			table = t
		}
	}
	if table == nil {
		_, err := find(tables, names...)
		return nil, nil, err
	}
	groups := make([]string, table.Len())
	if has(table, "groupe") {
		if groups, err = texts(table, "groupe", lang); err != nil {
			return nil, nil, err
		}
	}
	columns := make([][]value, len(names))
	for i, name := range names {
		if columns[i], err = values(table, name); err != nil {
			return nil, nil, err
		}
	}
	for row, group := range groups {
		at := slices.IndexFunc(curves, func(c curve) bool { return c.name == group })
		if at < 0 {
			at = len(curves)
			curves = append(curves, curve{name: group, full: full})
		}
		s := step{
			time: columns[0][row].x, observed: columns[1][row], gone: columns[2][row],
			share: columns[3][row], low: columns[4][row], high: columns[5][row],
		}
		for i := range causes {
			s.parts = append(s.parts, columns[6+i][row])
		}
		curves[at].steps = append(curves[at].steps, s)
	}
	if len(curves) == 0 {
		return nil, nil, fmt.Errorf("table %q has no step", table.Title())
	}
	return table, curves, nil
}

func (s Survival) draw(tables []*stats.Table) (*Figure, error) {
	table, curves, err := curvesOf(tables, nil, s.Style.Lang)
	if err != nil {
		return nil, err
	}
	title := func(name string) stats.Variable {
		c, _ := table.Column(name) // curvesOf has read it
		return c.Variable()
	}
	return s.picture(table, curves, title("temps").Unit, title("en_cours").Title(), title("observes").Title()), nil
}

// strokes tell curves apart beside their colour.
var strokes = [][]float64{nil, {5, 2}, {1.5, 1.5}, {7, 2, 1.5, 2}}

func (s Survival) picture(table *stats.Table, curves []curve, unit, what, observed string) *Figure {
	lang := s.Style.Lang
	caption := table.Caption()
	title := or(s.Title, what)
	names := make([]string, len(curves))
	last := 0.0
	hidden, partial := false, false
	for i, c := range curves {
		names[i] = c.name
		hidden = hidden || slices.ContainsFunc(c.steps, func(s step) bool { return !s.open() })
		partial = partial || !c.full
		for _, step := range c.steps {
			last = max(last, step.time)
		}
	}
	tints := s.Style.Palette.tints(names)
	var legend []key
	for i, name := range names {
		if name == "" {
			continue
		}
		legend = append(legend, key{name, func(d *drawing, r rect) {
			y := r.middle().y
			d.add(mark{role: "key", path: []point{{r.left - 4, y}, {r.right, y}}, stroke: tints[i].color, width: 1.6, dashes: strokes[i%len(strokes)]})
		}})
	}
	var notes []string
	if !partial {
		notes = append(notes, stats.Say(lang, "Trait vertical sur la courbe : observation arrêtée. Bande : intervalle de confiance.", "Upright mark on the curve: observation stopped. Band: confidence interval."))
	} else {
		notes = append(notes, stats.Say(lang, "Courbe aux temps choisis seulement, des effectifs étant masqués ; bande : intervalle de confiance.", "Curve at chosen times only, counts being withheld; band: confidence interval."))
	}
	if hidden {
		notes = append(notes, stats.Say(lang, "s : masqué ; la courbe est interrompue.", "s: withheld; the curve is broken off."))
	}
	style := s.Style
	if style.Height == 0 {
		style.Height = defaultHeight + 12*float64(len(curves))
	}
	caption.Test = ""
	d, place := style.sheet(title, caption, legend, notes...)
	marks, times := ticks(0, 100, 5), ticks(0, last, 6)
	if partial {
		times = chosen(curves)
	}
	x, y := d.timeAxis(&place, last, unit, marks, times, names)
	d.dashed("median", grey, 0.7, point{place.left, y.at(50)}, point{place.right, y.at(50)})
	var parts []string
	for i := range curves {
		d.band(&curves[i], x, y, translucent(tints[i].color))
	}
	for i := range curves {
		c := &curves[i]
		d.stairs(c, x, y, tints[i].color, strokes[i%len(strokes)])
		if end := c.at(last); end != nil {
			parts = append(parts, strings.TrimSpace(fmt.Sprintf(d.say("%s %s à %s %s", "%s %s at %s %s"), c.name, percent(end.share.x, d.lang), stats.Number.Number(end.time, lang), unit)))
		}
	}
	d.atRisk(curves, place, x, times, tints, observed)
	alt := fmt.Sprintf(d.say("Courbe de survie, %s : %s.", "Survival curve, %s: %s."), title, listed(parts, d))
	return d.finish(title, table.Caption(), alt)
}

// timeAxis lays out a place with shares upright and times below, over a table of
// numbers for each name.
func (d *drawing) timeAxis(place *rect, last float64, unit string, marks, times []float64, names []string) (x, y scale) {
	broad := d.gutter(marks, stats.Percent)
	f := font{size: small}
	for _, name := range names {
		broad = max(broad, min(80, f.broad(name))+14)
	}
	place.left += broad
	place.bottom -= 26
	if len(names) > 0 {
		place.bottom -= 12 * float64(len(names)+1)
	}
	place.right -= 8
	x, y = scale{0, max(last, 1e-9), place.left, place.right}, scale{0, 100, place.bottom, place.top}
	d.upright(*place, y, marks, stats.Percent)
	d.flat(*place, x, times, stats.Number)
	d.line("axis", grey, 0.8, point{place.left, place.bottom}, point{place.right, place.bottom})
	d.word("axis", or(unit, d.say("temps", "time")), point{place.right, place.bottom + 19}, toLeft, font{size: normal, ink: grey})
	return x, y
}

// chosen are the times at which curves are known.
func chosen(curves []curve) (times []float64) {
	for _, c := range curves {
		for _, s := range c.steps {
			times = append(times, s.time)
		}
	}
	slices.Sort(times)
	return slices.Compact(times)
}

// path is a figure of a run of steps: level until the next time, or joined by
// straight lines where only chosen times are known. The first run starts from a
// height at time 0.
func (c *curve) path(run []step, first bool, x, y scale, start float64, of func(s step) value) (path []point) {
	if first {
		path = append(path, point{x.at(0), y.at(start)})
	}
	for _, s := range run {
		v := of(s)
		if !v.known() {
			break
		}
		if c.full {
			path = append(path, point{x.at(s.time), path[len(path)-1].y})
		}
		path = append(path, point{x.at(s.time), y.at(v.x)})
	}
	return path
}

func (d *drawing) band(c *curve, x, y scale, fill color.Color) {
	for i, run := range c.runs() {
		low := c.path(run, i == 0, x, y, 100, func(s step) value { return s.low })
		high := c.path(run, i == 0, x, y, 100, func(s step) value { return s.high })
		short := min(len(low), len(high))
		if short > 1 {
			d.surface("band", enclosed(low[:short], high[:short]), fill)
		}
	}
}

func (d *drawing) stairs(c *curve, x, y scale, stroke color.Color, dashes []float64) {
	runs := c.runs()
	seen := 0
	for i, run := range runs {
		path := c.path(run, i == 0, x, y, 100, func(s step) value { return s.share })
		if len(path) > 1 {
			d.add(mark{role: "curve", path: path, stroke: stroke, width: 1.6, dashes: dashes})
		}
		for _, s := range run {
			at := point{x.at(s.time), y.at(s.share.x)}
			switch {
			case !c.full:
				d.disc("step", at, 2.2, stroke, white)
			case s.gone.known() && s.gone.x > 0:
				d.line("censored", stroke, 1, point{at.x, at.y - 4}, point{at.x, at.y + 4})
			}
		}
		if seen += len(run); i < len(runs)-1 || seen < len(c.steps) && !c.steps[len(c.steps)-1].open() {
			from := path[len(path)-1]
			d.secret(rect{from.x + 3, from.y - 5, from.x + 13, from.y + 5})
		}
	}
}

// atRisk writes under the axis how many are observed, group by group.
func (d *drawing) atRisk(curves []curve, area rect, x scale, times []float64, tints []tint, observed string) {
	f := font{size: small}
	top := area.bottom + 30
	d.word("risk head", observed, point{area.left, top}, toRight, font{size: small, bold: true, ink: grey})
	for i := range curves {
		c := &curves[i]
		at := top + 12*float64(i+1)
		g := f
		g.ink = darker(tints[i].color)
		if len(curves) > 1 {
			d.word("risk group", g.cut(c.name, 80), point{area.left - 14, at}, toLeft, g)
		}
		for _, time := range times {
			n, ok := c.observedAt(time)
			if !ok {
				continue
			}
			text := strconv.Itoa(int(n.x))
			if !n.known() {
				text = n.why.Code()
			}
			d.word("risk", text, point{x.at(time), at}, centred, f)
		}
	}
}

package figure

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// FactorMap draws the levels, or the rows and columns, of a factor analysis on
// two axes: discs as large as their contributions, supplementary ones as
// diamonds of another colour; one unit is as long on both axes.
//
// The result is that of factor.CA, MCA, PCA or FAMD. Of numbers alone, or with
// Circle, it draws correlations as arrows in the unit circle. Labels cover
// neither each other nor points; those that find no room, and those beyond Most,
// are named in Warnings. Secret levels are not drawn, and their number is said.
type FactorMap struct {
	Axes   [2]int // from 1; 1 and 2 when zero
	Circle bool   // numbers in the unit circle, in the place of levels
	Most   int    // labels, those that contribute most first; 0 is 60
	Title  string
	Style  Style
}

// Of draws the result. Errors are axes that it does not have.
func (m FactorMap) Of(result stats.Tabler) (*Figure, error) {
	if m.Axes == [2]int{} {
		m.Axes = [2]int{1, 2}
	}
	if m.Most == 0 {
		m.Most = 60
	}
	f, err := figureOf(result, m.draw)
	if err != nil {
		return nil, fmt.Errorf("factor map: %w", err)
	}
	return f, nil
}

// mapped is a point of the map.
type mapped struct {
	spot
	group        int
	x, y         float64
	contribution float64
}

// kind is a group of points that share a sign: of a table, in a role.
type kind struct{ name, role string }

func (m FactorMap) column(axis int, figure string) string {
	return fmt.Sprintf("axe%d_%s", m.Axes[axis], figure)
}

func (m FactorMap) draw(tables []*stats.Table) (*Figure, error) {
	names, figure := []string{"modalite", "point"}, "coordonnee"
	placed := func(t *stats.Table) bool {
		return has(t, "role", m.column(0, figure), m.column(1, figure)) && slices.ContainsFunc(names, func(name string) bool { return has(t, name) })
	}
	if m.Circle || !slices.ContainsFunc(tables, placed) {
		names, figure = []string{"variable"}, "correlation"
	}
	var points []mapped
	var kinds []kind
	var table *stats.Table
	hidden := 0
	for _, t := range tables {
		if !placed(t) {
			continue
		}
		if table == nil {
			table = t
		}
		secret, err := m.read(t, names, figure, &points, &kinds)
		if err != nil {
			return nil, err
		}
		hidden += secret
	}
	if table == nil {
		return nil, fmt.Errorf("the result has no levels, points or numbers on the axes %d and %d", m.Axes[0], m.Axes[1])
	}
	if len(points) == 0 {
		return nil, fmt.Errorf("table %q has no point to draw", table.Title())
	}
	slices.SortStableFunc(points, func(a, b mapped) int {
		switch {
		case a.contribution > b.contribution:
			return -1
		case a.contribution < b.contribution:
			return 1
		}
		return 0
	})
	return m.picture(table, tables, points, kinds, hidden, figure == "correlation"), nil
}

// read adds the points of a table, and counts those that are secret.
func (m FactorMap) read(t *stats.Table, names []string, figure string, points *[]mapped, kinds *[]kind) (secret int, err error) {
	lang := m.Style.Lang
	var titles []string
	name := names[0]
	if !has(t, name) {
		name = names[1]
	}
	c, err := t.Column(name)
	if err != nil {
		return 0, err
	}
	titles = textsOf(t, c, lang)
	if name == "modalite" {
		variables, err := texts(t, "variable", lang)
		if err != nil {
			return 0, err
		}
		titles = apart(titles, variables, stats.Say(lang, " : ", ": "))
	}
	roles, err := texts(t, "role", lang)
	if err != nil {
		return 0, err
	}
	var columns [4][]value
	for i, column := range []string{m.column(0, figure), m.column(1, figure), m.column(0, "contribution"), m.column(1, "contribution")} {
		if columns[i], err = values(t, column); err != nil {
			return 0, err
		}
	}
	for row, title := range titles {
		x, y := columns[0][row], columns[1][row]
		if !x.known() || !y.known() {
			if x.secret() || y.secret() {
				secret++
			}
			continue
		}
		k := kind{c.Variable().Title(), roles[row]}
		group := slices.Index(*kinds, k)
		if group < 0 {
			group = len(*kinds)
			*kinds = append(*kinds, k)
		}
		p := mapped{spot: spot{text: title}, group: group, x: x.x, y: y.x}
		for _, shares := range columns[2:] {
			if v := shares[row]; v.known() {
				p.contribution += v.x
			}
		}
		*points = append(*points, p)
	}
	return secret, nil
}

// apart puts the variable before levels that have the same name in two variables,
// or that say nothing alone.
func apart(titles, variables []string, colon string) []string {
	times := map[string]int{}
	for _, title := range titles {
		times[title]++
	}
	told := make([]string, len(titles))
	for i, title := range titles {
		told[i] = title
		if times[title] > 1 || missing(title) || slices.Contains([]string{"oui", "non", "yes", "no"}, strings.ToLower(title)) {
			told[i] = variables[i] + colon + title
		}
	}
	return told
}

// sign is the colour and the shape of a group: supplementary and passive points
// have their own, others that of their table.
func (k kind) sign(first string) (color.RGBA, int) {
	for _, lang := range []string{"fr", "en"} {
		switch k.role {
		case stats.Say(lang, "supplémentaire", "supplementary"):
			return brick, 1
		case stats.Say(lang, "passive", "passive"):
			return grey, 3
		}
	}
	if k.name != first {
		return okabeIto[2], 2
	}
	return blue, 0
}

// sign draws the sign of a group of points: discs, diamonds, squares, triangles.
func (d *drawing) sign(shape int, at point, radius float64, fill color.Color) {
	if shape%4 == 0 {
		d.disc("point", at, radius, fill, white)
		return
	}
	r := radius * 1.1
	path := [][]point{
		{{at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}},
		rect{at.x - r*0.8, at.y - r*0.8, at.x + r*0.8, at.y + r*0.8}.corners(),
		{{at.x, at.y - r}, {at.x + r, at.y + r*0.8}, {at.x - r, at.y + r*0.8}},
	}[shape%4-1]
	d.add(mark{role: "point", path: path, fill: fill, stroke: white, width: 0.6})
}

// axisTitle names an axis with its share of the inertia.
func (m FactorMap) axisTitle(d *drawing, tables []*stats.Table, axis int) string {
	title := fmt.Sprintf("%s %d", d.say("Axe", "Axis"), m.Axes[axis])
	eigen, err := find(tables, "axe", "pourcent")
	if err != nil {
		return title
	}
	shares, err := values(eigen, "pourcent")
	if at := m.Axes[axis] - 1; err == nil && at < len(shares) && shares[at].known() {
		title += " (" + percent(shares[at].x, d.lang)
		if corrected, err := values(eigen, "benzecri"); err == nil && corrected[at].known() {
			title += d.say(" ; corrigé ", "; corrected ") + percent(corrected[at].x, d.lang)
		}
		title += ")"
	}
	return title
}

func (m FactorMap) picture(table *stats.Table, tables []*stats.Table, points []mapped, kinds []kind, hidden int, circle bool) *Figure {
	style, lang := m.Style, m.Style.Lang
	if style.Height == 0 {
		style.Height = proportioned(points, circle)
	}
	analysis, _, _ := strings.Cut(table.Title(), " – ")
	title := or(m.Title, analysis)
	caption := stats.Caption{Population: or(table.Caption().Population, tables[0].Caption().Population)}
	colors, shapes := make([]color.RGBA, len(kinds)), make([]int, len(kinds))
	several := slices.ContainsFunc(kinds, func(k kind) bool { return k.name != kinds[0].name })
	var legend []key
	for g, k := range kinds {
		colors[g], shapes[g] = k.sign(kinds[0].name)
		name := k.role
		if several {
			name = k.name + ", " + k.role
		}
		legend = append(legend, key{name, func(d *drawing, r rect) { d.sign(shapes[g], r.middle(), 4, colors[g]) }})
	}
	notes := []string{}
	if !circle {
		notes = append(notes, stats.Say(lang, "Taille des signes : contribution aux deux axes.", "Size of signs: contribution to both axes."))
	}
	if hidden > 0 {
		notes = append(notes, fmt.Sprintf(stats.Say(lang, "Non dessinées, masquées (s) : %d.", "Not drawn, withheld (s): %d."), hidden))
	}
	d, place := style.sheet(title, caption, legend, notes...)
	place.bottom -= 28
	reach, _ := square(points, place, circle)
	gutter := d.gutter(ticks(reach.low, reach.high, 8), stats.Number)
	place.left += gutter + 12
	x, y := square(points, place, circle)
	d.flat(place, x, ticks(x.low, x.high, 6), stats.Number)
	d.upright(place, y, ticks(y.low, y.high, 5), stats.Number)
	d.line("axis", grey, 0.8, point{x.at(0), place.top}, point{x.at(0), place.bottom})
	d.line("axis", grey, 0.8, point{place.left, y.at(0)}, point{place.right, y.at(0)})
	d.frame("frame", place, pale, 0.6)
	d.titles(place, m.axisTitle(d, tables, 0), m.axisTitle(d, tables, 1), gutter)
	if circle {
		d.add(mark{role: "circle", path: []point{{x.at(0), y.at(0)}}, radius: x.at(1) - x.at(0), stroke: grey, width: 0.6})
	}
	most := points[0].contribution
	spots := make([]spot, len(points))
	for i := len(points) - 1; i >= 0; i-- {
		p := &points[i]
		p.at, p.radius = point{x.at(p.x), y.at(p.y)}, 3
		if most > 0 && p.contribution > 0 && !circle {
			p.radius = 2 + 5*math.Sqrt(p.contribution/most)
		}
		if circle {
			d.line("arrow", colors[p.group], 1, point{x.at(0), y.at(0)}, p.at)
			p.radius, p.outward, p.centre = 2, true, point{x.at(0), y.at(0)}
		}
		d.sign(shapes[p.group], p.at, p.radius, colors[p.group])
		p.font = font{size: normal, ink: colors[p.group]}
		spots[i] = p.spot
	}
	unplaced := d.labels(spots, m.Most, place.inset(1))
	f := d.finish(title, table.Caption(), m.alt(d, title, points, tables))
	if len(unplaced) > 0 {
		f.Warnings = append(f.Warnings, d.say("Sans étiquette, faute de place : ", "Without a label, for want of room: ")+strings.Join(unplaced, ", ")+".")
		f.Caption.Notes = append(f.Caption.Notes, f.Warnings...)
	}
	return f
}

// proportioned is the height of a sheet that suits the points, within limits.
func proportioned(points []mapped, circle bool) float64 {
	x, y := bounds(points, circle)
	return max(280, min(440, 110+320*(y.high-y.low)/max(x.high-x.low, 1e-12)))
}

// bounds are the lowest and highest coordinates, the centre among them.
func bounds(points []mapped, circle bool) (x, y scale) {
	if circle {
		x, y = scale{low: -1, high: 1}, scale{low: -1, high: 1}
	}
	for _, p := range points {
		x.low, x.high = min(x.low, p.x), max(x.high, p.x)
		y.low, y.high = min(y.low, p.y), max(y.high, p.y)
	}
	return x, y
}

// square gives both axes the same unit, and all points room for their labels.
func square(points []mapped, place rect, circle bool) (x, y scale) {
	x, y = bounds(points, circle)
	x.from, x.to, y.from, y.to = place.left, place.right, place.bottom, place.top
	const around = 1.16
	unit := max((x.high-x.low)*around/place.width(), (y.high-y.low)*around/place.height())
	if unit == 0 {
		unit = 1 / place.width() // all points in the centre
	}
	for _, s := range []struct {
		axis *scale
		room float64
	}{{&x, place.width()}, {&y, place.height()}} {
		more := (unit*s.room - (s.axis.high - s.axis.low)) / 2
		s.axis.low -= more
		s.axis.high += more
	}
	return x, y
}

// alt says which points lie farthest on each side.
func (m FactorMap) alt(d *drawing, title string, points []mapped, tables []*stats.Table) string {
	sides := [2]string{}
	for axis := range sides {
		low, high := points[0], points[0]
		of := func(p mapped) float64 { return []float64{p.x, p.y}[axis] }
		for _, p := range points {
			if of(p) < of(low) {
				low = p
			}
			if of(p) > of(high) {
				high = p
			}
		}
		sides[axis] = fmt.Sprintf(d.say(" %s : de %s à %s.", " %s: from %s to %s."), m.axisTitle(d, tables, axis),
			stats.Quoted(d.lang, low.text), stats.Quoted(d.lang, high.text))
	}
	return fmt.Sprintf(d.say("Carte factorielle de %d points : %s.", "Factor map of %d points: %s."), len(points), title) + sides[0] + sides[1]
}

package figure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Chronogram draws the share of each state at each position of trajectories,
// piled up to 100 %.
//
// The result is a sequence.Description. The number of sequences with a known
// state is said under the figure. Where several shares are secret, what is left of
// 100 % is hatched above the others; a position with one is hatched from top to
// bottom, since the others would give it back; one without a known state is left
// blank. The mean time in each state is drawn by Bars, with Column
// "etat", Value "moyenne", Low "bas", High "haut" and ByLevel (Gabadinho, Ritschard,
// Müller and Studer 2011; TraMineR's seqdplot).
type Chronogram struct {
	Title string
	Style Style
}

// Of draws the result. Errors are results without states by position.
func (c Chronogram) Of(result stats.Tabler) (*Figure, error) {
	f, err := figureOf(result, c.draw)
	if err != nil {
		return nil, fmt.Errorf("chronogram: %w", err)
	}
	return f, nil
}

// ModalStates draws the most frequent state at each position of trajectories, as
// high as its share. The result is a sequence.Description (TraMineR's
// seqmsplot). A secret position is hatched at one height.
type ModalStates struct {
	Title string
	Style Style
}

// Of draws the result. Errors are results without states by position.
func (m ModalStates) Of(result stats.Tabler) (*Figure, error) {
	f, err := figureOf(result, m.draw)
	if err != nil {
		return nil, fmt.Errorf("modal states: %w", err)
	}
	return f, nil
}

// course is the shares of states by position.
type course struct {
	table     *stats.Table
	positions []string
	states    []string
	shares    [][]value // state × position
	n         []value
	tints     []tint
	hidden    bool
}

func (s Style) course(tables []*stats.Table) (*course, error) {
	table, err := find(tables, "position", "etat_1", "n")
	if err != nil {
		return nil, err
	}
	c := &course{table: table}
	if c.positions, err = texts(table, "position", s.Lang); err != nil {
		return nil, err
	}
	if len(c.positions) == 0 {
		return nil, fmt.Errorf("table %q has no position", table.Title())
	}
	if c.n, err = values(table, "n"); err != nil {
		return nil, err
	}
	for _, column := range table.Columns() {
		column, ok := column.(*stats.Numbers)
		if !ok || !strings.HasPrefix(column.Variable().Name, "etat_") {
			continue
		}
		shares := valuesOf(table, column)
		c.states, c.shares = append(c.states, column.Variable().Title()), append(c.shares, shares)
		for _, v := range shares {
			c.hidden = c.hidden || v.secret()
		}
	}
	c.tints = s.Palette.tints(c.states)
	return c, nil
}

// what says why a position cannot be drawn: Recorded where it can.
func (c *course) what(position int) stats.Missing {
	why := stats.Recorded
	for _, shares := range c.shares {
		if v := shares[position]; v.secret() || !v.known() && why == stats.Recorded {
			why = v.why
		}
	}
	return why
}

// veiled tells whether some shares at a position can be drawn though others are
// secret: two or more are, which no share of the whole gives back one by one.
func (c *course) veiled(position int) bool {
	secret, known := 0, 0
	for _, shares := range c.shares {
		switch v := shares[position]; {
		case v.secret():
			secret++
		case v.known():
			known++
		}
	}
	return secret > 1 && known > 0 && secret+known == len(c.shares)
}

// drawn says why no share at a position can be drawn: Recorded where some can.
func (c *course) drawn(position int) stats.Missing {
	if c.veiled(position) {
		return stats.Recorded
	}
	return c.what(position)
}

// spans are the runs of positions between two of which a thing is the same.
func spans[T comparable](from, to int, of func(position int) T, each func(from, to int, what T)) {
	for at := from + 1; at <= to; at++ {
		if at == to || of(at) != of(from) {
			each(from, at, of(from))
			from = at
		}
	}
}

func (c *course) legend(lang string) []key {
	var keys []key
	for i, title := range c.states {
		keys = append(keys, tintKey(title, c.tints[i]))
	}
	if c.hidden {
		keys = append(keys, secretKey(lang))
	}
	return keys
}

// sizes says between which numbers of sequences the positions rest on.
func (c *course) sizes(lang string) string {
	low, high := -1.0, -1.0
	for _, v := range c.n {
		if v.known() {
			if low < 0 || v.x < low {
				low = v.x
			}
			high = max(high, v.x)
		}
	}
	if low < 0 {
		return ""
	}
	a, z := stats.Number.Number(low, lang), stats.Number.Number(high, lang)
	if low == high {
		return fmt.Sprintf(stats.Say(lang, "Séquences d'état connu à chaque position : %s.", "Sequences with a known state at each position: %s."), a)
	}
	return fmt.Sprintf(stats.Say(lang, "Séquences d'état connu : de %s à %s selon la position.", "Sequences with a known state: from %s to %s by position."), a, z)
}

// begin lays out the figure of a course: axes of shares and of positions.
func (c *course) begin(s Style, title string) (d *drawing, place rect, y scale) {
	caption := c.table.Caption()
	caption.Units = stats.Say(s.Lang, "En % des séquences d'état connu", "% of sequences with a known state")
	d, place = s.sheet(title, caption, c.legend(s.Lang), c.sizes(s.Lang))
	marks := ticks(0, 100, 5)
	place.left += d.gutter(marks, stats.Percent)
	place.bottom -= 16
	y = scale{0, 100, place.bottom, place.top}
	d.upright(place, y, marks, stats.Percent)
	d.positions(place, c.positions)
	return d, place, y
}

// unseen marks a span of positions that cannot be drawn.
func (d *drawing) unseen(r rect, what stats.Missing) {
	if what == stats.Secret {
		d.secret(r)
	} else {
		d.frame("undefined", r, pale, 0.6)
	}
}

func (c Chronogram) draw(tables []*stats.Table) (*Figure, error) {
	k, err := c.Style.course(tables)
	if err != nil {
		return nil, err
	}
	title := or(c.Title, k.table.Title())
	d, place, y := k.begin(c.Style, title)
	each := place.width() / float64(len(k.positions))
	x := func(position int) float64 { return place.left + float64(position)*each }
	spans(0, len(k.positions), k.drawn, func(from, to int, what stats.Missing) {
		if what != stats.Recorded {
			d.unseen(rect{x(from), place.top, x(to), place.bottom}, what)
			return
		}
		piled := make([][]float64, len(k.shares)+1) // state from 0 × position
		piled[0] = make([]float64, to-from)
		for i, shares := range k.shares {
			piled[i+1] = make([]float64, to-from)
			for p := from; p < to; p++ {
				piled[i+1][p-from] = piled[i][p-from]
				if shares[p].known() {
					piled[i+1][p-from] += shares[p].x
				}
			}
		}
		edge := func(from int, level []float64) []point {
			var path []point
			for p, share := range level {
				path = append(path, point{x(from + p), y.at(share)}, point{x(from + p + 1), y.at(share)})
			}
			return path
		}
		band := func(above, below []float64) []point {
			path := edge(from, below)
			slices.Reverse(path)
			return append(edge(from, above), path...)
		}
		// The highest first, each reaching under those below: no seam shows
		// between them.
		for i := len(k.shares) - 1; i >= 0; i-- {
			d.surface("state", band(piled[i+1], reach(piled[i])), k.tints[i].color)
		}
		for i := range k.shares {
			d.hatch(band(piled[i+1], piled[i]), k.tints[i].pattern, k.tints[i].veil())
		}
		spans(from, to, k.veiled, func(begin, end int, veiled bool) {
			if !veiled {
				return
			}
			known := piled[len(k.shares)][begin-from : end-from]
			d.hatch(append(edge(begin, known), point{x(end), place.top}, point{x(begin), place.top}), rising, pale)
			d.secretSign(rect{x(begin), place.top, x(end), y.at(slices.Max(known))})
		})
	})
	d.frame("frame", place, grey, 0.6)
	return d.finish(title, k.table.Caption(), k.alt(d)), nil
}

// reach is a percent below the lowest of a level and its neighbours; at 0 it is
// the axis, below which nothing hides it.
func reach(level []float64) []float64 {
	low := make([]float64, len(level))
	for p := range level {
		low[p] = max(0, slices.Min(level[max(0, p-1):min(len(level), p+2)])-1)
	}
	return low
}

// alt reads the first and the last position out.
func (c *course) alt(d *drawing) string {
	sentences := []string{fmt.Sprintf(d.say("Chronogramme de %d états sur %d positions.", "Chronogram of %d states over %d positions."), len(c.states), len(c.positions))}
	last := len(c.positions) - 1
	for _, p := range []int{0, last}[:min(2, last+1)] {
		var parts []string
		for i, state := range c.states {
			if v := c.shares[i][p]; v.secret() || v.known() && v.x > 0 {
				parts = append(parts, state+" "+d.valueText(v, stats.Percent))
			}
		}
		if len(parts) > 0 {
			sentences = append(sentences, c.positions[p]+d.say(" : ", ": ")+listed(parts, d)+".")
		}
	}
	return strings.Join(sentences, " ")
}

func (m ModalStates) draw(tables []*stats.Table) (*Figure, error) {
	c, err := m.Style.course(tables)
	if err != nil {
		return nil, err
	}
	title := or(m.Title, stats.Say(m.Style.Lang, "États modaux", "Modal states"))
	d, place, y := c.begin(m.Style, title)
	each := place.width() / float64(len(c.positions))
	var parts []string // spans of one modal state
	begun, before := 0, ""
	tell := func(p int, state string) {
		if state == before && p < len(c.positions) {
			return
		}
		if before != "" && c.positions[begun] != c.positions[p-1] {
			parts = append(parts, fmt.Sprintf(d.say("%s de %s à %s", "%s from %s to %s"), before, c.positions[begun], c.positions[p-1]))
		} else if before != "" {
			parts = append(parts, fmt.Sprintf(d.say("%s en %s", "%s at %s"), before, c.positions[begun]))
		}
		begun, before = p, state
	}
	for p := range c.positions {
		r := rect{place.left + float64(p)*each, place.top, place.left + float64(p+1)*each, place.bottom}
		if what := c.what(p); what != stats.Recorded {
			d.unseen(r, what)
			tell(p, what.Code())
			continue
		}
		modal := 0
		for i, shares := range c.shares {
			if shares[p].x > c.shares[modal][p].x {
				modal = i
			}
		}
		tell(p, c.states[modal])
		r.top = y.at(c.shares[modal][p].x)
		d.filled("state", r.corners(), c.tints[modal])
		if each > 4 {
			d.frame("state", r, white, 0.5)
		}
	}
	d.line("axis", grey, 0.8, point{place.left, place.bottom}, point{place.right, place.bottom})
	tell(len(c.positions), "")
	alt := fmt.Sprintf(d.say("État le plus fréquent à chaque position : %s.", "Most frequent state at each position: %s."), listed(parts, d))
	return d.finish(title, c.table.Caption(), alt), nil
}

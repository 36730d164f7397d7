package figure

import (
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats"
)

// Mosaic draws a crosstab as tiles: columns as broad as their share of cases,
// tiles as high as the shares of the rows in them, coloured by adjusted
// residual; (+) and (−) mark those beyond 1.96.
//
// The result is a ContingencyTable with a test. Where a count is secret all
// tiles have the same size, since sizes would give it back, and the secret ones
// are hatched. Friendly (1994); vcd's mosaic with shading.
type Mosaic struct {
	Title string
	Style Style
}

// Of draws the result. Errors are results without residuals.
func (m Mosaic) Of(result stats.Tabler) (*Figure, error) {
	f, err := figureOf(result, m.draw)
	if err != nil {
		return nil, fmt.Errorf("mosaic: %w", err)
	}
	return f, nil
}

// crossing is a crosstab read back from its table of residuals.
type crossing struct {
	rows, cols         []string
	counts, residuals  [][]value // row × column
	rowTitle, colTitle string
	hidden             bool
}

func crossingOf(table *stats.Table, lang string) (*crossing, error) {
	counts, err := values(table, "observe")
	if err != nil {
		return nil, err
	}
	residuals, err := values(table, "residu_ajuste")
	if err != nil {
		return nil, err
	}
	columns := table.Columns()
	c := &crossing{rowTitle: columns[0].Variable().Title(), colTitle: columns[1].Variable().Title()}
	rows, cols := textsOf(table, columns[0], lang), textsOf(table, columns[1], lang)
	// The table has a row a cell, row by row.
	for i := range rows {
		if len(c.cols) > 0 && cols[i] == c.cols[0] || i == 0 {
			c.rows = append(c.rows, rows[i])
			c.counts, c.residuals = append(c.counts, nil), append(c.residuals, nil)
		}
		if len(c.rows) == 1 {
			c.cols = append(c.cols, cols[i])
		}
		at := len(c.rows) - 1
		c.counts[at], c.residuals[at] = append(c.counts[at], counts[i]), append(c.residuals[at], residuals[i])
		c.hidden = c.hidden || counts[i].secret() || residuals[i].secret()
	}
	return c, nil
}

func (m Mosaic) draw(tables []*stats.Table) (*Figure, error) {
	table, err := find(tables, "observe", "residu_ajuste", "signe")
	if err != nil {
		return nil, err
	}
	c, err := crossingOf(table, m.Style.Lang)
	if err != nil {
		return nil, err
	}
	return m.picture(tables[0], c), nil
}

// sizes are the widths of columns and, in each, the heights of tiles, as shares.
func (c *crossing) sizes() (widths []float64, heights [][]float64) {
	widths, heights = make([]float64, len(c.cols)), make([][]float64, len(c.cols))
	total := 0.0
	for j := range c.cols {
		heights[j] = make([]float64, len(c.rows))
		for i := range c.rows {
			size := 1.0
			if !c.hidden {
				size = c.counts[i][j].x
			}
			heights[j][i] = size
			widths[j] += size
		}
		for i := range c.rows {
			heights[j][i] /= widths[j]
		}
		total += widths[j]
	}
	for j := range widths {
		widths[j] /= total
	}
	return widths, heights
}

func (m Mosaic) picture(table *stats.Table, c *crossing) *Figure {
	lang := m.Style.Lang
	title, caption := or(m.Title, table.Title()), table.Caption()
	caption.Units = stats.Say(lang, "Couleur : résidu ajusté ; (+) et (−) au-delà de 1,96", "Colour: adjusted residual; (+) and (−) beyond 1.96")
	if c.hidden {
		caption.Units += stats.Say(lang, ". Tuiles de même taille : des effectifs sont masqués", ". Tiles of one size: counts are withheld")
	}
	depth := func(x float64) float64 { return x / 5 }
	var legend []key
	for _, x := range []float64{4, 2, 0, -2, -4} {
		text := tickText(x, stats.Number, lang)
		if x > 0 {
			text = "+" + text
		}
		legend = append(legend, key{text, func(d *drawing, r rect) {
			d.tile("key", r, diverging(depth(x)))
			d.frame("key", r, pale, 0.5)
		}})
	}
	if c.hidden {
		legend = append(legend, secretKey(lang))
	}
	d, place := m.Style.sheet(title, caption, legend)
	f := font{size: normal}
	broad := 0.0
	for _, row := range c.rows {
		broad = max(broad, f.broad(row))
	}
	broad = min(broad, place.width()*0.3)
	place.left += broad + 6
	widths, heights := c.sizes()
	const gap = 3.0
	room := place.width() - gap*float64(len(c.cols)-1)
	narrowest := math.Inf(1)
	for _, w := range widths {
		narrowest = min(narrowest, w*room)
	}
	upright, head := headRoom(c.cols, narrowest)
	place.top += head
	var parts []string
	x := place.left
	for j, col := range c.cols {
		w := widths[j] * room
		fc := font{size: normal, upright: upright}
		if upright {
			d.word("head", fc.cut(col, 108), point{x + w/2, place.top - 5}, toRight, fc)
		} else {
			d.word("head", fc.cut(col, max(w, 20)), point{x + w/2, place.top - 4 - f.size/2}, centred, fc)
		}
		y := place.top
		tall := place.height() - gap*float64(len(c.rows)-1)
		for i, row := range c.rows {
			h := heights[j][i] * tall
			r := rect{x, y, x + w, y + h}
			if j == 0 {
				d.label(row, point{place.left - 6, y + h/2}, broad, h)
			}
			if mark := d.tileOf(r, c.counts[i][j], c.residuals[i][j], depth); mark != "" {
				parts = append(parts, row+" × "+col+" "+mark)
			}
			y += h + gap
		}
		x += w + gap
	}
	alt := fmt.Sprintf(d.say("Mosaïque : %s.", "Mosaic: %s."), title)
	switch {
	case len(parts) == 0 && !c.hidden:
		alt += d.say(" Aucune case ne s'écarte nettement de l'indépendance.", " No cell departs clearly from independence.")
	case len(parts) > 0:
		alt += d.say(" Cases qui s'écartent de l'indépendance : ", " Cells that depart from independence: ") + listed(parts, d) + "."
	}
	return d.finish(title, caption, alt)
}

// tileOf draws a cell with its count, and gives the sign of its residual.
func (d *drawing) tileOf(r rect, count, residual value, depth func(float64) float64) string {
	if count.secret() {
		d.secret(r)
		return ""
	}
	fill, sign := white, ""
	if residual.known() {
		fill = diverging(depth(residual.x))
		switch {
		case residual.x > 1.96:
			sign = "(+)"
		case residual.x < -1.96:
			sign = "(−)"
		}
	}
	d.tile("cell", r, fill)
	d.frame("cell", r, grey, 0.4)
	f := font{size: small, ink: over(fill)}
	text := stats.Count.Number(count.x, d.lang)
	if sign != "" {
		text += " " + sign
	}
	if r.height() > f.size && r.width() > f.broad(text)+2 {
		d.word("value", text, r.middle(), centred, f)
	}
	return sign
}

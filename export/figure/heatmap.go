package figure

import (
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats"
)

// HeatMap colours the cells of a table by their values, which it writes in
// them: associations, transitions, percentages, distances.
//
// The result has a column of labels and columns of numbers shown alike; other
// columns, and rows of totals, are left out. Values below zero make the colour
// diverge: blue above zero, orange below; coefficients have full colour from 0.6 on. A cell without a value shows why; a
// secret one is hatched.
type HeatMap struct {
	Table   int      // which of the result's tables, from 0
	Columns []string // of numbers; none: all that are shown as the first is
	Title   string
	Style   Style
}

// Of draws the result. Errors are tables and columns that do not exist.
func (h HeatMap) Of(result stats.Tabler) (*Figure, error) {
	f, err := figureOf(result, h.draw)
	if err != nil {
		return nil, fmt.Errorf("heat map: %w", err)
	}
	return f, nil
}

func (h HeatMap) draw(tables []*stats.Table) (*Figure, error) {
	if h.Table < 0 || h.Table >= len(tables) {
		return nil, fmt.Errorf("no table %d, the result has %d", h.Table, len(tables))
	}
	table := tables[h.Table]
	labels, err := heading(table)
	if err != nil {
		return nil, err
	}
	columns, err := numbers(table, h.Columns)
	if err != nil {
		return nil, err
	}
	rows := textsOf(table, labels, h.Style.Lang)
	return h.picture(table, rows, columns), nil
}

// strong is the strength of an association that has the full colour.
const strong = 0.6

func (h HeatMap) picture(table *stats.Table, rows []string, columns []*stats.Numbers) *Figure {
	title, caption := or(h.Title, table.Title()), table.Caption()
	format := columns[0].Variable().Format
	cells := make([][]value, len(columns))
	low, high := 0.0, 0.0
	hidden := false
	names := make([]string, len(columns))
	for j, c := range columns {
		cells[j] = valuesOf(table, c)
		names[j] = c.Variable().Title()
		for _, v := range cells[j] {
			hidden = hidden || v.secret()
			if v.known() {
				low, high = min(low, v.x), max(high, v.x)
			}
		}
	}
	most := max(-low, high)
	if format == stats.Coefficient {
		most = max(most, strong) // weak associations must not look strong
	}
	depth := func(x float64) float64 {
		if most == 0 {
			return 0
		}
		return x / most * 0.95
	}
	var legend []key
	for _, x := range ticks(low, high, 4) {
		legend = append(legend, key{
			title: tickText(x, format, h.Style.Lang),
			sign: func(d *drawing, r rect) {
				d.tile("key", r, diverging(depth(x)))
				d.frame("key", r, pale, 0.5)
			},
		})
	}
	if hidden {
		legend = append(legend, secretKey(h.Style.Lang))
	}
	upright, head := headRoom(names, 52)
	d, place := h.Style.wide(len(columns), 14, 220).tall(len(rows), 20, 76+head).sheet(title, caption, legend)
	f := font{size: normal}
	broad := 0.0
	for _, row := range rows {
		broad = max(broad, f.broad(row))
	}
	broad = min(broad, place.width()*0.4)
	place.left += broad + 6
	place.top += head
	across, down := place.width()/float64(len(columns)), place.height()/float64(len(rows))
	d.heads(place, names, upright, across)
	values := font{size: min(small, down*0.6)}
	strongest, where := math.Inf(-1), ""
	for i, row := range rows {
		d.label(row, point{place.left - 6, place.top + (float64(i)+0.5)*down}, broad, down)
		for j := range columns {
			r := rect{place.left + float64(j)*across, place.top + float64(i)*down, 0, 0}
			r.right, r.bottom = r.left+across, r.top+down
			v := cells[j][i]
			if v.secret() {
				d.secret(r)
				continue
			}
			c := white
			if v.known() {
				c = diverging(depth(v.x))
				if math.Abs(v.x) > strongest {
					strongest, where = math.Abs(v.x), fmt.Sprintf("%s × %s (%s)", row, names[j], shown(v.x, format, d.lang))
				}
			}
			d.tile("cell", r, c)
			if text := d.valueText(v, format); values.broad(text) < across-1 {
				values.ink = over(c)
				d.word("value", text, r.middle(), centred, values)
			}
		}
	}
	d.frame("frame", place, pale, 0.6)
	alt := fmt.Sprintf(d.say("Carte de chaleur de %d lignes et %d colonnes : %s.", "Heat map of %d rows and %d columns: %s."), len(rows), len(columns), title)
	if where != "" {
		alt += fmt.Sprintf(d.say(" Valeur la plus forte : %s.", " Strongest value: %s."), where)
	}
	return d.finish(title, caption, alt)
}

// headRoom is the height that the names of columns need above them, and whether
// they stand upright because they are broader than the columns.
func headRoom(names []string, across float64) (upright bool, height float64) {
	f := font{size: normal}
	height = f.size * lead
	for _, name := range names {
		if f.broad(name) > across && len(names) > 4 || f.broad(name) > 2*across {
			upright = true
		}
	}
	if upright {
		for _, name := range names {
			height = max(height, min(110, f.broad(name)+4))
		}
	}
	return upright, height + 4
}

// heads writes the names of columns above a place.
func (d *drawing) heads(place rect, names []string, upright bool, across float64) {
	f := font{size: min(normal, across*0.9), upright: upright}
	if !upright {
		f.size = normal
	}
	for j, name := range names {
		x := place.left + (float64(j)+0.5)*across
		if upright {
			d.word("head", f.cut(name, 108), point{x, place.top - 5}, toRight, f)
		} else {
			d.word("head", f.cut(name, across-3), point{x, place.top - 4 - f.size/2}, centred, f)
		}
	}
}

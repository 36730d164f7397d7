package figure

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// Pyramid sets two groups back to back, row by row, as a population pyramid
// does: ages by sex, difficulties said by mothers and by fathers.
//
// The result is a crosstab, or any with a column of labels and two of numbers.
// The first row stands at the foot, as the youngest do in a pyramid of ages.
// Rows of totals are left out. Secret values are hatched marks of one size.
type Pyramid struct {
	Left, Right string // columns of numbers; "" are the first two
	Title       string
	Style       Style
}

// Of draws the result. Errors are columns that do not exist.
func (p Pyramid) Of(result stats.Tabler) (*Figure, error) {
	f, err := figureOf(result, p.draw)
	if err != nil {
		return nil, fmt.Errorf("pyramid: %w", err)
	}
	return f, nil
}

func (p Pyramid) draw(tables []*stats.Table) (*Figure, error) {
	var names []string
	if p.Left != "" || p.Right != "" {
		names = []string{p.Left, p.Right}
	}
	table, err := find(tables, names...)
	if err != nil {
		return nil, err
	}
	labels, err := heading(table)
	if err != nil {
		return nil, err
	}
	columns, err := numbers(table, names)
	if err != nil {
		return nil, err
	}
	if len(columns) < 2 {
		return nil, fmt.Errorf("table %q has one column of numbers, a pyramid needs two", table.Title())
	}
	for _, c := range columns[:2] {
		for _, v := range valuesOf(table, c) {
			if v.known() && v.x < 0 {
				return nil, fmt.Errorf("column %q has a value below zero, which a pyramid cannot show", c.Variable().Name)
			}
		}
	}
	return p.picture(table, textsOf(table, labels, p.Style.Lang), columns[:2]), nil
}

func (p Pyramid) picture(table *stats.Table, rows []string, columns []*stats.Numbers) *Figure {
	title, caption := or(p.Title, table.Title()), table.Caption()
	format := columns[0].Variable().Format
	sides := [2][]value{valuesOf(table, columns[0]), valuesOf(table, columns[1])}
	names := []string{columns[0].Variable().Title(), columns[1].Variable().Title()}
	tints := p.Style.Palette.tints(names)
	var legend []key
	hidden := false
	high, room := 0.0, 0.0 // room for values
	for _, side := range sides {
		for _, v := range side {
			hidden = hidden || v.secret()
			if v.known() {
				high = max(high, v.x)
				room = max(room, font{size: small}.broad(shown(v.x, format, p.Style.Lang)))
			}
		}
	}
	if hidden {
		legend = append(legend, secretKey(p.Style.Lang))
	}
	d, place := p.Style.tall(len(rows), 20, 110).sheet(title, caption, legend)
	f := font{size: normal}
	broad := 20.0
	for _, row := range rows {
		broad = max(broad, f.broad(row)+12)
	}
	broad = min(broad, place.width()*0.3)
	place.top += 14
	place.bottom -= 14
	middle := place.middle().x
	reach := (place.width()-broad)/2 - room - 8
	most := ceiling(high, 8)
	step := place.height() / float64(max(1, len(rows)))
	half := min(14, step*0.8) / 2
	scales := [2]scale{
		{0, most, middle - broad/2, middle - broad/2 - reach},
		{0, most, middle + broad/2, middle + broad/2 + reach},
	}
	parts := make([]string, 0, 2*len(rows))
	for side, s := range scales {
		d.flat(rect{min(s.from, s.to), place.top, max(s.from, s.to), place.bottom}, s, ticks(0, most, 4), format)
		away := toLeft
		if side == 1 {
			away = toRight
		}
		bold := font{size: normal, bold: true}
		d.word("side", bold.cut(names[side], reach), point{(s.from + s.to) / 2, place.top - 8}, centred, bold)
		for i, row := range rows {
			y := place.bottom - (float64(i)+0.5)*step
			v, out := sides[side][i], float64(2*side-1)
			switch {
			case v.secret():
				d.secret(rect{min(s.from, s.from+out*2*half), y - half, max(s.from, s.from+out*2*half), y + half})
			case v.known():
				to := s.at(v.x)
				d.filled("bar", rect{min(s.from, to), y - half, max(s.from, to), y + half}.corners(), tints[side])
				d.clear("value", shown(v.x, format, d.lang), point{to + out*4, y}, away, font{size: small})
			default:
				d.clear("value", v.why.Code(), point{s.from + out*4, y}, away, font{size: small, ink: grey})
			}
			parts = append(parts, fmt.Sprintf("%s, %s %s", names[side], row, d.valueText(v, format)))
		}
		d.line("axis", grey, 0.8, point{s.from, place.top}, point{s.from, place.bottom})
	}
	for i, row := range rows {
		d.word("label", f.cut(row, broad-8), point{middle, place.bottom - (float64(i)+0.5)*step}, centred, f)
	}
	alt := fmt.Sprintf(d.say("Deux groupes dos à dos : %s. %s.", "Two groups back to back: %s. %s."), title, listed(parts, d))
	return d.finish(title, caption, alt)
}

// valueText is a value, or the sign of why it is not there.
func (d *drawing) valueText(v value, format stats.Format) string {
	if !v.known() {
		return v.why.Code()
	}
	return shown(v.x, format, d.lang)
}

package figure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Bars draws one bar a row of a table, with its value: frequencies of a
// variable, means of groups, times spent in states.
//
// The result is a Description, of which Column names the variable, or any with a
// column of labels and one of numbers. Rows of totals are left out; values that
// are missing are named in a note. Secret values are hatched marks of one size.
type Bars struct {
	Column string // variable of a Description, or column of labels; "" is the first
	Value  string // column of numbers; "" is % of the recorded, else the first
	// Low and High name columns of the ends of intervals; "" for none.
	Low, High string
	Sorted    bool // from the highest to the lowest
	ByLevel   bool // each bar in the colour and pattern of its level
	Title     string
	Style     Style
}

// Of draws the result. Errors are columns that do not exist.
func (b Bars) Of(result stats.Tabler) (*Figure, error) {
	f, err := figureOf(result, b.draw)
	if err != nil {
		return nil, fmt.Errorf("bars: %w", err)
	}
	return f, nil
}

// bar is a row of the table.
type bar struct {
	title     string
	value     value
	low, high value
	n         value // count behind it
}

// share is the column of a Description that Bars draws, count the one beside it.
const (
	share = "part_renseignes"
	count = "effectif"
)

func (b Bars) draw(tables []*stats.Table) (*Figure, error) {
	wanted := []string{}
	for _, name := range []string{b.Column, b.Value, b.Low, b.High} {
		if name != "" {
			wanted = append(wanted, name)
		}
	}
	if b.Value == "" {
		wanted = append(wanted, share)
	}
	table, err := find(tables, wanted...)
	if err != nil && b.Value == "" {
		table, err = find(tables, wanted[:len(wanted)-1]...)
	}
	if err != nil {
		return nil, err
	}
	bars, format, err := b.bars(table)
	if err != nil {
		return nil, err
	}
	var left []string // rows without a value
	lang := b.Style.Lang
	bars = slices.DeleteFunc(bars, func(x bar) bool {
		if x.value.known() || x.value.secret() {
			return false
		}
		line := x.title
		switch {
		case x.n.known():
			line += stats.Say(lang, " : ", ": ") + stats.Count.Number(x.n.x, lang)
		case x.n.secret():
			line += stats.Say(lang, " : s", ": s")
		}
		left = append(left, line)
		return true
	})
	if len(bars) == 0 {
		return nil, fmt.Errorf("table %q has no value to draw", table.Title())
	}
	if b.Sorted {
		slices.SortStableFunc(bars, func(x, y bar) int {
			switch {
			case x.value.known() != y.value.known():
				if x.value.known() {
					return -1
				}
				return 1
			case x.value.x > y.value.x:
				return -1
			case x.value.x < y.value.x:
				return 1
			}
			return 0
		})
	}
	caption := table.Caption()
	switch {
	case format == stats.Percent:
		caption.Units = stats.Say(lang, "En %", "In %")
	case b.Value == "" && has(table, share):
		caption.Units = stats.Say(lang, "Effectifs", "Counts")
	}
	return b.picture(or(b.Title, table.Title()), caption, bars, format, left), nil
}

func (b Bars) bars(table *stats.Table) ([]bar, stats.Format, error) {
	labels, err := heading(table)
	if b.Column != "" {
		labels, err = table.Column(b.Column)
	}
	if err != nil {
		return nil, 0, err
	}
	name := b.Value
	if name == "" && has(table, share) {
		name = share
	}
	var names []string
	if name != "" {
		names = []string{name}
	}
	column, err := numbers(table, names)
	if err != nil {
		return nil, 0, err
	}
	// Shares are all hidden where their base is, counts are not.
	if b.Value == "" && name == share && !slices.ContainsFunc(valuesOf(table, column[0]), value.known) {
		if column, err = numbers(table, []string{count}); err != nil {
			return nil, 0, err
		}
	}
	columns := [4][]value{valuesOf(table, column[0])}
	for i, name := range []string{b.Low, b.High, count} {
		columns[i+1] = make([]value, len(columns[0]))
		for row := range columns[i+1] {
			columns[i+1][row].why = stats.NotApplicable
		}
		if name == "" || !has(table, name) {
			continue
		}
		if columns[i+1], err = values(table, name); err != nil {
			return nil, 0, err
		}
	}
	bars := make([]bar, len(columns[0]))
	for row, title := range textsOf(table, labels, b.Style.Lang) {
		bars[row] = bar{title, columns[0][row], columns[1][row], columns[2][row], columns[3][row]}
	}
	return bars, column[0].Variable().Format, nil
}

func (b Bars) picture(title string, caption stats.Caption, bars []bar, format stats.Format, left []string) *Figure {
	const thick, each = 15.0, 21.0
	var notes []string
	if len(left) > 0 {
		notes = append(notes, stats.Say(b.Style.Lang, "Hors du calcul – ", "Left out – ")+strings.Join(left, " ; ")+".")
	}
	var legend []key
	hidden := slices.ContainsFunc(bars, func(x bar) bool { return x.value.secret() })
	if hidden {
		legend = []key{secretKey(b.Style.Lang)}
	}
	d, place := b.Style.tall(len(bars), each, 96).sheet(title, caption, legend, notes...)
	f := font{size: normal}
	broad, room := 0.0, 0.0
	low, high := 0.0, 0.0
	for _, x := range bars {
		broad = max(broad, f.broad(x.title))
		room = max(room, font{size: small}.broad(b.valueText(d, x, format)))
		for _, v := range []value{x.value, x.low, x.high} {
			if v.known() {
				low, high = min(low, v.x), max(high, v.x)
			}
		}
	}
	broad = min(broad, place.width()*0.4)
	place.left += broad + 6
	place.right -= room + 8
	place.bottom -= 14
	s := scale{low, ceiling(high, 10), place.left, place.right}
	if low < 0 {
		s.low = -ceiling(-low, 10)
		place.right += room
		s.to = place.right - room
	}
	if low < high {
		d.flat(rect{place.left, place.top, s.to, place.bottom}, s, ticks(s.low, s.high, 5), format)
	}
	step := place.height() / float64(len(bars))
	tints := slices.Repeat([]tint{{blue, solid}}, len(bars))
	if b.ByLevel {
		titles := make([]string, len(bars))
		for i, x := range bars {
			titles[i] = x.title
		}
		tints = b.Style.Palette.tints(titles)
	}
	half := min(thick, step*0.72) / 2
	var parts []string
	for i, x := range bars {
		y := place.top + (float64(i)+0.5)*step
		d.label(x.title, point{place.left - 6, y}, broad, step)
		text := b.valueText(d, x, format)
		parts = append(parts, x.title+" "+text)
		if x.value.secret() {
			d.secret(rect{s.at(0), y - half, s.at(0) + 2*half, y + half})
			continue
		}
		from, to := s.at(min(0, x.value.x)), s.at(max(0, x.value.x))
		d.filled("bar", rect{from, y - half, to, y + half}.corners(), tints[i])
		end := max(to, s.at(0))
		if x.low.known() && x.high.known() {
			a, z := s.at(x.low.x), s.at(x.high.x)
			d.line("interval", ink, 1, point{a, y}, point{z, y})
			d.line("interval", ink, 1, point{a, y - 3}, point{a, y + 3})
			d.line("interval", ink, 1, point{z, y - 3}, point{z, y + 3})
			end = max(end, z)
		}
		d.clear("value", text, point{end + 4, y}, toRight, font{size: small})
	}
	d.line("axis", grey, 0.8, point{s.at(0), place.top}, point{s.at(0), place.bottom})
	alt := fmt.Sprintf(d.say("Diagramme en barres : %s. %s.", "Bar chart: %s. %s."), title, listed(parts, d))
	return d.finish(title, caption, alt)
}

// valueText is the value of a bar with its count: "62,5 % (45)".
func (b Bars) valueText(d *drawing, x bar, format stats.Format) string {
	if x.value.secret() {
		return stats.Secret.Code()
	}
	text := shown(x.value.x, format, d.lang)
	if format == stats.Percent && x.n.known() {
		text += " (" + stats.Count.Number(x.n.x, d.lang) + ")"
	}
	return text
}

// listed is the parts of an enumeration, those beyond the tenth as a number.
func listed(parts []string, d *drawing) string {
	const most = 10
	if more := len(parts) - most; more > 0 {
		parts = append(slices.Clone(parts[:most]), fmt.Sprintf(d.say("et %d de plus", "and %d more"), more))
	}
	return strings.Join(parts, d.say(" ; ", "; "))
}

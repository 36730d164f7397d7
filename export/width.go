package export

import (
	"strings"
)

// Widths are in digits of the default typeface.
const (
	narrowest = 8.0
	slimmest  = 5.0
	shortHead = 16.0 // a title up to which a column keeps it on one line
	widest    = 66.0
	// paragraph is the number of bytes from which a text needs a wider column:
	// a row of a sheet cannot be higher than some 27 lines.
	paragraph   = 1200
	paragraphAt = 95.0
	padding     = 2.0
	button      = 3.0 // of a filter, in a header

	// paper is the width over which titles and captions may spread; a sheet of
	// more than crowded would be printed small, so that its texts are folded
	// into narrower columns, down to folded. More than legible takes two pages.
	paper   = 105.0
	crowded = 170.0
	folded  = 24.0
	legible = 240.0
	labels  = 32.0 // the first column keeps as much

	defaultRow     = 15.0 // points
	longestUpright = 180.0
	tallestRow     = 409.0
	ordinary       = 10.0 // the size of type
)

// need is the width of a column's cells on one line: letters are narrower than
// digits on the whole.
func (c column) need() float64 {
	if c.right {
		return c.broad + padding
	}
	return c.broad*0.92 + padding
}

// width is the width that a column asks for.
func (c column) width() float64 {
	if c.upright {
		return slimmest
	}
	most := widest
	if c.long {
		most = paragraphAt
	}
	return min(most, max(narrowest, c.need(), c.word+padding))
}

// wraps tells whether texts of the column take several lines.
func (c column) wraps() bool { return c.lines || c.need() > c.given }

// fit chooses the widths of a sheet's columns, wide enough for all its blocks,
// and gives them to the blocks.
func fit(blocks []*block) []float64 {
	var widths []float64
	total := 0.0
	for _, k := range blocks {
		for j, c := range k.columns {
			if j == len(widths) {
				widths = append(widths, 0)
			}
			need := c.width()
			if k.listing() && !c.upright {
				need = max(need, c.word+padding+button)
			}
			total += max(0, need-widths[j])
			widths[j] = max(widths[j], need)
		}
	}
	for most := widest - 6; total > crowded && most >= folded; most -= 6 {
		total = fold(widths, blocks, most)
	}
	for _, k := range blocks {
		for j := range k.columns {
			k.columns[j].given = widths[j]
		}
	}
	return widths
}

// fold narrows the columns of a crowded sheet, those of whole paragraphs apart:
// texts and the titles of numbers take more lines. It gives the new total.
func fold(widths []float64, blocks []*block, most float64) (total float64) {
	for j := range widths {
		least := narrowest
		for _, k := range blocks {
			switch {
			case j >= len(k.columns):
			case k.columns[j].long || k.columns[j].upright:
				least = max(least, k.columns[j].width())
			case k.columns[j].right:
				least = max(least, min(k.columns[j].width(), max(narrowest, k.columns[j].need(), longestWord(k.columns[j].title)+padding)))
			case j == 0:
				least = max(least, min(k.columns[j].width(), max(most, labels)))
			default:
				least = max(least, min(k.columns[j].width(), most), k.columns[j].word+padding+button)
			}
		}
		widths[j] = min(widths[j], least)
		total += widths[j]
	}
	return total
}

// span is how many columns, from A, a line may spread over, and their width.
// Columns beyond those of the tables have the default width.
func span(widths []float64) (columns int, width float64) {
	for width < paper {
		if columns < len(widths) {
			width += widths[columns]
		} else {
			width += narrowest
		}
		columns++
	}
	return columns, width
}

// size is the size of a look's type, in points.
func (l look) size() float64 {
	switch l.role {
	case heading:
		return 16
	case title:
		return 12
	case caption:
		return 9
	}
	return ordinary
}

// room is how many characters of a look fit into a width. Letters are narrower
// than the digits by which widths are counted, bold ones less so.
func (l look) room(width float64) float64 {
	perDigit := 1.24
	if l.total || l.role == title || l.role == heading || l.role == header {
		perDigit = 1.1
	}
	return (width - padding/2) * perDigit * ordinary / l.size()
}

// height is the height of some lines of a look, in points.
func (l look) height(lines int) float64 {
	return min(tallestRow, max(defaultRow, 3+float64(lines)*l.size()*1.25))
}

// height is the height that a cell asks for in a width, in points.
func (c cell) height(width float64) float64 {
	if c.look.upright {
		return min(longestUpright, 8+breadth(c.text)*5.6)
	}
	return c.look.height(c.lines(width))
}

// height is the height of a row, in points: that of its tallest cell. Lines of
// text are merged over a breadth, but run on over empty cells where a sheet has
// no merged ones.
func (r row) height(widths []float64, breadth float64, accessible bool) float64 {
	height := defaultRow
	for i, c := range r.cells {
		switch {
		case !r.spread:
			height = max(height, c.height(widths[i]))
		case !accessible:
			height = max(height, c.height(breadth))
		}
	}
	return height
}

// lines is the number of lines that the text of a cell takes in a width; one
// where it is a number or may not wrap. Programs do not agree on finding the
// height of rows by themselves, so that heights are written.
func (c cell) lines(width float64) int {
	spread := c.look.role == title || c.look.role == heading || c.look.role == caption || c.look.role == aside
	if !c.look.wrap && !spread {
		return 1
	}
	switch {
	case c.text != "":
		return linesOf(c.text, c.look.room(width))
	case len(c.runs) > 0:
		var text strings.Builder
		for _, run := range c.runs {
			text.WriteString(run.Text)
		}
		return linesOf(text.String(), c.look.room(width))
	}
	return 1
}

package stats

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Printer writes a table as aligned text: title, units, header, rows, then the
// test, the reading, population, source and notes of its caption.
type Printer struct {
	Rows int    // at most that many rows, totals apart; 0 is 12, below 0 all
	Lang string // "en" for English; French otherwise
}

// String is the table as Printer{} writes it.
func (t *Table) String() string { return Printer{}.Of(t) }

const widestCell = 48

// Of writes the table. Numbers stand right, texts left and cut at 48 signs.
func (p Printer) Of(t *Table) string {
	most := p.Rows
	if most == 0 {
		most = 12
	}
	body := t.Len() - t.totals
	shown := body
	if most > 0 && body > most {
		shown = most
	}
	rows := make([]int, 0, shown+t.totals)
	for row := range t.Len() {
		if row < shown || row >= body {
			rows = append(rows, row)
		}
	}
	lines := make([]strings.Builder, len(rows)+1)
	for i, c := range t.columns {
		cells := make([]string, len(lines))
		cells[0] = cut(c.Variable().Title())
		if unit := c.Variable().Unit; unit != "" && !strings.Contains(cells[0], unit) {
			cells[0] += " (" + unit + ")"
		}
		for j, row := range rows {
			cells[j+1] = cut(c.Show(row, p.Lang))
		}
		_, right := c.(*Numbers)
		last := i == len(t.columns)-1
		for j, text := range align(cells, right, last) {
			if i > 0 {
				lines[j].WriteString("  ")
			}
			lines[j].WriteString(text)
		}
	}
	var out strings.Builder
	line := func(text string) {
		if text != "" {
			out.WriteString(strings.TrimRight(text, " ") + "\n")
		}
	}
	line(t.title)
	line(t.caption.Units)
	if len(t.columns) > 0 {
		line(lines[0].String())
	}
	for j := range rows {
		if j == shown {
			line(p.more(body - shown))
		}
		line(lines[j+1].String())
	}
	if t.totals == 0 {
		line(p.more(body - shown))
	}
	line(t.caption.Test)
	line(t.caption.Reading)
	line(labelled(p.Lang, "Champ : ", "Population: ", t.caption.Population))
	line(labelled(p.Lang, "Source : ", "Source: ", t.caption.Source))
	for _, note := range t.caption.Notes {
		line(note)
	}
	return out.String()
}

func (p Printer) more(n int) string {
	switch {
	case n == 0:
		return ""
	case p.Lang == "en" && n == 1:
		return "… 1 more row"
	case p.Lang == "en":
		return fmt.Sprintf("… %d more rows", n)
	case n == 1:
		return "… 1 ligne de plus"
	}
	return fmt.Sprintf("… %s lignes de plus", Count.Number(float64(n), ""))
}

func labelled(lang, french, english, text string) string {
	switch {
	case text == "":
		return ""
	case lang == "en":
		return english + text
	}
	return french + text
}

var lineBreaks = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")

// cut is a cell on one line, at most 48 signs.
func cut(text string) string {
	text = lineBreaks.Replace(text)
	if utf8.RuneCountInString(text) <= widestCell {
		return text
	}
	return string([]rune(text)[:widestCell-1]) + "…"
}

// align pads cells to one width; the last column is not padded on the right.
func align(cells []string, right, last bool) []string {
	width := 0
	for _, cell := range cells {
		width = max(width, utf8.RuneCountInString(cell))
	}
	for i, cell := range cells {
		pad := strings.Repeat(" ", width-utf8.RuneCountInString(cell))
		switch {
		case right:
			cells[i] = pad + cell
		case !last:
			cells[i] = cell + pad
		}
	}
	return cells
}

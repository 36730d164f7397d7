package dictionary

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/internal/markup"
)

// sheetGrid streams the rows of a sheet as they are stored. It stands where the
// rows of excelize could, which take three times as long, take broken XML for
// the end of the rows, and a formula that was never computed for an empty cell.
type sheetGrid struct {
	*markup.Scanner
	book *spreadsheet
	in   *input

	stored  []stored // of the row
	content []byte   // of those that hold it themselves
	row     []string
	places  []int // in stored, of each cell of row, -1 for one that is not there
	number  int
	torn    bool // the XML breaks in the row
	broken  error

	ahead struct { // the row whose tag was read
		number int
		hidden bool
	}
	over    bool
	rows    int // that are masked, and read all the same
	columns int // likewise
}

// stored is a cell in the file.
type stored struct {
	column     int
	style      int
	start, end int // in content
	shared     string
	number     bool // or an error, or nothing: no text, truth or date
	lost       fault
}

var (
	// tornRow is a row at which the XML of a sheet breaks off.
	tornRow    = fault{"est abîmée : la suite de la feuille n'est pas lue", "reprendre le fichier d'origine, ou l'ouvrir dans un tableur et l'enregistrer à nouveau"}
	uncomputed = fault{
		"est une formule dont le résultat n'est pas dans le fichier",
		"ouvrir le classeur dans un tableur et l'enregistrer, ou coller les valeurs",
	}
	textLost = fault{"est un texte que le classeur a perdu", "reprendre le fichier d'origine"}
)

func (g *sheetGrid) next() bool {
	if g.number == 0 && !g.over {
		g.scan() // what stands before the first row
	}
	for !g.over && g.broken == nil {
		hidden := g.ahead.hidden
		g.number = g.ahead.number
		g.stored, g.content, g.row, g.places = g.stored[:0], g.content[:0], g.row[:0], g.places[:0]
		if g.scan(); g.broken == nil && g.fill() {
			if hidden {
				g.rows++
			}
			return true
		}
	}
	return false
}

// scan reads up to the next row, or to the end of the rows.
func (g *sheetGrid) scan() {
	var c stored
	var kind string
	var formula, valued, inValue, inline, inText, phonetic bool
	for {
		switch g.Next() {
		case markup.Done:
			g.finish(g.number > 0)
			return
		case markup.Fault:
			g.finish(true)
			return
		case markup.Start:
			switch string(g.Name()) {
			case "col":
				first, err := strconv.Atoi(string(g.Attribute("min")))
				last, err2 := strconv.Atoi(string(g.Attribute("max")))
				if hidden, _ := strconv.ParseBool(string(g.Attribute("hidden"))); hidden && err == nil && err2 == nil && last >= first && last < excelize.MaxColumns {
					g.columns += last - first + 1
				}
			case "row":
				g.begin()
				return
			case "c":
				c = stored{column: c.column + 1, start: len(g.content), number: true}
				if !g.place(&c) {
					return
				}
				c.style, _ = strconv.Atoi(string(g.Attribute("s")))
				kind = string(g.Attribute("t"))
				formula, valued, inline = false, false, false
			case "f":
				formula = true
			case "v":
				inValue, valued = true, true
			case "is":
				inline = kind == "inlineStr"
			case "rPh":
				phonetic = true
			case "t":
				inText = inline && !phonetic
			}
		case markup.Text:
			if inValue && !inline || inText {
				g.content = append(g.content, g.Text()...)
			}
		case markup.End:
			switch string(g.Name()) {
			case "v":
				inValue = false
			case "t":
				inText = false
			case "rPh":
				phonetic = false
			case "c":
				c.end = len(g.content)
				g.take(c, kind, formula, valued)
			case "sheetData":
				g.over = true
				return
			}
		}
	}
}

// finish ends rows that end otherwise than they should.
func (g *sheetGrid) finish(torn bool) {
	g.over, g.torn = true, torn
	if torn {
		g.in.damage = &interviews.Problem{
			File: g.in.source.File, Sheet: g.in.source.Sheet, Row: max(g.number, 1), Severity: interviews.Rejected,
			Summary: tornRow.summary, Hint: tornRow.hint,
		}
	}
}

// begin reads the tag of a row. Numbers that do not grow are of a file that no
// spreadsheet opens.
func (g *sheetGrid) begin() {
	g.ahead.hidden, _ = strconv.ParseBool(string(g.Attribute("hidden")))
	before := g.ahead.number
	g.ahead.number++
	if r := g.Attribute("r"); r != nil {
		if g.ahead.number, g.broken = strconv.Atoi(string(r)); g.broken == nil && (g.ahead.number <= before || g.ahead.number > excelize.TotalRows) {
			g.broken = fmt.Errorf("row %d after row %d", g.ahead.number, before)
		}
	}
}

// place reads where a cell stands, as begin does for a row.
func (g *sheetGrid) place(c *stored) bool {
	if r := g.Attribute("r"); r != nil {
		least := c.column
		if c.column = columnOf(r); c.column < least {
			if c.column, _, g.broken = excelize.CellNameToCoordinates(string(r)); g.broken == nil && c.column < least {
				g.broken = fmt.Errorf("cell %s after column %d", r, least-1)
			}
		}
	}
	return g.broken == nil
}

// columnOf is the column of a cell named as spreadsheets do, 0 for others.
func columnOf(name []byte) int {
	column, i := 0, 0
	for i < len(name) && i < 3 && name[i] >= 'A' && name[i] <= 'Z' {
		column, i = 26*column+int(name[i]-'A'+1), i+1
	}
	if i == 0 || i == len(name) || len(name) > i+7 || name[i] == '0' || column > excelize.MaxColumns {
		return 0
	}
	for _, digit := range name[i:] {
		if digit < '0' || digit > '9' {
			return 0
		}
	}
	return column
}

// take keeps a cell that was read to its end, if it holds something or lost it.
func (g *sheetGrid) take(c stored, kind string, formula, valued bool) {
	content := g.content[c.start:]
	switch kind {
	case "s":
		c.number, c.end = false, c.start
		if len(content) > 0 {
			index, err := strconv.Atoi(strings.TrimSpace(string(content)))
			if err == nil && index >= 0 && index < len(g.book.texts) {
				c.shared = g.book.texts[index]
			} else {
				c.lost = textLost
			}
		}
	case "inlineStr":
		c.number = false
		if at := strings.Index(string(content), "_x"); at >= 0 {
			g.content = append(g.content[:c.start], unescaped(string(content))...)
			c.end = len(g.content)
		}
	case "str", "b", "d":
		c.number = false
	}
	// The empty text is a result, and is written as one.
	if formula && len(content) == 0 && (kind != "str" || !valued) {
		c.lost = uncomputed
	}
	if formula || c.end > c.start || c.shared != "" || c.lost != (fault{}) {
		g.stored = append(g.stored, c)
	}
}

var escape = regexp.MustCompile(`_x[a-fA-F\d]{4}_`)

// unescaped is a text of a workbook, which writes as _x000D_ what XML cannot.
func unescaped(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return escape.ReplaceAllStringFunc(text, func(code string) string {
		r, _ := strconv.ParseUint(code[2:6], 16, 16)
		if r >= 0xD800 && r < 0xE000 {
			return "" // half a character
		}
		return string(rune(r))
	})
}

// fill puts cells in their places; it tells whether the row has any.
func (g *sheetGrid) fill() bool {
	content := string(g.content)
	any := false
	for i, c := range g.stored {
		for len(g.row) < c.column-1 {
			g.row, g.places = append(g.row, ""), append(g.places, -1)
		}
		text := c.shared
		if text == "" {
			text = content[c.start:c.end]
		}
		g.row, g.places = append(g.row, text), append(g.places, i)
		any = any || c.lost != (fault{}) || strings.TrimSpace(text) != ""
	}
	return any
}

func (g *sheetGrid) shown(i int) string {
	if at := g.places[i]; at >= 0 && g.stored[at].number {
		return g.book.shown(g.row[i], g.stored[at].style)
	}
	return g.row[i]
}

func (g *sheetGrid) cells() []string  { return g.row }
func (g *sheetGrid) line() int        { return g.number }
func (g *sheetGrid) cellLine(int) int { return g.number }
func (g *sheetGrid) err() error       { return g.broken }

func (g *sheetGrid) fault() fault {
	if g.torn {
		return tornRow
	}
	return fault{}
}

func (g *sheetGrid) problem(i int) fault {
	if i < len(g.places) && g.places[i] >= 0 {
		return g.stored[g.places[i]].lost
	}
	return fault{}
}

func (g *sheetGrid) notes() []string {
	var notes []string
	if g.rows > 0 {
		notes = append(notes, fmt.Sprintf("lignes masquées, lues comme les autres : %d", g.rows))
	}
	if g.columns > 0 {
		notes = append(notes, fmt.Sprintf("colonnes masquées, lues comme les autres : %d", g.columns))
	}
	return notes
}

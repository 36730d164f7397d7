package dictionary

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/askoria/verbatim/interviews/internal/cell"
	"github.com/askoria/verbatim/stats"
)

// fault is why a cell is left without a value, and what to do; zero when it is
// read.
type fault struct{ summary, hint string }

func (f fault) none() bool { return f.summary == "" }

// filler reads the cells of one variable that are not missing, row after row.
type filler interface {
	// read takes a cell; where it gives a fault the row counts as missing.
	read(text string) fault
	// blank stands for a row without a value.
	blank()
	// is tells whether a row that has a value has this one.
	is(row int, value string) bool
	// notes say in French what was guessed since they were last asked for.
	notes(title string, workbook bool) []string
	column(v stats.Variable, missing []stats.Missing) stats.Column
}

// fillerOf makes room for the rows that the file seems to have.
func fillerOf(v *Variable, from1904 bool, size int) filler {
	bounds := boundsOf(v)
	switch v.Type {
	case Nominal, Ordinal:
		return &categories{levels: newLevels(v), ordered: v.Type == Ordinal, codes: make([]int, 0, size)}
	case Binary:
		f := &flags{values: make([]bool, 0, size)}
		if len(v.Levels) > 0 {
			f.yes, f.no, _ = v.yesNo()
		}
		return f
	case Whole, Number:
		return &numbers{bounds: bounds, whole: v.Type == Whole, values: make([]float64, 0, size)}
	case Date, Month:
		return &dates{bounds: bounds, month: v.Type == Month, from1904: from1904, values: make([]time.Time, 0, size)}
	case Multiple:
		return &sets{levels: newLevels(v), ticked: make([][]int, 0, size), cells: map[string][]int{}}
	}
	return &texts{values: make([]string, 0, size)}
}

// bounds keep numbers and days between Min and Max.
type bounds struct {
	low, high       float64
	hasLow, hasHigh bool
	text            string
}

func boundsOf(v *Variable) bounds {
	var b bounds
	b.low, b.hasLow = v.bound(v.Min)
	b.high, b.hasHigh = v.bound(v.Max)
	switch {
	case b.hasLow && b.hasHigh:
		b.text = fmt.Sprintf("de %s à %s", v.Min, v.Max)
	case b.hasLow:
		b.text = "à partir de " + v.Min
	case b.hasHigh:
		b.text = "jusqu'à " + v.Max
	}
	return b
}

// years tells whether only numbers of years are within the bounds.
func (b bounds) years() bool {
	return b.hasLow && b.hasHigh && b.low >= 1800 && b.high <= 2200
}

func (b bounds) none() bool { return !b.hasLow && !b.hasHigh }

func (b bounds) check(x float64) fault {
	if b.hasLow && x < b.low || b.hasHigh && x > b.high {
		return fault{"est hors des limites", "vérifier ; le dictionnaire attend une valeur " + b.text}
	}
	return fault{}
}

type numbers struct {
	bounds bounds
	whole  bool
	values []float64
	zeros  int // numbers that begin with one
}

func (n *numbers) blank() { n.values = append(n.values, 0) }

func (n *numbers) is(row int, value string) bool {
	x, _, ok := cell.Number(value)
	return ok && n.values[row] == x
}

func (n *numbers) notes(title string, _ bool) []string {
	if n.zeros == 0 {
		return nil
	}
	note := fmt.Sprintf("%s : zéros en tête perdus : %d (un code se déclare de type texte)", title, n.zeros)
	n.zeros = 0
	return []string{note}
}

func (n *numbers) read(text string) fault {
	x, _, ok := cell.Number(text)
	var f fault
	switch {
	case !ok:
		f = fault{"n'est pas un nombre", "écrire le nombre seul, en chiffres"}
		if number, ok := cell.LeadingNumber(text); ok {
			f.hint = fmt.Sprintf("écrire le nombre seul : %s ?", number)
		}
	case math.Abs(x) > 1<<53:
		f = fault{"a trop de chiffres pour un nombre : c'est un code", "déclarer la variable de type texte"}
	case n.whole && x != math.Trunc(x):
		f = fault{"n'est pas un nombre entier", "arrondir, ou déclarer la variable de type nombre"}
	default:
		f = n.bounds.check(x)
	}
	if f.none() {
		n.values = append(n.values, x)
		if len(text) > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9' {
			n.zeros++
		}
	}
	return f
}

func (n *numbers) column(v stats.Variable, missing []stats.Missing) stats.Column {
	switch {
	case n.whole && n.bounds.years() && v.Unit == "":
		v.Format = stats.Year
	case n.whole:
		v.Format = stats.Count
	}
	return v.Numbers(n.values, missing)
}

type flags struct {
	yes, no stats.Level // where the dictionary gives them
	values  []bool
}

func (b *flags) blank()                      { b.values = append(b.values, false) }
func (b *flags) notes(string, bool) []string { return nil }

func (b *flags) is(row int, value string) bool {
	yes, ok := b.yesNo(value)
	return ok && b.values[row] == yes
}

// yesNo reads a yes or a no as the dictionary and people write them.
func (b *flags) yesNo(text string) (yes, ok bool) {
	yes, ok = cell.Yes(text)
	// The dictionary decides first: 1 and 2 are yes and no in many files, and
	// in some 0 is the yes.
	if b.yes.Code != "" {
		folded := fold(text)
		switch folded {
		case fold(b.yes.Code), fold(b.yes.Title()):
			yes, ok = true, true
		case fold(b.no.Code), fold(b.no.Title()):
			yes, ok = false, true
		}
	}
	return yes, ok
}

func (b *flags) read(text string) fault {
	yes, ok := b.yesNo(text)
	if !ok {
		return fault{"n'est ni oui ni non", "écrire oui ou non"}
	}
	b.values = append(b.values, yes)
	return fault{}
}

func (b *flags) column(v stats.Variable, missing []stats.Missing) stats.Column {
	return v.Flags(b.values, missing)
}

// levels finds the level that a cell names, by its code or its label.
type levels struct {
	list  []stats.Level
	known map[string]int // texts as they stand in the file and folded ones
	open  bool           // levels are those met in the file
}

func newLevels(v *Variable) levels {
	l := levels{slices.Clone(v.Levels), map[string]int{}, len(v.Levels) == 0}
	// Codes go first: a label that is the code of another level does not hide it.
	for i, level := range v.Levels {
		l.known[level.Code] = i
	}
	for _, name := range []func(stats.Level) string{
		func(level stats.Level) string { return fold(level.Code) },
		func(level stats.Level) string { return fold(level.Label) },
	} {
		for i, level := range v.Levels {
			if _, taken := l.known[name(level)]; !taken && name(level) != "" {
				l.known[name(level)] = i
			}
		}
	}
	return l
}

func (l *levels) find(text string) (int, bool) {
	if at, ok := l.known[text]; ok {
		return at, true
	}
	folded := fold(text)
	at, ok := l.known[folded]
	if !ok && l.open && folded != "" {
		at, ok = len(l.list), true
		// The cell belongs to the text of the whole file.
		l.list = append(l.list, stats.Level{Code: strings.Clone(text)})
		l.known[folded] = at
	}
	if ok {
		l.known[text] = at
	}
	return at, ok
}

// unknown proposes the level that a text was meant to be.
func (l *levels) unknown(text string) fault {
	var names []string
	for _, level := range l.list {
		names = append(names, level.Code)
		if level.Label != "" {
			names = append(names, level.Label)
		}
	}
	f := fault{summary: "n'est pas une modalité de cette variable"}
	if nearest, ok := stats.Nearest(text, names); ok {
		f.hint = fmt.Sprintf("écrire « %s » ?", nearest)
		return f
	}
	const most = 12
	codes := make([]string, 0, most)
	for _, level := range l.list[:min(most, len(l.list))] {
		codes = append(codes, level.Code)
	}
	f.hint = "écrire l'une de : " + strings.Join(codes, ", ")
	if len(l.list) > most {
		f.hint += "… (voir le dictionnaire)"
	}
	return f
}

type categories struct {
	levels  levels
	ordered bool
	codes   []int
}

func (c *categories) blank()                      { c.codes = append(c.codes, 0) }
func (c *categories) notes(string, bool) []string { return nil }

func (c *categories) is(row int, value string) bool {
	at, ok := c.levels.known[fold(value)]
	return ok && c.codes[row] == at
}

func (c *categories) read(text string) fault {
	at, ok := c.levels.find(text)
	if !ok {
		return c.levels.unknown(text)
	}
	c.codes = append(c.codes, at)
	return fault{}
}

func (c *categories) column(v stats.Variable, missing []stats.Missing) stats.Column {
	return v.Categories(c.levels.list, c.ordered, c.codes, missing)
}

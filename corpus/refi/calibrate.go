package refi

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Unit is what a program counts places of a text in.
type Unit uint8

// The units.
const (
	CodePoints Unit = iota // as the standard says
	UTF16                  // as browsers and Windows do
	Bytes                  // of UTF-8
)

// LineEnds is how many units a program counts for the end of a line.
type LineEnds uint8

// The ways to count ends of lines.
const (
	AsInFile LineEnds = iota // CR LF are two, LF is one
	AsOne                    // CR LF are one
	AsTwo                    // LF is two
)

// Reading is how the places of a source are counted. The zero value is the
// standard's, as all programs known take it: code points from 0, line ends as
// in the file, byte order mark not counted, end excluded.
type Reading struct {
	Unit      Unit
	LineEnds  LineEnds
	BOM       bool // the byte order mark is counted
	FromOne   bool // the first place is 1
	Inclusive bool // the end is the last place selected
}

// Standard tells whether it is the reading of the standard.
func (r Reading) Standard() bool { return r == Reading{} }

// String is the reading in French.
func (r Reading) String() string {
	text := [...]string{"caractères", "unités UTF-16", "octets"}[r.Unit]
	text += [...]string{" à partir de 0", " à partir de 1"}[count(r.FromOne)]
	text += [...]string{", fin exclue", ", fin comprise"}[count(r.Inclusive)]
	text += [...]string{"", ", fin de ligne comptée une fois", ", fin de ligne comptée deux fois"}[r.LineEnds]
	if r.BOM {
		text += ", marque d'ordre comptée"
	}
	return text
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// departures counts in how many ways a reading is not the standard's.
func (r Reading) departures() int {
	return count(r.Unit != CodePoints) + count(r.LineEnds != AsInFile) + count(r.BOM) + count(r.FromOne) + count(r.Inclusive)
}

// readings lists all, the standard's first, then the more alike it the sooner.
func readings(bom bool) []Reading {
	var all []Reading
	for unit := CodePoints; unit <= Bytes; unit++ {
		for ends := AsInFile; ends <= AsTwo; ends++ {
			for flags := range 8 {
				r := Reading{unit, ends, flags&1 > 0, flags&2 > 0, flags&4 > 0}
				if !r.BOM || bom {
					all = append(all, r)
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Reading) int { return a.departures() - b.departures() })
	return all
}

// Calibration is how the places of a source were found to be counted: the
// reading under which most selections are the words of their names or, where
// names are not words of the text, begin and end at words. Of readings that do
// as well, the one nearest to the standard is taken.
type Calibration struct {
	Reading    Reading
	Score      float64 // from 0 to 1: the share of selections that fit
	Selections int     // looked at, those that select something
	Names      int     // of them, those whose name is words of the text
	// NoText: the text is not there. Places are as they stand in the file, but
	// for an end that the lengths of names show to be included.
	NoText bool
}

// Doubtful tells that the places may be wrong, each of them.
func (c Calibration) Doubtful() bool { return !c.NoText && c.Selections > 0 && c.Score < 0.9 }

// original is a text as it stood in its file.
type original struct {
	text  string // line ends LF, without byte order mark
	bom   bool
	pairs []bool // of each line end: CR LF in the file
}

func newOriginal(data string) *original {
	data, bom := strings.CutPrefix(data, "\ufeff")
	o := &original{bom: bom}
	if !strings.Contains(data, "\r") {
		o.text = data
		return o
	}
	var text strings.Builder
	for i := 0; i < len(data); i++ {
		switch pair := data[i] == '\r' && i+1 < len(data) && data[i+1] == '\n'; {
		case pair:
			i++
			fallthrough
		case data[i] == '\r', data[i] == '\n':
			o.pairs = append(o.pairs, pair)
			text.WriteByte('\n')
		default:
			text.WriteByte(data[i])
		}
	}
	o.text = text.String()
	return o
}

// offsets gives where each code point of the text begins in the count of a
// reading, and where the text ends.
func (o *original) offsets(unit Unit, ends LineEnds) []int {
	at, line := 0, 0
	offsets := make([]int, 0, len(o.text)+1)
	for _, r := range o.text {
		offsets = append(offsets, at)
		switch {
		case r == '\n':
			at++
			if ends == AsTwo || ends == AsInFile && line < len(o.pairs) && o.pairs[line] {
				at++
			}
			line++
		case unit == UTF16:
			at += utf16.RuneLen(r)
		case unit == Bytes:
			at += utf8.RuneLen(r)
		default:
			at++
		}
	}
	return append(offsets, at)
}

// place is where a selection lies by some reading: code points of the text.
type place struct {
	start, end int
	exact      bool // both ends are in the text, and between characters
}

func (r Reading) place(offsets []int, start, end int) place {
	shift := count(r.FromOne)
	if r.BOM {
		shift += [...]int{1, 1, 3}[r.Unit]
	}
	from, fromOK := locate(offsets, start-shift)
	to := 0
	toOK := false
	if r.Inclusive && r.Unit == Bytes {
		// The last byte selected may be any of the last character's.
		to, toOK = locate(offsets, end-shift+1)
		if !toOK && end-shift+1 >= 0 && end-shift+1 < offsets[len(offsets)-1] {
			toOK = true
		}
	} else {
		to, toOK = locate(offsets, end-shift+count(r.Inclusive))
	}
	return place{from, max(from, to), fromOK && toOK && from <= to}
}

// locate finds the code point at an offset; an offset inside one is taken for
// the next, one outside the text for its end.
func locate(offsets []int, offset int) (at int, exact bool) {
	at = sort.SearchInts(offsets, offset)
	if at == len(offsets) {
		return at - 1, false
	}
	return at, offsets[at] == offset
}

// calibrate finds the reading of selections over a text, and their places.
func calibrate(o *original, selections []Selection) (Calibration, []place) {
	best := Calibration{}
	runes := []rune(o.text)
	whole := collapse(o.text)
	names := make([]excerpt, len(selections))
	for i, s := range selections {
		if s.End.Value > s.Start.Value {
			best.Selections++
		}
		names[i] = newExcerpt(s.Name, whole)
	}
	type tally struct {
		reading Reading
		places  []place
		fits    []bool // the name is the passage
		edges   []int
	}
	counts := map[Unit]map[LineEnds][]int{}
	var tallies []tally
	for _, r := range readings(o.bom) {
		if counts[r.Unit] == nil {
			counts[r.Unit] = map[LineEnds][]int{}
		}
		offsets := counts[r.Unit][r.LineEnds]
		if offsets == nil {
			offsets = o.offsets(r.Unit, r.LineEnds)
			counts[r.Unit][r.LineEnds] = offsets
		}
		t := tally{r, make([]place, len(selections)), make([]bool, len(selections)), make([]int, len(selections))}
		for i, s := range selections {
			p := r.place(offsets, s.Start.Value, s.End.Value)
			t.places[i] = p
			if s.End.Value > s.Start.Value && p.exact {
				t.fits[i] = names[i].fits(runes[p.start:p.end])
				t.edges[i] = edges(runes, p)
			}
		}
		if slices.ContainsFunc(tallies, func(u tally) bool { return slices.Equal(u.places, t.places) }) {
			continue
		}
		tallies = append(tallies, t)
		sure := 0
		for i := range selections {
			sure += count(t.fits[i] && t.edges[i] == 2)
		}
		if sure == best.Selections {
			break // none can do better
		}
	}
	for i := range names {
		names[i].words = names[i].long || slices.ContainsFunc(tallies, func(t tally) bool { return t.fits[i] })
		best.Names += count(names[i].words)
	}
	var places []place
	points, second := -1, -1
	for _, t := range tallies {
		sum, ends := 0, 0
		for i := range selections {
			ends += t.edges[i]
			switch {
			case !names[i].words:
				sum += t.edges[i]
			case t.fits[i]:
				sum += 2
			}
		}
		if sum > points || sum == points && ends > second {
			points, second, best.Reading, places = sum, ends, t.reading, t.places
		}
	}
	if best.Selections > 0 {
		best.Score = float64(points) / float64(2*best.Selections)
	}
	return best, places
}

// excerpt is the name of a selection, which may be its words.
type excerpt struct {
	runes []rune
	cut   bool // it ends in an ellipsis
	long  bool // too long to stand in the text by chance, and it does
	words bool
}

func newExcerpt(name, whole string) excerpt {
	text, cut := collapse(name), false
	for _, ellipsis := range []string{"…", "..."} {
		if short, found := strings.CutSuffix(text, ellipsis); found {
			text, cut = strings.TrimSpace(short), true
			break
		}
	}
	const chance = 20
	runes := []rune(text)
	return excerpt{runes: runes, cut: cut, long: len(runes) >= chance && strings.Contains(whole, text)}
}

// fits tells whether the passage, its spaces collapsed, is the excerpt or begins
// with it where that is cut. It looks no further than the first difference.
func (e excerpt) fits(passage []rune) bool {
	if len(e.runes) == 0 {
		return false
	}
	n, spaced := 0, false
	for _, r := range passage {
		if unicode.IsSpace(r) {
			spaced = n > 0
			continue
		}
		if n < len(e.runes) && spaced {
			if e.runes[n] != ' ' {
				return false
			}
			n++
		}
		spaced = false
		switch {
		case n == len(e.runes):
			return e.cut
		case e.runes[n] != r:
			return false
		}
		n++
	}
	return n == len(e.runes)
}

func collapse(text string) string { return strings.Join(strings.Fields(text), " ") }

// edges counts the ends of a passage that fall neither inside a word nor beside
// a space inside the passage.
func edges(runes []rune, p place) int {
	if p.start == p.end {
		return 0
	}
	good := func(at int, inner rune) int {
		inside := at > 0 && at < len(runes) && lettered(runes[at-1]) && lettered(runes[at])
		return count(!inside && !unicode.IsSpace(inner))
	}
	return good(p.start, runes[p.start]) + good(p.end, runes[p.end-1])
}

func lettered(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// lengths calibrates selections of a text that is not there: only whether ends
// are included can be told, by names that are whole excerpts.
func lengths(selections []Selection) (Calibration, []place) {
	c := Calibration{NoText: true}
	fits := [2]int{}
	for _, s := range selections {
		if s.End.Value <= s.Start.Value {
			continue
		}
		c.Selections++
		if name := newExcerpt(s.Name, ""); len(name.runes) > 0 && !name.cut {
			switch utf8.RuneCountInString(s.Name) - (s.End.Value - s.Start.Value) {
			case 0:
				fits[0]++
			case 1:
				fits[1]++
			}
		}
	}
	c.Reading.Inclusive = fits[1] > fits[0]
	c.Names = max(fits[0], fits[1])
	if c.Selections > 0 {
		c.Score = float64(c.Names) / float64(c.Selections)
	}
	places := make([]place, len(selections))
	for i, s := range selections {
		start := max(s.Start.Value, 0)
		places[i] = place{start, max(start, s.End.Value+count(c.Reading.Inclusive)), s.Start.Value >= 0 && s.End.Value >= s.Start.Value}
	}
	return c, places
}

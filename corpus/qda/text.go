package qda

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus/refi"
)

// text is the text of a source, line ends LF and without byte order mark, and
// the ways in which its program may have counted places in it.
type text struct {
	source int // in the project
	runes  []rune
	rulers []ruler // the program's own first
	// words are the text without spaces, by which quotes are compared, and the
	// code point that each byte of it belongs to.
	words string
	at    []int
}

// ruler gives where each code point begins in a count, and where the text ends.
type ruler []int

// newText counts as Python and Qt do: in code points or UTF-16 units, ends of
// lines as they stand or as one, the byte order mark counted or not.
func newText(stored string) *text {
	content, marked := strings.CutPrefix(stored, "\ufeff")
	pairs := strings.Contains(content, "\r\n")
	t := &text{runes: []rune(unixLines(content))}
	for mark := range 2 {
		for unit := range 2 {
			for lines := range 2 {
				if mark == 1 && !marked || lines == 1 && !pairs {
					continue
				}
				r := measure(content, func(char rune) int {
					if unit == 0 {
						return 1
					}
					return max(1, utf16.RuneLen(char))
				}, lines == 0)
				if marked && mark == 0 { // as it stands in the database, the mark counts
					for i := range r {
						r[i]++
					}
				}
				t.add(r)
			}
		}
	}
	return t
}

func (t *text) add(r ruler) {
	if !slices.ContainsFunc(t.rulers, func(other ruler) bool { return slices.Equal(other, r) }) {
		t.rulers = append(t.rulers, r)
	}
}

// measure counts a text, CR LF as two where pairs says so.
func measure(content string, size func(rune) int, pairs bool) ruler {
	var r ruler
	at := 0
	cr := false
	for _, char := range content {
		if cr && char == '\n' { // one end of line with the CR before it
			cr = false
			if pairs {
				at++
			}
			continue
		}
		cr = char == '\r'
		r = append(r, at)
		at += size(char)
	}
	return append(r, at)
}

func unixLines(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// place is the code points between two places of a count; known tells whether
// both are in the text and between characters.
func (r ruler) place(start, end int) (from, to int, known bool) {
	locate := func(offset int) (int, bool) {
		at := sort.SearchInts(r, offset)
		if at == len(r) {
			return at - 1, false
		}
		return at, r[at] == offset
	}
	from, good := locate(start)
	to, fine := locate(end)
	return from, max(from, to), good && fine && start <= end
}

// placing is how a passage was found.
type placing uint8

const (
	exact   placing = iota
	found           // not where its place says, but its words stand once
	dubious         // its words are not there, or nothing tells how they were counted
	outside         // nothing is left of it
)

// find is where a passage stands, by its place and by the words that its
// program kept of it.
func (t *text) find(start, end int, quote string) (from, to int, how placing) {
	quote = squeezed(quote)
	if quote != "" {
		for _, r := range t.rulers {
			if from, to, known := r.place(start, end); known && squeezed(string(t.runes[from:to])) == quote {
				return from, to, exact
			}
		}
		if from, to, once := t.only(quote); once {
			return from, to, found
		}
	}
	from, to, known := t.rulers[0].place(start, end)
	switch {
	case from == to:
		return from, to, outside
	case quote != "" || !known:
		return from, to, dubious
	}
	return from, to, exact
}

// only is where words stand that the text holds once.
func (t *text) only(quote string) (from, to int, once bool) {
	if t.at == nil {
		var words strings.Builder
		for i, char := range t.runes {
			if spacing(char) {
				continue
			}
			words.WriteRune(char)
			for range utf8.RuneLen(char) {
				t.at = append(t.at, i)
			}
		}
		t.words = words.String()
	}
	first := strings.Index(t.words, quote)
	if first < 0 || strings.LastIndex(t.words, quote) != first {
		return 0, 0, false
	}
	return t.at[first], t.at[first+len(quote)-1] + 1, true
}

// squeezed is a text without spaces: programs keep those of quotes otherwise
// than those of texts.
func squeezed(text string) string {
	return strings.Map(func(char rune) rune {
		if spacing(char) {
			return -1
		}
		return char
	}, text)
}

func spacing(char rune) bool { return unicode.IsSpace(char) || char == '\ufeff' || char == '\u200b' }

// selection begins a passage of the source.
func selection(guid refi.GUID, from, to int) refi.Selection {
	return refi.Selection{GUID: guid, Start: refi.Number{Value: from, Given: true}, End: refi.Number{Value: to, Given: true}}
}

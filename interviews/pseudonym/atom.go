package pseudonym

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// gap is what stands between an atom and the one before.
type gap uint8

const (
	apart gap = iota // anything else
	space
	hyphen
	apostrophe
	comma
	dot
)

// atom is the smallest stretch that names are made of: letters, digits or a
// tag. "d'Awa" is two, "Saint-Malo" two, "Le Goff" two.
type atom struct {
	start, end int // bytes of the text
	word       int32
	form       form
	gap        gap
	first      bool // it may begin a sentence
	kind       Kind // of a tag
}

// joined tells whether the atom can belong to one name with the atom before.
func (a *atom) joined() bool { return a.gap == space || a.gap == hyphen || a.gap == apostrophe }

// raised tells whether it begins with a capital letter.
func (a *atom) raised() bool { return a.form == capped || a.form == shouts || a.form == upper1 }

// tagForm is a tag of ours or of whoever masked before: [PRÉNOM_2], [VILLE_B].
var tagForm = regexp.MustCompile(`^\[(\p{Lu}{2,})((?:_[\p{Lu}\d-]+)*)\]`)

// tagAt reads the tag that a text begins with.
func tagAt(text string) (kind Kind, length int) {
	found := tagForm.FindStringSubmatchIndex(text)
	if found == nil {
		return NoKind, 0
	}
	kind, ours := kindOfTag(text[found[2]:found[3]])
	if !ours && found[4] == found[5] {
		return NoKind, 0 // [AWA] is a name in capitals
	}
	return kind, found[1]
}

// atoms cuts a text. No atom, and no name, crosses a wall: a byte at which a
// turn or a stage note begins or ends.
func (v *vocabulary) atoms(text string, walls []int) []atom {
	list := make([]atom, 0, len(text)/5)
	last, wall := 0, 0
	for at := 0; at < len(text); {
		for wall < len(walls) && walls[wall] <= at {
			wall++
		}
		stop := len(text)
		if wall < len(walls) {
			stop = walls[wall]
		}
		a := atom{start: at}
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case r == '[':
			kind, length := tagAt(text[at:])
			if length == 0 || at+length > stop {
				at += size
				continue
			}
			a.end, a.form, a.kind = at+length, tag, kind
		case unicode.IsLetter(r):
			a.end = run(text, at, stop, letter)
			// Breton c'h is a letter: Guivarc'h.
			if next, ok := breton(text, at, a.end); ok {
				a.end = run(text, next, stop, letter)
			}
			s := v.look(text[at:a.end])
			a.word, a.form = s.word, s.form
		case unicode.IsDigit(r):
			a.end = run(text, at, stop, unicode.IsDigit)
			s := v.look(text[at:a.end])
			a.word, a.form = s.word, s.form
		default:
			at += size
			continue
		}
		var ends bool
		a.gap, ends = gapOf(text[last:at])
		if wall > 0 && walls[wall-1] >= last {
			a.gap = apart
		}
		a.first = ends || len(list) == 0
		if a.gap == dot && len(list) > 0 && v.abbreviates(&list[len(list)-1]) {
			a.first = false
			if v.words[list[len(list)-1].word].folded == "saint" {
				a.gap = space // "St. Malo"
			}
		}
		list = append(list, a)
		at, last = a.end, a.end
	}
	return list
}

// abbreviates tells a word whose full stop ends no sentence: "Mme.", "M.", "L.".
func (v *vocabulary) abbreviates(a *atom) bool {
	w := &v.words[a.word]
	return a.form == upper1 || a.form == capped && w.is(title) && len(w.folded) <= 4 || w.folded == "saint"
}

// breton tells whether a c'h stands at the end of the letters read so far, and
// where its h begins.
func breton(text string, at, end int) (next int, ok bool) {
	if end-at < 2 || text[end-1] != 'c' && text[end-1] != 'C' {
		return 0, false
	}
	_, size := utf8.DecodeRuneInString(text[end:])
	next = end + size
	if g, _ := gapOf(text[end:next]); g != apostrophe || next >= len(text) {
		return 0, false
	}
	return next, text[next] == 'h' || text[next] == 'H'
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

func run(text string, at, stop int, in func(rune) bool) int {
	for at < stop {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !in(r) {
			break
		}
		at += size
	}
	return at
}

// gapOf tells what a stretch between two atoms is, and whether a sentence may
// begin behind it.
func gapOf(between string) (g gap, ends bool) {
	switch between {
	case " ":
		return space, false
	case "'", "’", "ʼ":
		return apostrophe, false
	case "-", "‐", "‑":
		return hyphen, false
	}
	if strings.Contains(between, "\t") {
		return apart, true // a cell, as in the heading of a transcript
	}
	rest := strings.Trim(between, " \u00a0\u202f")
	switch rest {
	case "":
		if between == "" {
			return apart, false
		}
		return space, false
	case ",":
		return comma, false
	case ".":
		return dot, true
	}
	return apart, strings.ContainsAny(rest, ".!?…:;\n()[]«»\"“”–—") || strings.HasPrefix(rest, "-") && strings.HasSuffix(rest, "\n-")
}

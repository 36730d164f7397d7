package dictionary

import (
	"slices"
	"strings"
	"unicode"

	"github.com/askoria/verbatim/interviews/internal/cell"
)

// lookup finds the variables that headings stand for: by name, then by label or
// other name, both folded.
type lookup struct {
	variables []Variable
	names     map[string]int
	labels    map[string]int
	loose     map[string]int // without "de", "la"; -1 for two variables
}

func (d *Dictionary) lookup() lookup {
	l := lookup{d.Variables, map[string]int{}, map[string]int{}, map[string]int{}}
	for i := range d.Variables {
		v := &d.Variables[i]
		l.names[fold(v.Name)] = i
		for _, label := range append([]string{v.Label}, v.Names...) {
			if _, taken := l.labels[fold(label)]; !taken && fold(label) != "" {
				l.labels[fold(label)] = i
			}
		}
	}
	for i := range d.Variables {
		v := &d.Variables[i]
		for _, label := range append([]string{v.Name, v.Label}, v.Names...) {
			text := loosely(label)
			if other, taken := l.loose[text]; taken && other != i {
				l.loose[text] = -1
			} else if text != "" {
				l.loose[text] = i
			}
		}
	}
	return l
}

// find is the variable of a heading. sure is false where the heading is not one
// that the dictionary gives, but one short word or an abbreviation away.
func (l lookup) find(title string) (at int, sure, ok bool) {
	// "Âge (ans)" is "Âge" with its unit; "Q1. Quel est votre âge ?" is Q1.
	bare, _, _ := strings.Cut(title, "(")
	for _, text := range []string{title, bare} {
		folded := fold(text)
		if at, ok := l.names[folded]; ok {
			return at, true, true
		}
		if at, ok := l.labels[folded]; ok {
			return at, true, true
		}
	}
	if code, _, found := strings.Cut(title, ". "); found {
		if at, ok := l.names[fold(code)]; ok {
			return at, true, true
		}
	}
	if at, ok := l.loose[loosely(title)]; ok && at >= 0 {
		return at, false, true
	}
	at, ok = l.shortened(title)
	return at, false, ok
}

// shortened finds the one label that begins as a heading cut off with "..".
func (l lookup) shortened(title string) (at int, ok bool) {
	begins, cut := cutOff(title)
	if !cut {
		return 0, false
	}
	for i := range l.variables {
		if strings.HasPrefix(fold(l.variables[i].Label), begins) {
			if ok {
				return 0, false
			}
			at, ok = i, true
		}
	}
	return at, ok
}

// cutOff is the folded beginning of a text that ends in two points or more.
func cutOff(text string) (begins string, cut bool) {
	text = strings.TrimRight(text, " \u00a0_")
	short := strings.TrimRight(text, ".…")
	begins = fold(short)
	return begins, len(begins) >= 3 && (len(text)-len(short) >= 2)
}

// loosely folds a text without the short words that people add and leave out:
// "Date de début" and "date_debut" are one.
func loosely(text string) string {
	var kept strings.Builder
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if word = fold(word); !slices.Contains(shortWords, word) {
			kept.WriteString(word)
		}
	}
	return kept.String()
}

var shortWords = []string{"de", "du", "des", "d", "la", "le", "les", "l"}

// part is one column of several that make a variable of the type Multiple.
type part struct {
	at       int // in the rows of the file
	variable int
	option   int    // index of the level that it ticks; -1 for a rank
	title    string // of an option that no level names yet
	free     bool   // it holds what people wrote under "other"
}

// part reads a heading made of that of a variable and that of an option or the
// number of a rank: "Q3[SQ001]", "Q3_SQ001", "Lieux / CDAS", "LIEUX_1".
func (l lookup) part(title string) (part, bool) {
	if code, _, found := strings.Cut(title, "]. "); found {
		title = code // "Q3[SQ001]. Où allez-vous ? [CDAS]"
	}
	for at, r := range title {
		if at == 0 || !strings.ContainsRune("[_/:-.(", r) {
			continue
		}
		variable, _, ok := l.find(strings.TrimSpace(title[:at]))
		if !ok || l.variables[variable].Type != Multiple || l.variables[variable].Form == Joined {
			continue
		}
		rest := strings.Trim(title[at+1:], " \u00a0[]()_/:-")
		if p, ok := l.variables[variable].part(rest, r == '['); ok {
			p.variable = variable
			return p, true
		}
	}
	return part{}, false
}

func (v *Variable) part(rest string, bracketed bool) (part, bool) {
	folded := fold(rest)
	begins, cut := cutOff(rest)
	var found part
	alike := 0
	for i, level := range v.Levels {
		code, label := fold(level.Code), fold(level.Label)
		other := isOther(code) || isOther(label)
		switch {
		case v.Form == Ranked || folded == "":
		case folded == code, folded == label:
			return part{option: i, free: other}, true
		case cut && strings.HasPrefix(label, begins), other && isOther(folded):
			found, alike = part{option: i, free: other}, alike+1
		}
	}
	if alike == 1 {
		return found, true
	}
	rank, whole := cell.Whole(rest)
	switch {
	case whole && rank > 0 && v.Form != Ticked && (v.Form == Ranked || !bracketed):
		return part{option: -1}, true
	case len(v.Levels) == 0 && folded != "" && v.Form != Ranked && (bracketed || v.Form == Ticked):
		return part{title: rest, free: isOther(folded)}, true
	}
	return part{}, false
}

// isOther tells whether an option is the one after which people write what
// they mean.
func isOther(folded string) bool {
	return folded == "other" || folded == "autre" || folded == "autres" || strings.HasPrefix(folded, "autre(") || strings.HasPrefix(folded, "autreprecise")
}

package transcript

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/askoria/verbatim/stats"
)

// stage finds what is not speech inside a turn: remarks between brackets,
// times, passages that could not be understood.
var stage = regexp.MustCompile(`\([^()\n]*\)|\[[^\[\]\n]*\]` +
	`|#\d{1,2}:\d{2}:\d{2}(?:-\d+)?#|\b\d{1,2}:\d{2}:\d{2}\b|\b(?:X{3,}|x{3,})\b`)

// stageNotes gives the stage notes of a turn as pairs of bytes. Brackets of more
// than eight words are an aside of the speaker, and capitals between brackets
// ("[PRÉNOM_1]") a pseudonym: both stay words.
func stageNotes(text string) [][]int {
	if !strings.ContainsAny(text, "([#:") && !strings.Contains(text, "xxx") && !strings.Contains(text, "XXX") {
		return nil // most turns: the expression need not search them
	}
	found := stage.FindAllStringIndex(text, -1)
	notes := found[:0]
	for _, at := range found {
		inside := strings.Trim(text[at[0]:at[1]], "()[]")
		if words(inside) <= 8 && !pseudonym(inside) {
			notes = append(notes, at)
		}
	}
	return notes
}

// pseudonym tells a tag, all in capitals, from a stage note in capitals.
func pseudonym(inside string) bool {
	letters := 0
	for _, r := range inside {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters == 0 || strings.Trim(inside, "Xx") == "" {
		return false
	}
	return !stageWord(stats.Fold(inside))
}

// stageWord tells folded words that begin as a stage note does.
func stageWord(folded string) bool {
	for _, word := range [...]string{"rire", "silence", "pause", "inaudible", "incomprehensible", "soupir", "pleur", "bruit"} {
		if strings.HasPrefix(folded, word) {
			return true
		}
	}
	return false
}

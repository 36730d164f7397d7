package corpus

import (
	"strings"
	"unicode"

	"github.com/kljensen/snowball/french"
	"golang.org/x/text/unicode/norm"
)

// Form is the normal form of a word, the one that searches and counts compare:
// lower case, composed accents, straight apostrophe, œ and æ in two letters,
// no soft hyphen, no space inside a number, no hyphen before an inverted
// pronoun ("-t-il" is "il").
func Form(word string) string {
	form := plain(word)
	if strings.HasPrefix(form, "-") && len(form) > 1 {
		form = strings.TrimPrefix(strings.TrimPrefix(form, "-t-"), "-")
	}
	return form
}

// plain is the part of Form that any stretch of text can take.
func plain(text string) string {
	simple := true
	for i := range len(text) {
		if c := text[i]; c >= 0x80 || c == ' ' {
			simple = false
			break
		}
	}
	if simple {
		return strings.ToLower(text)
	}
	return spelling.Replace(strings.ToLower(norm.NFC.String(text)))
}

var spelling = strings.NewReplacer("’", "'", "ʼ", "'", "\u2010", "-", "\u2011", "-", "œ", "oe", "æ", "ae",
	"\u00ad", "", " ", "", "\u00a0", "", "\u202f", "", "\u2009", "")

// Stem is the stem of a word in its normal form, by the French Snowball rules
// (Porter 2001): "accompagnée" and "accompagnait" are both "accompagn".
// It agrees with R's SnowballC::wordStem(word, "french").
func Stem(word string) string { return french.Stem(Form(word), true) }

// smooth writes a text code point for code point without what keyboards and
// word processors vary: apostrophes, spaces, line ends. Places stay the same.
func smooth(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case isApostrophe(r):
			return '\''
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, text)
}

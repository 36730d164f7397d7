package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// elided are the words that lose their vowel before an apostrophe. Others keep
// what follows: aujourd'hui, quelqu'un, presqu'île, prud'homme, p'tit.
var elided = set("l", "d", "j", "m", "t", "s", "c", "n", "y", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu")

// shortened is what speech makes of cet and cette: c't'enfant.
var shortened = set("c't")

// whole are words whose apostrophe or hyphen only looks like one that splits.
var whole = set("c'est-à-dire", "m'as-tu-vu", "qu'en-dira-t-on", "s'il-te-plaît", "d'j", "c'te",
	"rendez-vous", "garde-à-vous", "chez-moi", "chez-soi", "chez-nous", "chez-vous", "quant-à-soi", "m'sieur", "m'dame",
	"celui-là", "celle-là", "ceux-là", "celles-là", "celui-ci", "celle-ci", "ceux-ci", "celles-ci",
	"par-là", "par-ci", "jusque-là", "de-ci", "de-là", "au-delà", "ici-là")

// pronouns follow a verb after a hyphen, -là and -ci a noun.
var pronouns = set("je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce",
	"moi", "toi", "le", "la", "les", "lui", "leur", "y", "en", "là", "ci")

// elides tells whether the letters before the apostrophe at a place are an
// elided word, with nothing after it: "j' suis", "d'… de".
func (s *scanner) elides(at, apostrophe int) bool {
	start := apostrophe
	for start > at && inWord(s.runes[start-1]) {
		start--
	}
	return s.among(elided, start, apostrophe)
}

// among tells whether a stretch, in lower case with straight apostrophes, is
// one of some words. No word in them is long: a stretch that is need not be
// looked at, which keeps the scan of odd texts linear.
func (s *scanner) among(words map[string]bool, from, to int) bool {
	const longest = 24
	if to-from > longest {
		return false
	}
	var form [longest * utf8.UTFMax]byte
	key := form[:0]
	for _, r := range s.runes[from:to] {
		switch {
		case isApostrophe(r):
			key = append(key, '\'')
		case isHyphen(r):
			key = append(key, '-')
		case unicode.IsMark(r):
			return words[plain(s.text[s.bytes[from]:s.bytes[to]])] // an accent to compose
		case r != softHyphen:
			key = utf8.AppendRune(key, unicode.ToLower(r))
		}
	}
	return words[string(key)]
}

// split cuts a cluster into elided words, the word, and inverted pronouns.
func (s *scanner) split(at, end int) {
	if s.index(at, end, isJoint) < 0 {
		s.emit(Word, at, end)
		return
	}
	for at < end && !s.among(whole, at, end) {
		apostrophe := s.index(at, end, isApostrophe)
		if apostrophe < 0 {
			break
		}
		hyphen := s.last(at, apostrophe, isHyphen)
		second := s.index(apostrophe+1, end, isApostrophe)
		switch {
		case second > 0 && s.among(shortened, at, second):
			apostrophe = second
		case s.among(elided, at, apostrophe) && !s.africanName(at, apostrophe, end):
		case hyphen > at && apostrophe == hyphen+2 && strings.ContainsRune("tmc", s.runes[hyphen+1]):
			// va-t'en, donne-m'en, est-c'que
			s.emit(Word, at, hyphen)
			at = hyphen
		default:
			s.pronouns(at, end)
			return
		}
		s.emit(Word, at, apostrophe+1)
		at = apostrophe + 1
	}
	s.pronouns(at, end)
}

// africanName tells N'Diaye and M'Barek from an elision: a capital consonant
// after N' or M'.
func (s *scanner) africanName(at, apostrophe, end int) bool {
	first := s.runes[at]
	return (first == 'N' || first == 'M') && apostrophe+1 < end && unicode.IsUpper(s.runes[apostrophe+1]) &&
		!strings.ContainsRune("AEIOUYHÀÂÉÈÊËÎÏÔÙÛŒ", s.runes[apostrophe+1])
}

// pronouns emits a word and cuts off the pronouns at its end.
func (s *scanner) pronouns(at, end int) {
	cuts := []int{end}
	for !s.among(whole, at, cuts[len(cuts)-1]) {
		stop := cuts[len(cuts)-1]
		hyphen := s.last(at, stop, isHyphen)
		if hyphen <= at || !s.among(pronouns, hyphen+1, stop) {
			break
		}
		if hyphen-2 > at && isHyphen(s.runes[hyphen-2]) && unicode.ToLower(s.runes[hyphen-1]) == 't' {
			hyphen -= 2
		}
		cuts = append(cuts, hyphen)
	}
	for i := len(cuts) - 1; i >= 0; i-- {
		s.emit(Word, at, cuts[i])
		at = cuts[i]
	}
}

func (s *scanner) index(from, to int, is func(rune) bool) int {
	for i := from; i < to; i++ {
		if is(s.runes[i]) {
			return i
		}
	}
	return -1
}

func (s *scanner) last(from, to int, is func(rune) bool) int {
	for i := to - 1; i >= from; i-- {
		if is(s.runes[i]) {
			return i
		}
	}
	return -1
}

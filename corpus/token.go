package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind tells what a token is.
type Kind uint8

const (
	// Word is a word, with its elision or hyphen: "l'", "école", "-t-il".
	Word Kind = iota
	// Number is a number, an hour or a date: "1 234,5", "14h30", "12/03/2021".
	Number
	// Address is a mail or web address.
	Address
	// Sign is punctuation or any other mark.
	Sign
	// Note is a stage note of the transcript, "(rires)": nobody said it.
	Note
)

// Token is the smallest piece of a text that can be counted, as it stands
// there.
type Token struct {
	Text string
	Kind Kind
	// Start and End place it in code points; Byte is where its bytes start.
	Start, End, Byte int
}

// Said tells whether the token counts as a word: all but signs and notes do.
func (t Token) Said() bool { return t.Kind < Sign }

// Tokens cuts a French text into words, numbers, addresses and signs. What it
// leaves out is white space only: tokens and gaps together are the text.
//
// Elided words stand alone (l', qu', lorsqu'), whichever the apostrophe, and so
// do inverted pronouns (-je, -t-il); aujourd'hui, quelqu'un, rendez-vous and
// c'est-à-dire are one word; so are the tags that stand for names, [PRÉNOM_1].
// A number keeps the spaces between its thousands and its decimal comma.
func Tokens(text string) []Token {
	s := newScanner(text)
	s.scan(0, len(s.runes))
	return s.tokens
}

// scanner cuts one text. It works on code points and knows the byte of each,
// so that invalid UTF-8, one code point a byte, keeps its place too.
type scanner struct {
	text   string
	runes  []rune
	bytes  []uint32 // where each code point starts, and the length of the text
	tokens []Token
	// addresses tells that the text may hold some.
	addresses bool
}

func newScanner(text string) *scanner {
	n := utf8.RuneCountInString(text)
	s := &scanner{
		// French speech has a token every 4.1 to 4.7 code points.
		text: text, runes: make([]rune, n), bytes: make([]uint32, n+1), tokens: make([]Token, 0, n/4+1),
		addresses: strings.Contains(text, "@") || strings.Contains(text, "www.") || strings.Contains(text, "://"),
	}
	i := 0
	for at, r := range text {
		s.runes[i], s.bytes[i] = r, uint32(at)
		i++
	}
	s.bytes[n] = uint32(len(text))
	return s
}

func (s *scanner) emit(kind Kind, from, to int) {
	if from < to {
		s.tokens = append(s.tokens, Token{s.text[s.bytes[from]:s.bytes[to]], kind, from, to, int(s.bytes[from])})
	}
}

// scan cuts the code points from one place to another.
func (s *scanner) scan(at, end int) {
	for at < end {
		r := s.runes[at]
		next := at + 1
		switch {
		case unicode.IsSpace(r):
		case r == '[' && s.tag(at, end) > 0:
			next = s.tag(at, end)
			s.emit(Word, at, next)
		case !inWord(r):
			for next < end && r == s.runes[next] && repeats(r) {
				next++
			}
			s.emit(Sign, at, next)
		case s.addresses && s.address(at, end) > 0:
			next = s.address(at, end)
			s.emit(Address, at, next)
		default:
			next = s.cluster(at, end)
			if unicode.IsDigit(r) {
				s.emit(Number, at, next)
			} else {
				s.split(at, next)
			}
		}
		at = next
	}
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == softHyphen
}

const softHyphen = '\u00ad'

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }
func isHyphen(r rune) bool     { return r == '-' || r == '\u2010' || r == '\u2011' }
func isJoint(r rune) bool      { return isApostrophe(r) || isHyphen(r) }

// repeats tells which signs are one sign when repeated: "...", "--", "==".
func repeats(r rune) bool { return strings.ContainsRune(".-–—_=*~#", r) }

// tag finds the end of a tag that stands for a name, "[PRÉNOM_1]"; 0 if there
// is none.
func (s *scanner) tag(at, end int) int {
	underscore := false
	for i := at + 1; i < end; i++ {
		switch r := s.runes[i]; {
		case r == ']' && underscore && i > at+3:
			return i + 1
		case r == '_':
			underscore = true
		case !unicode.IsUpper(r) && !unicode.IsDigit(r) && !isHyphen(r):
			return 0
		}
	}
	return 0
}

// address finds the end of a mail or web address; 0 if there is none.
func (s *scanner) address(at, end int) int {
	rest := s.text[s.bytes[at]:s.bytes[end]]
	stop := at
	if strings.HasPrefix(rest, "http://") || strings.HasPrefix(rest, "https://") || strings.HasPrefix(rest, "www.") {
		for stop < end && !unicode.IsSpace(s.runes[stop]) && !strings.ContainsRune("<>()«»\"“”,;", s.runes[stop]) {
			stop++
		}
	} else {
		const longest = 64 // of a name before the @
		sign := s.run(at, min(end, at+longest), "._%+-")
		if sign == end || s.runes[sign] != '@' {
			return 0
		}
		stop = s.run(sign+1, end, ".-")
		if dot := s.index(sign+1, stop, func(r rune) bool { return r == '.' }); dot < 0 || dot == stop-1 {
			return 0
		}
	}
	for strings.ContainsRune(".!?:…'’]-", s.runes[stop-1]) {
		stop--
	}
	return stop
}

// run finds the end of letters, figures and some signs.
func (s *scanner) run(at, end int, signs string) int {
	for at < end && (inWord(s.runes[at]) || strings.ContainsRune(signs, s.runes[at])) {
		at++
	}
	return at
}

// cluster finds the end of the letters, digits and inner signs that start at
// a place: what split then cuts.
func (s *scanner) cluster(at, end int) int {
	digits := s.digits(at, end)
	if digits > at {
		if grouped := s.thousands(at, digits, end); grouped > digits {
			digits = grouped
		}
	}
	i := max(digits, at+1)
	for i < end {
		r := s.runes[i]
		before := s.runes[i-1]
		follows := i+1 < end && inWord(s.runes[i+1])
		switch {
		case inWord(r):
		case follows && inWord(before) && (isHyphen(r) || isApostrophe(r) || r == '_'):
		case follows && strings.ContainsRune(".,:/", r) && unicode.IsDigit(before) && unicode.IsDigit(s.runes[i+1]):
		case r == '.' && s.initial(at, i):
		case s.brokenOff(i, end):
			return i + 1
		case isApostrophe(r) && !follows && s.elides(at, i):
		default:
			return i
		}
		i++
	}
	return i
}

func (s *scanner) digits(at, end int) int {
	for at < end && unicode.IsDigit(s.runes[at]) {
		at++
	}
	return at
}

// thousands finds the end of groups of three digits set off by spaces.
func (s *scanner) thousands(at, digits, end int) int {
	if digits-at > 3 {
		return digits
	}
	for digits < end && strings.ContainsRune(" \u00a0\u202f\u2009", s.runes[digits]) {
		group := s.digits(digits+1, end)
		if group-digits != 4 || group < end && inWord(s.runes[group]) {
			break
		}
		digits = group
	}
	return digits
}

// brokenOff tells whether the sign at a place marks a word that the speaker
// did not finish: "con- contente", "s~".
func (s *scanner) brokenOff(at, end int) bool {
	if !unicode.IsLetter(s.runes[at-1]) {
		return false
	}
	return s.runes[at] == '~' || isHyphen(s.runes[at]) && at+1 < end && s.runes[at+1] == ' '
}

// initial tells whether the full stop at a place belongs to the letters before
// it: "M.", "J.-P.", "A.S.E.".
func (s *scanner) initial(at, stop int) bool {
	start := stop
	for start > at && unicode.IsLetter(s.runes[start-1]) {
		start--
	}
	letters := strings.ToLower(s.text[s.bytes[start]:s.bytes[stop]])
	if stop-start == 1 {
		return unicode.IsUpper(s.runes[start])
	}
	return start == at && titles[letters] && (lowerCase[letters] || unicode.IsUpper(s.runes[start]))
}

// titles, and the like, take a full stop that ends no sentence; with a capital
// for most: "me." and "m." end sentences.
var titles = set("mm", "m", "mr", "mme", "mmes", "mlle", "mlles", "dr", "drs", "pr", "me", "st", "ste", "cf", "av", "bd")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, word := range words {
		m[word] = true
	}
	return m
}

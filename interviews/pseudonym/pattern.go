package pseudonym

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// pattern finds something by its form alone.
type pattern struct {
	kind       Kind
	rule       Rule
	confidence float64
	form       *regexp.Regexp // its first group is what is masked
}

// What comes first wins where two patterns overlap. Boundaries are written
// out: \b knows no accents, and would find a phone number in a longer number.
var (
	mailPatterns = []pattern{
		{Mail, ByMail, 1, regexp.MustCompile(`([\pL\d._%+-]+@[\pL\d-]+(?:\.[\pL\d-]+)+)`)},
		{Web, ByAccount, 0.9, regexp.MustCompile(`(?:^|[^\pL\d.@])(@[\pL\d_.]*[\pL\d_]{2})`)},
	}
	spokenMail = []pattern{{
		Mail, BySpoken, 0.95,
		regexp.MustCompile(`(?i)([\pL\d_-]+(?: (?:point|tiret|tiret du (?:bas|haut|[68])|underscore) [\pL\d_-]+)* arobase [\pL\d-]+(?: (?:point|tiret) [\pL\d-]+)+)`),
	}}
	webPatterns = []pattern{
		{Web, ByWeb, 1, regexp.MustCompile(`(?i)((?:https?://|www\.)[^\s<>"«»\[\]]*[^\s<>"«»\[\].,;:!?)…])`)},
		{Web, ByWeb, 0.9, regexp.MustCompile(`(?i)(?:^|[^\pL\d@.-])([\pL\d][\pL\d-]*(?:\.[\pL\d-]+)*\.(?:fr|com|org|net|bzh|eu|io|info)(?:/[^\s<>"«»\[\]]*[^\s<>"«»\[\].,;:!?)…])?)(?:[^\pL\d-]|$)`)},
	}
	digitPatterns = []pattern{
		{SocialSecurity, ByNIR, 1, regexp.MustCompile(`(?:^|[^\d])([1-478][ .]?\d\d[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d\d|2[ABab])[ .]?\d{3}[ .]?\d{3}(?:[ ./-]{0,3}\d\d)?)(?:[^\d]|$)`)},
		{Phone, ByPhone, 1, regexp.MustCompile(`(?:^|[^\d.,+-])((?:(?:\+|00)33[ .\x{a0}\x{202f}-]?(?:\(0\)[ .\x{a0}\x{202f}-]?)?|0)[1-9](?:[ .\-/\x{a0}\x{202f}]{0,2}\d\d){4})(?:[^\d]|$)`)},
		{Date, ByDate, 1, regexp.MustCompile(`(?:^|[^\d/.-])((?:0?[1-9]|[12]\d|3[01])(/|\.|-| / )(?:0?[1-9]|1[0-2])(?:/|\.|-| / )(?:(?:19|20)\d\d|\d\d))(?:[^\d]|$)`)},
		{Date, ByDate, 1, regexp.MustCompile(`(?:^|[^\d/.-])((?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:[^\d]|$)`)},
		{Phone, ByPhone, 0.7, regexp.MustCompile(`(?:^|[^\d.,+-])(\+\d{1,3}(?:[ .-]?\d{2,4}){3,5})(?:[^\d]|$)`)},
	}
)

// patterns finds what has a form of its own. Most lines hold none of the signs
// that such things have, and are passed over.
func patterns(text string) []candidate {
	var found []candidate
	at := 0
	for line := range strings.Lines(text) {
		if strings.Contains(line, "@") {
			found = search(line, at, mailPatterns, found)
		}
		if strings.Contains(line, "arobase") || strings.Contains(line, "Arobase") {
			found = search(line, at, spokenMail, found)
		}
		if dotted(line) {
			found = search(line, at, webPatterns, found)
		}
		for start, end := range numbered(line) {
			found = search(line[start:end], at+start, digitPatterns, found)
		}
		at += len(line)
	}
	return found
}

// numbered cuts out the stretches of a line that hold four digits or more with
// nothing but signs of numbers between, a sign on each side included: dates and
// numbers stand in nothing else.
func numbered(line string) func(func(start, end int) bool) {
	return func(yield func(start, end int) bool) {
		for at := 0; at < len(line); {
			next := strings.IndexAny(line[at:], "0123456789+")
			if next < 0 {
				return
			}
			start := at + next
			end, digits := start, 0
			for end < len(line) && strings.IndexByte("0123456789 .-/()+ABab\xc2\xa0\xe2\x80\xaf", line[end]) >= 0 {
				if line[end] >= '0' && line[end] <= '9' {
					digits++
				}
				end++
			}
			if at = end; digits < 4 {
				continue
			}
			// Not inside a character: what is before and behind is looked at.
			for start > 0 {
				start--
				if utf8.RuneStart(line[start]) {
					break
				}
			}
			for end < len(line) {
				end++
				if end == len(line) || utf8.RuneStart(line[end]) {
					break
				}
			}
			if !yield(start, end) {
				return
			}
		}
	}
}

// dotted tells whether a line has a full stop or colon between two letters.
func dotted(line string) bool {
	for rest := line; ; {
		i := strings.IndexAny(rest, ".:")
		if i < 0 || i+1 >= len(rest) {
			return false
		}
		if next := rest[i+1]; i > 0 && rest[i-1] != ' ' && next != ' ' && next != '\n' {
			return true
		}
		rest = rest[i+1:]
	}
}

func search(line string, at int, list []pattern, found []candidate) []candidate {
	for _, p := range list {
		for from := 0; from < len(line); {
			m := p.form.FindStringSubmatchIndex(line[from:])
			if m == nil {
				break
			}
			c := candidate{start: at + from + m[2], end: at + from + m[3], kind: p.kind, rule: p.rule, confidence: p.confidence, from: -1}
			words := line[from+m[2] : from+m[3]]
			// The sign behind a match may be the one before the next.
			from += m[3]
			switch p.kind {
			case SocialSecurity:
				c.canon = onlyDigits(words)
				if !keyHolds(c.canon) {
					c.rule, c.confidence = ByNIRLoose, 0.8
				}
			case Date:
				day, ok := numericDate(words)
				if !ok {
					continue
				}
				c.canon, c.day = day.canon(), day
			case Phone:
				c.canon = national(onlyDigits(words))
			default:
				c.canon = strings.ToLower(words)
			}
			if !overlaps(found, c) {
				found = append(found, c)
			}
		}
	}
	return found
}

// overlaps looks only at the last candidates: all lie on one line or before.
func overlaps(found []candidate, c candidate) bool {
	for i := len(found) - 1; i >= 0; i-- {
		if found[i].start < c.end && c.start < found[i].end {
			return true
		}
	}
	return false
}

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == 'A' || r == 'B' {
			return r
		}
		if r == 'a' || r == 'b' {
			return r - 'a' + 'A'
		}
		return -1
	}, text)
}

// national is a phone number as dialled in France: +33 6… and 06… are one.
func national(number string) string {
	for _, prefix := range []string{"0033", "33"} {
		if rest, ok := strings.CutPrefix(number, prefix); ok && len(rest) >= 9 {
			return "0" + strings.TrimPrefix(rest, "0")
		}
	}
	return number
}

// keyHolds checks the two last digits of a social security number: 97 less the
// rest of the division by 97 of the thirteen first, Corsica's 2A and 2B being
// 19 and 18 there.
func keyHolds(nir string) bool {
	if len(nir) != 15 {
		return false
	}
	number, err := strconv.ParseInt(strings.NewReplacer("2A", "19", "2B", "18").Replace(nir[:13]), 10, 64)
	if err != nil {
		return false
	}
	key, err := strconv.ParseInt(nir[13:], 10, 64)
	return err == nil && key == 97-number%97
}

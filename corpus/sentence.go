package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"github.com/askoria/verbatim/stats"
)

// Sentences cuts a text into sentences, in code points, without the white
// space between them. A text without full stops, as many transcripts are, is
// one sentence; an empty line always ends one.
//
// The cuts are those of prose (Punkt, Kiss and Strunk 2006), mended where it
// knows English only: abbreviations (Mme. Martin, art. 375), closing quotes,
// the ellipsis sign.
func Sentences(text string) []stats.Span { return sentences([]string{text})[0] }

// sentences cuts several texts, none of which shares a sentence with another.
// prose reads its training file again at every call, tens of milliseconds:
// hence all turns of a document at once.
func sentences(texts []string) [][]stats.Span {
	var joined strings.Builder
	ends := make([]int, len(texts))
	for i, text := range texts {
		joined.WriteString(forProse(text))
		ends[i] = joined.Len()
		// The empty line keeps the last word of one text from the first of the
		// next; Punkt also loses a last word that ends in an accent.
		joined.WriteString("\n\n")
	}
	all := joined.String()
	starts := proseStarts(all)
	cut := make([][]stats.Span, len(texts))
	at := 0
	for i, text := range texts {
		var breaks []int
		for place := 0; len(starts) > 0 && starts[0] < ends[i]; starts = starts[1:] {
			place += utf8.RuneCountInString(all[at:starts[0]])
			at = starts[0]
			breaks = append(breaks, place)
		}
		at = ends[i] + 2
		cut[i] = newScanner(text).sentences(breaks)
	}
	return cut
}

// forProse writes a text code point for code point as prose should see it: an
// ellipsis sign before a capital as a full stop.
func forProse(text string) string {
	if utf8.ValidString(text) && !strings.Contains(text, "…") {
		return text
	}
	runes := []rune(text)
	for i, r := range runes {
		if r == '…' && i+2 < len(runes) && unicode.IsSpace(runes[i+1]) && unicode.IsUpper(runes[i+2]) {
			runes[i] = '.'
		}
	}
	return string(runes)
}

// proseStarts finds where the sentences of prose start, in bytes. prose gives
// their words without their place, so they are looked for one after the other;
// if one were not found, the rest would be one sentence.
func proseStarts(text string) []int {
	document, err := prose.NewDocument(text,
		prose.WithTokenization(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		return nil
	}
	var starts []int
	at := 0
	for _, sentence := range document.Sentences() {
		next := strings.Index(text[at:], sentence.Text)
		if next < 0 {
			break
		}
		starts = append(starts, at+next)
		at += next + len(sentence.Text)
	}
	return starts
}

// sentences mends the breaks of prose, which are in code points, and cuts.
func (s *scanner) sentences(breaks []int) []stats.Span {
	var spans []stats.Span
	start := 0
	cut := func(at int) {
		from, to := start, at
		for from < to && unicode.IsSpace(s.runes[from]) {
			from++
		}
		for to > from && unicode.IsSpace(s.runes[to-1]) {
			to--
		}
		start = at
		switch {
		case from == to:
		case len(spans) > 0 && s.index(from, to, inWord) < 0:
			spans[len(spans)-1].End = to // signs alone are no sentence
		default:
			spans = append(spans, stats.Span{Start: from, End: to})
		}
	}
	for _, at := range s.withEmptyLines(breaks) {
		if at, ends := s.mended(at); ends && at > start {
			cut(at)
		}
	}
	cut(len(s.runes))
	return spans
}

// withEmptyLines adds a break at each empty line, in order.
func (s *scanner) withEmptyLines(breaks []int) []int {
	var all []int
	for i := 1; i < len(s.runes); i++ {
		for len(breaks) > 0 && breaks[0] <= i {
			all, breaks = append(all, breaks[0]), breaks[1:]
		}
		if s.runes[i] == '\n' && s.runes[i-1] == '\n' {
			all = append(all, i)
		}
	}
	return append(all, breaks...)
}

// mended moves a break past closing quotes, and tells whether a sentence ends
// there at all.
func (s *scanner) mended(at int) (int, bool) {
	if at > 1 && s.runes[at] == '\n' && s.runes[at-1] == '\n' {
		return at, true
	}
	before := at
	for before > 0 && unicode.IsSpace(s.runes[before-1]) {
		before--
	}
	next := at
	for next < len(s.runes) && (strings.ContainsRune("»”", s.runes[next]) || unicode.IsSpace(s.runes[next])) {
		if !unicode.IsSpace(s.runes[next]) {
			at = next + 1
		}
		next++
	}
	if next == len(s.runes) {
		return at, true
	}
	follows := s.runes[next]
	if at > before && s.runes[at-1] != '\n' && strings.ContainsRune("»”", s.runes[at-1]) {
		return at, !unicode.IsLower(follows) // « Viens. » dit-elle.
	}
	if before == 0 || s.runes[before-1] != '.' {
		return at, true
	}
	word := before - 1
	for word > 0 && inWord(s.runes[word-1]) {
		word--
	}
	abbreviation := s.text[s.bytes[word]:s.bytes[before-1]]
	lower := strings.ToLower(abbreviation)
	switch {
	case titles[lower] && (lowerCase[lower] || lower != abbreviation):
		return at, false
	case beforeNumbers[lower] && unicode.IsDigit(follows):
		return at, false
	case beforeMore[lower] && unicode.IsLower(follows):
		return at, false
	}
	return at, true
}

// Abbreviations after which a sentence goes on, beside titles: those that need
// no capital, those before a number, those before a small letter.
var (
	lowerCase     = set("cf", "av", "bd")
	beforeNumbers = set("art", "p", "pp", "chap", "fig", "vol", "no", "tél", "janv", "févr", "fév", "avr", "juil", "sept", "oct", "nov", "déc")
	beforeMore    = set("etc", "ex", "env", "hab")
)

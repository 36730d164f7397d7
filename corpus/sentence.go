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
// one sentence; an empty line and the line of a speaker ("Léa : oui") always
// begin one.
//
// The cuts are those of prose (Punkt, Kiss and Strunk 2006), mended where it
// knows English only: abbreviations (Mme. Martin, art. 375), closing quotes,
// the ellipsis sign. English texts are cut by the same rules. A call takes tens
// of milliseconds before it begins; Document.Sentences pays that once a text.
func Sentences(text string) []stats.Span { return sentences([]string{text})[0] }

// sentences cuts several texts, none of which shares a sentence with another.
// prose reads its training file again at every call, tens of milliseconds:
// hence all turns of a document at once.
func sentences(texts []string) [][]stats.Span {
	var joined strings.Builder
	begins, ends, places := make([]int, len(texts)), make([]int, len(texts)), make([][]int, len(texts))
	for i, text := range texts {
		begins[i] = joined.Len()
		if written, at := forProse(text); strings.TrimSpace(written) != "" {
			places[i] = at
			joined.WriteString(written)
			ends[i] = joined.Len()
			// The empty line keeps the last word of one text from the first of the
			// next; Punkt also loses a last word that ends in an accent.
			joined.WriteString("\n\n")
		}
	}
	all := joined.String()
	starts := proseStarts(all)
	cut := make([][]stats.Span, len(texts))
	for i, text := range texts {
		var breaks []int
		at, place := begins[i], 0
		for ; len(starts) > 0 && starts[0] < ends[i]; starts = starts[1:] {
			place += utf8.RuneCountInString(all[at:starts[0]])
			at = starts[0]
			breaks = append(breaks, places[i][place])
		}
		cut[i] = newScanner(text).sentences(breaks)
	}
	return cut
}

// forProse writes a text as prose should see it, and tells where each code point
// stands in the text: an ellipsis sign before a capital is a full stop, and a
// long run of white space a short one, since prose takes the square of it.
func forProse(text string) (string, []int) {
	const longest = 8
	runes := []rune(text)
	kept, places := make([]rune, 0, len(runes)), make([]int, 0, len(runes))
	blank := 0
	for i, r := range runes {
		if !unicode.IsSpace(r) {
			blank = 0
		} else if blank++; blank > longest {
			continue
		}
		if r == '…' && i+2 < len(runes) && unicode.IsSpace(runes[i+1]) && unicode.IsUpper(runes[i+2]) {
			r = '.'
		}
		kept, places = append(kept, r), append(places, i)
	}
	return string(kept), places
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
	var quotes quotes
	for _, at := range s.withOwn(breaks) {
		if at, ends := s.mended(at, &quotes); ends && at > start {
			cut(at)
		}
	}
	cut(len(s.runes))
	return spans
}

// withOwn adds breaks of our own, in order: at each empty line, before the line
// of a speaker, and at full stops that prose takes for those of abbreviations.
func (s *scanner) withOwn(breaks []int) []int {
	var all []int
	for i := 1; i < len(s.runes); i++ {
		for len(breaks) > 0 && breaks[0] <= i {
			all, breaks = append(all, breaks[0]), breaks[1:]
		}
		switch {
		case s.runes[i] == '\n' && s.runes[i-1] == '\n', s.runes[i-1] == '\n' && s.speaks(i), s.runes[i-1] == '.' && s.stops(i-1):
			all = append(all, i)
		}
	}
	return append(all, breaks...)
}

// speaks tells whether a line that starts at a place names who speaks: one or
// two words with a capital, and a colon. "Léa : voilà".
func (s *scanner) speaks(at int) bool {
	const longest = 30
	if !unicode.IsUpper(s.runes[at]) {
		return false
	}
	words := 1
	for i := at; i < min(len(s.runes), at+longest); i++ {
		switch r := s.runes[i]; {
		case r == ':':
			return true
		case unicode.IsSpace(r) && r != '\n':
			if next := i + 1; next < len(s.runes) && s.runes[next] != ':' {
				words++
			}
		case !inWord(r) && r != '.' && r != '_' && !isHyphen(r):
			return false
		}
		if words > 2 {
			return false
		}
	}
	return false
}

// stops tells whether the full stop at a place, before a space and a capital,
// ends what prose takes for an abbreviation: a bracket, a number or address
// that has a stop of its own, the number seven. "(01.01.2012). Il".
func (s *scanner) stops(at int) bool {
	if at+2 >= len(s.runes) || !unicode.IsSpace(s.runes[at+1]) || !unicode.IsUpper(s.runes[at+2]) || at == 0 {
		return false
	}
	if s.runes[at-1] == ')' || s.runes[at-1] == '.' {
		return true
	}
	from := at
	for from > 0 && inWord(s.runes[from-1]) {
		from--
	}
	inner := from > 1 && s.runes[from-1] == '.' && inWord(s.runes[from-2])
	return at-from > 1 && inner || string(s.runes[from:at]) == "sept"
}

// mended moves a break past closing quotes, and tells whether a sentence ends
// there at all.
func (s *scanner) mended(at int, straight *quotes) (int, bool) {
	if at > 1 && s.runes[at] == '\n' && s.runes[at-1] == '\n' {
		return at, true
	}
	before := at
	for before > 0 && unicode.IsSpace(s.runes[before-1]) {
		before--
	}
	next := at
	for next < len(s.runes) && (unicode.IsSpace(s.runes[next]) || strings.ContainsRune("»”", s.runes[next]) ||
		s.runes[next] == '"' && straight.closes(s.runes, next)) {
		if !unicode.IsSpace(s.runes[next]) {
			at = next + 1
		}
		next++
	}
	if next == len(s.runes) {
		return at, true
	}
	follows := s.runes[next]
	if at > before && s.runes[at-1] != '\n' && strings.ContainsRune("»”\"", s.runes[at-1]) {
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

// quotes follows the straight quotes of a text, which do not say on which side
// they stand.
type quotes struct {
	at   int
	open bool
}

// closes tells whether the straight quote at a place closes one of the same
// paragraph. Where it touches a word on one side only, that tells; else it
// closes when one is open.
func (q *quotes) closes(runes []rune, at int) bool {
	blank := func(i int) bool { return i < 0 || i >= len(runes) || unicode.IsSpace(runes[i]) }
	was := q.open
	for ; q.at <= at; q.at++ {
		was = q.open
		switch i := q.at; {
		case runes[i] == '"':
			q.open = blank(i-1) && (!blank(i+1) || !q.open)
		case runes[i] == '\n' && i > 0 && runes[i-1] == '\n':
			q.open = false
		}
	}
	return was && !q.open
}

// Abbreviations after which a sentence goes on, beside titles: those that need
// no capital, those before a number, those before a small letter.
var (
	lowerCase     = set("cf", "av", "bd")
	beforeNumbers = set("art", "p", "pp", "chap", "fig", "vol", "no", "tél", "janv", "févr", "fév", "avr", "juil", "sept", "oct", "nov", "déc")
	beforeMore    = set("etc", "ex", "env", "hab")
)

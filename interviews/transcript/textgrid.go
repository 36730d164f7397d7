package transcript

import (
	"strconv"
	"strings"
)

// isTextGrid tells the long and the short form of Praat's text files; the
// chronological one is refused.
func isTextGrid(s *source) bool {
	start := s.text.Content[:min(len(s.text.Content), 400)]
	return strings.Contains(start, "TextGrid") &&
		(strings.Contains(start, "ooTextFile") || strings.Contains(start, "Praat chronological"))
}

// praat reads the values of a text file of Praat: numbers and texts that stand
// free, in their order. What else is there names them, for people.
type praat struct{ text string }

// praatValue is a number, or a text between quotation marks.
type praatValue struct {
	text   string
	number float64
	quoted bool
}

// next is the next value, ok false at the end and where a text is not closed.
func (p *praat) next() (praatValue, bool) {
	for {
		p.text = strings.TrimLeftFunc(p.text, layout)
		if p.text == "" {
			return praatValue{}, false
		}
		switch p.text[0] {
		case '"':
			return p.quoted()
		case '!': // up to the end of the line: a comment
			_, p.text, _ = strings.Cut(p.text, "\n")
			continue
		}
		end := strings.IndexFunc(p.text, layout)
		if end < 0 {
			end = len(p.text)
		}
		word := p.text[:end]
		p.text = p.text[end:]
		if n, err := strconv.ParseFloat(word, 64); err == nil {
			return praatValue{number: n}, true
		}
	}
}

// quoted reads a text; a quotation mark in it is doubled.
func (p *praat) quoted() (praatValue, bool) {
	var text strings.Builder
	rest := p.text[1:]
	for {
		part, after, closed := strings.Cut(rest, `"`)
		if !closed {
			return praatValue{}, false
		}
		text.WriteString(part)
		if rest = after; !strings.HasPrefix(rest, `"`) {
			p.text = rest
			return praatValue{text: text.String(), quoted: true}, true
		}
		text.WriteByte('"')
		rest = rest[1:]
	}
}

func (p *praat) word() (string, bool) {
	v, ok := p.next()
	return v.text, ok && v.quoted
}

func (p *praat) numeral() (float64, bool) {
	v, ok := p.next()
	return v.number, ok && !v.quoted
}

// praatLetters are the letters of French as Praat writes them in ASCII.
var praatLetters = strings.NewReplacer(
	"\\a`", "à", "\\a^", "â", "\\c,", "ç", "\\e'", "é", "\\e`", "è", "\\e^", "ê", "\\e\"", "ë",
	"\\i^", "î", "\\i\"", "ï", "\\o^", "ô", "\\u`", "ù", "\\u^", "û", "\\u\"", "ü", "\\oe", "œ", "\\ae", "æ",
	"\\A`", "À", "\\C,", "Ç", "\\E'", "É", "\\E`", "È", "\\E^", "Ê", "\\<<", "«", "\\>>", "»",
)

// textGrid reads a TextGrid of Praat: each tier of intervals is a speaker, of
// its name; empty intervals are silence. Points are left out and counted.
func textGrid(s *source) (content, error) {
	c := content{joint: " "}
	damaged := s.broken("le TextGrid")
	p := &praat{s.text.Content}
	kind, ok := p.word()
	class, ok2 := p.word()
	_, ok3 := p.numeral()
	_, ok4 := p.numeral()
	tiers, ok5 := p.numeral()
	if !(ok && ok2 && ok3 && ok4 && ok5) || kind != "ooTextFile" || class != "TextGrid" {
		return content{}, damaged
	}
	for range count(tiers) {
		class, ok := p.word()
		name, ok2 := p.word()
		_, ok3 := p.numeral()
		_, ok4 := p.numeral()
		size, ok5 := p.numeral()
		if !(ok && ok2 && ok3 && ok4 && ok5) || !c.tier(p, class == "IntervalTier", name, size) {
			return content{}, damaged
		}
	}
	byStart(c.segments)
	return c, nil
}

// tier reads the intervals or the points of a tier.
func (c *content) tier(p *praat, intervals bool, name string, size float64) bool {
	who, speaks := tierSpeaker(praatLetters.Replace(name))
	for range count(size) {
		from, ok := p.numeral()
		to := from
		if ok && intervals {
			to, ok = p.numeral()
		}
		text, ok2 := p.word()
		if !ok || !ok2 {
			return false
		}
		if !intervals || !speaks {
			c.dropped.add(otherTier, clean(text))
			continue
		}
		if clean(text) != "" {
			one := segment{text: praatLetters.Replace(text), speaker: who}
			one.at(from, to)
			c.segments = append(c.segments, one)
		}
	}
	return true
}

// count is how often a file says that something comes; it ends before that if
// it lies.
func count(n float64) int {
	if !(n > 0) {
		return 0
	}
	return int(min(n, 1e9))
}

package transcript

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// What is known of Sonal's files is what SonalPi, which goes on from it, writes
// and reads: .Sonal, a page; .rtr, the transcripts of Sonal 1 and 2, in so far
// as SonalPi converts them; .crp, a corpus that names the interviews and does
// not hold them.

func isSonal(s *source) bool {
	return strings.Contains(s.text.Content, `id="contenuText"`) && strings.Contains(s.text.Content, "lblseg")
}

// sonal reads the page of SonalPi: segments with their times in seconds and
// the number of who speaks, the names in a script. Remarks ride on words.
func sonal(s *source) (content, error) {
	c := content{joint: " "}
	m := newMarkup(s.text.Content)
	var names []string
	m.script = func(id, text string) {
		if id == "loc-json" {
			// Names that cannot be read are those the segments bear.
			_ = json.Unmarshal([]byte(text), &names)
		}
	}
	var p sonalPage
	m.each(func(token html.Token) { p.see(&c, token, names) })
	p.end(&c)
	if p.pseudonyms > 0 {
		c.notes = append(c.notes, fmt.Sprintf("%s dans Sonal et %s ici en clair",
			stats.Plural(p.pseudonyms, "fr", "passage a un pseudonyme", "passages ont un pseudonyme"),
			map[bool]string{true: "est", false: "sont"}[p.pseudonyms == 1]))
	}
	return c, nil
}

// sonalPage is where the reader is.
type sonalPage struct {
	inside     bool     // inside the transcript
	depth      int      // divisions open in it
	segment    *segment // under way
	text       strings.Builder
	remark     string
	pseudonyms int
}

func (p *sonalPage) see(c *content, token html.Token, names []string) {
	opens := token.Type == html.StartTagToken
	switch {
	case token.Type == html.TextToken:
		if p.segment != nil {
			p.text.WriteString(token.Data)
		}
	case token.Data == "div" && opens && tagAttribute(token, "id") == "contenuText":
		p.inside, p.depth = true, 0
	case token.Data == "div" && opens:
		p.depth++
	case token.Data == "div":
		if p.depth--; p.depth < 0 {
			p.end(c)
			p.inside = false
		}
	case !p.inside || token.Data != "span" || !opens:
	case hasClass(token, "lblseg"):
		p.end(c)
		p.segment = sonalSegment(token, names)
	default:
		p.aside(c, token)
	}
}

func (p *sonalPage) end(c *content) {
	if p.segment != nil {
		p.segment.text = p.text.String()
		c.segments = append(c.segments, *p.segment)
	}
	p.segment = nil
	p.text.Reset()
}

// aside counts a remark, which several words of a passage may bear, and words
// that have a pseudonym.
func (p *sonalPage) aside(c *content, token html.Token) {
	if remark := tagAttribute(token, "data-obs"); remark != p.remark {
		p.remark = remark
		c.dropped.add(comment, remark)
	}
	if tagAttribute(token, "data-pseudo") != "" {
		p.pseudonyms++
	}
}

func sonalSegment(token html.Token, names []string) *segment {
	one := &segment{}
	from, err := strconv.ParseFloat(tagAttribute(token, "data-deb"), 64)
	to, err2 := strconv.ParseFloat(tagAttribute(token, "data-fin"), 64)
	// Text that came without a recording has 0 all over.
	if err == nil && err2 == nil && to > 0 {
		one.at(from, to)
	}
	one.speaker = tagAttribute(token, "data-nomloc")
	if n, err := strconv.Atoi(tagAttribute(token, "data-loc")); err == nil && n > 0 && n < len(names) {
		one.speaker = names[n]
	}
	// Question marks behind a name are Sonal's own sign.
	one.speaker = strings.TrimSpace(strings.ReplaceAll(one.speaker, "?", ""))
	return one
}

var (
	// "::12,5::003,007Tags=…" opens and closes an extract.
	rtrExtract = regexp.MustCompile(`^::(\d+(?:[.,]\d+)?)::`)
	rtrMark    = regexp.MustCompile(`\[>([^\]\n]{1,60})\]:?|\[(\d{1,6}(?:,\d{1,3})?)\]`)
	rtrWeight  = regexp.MustCompile(`\{[+-]\d?\}`)
	rtrBlock   = regexp.MustCompile(`(?m)^[<>]\|[A-Z]+\|`)
)

func isRTR(s *source) bool {
	return strings.Contains(s.text.Content, "\n::") && strings.Contains(s.text.Content, "[>") &&
		rtrBlock.MatchString(s.text.Content)
}

// rtr reads a transcript of Sonal 1 or 2: extracts between lines "::", in them
// "[>Mère]" where somebody begins, "[12,5]" where the tape is, in seconds, and
// weights in braces. Notes and attributes around them are left out.
func rtr(s *source) (content, error) {
	c := content{joint: " "}
	inside, notes := false, false
	begin := 0.0
	var extract strings.Builder
	for line := range strings.SplitSeq(s.text.Content, "\n") {
		mark := rtrExtract.FindStringSubmatch(line)
		switch {
		case mark != nil:
			position, _ := clockSeconds(mark[1])
			if inside {
				c.extract(extract.String(), begin, position)
				extract.Reset()
			}
			inside, begin = !inside, position
		case inside:
			extract.WriteString(line + "\n")
		case strings.HasPrefix(line, "<|OBS|"):
			notes = true
		case strings.HasPrefix(line, ">|OBS|"):
			notes = false
		case notes:
			c.dropped.add(comment, strings.TrimSpace(line))
		default:
			c.dropped.add(front, strings.TrimSpace(line))
		}
	}
	if inside {
		return content{}, s.broken("le fichier Sonal")
	}
	c.notes = append(c.notes, "format ancien de Sonal (.rtr), lu d'après la conversion qu'en fait SonalPi")
	return c, nil
}

// extract adds an extract of the recording, cut where its marks are.
func (c *content) extract(text string, begin, end float64) {
	var one segment
	add := func(part string, to float64) {
		if one.text = flat(rtrWeight.ReplaceAllString(part, " ")); one.text != "" {
			one.timed = false
			one.at(begin, to)
			c.segments = append(c.segments, one)
		}
	}
	from := 0
	for _, at := range rtrMark.FindAllStringSubmatchIndex(text, -1) {
		switch {
		case at[2] >= 0:
			add(text[from:at[0]], end)
			one.speaker = strings.TrimSpace(text[at[2]:at[3]])
		default:
			point, _ := clockSeconds(text[at[4]:at[5]])
			add(text[from:at[0]], point)
			begin = point
		}
		from = at[1]
	}
	add(text[from:], end)
}

// sonalCorpus refuses a corpus: the interviews are in other files.
func sonalCorpus(s *source) error {
	return &interviews.Problem{
		File: s.Name, Severity: interviews.Rejected,
		Summary: "est un corpus Sonal (.crp) : il nomme les entretiens et ne les contient pas",
		Hint:    "fournir le fichier .Sonal de l'entretien",
	}
}

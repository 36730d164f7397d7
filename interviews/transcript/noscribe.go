package transcript

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

var (
	// Each passage is an anchor "ts_<start>_<end>_<speaker>", in milliseconds;
	// the speaker is "//S01" where he speaks over another.
	noScribeAnchor = regexp.MustCompile(`^ts_(\d{1,10})_(\d{1,10})_(.*)$`)
	noScribeMark   = regexp.MustCompile(`<a\s[^<>]*name\s*=\s*["']ts_\d+_\d+_`)
	noScribeStamp  = regexp.MustCompile(`^[\s\p{Zs}]*\[(\d\d:\d\d:\d\d)\]`)
	// The label of a paragraph: "S00:", or the name that somebody gave instead.
	noScribeLabel = regexp.MustCompile(`^[\s\p{Zs}]*(//)?([\p{L}][^\n:/\[\](),;.?!…]{0,40}?)[\s\p{Zs}]?:`)
	// One speaks over another: "//S01: mm//".
	noScribeOver = regexp.MustCompile(`//([^\n:/]{1,40}):((?:[^/]|/[^/])*)(?://|$)`)
)

func isNoScribeHTML(s *source) bool {
	return strings.Contains(s.text.Content, "ts_") && noScribeMark.MatchString(s.text.Content)
}

// noScribeHTML reads the page of noScribe, which its own editor keeps: times
// and speakers are in anchors, and in the text of each paragraph, where people
// rename them. What is above the first passage is the program's.
func noScribeHTML(s *source) (content, error) {
	c := content{joint: " ", unreviewed: true}
	p := passages{names: map[string]string{}, known: map[string]bool{}}
	newMarkup(s.text.Content).each(func(token html.Token) {
		switch {
		case token.Type == html.TextToken:
			p.text.WriteString(spaced(token.Data))
		case token.Data == "a" && token.Type == html.StartTagToken:
			p.open(tagAttribute(token, "name"))
		case beginsLine(token.Data):
			p.end(&c)
		}
	})
	p.end(&c)
	return c, nil
}

// passages is the paragraph of noScribe under way.
type passages struct {
	list  []segment
	loose string            // text in front of the first anchor
	text  strings.Builder   // since the last anchor began
	names map[string]string // what people call the speakers of the machine
	known map[string]bool   // these names
}

func (p *passages) open(name string) {
	at := noScribeAnchor.FindStringSubmatch(name)
	if at == nil {
		return
	}
	from, _ := strconv.ParseFloat(at[1], 64) // digits only: the expression saw to it
	to, _ := strconv.ParseFloat(at[2], 64)
	one := segment{speaker: at[3]}
	one.at(from/1000, to/1000)
	p.keep()
	p.list = append(p.list, one)
}

// keep ends the passage under way: what somebody typed behind it is of it.
func (p *passages) keep() {
	if len(p.list) == 0 {
		p.loose += p.text.String()
	} else {
		p.list[len(p.list)-1].text = p.text.String()
	}
	p.text.Reset()
}

func (p *passages) end(c *content) {
	p.keep()
	if len(p.list) == 0 {
		p.alone(c)
		return
	}
	p.list[0].text = p.loose + p.list[0].text
	p.loose = ""
	after := false
	for i := range p.list {
		one := &p.list[i]
		over := strings.HasPrefix(one.speaker, "//")
		one.speaker = strings.TrimPrefix(one.speaker, "//")
		p.label(c, one, i == 0 || over)
		if name := p.names[one.speaker]; name != "" {
			one.speaker = name
		}
		// The mark behind what is said over another is there or in what follows.
		if over {
			one.text = strings.TrimSuffix(strings.TrimSpace(one.text), "//")
		} else if after {
			one.text = strings.TrimPrefix(strings.TrimSpace(one.text), "//")
		}
		after = over
	}
	c.segments = append(c.segments, p.list...)
	p.list = nil
}

// label takes the label and the stamp off the text of a passage.
func (p *passages) label(c *content, one *segment, labelled bool) {
	if at := noScribeLabel.FindStringSubmatchIndex(one.text); labelled && at != nil && one.speaker != "" {
		name := strings.TrimSpace(one.text[at[4]:at[5]])
		if name == one.speaker || automatic.MatchString(one.speaker) && !opener(key(name)) && words(name) <= most {
			p.names[one.speaker], p.known[name] = name, true
			one.text = one.text[at[1]:]
		}
	}
	c.stamped(one)
}

// stamped takes the time off the start of a text.
func (c *content) stamped(one *segment) {
	if at := noScribeStamp.FindStringSubmatchIndex(one.text); at != nil {
		c.dropped.add(stamp, one.text[at[2]-1:at[3]+1])
		one.text = one.text[at[1]:]
	}
}

// alone takes a paragraph without passages: the heading, or what somebody
// typed below it.
func (p *passages) alone(c *content) {
	text := p.loose
	p.loose = ""
	if len(c.segments) == 0 {
		c.dropped.add(front, strings.TrimSpace(text))
		return
	}
	one := segment{text: text, speaker: c.segments[len(c.segments)-1].speaker}
	if at := noScribeLabel.FindStringSubmatchIndex(text); at != nil {
		if name := strings.TrimSpace(text[at[4]:at[5]]); p.known[name] || automatic.MatchString(name) {
			one.speaker, one.text = name, text[at[1]:]
		}
	}
	c.segments = append(c.segments, one)
}

// noScribeHeading is "Transcrit avec noScribe vers. 0.6", in several languages.
var noScribeHeading = regexp.MustCompile(`noScribe\s+(?:\S+\s+)?\d+\.\d`)

// noScribeTop is how many lines of a text noScribe's own heading takes, 0 where
// it has none.
func noScribeTop(lines []string) int {
	for i, line := range lines[:min(len(lines), 6)] {
		if noScribeHeading.MatchString(line) {
			return i + 1
		}
	}
	return 0
}

func isNoScribeText(s *source) bool {
	start := s.text.Content[:min(len(s.text.Content), 4000)]
	return noScribeTop(strings.Split(start, "\n")) > 0
}

// noScribeText reads noScribe's .txt: a heading of the program, then a
// paragraph a speaker, "S00: [00:00:01] …". A stamp times the turn that it
// opens, up to the next.
func noScribeText(s *source) (content, error) {
	c := content{joint: "\n", unreviewed: true}
	lines := strings.Split(s.text.Content, "\n")
	first := noScribeTop(lines)
	// The name of the recording and the settings stand below.
	for first < len(lines) && strings.TrimSpace(lines[first]) != "" {
		first++
	}
	c.dropped.add(front, strings.TrimSpace(strings.Join(lines[:first], "\n")))
	for _, line := range lines[first:] {
		var one segment
		if at := noScribeLabel.FindStringSubmatchIndex(line); at != nil {
			name := strings.TrimSpace(line[at[4]:at[5]])
			if !opener(key(name)) && words(name) <= most {
				one.speaker, line = name, line[at[1]:]
			}
		}
		if one.speaker == "" && len(c.segments) > 0 {
			one.speaker = c.segments[len(c.segments)-1].speaker
		}
		if at := noScribeStamp.FindStringSubmatch(line); at != nil {
			seconds, _ := clockSeconds(at[1])
			one.at(seconds, seconds)
		}
		one.text = line
		c.stamped(&one)
		c.over(one)
	}
	c.untilNext()
	return c, nil
}

// over adds a paragraph, cut where another speaks over it.
func (c *content) over(p segment) {
	rest := p.text
	for {
		at := noScribeOver.FindStringSubmatchIndex(rest)
		if at == nil {
			break
		}
		before := p
		before.text = rest[:at[0]]
		if clean(before.text) != "" {
			c.segments = append(c.segments, before)
		}
		c.segments = append(c.segments, segment{speaker: strings.TrimSpace(rest[at[2]:at[3]]), text: rest[at[4]:at[5]]})
		rest, p.timed = rest[at[1]:], false
	}
	if p.text = rest; clean(rest) != "" {
		c.segments = append(c.segments, p)
	}
}

// untilNext ends each timed segment where the next begins: the format says
// when people begin only. The last has no length.
func (c *content) untilNext() {
	last := -1
	for i := range c.segments {
		if !c.segments[i].timed {
			continue
		}
		if last >= 0 {
			c.segments[last].to = max(c.segments[last].from, c.segments[i].from)
		}
		last = i
	}
}

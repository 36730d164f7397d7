package transcript

import (
	"encoding/json"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

func isOTR(s *source) bool {
	return isJSON(s) && strings.Contains(s.text.Content, `"text"`) &&
		(strings.Contains(s.text.Content, `"media"`) || strings.Contains(s.text.Content, `"media-time"`))
}

// otr reads oTranscribe: lines typed in a page, in which stamps are buttons. A
// stamp that opens a line, or stands right behind its label, times it: up to
// the next stamped line, and without a length where none follows.
func otr(s *source) (content, error) {
	var file struct{ Text string }
	if err := json.Unmarshal([]byte(s.text.Content), &file); err != nil {
		return content{}, s.broken("le JSON")
	}
	c := content{joint: "\n"}
	var p typed
	newMarkup(file.Text).each(func(token html.Token) {
		switch {
		case token.Type == html.TextToken && p.inStamp:
			p.stamp += token.Data
		case token.Type == html.TextToken:
			p.text.WriteString(spaced(token.Data))
		case beginsLine(token.Data):
			p.end(&c)
		case token.Data == "span" && token.Type == html.StartTagToken:
			p.inStamp = hasClass(token, "timestamp")
			p.seconds = tagAttribute(token, "data-timestamp")
		case token.Data == "span" && p.inStamp:
			p.inStamp = false
			p.time(&c)
		}
	})
	p.end(&c)
	c.untilNext()
	return c, nil
}

// typed is the line of oTranscribe under way.
type typed struct {
	text    strings.Builder
	line    segment
	inStamp bool
	stamp   string // as it is shown
	seconds string // as it is kept; older files keep a clock time, or nothing
}

func (p *typed) end(c *content) {
	if p.line.text = p.text.String(); clean(p.line.text) != "" {
		c.segments = append(c.segments, p.line)
	}
	p.text.Reset()
	p.line = segment{}
}

func (p *typed) time(c *content) {
	shown := strings.TrimSpace(p.stamp)
	p.stamp = ""
	c.dropped.add(stamp, shown)
	before := strings.TrimSpace(p.text.String())
	if before != "" && !strings.HasSuffix(before, ":") || p.line.timed {
		return
	}
	seconds, err := strconv.ParseFloat(p.seconds, 64)
	if err != nil {
		var ok bool
		if seconds, ok = clockSeconds(shown); !ok {
			return
		}
	}
	p.line.at(seconds, seconds)
}

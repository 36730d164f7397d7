package transcript

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

func isTRS(s *source) bool { return s.root("Trans") }

// trs reads Transcriber: the passages of a turn between two points of time are
// segments; where two speak at once each has his own, with the same times.
// Noises are stage notes between brackets; other events, comments and
// backgrounds are left out and counted.
func trs(s *source) (content, error) {
	t := transcriber{names: map[string]string{}}
	t.joint = " "
	d := newXML(s.text.Content)
	closed := false
	for {
		token, err := d.Token()
		if err == io.EOF && closed {
			break
		}
		if err != nil {
			return content{}, s.broken("le fichier Transcriber")
		}
		switch token := token.(type) {
		case xml.StartElement:
			t.start(token)
		case xml.EndElement:
			switch token.Name.Local {
			case "Turn":
				t.end(t.to)
				t.speakers = nil
				t.open = false
			case "Trans":
				closed = true
			}
		case xml.CharData:
			t.write(string(token))
		}
	}
	return t.content, nil
}

// maxVoices is how many may speak at once.
const maxVoices = 50

// transcriber is the turn under way.
type transcriber struct {
	content
	names    map[string]string // by their code
	open     bool
	speakers []string // codes of those who speak in the turn
	who      int      // of them, from 0
	from, to float64
	timed    bool
	texts    []strings.Builder // by speaker
}

func (t *transcriber) start(e xml.StartElement) {
	switch e.Name.Local {
	case "Speaker":
		t.names[attribute(e, "id")] = attribute(e, "name")
	case "Turn":
		t.end(t.to)
		t.open, t.who = true, 0
		t.speakers = strings.Fields(attribute(e, "speaker"))
		t.speakers = t.speakers[:min(len(t.speakers), maxVoices)]
		from, err := strconv.ParseFloat(attribute(e, "startTime"), 64)
		to, err2 := strconv.ParseFloat(attribute(e, "endTime"), 64)
		t.from, t.to, t.timed = from, to, err == nil && err2 == nil
		t.texts = make([]strings.Builder, max(1, len(t.speakers)))
	case "Sync":
		if at, err := strconv.ParseFloat(attribute(e, "time"), 64); err == nil && t.open {
			t.end(at)
			t.from = at
		}
		t.who = 0
	case "Who":
		if n, err := strconv.Atoi(attribute(e, "nb")); err == nil && n >= 1 && n <= len(t.speakers) {
			t.who = n - 1
		}
	case "Event":
		t.event(e)
	case "Comment":
		t.dropped.add(comment, attribute(e, "desc"))
	}
}

func (t *transcriber) event(e xml.StartElement) {
	what := strings.TrimSpace(attribute(e, "desc"))
	extent := attribute(e, "extent")
	if attribute(e, "type") != "noise" || extent == "begin" || extent == "end" || strings.ContainsAny(what, "[]\n") {
		t.dropped.add(event, what)
		return
	}
	if what != "" {
		t.write(" [" + what + "] ")
	}
}

func (t *transcriber) write(text string) {
	if t.open {
		t.texts[t.who].WriteString(text)
	}
}

// end makes segments of what was said up to a point of time.
func (t *transcriber) end(at float64) {
	for i := range t.texts {
		p := segment{text: flat(t.texts[i].String())}
		if i < len(t.speakers) {
			code := t.speakers[i]
			if p.speaker = strings.TrimSpace(t.names[code]); p.speaker == "" {
				p.speaker = code
			}
		}
		if t.timed {
			p.at(t.from, at)
		}
		if p.text != "" {
			t.segments = append(t.segments, p)
		}
		t.texts[i].Reset()
	}
}

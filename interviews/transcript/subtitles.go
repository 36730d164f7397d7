package transcript

import (
	"html"
	"regexp"
	"strings"
)

// cueTimes is the line of times above a subtitle; hours and fractions may be
// left out, and settings may follow.
var cueTimes = regexp.MustCompile(`^\s*((?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)\s*-->\s*` +
	`((?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)(?:\s.*)?$`)

var (
	cueNumber = regexp.MustCompile(`^\s*\d+\s*$`)
	// Marks of print, of position and of time inside a subtitle; what else
	// stands between < and > is text.
	cueMarks = regexp.MustCompile(`</?(?:[ibuc]|lang|ruby|rt|font|v)(?:[.\s][^<>]*)?>|<(?:\d+:)?\d+:\d+[.,]\d+>|\{\\an?\d\}`)
	cueVoice = regexp.MustCompile(`<v(?:\.[^\s<>]*)?\s+([^<>]+)>`)
	// WhisperX writes "[SPEAKER_00]: ", others "Speaker 1: ".
	bracketed = regexp.MustCompile(`^\s*(\[([^\[\]\n]{1,60})\]\s?:\s*)`)
	bare      = regexp.MustCompile(`^\s*(([^\s:]{1,10}(?: \d{1,3})?)\s?:\s*)`)
)

func isSRT(s *source) bool {
	lines := strings.SplitN(strings.TrimSpace(s.text.Content), "\n", 3)
	if cueTimes.MatchString(lines[0]) {
		return true
	}
	return len(lines) > 1 && cueNumber.MatchString(lines[0]) && cueTimes.MatchString(lines[1])
}

func isVTT(s *source) bool { return s.begins("webvtt") }

// srt reads subtitles of the SubRip kind. A subtitle's lines stay lines.
func srt(s *source) (content, error) {
	c := content{joint: "\n"}
	c.cues(strings.Split(s.text.Content, "\n"), false)
	c.unreviewed = unrevised(c.segments)
	return c, nil
}

// vtt reads WebVTT: voices say who speaks; the heading, notes and styles are
// left out.
func vtt(s *source) (content, error) {
	c := content{joint: "\n"}
	lines := strings.Split(strings.TrimSpace(s.text.Content), "\n")
	start := 1
	for start < len(lines) && strings.TrimSpace(lines[start]) != "" && !cueTimes.MatchString(lines[start]) {
		start++
	}
	heading := strings.Join(lines[:start], "\n")
	c.dropped.add(front, heading)
	c.cues(lines[start:], true)
	c.unreviewed = unrevised(c.segments) || strings.Contains(s.text.Content, "noScribe")
	return c, nil
}

// cues reads subtitles one after the other. What stands between them is the
// heading of the next one, in WebVTT also notes and styles; in SubRip, where a
// subtitle may hold a blank line, it goes on with the one before.
func (c *content) cues(lines []string, web bool) {
	var cue *segment
	var text []string
	finish := func() {
		if cue != nil {
			c.cue(*cue, strings.Join(text, "\n"), web)
		}
		cue, text = nil, nil
	}
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if times := cueTimes.FindStringSubmatch(line); times != nil {
			finish()
			cue = &segment{}
			from, began := clockSeconds(times[1])
			to, ended := clockSeconds(times[2])
			if began && ended {
				cue.at(from, to)
			}
			continue
		}
		above := i+1 < len(lines) && cueTimes.MatchString(lines[i+1])
		switch blank := strings.TrimSpace(line) == ""; {
		case blank && web:
			finish()
		case above && (web && cue == nil || cueNumber.MatchString(line)):
			// The name of the next one.
		case cue != nil:
			text = append(text, line)
		case !blank:
			i = c.aside(lines, i)
		}
	}
	finish()
}

// aside leaves out a block that is no subtitle and returns its last line.
func (c *content) aside(lines []string, first int) int {
	last := first
	for last+1 < len(lines) && strings.TrimSpace(lines[last+1]) != "" && !cueTimes.MatchString(lines[last+1]) {
		last++
	}
	what := front
	if strings.HasPrefix(lines[first], "NOTE") {
		what = comment
	}
	c.dropped.add(what, strings.Join(lines[first:last+1], "\n"))
	return last
}

// cue adds a subtitle, one segment a voice.
func (c *content) cue(p segment, text string, web bool) {
	add := func(speaker, label, text string) {
		text = cueMarks.ReplaceAllString(text, "")
		if web {
			text = html.UnescapeString(text)
			speaker = html.UnescapeString(speaker)
		}
		p.speaker, p.label, p.text = speaker, label, text
		if clean(text) != "" {
			c.segments = append(c.segments, p)
		}
	}
	voices := cueVoice.FindAllStringSubmatchIndex(text, -1)
	if len(voices) == 0 {
		speaker, label, speech := leading(text)
		add(speaker, label, speech)
		return
	}
	add("", "", text[:voices[0][0]])
	for i, at := range voices {
		end := len(text)
		if i+1 < len(voices) {
			end = voices[i+1][0]
		}
		add(text[at[2]:at[3]], "", text[at[1]:end])
	}
}

// leading takes from the start of a text the label that a program puts there.
func leading(text string) (speaker, label, speech string) {
	at := bracketed.FindStringSubmatchIndex(text)
	if at == nil {
		at = bare.FindStringSubmatchIndex(text)
		if at == nil || !automatic.MatchString(text[at[4]:at[5]]) {
			return "", "", text
		}
	}
	return text[at[4]:at[5]], text[at[2]:at[3]], text[at[1]:]
}

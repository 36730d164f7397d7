package transcript

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/interviews"
)

// isJSON tells an object, or a list of objects; `{\rtf` is none.
func isJSON(s *source) bool {
	start := strings.TrimSpace(s.text.Content[:min(len(s.text.Content), 200)])
	inside, list := strings.CutPrefix(start, "[")
	if list {
		start = strings.TrimSpace(inside)
	}
	inside, object := strings.CutPrefix(start, "{")
	inside = strings.TrimSpace(inside)
	return object && (inside == "" || inside[0] == '"' || inside[0] == '}')
}

// otherJSON refuses what no reader knows.
func otherJSON(s *source) (content, error) {
	p := &interviews.Problem{
		File: s.Name, Severity: interviews.Rejected,
		Summary: "est un fichier JSON qui n'est ni de WhisperX ni d'oTranscribe",
		Hint:    "exporter la transcription en .srt, .vtt, .docx ou .txt",
	}
	if strings.Contains(s.text.Content, `"tabEnt"`) {
		return content{}, sonalCorpus(s)
	}
	return content{}, p
}

func isWhisperJSON(s *source) bool {
	return isJSON(s) && strings.Contains(s.text.Content, `"segments"`)
}

// whisperJSON reads the segments of WhisperX, and of Whisper, which names no
// speakers. Words are in segments already.
func whisperJSON(s *source) (content, error) {
	var file struct {
		Segments []struct {
			Start, End *float64
			Text       string
			Speaker    string
		}
	}
	if err := json.Unmarshal([]byte(s.text.Content), &file); err != nil {
		return content{}, s.broken("le JSON")
	}
	c := content{joint: " ", unreviewed: true}
	for _, one := range file.Segments {
		p := segment{text: one.Text, speaker: one.Speaker}
		if one.Start != nil && one.End != nil {
			p.at(*one.Start, *one.End)
		}
		c.segments = append(c.segments, p)
	}
	byStart(c.segments)
	return c, nil
}

const whisperHeader = "start\tend\ttext"

func isWhisperTable(s *source) bool { return s.begins(whisperHeader) }

// whisperTable reads Whisper's and WhisperX's .tsv, in milliseconds. It has no
// column of speakers; a label may begin the text.
func whisperTable(s *source) (content, error) {
	c := content{joint: " ", unreviewed: true}
	_, rows, _ := strings.Cut(strings.TrimLeftFunc(s.text.Content, layout), "\n")
	for row := range strings.SplitSeq(rows, "\n") {
		if strings.TrimSpace(row) == "" {
			continue
		}
		cells := strings.SplitN(row, "\t", 3)
		if len(cells) < 3 {
			return content{}, s.broken("le tableau")
		}
		var p segment
		from, err := strconv.ParseFloat(cells[0], 64)
		to, err2 := strconv.ParseFloat(cells[1], 64)
		if err != nil || err2 != nil {
			return content{}, s.broken("le tableau")
		}
		p.at(from/1000, to/1000)
		p.speaker, p.label, p.text = leading(cells[2])
		c.segments = append(c.segments, p)
	}
	byStart(c.segments)
	return c, nil
}

var numbered = regexp.MustCompile(`(?m)^\[SPEAKER_\d+\]: `)

// isWhisperText tells lines that all begin with a label between brackets, a
// machine's among them.
func isWhisperText(s *source) bool {
	if !numbered.MatchString(s.text.Content[:min(len(s.text.Content), 4000)]) {
		return false
	}
	for line := range strings.SplitSeq(s.text.Content, "\n") {
		if strings.TrimSpace(line) != "" && !bracketed.MatchString(line) {
			return false
		}
	}
	return true
}

// whisperText reads WhisperX's .txt, a segment a line, without times.
func whisperText(s *source) (content, error) {
	c := content{joint: "\n", unreviewed: true}
	for line := range strings.SplitSeq(s.text.Content, "\n") {
		var p segment
		p.speaker, p.label, p.text = leading(line)
		c.segments = append(c.segments, p)
	}
	return c, nil
}

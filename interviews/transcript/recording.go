package transcript

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/askoria/verbatim/interviews"
)

// segment is a stretch of a recording as a file gives it: a subtitle, an
// interval of a tier.
type segment struct {
	text    string
	speaker string // "" where the file does not say
	// label is how the file itself writes the speaker, "[SPEAKER_00]: "; where
	// it is empty it becomes "Mère : ".
	label    string
	from, to time.Duration
	timed    bool
}

// nobody is the speaker of a segment that names none, beside others that do.
const nobody = "?"

// longestRecording bounds times: what lies beyond is damage.
const longestRecording = 1000 * time.Hour

// at sets the times of a segment, in seconds, to the millisecond; times that
// cannot be leave it without.
func (p *segment) at(from, to float64) {
	limit := longestRecording.Seconds()
	if !(from >= -1 && from <= limit) || math.IsNaN(to) {
		return
	}
	p.timed = true
	p.from = milliseconds(max(from, 0))
	p.to = max(p.from, milliseconds(min(max(to, 0), limit)))
}

func milliseconds(seconds float64) time.Duration {
	return time.Duration(math.Round(seconds*1000)) * time.Millisecond
}

// clockSeconds reads "1:02:03.450", "02:03,45" or "3.5" as seconds.
func clockSeconds(text string) (float64, bool) {
	seconds := 0.0
	for part := range strings.SplitSeq(strings.TrimSpace(text), ":") {
		n, err := strconv.ParseFloat(strings.Replace(part, ",", ".", 1), 64)
		if err != nil || !(n >= 0) || n > longestRecording.Seconds() {
			return 0, false
		}
		seconds = 60*seconds + n
	}
	return seconds, true
}

// byStart puts segments in the order in which they begin, unless one has no
// time; those that begin together stay as they are.
func byStart(segments []segment) {
	if !slices.ContainsFunc(segments, func(p segment) bool { return !p.timed }) {
		slices.SortStableFunc(segments, func(a, b segment) int { return int(a.from - b.from) })
	}
}

// automatic is how machines name speakers that they tell apart.
var automatic = regexp.MustCompile(`(?i)^(?:(?:speaker|locuteur)[ _]?\d{1,3}|S\d{2}|unknown)$`)

// unrevised tells whether the segments look as a machine left them: nobody is
// named, or by a number.
func unrevised(segments []segment) bool {
	named := false
	for _, p := range segments {
		if automatic.MatchString(p.speaker) {
			return true
		}
		named = named || p.speaker != ""
		for line := range strings.SplitSeq(p.text, "\n") {
			for _, l := range labels(line) {
				if automatic.MatchString(l.name) {
					return true
				}
				named = named || l.form == colon && l.nameable() || l.form == dashed
			}
		}
	}
	return !named
}

// script is a text to be cut into turns, with what a recording tells of it.
type script struct {
	text   string
	pieces []piece // in the order of the text; none for a document
	named  bool    // the recording says who speaks: no labels are looked for
}

// piece is where a segment begins in the text.
type piece struct {
	line     int    // from 0
	label    *label // who speaks from here on; nil where that does not change
	from, to time.Duration
	timed    bool
}

// script makes the text to be cut. Of a recording it makes a paragraph a turn,
// behind the name of who speaks, so that the text alone tells it. What one
// person says with nobody in between is one turn, its segments joined by joint.
// Where no segment names anybody each is a paragraph, in which labels are
// looked for.
func (c *content) script() script {
	if len(c.segments) == 0 {
		return script{text: strings.Join(c.paragraphs, "\n")}
	}
	s := script{named: slices.ContainsFunc(c.segments, func(p segment) bool { return p.speaker != "" })}
	var text strings.Builder
	line, before := 0, ""
	for _, p := range c.segments {
		speech := clean(p.text)
		if speech == "" {
			continue
		}
		at := piece{from: p.from, to: p.to, timed: p.timed}
		ahead := "\n"
		if s.named {
			name, written := p.heading()
			if k := key(name); k != before {
				at.label = &label{form: given, name: name, key: k, end: len(written)}
				speech, before = written+speech, k
			} else {
				ahead = c.joint
				c.dropped.add(repeated, p.label)
			}
		}
		if text.Len() > 0 {
			text.WriteString(ahead)
			line += strings.Count(ahead, "\n")
		}
		at.line = line
		s.pieces = append(s.pieces, at)
		text.WriteString(speech)
		line += strings.Count(speech, "\n")
	}
	s.text = text.String()
	return s
}

// heading is the name of who speaks and how the text writes it.
func (p *segment) heading() (name, written string) {
	name = strings.Join(strings.Fields(clean(p.speaker)), " ")
	if key(name) == "" {
		return nobody, nobody + " : "
	}
	if p.label != "" {
		return name, p.label
	}
	return name, name + " : "
}

// clean is what a segment says, without white space around it.
func clean(text string) string {
	return strings.TrimSpace(unwanted.Replace(strings.ToValidUTF8(text, "\ufffd")))
}

var unwanted = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\ufffd")

// flat is the text of an element whose line ends are layout.
func flat(text string) string { return strings.Join(strings.FieldsFunc(text, layout), " ") }

// layout tells white space that only lays out a source; no-break spaces are
// the writer's.
func layout(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

// overlapping counts the turns that begin before another has ended.
func overlapping(turns []interviews.Turn) int {
	count, end := 0, time.Duration(0)
	for i := range turns {
		if turns[i].Timed {
			if turns[i].From < end {
				count++
			}
			end = max(end, turns[i].To)
		}
	}
	return count
}

// broken is the error of a file that stops in the middle or is damaged.
func (s *source) broken(what string) error {
	return &interviews.Problem{
		File: s.Name, Severity: interviews.Rejected,
		Summary: "est abîmé ou incomplet : " + what + " ne se lit pas jusqu'au bout",
		Hint:    "l'exporter à nouveau depuis le logiciel d'origine",
	}
}

package transcript

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
)

// A label that nobody declared counts from often line starts on, if it has no
// more words than most.
const often, most = 3, 3

// headerLines is how far down, in lines that are not blank, the block that
// heads a transcript may reach.
const headerLines = 10

// line is a line of the frozen text.
type line struct {
	start, end int // bytes of the text, the line end apart
	labels     []label
}

// splitting is one transcript on its way to turns.
type splitting struct {
	script
	cast  *cast
	lines []line
	first int // the line after the block that heads the transcript

	seen      map[string]int  // times a label stands at line starts
	dots      map[string]int  // times "Q." does
	alone     int             // lines that are a declared label and nothing else
	below     map[string]int  // lines that are some other words alone, where a label may be
	interrupt map[string]bool // the same words alone where none may be

	chosen     []*label // by line: the label that counts, nil where there is none
	lookalikes []int    // lines, from 1, that begin as a turn would and do not
	dashes     []int    // lines, from 1, that begin with a dash which does not count
}

// newSplitting finds which labels of a text count.
func newSplitting(script script, cast *cast) *splitting {
	s := &splitting{
		script: script, cast: cast,
		seen: map[string]int{}, dots: map[string]int{}, below: map[string]int{}, interrupt: map[string]bool{},
	}
	at := 0
	for part := range strings.SplitSeq(s.text, "\n") {
		one := line{start: at, end: at + len(part)}
		if !s.named {
			one.labels = labels(part)
		}
		s.lines = append(s.lines, one)
		at += len(part) + 1
	}
	if s.named {
		s.heed()
	} else {
		s.skipHeader()
	}
	s.count()
	s.choose()
	return s
}

// heed takes who speaks from the recording.
func (s *splitting) heed() {
	for _, p := range s.pieces {
		if p.label != nil {
			s.lines[p.line].labels = []label{*p.label}
		}
	}
}

// skipHeader sets aside the lines up to the last "Date : …", "Lieu : …" of the
// first ones: "Enquêteur : AB" among them is no turn.
func (s *splitting) skipHeader() {
	seen := 0
	for i := range s.lines {
		if s.blank(i) {
			continue
		}
		if seen++; seen > headerLines {
			return
		}
		text := s.text[s.lines[i].start:s.lines[i].end]
		for cell := range strings.SplitSeq(text, "\t") {
			name, _, _ := strings.Cut(cell, ":")
			if len(name) < len(text) && heading(key(name)) {
				s.first = i + 1
			}
		}
	}
}

func (s *splitting) count() {
	for i := s.first; i < len(s.lines); i++ {
		for _, l := range s.lines[i].labels {
			switch l.form {
			case dotted:
				s.dots[l.key]++
			case alone:
				s.countAlone(i, l)
			case dashed:
			default:
				s.seen[l.key]++
			}
		}
	}
}

func (s *splitting) countAlone(i int, l label) {
	if s.cast.knows(l) {
		s.alone++
		return
	}
	if s.heads(i) {
		s.below[l.key]++
	} else {
		s.interrupt[l.key] = true
	}
}

// heads tells whether a line may head speech: it is never right under a
// declared label, nor right above one, where a one-word answer often is.
func (s *splitting) heads(i int) bool {
	before, after := i-1, i+1
	for before >= 0 && s.blank(before) {
		before--
	}
	for after < len(s.lines) && s.blank(after) {
		after++
	}
	return after < len(s.lines) && !s.declaredAlone(after) && (before < 0 || !s.declaredAlone(before))
}

func (s *splitting) blank(i int) bool {
	return strings.TrimSpace(s.text[s.lines[i].start:s.lines[i].end]) == ""
}

func (s *splitting) declaredAlone(i int) bool {
	return slices.ContainsFunc(s.lines[i].labels, func(l label) bool { return l.form == alone && s.cast.knows(l) })
}

// counts tells whether a label makes a turn.
func (s *splitting) counts(l label) bool {
	switch l.form {
	case timed: // brackets, then times: nothing else looks so
		return l.bracket || s.cast.knows(l) || l.nameable() && s.seen[l.key] >= often
	case dotted: // "E. est venue" also begins with a letter and a dot
		return s.cast.knows(l) && s.dots[l.key] >= often
	case alone:
		if s.alone < often || strings.ContainsAny(l.name[len(l.name)-1:], "?!,;") {
			return false
		}
		if s.cast.knows(l) {
			return true
		}
		return l.nameable() && !stageWord(l.key) && !sentence(l.name) && s.below[l.key] >= often && !s.interrupt[l.key]
	case dashed:
		return s.cast.knows(l)
	case given:
		return true
	}
	return s.cast.knows(l) || l.nameable() && s.seen[l.key] >= often
}

// sentence tells words that end as a sentence does; "Mme B." does not.
func sentence(name string) bool {
	if strings.HasSuffix(name, "…") {
		return true
	}
	parts := strings.Fields(name)
	return strings.HasSuffix(name, ".") && utf8.RuneCountInString(parts[len(parts)-1]) > 2
}

func (s *splitting) choose() {
	s.chosen = make([]*label, len(s.lines))
	begun := false
	for i := s.first; i < len(s.lines); i++ {
		found := s.lines[i].labels
		if at := slices.IndexFunc(found, s.counts); at >= 0 {
			s.chosen[i], begun = &found[at], true
		} else {
			s.pass(i, begun)
		}
	}
	if begun || len(s.dashes) < often {
		return
	}
	// A dialogue in dashes: each is a turn, of nobody knows whom.
	for _, n := range s.dashes {
		found := s.lines[n-1].labels
		s.chosen[n-1] = &found[len(found)-1]
	}
	s.dashes = nil
}

// pass notes what a line without a label that counts looks like.
func (s *splitting) pass(i int, begun bool) {
	for _, l := range s.lines[i].labels {
		switch {
		case l.form == colon && begun && words(l.name) <= most:
			s.lookalikes = append(s.lookalikes, i+1)
		case l.form == dashed:
			s.dashes = append(s.dashes, i+1)
		}
	}
}

// turns cuts the text at the labels that count. A turn goes from behind its
// label to the last character before the next label that is not white space.
func (s *splitting) turns(voices map[string]voice) []interviews.Turn {
	var turns []interviews.Turn
	var at ruler
	pieces := s.pieces
	for i, l := range s.chosen {
		if l == nil {
			continue
		}
		next := i + 1
		for next < len(s.chosen) && s.chosen[next] == nil {
			next++
		}
		start, end := s.lines[i].start+l.end, s.lines[next-1].end
		speech := s.text[start:end]
		if lead := len(speech) - len(strings.TrimLeftFunc(speech, unicode.IsSpace)); lead < len(speech) {
			start, speech = start+lead, strings.TrimSpace(speech)
		} else {
			speech = "" // a label and no speech: an empty turn right behind it
		}
		v := voices[l.key]
		turn := interviews.Turn{
			Number: len(turns) + 1, Speaker: v.name, Role: v.role, Interviewer: v.interviewer,
			Text: speech, Start: at.of(s.text, start), From: l.from, To: l.to, Timed: l.form == timed,
		}
		pieces = timeTurn(&turn, pieces, i, next)
		for _, note := range stageNotes(speech) {
			turn.Notes = append(turn.Notes, interviews.Note{
				Start: at.of(s.text, start+note[0]), End: at.of(s.text, start+note[1]),
			})
		}
		turn.End = at.of(s.text, start+len(speech))
		turns = append(turns, turn)
	}
	return turns
}

// timeTurn gives a turn of the lines from first up to next the times of its
// pieces, where the one that begins it has times; it returns the pieces left.
func timeTurn(turn *interviews.Turn, pieces []piece, first, next int) []piece {
	for len(pieces) > 0 && pieces[0].line < first {
		pieces = pieces[1:]
	}
	for ; len(pieces) > 0 && pieces[0].line < next; pieces = pieces[1:] {
		p := pieces[0]
		switch {
		case !p.timed:
		case turn.Timed:
			turn.From, turn.To = min(turn.From, p.from), max(turn.To, p.to)
		case p.line == first:
			turn.From, turn.To, turn.Timed = p.from, p.to, true
		}
	}
	return pieces
}

// ruler turns rising positions in bytes into positions in code points.
type ruler struct{ bytes, runes int }

func (r *ruler) of(text string, at int) int {
	r.runes += utf8.RuneCountInString(text[r.bytes:at])
	r.bytes = at
	return r.runes
}

package refi

import (
	"strconv"
	"time"
)

// Segment is a code put on a stretch by somebody, once, however often the file
// says it: programs code a passage of a PDF on its page and in its text, and
// read one text as a source and as the transcript of a recording.
type Segment struct {
	Source    *Source    // the text, picture, PDF or recording that is coded
	Selection *Selection // nil: the whole source
	Text      *Source    // what Start and End are places of; nil where it has no text
	// Start and End are code points of the text, End excluded.
	Start, End int
	Code       GUID
	Coder      GUID // "" where the file does not tell
	Date       time.Time
	Notes      []GUID // of the coding
	GUIDs      []GUID // of the codings that it stands for
	Doubtful   bool   // its place may be wrong: see Calibration and Selection
}

// Segments lists what is coded, in the order of the file; what stands in a text
// comes before the rest of its source. Codings of notes are not listed.
func (p *Project) Segments() []Segment {
	l := lister{seen: map[[3]string]int{}, paths: map[string]*Source{}}
	for i := range p.Sources {
		if s := &p.Sources[i]; s.Kind == Text && s.PlainTextPath != "" && l.paths[s.PlainTextPath] == nil {
			l.paths[s.PlainTextPath] = s
		}
	}
	for i := range p.Sources {
		l.source(&p.Sources[i])
	}
	return l.segments
}

type lister struct {
	segments []Segment
	// seen are segments by stretch, code and coder.
	seen  map[[3]string]int
	paths map[string]*Source // the first source of each text
}

func (l *lister) source(s *Source) {
	if s.Kind == Text {
		if first := l.paths[s.PlainTextPath]; first != nil && first != s {
			l.text(first, s)
		} else {
			l.text(s, s)
		}
	}
	if s.Representation != nil {
		l.text(s, s.Representation)
	}
	if s.TextDescription != nil {
		l.text(s, s.TextDescription)
	}
	for i := range s.Transcripts {
		t := &s.Transcripts[i]
		owner := s
		if first := l.paths[t.PlainTextPath]; first != nil && t.PlainTextPath != "" {
			owner = first
		}
		for j := range t.TranscriptSelections {
			selection := &t.TranscriptSelections[j]
			segment := Segment{Source: owner, Selection: selection}
			if from, to := t.point(selection.From), t.point(selection.To); from.Given && to.Given && from.Value < to.Value {
				segment.Text, segment.Start, segment.End = t, from.Value, to.Value
			}
			l.codings(segment, string(selection.GUID), selection.Codings)
		}
	}
	for kind, list := range s.selections() {
		if kind < 2 {
			continue
		}
		for i := range list {
			l.codings(Segment{Source: s, Selection: &list[i]}, string(list[i].GUID), list[i].Codings)
		}
	}
	whole := Segment{Source: s}
	if s.Kind == Text && s.Content != nil {
		whole.Text, whole.End = s, len([]rune(*s.Content))
	}
	l.codings(whole, string(s.GUID), s.Codings)
}

// point is the place of a synchronisation point.
func (s *Source) point(guid GUID) Number {
	for _, point := range s.SyncPoints {
		if point.GUID == guid {
			return point.Position
		}
	}
	return Number{}
}

// text lists what is coded in the text of a source.
func (l *lister) text(owner, text *Source) {
	for i := range text.Texts {
		s := &text.Texts[i]
		l.codings(Segment{
			Source: owner, Selection: s, Text: text, Start: s.Start.Value, End: s.End.Value,
			Doubtful: s.Doubtful || text.Calibration != nil && text.Calibration.Doubtful(),
		}, string(s.GUID), s.Codings)
	}
	if owner != text {
		l.codings(Segment{Source: owner}, string(owner.GUID), text.Codings)
	}
}

func (l *lister) codings(like Segment, stretch string, codings []Coding) {
	for _, c := range codings {
		s := like
		s.Code, s.Date = c.Code.Target, c.Created.Time
		s.Coder = c.CreatingUser
		if s.Coder == "" && s.Selection != nil {
			if s.Coder = s.Selection.CreatingUser; s.Coder == "" {
				s.Coder = s.Selection.ModifyingUser
			}
		}
		for _, note := range c.NoteRefs {
			s.Notes = append(s.Notes, note.Target)
		}
		s.GUIDs = []GUID{c.GUID}
		if at, twice := l.find(s, stretch); twice {
			l.segments[at].GUIDs = append(l.segments[at].GUIDs, c.GUID)
			continue
		}
		l.segments = append(l.segments, s)
	}
}

// find tells whether a segment is there already: as the same selection, or as
// the same stretch of the same text.
func (l *lister) find(s Segment, stretch string) (at int, twice bool) {
	who := string(s.Code) + " " + string(s.Coder)
	keys := [][3]string{{"", stretch, who}}
	if s.Text != nil {
		keys = append(keys, [3]string{string(s.Source.GUID), strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End), who})
	}
	for _, key := range keys {
		if at, twice = l.seen[key]; twice {
			return at, true
		}
	}
	for _, key := range keys {
		l.seen[key] = len(l.segments)
	}
	return 0, false
}

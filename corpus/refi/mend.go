package refi

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// each shows every source and all that are inside others, notes among them, in
// the order of the file.
func (p *Project) each(see func(*Source)) {
	for i := range p.Sources {
		p.Sources[i].each(see)
	}
	for i := range p.Notes {
		p.Notes[i].each(see)
	}
}

func (s *Source) each(see func(*Source)) {
	see(s)
	if s.TextDescription != nil {
		s.TextDescription.each(see)
	}
	for i := range s.Transcripts {
		s.Transcripts[i].each(see)
	}
	for _, list := range s.selections() {
		for i := range list {
			if inner := list[i].Representation; inner != nil {
				inner.each(see)
			}
		}
	}
	if s.Representation != nil {
		s.Representation.each(see)
	}
}

// selections are those of all kinds; a source has one kind.
func (s *Source) selections() [6][]Selection {
	return [6][]Selection{s.TranscriptSelections, s.Texts, s.Pictures, s.PDFs, s.Audios, s.Videos}
}

func (s *Source) textual() bool { return s.Kind == "" || s.Kind == Text }

// mend makes a project what the schema asks for: each thing has a GUID, each
// reference something to refer to. What cannot be is left out and counted.
func (in *intake) mend() {
	p := in.project
	m := mender{codes: map[GUID]bool{}, known: map[GUID]bool{}}
	p.Codes = m.tree(p.Codes)
	if m.twice > 0 {
		in.add(interviews.Rejected, stats.Plural(m.twice, "fr", "code porte", "codes portent")+" l'identifiant d'un autre (à deux endroits, ou au-dessous de lui-même) ; la première place reste, ce qui était dessous remonte",
			"donner à chaque code une seule place")
	}
	for i := range p.Users {
		m.name(&p.Users[i].GUID, "user")
	}
	for i := range p.Variables {
		m.name(&p.Variables[i].GUID, "variable")
	}
	for i := range p.Cases {
		m.name(&p.Cases[i].GUID, "case")
	}
	foreign := len(p.Sources)
	p.Sources = slices.DeleteFunc(p.Sources, func(s Source) bool { return s.Kind == "" })
	if foreign -= len(p.Sources); foreign > 0 {
		in.add(interviews.Rejected, stats.Plural(foreign, "fr", "source est d'un genre que le format ne connaît pas : écartée", "sources sont d'un genre que le format ne connaît pas : écartées"), "")
	}
	p.each(func(s *Source) {
		m.name(&s.GUID, "source")
		for i := range s.SyncPoints {
			m.name(&s.SyncPoints[i].GUID, "point")
		}
		for kind, list := range s.selections() {
			for i := range list {
				m.name(&list[i].GUID, "selection")
				list[i].mend(kind)
			}
		}
	})
	for i := range p.Links {
		m.name(&p.Links[i].GUID, "link")
		p.Links[i].Direction = among(p.Links[i].Direction, directions)
	}
	for i := range p.Sets {
		m.name(&p.Sets[i].GUID, "set")
	}
	for i := range p.Graphs {
		m.name(&p.Graphs[i].GUID, "graph")
		m.graph(&p.Graphs[i])
	}
	// All names are known: now what refers to them.
	p.each(func(s *Source) {
		s.Codings = m.codings(s.Codings)
		s.NoteRefs, s.Values = m.refs(s.NoteRefs), m.values(s.Values)
		for _, list := range s.selections() {
			for i := range list {
				list[i].Codings, list[i].NoteRefs = m.codings(list[i].Codings), m.refs(list[i].NoteRefs)
			}
		}
	})
	m.codeNotes(p.Codes)
	for i := range p.Cases {
		c := &p.Cases[i]
		c.CodeRefs, c.Sources, c.Selections, c.Values = m.refs(c.CodeRefs), m.refs(c.Sources), m.refs(c.Selections), m.values(c.Values)
	}
	for i := range p.Links {
		p.Links[i].NoteRefs = m.refs(p.Links[i].NoteRefs)
	}
	for i := range p.Sets {
		s := &p.Sets[i]
		s.Codes, s.Sources, s.Notes = m.refs(s.Codes), m.refs(s.Sources), m.refs(s.Notes)
	}
	p.NoteRefs = m.refs(p.NoteRefs)
	in.read, in.kept = m.read, m.kept
	if len(p.Sources) == 0 && m.read == 0 {
		in.read, in.kept = len(m.codes)+m.twice, len(m.codes)
	}
	if lost := m.read - m.kept; lost > 0 {
		in.add(interviews.Rejected, stats.Plural(lost, "fr", "codage désigne un code qui n'est pas dans le projet : écarté", "codages désignent un code qui n'est pas dans le projet : écartés"),
			"exporter à nouveau le projet avec toute sa grille")
	}
	if m.lost > 0 {
		in.notice(stats.Plural(m.lost, "fr", "renvoi ne mène à rien dans le projet : laissé de côté", "renvois ne mènent à rien dans le projet : laissés de côté"), "")
	}
	if m.named > 0 {
		in.notice(stats.Plural(m.named, "fr", "élément n'a pas d'identifiant : il en reçoit un", "éléments n'ont pas d'identifiant : ils en reçoivent un"), "")
	}
}

// mender knows what there is, and counts what was wrong.
type mender struct {
	codes, known map[GUID]bool
	read, kept   int // codings
	lost         int // references
	twice        int // codes
	named        int
}

func (m *mender) name(guid *GUID, kind string) {
	if *guid == "" {
		m.named++
		*guid = NewGUID("nameless", kind, strconv.Itoa(m.named))
	}
	m.known[*guid] = true
}

// tree leaves out codes that were there before, and lifts what is below them.
func (m *mender) tree(codes []Code) []Code {
	var kept []Code
	for _, code := range codes {
		m.name(&code.GUID, "code")
		if m.codes[code.GUID] {
			m.twice++
			kept = append(kept, m.tree(code.Codes)...)
			continue
		}
		m.codes[code.GUID] = true
		code.Codes = m.tree(code.Codes)
		kept = append(kept, code)
	}
	return kept
}

func (m *mender) codeNotes(codes []Code) {
	for i := range codes {
		codes[i].NoteRefs = m.refs(codes[i].NoteRefs)
		m.codeNotes(codes[i].Codes)
	}
}

func (m *mender) codings(codings []Coding) []Coding {
	var kept []Coding
	for _, c := range codings {
		m.read++
		if !m.codes[c.Code.Target] {
			continue
		}
		m.kept++
		m.name(&c.GUID, "coding")
		c.NoteRefs = m.refs(c.NoteRefs)
		kept = append(kept, c)
	}
	return kept
}

func (m *mender) refs(refs []Ref) []Ref {
	kept := slices.DeleteFunc(refs, func(r Ref) bool { return !m.known[r.Target] })
	m.lost += len(refs) - len(kept)
	if len(kept) == 0 {
		return nil
	}
	return kept
}

func (m *mender) values(values []Value) []Value {
	kept := slices.DeleteFunc(values, func(v Value) bool { return !m.known[v.Variable] })
	m.lost += len(values) - len(kept)
	if len(kept) == 0 {
		return nil
	}
	return kept
}

func (m *mender) graph(g *Graph) {
	for i := range g.Vertices {
		v := &g.Vertices[i]
		m.name(&v.GUID, "vertex")
		v.Shape = among(v.Shape, shapes)
		v.FirstX.Given, v.FirstY.Given = true, true
	}
	g.Edges = slices.DeleteFunc(g.Edges, func(e Edge) bool {
		lost := !m.known[e.Source] || !m.known[e.Target]
		m.lost += count(lost)
		return lost
	})
	for i := range g.Edges {
		e := &g.Edges[i]
		m.name(&e.GUID, "edge")
		e.Direction, e.LineStyle = among(e.Direction, directions), among(e.LineStyle, lineStyles)
	}
}

// mend gives a selection the numbers that its kind must have: its index in
// Source.selections. The corners of rectangles and the ends of times are put in
// their order.
func (s *Selection) mend(kind int) {
	switch kind {
	case 1:
		s.Start.Given, s.End.Given = true, true
	case 2, 3:
		for _, n := range []*Number{&s.FirstX, &s.FirstY, &s.SecondX, &s.SecondY} {
			n.Given = true
		}
		s.Page.Given = kind == 3
		s.FirstX, s.SecondX = ordered(s.FirstX, s.SecondX)
		s.FirstY, s.SecondY = ordered(s.FirstY, s.SecondY)
	case 4, 5:
		s.Begin.Given, s.Finish.Given = true, true
		s.Begin, s.Finish = ordered(s.Begin, s.Finish)
	}
}

func ordered(a, b Number) (low, high Number) {
	if a.Value > b.Value {
		return b, a
	}
	return a, b
}

var (
	directions = []string{"Associative", "OneWay", "Bidirectional"}
	lineStyles = []string{"dotted", "dashed", "solid"}
	shapes     = []string{
		"Person", "Oval", "Rectangle", "RoundedRectangle", "Star", "LeftTriangle", "RightTriangle", "UpTriangle", "DownTriangle", "Note",
	}
)

// among is the text when it is one of those known, else nothing.
func among(text string, known []string) string {
	if slices.Contains(known, text) {
		return text
	}
	return ""
}

// conclude counts what was read.
func (in *intake) conclude() {
	s := &in.source
	s.Read, s.Accepted, s.Rejected = in.read, in.kept, in.read-in.kept
	if all := in.project.Segments(); in.kept > 0 && len(in.project.Sources) > 0 {
		once := 0
		for _, segment := range all {
			once += len(segment.GUIDs)
		}
		s.Notes = append(s.Notes, fmt.Sprintf("%s, dont %d répétés (page et texte d'un PDF, transcription lue deux fois)",
			stats.Plural(in.kept, "fr", "codage", "codages"), once-len(all)))
	}
	in.report.Sources = append(in.report.Sources, *s)
}

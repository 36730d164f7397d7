package refi

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

const (
	projectSpace  = "urn:QDA-XML:project:1.0"
	codebookSpace = "urn:QDA-XML:codebook:1.0"
	anySpace      = "urn:QDA-XML:"
)

// wireProject is a project as its file puts it: fields in the order of the
// schema, lists nil where they would be empty.
type wireProject struct {
	Users     *struct{ User []User }         `xml:"Users"`
	CodeBook  *struct{ Codes wireCodes }     `xml:"CodeBook"`
	Variables *struct{ Variable []Variable } `xml:"Variables"`
	Cases     *struct{ Case []Case }         `xml:"Cases"`
	Sources   *wireSources                   `xml:"Sources"`
	Notes     *struct{ Note []Source }       `xml:"Notes"`
	Links     *struct{ Link []Link }         `xml:"Links"`
	Sets      *struct{ Set []Set }           `xml:"Sets"`
	Graphs    *struct{ Graph []Graph }       `xml:"Graphs"`
	Project
}

type wireCodes struct{ Code []Code }

// wireSources keeps the order of sources of different kinds.
type wireSources struct {
	List []Source `xml:",any"`
}

// wireCodebook is a codebook as its file puts it; the members of its sets are
// written otherwise than in a project.
type wireCodebook struct {
	Origin string    `xml:"origin,attr,omitempty"`
	Codes  wireCodes `xml:"Codes"`
	Sets   *struct {
		Set []wireSet
	} `xml:"Sets"`
}

type wireSet struct {
	GUID        GUID         `xml:"guid,attr"`
	Name        string       `xml:"name,attr"`
	Description string       `xml:"Description,omitempty"`
	Codes       []wireMember `xml:"MemberCode"`
}

type wireMember struct {
	GUID   GUID `xml:"guid,attr,omitempty"`
	Target GUID `xml:"targetGUID,attr,omitempty"` // of those who write it as projects do
}

func (w *wireProject) project() *Project {
	p := w.Project
	if w.Users != nil {
		p.Users = w.Users.User
	}
	if w.CodeBook != nil {
		p.Codes = w.CodeBook.Codes.Code
	}
	if w.Variables != nil {
		p.Variables = w.Variables.Variable
	}
	if w.Cases != nil {
		p.Cases = w.Cases.Case
	}
	if w.Sources != nil {
		p.Sources = w.Sources.List
	}
	if w.Notes != nil {
		p.Notes = w.Notes.Note
	}
	if w.Links != nil {
		p.Links = w.Links.Link
	}
	if w.Sets != nil {
		p.Sets = w.Sets.Set
	}
	if w.Graphs != nil {
		p.Graphs = w.Graphs.Graph
	}
	return &p
}

func wired(p *Project) *wireProject {
	w := &wireProject{Project: *p}
	if len(p.Users) > 0 {
		w.Users = &struct{ User []User }{p.Users}
	}
	if len(p.Codes) > 0 {
		w.CodeBook = &struct{ Codes wireCodes }{wireCodes{p.Codes}}
	}
	if len(p.Variables) > 0 {
		w.Variables = &struct{ Variable []Variable }{p.Variables}
	}
	if len(p.Cases) > 0 {
		w.Cases = &struct{ Case []Case }{p.Cases}
	}
	if len(p.Sources) > 0 {
		w.Sources = &wireSources{p.Sources}
	}
	if len(p.Notes) > 0 {
		w.Notes = &struct{ Note []Source }{p.Notes}
	}
	if len(p.Links) > 0 {
		w.Links = &struct{ Link []Link }{p.Links}
	}
	if len(p.Sets) > 0 {
		w.Sets = &struct{ Set []Set }{p.Sets}
	}
	if len(p.Graphs) > 0 {
		w.Graphs = &struct{ Graph []Graph }{p.Graphs}
	}
	return w
}

type plainSource Source

// wireSource is a source as its file puts it: with the text that stands in it.
type wireSource struct {
	Description string  `xml:"Description,omitempty"`
	Content     *string `xml:"PlainTextContent"`
	plainSource
}

// UnmarshalXML reads a source of any kind.
func (s *Source) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	var wire wireSource
	if err := d.DecodeElement(&wire, &start); err != nil {
		return err
	}
	*s = Source(wire.plainSource)
	s.Description, s.Content = wire.Description, wire.Content
	switch kind := Kind(start.Name.Local); kind {
	case Text, Picture, PDF, Audio, Video:
		s.Kind = kind
	}
	return nil
}

// MarshalXML writes a source, with its text where that has no file.
func (s Source) MarshalXML(e *xml.Encoder, start xml.StartElement) error {
	if s.Kind != "" {
		start.Name.Local = string(s.Kind)
	}
	wire := wireSource{Description: s.Description, plainSource: plainSource(s)}
	if s.PlainTextPath == "" {
		wire.Content = s.Content
	}
	return e.EncodeElement(wire, start)
}

// deepest bounds nested elements: no honest file comes near, and a hostile one
// would exhaust the stack.
const deepest = 400

var (
	errDeep    = errors.New("elements nested too deeply")
	errForeign = errors.New("neither a project nor a codebook")
)

func newDecoder(text string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(text))
	// The text is UTF-8 by now, whatever its declaration says.
	d.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	return d
}

// parse reads a project or a codebook, says in which version it is written, and
// how many paths on the disk of its author it has.
func parse(text string) (p *Project, version string, paths int, err error) {
	depth := 0
	for scan := newDecoder(text); ; {
		token, err := scan.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, "", 0, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth++; depth > deepest {
				return nil, "", 0, errDeep
			}
			for _, attr := range token.Attr {
				paths += count(attr.Value != "" && (attr.Name.Local == "basePath" || attr.Name.Local == "currentPath"))
			}
		case xml.EndElement:
			depth--
		}
	}
	d := newDecoder(text)
	for {
		token, err := d.Token()
		if err != nil {
			return nil, "", 0, errForeign
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "Project":
			var wire wireProject
			if err := d.DecodeElement(&wire, &start); err != nil {
				return nil, "", 0, err
			}
			return wire.project(), start.Name.Space, paths, nil
		case "CodeBook":
			var wire wireCodebook
			if err := d.DecodeElement(&wire, &start); err != nil {
				return nil, "", 0, err
			}
			return wire.project(), start.Name.Space, paths, nil
		}
		return nil, "", 0, errForeign
	}
}

func (w *wireCodebook) project() *Project {
	p := &Project{Origin: w.Origin, Codes: w.Codes.Code}
	if w.Sets == nil {
		return p
	}
	for _, set := range w.Sets.Set {
		s := Set{GUID: set.GUID, Name: set.Name, Description: set.Description}
		for _, member := range set.Codes {
			if member.GUID == "" {
				member.GUID = member.Target
			}
			s.Codes = append(s.Codes, Ref{member.GUID})
		}
		p.Sets = append(p.Sets, s)
	}
	return p
}

// wiredCodebook is the codes of a project and the sets made of them.
func wiredCodebook(p *Project) *wireCodebook {
	w := &wireCodebook{Origin: p.Origin, Codes: wireCodes{withoutNotes(p.Codes)}}
	var sets []wireSet
	for _, set := range p.Sets {
		if len(set.Codes) == 0 {
			continue
		}
		s := wireSet{GUID: set.GUID, Name: set.Name, Description: set.Description}
		for _, code := range set.Codes {
			s.Codes = append(s.Codes, wireMember{GUID: code.Target})
		}
		sets = append(sets, s)
	}
	if len(sets) > 0 {
		w.Sets = &struct{ Set []wireSet }{sets}
	}
	return w
}

// withoutNotes is the codes as a codebook file has them, which knows no notes.
func withoutNotes(codes []Code) []Code {
	plain := make([]Code, len(codes))
	for i, code := range codes {
		code.NoteRefs, code.Codes = nil, withoutNotes(code.Codes)
		plain[i] = code
	}
	return plain
}

// Package refi exchanges projects and codebooks with other programs for
// qualitative analysis in the REFI-QDA format (.qdpx, .qdc): it reads what they
// write, finds out how each of them counts places in a text, and says what the
// exchange loses.
//
// Project is the file as the standard has it. To bring codings in, Reader reads
// it and Import makes interviews, codebook and codings of it, on your own corpus
// where there is one; Calibration tells how places were counted. To give codings
// away, Export makes a Project and Writer writes it for a Target.
//
//	project, report, err := refi.Reader{Files: files}.ReadFile("retour.qdpx")
//	imported, report, err := refi.Import{Corpus: c}.Of(project)
package refi

// Project is a REFI-QDA project, in the shape of its schema. Places in texts
// are code points of Source.Content, from 0, End excluded, whatever the file
// counted. A codebook (.qdc) is a project with Codes and Sets only.
type Project struct {
	Name          string     `xml:"name,attr"`
	Origin        string     `xml:"origin,attr,omitempty"` // the program that wrote it
	CreatingUser  GUID       `xml:"creatingUserGUID,attr,omitempty"`
	Created       Time       `xml:"creationDateTime,attr"`
	ModifyingUser GUID       `xml:"modifyingUserGUID,attr,omitempty"`
	Modified      Time       `xml:"modifiedDateTime,attr"`
	Users         []User     `xml:"-"`
	Codes         []Code     `xml:"-"`
	Variables     []Variable `xml:"-"`
	Cases         []Case     `xml:"-"`
	Sources       []Source   `xml:"-"`
	Notes         []Source   `xml:"-"`
	Links         []Link     `xml:"-"`
	Sets          []Set      `xml:"-"`
	Graphs        []Graph    `xml:"-"`
	Description   string     `xml:"Description,omitempty"`
	NoteRefs      []Ref      `xml:"NoteRef"`

	// Files are the pictures, recordings and styled texts of the package, by
	// the name that a path "internal://" gives. Plain texts are in Source.Content.
	Files map[string][]byte `xml:"-"`
}

// Ref points at something by its GUID.
type Ref struct {
	Target GUID `xml:"targetGUID,attr"`
}

// User is somebody who coded.
type User struct {
	GUID GUID   `xml:"guid,attr"`
	Name string `xml:"name,attr,omitempty"`
	ID   string `xml:"id,attr,omitempty"`
}

// Code is a code with those below it. Names may repeat under other parents.
type Code struct {
	GUID        GUID   `xml:"guid,attr"`
	Name        string `xml:"name,attr"`
	Folder      Folder `xml:"isCodable,attr"`
	Color       Color  `xml:"color,attr,omitempty"`
	Description string `xml:"Description,omitempty"`
	NoteRefs    []Ref  `xml:"NoteRef"`
	Codes       []Code `xml:"Code"`
}

// Variable is an attribute of cases or sources.
type Variable struct {
	GUID        GUID      `xml:"guid,attr"`
	Name        string    `xml:"name,attr"`
	Type        ValueType `xml:"typeOfVariable,attr"`
	Description string    `xml:"Description,omitempty"`
}

// Case is a case with a name or, without one and with one source, the
// attributes of that source.
type Case struct {
	GUID        GUID    `xml:"guid,attr"`
	Name        string  `xml:"name,attr,omitempty"`
	Description string  `xml:"Description,omitempty"`
	CodeRefs    []Ref   `xml:"CodeRef"`
	Values      []Value `xml:"VariableValue"`
	Sources     []Ref   `xml:"SourceRef"`
	Selections  []Ref   `xml:"SelectionRef"`
}

// Kind is what a source is: text, picture, PDF, audio, video. The zero value is
// a text inside another element: a note, a transcript, the text of a PDF.
type Kind string

// The kinds of sources.
const (
	Text    Kind = "TextSource"
	Picture Kind = "PictureSource"
	PDF     Kind = "PDFSource"
	Audio   Kind = "AudioSource"
	Video   Kind = "VideoSource"
)

// Source is a text, picture, PDF or recording; so are notes, transcripts of
// recordings, and the text of a PDF. Each kind has only some of the fields.
type Source struct {
	Kind         Kind   `xml:"-"`
	GUID         GUID   `xml:"guid,attr"`
	Name         string `xml:"name,attr,omitempty"`
	RichTextPath string `xml:"richTextPath,attr,omitempty"`
	// PlainTextPath is where the text stands, "" where it stands in the project.
	PlainTextPath string `xml:"plainTextPath,attr,omitempty"`
	Path          string `xml:"path,attr,omitempty"`
	CreatingUser  GUID   `xml:"creatingUser,attr,omitempty"`
	Created       Time   `xml:"creationDateTime,attr"`
	ModifyingUser GUID   `xml:"modifyingUser,attr,omitempty"`
	Modified      Time   `xml:"modifiedDateTime,attr"`

	Description          string       `xml:"Description,omitempty"`
	TextDescription      *Source      `xml:"TextDescription"`
	Transcripts          []Source     `xml:"Transcript"`
	SyncPoints           []SyncPoint  `xml:"SyncPoint"`
	TranscriptSelections []Selection  `xml:"TranscriptSelection"`
	Texts                []Selection  `xml:"PlainTextSelection"`
	Pictures             []Selection  `xml:"PictureSelection"`
	PDFs                 []Selection  `xml:"PDFSelection"`
	Audios               []Selection  `xml:"AudioSelection"`
	Videos               []Selection  `xml:"VideoSelection"`
	Representation       *Source      `xml:"Representation"`
	Codings              []Coding     `xml:"Coding"` // of the whole source
	NoteRefs             []Ref        `xml:"NoteRef"`
	Values               []Value      `xml:"VariableValue"`
	Content              *string      `xml:"-"` // the text, line ends LF; nil where there is none
	Calibration          *Calibration `xml:"-"` // how its places were counted
}

// SyncPoint ties a place in a transcript to a time in the recording.
type SyncPoint struct {
	GUID     GUID   `xml:"guid,attr"`
	Time     Number `xml:"timeStamp,attr"` // milliseconds
	Position Number `xml:"position,attr"`
}

// Selection is a stretch of a source: of a text from Start to End; of a picture
// or page, a rectangle; of a recording from Begin to Finish in milliseconds.
type Selection struct {
	GUID          GUID   `xml:"guid,attr"`
	Name          string `xml:"name,attr,omitempty"` // often the words selected
	Start         Number `xml:"startPosition,attr"`
	End           Number `xml:"endPosition,attr"`
	Page          Number `xml:"page,attr"` // from 0
	FirstX        Number `xml:"firstX,attr"`
	FirstY        Number `xml:"firstY,attr"`
	SecondX       Number `xml:"secondX,attr"`
	SecondY       Number `xml:"secondY,attr"`
	Begin         Number `xml:"begin,attr"`
	Finish        Number `xml:"end,attr"`
	From          GUID   `xml:"fromSyncPoint,attr,omitempty"`
	To            GUID   `xml:"toSyncPoint,attr,omitempty"`
	CreatingUser  GUID   `xml:"creatingUser,attr,omitempty"`
	Created       Time   `xml:"creationDateTime,attr"`
	ModifyingUser GUID   `xml:"modifyingUser,attr,omitempty"`
	Modified      Time   `xml:"modifiedDateTime,attr"`

	Description    string   `xml:"Description,omitempty"`
	Representation *Source  `xml:"Representation"`
	Codings        []Coding `xml:"Coding"`
	NoteRefs       []Ref    `xml:"NoteRef"`
	Doubtful       bool     `xml:"-"` // its place may be wrong
}

// Coding puts a code on a selection or on a whole source.
type Coding struct {
	GUID         GUID  `xml:"guid,attr"`
	CreatingUser GUID  `xml:"creatingUser,attr,omitempty"`
	Created      Time  `xml:"creationDateTime,attr"`
	Code         Ref   `xml:"CodeRef"`
	NoteRefs     []Ref `xml:"NoteRef"`
}

// Link joins two things: a note and the passage it is about, say.
type Link struct {
	GUID      GUID   `xml:"guid,attr"`
	Name      string `xml:"name,attr,omitempty"`
	Direction string `xml:"direction,attr,omitempty"`
	Color     Color  `xml:"color,attr,omitempty"`
	Origin    GUID   `xml:"originGUID,attr,omitempty"`
	Target    GUID   `xml:"targetGUID,attr,omitempty"`
	NoteRefs  []Ref  `xml:"NoteRef"`
}

// Set is a group of codes, sources or notes.
type Set struct {
	GUID        GUID   `xml:"guid,attr"`
	Name        string `xml:"name,attr"`
	Description string `xml:"Description,omitempty"`
	Codes       []Ref  `xml:"MemberCode"`
	Sources     []Ref  `xml:"MemberSource"`
	Notes       []Ref  `xml:"MemberNote"`
}

// Graph is a drawing of things and their links.
type Graph struct {
	GUID     GUID     `xml:"guid,attr"`
	Name     string   `xml:"name,attr,omitempty"`
	Vertices []Vertex `xml:"Vertex"`
	Edges    []Edge   `xml:"Edge"`
}

// Vertex is a thing in a graph.
type Vertex struct {
	GUID       GUID   `xml:"guid,attr"`
	Represents GUID   `xml:"representedGUID,attr,omitempty"`
	Name       string `xml:"name,attr,omitempty"`
	FirstX     Number `xml:"firstX,attr"`
	FirstY     Number `xml:"firstY,attr"`
	SecondX    Number `xml:"secondX,attr"`
	SecondY    Number `xml:"secondY,attr"`
	Shape      string `xml:"shape,attr,omitempty"`
	Color      Color  `xml:"color,attr,omitempty"`
}

// Edge joins two vertices of a graph.
type Edge struct {
	GUID       GUID   `xml:"guid,attr"`
	Represents GUID   `xml:"representedGUID,attr,omitempty"`
	Name       string `xml:"name,attr,omitempty"`
	Source     GUID   `xml:"sourceVertex,attr"`
	Target     GUID   `xml:"targetVertex,attr"`
	Color      Color  `xml:"color,attr,omitempty"`
	Direction  string `xml:"direction,attr,omitempty"`
	LineStyle  string `xml:"lineStyle,attr,omitempty"`
}

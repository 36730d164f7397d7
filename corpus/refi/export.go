package refi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Export makes a project of a corpus and its codings, to go on in another
// program: a text source and a case an interview, with its attributes; a set a
// situation; a selection a passage, named by its words; the speakers as codes
// of a folder "Locuteurs" on their turns. Coders are users, by their codes.
//
// Valence, certainty and rule of a coding go into a note on it. The texts go as
// they are in the corpus: mask them before. The child's code and identifying
// columns stay behind, and so do interviews from which somebody withdrew.
type Export struct {
	Name     string           // of the project: "MEP 2023"
	Codebook *corpus.Codebook // nil: the codes as they come, without a tree
	Cases    *stats.Table     // attributes to go along: see corpus.Attributes
	Memos    bool             // memos go along, which may name persons
	NoTurns  bool             // speakers stay behind
}

const speakersName = "Locuteurs"

// speakers tells the folder that Export makes for speakers.
func (c Code) speakers() bool {
	return c.GUID == NewGUID("folder", speakersName) || bool(c.Folder) && c.Name == speakersName
}

// Of makes the project. The report tells what the format has no place for. It
// fails on a coding whose document is not in the corpus, or whose code is not in
// the codebook.
func (x Export) Of(c *corpus.Corpus, codings corpus.Codings) (*Project, *interviews.Report, error) {
	book := x.Codebook
	if book == nil {
		var codes []corpus.Code
		for _, id := range codings.Codes() {
			codes = append(codes, corpus.Code{ID: id})
		}
		var err error
		if book, err = corpus.NewCodebook(codes...); err != nil {
			return nil, nil, fmt.Errorf("refi: %w", err)
		}
	}
	out := &outgoing{Export: x, project: FromCodebook(book), report: &interviews.Report{}, of: map[string]corpus.Codings{}}
	out.project.Name = x.Name
	for i, coding := range codings {
		if coding.Document == nil {
			return nil, nil, fmt.Errorf("refi: coding %d has no document", i+1)
		}
		id := coding.Document.ID()
		if d, known := c.Document(id); !known || d.SHA256() != coding.Document.SHA256() {
			return nil, nil, fmt.Errorf("refi: coding %d is of document %q, which is not in the corpus", i+1, id)
		}
		if _, known := book.Code(coding.Code); !known {
			return nil, nil, fmt.Errorf("refi: coding %d: no code %s", i+1, stats.Unknown(coding.Code, book.IDs()))
		}
		out.of[id] = append(out.of[id], coding)
	}
	for _, coder := range codings.Coders() {
		out.project.Users = append(out.project.Users, User{GUID: NewGUID("user", coder), Name: coder})
	}
	for _, d := range c.Documents() {
		if !d.Interview().Consent.Withdrawn.IsZero() {
			out.withdrawn++
			out.stayed += len(out.of[d.ID()])
			continue
		}
		out.source(d)
	}
	out.speakerCodes()
	if err := out.attributes(c); err != nil {
		return nil, nil, err
	}
	out.tell(len(codings))
	return out.project, out.report, nil
}

// outgoing is one project under way.
type outgoing struct {
	Export
	project   *Project
	report    *interviews.Report
	of        map[string]corpus.Codings // by document
	speakers  []Code
	withdrawn int // interviews
	stayed    int // their codings
	memos     int // left behind
	merged    int
	stage     int // notes, times
}

// source writes a document with its turns and codings.
func (out *outgoing) source(d *corpus.Document) {
	guid := NewGUID("source", d.ID(), d.SHA256())
	text := d.Text()
	s := Source{
		Kind: Text, GUID: guid, Name: d.ID(), PlainTextPath: "internal://" + string(guid) + ".txt", Content: &text,
	}
	at := map[[2]int]int{}
	selection := func(start, end int) *Selection {
		i, there := at[[2]int{start, end}]
		if !there {
			i = len(s.Texts)
			at[[2]int{start, end}] = i
			s.Texts = append(s.Texts, Selection{
				GUID: NewGUID("selection", d.ID(), d.SHA256(), strconv.Itoa(start), strconv.Itoa(end)),
				Name: short(d.Slice(start, end)), Start: given(start), End: given(end),
			})
		}
		return &s.Texts[i]
	}
	for _, turn := range d.Turns() {
		out.stage += len(turn.Notes) + count(turn.Timed)
		if out.NoTurns || turn.Start == turn.End {
			continue
		}
		p := selection(turn.Start, turn.End)
		p.Codings = append(p.Codings, Coding{GUID: NewGUID("turn", string(p.GUID)), Code: Ref{out.speaker(turn)}})
	}
	seen := map[string]bool{}
	for _, c := range out.of[d.ID()] {
		key := strings.Join([]string{c.Segment(), c.Code, c.Coder}, "\x00")
		if seen[key] {
			out.merged++
			continue
		}
		seen[key] = true
		p := selection(c.Start, c.End)
		user := NewGUID("user", c.Coder)
		coding := Coding{
			GUID: NewGUID("coding", string(p.GUID), c.Code, c.Coder), CreatingUser: user,
			Created: Time{c.Date}, Code: Ref{NewGUID("code", c.Code)},
		}
		if text := out.noteOf(c); text != "" {
			note := Source{GUID: NewGUID("note", string(coding.GUID)), Name: "Codage", CreatingUser: user, Content: &text}
			coding.NoteRefs = []Ref{{note.GUID}}
			out.project.Notes = append(out.project.Notes, note)
		}
		p.Codings = append(p.Codings, coding)
	}
	slices.SortStableFunc(s.Texts, func(a, b Selection) int {
		if a.Start != b.Start {
			return a.Start.Value - b.Start.Value
		}
		return a.End.Value - b.End.Value
	})
	out.project.Sources = append(out.project.Sources, s)
}

// short is the words of a passage as the name of a selection: on one line, 100
// characters at most, so that a reader can check the place.
func short(text string) string {
	const most = 100
	runes := []rune(collapse(text))
	if len(runes) > most {
		return strings.TrimSpace(string(runes[:most-1])) + "…"
	}
	return string(runes)
}

// speaker is the code of who speaks.
func (out *outgoing) speaker(turn interviews.Turn) GUID {
	guid := NewGUID("speaker", turn.Speaker, string(turn.Role), strconv.FormatBool(turn.Interviewer))
	if !slices.ContainsFunc(out.speakers, func(c Code) bool { return c.GUID == guid }) {
		code := Code{GUID: guid, Name: turn.Speaker}
		switch {
		case turn.Interviewer:
			code.Description = interviewerMark
		case turn.Role != "":
			code.Description = roleMark + string(turn.Role)
		}
		out.speakers = append(out.speakers, code)
	}
	return guid
}

const (
	interviewerMark = "Enquêteur"
	roleMark        = "Rôle : "
)

func (out *outgoing) speakerCodes() {
	if len(out.speakers) > 0 {
		out.project.Codes = append(out.project.Codes, Code{
			GUID: NewGUID("folder", speakersName), Name: speakersName, Folder: true, Codes: out.speakers,
		})
	}
}

// The lines of a note on a coding.
const (
	valenceMark   = "Valence : "
	certaintyMark = "Certitude : "
	batchMark     = "Règle : "
	memoMark      = "Mémo : "
)

// noteOf is what a coding says beyond its code; the memo comes last, since it
// may have several lines.
func (out *outgoing) noteOf(c corpus.Coding) string {
	var lines []string
	if n, ok := c.Valence.Number(); ok {
		lines = append(lines, valenceMark+strconv.Itoa(n))
	}
	if c.Certainty != corpus.NoCertainty {
		lines = append(lines, certaintyMark+c.Certainty.String())
	}
	if c.Batch != "" {
		lines = append(lines, batchMark+collapse(c.Batch))
	}
	switch {
	case c.Memo != "" && out.Memos:
		lines = append(lines, memoMark+c.Memo)
	case c.Memo != "":
		out.memos++
	}
	return strings.Join(lines, "\n")
}

// attributes writes a case an interview, and a set a situation.
func (out *outgoing) attributes(c *corpus.Corpus) error {
	table, err := corpus.Attributes{Cases: out.Cases}.Of(c)
	if err != nil {
		return fmt.Errorf("refi: %w", err)
	}
	p := out.project
	values := map[int][]Value{}
	for _, column := range table.Columns() {
		v := column.Variable()
		if v.Name == "id_entretien" || v.Name == "id_enfant" || v.Identifying {
			continue
		}
		cells, kind := cellsOf(column)
		guid := NewGUID("variable", v.Name)
		p.Variables = append(p.Variables, Variable{GUID: guid, Name: v.Name, Type: kind, Description: v.Title()})
		for row, text := range cells {
			if text != "" {
				values[row] = append(values[row], Value{guid, kind, text})
			}
		}
	}
	sets := map[string]int{}
	for row, interview := range c.Interviews() {
		d, written := c.Document(interview.ID)
		if !interview.Consent.Withdrawn.IsZero() {
			continue
		}
		person := Case{GUID: NewGUID("case", interview.ID), Name: interview.ID, Values: values[row]}
		if written {
			source := Ref{NewGUID("source", d.ID(), d.SHA256())}
			person.Sources = []Ref{source}
			i, there := sets[d.Case()]
			if !there {
				i = len(p.Sets)
				sets[d.Case()] = i
				p.Sets = append(p.Sets, Set{GUID: NewGUID("situation", d.Case()), Name: "Situation " + d.Case()})
			}
			p.Sets[i].Sources = append(p.Sets[i].Sources, source)
		}
		p.Cases = append(p.Cases, person)
	}
	return nil
}

// cellsOf is the cells of a column as the format writes values; a missing one
// is "".
func cellsOf(column stats.Column) ([]string, ValueType) {
	cells := make([]string, column.Len())
	kind := TextValue
	write := func(text func(row int) string) {
		for row := range cells {
			if column.Missing(row) == stats.Recorded {
				cells[row] = text(row)
			}
		}
	}
	switch c := column.(type) {
	case *stats.Numbers:
		kind = FloatValue
		write(func(row int) string {
			n, _ := c.At(row)
			return strconv.FormatFloat(n, 'f', -1, 64)
		})
	case *stats.Flags:
		kind = BooleanValue
		write(func(row int) string {
			yes, _ := c.At(row)
			return strconv.FormatBool(yes)
		})
	case *stats.Dates:
		kind = DateValue
		write(func(row int) string {
			day, _ := c.At(row)
			return day.Format(time.DateOnly)
		})
	default:
		write(func(row int) string { return strings.TrimSpace(column.Show(row, "fr")) })
	}
	return cells, kind
}

// tell reports what the format has no place for.
func (out *outgoing) tell(codings int) {
	lost := func(severity interviews.Severity, n int, one, several, hint string) {
		if n > 0 {
			out.report.Problems = append(out.report.Problems, interviews.Problem{
				File: out.Name, Summary: stats.Plural(n, "fr", one, several), Hint: hint, Severity: severity,
			})
		}
	}
	lost(interviews.Rejected, out.withdrawn, "entretien retiré : il ne part pas, ni ses codages", "entretiens retirés : ils ne partent pas, ni leurs codages", "")
	lost(interviews.Notice, out.memos, "mémo ne part pas : il peut nommer des personnes", "mémos ne partent pas : ils peuvent nommer des personnes", "les relire, puis demander Memos")
	lost(interviews.Notice, out.merged, "codage en répète un autre : il part une fois", "codages en répètent d'autres : ils partent une fois", "")
	lost(interviews.Notice, out.stage, "note de scène ou repère de temps n'a pas de place dans le format", "notes de scène ou repères de temps n'ont pas de place dans le format", "ils restent dans le texte quand ils y sont écrits")
	rejected := out.stayed + out.merged
	out.report.Sources = append(out.report.Sources, interviews.Source{
		File: out.Name, Read: codings, Accepted: codings - rejected, Rejected: rejected,
	})
}

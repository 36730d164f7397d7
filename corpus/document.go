package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sort"
	"sync"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Corpus is the texts of a study, read-only. It also knows the interviews that
// have no transcript yet: somebody who was interviewed and somebody who was not
// are not the same silence.
type Corpus struct {
	roles      interviews.Roles
	interviews []*interviews.Interview
	documents  []*Document
	byID       map[string]*Document
	index      func() *index
}

// New makes a corpus of interviews, in their order, with one document for each
// that has a transcript. No roles means DefaultRoles. It fails when two
// interviews have the same code, or when a transcript and the places of its
// turns do not agree.
func New(list []*interviews.Interview, roles interviews.Roles) (*Corpus, error) {
	if len(roles) == 0 {
		roles = interviews.DefaultRoles()
	}
	c := &Corpus{roles: roles, interviews: slices.Clone(list), byID: map[string]*Document{}}
	// Documents do not know one another: each core reads some.
	documents := make([]*Document, len(list))
	unfit := make([]error, len(list))
	workers := runtime.GOMAXPROCS(0)
	var working sync.WaitGroup
	for first := range workers {
		working.Go(func() {
			for i := first; i < len(list); i += workers {
				if list[i].Transcript != nil {
					documents[i], unfit[i] = newDocument(list[i], roles)
				}
			}
		})
	}
	working.Wait()
	seen := map[string]bool{}
	var faults []error
	for i, interview := range list {
		switch {
		case interview.ID == "":
			faults = append(faults, fmt.Errorf("interview %d has no code", i+1))
			continue
		case seen[interview.ID]:
			faults = append(faults, fmt.Errorf("two interviews have the code %q", interview.ID))
			continue
		}
		seen[interview.ID] = true
		if unfit[i] != nil {
			faults = append(faults, fmt.Errorf("interview %q: %w", interview.ID, unfit[i]))
		}
		d := documents[i]
		if d == nil {
			continue
		}
		d.number = len(c.documents)
		c.documents = append(c.documents, d)
		c.byID[interview.ID] = d
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	c.index = sync.OnceValue(func() *index { return newIndex(c.documents) })
	sentences := sync.OnceValue(c.sentences)
	for _, d := range c.documents {
		d.sentences = func() [][]stats.Span { return sentences()[d.number] }
	}
	return c, nil
}

// Documents lists the texts in the order of their interviews.
func (c *Corpus) Documents() []*Document { return slices.Clone(c.documents) }

// Document is the text of the interview of that code.
func (c *Corpus) Document(id string) (*Document, bool) { d, ok := c.byID[id]; return d, ok }

// Interviews lists all interviews, those without a transcript among them.
func (c *Corpus) Interviews() []*interviews.Interview { return slices.Clone(c.interviews) }

// Roles are the roles of the study.
func (c *Corpus) Roles() interviews.Roles { return slices.Clone(c.roles) }

// Document is the text of one interview with its words and sentences,
// read-only. Places in it are code points from 0, End excluded.
type Document struct {
	interview *interviews.Interview
	roles     interviews.Roles
	number    int // in the corpus
	text      string
	hash      string
	bytes     []uint32 // where each code point of the text starts, and its length
	turns     []interviews.Turn
	tokens    [][]Token // of each turn
	sentences func() [][]stats.Span
}

func newDocument(interview *interviews.Interview, roles interviews.Roles) (*Document, error) {
	transcript := interview.Transcript
	sum := sha256.Sum256([]byte(transcript.Text))
	d := &Document{
		interview: interview, roles: roles, text: transcript.Text,
		hash: hex.EncodeToString(sum[:]), turns: slices.Clone(transcript.Turns),
	}
	if transcript.SHA256 != "" && transcript.SHA256 != d.hash {
		return nil, errors.New("the text of the transcript is not the one of its SHA-256")
	}
	s := newScanner(d.text)
	d.bytes = s.bytes
	d.tokens = make([][]Token, 0, len(d.turns))
	last := 0
	for i, turn := range d.turns {
		switch {
		case turn.Number != i+1:
			return nil, fmt.Errorf("turn %d has the number %d", i+1, turn.Number)
		case turn.Start < last || turn.End < turn.Start || turn.End > d.Len() || d.Slice(turn.Start, turn.End) != turn.Text:
			return nil, fmt.Errorf("turn %d is not where its places say", turn.Number)
		}
		last = turn.End
		first := len(s.tokens)
		s.scanTurn(turn)
		d.tokens = append(d.tokens, s.tokens[first:len(s.tokens):len(s.tokens)])
	}
	return d, nil
}

// sentences cuts all turns of all documents, in one go (see the function
// sentences) and only once they are asked for.
func (c *Corpus) sentences() [][][]stats.Span {
	var texts []string
	for _, d := range c.documents {
		for _, turn := range d.turns {
			texts = append(texts, turn.Text)
		}
	}
	spans := sentences(texts)
	all := make([][][]stats.Span, len(c.documents))
	for n, d := range c.documents {
		all[n] = spans[:len(d.turns)]
		spans = spans[len(d.turns):]
		for i, turn := range d.turns {
			for j := range all[n][i] {
				all[n][i][j].Start += turn.Start
				all[n][i][j].End += turn.Start
			}
		}
	}
	return all
}

// scanTurn cuts a turn around its stage notes.
func (s *scanner) scanTurn(turn interviews.Turn) {
	at := turn.Start
	for _, note := range turn.Notes {
		if note.Start < at || note.End > turn.End {
			continue // outside the turn, or inside another note
		}
		s.scan(at, note.Start)
		s.emit(Note, note.Start, note.End)
		at = note.End
	}
	s.scan(at, turn.End)
}

// ID is the code of the interview.
func (d *Document) ID() string { return d.interview.ID }

// Interview is where the text comes from.
func (d *Document) Interview() *interviews.Interview { return d.interview }

// Case is the situation of the interview; one that belongs to none is a case
// of its own.
func (d *Document) Case() string { return caseOf(d.interview) }

func caseOf(interview *interviews.Interview) string {
	if interview.Case == "" {
		return interview.ID
	}
	return interview.Case
}

// Text is the frozen text.
func (d *Document) Text() string { return d.text }

// SHA256 is the hash of the text as UTF-8, hexadecimal.
func (d *Document) SHA256() string { return d.hash }

// Len is the length of the text in code points.
func (d *Document) Len() int { return len(d.bytes) - 1 }

// Slice is the text from Start up to End; places outside the text count as
// its ends.
func (d *Document) Slice(start, end int) string {
	start = min(max(start, 0), d.Len())
	end = min(max(end, start), d.Len())
	return d.text[d.bytes[start]:d.bytes[end]]
}

// Turns lists the turns: turn n stands at n-1.
func (d *Document) Turns() []interviews.Turn { return slices.Clone(d.turns) }

// Turn is the turn of that number, from 1.
func (d *Document) Turn(number int) (interviews.Turn, bool) {
	if number < 1 || number > len(d.turns) {
		return interviews.Turn{}, false
	}
	return d.turns[number-1], true
}

// TurnAt is the turn that holds a place.
func (d *Document) TurnAt(place int) (interviews.Turn, bool) {
	i := sort.Search(len(d.turns), func(i int) bool { return d.turns[i].End > place })
	if i == len(d.turns) || d.turns[i].Start > place {
		return interviews.Turn{}, false
	}
	return d.turns[i], true
}

// Tokens lists the tokens of the turn of that number, placed in the text.
func (d *Document) Tokens(turn int) []Token {
	return d.AppendTokens(nil, turn)
}

// AppendTokens adds the tokens of a turn to a slice, which spares memory where
// turns are read one after the other.
func (d *Document) AppendTokens(tokens []Token, turn int) []Token {
	if turn < 1 || turn > len(d.turns) {
		return tokens
	}
	return append(tokens, d.tokens[turn-1]...)
}

// Sentences lists the sentences of the turn of that number, placed in the text.
func (d *Document) Sentences(turn int) []stats.Span {
	if turn < 1 || turn > len(d.turns) {
		return nil
	}
	return slices.Clone(d.sentences()[turn-1])
}

// Side is the side on which a turn speaks. It is NoInformant for the
// interviewer and for a declared role on no side, whose words are not counted;
// a speaker of unknown role in an interview is taken for its informant.
func (d *Document) Side(turn interviews.Turn) interviews.Informant {
	switch {
	case turn.Interviewer:
		return interviews.NoInformant
	case turn.Role == "":
		return d.roles.Informant(d.interview.Informant.Role)
	}
	return d.roles.Informant(turn.Role)
}

// Words counts the words that begin from start up to end, without those of the
// interviewer: the words of two neighbouring stretches add up.
func (d *Document) Words(start, end int) int {
	words := 0
	first := sort.Search(len(d.turns), func(i int) bool { return d.turns[i].End > start })
	for i := first; i < len(d.turns) && d.turns[i].Start < end; i++ {
		if d.Side(d.turns[i]) == interviews.NoInformant {
			continue
		}
		tokens := d.tokens[i]
		at := sort.Search(len(tokens), func(i int) bool { return tokens[i].Start >= start })
		for ; at < len(tokens) && tokens[at].Start < end; at++ {
			if tokens[at].Said() {
				words++
			}
		}
	}
	return words
}

// role is the role of who speaks, the informant's where it is not declared.
func (d *Document) role(turn interviews.Turn) interviews.Role {
	if turn.Role == "" {
		return d.interview.Informant.Role
	}
	return turn.Role
}

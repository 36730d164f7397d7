package refi

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// speakers are those that Export made codes of, as turns without words.
func (p *Project) speakers() map[GUID]interviews.Turn {
	speakers := map[GUID]interviews.Turn{}
	for _, folder := range p.Codes {
		if !folder.speakers() {
			continue
		}
		speakers[folder.GUID] = interviews.Turn{}
		for _, c := range folder.Codes {
			role, _ := strings.CutPrefix(c.Description, roleMark)
			turn := interviews.Turn{Speaker: c.Name, Interviewer: c.Description == interviewerMark}
			if role != c.Description {
				turn.Role = interviews.Role(role)
			}
			speakers[c.GUID] = turn
		}
	}
	return speakers
}

// interviews makes one of each text.
func (in *incoming) interviews() []*interviews.Interview {
	table := in.result.Attributes
	cell := func(name string, row int) string {
		column, err := table.Column(name)
		if err != nil || column.Missing(row) != stats.Recorded {
			return ""
		}
		return column.Show(row, "fr")
	}
	var list []*interviews.Interview
	taken := map[string]bool{}
	for i := range in.project.Sources {
		s := &in.project.Sources[i]
		text := s.text()
		if text == nil {
			continue
		}
		id := cmp.Or(stem(s.Name), "source "+strconv.Itoa(i+1))
		for base, n := id, 2; taken[id]; n++ {
			id = fmt.Sprintf("%s (%d)", base, n)
		}
		taken[id] = true
		transcript := in.transcript(text)
		if len(transcript.Turns) == 0 {
			continue // nothing is said in it
		}
		sum := sha256.Sum256([]byte(transcript.Text))
		transcript.Source, transcript.SHA256 = s.Name, hex.EncodeToString(sum[:])
		list = append(list, &interviews.Interview{
			ID: id, Case: cell("id_cas", i), Place: cell("lieu", i), Interviewer: cell("enqueteur", i), Transcript: transcript,
			Informant: interviews.Person{Role: interviews.Role(cell("role", i)), AgeBand: cell("tranche", i), Sex: cell("sexe", i)},
		})
		in.ids[s.GUID] = id
	}
	return list
}

// text is the source that holds the words of this one: itself, or the text of
// its pages. Transcripts of recordings are read where they are sources too.
func (s *Source) text() *Source {
	switch {
	case s.Kind == Text && s.Content != nil:
		return s
	case s.Representation != nil && s.Representation.Content != nil:
		return s.Representation
	}
	return nil
}

// stem is the name of a file without folders and usual endings.
func stem(name string) string {
	name = collapse(path.Base(strings.ReplaceAll(name, `\`, "/")))
	switch ext := path.Ext(name); strings.ToLower(ext) {
	case ".txt", ".docx", ".doc", ".rtf", ".odt", ".pdf":
		name = strings.TrimSuffix(name, ext)
	}
	if name == "." || name == "/" {
		return ""
	}
	return name
}

// transcript cuts a text into the turns that it came with, or into paragraphs.
func (in *incoming) transcript(s *Source) *interviews.Transcript {
	t := &interviews.Transcript{Text: *s.Content}
	runes := []rune(t.Text)
	add := func(turn interviews.Turn, start, end int) {
		turn.Number, turn.Start, turn.End, turn.Text = len(t.Turns)+1, start, end, string(runes[start:end])
		t.Turns = append(t.Turns, turn)
	}
	type said struct {
		turn       interviews.Turn
		start, end int
	}
	var turns []said
	for _, p := range s.Texts {
		for _, c := range p.Codings {
			if turn, speaker := in.speakers[c.Code.Target]; speaker && p.Start.Value < p.End.Value && p.End.Value <= len(runes) {
				turns = append(turns, said{turn, p.Start.Value, p.End.Value})
				break
			}
		}
	}
	slices.SortStableFunc(turns, func(a, b said) int { return cmp.Compare(a.start, b.start) })
	for i, turn := range turns {
		if i == 0 || turn.start >= turns[i-1].end {
			add(turn.turn, turn.start, turn.end)
		}
	}
	if len(t.Turns) > 0 {
		return t
	}
	start := 0
	for i := 0; i <= len(runes); i++ {
		if i < len(runes) && runes[i] != '\n' {
			continue
		}
		if from, to := trimmed(runes, start, i); from < to {
			add(interviews.Turn{}, from, to)
		}
		start = i + 1
	}
	return t
}

// trimmed is a stretch without the spaces around it.
func trimmed(runes []rune, start, end int) (from, to int) {
	for start < end && unicode.IsSpace(runes[start]) {
		start++
	}
	for start < end && unicode.IsSpace(runes[end-1]) {
		end--
	}
	return start, end
}

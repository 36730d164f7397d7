package textometry

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// IRaMuTeQ writes a text as a corpus for that program, in UTF-8: under a
// starred line that names interview, case, role, side and year what one role
// says in one interview, a turn a line. transcript.Reader reads it back.
//
// The texts go as they are in the corpus: mask them before. Interviews from
// which somebody withdrew stay behind. Asterisks, which that program takes for
// its own, and stage notes are left out; names and values lose accents and
// whatever is no letter or digit.
type IRaMuTeQ struct{}

// Write fails on two interviews whose codes the format does not tell apart.
func (IRaMuTeQ) Write(out io.Writer, t *Text) error {
	w := bufio.NewWriter(out)
	known := map[string]string{}
	for first := 0; first < len(t.turns); {
		document, end := t.turns[first].document, first
		for end < len(t.turns) && t.turns[end].document == document {
			end++
		}
		turns := t.turns[first:end]
		first = end
		if !document.Interview().Consent.Withdrawn.IsZero() {
			continue
		}
		name := modality(document.ID())
		if other, taken := known[name]; taken {
			return fmt.Errorf("IRaMuTeQ: interviews %q and %q have the same code there, %q; rename one", other, document.ID(), name)
		}
		known[name] = document.ID()
		var roles []interviews.Role
		said := map[interviews.Role][]string{}
		stars := map[interviews.Role]string{}
		for _, in := range turns {
			line := in.speech()
			if line == "" {
				continue
			}
			role, side := in.role(), in.side.String()
			if in.Interviewer {
				role, side = "enquêteur", "enquêteur"
			}
			if said[role] == nil {
				roles = append(roles, role)
				stars[role] = fmt.Sprintf("**** *entretien_%s *cas_%s *role_%s *regard_%s", name, modality(document.Case()), modality(string(role)), modality(side))
				if date := document.Interview().Date; !date.IsZero() {
					stars[role] += date.Format(" *annee_2006")
				}
			}
			said[role] = append(said[role], line)
		}
		for _, role := range roles {
			fmt.Fprintf(w, "%s\n%s\n\n", stars[role], strings.Join(said[role], "\n")) // Flush tells what fails
		}
	}
	return w.Flush()
}

// speech is what is said in the turn, in one line.
func (t turn) speech() string {
	var said strings.Builder
	at := t.Start
	for _, note := range t.Notes {
		if note.Start >= at {
			said.WriteString(t.document.Slice(at, note.Start) + " ")
			at = note.End
		}
	}
	said.WriteString(t.document.Slice(at, t.End))
	return strings.Join(strings.FieldsFunc(said.String(), func(r rune) bool { return r == '*' || unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

// modality is a name as starred lines can hold it.
func modality(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, stats.Fold(name))
}

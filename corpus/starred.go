package corpus

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/askoria/verbatim/interviews"
)

// Starred writes a corpus for IRaMuTeQ and ALCESTE, and StarredReader reads it
// again: before the words of each interview, or of each role in it, a line of
// stars with the variables entretien, cas, role, tranche, sexe, lieu, those
// that are known; then one turn a line, in UTF-8.
//
// Only words that count are written: not those of the interviewer, no stage
// notes, no star. In values, what is neither letter, figure, hyphen nor point
// becomes "_". Interviews that were withdrawn stay out.
type Starred struct{}

// Write writes the corpus, in the order of its documents.
func (Starred) Write(out io.Writer, c *Corpus) error {
	w := bufio.NewWriter(out)
	for _, d := range c.documents {
		if !d.interview.Consent.Withdrawn.IsZero() {
			continue
		}
		open, role := false, interviews.Role("")
		for _, turn := range d.turns {
			words := starless(d, turn)
			if d.Side(turn) == interviews.NoInformant || words == "" {
				continue
			}
			if r := d.role(turn); !open || r != role {
				open, role = true, r
				fmt.Fprintln(w, starLine(d, role))
			}
			fmt.Fprintln(w, words)
		}
	}
	return w.Flush()
}

// starLine names the interview and who speaks.
func starLine(d *Document, role interviews.Role) string {
	var line strings.Builder
	line.WriteString("****")
	about := d.interview.Informant
	if role != about.Role {
		about = interviews.Person{} // of another, nothing more is known
	}
	for _, v := range [...][2]string{
		{"entretien", d.ID()},
		{"cas", d.interview.Case},
		{"role", string(role)},
		{"tranche", about.AgeBand},
		{"sexe", about.Sex},
		{"lieu", d.interview.Place},
	} {
		if v[1] != "" {
			line.WriteString(" *" + v[0] + "_" + strings.Map(starValue, v[1]))
		}
	}
	return line.String()
}

func starValue(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '-' || r == '.' {
		return r
	}
	return '_'
}

// starless is the words of a turn on one line.
func starless(d *Document, turn interviews.Turn) string {
	var text strings.Builder
	at := turn.Start
	for _, note := range turn.Notes {
		if note.Start >= at && note.End <= turn.End {
			text.WriteString(d.Slice(at, note.Start) + " ")
			at = note.End
		}
	}
	text.WriteString(d.Slice(at, turn.End))
	return strings.Join(strings.Fields(strings.ReplaceAll(text.String(), "*", " ")), " ")
}

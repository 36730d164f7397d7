package transcript

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

func isIRaMuTeQ(s *source) bool { return s.begins("**** *", "****\t*") }

// iramuteq reads starred text of one interview. A part under "****" is of whom
// its variable *role_, *locuteur_ or the like names, unless labels at line
// starts tell; lines of themes, "-*theme", are no speech. Parts of several
// interviews are refused: what is one person's would be read as another's.
func iramuteq(s *source) (content, error) {
	c := content{joint: "\n"}
	who := ""
	of := map[string]string{} // what identifies the interview
	parts := 0
	for line := range strings.SplitSeq(s.text.Content, "\n") {
		switch bare := strings.TrimSpace(line); {
		case strings.HasPrefix(bare, "****"):
			parts++
			c.dropped.add(variable, bare)
			who = ""
			for star := range strings.FieldsSeq(bare[len("****"):]) {
				name, value, _ := strings.Cut(strings.TrimPrefix(star, "*"), "_")
				if name = stats.Fold(name); slices.Contains(speakerVariables, name) {
					who = strings.ReplaceAll(value, "_", " ")
				} else if slices.Contains(interviewVariables, name) {
					if before, seen := of[name]; seen && before != value {
						return content{}, severalInterviews(s)
					}
					of[name] = value
				}
			}
		case strings.HasPrefix(bare, "-*"):
			c.dropped.add(variable, bare)
		default:
			c.segments = append(c.segments, segment{text: line, speaker: who})
		}
	}
	if labelledLines(c.segments) {
		for i := range c.segments {
			c.segments[i].speaker = ""
		}
	}
	if parts > 1 {
		c.notes = append(c.notes, fmt.Sprintf("%d textes étoilés, lus comme un seul entretien", parts))
	}
	return c, nil
}

// speakerVariables name who speaks; interviewVariables which interview it is.
var (
	speakerVariables   = []string{"role", "locuteur", "locutrice", "loc", "speaker", "voix"}
	interviewVariables = []string{"cas", "entretien", "ent", "ind", "individu", "suj", "sujet", "id", "doc", "document"}
)

// labelledLines tells whether lines begin with labels all the same: one that
// asks, or one that comes back.
func labelledLines(segments []segment) bool {
	seen := map[string]int{}
	asking := Reader{}.newCast(nil)
	for _, p := range segments {
		for _, l := range labels(p.text) {
			if l.form != colon || !l.nameable() {
				continue
			}
			if v, known := asking.find(l); known && v.interviewer {
				return true
			}
			if seen[l.key]++; seen[l.key] >= often {
				return true
			}
		}
	}
	return false
}

func severalInterviews(s *source) error {
	return &interviews.Problem{
		File: s.Name, Severity: interviews.Rejected,
		Summary: "réunit plusieurs entretiens : la variable qui les nomme change d'un texte étoilé à l'autre",
		Hint:    "enregistrer chaque entretien dans un fichier à lui",
	}
}

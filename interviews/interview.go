package interviews

import "time"

// Interview is one conversation with one informant.
type Interview struct {
	ID          string // as the table of interviews and the codings name it: "C03-pere"
	Case        string // the situation it speaks of: "C03"
	Child       string // the child's code in the case files
	Informant   Person
	Date        time.Time
	Place       string
	Minutes     int
	Interviewer string // code of who asked
	Consent     Consent
	Transcript  *Transcript // nil as long as there is none
}

// Case is a situation: what several informants tell of one child.
type Case struct {
	ID         string
	Child      string
	Interviews []*Interview
}

// Sides lists from which sides the situation is told, each once, in the order
// youth, parent, professional. Three make a triad, two a dyad.
func (c Case) Sides(roles Roles) []Informant {
	var heard [Professional + 1]bool
	for _, interview := range c.Interviews {
		heard[roles.Informant(interview.Informant.Role)] = true
	}
	var sides []Informant
	for side := Youth; side <= Professional; side++ {
		if heard[side] {
			sides = append(sides, side)
		}
	}
	return sides
}

// Status is how many sides tell of the situation: "triade", "dyade", "seul", or
// "" when none is known.
func (c Case) Status(roles Roles) string {
	return [...]string{"", "seul", "dyade", "triade"}[len(c.Sides(roles))]
}

// Episode is a spell of a child's path: one state from Start up to End.
type Episode struct {
	Child     string
	Number    int
	Start     time.Time
	End       time.Time // zero while in progress
	State     string
	Legal     string // cadre: administratif, judiciaire
	Intensity string
	Reason    string // motif de fin
	Line      int    // in the file
}

package design

import (
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Unit is what a target counts. Twenty interviews and twenty cases are not the
// same study, so that a target always says.
type Unit uint8

const (
	// Interviews counts interviews.
	Interviews Unit = iota
	// Cases counts situations with at least one interview.
	Cases
	// Triads counts situations told by youth, parent and professional.
	Triads
	// Dyads counts situations told by two of these sides.
	Dyads
	// CaseFiles counts rows of the main table of the study.
	CaseFiles

	units = int(CaseFiles) + 1
)

var unitNames = [units]struct{ fr, en string }{
	{"entretiens", "interviews"}, {"situations", "cases"}, {"triades", "triads"}, {"dyades", "dyads"}, {"dossiers", "case files"},
}

// Label names the unit in French, or in English when lang is "en".
func (u Unit) Label(lang string) string {
	if lang == "en" {
		return unitNames[u].en
	}
	return unitNames[u].fr
}

// String is the French name, as files write it: "entretiens".
func (u Unit) String() string { return u.Label("fr") }

func unitOf(name string) (Unit, bool) {
	for u := range Unit(units) {
		if stats.Fold(u.String()) == stats.Fold(name) {
			return u, true
		}
	}
	return 0, false
}

// Target is a range that a study aims at: from Min to Max of a unit, both
// included.
type Target struct {
	Label string
	Unit  Unit
	Side  interviews.Informant // counts this side only; NoInformant: all
	Role  interviews.Role      // counts this role only; "": all
	Min   int
	Max   int    // 0: no upper bound
	From  string // who set it: "rapport 2022", "proposition"
	Note  string
}

// who names the role or side that the target is about.
func (t Target) who() string {
	if t.Role != "" {
		return string(t.Role)
	}
	return t.Side.String()
}

// counts tells whether an interview counts towards the target.
func (t Target) counts(i *interviews.Interview, roles interviews.Roles) bool {
	return (t.Role == "" || i.Informant.Role == t.Role) &&
		(t.Side == interviews.NoInformant || roles.Informant(i.Informant.Role) == t.Side)
}

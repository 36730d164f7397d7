package interviews

import (
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Sample is who was interviewed: by role, and by which sides tell of a case.
// Counts of interviews and of cases are both there, since "25 interviews" and
// "25 cases" are not the same study.
type Sample struct {
	Roles []RoleCount // the roles that were interviewed, in the order of the study
	Cases []CaseCount // triads, then dyads, then cases with one side
	lang  string
}

// RoleCount is the interviews of one role.
type RoleCount struct {
	Role        Role
	Informant   Informant
	Interviews  int
	Transcribed int
	Quotable    int // with the agreement to be quoted
}

// CaseCount is the cases of which the same sides tell.
type CaseCount struct {
	Sides      []Informant
	Status     string // "triade", "dyade", "seul"
	Cases      int
	Interviews int
}

// Sample counts the interviews and the cases of the study.
func (s Study) Sample() *Sample {
	roles := s.roles()
	sample := &Sample{lang: s.Lang}
	for _, rule := range roles {
		count := RoleCount{Role: rule.Role, Informant: rule.Informant}
		for _, interview := range s.Interviews {
			if interview.Informant.Role != rule.Role {
				continue
			}
			count.Interviews++
			if interview.Transcript != nil {
				count.Transcribed++
			}
			if interview.Quotable() {
				count.Quotable++
			}
		}
		if count.Interviews > 0 {
			sample.Roles = append(sample.Roles, count)
		}
	}
	cases := s.Cases()
	for _, sides := range [][]Informant{
		{Youth, Parent, Professional},
		{Youth, Parent},
		{Youth, Professional},
		{Parent, Professional},
		{Youth},
		{Parent},
		{Professional},
		nil,
	} {
		count := CaseCount{Sides: sides}
		for _, c := range cases {
			if slices.Equal(c.Sides(roles), sides) {
				count.Status = c.Status(roles)
				count.Cases++
				count.Interviews += len(c.Interviews)
			}
		}
		if count.Cases > 0 {
			sample.Cases = append(sample.Cases, count)
		}
	}
	return sample
}

// Tables are the interviews by role and the cases by status, each with a last
// line of totals.
func (s *Sample) Tables() []*stats.Table {
	return []*stats.Table{s.roleTable(), s.caseTable()}
}

// Counts are the interviews by role, quotable and not, and the cases by the sides
// that tell of them. How many of a role were interviewed, and transcribed, is the
// design of the study, which every report on it tells: it hides nobody.
func (s *Sample) Counts() []stats.Counts {
	quotable := stats.Counts{
		Title: s.say("Citables", "Quotable"), Cols: []string{stats.YesNo(true, s.lang), stats.YesNo(false, s.lang)},
	}
	all, sum := 0, 0
	for _, r := range s.Roles {
		quotable.Rows = append(quotable.Rows, string(r.Role))
		quotable.Cells = append(quotable.Cells, []int{r.Quotable, r.Interviews - r.Quotable, r.Interviews})
		all, sum = all+r.Interviews, sum+r.Quotable
	}
	quotable.Cells = append(quotable.Cells, []int{sum, all - sum, all})
	cases := stats.Counts{Title: s.say("Situations", "Cases"), Cols: []string{""}}
	sum = 0
	for _, c := range s.Cases {
		cases.Rows, cases.Cells = append(cases.Rows, sidesOf(c)), append(cases.Cells, []int{c.Cases})
		sum += c.Cases
	}
	cases.Cells = append(cases.Cells, []int{sum})
	return []stats.Counts{quotable, cases}
}

// Hide is the tables with counts hidden; with the cases of some sides, the
// interviews about them. As the interviews of each role are known, who may be
// quoted is told of all roles or of their sum alone.
func (s *Sample) Hide(masks []stats.Mask) stats.Tabler {
	if len(masks) != 2 {
		return s
	}
	sum := masks[0][len(s.Roles)]
	return stats.Shown{
		s.roleTable().Withhold(func(row int, column string) bool {
			return column == "citables" && masks[0].Any() && (row < len(s.Roles) || slices.Contains(sum, true))
		}),
		s.caseTable().Withhold(func(row int, column string) bool {
			return (column == "situations" || column == "entretiens") && masks[1][row][0]
		}),
	}
}

// sidesOf names the sides that tell of cases.
func sidesOf(c CaseCount) string {
	var names []string
	for _, side := range c.Sides {
		names = append(names, side.String())
	}
	return strings.Join(names, " + ")
}

func (s *Sample) roleTable() *stats.Table {
	total := RoleCount{Role: Role(s.say("Ensemble", "Total"))}
	for _, r := range s.Roles {
		total.Interviews += r.Interviews
		total.Transcribed += r.Transcribed
		total.Quotable += r.Quotable
	}
	var role, side []string
	var made, transcribed, quotable []float64
	for _, r := range append(slices.Clone(s.Roles), total) {
		role, side = append(role, string(r.Role)), append(side, r.Informant.String())
		made, transcribed = append(made, float64(r.Interviews)), append(transcribed, float64(r.Transcribed))
		quotable = append(quotable, float64(r.Quotable))
	}
	return stats.MustTable(s.say("Entretiens par rôle", "Interviews by role"),
		texts("role", s.say("Rôle", "Role"), role), texts("regard", s.say("Regard", "Side"), side),
		counts("entretiens", s.say("Entretiens", "Interviews"), made),
		counts("transcrits", s.say("Transcrits", "Transcribed"), transcribed),
		counts("citables", s.say("Citables", "Quotable"), quotable)).
		WithTotals(1).Captioned(stats.Caption{Units: s.say("Effectifs", "Counts")})
}

func (s *Sample) caseTable() *stats.Table {
	total := CaseCount{Status: s.say("Ensemble", "Total")}
	for _, c := range s.Cases {
		total.Cases += c.Cases
		total.Interviews += c.Interviews
	}
	var status, sides []string
	var cases, made []float64
	for _, c := range append(slices.Clone(s.Cases), total) {
		status, sides = append(status, c.Status), append(sides, sidesOf(c))
		cases, made = append(cases, float64(c.Cases)), append(made, float64(c.Interviews))
	}
	return stats.MustTable(s.say("Situations par statut", "Cases by status"),
		texts("statut", s.say("Statut", "Status"), status), texts("regards", s.say("Regards entendus", "Sides heard"), sides),
		counts("situations", s.say("Situations", "Cases"), cases),
		counts("entretiens", s.say("Entretiens", "Interviews"), made)).
		WithTotals(1).Captioned(stats.Caption{Units: s.say("Effectifs", "Counts")})
}

func (s *Sample) say(french, english string) string { return Study{Lang: s.lang}.say(french, english) }

package interviews

import (
	"slices"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// RoleRule is what a study holds to be true of one role.
type RoleRule struct {
	Role      Role
	Informant Informant // the side on which it speaks
	// Labels are other ways to write the role, in tables and at the start of
	// turns; case, accents and spaces do not matter.
	Labels []string
	// Consents are the columns that must say yes: info_remise,
	// consentement_ecrit, accord_enregistrement, accord_citation.
	Consents []string
	// Minor marks a role whose persons are under age unless their age band
	// begins at 18: their assent and their parents' authorisation are needed
	// in the place of consentement_ecrit.
	Minor bool
}

// Roles are the roles of a study, in the order of its tables.
type Roles []RoleRule

// DefaultRoles are those of crossed interviews in child protection.
func DefaultRoles() Roles {
	adult := []string{consentInformed, consentWritten}
	return Roles{
		{"jeune", Youth, []string{"enfant", "adolescent", "adolescente", "ado", "mineur", "mineure", "fille", "fils"}, adult, true},
		{"mère", Parent, []string{"maman"}, adult, false},
		{"père", Parent, []string{"papa"}, adult, false},
		{"beau-parent", Parent, []string{"beau-père", "belle-mère"}, adult, false},
		{"autre parent", Parent, []string{"parent", "grand-mère", "grand-père", "tante", "oncle"}, adult, false},
		{"référent MEP", Professional, []string{"référent", "référente", "référente MEP", "éducateur", "éducatrice"}, adult, false},
		{"cadre ASE", Professional, []string{"cadre"}, adult, false},
		{"psychologue", Professional, []string{"psy"}, adult, false},
		{"autre pro", Professional, []string{"pro", "professionnel", "professionnelle", "autre professionnel", "TISF", "assistante sociale"}, adult, false},
	}
}

// Find is the role that a name or label stands for, whatever its case, accents
// and spaces.
func (r Roles) Find(label string) (Role, bool) {
	folded := stats.Fold(label)
	for _, rule := range r {
		if stats.Fold(string(rule.Role)) == folded {
			return rule.Role, true
		}
	}
	for _, rule := range r {
		if slices.ContainsFunc(rule.Labels, func(l string) bool { return stats.Fold(l) == folded }) {
			return rule.Role, true
		}
	}
	return "", false
}

// Rule is the rule of a role, and whether there is one.
func (r Roles) Rule(role Role) (RoleRule, bool) {
	at := slices.IndexFunc(r, func(rule RoleRule) bool { return rule.Role == role })
	if at < 0 {
		return RoleRule{}, false
	}
	return r[at], true
}

// Informant is the side on which a role speaks; NoInformant for an unknown one.
func (r Roles) Informant(role Role) Informant {
	rule, _ := r.Rule(role)
	return rule.Informant
}

// Names lists the roles in their order.
func (r Roles) Names() []string {
	names := make([]string, len(r))
	for i, rule := range r {
		names[i] = string(rule.Role)
	}
	return names
}

// For is the rule as it applies to a person: one whose age band begins at 18
// or later is not a minor.
func (r RoleRule) For(p Person) RoleRule {
	band := strings.TrimSpace(p.AgeBand)
	end := strings.IndexFunc(band, func(c rune) bool { return c < '0' || c > '9' })
	if end >= 0 {
		band = band[:end]
	}
	// A band that does not begin with a number says nothing: still a minor.
	if age, err := strconv.Atoi(band); err == nil && age >= 18 {
		r.Minor = false
	}
	return r
}

package interviews

import "time"

// The columns of consent, as files and messages name them.
const (
	consentInformed  = "info_remise"
	consentWritten   = "consentement_ecrit"
	consentAssent    = "assentiment_mineur"
	consentParent1   = "autorisation_parent_1"
	consentParent2   = "autorisation_parent_2"
	consentRecording = "accord_enregistrement"
	consentQuotation = "accord_citation"
	consentWithdrawn = "date_retrait"
)

// Answer is what a person answered to a request of consent.
type Answer uint8

const (
	// Unanswered is an empty cell: it never counts as a yes.
	Unanswered Answer = iota
	// No is a refusal.
	No
	// Yes is an agreement.
	Yes
	// NotRequired says that nobody had to be asked, such as a second parent
	// who has no parental authority.
	NotRequired
)

// String is the French word: oui, non, non requise, or "".
func (a Answer) String() string { return [...]string{"", "non", "oui", "non requise"}[a] }

// Consent is what somebody agreed to.
type Consent struct {
	Informed  Answer // the information sheet was handed over
	Written   Answer
	Assent    Answer // of a minor
	Parent1   Answer // authorisation of each holder of parental authority
	Parent2   Answer
	Recording Answer
	Quotation Answer // words may be quoted, without a name
	// Withdrawn is the day on which the person withdrew; zero for never.
	Withdrawn time.Time
}

// Lacks lists what is missing for the words of a person to be used on a day,
// by the names of the columns; nothing means that they can be. A zero day means
// any: whoever has withdrawn, or will, is out. A minor needs the information
// sheet, an assent and both parents' authorisation, of which one, not both, may
// be "non requise"; everybody else the consents of the rule.
func (c Consent) Lacks(rule RoleRule, on time.Time) []string {
	var lacking []string
	if !c.Withdrawn.IsZero() && (on.IsZero() || !c.Withdrawn.After(on)) {
		lacking = append(lacking, consentWithdrawn)
	}
	for _, column := range rule.Consents {
		if rule.Minor && column == consentWritten {
			continue
		}
		if c.answer(column) != Yes {
			lacking = append(lacking, column)
		}
	}
	if !rule.Minor {
		return lacking
	}
	if c.Assent != Yes {
		lacking = append(lacking, consentAssent)
	}
	if c.Parent1 != Yes && (c.Parent1 != NotRequired || c.Parent2 != Yes) {
		lacking = append(lacking, consentParent1)
	}
	if c.Parent2 != Yes && (c.Parent2 != NotRequired || c.Parent1 != Yes) {
		lacking = append(lacking, consentParent2)
	}
	return lacking
}

// answer is the answer in a column; a column that is none of consent has none,
// so that a misspelt rule keeps words back instead of letting them out.
func (c Consent) answer(column string) Answer {
	switch column {
	case consentInformed:
		return c.Informed
	case consentWritten:
		return c.Written
	case consentAssent:
		return c.Assent
	case consentParent1:
		return c.Parent1
	case consentParent2:
		return c.Parent2
	case consentRecording:
		return c.Recording
	case consentQuotation:
		return c.Quotation
	}
	return Unanswered
}

// Quotable tells whether words of the interview may be quoted.
func (i *Interview) Quotable() bool { return i.Consent.Quotation == Yes }

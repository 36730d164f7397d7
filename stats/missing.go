package stats

// Missing is the reason why a cell has no value. The zero value, Recorded,
// means that the value is there.
type Missing uint8

const (
	// Recorded: the value is there.
	Recorded Missing = iota
	// NotRecorded: nothing was written ("non renseigné", NR).
	NotRecorded
	// NotApplicable: the question does not arise ("sans objet", SO).
	NotApplicable
	// Refused: the person declined to answer (RF).
	Refused
	// DoesNotKnow: the person does not know (NSP).
	DoesNotKnow
	// Unreadable: the document is absent or cannot be read (ILL).
	Unreadable
	// Undefined: a result that does not exist, such as a coefficient of a
	// constant variable (n.d.).
	Undefined
	// Secret: a result that is withheld so that nobody is recognised (s).
	Secret

	reasons = int(Secret) + 1
)

var missingWords = [reasons]struct{ code, fr, en string }{
	Recorded:      {"", "renseigné", "recorded"},
	NotRecorded:   {"NR", "non renseigné", "not recorded"},
	NotApplicable: {"SO", "sans objet", "not applicable"},
	Refused:       {"RF", "refus", "refused"},
	DoesNotKnow:   {"NSP", "ne sait pas", "does not know"},
	Unreadable:    {"ILL", "pièce absente ou illisible", "absent or unreadable document"},
	Undefined:     {"n.d.", "non défini", "undefined"},
	Secret:        {"s", "secret statistique", "withheld for confidentiality"},
}

// Code is the sign that stands in a cell: NR, SO, RF, NSP, ILL, n.d. or s;
// "" for a recorded value.
func (m Missing) Code() string { return missingWords[m].code }

// Label names the reason in French, or in English when lang is "en".
func (m Missing) Label(lang string) string {
	if lang == "en" {
		return missingWords[m].en
	}
	return missingWords[m].fr
}

// String is the English label.
func (m Missing) String() string { return m.Label("en") }

// MissingReasons lists the reasons a data file can give, in the order in which
// tables show them.
func MissingReasons() []Missing {
	return []Missing{NotRecorded, NotApplicable, Refused, DoesNotKnow, Unreadable}
}

// MissingCounts counts cells by reason; index it with a Missing.
type MissingCounts [reasons]int

// Total is the number of cells without a value.
func (c MissingCounts) Total() int {
	total := 0
	for reason, n := range c {
		if Missing(reason) != Recorded {
			total += n
		}
	}
	return total
}

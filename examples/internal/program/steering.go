package program

import (
	"time"

	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/stats"
)

// Steering is the sheet of a steering committee: the targets of the design, how
// far the texts are read and coded, and what the study adds.
func (t *Texts) Steering(standing *design.Standing, more ...design.Indicator) (*design.Steering, error) {
	coders := map[string]map[string]bool{}
	for _, c := range t.Codings {
		if coders[c.Document.ID()] == nil {
			coders[c.Document.ID()] = map[string]bool{}
		}
		coders[c.Document.ID()][c.Coder] = true
	}
	twice, transcribed, refused := 0, 0, 0
	for _, by := range coders {
		if len(by) > 1 {
			twice++
		}
	}
	for _, i := range t.Records.Interviews {
		if i.Transcript != nil {
			transcribed++
		}
	}
	for _, source := range t.Report.Sources {
		if source.File == "entretiens.csv" {
			refused = source.Rejected
		}
	}
	count := func(label string, n int) design.Indicator {
		return design.Indicator{Label: label, Unit: "entretiens", Value: Known(float64(n)), Source: "fichiers de l’étude"}
	}
	list := append(standing.Indicators(), count("Entretiens transcrits et masqués", transcribed), count("Entretiens codés", len(coders)),
		count("Entretiens codés par deux personnes", twice), count("Entretiens écartés (consentement, retrait)", refused))
	return design.SteeringCommittee{Design: standing.Spec.Design, Indicators: append(list, more...), On: standing.Spec.On}.Of()
}

// LastDay is that of the last interview, on which a study is counted.
func (t *Texts) LastDay() time.Time {
	var last time.Time
	for _, interview := range t.Records.Interviews {
		if interview.Date.After(last) {
			last = interview.Date
		}
	}
	return last
}

// Known is a number that is known.
func Known(x float64) stats.Estimate { return stats.Estimate{Value: x} }

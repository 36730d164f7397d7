package design

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/askoria/verbatim/stats"
)

// mostIndicators is the number of rows that a committee reads.
const mostIndicators = 12

// longestIndicator is the number of characters of a label or a source: no room
// for what somebody said.
const longestIndicator = 120

// Indicator is one row of the sheet of a steering committee.
type Indicator struct {
	Label  string
	Unit   string         // "entretiens", "%"; percentages are no counts
	Value  stats.Estimate // a reason where it is not known yet
	Before *float64       // the year before; nil where there is none
	Min    float64        // the target, 0 for none
	Max    float64        // its upper bound, 0 for none
	// Fixed targets are due from the start, such as a rate of agreement; others
	// grow with the time of the study.
	Fixed  bool
	Source string
}

// SteeringCommittee makes the one sheet that a steering committee reads: at
// most 12 indicators with their target, what was to be expected by the day, the
// gap and a state. Expected is the lower bound times the share of the study's
// time that has passed, or the whole of it where Fixed; green from there on,
// orange from 80 % of it, red below; no state without a target or a day.
//
// A count of 1 to HideBelow-1 beside the name of one of Territories is
// withheld, with its gap and state: those who read it know each other.
type SteeringCommittee struct {
	Design      Design
	Indicators  []Indicator
	On          time.Time // day of the count
	Territories []string  // names of CDAS, agencies or places
	HideBelow   int       // 5 when 0
	Lang        string    // "en" for English; French otherwise
}

// Steering is the result of SteeringCommittee.
type Steering struct {
	Spec    SteeringCommittee
	N       int // indicators
	Elapsed stats.Estimate
	States  []IndicatorState
}

// IndicatorState is where an indicator stands.
type IndicatorState struct {
	Indicator
	Expected stats.Estimate
	Gap      stats.Estimate // value minus expected
	Light    Light
	Hidden   bool // a small count beside the name of a territory
}

// Of sets the states. Errors are more than 12 indicators, one without a label,
// and texts long enough to quote somebody.
func (c SteeringCommittee) Of() (*Steering, error) {
	if len(c.Indicators) > mostIndicators {
		return nil, fmt.Errorf("steering committee: %d indicators; keep %d", len(c.Indicators), mostIndicators)
	}
	if c.HideBelow == 0 {
		c.HideBelow = 5
	}
	s := &Steering{Spec: c, N: len(c.Indicators)}
	passed, total, reason := Progress{Design: c.Design, On: c.On, Lang: c.Lang}.elapsed()
	if s.Elapsed = (stats.Estimate{Reason: reason}); reason == "" {
		s.Elapsed.Value = float64(passed) / float64(total)
	}
	for i, indicator := range c.Indicators {
		switch {
		case indicator.Label == "":
			return nil, fmt.Errorf("steering committee: indicator %d has no label", i+1)
		case utf8.RuneCountInString(indicator.Label) > longestIndicator || utf8.RuneCountInString(indicator.Source) > longestIndicator:
			return nil, fmt.Errorf("steering committee: indicator %d: label and source have at most %d characters; no words of persons on this sheet", i+1, longestIndicator)
		}
		s.States = append(s.States, c.state(indicator, s.Elapsed))
	}
	return s, nil
}

func (c SteeringCommittee) state(i Indicator, elapsed stats.Estimate) IndicatorState {
	s := IndicatorState{Indicator: i, Expected: elapsed, Hidden: c.hides(i)}
	if i.Fixed {
		s.Expected = stats.Estimate{}
		s.Expected.Value = 1
	}
	if i.Min <= 0 {
		s.Expected = stats.Estimate{Reason: stats.Say(c.Lang, "pas de cible", "no target")}
	}
	s.Expected.Value *= i.Min
	s.Gap = stats.Estimate{Value: i.Value.Value - s.Expected.Value}
	for _, e := range []stats.Estimate{i.Value, s.Expected} {
		if !e.Defined() {
			s.Gap = stats.Estimate{Reason: e.Reason}
		}
	}
	if !s.Gap.Defined() || s.Hidden {
		return s
	}
	// A target met to the day is not missed by rounding.
	const slack = 1e-9
	switch {
	case i.Value.Value >= s.Expected.Value*(1-slack):
		s.Light = Green
	case i.Value.Value >= 0.8*s.Expected.Value*(1-slack):
		s.Light = Orange
	default:
		s.Light = Red
	}
	return s
}

// hides tells whether an indicator gives a small count of a territory.
func (c SteeringCommittee) hides(i Indicator) bool {
	small := func(x float64) bool { return x > 0 && x < float64(c.HideBelow) }
	if i.Unit == "%" || !(i.Value.Defined() && small(i.Value.Value)) && !(i.Before != nil && small(*i.Before)) {
		return false
	}
	text := " " + stats.Fold(i.Label+" "+i.Source) + " "
	for _, name := range c.Territories {
		if name := stats.Fold(name); name != "" && strings.Contains(text, name) {
			return true
		}
	}
	return false
}

// Indicators are the targets of a standing as indicators.
func (s *Standing) Indicators() []Indicator {
	list := make([]Indicator, len(s.Targets))
	for i, t := range s.Targets {
		list[i] = Indicator{
			Label: t.Target.Label, Unit: t.Target.Unit.Label(s.Spec.Lang), Value: t.Done,
			Min: float64(t.Target.Min), Max: float64(t.Target.Max), Source: t.Target.From,
		}
	}
	return list
}

// Tables is one table, a row an indicator.
func (s *Steering) Tables() []*stats.Table {
	lang, n := s.Spec.Lang, len(s.States)
	text := func(name, french, english string, at func(i IndicatorState) string) stats.Column {
		values, missing := make([]string, n), make([]stats.Missing, n)
		for i, state := range s.States {
			if values[i] = at(state); values[i] == "" {
				missing[i] = stats.NotApplicable
			}
		}
		return stats.Variable{Name: name, Label: stats.Say(lang, french, english)}.Texts(values, missing)
	}
	number := func(name, french, english string, format stats.Format, at func(i IndicatorState) (float64, stats.Missing)) stats.Column {
		return stats.Variable{Name: name, Label: stats.Say(lang, french, english), Format: format}.Figures(n, func(i int) (float64, stats.Missing) {
			x, missing := at(s.States[i])
			if s.States[i].Hidden && missing == stats.Recorded {
				return 0, stats.Secret
			}
			return x, missing
		})
	}
	given := func(x float64) (float64, stats.Missing) {
		if x == 0 {
			return 0, stats.NotApplicable
		}
		return x, stats.Recorded
	}
	// Without a target there is nothing to expect.
	aimed := func(i IndicatorState, e stats.Estimate) (float64, stats.Missing) {
		if i.Min <= 0 {
			return 0, stats.NotApplicable
		}
		return shownEstimate(e)
	}
	day := ""
	if !s.Spec.On.IsZero() {
		day = stats.Number.Date(s.Spec.On, lang)
	}
	caption := stats.Caption{}
	if s.Elapsed.Defined() {
		caption.Notes = append(caption.Notes, fmt.Sprintf(stats.Say(lang,
			"Attendu = cible minimale × part écoulée de l'étude (%s\u00a0%%), ou la cible entière pour un taux. Vert : valeur ≥ attendu ; orange : valeur ≥ 80\u00a0%% de l'attendu ; rouge : en dessous.",
			"Expected = lower target × elapsed share of the study (%s%%), or the whole target for a rate. Green: value ≥ expected; orange: value ≥ 80%% of it; red: below."),
			stats.Percent.Number(100*s.Elapsed.Value, lang)))
	}
	for _, state := range s.States {
		if !state.Value.Defined() {
			caption.Notes = append(caption.Notes, state.Label+stats.Say(lang, " : ", ": ")+state.Value.Reason+".")
		}
		if state.Hidden {
			caption.Notes = append(caption.Notes, fmt.Sprintf(stats.Say(lang,
				"s : un effectif de 1 à %d n'est pas montré à côté du nom d'un territoire.", "s: a count of 1 to %d is not shown beside the name of a territory."), s.Spec.HideBelow-1))
			break
		}
	}
	return []*stats.Table{stats.MustTable(stats.Say(lang, "Indicateurs du comité de pilotage", "Indicators of the steering committee"),
		text("indicateur", "Indicateur", "Indicator", func(i IndicatorState) string { return i.Label }),
		text("unite", "Unité", "Unit", func(i IndicatorState) string { return i.Unit }),
		number("valeur", "Valeur", "Value", stats.Number, func(i IndicatorState) (float64, stats.Missing) { return shownEstimate(i.Value) }),
		number("avant", "Valeur n−1", "Year before", stats.Number, func(i IndicatorState) (float64, stats.Missing) {
			if i.Before == nil {
				return 0, stats.NotApplicable
			}
			return *i.Before, stats.Recorded
		}),
		number("min", "Cible min.", "Target from", stats.Number, func(i IndicatorState) (float64, stats.Missing) { return given(i.Min) }),
		number("max", "Cible max.", "to", stats.Number, func(i IndicatorState) (float64, stats.Missing) { return given(i.Max) }),
		number("attendu", "Attendu", "Expected", stats.Tenth, func(i IndicatorState) (float64, stats.Missing) { return aimed(i, i.Expected) }),
		number("ecart", "Écart", "Gap", stats.Tenth, func(i IndicatorState) (float64, stats.Missing) { return aimed(i, i.Gap) }),
		text("etat", "État", "State", func(i IndicatorState) string { return i.Light.Label(lang) }),
		text("arrete", "Arrêté au", "As of", func(IndicatorState) string { return day }),
		text("source", "Source", "Source", func(i IndicatorState) string { return i.Source }),
	).Captioned(caption)}
}

// String is the table as text.
func (s *Steering) String() string { return stats.Printer{Lang: s.Spec.Lang}.Of(s.Tables()[0]) }

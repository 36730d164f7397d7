package design

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Progress sets what was done against the targets of a design, by interviews,
// situations, triads, dyads or case files, whichever each target counts. With
// a day it adds what was to be expected by then, the lower bound times the
// share of the study's time that has passed, and a traffic light: green from
// there on, orange from 80 % of it, red below.
type Progress struct {
	Design   Design
	CaseFile *stats.Table // one row a case file; nil: targets that count these are undefined
	On       time.Time    // day of the count; zero: no traffic light
	Lang     string       // "en" for English; French otherwise
}

// Standing is how far a study is.
type Standing struct {
	Spec    Progress
	N       int // interviews
	Cases   int // situations
	Targets []TargetStanding
	Elapsed stats.Estimate     // share of the study's time that has passed, 0 to 1
	Sample  *interviews.Sample // all interviews by role, all situations by status
}

// TargetStanding is how far one target is.
type TargetStanding struct {
	Target   Target
	Done     stats.Estimate // a count
	Expected stats.Estimate // by the day of the count
	Light    Light
}

// Light says whether a target is on time.
type Light uint8

const (
	// NoLight: the day, the dates of the study or the count is unknown.
	NoLight Light = iota
	// Green: what was to be expected by the day is done.
	Green
	// Orange: at least 80 % of it is.
	Orange
	// Red: less is.
	Red
)

// Label names the light in French, or in English when lang is "en"; "" for none.
func (l Light) Label(lang string) string {
	if lang == "en" {
		return [...]string{"", "green", "orange", "red"}[l]
	}
	return [...]string{"", "vert", "orange", "rouge"}[l]
}

// Of counts the interviews of a study, which its consent gate has let through.
// A study without roles has those of the design.
func (p Progress) Of(study interviews.Study) *Standing {
	if study.Roles == nil {
		study.Roles = p.Design.Roles
	}
	if study.Lang == "" {
		study.Lang = p.Lang
	}
	cases := study.Cases()
	s := &Standing{Spec: p, N: len(study.Interviews), Cases: len(cases), Sample: study.Sample()}
	passed, total, reason := p.elapsed()
	s.Elapsed = stats.Estimate{Reason: reason}
	if reason == "" {
		s.Elapsed.Value = float64(passed) / float64(total)
	}
	for _, target := range p.Design.Targets {
		t := TargetStanding{Target: target, Expected: s.Elapsed}
		done := 0
		if target.Unit == CaseFiles && p.CaseFile == nil {
			t.Done.Reason = p.say("table des dossiers non fournie", "no table of case files given")
		} else {
			done = p.count(target, study, cases)
			t.Done.Value = float64(done)
		}
		t.Expected.Value *= float64(target.Min)
		if t.Done.Defined() && t.Expected.Defined() {
			// Whole numbers: a target met to the day is not missed by rounding.
			switch have, need := 10*done*total, target.Min*passed; {
			case have >= 10*need:
				t.Light = Green
			case have >= 8*need:
				t.Light = Orange
			default:
				t.Light = Red
			}
		}
		s.Targets = append(s.Targets, t)
	}
	return s
}

// elapsed is the days of the study that have passed, out of how many.
func (p Progress) elapsed() (passed, total int, reason string) {
	d := p.Design
	switch {
	case p.On.IsZero():
		return 0, 0, p.say("jour du compte non donné", "no day of the count given")
	case d.Start.IsZero() || !d.Start.Before(d.End):
		return 0, 0, p.say("dates de l'étude inconnues", "dates of the study unknown")
	}
	total = stats.Day(d.End) - stats.Day(d.Start)
	return min(max(stats.Day(p.On)-stats.Day(d.Start), 0), total), total, ""
}

// count is how much of the unit of a target there is.
func (p Progress) count(t Target, study interviews.Study, cases []interviews.Case) int {
	n := 0
	switch t.Unit {
	case CaseFiles:
		return p.CaseFile.Len()
	case Interviews:
		for _, i := range study.Interviews {
			if t.counts(i, study.Roles) {
				n++
			}
		}
		return n
	}
	sides := map[Unit]int{Triads: 3, Dyads: 2}
	for _, c := range cases {
		if want, ok := sides[t.Unit]; ok && len(c.Sides(study.Roles)) != want {
			continue
		}
		for _, i := range c.Interviews {
			if t.counts(i, study.Roles) {
				n++
				break
			}
		}
	}
	return n
}

// Tables are: one row a target; all interviews by role; all situations by
// status. The first says what is still to be done up to the lower bound.
func (s *Standing) Tables() []*stats.Table {
	return append([]*stats.Table{s.targets()}, s.Sample.Tables()...)
}

// Counts are those of the sample; targets are the design of the study.
func (s *Standing) Counts() []stats.Counts { return s.Sample.Counts() }

// Hide is the tables with counts of the sample hidden.
func (s *Standing) Hide(masks []stats.Mask) stats.Tabler {
	return append(stats.Shown{s.targets()}, s.Sample.Hide(masks).Tables()...)
}

func (s *Standing) targets() *stats.Table {
	p := s.Spec
	n := len(s.Targets)
	text := func(name, label string, at func(t TargetStanding) string) stats.Column {
		values, missing := make([]string, n), make([]stats.Missing, n)
		for i, t := range s.Targets {
			if values[i] = at(t); values[i] == "" {
				missing[i] = stats.NotApplicable
			}
		}
		return stats.Variable{Name: name, Label: label}.Texts(values, missing)
	}
	number := func(name, label string, format stats.Format, at func(t TargetStanding) (float64, stats.Missing)) stats.Column {
		values, missing := make([]float64, n), make([]stats.Missing, n)
		for i, t := range s.Targets {
			values[i], missing[i] = at(t)
		}
		return stats.Variable{Name: name, Label: label, Format: format}.Numbers(values, missing)
	}
	columns := []stats.Column{
		text("cible", p.say("Cible", "Target"), func(t TargetStanding) string { return t.Target.Label }),
		text("compte", p.say("Ce qui est compté", "What is counted"), func(t TargetStanding) string { return t.Target.Unit.Label(p.Lang) }),
		text("qui", p.say("Rôle ou regard", "Role or side"), func(t TargetStanding) string { return cmp.Or(t.Target.who(), p.say("tous", "all")) }),
		number("fait", p.say("Fait", "Done"), stats.Count, func(t TargetStanding) (float64, stats.Missing) { return shownEstimate(t.Done) }),
		number("min", "Minimum", stats.Count, func(t TargetStanding) (float64, stats.Missing) { return float64(t.Target.Min), stats.Recorded }),
		number("max", "Maximum", stats.Count, func(t TargetStanding) (float64, stats.Missing) {
			if t.Target.Max == 0 {
				return 0, stats.NotApplicable
			}
			return float64(t.Target.Max), stats.Recorded
		}),
		number("reste", p.say("Reste à faire", "To be done"), stats.Count, func(t TargetStanding) (float64, stats.Missing) {
			done, missing := shownEstimate(t.Done)
			return max(0, float64(t.Target.Min)-done), missing
		}),
		text("etat", p.say("État", "State"), func(t TargetStanding) string { return p.state(t) }),
	}
	caption := stats.Caption{
		Units:      p.say("Effectifs", "Counts"),
		Population: fmt.Sprintf(p.say("%d entretiens utilisables, %d situations", "%d usable interviews, %d cases"), s.N, s.Cases),
	}
	if s.Elapsed.Defined() {
		columns = append(columns,
			number("attendu", p.say("Attendu", "Expected"), stats.Tenth, func(t TargetStanding) (float64, stats.Missing) { return shownEstimate(t.Expected) }),
			text("feu", p.say("Feu", "Light"), func(t TargetStanding) string { return t.Light.Label(p.Lang) }))
		caption.Notes = append(caption.Notes, fmt.Sprintf(p.say(
			"Attendu = minimum × part écoulée de l'étude (%s\u00a0%% au %s). Vert : fait ≥ attendu ; orange : fait ≥ 80\u00a0%% de l'attendu ; rouge : en dessous.",
			"Expected = minimum × elapsed share of the study (%s%% on %s). Green: done ≥ expected; orange: done ≥ 80%% of it; red: below."),
			stats.Percent.Number(100*s.Elapsed.Value, p.Lang), stats.Number.Date(p.On, p.Lang)))
	}
	for _, t := range s.Targets {
		if !t.Done.Defined() {
			caption.Notes = append(caption.Notes, fmt.Sprintf(p.say("%s : %s.", "%s: %s."), t.Target.Label, t.Done.Reason))
		}
	}
	columns = append(columns,
		text("source", "Source", func(t TargetStanding) string { return t.Target.From }),
		text("note", "Note", func(t TargetStanding) string { return t.Target.Note }))
	return stats.MustTable(p.say("Avancement par rapport aux cibles", "Progress against the targets"), columns...).Captioned(caption)
}

// state says where the count lies in the range.
func (p Progress) state(t TargetStanding) string {
	switch done := int(t.Done.Value); {
	case !t.Done.Defined():
		return ""
	case done < t.Target.Min:
		return p.say("à poursuivre", "under way")
	case t.Target.Max > 0 && done > t.Target.Max:
		return p.say("dépassée", "exceeded")
	}
	return p.say("atteinte", "reached")
}

func (p Progress) say(french, english string) string { return stats.Say(p.Lang, french, english) }

// String is the tables as text.
func (s *Standing) String() string {
	var parts []string
	for _, t := range s.Tables() {
		parts = append(parts, stats.Printer{Lang: s.Spec.Lang}.Of(t))
	}
	return strings.Join(parts, "\n")
}

// shownEstimate is a number of a result, or the reason why it has none.
func shownEstimate(e stats.Estimate) (float64, stats.Missing) {
	if !e.Defined() {
		return 0, stats.Undefined
	}
	return e.Value, stats.Recorded
}

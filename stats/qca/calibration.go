package qca

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Calibration turns a measure into membership of a set, from 0 to 1, as in R's
// QCA::calibrate. Missing values stay missing, with their reason.
//
// Direct takes three anchors, full exclusion, crossover (0.5) and full
// inclusion, rising or falling, or six for a bell: exclusion, crossover,
// inclusion, inclusion, crossover, exclusion (or the reverse, a valley). Anchors
// in any other order are refused: R answers with memberships from 0.5 on.
// Anchors are a choice to be argued from knowledge of the cases, not from their
// distribution. Ragin (2008); Verkuilen (2005); Cheli and Lemmi (1995).
type Calibration struct {
	Column string // the measure
	Name   string // of the new column; that of the measure when empty
	ID     string // column that names cases; else their row
	Method Method
	// Anchors of Direct; cut points, low to high, of Crisp and Indirect.
	Anchors []float64
	// Inclusion is the membership at the anchors of a logistic curve, 0.95 when
	// 0: at exclusion it is 1 less that.
	Inclusion float64
	// Linear replaces the logistic curve with two lines, or powers Below and
	// Above the crossover (1 when 0); a bell is always made of these.
	Linear       bool
	Below, Above float64
	Lang         string // "en" for English; French otherwise
}

// Method is a way to calibrate.
type Method uint8

const (
	// Direct: a curve through anchors.
	Direct Method = iota
	// Indirect: cut points sort cases into equal steps from 0 to 1, and a
	// fractional logit on powers of the measure, which must be above 0, smooths
	// them (Ragin 2008, Royston and Altman 1994).
	Indirect
	// TotallyFuzzy: the share of cases at or below a value, those of the lowest
	// value being out; for ordered answers (TFR in R, which takes 1 for the lowest).
	TotallyFuzzy
	// Crisp: the number of cut points reached, 0 or 1 with one, 0, 1, 2… with more.
	Crisp
)

// Label names the method in French, or in English when lang is "en".
func (m Method) Label(lang string) string {
	return stats.Say(lang, [...]string{"directe", "indirecte", "floue et relative", "nette"}[m], [...]string{"direct", "indirect", "totally fuzzy and relative", "crisp"}[m])
}

// String is the English label.
func (m Method) String() string { return m.Label("en") }

// Calibrated is a calibrated measure: put Column into the table with With.
type Calibrated struct {
	Spec         Calibration // with the settings used
	Column       *stats.Numbers
	Measure      stats.Variable
	N            int
	Missing      stats.MissingCounts
	In, Out      int      // cases above and below 0.5
	Half         []string // cases at exactly 0.5, that no truth table can place
	Warnings     []string
	Coefficients []float64 // of an indirect calibration: 1, log x, √x, x, x²
}

// Of calibrates a column of numbers. Errors are an unknown column, anchors that
// are missing, equal or out of order, settings outside their range.
func (s Calibration) Of(t *stats.Table) (*Calibrated, error) {
	c, err := t.Numbers(s.Column)
	if err != nil {
		return nil, fmt.Errorf("calibration: %w", err)
	}
	named, err := caseNames(t, s.ID)
	if err != nil {
		return nil, fmt.Errorf("calibration: %w", err)
	}
	if err := s.check(); err != nil {
		return nil, fmt.Errorf("calibration of %q: %w", s.Column, err)
	}
	if s.Name == "" {
		s.Name = s.Column
	}
	r := &Calibrated{Spec: s, Measure: c.Variable(), Missing: c.MissingCounts()}
	var values []float64
	for row := range c.Len() {
		if x, recorded := c.At(row); recorded {
			values = append(values, x)
		}
	}
	curve, err := s.curve(r, values)
	if err != nil {
		return nil, fmt.Errorf("calibration of %q: %w", s.Column, err)
	}
	members, missing := make([]float64, c.Len()), make([]stats.Missing, c.Len())
	for row := range members {
		x, recorded := c.At(row)
		if !recorded {
			missing[row] = c.Missing(row)
			continue
		}
		m := curve(x)
		members[row] = m
		r.N++
		switch {
		case m == 0.5:
			r.Half = append(r.Half, named(row))
		case m > 0.5:
			r.In++
		default:
			r.Out++
		}
	}
	variable := stats.Variable{Name: s.Name, Label: c.Variable().Label, Format: stats.Coefficient}
	if s.Method == Crisp {
		variable.Format = stats.Count
	}
	r.Column = variable.Numbers(members, missing)
	r.warn(values)
	return r, nil
}

func (s *Calibration) check() error {
	for _, x := range s.Anchors {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return fmt.Errorf("anchors %v: they must be numbers", s.Anchors)
		}
	}
	if s.Inclusion == 0 {
		s.Inclusion = 0.95
	}
	if s.Below == 0 {
		s.Below = 1
	}
	if s.Above == 0 {
		s.Above = 1
	}
	switch {
	case s.Method > Crisp:
		return fmt.Errorf("method %d: there are Direct, Indirect, TotallyFuzzy, Crisp", s.Method)
	case !(s.Inclusion > 0.5 && s.Inclusion < 1):
		return fmt.Errorf("inclusion %v at the anchors: it lies above 0.5 and below 1", s.Inclusion)
	case !(s.Below > 0 && s.Above > 0):
		return fmt.Errorf("powers Below %v and Above %v: they are above 0", s.Below, s.Above)
	case s.Method == Direct && len(s.Anchors) != 3 && len(s.Anchors) != 6:
		return fmt.Errorf("%d anchors; a direct calibration takes 3: full exclusion, crossover, full inclusion; or 6 for a bell", len(s.Anchors))
	case s.Method == Direct && len(s.Anchors) == 3 && !rises(s.Anchors) && !rises(reversed(s.Anchors)):
		return fmt.Errorf("anchors %v (exclusion, crossover, inclusion): the crossover must lie between the two others", s.Anchors)
	case s.Method == Direct && len(s.Anchors) == 6 && !(rises(s.Anchors[:3]) && rises(s.Anchors[3:]) && s.Anchors[2] <= s.Anchors[3]) && !valley(s.Anchors):
		return fmt.Errorf("anchors %v (exclusion, crossover, inclusion, inclusion, crossover, exclusion): the first three must rise, then the last three, for a bell; for a valley (inclusion first in both) each three fall, the two halves rising", s.Anchors)
	case (s.Method == Indirect || s.Method == Crisp) && len(s.Anchors) == 0:
		return fmt.Errorf("no cut points: set Anchors")
	case (s.Method == Indirect || s.Method == Crisp) && !rises(s.Anchors):
		return fmt.Errorf("cut points %v: they must go from low to high", s.Anchors)
	}
	return nil
}

func rises(anchors []float64) bool {
	for i := range anchors[1:] {
		if !(anchors[i] < anchors[i+1]) {
			return false
		}
	}
	return true
}

func reversed(anchors []float64) []float64 {
	back := slices.Clone(anchors)
	slices.Reverse(back)
	return back
}

// valley tells whether six anchors, named as for a bell, lie as i1 < c1 < e1 <=
// e2 < c2 < i2.
func valley(a []float64) bool {
	return a[2] < a[1] && a[1] < a[0] && a[0] <= a[5] && a[5] < a[4] && a[4] < a[3]
}

package factor

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// method is one of the analyses of cases.
type method uint8

const (
	mca method = iota
	pca
	famd
)

// plan is the spec of an analysis of cases: what the three have in common.
type plan struct {
	settings
	method                         method
	active, supplementary, passive []string
	activeMissing                  bool
	supplementaryCases, weight, id string
	raw                            bool // numbers keep their units
	scale                          Scale
	rare                           float64
	workers                        int
	cases                          string
}

// of runs the analysis.
func (p plan) of(t *stats.Table) (Space, error) {
	if p.rare == 0 {
		p.rare = 5
	}
	a := &analysis{plan: p, Space: Space{plan: p}}
	err := a.read(t)
	if err == nil {
		err = a.explore()
	}
	if err != nil {
		return Space{}, fmt.Errorf("%s: %w", [...]string{"mca", "pca", "famd"}[p.method], err)
	}
	return a.Space, nil
}

// read makes the columns ready.
func (a *analysis) read(t *stats.Table) error {
	if err := a.check(); err != nil {
		return err
	}
	if len(a.active) == 0 {
		return fmt.Errorf("no active variable")
	}
	for _, name := range a.supplementary {
		if slices.Contains(a.active, name) {
			return fmt.Errorf("column %q is both active and supplementary", name)
		}
	}
	if a.id != "" {
		c, err := t.Column(a.id)
		if err != nil {
			return err
		}
		a.Cases.ids = c
	}
	r, err := readRows(t, a.weight, a.lang)
	if err != nil {
		return err
	}
	if err := a.count(r, t); err != nil {
		return err
	}
	categories, numbers, err := r.read(t, a.active)
	switch {
	case err != nil:
		return err
	case a.method == mca && len(numbers) > 0:
		return fmt.Errorf("column %q holds numbers: band it into categories, or see FAMD", numbers[0].variable.Name)
	case a.method == pca && len(categories) > 0:
		return fmt.Errorf("column %q holds categories: see FAMD", categories[0].variable.Name)
	}
	more, others, err := r.read(t, a.supplementary)
	if err != nil {
		return err
	}
	if err := a.setPassive(categories); err != nil {
		return err
	}
	a.warnEmpty(categories)
	categories, numbers = a.varying(categories, numbers)
	_, others = a.varying(nil, others)
	a.more, a.others = more, others
	if a.divisor = 1; a.method == mca {
		a.divisor = max(1, float64(len(categories)))
	}
	for _, d := range numbers {
		if !a.raw {
			for row := range d.values {
				d.values[row] /= d.sd
			}
		}
	}
	a.system, err = newSystem(r, a.workers, numbers, categories)
	return err
}

// setPassive marks the levels that make no axis.
func (a *analysis) setPassive(active []*coded) error {
	var known []string
	for _, v := range active {
		for _, l := range v.empty {
			known = append(known, v.variable.Name+"="+l.Code)
		}
		for i := range v.levels {
			l := &v.levels[i]
			name := v.variable.Name + "=" + l.Code
			known = append(known, name)
			l.passive = l.missing != stats.Recorded && !a.activeMissing || slices.Contains(a.passive, name)
		}
	}
	for _, name := range a.passive {
		if !slices.Contains(known, name) {
			return fmt.Errorf("no level %s", stats.Unknown(name, known))
		}
	}
	return nil
}

// warnEmpty names the levels that no case has.
func (a *analysis) warnEmpty(variables []*coded) {
	var empty []string
	for _, v := range variables {
		for _, l := range v.empty {
			empty = append(empty, v.variable.Title()+" = "+l.Title())
		}
	}
	if len(empty) > 0 {
		a.warn("Modalités vides, écartées : %s.", "Empty levels, left out: %s.", list(empty, a.lang))
	}
}

// varying leaves out the variables that separate nobody.
func (a *analysis) varying(categories []*coded, numbers []*numeric) ([]*coded, []*numeric) {
	var constant []string
	categories = slices.DeleteFunc(categories, func(v *coded) bool {
		still := len(v.levels) < 2 || !slices.ContainsFunc(v.levels, func(l level) bool { return !l.passive })
		if still {
			constant = append(constant, v.variable.Title())
		}
		return still
	})
	numbers = slices.DeleteFunc(numbers, func(d *numeric) bool {
		if d.sd == 0 {
			constant = append(constant, d.variable.Title())
		}
		return d.sd == 0
	})
	if len(constant) > 0 {
		a.warn("Variables écartées, à une seule valeur ou jamais renseignées : %s.",
			"Variables left out, with a single value or never recorded: %s.", list(constant, a.lang))
	}
	return categories, numbers
}

// warn adds a warning.
func (a *analysis) warn(french, english string, args ...any) {
	a.Warnings = append(a.Warnings, fmt.Sprintf(stats.Say(a.lang, french, english), args...))
}

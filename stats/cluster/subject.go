package cluster

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// subject is a variable that classes or a number are described by: its levels,
// or numbers.
type subject struct {
	variable stats.Variable
	column   stats.Column
	levels   []stats.Level
	values   int  // levels that are no reasons for missing
	yesNo    bool // of a flag or an option the no is not said
	code     func(row int) int
	missing  func(row int) stats.Missing
	number   func(row int) float64 // nil unless it holds numbers
}

// subjectsOf reads columns; without names all that can be described but those
// left out.
func subjectsOf(t *stats.Table, names []string, lang string, leave ...string) ([]subject, error) {
	every := len(names) == 0
	if every {
		names = t.Names()
	}
	var all []subject
	for i, name := range names {
		c, err := t.Column(name)
		if err != nil {
			return nil, err
		}
		if slices.Contains(leave, name) || slices.Contains(names[:i], name) {
			if every {
				continue
			}
			return nil, fmt.Errorf("column %q is named twice", name)
		}
		found, err := subjectOf(c, lang)
		if every && (err != nil || c.Variable().Identifying) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no column to describe by")
	}
	return all, nil
}

// subjectOf reads a column; of a set each option is a subject.
func subjectOf(c stats.Column, lang string) ([]subject, error) {
	s := subject{variable: c.Variable(), column: c, missing: c.Missing}
	yes := []stats.Level{{Code: "non", Label: stats.YesNo(false, lang)}, {Code: "oui", Label: stats.YesNo(true, lang)}}
	bit := func(yes bool) int {
		if yes {
			return 1
		}
		return 0
	}
	switch c := c.(type) {
	case *stats.Numbers:
		s.number = func(row int) float64 { x, _ := c.At(row); return x }
	case *stats.Categories:
		s.levels, s.values = c.Levels(), len(c.Levels())
		s.code = func(row int) int { code, _ := c.At(row); return code }
	case *stats.Flags:
		s.levels, s.values, s.yesNo = yes, 2, true
		s.code = func(row int) int { yes, _ := c.At(row); return bit(yes) }
	case *stats.Sets:
		var all []subject
		for i, option := range c.Options() {
			o := s
			o.levels, o.values, o.yesNo = yes, 2, true
			o.variable.Label = s.variable.Title() + stats.Say(lang, " : ", ": ") + option.Title()
			o.variable.Name += "=" + option.Code
			o.code = func(row int) int { ticked, _ := c.Has(row, i); return bit(ticked) }
			all = append(all, o)
		}
		return all, nil
	default:
		return nil, fmt.Errorf("column %q holds %s: describe by categories, flags, sets or numbers", s.variable.Name, stats.KindOf(c))
	}
	return []subject{s}, nil
}

// everyLevel makes of each reason for missing a level like others; numbers stay
// as they are.
func (s subject) everyLevel(lang string) subject {
	if s.number != nil {
		return s
	}
	places := map[stats.Missing]int{}
	counts := s.column.MissingCounts()
	levels, code := slices.Clone(s.levels), s.code
	for reason := stats.NotRecorded; reason <= stats.Secret; reason++ {
		if counts[reason] > 0 {
			places[reason] = len(levels)
			levels = append(levels, stats.Level{Code: reason.Code(), Label: reason.Label(lang)})
		}
	}
	s.levels = levels
	s.code = func(row int) int {
		if place, absent := places[s.column.Missing(row)]; absent {
			return place
		}
		return code(row)
	}
	s.missing = func(int) stats.Missing { return stats.Recorded }
	return s
}

// title names a level with its variable.
func (s subject) title(level int, lang string) string {
	return s.variable.Title() + stats.Say(lang, " : ", ": ") + s.levels[level].Title()
}

package sequence

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// read sorts the rows by person; what cannot be used goes to the report.
func (f FromSpells) read(t *stats.Table, s *Sequences) ([]person, clock, error) {
	id, err := t.Column(f.ID)
	if err != nil {
		return nil, clock{}, err
	}
	columns := make([]stats.Column, 1+len(f.Channels))
	for k, name := range append([]string{f.State}, f.Channels...) {
		if columns[k], err = t.Column(name); err != nil {
			return nil, clock{}, err
		}
	}
	from, dates, err := timeColumn(t, f.From)
	if err != nil {
		return nil, clock{}, err
	}
	to, alsoDates, err := timeColumn(t, f.To)
	if err != nil {
		return nil, clock{}, err
	}
	c := clock{f.Clock, f.Step, dates}
	birth, bornDates := from, dates
	if f.Clock == Age {
		if birth, bornDates, err = timeColumn(t, f.Birth); err != nil {
			return nil, clock{}, err
		}
	}
	if dates != alsoDates || dates != bornDates {
		return nil, clock{}, fmt.Errorf("columns %q, %q and %q must all hold dates or all hold whole numbers", f.From, f.To, f.Birth)
	}
	precision, err := f.precision(t)
	if err != nil {
		return nil, clock{}, err
	}
	rank := map[string]int{}
	for i, code := range f.Priority {
		rank[code] = i - len(f.Priority) // below 0, which those not listed have
	}
	until, cut := math.MaxInt, !f.Until.IsZero() && dates
	if cut {
		until = stats.Day(f.Until)
	}
	var people []person
	place := map[string]int{}
	for row := range t.Len() {
		refuse := func(french, english string) {
			s.Report.Refused = append(s.Report.Refused, Refused{row + 1, cellText(id, row), stats.Say(f.Lang, french, english)})
		}
		key := cellText(id, row)
		if key == "" {
			refuse("personne non renseignée", "no person")
			continue
		}
		at, known := place[key]
		if !known {
			at = len(people)
			place[key] = at
			people = append(people, person{id: key})
		}
		p := &people[at]
		st := stay{row: row, code: cellText(columns[0], row), imprecise: precision(row)}
		st.rank = rank[st.code]
		for _, column := range columns {
			st.parts = append(st.parts, cellText(column, row))
		}
		st.joined = join(st.parts)
		start, hasStart := from(row)
		end, hasEnd := to(row)
		born, hasBirth := birth(row)
		if hasEnd && (f.LastDay || !dates) {
			end++
		}
		if !hasEnd && cut {
			end, hasEnd = until, true
		}
		switch {
		case st.code == "":
			refuse("état non renseigné", "no state")
		case !hasStart:
			refuse("début non renseigné", "no start")
		case !hasEnd:
			refuse("fin non renseignée : donner la date d'observation (Until) si l'épisode est en cours", "no end: give the day of observation (Until) if it is in progress")
		case cut && start >= until:
			refuse("commence après la date d'observation", "starts after the day of observation")
		case end < start:
			refuse("finit avant de commencer", "ends before it starts")
		case end == start:
			refuse("ne dure pas un jour", "lasts no day")
		case f.Clock == Age && !hasBirth:
			refuse("naissance non renseignée", "no birth")
		case f.Clock == Age && p.born && p.birth != born:
			refuse("naissance différente de celle d'une autre ligne de la personne", "birth differs from another row of the person")
		case f.Clock == Age && start < born:
			refuse("commence avant la naissance", "starts before birth")
		default:
			st.from, st.to = start, min(end, until)
			p.birth, p.born = born, true
			p.stays = append(p.stays, st)
			if st.imprecise {
				s.Report.Imprecise = append(s.Report.Imprecise, row+1)
			}
		}
	}
	for i := range people {
		f.start(&people[i])
	}
	return people, c, nil
}

// start drops, when the clock starts with given states, what comes before.
func (f FromSpells) start(p *person) {
	slices.SortStableFunc(p.stays, func(a, b stay) int { return cmp.Compare(a.from, b.from) })
	if f.Clock != SinceFirst || len(f.Since) == 0 {
		return
	}
	first := slices.IndexFunc(p.stays, func(st stay) bool { return slices.Contains(f.Since, st.code) })
	if first < 0 {
		p.stays = nil
		return
	}
	zero := p.stays[first].from
	p.stays = slices.DeleteFunc(p.stays, func(st stay) bool { return st.to <= zero })
	for i := range p.stays {
		p.stays[i].from = max(p.stays[i].from, zero)
	}
}

func (p *person) span() (from, to int) {
	from, to = math.MaxInt, math.MinInt
	for _, st := range p.stays {
		from, to = min(from, st.from), max(to, st.to)
	}
	return from, to
}

// timeColumn reads days or whole numbers, both as whole numbers.
func timeColumn(t *stats.Table, name string) (at func(row int) (int, bool), dates bool, err error) {
	c, err := t.Column(name)
	if err != nil {
		return nil, false, err
	}
	switch c := c.(type) {
	case *stats.Dates:
		return func(row int) (int, bool) { day, ok := c.At(row); return stats.Day(day), ok }, true, nil
	case *stats.Numbers:
		for row := range c.Len() {
			if x, ok := c.At(row); ok && (x != math.Trunc(x) || math.Abs(x) > 1e6) {
				return nil, false, fmt.Errorf("column %q, row %d: %v is not a whole number of steps", name, row+1, x)
			}
		}
		return func(row int) (int, bool) { x, ok := c.At(row); return int(x), ok }, false, nil
	}
	return nil, false, fmt.Errorf("column %q holds %s; spells need dates or whole numbers", name, stats.KindOf(c))
}

// precision tells of a row whether its dates are less precise than the step.
func (f FromSpells) precision(t *stats.Table) (func(row int) bool, error) {
	// The coarsest of day, month, year that the step can do with.
	fine := [...]int{Month: 1, Quarter: 1, Year: 2, Day: 0}[f.Step]
	if f.Precision == "" {
		c, err := t.Column(f.From)
		if err != nil {
			return nil, err
		}
		coarse := map[stats.Format]int{stats.Month: 1, stats.Year: 2}[c.Variable().Format]
		return func(int) bool { return coarse > fine }, nil
	}
	c, err := t.Column(f.Precision)
	if err != nil {
		return nil, err
	}
	return func(row int) bool {
		word := strings.ToLower(cellText(c, row))
		coarse := 3 // estimated, or not said
		for k, starts := range [...][]string{{"j", "d"}, {"m"}, {"a", "y"}} {
			for _, start := range starts {
				if strings.HasPrefix(word, start) {
					coarse = k
				}
			}
		}
		return coarse > fine
	}, nil
}

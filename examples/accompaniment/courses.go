package main

import (
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/stats"
)

// course is what became of one theme from one agreement to the next.
type course struct {
	theme   stats.Level
	periods []string // those with a finding, as people read them
	n       int
	fates   [crossed.Contradicted + 1]int
	longest int    // findings in the longest chain of restatements
	reading string // "continuité", "rupture" or "ni l’une ni l’autre"
}

type courses []course

// follow reads the matrix theme by theme.
func follow(m *crossed.FindingMatrix) courses {
	last := 0
	for _, f := range m.Findings {
		last = max(last, f.Period)
	}
	var list courses
	for _, theme := range m.Themes {
		c := course{theme: theme}
		early := false
		for period, p := range m.Periods {
			n := 0
			for _, f := range m.Findings {
				if f.Theme == theme && f.Period == period {
					c.fates[f.Fate]++
					c.longest = max(c.longest, chain(m, f))
					n++
				}
			}
			if n > 0 {
				c.periods = append(c.periods, p.Title())
				early = early || period < last
			}
			c.n += n
		}
		switch {
		case len(c.periods) >= 3 && c.longest >= 3:
			c.reading = "continuité"
		case !early && c.n >= 3:
			c.reading = "rupture"
		default:
			c.reading = "ni l’une ni l’autre"
		}
		list = append(list, c)
	}
	return list
}

// chain counts the findings from one on, each restated by the next.
func chain(m *crossed.FindingMatrix, f crossed.Finding) int {
	seen := map[string]bool{f.ID: true}
	for f.Fate == crossed.Restated {
		next := slices.IndexFunc(m.Findings, func(g crossed.Finding) bool { return g.ID == f.Linked })
		if next < 0 || seen[f.Linked] { // links may go round in a circle
			break
		}
		f = m.Findings[next]
		seen[f.ID] = true
	}
	return len(seen)
}

// most is the theme with the most findings of one fate; an empty one where
// there are no findings.
func (c courses) most(fate crossed.Fate) course {
	if len(c) == 0 {
		return course{}
	}
	return slices.MaxFunc(c, func(a, b course) int { return a.fates[fate] - b.fates[fate] })
}

// read are the themes of a reading, those with the most findings first.
func (c courses) read(reading string) courses {
	list := slices.DeleteFunc(slices.Clone(c), func(one course) bool { return one.reading != reading })
	slices.SortStableFunc(list, func(a, b course) int { return b.n - a.n })
	return list
}

// Tables is one row a theme.
func (c courses) Tables() []*stats.Table {
	text := func(of func(course) string) []string {
		list := make([]string, len(c))
		for i, one := range c {
			list[i] = of(one)
		}
		return list
	}
	count := func(name, label string, of func(course) int) stats.Column {
		return stats.Variable{Name: name, Label: label}.Figures(len(c), func(row int) (float64, stats.Missing) {
			return float64(of(c[row])), stats.Recorded
		})
	}
	columns := []stats.Column{
		stats.Variable{Name: "theme", Label: "Thème"}.Texts(text(func(one course) string { return one.theme.Title() }), nil),
		stats.Variable{Name: "conventions", Label: "Conventions"}.Texts(text(func(one course) string { return strings.Join(one.periods, ", ") }), nil),
		count("n", "Constats", func(one course) int { return one.n }),
	}
	for i, name := range []string{"repris", "suivi", "abandonne", "contredit"} {
		fate := crossed.Restated + crossed.Fate(i)
		columns = append(columns, count(name, fate.Label(""), func(one course) int { return one.fates[fate] }))
	}
	columns = append(columns,
		count("chaine", "Plus longue reprise", func(one course) int { return one.longest }),
		stats.Variable{Name: "lecture", Label: "Lecture"}.Labelled(text(func(one course) string { return one.reading })...))
	return []*stats.Table{stats.MustTable("Continuités et ruptures, thème par thème", columns...)}
}

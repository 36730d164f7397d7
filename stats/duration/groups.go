package duration

import (
	"strings"

	"github.com/askoria/verbatim/stats"
)

// groups says to which group each spell belongs.
type groups struct {
	variable stats.Variable
	levels   []stats.Level
	of       []int
	ordered  bool
	empty    []string // declared, but nobody is in them
}

// groupsOf reads a column as groups of the spells; those without a case are
// dropped. Without a column there is one group.
func (s *spells) groupsOf(c stats.Column) (*groups, error) {
	g := &groups{of: make([]int, len(s.rows))}
	if c == nil {
		g.levels = []stats.Level{{Label: s.say("Ensemble", "All")}}
		return g, nil
	}
	levels, place, err := levelsOf(c, s.lang)
	if err != nil {
		return nil, err
	}
	g.variable = c.Variable()
	switch c := c.(type) {
	case *stats.Categories:
		g.ordered = c.Ordered()
	case *stats.Numbers:
		g.ordered = true
	}
	has := make([]int, len(levels))
	for i, row := range s.rows {
		g.of[i] = place(row)
		has[g.of[i]]++
	}
	at := make([]int, len(levels))
	for i, l := range levels {
		if has[i] == 0 {
			if _, numbers := c.(*stats.Numbers); !numbers {
				g.empty = append(g.empty, stats.Quoted(s.lang, l.Title()))
			}
			continue
		}
		at[i] = len(g.levels)
		g.levels = append(g.levels, l)
	}
	for i := range g.of {
		g.of[i] = at[g.of[i]]
	}
	if g.empty != nil {
		s.warn("Groupes sans dossier, laissés de côté : %s.", "Groups without a case, left out: %s.", strings.Join(g.empty, ", "))
	}
	return g, nil
}

// columns looks up columns by name; an empty name is none.
func columns(t *stats.Table, names ...string) ([]stats.Column, error) {
	list := make([]stats.Column, len(names))
	for i, name := range names {
		if name == "" {
			continue
		}
		c, err := t.Column(name)
		if err != nil {
			return nil, err
		}
		list[i] = c
	}
	return list, nil
}

// present leaves out the columns that are none.
func present(list []stats.Column) []stats.Column {
	var there []stats.Column
	for _, c := range list {
		if c != nil {
			there = append(there, c)
		}
	}
	return there
}

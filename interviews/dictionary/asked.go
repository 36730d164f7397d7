package dictionary

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews/internal/cell"
	"github.com/askoria/verbatim/stats"
)

// asked says to whom a question was put.
type asked struct {
	filter int      // index of the variable that decides, -1: everybody
	values []string // of it; none: any
}

// asked reads AskedIf; nil where it says nothing.
func (d *Dictionary) asked(v *Variable) (*asked, *oddity) {
	if v.AskedIf == "" {
		return nil, nil
	}
	if fold(v.AskedIf) == "toujours" {
		return &asked{filter: -1}, nil
	}
	name, list, valued := strings.Cut(v.AskedIf, "=")
	name = strings.TrimSpace(name)
	rule := &asked{filter: slices.Index(d.names(), name)}
	switch {
	case rule.filter < 0:
		f := &oddity{"posee_si", fmt.Sprintf("dépend de « %s », qui n'est pas une variable", name), "écrire Q2=1|2, Q2 ou toujours"}
		if nearest, ok := stats.Nearest(name, d.names()); ok {
			f.hint = fmt.Sprintf("écrire « %s » ?", nearest)
		}
		return nil, f
	case name == v.Name:
		return nil, &oddity{"posee_si", "dépend de la variable elle-même", "écrire le nom de la question qui la précède"}
	case !valued:
		return rule, nil
	}
	filter := &d.Variables[rule.filter]
	known := newLevels(filter)
	for value := range strings.SplitSeq(list, "|") {
		value = strings.TrimSpace(value)
		rule.values = append(rule.values, value)
		_, isLevel := known.known[fold(value)]
		_, isYes := cell.Yes(value)
		if !isLevel && len(filter.Levels) > 0 || filter.Type == Binary && !isLevel && !isYes {
			return nil, &oddity{"posee_si", fmt.Sprintf("attend « %s », qui n'est pas une modalité de « %s »", value, name), known.unknown(value).hint}
		}
	}
	return rule, nil
}

// put tells whether the question was put to the case of a row; where that is
// not known, why.
func (a *asked) put(columns []*column, row int) (put bool, unknown stats.Missing) {
	if a.filter < 0 {
		return true, stats.Recorded
	}
	filter := columns[a.filter]
	if reason := filter.missing[row]; reason != stats.Recorded {
		// Who has no value is not among those who have any.
		if len(a.values) == 0 {
			return false, stats.Recorded
		}
		return false, reason
	}
	return len(a.values) == 0 || slices.ContainsFunc(a.values, func(value string) bool { return filter.filler.is(row, value) }), stats.Recorded
}

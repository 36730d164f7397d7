package main

import (
	"slices"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// share is what one function says of all that is said in a group.
type share struct {
	group        string
	function     interviews.Role
	turns, words int
	percent      float64 // of the words of the group
}

// shares are by group, in the order in which people begin to speak.
type shares []share

// speak counts who says how much in each group.
func (s study) speak() shares {
	var list shares
	total := map[string]int{}
	for _, unit := range s.text.Units {
		if unit.Document.Interview().Informant.Role != group {
			continue
		}
		id, function := unit.Document.ID(), unit.Document.Interview().Transcript.Turns[unit.Turn-1].Role
		at := slices.IndexFunc(list, func(one share) bool { return one.group == id && one.function == function })
		if at < 0 {
			at = len(list)
			list = append(list, share{group: id, function: function})
		}
		list[at].turns++
		list[at].words += unit.Words
		total[id] += unit.Words
	}
	for i, one := range list {
		list[i].percent = 100 * float64(one.words) / float64(total[one.group])
	}
	return list
}

// groups are the groups, in order.
func (l shares) groups() []string {
	var list []string
	for _, one := range l {
		if !slices.Contains(list, one.group) {
			list = append(list, one.group)
		}
	}
	return list
}

// of is the shares of one group, the largest first.
func (l shares) of(group string) shares {
	var list shares
	for _, one := range l {
		if one.group == group {
			list = append(list, one)
		}
	}
	slices.SortStableFunc(list, func(a, b share) int { return b.words - a.words })
	return list
}

// Tables is one row a voice.
func (l shares) Tables() []*stats.Table {
	groups, functions := make([]string, len(l)), make([]string, len(l))
	for i, one := range l {
		groups[i], functions[i] = one.group, string(one.function)
	}
	number := func(of func(share) float64) func(int) (float64, stats.Missing) {
		return func(row int) (float64, stats.Missing) { return of(l[row]), stats.Recorded }
	}
	return []*stats.Table{stats.MustTable("Parole dans les groupes",
		stats.Variable{Name: "groupe", Label: "Groupe"}.Texts(groups, nil),
		stats.Variable{Name: "fonction", Label: "Fonction"}.Texts(functions, nil),
		stats.Variable{Name: "tours", Label: "Tours de parole"}.Figures(len(l), number(func(one share) float64 { return float64(one.turns) })),
		stats.Variable{Name: "mots", Label: "Mots"}.Figures(len(l), number(func(one share) float64 { return float64(one.words) })),
		stats.Variable{Name: "part", Label: "% des mots du groupe", Format: stats.Percent}.Figures(len(l), number(func(one share) float64 { return one.percent })),
	)}
}

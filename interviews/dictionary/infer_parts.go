package dictionary

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews/internal/cell"
	"github.com/askoria/verbatim/stats"
)

// group is a column, or several that are the options or ranks of one question.
type group struct {
	stem    string
	columns []*sample
	options []string // what follows the stem
	form    Form
}

// grouped puts together columns of one stem: "Q3[SQ001]" and "Q3[SQ002]" whose
// cells are ticks, "LIEUX_1" and "LIEUX_2" whose cells share texts.
func grouped(samples []*sample) []group {
	var groups []group
	for _, s := range samples {
		stem, option := stemOf(s.title)
		if n := len(groups); n > 0 && stem != "" && groups[n-1].stem == stem {
			last := &groups[n-1]
			last.columns, last.options = append(last.columns, s), append(last.options, option)
			continue
		}
		groups = append(groups, group{stem: stem, columns: []*sample{s}, options: []string{option}})
	}
	var settled []group
	for _, g := range groups {
		if g.settle() {
			settled = append(settled, g)
			continue
		}
		for _, s := range g.columns {
			settled = append(settled, group{columns: []*sample{s}})
		}
	}
	return settled
}

// stemOf cuts a heading into the name of a question and that of an option.
func stemOf(title string) (stem, option string) {
	if code, _, found := strings.Cut(title, "]. "); found {
		title = code + "]"
	}
	if at := strings.LastIndexByte(title, '['); at > 0 && strings.HasSuffix(title, "]") {
		return strings.TrimSpace(title[:at]), title[at+1 : len(title)-1]
	}
	at := strings.LastIndexByte(title, '_')
	if above := strings.LastIndex(title, " / "); above > 0 {
		return title[:above], title[above+3:]
	}
	if at <= 0 || at == len(title)-1 {
		return "", ""
	}
	return title[:at], title[at+1:]
}

// settle tells whether the columns are one question, and in which form.
func (g *group) settle() bool {
	if g.stem == "" || len(g.columns) < 2 {
		return len(g.columns) == 1
	}
	ticks, ranks := true, true
	shared, seen := map[string]int{}, map[string]bool{"": true}
	for i, s := range g.columns {
		if seen[fold(g.options[i])] {
			return false
		}
		seen[fold(g.options[i])] = true
		rank, whole := cell.Whole(g.options[i])
		ranks = ranks && whole && rank == i+1
		for _, text := range s.order {
			shared[text]++
			_, yes := cell.Yes(text)
			ticks = ticks && (yes || text == "2" || isOther(fold(g.options[i])) || isReason(text))
		}
	}
	common := 0
	for _, n := range shared {
		if n > 1 {
			common++
		}
	}
	switch {
	case ticks && len(shared) > 0:
		g.form = Ticked
	case ranks && common > 0:
		g.form = Ranked
	default:
		return false
	}
	return len(g.columns) <= stats.MaxOptions
}

func isReason(text string) bool {
	return slices.ContainsFunc(stats.MissingReasons(), func(r stats.Missing) bool { return r.Code() == text })
}

// variable describes the group; what was guessed is said in French.
func (g *group) variable(d *Dictionary) (Variable, string) {
	if len(g.columns) == 1 {
		return g.columns[0].joinedOr(d)
	}
	v := d.named(g.stem)
	v.Type, v.Form = Multiple, g.form
	said := fmt.Sprintf("réponse multiple en %d colonnes (%s)", len(g.columns), g.form)
	for _, s := range g.columns {
		if why, personal := s.personal(); personal && g.form == Ranked {
			v.Identifying = true
			return v, "identifiante (" + why + ") : elle n'est pas importée, à moins d'écrire identifiant = non"
		}
	}
	if g.form == Ticked {
		for _, option := range g.options {
			if !strings.ContainsAny(option, "|=\n") {
				v.Levels = append(v.Levels, stats.Level{Code: option})
			}
		}
		return v, said + " ; sans posee_si, tout vide compte comme sans objet"
	}
	all := &sample{}
	for _, s := range g.columns {
		all.order = append(all.order, s.order...)
	}
	if levels := all.alike(all.without(nil)); len(levels) <= stats.MaxOptions && !strings.ContainsAny(strings.Join(levels, ""), "|=\n") {
		v.Levels = stats.Levels(levels...)
	}
	return v, said
}

// joinedOr describes a column by itself: one whose cells join options that come
// back, with ; or | or else with commas, is a multiple response.
func (s *sample) joinedOr(d *Dictionary) (Variable, string) {
	if _, personal := s.personal(); !personal {
		for _, separators := range []string{"|", ";|", ","} {
			if levels, joined := s.joined(separators); joined {
				v := d.named(s.title)
				v.Type, v.Form, v.Levels, v.Missing = Multiple, Joined, stats.Levels(levels...), s.missing()
				return v, fmt.Sprintf("réponse multiple, %d modalités jointes dans une cellule ; aucune ne doit nommer quelqu'un", len(levels))
			}
		}
	}
	return s.variable(d)
}

// joined are the options that cells join, where one cell in five joins some and
// each option comes three times on average; twice where a bar joins any, since
// nobody writes a bar for another reason.
func (s *sample) joined(separators string) (levels []string, joined bool) {
	several, total := 0, 0
	parts := &sample{values: map[string]int{}}
	for _, text := range s.without(s.missing()) {
		n := s.values[text]
		if _, _, number := cell.Number(text); number {
			return nil, false
		}
		if strings.ContainsAny(text, separators) {
			several += n
		}
		for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
			if part = strings.TrimSpace(part); part != "" && fold(part) != "aucun" && fold(part) != "aucune" {
				parts.add(part)
				total += n
			}
		}
	}
	levels = parts.alike(parts.without(nil))
	cells, times := 5, 3
	if separators == "|" {
		cells, times = s.filled, 2
	}
	return levels, several > 0 && cells*several >= s.filled && times*len(levels) <= total && len(levels) <= mostLevels &&
		!strings.ContainsAny(strings.Join(levels, ""), "|=\n")
}

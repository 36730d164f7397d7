package dictionary

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/internal/cell"
	"github.com/askoria/verbatim/stats"
)

// sets reads several answers, from one cell or from several columns.
type sets struct {
	levels levels
	ticked [][]int
	cells  map[string][]int // what cells that were read before tick
}

func (s *sets) blank()                      { s.ticked = append(s.ticked, nil) }
func (s *sets) notes(string, bool) []string { return nil }

func (s *sets) is(row int, value string) bool {
	at, ok := s.levels.known[fold(value)]
	return ok && slices.Contains(s.ticked[row], at)
}

func (s *sets) read(text string) fault {
	if ticked, known := s.cells[text]; known {
		s.ticked = append(s.ticked, ticked)
		return fault{}
	}
	var ticked []int
	for _, part := range s.parts(text) {
		at, f := s.find(part)
		if !f.none() {
			f.summary = strings.Replace(f.summary, "n'est pas", "contient ce qui n'est pas", 1)
			return f
		}
		if !slices.Contains(ticked, at) {
			ticked = append(ticked, at)
		}
	}
	s.ticked = append(s.ticked, ticked)
	s.cells[text] = ticked
	return fault{}
}

// find is the option that a text names; an open list takes it in while there
// is room.
func (s *sets) find(text string) (int, fault) {
	if _, known := s.levels.known[fold(text)]; !known && s.levels.open && len(s.levels.list) == stats.MaxOptions {
		return 0, fault{fmt.Sprintf("serait la %de option : il y en a au plus %d", stats.MaxOptions+1, stats.MaxOptions), "déclarer les modalités dans le dictionnaire"}
	}
	at, ok := s.levels.find(text)
	if !ok {
		return 0, s.levels.unknown(text)
	}
	return at, fault{}
}

// parts cuts a cell into its options: at ; | and line ends, else at commas,
// unless the whole is one option. "aucun" ticks nothing.
func (s *sets) parts(text string) []string {
	if _, whole := s.levels.known[fold(text)]; whole {
		return []string{text}
	}
	if folded := fold(text); folded == "aucun" || folded == "aucune" {
		return nil
	}
	separators := ";|\n"
	if !strings.ContainsAny(text, separators) {
		separators = ","
	}
	var parts []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if part = strings.Trim(part, " \t\"«»\u00a0\u202f"); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

func (s *sets) column(v stats.Variable, missing []stats.Missing) stats.Column {
	return v.Sets(s.levels.list, s.ticked, missing)
}

// bindParts gives each column of several the option that it ticks. Options that
// the dictionary does not list are those of the headings.
func (r *reading) bindParts(c *column) {
	s := c.filler.(*sets)
	c.title = c.variable.Name
	c.parts = slices.DeleteFunc(c.parts, func(p part) bool {
		if p.title == "" {
			return false
		}
		at, f := s.find(p.title)
		if !f.none() {
			r.report.Problems = append(r.report.Problems, interviews.Problem{
				File: r.file, Sheet: r.source.Sheet, Column: r.header.titles[p.at], Severity: interviews.Rejected, Summary: f.summary, Hint: f.hint,
			})
			return true
		}
		p.option = at
		return false
	})
	for i, p := range c.parts {
		if p.title != "" {
			c.parts[i].option = s.levels.known[fold(p.title)]
		}
		if p.free && r.header.variables[p.at] < 0 {
			r.note("colonne « %s » : un texte compte comme coché et n'est pas lu (une variable texte de ce nom le lirait)", r.header.titles[p.at])
		}
	}
}

// ticks tells whether the variable is made of columns to tick.
func (c *column) ticks() bool { return len(c.parts) > 0 && c.parts[0].option >= 0 }

// fillParts reads the several columns of a variable: recorded where one of
// them says something. Columns to tick that are all empty do not say that
// nothing was ticked, unless the question was put.
func (r *reading) fillParts(c *column, rows grid) {
	s := c.filler.(*sets)
	var ticked []int
	missing := stats.NotRecorded
	if c.ticks() {
		missing = stats.NotApplicable
	}
	c.written = -1
	for _, p := range c.parts {
		text := r.text(c, p.at, rows)
		f := fault{}
		switch reason := c.reason(text); {
		case c.refused:
			continue
		case text == "":
			f = r.lost(c, p.at, rows)
			if f.none() {
				continue
			}
		case reason != stats.Recorded:
			if missing != stats.Recorded {
				missing = reason
			}
		case p.option < 0:
			var at int
			if at, f = s.find(text); f.none() {
				ticked, missing = append(ticked, at), stats.Recorded
				r.watch(c, p.at, text, rows)
			}
		default:
			var yes bool
			if yes, f = s.tick(p, text); f.none() {
				missing = stats.Recorded
				if yes {
					ticked = append(ticked, p.option)
				}
			}
		}
		if c.written < 0 {
			c.written = p.at
		}
		if !f.none() {
			r.problemAt(interviews.Blanked, c, p.at, r.header.titles[p.at], rows, f)
			ticked, missing = nil, stats.Unreadable
			break
		}
	}
	s.ticked = append(s.ticked, ticked)
	c.missing = append(c.missing, missing)
}

// tick tells whether a cell chooses the option of its column.
func (s *sets) tick(p part, text string) (bool, fault) {
	yes, ok := cell.Yes(text)
	level := s.levels.list[p.option]
	switch folded := fold(text); {
	case ok:
	case folded == fold(level.Code), folded == fold(level.Label), folded == "coche", folded == "cochee":
		yes = true
	case folded == "2", folded == "noncoche", folded == "noncochee":
	case p.free:
		yes = true
	default:
		return false, fault{"ne dit ni oui ni non de « " + level.Title() + " »", "écrire oui, ou laisser vide ; si la colonne est un rang, écrire rangs sous forme dans le dictionnaire"}
	}
	return yes, fault{}
}

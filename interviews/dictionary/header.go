package dictionary

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// header is where the names of columns stand, and which variable each fills.
type header struct {
	first, last int      // lines
	titles      []string // of the columns, "Mère / âge" over two rows
	variables   []int    // index in the dictionary, -1 for none
	doubles     []int    // columns whose variable another column already fills
	guessed     []int    // columns found although the dictionary words them otherwise
	parts       []part   // columns that are one of several of a variable
}

// found is how many columns mean something.
func (h *header) found() int {
	n := len(h.parts)
	for _, v := range h.variables {
		if v >= 0 {
			n++
		}
	}
	return n
}

// findHeader looks for the rows that name most variables among the first 40:
// titles may stand above them. span is the number of rows of the header, 0 for
// one or two; at equal merit the shorter and the higher wins.
func (d *Dictionary) findHeader(rows grid, span int) (header, bool) {
	lines, cells := top(rows)
	known := d.lookup()
	spans := []int{1, 2}
	if span > 0 {
		spans = []int{span}
	}
	var best header
	most := 0
	for _, n := range spans {
		for i := 0; i+n <= len(cells); i++ {
			h := known.match(cells[i : i+n])
			if found := h.found(); found > most {
				best, most = h, found
				best.first, best.last = lines[i], lines[i+n-1]
			}
		}
	}
	return best, most > 0
}

// top is the first rows, among which the header is.
func top(rows grid) (lines []int, cells [][]string) {
	const deep = 40
	for len(cells) < deep && rows.next() {
		if rows.fault().none() {
			lines, cells = append(lines, rows.line()), append(cells, slices.Clone(rows.cells()))
		}
	}
	return lines, cells
}

// heading is what stands over one column: own, in its own cells; spread, with
// the merged cells at its left; lowest, in its lowest cell alone.
type heading struct{ own, spread, lowest string }

// headings reads rows as a header. A merged cell is written once, at its left or
// top.
func headings(rows [][]string) []heading {
	width := 0
	for _, row := range rows {
		width = max(width, len(row))
	}
	list := make([]heading, width)
	above := make([]string, len(rows)) // the last cell met in each row
	for j := range list {
		for i, row := range rows {
			text := ""
			if j < len(row) {
				text = strings.Join(strings.Fields(row[j]), " ")
			}
			if text != "" {
				above[i] = text
				// What stands under an upper row belongs to its new cell.
				clear(above[i+1:])
				list[j].lowest = text
			}
			list[j].own = joined(list[j].own, text)
			if i == len(rows)-1 {
				list[j].spread = joined(list[j].spread, text)
			} else {
				list[j].spread = joined(list[j].spread, above[i])
			}
		}
	}
	return list
}

// match finds what columns mean. A merged cell holds for the empty cells at its
// right as long as the joined name, or else the name below it alone, is one of
// the dictionary.
func (l lookup) match(rows [][]string) header {
	list := headings(rows)
	h := header{titles: make([]string, len(list)), variables: make([]int, len(list))}
	taken := map[int]bool{}
	guesses := make([]int, len(list))
	for j, heading := range list {
		// The rows belong to the text of a whole file.
		h.titles[j], h.variables[j], guesses[j] = strings.Clone(heading.own), -1, -1
		double := false
		for _, title := range []string{heading.spread, heading.own, heading.lowest} {
			if heading.own == "" || h.variables[j] >= 0 {
				break
			}
			p, isPart := l.part(title)
			if isPart && !slices.ContainsFunc(h.parts, func(p part) bool { return p.at == j }) {
				p.at = j
				h.parts = append(h.parts, p)
			}
			at, sure, ok := l.find(title)
			switch {
			case !ok || isPart && p.variable == at:
			case taken[at]:
				double = true
			case sure:
				h.titles[j], h.variables[j], taken[at] = strings.Clone(title), at, true
			default:
				guesses[j] = at
			}
		}
		if double && h.variables[j] < 0 {
			h.doubles = append(h.doubles, j)
		}
	}
	for j, at := range guesses {
		if at >= 0 && h.variables[j] < 0 && !taken[at] {
			h.variables[j], taken[at] = at, true
			h.guessed = append(h.guessed, j)
		}
	}
	// A column of the variable's own name holds all of its options.
	h.parts = slices.DeleteFunc(h.parts, func(p part) bool { return taken[p.variable] })
	return h
}

func joined(above, below string) string {
	if above == "" || below == "" {
		return above + below
	}
	return above + " / " + below
}

// partsOf lists the columns that make one variable.
func (h *header) partsOf(variable int) []part {
	var parts []part
	for _, p := range h.parts {
		if p.variable == variable {
			parts = append(parts, p)
		}
	}
	return parts
}

// problems are the columns that are missing, twice there, or not expected;
// needed is the missing one without which nothing can be read.
func (h *header) problems(d *Dictionary, file, sheet string) (problems []interviews.Problem, needed *interviews.Problem) {
	problem := func(severity interviews.Severity, column, summary, hint string) interviews.Problem {
		return interviews.Problem{File: file, Sheet: sheet, Column: column, Summary: summary, Hint: hint, Severity: severity}
	}
	var unknown []string
	for j, title := range h.titles {
		switch {
		case title == "" || h.variables[j] >= 0 || slices.ContainsFunc(h.parts, func(p part) bool { return p.at == j }):
		case slices.Contains(h.doubles, j):
			problems = append(problems, problem(interviews.Rejected, title, "est en double : seule la première est lue", "supprimer ou renommer l'une des deux"))
		case interviews.NamesPerson(title):
			problems = append(problems, problem(interviews.Rejected, title, "semble identifier des personnes : elle n'est pas lue", "la supprimer du fichier"))
		default:
			unknown = append(unknown, title)
		}
	}
	for i := range d.Variables {
		v := &d.Variables[i]
		if slices.Contains(h.variables, i) {
			continue
		}
		if parts := h.partsOf(i); len(parts) > 0 {
			problems = append(problems, v.unticked(parts, problem)...)
			continue
		}
		p := problem(interviews.Blanked, v.Name, "est introuvable", "ajouter cette colonne, ou l'enlever du dictionnaire")
		if v.Key || v.required {
			p.Hint = "ajouter ou renommer cette colonne"
		}
		nearest, near := stats.Nearest(v.Name, unknown)
		if !near && v.Label != "" {
			nearest, near = stats.Nearest(v.Label, unknown)
		}
		if near {
			p.Hint = fmt.Sprintf("renommer « %s » en « %s »", nearest, v.Name)
			unknown = slices.DeleteFunc(unknown, func(title string) bool { return title == nearest })
		}
		switch {
		case (v.Key || v.required) && needed == nil:
			p.Summary = "est introuvable : sans elle rien n'est lu"
			needed = &p
		case near || !v.optional && !v.Identifying:
			problems = append(problems, p)
		}
	}
	for _, title := range unknown {
		problems = append(problems, problem(interviews.Notice, title, "n'est pas dans le dictionnaire : elle n'est pas lue", "la décrire dans le dictionnaire pour qu'elle soit lue"))
	}
	return problems, needed
}

// unticked reports the levels that no column ticks, where others do.
func (v *Variable) unticked(parts []part, problem func(interviews.Severity, string, string, string) interviews.Problem) []interviews.Problem {
	var absent []string
	for i, level := range v.Levels {
		if !slices.ContainsFunc(parts, func(p part) bool { return p.option == i || p.option < 0 }) {
			absent = append(absent, level.Code)
		}
	}
	if len(absent) == 0 {
		return nil
	}
	return []interviews.Problem{problem(interviews.Notice, v.Name, "n'a pas de colonne pour : "+strings.Join(absent, ", "),
		"ajouter ces colonnes, ou enlever ces modalités du dictionnaire")}
}

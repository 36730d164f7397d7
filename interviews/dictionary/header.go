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
}

// findHeader looks for the rows that name most variables among the first 40:
// titles may stand above them. span is the number of rows of the header, 0 for
// one or two; at equal merit the shorter and the higher wins.
func (d *Dictionary) findHeader(rows grid, span int) (header, bool) {
	const deep = 40
	var lines []int
	var cells [][]string
	for len(cells) < deep && rows.next() {
		if rows.fault() == "" {
			lines, cells = append(lines, rows.line()), append(cells, slices.Clone(rows.cells()))
		}
	}
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
			found := 0
			for _, v := range h.variables {
				if v >= 0 {
					found++
				}
			}
			if found > most {
				best, most = h, found
				best.first, best.last = lines[i], lines[i+n-1]
			}
		}
	}
	return best, most > 0
}

// lookup finds variables by name, then by label, both folded.
type lookup struct{ names, labels map[string]int }

func (d *Dictionary) lookup() lookup {
	l := lookup{map[string]int{}, map[string]int{}}
	for i := range d.Variables {
		v := &d.Variables[i]
		l.names[fold(v.Name)] = i
		if _, taken := l.labels[fold(v.Label)]; !taken && v.Label != "" {
			l.labels[fold(v.Label)] = i
		}
	}
	return l
}

func (l lookup) find(title string) (int, bool) {
	// "Âge (ans)" is "Âge" with its unit.
	bare, _, _ := strings.Cut(title, "(")
	for _, text := range []string{title, bare} {
		if at, ok := l.names[fold(text)]; ok {
			return at, true
		}
		if at, ok := l.labels[fold(text)]; ok && fold(text) != "" {
			return at, true
		}
	}
	return 0, false
}

// match reads rows as a header. A merged cell is written once, at its left or
// top: it holds for the empty cells at its right as long as the joined name, or
// else the name below it alone, is one of the dictionary.
func (l lookup) match(rows [][]string) header {
	width := 0
	for _, row := range rows {
		width = max(width, len(row))
	}
	h := header{titles: make([]string, width), variables: make([]int, width)}
	taken := map[int]bool{}
	above := make([]string, len(rows)) // the last cell met in each row
	for j := range width {
		own, spread, lowest := "", "", ""
		for i, row := range rows {
			text := ""
			if j < len(row) {
				text = strings.Join(strings.Fields(row[j]), " ")
			}
			if text != "" {
				above[i] = text
				// What stands under an upper row belongs to its new cell.
				clear(above[i+1:])
				lowest = text
			}
			own = joined(own, text)
			if i == len(rows)-1 {
				spread = joined(spread, text)
			} else {
				spread = joined(spread, above[i])
			}
		}
		h.titles[j], h.variables[j] = own, -1
		if own == "" {
			continue
		}
		double := false
		for _, title := range []string{spread, own, lowest} {
			at, ok := l.find(title)
			if !ok {
				continue
			}
			if double = taken[at]; !double {
				h.titles[j], h.variables[j], taken[at] = title, at, true
				break
			}
		}
		if double {
			h.doubles = append(h.doubles, j)
		}
	}
	return h
}

func joined(above, below string) string {
	if above == "" || below == "" {
		return above + below
	}
	return above + " / " + below
}

// problems are the columns that are missing, twice there, or not expected;
// needed is the missing one without which nothing can be read.
func (h header) problems(d *Dictionary, file, sheet string) (problems []interviews.Problem, needed *interviews.Problem) {
	problem := func(severity interviews.Severity, column, summary, hint string) interviews.Problem {
		return interviews.Problem{File: file, Sheet: sheet, Column: column, Summary: summary, Hint: hint, Severity: severity}
	}
	var unknown []string
	for j, title := range h.titles {
		switch {
		case title == "" || h.variables[j] >= 0:
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

package dictionary

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews"
)

// sheet reads the rows of one sheet, or of a CSV file.
func (r *reading) sheet(in *input) error {
	if err := r.bind(in); err != nil {
		return err
	}
	rows, err := in.rows()
	if err != nil {
		return damaged(r.file)
	}
	for rows.next() {
		if rows.line() > r.header.last {
			r.row(rows)
		}
	}
	if rows.err() != nil {
		return damaged(r.file)
	}
	r.end(rows, in.damage)
	return nil
}

// bind finds the header, and says which column fills which variable.
func (r *reading) bind(in *input) error {
	rows, err := in.rows()
	if err != nil {
		return damaged(r.file)
	}
	h, found := r.dictionary.findHeader(rows, r.reader.HeaderRows)
	if rows.err() != nil {
		return damaged(r.file)
	}
	if !found {
		p := &interviews.Problem{
			File: r.file, Sheet: r.source.Sheet, Summary: "n'a aucune colonne du dictionnaire",
			Hint: "vérifier le dictionnaire, la ligne d'en-tête et la feuille",
		}
		if !in.workbook {
			p.Hint = fmt.Sprintf("vérifier le dictionnaire, la ligne d'en-tête et le séparateur, lu « %s »", r.source.Separator)
		}
		return p
	}
	if h.last > h.first {
		r.note("en-tête lu lignes %d à %d", h.first, h.last)
	} else {
		r.note("en-tête lu ligne %d", h.first)
	}
	for _, at := range h.guessed {
		r.note("colonne « %s » lue comme « %s »", h.titles[at], r.dictionary.Variables[h.variables[at]].Name)
	}
	r.header = h
	for i, c := range r.columns {
		c.at, c.parts, c.fixed, c.title = slices.Index(h.variables, i), h.partsOf(i), "", c.variable.Name
		switch {
		case c.at >= 0:
			c.title = h.titles[c.at]
		case len(c.parts) > 0:
			r.bindParts(c)
		case c.variable.Name == r.reader.SheetAs:
			r.fix(c)
		}
		r.reader.guard(c, r.source)
		c.free = c.variable.holdsFreely()
		if c.refused {
			r.refuse(c, "identifie des personnes", " ; si elle ne nomme personne, écrire « non » dans la colonne « identifiant » du dictionnaire")
		}
	}
	problems, needed := h.problems(r.dictionary, r.file, r.source.Sheet)
	r.report.Problems = append(r.report.Problems, slices.DeleteFunc(problems, func(p interviews.Problem) bool {
		return p.Column == r.reader.SheetAs && p.Column != ""
	})...)
	if needed == nil {
		needed = r.fatal
	}
	if needed != nil {
		return needed
	}
	if len(r.first.titles) == 0 {
		r.first, r.firstSheet = h, r.source.Sheet
	} else {
		r.drift()
	}
	return nil
}

func (r *reading) note(format string, values ...any) {
	r.source.Notes = append(r.source.Notes, fmt.Sprintf(format, values...))
}

// drift reports the headings that are not those of the first sheet, although
// they fill the same variables.
func (r *reading) drift() {
	for i, at := range r.header.variables {
		before := slices.Index(r.first.variables, at)
		if at < 0 || before < 0 || r.header.titles[i] == r.first.titles[before] {
			continue
		}
		r.report.Problems = append(r.report.Problems, interviews.Problem{
			File: r.file, Sheet: r.source.Sheet, Row: r.header.last, Column: r.header.titles[i],
			Summary: fmt.Sprintf("s'appelle « %s » dans la feuille « %s » : lue comme la même colonne", r.first.titles[before], r.firstSheet),
			Hint:    "donner partout le même nom à la colonne",
		})
	}
}

// fix gives a column the name of the sheet, or of the file where it has none.
func (r *reading) fix(c *column) {
	name := r.source.Sheet
	if name == "" {
		name = strings.TrimSuffix(r.file, path.Ext(r.file))
	}
	if _, f := newColumn(c.variable, false, 1).take(name); !f.none() {
		r.report.Problems = append(r.report.Problems, interviews.Problem{
			File: r.file, Sheet: r.source.Sheet, Column: c.variable.Name, Found: interviews.Quote(name), Severity: interviews.Blanked,
			Summary: f.summary, Hint: f.hint,
		})
		return
	}
	c.fixed = name
}

// end adds what is known once the rows are read.
func (r *reading) end(rows grid, damage *interviews.Problem) {
	r.source.Notes = append(r.source.Notes, rows.notes()...)
	if damage != nil && !slices.ContainsFunc(r.report.Problems, func(p interviews.Problem) bool {
		return p.Sheet == damage.Sheet && p.Summary == damage.Summary
	}) {
		r.report.Problems = append(r.report.Problems, *damage)
	}
	if r.source.Read == 0 {
		r.report.Problems = append(r.report.Problems, interviews.Problem{
			File: r.file, Sheet: r.source.Sheet,
			Summary: "n'a que son en-tête : aucune ligne de données", Hint: "vérifier que c'est le bon fichier",
		})
	}
	for _, c := range r.columns {
		if !c.refused {
			r.source.Notes = append(r.source.Notes, c.filler.notes(c.title, r.workbook)...)
		}
	}
}

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

// columns are those of a plan, and other names that people give them.
var columns = []dictionary.Variable{
	{Name: "feuille", Label: "Feuille", Names: []string{"onglet"}},
	{Name: "methode", Label: "Méthode", Names: []string{"analyse"}},
	{Name: "lignes", Label: "Lignes", Names: []string{"ligne", "variables"}},
	{Name: "colonnes", Label: "Colonnes", Names: []string{"colonne"}},
	{Name: "filtre", Label: "Filtre", Names: []string{"filtres", "champ"}},
	{Name: "pourcentage", Label: "Pourcentage", Names: []string{"pourcentages", "%"}},
	{Name: "options", Label: "Options", Names: []string{"option"}},
	{Name: "note", Label: "Note", Names: []string{"notes", "remarque"}},
}

// step is a line of the plan as it is written.
type step struct {
	line  int
	cells map[string]string // by column
}

// plan is what a plan asks for, ready to be done.
type plan struct {
	book  export.Workbook // with its title, and what else the plan says of it
	steps []*request
	left  int // lines left out
	rows  []planned
}

// planned is a line of the plan and what became of it, for the sheet "Plan".
type planned struct {
	step
	state string
}

// readPlan reads a plan, CSV or XLSX, and makes each line ready against the
// study; a line that cannot be done is left out, and reported. The error is a
// plan that cannot be read.
func readPlan(files fs.FS, name string, s *study) (*plan, error) {
	p := &plan{book: export.Workbook{Version: "verbatim 0.1, avant publication"}}
	if s.cases != nil {
		p.book.N, p.book.Within = s.cases.Len(), disclosure.Nestings(s.cases)
	}
	reader := dictionary.Reader{Dictionary: &dictionary.Dictionary{Variables: columns}, Files: files, HeaderRows: 1, LineAs: "ligne"}
	table, report, err := reader.ReadFile(name)
	report.Problems = slices.DeleteFunc(report.Problems, func(p interviews.Problem) bool {
		// A plan need not have all columns.
		return p.Severity == interviews.Blanked && p.Row == 0 && !strings.HasPrefix(p.Hint, "renommer")
	})
	for i := range report.Problems {
		if report.Problems[i].Severity == interviews.Notice && report.Problems[i].Row == 0 && report.Problems[i].Column != "" {
			report.Problems[i].Summary = "n'est pas une colonne du plan : elle n'est pas lue"
			report.Problems[i].Hint = "les colonnes sont : " + strings.Join(columnNames(), ", ")
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		report.Problems[len(report.Problems)-1].Hint = "lancer -init pour en proposer un, ou donner -plan FICHIER"
	}
	s.took(report, err)
	if err != nil {
		return p, err
	}
	source, sheet := path.Base(strings.ReplaceAll(name, "\\", "/")), report.Sources[0].Sheet
	for row := range table.Len() {
		one := stepOf(table, row)
		problem := func(column string, bad *fault) {
			p.left++
			s.tell(interviews.Problem{
				File: source, Sheet: sheet, Row: one.line, Column: column,
				Found: interviews.Quote(bad.found), Summary: bad.summary, Hint: bad.hint, Severity: interviews.Rejected,
			})
			p.rows = append(p.rows, planned{one, "écartée, colonne " + column + " : " + bad.summary})
		}
		if about, known := settingOf(one.cells["methode"]); known {
			if bad := about(&p.book, one.cells["note"]); bad != nil {
				problem("note", bad)
			}
			continue
		}
		q, column, bad := s.prepare(one)
		if bad != nil {
			problem(column, bad)
			continue
		}
		q.fail = func(column string, bad *fault) { problem(column, bad) }
		p.steps = append(p.steps, q)
	}
	return p, nil
}

func columnNames() []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return names
}

func stepOf(table *stats.Table, row int) step {
	one := step{cells: map[string]string{}}
	for _, c := range table.Columns() {
		switch c := c.(type) {
		case *stats.Texts:
			if text, ok := c.At(row); ok {
				one.cells[c.Variable().Name] = strings.TrimSpace(text)
			}
		case *stats.Numbers:
			line, _ := c.At(row)
			one.line = int(line)
		}
	}
	return one
}

// about are the lines of a plan that say something of the workbook, in the
// column note.
var about = []struct {
	name string
	set  func(b *export.Workbook, text string) *fault
}{
	{"titre", func(b *export.Workbook, text string) *fault { b.Title = text; return nil }},
	{"sous-titre", func(b *export.Workbook, text string) *fault { b.Subtitle = text; return nil }},
	{"champ", func(b *export.Workbook, text string) *fault { b.Population = text; return nil }},
	{"source", func(b *export.Workbook, text string) *fault { b.Source = text; return nil }},
	{"méthode", func(b *export.Workbook, text string) *fault { b.Method = append(b.Method, text); return nil }},
	{"seuil", func(b *export.Workbook, text string) *fault {
		least, err := strconv.Atoi(text)
		if err != nil || least < 1 {
			return &fault{text, "n'est pas un seuil", "écrire le plus petit effectif montré, par exemple 5 ; 1 ne cache rien"}
		}
		b.HideBelow = least
		return nil
	}},
}

func settingOf(method string) (func(*export.Workbook, string) *fault, bool) {
	for _, a := range about {
		if stats.Fold(a.name) == stats.Fold(method) {
			return a.set, true
		}
	}
	return nil, false
}

// workbook does the analyses one after the other.
func (p *plan) workbook(s *study, progress *bar) (*export.Workbook, error) {
	if len(p.steps) == 0 {
		return nil, errors.New("le plan ne demande aucune analyse qui puisse être faite")
	}
	book := &p.book
	for i, q := range p.steps {
		progress.step(i+1, len(p.steps), fmt.Sprintf("%s (ligne %d du plan)", q.method.name(), q.line))
		q.book, q.progress = book, progress
		if q.method.run(q); !q.failed {
			p.rows = append(p.rows, planned{q.step, "faite"})
		}
	}
	progress.step(len(p.steps), len(p.steps), "écriture du classeur")
	if s.dictionary != nil {
		book.Sheet("Dictionnaire").Add(s.dictionary, nil)
	}
	book.Sheet("À corriger").Add(s.report.Tables()[1], nil)
	if s.masked != nil {
		book.Sheet("Masquage").Add(s.masked, nil)
	}
	book.Sheet("Plan").Add(p.table(), nil)
	book.Sheet("Journal").Add(s.report.Tables()[0], nil)
	return book, nil
}

// table is the plan as it was done, in the order of its lines.
func (p *plan) table() *stats.Table {
	slices.SortStableFunc(p.rows, func(a, b planned) int { return a.line - b.line })
	line := make([]float64, len(p.rows))
	for i, row := range p.rows {
		line[i] = float64(row.line)
	}
	list := []stats.Column{stats.Variable{Name: "ligne", Label: "Ligne", Format: stats.Count}.Numbers(line, nil)}
	text := func(name, label string, of func(planned) string) {
		values, missing := make([]string, len(p.rows)), make([]stats.Missing, len(p.rows))
		for i, row := range p.rows {
			if values[i] = of(row); values[i] == "" {
				missing[i] = stats.NotApplicable
			}
		}
		list = append(list, stats.Variable{Name: name, Label: label}.Texts(values, missing))
	}
	for _, c := range columns {
		text(c.Name, c.Label, func(row planned) string { return row.cells[c.Name] })
	}
	text("etat", "État", func(row planned) string { return row.state })
	return stats.MustTable("Plan d'analyse", list...)
}

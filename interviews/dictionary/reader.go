package dictionary

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Reader reads a case file, CSV or XLSX by its content, through a dictionary.
// The table has one row a case and one column a variable, in the order of the
// dictionary; a variable that the file lacks is empty. A cell that cannot be
// read is missing, Unreadable. A row is left out when its key is empty or comes
// twice, when its cells are not as many as the columns, or when it is a total.
// What identifies persons is not imported: variables marked so, columns named
// so, texts that hold phone or social security numbers or e-mail addresses.
type Reader struct {
	Dictionary *Dictionary
	Files      fs.FS // nil: the operating system
	Limits     interviews.Limits
	Sheet      string // of a workbook; "": the first that is not hidden
	HeaderRows int    // rows of the header, joined as "Mère / âge"; 0: one or two, as fits best
	// AllowIdentifying names variables that identify persons and are wanted
	// all the same; they are marked Identifying, and never printed.
	AllowIdentifying []string
}

// ReadFile reads one file. Names that are allowed but not in the dictionary,
// and a dictionary that contradicts itself, are mistakes of the program.
func (r Reader) ReadFile(name string) (*stats.Table, *interviews.Report, error) {
	read, report, err := r.read(name)
	if err != nil {
		return nil, report, err
	}
	table, err := read.table(strings.TrimSuffix(report.Sources[0].File, path.Ext(report.Sources[0].File)))
	return table, report, err
}

// read reads the file into columns; the report is never nil.
func (r Reader) read(name string) (*reading, *interviews.Report, error) {
	report := &interviews.Report{}
	if err := r.Dictionary.check(); err != nil {
		return nil, report, err
	}
	for _, allowed := range r.AllowIdentifying {
		if _, err := r.Dictionary.Find(allowed); err != nil {
			return nil, report, fmt.Errorf("AllowIdentifying: %w", err)
		}
	}
	failed := func(err error) error {
		if p := (*interviews.Problem)(nil); errors.As(err, &p) {
			return report.Failed(p)
		}
		return err
	}
	file, err := interviews.Opener{Files: r.Files, Limits: r.Limits}.Open(name)
	if err != nil {
		return nil, report, failed(err)
	}
	report.Sources = []interviews.Source{file.Source()}
	in, err := r.open(file)
	if err != nil {
		return nil, report, failed(err)
	}
	defer in.close()
	report.Sources[0] = in.source
	report.Problems = in.notices
	read, err := r.begin(in, report)
	if err != nil {
		return nil, report, failed(err)
	}
	rows, err := in.rows()
	if err != nil {
		return nil, report, failed(damaged(file.Name))
	}
	defer rows.close()
	for rows.next() {
		if rows.line() > read.header.last {
			read.row(rows)
		}
	}
	if rows.err() != nil {
		return nil, report, failed(damaged(file.Name))
	}
	if read.fatal != nil {
		return nil, report, failed(read.fatal)
	}
	read.end(rows)
	return read, report, nil
}

func (r Reader) open(file *interviews.File) (*input, error) {
	switch file.Format {
	case interviews.PlainText:
		return openCSV(file)
	case interviews.Workbook:
		return openWorkbook(file, r.Sheet, r.Limits)
	}
	return nil, file.Refuse("un tableau CSV ou Excel (.xlsx)")
}

func damaged(file string) *interviews.Problem {
	return &interviews.Problem{File: file, Summary: "est un classeur abîmé", Hint: "l'ouvrir dans un tableur et l'enregistrer à nouveau"}
}

// begin finds the header and makes ready one column a variable.
func (r Reader) begin(in *input, report *interviews.Report) (*reading, error) {
	source := &report.Sources[0]
	rows, err := in.rows()
	if err != nil {
		return nil, damaged(source.File)
	}
	defer rows.close()
	h, found := r.Dictionary.findHeader(rows, r.HeaderRows)
	if !found {
		p := &interviews.Problem{
			File: source.File, Sheet: source.Sheet, Summary: "n'a aucune colonne du dictionnaire",
			Hint: "vérifier le dictionnaire, la ligne d'en-tête et la feuille",
		}
		if !in.workbook {
			p.Hint = fmt.Sprintf("vérifier le dictionnaire, la ligne d'en-tête et le séparateur, lu « %s »", source.Separator)
		}
		return nil, p
	}
	switch {
	case h.last > h.first:
		source.Notes = append(source.Notes, fmt.Sprintf("en-tête lu lignes %d à %d", h.first, h.last))
	case h.first > 1:
		source.Notes = append(source.Notes, fmt.Sprintf("en-tête lu ligne %d", h.first))
	}
	read := &reading{
		report: report, source: source, header: h, workbook: in.workbook, key: -1, keyLines: make(map[string]int, in.size),
		columns: make([]*column, len(r.Dictionary.Variables)),
	}
	for i := range r.Dictionary.Variables {
		v := &r.Dictionary.Variables[i]
		at := slices.Index(h.variables, i)
		c := newColumn(v, at, in.from1904, in.size)
		if at >= 0 {
			c.title = h.titles[at]
		}
		r.guard(c, source)
		if c.refused {
			read.refuse(c, "identifie des personnes")
		}
		if v.Key {
			read.key = i
		}
		read.columns[i] = c
	}
	problems, needed := h.problems(r.Dictionary, source.File, source.Sheet)
	report.Problems = append(report.Problems, problems...)
	if needed == nil {
		needed = read.fatal
	}
	if needed != nil {
		return nil, needed
	}
	return read, nil
}

// guard refuses a column that names persons, unless it is allowed.
func (r Reader) guard(c *column, source *interviews.Source) {
	v := c.variable
	if slices.Contains(r.AllowIdentifying, v.Name) {
		c.allowed = true
		if c.at >= 0 {
			source.Notes = append(source.Notes, fmt.Sprintf("colonne identifiante importée sur demande : %s", v.Name))
		}
		return
	}
	c.refused = v.Identifying || v.holdsFreely() && (interviews.NamesPerson(v.Name) || interviews.NamesPerson(c.title))
}

// holdsFreely tells whether a column could hold a name, a number that is one or
// a date of birth: not where its levels are listed, or where it keeps a month.
func (v *Variable) holdsFreely() bool {
	switch v.Type {
	case Text, Date, Whole, Number:
		return true
	case Nominal, Multiple:
		return len(v.Levels) == 0
	}
	return false
}

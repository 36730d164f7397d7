package dictionary

import (
	"cmp"
	"errors"
	"fmt"
	"io"
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
	// Sheets of a workbook are read under one another, "*" for all that are not
	// hidden; headings may drift from one to the next, which is reported.
	Sheets []string
	// SheetAs names the variable that tells from which sheet a row comes, such as
	// "cdas"; where the dictionary has it, the name of a sheet is one of its levels.
	SheetAs string
	// LineAs names a column that is added: the line of the file, or row of the
	// sheet, on which each row begins.
	LineAs     string
	HeaderRows int  // rows of the header, joined as "Mère / âge"; 0: one or two, as fits best
	From1904   bool // days of a CSV file written as numbers are counted from 1904; workbooks say it themselves
	// Rejects takes the rows that are left out as a CSV file with the reason of
	// each, for somebody to correct; nothing that identifies persons is written.
	Rejects io.Writer
	// AllowIdentifying names variables that identify persons and are wanted
	// all the same; they are marked Identifying, and never printed.
	AllowIdentifying []string
}

const everySheet = "*"

// ReadFile reads one file. Names that are allowed but not in the dictionary,
// and a dictionary that contradicts itself, are mistakes of the program.
func (r Reader) ReadFile(name string) (*stats.Table, *interviews.Report, error) {
	read, report, err := r.read(name)
	if err != nil {
		return nil, report, err
	}
	table, err := read.table(strings.TrimSuffix(read.file, path.Ext(read.file)))
	if err == nil && r.Rejects != nil {
		err = read.writeRejects(r.Rejects)
	}
	return table, report, err
}

// read reads the file into columns; the report is never nil.
func (r Reader) read(name string) (*reading, *interviews.Report, error) {
	report := &interviews.Report{}
	if err := r.check(); err != nil {
		return nil, report, err
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
	inputs, closing, err := r.open(file)
	if err != nil {
		return nil, report, failed(err)
	}
	defer closing()
	report.Sources = report.Sources[:0]
	for _, in := range inputs {
		report.Sources = append(report.Sources, in.source)
		report.Problems = append(report.Problems, in.notices...)
	}
	read := r.begin(file.Name, inputs[0], report)
	var useless error
	for i, in := range inputs {
		read.source, read.at = &report.Sources[i], int32(i)
		err := read.sheet(in)
		if read.fatal != nil {
			return nil, report, failed(read.fatal)
		}
		if p := (*interviews.Problem)(nil); err != nil && len(inputs) > 1 && errors.As(err, &p) {
			p.Severity = interviews.Rejected
			report.Problems = append(report.Problems, *p)
		}
		useless = cmp.Or(useless, err)
	}
	switch {
	case len(inputs) == 1 && useless != nil:
		return nil, report, failed(useless)
	case len(read.first.titles) == 0:
		return nil, report, useless // every sheet has its problem already
	}
	return read, report, nil
}

// check finds the mistakes of a program.
func (r Reader) check() error {
	if err := r.Dictionary.check(); err != nil {
		return err
	}
	for _, allowed := range r.AllowIdentifying {
		if _, err := r.Dictionary.Find(allowed); err != nil {
			return fmt.Errorf("AllowIdentifying: %w", err)
		}
	}
	if r.Sheet != "" && len(r.Sheets) > 0 {
		return errors.New("reader: Sheet and Sheets are both set")
	}
	return nil
}

func (r Reader) open(file *interviews.File) ([]*input, func(), error) {
	switch file.Format {
	case interviews.PlainText:
		in, err := openCSV(file)
		if err != nil {
			return nil, nil, err
		}
		in.from1904 = r.From1904
		return []*input{in}, func() {}, nil
	case interviews.Workbook:
		sheets := r.Sheets
		if r.Sheet != "" {
			sheets = []string{r.Sheet}
		}
		return openWorkbook(file, sheets, r.Limits)
	}
	return nil, nil, file.Refuse("un tableau CSV ou Excel (.xlsx)")
}

func damaged(file string) *interviews.Problem {
	return &interviews.Problem{File: file, Summary: "est un classeur abîmé", Hint: "l'ouvrir dans un tableur et l'enregistrer à nouveau"}
}

// begin makes ready one column a variable.
func (r Reader) begin(file string, first *input, report *interviews.Report) *reading {
	d := r.Dictionary
	if r.SheetAs != "" && !slices.Contains(d.names(), r.SheetAs) {
		d = &Dictionary{append(slices.Clone(d.Variables), Variable{Name: r.SheetAs, Type: Nominal})}
	}
	read := &reading{
		reader: r, dictionary: d, report: report, file: file, workbook: first.workbook,
		key: -1, keys: keys{list: make([]string, 0, first.size), places: make([]place, 0, first.size)}, columns: make([]*column, len(d.Variables)),
	}
	for i := range d.Variables {
		v := &d.Variables[i]
		c := newColumn(v, first.from1904, first.size)
		read.columns[i] = c
		if v.Key {
			read.key = i
		} else if v.required {
			read.required = append(read.required, c)
		}
	}
	for i, c := range read.columns {
		c.asked, _ = d.asked(&d.Variables[i])
	}
	return read
}

// guard refuses a column that names persons, unless it is allowed.
func (r Reader) guard(c *column, source *interviews.Source) {
	v := c.variable
	if slices.Contains(r.AllowIdentifying, v.Name) {
		c.allowed = true
		if c.there() {
			source.Notes = append(source.Notes, fmt.Sprintf("colonne identifiante importée sur demande : %s", v.Name))
		}
		return
	}
	named := v.holdsFreely() && (interviews.NamesPerson(v.Name) || interviews.NamesPerson(c.title))
	if named && v.harmless && c.there() {
		source.Notes = append(source.Notes, "colonne qui ne nomme personne, dit le dictionnaire : "+v.Name)
	}
	c.refused = c.refused || v.Identifying || named && !v.harmless
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

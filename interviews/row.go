package interviews

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Row is a row that ReadRecords hands over: where it stands, and what is wrong
// with it.
type Row struct {
	File string
	Line int // where the row begins, from 1

	columns  []column
	cells    []string
	lines    func(cell int) int
	report   *Report
	from     int // problems of the report before this row
	rejected bool
}

// Reject leaves the row out: column names what is wrong, "" for the whole row.
// The summary is what follows the cell found: "n'est pas un code de la grille".
func (r *Row) Reject(column, summary, hint string) {
	r.rejected = true
	// One line a fault: that of the cell becomes that of the row.
	r.report.Problems = append(r.report.Problems[:r.from], slices.DeleteFunc(r.report.Problems[r.from:], func(p Problem) bool {
		return column != "" && p.Column == column && p.Severity == Blanked
	})...)
	r.add(Rejected, column, summary, hint)
}

// Blank reports a cell that is not used; the row is kept.
func (r *Row) Blank(column, summary, hint string) { r.add(Blanked, column, summary, hint) }

// Note reports something to look at; the row is kept as it is.
func (r *Row) Note(column, summary, hint string) { r.add(Notice, column, summary, hint) }

func (r *Row) add(severity Severity, name, summary, hint string) {
	p := Problem{File: r.File, Row: r.Line, Column: name, Summary: summary, Hint: hint, Severity: severity}
	at := slices.IndexFunc(r.columns, func(c column) bool { return c.field != nil && c.field.names[0] == name })
	if at >= 0 && at < len(r.cells) {
		p.Row = r.lines(at)
		// Sentences of an interview are never shown.
		if !r.columns[at].field.exact {
			p.Found = Quote(r.cells[at])
		}
	}
	r.report.Problems = append(r.report.Problems, p)
}

// sound tells whether the row has the cells of the header. Empty cells too many
// at the end, which spreadsheets write, do no harm.
func (r *Row) sound(fault string) bool {
	n := len(r.columns)
	switch {
	case fault != "":
		r.Reject("", fault, "doubler les guillemets à l'intérieur d'une cellule, ou les enlever")
	case len(r.cells) < n || slices.ContainsFunc(r.cells[n:], func(cell string) bool { return strings.TrimSpace(cell) != "" }):
		r.Reject("", fmt.Sprintf("a %d cellules au lieu de %d", len(r.cells), n),
			"chercher un séparateur en trop ou en moins ; mettre entre guillemets une cellule qui en contient un")
	}
	return !r.rejected
}

func (r *Row) names() []string {
	var names []string
	for _, c := range r.columns {
		if c.field != nil {
			names = append(names, c.field.names[0])
		}
	}
	return names
}

func (r *Row) values() []string {
	var values []string
	for i, c := range r.columns {
		if c.field != nil {
			values = append(values, c.field.unguarded(r.cells[i]))
		}
	}
	return values
}

// check reports the cells that the fields of the record refuse.
func (r *Row) check(s shape, record reflect.Value) {
	for i := range s {
		f := &s[i]
		name := f.names[0]
		value := record.Field(f.index)
		if f.required && value.Kind() == reflect.String && value.Len() == 0 {
			r.Reject(name, "est vide", "remplir cette cellule")
			continue
		}
		cell, ok := value.Addr().Interface().(Cell)
		if !ok {
			continue
		}
		summary, hint := cell.Fault()
		switch {
		case summary != "" && f.required:
			r.Reject(name, summary, hint)
		case summary != "":
			r.Blank(name, summary, hint)
		case f.required && value.IsZero():
			r.Reject(name, "est vide", "remplir cette cellule")
		}
	}
}

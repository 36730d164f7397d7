// Package dictionary reads case files through a data dictionary: what each column
// holds, its levels in order, the codes of missing values and their reasons, what
// identifies a person.
//
// Begin with Dictionary, a list of Variables, read from CSV or a workbook by Open;
// Infer proposes one for a file that has none. Reader then reads the file, and
// what it cannot read is in the report, cell by cell:
//
//	book, _, err := dictionary.Open(files, "dictionnaire.csv")
//	cases, report, err := dictionary.Reader{Dictionary: book, Files: files}.ReadFile("dossiers.csv")
//
// FillRates says how well each variable is known. Gather makes one row a child out
// of several documents, with the Rule that decides where they disagree and the
// trace of it.
package dictionary

import (
	"fmt"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Type is what a variable holds.
type Type uint8

const (
	// Text is free text and codes of cases: stats.Texts.
	Text Type = iota
	// Nominal is one level of a list, without order: stats.Categories.
	Nominal
	// Ordinal is one level of an ordered list.
	Ordinal
	// Binary is yes or no: stats.Flags.
	Binary
	// Whole is a count: stats.Numbers.
	Whole
	// Number is a quantity.
	Number
	// Date is a calendar day: stats.Dates.
	Date
	// Month is a month, kept as its first day.
	Month
	// Multiple is any number of options: stats.Sets.
	Multiple
)

var typeNames = [...]string{"texte", "nominal", "ordinal", "binaire", "entier", "nombre", "date", "mois", "multiple"}

// String is the French name, as dictionaries write it: "nominal", "entier".
func (t Type) String() string { return typeNames[t] }

// Form is how the options of a Multiple variable stand in a file.
type Form uint8

const (
	// AnyForm is found out by the names of the columns: one of the variable's
	// own name is Joined; "Q3[SQ001]", "Q3_SQ001" or "Lieux / CDAS", where what
	// follows is a level, are Ticked; "LIEUX_1", where it is not, are Ranked.
	AnyForm Form = iota
	// Joined is one column, options apart by ; | or commas.
	Joined
	// Ticked is one column an option: yes, Y, 1 or x where it was chosen; no, N,
	// 0 or 2, or empty where it was not.
	Ticked
	// Ranked is one column a rank, each with an option. Ranks are not kept: a
	// rank that matters is a variable of its own.
	Ranked
)

var formNames = [...]string{"", "cellule", "cases", "rangs"}

// String is the French name, as dictionaries write it: "cellule", "cases",
// "rangs", or "".
func (f Form) String() string { return formNames[f] }

// Dictionary lists the variables of a case file in the order of its columns.
type Dictionary struct{ Variables []Variable }

// Variable describes a column.
type Variable struct {
	Name   string
	Label  string // "" : the name
	Type   Type
	Levels []stats.Level // of Nominal, Ordinal, Multiple; none for Nominal and Multiple: those met in the file
	// Missing are the codes that stand for no value in this variable. The
	// empty cell and NR, SO, RF, NSP, ILL always do, unless they are levels.
	Missing []MissingCode
	Unit    string
	// Identifying marks what names a person: it is not imported unless the
	// reader allows it by name.
	Identifying bool
	// Min and Max bound numbers and dates, both included, written as in the
	// file: "0", "01/01/2010"; "" for no bound.
	Min, Max string
	Key      bool // the code of the case: never empty, never twice
	// Names are other headings of the column: "Date de debut".
	Names []string
	// Form is how a Multiple variable stands in the file.
	Form Form
	// AskedIf says to whom the question was put: "Q2=A1|A2", those who have one
	// of these values in the variable Q2; "Q2", those who have any; "toujours",
	// everybody; "" where it is not known. An empty cell of somebody else is
	// NotApplicable. Of Ticked columns that are all empty it tells who ticked
	// nothing; without it they are NotApplicable.
	AskedIf string
	// Rule makes one value of those of several documents: see Gather.
	Rule Rule

	harmless bool // its file says that it names nobody, whatever its own name announces
	required bool // a row without it is left out
	optional bool // its column may be absent
}

// MissingCode is what stands in a file in the place of a value, and the reason.
type MissingCode struct {
	Code   string
	Reason stats.Missing
}

// Title is the label, or the name where there is none.
func (v *Variable) Title() string { return stats.Variable{Name: v.Name, Label: v.Label}.Title() }

// Find is the variable of that name; an unknown name gives an error that
// proposes the nearest.
func (d *Dictionary) Find(name string) (*Variable, error) {
	for i := range d.Variables {
		if d.Variables[i].Name == name {
			return &d.Variables[i], nil
		}
	}
	return nil, fmt.Errorf("no variable %s", stats.Unknown(name, d.names()))
}

func (d *Dictionary) names() []string {
	names := make([]string, len(d.Variables))
	for i := range d.Variables {
		names[i] = d.Variables[i].Name
	}
	return names
}

// fold makes equal what people write differently, and a slash between the two
// rows of a header count for nothing.
func fold(text string) string { return strings.ReplaceAll(stats.Fold(text), "/", "") }

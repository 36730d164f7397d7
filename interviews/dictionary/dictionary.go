// Package dictionary reads case files through a data dictionary: what each
// column holds, its levels in order, the codes of missing values and their
// reasons, what identifies a person.
package dictionary

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews/internal/cell"
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

// check finds what no file can be read through: a mistake of the program that
// built the dictionary, since Open has reported those of files.
func (d *Dictionary) check() error {
	if d == nil || len(d.Variables) == 0 {
		return errors.New("dictionary: no variables")
	}
	keys := 0
	for i := range d.Variables {
		v := &d.Variables[i]
		if v.Key {
			keys++
		}
		if slices.Contains(d.names()[:i], v.Name) || v.Name == "" || keys > 1 {
			return fmt.Errorf("dictionary: variable %d, %q: an empty name, one that comes twice, or a second key", i+1, v.Name)
		}
		if faults := v.faults(); len(faults) > 0 {
			return fmt.Errorf("dictionary: variable %q, %s: %s", v.Name, faults[0].column, faults[0].summary)
		}
	}
	return nil
}

// oddity is what is wrong in one column of the description of a variable.
type oddity struct{ column, summary, hint string }

// faults lists what is wrong in the description, in French.
func (v *Variable) faults() []oddity {
	var found []oddity
	if v.Type == Ordinal && len(v.Levels) < 2 {
		found = append(found, oddity{"modalites", "n'a pas deux modalités : une variable ordinale en a au moins deux", "lister les modalités dans l'ordre : bas=Bas|haut=Haut"})
	}
	if v.Type == Multiple && len(v.Levels) > stats.MaxOptions {
		found = append(found, oddity{"modalites", fmt.Sprintf("a plus de %d modalités", stats.MaxOptions), "en regrouper"})
	}
	if v.Type == Binary && len(v.Levels) > 0 {
		if _, _, ok := v.yesNo(); !ok {
			found = append(found, oddity{"modalites", "ne dit pas quelle modalité est oui et laquelle est non", "écrire par exemple 1=Oui|2=Non"})
		}
	}
	for i, level := range v.Levels {
		if level.Code == "" || slices.ContainsFunc(v.Levels[:i], func(l stats.Level) bool { return fold(l.Code) == fold(level.Code) }) {
			found = append(found, oddity{"modalites", fmt.Sprintf("a une modalité vide ou en double (la %de)", i+1), "donner à chaque modalité un code à elle"})
		}
	}
	for i, m := range v.Missing {
		switch {
		case slices.ContainsFunc(v.Levels, func(l stats.Level) bool { return l.Code == m.Code }):
			found = append(found, oddity{"manquants", fmt.Sprintf("donne « %s », qui est aussi une modalité", m.Code), "garder l'un des deux"})
		case slices.ContainsFunc(v.Missing[:i], func(n MissingCode) bool { return n.Code == m.Code }):
			found = append(found, oddity{"manquants", fmt.Sprintf("donne deux fois « %s »", m.Code), "garder une seule raison"})
		}
	}
	low, okLow := v.bound(v.Min)
	high, okHigh := v.bound(v.Max)
	switch {
	case v.Min != "" && !okLow:
		found = append(found, oddity{"min", "n'est pas une borne de ce type de variable", "écrire un nombre ou une date, comme dans le fichier"})
	case v.Max != "" && !okHigh:
		found = append(found, oddity{"max", "n'est pas une borne de ce type de variable", "écrire un nombre ou une date, comme dans le fichier"})
	case okLow && okHigh && low > high:
		found = append(found, oddity{"min", "est plus grand que max", "échanger les deux bornes"})
	}
	return found
}

// bound reads Min or Max: a number, or the number of a day.
func (v *Variable) bound(text string) (float64, bool) {
	switch v.Type {
	case Whole, Number:
		x, _, ok := cell.Number(text)
		return x, ok
	case Date, Month:
		date := cell.ReadDate(text, false)
		return float64(stats.Day(date.Day)), date.Precision == cell.ToDay || v.Type == Month && date.Precision == cell.ToMonth
	}
	return 0, false
}

// yesNo tells which of two levels is the yes, by its label, else by its code.
func (v *Variable) yesNo() (yes, no stats.Level, ok bool) {
	if len(v.Levels) != 2 {
		return yes, no, false
	}
	first, ok := cell.Yes(v.Levels[0].Title())
	if !ok {
		first, ok = cell.Yes(v.Levels[0].Code)
	}
	if !first {
		return v.Levels[1], v.Levels[0], ok
	}
	return v.Levels[0], v.Levels[1], ok
}

// fold makes equal what people write differently, and a slash between the two
// rows of a header count for nothing.
func fold(text string) string { return strings.ReplaceAll(stats.Fold(text), "/", "") }

// Tables is the sheet "Dictionnaire": one row a variable.
func (d *Dictionary) Tables() []*stats.Table {
	n := len(d.Variables)
	list := make([][]string, 9)
	for i := range list {
		list[i] = make([]string, n)
	}
	for i := range d.Variables {
		v := &d.Variables[i]
		var levels, missing []string
		for _, level := range v.Levels {
			levels = append(levels, equation(level.Code, level.Label))
		}
		for _, m := range v.Missing {
			missing = append(missing, equation(m.Code, m.Reason.Label("fr")))
		}
		mark := func(is bool) string {
			if is {
				return "oui"
			}
			return ""
		}
		for j, text := range []string{
			v.Name, v.Title(), v.Type.String(), strings.Join(levels, " | "), strings.Join(missing, " | "),
			v.Unit, v.Min, v.Max, mark(v.Identifying),
		} {
			list[j][i] = text
		}
	}
	var columns []stats.Column
	for j, head := range [][2]string{
		{"variable", "Variable"},
		{"libelle", "Libellé"},
		{"type", "Type"},
		{"modalites", "Modalités"},
		{"manquants", "Valeurs manquantes"},
		{"unite", "Unité"},
		{"min", "Minimum"},
		{"max", "Maximum"},
		{"identifiant", "Identifie une personne"},
	} {
		missing := make([]stats.Missing, n)
		for i, text := range list[j] {
			if text == "" {
				missing[i] = stats.NotApplicable
			}
		}
		columns = append(columns, stats.Variable{Name: head[0], Label: head[1]}.Texts(list[j], missing))
	}
	table, err := stats.NewTable("Dictionnaire", columns...)
	if err != nil {
		panic(err) // names are those above
	}
	return []*stats.Table{table}
}

func equation(code, meaning string) string {
	if meaning == "" || meaning == code {
		return code
	}
	return code + " = " + meaning
}

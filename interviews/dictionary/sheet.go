package dictionary

import (
	"fmt"
	"io"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// heads are the columns of the file of a dictionary, as Open reads them and
// WriteCSV writes them.
var heads = [...]struct{ name, label string }{
	{"variable", "Variable"},
	{"libelle", "Libellé"},
	{"type", "Type"},
	{"modalites", "Modalités"},
	{"manquants", "Valeurs manquantes"},
	{"unite", "Unité"},
	{"identifiant", "Identifie une personne"},
	{"min", "Minimum"},
	{"max", "Maximum"},
	{"cle", "Clé"},
	{"alias", "Autres noms"},
	{"forme", "Forme"},
	{"posee_si", "Posée si"},
	{"regle", "Règle"},
}

// needed is how many heads stand on the sheet even where nothing is under them.
const needed = 9

// cells are what stands under the heads.
func (v *Variable) cells() [len(heads)]string {
	var levels, missing []string
	for _, level := range v.Levels {
		levels = append(levels, equation(level.Code, level.Label))
	}
	for _, m := range v.Missing {
		missing = append(missing, m.Code+"="+m.Reason.Code())
	}
	rule := ""
	if v.Rule != Agree {
		rule = v.Rule.String()
	}
	mark := func(is bool) string {
		if is {
			return "oui"
		}
		return ""
	}
	identifying := mark(v.Identifying)
	if v.harmless {
		identifying = "non"
	}
	return [...]string{
		v.Name, v.Label, v.Type.String(), strings.Join(levels, "|"), strings.Join(missing, "|"), v.Unit,
		identifying, v.Min, v.Max, mark(v.Key), strings.Join(v.Names, "|"), v.Form.String(), v.AskedIf, rule,
	}
}

func equation(code, meaning string) string {
	if meaning == "" || meaning == code {
		return code
	}
	return code + "=" + meaning
}

// WriteCSV writes the dictionary as the CSV file that Open reads: semicolons,
// UTF-8 with its mark, CRLF, for analysts to complete in a spreadsheet. It
// fails on a code or label that the file cannot hold, such as one with a bar.
func (d *Dictionary) WriteCSV(w io.Writer) error {
	rows := make([][]string, 1, len(d.Variables)+1)
	for _, head := range heads {
		rows[0] = append(rows[0], head.name)
	}
	for i := range d.Variables {
		v := &d.Variables[i]
		for _, level := range v.Levels {
			if strings.ContainsAny(level.Code, "|=\n") || strings.ContainsAny(level.Label, "|\n") {
				return fmt.Errorf("dictionary: variable %q: a level holds a bar, an equals sign or a line end", v.Name)
			}
		}
		for _, m := range v.Missing {
			if strings.ContainsAny(m.Code, "|=\n") {
				return fmt.Errorf("dictionary: variable %q: a missing code holds a bar, an equals sign or a line end", v.Name)
			}
		}
		cells := v.cells()
		rows = append(rows, cells[:])
	}
	return writeCSV(w, rows)
}

// Tables is the sheet "Dictionnaire": one row a variable. The last columns of a
// dictionary's file are there where a variable uses them.
func (d *Dictionary) Tables() []*stats.Table {
	n := len(d.Variables)
	var texts [len(heads)][]string
	for i := range d.Variables {
		v := &d.Variables[i]
		cells := v.cells()
		cells[1] = v.Title()
		cells[3] = spaced(cells[3])
		var missing []string
		for _, m := range v.Missing {
			missing = append(missing, equation(m.Code, m.Reason.Label("fr")))
		}
		cells[4] = spaced(strings.Join(missing, "|"))
		for j := range cells {
			texts[j] = append(texts[j], cells[j])
		}
	}
	var columns []stats.Column
	for j, head := range heads {
		missing, used := make([]stats.Missing, n), j < needed
		for i, text := range texts[j] {
			used = used || text != ""
			if text == "" {
				missing[i] = stats.NotApplicable
			}
		}
		if used {
			columns = append(columns, stats.Variable{Name: head.name, Label: head.label}.Texts(texts[j], missing))
		}
	}
	return []*stats.Table{stats.MustTable("Dictionnaire", columns...)}
}

// spaced sets equations apart for people to read.
func spaced(equations string) string {
	return strings.NewReplacer("=", " = ", "|", " | ").Replace(equations)
}

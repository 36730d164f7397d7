package interviews

import (
	"fmt"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Report tells what was read and what is to be corrected. Readers return one
// even beside an error, with the file and its problem.
type Report struct {
	Sources  []Source
	Problems []Problem
}

// Source is a file, or a sheet of a workbook, that was read. Read is always
// Accepted + Rejected; blank rows are not read.
type Source struct {
	File      string // without folders
	Sheet     string
	SHA256    string // of the bytes of the file, hexadecimal
	Encoding  string // "UTF-8", "Windows-1252 (deviné)"; "" for workbooks and documents
	Separator string // ";", "tabulation"; "" for other files
	Read      int    // records found
	Accepted  int
	Rejected  int
	Notes     []string // what the reader decided, in French
}

// Merge adds other reports at the end; nil ones add nothing.
func (r *Report) Merge(others ...*Report) {
	for _, other := range others {
		if other != nil {
			r.Sources = append(r.Sources, other.Sources...)
			r.Problems = append(r.Problems, other.Problems...)
		}
	}
}

// Failed adds the problem of a file that could not be read, and returns it as
// the error that a reader returns beside the report.
func (r *Report) Failed(p *Problem) error {
	p.Severity = Rejected
	r.Problems = append(r.Problems, *p)
	return p
}

// String is one line a file, then at most 20 problems.
func (r *Report) String() string {
	var text strings.Builder
	for _, s := range r.Sources {
		fmt.Fprintln(&text, s)
	}
	const most = 20
	for i := range r.Problems {
		if i == most {
			fmt.Fprintf(&text, "… et %d autres\n", len(r.Problems)-most)
			break
		}
		text.WriteString(r.Problems[i].String() + "\n")
	}
	return text.String()
}

// String is a line in French: "dossiers.csv : 3 lus, 2 acceptés, 1 écarté".
func (s Source) String() string {
	place := s.File
	if s.Sheet != "" {
		place += fmt.Sprintf(", feuille « %s »", s.Sheet)
	}
	counted := func(n int, what string) string {
		if n > 1 {
			what += "s"
		}
		return fmt.Sprintf("%d %s", n, what)
	}
	return fmt.Sprintf("%s : %s, %s, %s", place, counted(s.Read, "lu"), counted(s.Accepted, "accepté"), counted(s.Rejected, "écarté"))
}

// Tables are "Fichiers lus", one row a source, and "À corriger", one row a
// problem, both in the order of reading.
func (r *Report) Tables() []*stats.Table { return []*stats.Table{r.sources(), r.problems()} }

func (r *Report) sources() *stats.Table {
	n := len(r.Sources)
	file, sheet, encoding := make([]string, n), make([]string, n), make([]string, n)
	separator, notes, hash := make([]string, n), make([]string, n), make([]string, n)
	read, accepted, rejected := make([]float64, n), make([]float64, n), make([]float64, n)
	for i, s := range r.Sources {
		file[i], sheet[i], encoding[i], separator[i] = s.File, s.Sheet, s.Encoding, s.Separator
		read[i], accepted[i], rejected[i] = float64(s.Read), float64(s.Accepted), float64(s.Rejected)
		notes[i], hash[i] = strings.Join(s.Notes, " ; "), s.SHA256
	}
	return stats.MustTable("Fichiers lus",
		texts("fichier", "Fichier", file), texts("feuille", "Feuille", sheet),
		counts("lus", "Lus", read), counts("acceptes", "Acceptés", accepted), counts("ecartes", "Écartés", rejected),
		texts("encodage", "Encodage", encoding), texts("separateur", "Séparateur", separator),
		texts("remarques", "Remarques", notes), texts("sha256", "SHA-256", hash))
}

func (r *Report) problems() *stats.Table {
	n := len(r.Problems)
	file, sheet, column := make([]string, n), make([]string, n), make([]string, n)
	cell, found, summary := make([]string, n), make([]string, n), make([]string, n)
	hint, effect := make([]string, n), make([]string, n)
	row, whole := make([]float64, n), make([]stats.Missing, n)
	for i := range r.Problems {
		p := &r.Problems[i]
		file[i], sheet[i], column[i], cell[i] = p.File, p.Sheet, p.Column, p.Cell
		found[i], summary[i], hint[i], effect[i] = p.Found, p.Summary, p.Hint, p.Effect()
		row[i] = float64(p.Row)
		if p.Row == 0 {
			whole[i] = stats.NotApplicable
		}
	}
	return stats.MustTable("À corriger",
		texts("fichier", "Fichier", file), texts("feuille", "Feuille", sheet),
		stats.Variable{Name: "ligne", Label: "Ligne", Format: stats.Ordinal}.Numbers(row, whole),
		texts("cellule", "Cellule", cell), texts("colonne", "Colonne", column),
		texts("trouve", "Trouvé", found), texts("probleme", "Problème", summary),
		texts("a_faire", "À faire", hint), texts("effet", "Effet", effect))
}

// texts is a column of a listing in which an empty cell says that there is
// nothing to say.
func texts(name, label string, values []string) stats.Column {
	return textsBut(stats.NotApplicable, name, label, values)
}

// codes is a column of codes in which an empty one was not recorded.
func codes(name, label string, values []string) stats.Column {
	return textsBut(stats.NotRecorded, name, label, values)
}

func textsBut(empty stats.Missing, name, label string, values []string) stats.Column {
	missing := make([]stats.Missing, len(values))
	for i, value := range values {
		if value == "" {
			missing[i] = empty
		}
	}
	return stats.Variable{Name: name, Label: label}.Texts(values, missing)
}

func counts(name, label string, values []float64) stats.Column {
	return stats.Variable{Name: name, Label: label, Format: stats.Count}.Numbers(values, nil)
}

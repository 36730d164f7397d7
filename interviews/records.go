package interviews

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/gocarina/gocsv"

	"github.com/askoria/verbatim/interviews/internal/cell"
	"github.com/askoria/verbatim/interviews/internal/delimited"
	"github.com/askoria/verbatim/stats"
)

// ReadRecords reads a CSV file of fixed shape and hands over its rows one by
// one; a row is accepted unless it is, or each makes it, Rejected. T is a struct
// of strings and Cells, whose columns are found whatever case, accents and spaces:
//
//	Child string             `csv:"id_enfant" cell:"required"`
//	Start interviews.DayCell `csv:"debut,date_debut" cell:"required"` // other names of the column
//	State string             `csv:"etat"`                           // the column must be there, cells may be empty
//	Quote string             `csv:"citation" cell:"optional,exact"` // no column needed; spaces around kept
//
// A cell that its type refuses leaves the row out where it is required, else it
// is blank. The error is a *Problem: no file, no table, or a missing column.
func ReadRecords[T any](opener Opener, name string, each func(record T, row *Row)) (*Report, error) {
	report := &Report{}
	shape := shapeOf(reflect.TypeFor[T]())
	file, err := opener.Open(name)
	if err != nil {
		return report, report.Failed(err.(*Problem))
	}
	report.Sources = []Source{file.Source()}
	source := &report.Sources[0]
	if file.Format != PlainText {
		return report, report.Failed(file.Refuse("un fichier CSV"))
	}
	text, err := file.Text()
	if err != nil {
		return report, report.Failed(err.(*Problem))
	}
	rows := delimited.New(text.Content)
	source.Encoding, source.Separator = text.Encoding, rows.Separator()
	if text.Doubt != "" {
		report.Problems = append(report.Problems, text.Doubted(file.Name))
	}
	columns, err := shape.header(file.Name, rows, report)
	if err != nil {
		return report, err
	}
	for rows.Next() {
		row := &Row{
			File: file.Name, Line: rows.Line(), columns: columns, cells: rows.Cells(), lines: rows.CellLine,
			report: report, from: len(report.Problems),
		}
		source.Read++
		if row.sound(rows.Fault()) {
			record := decodeRecord[T](row)
			row.check(shape, reflect.ValueOf(&record).Elem())
			if !row.rejected {
				each(record, row)
			}
		}
		if row.rejected {
			source.Rejected++
		} else {
			source.Accepted++
		}
	}
	if source.Read == 0 {
		report.Problems = append(report.Problems, Problem{
			File: file.Name, Summary: "n'a que son en-tête : aucune ligne de données",
			Hint: "vérifier que c'est le bon fichier",
		})
	}
	return report, nil
}

// Doubted is the notice that the encoding of a file may have been misread.
func (t Text) Doubted(file string) Problem {
	return Problem{
		File: file, Summary: "n'a pas un encodage sûr : " + t.Doubt,
		Hint: "l'enregistrer à nouveau en CSV UTF-8",
	}
}

// decodeRecord has gocsv fill a record from one row, under the names of its
// tags. Nothing that gocsv does silently can happen: columns are matched and
// rows have their cells before, and only strings and Cells are filled.
func decodeRecord[T any](row *Row) T {
	var records []T
	err := gocsv.UnmarshalCSV(oneRow{row.names(), row.values()}, &records)
	if err != nil || len(records) != 1 {
		panic(fmt.Sprintf("interviews: %T cannot be a record: %v", records, err))
	}
	return records[0]
}

// oneRow is a header and a row, as gocsv reads them.
type oneRow struct{ header, row []string }

func (o oneRow) ReadAll() ([][]string, error) { return [][]string{o.header, o.row}, nil }
func (o oneRow) Read() ([]string, error)      { return o.row, nil }

// field is a field of a record.
type field struct {
	index                     int
	names                     []string // of the column, the first one shown
	required, optional, exact bool
	extra                     bool // optional, and not missed
}

type shape []field

// shapeOf reads the tags of a record. A type that cannot be one is a mistake in
// a program, whatever the data.
func shapeOf(t reflect.Type) shape {
	var s shape
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type.Kind() != reflect.String && !reflect.PointerTo(f.Type).Implements(reflect.TypeFor[Cell]()) {
			panic(fmt.Sprintf("interviews: field %s of %s is neither a string nor a Cell", f.Name, t))
		}
		options := strings.Split(f.Tag.Get("cell"), ",")
		s = append(s, field{
			i, strings.Split(f.Tag.Get("csv"), ","),
			slices.Contains(options, "required"), slices.Contains(options, "optional"), slices.Contains(options, "exact"),
			slices.Contains(options, "extra"),
		})
	}
	return s
}

// column is a column of the file and the field that it fills, nil for none.
type column struct {
	title string
	field *field
}

// header matches the first row with the fields, and reports columns that are
// missing, twice there or unknown.
func (s shape) header(file string, rows *delimited.Reader, report *Report) ([]column, error) {
	if !rows.Next() || rows.Fault() != "" {
		return nil, report.Failed(&Problem{File: file, Summary: "n'a pas d'en-tête", Hint: "écrire les noms des colonnes en première ligne"})
	}
	line, columns, taken := rows.Line(), make([]column, len(rows.Cells())), make([]bool, len(s))
	var unknown []string
	for i, cell := range rows.Cells() {
		columns[i].title = strings.Clone(strings.TrimSpace(cell))
		at := slices.IndexFunc(s, func(f field) bool {
			return slices.ContainsFunc(f.names, func(name string) bool { return stats.Fold(name) == stats.Fold(cell) })
		})
		switch {
		case at < 0:
			unknown = append(unknown, columns[i].title)
		case taken[at]:
			report.Problems = append(report.Problems, Problem{
				File: file, Column: columns[i].title, Severity: Rejected,
				Summary: "est en double : seule la première est lue", Hint: "supprimer ou renommer l'une des deux",
			})
		default:
			taken[at], columns[i].field = true, &s[at]
		}
	}
	var missing error
	for i, f := range s {
		if taken[i] {
			continue
		}
		p := Problem{File: file, Column: f.names[0], Summary: "est introuvable", Hint: "ajouter cette colonne"}
		if nearest, ok := stats.Nearest(f.names[0], unknown); ok {
			p.Hint = fmt.Sprintf("renommer « %s » en « %s »", nearest, f.names[0])
		} else if f.extra {
			continue
		} else if !slices.Contains(taken, true) {
			p.Hint = fmt.Sprintf("vérifier que la ligne %d est l'en-tête et que le séparateur est « %s »", line, rows.Separator())
		}
		if !f.optional && !f.extra {
			p.Severity = Rejected
			if missing == nil {
				missing = &p
			}
		}
		report.Problems = append(report.Problems, p)
	}
	for _, title := range unknown {
		if title == "" {
			continue
		}
		p := Problem{File: file, Column: title, Summary: "n'est pas attendue : elle n'est pas lue", Hint: "la supprimer, ou corriger son nom"}
		if NamesPerson(title) {
			p.Summary, p.Hint, p.Severity = "semble identifier des personnes : elle n'est pas lue", "la supprimer du fichier", Rejected
		}
		report.Problems = append(report.Problems, p)
	}
	return columns, missing
}

// unguarded is the cell as its field wants it: a copy, since cells are parts of
// the text of the whole file, which is not to stay in memory with a record.
func (f *field) unguarded(text string) string {
	text = strings.Clone(cell.Unguard(text))
	if f.exact {
		return text
	}
	return strings.TrimSpace(text)
}

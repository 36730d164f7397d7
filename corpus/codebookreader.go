package corpus

import (
	"io/fs"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// CodebookReader reads a codebook from a CSV file, or the first sheet of an
// Excel workbook, with the columns code, parent, libelle, definition, inclure,
// exclure, exemple; one row a code. Without a column parent, codes may be path
// names as other programs write them: "Famille > Conflit", "Famille\Conflit". A
// code above that has no row is added; a name that stands under two parents is
// told apart by its parent: "Conflit (Famille)".
//
// A row without a code, or with one that was there before, is left out; a
// parent that does not exist, or that makes a circle, is left blank.
type CodebookReader struct {
	Files  fs.FS // nil: the operating system's
	Limits interviews.Limits
}

type codeRecord struct {
	ID         string `csv:"code,chemin" cell:"required"`
	Parent     string `csv:"parent" cell:"extra"`
	Label      string `csv:"libelle" cell:"optional"`
	Definition string `csv:"definition" cell:"optional"`
	Include    string `csv:"inclure" cell:"optional"`
	Exclude    string `csv:"exclure" cell:"optional"`
	Example    string `csv:"exemple" cell:"optional"`
}

// ReadFile reads a codebook. The error is for a file that cannot be read at
// all; everything else is in the report.
func (r CodebookReader) ReadFile(name string) (*Codebook, *interviews.Report, error) {
	var codes []Code
	var lines []int
	seen := map[string]int{}
	implied := map[string]int{} // codes without a row so far
	file := ""
	opener := interviews.Opener{Files: r.Files, Limits: r.Limits}
	opener, sheet, err := workbookAsText(opener, name)
	if err != nil {
		report := &interviews.Report{}
		return nil, report, report.Failed(err)
	}
	paths := &codePaths{at: map[string]string{}, taken: map[string]bool{}}
	report, failed := interviews.ReadRecords(opener, name, func(record codeRecord, row *interviews.Row) {
		file = row.File
		sheet.restore(&record)
		if record.Parent == "" {
			for _, above := range paths.of(&record) {
				implied[above.ID] = len(codes)
				codes, lines = append(codes, above), append(lines, row.Line)
			}
		}
		if line, twice := seen[record.ID]; twice {
			row.Reject("code", "est déjà dans la grille"+atLine(line), "donner un autre nom à l'un des deux codes, ou supprimer la ligne")
			return
		}
		seen[record.ID] = row.Line
		if at, ok := implied[record.ID]; ok { // it was only named, above another
			codes[at], lines[at] = Code(record), row.Line
			delete(implied, record.ID)
			return
		}
		codes, lines = append(codes, Code(record)), append(lines, row.Line)
	})
	sheet.settle(report)
	if failed != nil {
		return nil, report, failed
	}
	// Parents can stand below their children: they are checked at the end.
	book, faults := arrange(codes)
	for _, fault := range faults {
		problem := interviews.Problem{
			File: file, Row: lines[fault.row], Column: "parent",
			Found: interviews.Quote(codes[fault.row].Parent), Severity: interviews.Blanked,
		}
		if fault.kind == parentCycle {
			problem.Summary = "est aussi au-dessous de ce code : la hiérarchie tourne en rond"
			problem.Hint = "laisser vide le parent du code le plus général"
		} else {
			problem.Summary = "n'est pas un code de la grille"
			problem.Hint = "ajouter une ligne pour ce code, ou corriger" + proposed(codes[fault.row].Parent, book.IDs())
		}
		problem.Sheet = sheet.name
		report.Problems = append(report.Problems, problem)
	}
	return book, report, nil
}

// proposed is the end of a hint that names the nearest of what is known.
func proposed(name string, known []string) string {
	if nearest, ok := stats.Nearest(name, known); ok {
		return " : « " + nearest + " » ?"
	}
	return ""
}

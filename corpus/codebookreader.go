package corpus

import (
	"io/fs"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// CodebookReader reads a codebook from a CSV file with the columns code,
// parent, libelle, definition, inclure, exclure, exemple; one row a code.
//
// A row without a code, or with one that was there before, is left out; a
// parent that does not exist, or that makes a circle, is left blank.
type CodebookReader struct {
	Files  fs.FS // nil: the operating system's
	Limits interviews.Limits
}

type codeRecord struct {
	ID         string `csv:"code" cell:"required"`
	Parent     string `csv:"parent"`
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
	file := ""
	opener := interviews.Opener{Files: r.Files, Limits: r.Limits}
	report, err := interviews.ReadRecords(opener, name, func(record codeRecord, row *interviews.Row) {
		file = row.File
		if line, twice := seen[record.ID]; twice {
			row.Reject("code", "est déjà dans la grille"+atLine(line), "donner un autre nom à l'un des deux codes, ou supprimer la ligne")
			return
		}
		seen[record.ID] = row.Line
		codes, lines = append(codes, Code(record)), append(lines, row.Line)
	})
	if err != nil {
		return nil, report, err
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

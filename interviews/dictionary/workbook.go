package dictionary

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// openWorkbook opens one sheet of an .xlsx file: the one named, else the first
// that is not hidden.
func openWorkbook(file *interviews.File, sheet string, limits interviews.Limits) (in *input, err error) {
	if _, err := file.Archive(); err != nil {
		return nil, err
	}
	limits = limits.Defaults()
	// XML stays in memory, which the limits bound: excelize would otherwise
	// leave copies of personal data in the temporary folder.
	book, err := excelize.OpenReader(bytes.NewReader(file.Data),
		excelize.Options{UnzipSizeLimit: limits.Inflated, UnzipXMLSizeLimit: limits.Inflated})
	if err != nil {
		return nil, &interviews.Problem{File: file.Name, Summary: "est un classeur abîmé", Hint: "l'ouvrir dans un tableur et l'enregistrer à nouveau"}
	}
	in = &input{source: file.Source(), workbook: true, close: func() { _ = book.Close() }}
	if err := in.choose(book, file.Name, sheet); err != nil {
		in.close()
		return nil, err
	}
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		in.from1904 = *props.Date1904
	}
	in.rows = func() (grid, error) { return newSheetGrid(book, in.source.Sheet) }
	return in, nil
}

// choose picks the sheet, and reports those that are left aside.
func (in *input) choose(book *excelize.File, name, sheet string) error {
	sheets := book.GetSheetList()
	if sheet != "" {
		at := slices.IndexFunc(sheets, func(s string) bool { return stats.Fold(s) == stats.Fold(sheet) })
		if at < 0 {
			p := &interviews.Problem{File: name, Sheet: sheet, Summary: "n'existe pas", Hint: "choisir parmi : " + strings.Join(sheets, ", ")}
			if nearest, ok := stats.Nearest(sheet, sheets); ok {
				p.Hint = fmt.Sprintf("demander la feuille « %s »", nearest)
			}
			return p
		}
		in.source.Sheet = sheets[at]
		return nil
	}
	var aside []string
	for _, s := range sheets {
		switch visible, err := book.GetSheetVisible(s); {
		case err != nil || !visible:
			in.notices = append(in.notices, interviews.Problem{
				File: name, Sheet: s,
				Summary: "est masquée : elle n'est pas lue", Hint: "l'afficher, ou la demander par son nom (Sheet)",
			})
		case in.source.Sheet == "":
			in.source.Sheet = s
		default:
			aside = append(aside, s)
		}
	}
	if in.source.Sheet == "" {
		return &interviews.Problem{File: name, Summary: "n'a aucune feuille visible", Hint: "afficher la feuille à lire"}
	}
	if len(aside) > 0 {
		in.source.Notes = append(in.source.Notes, "feuilles non lues : "+strings.Join(aside, ", "))
	}
	return nil
}

// sheetGrid streams the rows of a sheet as they are stored. A second stream,
// of the cells as they are shown, opens only when a cell needs it.
type sheetGrid struct {
	book   *excelize.File
	sheet  string
	stored *excelize.Rows
	seen   *excelize.Rows
	seenAt int // rows that seen has passed
	row    []string
	view   []string
	number int
	broken error
	hidden int // rows that are masked, and read all the same
}

func newSheetGrid(book *excelize.File, sheet string) (grid, error) {
	stored, err := book.Rows(sheet)
	if err != nil {
		return nil, err
	}
	return &sheetGrid{book: book, sheet: sheet, stored: stored}, nil
}

func (g *sheetGrid) next() bool {
	for g.stored.Next() {
		g.number++
		hidden := g.stored.GetRowOpts().Hidden
		row, err := g.stored.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			g.broken = err
			return false
		}
		if slices.ContainsFunc(row, func(c string) bool { return strings.TrimSpace(c) != "" }) {
			g.row, g.view = row, nil
			if hidden {
				g.hidden++
			}
			return true
		}
	}
	g.broken = g.stored.Error()
	return false
}

func (g *sheetGrid) shown(i int) string {
	if g.view == nil {
		g.view = g.look()
	}
	if i < len(g.view) {
		return g.view[i]
	}
	return g.row[i]
}

// look brings the second stream to the row of the first. Where it cannot, the
// row is taken as it is stored.
func (g *sheetGrid) look() []string {
	if g.seen == nil {
		seen, err := g.book.Rows(g.sheet)
		if err != nil {
			return g.row
		}
		g.seen = seen
	}
	for g.seenAt < g.number && g.seen.Next() {
		g.seenAt++
		row, err := g.seen.Columns()
		if err != nil {
			return g.row
		}
		if g.seenAt == g.number {
			return row
		}
	}
	return g.row
}

func (g *sheetGrid) cells() []string  { return g.row }
func (g *sheetGrid) line() int        { return g.number }
func (g *sheetGrid) cellLine(int) int { return g.number }
func (g *sheetGrid) fault() string    { return "" }
func (g *sheetGrid) err() error       { return g.broken }

func (g *sheetGrid) notes() []string {
	if g.hidden == 0 {
		return nil
	}
	return []string{fmt.Sprintf("lignes masquées, lues comme les autres : %d", g.hidden)}
}

func (g *sheetGrid) close() {
	_ = g.stored.Close()
	if g.seen != nil {
		_ = g.seen.Close()
	}
}

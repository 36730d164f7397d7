package dictionary

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// openWorkbook opens sheets of an .xlsx file: those named, "*" for all that are
// not hidden, none for the first of these.
func openWorkbook(file *interviews.File, wanted []string, limits interviews.Limits) (list []*input, closing func(), err error) {
	archive, err := file.Archive()
	if err != nil {
		return nil, nil, err
	}
	limits = limits.Defaults()
	// XML stays in memory, which the limits bound: excelize would otherwise
	// leave copies of personal data in the temporary folder.
	book, err := excelize.OpenReader(bytes.NewReader(file.Data),
		excelize.Options{UnzipSizeLimit: limits.Inflated, UnzipXMLSizeLimit: limits.Inflated})
	if err != nil {
		return nil, nil, damaged(file.Name)
	}
	closing = func() { _ = book.Close() }
	sheets, notices, aside, err := choose(book, file.Name, wanted)
	if err != nil {
		closing()
		return nil, nil, err
	}
	from1904 := false
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		from1904 = *props.Date1904
	}
	for _, sheet := range sheets {
		in := &input{source: file.Source(), workbook: true, from1904: from1904}
		in.source.Sheet = sheet
		found, err := inspect(file, book, sheet)
		if err != nil {
			closing()
			return nil, nil, damaged(file.Name)
		}
		if found.row > 0 {
			in.damage = &interviews.Problem{
				File: file.Name, Sheet: sheet, Row: found.row, Severity: interviews.Rejected,
				Summary: broken.summary, Hint: broken.hint,
			}
		}
		in.rows = func() (grid, error) { return newSheetGrid(book, sheet, found) }
		list = append(list, in)
	}
	list[0].notices = notices
	if slices.ContainsFunc(archive.File, func(entry *zip.File) bool { return strings.HasPrefix(entry.Name, "xl/comments") }) {
		list[0].source.Notes = append(list[0].source.Notes, "commentaires de cellules : ils ne sont pas lus")
	}
	if len(aside) > 0 {
		list[0].source.Notes = append(list[0].source.Notes, "feuilles non lues : "+strings.Join(aside, ", "))
	}
	return list, closing, nil
}

// broken is a row at which the XML of a sheet breaks off.
var broken = fault{"est abîmée : la suite de la feuille n'est pas lue", "reprendre le fichier d'origine, ou l'ouvrir dans un tableur et l'enregistrer à nouveau"}

// choose picks the sheets, and reports those that are left aside.
func choose(book *excelize.File, name string, wanted []string) (sheets []string, notices []interviews.Problem, aside []string, err error) {
	all := book.GetSheetList()
	every := slices.Equal(wanted, []string{everySheet})
	if len(wanted) > 0 && !every {
		for _, sheet := range wanted {
			at := slices.IndexFunc(all, func(s string) bool { return stats.Fold(s) == stats.Fold(sheet) })
			if at < 0 {
				p := &interviews.Problem{File: name, Sheet: sheet, Summary: "n'existe pas", Hint: "choisir parmi : " + strings.Join(all, ", ")}
				if nearest, ok := stats.Nearest(sheet, all); ok {
					p.Hint = fmt.Sprintf("demander la feuille « %s »", nearest)
				}
				return nil, nil, nil, p
			}
			sheets = append(sheets, all[at])
		}
		return sheets, nil, nil, nil
	}
	for _, s := range all {
		switch visible, err := book.GetSheetVisible(s); {
		case err != nil || !visible:
			notices = append(notices, interviews.Problem{
				File: name, Sheet: s,
				Summary: "est masquée : elle n'est pas lue", Hint: "l'afficher, ou la demander par son nom (Sheet)",
			})
		case (len(sheets) == 0 || every) && isTable(book, s):
			sheets = append(sheets, s)
		default:
			aside = append(aside, s)
		}
	}
	if len(sheets) == 0 {
		return nil, nil, nil, &interviews.Problem{File: name, Summary: "n'a aucune feuille visible", Hint: "afficher la feuille à lire"}
	}
	return sheets, notices, aside, nil
}

// isTable tells a sheet of cells from one that is a chart.
func isTable(book *excelize.File, sheet string) bool {
	rows, err := book.Rows(sheet)
	if err == nil {
		_ = rows.Close()
	}
	return err == nil
}

// sheetGrid streams the rows of a sheet as they are stored. A second stream,
// of the cells as they are shown, opens only for a column with a format.
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
	flaws  flaws
	plain  map[int]bool // columns whose cells are shown as they are stored
}

func newSheetGrid(book *excelize.File, sheet string, found flaws) (grid, error) {
	stored, err := book.Rows(sheet)
	if err != nil {
		return nil, err
	}
	return &sheetGrid{book: book, sheet: sheet, stored: stored, flaws: found, plain: map[int]bool{}}, nil
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
		if g.flaws.rows[g.number] || slices.ContainsFunc(row, func(c string) bool { return strings.TrimSpace(c) != "" }) {
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
	plain, known := g.plain[i]
	if !known {
		plain = g.flaws.styles != nil && !slices.ContainsFunc(g.flaws.styles[i+1], g.formats)
		g.plain[i] = plain
	}
	if plain {
		return g.row[i]
	}
	if g.view == nil {
		g.view = g.look()
	}
	if i < len(g.view) {
		return g.view[i]
	}
	return g.row[i]
}

// formats tells whether a style may show a cell otherwise than it is stored.
func (g *sheetGrid) formats(style int) bool {
	all := g.book.Styles.CellXfs
	if all == nil || style < 0 || style >= len(all.Xf) {
		return false // which excelize shows as it is stored
	}
	format := all.Xf[style].NumFmtID
	return format != nil && *format != 0
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
func (g *sheetGrid) err() error       { return g.broken }

func (g *sheetGrid) fault() fault {
	if g.flaws.row > 0 && g.number >= g.flaws.row {
		return broken
	}
	return fault{}
}

func (g *sheetGrid) problem(i int) fault { return g.flaws.cells[position{g.number, i + 1}] }

func (g *sheetGrid) notes() []string {
	var notes []string
	if g.hidden > 0 {
		notes = append(notes, fmt.Sprintf("lignes masquées, lues comme les autres : %d", g.hidden))
	}
	if g.flaws.hidden > 0 {
		notes = append(notes, fmt.Sprintf("colonnes masquées, lues comme les autres : %d", g.flaws.hidden))
	}
	return notes
}

func (g *sheetGrid) close() {
	_ = g.stored.Close()
	if g.seen != nil {
		_ = g.seen.Close()
	}
}

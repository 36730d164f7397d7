package corpus

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// The sheets of a coding workbook, and the columns of the first.
const (
	codingTab = "Codage"
	bookTab   = "Grille"
	guideTab  = "Mode d'emploi"
	coderCell = "B2"
)

// identity are the columns by which a row is found again; what follows is read
// by people.
var identity = []string{"document", "tour", "debut", "fin", "empreinte"}

// slot are the columns of one code, numbered in the head: "code 1".
var slot = []string{"code", "mots", "valence", "certitude", "memo"}

// textColumnAt is where the text stands, from 1; the first slot follows.
var textColumnAt = len(identity) + 2

// WriteTo writes the workbook, the same bytes each time.
func (w *CodingWorkbook) WriteTo(out io.Writer) (int64, error) {
	// No text of a study may stay behind in a temporary folder.
	file := excelize.NewFile(excelize.Options{TmpDir: "\x00"})
	b := &bookWriter{file: file}
	b.name(file.GetSheetName(0), codingTab)
	b.properties("Codage")
	w.grid(b)
	w.codes(b)
	w.guide(b)
	if b.err == nil {
		var n int64
		n, b.err = file.WriteTo(out)
		return n, errors.Join(b.err, file.Close())
	}
	return 0, fmt.Errorf("coding workbook: %w", errors.Join(b.err, file.Close()))
}

// bookWriter writes cells until something fails.
type bookWriter struct {
	file *excelize.File
	err  error
}

func (b *bookWriter) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *bookWriter) name(old, new string) { b.do(b.file.SetSheetName(old, new)) }

func (b *bookWriter) add(sheet string) {
	_, err := b.file.NewSheet(sheet)
	b.do(err)
}

// properties names no person and no hour.
func (b *bookWriter) properties(title string) {
	stamp := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
	b.do(b.file.SetDocProps(&excelize.DocProperties{
		Title: title, Creator: "verbatim", LastModifiedBy: "verbatim", Created: stamp, Modified: stamp, Language: "fr-FR",
	}))
}

func cellAt(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic(err) // columns and rows are counted here
	}
	return name
}

func (b *bookWriter) text(sheet string, column, row int, text string) {
	if text != "" {
		b.do(b.file.SetCellStr(sheet, cellAt(column, row), text))
	}
}

func (b *bookWriter) number(column, row, n int) {
	b.do(b.file.SetCellInt(codingTab, cellAt(column, row), int64(n)))
}

func (b *bookWriter) style(s *excelize.Style) int {
	id, err := b.file.NewStyle(s)
	b.do(err)
	return id
}

func (b *bookWriter) head(sheet string, columns, height int) {
	style := b.style(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE6EE"}},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"},
	})
	b.do(b.file.SetCellStyle(sheet, "A1", cellAt(columns, 1), style))
	b.do(b.file.SetPanes(sheet, &excelize.Panes{
		Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: "A2", ActiveCell: "A2", Pane: "bottomLeft"}},
	}))
	b.do(b.file.AutoFilter(sheet, "A1:"+cellAt(columns, max(height, 2)), nil))
	b.page(sheet)
	b.do(b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: sheet, RefersTo: "'" + sheet + "'!$1:$1"}))
}

// page has all columns stand side by side on paper: A4, lying.
func (b *bookWriter) page(sheet string) {
	b.do(b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: new(9), Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: new(0)}))
	b.do(b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: new(true)}))
}

func (b *bookWriter) width(sheet string, column int, width float64) {
	name, err := excelize.ColumnNumberToName(column)
	b.do(err)
	b.do(b.file.SetColWidth(sheet, name, name, width))
}

// fit makes a row as high as texts need that are wrapped in columns of a width:
// not every program does so for a sheet with a filter.
func (b *bookWriter) fit(sheet string, row, width int, texts ...string) {
	lines := 1
	for _, text := range texts {
		n := 0
		for line := range strings.SplitSeq(text, "\n") {
			n += 1 + utf8.RuneCountInString(line)/width
		}
		lines = max(lines, n)
	}
	b.do(b.file.SetRowHeight(sheet, row, float64(min(15*lines, excelize.MaxRowHeight))))
}

// grid writes the rows to code.
func (w *CodingWorkbook) grid(b *bookWriter) {
	columns, last := textColumnAt+w.slots*len(slot), len(w.rows)+1
	for i, name := range append(append([]string{}, identity...), "locuteur", "texte") {
		b.text(codingTab, i+1, 1, name)
	}
	for n := range w.slots {
		for i, name := range slot {
			b.text(codingTab, textColumnAt+n*len(slot)+i+1, 1, name+" "+strconv.Itoa(n+1))
		}
	}
	b.head(codingTab, columns, last)
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top"}
	locked := b.style(&excelize.Style{Alignment: wrap})
	asked := b.style(&excelize.Style{Alignment: wrap, Font: &excelize.Font{Italic: true, Color: "666666"}})
	open := b.style(&excelize.Style{Alignment: wrap, Protection: &excelize.Protection{}})
	b.do(b.file.SetCellStyle(codingTab, "A2", cellAt(textColumnAt, last), locked))
	b.do(b.file.SetCellStyle(codingTab, cellAt(textColumnAt+1, 2), cellAt(columns, last), open))
	for i, row := range w.rows {
		r, turn := i+2, row.document.turns[row.turn-1]
		b.text(codingTab, 1, r, row.document.ID())
		b.number(2, r, row.turn)
		b.number(3, r, row.start)
		b.number(4, r, row.end)
		b.text(codingTab, 5, r, row.mark())
		b.text(codingTab, 6, r, cellText(turn.Speaker))
		b.text(codingTab, textColumnAt, r, row.text())
		b.fit(codingTab, r, 90, row.text())
		if turn.Interviewer {
			b.do(b.file.SetCellStyle(codingTab, cellAt(6, r), cellAt(textColumnAt, r), asked))
		}
		for n, mark := range row.marks {
			at := textColumnAt + n*len(slot)
			code, _ := w.Spec.Codebook.Code(mark.Code)
			b.text(codingTab, at+1, r, offered(code))
			b.text(codingTab, at+2, r, row.extract(mark))
			if v, given := mark.Valence.Number(); given {
				b.number(at+3, r, v)
			}
			b.text(codingTab, at+4, r, mark.Certainty.String())
			b.text(codingTab, at+5, r, cellText(mark.Memo))
		}
	}
	for i := range identity {
		b.width(codingTab, i+1, 11)
	}
	b.width(codingTab, 6, 12)
	b.width(codingTab, textColumnAt, 80)
	for n := range w.slots {
		at := textColumnAt + n*len(slot)
		for i, width := range []float64{28, 24, 8, 10, 20} {
			b.width(codingTab, at+i+1, width)
		}
		b.list(at+1, last, fmt.Sprintf("'%s'!$A$2:$A$%d", bookTab, len(w.Spec.Codebook.Codes())+1), "Choisir un code de la grille.")
		b.choose(at+3, last, []string{"-1", "0", "1"}, "Écrire -1, 0 ou 1.")
		b.choose(at+4, last, certainties[1:], "Écrire faible, moyenne ou forte.")
	}
	for i := 2; i <= len(identity); i++ { // the document stays in sight
		name, err := excelize.ColumnNumberToName(i)
		b.do(err)
		b.do(b.file.SetColVisible(codingTab, name, false))
	}
	b.do(b.file.ProtectSheet(codingTab, &excelize.SheetProtectionOptions{
		AutoFilter: true, FormatCells: true, FormatColumns: true, FormatRows: true, Sort: true,
		SelectLockedCells: true, SelectUnlockedCells: true,
	}))
}

// offered is a code as the list shows it.
func offered(code Code) string { return cellText(code.Title()) }

func (b *bookWriter) validate(column, last int, message string, set func(*excelize.DataValidation) error) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(cellAt(column, 2) + ":" + cellAt(column, last))
	b.do(set(v))
	v.SetError(excelize.DataValidationErrorStyleStop, "Codage", message)
	b.do(b.file.AddDataValidation(codingTab, v))
}

// list offers the cells of a range: a list written out would end at 255 signs.
func (b *bookWriter) list(column, last int, area, message string) {
	b.validate(column, last, message, func(v *excelize.DataValidation) error {
		v.SetSqrefDropList(area)
		return nil
	})
}

func (b *bookWriter) choose(column, last int, values []string, message string) {
	b.validate(column, last, message, func(v *excelize.DataValidation) error { return v.SetDropList(values) })
}

// codes writes the codebook from which the lists choose.
func (w *CodingWorkbook) codes(b *bookWriter) {
	b.add(bookTab)
	codes := w.Spec.Codebook.Codes()
	wrap := b.style(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	b.do(b.file.SetCellStyle(bookTab, "A2", cellAt(7, len(codes)+1), wrap))
	for i, name := range []string{"choix", "code", "chemin", "definition", "inclure", "exclure", "exemple"} {
		b.text(bookTab, i+1, 1, name)
		b.width(bookTab, i+1, []float64{30, 10, 24, 40, 40, 40, 40}[i])
	}
	b.head(bookTab, 7, len(codes)+1)
	for i, code := range codes {
		for j, text := range []string{offered(code), code.ID, w.Spec.Codebook.PathName(code.ID), code.Definition, code.Include, code.Exclude, code.Example} {
			b.text(bookTab, j+1, i+2, cellText(text))
		}
		b.fit(bookTab, i+2, 40, code.Definition, code.Include, code.Exclude, code.Example)
	}
	b.do(b.file.ProtectSheet(bookTab, &excelize.SheetProtectionOptions{SelectLockedCells: true, FormatColumns: true, FormatRows: true}))
}

// guide says how to code, and who does.
func (w *CodingWorkbook) guide(b *bookWriter) {
	b.add(guideTab)
	b.text(guideTab, 1, 1, "Coder dans ce classeur")
	b.text(guideTab, 1, 2, "Votre code de codeur")
	b.text(guideTab, 2, 2, w.Spec.Coder)
	for i, line := range []string{
		"Feuille « Codage » : une ligne par prise de parole ou par phrase ; les questions sont en italique.",
		"code : choisir dans la liste. La feuille « Grille » donne les définitions.",
		"mots : laisser vide si le code vaut pour toute la ligne ; sinon copier les mots du texte. S'ils y sont plusieurs fois : « oui #2 » pour la deuxième.",
		"valence : -1, 0 ou 1. certitude : faible, moyenne ou forte. memo : ce que vous voulez noter, sans nom de personne.",
		"Ne pas changer le texte : signaler les fautes à part. Filtrer et élargir les colonnes est sans risque.",
	} {
		b.text(guideTab, 1, i+4, line)
	}
	b.page(guideTab)
	b.width(guideTab, 1, 130)
	b.width(guideTab, 2, 20)
}

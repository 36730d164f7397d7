package dictionary

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/internal/markup"
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
	opened, err := excelize.OpenReader(bytes.NewReader(file.Data),
		excelize.Options{UnzipSizeLimit: limits.Inflated, UnzipXMLSizeLimit: limits.Inflated})
	if err != nil {
		return nil, nil, damaged(file.Name)
	}
	closing = func() { _ = opened.Close() }
	b := &spreadsheet{File: opened}
	b.find()
	sheets, notices, aside, err := b.choose(file.Name, wanted)
	if err == nil && b.read() != nil {
		err = damaged(file.Name)
	}
	if err != nil {
		closing()
		return nil, nil, err
	}
	from1904 := false
	if props, err := opened.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		from1904 = *props.Date1904
	}
	for _, sheet := range sheets {
		in := &input{source: file.Source(), workbook: true, from1904: from1904}
		in.source.Sheet = sheet
		in.rows = func() (grid, error) {
			xml, err := markup.New(b.parts[sheet], opened.CharsetReader)
			return &sheetGrid{Scanner: xml, book: b, in: in}, err
		}
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

// choose picks the sheets, and reports those that are left aside.
func (b *spreadsheet) choose(name string, wanted []string) (sheets []string, notices []interviews.Problem, aside []string, err error) {
	all := b.GetSheetList()
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
		switch visible, err := b.GetSheetVisible(s); {
		case err != nil || !visible:
			notices = append(notices, interviews.Problem{
				File: name, Sheet: s,
				Summary: "est masquée : elle n'est pas lue", Hint: "l'afficher dans le tableur si elle doit l'être, et enregistrer",
			})
		case (len(sheets) == 0 || every) && b.parts[s] != nil:
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

package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// CodingSheetReader reads the workbooks that a CodingSheet made, one a coder:
// each keeps its name. Rows are found by what stands in their hidden columns,
// whatever their order; columns by their titles.
//
// A code that is not in the codebook, words that are not in the row, and a row
// whose interview was changed since are left out and reported. Text that
// somebody edited is reported and not taken over. In the report, a record is
// one code chosen.
type CodingSheetReader struct {
	Files    fs.FS // nil: the operating system's
	Limits   interviews.Limits
	Codebook *Codebook
	Corpus   *Corpus
	Coder    string // for workbooks in which no coder is written
}

// ReadFile reads one workbook. The error is for one that cannot be read at all.
func (r CodingSheetReader) ReadFile(name string) (Codings, *interviews.Report, error) {
	return r.ReadFiles(name)
}

// ReadFiles reads several workbooks together: what two of the same coder both
// hold counts once. Those that can be read are, and the error joins the others.
func (r CodingSheetReader) ReadFiles(names ...string) (Codings, *interviews.Report, error) {
	if r.Corpus == nil {
		r.Corpus = &Corpus{}
	}
	run := &sheetRun{reader: r, report: &interviews.Report{}, coders: map[string]string{}, last: map[[3]string][]int{}}
	var failed []error
	for _, name := range names {
		if err := run.open(name); err != nil {
			failed = append(failed, err)
		}
	}
	return joinedAll(run.codings), run.report, errors.Join(failed...)
}

// sheetRun is one reading of workbooks.
type sheetRun struct {
	reader  CodingSheetReader
	report  *interviews.Report
	coders  map[string]string // file by coder
	codings Codings
	places  []string            // of each coding
	cut     []int               // where each was cut, because its row was full; else -1
	last    map[[3]string][]int // codings by document, coder and code

	// of the workbook that is open
	source  *interviews.Source
	coder   string
	columns map[string]int // by folded title
	slots   []string       // "1", "2"
	number  int
	cells   []string
	edited  int
}

func (run *sheetRun) open(name string) error {
	opener := interviews.Opener{Files: run.reader.Files, Limits: run.reader.Limits}
	file, err := opener.Open(name)
	if err != nil {
		return run.report.Failed(err.(*interviews.Problem))
	}
	if file.Format != interviews.Workbook {
		return run.report.Failed(file.Refuse("un classeur de codage Excel (.xlsx)"))
	}
	if _, err := file.Archive(); err != nil {
		return run.report.Failed(err.(*interviews.Problem))
	}
	limit := run.reader.Limits.Defaults().Inflated
	book, err := excelize.OpenReader(bytes.NewReader(file.Data),
		excelize.Options{UnzipSizeLimit: limit, UnzipXMLSizeLimit: limit, RawCellValue: true})
	damaged := &interviews.Problem{File: file.Name, Summary: "est abîmé, ou n'est pas un classeur de codage", Hint: "reprendre le classeur remis aux codeurs"}
	if err != nil {
		return run.report.Failed(damaged)
	}
	defer book.Close()
	rows, err := book.Rows(codingTab)
	if err != nil {
		damaged.Summary, damaged.Hint = "n'a pas de feuille « "+codingTab+" »", "reprendre le classeur remis aux codeurs, sans renommer ses feuilles"
		return run.report.Failed(damaged)
	}
	defer rows.Close()
	run.report.Sources = append(run.report.Sources, file.Source())
	run.source = &run.report.Sources[len(run.report.Sources)-1]
	run.source.Sheet = codingTab
	run.number, run.edited = 0, 0
	if err := run.begin(book, rows); err != nil {
		return run.report.Failed(err)
	}
	for rows.Next() {
		run.number++
		if run.cells, err = rows.Columns(); err != nil {
			break
		}
		run.row()
	}
	if err = errors.Join(err, rows.Error()); err != nil {
		return run.report.Failed(damaged)
	}
	if run.edited > 0 {
		run.source.Notes = append(run.source.Notes, fmt.Sprintf("lignes dont le texte a été modifié : %d", run.edited))
	}
	return nil
}

// begin reads who coded, and the titles.
func (run *sheetRun) begin(book *excelize.File, rows *excelize.Rows) *interviews.Problem {
	p := &interviews.Problem{File: run.source.File, Sheet: codingTab, Row: 1}
	if rows.Next() {
		run.number++
		run.cells, _ = rows.Columns()
	}
	run.columns, run.slots = map[string]int{}, nil
	for i, title := range run.cells {
		key := stats.Fold(title)
		if _, twice := run.columns[key]; twice {
			continue
		}
		run.columns[key] = i
		if n, ok := strings.CutPrefix(key, "code"); ok && n != "" {
			run.slots = append(run.slots, n)
		}
	}
	for _, name := range append(slices.Clone(identity), "texte", "code1") {
		if _, ok := run.columns[name]; !ok && name != "tour" {
			p.Column, p.Summary, p.Hint = name, "est introuvable", "reprendre le classeur remis aux codeurs, sans supprimer de colonne"
			return p
		}
	}
	coder, err := book.GetCellValue(guideTab, coderCell)
	if run.coder = strings.TrimSpace(coder); err != nil || run.coder == "" {
		run.coder = run.reader.Coder
	}
	if run.coder == "" {
		p.Sheet, p.Row, p.Cell = guideTab, 2, coderCell
		p.Summary, p.Hint = "ne dit pas qui a codé", "écrire votre code de codeur dans cette cellule"
		return p
	}
	if other, twice := run.coders[run.coder]; twice {
		run.report.Problems = append(run.report.Problems, interviews.Problem{
			File: run.source.File, Sheet: guideTab, Cell: coderCell, Found: interviews.Quote(run.coder),
			Summary: "est aussi le codeur de " + other + " : les deux classeurs comptent pour une personne",
			Hint:    "si deux personnes ont codé, donner à chacune son code",
		})
	}
	run.coders[run.coder] = run.source.File
	return nil
}

// cell is the cell under a title, "" where there is none.
func (run *sheetRun) cell(column string) string {
	if i, ok := run.columns[column]; ok && i < len(run.cells) {
		return strings.ReplaceAll(run.cells[i], "\r", "")
	}
	return ""
}

// problem reports something about a cell of the row.
func (run *sheetRun) problem(severity interviews.Severity, column, found, summary, hint string) {
	p := interviews.Problem{
		File: run.source.File, Sheet: codingTab, Row: run.number, Column: column,
		Found: interviews.Quote(found), Summary: summary, Hint: hint, Severity: severity,
	}
	if i, ok := run.columns[stats.Fold(column)]; ok {
		p.Column, p.Cell = column, cellAt(i+1, run.number)
	}
	run.report.Problems = append(run.report.Problems, p)
}

// row reads one row.
func (run *sheetRun) row() {
	var filled []string
	for _, n := range run.slots {
		if slices.ContainsFunc(slot, func(name string) bool { return strings.TrimSpace(run.cell(name+n)) != "" }) {
			filled = append(filled, n)
		}
	}
	if len(filled) == 0 && run.cell("document") == "" {
		return
	}
	run.source.Read += len(filled)
	row, ok := run.found(len(filled))
	if !ok {
		run.source.Rejected += len(filled)
		return
	}
	if run.cell("texte") != row.text() {
		run.edited++
		run.problem(interviews.Notice, "texte", "", "a été modifié : le texte de l'entretien reste celui de la transcription",
			"reporter la correction dans la transcription, puis y replacer les codages")
	}
	for _, n := range filled {
		if run.mark(row, n) {
			run.source.Accepted++
		} else {
			run.source.Rejected++
		}
	}
}

// found is the stretch of a row, if the interview is still the same.
func (run *sheetRun) found(filled int) (sheetRow, bool) {
	severity := interviews.Rejected
	if filled == 0 {
		severity = interviews.Notice
	}
	d, ok := run.reader.Corpus.Document(run.cell("document"))
	if !ok {
		run.problem(severity, "document", run.cell("document"), "n'est pas un entretien lu", "vérifier qu'il n'a pas été écarté (consentement, retrait)")
		return sheetRow{}, false
	}
	start, startErr := strconv.Atoi(run.cell("debut"))
	end, endErr := strconv.Atoi(run.cell("fin"))
	row := sheetRow{document: d, start: start, end: end}
	if startErr != nil || endErr != nil || row.mark() != run.cell("empreinte") || start < 0 || end > d.Len() || start >= end {
		run.problem(severity, "empreinte", "", "n'est pas celle de cet entretien : la transcription, ou la ligne, a changé depuis que le classeur a été fait",
			"lire le classeur avec l'ancienne transcription, puis replacer les codages dans la nouvelle")
		return sheetRow{}, false
	}
	return row, true
}

// mark reads one slot of a row.
func (run *sheetRun) mark(row sheetRow, n string) bool {
	code, ok := run.code(n)
	if !ok {
		return false
	}
	start, end, ok := run.words(row, n)
	if !ok {
		return false
	}
	coding, err := row.document.Coding(code, start, end)
	if err != nil {
		run.problem(interviews.Rejected, "mots "+n, "", "ne désigne aucune parole", "vérifier les mots")
		return false
	}
	coding.Path, coding.Coder, coding.Memo = run.reader.Codebook.Path(code), run.coder, strings.TrimSpace(run.cell("memo"+n))
	valence := strings.ReplaceAll(strings.TrimSpace(run.cell("valence"+n)), "−", "-")
	var known bool
	if coding.Valence, known = valences[valence]; !known {
		run.problem(interviews.Blanked, "valence "+n, valence, "n'est pas une valence", "écrire -1, 0 ou 1, ou laisser vide")
	}
	certainty := strings.TrimSpace(run.cell("certitude" + n))
	if coding.Certainty, known = certaintyOf(certainty); !known {
		run.problem(interviews.Blanked, "certitude "+n, certainty, "n'est pas une certitude", "écrire faible, moyenne ou forte, ou laisser vide")
	}
	return run.add(coding, row, n)
}

// code finds the code chosen: by what the list shows, its name or its path.
func (run *sheetRun) code(n string) (string, bool) {
	chosen := strings.TrimSpace(run.cell("code" + n))
	if chosen == "" {
		run.problem(interviews.Rejected, "code "+n, "", "est vide, et la ligne porte des mots, une valence ou une note", "choisir un code, ou vider ces cellules")
		return "", false
	}
	book := run.reader.Codebook
	if book == nil {
		return chosen, true
	}
	var byLabel []string
	for _, code := range book.codes {
		if chosen == code.ID || chosen == strings.TrimSpace(offered(code)) || chosen == book.PathName(code.ID) {
			return code.ID, true
		}
		if stats.Fold(chosen) == stats.Fold(code.Label) {
			byLabel = append(byLabel, code.ID)
		}
	}
	if len(byLabel) == 1 {
		return byLabel[0], true
	}
	run.problem(interviews.Rejected, "code "+n, chosen, "n'est pas un code de la grille", "choisir un code dans la liste"+proposed(chosen, book.IDs()))
	return "", false
}

// words finds the words of a slot in the row; none stand for all of it.
func (run *sheetRun) words(row sheetRow, n string) (start, end int, ok bool) {
	words := smooth(run.cell("mots" + n))
	if strings.TrimSpace(words) == "" {
		return row.start, row.end, true
	}
	// A cell leaves out signs that the text has: places go through what is kept.
	var kept []int
	for i, r := range []rune(row.document.Slice(row.start, row.end)) {
		if cellText(string(r)) != "" {
			kept = append(kept, row.start+i)
		}
	}
	text := newText(row.text())
	places := text.occurrences(words)
	rank := 0
	if before, number, cut := lastCut(words, " #"); cut {
		if k, err := strconv.Atoi(number); err == nil && k > 0 && len(text.occurrences(before)) >= k {
			words, rank, places = before, k-1, text.occurrences(before)
		}
	} else if len(places) == 0 {
		words = strings.TrimSpace(words)
		places = text.occurrences(words)
	}
	switch {
	case len(places) == 0:
		run.problem(interviews.Rejected, "mots "+n, "", "ne sont pas dans le texte de la ligne", "copier les mots depuis la colonne texte, ou vider la cellule")
		return 0, 0, false
	case len(places) > 1 && !strings.HasSuffix(smooth(run.cell("mots"+n)), " #"+strconv.Itoa(rank+1)):
		run.problem(interviews.Rejected, "mots "+n, "", fmt.Sprintf("sont %d fois dans le texte de la ligne", len(places)),
			"ajouter après eux « #1 » pour la première fois, « #2 » pour la deuxième, ou copier plus de mots")
		return 0, 0, false
	}
	length := newText(words).len()
	return kept[places[rank]], kept[places[rank]+length-1] + 1, true
}

func lastCut(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// add takes a coding, and joins it to the one that it goes on with where a long
// stretch was cut in two rows.
func (run *sheetRun) add(coding Coding, row sheetRow, n string) bool {
	cut := -1
	if turn := coding.turn(); coding.End == row.end && cutCell(row.document, row.start, turn.End) == row.end && row.end < turn.End {
		cut = row.end
	}
	key := [3]string{coding.Document.ID(), coding.Coder, coding.Code}
	for _, i := range run.last[key] {
		before := &run.codings[i]
		switch {
		case before.Start == coding.Start && before.End == coding.End:
			run.problem(interviews.Rejected, "code "+n, "", "répète un codage ("+run.places[i]+")", "supprimer l'un des deux")
			return false
		case before.End == coding.Start && run.cut[i] == coding.Start &&
			before.Valence == coding.Valence && before.Certainty == coding.Certainty && before.Memo == coding.Memo:
			whole, err := coding.Document.Coding(coding.Code, before.Start, coding.End)
			if err != nil {
				panic(err) // both ends are those of good codings
			}
			whole.Path, whole.Coder = before.Path, before.Coder
			whole.Valence, whole.Certainty, whole.Memo = before.Valence, before.Certainty, before.Memo
			*before, run.cut[i] = whole, cut
			return true
		case before.Start < coding.End && coding.Start < before.End:
			run.problem(interviews.Notice, "code "+n, "", "chevauche un codage du même code ("+run.places[i]+") : les deux sont réunis", "vérifier les mots")
		}
	}
	run.last[key] = append(run.last[key], len(run.codings))
	run.codings, run.cut = append(run.codings, coding), append(run.cut, cut)
	run.places = append(run.places, fmt.Sprintf("%s, ligne %d", run.source.File, run.number))
	return true
}

// joinedAll joins what each coder coded twice with one code.
func joinedAll(codings Codings) Codings {
	for _, code := range codings.Codes() {
		codings = joined(codings, code)
	}
	return codings
}

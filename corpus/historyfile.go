package corpus

import (
	"io"
	"io/fs"
	"slices"
	"strconv"
	"time"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

var historyColumns = []string{
	"version", "date", "par", "changement", "raison", "element",
	"code", "parent", "libelle", "definition", "inclure", "exclure", "exemple", "segment", "codeur",
}

// The elements of a version, one a row: the codes of the first codebook, and of
// a change what it is about.
const (
	elementBook   = "grille"
	elementBefore = "avant"
	elementInto   = "après"
	elementParent = "sous"
	elementRest   = "reste"
	elementAssign = "attribution"
)

// WriteCSV writes the whole history, as HistoryReader reads it: the codes of the
// first version, then each change with the codes before and after, the parent
// moved to, what codings become. UTF-8 with its mark, semicolons, CRLF. A date
// at midnight UTC is written as a day.
func (h *History) WriteCSV(out io.Writer) error {
	var rows [][]string
	for _, code := range h.versions[0].Codes() {
		rows = append(rows, append(append([]string{"0", "", "", "", "", elementBook}, code.fields()...), "", ""))
	}
	for i, change := range h.changes {
		date := change.Date.Format(time.RFC3339Nano)
		if day := change.Date.UTC(); day.Equal(day.Truncate(24 * time.Hour)) {
			date = day.Format(time.DateOnly)
		}
		add := func(element string, code Code, segment, coder string) {
			head := []string{strconv.Itoa(i + 1), date, change.By, change.Kind.String(), change.Reason, element}
			rows = append(rows, append(append(head, code.fields()...), segment, coder))
		}
		for _, id := range change.Codes {
			add(elementBefore, Code{ID: id}, "", "")
		}
		for _, code := range change.Into {
			add(elementInto, code, "", "")
		}
		if change.Kind == MoveCode {
			add(elementParent, Code{ID: change.Parent}, "", "")
		}
		if change.Rest != "" {
			add(elementRest, Code{ID: change.Rest}, "", "")
		}
		for _, a := range change.Assigned {
			add(elementAssign, Code{ID: a.Into}, a.Segment, a.Coder)
		}
	}
	return writeCSV(out, historyColumns, rows)
}

// HistoryReader reads the history of a codebook from a CSV file, as
// History.WriteCSV writes it: one row an element of a version, the column
// element being grille (a code of version 0), avant, après, sous, reste or
// attribution. Changes are made again one by one; at the first that cannot be,
// reading stops, and the history before it is given.
type HistoryReader struct {
	Files  fs.FS // nil: the operating system's
	Limits interviews.Limits
}

type historyRecord struct {
	Version    interviews.WholeCell `csv:"version" cell:"required"`
	Date       string               `csv:"date"`
	By         string               `csv:"par" cell:"optional"`
	Kind       string               `csv:"changement"`
	Reason     string               `csv:"raison" cell:"exact"`
	Element    string               `csv:"element" cell:"required"`
	ID         string               `csv:"code"`
	Parent     string               `csv:"parent" cell:"optional"`
	Label      string               `csv:"libelle" cell:"optional,exact"`
	Definition string               `csv:"definition" cell:"optional,exact"`
	Include    string               `csv:"inclure" cell:"optional,exact"`
	Exclude    string               `csv:"exclure" cell:"optional,exact"`
	Example    string               `csv:"exemple" cell:"optional,exact"`
	Segment    string               `csv:"segment" cell:"optional"`
	Coder      string               `csv:"codeur" cell:"optional"`
}

func (r historyRecord) code() Code {
	return Code{r.ID, r.Parent, r.Label, r.Definition, r.Include, r.Exclude, r.Example}
}

// ReadFile reads a history. The error is for a file that cannot be read at all;
// everything else is in the report.
func (r HistoryReader) ReadFile(name string) (*History, *interviews.Report, error) {
	run := &historyRun{}
	opener := interviews.Opener{Files: r.Files, Limits: r.Limits}
	report, err := interviews.ReadRecords(opener, name, run.read)
	if err != nil {
		return nil, report, err
	}
	return run.history(report), report, nil
}

// historyRun is one reading of a file.
type historyRun struct {
	file    string
	first   []Code
	lines   []int // of the codes of the first version
	changes []Change
	rows    [][]int // the lines of each change
	damaged int     // the change from which a row was left out, from 1; 0: none
}

func (run *historyRun) read(record historyRecord, row *interviews.Row) {
	run.file = row.File
	version := record.Version.Value
	last := len(run.changes)
	refuse := func(column, summary, hint string) {
		row.Reject(column, summary, hint)
		if run.damaged == 0 {
			run.damaged = max(version, 1)
		}
	}
	switch {
	case version == 0 && last == 0 && record.Element == elementBook:
		if record.ID == "" {
			refuse("code", "est vide", "écrire le nom du code")
			return
		}
		run.first, run.lines = append(run.first, record.code()), append(run.lines, row.Line)
		return
	case version != last && version != last+1 || version == 0:
		refuse("version", "ne suit pas celle de la ligne précédente", "garder les lignes dans l'ordre des versions, à partir de 0")
		return
	}
	if version == last+1 {
		change, column, summary, hint := record.change()
		if summary != "" {
			refuse(column, summary, hint)
			return
		}
		run.changes, run.rows = append(run.changes, change), append(run.rows, nil)
	}
	c := &run.changes[version-1]
	run.rows[version-1] = append(run.rows[version-1], row.Line)
	switch record.Element {
	case elementBefore:
		c.Codes = append(c.Codes, record.ID)
	case elementInto:
		c.Into = append(c.Into, record.code())
	case elementParent:
		c.Parent = record.ID
	case elementRest:
		c.Rest = record.ID
	case elementAssign:
		c.Assigned = append(c.Assigned, Assignment{record.Segment, record.Coder, record.ID})
	default:
		refuse("element", "n'est pas un élément de changement", "écrire avant, après, sous, reste ou attribution")
	}
}

// change begins the change of a row, or says what is wrong with it.
func (r historyRecord) change() (c Change, column, summary, hint string) {
	kind := slices.IndexFunc(changeNames[:], func(name string) bool { return name != "" && stats.Fold(name) == stats.Fold(r.Kind) })
	if kind < 0 {
		return c, "changement", "n'est pas un changement de grille", "écrire création, réécriture, changement de nom, déplacement, fusion ou division"
	}
	date, err := time.Parse(time.RFC3339Nano, r.Date)
	if err != nil {
		var cell interviews.DayCell
		if cell.UnmarshalCSV(r.Date) != nil || cell.Time.IsZero() {
			return c, "date", "n'est pas une date", "écrire jour/mois/année, par exemple 31/01/2006"
		}
		date = cell.Time
	}
	return Change{Kind: ChangeKind(kind), Date: date, By: r.By, Reason: r.Reason}, "", "", ""
}

// history makes the changes again.
func (run *historyRun) history(report *interviews.Report) *History {
	book, faults := arrange(run.first)
	for _, fault := range faults {
		problem := interviews.Problem{
			File: run.file, Row: run.lines[fault.row], Column: "parent", Found: interviews.Quote(run.first[fault.row].Parent), Severity: interviews.Blanked,
			Summary: "n'est pas un code de la grille", Hint: "ajouter ce code à la version 0, ou corriger" + proposed(run.first[fault.row].Parent, book.IDs()),
		}
		switch fault.kind {
		case codeTwice:
			problem.Column, problem.Found, problem.Severity = "code", interviews.Quote(run.first[fault.row].ID), interviews.Rejected
			problem.Summary, problem.Hint = "est déjà dans la grille", "supprimer l'une des deux lignes"
			report.Sources[0].Accepted--
			report.Sources[0].Rejected++
		case parentCycle:
			problem.Summary, problem.Hint = "est aussi au-dessous de ce code : la hiérarchie tourne en rond", "laisser vide le parent du code le plus général"
		}
		report.Problems = append(report.Problems, problem)
	}
	h := NewHistory(book)
	for i, change := range run.changes {
		next, err := h.Apply(change)
		if err == nil && run.damaged != i+1 {
			h = next
			continue
		}
		problem := interviews.Problem{
			File: run.file, Row: run.rows[i][0], Column: "changement", Found: change.Kind.String(), Severity: interviews.Rejected,
			Summary: "a une ligne écartée : ni lui ni les suivants ne sont repris", Hint: "corriger cette ligne",
		}
		if err != nil {
			problem.Summary, problem.Hint = run.why(h, change)
		}
		report.Problems = append(report.Problems, problem)
		for _, rows := range run.rows[i:] {
			report.Sources[0].Accepted -= len(rows)
			report.Sources[0].Rejected += len(rows)
		}
		break
	}
	return h
}

// why tells analysts what keeps a change from being made.
func (run *historyRun) why(h *History, change Change) (summary, hint string) {
	const stop = " : ni lui ni les suivants ne sont repris"
	for _, id := range change.Codes {
		if _, known := h.Codebook().Code(id); !known {
			return "porte sur « " + interviews.Quote(id) + " », qui n'est pas dans la version précédente" + stop, "corriger le nom du code" + proposed(id, h.Codebook().IDs())
		}
	}
	if n := h.Version(); change.Reason == "" {
		return "n'a pas de raison" + stop, "écrire pourquoi il a été décidé"
	} else if n > 0 && change.Date.Before(h.changes[n-1].Date) {
		return "est daté d'avant celui qu'il suit" + stop, "corriger la date"
	}
	return "est impossible sur la version précédente (code déjà là, parent absent, hiérarchie en rond, lignes qui manquent)" + stop, "corriger ses lignes"
}

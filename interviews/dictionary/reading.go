package dictionary

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/internal/cell"
	"github.com/askoria/verbatim/stats"
)

// reading is a file on its way to a table.
type reading struct {
	reader     Reader
	dictionary *Dictionary
	report     *interviews.Report
	source     *interviews.Source // of the sheet at hand
	at         int32              // of it among the sources
	file       string
	header     header // of the sheet at hand
	first      header // of the first sheet that has one
	firstSheet string
	columns    []*column // one a variable, nil never
	required   []*column
	key        int // index of the key in columns, -1 for none
	keys       keys
	lines      []int // of the rows kept
	rejects    []reject
	cells      []string // of the row at hand
	from       int      // problems before it
	workbook   bool
	fatal      *interviews.Problem // why nothing can be kept
}

// refuse leaves a column out because it names persons. Without its key a file
// is not read at all.
func (r *reading) refuse(c *column, summary, hint string) {
	c.refused = true
	p := interviews.Problem{
		File: r.source.File, Sheet: r.source.Sheet, Column: c.title, Severity: interviews.Rejected,
		Summary: summary + " : elle n'est pas importée",
		Hint:    "la supprimer du fichier" + hint,
	}
	switch {
	case c.at < 0:
	case c.variable.Key:
		p.Summary = summary + " : c'est la clé, rien n'est lu"
		p.Hint = "mettre un code à la place"
		r.fatal = &p
	default:
		r.report.Problems = append(r.report.Problems, p)
	}
}

// problem reports the cell of a column in the row.
func (r *reading) problem(severity interviews.Severity, c *column, rows grid, f fault) {
	r.problemAt(severity, c, c.at, c.title, rows, f)
}

func (r *reading) problemAt(severity interviews.Severity, c *column, at int, title string, rows grid, f fault) {
	p := interviews.Problem{File: r.source.File, Sheet: r.source.Sheet, Column: title, Summary: f.summary, Hint: f.hint, Severity: severity}
	// A row that stops before the column has no cell to place it by.
	p.Row = rows.line()
	if at < len(r.cells) {
		p.Row = rows.cellLine(at)
		if !c.allowed && !c.refused {
			p.Found = interviews.Quote(r.cells[at])
		}
	}
	if r.workbook {
		p.Cell, _ = excelize.CoordinatesToCellName(at+1, p.Row)
	}
	// A column may fill two variables: one line a fault.
	if slices.Contains(r.report.Problems[r.from:], p) {
		return
	}
	r.report.Problems = append(r.report.Problems, p)
}

// row takes a row, or leaves it out with one problem.
func (r *reading) row(rows grid) {
	r.source.Read++
	r.from, r.cells = len(r.report.Problems), rows.cells()
	if r.leftOut(rows) {
		r.source.Rejected++
		r.keepReject(rows)
		return
	}
	r.source.Accepted++
	r.lines = append(r.lines, rows.line())
	for _, c := range r.columns {
		if len(c.parts) > 0 {
			r.fillParts(c, rows)
		} else {
			r.fill(c, rows)
		}
	}
	for _, c := range r.columns {
		if c.asked != nil && c.there() && !c.refused {
			r.ask(c, rows)
		}
	}
}

// fill reads one cell.
func (r *reading) fill(c *column, rows grid) {
	text := r.text(c, c.at, rows)
	c.written = c.at
	if c.refused || text == "" {
		reason := stats.NotRecorded
		c.written = -1
		if f := r.lost(c, c.at, rows); !f.none() {
			reason, c.written = stats.Unreadable, c.at
			r.problem(interviews.Blanked, c, rows, f)
		}
		c.filler.blank()
		c.missing = append(c.missing, reason)
		return
	}
	if f := c.add(text); !f.none() {
		r.problem(interviews.Blanked, c, rows, f)
	}
	r.watch(c, c.at, text, rows)
}

// lost is what an empty cell lost before it was read.
func (r *reading) lost(c *column, at int, rows grid) fault {
	if at < 0 || c.refused {
		return fault{}
	}
	return rows.problem(at)
}

// watch refuses a column in which something names persons.
func (r *reading) watch(c *column, at int, text string, rows grid) {
	if c.allowed || !c.free || at < 0 {
		return
	}
	if what, found := interviews.Identifies(text); found {
		r.refuse(c, fmt.Sprintf("contient %s, ligne %d", what, rows.cellLine(at)), ", ou y effacer ce qui désigne quelqu'un")
	}
}

// ask says of an empty cell whether the question was put.
func (r *reading) ask(c *column, rows grid) {
	row := len(c.missing) - 1
	put, unknown := c.asked.put(r.columns, row)
	switch {
	case c.written >= 0:
		if !put && unknown == stats.Recorded && c.missing[row] == stats.Recorded {
			r.problemAt(interviews.Notice, c, c.written, r.header.titles[c.written], rows, fault{
				"répond à une question qui n'était pas posée : « " + c.variable.AskedIf + " »",
				"vérifier cette réponse et celle dont elle dépend, ou corriger posee_si",
			})
		}
	case put && c.ticks():
		c.missing[row] = stats.Recorded // and nothing ticked
	case put || unknown != stats.Recorded && unknown != stats.NotApplicable:
		c.missing[row] = stats.NotRecorded
	default:
		c.missing[row] = stats.NotApplicable
	}
}

// leftOut tells whether the row cannot be kept, and reports why.
func (r *reading) leftOut(rows grid) bool {
	cells := r.cells
	reject := func(f fault) bool {
		p := interviews.Problem{
			File: r.source.File, Sheet: r.source.Sheet, Row: rows.line(),
			Summary: f.summary, Hint: f.hint, Severity: interviews.Rejected,
		}
		r.report.Problems = append(r.report.Problems, p)
		return true
	}
	if f := rows.fault(); !f.none() {
		return reject(f)
	}
	if r.isTotal(cells) {
		return reject(fault{"est une ligne de total", "la supprimer : les totaux sont recalculés"})
	}
	width := len(r.header.titles)
	switch wider := len(cells) > width && slices.ContainsFunc(cells[width:], func(c string) bool { return strings.TrimSpace(c) != "" }); {
	case r.workbook && wider:
		return reject(fault{"a une cellule à droite du tableau", "la supprimer, ou lui donner un nom de colonne"})
	case !r.workbook && (wider || len(cells) < width):
		return reject(fault{
			fmt.Sprintf("a %d cellules au lieu de %d", len(cells), width),
			"chercher un séparateur en trop ou en moins ; mettre entre guillemets une cellule qui en contient un",
		})
	}
	for _, c := range r.required {
		reason, f := newColumn(c.variable, false, 1).take(r.text(c, c.at, rows))
		if reason == stats.Recorded {
			continue
		}
		if f.none() {
			f = cmp.Or(r.lost(c, c.at, rows), fault{"est vide", "remplir cette cellule"})
		}
		r.problem(interviews.Rejected, c, rows, f)
		return true
	}
	if r.key < 0 {
		return false
	}
	c := r.columns[r.key]
	key := r.text(c, c.at, rows)
	var f fault
	switch {
	case key == "" || c.reason(key) != stats.Recorded:
		f = cmp.Or(r.lost(c, c.at, rows), fault{"est vide : la ligne n'a pas d'identifiant", "donner un identifiant à la ligne, ou la supprimer"})
	case cell.LostDigits(key):
		f = lostDigits
	default:
		first, twice := r.keys.add(key, place{r.at, int32(rows.line())})
		if !twice {
			return false
		}
		where := fmt.Sprintf("est déjà l'identifiant de la ligne %d", first.line)
		if first.source != r.at {
			where += fmt.Sprintf(", feuille « %s »", r.report.Sources[first.source].Sheet)
		}
		f = fault{where, "garder une seule des deux lignes"}
	}
	r.problem(interviews.Rejected, c, rows, f)
	return true
}

// isTotal recognises the totals that people put under or inside a table, by the
// key, or by the first cell where there is no key. "Ensemble" is a level of many
// variables, so that only a key can make it a total.
func (r *reading) isTotal(cells []string) bool {
	words, first := totals, ""
	if r.key >= 0 && r.columns[r.key].at < len(cells) {
		first = strings.TrimSpace(cells[r.columns[r.key].at])
	}
	if first == "" {
		words = totals[:ambiguous]
		// A row whose formulas lost their results may have no text at all.
		if at := slices.IndexFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }); at >= 0 {
			first = strings.TrimSpace(cells[at])
		}
	}
	if first == "" || !strings.ContainsRune("tTsSeEmM", rune(first[0])) {
		return false // as nearly all rows
	}
	for _, word := range words {
		if n := len(word); len(first) >= n && strings.EqualFold(first[:n], word) && (len(first) == n || strings.IndexByte(" :(", first[n]) >= 0) {
			return true
		}
	}
	return false
}

// totals are the words that begin a line of totals; those from ambiguous on are
// also levels of variables.
var totals = []string{"total", "totaux", "sous-total", "sous total", "sous-totaux", "ensemble", "moyenne", "somme"}

const ambiguous = 5

// text is the cell of a column in the row: without the spaces around it and
// without the apostrophe that guards formulas. A workbook's number in a column
// of codes gets back the zeros that its format shows, and a percentage the
// value that people see.
func (r *reading) text(c *column, at int, rows grid) string {
	switch {
	case c.fixed != "":
		return c.fixed
	case at < 0 || at >= len(r.cells):
		return ""
	}
	text := r.cells[at]
	if text != "" && (text[0] <= '\'' || text[0] >= utf8.RuneSelf || text[len(text)-1] <= ' ' || text[len(text)-1] >= utf8.RuneSelf) {
		text = strings.TrimSpace(cell.Unguard(text))
	}
	if !r.workbook || text == "" {
		return text
	}
	switch c.variable.Type {
	case Text, Nominal, Ordinal, Multiple:
		if _, ok := cell.Whole(text); ok {
			if shown := rows.shown(at); strings.TrimLeft(shown, "0") == strings.TrimLeft(text, "0") {
				return shown
			}
		}
	case Number, Whole:
		if shown := rows.shown(at); strings.HasSuffix(shown, "%") {
			if x, percent, ok := cell.Number(text); ok && !percent {
				return fmt.Sprintf("%.12g", 100*x)
			}
		}
	}
	return text
}

// table puts the columns together, without those refused.
func (r *reading) table(title string) (*stats.Table, error) {
	var columns []stats.Column
	for _, c := range r.columns {
		if c.refused {
			continue
		}
		v := c.variable
		columns = append(columns, c.filler.column(stats.Variable{Name: v.Name, Label: v.Label, Unit: v.Unit, Identifying: c.allowed}, c.missing))
	}
	if name := r.reader.LineAs; name != "" {
		lines := make([]float64, len(r.lines))
		for i, line := range r.lines {
			lines[i] = float64(line)
		}
		columns = append(columns, stats.Variable{Name: name, Label: "Ligne", Format: stats.Ordinal}.Numbers(lines, nil))
	}
	table, err := stats.NewTable(title, columns...)
	if err != nil {
		return nil, err
	}
	return table.Captioned(stats.Caption{Source: r.file}), nil
}

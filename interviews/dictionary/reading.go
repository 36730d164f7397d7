package dictionary

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/internal/cell"
	"github.com/askoria/verbatim/stats"
)

// reading is a file on its way to a table.
type reading struct {
	report   *interviews.Report
	source   *interviews.Source
	header   header
	columns  []*column // one a variable, nil never
	key      int       // index of the key in columns, -1 for none
	keyLines map[string]int
	lines    []int // of the rows kept
	workbook bool
	fatal    *interviews.Problem // why nothing can be kept
}

// column is a variable being filled.
type column struct {
	variable *Variable
	at       int    // in the rows of the file, -1 when it is not there
	title    string // in the file
	filler   filler
	missing  []stats.Missing
	reasons  []MissingCode            // by the code as it stands
	folded   map[string]stats.Missing // by the code whatever its case and accents
	longest  int                      // bytes of the longest code in reasons
	open     bool                     // any text is a level
	allowed  bool                     // although it identifies persons
	refused  bool                     // because it identifies persons
}

func newColumn(v *Variable, at int, from1904 bool, size int) *column {
	c := &column{
		variable: v, at: at, title: v.Name, filler: fillerOf(v, from1904, size), missing: make([]stats.Missing, 0, size),
		folded: map[string]stats.Missing{},
		open:   (v.Type == Nominal || v.Type == Multiple) && len(v.Levels) == 0,
	}
	declare := func(code string, reason stats.Missing) {
		c.reasons = append(c.reasons, MissingCode{code, reason})
		c.folded[fold(code)] = reason
		c.longest = max(c.longest, len(code))
	}
	for _, reason := range stats.MissingReasons() {
		isLevel := slices.ContainsFunc(v.Levels, func(l stats.Level) bool { return l.Code == reason.Code() })
		if !isLevel {
			declare(reason.Code(), reason)
		}
	}
	for _, m := range v.Missing {
		declare(m.Code, m.Reason)
	}
	return c
}

// add takes the cell of the next row kept.
func (c *column) add(text string) fault {
	reason, f := c.take(text)
	if reason != stats.Recorded {
		c.filler.blank()
	}
	c.missing = append(c.missing, reason)
	return f
}

// reason is what a code says of a missing value, Recorded where it is none.
// Codes are few and short: looking through them is faster than a map.
func (c *column) reason(text string) stats.Missing {
	if len(text) > c.longest {
		return stats.Recorded
	}
	// What the dictionary declares comes last, and decides.
	for i := len(c.reasons) - 1; i >= 0; i-- {
		if c.reasons[i].Code == text {
			return c.reasons[i].Reason
		}
	}
	return stats.Recorded
}

// take reads a cell into the filler, or says why there is no value.
func (c *column) take(text string) (stats.Missing, fault) {
	if text == "" {
		return stats.NotRecorded, fault{}
	}
	if reason := c.reason(text); reason != stats.Recorded {
		return reason, fault{}
	}
	if text[0] == '#' && cell.Broken(text) {
		return stats.Unreadable, fault{"est une erreur de formule", "corriger la formule, ou vider la cellule"}
	}
	if c.open && len(text) <= c.longest {
		if reason, ok := c.folded[fold(text)]; ok {
			return reason, fault{}
		}
	}
	f := c.filler.read(text)
	if f.none() {
		return stats.Recorded, f
	}
	if reason, ok := c.folded[fold(text)]; ok {
		return reason, fault{}
	}
	return stats.Unreadable, f
}

// refuse leaves a column out because it names persons. Without its key a file
// is not read at all.
func (r *reading) refuse(c *column, summary string) {
	c.refused = true
	p := interviews.Problem{
		File: r.source.File, Sheet: r.source.Sheet, Column: c.title, Severity: interviews.Rejected,
		Summary: summary + " : elle n'est pas importée",
		Hint:    fmt.Sprintf("la supprimer du fichier, ou la demander par AllowIdentifying: %q", c.variable.Name),
	}
	switch {
	case c.at < 0:
	case c.variable.Key:
		p.Summary = summary + " : c'est la clé, rien n'est lu"
		p.Hint = fmt.Sprintf("mettre un code à la place, ou la demander par AllowIdentifying: %q", c.variable.Name)
		r.fatal = &p
	default:
		r.report.Problems = append(r.report.Problems, p)
	}
}

// problem reports the cell of a column in the row.
func (r *reading) problem(severity interviews.Severity, c *column, rows grid, f fault) {
	p := interviews.Problem{File: r.source.File, Sheet: r.source.Sheet, Column: c.title, Summary: f.summary, Hint: f.hint, Severity: severity}
	// A row that stops before the column has no cell to place it by.
	p.Row = rows.line()
	if cells := rows.cells(); c.at < len(cells) {
		p.Row = rows.cellLine(c.at)
		if !c.allowed && !c.refused {
			p.Found = interviews.Quote(cells[c.at])
		}
	}
	if r.workbook {
		p.Cell, _ = excelize.CoordinatesToCellName(c.at+1, p.Row)
	}
	r.report.Problems = append(r.report.Problems, p)
}

// row takes a row, or leaves it out with one problem.
func (r *reading) row(rows grid) {
	r.source.Read++
	if r.leftOut(rows) {
		r.source.Rejected++
		return
	}
	r.source.Accepted++
	r.lines = append(r.lines, rows.line())
	for _, c := range r.columns {
		text := r.text(c, rows)
		if c.refused || text == "" {
			c.filler.blank()
			c.missing = append(c.missing, stats.NotRecorded)
			continue
		}
		if f := c.add(text); !f.none() {
			r.problem(interviews.Blanked, c, rows, f)
		}
		if c.variable.holdsFreely() && !c.allowed {
			if what, found := interviews.Identifies(text); found {
				r.refuse(c, fmt.Sprintf("contient %s, ligne %d", what, rows.cellLine(c.at)))
			}
		}
	}
}

// leftOut tells whether the row cannot be kept, and reports why.
func (r *reading) leftOut(rows grid) bool {
	cells := rows.cells()
	reject := func(f fault) bool {
		p := interviews.Problem{
			File: r.source.File, Sheet: r.source.Sheet, Row: rows.line(),
			Summary: f.summary, Hint: f.hint, Severity: interviews.Rejected,
		}
		r.report.Problems = append(r.report.Problems, p)
		return true
	}
	if text := rows.fault(); text != "" {
		return reject(fault{text, "doubler les guillemets à l'intérieur d'une cellule, ou les enlever"})
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
	for _, c := range r.columns {
		if !c.variable.required || c.variable.Key {
			continue
		}
		reason, f := newColumn(c.variable, c.at, false, 1).take(r.text(c, rows))
		if reason == stats.Recorded {
			continue
		}
		if f.none() {
			f = fault{"est vide", "remplir cette cellule"}
		}
		r.problem(interviews.Rejected, c, rows, f)
		return true
	}
	if r.key < 0 {
		return false
	}
	c := r.columns[r.key]
	key := r.text(c, rows)
	first, twice := r.keyLines[key]
	var f fault
	switch {
	case key == "" || c.reason(key) != stats.Recorded:
		f = fault{"est vide : la ligne n'a pas d'identifiant", "donner un identifiant à la ligne, ou la supprimer"}
	case cell.LostDigits(key):
		f = fault{"est un code dont le tableur a perdu des chiffres", "mettre la colonne au format texte et ressaisir le code"}
	case twice:
		f = fault{fmt.Sprintf("est déjà l'identifiant de la ligne %d", first), "garder une seule des deux lignes"}
	default:
		r.keyLines[key] = rows.line()
		return false
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
		first = strings.TrimSpace(cells[slices.IndexFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })])
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
func (r *reading) text(c *column, rows grid) string {
	cells := rows.cells()
	if c.at < 0 || c.at >= len(cells) {
		return ""
	}
	text := strings.TrimSpace(cell.Unguard(cells[c.at]))
	if !r.workbook || text == "" {
		return text
	}
	switch c.variable.Type {
	case Text, Nominal, Ordinal, Multiple:
		if _, ok := cell.Whole(text); ok {
			if shown := rows.shown(c.at); strings.TrimLeft(shown, "0") == strings.TrimLeft(text, "0") {
				return shown
			}
		}
	case Number:
		if shown := rows.shown(c.at); strings.HasSuffix(shown, "%") {
			if x, percent, ok := cell.Number(text); ok && !percent {
				return fmt.Sprintf("%.12g", 100*x)
			}
		}
	}
	return text
}

// end adds what is known once the rows are read.
func (r *reading) end(rows grid) {
	r.source.Notes = append(r.source.Notes, rows.notes()...)
	if r.source.Read == 0 {
		r.report.Problems = append(r.report.Problems, interviews.Problem{
			File: r.source.File, Sheet: r.source.Sheet,
			Summary: "n'a que son en-tête : aucune ligne de données", Hint: "vérifier que c'est le bon fichier",
		})
	}
	for _, c := range r.columns {
		if d, ok := c.filler.(*dates); ok {
			r.source.Notes = append(r.source.Notes, d.notes(c.title, r.workbook)...)
		}
	}
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
	table, err := stats.NewTable(title, columns...)
	if err != nil {
		return nil, err
	}
	return table.Captioned(stats.Caption{Source: r.source.File}), nil
}

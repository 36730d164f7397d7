package dictionary

import (
	"io"
	"strconv"

	"github.com/askoria/verbatim/interviews"
)

// reject is a row that was left out, and its problem.
type reject struct {
	problem interviews.Problem
	line    int
	cells   [][]string // of each variable; nil where cells and columns do not go together
}

// keepReject keeps a row for the file of rejects.
func (r *reading) keepReject(rows grid) {
	if r.reader.Rejects == nil {
		return
	}
	kept := reject{problem: r.report.Problems[len(r.report.Problems)-1], line: rows.line()}
	// Where cells are too few or too many, a name may stand in any column.
	if kept.problem.Column != "" {
		kept.cells = make([][]string, len(r.columns))
		for i, c := range r.columns {
			if c.at >= 0 {
				kept.cells[i] = []string{r.text(c, c.at, rows)}
			}
			for _, p := range c.parts {
				kept.cells[i] = append(kept.cells[i], r.text(c, p.at, rows))
			}
		}
	}
	r.rejects = append(r.rejects, kept)
}

// writeRejects writes the rows that were left out: where each stands, why, what
// to do, and its cells. Columns that identify persons, and cells that look as if
// they did, stay behind.
func (r *reading) writeRejects(w io.Writer) error {
	rows := [][]string{{"feuille", "ligne", "colonne", "motif", "a_faire"}}
	var shown []int
	for i, c := range r.columns {
		if c.refused || c.allowed {
			continue
		}
		shown = append(shown, i)
		heads := []string{c.variable.Name}
		if len(c.parts) > 0 {
			heads = nil
		}
		for _, p := range c.parts {
			heads = append(heads, r.header.titles[p.at])
		}
		rows[0] = append(rows[0], heads...)
	}
	for _, rejected := range r.rejects {
		p := rejected.problem
		row := []string{p.Sheet, strconv.Itoa(rejected.line), p.Column, p.Summary, p.Hint}
		for _, i := range shown {
			width := max(1, len(r.columns[i].parts))
			cells := make([]string, width)
			if rejected.cells != nil {
				copy(cells, rejected.cells[i])
			}
			row = append(row, cells...)
		}
		for i, text := range row[5:] {
			if _, found := interviews.Identifies(text); found {
				row[5+i] = ""
			}
		}
		rows = append(rows, row)
	}
	return writeCSV(w, rows)
}

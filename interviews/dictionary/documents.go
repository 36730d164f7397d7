package dictionary

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Gather makes one row a case of the rows that its documents have, by the Rule of
// each variable, and keeps which document gave each value. It also gathers a
// multiple response that has one row an option, by the rule Collected.
// Documents without a value do not count; where none has one, the reason is the
// one that all give, else NotRecorded. First and Last leave documents without a
// day aside as long as others have one. Values that contradict one another, of
// Agree or of one day, are left Unreadable and reported.
type Gather struct {
	Dictionary *Dictionary // of the documents
	By         string      // the variable that names the case: "id_enfant"
	Date       string      // the variable with the day of a document; needed for First and Last
	Piece      string      // the variable that names a document; "": its row in the table
}

// Gathered is one row a case, and where its values come from.
type Gathered struct {
	Spec  Gather
	N     int          // documents that have a case
	Cases *stats.Table // By, then the variables but for Date and Piece, in the order of the dictionary
	// Trace has one row a value: case, variable, value, rule, document, day, and
	// how many documents had a value. Of Collected it has one row a document.
	Trace    *stats.Table
	Problems []interviews.Problem
}

// Tables are the cases and the trace.
func (g *Gathered) Tables() []*stats.Table { return []*stats.Table{g.Cases, g.Trace} }

// Of gathers the documents of a table that was read through the dictionary.
// Errors are names that do not exist, or First and Last without a Date.
func (g Gather) Of(documents *stats.Table) (*Gathered, error) {
	if err := g.Dictionary.check(); err != nil {
		return nil, err
	}
	w := &gathering{Gather: g, table: documents, result: &Gathered{Spec: g}}
	if err := w.prepare(); err != nil {
		return nil, fmt.Errorf("gather: %w", err)
	}
	w.group()
	columns := []stats.Column{w.by}
	kept, err := stats.NewTable(documents.Title(), w.by)
	if err != nil {
		return nil, err
	}
	firsts := make([]int, len(w.cases))
	for i, rows := range w.cases {
		firsts[i] = rows[0]
	}
	columns[0] = kept.Rows(firsts).Columns()[0]
	for i := range g.Dictionary.Variables {
		v := &g.Dictionary.Variables[i]
		c, err := documents.Column(v.Name)
		if err != nil || slices.Contains([]string{g.By, g.Date, g.Piece}, v.Name) {
			continue // refused on reading, or not a value of the case
		}
		columns = append(columns, w.variable(v, c))
	}
	if w.result.Cases, err = stats.NewTable(documents.Title(), columns...); err != nil {
		return nil, err
	}
	w.result.Cases = w.result.Cases.Captioned(documents.Caption())
	w.result.Trace = w.trace.table()
	return w.result, nil
}

// gathering is documents on their way to cases.
type gathering struct {
	Gather
	table  *stats.Table
	by     stats.Column
	day    *stats.Dates // nil: none
	piece  stats.Column // nil: none
	cases  [][]int      // the rows of each
	trace  trace
	result *Gathered
}

func (w *gathering) prepare() (err error) {
	if w.by, err = w.table.Column(w.By); err != nil {
		return err
	}
	if w.Piece != "" {
		if w.piece, err = w.table.Column(w.Piece); err != nil {
			return err
		}
	}
	if w.Date != "" {
		w.day, err = w.table.Dates(w.Date)
		return err
	}
	for _, v := range w.Dictionary.Variables {
		if v.Rule == First || v.Rule == Last {
			return fmt.Errorf("variable %q has the rule %q, and Date is not set", v.Name, v.Rule)
		}
	}
	return nil
}

// group puts together the rows of each case, and reports those that have none.
func (w *gathering) group() {
	at := map[string]int{}
	for row := range w.table.Len() {
		if w.by.Missing(row) != stats.Recorded {
			w.problem(interviews.Rejected, w.By, fmt.Sprintf("manque à la pièce %s : elle n'est d'aucun cas", w.name(row)), "compléter le code du cas")
			continue
		}
		w.result.N++
		key := stats.Key(w.by, row)
		i, known := at[key]
		if !known {
			i = len(w.cases)
			at[key] = i
			w.cases = append(w.cases, nil)
		}
		w.cases[i] = append(w.cases[i], row)
	}
}

// variable makes the column of one variable.
func (w *gathering) variable(v *Variable, c stats.Column) stats.Column {
	from, missing := make([]int, len(w.cases)), make([]stats.Missing, len(w.cases))
	given := make([][]int, len(w.cases))
	for i, rows := range w.cases {
		from[i] = rows[0]
		given[i] = slices.DeleteFunc(slices.Clone(rows), func(row int) bool { return c.Missing(row) != stats.Recorded })
		switch chosen, clash := w.choose(v.Rule, c, given[i]); {
		case len(given[i]) == 0:
			missing[i] = common(c, rows)
		case len(clash) > 0:
			missing[i] = stats.Unreadable
			w.contradiction(v, c, clash)
		default:
			from[i] = chosen
			told := []int{chosen}
			if v.Rule == Collected {
				told = given[i]
			}
			for _, row := range told {
				w.trace.add(w, v, c, row, len(given[i]))
			}
		}
	}
	if v.Rule == Collected {
		return collected(c, given, missing)
	}
	only := stats.MustTable("", c)
	return stats.Masked(only.Rows(from).Columns()[0], missing)
}

// choose is the row that gives the value, or the rows that contradict one
// another. Of Collected it is the first that gives one.
func (w *gathering) choose(rule Rule, c stats.Column, given []int) (chosen int, clash []int) {
	if len(given) == 0 {
		return -1, nil
	}
	among := given
	switch rule {
	case Highest:
		return slices.MaxFunc(given, func(a, b int) int { return cmp.Compare(rankOf(c, a), rankOf(c, b)) }), nil
	case Collected:
		return given[0], nil
	case First, Last:
		among = w.ofOneDay(given, rule == Last)
	}
	for _, row := range among {
		if stats.Key(c, row) != stats.Key(c, among[0]) {
			return -1, among
		}
	}
	return among[0], nil
}

// ofOneDay are the rows of the earliest or latest day; all, where none has one.
func (w *gathering) ofOneDay(rows []int, last bool) []int {
	var chosen []int
	best := 0
	for _, row := range rows {
		day, known := w.day.At(row)
		if !known {
			continue
		}
		d := stats.Day(day)
		switch {
		case len(chosen) == 0 || d != best && (d > best) == last:
			chosen, best = []int{row}, d
		case d == best:
			chosen = append(chosen, row)
		}
	}
	if len(chosen) == 0 {
		return rows
	}
	return chosen
}

// common is the reason that all rows give for having no value.
func common(c stats.Column, rows []int) stats.Missing {
	for _, row := range rows {
		if c.Missing(row) != c.Missing(rows[0]) {
			return stats.NotRecorded
		}
	}
	return c.Missing(rows[0])
}

func (w *gathering) contradiction(v *Variable, c stats.Column, rows []int) {
	var p strings.Builder
	fmt.Fprintf(&p, "n'est pas le même dans les pièces de %s : ", w.by.Show(rows[0], "fr"))
	for i, row := range rows {
		if i > 0 {
			p.WriteString(", ")
		}
		// Free text is never quoted.
		if v.Type == Text || c.Variable().Identifying {
			p.WriteString(w.name(row))
		} else {
			fmt.Fprintf(&p, "« %s » (%s)", c.Show(row, "fr"), w.name(row))
		}
	}
	w.problem(interviews.Blanked, v.Name, p.String(), "corriger les pièces, ou donner une règle à la variable : premier, dernier…")
}

// name is how a document is called in messages and in the trace.
func (w *gathering) name(row int) string {
	if w.piece != nil && w.piece.Missing(row) == stats.Recorded {
		return w.piece.Show(row, "fr")
	}
	return fmt.Sprintf("n° %d", row+1)
}

func (w *gathering) problem(severity interviews.Severity, column, summary, hint string) {
	w.result.Problems = append(w.result.Problems, interviews.Problem{
		File: w.table.Caption().Source, Column: column, Summary: summary, Hint: hint, Severity: severity,
	})
}

package stats

// Withhold is the table with cells Secret, those for which hidden says so: what
// stood there is no longer in it, nor why nothing did, which can tell as much.
func (t *Table) Withhold(hidden func(row int, column string) bool) *Table {
	columns := make([]Column, len(t.columns))
	for i, c := range t.columns {
		rows, missing := make([]int, c.Len()), make([]Missing, c.Len())
		any := false
		for row := range rows {
			rows[row], missing[row] = row, c.Missing(row)
			if hidden(row, c.Variable().Name) {
				rows[row], missing[row], any = -1, Secret, true
			}
		}
		if columns[i] = c; any {
			columns[i] = Masked(c.take(rows), missing)
		}
	}
	return &Table{title: t.title, caption: t.caption, columns: columns, totals: t.totals}
}

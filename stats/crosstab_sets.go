package stats

import "fmt"

// countOptions counts a table one or both of whose variables are sets: each
// option is crossed as a yes or no of its own.
func (c *ContingencyTable) countOptions(rows, cols Column) error {
	xs, err := splitOptions(rows, c.Spec.Lang)
	if err != nil {
		return err
	}
	ys, err := splitOptions(cols, c.Spec.Lang)
	if err != nil {
		return err
	}
	rowLevels, rowSet := listed(rows, xs)
	colLevels, colSet := listed(cols, ys)
	m := margins{counts: make([][]int, len(rowLevels)), rows: make([]int, len(rowLevels)), cols: make([]int, len(colLevels))}
	for i := range m.counts {
		m.counts[i] = make([]int, len(colLevels))
	}
	for a, x := range xs {
		for b, y := range ys {
			counts, missing := tally(x, y, nil)
			block := marginsOf(counts, len(y.levels))
			c.Missing, m.n = missing, block.n
			for i, n := range block.rows {
				for j, k := range block.cols {
					row, inRow := place(rowSet, a, i)
					col, inCol := place(colSet, b, j)
					if inRow {
						m.rows[row] = n
					}
					if inCol {
						m.cols[col] = k
					}
					if inRow && inCol {
						m.counts[row][col] = counts[i][j]
					}
				}
			}
		}
	}
	c.N = m.n
	c.rowSet, c.colSet = rowSet, colSet
	c.drop(m, rowLevels, colLevels)
	return nil
}

func splitOptions(c Column, lang string) ([]*factor, error) {
	if set, ok := c.(*Sets); ok {
		if len(set.options) == 0 {
			return nil, fmt.Errorf("column %q is a set without options", c.Variable().Name)
		}
		return optionsOf(set, lang), nil
	}
	f, err := factorOf(c, lang)
	return []*factor{f}, err
}

// listed are the rows or columns that the table shows.
func listed(c Column, factors []*factor) (levels []Level, set bool) {
	if set, ok := c.(*Sets); ok {
		return set.options, true
	}
	return factors[0].levels, false
}

// place is where a level of a factor stands in the table: for a set only "yes"
// does, at its option.
func place(set bool, option, level int) (at int, shown bool) {
	if !set {
		return level, true
	}
	return option, level == 1
}

// blocks are the tables of counts behind the result that add up: one, or one
// for each option, those who tick it against those who do not.
func (c *ContingencyTable) blocks() []Counts {
	if c.N == 0 {
		return nil
	}
	rows, cols := len(c.RowLevels), len(c.ColLevels)
	if !c.Overlapping {
		return []Counts{c.block(c.title(), span(rows), span(cols))}
	}
	var blocks []Counts
	for _, row := range parts(c.rowSet, rows) {
		for _, col := range parts(c.colSet, cols) {
			title := c.title()
			if c.rowSet {
				title += " – " + c.RowLevels[row[0]].Title()
			}
			if c.colSet {
				title += " – " + c.ColLevels[col[0]].Title()
			}
			blocks = append(blocks, c.block(title, row, col))
		}
	}
	return blocks
}

// span is 0 … n-1.
func span(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// parts are the levels that stand together in a block: each option alone.
func parts(set bool, n int) [][]int {
	if !set {
		return [][]int{span(n)}
	}
	alone := make([][]int, n)
	for i := range alone {
		alone[i] = []int{i}
	}
	return alone
}

// block is a part of the table with its totals. Of a set it has one option and,
// by difference, the cases that do not tick it.
func (c *ContingencyTable) block(title string, rows, cols []int) Counts {
	b := Counts{Title: title, RowsOf: c.Spec.Rows, ColsOf: c.Spec.Cols}
	if c.rowSet {
		b.RowsOf += "=" + c.RowLevels[rows[0]].Code
	}
	if c.colSet {
		b.ColsOf += "=" + c.ColLevels[cols[0]].Code
	}
	for _, i := range rows {
		b.Rows = append(b.Rows, c.RowLevels[i].Title())
	}
	for _, j := range cols {
		b.Cols = append(b.Cols, c.ColLevels[j].Title())
	}
	other := Say(c.Spec.Lang, "non", "no")
	if c.rowSet {
		b.Rows = append(b.Rows, other)
	}
	if c.colSet {
		b.Cols = append(b.Cols, other)
	}
	allRows, allCols := append(rows, len(c.RowLevels)), append(cols, len(c.ColLevels))
	for _, i := range allRows {
		var line []int
		for _, j := range allCols {
			line = append(line, c.at(i, j))
		}
		if c.colSet {
			line = []int{line[0], line[1] - line[0], line[1]}
		}
		if len(b.Cols) == 1 {
			line = line[:1]
		}
		b.Cells = append(b.Cells, line)
	}
	if c.rowSet {
		ticked, all := b.Cells[0], b.Cells[1]
		others := make([]int, len(all))
		for j := range all {
			others[j] = all[j] - ticked[j]
		}
		b.Cells = [][]int{ticked, others, all}
	}
	return b
}

// veil says what of a contingency table is hidden: [i][j] as at counts them.
type veil [][]bool

func (c *ContingencyTable) veil(masks []Mask) veil {
	v := make(veil, len(c.RowLevels)+1)
	for i := range v {
		v[i] = make([]bool, len(c.ColLevels)+1)
	}
	at := 0
	for _, rows := range parts(c.rowSet, len(c.RowLevels)) {
		for _, cols := range parts(c.colSet, len(c.ColLevels)) {
			if at == len(masks) {
				return v
			}
			v.lay(masks[at], append(rows, len(c.RowLevels)), append(cols, len(c.ColLevels)), c.rowSet, c.colSet)
			at++
		}
	}
	return v
}

// lay hides what the mask of a block hides; a mask of one column hides the
// total with it.
func (v veil) lay(mask Mask, rows, cols []int, rowSet, colSet bool) {
	for a, i := range rows {
		line := a
		if rowSet && a == 1 {
			line = 2
		}
		for b, j := range cols {
			cell := b
			if colSet && b == 1 {
				cell = 2
			}
			if mask[line][min(cell, len(mask[line])-1)] {
				v[i][j] = true
			}
		}
	}
}

func (v veil) any() bool { return Mask(v).Any() }

package stats

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats/internal/exact"
)

// lettersAt is the adjusted p below which a column gets a letter.
const lettersAt = 0.05

// ColumnComparison compares two columns of a crosstab by their share of one row.
type ColumnComparison struct {
	Row, A, B int // places of the row and of the two columns
	// Test is chi-square without correction on the 2×2 table of this row against
	// the others, Fisher's where an expected count is below 5. It is undefined
	// where both shares are 0 or both 100 %.
	Test     Test
	Adjusted Test // over the pairs of columns of the row
}

// CompareColumns compares the columns of a crosstab two by two, row by row: in
// which columns is the share of this row higher? P are adjusted over the pairs
// of columns of each row. There is none where a variable is a set, whose options
// overlap. Agrees with R's prop.test(correct = FALSE), fisher.test and p.adjust.
type CompareColumns struct {
	Adjust Adjustment
}

// ColumnComparisons is the columns of a crosstab compared.
type ColumnComparisons struct {
	Spec  CompareColumns
	Table *ContingencyTable
	N     int
	Pairs []ColumnComparison // by row, then by pair
	// Letters holds for each row and column the letters of the columns (A, B, C…)
	// whose share of the row is lower, adjusted p below 0.05.
	Letters  [][]string
	Warnings []string
}

// Of compares the columns. Errors are a table without a test and more than 26
// columns.
func (s CompareColumns) Of(c *ContingencyTable) (*ColumnComparisons, error) {
	columns := len(c.ColLevels)
	switch {
	case c.Overlapping:
		return nil, fmt.Errorf("compare columns: %q × %q: options of a set overlap", c.Spec.Rows, c.Spec.Cols)
	case columns > 26:
		return nil, fmt.Errorf("compare columns: %d columns, and 26 letters; join levels of %q first", columns, c.Spec.Cols)
	}
	r := &ColumnComparisons{Spec: s, Table: c, N: c.N, Letters: make([][]string, len(c.RowLevels))}
	for i := range c.RowLevels {
		r.Letters[i] = make([]string, columns)
		var tests []Test
		first := len(r.Pairs)
		for a := range columns {
			for b := a + 1; b < columns; b++ {
				test := c.columnTest(i, a, b)
				tests = append(tests, test)
				r.Pairs = append(r.Pairs, ColumnComparison{Row: i, A: a, B: b, Test: test})
			}
		}
		for k, adjusted := range s.Adjust.Of(tests) {
			pair := &r.Pairs[first+k]
			pair.Adjusted = adjusted
			if !adjusted.Defined() || adjusted.P >= lettersAt {
				continue
			}
			high, low := pair.A, pair.B
			if c.Observed[i][high]*c.ColTotals[low] < c.Observed[i][low]*c.ColTotals[high] {
				high, low = low, high
			}
			r.Letters[i][high] += letter(low)
		}
		for j, letters := range r.Letters[i] {
			signs := []byte(letters)
			slices.Sort(signs)
			r.Letters[i][j] = string(signs)
		}
	}
	return r, nil
}

func letter(column int) string { return string(rune('A' + column)) }

// columnTest tests the share of a row in two columns.
func (c *ContingencyTable) columnTest(i, a, b int) Test {
	x, y := c.Observed[i][a], c.Observed[i][b]
	m := marginsOf([][]int{{x, y}, {c.ColTotals[a] - x, c.ColTotals[b] - y}}, 2)
	test := Test{Name: Say(c.Spec.Lang, "Khi-2 de Pearson", "Pearson chi-square")}
	if x+y == 0 || m.rows[1] == 0 {
		test.Reason = Say(c.Spec.Lang, "les deux parts sont égales à 0 ou à 100\u00a0%", "both shares are 0 or both 100%")
		return test
	}
	test.set(m.chiSquared(0), 1)
	if min(m.expected(0, 0), m.expected(0, 1), m.expected(1, 0), m.expected(1, 1)) < 5 && m.n <= exactLargest {
		if p, ok := exact.Fisher(m.counts, exactSteps); ok {
			test = Test{Name: "Fisher", P: p}
		}
	}
	return test
}

// Counts is the table of counts behind the comparisons.
func (r *ColumnComparisons) Counts() []Counts { return r.Table.Counts() }

// Hide is the comparisons without letters and without a p: each would tell of
// the counts hidden.
func (r *ColumnComparisons) Hide(masks []Mask) Tabler { return Shown(r.render(r.Table.veil(masks))) }

// Tables are the column percentages, headed by letters, and one row a pair.
func (r *ColumnComparisons) Tables() []*Table { return r.render(r.Table.veil(nil)) }

func (r *ColumnComparisons) render(v veil) []*Table {
	c := *r.Table
	lang := c.Spec.Lang
	c.Spec.Percent = ByColumn
	c.ColLevels = slices.Clone(c.ColLevels)
	caption := c.caption(v)
	for j := range c.ColLevels {
		c.ColLevels[j].Label = c.ColLevels[j].Title() + " (" + letter(j) + ")"
	}
	caption.Units = c.units()
	caption.Notes = append(caption.Notes, fmt.Sprintf(Say(lang,
		"Lettre : part plus élevée que dans la colonne de cette lettre (p ajusté < 0,05, %s sur les paires de colonnes de la ligne ; Fisher si un effectif théorique est inférieur à 5).",
		"Letter: share higher than in the column of that letter (adjusted p < 0.05, %s over the pairs of columns of the row; Fisher where an expected count is below 5)."),
		or(r.Spec.Adjust.String(), Say(lang, "sans ajustement", "unadjusted"))))
	title := c.title() + Say(lang, " – colonnes comparées", " – columns compared")
	return []*Table{c.table(title, v, ByColumn, caption), r.pairs(title, v)}
}

// pairs has a row for each row of the crosstab and pair of its columns.
func (r *ColumnComparisons) pairs(title string, v veil) *Table {
	c, lang, n, hidden := r.Table, r.Table.Spec.Lang, len(r.Pairs), v.any()
	label := func(name, title string, at func(p ColumnComparison) string) Column {
		values := make([]string, n)
		for i, p := range r.Pairs {
			values[i] = at(p)
		}
		return text(name, title, values)
	}
	share := func(name, title string, column func(p ColumnComparison) int) Column {
		return Variable{Name: name, Label: title, Format: Percent}.Figures(n, func(i int) (float64, Missing) {
			p := r.Pairs[i]
			x, defined := c.Share(ByColumn, p.Row, column(p))
			return known(x, defined, c.secret(v, ByColumn, p.Row, column(p)))
		})
	}
	p := func(name, title string, at func(p ColumnComparison) Test) Column {
		return Variable{Name: name, Label: title, Format: PValue}.Figures(n, func(i int) (float64, Missing) {
			test := at(r.Pairs[i])
			return known(test.P, test.Defined(), hidden)
		})
	}
	return MustTable(title+Say(lang, ", paire par paire", ", pair by pair"),
		label("ligne", c.Row.Title(), func(p ColumnComparison) string { return c.RowLevels[p.Row].Title() }),
		label("colonne_a", Say(lang, "Une colonne", "One column"), func(p ColumnComparison) string { return c.ColLevels[p.A].Title() }),
		label("colonne_b", Say(lang, "Une autre", "Another"), func(p ColumnComparison) string { return c.ColLevels[p.B].Title() }),
		share("part_a", Say(lang, "% de l'une", "% of the one"), func(p ColumnComparison) int { return p.A }),
		share("part_b", Say(lang, "% de l'autre", "% of the other"), func(p ColumnComparison) int { return p.B }),
		p("p", "p", func(p ColumnComparison) Test { return p.Test }),
		p("p_ajuste", Say(lang, "p ajusté", "Adjusted p"), func(p ColumnComparison) Test { return p.Adjusted }),
	).Captioned(Caption{Units: Say(lang, "En % en colonne", "Column %")})
}

// String is the percentages with their letters as text.
func (r *ColumnComparisons) String() string {
	var out strings.Builder
	out.WriteString(Printer{Lang: r.Table.Spec.Lang, Rows: 12}.Of(r.Tables()[0]))
	for i, row := range r.Table.RowLevels {
		for j, letters := range r.Letters[i] {
			if letters != "" {
				fmt.Fprintf(&out, "%s × %s > %s\n", row.Title(), letter(j), letters)
			}
		}
	}
	return out.String()
}

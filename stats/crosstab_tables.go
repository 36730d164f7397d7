package stats

import (
	"fmt"
	"math"
	"strings"
)

// Title is the question that the table answers.
func (c *ContingencyTable) title() string {
	of, by := c.Col.Title(), c.Row.Title()
	switch c.Spec.Percent {
	case ByRow:
	case ByColumn:
		of, by = by, of
	default:
		return by + " × " + of
	}
	return of + Say(c.Spec.Lang, " selon ", " by ") + Quoted(c.Spec.Lang, by)
}

// Tables are the percentages with the test and the reading, the counts, and one
// row a cell with expected counts and residuals. Without percentages the counts
// come first; without a test there are no residuals.
func (c *ContingencyTable) Tables() []*Table { return c.render(c.veil(nil)) }

// Counts is the table of counts; for a set one table for each option.
func (c *ContingencyTable) Counts() []Counts { return c.blocks() }

// Hide is the table with cells hidden, and with them their percentages,
// expected counts and residuals, every adjusted p, the test and the measures.
func (c *ContingencyTable) Hide(masks []Mask) Tabler { return Shown(c.render(c.veil(masks))) }

func (c *ContingencyTable) render(v veil) []*Table {
	var tables []*Table
	main := c.caption(v)
	if c.Spec.Percent != ByNone {
		main.Units = c.units()
		tables = append(tables, c.table(c.title(), v, c.Spec.Percent, main))
		main = Caption{Population: main.Population}
	}
	main.Units = Say(c.Spec.Lang, "Effectifs", "Counts")
	title := c.title()
	if c.Spec.Percent != ByNone {
		title += Say(c.Spec.Lang, " – effectifs", " – counts")
	}
	tables = append(tables, c.table(title, v, ByNone, main))
	if len(c.Adjusted) > 0 {
		tables = append(tables, c.residualTable(v))
	}
	return tables
}

func (c *ContingencyTable) units() string {
	switch lang := c.Spec.Lang; c.Spec.Percent {
	case ByRow:
		return Say(lang, "En % en ligne", "Row %")
	case ByColumn:
		return Say(lang, "En % en colonne", "Column %")
	}
	return Say(c.Spec.Lang, "En % du total", "% of total")
}

// table lays out counts or percentages, with the totals last.
func (c *ContingencyTable) table(title string, v veil, by Percentages, caption Caption) *Table {
	lang, rows, cols := c.Spec.Lang, len(c.RowLevels), len(c.ColLevels)
	labels := make([]string, rows+1)
	for i, level := range c.RowLevels {
		labels[i] = level.Title()
	}
	all := Say(lang, "Ensemble", "All")
	labels[rows] = all
	taken := map[string]bool{c.Row.Name: true, "ensemble": true, "effectif": true}
	columns := []Column{text(c.Row.Name, c.Row.Title(), labels)}
	add := func(name, label string, j int, by Percentages) {
		variable := Variable{Name: name, Label: label, Format: Count}
		if by != ByNone {
			variable.Format = Percent
		}
		columns = append(columns, variable.Figures(rows+1, func(i int) (float64, Missing) {
			if by == ByNone {
				return known(float64(c.at(i, j)), true, v[i][j])
			}
			share, defined := c.Share(by, i, j)
			return known(share, defined, c.secret(v, by, i, j))
		}))
	}
	for j, level := range c.ColLevels {
		add(unique(level.Code, taken), level.Title(), j, by)
	}
	add("ensemble", all, cols, by)
	if by != ByNone {
		add("effectif", Say(lang, "Effectif", "n"), cols, ByNone)
	}
	return MustTable(title, columns...).Captioned(caption).WithTotals(1)
}

// secret tells whether a percentage would give away a hidden count: its own or
// its base. A hundred per cent of a base gives nothing away.
func (c *ContingencyTable) secret(v veil, by Percentages, i, j int) bool {
	row, col := i, j
	if by != ByRow {
		row = len(c.RowLevels)
	}
	if by != ByColumn {
		col = len(c.ColLevels)
	}
	if i == row && j == col {
		return false
	}
	return v[i][j] || v[row][col]
}

// open tells whether a cell and its margins may be seen.
func (c *ContingencyTable) open(v veil, i, j int) bool {
	last, end := len(c.RowLevels), len(c.ColLevels)
	return !v[i][j] && !v[i][end] && !v[last][j] && !v[last][end]
}

// beyond is the size of an adjusted residual that is marked.
const beyond = 1.96

func (c *ContingencyTable) sign(v veil, i, j int) string {
	switch r := c.Adjusted[i][j]; {
	case !c.open(v, i, j):
		return ""
	case r > beyond:
		return "(+)"
	case r < -beyond:
		return "(−)"
	}
	return ""
}

// residualTable has a row for each cell.
func (c *ContingencyTable) residualTable(v veil) *Table {
	lang, width := c.Spec.Lang, len(c.ColLevels)
	n := len(c.RowLevels) * width
	rows, cols, signs := make([]string, n), make([]string, n), make([]string, n)
	for at := range n {
		i, j := at/width, at%width
		rows[at], cols[at], signs[at] = c.RowLevels[i].Title(), c.ColLevels[j].Title(), c.sign(v, i, j)
	}
	cell := func(name, french, english string, format Format, matrix [][]float64) Column {
		return Variable{Name: name, Label: Say(lang, french, english), Format: format}.Figures(n, func(at int) (float64, Missing) {
			i, j := at/width, at%width
			return known(matrix[i][j], true, !c.open(v, i, j))
		})
	}
	hidden := v.any()
	taken := map[string]bool{"observe": true, "attendu": true, "residu": true, "residu_ajuste": true, "signe": true, "p": true, "p_holm": true}
	columns := []Column{
		text(unique(c.Row.Name, taken), c.Row.Title(), rows),
		text(unique(c.Col.Name, taken), c.Col.Title(), cols),
		Variable{Name: "observe", Label: Say(lang, "Effectif", "Count"), Format: Count}.Figures(n, func(at int) (float64, Missing) {
			i, j := at/width, at%width
			return known(float64(c.Observed[i][j]), true, v[i][j])
		}),
		cell("attendu", "Effectif théorique", "Expected count", Tenth, c.Expected),
		cell("residu", "Résidu de Pearson", "Pearson residual", Coefficient, c.Pearson),
		cell("residu_ajuste", "Résidu ajusté", "Adjusted residual", Coefficient, c.Adjusted),
		text("signe", Say(lang, "Signe", "Sign"), signs),
		cell("p", "p", "p", PValue, c.P),
		Variable{Name: "p_holm", Label: Say(lang, "p ajusté", "Adjusted p"), Format: PValue}.Figures(n, func(at int) (float64, Missing) {
			return known(c.HolmP[at/width][at%width], true, hidden)
		}),
	}
	return MustTable(c.title()+Say(lang, " – résidus", " – residuals"), columns...).Captioned(Caption{
		Units: Say(lang, "Une ligne par cellule", "One row a cell"),
		Notes: []string{fmt.Sprintf(Say(lang,
			"Résidu ajusté : écart à l'indépendance en écarts-types ; (+) au-delà de 1,96, (−) en deçà de −1,96. p ajusté : Holm, %s.",
			"Adjusted residual: departure from independence in standard deviations; (+) above 1.96, (−) below −1.96. Adjusted p: Holm, %s."),
			counted(distinct(len(c.RowLevels))*distinct(width), "test", "test", lang))},
	})
}

func (c *ContingencyTable) caption(v veil) Caption {
	lang, hidden := c.Spec.Lang, v.any()
	n := count(c.N, lang)
	if v[len(c.RowLevels)][len(c.ColLevels)] {
		n = Secret.Code()
	}
	caption := Caption{
		Population: fmt.Sprintf(Say(lang, "%s dont les deux variables sont renseignées, n = %s", "%s with both values, n = %s"), cases(c.Spec.Cases, lang), n),
		Test:       Say(lang, "Test et mesures : s (ils rendraient des effectifs secrets)", "Test and measures: s (they would give secret counts back)"),
		Reading:    c.reading(v),
	}
	if len(c.Dropped) > 0 {
		caption.Notes = append(caption.Notes, Say(lang, "Modalités sans aucun dossier, laissées de côté : ", "Levels without any case, left out: ")+strings.Join(c.Dropped, semicolon(lang))+".")
	}
	if c.Overlapping {
		caption.Notes = append(caption.Notes, Say(lang,
			"Réponses multiples : chaque option cochée compte une fois, le total peut dépasser 100\u00a0%.",
			"Multiple response: a case counts for each option that it ticks, the total may exceed 100%."))
	}
	caption.Notes = append(caption.Notes, c.signNote(v)...)
	caption.Notes = append(caption.Notes, c.fewNote(v)...)
	if !hidden {
		caption.Test = c.testLine()
		caption.Notes = append(caption.Notes, c.Warnings...)
	}
	return caption
}

// testLine is the test, the measure and what is missing, in one line.
func (c *ContingencyTable) testLine() string {
	lang := c.Spec.Lang
	var parts []string
	if c.ChiSquare.Defined() {
		parts = append(parts,
			equals(Say(lang, "Khi-2", "Chi-square"), c.ChiSquare.Statistic, Coefficient, lang),
			equals(Say(lang, "ddl", "df"), c.ChiSquare.DF, Count, lang),
			equals("p", c.ChiSquare.P, PValue, lang)+c.otherP(),
			equals(Say(lang, "V de Cramér", "Cramér's V"), c.V.Value, Coefficient, lang)+c.V.interval(lang))
	} else {
		parts = append(parts, Say(lang, "Pas de test : ", "No test: ")+c.ChiSquare.Reason)
	}
	return strings.Join(append(parts, c.Missing.line(lang)), semicolon(lang))
}

// otherP is the exact p in brackets, and whether it is the one to report.
func (c *ContingencyTable) otherP() string {
	lang := c.Spec.Lang
	test := c.MonteCarlo.Test
	if c.Fisher.Defined() {
		test = c.Fisher
	}
	if !test.Defined() {
		return ""
	}
	name := test.Name
	if c.Fisher.Defined() {
		name = "Fisher"
	}
	if test == c.Recommended {
		name += Say(lang, ", à retenir", ", to be reported")
	}
	text := PValue.Number(test.P, lang)
	return fmt.Sprintf(" (%s%s%s)", name, colon(lang), text)
}

// warn puts into words what a reader of the test has to know.
func (c *ContingencyTable) warn() {
	lang := c.Spec.Lang
	if !c.ChiSquare.Defined() {
		return
	}
	if c.Recommended != c.ChiSquare {
		c.Warnings = append(c.Warnings, fmt.Sprintf(Say(lang,
			"%s des effectifs théoriques sont inférieurs à 5 : le khi-2 n'est pas sûr, retenir le test de Fisher.",
			"%s of the expected counts are below 5: the chi-square is not safe, report Fisher's test."), percent(100*c.SmallExpected, lang)))
	}
	if s := c.MonteCarlo; s.Defined() {
		c.Warnings = append(c.Warnings, fmt.Sprintf(Say(lang,
			"Fisher par Monte-Carlo : %s tirages, graine %d ; p entre %s et %s (95\u00a0%%).",
			"Fisher by Monte Carlo: %s draws, seed %d; p from %s to %s (95%%)."),
			count(s.Draws, lang), s.Seed, PValue.Number(s.Interval.Low, lang), PValue.Number(s.Interval.High, lang)))
	}
	if c.Recommended.P >= 0.05 {
		c.Warnings = append(c.Warnings, fmt.Sprintf(Say(lang, "Association non établie à 5\u00a0%% ; avec %s %s, ", "Association not established at 5%%; with %s %s "),
			count(c.N, lang), cases(c.Spec.Cases, lang))+c.unseen())
	}
}

// unseen is what a table of this size would not have shown.
func (c *ContingencyTable) unseen() string {
	lang := c.Spec.Lang
	if !c.Detectable.Defined() {
		return Say(lang, "aucun lien ne pouvait l'être.", "none could be.")
	}
	return fmt.Sprintf(Say(lang,
		"un V inférieur à %s avait moins de 8 chances sur 10 d'être vu.",
		"a V below %s had less than 8 chances in 10 to be seen."), Coefficient.Number(c.Detectable.Value, lang))
}

// signNote names the cells that stand out, as many as can be read.
func (c *ContingencyTable) signNote(v veil) []string {
	if len(c.Adjusted) == 0 {
		return nil
	}
	const most = 8
	var cells []string
	more := 0
	for i, row := range c.RowLevels {
		for j, col := range c.ColLevels {
			switch sign := c.sign(v, i, j); {
			case sign == "":
			case len(cells) == most:
				more++
			default:
				cells = append(cells, fmt.Sprintf("%s %s × %s", sign, row.Title(), col.Title()))
			}
		}
	}
	if len(cells) == 0 {
		return nil
	}
	lang := c.Spec.Lang
	note := Say(lang, "Écarts à l'indépendance (résidu ajusté au-delà de ±1,96) : ", "Departures from independence (adjusted residual beyond ±1.96): ") +
		strings.Join(cells, semicolon(lang))
	if more > 0 {
		note += fmt.Sprintf(Say(lang, " ; et %d autres", "; and %d more"), more)
	}
	return []string{note + "."}
}

// fewest is how many cases a percentage should stand on.
const fewest = 30

// fewNote names the rows or columns whose percentages stand on few cases.
func (c *ContingencyTable) fewNote(v veil) []string {
	last, end := len(c.RowLevels), len(c.ColLevels)
	var bases []string
	add := func(label string, i, j int) {
		if n := c.at(i, j); n < fewest && !v[i][j] {
			bases = append(bases, fmt.Sprintf("%s (n = %d)", label, n))
		}
	}
	switch c.Spec.Percent {
	case ByNone:
		return nil
	case ByRow:
		for i, level := range c.RowLevels {
			add(level.Title(), i, end)
		}
	case ByColumn:
		for j, level := range c.ColLevels {
			add(level.Title(), last, j)
		}
	case ByTotal:
		add(Say(c.Spec.Lang, "Ensemble", "All"), last, end)
	}
	if len(bases) == 0 {
		return nil
	}
	lang := c.Spec.Lang
	return []string{fmt.Sprintf(Say(lang, "Pourcentages fragiles, sur moins de %d %s : ", "Fragile percentages, on fewer than %d %s: "), fewest, cases(c.Spec.Cases, lang)) +
		strings.Join(bases, semicolon(lang)) + "."}
}

// reading reads the cell that stands out most among those that may be seen: a
// sentence, "" when there is none.
func (c *ContingencyTable) reading(v veil) string {
	row, col, most := -1, -1, math.Inf(-1)
	for i := range c.RowLevels {
		for j := range c.ColLevels {
			weight := float64(c.Observed[i][j])
			if len(c.Adjusted) > 0 {
				weight = c.Adjusted[i][j]
			}
			if c.open(v, i, j) && c.Observed[i][j] > 0 && weight > most {
				row, col, most = i, j, weight
			}
		}
	}
	if row < 0 {
		return ""
	}
	lang, last, end := c.Spec.Lang, len(c.RowLevels), len(c.ColLevels)
	word := cases(c.Spec.Cases, lang)
	a, b := c.quoted(c.Row, c.RowLevels[row]), c.quoted(c.Col, c.ColLevels[col])
	share := func(by Percentages, i, j int) string {
		x, _ := c.Share(by, i, j)
		return percent(x, lang)
	}
	among := Say(lang, "Lecture : parmi les %s %s %s, %s ont %s (%s dans l'ensemble).",
		"Reading: of the %s %s with %s, %s have %s (%s overall).")
	switch c.Spec.Percent {
	case ByRow:
		return fmt.Sprintf(among, count(c.RowTotals[row], lang), word, a, share(ByRow, row, col), b, share(ByRow, last, col))
	case ByColumn:
		return fmt.Sprintf(among, count(c.ColTotals[col], lang), word, b, share(ByColumn, row, col), a, share(ByColumn, row, end))
	case ByTotal:
		return fmt.Sprintf(Say(lang, "Lecture : %s des %s %s ont à la fois %s et %s.", "Reading: %s of the %s %s have both %s and %s."),
			share(ByTotal, row, col), count(c.N, lang), word, a, b)
	}
	return fmt.Sprintf(Say(lang, "Lecture : %s des %s %s ont à la fois %s et %s.", "Reading: %s of the %s %s have both %s and %s."),
		count(c.Observed[row][col], lang), count(c.N, lang), word, a, b)
}

// quoted names a level in a sentence, with its variable where both have levels of
// one name: "oui" of which of the two?
func (c *ContingencyTable) quoted(v Variable, level Level) string {
	for _, row := range c.RowLevels {
		for _, col := range c.ColLevels {
			if row.Title() == col.Title() {
				return Quoted(c.Spec.Lang, v.Title()+colon(c.Spec.Lang)+level.Title())
			}
		}
	}
	return Quoted(c.Spec.Lang, level.Title())
}

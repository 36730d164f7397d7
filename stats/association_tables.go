package stats

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Tables are the matrix of the measures, the list of the pairs with what is to
// be read of each, and the same list with how it was found.
func (m *AssociationMatrix) Tables() []*Table { return m.render(make([]bool, len(m.Pairs)), nil) }

// Tables is one row with all that belongs to the association.
func (a Association) Tables() []*Table { return a.render(false, nil) }

func (a Association) render(hidden bool, totals []bool) []*Table {
	m := &AssociationMatrix{Spec: Associations{Adjust: Unadjusted, Lang: a.lang}, Pairs: []Association{a}}
	m.adjust()
	return []*Table{m.list([]bool{hidden}, totals).Titled(a.Row.Title() + " × " + a.Col.Title())}
}

// Counts is the counts behind the association, none where no case has both values.
func (a Association) Counts() []Counts {
	if counts, ok := a.counts(); ok {
		return []Counts{counts}
	}
	return nil
}

// Hide is the association with its figures withheld where a count is hidden.
func (a Association) Hide(masks []Mask) Tabler {
	if len(masks) == 0 {
		return Shown(a.Tables())
	}
	last := masks[0][len(masks[0])-1]
	return Shown(a.render(masks[0].Any(), []bool{last[len(last)-1]}))
}

// Counts lists the counts behind the pairs: the crossed levels, the sizes of
// the groups of a number, or how many cases two numbers have.
func (m *AssociationMatrix) Counts() []Counts {
	var all []Counts
	for _, a := range m.Pairs {
		if counts, ok := a.counts(); ok {
			all = append(all, counts)
		}
	}
	return all
}

// counts is false where no case has both values: there is nothing to hide.
func (a Association) counts() (Counts, bool) {
	if a.margins.n == 0 {
		return Counts{}, false
	}
	dense, rows, cols := a.margins.dense(), []string{Recorded.Label(a.lang)}, []string{""}
	if len(a.labels[0]) > 0 {
		rows = pick(a.labels[0], occupied(a.margins.rows))
	}
	if len(dense.cols) > 0 {
		cols = pick(a.labels[1], occupied(a.margins.cols))
	}
	c := Counts{Title: a.Row.Title() + " × " + a.Col.Title(), Rows: rows, Cols: cols, Measured: true}
	if len(dense.cols) > 0 {
		c.RowsOf, c.ColsOf = a.Row.Name, a.Col.Name
	}
	for i, n := range dense.rows {
		line := []int{n}
		if len(cols) > 1 {
			line = append(slices.Clone(dense.counts[i]), n)
		}
		c.Cells = append(c.Cells, line)
	}
	last := []int{dense.n}
	if len(cols) > 1 {
		last = append(slices.Clone(dense.cols), dense.n)
	}
	c.Cells = append(c.Cells, last)
	return c, true
}

// Hide is the result with the figures of each pair that has a hidden count
// withheld, in words too. An adjusted p that another pair passed on is withheld too.
func (m *AssociationMatrix) Hide(masks []Mask) Tabler {
	hidden := make([]bool, len(m.Pairs))
	totals := make([]bool, len(m.Pairs))
	at := 0
	for i, a := range m.Pairs {
		if _, ok := a.counts(); !ok || at == len(masks) {
			continue
		}
		mask := masks[at]
		hidden[i] = mask.Any()
		last := mask[len(mask)-1]
		totals[i] = last[len(last)-1]
		at++
	}
	return Shown(m.render(hidden, totals))
}

// passedOn tells whether the adjusted p of a pair that is shown may be that of
// a hidden one.
func (m *AssociationMatrix) passedOn(hidden []bool, i int) bool {
	for j, a := range m.Pairs {
		if hidden[j] && (m.Spec.Adjust == Hommel || a.Adjusted.P == m.Pairs[i].Adjusted.P && a.Adjusted.P < 1) {
			return true
		}
	}
	return false
}

func (m *AssociationMatrix) render(hidden, totals []bool) []*Table {
	list := m.list(hidden, totals)
	var read, found []Column
	for _, c := range list.Columns() {
		name := c.Variable().Name
		pair := name == "ligne" || name == "colonne"
		if pair || slices.Contains(toBeRead, name) {
			read = append(read, c)
		}
		if pair || !slices.Contains(toBeRead, name) {
			found = append(found, c)
		}
	}
	caption := list.Caption()
	details := Caption{Units: caption.Units, Notes: m.notes()}
	return []*Table{
		m.matrix(hidden),
		MustTable(list.Title(), read...).Captioned(caption),
		MustTable(m.title()+Say(m.Spec.Lang, " – calculs", " – computations"), found...).Captioned(details),
	}
}

// toBeRead are the columns of the list of pairs that readers need first.
var toBeRead = []string{"mesure", "valeur", "bas", "haut", "force", "p", "p_ajuste", "conclusion", "n", "tirages", "remarque"}

func (m *AssociationMatrix) title() string { return Say(m.Spec.Lang, "Associations", "Associations") }

// matrix has a row for each row variable and a column for each column variable.
func (m *AssociationMatrix) matrix(hidden []bool) *Table {
	lang := m.Spec.Lang
	labels := make([]string, len(m.Rows))
	for i, v := range m.Rows {
		labels[i] = v.Title()
	}
	taken := map[string]bool{"variable": true}
	columns := []Column{text("variable", "Variable", labels)}
	for j, v := range m.Cols {
		variable := Variable{Name: unique(v.Name, taken), Label: v.Title(), Format: Coefficient}
		columns = append(columns, variable.Figures(len(m.Rows), func(i int) (float64, Missing) {
			pair := m.at[i][j]
			if pair < 0 {
				return 0, NotApplicable
			}
			e := m.Pairs[pair].Value
			return known(e.Value, e.Defined(), hidden[pair])
		}))
	}
	notes := []string{
		Say(lang, "Mesure selon les types : nombres, r de Pearson ; nombre et groupes, êta ; nombre et rangs, rho de Spearman ; rangs, tau-b de Kendall ; autres, V de Cramér. r, rho et tau-b vont de −1 à 1, êta et V de 0 à 1.",
			"Measure by type: numbers, Pearson's r; number and groups, eta; number and ranks, Spearman's rho; ranks, Kendall's tau-b; others, Cramér's V. r, rho and tau-b go from −1 to 1, eta and V from 0 to 1."),
		Say(lang, "Une association n'est pas une cause.", "An association is not a cause."),
	}
	return MustTable(m.title(), columns...).Captioned(Caption{Units: Say(lang, "Mesure d'association", "Measure of association"), Notes: append(notes, m.notes()...)})
}

// notes say how the figures were made.
func (m *AssociationMatrix) notes() []string {
	s, lang := m.Spec, m.Spec.Lang
	notes := []string{Say(lang, "p ajustés : ", "Adjusted p: ") + m.Family() + "."}
	switch {
	case s.OnePer != "":
		notes = append(notes, fmt.Sprintf(Say(lang,
			"Un seul dossier par %s : médianes de %d tirages (graine %d) ; « tous » compte tous les dossiers comme indépendants.",
			"One case for each %s: medians of %d draws (seed %d); “all” counts all cases as independent."), Quoted(lang, s.OnePer), s.Draws, s.Seed))
	case s.Cluster != "":
		notes = append(notes, fmt.Sprintf(Say(lang,
			"Intervalles par tirage de groupes entiers (%s, %d tirages, graine %d) ; les p comptent les dossiers comme indépendants.",
			"Intervals by sampling whole groups (%s, %d samples, seed %d); p counts cases as independent."), Quoted(lang, s.Cluster), s.Draws, s.Seed))
	}
	if s.Exact {
		notes = append(notes, Say(lang, "Où les effectifs théoriques sont faibles, c'est le p exact qui est ajusté.", "Where expected counts are small it is the exact p that is adjusted."))
	}
	return append(notes, m.Warnings...)
}

// list has a row for each pair.
func (m *AssociationMatrix) list(hidden, totals []bool) *Table {
	lang, n := m.Spec.Lang, len(m.Pairs)
	var missing MissingCounts
	for _, a := range m.Pairs {
		for reason, rows := range a.Missing {
			missing[reason] += rows
		}
	}
	var columns []Column
	words := func(name, french, english string, of func(i int, a Association) string) {
		values := make([]string, n)
		for i, a := range m.Pairs {
			values[i] = of(i, a)
		}
		columns = append(columns, text(name, Say(lang, french, english), values))
	}
	number := func(name, french, english string, format Format, of func(i int, a Association) (float64, Missing)) {
		columns = append(columns, Variable{Name: name, Label: Say(lang, french, english), Format: format}.Figures(n, func(i int) (float64, Missing) {
			if hidden[i] {
				return 0, Secret
			}
			return of(i, m.Pairs[i])
		}))
	}
	// A word for the size of a measure still narrows down the counts behind it.
	verdicts := func(name, french, english string, of func(a Association) string) {
		values, reasons := make([]string, n), make([]Missing, n)
		for i, a := range m.Pairs {
			if hidden[i] {
				reasons[i] = Secret
			} else {
				values[i] = of(a)
			}
		}
		columns = append(columns, Variable{Name: name, Label: Say(lang, french, english)}.Texts(values, reasons))
	}
	words("ligne", "Variable", "Variable", func(_ int, a Association) string { return a.Row.Title() })
	words("colonne", "Avec", "With", func(_ int, a Association) string { return a.Col.Title() })
	words("mesure", "Mesure", "Measure", func(_ int, a Association) string { return a.Measure.Label(lang) })
	number("valeur", "Valeur", "Value", Coefficient, func(_ int, a Association) (float64, Missing) { return known(a.Value.Value, a.Value.Defined(), false) })
	number("bas", "IC 95 % bas", "95% CI low", Coefficient, func(_ int, a Association) (float64, Missing) {
		return known(a.Value.Low, a.Value.Defined() && a.Value.Confidence > 0, false)
	})
	number("haut", "IC 95 % haut", "95% CI high", Coefficient, func(_ int, a Association) (float64, Missing) {
		return known(a.Value.High, a.Value.Defined() && a.Value.Confidence > 0, false)
	})
	verdicts("force", "Force", "Strength", func(a Association) string { return a.Strength(lang) })
	number("p", "p", "p", PValue, func(_ int, a Association) (float64, Missing) { return known(a.Test.P, a.Test.Defined(), false) })
	number("p_exact", "p exact", "Exact p", PValue, func(_ int, a Association) (float64, Missing) { return a.exactP() })
	if m.Spec.Adjust != Unadjusted {
		number("p_ajuste", "p ajusté", "Adjusted p", PValue, func(i int, a Association) (float64, Missing) {
			return known(a.Adjusted.P, a.Adjusted.Defined(), m.passedOn(hidden, i))
		})
	}
	verdicts("conclusion", "À 5 %", "At 5%", func(a Association) string { return a.verdict(lang) })
	sizes := func(name, label string, of func(a Association) int) {
		columns = append(columns, Variable{Name: name, Label: label, Format: Count}.Figures(n, func(i int) (float64, Missing) {
			return known(float64(of(m.Pairs[i])), true, len(totals) > 0 && totals[i])
		}))
	}
	sizes("n", "n", func(a Association) int { return a.N })
	for _, reason := range present(missing) {
		sizes(reason.Code(), reason.Label(lang), func(a Association) int { return a.Missing[reason] })
	}
	if m.Spec.OnePer != "" {
		number("tous", "Valeur, tous", "Value, all", Coefficient, func(_ int, a Association) (float64, Missing) {
			return known(a.Draws.AllCases.Value, a.Draws.Defined > 0 && a.Draws.AllCases.Defined(), false)
		})
		number("p_tous", "p, tous", "p, all", PValue, func(_ int, a Association) (float64, Missing) {
			return known(a.Draws.AllP.P, a.Draws.Defined > 0 && a.Draws.AllP.Defined(), false)
		})
		number("tirages", "% des tirages à p < 0,05", "% of draws with p < 0.05", Percent, func(_ int, a Association) (float64, Missing) {
			return known(100*a.Draws.Significant, a.Draws.Defined > 0, false)
		})
	}
	words("test", "Test", "Test", func(i int, a Association) string {
		if name, _, sized := strings.Cut(a.Test.Name, " ("); sized && hidden[i] {
			return name // degrees of freedom tell how many cases there are
		}
		return a.Test.Name
	})
	number("statistique", "Statistique", "Statistic", Coefficient, func(_ int, a Association) (float64, Missing) { return known(a.Test.Statistic, a.Test.Defined(), false) })
	number("ddl", "ddl", "df", Count, func(_ int, a Association) (float64, Missing) {
		if a.Test.Defined() && a.Test.DF == 0 {
			return 0, NotApplicable
		}
		return known(a.Test.DF, a.Test.Defined(), false)
	})
	number("v_corrige", "V corrigé (Bergsma)", "Corrected V (Bergsma)", Coefficient, func(_ int, a Association) (float64, Missing) {
		return ofV(a, a.Corrected.Value, a.Corrected.Defined())
	})
	if slices.ContainsFunc(m.Pairs, func(a Association) bool { return a.Measure == Eta }) {
		number("omega2", "Oméga²", "Omega²", Coefficient, func(_ int, a Association) (float64, Missing) {
			if a.Measure != Eta {
				return 0, NotApplicable
			}
			return known(a.Omega2, a.Value.Defined(), false)
		})
	}
	number("petits", "% d'effectifs théoriques < 5", "% of expected counts < 5", Percent, func(_ int, a Association) (float64, Missing) {
		return ofV(a, 100*a.SmallExpected, a.Test.Defined())
	})
	words("intervalle", "Intervalle", "Interval", func(_ int, a Association) string {
		if a.Value.Confidence == 0 {
			return ""
		}
		return a.Interval
	})
	words("remarque", "Remarque", "Remark", func(i int, a Association) string {
		if hidden[i] {
			return Say(lang, "chiffres masqués : des effectifs sont secrets", "figures withheld: counts are secret")
		}
		return a.remark(lang)
	})
	return MustTable(m.title()+Say(lang, " – liste des paires", " – list of pairs"), columns...).Captioned(Caption{
		Units:   Say(lang, "Une ligne par paire", "One row a pair"),
		Reading: m.reading(hidden),
		Notes:   append([]string{Say(lang, "Force : négligeable < 0,1 ; faible < 0,3 ; moyenne < 0,5 ; forte au-delà.", "Strength: negligible < 0.1; weak < 0.3; medium < 0.5; strong above.")}, m.notes()...),
	})
}

// reading reads out the pair that is seen with the largest measure.
func (m *AssociationMatrix) reading(hidden []bool) string {
	lang, at := m.Spec.Lang, -1
	for i, a := range m.Pairs {
		if hidden[i] || !a.Value.Defined() || !a.Test.Defined() {
			continue
		}
		if at < 0 || math.Abs(a.Value.Value) > math.Abs(m.Pairs[at].Value.Value) {
			at = i
		}
	}
	if at < 0 {
		return ""
	}
	a := m.Pairs[at]
	text := fmt.Sprintf(Say(lang, "Lecture : entre %s et %s, association %s (%s%s)", "Reading: between %s and %s, a %s association (%s%s)"),
		Quoted(lang, a.Row.Title()), Quoted(lang, a.Col.Title()), a.Strength(lang),
		equals(a.Measure.Label(lang), a.Value.Value, Coefficient, lang), a.Value.interval(lang))
	if p := a.Adjusted; p.Defined() && p.P >= 0.05 && !m.passedOn(hidden, at) {
		text += Say(lang, ", non établie à 5\u00a0%", ", not established at 5%")
	}
	return text + "."
}

// exactP is the exact p; where there is a test and none is needed beside it, it
// does not apply.
func (a Association) exactP() (float64, Missing) {
	if !a.Exact.Defined() && a.Test.Defined() {
		return 0, NotApplicable
	}
	return known(a.Exact.P, a.Exact.Defined(), false)
}

// ofV is a figure that only Cramér's V has.
func ofV(a Association, value float64, defined bool) (float64, Missing) {
	if a.Measure != CramerV {
		return 0, NotApplicable
	}
	return known(value, defined, false)
}

// verdict is what the adjusted p says at 5 %.
func (a Association) verdict(lang string) string {
	switch {
	case !a.Adjusted.Defined():
		return ""
	case a.Adjusted.P < 0.05:
		return Say(lang, "p < 0,05", "p < 0.05")
	}
	return "n.s."
}

// remark is why figures are undefined, and the warnings.
func (a Association) remark(lang string) string {
	var parts []string
	switch {
	case !a.Value.Defined():
		parts = append(parts, Say(lang, "non défini : ", "undefined: ")+a.Value.Reason)
	case !a.Test.Defined():
		parts = append(parts, Say(lang, "sans test : ", "no test: ")+a.Test.Reason)
	}
	return strings.Join(append(parts, a.Warnings...), semicolon(lang))
}

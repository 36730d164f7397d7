package stats

import (
	"fmt"
	"strings"
)

// String is the table of strata as text.
func (r *Stratified) String() string {
	return Printer{Lang: r.Spec.Lang, Rows: 12}.Of(r.Tables()[0])
}

// Tables are the counts of the strata, each row with its odds ratio where there
// is one, and the tests.
func (r *Stratified) Tables() []*Table { return r.render(nil) }

// Counts are the tables of the strata.
func (r *Stratified) Counts() []Counts {
	var all []Counts
	for k := range r.Strata {
		all = append(all, r.table(k).blocks()...)
	}
	return all
}

// Hide is the result with cells hidden, and with them the odds ratio of their
// stratum and all that is computed over strata.
func (r *Stratified) Hide(masks []Mask) Tabler { return Shown(r.render(masks)) }

// table is a stratum as a table of its own; its levels are those of the stratum
// alone, not of the column.
func (r *Stratified) table(k int) *ContingencyTable {
	s := r.Strata[k]
	m := marginsOf(s.Observed, len(r.ColLevels))
	within := "|" + r.Spec.Strata + "=" + s.Level.Code
	return &ContingencyTable{
		Spec: CrossTab{Rows: r.Spec.Rows + within, Cols: r.Spec.Cols + within, Cases: r.Spec.Cases, Lang: r.Spec.Lang},
		Row:  r.Row, Col: r.Col, RowLevels: r.RowLevels, ColLevels: r.ColLevels,
		Observed: s.Observed, RowTotals: m.rows, ColTotals: m.cols, N: s.N,
	}
}

func (r *Stratified) render(masks []Mask) []*Table {
	lang, height, width := r.Spec.Lang, len(r.RowLevels), len(r.ColLevels)
	title := fmt.Sprintf(Say(lang, "%s × %s, à %s comparable", "%s × %s at comparable %s"), r.Row.Title(), r.Col.Title(), Quoted(lang, r.Stratum.Title()))
	veils, tables := make([]veil, len(r.Strata)), make([]*ContingencyTable, len(r.Strata))
	hidden := false
	for k := range r.Strata {
		tables[k] = r.table(k)
		var own []Mask
		if k < len(masks) {
			own = masks[k : k+1]
		}
		veils[k] = tables[k].veil(own)
		hidden = hidden || veils[k].any()
	}
	n := len(r.Strata) * height
	strata, rows := make([]string, n), make([]string, n)
	for at := range n {
		strata[at], rows[at] = r.Strata[at/height].Level.Title(), r.RowLevels[at%height].Title()
	}
	taken := map[string]bool{"ensemble": true, "rapport": true}
	columns := []Column{
		text(unique(r.Spec.Strata, taken), r.Stratum.Title(), strata),
		text(unique(r.Spec.Rows, taken), r.Row.Title(), rows),
	}
	for j := range width + 1 {
		v := Variable{Name: "ensemble", Label: Say(lang, "Ensemble", "All"), Format: Count}
		if j < width {
			v.Name, v.Label = unique(r.ColLevels[j].Code, taken), r.ColLevels[j].Title()
		}
		columns = append(columns, v.Figures(n, func(at int) (float64, Missing) {
			return known(float64(tables[at/height].at(at%height, j)), true, veils[at/height][at%height][j])
		}))
	}
	if height == 2 && width == 2 {
		odds := Variable{Name: "rapport", Label: Say(lang, "Rapport des cotes", "Odds ratio"), Format: Coefficient}
		columns = append(columns, odds.Figures(n, func(at int) (float64, Missing) {
			if at%height > 0 {
				return 0, NotApplicable
			}
			e := r.Strata[at/height].OddsRatio
			return known(e.Value, e.Defined(), veils[at/height].any())
		}))
	}
	out := []*Table{MustTable(title, columns...).Captioned(r.caption(hidden, masks == nil))}
	tests := []Test{r.ChiSquare, r.RowMeans, r.Correlation}
	if height == 2 && width == 2 {
		tests = []Test{r.ChiSquare, r.Corrected, r.Exact, r.BreslowDay, r.Tarone, r.Woolf}
	}
	return append(out, testTable(tests, hidden, lang).Titled(title+Say(lang, " – tests", " – tests")))
}

// caption names small strata only where counts are open: it would tell them.
func (r *Stratified) caption(hidden, open bool) Caption {
	lang := r.Spec.Lang
	c := Caption{
		Units:      Say(lang, "Effectifs", "Counts"),
		Population: fmt.Sprintf(Say(lang, "%s dont les trois variables sont renseignées, n = %s", "%s with all three values, n = %s"), cases(r.Spec.Cases, lang), count(r.N, lang)),
		Test:       Say(lang, "Test et mesures : s (ils rendraient des effectifs secrets)", "Test and measures: s (they would give secret counts back)"),
	}
	switch {
	case len(r.Dropped) == 0:
	case open:
		c.Notes = append(c.Notes, Say(lang, "Strates de moins de deux dossiers, laissées de côté : ", "Strata of fewer than two cases, left out: ")+strings.Join(r.Dropped, semicolon(lang))+".")
	default:
		c.Notes = append(c.Notes, Say(lang, "Des strates trop petites sont laissées de côté.", "Strata that are too small are left out."))
	}
	if hidden {
		c.Population = cases(r.Spec.Cases, lang)
		return c
	}
	c.Test = r.ChiSquare.line(lang)
	if r.OddsRatio.Defined() {
		c.Test += semicolon(lang) + equals(Say(lang, "rapport des cotes commun", "common odds ratio"), r.OddsRatio.Value, Coefficient, lang) + r.OddsRatio.interval(lang)
		c.Reading = fmt.Sprintf(Say(lang,
			"Lecture : à %s comparable, la cote de %s parmi %s est %s fois celle parmi %s ; c'est une association.",
			"Reading: at comparable %s the odds of %s among %s are %s times those among %s; this is an association."),
			Quoted(lang, r.Stratum.Title()), Quoted(lang, r.ColLevels[r.event].Title()), Quoted(lang, r.RowLevels[r.exposed].Title()),
			Coefficient.Number(r.OddsRatio.Value, lang), Quoted(lang, r.RowLevels[1-r.exposed].Title()))
		if r.BreslowDay.Defined() && r.BreslowDay.P < 0.05 {
			c.Notes = append(c.Notes, Say(lang,
				"Les rapports des cotes diffèrent d'une strate à l'autre (Breslow-Day, p < 0,05) : un rapport commun les résume mal, lire les strates.",
				"Odds ratios differ between strata (Breslow–Day, p < 0.05): a common one sums them up badly, read the strata."))
		}
	}
	c.Test += semicolon(lang) + r.Missing.line(lang)
	return c
}

package stats

import (
	"fmt"
	"strings"
)

var directionNames = [...]struct{ fr, en string }{
	Symmetric:     {"symétrique", "symmetric"},
	RowsPredicted: {"%s selon %s", "%s given %s"},
	ColsPredicted: {"%s selon %s", "%s given %s"},
}

// direction says in words what is predicted from what.
func (l *MeasureList) direction(d Direction) string {
	words := Say(l.Spec.Lang, directionNames[d].fr, directionNames[d].en)
	switch d {
	case RowsPredicted:
		return fmt.Sprintf(words, Quoted(l.Spec.Lang, l.Row.Title()), Quoted(l.Spec.Lang, l.Col.Title()))
	case ColsPredicted:
		return fmt.Sprintf(words, Quoted(l.Spec.Lang, l.Col.Title()), Quoted(l.Spec.Lang, l.Row.Title()))
	}
	return words
}

// Tables are the measures, one a line, and the tests.
func (l *MeasureList) Tables() []*Table { return l.render(l.table.veil(nil)) }

// Counts is the table of counts behind the measures.
func (l *MeasureList) Counts() []Counts { return l.table.blocks() }

// Hide withholds every figure where a count is hidden: each is made of all.
func (l *MeasureList) Hide(masks []Mask) Tabler { return Shown(l.render(l.table.veil(masks))) }

// String is the table of measures as text.
func (l *MeasureList) String() string {
	return Printer{Lang: l.Spec.Lang, Rows: 12}.Of(l.Tables()[0])
}

func (l *MeasureList) render(v veil) []*Table {
	lang, hidden, title := l.Spec.Lang, v.any(), l.Row.Title()+" × "+l.Col.Title()
	caption := l.table.caption(v)
	caption.Test, caption.Units = "", Say(lang, "Une ligne par mesure", "One row a measure")
	caption.Reading = ""
	if !hidden {
		caption.Reading = l.reading()
	}
	caption.Notes = append(caption.Notes, Say(lang,
		"Ces mesures décrivent une association ; aucune ne dit une cause.",
		"These measures describe an association; none tells of a cause."))
	if !hidden {
		caption.Notes = append(caption.Notes, l.Warnings...)
	}
	tables := []*Table{l.measureTable(hidden).Titled(title + Say(lang, " – mesures", " – measures")).Captioned(caption)}
	if len(l.Tests) > 0 {
		tables = append(tables, testTable(l.Tests, hidden, lang).Titled(title+Say(lang, " – autres tests", " – other tests")))
	}
	return tables
}

func (l *MeasureList) measureTable(hidden bool) *Table {
	lang, n := l.Spec.Lang, len(l.Measures)
	words := func(name, label string, of func(m TableMeasure) string) Column {
		values := make([]string, n)
		for i, m := range l.Measures {
			values[i] = of(m)
		}
		return text(name, label, values)
	}
	number := func(name, label string, format Format, of func(m TableMeasure) (float64, bool)) Column {
		return Variable{Name: name, Label: label, Format: format}.Figures(n, func(i int) (float64, Missing) {
			x, defined := of(l.Measures[i])
			return known(x, defined, hidden)
		})
	}
	return MustTable("",
		words("mesure", Say(lang, "Mesure", "Measure"), func(m TableMeasure) string { return m.Label }),
		words("sens", Say(lang, "Sens", "Direction"), func(m TableMeasure) string { return l.direction(m.Direction) }),
		number("valeur", Say(lang, "Valeur", "Value"), Coefficient, func(m TableMeasure) (float64, bool) { return m.Value, m.Defined() }),
		number("bas", Say(lang, "IC 95 % bas", "95% CI low"), Coefficient, func(m TableMeasure) (float64, bool) { return m.Low, m.Defined() && m.Confidence > 0 }),
		number("haut", Say(lang, "IC 95 % haut", "95% CI high"), Coefficient, func(m TableMeasure) (float64, bool) { return m.High, m.Defined() && m.Confidence > 0 }),
		words("intervalle", Say(lang, "Intervalle", "Interval"), func(m TableMeasure) string { return m.Method }),
		number("p", "p", PValue, func(m TableMeasure) (float64, bool) { return m.Test.P, m.Test.Defined() }),
		words("test", "Test", func(m TableMeasure) string { return m.Test.Name }),
		words("remarque", Say(lang, "Remarque", "Remark"), func(m TableMeasure) string {
			if hidden {
				return Say(lang, "chiffres masqués : des effectifs sont secrets", "figures withheld: counts are secret")
			}
			return m.remark(lang)
		}))
}

// remark is why a figure does not exist.
func (m TableMeasure) remark(lang string) string {
	var parts []string
	switch {
	case !m.Defined():
		return Say(lang, "non défini : ", "undefined: ") + m.Reason
	case m.Value > 1e300:
		parts = append(parts, Say(lang, "infini : une case vide", "infinite: an empty cell"))
	case m.Low == 0 && m.High > 1e300 && m.Confidence > 0:
		parts = append(parts, Say(lang, "borne haute infinie", "upper end infinite"))
	}
	if !m.Test.Defined() {
		parts = append(parts, m.Test.Reason)
	}
	return strings.Join(parts, semicolon(lang))
}

// testTable has a row for each test.
func testTable(tests []Test, hidden bool, lang string) *Table {
	names, remarks := make([]string, len(tests)), make([]string, len(tests))
	for i, t := range tests {
		names[i], remarks[i] = t.Name, t.Reason
	}
	number := func(name, label string, format Format, of func(t Test) (float64, bool)) Column {
		return Variable{Name: name, Label: label, Format: format}.Figures(len(tests), func(i int) (float64, Missing) {
			x, defined := of(tests[i])
			if tests[i].Defined() && !defined {
				return 0, NotApplicable
			}
			return known(x, defined, hidden)
		})
	}
	return MustTable("",
		text("test", "Test", names),
		number("statistique", Say(lang, "Statistique", "Statistic"), Coefficient, func(t Test) (float64, bool) { return t.Statistic, t.Defined() && (t.Statistic != 0 || t.DF > 0) }),
		number("ddl", Say(lang, "ddl", "df"), Count, func(t Test) (float64, bool) { return t.DF, t.Defined() && t.DF > 0 }),
		number("p", "p", PValue, func(t Test) (float64, bool) { return t.P, t.Defined() }),
		text("remarque", Say(lang, "Remarque", "Remark"), remarks))
}

// reading reads the risks of a 2×2 out in a sentence, else by how much errors
// fall.
func (l *MeasureList) reading() string {
	lang := l.Spec.Lang
	if gap, err := l.Measure("risk difference", Symmetric); err == nil {
		c, i, j := l.table, l.exposed, l.event
		share := func(i int) string { x, _ := c.Share(ByRow, i, j); return percent(x, lang) }
		row := func(i int) string { return c.quoted(c.Row, c.RowLevels[i]) }
		return fmt.Sprintf(Say(lang,
			"Lecture : %s ont %s parmi %s, contre %s parmi %s, soit %s points d'écart ; c'est une association.",
			"Reading: %s have %s among %s, against %s among %s: a gap of %s points; this is an association."),
			share(i), c.quoted(c.Col, c.ColLevels[j]), row(i), share(1-i), row(1-i), Tenth.Number(100*gap.Value, lang))
	}
	tau, err := l.Measure("tau", ColsPredicted)
	if err != nil || !tau.Defined() {
		return ""
	}
	return fmt.Sprintf(Say(lang,
		"Lecture : connaître %s évite %s des erreurs que l'on ferait en devinant %s (tau de Goodman et Kruskal) ; c'est une association.",
		"Reading: knowing %s spares %s of the errors made when guessing %s (Goodman–Kruskal tau); this is an association."),
		Quoted(lang, l.Row.Title()), percent(100*tau.Value, lang), Quoted(lang, l.Col.Title()))
}

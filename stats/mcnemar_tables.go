package stats

import "fmt"

// String is the table of changes as text.
func (p *ChangeTable) String() string { return Printer{Lang: p.Spec.Lang, Rows: 12}.Of(p.Tables()[0]) }

// Tables are the counts, before by after, and the tests.
func (p *ChangeTable) Tables() []*Table { return p.render(p.table().veil(nil)) }

// Counts is the table of counts.
func (p *ChangeTable) Counts() []Counts { return p.table().blocks() }

// Hide is the result with cells hidden, and with them every test.
func (p *ChangeTable) Hide(masks []Mask) Tabler { return Shown(p.render(p.table().veil(masks))) }

func (p *ChangeTable) table() *ContingencyTable {
	m := marginsOf(p.Observed, len(p.Levels))
	return &ContingencyTable{
		Spec: CrossTab{Rows: p.Spec.Before, Cols: p.Spec.After, Cases: p.Spec.Cases, Lang: p.Spec.Lang},
		Row:  p.Before, Col: p.After, RowLevels: p.Levels, ColLevels: p.Levels,
		Observed: p.Observed, RowTotals: m.rows, ColTotals: m.cols, N: p.N, Missing: p.Missing,
	}
}

func (p *ChangeTable) render(v veil) []*Table {
	lang, c, hidden := p.Spec.Lang, p.table(), v.any()
	title := p.Before.Title() + " → " + p.After.Title()
	caption := c.caption(v)
	if !hidden {
		caption.Test = p.testLine()
		caption.Notes = append(caption.Notes, p.Warnings...)
		caption.Reading = p.reading()
	}
	caption.Units = Say(lang, "Effectifs : avant en ligne, après en colonne", "Counts: before in rows, after in columns")
	tests := []Test{p.ChiSquare, p.Corrected, p.Exact, p.MidP, p.Margins}
	return []*Table{c.table(title, v, ByNone, caption), testTable(tests, hidden, lang).Titled(title + Say(lang, " – tests", " – tests"))}
}

// testLine is the test to report, the matched odds ratio and what is missing.
func (p *ChangeTable) testLine() string {
	lang := p.Spec.Lang
	line := p.Recommended.line(lang)
	if p.OddsRatio.Defined() {
		line += semicolon(lang) + equals(Say(lang, "rapport des cotes apparié", "matched odds ratio"), p.OddsRatio.Value, Coefficient, lang) + p.OddsRatio.interval(lang)
	}
	return line + semicolon(lang) + p.Missing.line(lang)
}

// reading says how many changed, and which way more of them went.
func (p *ChangeTable) reading() string {
	if p.N == 0 {
		return ""
	}
	lang, word := p.Spec.Lang, cases(p.Spec.Cases, p.Spec.Lang)
	text := fmt.Sprintf(Say(lang, "Lecture : %s des %s %s changent de modalité", "Reading: %s of the %s %s change level"),
		count(p.Changed, lang), count(p.N, lang), word)
	if len(p.Levels) == 2 && p.Changed > 0 {
		text += fmt.Sprintf(Say(lang, ", dont %s de %s à %s et %s en sens inverse", ", %s of them from %s to %s and %s the other way"),
			count(p.Observed[0][1], lang), Quoted(lang, p.Levels[0].Title()), Quoted(lang, p.Levels[1].Title()), count(p.Observed[1][0], lang))
	}
	return text + "."
}

// line is a test in one line: name, statistic, degrees of freedom, p.
func (t Test) line(lang string) string {
	if !t.Defined() {
		return Say(lang, "Pas de test : ", "No test: ") + t.Reason
	}
	text := t.Name
	if t.DF > 0 {
		text = equals(text, t.Statistic, Coefficient, lang) + semicolon(lang) + equals(Say(lang, "ddl", "df"), t.DF, Count, lang)
	}
	return text + semicolon(lang) + equals("p", t.P, PValue, lang)
}

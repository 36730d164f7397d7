package crossed

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Fate is what became of a finding.
type Fate uint8

const (
	// NoFate: not recorded, or nobody knows.
	NoFate Fate = iota
	// Restated is repris: found again later.
	Restated
	// Followed is suivi: something was done about it.
	Followed
	// Abandoned is abandonné.
	Abandoned
	// Contradicted is contredit.
	Contradicted
	fates = int(Contradicted) + 1
)

var fateWords = [fates]word{
	NoFate:       {"nr", "devenir inconnu", "fate unknown"},
	Restated:     {"repris", "repris", "restated"},
	Followed:     {"suivi", "suivi d'effet", "followed up"},
	Abandoned:    {"abandonne", "abandonné", "abandoned"},
	Contradicted: {"contredit", "contredit", "contradicted"},
}

// Label names the fate in French, or in English.
func (f Fate) Label(lang string) string { return fateWords[f].in(lang) }

// counted is how many findings had the fate; French words agree.
func (f Fate) counted(n int, lang string) string {
	label := f.Label(lang)
	if n > 1 && lang != "en" {
		switch f {
		case Followed:
			label = "suivis d'effet"
		case Abandoned, Contradicted:
			label += "s"
		}
	}
	return fmt.Sprintf("%d %s", n, label)
}

// String is the French label.
func (f Fate) String() string { return f.Label("fr") }

// Findings follows findings (constats) across periods: themes by periods, with
// what became of the findings. Its data is one row a finding with the columns
// id_constat, id_doc, theme, devenir and id_constat_lie, the finding of another
// document that took it up; Documents is one row a document with id_doc and
// convention, the period. dictionary.Reader reads both with the dictionaries of
// design.Accompaniment.
//
// A finding without a known document, or that comes twice, is left out and
// reported, as are links that lead nowhere or back in time.
type Findings struct {
	Documents *stats.Table
	Lang      string
}

// Finding is one row of the data.
type Finding struct {
	ID, Document string
	Theme        stats.Level
	Period       int // index in Periods
	Fate         Fate
	Linked       string // finding that took it up
}

// FindingMatrix is themes by periods.
type FindingMatrix struct {
	Spec     Findings
	Themes   []stats.Level // only those with a finding
	Periods  []stats.Level // only those with a document
	Findings []Finding
	N        int // rows read; len(Findings) of them are counted
	Warnings []string
}

// Of makes the matrix. It fails when a column that must be there is not.
func (s Findings) Of(t *stats.Table) (*FindingMatrix, error) {
	if s.Documents == nil {
		return nil, errors.New("findings: Documents is nil: it must say of which period each document is")
	}
	documents, err1 := columnOf(s.Documents, "id_doc", true)
	periods, err2 := columnOf(s.Documents, "convention", true)
	ids, err3 := columnOf(t, "id_constat", true)
	origins, err4 := columnOf(t, "id_doc", true)
	themes, err5 := columnOf(t, "theme", true)
	outcomes, err6 := columnOf(t, "devenir", true)
	if err := errors.Join(err1, err2, err3, err4, err5, err6); err != nil {
		return nil, fmt.Errorf("findings: %w", err)
	}
	links, _ := columnOf(t, "id_constat_lie", false)
	m := &FindingMatrix{Spec: s, N: t.Len(), Periods: periods.levels(s.Documents.Len())}
	if _, ordered := periods.of.(*stats.Categories); !ordered {
		slices.SortFunc(m.Periods, func(a, b stats.Level) int { return cmp.Compare(a.Code, b.Code) })
	}
	m.Periods = slices.DeleteFunc(m.Periods, func(p stats.Level) bool {
		for row := range s.Documents.Len() {
			if periods.at(row) == p.Code {
				return false
			}
		}
		return true
	})
	periodOf := map[string]int{}
	for row := range s.Documents.Len() {
		periodOf[documents.at(row)] = slices.IndexFunc(m.Periods, func(p stats.Level) bool { return p.Code == periods.at(row) })
	}
	declared := themes.levels(t.Len())
	n := notes{lang: s.Lang}
	homeless, twice, strange := 0, 0, 0
	at := map[string]int{}
	for row := range t.Len() {
		f := Finding{ID: ids.at(row), Document: origins.at(row), Linked: links.at(row)}
		period, known := periodOf[f.Document]
		_, before := at[f.ID]
		theme := slices.IndexFunc(declared, func(l stats.Level) bool { return l.Code == themes.at(row) })
		switch {
		case f.ID == "" || !known || period < 0 || theme < 0:
			homeless++
			continue
		case before:
			twice++
			continue
		}
		fate, known := wordIndex(fateWords[:], outcomes.at(row))
		if !known && outcomes.at(row) != "" {
			strange++
		}
		f.Theme, f.Period, f.Fate = declared[theme], period, Fate(fate)
		at[f.ID] = len(m.Findings)
		m.Findings = append(m.Findings, f)
	}
	for _, theme := range declared {
		if slices.ContainsFunc(m.Findings, func(f Finding) bool { return f.Theme == theme }) {
			m.Themes = append(m.Themes, theme)
		}
	}
	nowhere, back := 0, 0
	for _, f := range m.Findings {
		switch to, known := at[f.Linked]; {
		case f.Linked == "":
		case !known:
			nowhere++
		case m.Findings[to].Period < f.Period:
			back++
		}
	}
	n.counted(homeless, "Constats sans code, sans thème ou sans document daté, non comptés : %d.", "Findings without a code, a theme or a dated document, not counted: %d.")
	n.counted(twice, "Constats déjà lus sous le même code, non comptés : %d.", "Findings read before under the same code, not counted: %d.")
	n.counted(strange, "Devenirs hors de la liste, comptés comme inconnus : %d.", "Fates that are not in the list, counted as unknown: %d.")
	n.counted(nowhere, "Liens vers un constat qui n'est pas dans le fichier : %d.", "Links to a finding that is not in the file: %d.")
	n.counted(back, "Liens vers un constat d'une convention antérieure, à vérifier : %d.", "Links to a finding of an earlier period, to be checked: %d.")
	m.Warnings = n.list
	return m, nil
}

// Count is the number of findings on a theme in a period with a fate.
func (m *FindingMatrix) Count(theme string, period int, fate Fate) int {
	n := 0
	for _, f := range m.Findings {
		if f.Theme.Code == theme && f.Period == period && f.Fate == fate {
			n++
		}
	}
	return n
}

// Tables are three: themes by periods in words; the counts, one row a theme and
// period with its sum; and the links from one finding to the one that took it
// up.
func (m *FindingMatrix) Tables() []*stats.Table {
	return []*stats.Table{m.matrix(), m.counts(), m.links()}
}

// String prints themes by periods.
func (m *FindingMatrix) String() string { return stats.Printer{Lang: m.Spec.Lang}.Of(m.matrix()) }

func (m *FindingMatrix) matrix() *stats.Table {
	lang := m.Spec.Lang
	columns := []stats.Column{each.Text("theme", stats.Say(lang, "Thème", "Theme"), m.Themes, stats.NotRecorded, stats.Level.Title)}
	for period, p := range m.Periods {
		columns = append(columns, each.Text("convention_"+p.Code, p.Title(), m.Themes, stats.NotApplicable, func(theme stats.Level) string {
			var parts []string
			for i := range fates {
				fate := Fate((i + 1) % fates)
				if n := m.Count(theme.Code, period, fate); n > 0 {
					parts = append(parts, fate.counted(n, lang))
				}
			}
			return strings.Join(parts, ", ")
		}))
	}
	stated := func(theme stats.Level) int {
		n := 0
		for period := range m.Periods {
			if slices.ContainsFunc(m.Findings, func(f Finding) bool { return f.Theme == theme && f.Period == period }) {
				n++
			}
		}
		return n
	}
	columns = append(columns, each.Count("conventions", stats.Say(lang, "Conventions où il revient", "Periods in which it comes"), m.Themes, stated))
	return stats.MustTable(stats.Say(lang, "Constats : thèmes × conventions", "Findings: themes × periods"), columns...).
		Captioned(stats.Caption{
			Population: fmt.Sprintf(stats.Say(lang, "%d constats comptés sur %d lus.", "%d findings counted of %d read."), len(m.Findings), m.N),
			Notes:      append(slices.Clone(m.Warnings), stats.Say(lang, "SO : aucun constat sur ce thème dans cette convention.", "SO: no finding on the theme in the period.")),
		})
}

func (m *FindingMatrix) counts() *stats.Table {
	lang := m.Spec.Lang
	type line struct {
		theme  stats.Level
		period int
		total  bool
	}
	var lines []line
	for _, theme := range m.Themes {
		for period := range m.Periods {
			lines = append(lines, line{theme: theme, period: period})
		}
	}
	lines = append(lines, line{total: true})
	count := func(l line, keep func(Finding) bool) int {
		n := 0
		for _, f := range m.Findings {
			if keep(f) && (l.total || f.Theme == l.theme && f.Period == l.period) {
				n++
			}
		}
		return n
	}
	columns := []stats.Column{
		each.Text("theme", stats.Say(lang, "Thème", "Theme"), lines, stats.NotRecorded, func(l line) string {
			if l.total {
				return stats.Say(lang, "Ensemble", "All")
			}
			return l.theme.Title()
		}),
		each.Text("convention", "Convention", lines, stats.NotApplicable, func(l line) string {
			if l.total {
				return ""
			}
			return m.Periods[l.period].Title()
		}),
	}
	for i := range fates {
		fate := Fate((i + 1) % fates)
		columns = append(columns, each.Count(fateWords[fate].code, fate.Label(lang), lines, func(l line) int {
			return count(l, func(f Finding) bool { return f.Fate == fate })
		}))
	}
	columns = append(columns, each.Count("n", stats.Say(lang, "Constats", "Findings"), lines, func(l line) int { return count(l, func(Finding) bool { return true }) }))
	return stats.MustTable(stats.Say(lang, "Constats : devenir par thème et convention", "Findings: fate by theme and period"), columns...).
		WithTotals(1).Captioned(stats.Caption{Units: stats.Say(lang, "Nombre de constats", "Number of findings")})
}

func (m *FindingMatrix) links() *stats.Table {
	lang := m.Spec.Lang
	type link struct{ from, to Finding }
	var all []link
	for _, f := range m.Findings {
		to := slices.IndexFunc(m.Findings, func(g Finding) bool { return g.ID == f.Linked })
		if to >= 0 {
			all = append(all, link{f, m.Findings[to]})
		}
	}
	period := func(f Finding) string { return m.Periods[f.Period].Title() }
	return stats.MustTable(stats.Say(lang, "Constats liés", "Linked findings"),
		each.Text("theme", stats.Say(lang, "Thème", "Theme"), all, stats.NotRecorded, func(l link) string { return l.from.Theme.Title() }),
		each.Text("constat", stats.Say(lang, "Constat", "Finding"), all, stats.NotRecorded, func(l link) string { return l.from.ID }),
		each.Text("convention", "Convention", all, stats.NotRecorded, func(l link) string { return period(l.from) }),
		levelColumn("devenir", stats.Say(lang, "Devenir", "Fate"), wordLevels(fateWords[1:], lang), all, stats.NotRecorded, func(l link) int { return int(l.from.Fate) - 1 }),
		each.Text("constat_lie", stats.Say(lang, "Constat lié", "Linked finding"), all, stats.NotRecorded, func(l link) string { return l.to.ID }),
		each.Text("convention_liee", stats.Say(lang, "Sa convention", "Its period"), all, stats.NotRecorded, func(l link) string { return period(l.to) }))
}

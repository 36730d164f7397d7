package export

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// arrangement is the sheets of the results, their tables numbered, and what the
// caller put on the sheets of the workbook itself.
type arrangement struct {
	results               []*tab
	long, method, journal *tab
	concealed             []ward
}

func (b *Workbook) arrange() (a arrangement, err error) {
	if a.concealed, err = b.protect(); err != nil {
		return a, err
	}
	a.long, a.method, a.journal = &tab{name: b.longName()}, &tab{name: b.methodName()}, &tab{name: b.journalName()}
	for _, s := range b.sheets {
		main, aside := &tab{name: s.name}, &tab{name: b.apartFrom(s)}
		own := false
		for _, sheet := range []*tab{a.long, a.method, a.journal} {
			if s.name == sheet.name {
				main, aside, own = sheet, sheet, true
			}
		}
		for _, addition := range s.additions {
			entries, err := addition.entries()
			if err != nil {
				return a, fmt.Errorf("sheet %q: %w", s.name, err)
			}
			for _, e := range entries {
				if e.apart {
					aside.entries = append(aside.entries, e)
				} else {
					main.entries = append(main.entries, e)
				}
			}
		}
		for _, t := range []*tab{main, aside} {
			if len(t.entries) > 0 && !own {
				a.results = append(a.results, t)
			}
		}
	}
	tables, figures := 0, 0
	for _, s := range a.results {
		for i := range s.entries {
			count := &tables
			if s.entries[i].picture != nil {
				count = &figures
			}
			*count++
			s.entries[i].number = *count
		}
	}
	return a, nil
}

// called is how a numbered table or figure is called: "Tableau 3".
func (b *Workbook) called(e entry) string {
	if e.picture != nil {
		return "Figure " + strconv.Itoa(e.number)
	}
	return b.say("Tableau ", "Table ") + strconv.Itoa(e.number)
}

// take adds a table of the workbook's own to a sheet, unless it is empty.
func (t *tab) take(table *stats.Table) {
	if table.Len() > 0 {
		t.entries = append(t.entries, entry{table: table})
	}
}

// withOwn is the sheets of the results as the profile has them, then those that
// the workbook writes: every cell in long form, how each result was made, and
// the journal. What the caller put on one of these comes first on it.
func (b *Workbook) withOwn() ([]*tab, error) {
	a, err := b.arrange()
	if err != nil {
		return nil, err
	}
	sheets, err := b.profiled(a.results)
	if err != nil {
		return nil, err
	}
	settings, err := b.settings()
	if err != nil {
		return nil, err
	}
	if b.Profile.detailed() {
		a.long.take(b.longForm(a.results))
		a.method.take(b.methodTable(a.results))
	} else {
		a.long.entries, a.method.entries = nil, nil
		a.journal.entries = nil // it names files
	}
	hidden := b.concealment(a.concealed)
	if b.Profile == Restitution {
		hidden = b.caseCodesOf(a.results).of(hidden, b.Lang)
	}
	a.journal.entries = append(a.journal.entries, entry{table: settings}, entry{table: hidden})
	for _, own := range []*tab{a.long, a.method, a.journal} {
		if len(own.entries) > 0 {
			sheets = append(sheets, own)
		}
	}
	if b.Profile == Accessible {
		return b.spread(sheets), nil
	}
	return sheets, nil
}

// apartFrom is the name of the sheet for what stands apart from a sheet's tables.
func (b *Workbook) apartFrom(s *tab) string {
	taken := map[string]bool{}
	for _, other := range b.sheets {
		taken[strings.ToLower(other.name)] = true
	}
	return freeName(s.name+b.say(" – calculs", " – details"), taken)
}

// settings is the table of what the workbook was told.
func (b *Workbook) settings() (*stats.Table, error) {
	var names, values []string
	set := func(name, value string) {
		if value != "" {
			names, values = append(names, name), append(values, value)
		}
	}
	set(b.say("Titre", "Title"), b.Title)
	set("Version", b.Version)
	if !b.Date.IsZero() {
		set("Date", stats.Number.Date(b.Date, b.Lang))
	}
	set(b.say("Profil", "Profile"), b.Profile.label(b.Lang))
	set(b.say("Plus petit effectif montré", "Least count shown"), strconv.Itoa(b.threshold()))
	set(b.say("Écrit par", "Written by"), maker)
	return stats.NewTable(b.say("Réglages du classeur", "Settings of the workbook"),
		stats.Variable{Name: "reglage", Label: b.say("Réglage", "Setting")}.Texts(names, nil),
		stats.Variable{Name: "valeur", Label: b.say("Valeur", "Value")}.Texts(values, nil))
}

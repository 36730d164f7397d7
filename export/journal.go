package export

import (
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// withOwn is the sheets of the results, then those that the workbook writes:
// every cell in long form, how each result was made, and the journal. What the
// caller put on one of these comes first on it.
func (b *Workbook) withOwn() ([]*tab, error) {
	concealed, err := b.protect()
	if err != nil {
		return nil, err
	}
	long, method, journal := &tab{name: b.longName()}, &tab{name: b.methodName()}, &tab{name: b.journalName()}
	var sheets []*tab
	for _, s := range b.sheets {
		main, aside := &tab{name: s.name}, &tab{name: b.apartFrom(s)}
		for _, own := range []*tab{long, method, journal} {
			if s.name == own.name {
				main, aside = own, own
			}
		}
		for _, a := range s.additions {
			for _, e := range a.entries() {
				if e.apart {
					aside.entries = append(aside.entries, e)
				} else {
					main.entries = append(main.entries, e)
				}
			}
		}
		for _, t := range []*tab{main, aside} {
			if len(t.entries) > 0 && t != long && t != method && t != journal {
				sheets = append(sheets, t)
			}
		}
	}
	number := 0
	for _, s := range sheets {
		for i := range s.entries {
			number++
			s.entries[i].number = number
		}
	}
	settings, err := b.settings()
	if err != nil {
		return nil, err
	}
	if table := b.methodTable(sheets); table.Len() > 0 {
		method.entries = append(method.entries, entry{table: table})
	}
	if table := b.longForm(sheets); table.Len() > 0 {
		long.entries = append(long.entries, entry{table: table})
	}
	journal.entries = append(journal.entries, entry{table: settings}, entry{table: b.concealment(concealed)})
	for _, own := range []*tab{long, method, journal} {
		if len(own.entries) > 0 {
			sheets = append(sheets, own)
		}
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
	set(b.say("Plus petit effectif montré", "Least count shown"), strconv.Itoa(b.threshold()))
	set(b.say("Écrit par", "Written by"), maker)
	return stats.NewTable(b.say("Réglages du classeur", "Settings of the workbook"),
		stats.Variable{Name: "reglage", Label: b.say("Réglage", "Setting")}.Texts(names, nil),
		stats.Variable{Name: "valeur", Label: b.say("Valeur", "Value")}.Texts(values, nil))
}

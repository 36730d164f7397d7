package export

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// withJournal is the sheets with the journal last: what the caller put there,
// then the settings of the workbook and what it hid.
func (b *Workbook) withJournal() ([]*tab, error) {
	concealed, err := b.protect()
	if err != nil {
		return nil, err
	}
	var sheets []*tab
	journal := &tab{name: b.journalName()}
	for _, s := range b.sheets {
		main := &tab{name: s.name}
		aside := &tab{name: b.apartFrom(s)}
		if s.name == journal.name {
			main = journal
		}
		for _, a := range s.additions {
			entries, err := a.entries()
			if err != nil {
				return nil, fmt.Errorf("sheet %q: %w", s.name, err)
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
			if len(t.entries) > 0 && t != journal {
				sheets = append(sheets, t)
			}
		}
	}
	settings, err := b.settings()
	if err != nil {
		return nil, err
	}
	journal.entries = append(journal.entries, entry{table: settings}, entry{table: b.concealment(concealed)})
	return append(sheets, journal), nil
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

package dictionary

import (
	"slices"

	"github.com/askoria/verbatim/interviews/internal/cell"
	"github.com/askoria/verbatim/stats"
)

// column is a variable being filled.
type column struct {
	variable *Variable
	at       int    // in the rows of the file, -1 when it is not there
	parts    []part // or the several columns that make it
	fixed    string // or what it is in all rows: the name of the sheet
	title    string // in the file
	filler   filler
	missing  []stats.Missing
	reasons  []MissingCode            // by the code as it stands
	folded   map[string]stats.Missing // by the code whatever its case and accents
	longest  int                      // bytes of the longest code in reasons
	begins   [256]bool                // the first bytes of the codes in reasons
	open     bool                     // any text is a level
	allowed  bool                     // although it identifies persons
	refused  bool                     // because it identifies persons
	free     bool                     // it could hold what names persons
	asked    *asked
	written  int // where the row at hand has something, -1 for nowhere
}

// there tells whether the file has the variable.
func (c *column) there() bool { return c.at >= 0 || len(c.parts) > 0 }

func newColumn(v *Variable, from1904 bool, size int) *column {
	c := &column{
		variable: v, at: -1, title: v.Name, filler: fillerOf(v, from1904, size), missing: make([]stats.Missing, 0, size),
		folded: map[string]stats.Missing{},
		open:   (v.Type == Nominal || v.Type == Multiple) && len(v.Levels) == 0,
	}
	declare := func(code string, reason stats.Missing) {
		c.reasons = append(c.reasons, MissingCode{code, reason})
		c.folded[fold(code)] = reason
		c.longest = max(c.longest, len(code))
		if code != "" {
			c.begins[code[0]] = true
		}
	}
	for _, reason := range stats.MissingReasons() {
		isLevel := slices.ContainsFunc(v.Levels, func(l stats.Level) bool { return l.Code == reason.Code() })
		if !isLevel {
			declare(reason.Code(), reason)
		}
	}
	for _, m := range v.Missing {
		declare(m.Code, m.Reason)
	}
	return c
}

// add takes the cell of the next row kept.
func (c *column) add(text string) fault {
	reason, f := c.take(text)
	if reason != stats.Recorded {
		c.filler.blank()
	}
	c.missing = append(c.missing, reason)
	return f
}

// reason is what a code says of a missing value, Recorded where it is none.
// Codes are few and short: looking through them is faster than a map.
func (c *column) reason(text string) stats.Missing {
	if text == "" || len(text) > c.longest || !c.begins[text[0]] {
		return stats.Recorded
	}
	// What the dictionary declares comes last, and decides.
	for i := len(c.reasons) - 1; i >= 0; i-- {
		if c.reasons[i].Code == text {
			return c.reasons[i].Reason
		}
	}
	return stats.Recorded
}

// take reads a cell into the filler, or says why there is no value.
func (c *column) take(text string) (stats.Missing, fault) {
	if text == "" {
		return stats.NotRecorded, fault{}
	}
	if reason := c.reason(text); reason != stats.Recorded {
		return reason, fault{}
	}
	if text[0] == '#' && cell.Broken(text) {
		return stats.Unreadable, fault{"est une erreur de formule", "corriger la formule, ou vider la cellule"}
	}
	if c.open && cell.LostDigits(text) {
		return stats.Unreadable, lostDigits
	}
	if c.open && len(text) <= c.longest {
		if reason, ok := c.folded[fold(text)]; ok {
			return reason, fault{}
		}
	}
	f := c.filler.read(text)
	if f.none() {
		return stats.Recorded, f
	}
	if reason, ok := c.folded[fold(text)]; ok {
		return reason, fault{}
	}
	return stats.Unreadable, f
}

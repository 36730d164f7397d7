package dictionary

import (
	"fmt"
	"strings"
	"time"

	"github.com/askoria/verbatim/interviews/internal/cell"
	"github.com/askoria/verbatim/stats"
)

// dates reads days, or months kept as their first day.
type dates struct {
	bounds   bounds
	month    bool
	from1904 bool
	values   []time.Time
	serials  int // spreadsheet numbers taken for days
	short    int // years of two digits
}

func (d *dates) blank() { d.values = append(d.values, time.Time{}) }

func (d *dates) is(row int, value string) bool {
	return d.values[row].Equal(cell.ReadDate(value, d.from1904).Day)
}

func (d *dates) read(text string) fault {
	date := cell.ReadDate(text, d.from1904)
	if d.month && date.Precision == cell.ToDay {
		date.Day, date.Precision = time.Date(date.Day.Year(), date.Day.Month(), 1, 0, 0, 0, 0, time.UTC), cell.ToMonth
	}
	var f fault
	switch {
	case date.Precision == cell.Impossible:
		f = fault{"n'existe pas au calendrier", d.example()}
	case date.Precision == cell.NoDate && d.month:
		f = fault{"n'est pas un mois", d.example()}
	case date.Precision == cell.NoDate:
		f = fault{"n'est pas une date", d.example()}
	case date.Precision == cell.ToYear:
		f = fault{"ne donne que l'année", "compléter ; " + d.example()}
	case date.Precision == cell.ToMonth && !d.month:
		f = fault{"ne donne pas le jour", "compléter, ou déclarer la variable de type mois"}
	case !d.bounds.none():
		f = d.bounds.check(float64(stats.Day(date.Day)))
	}
	if !f.none() {
		return f
	}
	if date.Serial {
		d.serials++
	}
	if date.ShortYear {
		d.short++
	}
	d.values = append(d.values, date.Day)
	return f
}

func (d *dates) example() string {
	if d.month {
		return "écrire mois/année, par exemple 01/2006"
	}
	return "écrire jour/mois/année, par exemple 31/01/2006"
}

func (d *dates) column(v stats.Variable, missing []stats.Missing) stats.Column {
	if d.month {
		v.Format = stats.Month
	}
	return v.Dates(d.values, missing)
}

// notes tell what was guessed. Serial numbers are how workbooks store any
// date, and a guess only in a CSV file.
func (d *dates) notes(name string, workbook bool) []string {
	var notes []string
	if d.serials > 0 && !workbook {
		notes = append(notes, fmt.Sprintf("%s : dates écrites en numéro de tableur : %d", name, d.serials))
	}
	if d.short > 0 {
		notes = append(notes, fmt.Sprintf("%s : années à deux chiffres, lues de 1930 à 2029 : %d", name, d.short))
	}
	d.serials, d.short = 0, 0
	return notes
}

// texts keeps text as it stands.
type texts struct {
	values []string
	room   strings.Builder // for copies: cells belong to the text of a whole file
}

func (t *texts) blank()                        { t.values = append(t.values, "") }
func (t *texts) is(row int, value string) bool { return t.values[row] == value }
func (t *texts) notes(string, bool) []string   { return nil }

func (t *texts) read(text string) fault {
	if cell.LostDigits(text) {
		return lostDigits
	}
	t.values = append(t.values, t.copied(text))
	return fault{}
}

var lostDigits = fault{"est un code dont le tableur a perdu des chiffres", "mettre la colonne au format texte et ressaisir le code"}

// copied copies many short texts with few allocations.
func (t *texts) copied(text string) string {
	const block = 1 << 13
	if t.room.Cap()-t.room.Len() < len(text) {
		t.room = strings.Builder{}
		t.room.Grow(max(block, len(text)))
	}
	start := t.room.Len()
	t.room.WriteString(text)
	return t.room.String()[start:]
}

func (t *texts) column(v stats.Variable, missing []stats.Missing) stats.Column {
	return v.Texts(t.values, missing)
}

package cell

import (
	"math"
	"strings"
	"time"

	"github.com/askoria/verbatim/stats"
)

// Precision is how much of a date a cell gives.
type Precision uint8

const (
	// NoDate: the cell is no date.
	NoDate Precision = iota
	// Impossible: written as a date that no calendar has, "31/02/2021".
	Impossible
	// ToYear, ToMonth and ToDay: the first day of what is given.
	ToYear
	ToMonth
	ToDay
)

// Date is what a cell says of a day.
type Date struct {
	Day       time.Time // midnight UTC
	Precision Precision
	Serial    bool // it was a spreadsheet's number: 44230
	ShortYear bool // the century was guessed: 03/02/21
}

// ReadDate reads 31/01/2021 (also with - or .), 2021-01-31, both with an hour
// after it, 31 janvier 2021, 01/2021, 2021-01, févr-21, 2021, and the numbers
// by which spreadsheets store days, counted from 1900 or from 1904. Years of two
// digits are 1930 to 2029. Years go from 1900 to 2100.
func ReadDate(text string, from1904 bool) Date {
	text = strings.TrimSpace(text)
	if date, ok := plainDate(text); ok {
		return date
	}
	if cut := strings.IndexAny(text, "T "); cut > 5 && strings.Contains(text[cut:], ":") {
		text = text[:cut]
	}
	if text == "" || len(text) > 40 {
		return Date{}
	}
	if strings.IndexFunc(text, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != ',' }) < 0 {
		if date, ok := readSerial(text, from1904); ok {
			return date
		}
	}
	var fields [3]string
	n := 0
	for field := range strings.FieldsFuncSeq(text, func(r rune) bool {
		return r == '/' || r == '-' || r == '.' || r == '\u2011' || isGap(r)
	}) {
		if n == len(fields) {
			return Date{}
		}
		fields[n] = field
		n++
	}
	switch n {
	case 3:
		if isYear(fields[0]) {
			fields[0], fields[2] = fields[2], fields[0]
		}
		return build(strings.TrimSuffix(fields[0], "er"), fields[1], fields[2])
	case 2:
		if isYear(fields[0]) {
			fields[0], fields[1] = fields[1], fields[0]
		}
		// "12/02" may be a day and a month: a month in digits wants a full year.
		if _, number := digits(fields[0], 2); number && len(fields[1]) != 4 {
			return Date{}
		}
		date := build("1", fields[0], fields[1])
		date.Precision = min(date.Precision, ToMonth)
		return date
	}
	return Date{}
}

// plainDate reads what nearly all dates are: 31/01/2021 and 2021-01-31.
func plainDate(text string) (Date, bool) {
	switch {
	case len(text) != 10:
		return Date{}, false
	case text[2] == '/' && text[5] == '/':
		return build(text[:2], text[3:5], text[6:]), true
	case text[4] == '-' && text[7] == '-':
		return build(text[8:], text[5:7], text[:4]), true
	}
	return Date{}, false
}

// readSerial reads a year or a spreadsheet's number of a day.
func readSerial(text string, from1904 bool) (Date, bool) {
	number, _, ok := Number(text)
	switch {
	case !ok:
		return Date{}, false
	case number >= 1900 && number <= 2100 && len(text) == 4:
		return Date{Day: time.Date(int(number), 1, 1, 0, 0, 0, 0, time.UTC), Precision: ToYear}, true
	case number < 10_000 || number >= 73_415: // 18 May 1927, end of 2100
		return Date{}, false
	}
	// Spreadsheets have a 29 February 1900 that never was: after it the count is
	// right from 30 December 1899.
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return Date{Day: first.AddDate(0, 0, int(math.Floor(number))), Precision: ToDay, Serial: true}, true
}

func build(day, month, year string) Date {
	d, okDay := digits(day, 2)
	m, okMonth := digits(month, 2)
	if !okMonth {
		m, okMonth = monthNamed(month)
	}
	y, okYear := digits(year, 4)
	if !okDay || !okMonth || !okYear {
		return Date{}
	}
	short := len(year) == 2
	switch {
	case short && y < 30:
		y += 2000
	case short:
		y += 1900
	case y < 1900 || y > 2100:
		return Date{Precision: Impossible}
	}
	if m < 1 || m > 12 || d < 1 || d > daysIn(m, y) {
		return Date{Precision: Impossible}
	}
	return Date{Day: time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), Precision: ToDay, ShortYear: short}
}

func daysIn(month, year int) int {
	switch {
	case month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0):
		return 29
	case month == 2:
		return 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		return 30
	}
	return 31
}

func isYear(text string) bool {
	_, number := digits(text, 4)
	return number && len(text) == 4
}

func digits(text string, most int) (int, bool) {
	if len(text) > most || len(text) == 3 {
		return 0, false
	}
	n := 0
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = 10*n + int(text[i]-'0')
	}
	return n, len(text) > 0
}

// monthNamed finds a month by its name or by a beginning of three letters or
// more: "févr", "févr.", "fev". "jui" could be two months and is none.
func monthNamed(text string) (int, bool) {
	folded := strings.TrimSuffix(stats.Fold(text), ".")
	if len(folded) < 3 {
		return 0, false
	}
	found := 0
	for i, name := range monthNames {
		if strings.HasPrefix(name, folded) {
			if found > 0 {
				return 0, false
			}
			found = i + 1
		}
	}
	return found, found > 0
}

var monthNames = [...]string{
	"janvier", "fevrier", "mars", "avril", "mai", "juin",
	"juillet", "aout", "septembre", "octobre", "novembre", "decembre",
}

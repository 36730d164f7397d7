package pseudonym

import (
	"fmt"
	"strconv"
	"strings"
)

// DateStyle says what remains of a date.
type DateStyle uint8

const (
	// DateNumbered leaves nothing of it: [DATE_1].
	DateNumbered DateStyle = iota
	// DateMonth keeps the month and the year: [DATE_2012-03]. Dates of birth
	// are numbered all the same.
	DateMonth
	// DateYear keeps the year: [DATE_2012]. Dates of birth are numbered.
	DateYear
)

// calendarDay is a date as somebody tells it; 0 where a part is not told.
type calendarDay struct{ year, month, day int }

func (d calendarDay) canon() string { return fmt.Sprintf("%d-%d-%d", d.year, d.month, d.day) }

// kept is what a style keeps of a date; "" for nothing.
func (d calendarDay) kept(style DateStyle) string {
	switch {
	case d.year == 0:
		return ""
	case style == DateMonth:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	case style == DateYear:
		return fmt.Sprintf("%04d", d.year)
	}
	return ""
}

// century completes years of two digits: children and their parents' parents
// were born between 1941 and 2040.
func century(year int) int {
	switch {
	case year > 99:
		return year
	case year > 40:
		return 1900 + year
	}
	return 2000 + year
}

func numericDate(text string) (calendarDay, bool) {
	var parts [3]int
	fields := strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if len(fields) != 3 {
		return calendarDay{}, false
	}
	for i, field := range fields {
		parts[i], _ = strconv.Atoi(field)
	}
	if len(fields[0]) == 4 {
		return calendarDay{parts[0], parts[1], parts[2]}, true
	}
	return calendarDay{century(parts[2]), parts[1], parts[0]}, true
}

// date reads a date that names its month, at the atom of the month: "12 mars
// 2012", "le premier avril", "trente et un mai deux mille neuf".
func (d *detector) date(at int) (candidate, bool) {
	if !d.is(at, month) {
		return candidate{}, false
	}
	from, day := d.dayBefore(at)
	if day == 0 {
		return candidate{}, false
	}
	told := calendarDay{month: d.monthOf(at), day: day}
	end := at + 1
	if year, to := d.yearAt(end); to > end {
		told.year, end = year, to
	}
	c := d.candidate(from, end, Date, ByDate, 0.95)
	if told.year == 0 {
		c.confidence = 0.7
	}
	c.canon, c.day = told.canon(), told
	return c, true
}

var monthNames = [...]string{"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"}

func (d *detector) monthOf(at int) int {
	for i, name := range monthNames {
		if d.fold(at) == name {
			return i + 1
		}
	}
	return 0
}

var numberValues = map[string]int{
	"zero": 0, "un": 1, "premier": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
	"sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
	"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "nonante": 90,
	"cent": 100, "cents": 100, "mille": 1000,
}

// dayBefore reads the day in front of a month, in digits or in words.
func (d *detector) dayBefore(at int) (from, day int) {
	if at == 0 || !d.atoms[at].joined() {
		return at, 0
	}
	last := &d.atoms[at-1]
	switch {
	case last.form == digits:
		day, _ = strconv.Atoi(d.text[last.start:last.end])
		from = at - 1
	case d.fold(at-1) == "er" && at > 1 && d.text[d.atoms[at-2].start:d.atoms[at-2].end] == "1":
		day, from = 1, at-2 // 1er
	default:
		from = at
		for from > 0 && at-from < 4 && d.atoms[from].joined() && (d.is(from-1, number) || d.fold(from-1) == "et" && from > 1 && d.is(from-2, number)) {
			from--
			day += numberValues[d.fold(from)]
		}
		// "neuf cent trois mars" is no date.
		if day > 31 {
			return at, 0
		}
	}
	if day < 1 || day > 31 || from == at-1 && d.fold(from) == "un" {
		return at, 0
	}
	return from, day
}

// yearAt reads a year from an atom on; end is at where there is none.
func (d *detector) yearAt(at int) (year, end int) {
	if at >= len(d.atoms) || !d.atoms[at].joined() {
		return 0, at
	}
	if d.atoms[at].form == digits {
		text := d.text[d.atoms[at].start:d.atoms[at].end]
		year, _ = strconv.Atoi(text)
		if len(text) == 4 && year >= 1900 && year < 2100 || len(text) == 2 {
			return century(year), at + 1
		}
		return 0, at
	}
	total, part := 0, 0
	for end = at; end < len(d.atoms) && end-at < 9 && d.atoms[end].joined(); end++ {
		value, known := numberValues[d.fold(end)]
		switch {
		case d.fold(end) == "et" && end > at && end+1 < len(d.atoms) && d.is(end+1, number):
		case !known || !d.is(end, number):
			known = false
		case value == 1000:
			total, part = max(1, part)*1000, 0
		case value == 100:
			total, part = total+max(1, part)*100, 0
		case value == 20 && part == 4:
			part = 80
		default:
			part += value
		}
		if !known && d.fold(end) != "et" {
			break
		}
	}
	if year = total + part; year >= 1900 && year < 2100 {
		return year, end
	}
	return 0, at
}

// birth tells whether a date is told as the day of a birth: "né le", "née
// donc le", "date de naissance :".
func (d *detector) birth(before int) bool {
	for i := before - 1; i >= 0 && i >= before-5; i-- {
		switch d.fold(i) {
		case "ne", "nee", "nes", "nees", "naissance", "naquit":
			return d.atoms[i].form != upper1
		}
		if d.atoms[i+1].first && i+1 < before {
			return false
		}
	}
	return false
}

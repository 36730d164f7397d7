package stats

import (
	"bytes"
	"math"
	"strconv"
	"time"
)

// Format says how a number or a date is shown. It never changes the value.
type Format uint8

const (
	// Number: as many decimals as the number has, at most 4.
	Number Format = iota
	// Count: a whole number.
	Count
	// Percent: one decimal; the value 12.3 is 12,3 %, not 0.123.
	Percent
	// Tenth: one decimal.
	Tenth
	// Coefficient: two decimals; residuals, V, r.
	Coefficient
	// PValue: three decimals, "< 0,001" below.
	PValue
	// Month: a date without its day, 03/2021.
	Month
	// Year: a date of which only the year is known, or the number of a year.
	Year
	// Ordinal: a whole number that says where, not how many: a turn, a line, a
	// place in a text. Like the number of a year, it has no thousands.
	Ordinal
)

// Number writes a number as French readers expect it (decimal comma, narrow
// no-break space between thousands), or as English ones with lang "en".
func (f Format) Number(x float64, lang string) string { return string(f.AppendNumber(nil, x, lang)) }

// AppendNumber appends to a text what Number writes.
func (f Format) AppendNumber(text []byte, x float64, lang string) []byte {
	switch {
	case math.IsInf(x, 1):
		return append(text, "∞"...)
	case math.IsInf(x, -1):
		return append(text, "−∞"...)
	case f == Year || f == Ordinal:
		return strconv.AppendFloat(text, math.Round(x), 'f', 0, 64)
	case f == PValue && x < 0.001:
		text, x = append(text, "< "...), 0.001
	}
	var room [32]byte
	number := room[:0]
	switch f {
	case Count:
		number = strconv.AppendFloat(number, math.Round(x), 'f', 0, 64)
	case Percent, Tenth:
		number = strconv.AppendFloat(number, x, 'f', 1, 64)
	case Coefficient:
		number = strconv.AppendFloat(number, x, 'f', 2, 64)
	case PValue:
		number = strconv.AppendFloat(number, x, 'f', 3, 64)
	default:
		number = bytes.TrimRight(strconv.AppendFloat(number, x, 'f', 4, 64), "0")
		number = bytes.TrimSuffix(number, []byte("."))
	}
	return appendLocal(text, number, lang)
}

// Date writes a day: 31/01/2023, 01/2023 for Month, 2023 for Year; in English
// 2023-01-31, 2023-01, 2023.
func (f Format) Date(day time.Time, lang string) string {
	layouts := [3]string{"02/01/2006", "01/2006", "2006"}
	if lang == "en" {
		layouts = [3]string{"2006-01-02", "2006-01", "2006"}
	}
	switch f {
	case Month:
		return day.Format(layouts[1])
	case Year:
		return day.Format(layouts[2])
	}
	return day.Format(layouts[0])
}

// appendLocal appends a number written with a decimal point: it groups the
// thousands and puts the comma.
func appendLocal(text, number []byte, lang string) []byte {
	space, point := "\u202f", ","
	if lang == "en" {
		space, point = ",", "."
	}
	if number[0] == '-' {
		if len(bytes.Trim(number, "-0.")) > 0 {
			text = append(text, '-')
		}
		number = number[1:]
	}
	whole, fraction, decimal := bytes.Cut(number, []byte("."))
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			text = append(text, space...)
		}
		text = append(text, digit)
	}
	if decimal {
		text = append(append(text, point...), fraction...)
	}
	return text
}

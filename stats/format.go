package stats

import (
	"math"
	"strconv"
	"strings"
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
	// Year: a date of which only the year is known.
	Year
)

// Number writes a number as French readers expect it (decimal comma, narrow
// no-break space between thousands), or as English ones with lang "en".
func (f Format) Number(x float64, lang string) string {
	switch {
	case math.IsInf(x, 1):
		return "∞"
	case math.IsInf(x, -1):
		return "−∞"
	}
	switch f {
	case Count:
		return localise(strconv.FormatFloat(math.Round(x), 'f', 0, 64), lang)
	case Percent, Tenth:
		return localise(strconv.FormatFloat(x, 'f', 1, 64), lang)
	case Coefficient:
		return localise(strconv.FormatFloat(x, 'f', 2, 64), lang)
	case PValue:
		if x < 0.001 {
			return localise("< 0.001", lang)
		}
		return localise(strconv.FormatFloat(x, 'f', 3, 64), lang)
	}
	text := strconv.FormatFloat(x, 'f', 4, 64)
	return localise(strings.TrimSuffix(strings.TrimRight(text, "0"), "."), lang)
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

// localise groups the thousands of a number written with a decimal point, and
// puts the comma.
func localise(text, lang string) string {
	if text == "-0" || text == "-0.0" || text == "-0.00" {
		text = text[1:]
	}
	space, point := "\u202f", ","
	if lang == "en" {
		space, point = ",", "."
	}
	whole, fraction, decimal := strings.Cut(text, ".")
	start := strings.IndexFunc(whole, func(r rune) bool { return r >= '0' && r <= '9' })
	sign, digits := whole[:start], whole[start:]
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + space + digits[at:]
	}
	if decimal {
		return sign + digits + point + fraction
	}
	return sign + digits
}

// Package cell reads what people write in the cells of case files: numbers,
// dates, yes and no, as French spreadsheets show them.
package cell

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Number reads a number with a decimal comma or point, thousands apart by
// ordinary or no-break spaces, and a final percent sign, which leaves the value
// as it stands: "12,5 %" is 12.5. Nothing else is a number: not "12 ans", not
// "1.234,5" whose meaning depends on who reads.
func Number(text string) (value float64, percent, ok bool) {
	if value, ok := shortNumber(text); ok {
		return value, false, true
	}
	text = strings.TrimSpace(text)
	if rest, found := strings.CutSuffix(text, "%"); found {
		text, percent = strings.TrimSpace(rest), true
	}
	var buffer [32]byte
	plain, ok := plainNumber(buffer[:0], text)
	if !ok {
		return 0, false, false
	}
	value, err := strconv.ParseFloat(string(plain), 64)
	if err != nil || math.IsInf(value, 0) {
		return 0, false, false
	}
	return value, percent, true
}

// shortNumber reads what nearly all numbers are: at most 15 digits, a comma or
// a point among them. Both parts of the division are exact, so that its result
// is the nearest number to what is written.
func shortNumber(text string) (float64, bool) {
	digits := text
	if digits != "" && digits[0] == '-' {
		digits = digits[1:]
	}
	if digits == "" || len(digits) > 16 {
		return 0, false
	}
	whole, seen, decimals := 0, 0, -1
	for i := range len(digits) {
		switch b := digits[i]; {
		case b >= '0' && b <= '9':
			whole = 10*whole + int(b-'0')
			seen++
		case (b == ',' || b == '.') && decimals < 0:
			decimals = seen
		default:
			return 0, false
		}
	}
	if seen == 0 || seen > 15 {
		return 0, false
	}
	value := float64(whole)
	if decimals >= 0 {
		value /= powers[seen-decimals]
	}
	if len(digits) < len(text) {
		value = -value
	}
	return value, true
}

var powers = [16]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// plainNumber writes the number as Go does, in digits, a point and an exponent.
func plainNumber(plain []byte, text string) ([]byte, bool) {
	digits, group, grouped, decimals := 0, 0, false, false
	for at := 0; at < len(text); {
		r, size := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[at:])
		}
		switch {
		case r >= '0' && r <= '9':
			plain = append(plain, byte(r))
			digits++
			group++
		case (r == '-' || r == '+' || r == '−') && at == 0:
			if r != '+' {
				plain = append(plain, '-')
			}
		case isGap(r):
			if digits == 0 || decimals || (!grouped && group > 3) || (grouped && group != 3) {
				return nil, false
			}
			grouped, group = true, 0
		case r == ',' || r == '.':
			if decimals || (grouped && group != 3) {
				return nil, false
			}
			plain = append(plain, '.')
			decimals = true
		case (r == 'e' || r == 'E') && digits > 0 && !grouped:
			exponent := text[at+1:]
			if n, err := strconv.Atoi(exponent); err != nil || n < -400 || n > 400 {
				return nil, false
			}
			return append(append(plain, 'e'), exponent...), true
		default:
			return nil, false
		}
		at += size
	}
	return plain, digits > 0 && (decimals || !grouped || group == 3)
}

func isGap(r rune) bool {
	return r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009'
}

// Whole reads a whole number; "3,7" is none, "3,0" is 3.
func Whole(text string) (int, bool) {
	value, percent, ok := Number(text)
	if !ok || percent || value != math.Trunc(value) || math.Abs(value) > 1<<53 {
		return 0, false
	}
	return int(value), true
}

// LeadingNumber is the number at the start of a text such as "12 ans".
func LeadingNumber(text string) (string, bool) {
	text = strings.TrimSpace(text)
	end := strings.IndexFunc(text, func(r rune) bool { return (r < '0' || r > '9') && r != ',' && r != '.' })
	if end <= 0 {
		return "", false
	}
	_, _, ok := Number(text[:end])
	return text[:end], ok
}

// LostDigits tells whether a code went through a spreadsheet that took it for
// a number and rounded it: "1,23457E+16".
func LostDigits(text string) bool {
	if text == "" || text[0] > '9' {
		return false // as nearly all codes
	}
	at := strings.IndexByte(text, '+')
	if at < 2 || text[at-1] != 'E' && text[at-1] != 'e' {
		return false
	}
	mantissa, exponent := text[:at-1], text[at+1:]
	_, _, ok := Number(mantissa)
	n, err := strconv.Atoi(exponent)
	return ok && err == nil && n >= 5
}

// Guard puts an apostrophe before a text that a spreadsheet would compute, or
// that would look guarded; not before a number, which is none.
func Guard(text string) string {
	if _, _, number := Number(text); number || !formula(strings.TrimLeft(text, before)) {
		return text
	}
	return "'" + text
}

func formula(text string) bool { return text != "" && strings.IndexByte(formulas, text[0]) >= 0 }

// formulas are the signs with which a formula may begin, before those that may
// stand before it.
const (
	formulas = "=+-@\t\r"
	before   = "' \n\u00a0"
)

// Unguard takes off the apostrophe that exports put before a cell which a
// spreadsheet would compute: "'=1+1" is "=1+1".
func Unguard(text string) string {
	if strings.HasPrefix(text, "'") && formula(strings.TrimLeft(text, before)) {
		return text[1:]
	}
	return text
}

// Yes reads a yes or a no: oui, non, O, N, vrai, faux, x, 1, 0, yes, no, true,
// false, in any case.
func Yes(text string) (yes, ok bool) {
	// As files write them, without a copy in small letters.
	switch text {
	case "oui", "1", "Y", "x":
		return true, true
	case "non", "0", "N":
		return false, true
	}
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "oui", "o", "vrai", "x", "1", "yes", "y", "true", "✓", "✔":
		return true, true
	case "non", "n", "faux", "0", "no", "false":
		return false, true
	}
	return false, false
}

// Broken tells whether the cell is the error of a formula: "#N/A", "#REF!".
func Broken(text string) bool {
	switch text {
	case "#N/A", "#DIV/0!", "#REF!", "#VALEUR!", "#VALUE!", "#NOM?", "#NAME?", "#NUL!", "#NULL!", "#NOMBRE!", "#NUM!",
		"#PROPAGATION!", "#SPILL!", "#CALC!":
		return true
	}
	return false
}

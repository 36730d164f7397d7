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
	at := strings.IndexByte(text, '+')
	if at < 2 || text[at-1] != 'E' && text[at-1] != 'e' {
		return false
	}
	mantissa, exponent := text[:at-1], text[at+1:]
	_, _, ok := Number(mantissa)
	n, err := strconv.Atoi(exponent)
	return ok && err == nil && n >= 5
}

// Unguard takes off the apostrophe that exports put before a cell which a
// spreadsheet would compute: "'=1+1" is "=1+1".
func Unguard(text string) string {
	if len(text) > 1 && text[0] == '\'' && strings.IndexByte("=+-@\t\r", text[1]) >= 0 {
		return text[1:]
	}
	return text
}

// Yes reads a yes or a no: oui, non, O, N, vrai, faux, x, 1, 0, yes, no, true,
// false, in any case.
func Yes(text string) (yes, ok bool) {
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

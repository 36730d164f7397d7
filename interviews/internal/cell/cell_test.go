package cell

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestNumber(t *testing.T) {
	for text, want := range map[string]float64{
		"12": 12, "12,5": 12.5, "12.5": 12.5, "-3,99": -3.99, "−4": -4, "+4": 4, "0": 0, "007": 7,
		"1 234,0": 1234, "1\u00a0234,5": 1234.5, "1\u202f234\u202f567": 1234567, "12 345": 12345,
		"12,5 %": 12.5, "80%": 80, " 5 ": 5, ",5": 0.5, "5,": 5, "1.5E-3": 0.0015, "1E+05": 1e5,
	} {
		if got, _, ok := Number(text); !ok || math.Abs(got-want) > 1e-12 {
			t.Errorf("Number(%q) = %v, %v; want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", " ", "-", "12 ans", "NR", "1.234,5", "1,234.5", "1,2,3", "12 34", "1 23", "1234 567", "1 2345", "12 ,5",
		"NaN", "Inf", "0x10", "1_000", "1e999", "--1", "1-", "%", "44 %%", "1 234 ,5", "٣", "1e", "e5", "1 234e5",
	} {
		if got, _, ok := Number(text); ok {
			t.Errorf("Number(%q) = %v, want none", text, got)
		}
	}
}

// The short way to read a number gives the very number of the long one.
func TestShortNumbers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		digits := fmt.Sprint(random.Uint64() >> random.IntN(64))
		at := random.IntN(len(digits) + 1)
		text := []string{"", "-"}[random.IntN(2)] + digits[:at] + []string{"", ".", ","}[random.IntN(3)] + digits[at:]
		want, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
		if got, ok := shortNumber(text); ok && (err != nil || got != want) {
			t.Fatalf("%q is read %v, and is %v", text, got, want)
		} else if !ok && len(digits) <= 15 {
			t.Fatalf("%q is not read", text)
		}
	}
	for _, text := range []string{"", "-", ".", ",", "-,", "1,2,3", "1 2", "12 ans", "+1", "1234567890123456"} {
		if _, ok := shortNumber(text); ok {
			t.Errorf("%q is read", text)
		}
	}
}

func TestWhole(t *testing.T) {
	for text, want := range map[string]int{"3": 3, "3,0": 3, "-2": -2, "1 000": 1000} {
		if got, ok := Whole(text); !ok || got != want {
			t.Errorf("Whole(%q) = %v, %v; want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"3,7", "-3.99", "12%", "", "1e300", "3 ans"} {
		if got, ok := Whole(text); ok {
			t.Errorf("Whole(%q) = %v, want none", text, got)
		}
	}
}

func TestReadDate(t *testing.T) {
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	for text, want := range map[string]Date{
		"03/02/2021":          {Day: day(2021, 2, 3), Precision: ToDay},
		"3/2/2021":            {Day: day(2021, 2, 3), Precision: ToDay},
		"03-02-2021":          {Day: day(2021, 2, 3), Precision: ToDay},
		"03.02.2021":          {Day: day(2021, 2, 3), Precision: ToDay},
		"2021-02-03":          {Day: day(2021, 2, 3), Precision: ToDay},
		"2023-05-04 10:12:00": {Day: day(2023, 5, 4), Precision: ToDay},
		"2023-05-04T10:12:00": {Day: day(2023, 5, 4), Precision: ToDay},
		"04/05/2023 10:12":    {Day: day(2023, 5, 4), Precision: ToDay},
		"29/02/2020":          {Day: day(2020, 2, 29), Precision: ToDay},
		"1er février 2021":    {Day: day(2021, 2, 1), Precision: ToDay},
		"12 août 2021":        {Day: day(2021, 8, 12), Precision: ToDay},
		"3-févr-21":           {Day: day(2021, 2, 3), Precision: ToDay, ShortYear: true},
		"03/02/21":            {Day: day(2021, 2, 3), Precision: ToDay, ShortYear: true},
		"03/02/30":            {Day: day(1930, 2, 3), Precision: ToDay, ShortYear: true},
		"44230":               {Day: day(2021, 2, 3), Precision: ToDay, Serial: true},
		"44230.5":             {Day: day(2021, 2, 3), Precision: ToDay, Serial: true},
		"2021-02":             {Day: day(2021, 2, 1), Precision: ToMonth},
		"02/2021":             {Day: day(2021, 2, 1), Precision: ToMonth},
		"févr-21":             {Day: day(2021, 2, 1), Precision: ToMonth, ShortYear: true},
		"févr.-21":            {Day: day(2021, 2, 1), Precision: ToMonth, ShortYear: true},
		"Février 2021":        {Day: day(2021, 2, 1), Precision: ToMonth},
		"juil-21":             {Day: day(2021, 7, 1), Precision: ToMonth, ShortYear: true},
		"mars-21":             {Day: day(2021, 3, 1), Precision: ToMonth, ShortYear: true},
		"2021":                {Day: day(2021, 1, 1), Precision: ToYear},
		"31/02/2021":          {Precision: Impossible},
		"32/01/2006":          {Precision: Impossible},
		"29/02/2021":          {Precision: Impossible},
		"02/13/2021":          {Precision: Impossible},
		"31/01/0203":          {Precision: Impossible},
	} {
		if got := ReadDate(text, false); got != want {
			t.Errorf("ReadDate(%q) = %+v, want %+v", text, got, want)
		}
	}
	for _, text := range []string{
		"", "NR", "début 2021", "??", "jui-21", "12/02", "12.02", "1/2/3/4", "99", "1500", "999999", "03/02/202", "a/b/c", "12:30",
	} {
		if got := ReadDate(text, false); got != (Date{}) {
			t.Errorf("ReadDate(%q) = %+v, want none", text, got)
		}
	}
	if got := ReadDate("42768", true); got.Day != day(2021, 2, 3) {
		t.Errorf("the same day in a workbook counted from 1904 is %v", got.Day)
	}
}

func TestYes(t *testing.T) {
	for text, want := range map[string]bool{"oui": true, "O": true, "VRAI": true, "x": true, "1": true, "non": false, "N": false, "FAUX": false, "0": false, "Y": true} {
		if got, ok := Yes(text); !ok || got != want {
			t.Errorf("Yes(%q) = %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "2", "peut-être", "-"} {
		if _, ok := Yes(text); ok {
			t.Errorf("Yes(%q) is neither", text)
		}
	}
}

func TestGuardsAndLosses(t *testing.T) {
	for text, want := range map[string]string{"'=1+1": "=1+1", "'@x": "@x", "'abc": "'abc", "'": "'", "=1": "=1"} {
		if got := Unguard(text); got != want {
			t.Errorf("Unguard(%q) = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]bool{"1,23457E+16": true, "1.23456789012346E+16": true, "E0001": false, "REF+12": false, "1E+2": false, "E+12": false} {
		if got := LostDigits(text); got != want {
			t.Errorf("LostDigits(%q) = %v", text, got)
		}
	}
	for text, want := range map[string]string{"=1+1": "'=1+1", "@x": "'@x", "-5": "-5", "-1,5": "-1,5", "-x": "'-x", "+": "'+", "'=1": "''=1", "": "", "x=1": "x=1"} {
		if got := Guard(text); got != want || Unguard(got) != text {
			t.Errorf("Guard(%q) = %q, back %q", text, got, Unguard(got))
		}
	}
	if number, ok := LeadingNumber("12 ans"); !ok || number != "12" {
		t.Errorf("LeadingNumber = %q, %v", number, ok)
	}
	if _, ok := LeadingNumber("ans"); ok {
		t.Error("there is no number in it")
	}
}

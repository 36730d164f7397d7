package main

import (
	"fmt"
	"strconv"
	"time"
)

func day(year, month, d int) time.Time {
	return time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC)
}

// months counts whole months.
func months(from, to time.Time) int {
	n := 12*(to.Year()-from.Year()) + int(to.Month()) - int(from.Month())
	if to.Day() < from.Day() {
		n--
	}
	return n
}

func days(from, to time.Time) int { return int(to.Sub(from).Hours() / 24) }

// between draws a whole number from low to high, both included.
func (s *study) between(low, high int) int { return low + s.rng.IntN(high-low+1) }

func (s *study) chance(percent int) bool { return s.rng.IntN(100) < percent }

// band finds where a number falls: "0-5", "6-10", "11-17".
func band(n int, bands ...string) string {
	for _, b := range bands {
		var low, high int
		if _, err := fmt.Sscanf(b, "%d-%d", &low, &high); err == nil && low <= n && n <= high {
			return b
		}
	}
	return ""
}

var (
	ageBands   = []string{"0-2", "3-5", "6-10", "11-14", "15-17", "18-20"}
	firstBands = []string{"0-5", "6-10", "11-17"}
)

func pathBand(length int) string {
	switch {
	case length < 24:
		return "moins_2_ans"
	case length < 60:
		return "2_a_5_ans"
	}
	return "5_ans_plus"
}

// accepted is how often a drawn age at the start of the measure is kept, in
// percent: files are most of 11 to 14 years.
var accepted = map[string]int{"0-2": 30, "3-5": 50, "6-10": 75, "11-14": 100, "15-17": 60}

// date draws the measure of each family, then births and first measures that
// agree with the bands already dealt; what is impossible is drawn again.
func (s *study) date() error {
	for _, f := range s.families {
		if !s.dateFamily(f) {
			return fmt.Errorf("family %s: no dates agree with its bands", f.id)
		}
		for _, c := range f.children {
			c.age()
			hideAlike(c, "age_1re_mesure", "tranche_1re_mesure", "99")
			hideAlike(c, "duree_parcours", "tranche_parcours", "")
		}
	}
	return nil
}

// age writes what follows from the child's dates.
func (c *child) age() {
	years := months(c.birth, c.family.start) / 12
	c.value["naissance"] = c.birth.Format("2006-01")
	c.value["age_debut"] = strconv.Itoa(years)
	c.value["tranche_age"] = band(years, ageBands...)
	c.value["age_1re_mesure"] = strconv.Itoa(months(c.birth, c.first) / 12)
	c.value["duree_parcours"] = strconv.Itoa(months(c.first, c.family.until()))
}

// move shifts every date of a family: ages, waits and durations stay.
func (f *family) move(by int) {
	for _, t := range []*time.Time{&f.alert, &f.decision, &f.start, &f.end} {
		*t = t.AddDate(0, by, 0)
	}
	for _, c := range f.children {
		c.birth, c.first = c.birth.AddDate(0, by, 0), c.first.AddDate(0, by, 0)
		c.age()
	}
}

// hideAlike leaves a number out where its band is; nsp is how the number's
// column writes "ne sait pas".
func hideAlike(c *child, number, band, nsp string) {
	if sign, hidden := c.gap[band]; hidden {
		if sign == "NSP" {
			sign = nsp
		}
		c.gap[number] = sign
	}
}

// until is the end of the measure, or the last day observed.
func (f *family) until() time.Time {
	if f.open {
		return observed
	}
	return f.end
}

func (s *study) dateFamily(f *family) bool {
	for range 2000 {
		s.dateMeasure(f)
		if s.dateChildren(f) {
			return true
		}
	}
	return false
}

// dateMeasure draws alert, decision, start and end of the measure. The wait
// from decision to start goes from 10 to 300 days, most often 20 to 120.
func (s *study) dateMeasure(f *family) {
	if f.open {
		f.start = observed.AddDate(0, -s.between(3, 22), -s.between(0, 27))
	} else {
		f.end = day(2021, 1, 4).AddDate(0, 0, s.between(0, 1070))
		f.start = f.end.AddDate(0, -s.between(5, 24), -s.between(0, 20))
	}
	wait := 10 + s.between(5, 110)
	if s.chance(22) {
		wait = s.between(100, 300)
	}
	if f.id == "F100" {
		wait = 99 // looks like a code for "ne sait pas", and is none
	}
	f.decision = f.start.AddDate(0, 0, -wait)
	f.alert = f.decision.AddDate(0, 0, -s.between(40, 150))
}

func (s *study) dateChildren(f *family) bool {
	for i, c := range f.children {
		if !s.dateChild(f, c, f.children[:i]) {
			return false
		}
	}
	return true
}

// dateChild draws one child's first measure and birth.
func (s *study) dateChild(f *family, c *child, older []*child) bool {
	lasts := months(f.start, f.until())
	lengths := map[string][2]int{"moins_2_ans": {lasts, 23}, "2_a_5_ans": {24, 59}, "5_ans_plus": {60, 168}}
	ages := map[string][2]int{"0-5": {0, 71}, "6-10": {72, 131}, "11-17": {132, 215}}
	length, age := lengths[c.value["tranche_parcours"]], ages[c.value["tranche_1re_mesure"]]
	if length[0] > length[1] {
		return false
	}
	for range 200 {
		path := s.between(max(length[0], lasts), max(length[1], lasts))
		first := f.until().AddDate(0, -path, 0)
		switch {
		case path == lasts || path < 24 && s.chance(60):
			first = f.start // no measure before this one
		case days(first, f.alert) < 60:
			continue // too short before the alert to be a measure of its own
		}
		born := first.AddDate(0, -s.between(age[0], age[1]), 0)
		born = day(born.Year(), int(born.Month()), 1)
		start := months(born, f.start)
		fits := band(months(born, first)/12, firstBands...) == c.value["tranche_1re_mesure"] &&
			pathBand(months(first, f.until())) == c.value["tranche_parcours"] &&
			start >= 0 && start < 18*12 && months(born, f.until()) < 18*12 &&
			born.Before(f.alert) && s.chance(accepted[band(start/12, ageBands...)])
		if fits && bornApart(born, older) {
			c.birth, c.first = born, first
			return true
		}
	}
	return false
}

// bornApart tells whether a birth is possible among brothers and sisters: ten
// months at least, sixteen years at most.
func bornApart(born time.Time, others []*child) bool {
	for _, other := range others {
		apart := months(born, other.birth)
		if apart < 0 {
			apart = months(other.birth, born)
		}
		if apart < 10 || apart > 16*12 {
			return false
		}
	}
	return true
}

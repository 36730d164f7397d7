package transcript

import (
	"regexp"
	"slices"
	"strings"
)

var (
	elanClock  = regexp.MustCompile(`^\d{1,3}:\d{2}:\d{2}[.,]\d{1,3}$`)
	elanNumber = regexp.MustCompile(`^\d{1,9}(?:[.,]\d{1,3})?$`)
	elanDigits = regexp.MustCompile(`^\d{1,9}$`)
)

// elanColumns are the columns of ELAN's tab text, from 0.
type elanColumns struct {
	tier, participant, begin, end, text int
	unit                                float64 // of plain numbers, in a second
}

// elanRows cuts tab text into cells.
func elanRows(text string) [][]string {
	var rows [][]string
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows
}

// findColumns finds the columns by what is in the first rows: the tier and the
// participant before the times, the annotation after them. ELAN writes times
// in up to three ways side by side: the first with which beginning and end can
// be told is taken.
func findColumns(rows [][]string) (elanColumns, bool) {
	c := elanColumns{participant: -1}
	if len(rows) == 0 {
		return c, false
	}
	first := rows[:min(len(rows), 50)]
	width := len(rows[0]) // an annotation may hold tabs
	for _, row := range first {
		width = min(width, len(row))
	}
	is := func(column int, form *regexp.Regexp) bool {
		return !slices.ContainsFunc(first, func(row []string) bool {
			return !form.MatchString(strings.TrimSpace(row[column]))
		})
	}
	var times []int
	for column := range width - 1 {
		if is(column, elanClock) || is(column, elanNumber) {
			times = append(times, column)
		}
	}
	if width < 4 || len(times) < 2 || times[0] < 1 || times[0] > 2 || times[len(times)-1]-times[0] != len(times)-1 {
		return c, false
	}
	if c.text = width - 1; times[len(times)-1] != c.text-1 {
		return c, false
	}
	if times[0] == 2 {
		c.participant = 1
	}
	// Ways alternate: begin in each of them, then end, then duration.
	c.begin, c.unit = times[0], 1
	ways := 1
	for ways < len(times) && timeStyle(first[0][times[ways]]) != timeStyle(first[0][times[0]]) {
		ways++
	}
	if ways == len(times) {
		return c, false
	}
	c.end = times[ways]
	if is(c.begin, elanDigits) {
		c.unit = 1000
	}
	return c, true
}

// timeStyle tells in which way a time is written.
func timeStyle(time string) int {
	switch time = strings.TrimSpace(time); {
	case elanClock.MatchString(time):
		return 0
	case elanDigits.MatchString(time):
		return 1
	}
	return 2
}

// elanHeader tells the names of columns, which recent versions write above.
func elanHeader(row []string) bool {
	return len(row) > 1 && slices.ContainsFunc(row, func(cell string) bool {
		return strings.HasPrefix(strings.ToLower(cell), "begin time") || strings.HasPrefix(strings.ToLower(cell), "temps de début")
	})
}

func isELANTab(s *source) bool {
	if !strings.Contains(s.text.Content, "\t") {
		return false
	}
	// The first lines tell; the last of them may be cut.
	start := s.text.Content
	if len(start) > 20_000 {
		start = start[:strings.LastIndexByte(start[:20_000], '\n')+1]
	}
	rows := elanRows(start)
	if len(rows) > 1 && elanHeader(rows[0]) {
		rows = rows[1:]
	}
	_, ok := findColumns(rows)
	return ok
}

// elanTab reads the tab text that ELAN exports, a row an annotation.
func elanTab(s *source) (content, error) {
	c := content{joint: " "}
	rows := elanRows(s.text.Content)
	if len(rows) > 1 && elanHeader(rows[0]) {
		c.dropped.add(front, strings.Join(rows[0], "\t"))
		rows = rows[1:]
	}
	columns, ok := findColumns(rows)
	if !ok {
		return content{}, s.broken("le tableau d'ELAN")
	}
	for _, row := range rows {
		if len(row) <= columns.text {
			return content{}, s.broken("le tableau d'ELAN")
		}
		who, speaks := tierSpeaker(row[columns.tier])
		text := strings.Join(row[columns.text:], "\t")
		if !speaks {
			c.dropped.add(otherTier, clean(text))
			continue
		}
		if columns.participant > 0 && clean(row[columns.participant]) != "" {
			who = row[columns.participant]
		}
		p := segment{text: text, speaker: who}
		from, begun := clockSeconds(row[columns.begin])
		to, ended := clockSeconds(row[columns.end])
		if begun && ended {
			p.at(from/columns.unit, to/columns.unit)
		}
		c.segments = append(c.segments, p)
	}
	byStart(c.segments)
	return c, nil
}

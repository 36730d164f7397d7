package sequence

import (
	"strconv"
	"time"

	"github.com/askoria/verbatim/stats"
)

// clock turns days (or whole numbers) into positions.
type clock struct {
	kind  Clock
	step  Step
	dates bool
}

// months is how many months a step has, 0 for days.
func (c clock) months() int {
	if !c.dates {
		return 0
	}
	return [...]int{Month: 1, Quarter: 3, Year: 12, Day: 0}[c.step]
}

// origin is the day from which a person's positions count.
func (c clock) origin(p *person) int {
	switch c.kind {
	case Age:
		return p.birth
	case SinceFirst:
		from, _ := p.span()
		return from
	}
	return 0 // 1 January 1970 begins a month, a quarter and a year
}

// edge is the day on which position k begins. A month after 31 January is the
// last day of February.
func (c clock) edge(origin, k int) int {
	months := c.months()
	if months == 0 {
		return origin + k
	}
	day := time.Unix(int64(origin)*86400, 0).UTC()
	first := time.Date(day.Year(), day.Month()+time.Month(k*months), 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(first.Year(), first.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return stats.Day(first) + min(day.Day(), last) - 1
}

// position is the one that a day lies in.
func (c clock) position(origin, day int) int {
	months := c.months()
	if months == 0 {
		return day - origin
	}
	k := int(float64(day-origin) / (365.2425 / 12 * float64(months)))
	for c.edge(origin, k) > day {
		k--
	}
	for c.edge(origin, k+1) <= day {
		k++
	}
	return k
}

// title names a position of the calendar, or its number.
func (c clock) title(k int, lang string) string {
	if !c.dates || c.kind != Calendar {
		return strconv.Itoa(k)
	}
	format := [...]stats.Format{Month: stats.Month, Quarter: stats.Month, Year: stats.Year, Day: stats.Number}[c.step]
	return format.Date(time.Unix(int64(c.edge(0, k))*86400, 0).UTC(), lang)
}

// unit is the word for a position.
func (c clock) unit(lang string) string {
	if !c.dates {
		return ""
	}
	return stats.Say(lang,
		[...]string{"mois", "trimestre", "an", "jour"}[c.step],
		[...]string{"month", "quarter", "year", "day"}[c.step])
}

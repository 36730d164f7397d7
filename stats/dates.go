package stats

import (
	"fmt"
	"math"
	"time"
)

// Dates is a column of calendar days.
type Dates struct {
	cells
	days []int32 // since 1 January 1970
}

// Dates makes a column of calendar days; the hour and the zone are dropped.
func (v Variable) Dates(values []time.Time, missing []Missing) *Dates {
	days := make([]int32, len(values))
	for i, t := range values {
		days[i] = int32(Day(t))
	}
	return &Dates{newCells(v, len(values), missing), days}
}

// Day is the number of days from 1 January 1970 to the calendar day of t.
func Day(t time.Time) int {
	y, m, d := t.Date()
	seconds := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()
	return int(math.Floor(float64(seconds) / 86400))
}

// At is the day of a row at midnight UTC, and whether there is one.
func (c *Dates) At(row int) (time.Time, bool) {
	return time.Unix(int64(c.days[row])*86400, 0).UTC(), c.Missing(row) == Recorded
}

// Show is the day as 31/01/2023, or by the variable's format.
func (c *Dates) Show(row int, lang string) string {
	if sign, missing := c.sign(row); missing {
		return sign
	}
	day, _ := c.At(row)
	return c.variable.Format.Date(day, lang)
}

func (c *Dates) take(rows []int) Column {
	return &Dates{c.takeCells(rows), takeValues(c.days, rows)}
}
func (c *Dates) as(v Variable) Column { d := *c; d.variable = v; return &d }
func (c *Dates) compare(a, b int) int { return int(c.days[a]) - int(c.days[b]) }
func (c *Dates) key(row int) string   { return fmt.Sprint(c.days[row]) }

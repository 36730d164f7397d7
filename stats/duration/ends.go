package duration

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/askoria/verbatim/stats"
)

// ends says of each row how it ended: a place in levels from 1, 0 for not yet.
type ends struct {
	levels []stats.Level
	at     func(row int) (cause int, reason stats.Missing)
}

// endsOf reads the column of events. Of numbers, 0 means not yet; where only
// whether it ended matters and there are only 1 and 2, 2 is the event, as in R's
// Surv.
func endsOf(c stats.Column, censored []string, binary bool, lang string) (*ends, error) {
	name := c.Variable().Name
	levels, place, err := levelsOf(c, lang)
	if err != nil {
		return nil, err
	}
	codes := make([]string, len(levels))
	for i, l := range levels {
		codes[i] = l.Code
	}
	for _, code := range censored {
		if !slices.Contains(codes, code) {
			return nil, fmt.Errorf("column %q has no level %s", name, stats.Unknown(code, codes))
		}
	}
	if len(censored) == 0 {
		switch c.(type) {
		case *stats.Flags:
			censored = codes[:1]
		case *stats.Numbers:
			if censored = []string{"0"}; binary && slices.Equal(codes, []string{"1", "2"}) {
				censored = codes[:1]
			}
		}
	}
	e := &ends{}
	cause := make([]int, len(levels))
	for i, l := range levels {
		if !slices.Contains(censored, l.Code) {
			e.levels = append(e.levels, l)
			cause[i] = len(e.levels)
		}
	}
	_, category := c.(*stats.Categories)
	e.at = func(row int) (int, stats.Missing) {
		reason := c.Missing(row)
		if reason == stats.NotApplicable && category {
			return 0, stats.Recorded
		}
		if reason != stats.Recorded {
			return 0, reason
		}
		return cause[place(row)], stats.Recorded
	}
	return e, nil
}

// levelsOf reads a column as levels: those declared, no and yes, or the
// different numbers from low to high. place is that of a recorded row.
func levelsOf(c stats.Column, lang string) (levels []stats.Level, place func(row int) int, err error) {
	switch c := c.(type) {
	case *stats.Categories:
		return c.Levels(), func(row int) int { at, _ := c.At(row); return at }, nil
	case *stats.Flags:
		levels = []stats.Level{{Code: "non", Label: stats.YesNo(false, lang)}, {Code: "oui", Label: stats.YesNo(true, lang)}}
		return levels, func(row int) int {
			if yes, _ := c.At(row); yes {
				return 1
			}
			return 0
		}, nil
	case *stats.Numbers:
		var values []float64
		for row := range c.Len() {
			if x, ok := c.At(row); ok {
				values = append(values, x)
			}
		}
		slices.Sort(values)
		values = slices.Compact(values)
		const most = 100
		if len(values) > most {
			return nil, nil, fmt.Errorf("column %q has %d different numbers, too many for groups: cut it into levels", c.Variable().Name, len(values))
		}
		for _, x := range values {
			levels = append(levels, stats.Level{Code: strconv.FormatFloat(x, 'g', -1, 64), Label: stats.Number.Number(x, lang)})
		}
		return levels, func(row int) int {
			x, _ := c.At(row)
			at, _ := slices.BinarySearch(values, x)
			return at
		}, nil
	}
	return nil, nil, fmt.Errorf("column %q holds %s, not categories, flags or numbers", c.Variable().Name, stats.KindOf(c))
}

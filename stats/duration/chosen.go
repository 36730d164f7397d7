package duration

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// after tells whether a time comes after another by more than rounding.
func after(a, b float64) bool { return a > b+closeness*math.Max(1, math.Abs(b)) }

// watch counts who is at risk at a time, in the unit of results.
type watch struct{ times, entries []float64 }

// watch takes spells in order of time.
func (s *spells) watch(order []int) watch {
	var w watch
	for _, i := range order {
		w.times = append(w.times, s.times[i]/s.scale)
		if s.entries != nil {
			w.entries = append(w.entries, s.entries[i]/s.scale)
		}
	}
	slices.Sort(w.entries)
	return w
}

// at is how many are at risk just before a time: entered, and not gone.
func (w watch) at(t float64) int {
	gone := sort.Search(len(w.times), func(i int) bool { return !after(t, w.times[i]) })
	n := len(w.times) - gone
	if w.entries != nil {
		n -= len(w.entries) - sort.Search(len(w.entries), func(i int) bool { return !after(t, w.entries[i]) })
	}
	return n
}

// last is the longest time, in the unit of results.
func (s *spells) last() float64 {
	last := 0.0
	for _, x := range s.times {
		last = math.Max(last, x/s.scale)
	}
	return last
}

func (s *spells) beyond() string {
	return s.say("au-delà de la dernière observation", "beyond the last observation")
}

// checked refuses settings that mean nothing.
func checked(scale Interval, level float64, at []float64, horizon float64, shares []float64) error {
	for _, x := range at {
		if !(x >= 0) || math.IsInf(x, 1) {
			return fmt.Errorf("field At holds %v; times are 0 or above", x)
		}
	}
	for _, x := range shares {
		if !(x >= 0 && x <= 1) {
			return fmt.Errorf("field Quantiles holds %v; shares go from 0 to 1", x)
		}
	}
	switch {
	case scale > Arcsine:
		return fmt.Errorf("interval %d is not Log, LogLog, Plain, Logit or Arcsine", scale)
	case !(level >= 0 && level < 1):
		return fmt.Errorf("field Confidence is %v; it goes from 0 to 1, such as 0.95", level)
	case !(horizon >= 0) || math.IsInf(horizon, 1):
		return fmt.Errorf("field Horizon is %v; it is above 0", horizon)
	}
	return nil
}

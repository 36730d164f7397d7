package duration

import (
	"cmp"
	"math"
	"slices"
)

// closeness is how near two times are the same, as in R's survival.
const closeness = 1.4901161193847656e-08 // the root of 2^-52

// merge makes one of times that differ by rounding only: 0.1 + 0.2 and 0.3.
func (s *spells) merge() {
	all := slices.Concat(s.times, s.entries)
	slices.Sort(all)
	all = slices.Compact(all)
	mean := 0.0
	for _, x := range all {
		mean += math.Abs(x) / float64(len(all))
	}
	apart := all[:0:0]
	for i, x := range all {
		if i == 0 || x-all[i-1] > closeness && x-all[i-1] > closeness*mean {
			apart = append(apart, x)
		}
	}
	if len(apart) == len(all) {
		return
	}
	for _, list := range [][]float64{s.times, s.entries} {
		for i, x := range list {
			at, found := slices.BinarySearch(apart, x)
			if !found {
				at--
			}
			list[i] = apart[at]
		}
	}
}

// order lists the spells by time, events before the others of their time.
func (s *spells) order() []int {
	if s.sorted != nil {
		return s.sorted
	}
	type key struct {
		time float64
		turn int
	}
	n := len(s.times)
	keys := make([]key, n)
	for i, x := range s.times {
		keys[i] = key{x, i}
		if s.causes[i] == 0 {
			keys[i].turn += n
		}
	}
	slices.SortFunc(keys, func(a, b key) int {
		switch {
		case a.time < b.time:
			return -1
		case a.time > b.time:
			return 1
		}
		return a.turn - b.turn
	})
	s.sorted = make([]int, n)
	for at, k := range keys {
		s.sorted[at] = k.turn % n
	}
	return s.sorted
}

// byEntry lists spells by the time at which they enter, nil without entries.
func (s *spells) byEntry(order []int) []int {
	if s.entries == nil {
		return nil
	}
	entering := slices.Clone(order)
	slices.SortStableFunc(entering, func(a, b int) int { return cmp.Compare(s.entries[a], s.entries[b]) })
	return entering
}

// split deals an order out to groups.
func split(order, group []int, groups int) [][]int {
	parts := make([][]int, groups)
	for _, i := range order {
		parts[group[i]] = append(parts[group[i]], i)
	}
	return parts
}

// moment is what happens at one time in a group.
type moment struct {
	time     float64
	risk     int   // at risk just before
	ends     []int // of each cause, from 1; [0] is those that leave unended
	from, to int   // places in the order
}

// moments walks through the times of spells in order.
func (s *spells) moments(order []int, visit func(m moment)) {
	var entries []float64
	if s.entries != nil {
		for _, i := range order {
			entries = append(entries, s.entries[i])
		}
		slices.Sort(entries)
	}
	m := moment{ends: make([]int, len(s.levels)+1)}
	entered := 0
	for from := 0; from < len(order); from = m.to {
		clear(m.ends)
		m.time, m.from, m.to = s.times[order[from]], from, from
		for m.to < len(order) && s.times[order[m.to]] == m.time {
			m.ends[s.causes[order[m.to]]]++
			m.to++
		}
		m.risk = len(order) - from
		if entries != nil {
			for entered < len(entries) && entries[entered] < m.time {
				entered++
			}
			m.risk = entered - from
		}
		visit(m)
	}
}

func (m moment) events() int {
	n := 0
	for _, d := range m.ends[1:] {
		n += d
	}
	return n
}

// pretty are up to eight round times up to the last.
func (s *spells) pretty(last float64) []float64 {
	if !(last > 0) {
		return nil
	}
	steps := []float64{1, 2, 5, 10}
	power := math.Pow(10, math.Floor(math.Log10(last/8)))
	if s.months {
		steps, power = []float64{1, 3, 6, 12, 24, 60, 120, 600, 1200}, 1
	}
	step := steps[len(steps)-1] * power
	for _, x := range slices.Backward(steps) {
		if x*power*8 >= last {
			step = x * power
		}
	}
	var times []float64
	for i := 1; float64(i)*step <= last && i <= 12; i++ {
		times = append(times, float64(i)*step)
	}
	return times
}

package qca

import (
	"math"
	"slices"
	"sort"
)

// curve is the membership of a value.
func (s Calibration) curve(r *Calibrated, values []float64) (func(x float64) float64, error) {
	switch s.Method {
	case Indirect:
		return s.indirect(r, values)
	case TotallyFuzzy:
		return ranked(values), nil
	case Crisp:
		return func(x float64) float64 { return float64(reached(s.Anchors, x)) }, nil
	}
	a := s.Anchors
	if len(a) == 6 {
		if valley(a) {
			hill := []float64{a[2], a[1], a[0], a[5], a[4], a[3]}
			return func(x float64) float64 { return ends(1 - bell(hill, x, s.Above, s.Below)) }, nil
		}
		return func(x float64) float64 { return ends(bell(a, x, s.Below, s.Above)) }, nil
	}
	return func(x float64) float64 {
		switch {
		case !s.Linear:
			return ends(s.logistic(x))
		case a[0] > a[2]:
			return ends(piece(-a[0], -a[1], -a[2], -x, s.Below, s.Above))
		}
		return ends(piece(a[0], a[1], a[2], x, s.Below, s.Above))
	}, nil
}

// logistic has the odds of Inclusion at full inclusion and their inverse at full
// exclusion, each side of the crossover with a slope of its own.
func (s Calibration) logistic(x float64) float64 {
	exclusion, crossover, inclusion := s.Anchors[0], s.Anchors[1], s.Anchors[2]
	anchor, side := inclusion, 1.0
	if (x < crossover) == (exclusion < inclusion) {
		anchor, side = exclusion, -1
	}
	odds := math.Log(s.Inclusion / (1 - s.Inclusion))
	return 1 / (1 + math.Exp(-side*odds*(x-crossover)/(anchor-crossover)))
}

// ends takes what is nearly 0 or 1 for it, as R does.
func ends(m float64) float64 {
	switch {
	case m < 0.0001:
		return 0
	case m > 0.9999:
		return 1
	}
	return m
}

// piece rises from 0 at exclusion over 0.5 at the crossover to 1 at inclusion.
func piece(exclusion, crossover, inclusion, x, below, above float64) float64 {
	switch {
	case x <= exclusion:
		return 0
	case x <= crossover:
		return math.Pow((x-exclusion)/(crossover-exclusion), below) / 2
	case x < inclusion:
		return 1 - math.Pow((inclusion-x)/(inclusion-crossover), above)/2
	}
	return 1
}

// bell rises over three anchors and falls over three.
func bell(a []float64, x, below, above float64) float64 {
	if x <= a[3] {
		return piece(a[0], a[1], a[2], x, below, above)
	}
	return piece(-a[5], -a[4], -a[3], -x, below, above)
}

// reached counts the cut points that are at or below a value.
func reached(cuts []float64, x float64) int {
	return sort.Search(len(cuts), func(i int) bool { return cuts[i] > x })
}

// ranked is the share of cases at or below a value among those above the lowest.
func ranked(values []float64) func(x float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	upTo := func(x float64) float64 {
		return float64(sort.Search(len(sorted), func(i int) bool { return sorted[i] > x })) / float64(len(sorted))
	}
	return func(x float64) float64 {
		lowest := upTo(sorted[0])
		if lowest == 1 {
			return 0 // all cases have one value: none is above another
		}
		return (upTo(x) - lowest) / (1 - lowest)
	}
}

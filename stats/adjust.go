package stats

import (
	"cmp"
	"math"
	"slices"
)

// Adjustment corrects the p of a family of tests for their number.
type Adjustment uint8

const (
	// Holm keeps the chance of any false finding at the level (Holm 1979); the default.
	Holm Adjustment = iota
	// Hochberg steps up; for independent tests (Hochberg 1988).
	Hochberg
	// Hommel gains a little more under the same condition (Hommel 1988).
	Hommel
	// Bonferroni multiplies by the number of tests.
	Bonferroni
	// BH keeps the share of false findings (Benjamini and Hochberg 1995).
	BH
	// BY does so for tests that depend on each other in any way (Benjamini and
	// Yekutieli 2001).
	BY
	// Unadjusted leaves p as it is.
	Unadjusted
)

var adjustmentNames = [...]string{"Holm", "Hochberg", "Hommel", "Bonferroni", "Benjamini-Hochberg", "Benjamini-Yekutieli", ""}

// String is the name of the method, "" for Unadjusted.
func (a Adjustment) String() string { return adjustmentNames[a] }

// Of returns the tests with their p adjusted, in the same order. Tests that are
// undefined, or whose p is not between 0 and 1, are not part of the family and
// come back as they are. Agrees with R's p.adjust.
func (a Adjustment) Of(tests []Test) []Test {
	adjusted := slices.Clone(tests)
	var family []int
	for i, test := range tests {
		if test.Defined() && test.P >= 0 && test.P <= 1 {
			family = append(family, i)
		}
	}
	slices.SortStableFunc(family, func(i, j int) int { return cmp.Compare(tests[i].P, tests[j].P) })
	p := make([]float64, len(family))
	for rank, i := range family {
		p[rank] = tests[i].P
	}
	for rank, q := range a.sorted(p) {
		adjusted[family[rank]].P = q
	}
	return adjusted
}

// sorted adjusts p that rise.
func (a Adjustment) sorted(p []float64) []float64 {
	m := float64(len(p))
	harmonic := 0.0
	for i := range p {
		harmonic += 1 / float64(i+1)
	}
	switch a {
	case Holm:
		return stepDown(p, func(i float64) float64 { return m - i })
	case Hochberg:
		return stepUp(p, func(i float64) float64 { return m - i })
	case Hommel:
		return hommel(p)
	case Bonferroni:
		return stepDown(p, func(float64) float64 { return m })
	case BH:
		return stepUp(p, func(i float64) float64 { return m / (i + 1) })
	case BY:
		return stepUp(p, func(i float64) float64 { return harmonic * m / (i + 1) })
	}
	return p
}

// stepDown multiplies each p and lets none be smaller than one before it.
func stepDown(p []float64, factor func(i float64) float64) []float64 {
	q := make([]float64, len(p))
	largest := 0.0
	for i := range p {
		largest = math.Max(largest, math.Min(1, factor(float64(i))*p[i]))
		q[i] = largest
	}
	return q
}

// stepUp multiplies each p and lets none be larger than one after it.
func stepUp(p []float64, factor func(i float64) float64) []float64 {
	q := make([]float64, len(p))
	smallest := 1.0
	for i := len(p) - 1; i >= 0; i-- {
		smallest = math.Min(smallest, factor(float64(i))*p[i])
		q[i] = smallest
	}
	return q
}

// hommel is the smallest level at which the closed Simes test rejects.
func hommel(p []float64) []float64 {
	m := len(p)
	q := make([]float64, m)
	all := make([]float64, m)
	simes := math.Inf(1)
	for i := range p {
		simes = math.Min(simes, float64(m)*p[i]/float64(i+1))
	}
	for i := range p {
		q[i], all[i] = simes, simes
	}
	for size := m - 1; size >= 2; size-- {
		// The last size-1 p together, then any of the others with them.
		least := math.Inf(1)
		for k := 2; k <= size; k++ {
			least = math.Min(least, float64(size)*p[m-size+k-1]/float64(k))
		}
		for i := range p {
			if i <= m-size {
				q[i] = math.Min(float64(size)*p[i], least)
			} else {
				q[i] = q[m-size]
			}
			all[i] = math.Max(all[i], q[i])
		}
	}
	for i := range all {
		all[i] = math.Min(1, math.Max(all[i], p[i]))
	}
	return all
}

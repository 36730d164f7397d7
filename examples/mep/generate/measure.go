package main

import (
	"math"
	"slices"
)

// crossed counts pairs of values.
type crossed struct {
	rows, cols []string // in order of first appearance
	counts     map[[2]string]int
	n          int
}

// cross leaves out the rows of which a side is not known.
func cross(children []*child, a, b string) crossed {
	x := crossed{counts: map[[2]string]int{}}
	for _, c := range children {
		_, hiddenA := c.gap[a]
		_, hiddenB := c.gap[b]
		if hiddenA || hiddenB {
			continue
		}
		row, col := c.value[a], c.value[b]
		if !slices.Contains(x.rows, row) {
			x.rows = append(x.rows, row)
		}
		if !slices.Contains(x.cols, col) {
			x.cols = append(x.cols, col)
		}
		x.counts[[2]string{row, col}]++
		x.n++
	}
	return x
}

// chi2 is Pearson's statistic and its degrees of freedom.
func (x crossed) chi2() (statistic float64, df int) {
	for _, row := range x.rows {
		for _, col := range x.cols {
			inRow, inCol := 0, 0
			for _, other := range x.cols {
				inRow += x.counts[[2]string{row, other}]
			}
			for _, other := range x.rows {
				inCol += x.counts[[2]string{other, col}]
			}
			expected := float64(inRow) * float64(inCol) / float64(x.n)
			gap := float64(x.counts[[2]string{row, col}]) - expected
			statistic += gap * gap / expected
		}
	}
	return statistic, (len(x.rows) - 1) * (len(x.cols) - 1)
}

// v is Cramér's V.
func (x crossed) v() float64 {
	statistic, _ := x.chi2()
	least := min(len(x.rows), len(x.cols)) - 1
	return math.Sqrt(statistic / float64(x.n*least))
}

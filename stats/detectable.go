package stats

import (
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// Detectable tells what a table can show, from its size alone: the smallest
// Cramér's V in the population that a chi-square test would find so often, by
// the noncentral chi-square law (Cohen 1988). A table that finds nothing says
// nothing about smaller ones. CrossTab gives the figure of its own table.
//
// The law is that of large samples: with small expected counts the true figure
// is larger. Agrees with R's pwr.chisq.test(N =, df =), w = V √(k-1), k being
// the smaller of rows and columns.
type Detectable struct {
	Rows, Cols int     // levels of the two variables; 2 when 0
	Alpha      float64 // level of the test; 0.05 when 0
	Power      float64 // how often it would find that V, above Alpha; 0.8 when 0
}

// Of is the smallest V that n cases would have shown. Above 1 there is none,
// an error says so.
func (d Detectable) Of(n int) (v float64, err error) {
	ncp, shorter, err := d.noncentrality()
	if err != nil {
		return 0, err
	}
	v = math.Sqrt(ncp / (float64(n) * shorter))
	if n < 1 || v > 1 {
		return 0, fmt.Errorf("detectable: %d cases are too few: even V = 1 would be found less than %.0f%% of the time", n, 100*orNumber(d.Power, 0.8))
	}
	return v, nil
}

// Cases is how many cases it takes to find a V so often.
func (d Detectable) Cases(v float64) (int, error) {
	ncp, shorter, err := d.noncentrality()
	if err == nil && !(v > 0 && v <= 1) {
		err = fmt.Errorf("detectable: V must lie above 0 and up to 1; it is %v", v)
	}
	if err != nil {
		return 0, err
	}
	return int(math.Ceil(ncp/(v*v*shorter) - 1e-9)), nil
}

// noncentrality is that of chi-square where it has the power, and one less
// than the smaller of rows and columns.
func (d Detectable) noncentrality() (ncp, shorter float64, err error) {
	rows, cols := int(orNumber(float64(d.Rows), 2)), int(orNumber(float64(d.Cols), 2))
	alpha, power := orNumber(d.Alpha, 0.05), orNumber(d.Power, 0.8)
	if rows < 2 || cols < 2 || !(alpha > 0 && alpha < power && power < 1) {
		return 0, 0, fmt.Errorf("detectable: a table needs two rows and columns and 0 < Alpha < Power < 1; it has %d × %d, %v and %v", rows, cols, alpha, power)
	}
	return tail.Detectable(float64((rows-1)*(cols-1)), alpha, power), float64(min(rows, cols) - 1), nil
}

// orNumber is a number given, or its default where it is 0.
func orNumber(given, otherwise float64) float64 {
	if given == 0 {
		return otherwise
	}
	return given
}

package stats

import (
	"math"

	"github.com/askoria/verbatim/stats/internal/rank"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// ordinal adds the measures of order: all are the concordant pairs less the
// discordant ones over a number of pairs, and differ in how ties count.
func (l *MeasureList) ordinal(m margins) {
	lang, n := l.Spec.Lang, float64(m.n)
	concord, discord := m.orderOfCells()
	// Twice the number of pairs.
	var p, q, rows, cols float64
	for i, row := range m.counts {
		for j, x := range row {
			c, d := concord[i][j], discord[i][j]
			p += float64(x) * c
			q += float64(x) * d
		}
	}
	for _, r := range m.rows {
		rows += float64(r) * float64(r)
	}
	for _, c := range m.cols {
		cols += float64(c) * float64(c)
	}
	l.Concordant, l.Discordant = p/2, q/2
	// One test for all: they differ in what they divide by, not in what is 0.
	test := Test{Name: Say(lang, "z de Kendall", "Kendall's z")}
	if m.n < 3 {
		test.Reason = Say(lang, "moins de 3 dossiers", "fewer than 3 cases")
	} else {
		pairs := rank.Pairs{N: n, Concordant: (p - q) / 2, TiedX: rank.Tied(m.rows), TiedY: rank.Tied(m.cols)}
		test.Statistic = pairs.Z()
		test.P = tail.Normal(test.Statistic)
	}
	untied := [...]float64{RowsPredicted: n*n - cols, ColsPredicted: n*n - rows}

	// ratio measures gap/room, whose slopes are those of p-q and of room.
	ratio := func(room float64, slope func(i, j int) float64) Estimate {
		value := (p - q) / room
		return m.byDelta(value, -1, func(i, j int) float64 {
			return (2*(concord[i][j]-discord[i][j]) - value*slope(i, j)) / room
		})
	}
	freeRow := func(i int) float64 { return 2 * (n - float64(m.rows[i])) } // slope of n²-Σr²
	freeCol := func(j int) float64 { return 2 * (n - float64(m.cols[j])) }
	put := func(name, french, english string, d Direction, e Estimate) {
		l.add(TableMeasure{Name: name, Label: Say(lang, french, english), Direction: d, Method: "delta", Estimate: e, Test: test})
	}
	if p+q > 0 {
		put("gamma", "Gamma de Goodman et Kruskal", "Goodman–Kruskal gamma", Symmetric,
			ratio(p+q, func(i, j int) float64 { return 2 * (concord[i][j] + discord[i][j]) }))
	} else {
		put("gamma", "Gamma de Goodman et Kruskal", "Goodman–Kruskal gamma", Symmetric,
			Estimate{Reason: Say(lang, "toutes les paires sont ex æquo", "all pairs are tied")})
	}
	wr, wc := untied[ColsPredicted], untied[RowsPredicted]
	put("tau-b", "Tau-b de Kendall", "Kendall's tau-b", Symmetric,
		ratio(math.Sqrt(wr)*math.Sqrt(wc), func(i, j int) float64 {
			return (freeRow(i)*math.Sqrt(wc/wr) + freeCol(j)*math.Sqrt(wr/wc)) / 2
		}))
	k := m.shorter()
	put("tau-c", "Tau-c de Stuart", "Stuart's tau-c", Symmetric,
		ratio(n*n*(k-1)/k, func(int, int) float64 { return 2 * n * (k - 1) / k }))
	put("Somers d", "d de Somers", "Somers' d", Symmetric,
		ratio((wr+wc)/2, func(i, j int) float64 { return (freeRow(i) + freeCol(j)) / 2 }))
	put("Somers d", "d de Somers", "Somers' d", RowsPredicted, ratio(wc, func(_, j int) float64 { return freeCol(j) }))
	put("Somers d", "d de Somers", "Somers' d", ColsPredicted, ratio(wr, func(i, _ int) float64 { return freeRow(i) }))
	l.Tests = append(l.Tests, m.linear(lang))
}

// orderOfCells counts, for each cell, the cases that lie beyond it in the same
// direction on both variables, and in opposite ones.
func (m margins) orderOfCells() (concord, discord [][]float64) {
	// sum[i][j] is the count of all cells above and left of (i, j).
	sum := make([][]float64, len(m.rows)+1)
	sum[0] = make([]float64, len(m.cols)+1)
	for i, row := range m.counts {
		sum[i+1] = make([]float64, len(m.cols)+1)
		for j, n := range row {
			sum[i+1][j+1] = sum[i][j+1] + sum[i+1][j] - sum[i][j] + float64(n)
		}
	}
	rows, cols := len(m.rows), len(m.cols)
	block := func(top, left, bottom, right int) float64 {
		return sum[bottom][right] - sum[top][right] - sum[bottom][left] + sum[top][left]
	}
	concord, discord = make([][]float64, rows), make([][]float64, rows)
	for i := range m.rows {
		concord[i], discord[i] = make([]float64, cols), make([]float64, cols)
		for j := range m.cols {
			concord[i][j] = block(0, 0, i, j) + block(i+1, j+1, rows, cols)
			discord[i][j] = block(0, j+1, i, cols) + block(i+1, 0, rows, j)
		}
	}
	return concord, discord
}

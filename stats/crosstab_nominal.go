package stats

import (
	"math"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// nominal adds the measures that need no order; where there is a reason each
// of them stands with it.
func (l *MeasureList) nominal(m margins, reason string) {
	lang := l.Spec.Lang
	none := Estimate{Reason: reason}
	chi := Test{Name: Say(lang, "Khi-2 de Pearson", "Pearson chi-square"), Reason: reason}
	ratio := Test{Name: Say(lang, "Rapport de vraisemblance G²", "Likelihood ratio G²"), Reason: reason}
	light := Test{Name: Say(lang, "Khi-2 de Light et Margolin", "Light–Margolin chi-square"), Reason: reason}
	untested := Test{Reason: or(reason, Say(lang, "pas de test usuel", "no customary test"))}
	v, corrected, c, cMax, t, shared := none, none, none, none, none, none
	var lambda, tau, uncertainty [3]Estimate
	for d := range lambda {
		lambda[d], tau[d], uncertainty[d] = none, none, none
	}
	lights := [3]Test{light, light, light}
	if reason == "" {
		df, n := float64(m.df()), float64(m.n)
		x := m.chiSquared(0)
		chi.set(x, df)
		ratio.set(m.likelihoodRatio(), df)
		v, corrected, _ = m.v(x)
		c.Value = math.Sqrt(x / (x + n))
		cMax.Value = math.Min(1, c.Value/math.Sqrt((m.shorter()-1)/m.shorter()))
		t.Value = math.Sqrt(x / (n * math.Sqrt(df)))
		shared.Value = ratio.Statistic / (2 * n * math.Ln2)
		turned := m.turned()
		for d, table := range [3]margins{m, turned, m} {
			direction := Direction(d)
			lambda[d], tau[d] = m.lambda(direction), table.goodmanTau()
			uncertainty[d] = m.uncertainty(direction)
			// (n-1)(levels-1) tau has the chi-square law (Light and Margolin 1971).
			lights[d].set((n-1)*float64(len(table.cols)-1)*tau[d].Value, df)
		}
		l.Tests = append(l.Tests, m.williams(ratio.Statistic, lang))
	}
	put := func(name, french, english string, e Estimate, method string, test Test) {
		l.add(TableMeasure{Name: name, Label: Say(lang, french, english), Method: method, Estimate: e, Test: test})
	}
	noncentral := Say(lang, "khi-2 non centré", "noncentral chi-square")
	put("V", "V de Cramér", "Cramér's V", v, noncentral, chi)
	put("corrected V", "V corrigé (Bergsma)", "Corrected V (Bergsma)", corrected, noncentral, chi)
	put("T", "T de Tschuprow", "Tschuprow's T", t, "", chi)
	put("C", "Coefficient de contingence C", "Contingency coefficient C", c, "", chi)
	put("C/Cmax", "C rapporté à son maximum", "C over its maximum", cMax, "", chi)
	directed := func(name, french, english string, e [3]Estimate, test [3]Test, from Direction) {
		for d := from; d <= ColsPredicted; d++ {
			l.add(TableMeasure{
				Name: name, Label: Say(lang, french, english), Direction: d,
				Method: Say(lang, "delta", "delta"), Estimate: e[d], Test: test[d],
			})
		}
	}
	directed("lambda", "Lambda de Goodman et Kruskal", "Goodman–Kruskal lambda", lambda, [3]Test{untested, untested, untested}, Symmetric)
	directed("tau", "Tau de Goodman et Kruskal", "Goodman–Kruskal tau", tau, lights, RowsPredicted)
	directed("U", "Coefficient d'incertitude", "Uncertainty coefficient", uncertainty, [3]Test{ratio, ratio, ratio}, Symmetric)
	put("mutual information", "Information mutuelle (bits)", "Mutual information (bits)", shared, "", ratio)
}

// williams is G² with the correction for few cases of Williams (1976).
func (m margins) williams(ratio float64, lang string) Test {
	n, df := float64(m.n), float64(m.df())
	inverse := func(totals []int) float64 {
		sum := 0.0
		for _, t := range totals {
			sum += n / float64(t)
		}
		return sum - 1
	}
	test := Test{Name: Say(lang, "G² corrigé de Williams", "G², Williams correction")}
	test.set(ratio/(1+inverse(m.rows)*inverse(m.cols)/(6*n*df)), df)
	return test
}

// firstLargest is the place of the largest count, the first of equals.
func firstLargest(counts []int) int {
	at := 0
	for i, n := range counts {
		if n > counts[at] {
			at = i
		}
	}
	return at
}

// lambda is by how much the share of errors falls when the other variable is
// known (Goodman and Kruskal 1954). It is 0 as soon as the same level is the
// most frequent everywhere, which is not independence.
func (m margins) lambda(d Direction) Estimate {
	bestCol, bestRow := make([]int, len(m.rows)), make([]int, len(m.cols))
	rows, cols := 0.0, 0.0 // sums of the largest counts
	for i, row := range m.counts {
		bestCol[i] = firstLargest(row)
		rows += float64(row[bestCol[i]])
	}
	turned := m.turned()
	for j, col := range turned.counts {
		bestRow[j] = firstLargest(col)
		cols += float64(col[bestRow[j]])
	}
	topRow, topCol := firstLargest(m.rows), firstLargest(m.cols)
	// Gain and room add up over the directions that count.
	var gain, room float64
	if d != RowsPredicted {
		gain += rows - float64(m.cols[topCol])
		room += float64(m.n - m.cols[topCol])
	}
	if d != ColsPredicted {
		gain += cols - float64(m.rows[topRow])
		room += float64(m.n - m.rows[topRow])
	}
	return m.byDelta(gain/room, 0, func(i, j int) float64 {
		var up, wide float64
		if d != RowsPredicted {
			up += float64(bit(bestCol[i] == j) - bit(topCol == j))
			wide += float64(1 - bit(topCol == j))
		}
		if d != ColsPredicted {
			up += float64(bit(bestRow[j] == i) - bit(topRow == i))
			wide += float64(1 - bit(topRow == i))
		}
		return (up - gain/room*wide) / room
	})
}

// goodmanTau is by how much guesses in proportion get better for the columns
// when the row is known (Goodman and Kruskal 1954).
func (m margins) goodmanTau() Estimate {
	n := float64(m.n)
	within := make([]float64, len(m.rows)) // sums of squares over the total, by row
	var known, blind float64
	for i, row := range m.counts {
		for _, x := range row {
			within[i] += float64(x) * float64(x) / float64(m.rows[i])
		}
		known += within[i]
	}
	for _, c := range m.cols {
		blind += float64(c) * float64(c)
	}
	room := n*n - blind
	tau := math.Max(0, (n*known-blind)/room)
	return m.byDelta(tau, 0, func(i, j int) float64 {
		r, c := float64(m.rows[i]), float64(m.cols[j])
		up := known + n*(2*float64(m.counts[i][j])-within[i])/r - 2*c
		return (up - tau*(2*n-2*c)) / room
	})
}

// uncertainty is the share of the entropy of a variable that the other one
// takes away (Theil 1970).
func (m margins) uncertainty(d Direction) Estimate {
	n := float64(m.n)
	entropy := func(counts ...int) float64 {
		sum := 0.0
		for _, x := range counts {
			if x > 0 {
				sum -= float64(x) / n * math.Log(float64(x)/n)
			}
		}
		return sum
	}
	rows, cols, cells := entropy(m.rows...), entropy(m.cols...), 0.0
	for _, row := range m.counts {
		cells += entropy(row...)
	}
	// The shared entropy as G² has it loses no digits near independence.
	shared := m.likelihoodRatio() / (2 * n)
	weight := [...][2]float64{Symmetric: {0.5, 0.5}, RowsPredicted: {1, 0}, ColsPredicted: {0, 1}}[d]
	room := weight[0]*rows + weight[1]*cols
	u := shared / room
	return m.byDelta(u, 0, func(i, j int) float64 {
		row := -math.Log(float64(m.rows[i])/n) - rows
		col := -math.Log(float64(m.cols[j])/n) - cols
		cell := -math.Log(float64(m.counts[i][j])/n) - cells
		return (row + col - cell - u*(weight[0]*row+weight[1]*col)) / (n * room)
	})
}

// linear is the test of a trend of ordered rows with ordered columns, by their
// places (Mantel 1963).
func (m margins) linear(lang string) Test {
	test := Test{Name: Say(lang, "Tendance linéaire (Mantel)", "Linear-by-linear (Mantel)")}
	var x, y, xx, yy, xy float64
	n := float64(m.n)
	for i, row := range m.counts {
		for j, k := range row {
			x += float64(k * i)
			y += float64(k * j)
			xx += float64(k * i * i)
			yy += float64(k * j * j)
			xy += float64(k * i * j)
		}
	}
	gap := xy - x*y/n
	test.Statistic = (n - 1) * gap * gap / ((xx - x*x/n) * (yy - y*y/n))
	test.DF = 1
	test.P = tail.ChiSquared(test.Statistic, 1)
	return test
}

package stats

import (
	"math"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// margins is a table of counts with its totals.
type margins struct {
	counts     [][]int
	rows, cols []int
	n          int
}

func marginsOf(counts [][]int, width int) margins {
	m := margins{counts: counts, rows: make([]int, len(counts)), cols: make([]int, width)}
	for i, row := range counts {
		for j, n := range row {
			m.rows[i] += n
			m.cols[j] += n
			m.n += n
		}
	}
	return m
}

// dense drops the rows and columns without any case.
func (m margins) dense() margins {
	rows, cols := occupied(m.rows), occupied(m.cols)
	if len(rows) == len(m.rows) && len(cols) == len(m.cols) {
		return m
	}
	var counts [][]int // stays nil for the groups of a number
	if m.counts != nil {
		for _, row := range rows {
			counts = append(counts, pick(m.counts[row], cols))
		}
	}
	return margins{counts, pick(m.rows, rows), pick(m.cols, cols), m.n}
}

func (m margins) expected(i, j int) float64 {
	return float64(m.rows[i]) * float64(m.cols[j]) / float64(m.n)
}

// residual is the Pearson residual of a cell and the adjusted one, which is
// standard normal without association (Haberman 1973).
func (m margins) residual(i, j int) (pearson, adjusted float64) {
	e, n := m.expected(i, j), float64(m.n)
	pearson = (float64(m.counts[i][j]) - e) / math.Sqrt(e)
	return pearson, pearson / math.Sqrt(float64(m.n-m.rows[i])/n*float64(m.n-m.cols[j])/n)
}

func (m margins) df() int { return (len(m.rows) - 1) * (len(m.cols) - 1) }

// chiSquared is Pearson's statistic. Each count may be brought nearer to the
// expected one by up to correction (Yates 1934).
func (m margins) chiSquared(correction float64) float64 {
	sum := 0.0
	for i, row := range m.counts {
		for j, n := range row {
			e := m.expected(i, j)
			gap := math.Max(0, math.Abs(float64(n)-e)-correction)
			sum += gap * gap / e
		}
	}
	return sum
}

// likelihoodRatio is G², twice the sum of o ln(o/e).
func (m margins) likelihoodRatio() float64 {
	sum := 0.0
	for i, row := range m.counts {
		for j, n := range row {
			if n > 0 {
				sum += float64(n) * math.Log(float64(n)/m.expected(i, j))
			}
		}
	}
	return math.Max(0, 2*sum)
}

func (m margins) shorter() float64 { return float64(min(len(m.rows), len(m.cols))) }

// v is Cramér's V (1946) and Bergsma's, corrected for bias (2013). Both have
// the interval of the V of the population, found by inverting the noncentral
// chi-square law (Steiger 2004); it has none, ok false, where chi2 is smaller
// than 39 times in 40 by chance alone.
func (m margins) v(chi2 float64) (plain, corrected Estimate, ok bool) {
	n, k := float64(m.n), m.shorter()
	plain.Value = math.Min(1, math.Sqrt(chi2/(n*(k-1))))
	corrected.Value = m.corrected(chi2)
	df := float64(m.df())
	low, high, ok := tail.Noncentrality(chi2, func(ncp float64) float64 { return tail.NoncentralChiSquared(chi2, df, ncp) })
	if ok {
		plain.Low = math.Min(1, math.Sqrt(low/(n*(k-1))))
		plain.High = math.Min(1, math.Sqrt(high/(n*(k-1))))
		plain.Confidence = 0.95
		corrected.Low, corrected.High, corrected.Confidence = plain.Low, plain.High, plain.Confidence
	}
	return plain, corrected, ok
}

func (m margins) corrected(chi2 float64) float64 {
	n := float64(m.n)
	r, c := float64(len(m.rows)), float64(len(m.cols))
	phi2 := math.Max(0, chi2/n-(r-1)*(c-1)/(n-1))
	r -= (r - 1) * (r - 1) / (n - 1)
	c -= (c - 1) * (c - 1) / (n - 1)
	if phi2 == 0 || math.Min(r, c) <= 1 {
		return 0
	}
	return math.Min(1, math.Sqrt(phi2/(math.Min(r, c)-1)))
}

// small tells which share of the expected counts is below 5, and whether that
// makes the chi-square law doubtful: more than a fifth of them, or one below 1
// (Cochran 1954).
func (m margins) small() (share float64, doubtful bool) {
	below, cells, least := 0, len(m.rows)*len(m.cols), math.Inf(1)
	for i := range m.rows {
		for j := range m.cols {
			e := m.expected(i, j)
			least = math.Min(least, e)
			if e < 5 {
				below++
			}
		}
	}
	share = float64(below) / float64(cells)
	return share, share > 0.2 || least < 1
}

// undefined says in words why two factors have no test of association.
func (m margins) undefined(row, col Variable, lang string) string {
	switch {
	case m.n == 0:
		return Say(lang, "aucun dossier n'est renseigné pour les deux variables", "no case has both values")
	case len(m.rows) == 1:
		return oneLevel(row, lang)
	case len(m.cols) == 1:
		return oneLevel(col, lang)
	}
	return ""
}

func oneLevel(v Variable, lang string) string {
	return Quoted(lang, v.Title()) + Say(lang, " n'a qu'une modalité parmi les dossiers renseignés", " has a single level among the recorded cases")
}

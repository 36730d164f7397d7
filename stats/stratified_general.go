package stats

// generalised are the three tests of Landis, Heyman and Koch: without scores,
// with scores of the columns, and with scores of both.
func (r *Stratified) generalised() {
	lang := r.Spec.Lang
	identity := func(n int) [][]float64 { // all levels but the last
		m := make([][]float64, n-1)
		for i := range m {
			m[i] = make([]float64, n)
			m[i][i] = 1
		}
		return m
	}
	rows, cols := identity(len(r.RowLevels)), identity(len(r.ColLevels))
	r.contrast(&r.ChiSquare, rows, cols)
	unordered := func(v Variable) string {
		return Quoted(lang, v.Title()) + Say(lang, " n'a pas d'ordre", " has no order")
	}
	if r.scores[1] == nil {
		r.RowMeans.Reason, r.Correlation.Reason = unordered(r.Col), unordered(r.Col)
		return
	}
	r.contrast(&r.RowMeans, rows, [][]float64{r.scores[1]})
	if r.scores[0] == nil {
		r.Correlation.Reason = unordered(r.Row)
		return
	}
	r.contrast(&r.Correlation, [][]float64{r.scores[0]}, [][]float64{r.scores[1]})
}

// contrast tests that sums over strata of weighted counts are what they would
// be without association within strata.
func (r *Stratified) contrast(test *Test, rows, cols [][]float64) {
	size := len(rows) * len(cols)
	gaps, covariance := make([]float64, size), make([][]float64, size)
	for a := range covariance {
		covariance[a] = make([]float64, size)
	}
	for _, s := range r.Strata {
		m := marginsOf(s.Observed, len(r.ColLevels))
		n := float64(m.n)
		// spread is the covariance of two weightings of a margin.
		spread := func(totals []int, a, b []float64) float64 {
			var sum, meanA, meanB float64
			for i, t := range totals {
				share := float64(t) / n
				sum += share * a[i] * b[i]
				meanA += share * a[i]
				meanB += share * b[i]
			}
			return sum - meanA*meanB
		}
		for a := range size {
			x, y := rows[a/len(cols)], cols[a%len(cols)]
			for i := range m.rows {
				for j := range m.cols {
					gaps[a] += x[i] * y[j] * (float64(m.counts[i][j]) - m.expected(i, j))
				}
			}
			for b := range size {
				covariance[a][b] += n * n / (n - 1) * spread(m.rows, x, rows[b/len(cols)]) * spread(m.cols, y, cols[b%len(cols)])
			}
		}
	}
	square, rank := squareIn(covariance, gaps)
	if rank == 0 {
		test.Reason = Say(r.Spec.Lang, "dans chaque strate une variable n'a qu'une modalité ou qu'un score", "in each stratum a variable has a single level or score")
		return
	}
	test.set(square, float64(rank))
}

// squareIn is the square of a vector in the metric of the inverse of its
// covariance, and the rank of that. What has no variance of its own is left
// out: there the vector is 0 too.
func squareIn(covariance [][]float64, x []float64) (square float64, rank int) {
	size := make([]float64, len(x))
	for i := range x {
		size[i] = covariance[i][i]
	}
	for k := range x {
		pivot := covariance[k][k]
		if pivot <= 1e-10*size[k] {
			continue
		}
		rank++
		square += x[k] * x[k] / pivot
		for i := k + 1; i < len(x); i++ {
			factor := covariance[i][k] / pivot
			x[i] -= factor * x[k]
			for j := k + 1; j < len(x); j++ {
				covariance[i][j] -= factor * covariance[k][j]
			}
		}
	}
	return square, rank
}

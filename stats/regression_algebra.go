package stats

import (
	"math"
	"slices"
)

func scalar(x, y []float64) float64 {
	sum := 0.0
	for i := range x {
		sum += x[i] * y[i]
	}
	return sum
}

// cholesky is the lower triangle of a matrix, ok false where it is not positive.
func cholesky(a [][]float64) (l [][]float64, ok bool) {
	l = make([][]float64, len(a))
	for i := range a {
		l[i] = make([]float64, len(a))
		for j := 0; j <= i; j++ {
			x := a[i][j] - scalar(l[i][:j], l[j][:j])
			if i != j {
				l[i][j] = x / l[j][j]
				continue
			}
			if !(x > 0) {
				return nil, false
			}
			l[i][i] = math.Sqrt(x)
		}
	}
	return l, true
}

// solved is the x with L L' x = b.
func solved(l [][]float64, b []float64) []float64 {
	x := slices.Clone(b)
	for i := range x {
		x[i] = (x[i] - scalar(l[i][:i], x[:i])) / l[i][i]
	}
	for i := len(x) - 1; i >= 0; i-- {
		for k := i + 1; k < len(x); k++ {
			x[i] -= l[k][i] * x[k]
		}
		x[i] /= l[i][i]
	}
	return x
}

// inverse is that of L L'.
func inverse(l [][]float64) [][]float64 {
	out := make([][]float64, len(l))
	for j := range l {
		e := make([]float64, len(l))
		e[j] = 1
		out[j] = solved(l, e)
	}
	return out
}

// determinant is that of a symmetric positive matrix.
func determinant(a [][]float64) float64 {
	l, ok := cholesky(a)
	if !ok {
		return 0
	}
	product := 1.0
	for i := range l {
		product *= l[i][i] * l[i][i]
	}
	return product
}

// VarianceInflation is how much the correlation with the other predictors
// widens a term of DF coefficients: 1 is none (Fox and Monette 1992). Root is
// GVIF^(1/(2 DF)), comparable between terms. R's car::vif.
type VarianceInflation struct {
	Variable   Variable
	GVIF, Root Estimate
	DF         int
}

// inflation is that of each predictor, from the covariance of the coefficients.
func (d *design) inflation(cov [][]float64, lang string) []VarianceInflation {
	var list []VarianceInflation
	groups := map[int][]int{}
	var order []int
	for j, term := range d.kept {
		if at := d.terms[term].column; at >= 0 {
			if groups[at] == nil {
				order = append(order, at)
			}
			groups[at] = append(groups[at], j)
		}
	}
	correlation := func(at []int) [][]float64 {
		m := make([][]float64, len(at))
		for i, a := range at {
			for _, b := range at {
				m[i] = append(m[i], cov[a][b]/math.Sqrt(cov[a][a]*cov[b][b]))
			}
		}
		return m
	}
	var all []int
	for _, at := range order {
		all = append(all, groups[at]...)
	}
	whole := determinant(correlation(all))
	for _, at := range order {
		own := groups[at]
		v := VarianceInflation{Variable: d.terms[d.kept[own[0]]].Variable, DF: len(own)}
		var others []int
		for _, j := range all {
			if !slices.Contains(own, j) {
				others = append(others, j)
			}
		}
		switch {
		case len(others) == 0:
			v.GVIF.Reason = Say(lang, "un seul prédicteur", "a single predictor")
			v.Root.Reason = v.GVIF.Reason
		default:
			v.GVIF.Value = determinant(correlation(own)) * determinant(correlation(others)) / whole
			v.Root.Value = math.Pow(v.GVIF.Value, 1/float64(2*len(own)))
		}
		list = append(list, v)
	}
	return list
}

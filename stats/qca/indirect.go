package qca

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// indirect sorts values into steps by the cut points and fits a fractional logit
// of the steps on log x, √x, x and x².
func (s Calibration) indirect(r *Calibrated, values []float64) (func(x float64) float64, error) {
	const terms = 5
	distinct := map[float64]bool{}
	for _, x := range values {
		if x < 0 {
			return nil, fmt.Errorf("value %v: the indirect method takes logarithms, so that values must be 0 or more; shift the measure or use Direct", x)
		}
		distinct[x] = true
	}
	if len(distinct) < terms {
		return nil, fmt.Errorf("%d different values, the indirect method takes at least %d: use Direct or Crisp", len(distinct), terms)
	}
	powers := func(x float64) []float64 {
		if x == 0 {
			x = 0.00001 // as R does, where the logarithm has no value
		}
		return []float64{1, math.Log(x), math.Sqrt(x), x, x * x}
	}
	design := mat.NewDense(len(values), terms, nil)
	step := make([]float64, len(values))
	for i, x := range values {
		design.SetRow(i, powers(x))
		below := 0
		for _, cut := range s.Anchors {
			if x > cut {
				below++
			}
		}
		// Steps are rounded to three decimals in R, 0.333 for a third.
		step[i] = math.Round(1000*float64(below)/float64(len(s.Anchors))) / 1000
	}
	coefficients, err := logit(design, step)
	if err != nil {
		return nil, err
	}
	r.Coefficients = coefficients
	return func(x float64) float64 {
		sum := 0.0
		for j, power := range powers(x) {
			sum += coefficients[j] * power
		}
		return ends(1 / (1 + math.Exp(-sum)))
	}, nil
}

// logit is the quasi-likelihood fit of shares by iterated weighted least squares.
// Columns are scaled to length 1, so that x² does not drown log x.
func logit(design *mat.Dense, y []float64) ([]float64, error) {
	n, k := design.Dims()
	scale := make([]float64, k)
	x := mat.NewDense(n, k, nil)
	for j := range k {
		scale[j] = mat.Norm(design.ColView(j), 2)
		for i := range n {
			x.Set(i, j, design.At(i, j)/scale[j])
		}
	}
	fitted := make([]float64, n)
	for i := range fitted {
		fitted[i] = (y[i] + 0.5) / 2
	}
	beta := mat.NewVecDense(k, nil)
	before := math.Inf(1)
	for range 100 {
		weighted, target := mat.NewDense(n, k, nil), mat.NewVecDense(n, nil)
		for i, m := range fitted {
			variance := max(m*(1-m), 1e-14)
			root := math.Sqrt(variance)
			for j := range k {
				weighted.Set(i, j, root*x.At(i, j))
			}
			target.SetVec(i, root*(math.Log(m/(1-m))+(y[i]-m)/variance))
		}
		var qr mat.QR
		qr.Factorize(weighted)
		var ill mat.Condition
		if err := qr.SolveVecTo(beta, false, target); err != nil && !errors.As(err, &ill) {
			return nil, fmt.Errorf("the fractional logit has no solution: %w", err)
		}
		deviance := 0.0
		for i := range fitted {
			eta := mat.Dot(x.RowView(i), beta)
			if math.IsNaN(eta) {
				return nil, errors.New("the fractional logit has no solution: cut points part the values too evenly or too few; use Direct")
			}
			fitted[i] = min(max(1/(1+math.Exp(-eta)), 1e-15), 1-1e-15)
			deviance -= 2 * (y[i]*math.Log(fitted[i]) + (1-y[i])*math.Log(1-fitted[i]))
		}
		if math.Abs(before-deviance) < 1e-12*(math.Abs(deviance)+0.1) {
			coefficients := make([]float64, k)
			for j := range k {
				coefficients[j] = beta.AtVec(j) / scale[j]
			}
			return coefficients, nil
		}
		before = deviance
	}
	return nil, errors.New("the fractional logit does not settle: the cut points part the values so that no curve is best; use Direct")
}

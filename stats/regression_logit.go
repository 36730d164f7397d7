package stats

import (
	"math"
	"slices"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// logit is a logistic likelihood over a design; gamma are the coefficients of
// its orthonormal columns.
type logit struct {
	design  *design
	y       []float64
	workers int
}

// step sums, at gamma, the information Q'WQ, the score Q'(y-π) and the log
// likelihood. A nil gamma is R's first step, from π = (y + 1/2)/2.
func (f *logit) step(gamma []float64) (information [][]float64, score []float64, log float64) {
	p := len(f.design.kept)
	square := p * p
	sums := f.design.accumulate(square+p+1, f.workers, func(first, last int, sums []float64) {
		for row := first; row < last; row++ {
			q, y := f.design.q[row*p:(row+1)*p], f.y[row]
			pi, w := 0.0, 0.0
			residual := 0.0
			if gamma == nil {
				pi = (y + 0.5) / 2
				w = pi * (1 - pi)
				// The working response itself: γ is solved for, not changed.
				residual = w*math.Log(pi/(1-pi)) + y - pi
			} else {
				eta := scalar(q, gamma)
				var logPi float64
				pi, w, logPi = logistic(eta, y)
				sums[square+p] += logPi
				residual = y - pi
				if y == 1 && pi > 0.5 { // 1-π without cancellation
					residual = w / pi
				}
			}
			for i, x := range q {
				sums[square+i] += x * residual
				weighted := x * w
				line := sums[i*p : i*p+i+1]
				for j := range line {
					line[j] += weighted * q[j]
				}
			}
		}
	})
	information = make([][]float64, p)
	for i := range p {
		information[i] = sums[i*p : (i+1)*p]
		for j := range i {
			information[j][i] = information[i][j]
		}
	}
	return information, sums[square : square+p], sums[square+p]
}

// logistic is the probability, its variance and the log likelihood of y.
func logistic(eta, y float64) (pi, w, log float64) {
	e := math.Exp(-math.Abs(eta))
	small := e / (1 + e)
	w = small / (1 + e)
	pi = small
	if eta > 0 {
		pi = 1 / (1 + e)
	}
	log = -math.Log1p(e)
	if (eta > 0) != (y == 1) {
		log -= math.Abs(eta)
	}
	return pi, w, log
}

// irls is R's glm.fit: at most 25 weighted least squares, until the deviance
// changes by less than 1e-8 of itself. The inverse information is that of the
// last of them.
func (f *logit) irls() (gamma []float64, covariance [][]float64, iterations int, converged bool) {
	information, score, _ := f.step(nil)
	before := math.Inf(1)
	for iterations = 1; iterations <= 25; iterations++ {
		l, ok := cholesky(information)
		if !ok {
			return gamma, covariance, iterations - 1, false
		}
		change := solved(l, score)
		if gamma != nil {
			for i := range change {
				change[i] += gamma[i]
			}
		}
		gamma, covariance = change, inverse(l)
		var log float64
		information, score, log = f.step(gamma)
		deviance := -2 * log
		if iterations == 1 {
			before = f.firstDeviance()
		}
		if math.Abs(deviance-before)/(math.Abs(deviance)+0.1) < 1e-8 {
			return gamma, covariance, iterations, true
		}
		before = deviance
	}
	return gamma, covariance, 25, false
}

// firstDeviance is that of π = (y + 1/2)/2, from which R starts.
func (f *logit) firstDeviance() float64 { return -2 * float64(len(f.y)) * math.Log(0.75) }

// likelihood is the log likelihood and the probabilities.
func (f *logit) likelihood(gamma []float64) (log float64, fitted []float64) {
	p := len(gamma)
	fitted = make([]float64, len(f.y))
	for row, y := range f.y {
		pi, _, l := logistic(scalar(f.design.q[row*p:(row+1)*p], gamma), y)
		fitted[row] = pi
		log += l
	}
	return log, fitted
}

// separation is the sign of each coefficient that has no finite estimate, nil
// when all have (Albert and Anderson 1984). Under separation Newton's steps end
// up going along a direction in which no case gets worse, each case that it
// separates by about 1 a step; that this is such a direction is checked on every
// case, so that a separation is never reported without proof.
func (f *logit) separation(gamma []float64) []int {
	p := len(gamma)
	at := slices.Clone(gamma)
	for range 30 {
		information, score, _ := f.step(at)
		l, ok := cholesky(information)
		if !ok {
			return nil
		}
		step := solved(l, score)
		least, most, far := math.Inf(1), 0.0, 0.0
		for row, y := range f.y {
			q := f.design.q[row*p : (row+1)*p]
			gain := scalar(q, step) * (2*y - 1)
			least, most = math.Min(least, gain), math.Max(most, gain)
			far = math.Max(far, scalar(q, at)*(2*y-1))
		}
		if most < 1e-3 { // steps die away: the estimate is finite
			return nil
		}
		if far > 8 && least > -1e-6*most {
			return f.signs(step, most)
		}
		for i := range at {
			at[i] += step[i]
		}
	}
	return nil
}

// signs of the coefficients of a direction that moves some case by most.
func (f *logit) signs(step []float64, most float64) []int {
	signs := make([]int, len(step))
	for j, b := range f.design.back(step) {
		widest := 0.0
		for _, x := range f.design.raw[j] {
			widest = math.Max(widest, math.Abs(x))
		}
		if math.Abs(b)*widest > 1e-4*most {
			signs[j] = 1
			if b < 0 {
				signs[j] = -1
			}
		}
	}
	return signs
}

// newton maximises the likelihood from gamma; penalised, times the root of the
// determinant of the information (Jeffreys' prior). A functional a·γ is held at a
// value where it is not nil.
func (f *logit) newton(gamma, held []float64, value float64, penalised bool) (at []float64, covariance [][]float64, iterations int, converged bool) {
	at = slices.Clone(gamma)
	before, last := at, math.Inf(-1)
	for iterations = 1; iterations <= 200; iterations++ {
		information, score, log := f.step(at)
		l, ok := cholesky(information)
		if !ok {
			return at, covariance, iterations, false
		}
		covariance = inverse(l)
		if penalised {
			log += halfLogDeterminant(l)
			f.penalise(at, covariance, score)
		}
		// The first step may go down, to where the functional has its value.
		if iterations > 2 && log < last-1e-9*math.Abs(last) {
			for i := range at {
				at[i] = (at[i] + before[i]) / 2
			}
			continue
		}
		change := solved(l, score)
		if held != nil {
			toHeld := solved(l, held)
			gap := (value - scalar(held, at) - scalar(held, change)) / scalar(held, toHeld)
			for i := range change {
				change[i] += gap * toHeld[i]
			}
		}
		size := 0.0
		for _, x := range change {
			size = math.Max(size, math.Abs(x))
		}
		scale := 0.0
		for _, x := range at {
			scale = math.Max(scale, math.Abs(x))
		}
		// In orthonormal columns a case moves by at most the size of the step.
		const longest = 5.0
		if limit := longest * math.Sqrt(float64(len(f.y))); size > limit && held == nil {
			for i := range change {
				change[i] *= limit / size
			}
		}
		before = slices.Clone(at)
		for i := range at {
			at[i] += change[i]
		}
		if size <= 1e-11*(1+scale) || iterations > 3 && math.Abs(log-last) <= 1e-15*math.Abs(log) {
			return at, covariance, iterations, true
		}
		last = log
	}
	return at, covariance, 200, false
}

func halfLogDeterminant(l [][]float64) float64 {
	sum := 0.0
	for i := range l {
		sum += math.Log(l[i][i])
	}
	return sum
}

// penalise adds to the score what the penalty gives: h(1/2-π), h the leverage.
func (f *logit) penalise(gamma []float64, covariance [][]float64, score []float64) {
	p := len(gamma)
	extra := f.design.accumulate(p, f.workers, func(first, last int, sums []float64) {
		for row := first; row < last; row++ {
			q := f.design.q[row*p : (row+1)*p]
			pi, w, _ := logistic(scalar(q, gamma), 1)
			h := 0.0
			for i, x := range q {
				h += x * scalar(covariance[i], q)
			}
			for i, x := range q {
				sums[i] += x * h * w * (0.5 - pi)
			}
		}
	})
	for i := range score {
		score[i] += extra[i]
	}
}

// value is the log likelihood, penalised or not.
func (f *logit) value(gamma []float64, penalised bool) float64 {
	information, _, log := f.step(gamma)
	if penalised {
		if l, ok := cholesky(information); ok {
			log += halfLogDeterminant(l)
		}
	}
	return log
}

// profile is the interval of coefficient j in which twice the log likelihood,
// maximised over the others, is within 3.84 of its top.
func (f *logit) profile(j int, gamma []float64, beta, se float64, penalised bool) Estimate {
	held := f.design.functional(j)
	top := f.value(gamma, penalised)
	e := Estimate{Value: beta, Confidence: 0.95}
	end := func(sign float64) float64 {
		// Each fit starts where the last one ended.
		start := slices.Clone(gamma)
		root := func(x float64) float64 {
			at, _, _, _ := f.newton(start, held, beta+sign*x*se, penalised)
			start = at
			return math.Sqrt(math.Max(0, 2*(top-f.value(at, penalised)))) - tail.Z95
		}
		low, high := 0.0, 1.5
		for root(high) < 0 {
			if low, high = high, 1.5*high; high > 60 {
				return math.Inf(int(sign))
			}
		}
		return beta + sign*se*tail.Root(root, low, high)
	}
	e.Low, e.High = end(-1), end(1)
	return e
}

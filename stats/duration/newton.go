package duration

import "math"

// evaluation is a log likelihood at some coefficients, with its slope and
// curvature.
type evaluation struct {
	loglik      float64
	score       []float64
	information symmetric
}

func (e evaluation) finite() bool {
	if math.IsNaN(e.loglik) || math.IsInf(e.loglik, 0) {
		return false
	}
	for i, x := range e.score {
		if pivot := e.information.at(i, i); math.IsNaN(x+pivot) || math.IsInf(x+pivot, 0) {
			return false
		}
	}
	return true
}

// without is the evaluation with a coefficient that plays no part.
func (e evaluation) without(j int) evaluation {
	e.score[j] = 0
	for k := range e.score {
		e.information.add(max(j, k), min(j, k), -e.information.at(j, k))
	}
	return e
}

// The rules of R's coxph.control: how near 1 the ratio of two log likelihoods
// is the same, after how many steps to give up, and the smallest pivot.
const (
	settled   = 1e-9
	mostSteps = 20
	fewSteps  = 4                      // enough to end a climb; more would flatten what runs away beyond any pivot
	flat      = 1e-14                  // of the information that a column could have
	tinyPivot = 1.8189894035458565e-12 // 2^-52 to the power 3/4
)

// fit is where Newton's method went from 0.
type fit struct {
	null, last evaluation
	beta       []float64
	root       root // of the information at beta
	steps      int
	separated  []bool // coefficients that run away; nil when none does
}

// maximise climbs from 0 by Newton's steps, halved where they lead down, and
// stops where the log likelihood changes by less than near of itself. Where the
// slope that is left would still carry a coefficient on, it climbs a little
// further to see whether it ever stops; ranges are those of the columns.
func maximise(ranges []float64, events int, near float64, evaluate func(beta []float64) evaluation) fit {
	p := len(ranges)
	f := fit{beta: make([]float64, p)}
	f.null = evaluate(f.beta)
	// Where a column never differs among those at risk, its information is what
	// rounding left.
	for j, width := range ranges {
		if f.null.information.at(j, j) < flat*float64(events)*width*width {
			inner := evaluate
			evaluate = func(beta []float64) evaluation { return inner(beta).without(j) }
			f.null = f.null.without(j)
		}
	}
	f.last, f.root = f.null, f.null.information.factor(tinyPivot)
	running := f.root.rank > 0 && f.climb(mostSteps, near, evaluate)
	for j, step := range f.root.solve(f.last.score) {
		running = running || f.runs(j, step)
	}
	if !running {
		return f
	}
	g := f
	g.climb(fewSteps, 0, evaluate)
	for j, step := range g.root.solve(g.last.score) {
		if ranges[j]*math.Abs(step) > 0.1 || f.root.redundant[j] != g.root.redundant[j] {
			if f.separated == nil {
				f.separated = make([]bool, p)
			}
			f.separated[j] = true
		}
	}
	if f.separated == nil {
		return g
	}
	return f
}

// runs tells whether a step is large beside the coefficient.
func (f *fit) runs(j int, step float64) bool {
	return math.Abs(step) > settled && math.Abs(step) > math.Sqrt(settled)*math.Abs(f.beta[j])
}

// climb takes up to some steps, and tells whether it was still climbing.
func (f *fit) climb(most int, near float64, evaluate func(beta []float64) evaluation) bool {
	next := add(f.beta, f.root.solve(f.last.score))
	halved := 0
	for range most {
		f.steps++
		e := evaluate(next)
		switch {
		case e.finite() && halved == 0 && (e.loglik == f.last.loglik || math.Abs(1-f.last.loglik/e.loglik) <= near):
			f.last, f.beta, f.root = e, next, e.information.factor(tinyPivot)
			if near > 0 || e.loglik == f.last.loglik {
				return false
			}
		case !e.finite() || e.loglik < f.last.loglik:
			halved++
			// Nearer and nearer to where the climb last stood.
			for j := range next {
				next[j] = (next[j] + float64(halved)*f.beta[j]) / float64(halved+1)
			}
			continue
		default:
			halved = 0
			f.last, f.beta, f.root = e, next, e.information.factor(tinyPivot)
		}
		next = add(f.beta, f.root.solve(f.last.score))
	}
	return true
}

func add(a, b []float64) []float64 {
	sum := make([]float64, len(a))
	for i := range a {
		sum[i] = a[i] + b[i]
	}
	return sum
}

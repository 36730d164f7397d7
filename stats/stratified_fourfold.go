package stats

import (
	"math"

	"github.com/askoria/verbatim/stats/internal/exact"
)

// fourfold is what 2×2 strata have.
func (r *Stratified) fourfold() {
	lang := r.Spec.Lang
	var gap, variance float64           // of the first cells
	var up, down float64                // of the common odds ratio
	var upSame, cross, downSame float64 // of the variance of its logarithm
	tables := make([][4]int, len(r.Strata))
	for k, s := range r.Strata {
		tables[k] = r.cells(s)
		a, b, c, d := float64(tables[k][0]), float64(tables[k][1]), float64(tables[k][2]), float64(tables[k][3])
		n := a + b + c + d
		gap += a - (a+b)*(a+c)/n
		variance += (a + b) / n * (c + d) / n * (a + c) * (b + d) / (n - 1)
		with, against := a*d/n, b*c/n
		up += with
		down += against
		same, other := (a+d)/n, (b+c)/n
		upSame += same * with
		cross += same*against + other*with
		downSame += other * against
		r.Strata[k].OddsRatio = sampleOddsRatio(a, b, c, d, lang)
	}
	if variance == 0 {
		r.withhold(Say(lang, "dans chaque strate une variable n'a qu'une modalité", "in each stratum a variable has a single level"))
		return
	}
	// Up to 0 and not beyond; mantelhaen.test leaves a gap below ½ uncorrected,
	// so that a smaller one may have the smaller p.
	corrected := math.Max(0, math.Abs(gap)-0.5)
	r.Corrected.set(corrected*corrected/variance, 1)
	switch {
	case up+down == 0:
		r.OddsRatio.Reason = Say(lang, "aucune strate ne renseigne le rapport des cotes", "no stratum tells of the odds ratio")
	case down == 0:
		r.OddsRatio.Value = math.Inf(1)
	case up == 0:
	default:
		r.OddsRatio = loggedRatio(up/down, upSame/(2*up*up)+cross/(2*up*down)+downSame/(2*down*down))
	}
	p, ratio, low, high, ok := exact.Stratified(tables, exactSteps)
	if ok {
		r.Exact.P = p
		r.ConditionalOddsRatio = Estimate{Value: ratio, Low: low, High: high, Confidence: 0.95}
	} else {
		r.Exact.Reason = tooMany(lang)
		r.ConditionalOddsRatio.Reason = r.Exact.Reason
	}
	r.homogeneity(tables)
}

// sampleOddsRatio is ad/bc as it is, 0 or infinite too, with Wald's interval
// where no cell is empty.
func sampleOddsRatio(a, b, c, d float64, lang string) Estimate {
	switch {
	case a*d == 0 && b*c == 0:
		return Estimate{Reason: Say(lang, "une ligne ou une colonne est vide", "a row or a column is empty")}
	case b*c == 0:
		return Estimate{Value: math.Inf(1)}
	case a*d == 0:
		return Estimate{}
	}
	return loggedRatio(a*d/(b*c), 1/a+1/b+1/c+1/d)
}

// homogeneity tests that the odds ratio is the same in all strata: Breslow and
// Day (1980), the same corrected by Tarone (1985), and Woolf (1955).
func (r *Stratified) homogeneity(tables [][4]int) {
	lang := r.Spec.Lang
	var sum, shift, spread float64
	informative := 0
	correction := 0.0
	for _, t := range tables {
		if t[0]*t[1]*t[2]*t[3] == 0 {
			correction = 0.5
		}
	}
	var weights, weighted, squares float64
	for _, t := range tables {
		a, b, c, d := float64(t[0])+correction, float64(t[1])+correction, float64(t[2])+correction, float64(t[3])+correction
		log, weight := math.Log(a*d/(b*c)), 1/(1/a+1/b+1/c+1/d)
		weights += weight
		weighted += weight * log
		squares += weight * log * log
		row, col, other := float64(t[0]+t[1]), float64(t[0]+t[2]), float64(t[2]+t[3])
		if row == 0 || other == 0 || col == 0 || t[1]+t[3] == 0 || !r.OddsRatio.Defined() || r.OddsRatio.Confidence == 0 {
			continue
		}
		informative++
		// The first cell that the common odds ratio makes likely.
		fitted := expectedCell(row, col, row+other, r.OddsRatio.Value)
		v := 1 / (1/fitted + 1/(row-fitted) + 1/(col-fitted) + 1/(other-col+fitted))
		gap := float64(t[0]) - fitted
		sum += gap * gap / v
		shift += gap
		spread += v
	}
	few := Say(lang, "moins de deux strates renseignent le rapport des cotes", "fewer than two strata tell of the odds ratio")
	switch {
	case r.OddsRatio.Defined() && r.OddsRatio.Confidence == 0:
		r.BreslowDay.Reason = Say(lang, "le rapport des cotes commun est 0 ou infini", "the common odds ratio is 0 or infinite")
		r.Tarone.Reason = r.BreslowDay.Reason
	case informative < 2:
		r.BreslowDay.Reason, r.Tarone.Reason = few, few
	default:
		r.BreslowDay.set(sum, float64(informative-1))
		r.Tarone.set(math.Max(0, sum-shift*shift/spread), float64(informative-1))
	}
	if len(tables) < 2 {
		r.Woolf.Reason = few
		return
	}
	r.Woolf.set(math.Max(0, squares-weighted*weighted/weights), float64(len(tables)-1))
}

// expectedCell is the first cell of a 2×2 table with these margins and that odds
// ratio.
func expectedCell(row, col, n, odds float64) float64 {
	a := odds - 1
	b := n - row - col + odds*(row+col)
	c := odds * row * col
	// The root of a x² - b x + c, in the form that holds where a is 0 too.
	return 2 * c / (b + math.Sqrt(math.Max(0, b*b-4*a*c)))
}

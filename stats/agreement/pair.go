package agreement

import (
	"math"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// ofPair fills what two coders have: the error of Cohen's kappa, its maximum,
// prevalence and bias.
func (a *Agreement) ofPair(m *model, s sums) {
	n := s[m.full]
	if n == 0 {
		return
	}
	rows, cols := m.margins(s)
	if a.Cohen.Value.Defined() {
		se, null := m.cohenErrors(s, rows, cols, a.Cohen)
		a.Cohen.interval(se, tail.Z95, math.Inf(-1), a.say("Fleiss, Cohen et Everitt, loi normale", "Fleiss, Cohen and Everitt, normal law"))
		a.Cohen.Test = stats.Test{Reason: a.say("pas d'erreur-type", "no standard error")}
		if null > 0 {
			z := a.Cohen.Value.Value / null
			a.Cohen.Test = stats.Test{Name: "z", Statistic: z, P: tail.Normal(z)}
		}
		a.KappaMax = stats.Estimate{Value: (m.mostAgreement(rows, cols) - a.Cohen.Chance.Value) / (1 - a.Cohen.Chance.Value)}
	}
	for k := range a.Categories {
		c := &a.Categories[k]
		both := s[m.crossed+k*m.q+k] / n
		neither := 1 - rows[k] - cols[k] + both
		c.Prevalence = stats.Estimate{Value: abs(both - neither)}
		c.Bias = stats.Estimate{Value: abs(rows[k] - cols[k])}
	}
	if m.q == 2 {
		a.Prevalence, a.Bias = a.Categories[0].Prevalence, a.Categories[0].Bias
	}
}

// cohenErrors is the standard error of kappa, and that without any agreement
// beyond chance (Fleiss, Cohen and Everitt 1969).
func (m *model) cohenErrors(s sums, rows, cols []float64, c Coefficient) (se, null float64) {
	n, kappa, chance := s[m.full], c.Value.Value, c.Chance.Value
	byRow, byCol := make([]float64, m.q), make([]float64, m.q)
	for k := range m.q {
		byRow[k], byCol[k] = m.weighed(cols, k), m.weighed(rows, k)
	}
	var spread, spreadNull float64
	for i := range m.q {
		for j := range m.q {
			w, mean := m.weight(i, j), byRow[i]+byCol[j]
			gap := w - mean*(1-kappa)
			spread += s[m.crossed+i*m.q+j] / n * gap * gap
			spreadNull += rows[i] * cols[j] * (w - mean) * (w - mean)
		}
	}
	middle := kappa - chance*(1-kappa)
	whole := (1 - chance) * math.Sqrt(n)
	return math.Sqrt(math.Max(0, spread-middle*middle)) / whole, math.Sqrt(math.Max(0, spreadNull-chance*chance)) / whole
}

// mostAgreement is the highest agreement that two margins allow. Partial
// agreement falls ever faster with distance, so that pairing the codings in
// order is best.
func (m *model) mostAgreement(rows, cols []float64) float64 {
	sum := 0.0
	if m.agree == nil {
		for k := range rows {
			sum += math.Min(rows[k], cols[k])
		}
		return sum
	}
	i, j, left, right := 0, 0, rows[0], cols[0]
	for {
		part := math.Min(left, right)
		sum += part * m.weight(i, j)
		left, right = left-part, right-part
		if left <= right {
			if i++; i == m.q {
				return sum
			}
			left = rows[i]
		} else {
			if j++; j == m.q {
				return sum
			}
			right = cols[j]
		}
	}
}

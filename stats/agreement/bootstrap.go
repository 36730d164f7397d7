package agreement

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"gonum.org/v1/gonum/stat"

	"github.com/askoria/verbatim/stats"
)

// part is the sums of a cluster, without the zeros.
type part struct {
	at    []int32
	value []float64
}

// bootstrap puts percentiles over samples of whole clusters in the place of the
// intervals. A sample adds up the sums of its clusters; units are not read again.
func (a *Agreement) bootstrap(m *model) {
	clusters := m.clusters
	if a.Spec.Cluster == "" {
		clusters = make([][]int, len(m.weights))
		for unit := range clusters {
			clusters[unit] = []int{unit}
		}
	}
	list := a.coefficients()
	draws := make([][]float64, len(list))
	if len(clusters) >= 2 {
		parts := m.parts(clusters)
		sample := make(sums, m.size)
		for draw := range a.Spec.Draws {
			random := rand.New(rand.NewPCG(a.Spec.Seed, uint64(draw)+1))
			clear(sample)
			for range parts {
				p := parts[random.IntN(len(parts))]
				for i, at := range p.at {
					sample[at] += p.value[i]
				}
			}
			for k, f := range m.figures(sample) {
				if f.ok {
					draws[k] = append(draws[k], f.value)
				}
			}
		}
	}
	lost := false
	for k, c := range list {
		if !c.Value.Defined() {
			continue
		}
		c.Value = stats.Estimate{Value: c.Value.Value}
		// Too many samples without a value leave no fair percentile.
		if 20*len(draws[k]) < 19*a.Spec.Draws {
			lost = lost || k < int(kinds)
			continue
		}
		slices.Sort(draws[k])
		c.Value.Low = stat.Quantile((1-level)/2, stat.Empirical, draws[k], nil)
		c.Value.High = stat.Quantile((1+level)/2, stat.Empirical, draws[k], nil)
		c.Value.Confidence = level
		c.Interval = fmt.Sprintf(a.say("bootstrap, %d tirages sur %d, graine %s, percentiles", "bootstrap, %d draws of %d, seed %s, percentiles"),
			len(draws[k]), a.Spec.Draws, strconv.FormatUint(a.Spec.Seed, 10))
	}
	a.warnDraws(len(clusters), lost)
}

func (a *Agreement) warnDraws(clusters int, lost bool) {
	const few = 20
	switch {
	case clusters < 2:
		a.Warnings = append(a.Warnings, a.say("Un seul groupe d'unités : pas d'intervalle.", "A single cluster of units: no interval."))
	case lost:
		a.Warnings = append(a.Warnings, a.say("Des coefficients n'existent pas dans trop de tirages : pas d'intervalle pour eux.",
			"Too many samples leave some coefficients undefined: no interval for them."))
	}
	if clusters >= 2 && clusters < few {
		a.Warnings = append(a.Warnings, fmt.Sprintf(a.say("Intervalles fragiles : %d groupes seulement sont tirés.",
			"Fragile intervals: only %d clusters are drawn."), clusters))
	}
}

func (m *model) parts(clusters [][]int) []part {
	parts := make([]part, len(clusters))
	sum := make(sums, m.size)
	for i, units := range clusters {
		clear(sum)
		for _, unit := range units {
			m.add(sum, unit)
		}
		for at, x := range sum {
			if x != 0 {
				parts[i].at = append(parts[i].at, int32(at))
				parts[i].value = append(parts[i].value, x)
			}
		}
	}
	return parts
}

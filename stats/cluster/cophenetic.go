package cluster

import (
	"math"

	"github.com/askoria/verbatim/stats"
)

// Cophenetic are the heights at which the cases of each pair come together.
// Agrees with R's cophenetic.
func (t *Dendrogram) Cophenetic() *Matrix {
	m := &Matrix{n: t.N, values: make([]float64, t.N*(t.N-1)/2)}
	members := make([][]int, t.N, t.N+len(t.Merges))
	for i := range members {
		members[i] = []int{i}
	}
	for _, step := range t.Merges {
		left, right := members[step.Left], members[step.Right]
		for _, i := range left {
			for _, j := range right {
				m.values[m.offset(min(i, j))+max(i, j)] = step.Height
			}
		}
		members = append(members, append(left, right...))
		members[step.Left], members[step.Right] = nil, nil
	}
	return m
}

// Fidelity is the correlation of the distances with the heights at which cases
// come together (Sokal and Rohlf 1962): near 1 the tree shows the distances as
// they are. Undefined below 3 cases and where one of the two does not vary.
func (t *Dendrogram) Fidelity(d stats.Distancer) stats.Estimate {
	heights := t.Cophenetic()
	n := float64(len(heights.values))
	meanX, meanY := 0.0, 0.0
	pairs := func(each func(x, y float64)) {
		for i := range t.N {
			for at, y := range heights.after(i) {
				each(d.At(i, i+1+at), y)
			}
		}
	}
	pairs(func(x, y float64) { meanX += x / n; meanY += y / n })
	var xx, yy, xy float64
	pairs(func(x, y float64) {
		xx += (x - meanX) * (x - meanX)
		yy += (y - meanY) * (y - meanY)
		xy += (x - meanX) * (y - meanY)
	})
	if !(xx > 1e-28*n*meanX*meanX) || !(yy > 1e-28*n*meanY*meanY) {
		return stats.Estimate{Reason: stats.Say(t.Spec.Lang, "les distances ou les hauteurs ne varient pas", "distances or heights do not vary")}
	}
	return stats.Estimate{Value: xy / math.Sqrt(xx*yy)}
}

// Coefficient is how strongly the cases fall into classes, from 0 to 1: the mean
// of one less the height at which a case is first joined, as a share of the last
// height. It grows with the number of cases. Agrees with R's cluster::agnes.
func (t *Dendrogram) Coefficient() stats.Estimate {
	if len(t.Merges) == 0 || t.Merges[len(t.Merges)-1].Height == 0 || t.Inversions > 0 {
		return stats.Estimate{Reason: stats.Say(t.Spec.Lang, "aucune hauteur à comparer", "no heights to compare")}
	}
	last, sum := t.Merges[len(t.Merges)-1].Height, 0.0
	for _, m := range t.Merges {
		for _, node := range []int{m.Left, m.Right} {
			if node < t.N {
				sum += 1 - m.Height/last
			}
		}
	}
	return stats.Estimate{Value: sum / float64(t.N)}
}

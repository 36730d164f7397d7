package sequence

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Representatives picks, from the best candidate down, cases that stand for all:
// each further than the radius from those picked before, until enough cases lie
// within the radius of one (Gabadinho and Ritschard 2013). The medoid, the case
// with the lowest sum of distances, is given beside (the first of equals).
// Agrees with R's TraMineR::seqrep and disscenter(medoids.index = "first").
type Representatives struct {
	Criterion Criterion
	Radius    float64 // share of the largest distance; 0: 0.10
	Coverage  float64 // share of the weight to cover; 0: 0.25
	Count     int     // so many, in the place of Coverage
	Lang      string  // "en" for English; French otherwise
}

// Criterion orders the candidates; equal ones come in order of the rows.
type Criterion uint8

const (
	// Density: the weight of the cases within the radius.
	Density Criterion = iota
	// Frequency: the weight of the equal cases.
	Frequency
	// Centrality: the lowest sum of distances.
	Centrality
)

// Representative is a case that stands for others, with those nearest to it.
type Representative struct {
	Row         int // of the distances; -1 in the line of the total
	ID          string
	Assigned    float64        // weight of the cases nearest to it
	Near        float64        // of those, the weight within the radius
	Sum, Mean   float64        // of their distances to it
	ToCentre    float64        // sum of their distances to the centre of all
	Discrepancy float64        // of those cases
	Quality     stats.Estimate // (ToCentre - Sum) / ToCentre, from 1 down
}

// RepresentativeSet is the cases that stand for all.
type RepresentativeSet struct {
	Spec            Representatives
	Representatives []Representative
	Total           Representative
	Coverage        float64 // share of the weight within the radius of one of them
	Scores          []float64
	Medoid          int // row of the case with the lowest sum of distances; -1 without cases
	// Discrepancy is the mean distance to the centre: half the mean distance
	// between two cases.
	Discrepancy float64
	// ToCentre is the distance of each case to the centre.
	ToCentre []float64
	N        int
	Warnings []string
}

// Of picks among all cases; for those of a class take Distances.Rows.
func (p Representatives) Of(d stats.Distancer) (*RepresentativeSet, error) {
	if p.Criterion > Centrality || !(p.Radius >= 0 && p.Radius <= 1) || !(p.Coverage >= 0 && p.Coverage <= 1) || p.Count < 0 {
		return nil, fmt.Errorf("representatives: criterion %d, radius %v, coverage %v, count %d: shares go from 0 to 1", p.Criterion, p.Radius, p.Coverage, p.Count)
	}
	n, weights := d.Len(), weightsFor(d)
	r := &RepresentativeSet{Spec: p, N: n, Medoid: -1, Scores: make([]float64, n), Total: Representative{Row: -1, Quality: stats.Estimate{Reason: stats.Say(p.Lang, "aucun cas", "no case")}}}
	if n == 0 {
		r.Warnings = append(r.Warnings, stats.Say(p.Lang, "aucun cas", "no case"))
		return r, nil
	}
	largest, total := 0.0, 0.0
	for i := range n {
		total += weights[i]
		for j := range i {
			largest = max(largest, d.At(i, j))
		}
	}
	if total == 0 {
		r.Warnings = append(r.Warnings, stats.Say(p.Lang, "tous les poids sont nuls", "all weights are 0"))
		return r, nil
	}
	radius := or(p.Radius, 0.10) * largest
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	r.ToCentre, r.Discrepancy = centre(d, rows, weights)
	r.Medoid = slices.Index(r.ToCentre, slices.Min(r.ToCentre))
	for i := range n {
		for j := range n {
			x := d.At(i, j)
			switch {
			case p.Criterion == Centrality:
				r.Scores[i] += weights[j] * x
			case p.Criterion == Density && (x < radius || largest == 0), p.Criterion == Frequency && x == 0:
				r.Scores[i] += weights[j]
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b int) int {
		order := 1
		if p.Criterion == Centrality {
			order = -1
		}
		switch {
		case r.Scores[a] > r.Scores[b]:
			return -order
		case r.Scores[a] < r.Scores[b]:
			return order
		}
		return 0
	})
	nearest, to := r.pick(d, rows, weights, radius, total)
	r.stand(d, weights, nearest, to, radius)
	return r, nil
}

// pick takes candidates in order; it gives each case the nearest one picked, the
// first of equals, and the distance to it.
func (r *RepresentativeSet) pick(d stats.Distancer, order []int, weights []float64, radius, total float64) (nearest []int, to []float64) {
	p, n := r.Spec, d.Len()
	nearest, to = make([]int, n), make([]float64, n)
	for i := range to {
		to[i] = math.Inf(1)
	}
	for _, candidate := range order {
		if p.Count > 0 && len(r.Representatives) == p.Count || p.Count == 0 && len(r.Representatives) > 0 && r.Coverage >= or(p.Coverage, 0.25) {
			break
		}
		if slices.ContainsFunc(r.Representatives, func(other Representative) bool { return d.At(candidate, other.Row) <= radius }) {
			continue
		}
		covered := 0.0
		for i := range n {
			if x := d.At(i, candidate); x < to[i] {
				nearest[i], to[i] = len(r.Representatives), x
			}
			if to[i] < radius || to[i] == 0 {
				covered += weights[i]
			}
		}
		x := Representative{Row: candidate}
		if own, ok := d.(*Distances); ok {
			x.ID = own.IDs[candidate]
		}
		r.Representatives, r.Coverage = append(r.Representatives, x), covered/total
	}
	return nearest, to
}

// stand fills in what the cases nearest to each representative say of it.
func (r *RepresentativeSet) stand(d stats.Distancer, weights []float64, nearest []int, to []float64, radius float64) {
	groups := make([][]int, len(r.Representatives))
	add := func(x *Representative, i int) {
		x.Assigned += weights[i]
		x.Sum += weights[i] * to[i]
		x.ToCentre += weights[i] * r.ToCentre[i]
		if to[i] < radius || to[i] == 0 {
			x.Near += weights[i]
		}
	}
	for i := range weights {
		add(&r.Representatives[nearest[i]], i)
		add(&r.Total, i)
		groups[nearest[i]] = append(groups[nearest[i]], i)
	}
	quality := func(x *Representative) {
		x.Quality = stats.Estimate{}
		if x.Assigned > 0 {
			x.Mean = x.Sum / x.Assigned
		}
		if x.Quality.Value = (x.ToCentre - x.Sum) / x.ToCentre; x.ToCentre == 0 {
			x.Quality = stats.Estimate{Reason: stats.Say(r.Spec.Lang, "tous les cas sont au centre", "all cases are at the centre")}
		}
	}
	for k := range r.Representatives {
		_, r.Representatives[k].Discrepancy = centre(d, groups[k], weights)
		quality(&r.Representatives[k])
	}
	r.Total.Discrepancy = r.Discrepancy
	quality(&r.Total)
}

// centre is the distance of each of the rows to the centre of them all, and its
// mean, the discrepancy: d(i, c) = mean of d(i, j) - half the mean of all.
func centre(d stats.Distancer, rows []int, weights []float64) (to []float64, discrepancy float64) {
	to = make([]float64, len(rows))
	total, mean := 0.0, 0.0
	for _, i := range rows {
		total += weights[i]
	}
	if total == 0 {
		return to, 0
	}
	for a, i := range rows {
		for _, j := range rows {
			to[a] += weights[j] * d.At(i, j)
		}
		to[a] /= total
		mean += weights[i] * to[a]
	}
	discrepancy = mean / total / 2
	for a := range to {
		to[a] -= discrepancy
	}
	return to, discrepancy
}

// Rows is the distances between the cases of those rows.
func (d *Distances) Rows(rows []int) *Distances {
	r := *d
	r.N, r.Distinct, r.IDs, r.Weights, r.of, r.d = len(rows), len(rows), nil, nil, nil, nil
	for a, i := range rows {
		r.IDs, r.of = append(r.IDs, d.IDs[i]), append(r.of, a)
		if d.Weights != nil {
			r.Weights = append(r.Weights, d.Weights[i])
		}
		for _, j := range rows[a+1:] {
			r.d = append(r.d, d.At(i, j))
		}
	}
	return &r
}

// Tables is one row a representative, then all.
func (r *RepresentativeSet) Tables() []*stats.Table {
	say := func(french, english string) string { return stats.Say(r.Spec.Lang, french, english) }
	list := append(slices.Clone(r.Representatives), r.Total)
	figure := func(name, label string, of func(x Representative) float64) stats.Column {
		return column(name, label, stats.Coefficient, list, of)
	}
	return []*stats.Table{stats.MustTable(say("Séquences représentatives", "Representative sequences"),
		words("id", say("Cas", "Case"), list, func(x Representative) string {
			if x.Row < 0 {
				return say("Ensemble", "All")
			}
			return x.ID
		}),
		figure("cas", say("Cas les plus proches", "Nearest cases"), func(x Representative) float64 { return x.Assigned }),
		figure("voisins", say("dont dans le rayon", "of which in the radius"), func(x Representative) float64 { return x.Near }),
		figure("distance", say("Distance moyenne", "Mean distance"), func(x Representative) float64 { return x.Mean }),
		figure("dispersion", say("Dispersion", "Discrepancy"), func(x Representative) float64 { return x.Discrepancy }),
		estimates("qualite", say("Qualité", "Quality"), stats.Coefficient, list, func(x Representative) stats.Estimate { return x.Quality }),
	).WithTotals(1).Captioned(stats.Caption{
		Population: fmt.Sprintf(say("%d cas, couverture %s\u00a0%%", "%d cases, coverage %s%%"), r.N, stats.Percent.Number(100*r.Coverage, r.Spec.Lang)),
		Notes:      r.Warnings,
	})}
}

// String is the representatives as text.
func (r *RepresentativeSet) String() string {
	return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0])
}

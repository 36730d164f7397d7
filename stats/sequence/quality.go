package sequence

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Quality says how well classes fit distances. Weights of the distances count.
//
// Higher is better for all but HC: PBC, the correlation of the distance with
// being in different classes; HG, Hubert's gamma, and HGSD, Somers' D; ASW, the
// mean silhouette; CH, the pseudo F; R2, the share of discrepancy explained; CHsq
// and R2sq, of squared distances. HC, from 0 to 1, is how far the distances
// within classes are from the smallest possible (Hubert and Levin 1976). ASWw
// counts a case among its own class, for weights that are copies. A case alone
// in its class has a silhouette of 0 (Rousseeuw 1987), 1 for WeightedCluster,
// with whose wcClusterQuality the rest agrees (Studer 2013); it takes equal
// distances that differ by rounding for different, which moves HG and HGSD a bit.
type Quality struct {
	Lang string // "en" for English; French otherwise
}

// PartitionQuality is how well classes fit.
type PartitionQuality struct {
	Spec                          Quality
	PBC, HG, HGSD, HC             stats.Estimate
	ASW, ASWw, CH, R2, CHsq, R2sq stats.Estimate
	Classes                       []ClassQuality
	Silhouettes                   []float64           // of each case; 0 without a class
	N                             int                 // cases with a class
	Missing                       stats.MissingCounts // cases without one, by reason; not applicable: of weight 0
	Warnings                      []string
}

// ClassQuality is how well one class fits.
type ClassQuality struct {
	stats.Level
	N         int
	Weight    float64
	ASW, ASWw float64
}

// partition is cases with their classes, those without a class left out.
type partition struct {
	rows    []int // of the distances
	class   []int
	weight  []float64
	levels  []stats.Level // of the classes that have cases
	size    []float64     // weight of each
	count   []int
	total   float64
	missing stats.MissingCounts
}

// partitionOf reads classes; those with no case, and cases of weight 0, are left out.
func partitionOf(d stats.Distancer, classes *stats.Categories) (*partition, error) {
	if classes == nil || classes.Len() != d.Len() {
		n := 0
		if classes != nil {
			n = classes.Len()
		}
		return nil, fmt.Errorf("classes: %d of them for %d cases", n, d.Len())
	}
	if err := check(d); err != nil {
		return nil, fmt.Errorf("classes: %w", err)
	}
	weights := weightsFor(d)
	p := &partition{}
	place := make([]int, len(classes.Levels()))
	for i := range place {
		place[i] = -1
	}
	for level := range place {
		for row := range d.Len() {
			if at, ok := classes.At(row); ok && at == level && weights[row] > 0 && place[level] < 0 {
				place[level] = len(p.levels)
				p.levels = append(p.levels, classes.Levels()[level])
			}
		}
	}
	p.size, p.count = make([]float64, len(p.levels)), make([]int, len(p.levels))
	for row := range d.Len() {
		at, ok := classes.At(row)
		if !ok || weights[row] == 0 {
			p.missing[cmp.Or(classes.Missing(row), stats.NotApplicable)]++
			continue
		}
		g := place[at]
		p.rows, p.class, p.weight = append(p.rows, row), append(p.class, g), append(p.weight, weights[row])
		p.size[g] += weights[row]
		p.count[g]++
		p.total += weights[row]
	}
	return p, nil
}

// weightsFor are those of the distances, else 1 each.
func weightsFor(d stats.Distancer) []float64 {
	if own, ok := d.(*Distances); ok && own.Weights != nil {
		return own.Weights
	}
	ones := make([]float64, d.Len())
	for i := range ones {
		ones[i] = 1
	}
	return ones
}

// condensed lists the distances between the cases of the partition.
func (p *partition) condensed(d stats.Distancer) []float64 {
	if len(p.rows) == d.Len() {
		return condensed(d)
	}
	var list []float64
	for i, row := range p.rows {
		for _, other := range p.rows[i+1:] {
			list = append(list, d.At(row, other))
		}
	}
	return list
}

// Of judges classes: one a case of the distances, in the same order. The only
// error is another number of them.
func (q Quality) Of(d stats.Distancer, classes *stats.Categories) (*PartitionQuality, error) {
	p, err := partitionOf(d, classes)
	if err != nil {
		return nil, err
	}
	r := &PartitionQuality{Spec: q, N: len(p.rows), Missing: p.missing, Silhouettes: make([]float64, d.Len())}
	for g, level := range p.levels {
		r.Classes = append(r.Classes, ClassQuality{Level: level, N: p.count[g], Weight: p.size[g]})
	}
	if len(p.levels) < 2 {
		for _, e := range r.estimates() {
			*e = stats.Estimate{Reason: stats.Say(q.Lang, "moins de deux classes", "fewer than two classes")}
		}
		return r, nil
	}
	s := sumsOf(p, p.condensed(d))
	r.pearson(s)
	r.ordered(s)
	r.explained(s, p)
	r.silhouettes(s, p)
	return r, nil
}

func (r *PartitionQuality) estimates() []*stats.Estimate {
	return []*stats.Estimate{&r.PBC, &r.HG, &r.HGSD, &r.HC, &r.ASW, &r.ASWw, &r.CH, &r.R2, &r.CHsq, &r.R2sq}
}

// pairSums is sums over pairs of cases, both ways round, and over the case with itself.
type pairSums struct {
	weight, within  float64 // of all pairs, of pairs in one class
	d, d2, dWithin  float64
	classD, classD2 []float64
	toClass         []float64 // from each case to each class
	distances       []uint64  // of all pairs, as bits
	weights         []float64 // of all pairs, below 0 between classes
	self            float64   // weight of the pairs of a case with itself
}

// sumsOf goes once over all pairs.
func sumsOf(p *partition, d []float64) *pairSums {
	n, k := len(p.rows), len(p.levels)
	s := &pairSums{
		classD: make([]float64, k), classD2: make([]float64, k), toClass: make([]float64, n*k),
		distances: make([]uint64, len(d)), weights: make([]float64, len(d)),
	}
	at := 0
	for i := range n {
		w := p.weight[i]
		s.self += w * w
		for j := i + 1; j < n; j++ {
			x := d[at]
			ww := 2 * w * p.weight[j]
			s.weight += ww
			s.d += ww * x
			s.d2 += ww * x * x
			s.toClass[i*k+p.class[j]] += p.weight[j] * x
			s.toClass[j*k+p.class[i]] += w * x
			s.distances[at], s.weights[at] = math.Float64bits(x), -ww
			if g := p.class[i]; g == p.class[j] {
				s.weights[at] = ww
				s.within += ww
				s.dWithin += ww * x
				s.classD[g] += ww * x
				s.classD2[g] += ww * x * x
			}
			at++
		}
	}
	s.weight += s.self
	s.within += s.self
	return s
}

// defined is a quotient, or the reason why there is none.
func (r *PartitionQuality) defined(over, under float64, french, english string) stats.Estimate {
	if under == 0 || math.IsNaN(over/under) || math.IsInf(over/under, 0) {
		return stats.Estimate{Reason: stats.Say(r.Spec.Lang, french, english)}
	}
	return stats.Estimate{Value: over / under}
}

func (r *PartitionQuality) pearson(s *pairSums) {
	x, y := s.d/s.weight, s.within/s.weight
	varX, varY := s.d2/s.weight-x*x, y-y*y
	r.PBC = r.defined(-(s.dWithin/s.weight - x*y), math.Sqrt(max(varX, 0)*varY), "toutes les distances sont égales", "all distances are equal")
}

// ordered are the measures that go by the order of distances.
func (r *PartitionQuality) ordered(s *pairSums) {
	sortBits(s.distances, s.weights)
	between := s.weight - s.within
	var concordant, discordant, tied, before0, before1, passed, least, most float64
	take := func(d, within, apart float64) {
		both := within + apart
		least += max(min(both, s.within-passed), 0) * d
		most += max(min(both, passed+both-between), 0) * d
		passed += both
		tied += within * apart
		concordant += apart*before0 + within*(between-before1-apart)
		discordant += within*before1 + apart*(s.within-before0-within)
		before0 += within
		before1 += apart
	}
	zero := s.self // a case is at 0 from itself
	for at := 0; at < len(s.distances); {
		bits := s.distances[at]
		within, apart := 0.0, 0.0
		for ; at < len(s.distances) && s.distances[at] == bits; at++ {
			if s.weights[at] > 0 {
				within += s.weights[at]
			} else {
				apart -= s.weights[at]
			}
		}
		if bits == 0 {
			within, zero = within+zero, 0
		} else if zero > 0 {
			take(0, zero, 0)
			zero = 0
		}
		take(math.Float64frombits(bits), within, apart)
	}
	french, english := "toutes les distances sont égales", "all distances are equal"
	r.HG = r.defined(concordant-discordant, concordant+discordant, french, english)
	r.HGSD = r.defined(concordant-discordant, concordant+discordant+tied, french, english)
	r.HC = r.defined(s.dWithin-least, most-least, french, english)
}

// sortBits sorts numbers of 0 and more by their bits, with what goes with them:
// one round for each 16 bits, fewer where all are equal there.
func sortBits(keys []uint64, with []float64) {
	keys2, with2 := make([]uint64, len(keys)), make([]float64, len(with))
	from, to, fromWith, toWith := keys, keys2, with, with2
	for shift := 0; shift < 64; shift += 16 {
		var starts [1 << 16]int
		for _, key := range from {
			starts[key>>shift&0xffff]++
		}
		if len(from) > 0 && starts[from[0]>>shift&0xffff] == len(from) {
			continue
		}
		sum := 0
		for digit, n := range starts {
			starts[digit] = sum
			sum += n
		}
		for i, key := range from {
			digit := key >> shift & 0xffff
			to[starts[digit]], toWith[starts[digit]] = key, fromWith[i]
			starts[digit]++
		}
		from, to, fromWith, toWith = to, from, toWith, fromWith
	}
	copy(keys, from)
	copy(with, fromWith)
}

// explained are the shares of discrepancy that classes explain.
func (r *PartitionQuality) explained(s *pairSums, p *partition) {
	k := float64(len(p.levels))
	ratio := func(all float64, classes []float64) (f, r2 stats.Estimate) {
		total, inside := all/p.total, 0.0
		for g, sum := range classes {
			inside += sum / p.size[g]
		}
		f = r.defined((total-inside)/(k-1), inside/(p.total-k), "aucune dispersion dans les classes, ou une classe par cas", "no discrepancy within classes, or a class a case")
		return f, r.defined(total-inside, total, "toutes les distances sont nulles", "all distances are 0")
	}
	r.CH, r.R2 = ratio(s.d, s.classD)
	r.CHsq, r.R2sq = ratio(s.d2, s.classD2)
}

func (r *PartitionQuality) silhouettes(s *pairSums, p *partition) {
	k := len(p.levels)
	plain := true // ASW needs classes that weigh 1 or more
	for g := range p.levels {
		plain = plain && p.size[g] >= 1
	}
	var sum, sumWeighted float64
	for i, row := range p.rows {
		g, own, other := p.class[i], s.toClass[i*k+p.class[i]], math.Inf(1)
		for h := range p.levels {
			if h != g {
				other = min(other, s.toClass[i*k+h]/p.size[h])
			}
		}
		inside, weighted := 0.0, 0.0
		if p.count[g] > 1 {
			weighted = silhouette(own/p.size[g], other)
			if p.size[g] > 1 {
				own /= p.size[g] - 1
			} else {
				own = 0
			}
			inside = silhouette(own, other)
		}
		r.Silhouettes[row] = inside
		r.Classes[g].ASW += p.weight[i] * inside
		r.Classes[g].ASWw += p.weight[i] * weighted
		sum += p.weight[i] * inside
		sumWeighted += p.weight[i] * weighted
	}
	for g := range r.Classes {
		r.Classes[g].ASW /= p.size[g]
		r.Classes[g].ASWw /= p.size[g]
	}
	r.ASWw.Value = sumWeighted / p.total
	if r.ASW.Value = sum / p.total; !plain {
		r.ASW.Reason = stats.Say(r.Spec.Lang, "une classe pèse moins d'un cas : lire ASWw", "a class weighs less than one case: read ASWw")
	}
	if alone := len(p.levels) - len(slices.DeleteFunc(slices.Clone(p.count), func(n int) bool { return n == 1 })); alone > 0 {
		r.Warnings = append(r.Warnings, stats.Say(r.Spec.Lang, stats.Plural(alone, "fr", "classe", "classes")+" d'un seul cas",
			stats.Plural(alone, "en", "class", "classes")+" of a single case"))
	}
}

// silhouette is 0 where both distances are.
func silhouette(own, other float64) float64 {
	if most := max(own, other); most > 0 {
		return (other - own) / most
	}
	return 0
}

package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/askoria/verbatim/stats/internal/parallel"
)

// families are the groups of cases that are not independent of each other.
type families struct {
	of      []int   // family of each row
	members [][]int // rows of each family
	alone   int     // rows without a family: each is one of its own
}

func familiesOf(t *Table, name string) (*families, error) {
	c, err := t.Column(name)
	if err != nil {
		return nil, err
	}
	f := &families{of: make([]int, t.Len())}
	known := map[string]int{}
	for row := range t.Len() {
		at, there := 0, false
		if c.Missing(row) == Recorded {
			at, there = known[c.key(row)]
		} else {
			f.alone++
		}
		if !there {
			at = len(f.members)
			f.members = append(f.members, nil)
			if c.Missing(row) == Recorded {
				known[c.key(row)] = at
			}
		}
		f.of[row] = at
		f.members[at] = append(f.members[at], row)
	}
	return f, nil
}

// families draws one case a family, or whole families, where the spec says so.
func (m *AssociationMatrix) families(t *Table, pairs [][2]*side) error {
	s := &m.Spec
	name, draws := s.OnePer, 200
	if s.Cluster != "" {
		name, draws = s.Cluster, 999
	}
	if name == "" {
		return nil
	}
	if s.Draws == 0 {
		s.Draws = draws
	}
	f, err := familiesOf(t, name)
	if err != nil {
		return fmt.Errorf("associations: %w", err)
	}
	if f.alone > 0 {
		m.Warnings = append(m.Warnings, fmt.Sprintf(Say(s.Lang,
			"%d %s sans %s : comptés chacun pour une famille.", "%d %s without %s: each counts as a family."),
			f.alone, cases(s.Cases, s.Lang), Quoted(s.Lang, name)))
	}
	// One list of samples for each pair; a draw fills its place in all of them.
	samples := make([][]Association, len(pairs))
	for i := range samples {
		samples[i] = make([]Association, s.Draws)
	}
	parallel.Do(s.Draws, s.Workers, func(draw int) {
		// Each draw has a stream of its own: the order of work does not matter.
		random := rand.New(rand.NewPCG(s.Seed, uint64(draw)+1))
		if s.Cluster != "" {
			rows := f.whole(random)
			for i, pair := range pairs {
				samples[i][draw] = associate(pair[0], pair[1], rows, s.Lang, false)
			}
			return
		}
		priority := make([]uint64, len(f.of))
		for row := range priority {
			priority[row] = random.Uint64()
		}
		for i, pair := range pairs {
			samples[i][draw] = associate(pair[0], pair[1], f.one(pair[0], pair[1], priority), s.Lang, true)
		}
	})
	for i := range m.Pairs {
		if s.Cluster != "" {
			m.Pairs[i].bootstrapped(samples[i], s.Seed)
		} else {
			m.Pairs[i].drawn(samples[i])
		}
	}
	return nil
}

// whole draws as many families as there are, with replacement, and lists their
// rows.
func (f *families) whole(random *rand.Rand) []int {
	rows := make([]int, 0, len(f.of))
	for range f.members {
		rows = append(rows, f.members[random.IntN(len(f.members))]...)
	}
	return rows
}

// one is, for each family, its row of first priority among those with both
// values.
func (f *families) one(x, y *side, priority []uint64) []int {
	rows := make([]int, 0, len(f.members))
	for _, members := range f.members {
		best := -1
		for _, row := range members {
			if _, _, reason := both(x, y, row); reason == Recorded && (best < 0 || priority[row] < priority[best]) {
				best = row
			}
		}
		if best >= 0 {
			rows = append(rows, best)
		}
	}
	return rows
}

// drawn puts the medians over draws of one case a family in the place of the
// figures over all cases, which are kept beside.
func (a *Association) drawn(samples []Association) {
	d := ClusterDraws{AllCases: a.Value, AllP: a.Test}
	var defined []Association
	for _, sample := range samples {
		if sample.Value.Defined() && sample.Test.Defined() {
			defined = append(defined, sample)
			if sample.Test.P < 0.05 {
				d.Significant++
			}
		}
	}
	a.Exact = Test{Reason: Say(a.lang, "non calculé avec un tirage par famille", "not computed with one draw for each family")}
	a.Warnings = nil
	// What a draw does not define half of the time has no median to speak of.
	if 2*len(defined) < len(samples) || len(defined) == 0 {
		i := slices.IndexFunc(samples, func(s Association) bool { return !s.Value.Defined() || !s.Test.Defined() })
		if i >= 0 {
			a.Value, a.Corrected = Estimate{Reason: or(samples[i].Value.Reason, samples[i].Test.Reason)}, samples[i].Corrected
			a.Test, a.N = samples[i].Test, samples[i].N
			a.Test.Reason = a.Value.Reason
		}
		return
	}
	d.Defined = len(defined)
	d.Significant /= float64(len(defined))
	a.Draws = d
	middle := func(of func(Association) float64) float64 { return medianOf(defined, of) }
	a.N = int(math.Round(middle(func(s Association) float64 { return float64(s.N) })))
	a.Value.Value = middle(func(s Association) float64 { return s.Value.Value })
	bounded := slices.DeleteFunc(slices.Clone(defined), func(s Association) bool { return s.Value.Confidence == 0 })
	a.Value.Confidence = 0
	if 2*len(bounded) > len(defined) {
		a.Value.Low = medianOf(bounded, func(s Association) float64 { return s.Value.Low })
		a.Value.High = medianOf(bounded, func(s Association) float64 { return s.Value.High })
		a.Value.Confidence = 0.95
	}
	if a.Corrected.Defined() {
		a.Corrected = Estimate{Value: middle(func(s Association) float64 { return s.Corrected.Value })}
	}
	a.Test.P = middle(func(s Association) float64 { return s.Test.P })
	a.Test.Statistic = middle(func(s Association) float64 { return s.Test.Statistic })
	a.Test.DF = middle(func(s Association) float64 { return s.Test.DF })
	a.SmallExpected = middle(func(s Association) float64 { return s.SmallExpected })
	a.Doubtful = middle(func(s Association) float64 { return float64(bit(s.Doubtful)) }) >= 0.5
	if a.Doubtful {
		a.Warnings = append(a.Warnings, Say(a.lang, "effectifs théoriques faibles dans les tirages", "small expected counts in the draws"))
	}
	a.Interval = fmt.Sprintf(Say(a.lang, "%s, médiane de %d tirages", "%s, median of %d draws"), a.Interval, len(defined))
}

func medianOf(samples []Association, of func(Association) float64) float64 {
	values := make([]float64, len(samples))
	for i := range samples {
		values[i] = of(samples[i])
	}
	slices.Sort(values)
	return quantile(values, 0.5)
}

// bootstrapped puts the percentiles over samples of whole families in the place
// of the interval.
func (a *Association) bootstrapped(samples []Association, seed uint64) {
	if !a.Value.Defined() {
		return
	}
	var values []float64
	for _, sample := range samples {
		if sample.Value.Defined() {
			values = append(values, sample.Value.Value)
		}
	}
	a.Interval = fmt.Sprintf(Say(a.lang, "bootstrap par famille, %d tirages, graine %s, percentiles", "bootstrap by family, %d draws, seed %s, percentiles"),
		len(values), strconv.FormatUint(seed, 10))
	a.Value.Confidence, a.Corrected.Confidence = 0, 0
	if 20*len(values) < 19*len(samples) {
		a.Warnings = append(a.Warnings, Say(a.lang, "pas d'intervalle : la mesure n'existe pas dans trop de tirages", "no interval: too many samples leave the measure undefined"))
		return
	}
	slices.Sort(values)
	a.Value.Low, a.Value.High, a.Value.Confidence = quantile(values, 0.025), quantile(values, 0.975), 0.95
}

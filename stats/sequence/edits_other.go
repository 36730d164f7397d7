package sequence

import (
	"context"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// LocalMatching is optimal matching whose insertions cost what the state differs
// from its neighbours: Expansion times the dearest substitution, and Context
// times the mean substitution against the two neighbours (Hollister 2009).
// Sequences must not be empty. Agrees with R's TraMineR::seqdist(method =
// "OMloc", expcost = Expansion), which takes the same Context by default, but
// changes what an insertion costs with the normalisation YujianBo; ours does not.
type LocalMatching struct {
	Costs    CostModel
	Own      *Costs  // costs of your own, in the place of Costs; insertions are not used
	Context  float64 // from 0 to 1; Expansion is (1 - Context)/2
	Norm     Norm
	Workers  int                   // 0: all processors; the result is the same to the last bit
	Progress func(done, total int) // called by one worker at a time
}

// Of measures. Errors are an empty sequence, a Context outside 0 to 1, costs that
// make no distance, and the context's.
func (m LocalMatching) Of(ctx context.Context, s *Sequences) (*Distances, error) {
	j, err := start(ctx, s, m.Workers, m.Progress)
	if err != nil {
		return nil, err
	}
	if !(m.Context >= 0 && m.Context <= 1) {
		return nil, fmt.Errorf("local matching: Context is %v; it must be from 0 to 1", m.Context)
	}
	if i := slices.IndexFunc(s.States, func(list []int) bool { return len(list) == 0 }); i >= 0 {
		return nil, fmt.Errorf("local matching: sequence %d is empty, and an insertion needs neighbours; leave it out", i+1)
	}
	c, words, err := j.costs(m.Costs, m.Own, 0)
	if err != nil {
		return nil, err
	}
	expansion := (1 - m.Context) / 2
	indel := c.dearest()*expansion + m.Context // the scale of TraMineR's normalisation
	base := expansion * min(c.dearest(), 2*indel)
	longest := longestOf(j.states)
	insert := func(state, before, after int) float64 {
		return base + m.Context*(c.Substitution[before][state]+c.Substitution[after][state])/2
	}
	d, err := j.pairs(func() func(a, b int) float64 {
		column := make([]float64, longest+1)
		return func(a, b int) float64 { return local(j.states[a], j.states[b], column, c.Substitution, insert) }
	})
	if err != nil {
		return nil, err
	}
	scaled := &Costs{Substitution: c.Substitution, Indel: []float64{indel}}
	j.normalise(d, m.Norm, scaled)
	return j.done(m, fmt.Sprintf("%s ; %s ; %s", stats.Say(s.lang, "appariement local (OMloc)", "local matching (OMloc)"), words, m.Norm.Label(s.lang)), d), nil
}

// local is the recursion where an insertion depends on the states around it in
// the other sequence; before its first state that one stands on both sides.
func local(x, y []int, column []float64, swap [][]float64, insert func(state, before, after int) float64) float64 {
	column[0] = 0
	for i, state := range x {
		column[i+1] = column[i] + insert(state, y[0], y[0])
	}
	previousY := y[0]
	for _, stateY := range y {
		corner := column[0]
		column[0] += insert(stateY, x[0], x[0])
		previousX := x[0]
		for i, stateX := range x {
			up := column[i+1]
			best := corner + swap[stateX][stateY]
			best = min(best, column[i]+insert(stateX, previousY, stateY))
			best = min(best, up+insert(stateY, previousX, stateX))
			column[i+1], corner = best, up
			previousX = stateX
		}
		previousY = stateY
	}
	return column[len(x)]
}

// TimeWarp lets sequences run faster and slower: it edits steps from one state
// to the next, at a cost for each step (Gap) and for each position out of line
// (Stiffness) (Marteau 2009; Halpin 2014). Agrees with R's TraMineR::seqdist(
// method = "TWED"), nu = Stiffness, h = Gap.
type TimeWarp struct {
	Costs     CostModel
	Own       *Costs  // costs of your own, in the place of Costs; insertions are not used
	Stiffness float64 // 0: 1; it must be above 0
	Gap       float64 // 0: 0.5; below 0: none
	Norm      Norm
	Workers   int                   // 0: all processors; the result is the same to the last bit
	Progress  func(done, total int) // called by one worker at a time
}

// Of measures. Errors are a Stiffness below 0, costs that make no distance, and
// the context's.
func (w TimeWarp) Of(ctx context.Context, s *Sequences) (*Distances, error) {
	j, err := start(ctx, s, w.Workers, w.Progress)
	if err != nil {
		return nil, err
	}
	if !(w.Stiffness >= 0) {
		return nil, fmt.Errorf("time warp: Stiffness is %v; it must be above 0", w.Stiffness)
	}
	c, words, err := j.costs(w.Costs, w.Own, 0)
	if err != nil {
		return nil, err
	}
	nu, gap := or(w.Stiffness, 1), or(w.Gap, 0.5)
	empty := 2*c.dearest() + nu + gap // what a whole sequence costs against an empty one, each place
	longest := longestOf(j.states)
	d, err := j.pairs(func() func(a, b int) float64 {
		column := make([]float64, longest)
		return func(a, b int) float64 {
			x, y := j.states[a], j.states[b]
			if len(x) == 0 || len(y) == 0 {
				return float64(len(x)+len(y)) * empty
			}
			return warp(x, y, column, c.Substitution, nu, nu+gap)
		}
	})
	if err != nil {
		return nil, err
	}
	most := min(c.dearest(), 2*empty)
	if w.Norm == YujianBo {
		most = 2 * empty
	}
	j.scale(d, w.Norm, func(a, b int) (float64, float64, float64) {
		m, n := float64(len(j.states[a])), float64(len(j.states[b]))
		return max(m-n, n-m)*(nu+gap+most) + 2*(most+nu)*min(m, n), m * empty, n * empty
	})
	return j.done(w, fmt.Sprintf("%s ; %s ; %s", stats.Say(s.lang, "déformation du temps (TWED)", "time warp (TWED)"), words, w.Norm.Label(s.lang)), d), nil
}

// warp is the recursion over steps; neither sequence is empty.
func warp(x, y []int, column []float64, swap [][]float64, nu, step float64) float64 {
	for k, stateY := range y {
		corner := 0.0
		for i, stateX := range x {
			up := column[i]
			best := 0.0
			switch {
			case i == 0 && k == 0:
				best = swap[stateX][stateY]
			case i == 0:
				best = up + swap[stateY][y[k-1]] + step
			case k == 0:
				best = column[i-1] + swap[stateX][x[i-1]] + step
			default:
				best = corner + swap[stateX][stateY] + swap[x[i-1]][y[k-1]] + 2*nu*float64(max(i-k, k-i))
				best = min(best, up+swap[stateY][y[k-1]]+step)
				best = min(best, column[i-1]+swap[stateX][x[i-1]]+step)
			}
			column[i], corner = best, up
		}
	}
	return column[len(x)-1]
}

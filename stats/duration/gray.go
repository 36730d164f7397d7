package duration

import (
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// pace is a group while Gray's test walks through the times.
type pace struct {
	risk          float64
	before, still float64 // survival, left and right of the time
	ended         float64 // share of the cause, left of the time
	rise          float64 // of that share at the time
	d, others     float64 // ends of the cause, and of others, at the time
	square        float64
	cross         []float64
}

// gray tests whether the incidence of a cause is the same in all groups: the
// subdistribution hazards, those who ended in another way staying at risk with
// the chance they had of not being censored (Gray 1988, equations 2.6 and 3.2).
func (s *spells) gray(groups [][]int, cause int) stats.Test {
	test := stats.Test{Name: s.say("test de Gray", "Gray's test")}
	var order, of []int
	of = make([]int, len(s.rows))
	events := 0
	for g, list := range groups {
		for _, i := range list {
			of[i] = g
			if s.causes[i] == cause {
				events++
			}
		}
	}
	switch {
	case len(groups) < 2:
		test.Reason = s.say("il faut au moins deux groupes", "two groups or more are needed")
	case s.entries != nil:
		test.Reason = s.say("non calculé avec des entrées tardives", "not computed with delayed entry")
	case events == 0:
		test.Reason = s.say("non calculable : rien ne s'est terminé ainsi", "not computable: nothing has ended this way")
	}
	if test.Reason != "" {
		return test
	}
	order = s.order()
	g := newGrayTest(len(groups))
	for _, i := range order {
		g.paces[of[i]].risk++
	}
	s.moments(order, func(m moment) {
		for i := range g.paces {
			g.paces[i].d, g.paces[i].others = 0, 0
		}
		for _, i := range order[m.from:m.to] {
			switch s.causes[i] {
			case 0:
			case cause:
				g.paces[of[i]].d++
			default:
				g.paces[of[i]].others++
			}
		}
		if m.events() > 0 {
			g.step()
		}
		for _, i := range order[m.from:m.to] {
			g.paces[of[i]].risk--
		}
	})
	root := g.variance().factor(1e-10)
	if root.rank == 0 {
		test.Reason = s.say("non calculable : les groupes ne sont jamais observés ensemble", "not computable: the groups are never at risk together")
		return test
	}
	test.Statistic, test.DF = root.quadratic(g.scores), float64(root.rank)
	test.P = tail.ChiSquared(test.Statistic, test.DF)
	return test
}

// grayTest adds up the scores of all groups but the last, and their variance.
type grayTest struct {
	paces  []pace
	ended  float64 // pooled share of the cause
	scores []float64
	drift  symmetric // how the scores move with the pooled share
	spread symmetric
}

func newGrayTest(k int) *grayTest {
	g := &grayTest{paces: make([]pace, k), scores: make([]float64, k-1), drift: newSymmetric(k), spread: newSymmetric(k - 1)}
	for i := range g.paces {
		g.paces[i] = pace{before: 1, still: 1, cross: make([]float64, k-1)}
	}
	return g
}

// step takes one time at which somebody ends.
func (g *grayTest) step() {
	var d, others, total, share float64 // total: at risk of the subdistribution, were nobody censored
	for i := range g.paces {
		p := &g.paces[i]
		d += p.d
		others += p.others
		if p.risk > 0 {
			p.still = p.before * (p.risk - p.d - p.others) / p.risk
			p.rise = p.before * p.d / p.risk
			total += p.risk / p.before
			share += p.risk * (1 - p.ended) / p.before
		}
	}
	ended := g.ended + d/total
	k := len(g.paces)
	a := newSymmetric(k)
	for i, p := range g.paces {
		if p.risk <= 0 {
			continue
		}
		own := p.risk / p.before
		a.add(i, i, own*(1-own/total))
		for j, q := range g.paces[:i] {
			if q.risk > 0 {
				a.add(i, j, -own*q.risk/q.before/total)
			}
		}
		if i < k-1 {
			g.scores[i] += p.d - d*p.risk*(1-p.ended)/(p.before*share)
		}
	}
	if d > 0 {
		for i := range a.x {
			g.drift.x[i] += a.x[i] * d / (total * (1 - g.ended))
		}
	}
	for i := range g.paces {
		p := &g.paces[i]
		if p.risk <= 0 {
			continue
		}
		if d > 0 {
			left := 1.0
			if p.still > 0 {
				left = 1 - (1-ended)/p.still
			}
			ties := 1.0
			if d > 1 {
				ties = 1 - (d-1)/(total*p.before-1)
			}
			g.spreads(i, ties*p.before*d/(total*p.risk), left, a)
		}
		if p.still > 0 && p.others > 0 {
			ties := 1.0
			if p.others > 1 {
				ties = 1 - (p.others-1)/(p.risk-1)
			}
			g.spreads(i, ties*p.before*p.before*p.others/(p.risk*p.risk), -(1-ended)/p.still, symmetric{})
		}
	}
	g.ended = ended
	for i := range g.paces {
		p := &g.paces[i]
		p.ended += p.rise
		p.before, p.rise = p.still, 0
	}
}

// spreads adds the variance that the ends of a group bring: those of the cause
// move the scores by a, those of others not.
func (g *grayTest) spreads(group int, weight, left float64, a symmetric) {
	p := &g.paces[group]
	p.square += left * left * weight
	move := make([]float64, len(g.scores))
	for i := range move {
		if a.n > 0 {
			move[i] = a.at(i, group)
		}
		move[i] -= left * g.drift.at(i, group)
	}
	for i, x := range move {
		p.cross[i] += x * left * weight
		for j := range i + 1 {
			g.spread.add(i, j, x*move[j]*weight)
		}
	}
}

func (g *grayTest) variance() symmetric {
	k := len(g.scores)
	v := newSymmetric(k)
	for i := range k {
		for j := range i + 1 {
			sum := g.spread.at(i, j)
			for group, p := range g.paces {
				a, b := g.drift.at(i, group), g.drift.at(j, group)
				sum += a*b*p.square + a*p.cross[j] + b*p.cross[i]
			}
			v.add(i, j, sum)
		}
	}
	return v
}

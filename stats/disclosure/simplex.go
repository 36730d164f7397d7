package disclosure

import (
	"math"
	"slices"
)

// program is a linear program, solved by the dual simplex over bounded
// variables (Koberstein 2005): the least cost of numbers between bounds, of
// which some are sums of others. Each basic variable is written as a sum of the
// others, without constants, so that bounds can change, rows be added and
// dropped, and the basis stay good.
type program struct {
	low, high []float64
	value     []float64
	slot      []int       // of a variable that is not basic; -1
	line      []int       // of a basic one; -1
	others    []int       // the variable of each slot
	basic     []int       // the variable of each line
	rows      [][]float64 // what each basic variable is made of
	cost      []float64   // of each slot
	pivots    int
	stuck     bool // whether the last solve gave up: rounding leads it in circles
}

const slack = 1e-9

func newProgram(cost, low, high []float64) *program {
	n := len(cost)
	p := &program{cost: slices.Clone(cost), low: slices.Clone(low), high: slices.Clone(high), value: make([]float64, n), others: make([]int, n), slot: make([]int, n), line: slices.Repeat([]int{-1}, n)}
	for j := range n {
		p.others[j], p.slot[j] = j, j
	}
	return p
}

// sum adds a variable that is a sum of others.
func (p *program) sum(of []int, times []float64, low, high float64) int {
	row := make([]float64, len(p.others))
	for n, v := range of {
		if k := p.slot[v]; k >= 0 {
			row[k] += times[n]
			continue
		}
		for k, a := range p.rows[p.line[v]] {
			row[k] += times[n] * a
		}
	}
	v := len(p.low)
	p.low, p.high = append(p.low, low), append(p.high, high)
	p.value = append(p.value, 0)
	p.slot, p.line = append(p.slot, -1), append(p.line, len(p.rows))
	p.basic, p.rows = append(p.basic, v), append(p.rows, row)
	return v
}

// drop forgets a line whose variable is in no other.
func (p *program) drop(i int) {
	last := len(p.rows) - 1
	p.line[p.basic[i]] = -1
	p.rows[i], p.basic[i] = p.rows[last], p.basic[last]
	if i < last {
		p.line[p.basic[i]] = i
	}
	p.rows, p.basic = p.rows[:last], p.basic[:last]
}

// settle puts the variables that are not basic on the bound that their cost
// asks for, those that cost nothing as near to zero as they may be, and works out
// the others.
func (p *program) settle() {
	for k, v := range p.others {
		switch {
		case p.cost[k] < 0 && !math.IsInf(p.high[v], 1):
			p.value[v] = p.high[v]
		case p.cost[k] == 0:
			p.value[v] = min(max(0, p.low[v]), p.high[v])
		default:
			p.value[v] = p.low[v]
		}
	}
	for i, v := range p.basic {
		sum := 0.0
		for k, a := range p.rows[i] {
			if a != 0 {
				sum += a * p.value[p.others[k]]
			}
		}
		p.value[v] = sum
	}
}

// solve finds the least cost. Where the bounds contradict one another it tells
// the line that shows it; -1 otherwise.
func (p *program) solve() (contradiction int) {
	p.settle()
	p.stuck = false
	for steps := 0; ; steps++ {
		if p.stuck = steps > 10_000+10*(len(p.rows)+len(p.others)); p.stuck {
			return -1
		}
		careful := steps > 50+len(p.rows) // by Bland's rule no basis comes back
		i, worst := -1, slack
		for line, v := range p.basic {
			off := max(p.low[v]-p.value[v], p.value[v]-p.high[v])
			if off > worst && (!careful || i < 0 || v < p.basic[i]) {
				i = line
				if !careful {
					worst = off
				}
			}
		}
		if i < 0 {
			return -1
		}
		v := p.basic[i]
		up := p.value[v] < p.low[v]
		enter, least := -1, math.Inf(1)
		for k, a := range p.rows[i] {
			o := p.others[k]
			if math.Abs(a) < 1e-7 || p.low[o] == p.high[o] {
				continue
			}
			// The line needs its variable raised where up and a agree.
			if raise := up == (a > 0); raise && p.value[o] >= p.high[o] || !raise && p.value[o] <= p.low[o] {
				continue
			}
			ratio := math.Abs(p.cost[k] / a)
			switch {
			case enter < 0 || ratio < least-1e-12:
				enter, least = k, ratio
			case ratio > least+1e-12:
			case careful && o < p.others[enter], !careful && math.Abs(a) > math.Abs(p.rows[i][enter]):
				enter, least = k, min(least, ratio)
			}
		}
		if enter < 0 {
			return i
		}
		target := p.high[v]
		if up {
			target = p.low[v]
		}
		change := (target - p.value[v]) / p.rows[i][enter]
		for line, row := range p.rows {
			p.value[p.basic[line]] += row[enter] * change
		}
		p.value[p.others[enter]] += change
		p.value[v] = target
		p.pivot(i, enter)
	}
}

func (p *program) pivot(i, k int) {
	p.pivots++
	row := p.rows[i]
	by := 1 / row[k]
	row[k] = 0
	used := make([]int, 0, len(row))
	for j, a := range row {
		if math.Abs(a) < 1e-12 {
			row[j] = 0
			continue
		}
		row[j] = -a * by
		used = append(used, j)
	}
	swap := func(other []float64) {
		f := other[k]
		if f == 0 {
			return
		}
		other[k] = f * by
		for _, j := range used {
			other[j] += f * row[j]
		}
	}
	for line, other := range p.rows {
		if line != i {
			swap(other)
		}
	}
	swap(p.cost)
	row[k] = by
	in, out := p.others[k], p.basic[i]
	p.others[k], p.basic[i] = out, in
	p.slot[out], p.line[out] = k, -1
	p.slot[in], p.line[in] = -1, i
}

// total is the cost of the values.
func (p *program) total() float64 {
	sum := 0.0
	for k, v := range p.others {
		sum += p.cost[k] * p.value[v]
	}
	return sum
}

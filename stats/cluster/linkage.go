package cluster

import (
	"fmt"
	"math"
)

// matrixLinks are distances in a matrix, brought up to date at each step by the
// formulas of Lance and Williams (1967).
type matrixLinks struct {
	*Matrix
	linkage Linkage
	weights []float64 // of classes
}

// newLinks takes the matrix over.
func newLinks(m *Matrix, linkage Linkage, weights []float64) *matrixLinks {
	l := &matrixLinks{m, linkage, append([]float64(nil), weights...)}
	if linkage > WardD {
		return l
	}
	for i, w := range weights {
		row := m.after(i)
		for at := range row {
			if linkage == Ward {
				row[at] *= row[at]
			}
			v := weights[i+1+at]
			row[at] *= 2 * w * v / (w + v)
		}
	}
	return l
}

func (l *matrixLinks) height(far float64) float64 {
	if l.linkage == Ward {
		return math.Sqrt(far)
	}
	return far
}

func (l *matrixLinks) nearest(i int, alive []int) (j int, far float64) {
	j, far = -1, math.Inf(1)
	if len(alive) == 0 {
		return j, far
	}
	row := l.values[l.offset(i)+alive[0]:]
	first := alive[0]
	for _, k := range alive {
		if x := row[k-first]; x < far {
			j, far = k, x
		}
	}
	return j, far
}

func (l *matrixLinks) join(i, j int, a *agglomeration) {
	wi, wj := l.weights[i], l.weights[j]
	w := wi + wj
	apart := l.At(i, j)
	joined := func(k int, di, dj float64) float64 {
		switch l.linkage {
		case Single:
			return min(di, dj)
		case Complete:
			return max(di, dj)
		case Average:
			return (wi*di + wj*dj) / w
		case McQuitty:
			return (di + dj) / 2
		case Median:
			return ((di + dj) - apart/2) / 2
		case Centroid:
			return (wi*di + wj*dj - wi*wj*apart/w) / w
		}
		wk := l.weights[k]
		return ((wi+wk)*di + (wj+wk)*dj - wk*apart) / (w + wk)
	}
	rowI, rowJ := l.offset(i), l.offset(j)
	for _, k := range a.alive {
		switch {
		case k < i:
			at := l.offset(k)
			l.values[at+i] = joined(k, l.values[at+i], l.values[at+j])
			a.lower(k, i, l.values[at+i])
		case k == i:
		case k < j:
			l.values[rowI+k] = joined(k, l.values[rowI+k], l.values[l.offset(k)+j])
		default:
			l.values[rowI+k] = joined(k, l.values[rowI+k], l.values[rowJ+k])
		}
	}
	l.weights[i] = w
}

// centres are classes by their centres of gravity: what Ward needs instead of
// distances.
type centres struct {
	axes    int
	at      []float64 // class × axis
	weights []float64
}

// mostSteps bounds Ward's tree on points, different cases squared times axes:
// some twenty minutes of a processor, 316,000 cases on 5 axes.
const mostSteps = 5e11

// newCentres joins the cases that lie at the same place, and places the rest.
func (a *agglomeration) newCentres(p Points, weights []float64) (*centres, error) {
	same := samePlace(p)
	if steps := float64(len(same)) * float64(len(same)) * float64(len(p[0])); steps > mostSteps {
		return nil, fmt.Errorf("%d different cases on %d axes take %.1g steps, at most %.1g are allowed: take a sample, fewer axes, or KMeans with many classes and the tree of its Centres by their weights",
			len(same), len(p[0]), steps, mostSteps)
	}
	c := &centres{axes: len(p[0]), weights: append([]float64(nil), weights...)}
	for _, point := range p {
		c.at = append(c.at, point...)
	}
	a.alive = a.alive[:0]
	for _, places := range same {
		i := places[0]
		for _, j := range places[1:] {
			a.record(i, j, 0)
			c.weights[i] += c.weights[j]
		}
		a.alive = append(a.alive, i)
	}
	return c, nil
}

// samePlace groups the points with the same coordinates, by their first.
func samePlace(p Points) [][]int {
	var groups [][]int
	known := map[string]int{}
	var key []byte
	for i, point := range p {
		key = key[:0]
		for _, x := range point {
			bits := math.Float64bits(x + 0) // -0 is 0
			for shift := 0; shift < 64; shift += 8 {
				key = append(key, byte(bits>>shift))
			}
		}
		at, there := known[string(key)]
		if !there {
			at = len(groups)
			known[string(key)] = at
			groups = append(groups, nil)
		}
		groups[at] = append(groups[at], i)
	}
	return groups
}

func (c *centres) height(far float64) float64 { return math.Sqrt(2 * far) }

func (c *centres) nearest(i int, alive []int) (j int, far float64) {
	j, far = -1, math.Inf(1)
	w, centre := c.weights[i], c.at[i*c.axes:(i+1)*c.axes]
	for _, k := range alive {
		other := c.at[k*c.axes:][:len(centre)]
		sum := 0.0
		for axis, x := range centre {
			sum += (x - other[axis]) * (x - other[axis])
		}
		if x := w * c.weights[k] / (w + c.weights[k]) * sum; x < far {
			j, far = k, x
		}
	}
	return j, far
}

func (c *centres) join(i, j int, _ *agglomeration) {
	wi, wj := c.weights[i], c.weights[j]
	for axis := range c.axes {
		x := &c.at[i*c.axes+axis]
		*x = (wi**x + wj*c.at[j*c.axes+axis]) / (wi + wj)
	}
	c.weights[i] = wi + wj
}

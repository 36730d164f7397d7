package factor

import (
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats/internal/parallel"
	"gonum.org/v1/gonum/mat"
)

// system is the active side of an analysis: columns of numbers, then columns of
// levels. A level is a column that is 1 or 0, less its share p, over the root
// of p; the full table of ones and zeros is never made.
type system struct {
	weights []float64 // of each case
	total   float64
	atOnce  int
	numbers []*numeric
	coded   []*coded
	first   []int     // column of the first level of each variable
	grid    []uint16  // row by row, the column less len(numbers) of each variable's level
	shares  []float64 // of each level
	making  []int     // the columns that make axes
}

func newSystem(r *rows, workers int, numbers []*numeric, variables []*coded) (*system, error) {
	s := &system{weights: r.weights, total: r.total, atOnce: workers, numbers: numbers, coded: variables, first: make([]int, len(variables))}
	for j := range numbers {
		s.making = append(s.making, j)
	}
	for q, v := range variables {
		s.first[q] = len(numbers) + len(s.shares)
		for _, l := range v.levels {
			if !l.passive {
				s.making = append(s.making, len(numbers)+len(s.shares))
			}
			s.shares = append(s.shares, l.weight/r.total)
		}
	}
	if s.width() > widest {
		return nil, fmt.Errorf("%d levels and numbers, at most %d can be analysed: group levels first", s.width(), widest)
	}
	s.grid = make([]uint16, len(r.weights)*len(variables))
	for q, v := range variables {
		from := uint16(s.first[q] - len(numbers))
		at := s.grid[q:]
		for row, code := range v.codes {
			if code != absent {
				code += from
			}
			at[row*len(variables)] = code
		}
	}
	return s, nil
}

// widest is how many columns can be analysed: the axes of more take too long.
const widest = 5000

func (s *system) width() int { return len(s.numbers) + len(s.shares) }

// sums crosses a variable with all columns, or with those of the active
// variables from one on: for each of its levels, the weighted sum of each
// column of numbers and the weight of each level.
func (s *system) sums(v *coded, from int) []float64 {
	width := s.width()
	sums := make([]float64, len(v.levels)*width)
	q, p := len(s.coded), len(s.numbers)
	for row, w := range s.weights {
		if w == 0 {
			continue
		}
		base := int(v.codes[row])*width + p
		here := sums[base : base+len(s.shares)]
		for _, column := range s.grid[row*q+from : row*q+q] {
			here[column] += w
		}
	}
	for j, number := range s.numbers {
		for row, w := range s.weights {
			if w > 0 {
				sums[int(v.codes[row])*width+j] += w * number.values[row]
			}
		}
	}
	return sums
}

// cross is the sums of every active variable: one row a level.
func (s *system) cross() [][]float64 {
	width := s.width()
	all := make([][]float64, 0, len(s.shares))
	parts := make([][]float64, len(s.coded))
	parallel.Do(len(s.coded), s.atOnce, func(q int) { parts[q] = s.sums(s.coded[q], q) })
	for q, part := range parts {
		for i := range s.coded[q].levels {
			all = append(all, part[i*width:(i+1)*width])
		}
	}
	for i := range all {
		for j := range i {
			all[i][len(s.numbers)+j] = all[j][len(s.numbers)+i]
		}
	}
	return all
}

// inertia is the matrix of the products of the active columns.
func (s *system) inertia(cross [][]float64) *mat.SymDense {
	p := len(s.numbers)
	products := make([][]float64, p)
	parallel.Do(p, s.atOnce, func(i int) {
		products[i] = make([]float64, p)
		for j := i; j < p; j++ {
			products[i][j] = dot(s.weights, s.numbers[i].values, s.numbers[j].values) / s.total
		}
	})
	if len(s.making) == 0 {
		return &mat.SymDense{}
	}
	m := mat.NewSymDense(len(s.making), nil)
	for a, i := range s.making {
		for b, j := range s.making[a:] {
			var x float64
			switch {
			case j < p:
				x = products[i][j]
			case i < p:
				x = cross[j-p][i] / s.total / math.Sqrt(s.shares[j-p])
			default:
				x = s.centred(cross[i-p][j]/s.total, s.shares[i-p], s.shares[j-p])
			}
			m.SetSym(a, a+b, x)
		}
	}
	return m
}

// centred is the product of two columns of levels that go together in a share.
func (s *system) centred(together, a, b float64) float64 {
	root := math.Sqrt(a * b)
	return together/root - root
}

// place gives all rows their coordinates on the first axes, and their squared
// distances from the centre.
func (s *system) place(found solution, kept int) (coordinates [][]float64, distances []float64) {
	n, p, q := len(s.weights), len(s.numbers), len(s.coded)
	// What a level adds to a coordinate, and to the squared distance.
	adds, far := make([]float64, s.width()*kept), make([]float64, s.width())
	centre, middle := make([]float64, kept), 0.0
	for a, column := range s.making {
		share := 1.0
		if column >= p {
			share = s.shares[column-p]
			far[column] = 1/share - 2
			middle += share
		}
		for axis := range kept {
			x := found.vectors[axis][a]
			adds[column*kept+axis] = x / math.Sqrt(share)
			if column >= p {
				centre[axis] += x * math.Sqrt(share)
			}
		}
	}
	all := make([]float64, n*kept)
	coordinates, distances = make([][]float64, n), make([]float64, n)
	const block = 4096
	parallel.Do((n+block-1)/block, s.atOnce, func(b int) {
		for row := b * block; row < min(n, (b+1)*block); row++ {
			here := all[row*kept : (row+1)*kept : (row+1)*kept]
			distance := middle
			for axis := range here {
				here[axis] = -centre[axis]
			}
			for j, number := range s.numbers {
				x := number.values[row]
				distance += x * x
				for axis := range here {
					here[axis] += x * adds[j*kept+axis]
				}
			}
			for _, column := range s.grid[row*q : (row+1)*q] {
				if column == absent {
					continue
				}
				at := int(column) + p
				distance += far[at]
				for axis, add := range adds[at*kept : (at+1)*kept] {
					here[axis] += add
				}
			}
			coordinates[row], distances[row] = here, max(0, distance)
		}
	})
	return coordinates, distances
}

// distances are those of the mean points of a variable's levels, squared.
func (s *system) distances(v *coded, sums []float64) []float64 {
	p, width := len(s.numbers), s.width()
	far := make([]float64, len(v.levels))
	for i, l := range v.levels {
		for _, column := range s.making {
			x := sums[i*width+column] / l.weight
			if column >= p {
				share := s.shares[column-p]
				x = (x - share) / math.Sqrt(share)
			}
			far[i] += x * x
		}
	}
	return far
}

func dot(w, x, y []float64) float64 {
	sum := 0.0
	for i := range w {
		sum += w[i] * x[i] * y[i]
	}
	return sum
}

package textometry

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
)

// block is the presence of terms in context units: what is split in two.
type block struct {
	units []int32   // of each row, its context unit
	terms []int32   // of each column, its term
	start []int32   // where each row begins in term, and the end
	term  []int32   // columns of the rows, one row after the other
	total []float64 // rows in which each column is
}

func (b *block) rows() int          { return len(b.units) }
func (b *block) row(i int) []int32  { return b.term[b.start[i]:b.start[i+1]] }
func (b *block) size(i int) float64 { return float64(b.start[i+1] - b.start[i]) }
func (b *block) presences() float64 { return float64(len(b.term)) }

// better tells whether a is above b by more than rounding.
func better(a, b float64) bool { return a > b*(1+1e-12) }

// newBlock keeps of some units the terms asked for; units that hold none of
// them are left over.
func newBlock(rows [][]int32, units, terms []int32, columns int) (b *block, over []int32) {
	column := make([]int32, columns)
	total := make([]float64, columns)
	for _, j := range terms {
		column[j] = 1
	}
	for _, i := range units {
		for _, j := range rows[i] {
			if column[j] > 0 {
				total[j]++
			}
		}
	}
	b = &block{start: []int32{0}}
	for _, j := range terms {
		if total[j] > 0 {
			b.terms, b.total = append(b.terms, j), append(b.total, total[j])
			column[j] = int32(len(b.terms))
		}
	}
	for _, i := range units {
		for _, j := range rows[i] {
			if column[j] > 0 {
				b.term = append(b.term, column[j]-1)
			}
		}
		if end := int32(len(b.term)); end > b.start[len(b.start)-1] {
			b.units, b.start = append(b.units, i), append(b.start, end)
		} else {
			over = append(over, i)
		}
	}
	return b, over
}

// bipartition is a block cut in two.
type bipartition struct {
	b     *block
	first []bool    // rows of the first part
	count []float64 // presences of each column in the first part
	size  float64   // presences in it
	sum   float64   // of count²/total
	alone []float64 // of each row, the sum of 1/total
	// order is the rows as they stand: by coordinate, those moved last in the
	// part that they joined. The first part comes first.
	order []int
	split int // rows of the first part
	chi2  float64
	moves int
}

// With t and u presences in the two parts, n in all and q the sum of count²/total
// of the first, chi² is n(nq - t²)/(tu): a move costs only its non-zeros.
func (p *bipartition) value(size, sum float64) float64 {
	n := p.b.presences()
	return n * (n*sum - size*size) / (size * (n - size))
}

// cut takes the best of the cuts along the first axis. Rows of equal coordinate
// stand in the order of the documents, and of equal cuts the first is taken.
func (b *block) cut(coordinates []float64) *bipartition {
	p := &bipartition{
		b: b, first: make([]bool, b.rows()), count: make([]float64, len(b.total)), alone: make([]float64, b.rows()), order: b.sorted(coordinates),
	}
	for i := range p.alone {
		for _, j := range b.row(i) {
			p.alone[i] += 1 / b.total[j]
		}
	}
	size, sum := 0.0, 0.0
	count := make([]float64, len(b.total))
	for at, i := range p.order[:b.rows()-1] {
		for _, j := range b.row(i) {
			sum += (2*count[j] + 1) / b.total[j]
			count[j]++
		}
		size += b.size(i)
		if value := p.value(size, sum); better(value, p.chi2) {
			p.chi2, p.split = value, at+1
		}
	}
	for _, i := range p.order[:p.split] {
		p.first[i] = true
	}
	p.recount()
	return p
}

// sorted orders the rows by coordinate. Coordinates that only rounding tells
// apart are equal.
func (b *block) sorted(coordinates []float64) []int {
	order := make([]int, b.rows())
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(coordinates[i], coordinates[j]) })
	gap := 1e-10 * (coordinates[order[len(order)-1]] - coordinates[order[0]])
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && coordinates[order[to]]-coordinates[order[to-1]] <= gap {
			to++
		}
		slices.Sort(order[from:to])
		from = to
	}
	return order
}

// recount counts the first part from scratch: nothing that was added up step by
// step stays in what is reported.
func (p *bipartition) recount() {
	clear(p.count)
	p.size, p.sum = 0, 0
	for i, first := range p.first {
		if first {
			p.size += p.b.size(i)
			for _, j := range p.b.row(i) {
				p.count[j]++
			}
		}
	}
	for j, n := range p.count {
		p.sum += n * n / p.b.total[j]
	}
}

// gains fills in, for each row, the chi² if it changed part.
func (p *bipartition) gains(values []float64) {
	ratio := make([]float64, len(p.count))
	for j, n := range p.count {
		ratio[j] = n / p.b.total[j]
	}
	for i := range values {
		side := 1.0
		if p.first[i] {
			side = -1
		}
		size := p.size + side*p.b.size(i)
		if size <= 0 || size >= p.b.presences() {
			values[i] = math.Inf(-1) // would leave a part empty
			continue
		}
		shared := 0.0
		for _, j := range p.b.row(i) {
			shared += ratio[j]
		}
		values[i] = p.value(size, p.sum+2*side*shared+p.alone[i])
	}
}

// mostVisits bounds the second phase, in presences gone through: some ten minutes
// of a processor.
const mostVisits = 1e11

// improve moves one row at a time, the one that raises chi² most, as long as
// one does. The rows that would raise it at first are about as many as will be
// moved, and tell before any is how long that takes.
//
// As published, values are computed in the present order of the rows but the row
// is picked by its place in the first order: after the first move another row
// than the best is moved, and chi² is what the best would have given.
func (p *bipartition) improve(ctx context.Context, published bool, bound float64) error {
	order := slices.Clone(p.order)
	values := make([]float64, p.b.rows())
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.gains(values)
		best, most, rising := -1, p.chi2, 0
		for at, i := range p.order {
			if better(values[i], p.chi2) {
				rising++
			}
			if better(values[i], most) {
				best, most = at, values[i]
			}
		}
		if visits := float64(rising) * p.b.presences(); p.moves == 0 && visits > bound {
			return fmt.Errorf("about %d of %d context units would be moved one by one, each time going through %.0f presences of terms: %.1g steps, at most %.1g are allowed; classify a sample of the units, or count fewer words: a higher Least of UnitTerms, more words in Without",
				rising, p.b.rows(), p.b.presences(), visits, bound)
		}
		if best < 0 {
			break
		}
		moved := p.order[best]
		if published {
			moved = order[best]
		}
		p.move(moved)
		p.chi2 = most
	}
	if !published {
		p.chi2 = p.value(p.size, p.sum)
	}
	return nil
}

// move puts a row at the end of the other part.
func (p *bipartition) move(row int) {
	at := slices.Index(p.order, row)
	p.order = slices.Delete(p.order, at, at+1)
	if p.first[row] {
		p.order = append(p.order, row)
		p.split--
	} else {
		p.order = slices.Insert(p.order, p.split, row)
		p.split++
	}
	p.first[row] = !p.first[row]
	p.moves++
	p.recount()
}

// vocabulary tells with which terms each part goes on: those in at least so
// many of its rows, and, where the term tells the parts apart (its contingency
// coefficient is above the limit), only in the part that says it more.
func (p *bipartition) vocabulary(limit float64, least int) (first, second []int32) {
	n := p.b.presences()
	for j, all := range p.b.total {
		one, two := p.count[j], all-p.count[j]
		expectedOne, expectedTwo := all*p.size/n, all*(n-p.size)/n
		chi2 := (one-expectedOne)*(one-expectedOne)/expectedOne + (two-expectedTwo)*(two-expectedTwo)/expectedTwo
		apart := math.Sqrt(chi2/(chi2+all)) > limit
		if one >= float64(least) && (!apart || one > expectedOne) {
			first = append(first, p.b.terms[j])
		}
		if two >= float64(least) && (!apart || two > expectedTwo) {
			second = append(second, p.b.terms[j])
		}
	}
	return first, second
}

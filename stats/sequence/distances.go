package sequence

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"sync"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/pairs"
	"github.com/askoria/verbatim/stats/internal/parallel"
)

// Measure is a way to measure how far apart sequences are: OptimalMatching,
// Hamming and the others of this package.
type Measure interface {
	Of(ctx context.Context, s *Sequences) (*Distances, error)
}

// Distances is how far apart sequences are. Equal sequences were compared once.
type Distances struct {
	Spec     Measure
	Method   string // in words, with what was worked out: costs, normalisation
	N        int
	Distinct int // different sequences
	IDs      []string
	Weights  []float64 // nil: each counts 1
	Warnings []string

	of   []int // of each sequence, its number among the different ones
	d    []float64
	lang string
}

// Len is the number of sequences.
func (d *Distances) Len() int { return d.N }

// At is the distance between two sequences by their rows.
func (d *Distances) At(i, j int) float64 {
	a, b := d.of[i], d.of[j]
	switch {
	case a == b:
		return 0
	case a > b:
		a, b = b, a
	}
	return d.d[a*(2*d.Distinct-a-1)/2+b-a-1]
}

// check tells whether the distances of all rows fit, equal ones each time.
func check(d stats.Distancer) error {
	return pairs.Check(d.Len(), "measure Sequences.Distinct, whose weights count equal ones, or the Rows of a sample")
}

// condensed lists the distances of row 0 with 1, 2 …, then of row 1 with 2, 3 …
func condensed(d stats.Distancer) []float64 {
	n := d.Len()
	if own, ok := d.(*Distances); ok && own.Distinct == n {
		return own.d
	}
	list := make([]float64, 0, n*(n-1)/2)
	for i := range n {
		for j := i + 1; j < n; j++ {
			list = append(list, d.At(i, j))
		}
	}
	return list
}

// NewDistances is distances that were worked out elsewhere.
func NewDistances(matrix [][]float64) (*Distances, error) {
	n := len(matrix)
	d := &Distances{N: n, Distinct: n, of: make([]int, n)}
	for i, row := range matrix {
		if len(row) != n {
			return nil, fmt.Errorf("distances: row %d has %d numbers, there are %d rows", i+1, len(row), n)
		}
		d.of[i] = i
		d.IDs = append(d.IDs, strconv.Itoa(i+1))
		for j, x := range row {
			switch {
			case !(x >= 0) || i == j && x != 0:
				return nil, fmt.Errorf("distances: row %d, column %d is %v; distances are 0 or more, and 0 on the diagonal", i+1, j+1, x)
			case x != matrix[j][i]:
				return nil, fmt.Errorf("distances: row %d, column %d is %v, the other way %v; they must be equal", i+1, j+1, x, matrix[j][i])
			case j > i:
				d.d = append(d.d, x)
			}
		}
	}
	return d, nil
}

// Tables is the matrix, for up to 200 sequences; else how distances spread.
func (d *Distances) Tables() []*stats.Table {
	say := func(french, english string) string { return stats.Say(d.lang, french, english) }
	caption := stats.Caption{
		Units:      d.Method,
		Population: fmt.Sprintf(say("%d séquences, %d différentes", "%d sequences, %d different"), d.N, d.Distinct),
		Notes:      d.Warnings,
	}
	if d.N <= 200 {
		columns := []stats.Column{words("id", say("Personne", "Person"), d.IDs, func(id string) string { return id })}
		for j, id := range d.IDs {
			columns = append(columns, stats.Variable{Name: "d_" + strconv.Itoa(j+1), Label: id}.Figures(d.N, func(i int) (float64, stats.Missing) {
				return d.At(i, j), stats.Recorded
			}))
		}
		return []*stats.Table{stats.MustTable(say("Distances entre séquences", "Distances between sequences"), columns...).Captioned(caption)}
	}
	at := d.spread()
	quarters := []int{0, 1, 2, 3, 4}
	return []*stats.Table{stats.MustTable(say("Distances entre séquences", "Distances between sequences"),
		words("repere", say("Repère", "Point"), quarters, func(q int) string {
			return []string{say("minimum", "minimum"), say("1er quartile", "1st quartile"), say("médiane", "median"), say("3e quartile", "3rd quartile"), "maximum"}[q]
		}),
		column("distance", "Distance", stats.Number, quarters, func(q int) float64 { return at(q * (d.N*(d.N-1)/2 - 1) / 4) }),
	).Captioned(caption)}
}

// spread gives the distances of all pairs of rows in order: equal sequences are
// 0 apart, and different ones as often as they are there.
func (d *Distances) spread() func(rank int) float64 {
	times := make([]int, d.Distinct)
	for _, k := range d.of {
		times[k]++
	}
	type pair struct {
		far  float64
		upTo int
	}
	list := []pair{{}}
	at := 0
	for a, n := range times {
		list[0].upTo += n * (n - 1) / 2
		for _, m := range times[a+1:] {
			list = append(list, pair{d.d[at], n * m})
			at++
		}
	}
	slices.SortFunc(list[1:], func(a, b pair) int { return cmp.Compare(a.far, b.far) })
	for i := range list[1:] {
		list[i+1].upTo += list[i].upTo
	}
	return func(rank int) float64 {
		return list[sort.Search(len(list), func(i int) bool { return list[i].upTo > rank })].far
	}
}

// String is the first table as text.
func (d *Distances) String() string { return stats.Printer{Lang: d.lang}.Of(d.Tables()[0]) }

// job is the different sequences to compare, each of them a list of states.
type job struct {
	ctx      context.Context
	s        *Sequences
	states   [][]int // of the different sequences, unknown states the last one
	size     int     // states
	workers  int
	progress func(done, total int)
	of       []int
}

// start checks, puts unknown states last and finds the different sequences. They
// are sorted, so that what is computed does not depend on the order of the rows.
func start(ctx context.Context, s *Sequences, workers int, progress func(done, total int)) (*job, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	states, size := s.known(s.Unknown > 0)
	of, firsts := distinct(states)
	if err := pairs.Check(len(firsts), "measure the Rows of a sample, or make fewer sequences differ: a longer Step, a shorter Horizon, fewer states"); err != nil {
		return nil, fmt.Errorf("sequences: %w", err)
	}
	order := make([]int, len(firsts))
	for k := range order {
		order[k] = k
	}
	slices.SortFunc(order, func(a, b int) int { return slices.Compare(states[firsts[a]], states[firsts[b]]) })
	j := &job{ctx: ctx, s: s, size: size, workers: workers, progress: progress, of: make([]int, len(of))}
	place := make([]int, len(order))
	for to, k := range order {
		place[k] = to
		j.states = append(j.states, states[firsts[k]])
	}
	for i, k := range of {
		j.of[i] = place[k]
	}
	return j, nil
}

// done makes the result.
func (j *job) done(spec Measure, method string, d []float64) *Distances {
	r := &Distances{
		Spec: spec, Method: method, N: len(j.of), Distinct: len(j.states), IDs: j.s.IDs, Weights: j.s.Weights,
		of: j.of, d: d, lang: j.s.lang,
	}
	if j.s.Unknown > 0 {
		r.Warnings = append(r.Warnings, fmt.Sprintf(stats.Say(j.s.lang,
			"%d positions sans état connu comptent comme un état de plus", "%d positions without a known state count as a state of their own"), j.s.Unknown))
	}
	return r
}

// each does the rows first, first+step … of the condensed matrix, several at a
// time; it stops when the context does.
func (j *job) each(step int, row func(first int, out []float64)) ([]float64, error) {
	n := len(j.states)
	d := make([]float64, n*(n-1)/2)
	tasks := (n + step - 1) / step
	tell := counter(j.progress, tasks)
	parallel.Do(tasks, j.workers, func(task int) {
		if j.ctx.Err() != nil {
			return
		}
		first := task * step
		row(first, d[first*(2*n-first-1)/2:])
		tell()
	})
	return d, j.ctx.Err()
}

// counter tells how much is done, one call at a time.
func counter(progress func(done, total int), total int) func() {
	if progress == nil {
		return func() {}
	}
	var lock sync.Mutex
	done := 0
	return func() {
		lock.Lock()
		defer lock.Unlock()
		done++
		progress(done, total)
	}
}

// pairs compares each different sequence with each that comes after it. Each row
// has a comparison of its own, which may keep what it works with.
func (j *job) pairs(comparison func() func(a, b int) float64) ([]float64, error) {
	return j.each(1, func(a int, out []float64) {
		compare := comparison()
		for b := a + 1; b < len(j.states); b++ {
			out[b-a-1] = compare(a, b)
		}
	})
}

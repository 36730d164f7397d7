package cluster

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Gower measures distances of cases on columns of all kinds, from 0 to 1: the
// weighted mean, over the columns that both cases have, of what differs (Gower
// 1971). Numbers, dates and ordered levels differ by their distance as a share of
// the range found, other levels and flags by 0 or 1; the options of a set are
// flags that share its weight. A missing value leaves its column out of the pair.
//
// Errors are texts, and pairs of cases without a column in common. A constant
// column adds no distance but counts in the mean. Agrees with R's cluster::daisy.
type Gower struct {
	Columns []string
	// Weights are those of Columns, in their order; nil: all one.
	Weights []float64
	// Asymmetric names columns of flags or sets of which two noes say nothing: the
	// pair is compared without them.
	Asymmetric []string
	Workers    int    // 0: all processors; the result is the same to the last bit
	Lang       string // "en" for English; French otherwise
}

// GowerDistances is the result of Gower.
type GowerDistances struct {
	*Matrix
	Spec     Gower
	N        int
	Missing  []stats.MissingCounts // of each column
	Warnings []string
}

// feature is what two cases are compared on.
type feature struct {
	values     []float64 // NaN where missing; scaled to the range where measured
	weight     float64
	measured   bool // differs by its distance
	asymmetric bool
}

// Of measures the distances.
func (s Gower) Of(ctx context.Context, t *stats.Table) (*GowerDistances, error) {
	r := &GowerDistances{Spec: s, N: t.Len()}
	features, err := r.features(t)
	if err == nil {
		r.Matrix, err = NewMatrix(ctx, gower{t.Len(), features}, s.Workers)
	}
	if err != nil {
		return nil, fmt.Errorf("gower: %w", err)
	}
	for i := range r.N {
		for at, x := range r.after(i) {
			if x > 1+1e-9 { // nothing in common
				return nil, fmt.Errorf("gower: rows %d and %d have no column in common; leave out rows with little recorded, or take other columns", i+1, i+2+at)
			}
		}
	}
	return r, nil
}

func (r *GowerDistances) features(t *stats.Table) ([]feature, error) {
	s := r.Spec
	if len(s.Columns) == 0 {
		return nil, fmt.Errorf("no columns")
	}
	if s.Weights != nil && len(s.Weights) != len(s.Columns) {
		return nil, fmt.Errorf("%d weights for %d columns", len(s.Weights), len(s.Columns))
	}
	for _, name := range s.Asymmetric {
		if !slices.Contains(s.Columns, name) {
			return nil, fmt.Errorf("asymmetric: no column %s", stats.Unknown(name, s.Columns))
		}
	}
	var all []feature
	var constant []string
	for i, name := range s.Columns {
		c, err := t.Column(name)
		if err != nil {
			return nil, err
		}
		weight := 1.0
		if s.Weights != nil {
			weight = s.Weights[i]
		}
		if !(weight >= 0) || math.IsInf(weight, 1) {
			return nil, fmt.Errorf("column %q has weight %v; weights are zero or above", name, weight)
		}
		r.Missing = append(r.Missing, c.MissingCounts())
		features, err := featuresOf(c, weight, slices.Contains(s.Asymmetric, name))
		if err != nil {
			return nil, err
		}
		varies := false
		for _, f := range features {
			varies = varies || f.varies()
		}
		if !varies {
			constant = append(constant, c.Variable().Title())
		}
		all = append(all, features...)
	}
	if len(constant) > 0 {
		r.Warnings = append(r.Warnings, format(s.Lang,
			"À une seule valeur, ou jamais renseigné : %s. Ces variables rapprochent tous les dossiers.",
			"With a single value, or never recorded: %s. These variables bring all cases nearer.", titles(constant, s.Lang)))
	}
	return all, nil
}

func featuresOf(c stats.Column, weight float64, asymmetric bool) ([]feature, error) {
	read := func(measured bool, weight float64, at func(row int) float64) feature {
		f := feature{values: make([]float64, c.Len()), weight: weight, measured: measured, asymmetric: asymmetric}
		for row := range f.values {
			f.values[row] = math.NaN()
			if c.Missing(row) == stats.Recorded {
				f.values[row] = at(row)
			}
		}
		f.scale()
		return f
	}
	bit := func(yes bool) float64 {
		if yes {
			return 1
		}
		return 0
	}
	switch c := c.(type) {
	case *stats.Flags:
		return []feature{read(false, weight, func(row int) float64 { yes, _ := c.At(row); return bit(yes) })}, nil
	case *stats.Sets:
		var all []feature
		options := c.Options()
		for option := range options {
			all = append(all, read(false, weight/float64(len(options)), func(row int) float64 {
				yes, _ := c.Has(row, option)
				return bit(yes)
			}))
		}
		return all, nil
	}
	if asymmetric {
		return nil, fmt.Errorf("column %q holds %s: only flags and sets can be asymmetric", c.Variable().Name, stats.KindOf(c))
	}
	switch c := c.(type) {
	case *stats.Numbers:
		return []feature{read(true, weight, func(row int) float64 { x, _ := c.At(row); return x })}, nil
	case *stats.Dates:
		return []feature{read(true, weight, func(row int) float64 { day, _ := c.At(row); return float64(stats.Day(day)) })}, nil
	case *stats.Categories:
		return []feature{read(c.Ordered(), weight, func(row int) float64 { code, _ := c.At(row); return float64(code) })}, nil
	}
	return nil, fmt.Errorf("column %q holds %s, which have no distance", c.Variable().Name, stats.KindOf(c))
}

// span is the range of the values that are there.
func (f *feature) span() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, x := range f.values {
		if x == x {
			low, high = min(low, x), max(high, x)
		}
	}
	return low, high
}

func (f *feature) varies() bool { low, high := f.span(); return low < high }

func (f *feature) scale() {
	low, high := f.span()
	if !f.measured || low >= high {
		return
	}
	for i, x := range f.values {
		f.values[i] = (x - low) / (high - low)
	}
}

// gower computes distances as they are asked for.
type gower struct {
	n        int
	features []feature
}

func (g gower) Len() int { return g.n }

// At is 2, farther than any, for cases with nothing in common.
func (g gower) At(i, j int) float64 {
	sum, weight := 0.0, 0.0
	for k := range g.features {
		f := &g.features[k]
		x, y := f.values[i], f.values[j]
		if x != x || y != y || f.asymmetric && x+y == 0 {
			continue
		}
		weight += f.weight
		if f.measured {
			sum += f.weight * math.Abs(x-y)
		} else if x != y {
			sum += f.weight
		}
	}
	if weight == 0 {
		return 2
	}
	return sum / weight
}

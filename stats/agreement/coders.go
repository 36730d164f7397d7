package agreement

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Coders compares what coders made of the same units, one row a unit, one
// column a coder. All coefficients are (observed - chance) / (1 - chance) and
// differ in what they call chance; alpha alone weighs disagreement by Scale.
//
// Units coded by one coder only enter the margins of Conger, Fleiss, Gwet, as
// in irrCAC (Gwet 2014); units that nobody coded are left out. Intervals are
// linearised over units (Student, n-1), those of Cohen by Fleiss, Cohen and
// Everitt (1969). Agrees with R's irrCAC, vcd::Kappa, and with Krippendorff
// (2011). Undefined, with the reason, where only one category was used.
type Coders struct {
	Columns []string // one a coder: categories, flags or numbers
	// Weight names the column of how many equal units a row stands for, such as
	// the characters of a run: whole numbers. Figures are those of the units.
	Weight string
	// Categories is the list of the codebook, in order: chance depends on it in
	// Brennan-Prediger and AC. Nil: the levels of the columns.
	Categories []stats.Level
	Scale      Scale   // of alpha
	Weights    Weights // of partial agreement, for all but alpha
	// Cluster names the column of what units share (interview, turn): intervals
	// are then percentiles over Draws samples of whole clusters.
	Cluster string
	Draws   int // 999 with Cluster; without it, above 0 rows are drawn
	Seed    uint64
	Lang    string // "en" for English; French otherwise
}

// Scale is the metric of Krippendorff's alpha: how far apart two values are.
type Scale uint8

const (
	// Nominal: different or not.
	Nominal Scale = iota
	// Ordinal: by the number of codings that lie between them.
	Ordinal
	// Interval: by their difference. Codes must be numbers.
	Interval
	// Ratio: by their difference over their sum. Numbers from 0.
	Ratio
)

// Weights say how much two different categories agree, from 0 to 1. Places are
// those of the list; with Scale Interval or Ratio, the values themselves.
type Weights uint8

const (
	// Unweighted: not at all.
	Unweighted Weights = iota
	// Linear: 1 - distance / widest distance (Cicchetti and Allison 1971).
	Linear
	// Quadratic: 1 - its square (Fleiss and Cohen 1973).
	Quadratic
	// RankWeights: by the pairs of categories from one to the other, what
	// irrCAC calls ordinal weights (Gwet 2014).
	RankWeights
)

// Coefficient is a measure of agreement.
type Coefficient struct {
	Name   string
	Value  stats.Estimate // with the interval to be read
	Chance stats.Estimate // agreement expected by chance, from 0 to 1; of alpha by its metric; shares take none off
	SE     float64        // of independent units; 0 where Linear has no interval
	// Linear is the interval of independent units, which is also that of Value
	// unless there are draws.
	Linear   stats.Estimate
	Test     stats.Test // of no agreement beyond chance, for independent units
	N        int        // units that it compares
	Interval string     // how the interval of Value was made
}

// Alpha is Krippendorff's alpha with its parts.
type Alpha struct {
	Coefficient
	// Observed and Expected disagreement, in the metric of the scale squared.
	Observed, Expected float64
	Pairable           int // codings in units that two coders or more coded
}

// Category is what coders made of one category.
type Category struct {
	stats.Level
	Counts []int // codings by each coder
	Share  stats.Estimate
	// Specific is the chance, in per cent, that a coder used the category where
	// another did; Jaccard the share of the units of either that are of both.
	Specific, Jaccard stats.Estimate
	// Prevalence and Bias are indices of the category against the rest, from 0
	// to 1, for two coders (Byrt 1993): how uneven it is, how coders differ.
	Prevalence, Bias stats.Estimate

	specific Coefficient
}

// Coder is what one coder coded.
type Coder struct {
	stats.Variable
	Ratings int                 // units coded
	Missing stats.MissingCounts // rows not coded, by reason
}

// Agreement is how far coders agree.
type Agreement struct {
	Spec   Coders
	Coders []Coder
	Levels []stats.Level // the categories
	// Units that two coders or more coded, one only, nobody, and those without
	// a weight (rows).
	N, Single, Empty, Unweighed int
	Clusters                    int // with Cluster

	// Percent is the mean share of agreeing pairs of coders a unit, from 0 to
	// 100; Weighted counts partial agreement; Unanimous is the per cent of the
	// units coded by all on which all agree.
	Percent, Weighted, Unanimous Coefficient
	// Cohen and Scott are of two coders and the units both coded; Conger and
	// Fleiss extend them to more coders and units that some did not code.
	Cohen, Scott, Conger, Fleiss Coefficient
	BrennanPrediger              Coefficient
	Gwet                         Coefficient // AC1, with Weights AC2
	Alpha                        Alpha
	// KappaMax is the highest Cohen that the margins of two coders allow.
	KappaMax stats.Estimate
	// Prevalence and Bias are of two coders and two categories.
	Prevalence, Bias stats.Estimate
	Categories       []Category
	Warnings         []string

	runs bool // a row stands for several units
}

// Of measures agreement. Errors are unknown columns, fewer than two coders, a
// category that is not in the list, an order or numbers that the scale needs
// and are not there, a weight that is not a whole number.
func (s Coders) Of(t *stats.Table) (*Agreement, error) {
	if s.Scale > Ratio || s.Weights > RankWeights || s.Draws < 0 {
		return nil, fmt.Errorf("coders: scale %d, weights %d, %d draws: no such settings", s.Scale, s.Weights, s.Draws)
	}
	if s.Cluster != "" && s.Draws == 0 {
		s.Draws = 999
	}
	d, err := s.read(t)
	if err != nil {
		return nil, fmt.Errorf("coders: %w", err)
	}
	a := &Agreement{
		Spec: s, Coders: d.coders, Levels: d.levels, Empty: d.empty, Unweighed: d.unweighed,
		Clusters: len(d.clusters), Warnings: d.warnings,
		runs: slices.ContainsFunc(d.weights, func(w float64) bool { return w > 1 }),
	}
	m := newModel(s, d)
	total := make(sums, m.size)
	for unit := range d.weights {
		m.add(total, unit)
	}
	a.N = int(total[m.pairable])
	a.Single = int(total[m.units]) - a.N
	a.fill(m, total)
	a.linearise(m, total)
	if len(d.coders) == 2 {
		a.ofPair(m, total)
	}
	if s.Draws > 0 {
		a.bootstrap(m)
	}
	a.finish()
	return a, nil
}

// coefficients lists those that the same steps fill, by kind.
func (a *Agreement) coefficients() []*Coefficient {
	list := make([]*Coefficient, kinds, int(kinds)+len(a.Categories))
	list[percent], list[weighted], list[unanimous] = &a.Percent, &a.Weighted, &a.Unanimous
	list[cohen], list[scott], list[conger], list[fleiss] = &a.Cohen, &a.Scott, &a.Conger, &a.Fleiss
	list[brennan], list[gwet], list[alpha] = &a.BrennanPrediger, &a.Gwet, &a.Alpha.Coefficient
	for i := range a.Categories {
		list = append(list, &a.Categories[i].specific)
	}
	return list
}

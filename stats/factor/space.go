package factor

import (
	"github.com/askoria/verbatim/stats"
)

// Space is where an analysis of cases has put them, their levels and numbers:
// what figures and clusterings start from. Coordinates, contributions, cos2 and
// v-tests have a value for each of the axes kept; Axes lists all.
type Space struct {
	N       int     // cases that make the axes
	Weight  float64 // the sum of their weights; N without weights
	Inertia float64 // total: the sum of the eigenvalues
	Axes    []Axis
	Kept    int // axes with coordinates
	Cases   Cases
	// Levels are those of all variables with categories; active ones first, as
	// everywhere here.
	Levels    []Level
	Numbers   []Number
	Variables []Variable
	// Descriptions say, for each axis kept, what goes with it.
	Descriptions []Description
	Warnings     []string

	plan plan
}

// Cases are the rows of the data, all of them and in their order.
type Cases struct {
	// Weights are 1 unless given, and 0 for a supplementary case, which has a
	// place and makes no axis.
	Weights     []float64
	Coordinates [][]float64 // case × axis
	Distances   []float64   // squared, from the centre

	ids stats.Column
}

// Contribution is the share, in per cent, that a case has in an axis.
func (s *Space) Contribution(row, axis int) float64 {
	f := s.Cases.Coordinates[row][axis]
	return 100 * s.Cases.Weights[row] / s.Weight * f * f / s.Axes[axis].Eigenvalue
}

// Cos2 is how well an axis shows a case, from 0 to 1; 0 for one in the centre.
func (s *Space) Cos2(row, axis int) float64 {
	return cos2(s.Cases.Coordinates[row][axis], s.Cases.Distances[row], s.Inertia)
}

// Level is a level of a variable on the axes.
type Level struct {
	stats.Level
	Variable int           // in Variables
	Missing  stats.Missing // the reason that the level stands for, or Recorded
	// Passive levels of active variables make no axis.
	Supplementary, Passive bool
	Rare                   bool    // under the share that the spec says
	N                      int     // of the cases that make the axes
	Share                  float64 // of their weight, from 0 to 1
	// Distance is squared, from the centre, of what Scale places: with Indicator
	// the level itself, else the mean of its cases. Inertia is of active levels.
	Distance, Inertia float64
	Coordinates       []float64
	Contributions     []float64 // in per cent; nil unless the level is active
	Cos2              []float64
	// VTests compare the mean of the level with the centre, in standard errors of
	// a draw without replacement: beyond 2 in size it is not where chance alone
	// puts it (Morineau 1984). They are the same on all scales, which FactoMineR's
	// are not. Nil of a level that all cases have.
	VTests []float64
	// Means are the mean coordinates of the cases with the level.
	Means []float64
}

// Number is a variable of numbers on the axes.
type Number struct {
	Variable      int // in Variables
	Supplementary bool
	Mean, SD      float64 // SD divides by n
	// Coordinates are Correlations times the standard deviation where numbers
	// are not standardised, else equal.
	Coordinates, Correlations []float64
	Contributions             []float64 // in per cent; nil when supplementary
	Cos2                      []float64
}

// Variable is a variable with its link to each axis.
type Variable struct {
	stats.Variable
	Supplementary bool
	Numeric       bool
	N             int                 // recorded, among the cases that make the axes
	Missing       stats.MissingCounts // of these cases
	// Eta2 is the share of the variance of the axis that goes with the
	// variable, from 0 to 1: eta2 over all its levels, missing ones too, or r2.
	Eta2          []float64
	Contributions []float64 // the sum over its levels, in per cent; nil when supplementary
}

// cos2 is the square of a coordinate as a share of the squared distance; 0 of
// what is in the centre but for rounding, beside the inertia.
func cos2(coordinate, distance, inertia float64) float64 {
	if distance <= 1e-13*inertia {
		return 0
	}
	return coordinate * coordinate / distance
}

package factor

import (
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/tail"
	"gonum.org/v1/gonum/mat"
)

// CA is correspondence analysis: the rows and the columns of a table of counts
// on the same axes, near where their profiles are alike.
//
// The table is one of counts, with a column of labels and columns of numbers
// from 0, or one of cases with two columns to cross: categories, flags or sets
// (each ticked option counts). At most min(rows, columns)-1 axes. Rows and
// columns without a count are left out, and rows that are totals. The chi-square
// has its usual law only where one case counts once (Benzécri 1973; Greenacre
// 1984). Agrees with R's FactoMineR::CA and ca::ca.
type CA struct {
	Rows, Cols string // of cases: the columns to cross; of counts: none
	Weight     string // of cases: a column of numbers, how many cases a row stands for
	Label      string // of counts: the column of labels; "" is the first that holds no numbers
	// SupplementaryRows and SupplementaryCols name rows (by label or code) and
	// columns that are placed on the axes and make none.
	SupplementaryRows, SupplementaryCols []string
	Axes                                 int    // with coordinates; 0 is 5, below 0 all
	Flip                                 []int  // axes to turn round, from 1
	Cases                                string // what is counted, in the plural; "dossiers"
	Lang                                 string // "en" for English; French otherwise
}

// Correspondence is the result of CA.
type Correspondence struct {
	Spec       CA
	Row, Col   stats.Variable // of what the rows and the columns are
	N          float64        // counted in the active rows and columns
	Missing    stats.MissingCounts
	Inertia    float64    // total: chi-square over N
	ChiSquare  stats.Test // of rows and columns being independent
	Axes       []Axis
	Kept       int // axes with coordinates
	Rows, Cols []Point
	Warnings   []string

	counts [][]float64 // of Rows and Cols
	whole  bool        // cases are crossed, and the totals are those of the two variables
}

// Point is a row or a column on the axes. Coordinates, contributions and cos2
// have a value for each axis kept.
type Point struct {
	stats.Level
	Supplementary bool
	Count         float64   // in the active part of the table
	Mass          float64   // its share of N, from 0 to 1; of a supplementary point too
	Distance      float64   // squared, from the mean profile
	Inertia       float64   // mass × distance; 0 when supplementary
	Coordinates   []float64 // principal
	Contributions []float64 // in per cent; nil when supplementary
	Cos2          []float64
}

// Of analyses the table. Errors are unknown columns, rows and labels, counts
// that are missing or below zero, and tables without a column of labels.
func (s CA) Of(t *stats.Table) (*Correspondence, error) {
	c, err := s.of(t)
	if err != nil {
		return nil, fmt.Errorf("ca: %w", err)
	}
	return c, nil
}

func (s CA) of(t *stats.Table) (*Correspondence, error) {
	set := settings{s.Axes, s.Flip, s.Lang}
	if err := set.check(); err != nil {
		return nil, err
	}
	c := &Correspondence{Spec: s}
	if err := c.read(t); err != nil {
		return nil, err
	}
	c.trim()
	rows, cols := active(c.Rows), active(c.Cols)
	c.ChiSquare.Name = stats.Say(s.Lang, "Khi-2 de Pearson", "Pearson chi-square")
	if len(rows) < 2 || len(cols) < 2 {
		c.ChiSquare.Reason = stats.Say(s.Lang, "moins de deux lignes ou de deux colonnes actives", "fewer than two active rows or columns")
		c.Warnings = append(c.Warnings, stats.Say(s.Lang, "Aucun axe : ", "No axis: ")+c.ChiSquare.Reason+".")
		c.place(solution{}, rows, cols)
		return c, nil
	}
	residuals := mat.NewDense(len(rows), len(cols), nil)
	for a, i := range rows {
		for b, j := range cols {
			x := c.residual(i, j)
			residuals.Set(a, b, x)
			c.Inertia += x * x
		}
	}
	found, err := singular(residuals)
	if err != nil {
		return nil, err
	}
	c.ChiSquare.Statistic = c.N * c.Inertia
	c.ChiSquare.DF = float64((len(rows) - 1) * (len(cols) - 1))
	c.ChiSquare.P = tail.ChiSquared(c.ChiSquare.Statistic, c.ChiSquare.DF)
	c.Axes = found.axes(c.Inertia)
	c.Kept = set.kept(len(c.Axes))
	c.Warnings = append(c.Warnings, set.remarks(found)...)
	c.place(found, rows, cols)
	return c, nil
}

// residual is a cell of the matrix whose singular vectors are the axes.
func (c *Correspondence) residual(i, j int) float64 {
	expected := c.Rows[i].Mass * c.Cols[j].Mass
	return (c.counts[i][j]/c.N - expected) / math.Sqrt(expected)
}

// active lists the points that make the axes.
func active(points []Point) []int {
	var at []int
	for i, p := range points {
		if !p.Supplementary {
			at = append(at, i)
		}
	}
	return at
}

// place gives all points their coordinates: active columns from the axes, all
// others by the transition formulas.
func (c *Correspondence) place(found solution, rows, cols []int) {
	scale := make([]float64, len(cols))
	for b, j := range cols {
		scale[b] = 1 / math.Sqrt(c.Cols[j].Mass)
	}
	found.orient(scale, c.Spec.Flip)
	for axis := range c.Kept {
		root := math.Sqrt(found.values[axis])
		for b, j := range cols {
			c.Cols[j].Coordinates = append(c.Cols[j].Coordinates, found.vectors[axis][b]*scale[b]*root)
		}
	}
	standard := func(points []Point, at []int, axis int) []float64 {
		x := make([]float64, len(points))
		for _, i := range at {
			x[i] = points[i].Coordinates[axis] / math.Sqrt(found.values[axis])
		}
		return x
	}
	for axis := range c.Kept {
		x := standard(c.Cols, cols, axis)
		for i := range c.Rows {
			sum := 0.0
			for j, count := range c.counts[i] {
				sum += count / c.Rows[i].Count * x[j]
			}
			c.Rows[i].Coordinates = append(c.Rows[i].Coordinates, sum)
		}
	}
	for axis := range c.Kept {
		x := standard(c.Rows, rows, axis)
		for j := range c.Cols {
			if !c.Cols[j].Supplementary {
				continue
			}
			sum := 0.0
			for i := range c.Rows {
				sum += c.counts[i][j] / c.Cols[j].Count * x[i]
			}
			c.Cols[j].Coordinates = append(c.Cols[j].Coordinates, sum)
		}
	}
	for i := range c.Rows {
		p := &c.Rows[i]
		for _, j := range cols {
			d := c.counts[i][j]/p.Count - c.Cols[j].Mass
			p.Distance += d * d / c.Cols[j].Mass
		}
		c.finish(p)
	}
	for j := range c.Cols {
		p := &c.Cols[j]
		for _, i := range rows {
			d := c.counts[i][j]/p.Count - c.Rows[i].Mass
			p.Distance += d * d / c.Rows[i].Mass
		}
		c.finish(p)
	}
}

// finish gives a point what follows from its coordinates.
func (c *Correspondence) finish(p *Point) {
	if !p.Supplementary {
		p.Inertia = p.Mass * p.Distance
	}
	for axis, x := range p.Coordinates {
		p.Cos2 = append(p.Cos2, cos2(x, p.Distance, c.Inertia))
		if !p.Supplementary {
			p.Contributions = append(p.Contributions, 100*p.Mass*x*x/c.Axes[axis].Eigenvalue)
		}
	}
}

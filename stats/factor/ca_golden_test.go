package factor

import (
	"math"
	"testing"

	"github.com/askoria/verbatim/stats/internal/golden"
)

func TestGoldenCA(t *testing.T) {
	golden.Each(t, "ca", func(c *golden.Case) {
		g := &reference{Case: c}
		spec := CA{Axes: -1}
		for _, row := range g.command("row.sup") {
			spec.SupplementaryRows = append(spec.SupplementaryRows, g.Rows[row][0])
		}
		spec.SupplementaryCols = g.names(g.command("col.sup"))
		r, err := spec.Of(g.table())
		if err != nil {
			g.Fatal(err)
		}
		g.eigenvalues(r.Axes, func(a Axis) float64 { return a.Eigenvalue }, "FactoMineR", "eig")
		g.Same(r.ChiSquare.Statistic, r.ChiSquare.Reason, 1e-9, "FactoMineR", "chi2")
		for i, sv := range g.vector("FactoMineR", "svd_vs") {
			ours := 0.0
			if i < len(r.Axes) {
				ours = math.Sqrt(r.Axes[i].Eigenvalue)
			}
			g.close(ours, sv, 1, "svd_vs", i)
		}
		sides := []struct {
			name   string
			points []Point
		}{{"row", r.Rows}, {"col", r.Cols}}
		ca := &reference{Case: c, groups: g.groups, signs: make([]float64, len(r.Axes))} // has signs of its own
		for _, side := range sides {
			find := func(of func(p Point) []float64) func(string, int) []float64 {
				return func(name string, _ int) []float64 {
					for _, p := range side.points {
						if p.Code == name {
							return of(p)
						}
					}
					return nil
				}
			}
			coordinates := find(func(p Point) []float64 { return p.Coordinates })
			squares := find(func(p Point) []float64 { return p.Cos2 })
			g.axes(true, coordinates, "FactoMineR", side.name, "coord")
			g.axes(false, squares, "FactoMineR", side.name, "cos2")
			g.axes(false, find(func(p Point) []float64 { return p.Contributions }), "FactoMineR", side.name, "contrib")
			g.axes(true, coordinates, "FactoMineR", side.name+".sup", "coord")
			g.axes(false, squares, "FactoMineR", side.name+".sup", "cos2")
			standard := find(func(p Point) []float64 {
				var x []float64
				for axis, f := range p.Coordinates {
					x = append(x, f/math.Sqrt(r.Axes[axis].Eigenvalue))
				}
				return x
			})
			ca.axes(true, standard, "ca", side.name+"coord_std")
			var inertia, mass, distance []float64
			for _, p := range side.points {
				if !p.Supplementary {
					inertia, mass, distance = append(inertia, p.Inertia), append(mass, p.Mass), append(distance, math.Sqrt(p.Distance))
					g.Same(p.Mass, "", 1e-9, "FactoMineR", "marge."+side.name, p.Code)
				}
			}
			g.values(inertia, "FactoMineR", side.name, "inertia")
			if _, there := g.Get("ca", "sv"); there {
				g.values(mass, "ca", side.name+"mass")
				g.values(distance, "ca", side.name+"dist")
				g.values(inertia, "ca", side.name+"inertia")
			}
		}
		if _, there := g.Get("ca", "sv"); there {
			var sv []float64
			for _, a := range r.Axes {
				sv = append(sv, math.Sqrt(a.Eigenvalue))
			}
			g.values(sv, "ca", "sv")
		}
	})
}

package textometry

import (
	"math"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/askoria/verbatim/stats/factor"
)

var frequency = regexp.MustCompile(`^ca_(\w+)_freq(\d+)\.json$`)

// Coordinates are compared up to the sign of each axis.
func TestCorrespondenceAgreesWithR(t *testing.T) {
	eachGolden(t, "ca_*.json", func(g *golden) {
		table := g.unitTable()
		for _, file := range g.files("ca_*.json") {
			name := frequency.FindStringSubmatch(filepath.Base(file))
			if name == nil {
				g.Fatalf("cannot read the name %s", filepath.Base(file))
			}
			least, _ := strconv.Atoi(name[2])
			var counts *TermTable
			switch name[1] {
			case "docs":
				var err error
				if counts, err = table.Parts(ByDocument, false); err != nil {
					g.Fatal(err)
				}
			case "clusters":
				var want rainette
				g.json("rainette_k6_mss0.json", &want)
				classes, err := g.like(table, Reinert{Published: true}, want.Groups).At(want.K)
				if err != nil {
					g.Fatal(err)
				}
				counts = classes.Terms(false)
			default:
				g.Fatalf("no table for %s", filepath.Base(file))
			}
			got, err := factor.CA{Axes: -1}.Of(counts.Contingency(least))
			if err != nil {
				g.Fatal(err)
			}
			var want struct {
				SV                 []float64
				RowNames, ColNames []string
				RowCoord, ColCoord [][]float64
			}
			g.json(file, &want)
			if len(got.Rows) != len(want.RowNames) || len(got.Cols) != len(want.ColNames) || len(got.Axes) != len(want.SV) {
				g.Fatalf("%s: %d × %d, %d axes; want %d × %d, %d", name[0], len(got.Rows), len(got.Cols), len(got.Axes), len(want.RowNames), len(want.ColNames), len(want.SV))
			}
			for i, sv := range want.SV {
				g.near(name[0]+", singular value "+strconv.Itoa(i+1), math.Sqrt(got.Axes[i].Eigenvalue), sv, 1e-9)
			}
			signs := make([]float64, len(want.RowCoord[0]))
			g.points(name[0]+", rows", got.Rows, want.RowNames, want.RowCoord, want.SV, signs)
			g.points(name[0]+", columns", got.Cols, want.ColNames, want.ColCoord, want.SV, signs)
		}
	})
}

// points compares standard coordinates.
func (g *golden) points(what string, got []factor.Point, names []string, want [][]float64, sv, signs []float64) {
	g.Helper()
	place := map[string]int{}
	for i, p := range got {
		place[p.Title()] = i
	}
	for i, name := range names {
		at, there := place[name]
		if !there {
			g.Fatalf("%s: no point %q", what, name)
		}
		for axis, x := range want[i] {
			ours := got[at].Coordinates[axis] / sv[axis]
			if signs[axis] == 0 && math.Abs(x) > 1e-3 {
				signs[axis] = math.Copysign(1, x*ours)
			}
			g.near(what+", "+name, signs[axis]*ours, x, 1e-9)
		}
	}
}

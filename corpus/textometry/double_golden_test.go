package textometry

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var mostClasses = regexp.MustCompile(`_maxk(\d+)_`)

// The two runs are those of contexts of 10 and 15 terms, as published.
func TestDoubleReinertAgreesWithR(t *testing.T) {
	eachGolden(t, "rainette2_*.json", func(g *golden) {
		table := g.unitTable()
		for _, file := range g.files("rainette2_*.json") {
			k := mostClasses.FindStringSubmatch(file)
			if k == nil {
				g.Fatalf("cannot read the name %s", filepath.Base(file))
			}
			var runs [2]Reinert
			for i, size := range []int{10, 15} {
				var want rainette
				g.json(fmt.Sprintf("rainette_k%s_mss%d.json", k[1], size), &want)
				runs[i] = g.like(table, Reinert{UnitSize: size, Published: true}, want.Groups).Spec
			}
			full := !strings.Contains(file, "notfull")
			got, err := DoubleReinert{Classes: runs[0].Classes, First: runs[0], Second: runs[1], Mutual: !full}.Of(t.Context(), table)
			if err != nil {
				g.Fatal(err)
			}
			var rows []struct {
				Clusters []string
				K        int
				Chi2     float64
				N        int
				Groups   []na
			}
			g.json(file, &rows)
			solutions := slices.DeleteFunc(slices.Clone(got.Solutions), func(s DoubleSolution) bool { return !full && !slices.Contains(s.Best, BestChi2) })
			if len(solutions) != len(rows) {
				g.Errorf("%s: %d solutions, want %d", filepath.Base(file), len(solutions), len(rows))
				continue
			}
			for i, want := range rows {
				s := solutions[i]
				what := fmt.Sprintf("%s, row %d", filepath.Base(file), i+1)
				var names []string
				for _, at := range s.Crossings {
					c := got.Crossings[at]
					names = append(names, fmt.Sprintf("%d.%dx%d.%d", c.FirstClasses-1, c.First, c.SecondClasses-1, c.Second))
				}
				if s.Classes != want.K || s.Covered != want.N || !slices.Equal(names, want.Clusters) {
					g.Errorf("%s: %d classes, %d units, %v; want %d, %d, %v", what, s.Classes, s.Covered, names, want.K, want.N, want.Clusters)
				}
				g.near(what, s.Chi2, want.Chi2, 1e-12)
				classes, err := got.At(s.Classes, s.Best[0])
				if err != nil {
					g.Fatal(err)
				}
				if g.compared += len(want.Groups); !sameClasses(classes.Of, want.Groups) {
					g.Errorf("%s: other units", what)
				}
			}
		}
	})
}

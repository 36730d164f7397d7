package cluster

import (
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats/internal/golden"
)

// The data of a case of kmeans are those of hclust of the same name.
func TestKMeansAgreesWithR(t *testing.T) {
	each(t, "kmeans", func(g reference) {
		if g.Rows == nil {
			sister := golden.Case{T: g.T, Folder: golden.Folder(g.T, "hclust") + "/" + g.Name}
			g.Rows = sister.Read("input.csv")
		}
		p := g.points(g.table())
		var centers Points
		for _, row := range g.numbers("start_rows") {
			centers = append(centers, p[int(row)-1])
		}
		for _, by := range []Algorithm{HartiganWong, Lloyd, MacQueen} {
			method := strings.ReplaceAll(by.String(), "-", "")
			if _, there := g.Get(method); there {
				g.kmeans(p, centers, by, method)
			}
		}
	})
}

func (g reference) kmeans(p, centers Points, by Algorithm, method string) {
	g.Helper()
	r, err := KMeans{Centres: centers, Algorithm: by}.Of(g.Context(), p)
	if err != nil {
		g.Fatal(err)
	}
	for i, class := range g.numbers(method, "cluster") {
		g.near(float64(r.Classes[i]+1), class, 0, method, "cluster", i)
	}
	_, want := g.matrix(method, "centers")
	for c := range want {
		g.all(r.Centres[c], want[c], 1, method, "centers", c)
	}
	g.near(r.Total, g.numbers(method, "totss")[0], 0, method, "totss")
	g.near(r.Between, g.numbers(method, "betweenss")[0], 0, method, "betweenss")
	g.all(r.Within, g.numbers(method, "withinss"), 1, method, "withinss")
	for c, size := range g.numbers(method, "size") {
		g.near(float64(r.Sizes[c]), size, 0, method, "size", c)
	}
	// Of many starts the best is no worse than what R found from one.
	best, err := KMeans{Classes: len(centers), Seed: 1, Starts: 50}.Of(g.Context(), p)
	if err != nil {
		g.Fatal(err)
	}
	if g.Compared++; best.Between < r.Between*(1-1e-9) {
		g.Errorf("%s: between %v, of the best of many starts %v", method, r.Between, best.Between)
	}
}

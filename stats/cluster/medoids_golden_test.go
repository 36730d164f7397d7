package cluster

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Medoids, sums, classes and silhouettes of R's cluster::pam, and silhouettes of
// classes that a tree makes.
func TestMedoidsAgreeWithR(t *testing.T) {
	each(t, "pam_silhouette", func(g reference) {
		d := g.distances()
		for _, key := range slices.Sorted(maps.Keys(g.Expected.(map[string]any))) {
			k, err := strconv.Atoi(strings.TrimPrefix(key, "k"))
			if err != nil {
				continue
			}
			r, err := Medoids{Classes: k}.Of(g.Context(), d)
			if err != nil {
				g.Fatal(err)
			}
			g.near(r.Built, g.numbers(key, "objective", "build")[0], 0, key, "build")
			g.near(r.Distance, g.numbers(key, "objective", "swap")[0], 0, key, "swap")
			for c, medoid := range g.numbers(key, "medoids") {
				g.near(float64(r.Medoids[c]+1), medoid, 0, key, "medoids", c)
			}
			g.partition(r.Classes, g.numbers(key, "clustering"), key, "clustering")
			q, err := Quality{}.Of(g.Context(), d, r.Classes)
			if err != nil {
				g.Fatal(err)
			}
			_, info := g.matrix(key, "clusinfo")
			for c, line := range info {
				x := q.Class[c]
				g.all([]float64{float64(r.Sizes[c]), x.Farthest, x.Mean, x.Diameter, x.Separation}, line, 1, key, "clusinfo", c)
			}
			names, lines := g.matrix(key, "sil.width")
			for at, name := range names {
				i := slices.IndexFunc(g.Rows[1:], func(row []string) bool { return row[0] == name })
				g.all([]float64{float64(r.Classes[i] + 1), float64(q.Cases[i].Neighbour + 1), q.Cases[i].Width}, lines[at], 1, key, "sil.width", name)
			}
			g.near(q.Average.Value, g.numbers(key, "avg")[0], 0, key, "avg")
			for c, width := range g.numbers(key, "clus.avg") {
				g.near(q.Class[c].Width.Value, width, 1, key, "clus.avg", c)
			}
		}
		ward, _ := g.Get("silhouette_ward")
		trees, _ := ward.(map[string]any)
		tree, err := Tree{}.Of(g.Context(), d)
		if err != nil {
			g.Fatal(err)
		}
		for key := range trees {
			k, err := strconv.Atoi(strings.TrimPrefix(key, "k"))
			if err != nil {
				g.Fatal(err)
			}
			classes, err := tree.Cut(k)
			if err != nil {
				g.Fatal(err)
			}
			g.partition(classes, g.numbers("silhouette_ward", key, "cluster"), key, "cluster")
			q, err := Quality{}.Of(g.Context(), d, classes)
			if err != nil {
				g.Fatal(err)
			}
			for i := range classes {
				g.near(float64(q.Cases[i].Neighbour+1), g.numbers("silhouette_ward", key, "neighbor")[i], 0, key, "neighbor", i)
				g.near(q.Cases[i].Width, g.numbers("silhouette_ward", key, "sil")[i], 1, key, "sil", i)
			}
			g.near(q.Average.Value, g.numbers("silhouette_ward", key, "avg")[0], 0, key, "avg")
		}
	})
}

func TestGowerAgreesWithR(t *testing.T) {
	each(t, "gower", func(g reference) {
		r, err := Gower{Columns: g.names()}.Of(g.Context(), g.table())
		if err != nil {
			g.Fatal(err)
		}
		_, want := g.matrix()
		for i := range want {
			for j := range want {
				g.near(r.At(i, j), want[i][j], 1, i, j)
			}
		}
	})
}

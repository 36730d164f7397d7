package figure_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/stats/cluster"
)

// tree is that of n invented points in four heaps.
func tree(t testing.TB, n int, linkage cluster.Linkage) *cluster.Dendrogram {
	t.Helper()
	points := make(cluster.Points, n)
	for i := range points {
		heap := float64(i * i % 4)
		points[i] = []float64{3*math.Mod(heap, 2) + math.Sin(float64(i))*0.7, 2*math.Floor(heap/2) + math.Cos(float64(3*i))*0.7 + float64(i%7)*0.1}
	}
	return must[*cluster.Dendrogram](t)(cluster.Tree{Linkage: linkage}.Of(context.Background(), points))
}

func TestDendrogram(t *testing.T) {
	labels := make([]string, 24)
	for i := range labels {
		labels[i] = fmt.Sprintf("C%02d", i+1)
	}
	for name, c := range map[string]struct {
		spec figure.Dendrogram
		tree *cluster.Dendrogram
	}{
		"tree_small": {figure.Dendrogram{Classes: 3, Labels: labels}, tree(t, 24, cluster.Ward)},
		"tree_large": {figure.Dendrogram{Classes: 4}, tree(t, 600, cluster.Ward)},
		"tree_uncut": {figure.Dendrogram{}, tree(t, 30, cluster.Average)},
		"tree_two":   {figure.Dendrogram{Classes: 2}, tree(t, 2, cluster.Single)},
	} {
		f := must[*figure.Figure](t)(c.spec.Of(c.tree))
		keep(t, name, f)
		checkWords(t, name, f)
		leaves := min(c.tree.N, 40)
		if got := f.Count("join"); got != leaves-1 {
			t.Errorf("%s: %d joins drawn, want %d", name, got, leaves-1)
		}
		if got := f.Count("gain"); got != min(14, c.tree.N-1) {
			t.Errorf("%s: %d gains", name, got)
		}
		if cuts := f.Count("cut"); cuts != min(1, c.spec.Classes/2) {
			t.Errorf("%s: %d cuts", name, cuts)
		}
	}
	for name, c := range map[string]figure.Dendrogram{
		"labels":        {Labels: labels[:3]},
		"many classes":  {Classes: 41},
		"minus classes": {Classes: -1},
		"one branch":    {Branches: 1},
	} {
		if _, err := c.Of(tree(t, 60, cluster.Ward)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := (figure.Dendrogram{}).Of(nil); err == nil {
		t.Error("no tree: no error")
	}
}

package sequence

import (
	"context"
	"encoding/json"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

// declared are the levels of R's factors, by column.
func declared(c *golden.Case) map[string][]string {
	var file struct{ Input map[string][]string }
	if text, err := os.ReadFile(filepath.Join(c.Folder, "levels.json")); err == nil {
		if err := json.Unmarshal(text, &file); err != nil {
			c.Fatal(err)
		}
	}
	return file.Input
}

// stateColumns are the last columns that have the levels of the very last one;
// where it is no factor, those after the last factor.
func stateColumns(c *golden.Case) (names []string) {
	levels, header := declared(c), c.Rows[0][1:]
	last := levels[header[len(header)-1]]
	for j := len(header) - 1; j >= 0 && slices.Equal(levels[header[j]], last); j-- {
		if header[j] == "Aug.93" || header[j] == "birthy" { // mvad starts in September
			break
		}
		names = append([]string{header[j]}, names...)
	}
	return names
}

// withCovariates makes the sequences of a case that has other columns too.
func withCovariates(c *golden.Case) *Sequences {
	names := stateColumns(c)
	table := make([][]string, len(c.Rows))
	for i, row := range c.Rows {
		table[i] = []string{row[0]}
		for j, name := range c.Rows[0] {
			if slices.Contains(names, name) {
				table[i] = append(table[i], row[j])
			}
		}
	}
	return fromRows(c.T, table, nil, nil)
}

// factorOf is a column of the case, its levels in order of the values or of R's factor.
func factorOf(c *golden.Case, name string, levels []string) *stats.Categories {
	values := c.Column(name)
	codes, missing := make([]int, len(values)), make([]stats.Missing, len(values))
	for i, value := range values {
		if codes[i] = slices.Index(levels, value); codes[i] < 0 {
			codes[i], missing[i] = 0, stats.NotRecorded
		}
	}
	return stats.Variable{Name: name}.Categories(stats.Levels(levels...), false, codes, missing)
}

func classesOf(list any) *stats.Categories {
	numbers := list.([]any)
	most := 0.0
	for _, x := range numbers {
		most = max(most, x.(float64))
	}
	var levels []string
	for k := range int(most) {
		levels = append(levels, strconv.Itoa(k+1))
	}
	codes := make([]int, len(numbers))
	for i, x := range numbers {
		codes[i] = int(x.(float64)) - 1
	}
	return stats.Variable{Name: "classe"}.Categories(stats.Levels(levels...), false, codes, nil)
}

func TestGoldenTypologies(t *testing.T) {
	golden.Each(t, "seq_cluster_discrepancy", func(c *golden.Case) {
		s := withCovariates(c)
		d, err := OptimalMatching{Costs: TransitionRates, Indel: 1}.Of(context.Background(), s)
		if err != nil {
			c.Fatal(err)
		}
		compareQuality(c, d, asReference(c.T, s))
		compareRepresentatives(c, d)
		compareDiscrepancy(c, d)
		compareFactors(c, d)
	})
}

// asReference is the same distances with the last digits of the reference, which
// adds costs up in another order: it then takes for different two distances
// that are equal, which moves gamma and Somers' D by some 1e-6.
func asReference(t testing.TB, s *Sequences) *Distances {
	costs, err := TransitionRates.Of(s)
	if err != nil {
		t.Fatal(err)
	}
	for a := range costs.Indel {
		costs.Indel[a] = 1
	}
	matrix := make([][]float64, s.N)
	for i := range matrix {
		matrix[i] = make([]float64, s.N)
		for j := range i {
			matrix[i][j] = plain(s.States[j], s.States[i], costs, true)
			matrix[j][i] = matrix[i][j]
		}
	}
	d, err := NewDistances(matrix)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func compareQuality(c *golden.Case, d, reference *Distances) {
	all, _ := c.Get("quality")
	for k := range all.(map[string]any) {
		list, _ := c.Get("quality", k, "cluster")
		q, err := Quality{}.Of(d, classesOf(list))
		if err != nil {
			c.Fatal(err)
		}
		rounded, err := Quality{}.Of(reference, classesOf(list))
		if err != nil {
			c.Fatal(err)
		}
		for name, e := range map[string]stats.Estimate{
			"PBC": q.PBC, "HG": rounded.HG, "HGSD": rounded.HGSD, "ASW": q.ASW, "ASWw": q.ASWw, "CH": q.CH, "R2": q.R2, "CHsq": q.CHsq, "R2sq": q.R2sq, "HC": q.HC,
		} {
			c.Same(e.Value, e.Reason, 1e-9, "quality", k, "stats", name)
		}
		c.Same(q.HG.Value, q.HG.Reason, 1e-4, "quality", k, "stats", "HG")
		c.Same(q.HGSD.Value, q.HGSD.Reason, 1e-4, "quality", k, "stats", "HGSD")
		for g, class := range q.Classes {
			c.Same(class.ASW, "", 1e-9, "quality", k, "ASW", "data", g, 0)
			c.Same(class.ASWw, "", 1e-9, "quality", k, "ASW", "data", g, 1)
		}
		// The reference's medoids are those of the classes around them.
		pam, _ := c.Get("quality", k, "pam")
		groups := map[int][]int{}
		for i, x := range pam.([]any) {
			groups[int(x.(float64))-1] = append(groups[int(x.(float64))-1], i)
		}
		for medoid, rows := range groups {
			r, err := Representatives{}.Of(d.Rows(rows))
			if err != nil {
				c.Fatal(err)
			}
			c.Compared++
			if got := r.ToCentre[slices.Index(rows, medoid)]; math.Abs(got-r.ToCentre[r.Medoid]) > 1e-9 {
				c.Errorf("%s: medoid %d, want %d", k, rows[r.Medoid]+1, medoid+1)
			}
		}
	}
}

func compareRepresentatives(c *golden.Case, d *Distances) {
	for name, criterion := range map[string]Criterion{"density": Density, "freq": Frequency, "dist": Centrality} {
		r, err := Representatives{Criterion: criterion}.Of(d)
		if err != nil {
			c.Fatal(err)
		}
		list := append(slices.Clone(r.Representatives), r.Total)
		for k, x := range list {
			if x.Row >= 0 {
				if index, ok := c.Get("rep", name, "index", k); ok && index != nil {
					c.Same(float64(x.Row+1), "", 0, "rep", name, "index", k)
				} else {
					c.Same(float64(x.Row+1), "", 0, "rep", name, "index")
				}
			}
			for column, got := range map[string]float64{
				"na": x.Assigned, "nb": x.Near, "SD": x.Sum, "MD": x.Mean, "DC": x.ToCentre, "V": x.Discrepancy, "Q": 100 * x.Quality.Value,
				"na(%)": 100 * x.Assigned / float64(r.N), "nb(%)": 100 * x.Near / float64(r.N),
			} {
				c.Same(got, "", 1e-9, "rep", name, "stats", column, k)
			}
		}
		c.Same(r.Total.Quality.Value, "", 1e-9, "rep", name, "quality")
		for i, x := range r.Scores {
			c.Same(x, "", 1e-9, "rep", name, "scores", i)
		}
		for i, x := range r.ToCentre {
			c.Same(x, "", 1e-9, "rep", "disscenter", i)
		}
		c.Same(float64(r.Medoid+1), "", 0, "rep", "medoid")
		c.Same(r.Discrepancy, "", 1e-9, "rep", "dissvar")
	}
	squares := make([][]float64, d.Len())
	for i := range squares {
		squares[i] = make([]float64, d.Len())
		for j := range squares {
			squares[i][j] = d.At(i, j) * d.At(i, j)
		}
	}
	squared, err := NewDistances(squares)
	if err != nil {
		c.Fatal(err)
	}
	r, err := Representatives{}.Of(squared)
	if err != nil {
		c.Fatal(err)
	}
	c.Same(r.Discrepancy, "", 1e-9, "rep", "dissvar_sq")
}

func compareDiscrepancy(c *golden.Case, d *Distances) {
	all, _ := c.Get("dissassoc")
	for name := range all.(map[string]any) {
		rows, _ := c.Get("dissassoc", name, "groups", ".rows")
		levels := texts(rows)
		r, err := Discrepancy{Seed: 1}.Of(context.Background(), d, factorOf(c, name, levels[:len(levels)-1]))
		if err != nil {
			c.Fatal(err)
		}
		for g, group := range append(slices.Clone(r.Groups), r.Total) {
			c.Same(group.Weight, "", 0, "dissassoc", name, "groups", "n", g)
			c.Same(group.Discrepancy, "", 1e-9, "dissassoc", name, "groups", "discrepancy", g)
		}
		k, n := float64(len(r.Groups)), float64(r.N)
		for at, ss := range []float64{r.Explained, r.Residual, r.Sum} {
			df := []float64{k - 1, n - k, n - 1}[at]
			c.Same(ss, "", 1e-9, "dissassoc", name, "anova", "SS", at)
			c.Same(df, "", 0, "dissassoc", name, "anova", "df", at)
			c.Same(ss/df, "", 1e-9, "dissassoc", name, "anova", "MSE", at)
		}
		for at, got := range []stats.Test{r.F, r.FBF, {Statistic: r.R2.Value, P: r.F.P, Reason: r.R2.Reason}, r.Bartlett, r.Levene} {
			c.Same(got.Statistic, got.Reason, 1e-9, "dissassoc", name, "stat", "t0", at)
			p, _ := c.Get("dissassoc", name, "p_perm_seed1", at)
			want, _ := p.(float64)
			// Both are estimates of one p from 1,000 permutations.
			c.Near(got.P, 3.5*math.Sqrt(2*max(want*(1-want), 0.001)/1000), "dissassoc", name, "p_perm_seed1", at)
		}
	}
}

// compareFactors compares the analysis by several factors, and the tree.
func compareFactors(c *golden.Case, d *Distances) {
	all, _ := c.Get("dissassoc")
	names := slices.Sorted(maps.Keys(all.(map[string]any)))
	if list, ok := c.Get("dissmfacw", "Variable"); ok {
		names = texts(list)
		names = names[:len(names)-1]
	}
	var factors []*stats.Categories
	for _, name := range names {
		levels := declared(c)[name]
		if levels == nil {
			levels = slices.Sorted(slices.Values(c.Column(name)))
			levels = slices.Compact(levels)
		}
		factors = append(factors, factorOf(c, name, levels))
	}
	r, err := MultiDiscrepancy{Draws: 100}.Of(context.Background(), d, factors...)
	if err != nil {
		c.Fatal(err)
	}
	if _, ok := c.Get("dissmfacw"); ok {
		for f, x := range r.Factors {
			c.Same(x.F.Statistic, x.F.Reason, 1e-9, "dissmfacw", "PseudoF", f)
			c.Same(x.R2.Value, x.R2.Reason, 1e-9, "dissmfacw", "PseudoR2", f)
			p, _ := c.Get("dissmfacw", "p_value", f)
			want, _ := p.(float64)
			c.Near(x.F.P, 4*math.Sqrt(2*max(want*(1-want), 0.01)/100), "dissmfacw", "p_value", f)
		}
	}
	tree, err := DiscrepancyTree{P: 0.05, Depth: 3}.Of(context.Background(), d, factors...)
	if err != nil {
		c.Fatal(err)
	}
	var compare func(x *TreeNode, path ...any)
	compare = func(x *TreeNode, path ...any) {
		c.Same(x.N, "", 0, append(slices.Clone(path), "n")...)
		c.Same(x.Discrepancy, "", 1e-9, append(slices.Clone(path), "var")...)
		want, _ := c.Get(append(slices.Clone(path), "split")...)
		if (want == nil) != (x.Factor < 0) && math.Abs(x.P-0.05) < 0.03 {
			return // so near the bound chance decides
		}
		if (want == nil) != (x.Factor < 0) {
			c.Errorf("%v: split by %d, want %v", path, x.Factor, want)
			return
		}
		if want != nil {
			c.Same(x.R2, "", 1e-9, append(slices.Clone(path), "r2")...)
			c.Same(float64(x.Factor+1), "", 0, append(slices.Clone(path), "split", "varindex")...)
		}
		for k, kid := range x.Children {
			compare(kid, append(slices.Clone(path), "kids", k)...)
		}
	}
	compare(tree.Root, "disstree")
}

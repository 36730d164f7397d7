package sequence

import (
	"context"
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// DiscrepancyTree splits cases in two, again and again, by the factor and the
// grouping of its levels that explain most of the discrepancy (Studer et al.
// 2011). A split needs a p of at most P over random allocations, and more than
// LeastShare of all cases on both sides. Ordered factors are cut between levels;
// missing values are a level of their own. Agrees with R's TraMineR::disstree,
// splits near P within Monte Carlo error.
type DiscrepancyTree struct {
	LeastShare float64 // 0: 0.05
	Depth      int     // levels of nodes; 0: 5
	P          float64 // 0: 0.01
	Draws      int     // with the observed one; 0: 1000; below 0: none, every split is kept
	Seed       uint64
	Workers    int    // 0: all processors; the result is the same to the last bit
	Lang       string // "en" for English; French otherwise
}

// TreeNode is a node of the tree.
type TreeNode struct {
	Rows        []int // of the distances
	N           float64
	Discrepancy float64
	Medoid      int     // row
	Depth       int     // 1 for all cases
	Rule        string  // how its cases were chosen at the split above
	Factor      int     // by which it is split; -1 for a leaf
	R2          float64 // share of its discrepancy that the split explains
	P           float64
	Children    []*TreeNode
}

// DiscrepancyTreeResult is the tree.
type DiscrepancyTreeResult struct {
	Spec    DiscrepancyTree
	Root    *TreeNode
	Factors []stats.Variable
	N       int
}

// mostLevels of a nominal factor: groupings double with each.
const mostLevels = 16

// grower holds what all nodes share.
type grower struct {
	spec    DiscrepancyTree
	ctx     context.Context
	d       stats.Distancer
	weight  []float64
	factors []*stats.Categories
	least   float64
	err     error
	draws   uint64 // streams used so far
}

// Of grows the tree. Errors are factors of another number of cases, a nominal
// factor of more than 16 levels, and the context's.
func (t DiscrepancyTree) Of(ctx context.Context, d stats.Distancer, factors ...*stats.Categories) (*DiscrepancyTreeResult, error) {
	if t.Depth == 0 {
		t.Depth = 5
	}
	if t.Draws == 0 {
		t.Draws = 1000
	}
	r := &DiscrepancyTreeResult{Spec: t, N: d.Len()}
	for _, f := range factors {
		switch {
		case f.Len() != d.Len():
			return nil, fmt.Errorf("tree: factor %q has %d values for %d cases", f.Variable().Name, f.Len(), d.Len())
		case !f.Ordered() && len(f.Levels()) > mostLevels:
			return nil, fmt.Errorf("tree: factor %q has %d levels, at most %d; group them, or give them an order", f.Variable().Name, len(f.Levels()), mostLevels)
		}
		r.Factors = append(r.Factors, f.Variable())
	}
	g := &grower{spec: t, ctx: ctx, d: d, weight: weightsFor(d), factors: factors}
	rows := make([]int, 0, d.Len())
	total := 0.0
	for i, w := range g.weight {
		if w > 0 {
			rows = append(rows, i)
			total += w
		}
	}
	g.least = or(t.LeastShare, 0.05) * total
	r.Root = g.node(rows, 1, stats.Say(t.Lang, "tous", "all"))
	return r, g.err
}

// inner is the sum over pairs of w w d, within the rows.
func (g *grower) inner(rows []int) float64 {
	sum := 0.0
	for at, i := range rows {
		for _, j := range rows[at+1:] {
			sum += g.weight[i] * g.weight[j] * g.d.At(i, j)
		}
	}
	return sum
}

func (g *grower) size(rows []int) float64 {
	sum := 0.0
	for _, i := range rows {
		sum += g.weight[i]
	}
	return sum
}

// node makes a node and splits it while something explains it.
func (g *grower) node(rows []int, depth int, rule string) *TreeNode {
	x := &TreeNode{Rows: rows, N: g.size(rows), Depth: depth, Rule: rule, Factor: -1, Medoid: -1}
	if len(rows) == 0 {
		return x
	}
	to, discrepancy := centre(g.d, rows, g.weight)
	x.Discrepancy = discrepancy
	x.Medoid = rows[slices.Index(to, slices.Min(to))]
	if depth >= g.spec.Depth || g.err != nil {
		return x
	}
	best := split{residual: discrepancy * x.N}
	for f, factor := range g.factors {
		if s, ok := g.best(rows, factor, best.residual); ok {
			s.factor = f
			best = s
		}
	}
	if best.left == nil || discrepancy == 0 {
		return x
	}
	if x.P = g.p(rows, best); g.err != nil || x.P > or(g.spec.P, 0.01) {
		return x
	}
	x.Factor, x.R2 = best.factor, 1-best.residual/(discrepancy*x.N)
	x.Children = []*TreeNode{g.node(best.left, depth+1, best.leftRule), g.node(best.right, depth+1, best.rightRule)}
	return x
}

// split is two sides of a node.
type split struct {
	factor              int
	left, right         []int
	leftRule, rightRule string
	residual            float64 // sum of squares left
}

// best is the grouping of a factor's levels that leaves less than what is there.
func (g *grower) best(rows []int, factor *stats.Categories, residual float64) (split, bool) {
	levels := factor.Levels()
	groups, names := make([][]int, len(levels)+1), make([]string, len(levels)+1)
	for k, level := range levels {
		names[k] = level.Title()
	}
	names[len(levels)] = stats.Say(g.spec.Lang, "non renseigné", "not recorded")
	for _, i := range rows {
		at := len(levels)
		if k, ok := factor.At(i); ok {
			at = k
		}
		groups[at] = append(groups[at], i)
	}
	missing := len(groups[len(levels)]) > 0
	var here []int // the groups that have cases
	for k := range groups {
		if len(groups[k]) > 0 {
			here = append(here, k)
		}
	}
	if len(here) < 2 {
		return split{}, false
	}
	// Sums within and between groups: those of any grouping are sums of them.
	n := len(here)
	sums, size := square(n), make([]float64, n)
	for a := range n {
		size[a] = g.size(groups[here[a]])
		sums[a][a] = g.inner(groups[here[a]])
		for b := range a {
			for _, i := range groups[here[a]] {
				for _, j := range groups[here[b]] {
					sums[a][b] += g.weight[i] * g.weight[j] * g.d.At(i, j)
				}
			}
		}
	}
	found, mask := false, uint(0)
	for _, side := range sides(n, factor.Ordered(), missing) {
		var total, weight [2]float64
		for a := range n {
			weight[side>>a&1] += size[a]
			for b := range a + 1 {
				if side>>a&1 == side>>b&1 {
					total[side>>a&1] += sums[a][b]
				}
			}
		}
		if weight[0] <= g.least || weight[1] <= g.least {
			continue
		}
		if left := total[0]/weight[0] + total[1]/weight[1]; left < residual {
			residual, mask, found = left, side, true
		}
	}
	s := split{residual: residual}
	var left, right []string
	for a, k := range here {
		if mask>>a&1 == 1 {
			s.left, left = append(s.left, groups[k]...), append(left, names[k])
		} else {
			s.right, right = append(s.right, groups[k]...), append(right, names[k])
		}
	}
	slices.Sort(s.left)
	slices.Sort(s.right)
	title := factor.Variable().Title() + stats.Say(g.spec.Lang, " : ", ": ")
	s.leftRule, s.rightRule = title+strings.Join(left, ", "), title+strings.Join(right, ", ")
	return s, found
}

// sides lists the ways to put n groups on two sides, as bits; those with fewer
// groups on the first side come first. Of two halves the first side is the one of
// the first group.
func sides(n int, ordered, missing bool) []uint {
	var list []uint
	if ordered {
		known := n
		if missing {
			known--
		}
		for k := 1; k <= known; k++ {
			cut := uint(1)<<k - 1
			if k < n {
				list = append(list, cut)
			}
			if missing && k < known {
				list = append(list, cut|1<<(n-1))
			}
		}
		return list
	}
	for size := 1; size <= n/2; size++ {
		for side := uint(1); side < 1<<n-1; side++ {
			if bits.OnesCount(side) == size && (2*size < n || side&1 == 1) {
				list = append(list, side)
			}
		}
	}
	return list
}

// p is the share of random allocations to sides of the same numbers that leave as
// little, the observed one included.
func (g *grower) p(rows []int, s split) float64 {
	if g.spec.Draws <= 1 {
		return 0
	}
	p := &partition{rows: rows, levels: make([]stats.Level, 2), class: make([]int, len(rows)), size: make([]float64, 2), count: make([]int, 2)}
	for at, i := range rows {
		if _, right := slices.BinarySearch(s.right, i); right {
			p.class[at] = 1
		}
		p.weight = append(p.weight, g.weight[i])
		p.size[p.class[at]] += g.weight[i]
		p.total += g.weight[i]
	}
	var d []float64
	for at, i := range rows {
		for _, j := range rows[at+1:] {
			d = append(d, g.d.At(i, j))
		}
	}
	a := newAllocation(p, d)
	over := make([]bool, g.spec.Draws-1)
	first := g.draws
	g.draws += uint64(len(over))
	g.err = a.random(g.ctx, len(over), g.spec.Workers, g.spec.Seed, first, nil, func(draw int, f figures) {
		over[draw] = f.sums[0]+f.sums[1] <= s.residual*(1+1e-12)
	})
	as := 1
	for _, flag := range over {
		if flag {
			as++
		}
	}
	return float64(as) / float64(g.spec.Draws)
}

// Tables is one row a node, from the top down.
func (r *DiscrepancyTreeResult) Tables() []*stats.Table {
	say := func(french, english string) string { return stats.Say(r.Spec.Lang, french, english) }
	var list []*TreeNode
	var walk func(x *TreeNode)
	walk = func(x *TreeNode) {
		list = append(list, x)
		for _, kid := range x.Children {
			walk(kid)
		}
	}
	walk(r.Root)
	at := func(name, label string, format stats.Format, of func(x *TreeNode) float64) stats.Column {
		return estimates(name, label, format, list, func(x *TreeNode) stats.Estimate {
			if x.Factor < 0 {
				return stats.Estimate{Reason: "-"}
			}
			return stats.Estimate{Value: of(x)}
		})
	}
	return []*stats.Table{stats.MustTable(say("Arbre de dispersion", "Discrepancy tree"),
		words("noeud", say("Nœud", "Node"), list, func(x *TreeNode) string { return strings.Repeat("– ", x.Depth-1) + x.Rule }),
		column("n", "n", stats.Number, list, func(x *TreeNode) float64 { return x.N }),
		column("dispersion", say("Dispersion", "Discrepancy"), stats.Coefficient, list, func(x *TreeNode) float64 { return x.Discrepancy }),
		at("r2", say("Part expliquée (%)", "Share explained (%)"), stats.Percent, func(x *TreeNode) float64 { return 100 * x.R2 }),
		at("p", "p", stats.PValue, func(x *TreeNode) float64 { return x.P }),
	).Captioned(stats.Caption{Population: fmt.Sprintf(say("%d cas ; %d permutations, graine %d", "%d cases; %d permutations, seed %d"), r.N, max(r.Spec.Draws, 0), r.Spec.Seed)})}
}

// String is the tree as text.
func (r *DiscrepancyTreeResult) String() string {
	return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0])
}

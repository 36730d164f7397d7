package sequence

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/parallel"
)

// MultiDiscrepancy is Discrepancy with several factors at once: what each one
// explains beyond all others (type II), and what they explain together (McArdle
// and Anderson 2001; Studer et al. 2011). Cases without a value in one of them
// are left out. p is by permutation of one factor among the cases, the others
// kept. Agrees with R's TraMineR::dissmfacw, p within Monte Carlo error.
type MultiDiscrepancy struct {
	Draws   int // with the observed one; 0: 1000; below 0: none
	Seed    uint64
	Workers int    // 0: all processors; the result is the same to the last bit
	Lang    string // "en" for English; French otherwise
}

// FactorDiscrepancy is what a factor explains; the last line is all of them.
type FactorDiscrepancy struct {
	stats.Variable
	F  stats.Test
	R2 stats.Estimate // share of the discrepancy
}

// MultiDiscrepancyAnalysis is what factors explain.
type MultiDiscrepancyAnalysis struct {
	Spec     MultiDiscrepancy
	Factors  []FactorDiscrepancy
	N        int                 // cases with all values
	Missing  stats.MissingCounts // cases left out, by the reason of the first factor that is missing; not applicable: of weight 0
	Warnings []string
}

// Of explains the distances by factors: one value a case, in the same order.
func (m MultiDiscrepancy) Of(ctx context.Context, d stats.Distancer, factors ...*stats.Categories) (*MultiDiscrepancyAnalysis, error) {
	if len(factors) == 0 {
		return nil, fmt.Errorf("discrepancy: no factor")
	}
	if m.Draws == 0 {
		m.Draws = 1000
	}
	var rows []int
	var missing stats.MissingCounts
	weights := weightsFor(d)
	for i := range d.Len() {
		left := stats.Recorded
		if weights[i] == 0 {
			left = stats.NotApplicable
		}
		for _, f := range factors {
			if f.Len() != d.Len() {
				return nil, fmt.Errorf("discrepancy: factor %q has %d values for %d cases", f.Variable().Name, f.Len(), d.Len())
			}
			left = cmp.Or(left, f.Missing(i))
		}
		if left == stats.Recorded {
			rows = append(rows, i)
		} else {
			missing[left]++
		}
	}
	if err := check(d); err != nil {
		return nil, fmt.Errorf("discrepancy: %w", err)
	}
	r := &MultiDiscrepancyAnalysis{Spec: m, N: len(rows), Missing: missing}
	g := gowerOf(d, rows, factors)
	observed := g.figures(nil, -1)
	k := len(factors)
	reason := ""
	switch {
	case g.total <= 1e-300:
		reason = stats.Say(m.Lang, "toutes les distances sont nulles", "all distances are 0")
	case g.weight-float64(g.rank(-1)) < 1e-9:
		reason = stats.Say(m.Lang, "autant de groupes que de cas", "as many groups as cases")
	}
	extreme := make([]int, k+1)
	if reason == "" && m.Draws > 1 {
		over := make([][]bool, m.Draws-1)
		parallel.Do(len(over), m.Workers, func(draw int) {
			if ctx.Err() != nil {
				return
			}
			order := rand.New(rand.NewPCG(m.Seed, uint64(draw)+1)).Perm(len(rows))
			over[draw] = make([]bool, k+1)
			for f := range k + 1 {
				x := g.figures(order, f)[f]
				over[draw][f] = x.f >= observed[f].f-1e-9*math.Abs(observed[f].f)
			}
		})
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, flags := range over {
			for f, flag := range flags {
				if flag {
					extreme[f]++
				}
			}
		}
	}
	for f := range k + 1 {
		x := FactorDiscrepancy{Variable: stats.Variable{Name: "ensemble", Label: stats.Say(m.Lang, "Ensemble", "All")}}
		df := g.rank(-1) - 1
		if f < k {
			x.Variable = factors[f].Variable()
			df = g.rank(-1) - g.rank(f)
		}
		x.R2 = stats.Estimate{Value: observed[f].r2, Reason: reason}
		x.F = stats.Test{Name: "pseudo-F", Statistic: observed[f].f, DF: float64(df), P: 1, Reason: reason}
		if df == 0 && reason == "" {
			x.F.Reason = stats.Say(m.Lang, "une seule modalité, ou une différence que les autres facteurs disent déjà", "one level, or already told by the other factors")
			x.R2.Reason = x.F.Reason
		}
		if m.Draws > 1 {
			x.F.P = float64(extreme[f]+1) / float64(m.Draws)
		}
		r.Factors = append(r.Factors, x)
	}
	return r, nil
}

// gower is what stays when factors are permuted.
type gower struct {
	g      *mat.SymDense // weighted centred products, √w_i √w_j G_ij
	root   []float64     // √ weights
	weight float64
	total  float64
	codes  [][]int // of each factor
	levels []int
	ranks  []int     // of the model without each factor, then of the whole
	bases  []float64 // what the model without each factor explains
}

// share is what a model explains.
type share struct{ f, r2 float64 }

// gowerOf centres -d/2, in which the mean of the diagonal is the discrepancy.
func gowerOf(d stats.Distancer, rows []int, factors []*stats.Categories) *gower {
	n := len(rows)
	g := &gower{root: make([]float64, n)}
	weights := weightsFor(d)
	mean := make([]float64, n)
	all := 0.0
	for i, row := range rows {
		g.root[i] = math.Sqrt(weights[row])
		g.weight += weights[row]
	}
	for i, row := range rows {
		for _, other := range rows {
			mean[i] += weights[other] * d.At(row, other) / g.weight
		}
		all += weights[row] * mean[i] / g.weight
	}
	if n > 0 {
		g.g = mat.NewSymDense(n, nil)
	}
	for i, row := range rows {
		for j := i; j < n; j++ {
			x := -(d.At(row, rows[j]) - mean[i] - mean[j] + all) / 2
			g.g.SetSym(i, j, x*g.root[i]*g.root[j])
		}
		g.total += g.g.At(i, i)
	}
	for _, f := range factors {
		codes := make([]int, n)
		for i, row := range rows {
			codes[i], _ = f.At(row)
		}
		g.codes, g.levels = append(g.codes, codes), append(g.levels, len(f.Levels()))
	}
	for without := range len(factors) + 1 {
		basis := g.basis(nil, -1, without)
		g.ranks = append(g.ranks, len(basis))
		g.bases = append(g.bases, g.explained(basis))
	}
	return g
}

// rank is the number of free parameters of all factors, or of all but one.
func (g *gower) rank(without int) int {
	if without < 0 {
		without = len(g.codes)
	}
	return g.ranks[without]
}

// basis is orthonormal columns that span a constant and the factors but one, of
// which one, or with moved = their number all, is permuted.
func (g *gower) basis(order []int, moved, without int) [][]float64 {
	n := len(g.root)
	var basis [][]float64
	add := func(column []float64) {
		before := math.Sqrt(dot(column, column))
		for range 2 { // twice is enough for rounding
			for _, q := range basis {
				along := dot(q, column)
				for i := range column {
					column[i] -= along * q[i]
				}
			}
		}
		if length := math.Sqrt(dot(column, column)); length > 1e-9*before && length > 0 {
			for i := range column {
				column[i] /= length
			}
			basis = append(basis, column)
		}
	}
	if n == 0 {
		return nil
	}
	add(append([]float64(nil), g.root...))
	for f, codes := range g.codes {
		if f == without {
			continue
		}
		for level := 1; level < g.levels[f]; level++ {
			column := make([]float64, n)
			for i := range column {
				at := i
				if order != nil && (moved == f || moved == len(g.codes)) {
					at = order[i]
				}
				if codes[at] == level {
					column[i] = g.root[i]
				}
			}
			add(column)
		}
	}
	return basis
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// explained is the sum of squares of a model: the trace of its projection of G.
func (g *gower) explained(basis [][]float64) float64 {
	sum := 0.0
	for _, q := range basis {
		v := mat.NewVecDense(len(q), q)
		sum += mat.Inner(v, g.g, v)
	}
	return sum
}

// figures are F and R2 of each factor beyond the others, and of all; only those of
// the one moved when there is one.
func (g *gower) figures(order []int, moved int) []share {
	k := len(g.codes)
	list := make([]share, k+1)
	if len(g.root) == 0 {
		return list
	}
	whole := g.explained(g.basis(order, moved, k))
	free := g.weight - float64(g.rank(-1))
	residual := (g.total - whole) / free
	for f := range k + 1 {
		if moved >= 0 && moved != f {
			continue
		}
		base, df := 0.0, float64(g.rank(-1)-1)
		if f < k {
			base, df = g.bases[f], float64(g.rank(-1)-g.rank(f))
		}
		list[f] = share{(whole - base) / df / residual, (whole - base) / g.total}
	}
	return list
}

// Tables is one row a factor, then all.
func (r *MultiDiscrepancyAnalysis) Tables() []*stats.Table {
	say := func(french, english string) string { return stats.Say(r.Spec.Lang, french, english) }
	return []*stats.Table{stats.MustTable(say("Analyse de la dispersion, plusieurs facteurs", "Discrepancy analysis, several factors"),
		words("facteur", say("Facteur", "Factor"), r.Factors, func(f FactorDiscrepancy) string { return f.Title() }),
		estimates("f", "Pseudo-F", stats.Coefficient, r.Factors, func(f FactorDiscrepancy) stats.Estimate {
			return stats.Estimate{Value: f.F.Statistic, Reason: f.F.Reason}
		}),
		estimates("r2", say("Part propre (%)", "Own share (%)"), stats.Percent, r.Factors, func(f FactorDiscrepancy) stats.Estimate {
			return stats.Estimate{Value: 100 * f.R2.Value, Reason: f.R2.Reason}
		}),
		estimates("p", "p", stats.PValue, r.Factors, func(f FactorDiscrepancy) stats.Estimate {
			return stats.Estimate{Value: f.F.P, Reason: f.F.Reason}
		}),
	).WithTotals(1).Captioned(stats.Caption{
		Population: fmt.Sprintf(say("%d cas, %d laissés de côté ; %d permutations, graine %d", "%d cases, %d left out; %d permutations, seed %d"), r.N, r.Missing.Total(), max(r.Spec.Draws, 0), r.Spec.Seed),
		Notes:      r.Warnings,
	})}
}

// String is the factors as text.
func (r *MultiDiscrepancyAnalysis) String() string {
	return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0])
}

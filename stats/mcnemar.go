package stats

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// McNemar compares two answers of the same cases to one question, such as a
// danger seen before and after a measure: do those who change go one way more
// than the other? Both columns have the same levels; levels that one column
// lacks are taken from the other. Rows without one of the two are left out.
//
// Two levels: McNemar's test, the exact one to be reported below 25 changes,
// and the matched odds ratio. More: Bowker's test of symmetry and
// Stuart-Maxwell of equal margins. Without any change there is no chi-square,
// and the exact p is 1. Agrees with R's mcnemar.test, binom.test and DescTools'
// StuartMaxwellTest (McNemar 1947; Bowker 1948; Stuart 1955; Maxwell 1970).
type McNemar struct {
	Before, After string // names of columns: categories or flags
	Cases         string // what a row of the data is, in the plural; "dossiers"
	Lang          string // "en" for English; French otherwise
}

// ChangeTable is how the answers changed.
type ChangeTable struct {
	Spec          McNemar
	Before, After Variable
	Levels        []Level
	Observed      [][]int // before by after
	N             int
	Changed       int // cases whose answer is another one
	Missing       MissingCounts

	ChiSquare Test // McNemar, or Bowker beyond two levels
	Corrected Test // with continuity correction, two levels only
	Exact     Test // binomial, two levels only
	MidP      Test // binomial, what was seen counting half, two levels only
	Margins   Test // Stuart-Maxwell
	// OddsRatio is how many go from the first level to the second for one who
	// goes back, with the exact interval; two levels only.
	OddsRatio   Estimate
	Recommended Test
	Warnings    []string
}

// fewChanges is below how many changes the exact test is the one to report.
const fewChanges = 25

// Of counts the pairs and tests them. Errors are unknown columns, columns that
// cannot be counted, and columns that have not a level in common.
func (s McNemar) Of(t *Table) (*ChangeTable, error) {
	before, after, err := CrossTab{Rows: s.Before, Cols: s.After}.columns(t)
	if err != nil {
		return nil, fmt.Errorf("McNemar: %w", err)
	}
	x, err := factorOf(before, s.Lang)
	if err != nil {
		return nil, fmt.Errorf("McNemar: %w", err)
	}
	y, err := factorOf(after, s.Lang)
	if err != nil {
		return nil, fmt.Errorf("McNemar: %w", err)
	}
	p := &ChangeTable{Spec: s, Before: x.variable, After: y.variable, Levels: slices.Clone(x.levels)}
	place := make([]int, len(y.levels)) // where a level of after stands among all
	common := false
	for j, level := range y.levels {
		if place[j] = levelIndex(p.Levels, level.Code); place[j] < 0 {
			place[j] = len(p.Levels)
			p.Levels = append(p.Levels, level)
		} else {
			common = true
		}
	}
	if !common {
		return nil, fmt.Errorf("McNemar: columns %q and %q must have the same levels; they have none in common", s.Before, s.After)
	}
	counts, missing := tally(x, y, nil)
	p.Missing = missing
	square := make([][]int, len(p.Levels))
	for i := range square {
		square[i] = make([]int, len(p.Levels))
		if i < len(counts) {
			for j, n := range counts[i] {
				square[i][place[j]] = n
			}
		}
	}
	p.fill(square)
	p.test()
	return p, nil
}

// fill keeps the levels that a case has before or after; two levels stay two.
func (p *ChangeTable) fill(square [][]int) {
	m := marginsOf(square, len(square))
	p.N = m.n
	var kept []int
	for i := range square {
		if m.rows[i]+m.cols[i] > 0 || len(square) <= 2 {
			kept = append(kept, i)
		}
	}
	p.Levels = pick(p.Levels, kept)
	for _, i := range kept {
		p.Observed = append(p.Observed, pick(square[i], kept))
		p.Changed += m.rows[i] - square[i][i]
	}
}

func (p *ChangeTable) test() {
	lang := p.Spec.Lang
	reason := ""
	switch {
	case p.N == 0:
		reason = margins{}.undefined(p.Before, p.After, lang)
	case p.Changed == 0:
		reason = Say(lang, "aucun changement : pas de test", "no discordant pair: no test")
	}
	two := len(p.Levels) == 2
	square := or(reason, Say(lang, "seulement pour deux modalités", "for two levels only"))
	p.Corrected = Test{Name: Say(lang, "McNemar corrigé", "McNemar, corrected"), Reason: square}
	p.Exact = Test{Name: Say(lang, "McNemar exact", "McNemar, exact"), Reason: square}
	p.MidP = Test{Name: Say(lang, "McNemar mid-p", "McNemar, mid-p"), Reason: square}
	p.OddsRatio = Estimate{Reason: square}
	p.ChiSquare = Test{Name: Say(lang, "Symétrie (Bowker)", "Symmetry (Bowker)"), Reason: reason}
	p.Margins = Test{Name: Say(lang, "Marges égales (Stuart-Maxwell)", "Equal margins (Stuart–Maxwell)"), Reason: reason}
	if two {
		p.ChiSquare.Name = Say(lang, "McNemar", "McNemar")
		if p.N > 0 && p.Changed == 0 {
			p.Exact.Reason, p.MidP.Reason = "", ""
			p.Exact.P, p.MidP.P = 1, 1
		}
	}
	p.Recommended = p.ChiSquare
	if reason != "" {
		if two && p.N > 0 {
			p.Recommended = p.Exact
		}
		return
	}
	p.bowker()
	p.Margins = p.stuartMaxwell(p.Margins)
	if two {
		p.fourfold()
	}
	p.Recommended = p.ChiSquare
	if two && p.Changed < fewChanges {
		p.Recommended = p.Exact
		p.Warnings = append(p.Warnings, fmt.Sprintf(Say(lang,
			"Moins de %d changements : retenir le test exact.", "Fewer than %d changes: report the exact test."), fewChanges))
	}
}

// bowker adds up over pairs of levels that somebody changes between; with an
// empty one mcnemar.test has NaN.
func (p *ChangeTable) bowker() {
	sum, df := 0.0, 0
	for i := range p.Observed {
		for j := range i {
			if b, c := float64(p.Observed[i][j]), float64(p.Observed[j][i]); b+c > 0 {
				sum += (b - c) * (b - c) / (b + c)
				df++
			}
		}
	}
	p.ChiSquare.set(sum, float64(df))
}

// fourfold is what only two levels have.
func (p *ChangeTable) fourfold() {
	b, c := p.Observed[0][1], p.Observed[1][0]
	gap := math.Abs(float64(b - c))
	p.Corrected.Reason, p.Exact.Reason, p.MidP.Reason = "", "", ""
	p.Corrected.set(math.Pow(math.Max(0, gap-1), 2)/float64(b+c), 1)
	below, at, _ := tail.Binomial(min(b, c), b+c, 0.5)
	p.Exact.P = math.Min(1, 2*(below+at))
	p.MidP.P = 2*below + at
	if b == c {
		p.MidP.P = 1 - at/2 // what was seen is in both tails (Fagerland 2013)
	}
	low, high := tail.Proportion(b, b+c)
	p.OddsRatio = Estimate{Value: float64(b) / float64(c), Low: low / (1 - low), High: high / (1 - high), Confidence: 0.95}
}

// stuartMaxwell is the square of the differences of the margins in the metric
// of their covariance, without the last level.
func (p *ChangeTable) stuartMaxwell(test Test) Test {
	m := marginsOf(p.Observed, len(p.Observed))
	// Levels that nobody leaves or takes up have margins that must be equal.
	var moving []int
	for i := range p.Observed {
		if m.rows[i]+m.cols[i] > 2*p.Observed[i][i] {
			moving = append(moving, i)
		}
	}
	gaps := make([]float64, len(moving)-1)
	covariance := make([][]float64, len(gaps))
	for a := range gaps {
		i := moving[a]
		gaps[a] = float64(m.rows[i] - m.cols[i])
		covariance[a] = make([]float64, len(gaps))
		for b := range gaps {
			j := moving[b]
			covariance[a][b] = -float64(p.Observed[i][j] + p.Observed[j][i])
		}
		covariance[a][a] = float64(m.rows[i] + m.cols[i] - 2*p.Observed[i][i])
	}
	square, rank := squareIn(covariance, gaps)
	test.set(square, float64(rank))
	return test
}

package stats

import (
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats/internal/exact"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// Percentages says of what a crosstab gives percentages.
type Percentages uint8

const (
	// ByNone gives counts.
	ByNone Percentages = iota
	// ByRow makes each row add up to 100.
	ByRow
	// ByColumn makes each column add up to 100.
	ByColumn
	// ByTotal makes the whole table add up to 100.
	ByTotal
)

// Label says in French, or in English when lang is "en", of what percentages are.
func (p Percentages) Label(lang string) string {
	return Say(lang, [...]string{"effectifs", "en ligne", "en colonne", "du total"}[p], [...]string{"counts", "by row", "by column", "of total"}[p])
}

// CrossTab crosses two variables: categories, flags or sets. Rows without one
// of the two are left out and counted by reason. Levels without any case are
// left out and named.
//
// The test to report is Pearson's chi-square, or Fisher's exact test where more
// than a fifth of the expected counts are below 5 or one is below 1 (Cochran
// 1954); where that takes too long, its Monte Carlo estimate. Agrees with R's
// chisq.test(correct = FALSE), fisher.test and DescTools::CramerV.
//
// A set is a table of options that overlap: its percentages are of cases, may
// add up to more than 100, and there is no chi-square.
type CrossTab struct {
	Rows, Cols string // names of columns
	Percent    Percentages
	Exact      bool   // Fisher also where the chi-square law will do; a 2×2 always has it
	Draws      int    // of the Monte Carlo test; 0 is 9,999
	Seed       uint64 // of the Monte Carlo test
	Cases      string // what a row of the data is, in the plural; "dossiers"
	Lang       string // "en" for English; French otherwise
}

// ContingencyTable is two variables crossed. Matrices have a row for each level
// of RowLevels and a column for each of ColLevels, in declared order; those of
// expected counts, residuals and their p are empty where there is no test.
type ContingencyTable struct {
	Spec                 CrossTab
	Row, Col             Variable
	RowLevels, ColLevels []Level
	Observed             [][]int
	RowTotals, ColTotals []int
	N                    int
	Missing              MissingCounts // rows left out, by the reason of the row variable, else of the column variable
	Dropped              []string      // levels without any case
	Overlapping          bool          // a variable is a set: totals are of cases, not sums
	rowSet, colSet       bool

	Expected, Pearson, Adjusted [][]float64 // expected counts, (o-e)/√e, adjusted residuals
	// P are those of the adjusted residuals, two-sided; HolmP is adjusted over
	// the cells, of which two rows or two columns count once.
	P, HolmP [][]float64

	ChiSquare, LikelihoodRatio Test
	Yates                      Test // chi-square with continuity correction, 2×2 only
	Fisher                     Test
	MonteCarlo                 Simulation
	Recommended                Test    // the one to report
	SmallExpected              float64 // share of the expected counts below 5, from 0 to 1

	V, CorrectedV Estimate // Cramér; Bergsma, for few cases
	Phi           Estimate // signed, 2×2 only
	OddsRatio     Estimate // conditional maximum likelihood, exact interval, 2×2 only
	// Detectable is the smallest V of the population that a table of this size
	// would have shown four times in five (spec Detectable).
	Detectable Estimate

	Warnings []string
}

// Simulation is a test whose p was drawn: P is (1+hits)/(1+Draws), and lies in
// Interval with 95 % confidence.
type Simulation struct {
	Test
	Interval Estimate
	Draws    int
	Seed     uint64
}

// Steps of work after which Fisher's test gives way to Monte Carlo: about half
// a second.
const exactSteps = 200_000_000

// Of counts the table and tests it. Errors are unknown columns and columns that
// cannot be counted: numbers and dates are to be banded first.
func (s CrossTab) Of(t *Table) (*ContingencyTable, error) {
	if s.Draws == 0 {
		s.Draws = 9_999
	}
	if s.Draws < 0 {
		return nil, fmt.Errorf("crosstab: %d draws", s.Draws)
	}
	rows, cols, err := s.columns(t)
	if err != nil {
		return nil, fmt.Errorf("crosstab: %w", err)
	}
	c := &ContingencyTable{Spec: s, Row: rows.Variable(), Col: cols.Variable()}
	_, rowSet := rows.(*Sets)
	_, colSet := cols.(*Sets)
	if rowSet || colSet {
		c.Overlapping = true
		err = c.countOptions(rows, cols)
	} else {
		err = c.count(rows, cols)
	}
	if err != nil {
		return nil, fmt.Errorf("crosstab: %w", err)
	}
	c.test(exactSteps)
	c.warn()
	return c, nil
}

func (s CrossTab) columns(t *Table) (rows, cols Column, err error) {
	if rows, err = t.Column(s.Rows); err != nil {
		return nil, nil, err
	}
	if cols, err = t.Column(s.Cols); err != nil {
		return nil, nil, err
	}
	if s.Rows == s.Cols {
		return nil, nil, fmt.Errorf("column %q is crossed with itself", s.Rows)
	}
	return rows, cols, nil
}

func (c *ContingencyTable) count(rows, cols Column) error {
	x, err := factorOf(rows, c.Spec.Lang)
	if err != nil {
		return err
	}
	y, err := factorOf(cols, c.Spec.Lang)
	if err != nil {
		return err
	}
	counts, missing := tally(x, y, nil)
	c.Missing = missing
	m := marginsOf(counts, len(y.levels))
	c.N = m.n
	c.drop(m, x.levels, y.levels)
	return nil
}

// drop keeps the levels that have cases, and names the others.
func (c *ContingencyTable) drop(m margins, rowLevels, colLevels []Level) {
	dense := m.dense()
	c.Observed, c.RowTotals, c.ColTotals = dense.counts, dense.rows, dense.cols
	c.RowLevels, c.ColLevels = pick(rowLevels, occupied(m.rows)), pick(colLevels, occupied(m.cols))
	name := func(v Variable, levels []Level, totals []int) {
		for i, level := range levels {
			if totals[i] == 0 {
				c.Dropped = append(c.Dropped, v.Title()+colon(c.Spec.Lang)+level.Title())
			}
		}
	}
	name(c.Row, rowLevels, m.rows)
	name(c.Col, colLevels, m.cols)
}

// margins are those of the table, which must not overlap.
func (c *ContingencyTable) margins() margins {
	return margins{c.Observed, c.RowTotals, c.ColTotals, c.N}
}

// test fills in all that is computed from the counts.
func (c *ContingencyTable) test(steps int) {
	lang, m := c.Spec.Lang, c.margins()
	reason := m.undefined(c.Row, c.Col, lang)
	if c.Overlapping && reason == "" {
		reason = Say(lang, "des réponses multiples se recoupent : pas de khi-2 sur l'ensemble des options", "multiple responses overlap: no chi-square over all options")
	}
	square := Say(lang, "seulement pour un tableau 2 × 2", "only for a 2 × 2 table")
	if reason != "" {
		square = reason
	}
	none, notSquare := Estimate{Reason: reason}, Estimate{Reason: square}
	c.ChiSquare = Test{Name: Say(lang, "Khi-2 de Pearson", "Pearson chi-square"), Reason: reason}
	c.LikelihoodRatio = Test{Name: Say(lang, "Rapport de vraisemblance G²", "Likelihood ratio G²"), Reason: reason}
	c.Yates = Test{Name: Say(lang, "Khi-2 corrigé de Yates", "Chi-square, Yates correction"), Reason: square}
	c.Fisher = Test{Name: Say(lang, "Fisher exact", "Fisher exact"), Reason: reason}
	c.MonteCarlo.Test = Test{Name: Say(lang, "Fisher par Monte-Carlo", "Fisher by Monte Carlo"), Reason: reason}
	c.V, c.CorrectedV, c.Phi, c.OddsRatio, c.Detectable = none, none, notSquare, notSquare, none
	c.Recommended = c.ChiSquare
	if reason != "" {
		return
	}
	df := float64(m.df())
	chi2 := m.chiSquared(0)
	c.ChiSquare.set(chi2, df)
	c.LikelihoodRatio.set(m.likelihoodRatio(), df)
	var ok bool
	if c.V, c.CorrectedV, ok = m.v(chi2); !ok {
		c.Warnings = append(c.Warnings, Say(lang,
			"V de Cramér sans intervalle : les effectifs sont plus proches de l'indépendance que le hasard seul ne les rend 39 fois sur 40.",
			"Cramér's V has no interval: the counts are nearer to independence than chance alone brings them 39 times in 40."))
	}
	var err error
	c.Detectable = Estimate{}
	if c.Detectable.Value, err = (Detectable{Rows: len(m.rows), Cols: len(m.cols)}).Of(m.n); err != nil {
		c.Detectable.Reason = Say(lang, "trop peu de dossiers pour établir même un V de 1", "too few cases to establish even a V of 1")
	}
	c.residuals(m)
	if len(m.rows) == 2 && len(m.cols) == 2 {
		c.fourfold(m, chi2)
	}
	c.exact(m, steps)
}

// set is a chi-square statistic with its p.
func (t *Test) set(statistic, df float64) {
	t.Statistic, t.DF, t.P = statistic, df, tail.ChiSquared(statistic, df)
}

func (c *ContingencyTable) residuals(m margins) {
	for _, matrix := range []*[][]float64{&c.Expected, &c.Pearson, &c.Adjusted, &c.P, &c.HolmP} {
		*matrix = make([][]float64, len(m.rows))
		for i := range *matrix {
			(*matrix)[i] = make([]float64, len(m.cols))
		}
	}
	for i := range m.rows {
		for j := range m.cols {
			c.Expected[i][j] = m.expected(i, j)
			c.Pearson[i][j], c.Adjusted[i][j] = m.residual(i, j)
			c.P[i][j] = tail.Normal(c.Adjusted[i][j])
		}
	}
	// Of two rows, or two columns, one repeats the other with the sign turned:
	// that is one test, not two.
	rows, cols := distinct(len(m.rows)), distinct(len(m.cols))
	var tests []Test
	for i := range rows {
		for j := range cols {
			tests = append(tests, Test{P: c.P[i][j]})
		}
	}
	adjusted := Holm.Of(tests)
	for i := range m.rows {
		for j := range m.cols {
			c.HolmP[i][j] = adjusted[min(i, rows-1)*cols+min(j, cols-1)].P
		}
	}
}

// distinct is how many of n rows or columns of residuals do not repeat another.
func distinct(n int) int {
	if n == 2 {
		return 1
	}
	return n
}

// fourfold is what only a 2×2 table has.
func (c *ContingencyTable) fourfold(m margins, chi2 float64) {
	a, b, d, e := m.counts[0][0], m.counts[0][1], m.counts[1][0], m.counts[1][1]
	gap := math.Abs(float64(a) - m.expected(0, 0))
	c.Yates.Reason = ""
	c.Yates.set(m.chiSquared(math.Min(0.5, gap)), 1)
	c.Phi = Estimate{Value: math.Copysign(math.Sqrt(chi2/float64(m.n)), float64(a)*float64(e)-float64(b)*float64(d))}
	if m.n > exactLargest {
		c.OddsRatio.Reason = tooMany(c.Spec.Lang)
		return
	}
	ratio, low, high, _ := exact.OddsRatio(a, b, d, e)
	c.OddsRatio = Estimate{Value: ratio, Low: low, High: high, Confidence: 0.95}
}

// exactLargest is the number of cases up to which a 2×2 table is tested exactly.
const exactLargest = 10_000_000

func tooMany(lang string) string {
	return Say(lang, "trop de dossiers pour un calcul exact", "too many cases for an exact computation")
}

// exact runs Fisher's test where it is asked for or needed, Monte Carlo where
// it is needed and Fisher's takes too long, and says which test to report.
func (c *ContingencyTable) exact(m margins, steps int) {
	lang := c.Spec.Lang
	share, doubtful := m.small()
	c.SmallExpected = share
	c.MonteCarlo.Reason = Say(lang, "inutile ici", "not needed here")
	fourfold := len(m.rows) == 2 && len(m.cols) == 2
	switch {
	case !doubtful && !fourfold && !c.Spec.Exact:
		c.Fisher.Reason = Say(lang, "inutile : les effectifs théoriques suffisent au khi-2", "not needed: expected counts are large enough for the chi-square")
	case m.n > exactLargest:
		c.Fisher.Reason = tooMany(lang)
	default:
		p, ok := exact.Fisher(m.counts, steps)
		c.Fisher.P = p
		if !ok {
			c.Fisher.P, c.Fisher.Reason = 0, Say(lang, "trop long à calculer sur ce tableau", "takes too long on this table")
		}
	}
	c.Recommended = c.ChiSquare
	switch {
	case !doubtful:
	case c.Fisher.Defined():
		c.Recommended = c.Fisher
	default:
		hits := exact.MonteCarlo(m.counts, c.Spec.Draws, c.Spec.Seed)
		low, high := tail.Proportion(hits, c.Spec.Draws)
		p := float64(1+hits) / float64(1+c.Spec.Draws)
		c.MonteCarlo.Reason = ""
		c.MonteCarlo.P = p
		c.MonteCarlo.Interval = Estimate{Value: p, Low: low, High: high, Confidence: 0.95}
		c.MonteCarlo.Draws, c.MonteCarlo.Seed = c.Spec.Draws, c.Spec.Seed
		c.Recommended = c.MonteCarlo.Test
	}
}

// Share is a cell in percent, of what by says; i may be len(RowLevels) and j
// len(ColLevels) for the totals. There is none over an empty base.
func (c *ContingencyTable) Share(by Percentages, i, j int) (percent float64, defined bool) {
	base := 0
	switch by {
	case ByRow:
		base = c.at(i, len(c.ColLevels))
	case ByColumn:
		base = c.at(len(c.RowLevels), j)
	case ByTotal:
		base = c.N
	}
	if base == 0 {
		return 0, false
	}
	return 100 * float64(c.at(i, j)) / float64(base), true
}

// at is a count or, past the last level, a total.
func (c *ContingencyTable) at(i, j int) int {
	switch lastRow, lastCol := i == len(c.RowLevels), j == len(c.ColLevels); {
	case lastRow && lastCol:
		return c.N
	case lastRow:
		return c.ColTotals[j]
	case lastCol:
		return c.RowTotals[i]
	}
	return c.Observed[i][j]
}

// String is the main table as text.
func (c *ContingencyTable) String() string {
	return Printer{Lang: c.Spec.Lang, Rows: 12}.Of(c.Tables()[0])
}

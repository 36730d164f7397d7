package stats

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats/internal/exact"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// TableMeasures measures the association of two crossed variables in every
// customary way: nominal measures for any levels, measures of order where both
// variables are ordered or have two levels, odds ratio and risks for 2×2.
// CrossTab has the test and the V to report; come here when a discipline, a
// journal or an earlier study asks for another measure.
//
// Levels without any case are left out. Intervals are at 95 %, from the delta
// method unless Method says otherwise (Agresti 2002; Brown and Benedetti 1977),
// cut at the range of the measure, and absent where their error is 0. Agrees
// with DescTools (Lambda, GoodmanKruskalTau, UncertCoef, SomersDelta, …), which
// cuts not all of them.
type TableMeasures struct {
	Rows, Cols string // names of columns: categories or flags
	// Event is the code of the level of Cols whose risk a 2×2 compares, Exposed
	// that of the level of Rows whose risk comes first; the first level, of flags
	// "oui".
	Event, Exposed string
	Every          bool   // every interval of odds and risks, not the advised one alone
	Draws          int    // of a Monte Carlo chi-square; 0 is none
	Seed           uint64 // of the Monte Carlo
	Cases          string // what a row of the data is, in the plural; "dossiers"
	Lang           string // "en" for English; French otherwise
}

// Direction says which of two variables a measure predicts from the other.
type Direction uint8

const (
	// Symmetric measures treat both variables alike.
	Symmetric Direction = iota
	// RowsPredicted: the row variable is predicted from the column variable.
	RowsPredicted
	// ColsPredicted: the column variable is predicted from the row variable.
	ColsPredicted
)

// TableMeasure is one measure of a table.
type TableMeasure struct {
	Name      string // "lambda", "gamma", "risk ratio": the same in every language
	Label     string // as people read it
	Direction Direction
	Method    string // how the interval is made: "delta", "Newcombe"; "" without one
	Estimate
	Test Test // that it is what it would be without association
}

// MeasureList is the measures of one table, one a line.
type MeasureList struct {
	Spec     TableMeasures
	Row, Col Variable
	N        int
	Missing  MissingCounts
	Measures []TableMeasure
	Tests    []Test // beside those of CrossTab: Williams, linear-by-linear, one-sided and mid-p Fisher, Monte Carlo
	// Concordant and Discordant are pairs of cases in the same and in opposite
	// order on both variables; 0 where a variable has no order.
	Concordant, Discordant float64
	Warnings               []string

	table          *ContingencyTable
	exposed, event int // of a 2×2
}

// Of crosses the two columns and measures. Errors are unknown columns or
// levels, and columns that cannot be counted; a set has no single association,
// its options have one each in Associations.
func (s TableMeasures) Of(t *Table) (*MeasureList, error) {
	c := &ContingencyTable{Spec: CrossTab{Rows: s.Rows, Cols: s.Cols, Cases: s.Cases, Lang: s.Lang}}
	rows, cols, err := c.Spec.columns(t)
	if err == nil && s.Draws < 0 {
		err = fmt.Errorf("%d draws", s.Draws)
	}
	if err == nil {
		c.Row, c.Col = rows.Variable(), cols.Variable()
		err = c.count(rows, cols)
	}
	if err != nil {
		return nil, fmt.Errorf("measures: %w", err)
	}
	list := &MeasureList{Spec: s, Row: c.Row, Col: c.Col, N: c.N, Missing: c.Missing, table: c}
	list.exposed, err = chosenLevel(rows, c.RowLevels, s.Exposed, s.Rows)
	if err != nil {
		return nil, fmt.Errorf("measures: Exposed: %w", err)
	}
	list.event, err = chosenLevel(cols, c.ColLevels, s.Event, s.Cols)
	if err != nil {
		return nil, fmt.Errorf("measures: Event: %w", err)
	}
	m := c.margins()
	reason := m.undefined(c.Row, c.Col, s.Lang)
	list.nominal(m, reason)
	switch {
	case reason != "":
	case inOrder(rows, c.RowLevels) && inOrder(cols, c.ColLevels):
		list.ordinal(m)
	default:
		list.Warnings = append(list.Warnings, Say(s.Lang,
			"Mesures de rangs (gamma, tau, d de Somers) : sans objet, une variable n'a pas d'ordre.",
			"Measures of order (gamma, tau, Somers' d): not applicable, a variable has no order."))
	}
	if reason == "" && len(m.rows) == 2 && len(m.cols) == 2 {
		list.fourfold(m.counts)
	}
	if share, doubtful := m.small(); reason == "" && doubtful {
		list.Warnings = append(list.Warnings, fmt.Sprintf(Say(s.Lang,
			"%s des effectifs théoriques sont inférieurs à 5 : intervalles et p sont approximatifs, sauf ceux de Fisher et les rapports exacts.",
			"%s of the expected counts are below 5: intervals and p are approximate, but for Fisher's and exact ratios."), percent(100*share, s.Lang)))
	}
	if reason == "" && s.Draws > 0 {
		hits := exact.MonteCarloChiSquare(m.counts, s.Draws, s.Seed)
		list.Tests = append(list.Tests, Test{
			Name: fmt.Sprintf(Say(s.Lang, "Khi-2 par Monte-Carlo (%d tirages, graine %d)", "Chi-square by Monte Carlo (%d draws, seed %d)"), s.Draws, s.Seed),
			P:    float64(1+hits) / float64(1+s.Draws),
		})
	}
	return list, nil
}

// chosenLevel is the place of a level among those that have cases. Where two
// have, and the level chosen has none, there is nothing to compare.
func chosenLevel(c Column, levels []Level, code, name string) (int, error) {
	declared := yesNoLevels("")
	categories, ok := c.(*Categories)
	switch {
	case ok:
		declared = categories.levels
	case code == "":
		code = "oui"
	}
	at := levelIndex(levels, code)
	switch {
	case code == "" || at < 0 && len(levels) != 2 && levelIndex(declared, code) >= 0:
		return 0, nil
	case at >= 0:
		return at, nil
	}
	var codes []string
	for _, level := range levels {
		codes = append(codes, level.Code)
	}
	return 0, fmt.Errorf("column %q has no case with the level %s", name, Unknown(code, codes))
}

// inOrder tells whether levels go from low to high; two always do.
func inOrder(c Column, levels []Level) bool {
	categories, ok := c.(*Categories)
	return len(levels) == 2 || ok && categories.ordered
}

// add notes a measure. Where its interval is a point it has none: the error of
// the delta method is 0 at the ends of the range, which is not certainty.
func (l *MeasureList) add(m TableMeasure) {
	if m.Low == m.High {
		m.Confidence, m.Low, m.High = 0, 0, 0
	}
	if m.Confidence == 0 {
		m.Method = ""
	}
	l.Measures = append(l.Measures, m)
}

// Measure is the first measure of that name and direction: the advised one.
func (l *MeasureList) Measure(name string, direction Direction) (TableMeasure, error) {
	var names []string
	for _, m := range l.Measures {
		if m.Name == name && m.Direction == direction {
			return m, nil
		}
		if !slices.Contains(names, m.Name) {
			names = append(names, m.Name)
		}
	}
	return TableMeasure{}, fmt.Errorf("measures: no measure %s in that direction", Unknown(name, names))
}

// byDelta is a value with the interval of the delta method: slope is how much
// the value grows with the count of a cell.
func (m margins) byDelta(value, floor float64, slope func(i, j int) float64) Estimate {
	var mean, square float64
	for i, row := range m.counts {
		for j, n := range row {
			if n > 0 {
				x := slope(i, j)
				mean += float64(n) * x
				square += float64(n) * x * x
			}
		}
	}
	spread := tail.Z95 * math.Sqrt(math.Max(0, square-mean*mean/float64(m.n)))
	if spread < 1e-9 { // rounding
		spread = 0
	}
	return Estimate{Value: value, Low: math.Max(floor, value-spread), High: math.Min(1, value+spread), Confidence: 0.95}
}

// turned is the table with rows and columns changed places.
func (m margins) turned() margins {
	counts := make([][]int, len(m.cols))
	for j := range counts {
		counts[j] = make([]int, len(m.rows))
		for i := range m.rows {
			counts[j][i] = m.counts[i][j]
		}
	}
	return margins{counts, m.cols, m.rows, m.n}
}

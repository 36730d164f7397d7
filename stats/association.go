package stats

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats/internal/parallel"
)

// Associations measures every row variable against every column variable, each
// pair by what its types allow: number with number Pearson's r; number with
// groups eta; number with ordered levels Spearman's rho; ordered with ordered
// Kendall's tau-b; all others Cramér's V. Dates are numbers of days, flags are
// groups, each option of a set is a flag of its own.
//
// P is that of Student's t, of the F of an analysis of variance, of z without
// continuity correction, of the uncorrected chi-square; it enters the
// adjustment, undefined ones do not. Where expected counts are small the exact
// p stands beside, and enters in its place with Exact. Agrees with R's cor.test,
// aov, chisq.test(correct = FALSE) and p.adjust.
type Associations struct {
	Rows, Cols []string // names of columns; no Cols: the Rows among themselves
	Adjust     Adjustment
	Exact      bool // adjust the exact p where expected counts are small
	// OnePer names the column of what cases share, such as the family of
	// siblings: the figures are medians over Draws (200) samples of one case
	// with both values for each.
	OnePer string
	// Cluster names such a column too: intervals are percentiles over Draws (999)
	// samples of whole clusters. P remains that of independent cases.
	Cluster string
	Draws   int
	Seed    uint64
	Workers int    // 0: all processors; the result is the same to the last bit
	Cases   string // what a row of the data is, in the plural; "dossiers"
	Lang    string // "en" for English; French otherwise
}

// Association is how two variables go together. It does not tell why.
type Association struct {
	Row, Col  Variable
	Measure   Measure
	N         int           // rows with both values; with OnePer one row for each of its values
	Missing   MissingCounts // rows left out, by the reason of the first that is missing
	Value     Estimate      // the measure; where it is undefined Reason says why
	Interval  string        // how the interval of Value was made
	Corrected Estimate      // V corrected for bias (Bergsma 2013), of CramerV only
	// Omega2 and Epsilon2 are eta squared less what chance gives (Hays 1963;
	// Kelley 1935), of Eta only; below 0 where there is less than that.
	Omega2, Epsilon2 float64
	Test             Test
	Exact            Test // beside Test: Fisher or Monte Carlo where expected counts are small
	Adjusted         Test // the p that entered the family, adjusted
	// SmallExpected is the share of expected counts below 5, from 0 to 1, and
	// Doubtful says that they make the chi-square unsafe (CrossTab has the rule).
	SmallExpected float64
	Doubtful      bool
	Draws         ClusterDraws // with OnePer
	Warnings      []string

	margins margins // of the levels; counts are nil where one is a number
	labels  [2][]string
	lang    string
}

// ClusterDraws says what became of an association when one case for each cluster
// was drawn.
type ClusterDraws struct {
	Defined     int      // draws with a measure and a p; 0 without OnePer
	AllCases    Estimate // the measure over all cases
	AllP        Test     // its test, as if cases were independent
	Significant float64  // share of the draws with p below 0.05, from 0 to 1
}

// AssociationMatrix is all pairs, row variable by row variable.
type AssociationMatrix struct {
	Spec       Associations
	Rows, Cols []Variable
	Pairs      []Association
	Tests      int // in the family of the adjustment
	Undefined  int // pairs without a p, not in the family
	Warnings   []string

	at [][]int // pair of each cell, -1 on the diagonal
}

// Of measures the pairs. A pair that comes twice is measured once, a variable
// with itself not at all. Errors are unknown columns and free text.
func (s Associations) Of(t *Table) (*AssociationMatrix, error) {
	if s.OnePer != "" && s.Cluster != "" {
		return nil, fmt.Errorf("associations: OnePer and Cluster: choose one")
	}
	if s.Draws < 0 {
		return nil, fmt.Errorf("associations: %d draws", s.Draws)
	}
	rows, err := s.sides(t, s.Rows)
	if err != nil {
		return nil, err
	}
	cols := rows
	if len(s.Cols) > 0 {
		if cols, err = s.sides(t, s.Cols); err != nil {
			return nil, err
		}
	}
	if len(rows)+len(cols) > 4 {
		for _, side := range append(rows[:len(rows):len(rows)], cols...) {
			if side.factor != nil && side.factor.packed == nil {
				side.factor.pack()
			}
		}
	}
	m := &AssociationMatrix{Spec: s}
	pairs := m.pair(rows, cols)
	m.Pairs = make([]Association, len(pairs))
	parallel.Do(len(pairs), s.Workers, func(i int) {
		m.Pairs[i] = associate(pairs[i][0], pairs[i][1], nil, s.Lang, true)
		m.Pairs[i].small(s.Seed)
	})
	if err := m.families(t, pairs); err != nil {
		return nil, err
	}
	m.adjust()
	return m, nil
}

func (s Associations) sides(t *Table, names []string) ([]*side, error) {
	if len(names) == 0 {
		return nil, fmt.Errorf("associations: no row variable")
	}
	var sides []*side
	for _, name := range names {
		c, err := t.Column(name)
		if err == nil {
			var found []*side
			if found, err = sidesOf(c, s.Lang); err == nil {
				sides = append(sides, found...)
				continue
			}
		}
		return nil, fmt.Errorf("associations: %w", err)
	}
	return sides, nil
}

// pair lists the pairs of sides to be measured and notes where they stand.
func (m *AssociationMatrix) pair(rows, cols []*side) [][2]*side {
	for _, side := range cols {
		m.Cols = append(m.Cols, side.variable)
	}
	var pairs [][2]*side
	known := map[[2]string]int{}
	for _, x := range rows {
		m.Rows = append(m.Rows, x.variable)
		line := make([]int, len(cols))
		for j, y := range cols {
			a, b := x.variable.Name, y.variable.Name
			if a == b {
				line[j] = -1
				continue
			}
			key := [2]string{min(a, b), max(a, b)}
			at, there := known[key]
			if !there {
				at = len(pairs)
				known[key] = at
				pairs = append(pairs, [2]*side{x, y})
			}
			line[j] = at
		}
		m.at = append(m.at, line)
	}
	return pairs
}

// adjust makes one family of all pairs that have a p.
func (m *AssociationMatrix) adjust() {
	tests := make([]Test, len(m.Pairs))
	for i, a := range m.Pairs {
		tests[i] = a.Test
		if m.Spec.Exact && a.Doubtful && a.Exact.Defined() {
			tests[i] = a.Exact
		}
		if tests[i].Defined() {
			m.Tests++
		} else {
			m.Undefined++
		}
	}
	for i, test := range m.Spec.Adjust.Of(tests) {
		m.Pairs[i].Adjusted = test
	}
}

// Family says which tests were adjusted together and how: "Holm, 24 tests".
func (m *AssociationMatrix) Family() string {
	lang := m.Spec.Lang
	method := m.Spec.Adjust.String()
	if m.Spec.Adjust == Unadjusted {
		method = Say(lang, "aucun ajustement", "no adjustment")
	}
	family := method + ", " + counted(m.Tests, "test", "test", lang)
	if m.Undefined > 0 {
		family += fmt.Sprintf(Say(lang, " (%d sans p, hors de la famille)", " (%d without p, not in the family)"), m.Undefined)
	}
	return family
}

// Pair is the association of two variables by name, in either order; for an
// option of a set the name is "column=option".
func (m *AssociationMatrix) Pair(row, col string) (Association, error) {
	i := slices.IndexFunc(m.Pairs, func(a Association) bool {
		return a.Row.Name == row && a.Col.Name == col || a.Row.Name == col && a.Col.Name == row
	})
	if i < 0 {
		return Association{}, fmt.Errorf("associations: no pair of %q and %q", row, col)
	}
	return m.Pairs[i], nil
}

// Strength is the size of an association in a word (after Cohen 1988): below
// 0.1 negligible, below 0.3 weak, below 0.5 medium, else strong.
func (a Association) Strength(lang string) string {
	size := max(a.Value.Value, -a.Value.Value)
	switch {
	case !a.Value.Defined():
		return ""
	case size < 0.1:
		return Say(lang, "négligeable", "negligible")
	case size < 0.3:
		return Say(lang, "faible", "weak")
	case size < 0.5:
		return Say(lang, "moyenne", "medium")
	}
	return Say(lang, "forte", "strong")
}

// String is the matrix as text.
func (m *AssociationMatrix) String() string { return Printer{Lang: m.Spec.Lang}.Of(m.Tables()[0]) }

// String is the association on one row.
func (a Association) String() string { return Printer{Lang: a.lang}.Of(a.Tables()[0]) }

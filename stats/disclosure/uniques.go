package disclosure

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
	"strconv"

	"github.com/askoria/verbatim/stats"
)

// Uniques looks for the fewest values that single a row out: a set of columns by
// which it is like no other, and by no part of which it is. The fewer columns,
// the more special the row: each such set of k of m columns scores (m-k)!
// (Elliot, Manning and Ford 2002). A missing value singles nobody out. It agrees
// with sdcMicro::suda2 where three columns or more are named; with fewer sdcMicro
// adds columns that do not exist.
type Uniques struct {
	Quasi    []string // at most 16 columns
	Fraction float64  // of the population that is in the table, for Disclosive; 0: 0.01
	Lang     string   // "en" for English; French otherwise
}

// Specials are the scores of the rows of a table.
type Specials struct {
	Spec  Uniques
	N     int
	Score []float64 // 0: nothing singles the row out
	// Disclosive is the score as the chance that a match be right, given the
	// rows that are unique and in pairs and the sampling fraction (DIS-SUDA;
	// Elliot 2005).
	Disclosive []float64
	// Share is, for each row and column, the part of the score that comes from
	// sets with the column; parts add up to more than one.
	Share [][]float64
	// Least is the size of the smallest set of each row; 0 where there is none.
	Least []int
}

// Of scores the rows.
func (u Uniques) Of(t *stats.Table) (*Specials, error) {
	if u.Fraction == 0 {
		u.Fraction = 0.01
	}
	if !(u.Fraction > 0 && u.Fraction < 1) {
		return nil, fmt.Errorf("uniques: Fraction is %v; it must be between 0 and 1", u.Fraction)
	}
	if len(u.Quasi) > 16 {
		return nil, fmt.Errorf("uniques: %d columns; name at most 16", len(u.Quasi))
	}
	_, values, err := keys("uniques", t, u.Quasi)
	if err != nil {
		return nil, err
	}
	n, m := t.Len(), len(values)
	s := &Specials{Spec: u, N: n, Score: make([]float64, n), Disclosive: make([]float64, n), Share: make([][]float64, n), Least: make([]int, n)}
	sets := make([]int, 1<<m-1)
	for i := range sets {
		sets[i] = i + 1
	}
	slices.SortStableFunc(sets, func(a, b int) int { return bits.OnesCount(uint(a)) - bits.OnesCount(uint(b)) })
	found := make([][]int, n)
	for row := range s.Share {
		s.Share[row] = make([]float64, m)
	}
	for _, set := range sets {
		size := bits.OnesCount(uint(set))
		worth := math.Gamma(float64(m - size + 1))
		for _, row := range only(values, n, set) {
			if slices.ContainsFunc(found[row], func(part int) bool { return part&set == part }) {
				continue
			}
			found[row] = append(found[row], set)
			s.Score[row] += worth
			if s.Least[row] == 0 {
				s.Least[row] = size
			}
			for j := range m {
				if set>>j&1 == 1 {
					s.Share[row][j] += worth
				}
			}
		}
	}
	pairs := 0
	for _, c := range classesOf(values, n) {
		if c.size == 2 {
			pairs += 2
		}
	}
	// The factor spreads the chance of a match over rows by their scores.
	power, factor := 1+(8-float64(m))/20, 0.0
	for _, score := range s.Score {
		if score > 0 {
			factor += math.Pow(score, -power)
		}
	}
	odds := float64(pairs) * (1 - u.Fraction) / u.Fraction
	for row, score := range s.Score {
		if score == 0 {
			continue
		}
		s.Disclosive[row] = 1 / (1 + odds/(math.Pow(score, power)*factor))
		for j := range s.Share[row] {
			s.Share[row][j] /= score
		}
	}
	return s, nil
}

// only lists the rows that no other is like in a set of columns.
func only(values [][]int32, n, set int) []int {
	first := map[string]int{} // the row of a combination; -1 when there are more
	var rows []int
	var key []byte
rows:
	for row := range n {
		key = key[:0]
		for j, codes := range values {
			if set>>j&1 == 0 {
				continue
			}
			if unknown(codes[row]) {
				continue rows
			}
			key = strconv.AppendInt(append(key, ' '), int64(codes[row]), 10)
		}
		if _, known := first[string(key)]; known {
			first[string(key)] = -1
			continue
		}
		first[string(key)] = row
		rows = append(rows, row)
	}
	alone := map[int]bool{}
	for _, row := range first {
		alone[row] = true
	}
	return slices.DeleteFunc(rows, func(row int) bool { return !alone[row] })
}

// Tables are one row a column: what part of all scores it has a hand in.
func (s *Specials) Tables() []*stats.Table {
	say := wording(s.Spec.Lang)
	total := 0.0
	special := 0
	for _, score := range s.Score {
		if total += score; score > 0 {
			special++
		}
	}
	t := stats.MustTable(say("Ce qui rend des lignes uniques", "What makes rows unique"),
		stats.Variable{Name: "variable", Label: "Variable"}.Texts(s.Spec.Quasi, nil),
		stats.Variable{Name: "part", Label: say("Part du score", "Share of the score")}.Figures(len(s.Spec.Quasi), func(j int) (float64, stats.Missing) {
			sum := 0.0
			for row, share := range s.Share {
				sum += share[j] * s.Score[row]
			}
			return stats.Defined(sum/total, total > 0)
		}))
	return []*stats.Table{t.Captioned(stats.Caption{
		Population: fmt.Sprintf(say("%d lignes, dont %d uniques par quelque ensemble de variables", "%d rows, %d of them unique by some set of variables"), s.N, special),
	})}
}

// String is the table as text.
func (s *Specials) String() string { return stats.Printer{Lang: s.Spec.Lang}.Of(s.Tables()[0]) }

package disclosure

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// LocalSuppression withholds single values until every row has K like it,
// missing values being like any (jokers). Row by row, the rarest first, it takes
// the fewest values of the row that do, and among those the ones in the columns
// named last; values that proved needless are given back. It agrees with
// sdcMicro::localSuppression in what it reaches, with as few values or fewer. A
// reader who takes a withheld value for a value of its own still sees small
// classes: KAnonymity tells both.
type LocalSuppression struct {
	Quasi []string // the most important to keep first; at most 16
	K     int      // 0: 5
	Lang  string   // "en" for English; French otherwise
}

// Locally is what local suppression withholds.
type Locally struct {
	Spec     LocalSuppression
	N        int
	Table    *stats.Table // with the values withheld: stats.Secret
	Withheld []int        // by column of Quasi
	Total    int
	Smallest int // the rows like the rarest row, itself included, afterwards
}

// Of withholds values. A table of fewer than K rows is an error.
func (l LocalSuppression) Of(t *stats.Table) (*Locally, error) {
	k, err := threshold(l.K)
	if err != nil {
		return nil, err
	}
	l.K = k
	if len(l.Quasi) > 16 {
		return nil, fmt.Errorf("local suppression: %d columns; name at most 16", len(l.Quasi))
	}
	columns, values, err := keys("local suppression", t, l.Quasi)
	if err != nil {
		return nil, err
	}
	n := t.Len()
	if n > 0 && n < k {
		return nil, fmt.Errorf("local suppression: %d rows; no row can have %d like it", n, k)
	}
	for j := range values {
		values[j] = slices.Clone(values[j])
	}
	// What is withheld is like any value, as what is unknown.
	withhold := func(row int, set int) {
		for j := range values {
			if set>>j&1 == 1 {
				values[j][row] = -int32(stats.Secret)
			}
		}
	}
	sets := l.sets(len(values))
	counts := l.likes(values, n)
	order := make([]int, n)
	for row := range order {
		order[row] = row
	}
	slices.SortStableFunc(order, func(a, b int) int { return counts[a] - counts[b] })
	kept := make([][]int32, len(values)) // as they were
	for j := range values {
		kept[j] = slices.Clone(values[j])
	}
	for _, row := range order {
		if counts[row] >= k {
			break
		}
		classes := classesOf(values, n)
		for _, set := range sets {
			if l.like(classes, values, row, set) >= k {
				withhold(row, set)
				break
			}
		}
	}
	for _, row := range slices.Backward(order) {
		for j := range values { // the most important first
			if values[j][row] == kept[j][row] {
				continue
			}
			values[j][row] = kept[j][row]
			if n := l.likes(values, n); slices.Min(n) < k {
				values[j][row] = -int32(stats.Secret)
			}
		}
	}
	result := &Locally{Spec: l, N: n, Withheld: make([]int, len(values))}
	withheld := func(row, j int) bool { return values[j][row] != kept[j][row] }
	hidden := t.Withhold(func(row int, name string) bool {
		j := slices.Index(l.Quasi, name)
		return j >= 0 && withheld(row, j)
	})
	for j, name := range l.Quasi {
		if columns[j], err = hidden.Column(name); err != nil {
			return nil, err
		}
		missing := make([]stats.Missing, n)
		for row := range missing {
			if missing[row] = columns[j].Missing(row); withheld(row, j) {
				missing[row] = stats.Secret // "not applicable" too
				result.Withheld[j]++
			}
		}
		columns[j] = stats.Masked(columns[j], missing)
		result.Total += result.Withheld[j]
	}
	if n > 0 {
		result.Smallest = slices.Min(l.likes(values, n))
	}
	result.Table, err = hidden.With(columns...)
	return result, err
}

// sets lists the sets of columns, small ones first, then by the columns named
// last.
func (l LocalSuppression) sets(m int) []int {
	sets := make([]int, 1<<m-1)
	for i := range sets {
		sets[i] = i + 1
	}
	slices.SortStableFunc(sets, func(a, b int) int {
		return cmp.Or(bits.OnesCount(uint(a))-bits.OnesCount(uint(b)), b-a)
	})
	return sets
}

// likes counts, for each row, the rows like it.
func (l LocalSuppression) likes(values [][]int32, n int) []int {
	classes := classesOf(values, n)
	counts := make([]int, n)
	for k, list := range alike(classes) {
		size := 0
		for _, other := range list {
			size += other.size
		}
		for _, row := range classes[k].rows {
			counts[row] = size
		}
	}
	return counts
}

// like counts the rows that would be like a row without the values of a set.
func (l LocalSuppression) like(classes []*class, values [][]int32, row, set int) (size int) {
classes:
	for _, c := range classes {
		for j, codes := range values {
			if set>>j&1 == 0 && c.values[j] != codes[row] && !unknown(c.values[j]) && !unknown(codes[row]) {
				continue classes
			}
		}
		size += c.size
	}
	return size
}

// Tables are the values withheld, by column.
func (l *Locally) Tables() []*stats.Table {
	say := wording(l.Spec.Lang)
	t := stats.MustTable(say("Valeurs masquées ligne à ligne", "Values withheld row by row"),
		stats.Variable{Name: "variable", Label: "Variable"}.Texts(l.Spec.Quasi, nil),
		stats.Variable{Name: "masquees", Label: say("Masquées", "Withheld"), Format: stats.Count}.Figures(len(l.Withheld), func(j int) (float64, stats.Missing) {
			return float64(l.Withheld[j]), stats.Recorded
		}))
	return []*stats.Table{t.Captioned(stats.Caption{
		Population: fmt.Sprintf(say("%d lignes", "%d rows"), l.N),
		Notes: []string{fmt.Sprintf(say("Chaque ligne en a au moins %d comme elle, une valeur masquée valant n'importe laquelle.",
			"Each row has at least %d like it, a withheld value being like any."), l.Smallest)},
	})}
}

// String is the table as text.
func (l *Locally) String() string { return stats.Printer{Lang: l.Spec.Lang}.Of(l.Tables()[0]) }

package disclosure

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Diversity looks at what rows that are alike for outsiders have in common in a
// sensitive column: who finds somebody's class learns what all of it share. It
// tells l-diversity (Machanavajjhala 2007): values, the effective number of
// values, and the l of recursive (C,l)-diversity; and t-closeness (Li 2007): how
// far the class is from the whole table. Missing values of quasi-identifiers are
// values of their own; rows whose sensitive value is missing are left out. It
// agrees with sdcMicro::ldiversity.
type Diversity struct {
	Quasi     []string
	Sensitive string
	C         float64 // of recursive diversity; 0: 2
	L         int     // the fewest values that are accepted; 0: 2
	Lang      string  // "en" for English; French otherwise
}

// Diversities are the classes of a table, in the order in which they appear.
type Diversities struct {
	Spec    Diversity
	N       int
	Missing stats.MissingCounts // of the sensitive column
	Classes []ClassDiversity
	Ordered bool // whether the values have an order: numbers, dates, ordered categories
	Below   int  // rows of classes with fewer than L values
}

// ClassDiversity is what the rows of a class have in common.
type ClassDiversity struct {
	Values   []string // of the quasi-identifiers, as people read them
	Rows     []int    // with a sensitive value
	Distinct int      // values
	// Entropy is the effective number of values, exp of Shannon's entropy.
	Entropy float64
	// Recursive is the largest l for which the most frequent value counts fewer
	// rows than C times the l-th and all that are rarer.
	Recursive int
	// Equal is half the sum of the differences between the shares of the values
	// in the class and in the table; EarthMover weighs them by the steps between
	// the values, as a share of the longest way: 0 where there is no order.
	Equal, EarthMover float64
}

// Of looks at the classes.
func (d Diversity) Of(t *stats.Table) (*Diversities, error) {
	if d.C < 0 || d.L < 0 {
		return nil, fmt.Errorf("diversity: C is %v, L is %d; neither may be negative", d.C, d.L)
	}
	d.C, d.L = cmp.Or(d.C, 2), cmp.Or(d.L, 2)
	columns, values, err := keys("diversity", t, d.Quasi)
	if err != nil {
		return nil, err
	}
	sensitive, err := t.Column(d.Sensitive)
	if err != nil {
		return nil, fmt.Errorf("diversity: %w", err)
	}
	if slices.Contains(d.Quasi, d.Sensitive) {
		return nil, fmt.Errorf("diversity: column %q is both known to others and sensitive", d.Sensitive)
	}
	result := &Diversities{Spec: d, N: t.Len(), Missing: sensitive.MissingCounts()}
	at, levels, ordered := ranked(sensitive)
	result.Ordered = ordered
	count := func(rows []int) (counts []int, kept []int) {
		counts = make([]int, levels)
		for _, row := range rows {
			if at[row] >= 0 {
				counts[at[row]]++
				kept = append(kept, row)
			}
		}
		return counts, kept
	}
	everybody := make([]int, t.Len())
	for row := range everybody {
		everybody[row] = row
	}
	whole, all := count(everybody)
	for _, c := range classesOf(values, t.Len()) {
		counts, rows := count(c.rows)
		if len(rows) == 0 {
			continue
		}
		class := d.class(counts, len(rows), whole, len(all))
		class.Rows = rows
		if !ordered {
			class.EarthMover = 0
		}
		for _, column := range columns {
			class.Values = append(class.Values, column.Show(c.rows[0], d.Lang))
		}
		if class.Distinct < d.L {
			result.Below += len(rows)
		}
		result.Classes = append(result.Classes, class)
	}
	return result, nil
}

// ranked numbers the values of a column by their order, if they have one; -1 is
// a missing one.
func ranked(c stats.Column) (at []int, levels int, ordered bool) {
	at = make([]int, c.Len())
	if categories, ok := c.(*stats.Categories); ok {
		for row := range at {
			code, there := categories.At(row)
			if at[row] = code; !there {
				at[row] = -1
			}
		}
		return at, len(categories.Levels()), categories.Ordered()
	}
	t, err := stats.MustTable("", c, stats.Variable{Name: c.Variable().Name + "."}.Figures(c.Len(), func(row int) (float64, stats.Missing) {
		return float64(row), stats.Recorded
	})).Sort(stats.Ascending(c.Variable().Name))
	if err != nil {
		panic("disclosure: " + err.Error()) // the column is there
	}
	order, _ := t.Numbers(c.Variable().Name + ".")
	last := -1
	for k := range at {
		x, _ := order.At(k)
		row := int(x)
		if at[row] = -1; c.Missing(row) != stats.Recorded {
			continue
		}
		if last < 0 || stats.Key(c, last) != stats.Key(c, row) {
			levels++
		}
		at[row], last = levels-1, row
	}
	switch c.(type) {
	case *stats.Numbers, *stats.Dates, *stats.Flags:
		ordered = true
	}
	return at, levels, ordered
}

func (d Diversity) class(counts []int, n int, whole []int, all int) (c ClassDiversity) {
	entropy, gap := 0.0, 0.0
	for k, count := range counts {
		p, q := float64(count)/float64(n), float64(whole[k])/float64(all)
		if count > 0 {
			c.Distinct++
			entropy -= p * math.Log(p)
		}
		c.Equal += math.Abs(p-q) / 2
		gap += p - q
		if len(counts) > 1 {
			c.EarthMover += math.Abs(gap) / float64(len(counts)-1)
		}
	}
	c.Entropy = math.Exp(entropy)
	sorted := slices.Clone(counts)
	slices.Sort(sorted)
	slices.Reverse(sorted)
	tail := n
	for l := 1; l <= c.Distinct && float64(sorted[0]) < d.C*float64(tail); l++ {
		c.Recursive = l
		tail -= sorted[l-1]
	}
	return c
}

// Tables are the classes, those with fewest values first.
func (d *Diversities) Tables() []*stats.Table {
	say := wording(d.Spec.Lang)
	sorted := slices.Clone(d.Classes)
	slices.SortStableFunc(sorted, func(a, b ClassDiversity) int { return cmp.Compare(a.Distinct, b.Distinct) })
	columns := []stats.Column{}
	for j, name := range d.Spec.Quasi {
		texts := make([]string, len(sorted))
		for i, c := range sorted {
			texts[i] = c.Values[j]
		}
		columns = append(columns, stats.Variable{Name: "cle." + name, Label: name}.Texts(texts, nil))
	}
	add := func(name, label string, format stats.Format, of func(ClassDiversity) float64, defined bool) {
		columns = append(columns, stats.Variable{Name: name, Label: label, Format: format}.Figures(len(sorted), func(i int) (float64, stats.Missing) {
			return stats.Defined(of(sorted[i]), defined)
		}))
	}
	add("lignes", say("Lignes", "Rows"), stats.Count, func(c ClassDiversity) float64 { return float64(len(c.Rows)) }, true)
	add("valeurs", say("Valeurs", "Values"), stats.Count, func(c ClassDiversity) float64 { return float64(c.Distinct) }, true)
	add("entropie", say("Nombre efficace", "Effective number"), stats.Number, func(c ClassDiversity) float64 { return c.Entropy }, true)
	add("recursive", say("l récursif", "Recursive l"), stats.Count, func(c ClassDiversity) float64 { return float64(c.Recursive) }, true)
	add("t_egal", say("t, écarts égaux", "t, equal distances"), stats.Number, func(c ClassDiversity) float64 { return c.Equal }, true)
	add("t_ordonne", say("t, ordonné", "t, ordered"), stats.Number, func(c ClassDiversity) float64 { return c.EarthMover }, d.Ordered)
	return []*stats.Table{stats.MustTable(fmt.Sprintf(say("Ce que %s révèle de chaque groupe", "What %s reveals of each group"), stats.Quoted(d.Spec.Lang, d.Spec.Sensitive)), columns...).
		Captioned(stats.Caption{
			Population: fmt.Sprintf(say("%d lignes, dont %d sans valeur", "%d rows, %d of them without a value"), d.N, d.Missing.Total()),
			Notes:      []string{fmt.Sprintf(say("%d lignes sont dans un groupe de moins de %d valeurs", "%d rows are in a group of fewer than %d values"), d.Below, d.Spec.L)},
		})}
}

// String is the table as text.
func (d *Diversities) String() string { return stats.Printer{Lang: d.Spec.Lang}.Of(d.Tables()[0]) }

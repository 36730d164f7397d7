package disclosure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// KAnonymity looks for rows that few others are like in what outsiders may know
// of somebody: age band, sex, place, role. A row needs K like it, itself
// included, before a table of rows is handed over (Sweeney 2002). A missing value
// is told twice: as a value of its own, by reason, and as a joker that is like
// any value, which is what an intruder has to reckon with (as NA in R's
// sdcMicro::freqCalc). "Not applicable" is a fact, and no joker. It says nothing
// of what all rows of a class have in common.
type KAnonymity struct {
	Quasi []string // the columns that an outsider may know
	K     int      // the smallest class that may be shown; 0: 5
	Lang  string   // "en" for English; French otherwise
}

// Anonymity is how many rows are alike.
type Anonymity struct {
	Spec    KAnonymity
	N       int
	Own     Classes // missing values are values of their own
	Joker   Classes // missing values are like any value
	Columns []QuasiColumn
}

// Classes are the rows of a table by how many are like them.
type Classes struct {
	Count    int   // different combinations
	Smallest int   // rows of the smallest class; 0 in an empty table
	Unique   int   // rows like no other
	Below    int   // rows with fewer than K like them, themselves included
	Rows     []int // those rows
}

// QuasiColumn is what one column does to the classes.
type QuasiColumn struct {
	Variable stats.Variable
	Values   int // different ones
	Without  int // rows below K without the column, missing values as their own
	Advice   string
}

// Safe tells whether every row has K like it, missing values being their own.
func (a *Anonymity) Safe() bool { return a.Own.Below == 0 }

// Of looks at the rows of a table. Errors are names that do not exist or come
// twice, no names, or a negative K.
func (k KAnonymity) Of(t *stats.Table) (*Anonymity, error) {
	below, err := threshold(k.K)
	if err != nil {
		return nil, err
	}
	k.K = below
	columns, values, err := keys("k-anonymity", t, k.Quasi)
	if err != nil {
		return nil, err
	}
	result := &Anonymity{Spec: k, N: t.Len(), Own: k.own(values, t.Len()), Joker: k.joker(values, t.Len())}
	for i, c := range columns {
		without := k.own(slices.Delete(slices.Clone(values), i, i+1), t.Len())
		result.Columns = append(result.Columns, QuasiColumn{c.Variable(), distinctIn(values[i]), without.Below, k.advice(c)})
	}
	return result, nil
}

func (k KAnonymity) own(values [][]int32, n int) Classes {
	classes := classesOf(values, n)
	return k.count(classes, func(c *class) int { return c.size })
}

func (k KAnonymity) joker(values [][]int32, n int) Classes {
	classes := classesOf(values, n)
	sizes := map[*class]int{}
	for c, list := range alike(classes) {
		for _, other := range list {
			sizes[classes[c]] += other.size
		}
	}
	return k.count(classes, func(c *class) int { return sizes[c] })
}

func (k KAnonymity) count(classes []*class, size func(*class) int) Classes {
	result := Classes{Count: len(classes)}
	for _, c := range classes {
		n := size(c)
		if result.Smallest == 0 || n < result.Smallest {
			result.Smallest = n
		}
		if n == 1 {
			result.Unique += c.size
		}
		if n < k.K {
			result.Below += c.size
			result.Rows = append(result.Rows, c.rows...)
		}
	}
	slices.Sort(result.Rows)
	return result
}

// advice says how the values of a column can be made coarser.
func (k KAnonymity) advice(c stats.Column) string {
	say := wording(k.Lang)
	switch c := c.(type) {
	case *stats.Numbers:
		return say("mettre en tranches", "put into bands")
	case *stats.Dates:
		return say("garder le mois ou l'année", "keep the month or the year")
	case *stats.Texts:
		return say("ne pas diffuser, ou coder en quelques modalités", "leave out, or code into a few levels")
	case *stats.Sets:
		return say("réduire à quelques options", "reduce to a few options")
	case *stats.Categories:
		if c.Ordered() {
			return say("réunir des modalités voisines", "join neighbouring levels")
		}
		return say("regrouper les modalités rares", "group rare levels")
	}
	return say("ne pas diffuser", "leave out")
}

// Tables are the classes, missing values taken in both ways, and one row a
// column with what leaving it out would gain, the most first.
func (a *Anonymity) Tables() []*stats.Table {
	say := wording(a.Spec.Lang)
	both := []Classes{a.Own, a.Joker}
	column := func(name, label string, of func(Classes) int) stats.Column {
		values := make([]float64, len(both))
		for i, c := range both {
			values[i] = float64(of(c))
		}
		return stats.Variable{Name: name, Label: label, Format: stats.Count}.Numbers(values, nil)
	}
	below := fmt.Sprintf(say("Lignes sous %d", "Rows below %d"), a.Spec.K)
	classes := stats.MustTable(say("Risque de reconnaissance", "Risk of recognition"),
		stats.Variable{Name: "manquants", Label: say("Valeurs manquantes", "Missing values")}.Texts(
			[]string{say("valeurs à part", "values of their own"), say("comme n'importe quelle valeur", "like any value")}, nil),
		column("classes", say("Combinaisons", "Combinations"), func(c Classes) int { return c.Count }),
		column("plus_petite", say("Plus petite classe", "Smallest class"), func(c Classes) int { return c.Smallest }),
		column("uniques", say("Lignes uniques", "Unique rows"), func(c Classes) int { return c.Unique }),
		column("sous_k", below, func(c Classes) int { return c.Below }),
	).Captioned(stats.Caption{
		Population: fmt.Sprintf(say("%d lignes ; connues d'autrui : %s", "%d rows; known to others: %s"), a.N, strings.Join(a.Spec.Quasi, ", ")),
		Notes:      []string{a.verdict()},
	})
	return []*stats.Table{classes, a.columnTable(below)}
}

func (a *Anonymity) columnTable(below string) *stats.Table {
	say := wording(a.Spec.Lang)
	sorted := slices.Clone(a.Columns)
	slices.SortStableFunc(sorted, func(x, y QuasiColumn) int { return cmp.Compare(x.Without, y.Without) })
	names, advice := make([]string, len(sorted)), make([]string, len(sorted))
	values, without := make([]float64, len(sorted)), make([]float64, len(sorted))
	for i, c := range sorted {
		names[i], advice[i] = c.Variable.Title(), c.Advice
		values[i], without[i] = float64(c.Values), float64(c.Without)
	}
	return stats.MustTable(say("Ce que chaque variable apprend", "What each variable tells"),
		stats.Variable{Name: "variable", Label: "Variable"}.Texts(names, nil),
		stats.Variable{Name: "valeurs", Label: say("Valeurs", "Values"), Format: stats.Count}.Numbers(values, nil),
		stats.Variable{Name: "sans_elle", Label: below + say(" sans elle", " without it"), Format: stats.Count}.Numbers(without, nil),
		stats.Variable{Name: "conseil", Label: say("Conseil", "Advice")}.Texts(advice, nil))
}

// verdict is the result in a sentence.
func (a *Anonymity) verdict() string {
	say := wording(a.Spec.Lang)
	if a.Safe() {
		return fmt.Sprintf(say("Chaque ligne en a au moins %d comme elle.", "Each row has at least %d like it."), a.Spec.K)
	}
	best := slices.MinFunc(a.Columns, func(x, y QuasiColumn) int { return cmp.Compare(x.Without, y.Without) })
	return fmt.Sprintf(say("À ne pas diffuser ligne à ligne : %d lignes sur %d en ont moins de %d comme elles. Le plus utile est d'abord « %s » : %s ; sans elle il en reste %d.",
		"Not to be handed over row by row: %d rows of %d have fewer than %d like them. Most is gained first by “%s”: %s; without it %d remain."),
		a.Own.Below, a.N, a.Spec.K, best.Variable.Title(), best.Advice, best.Without)
}

// String is the tables as text.
func (a *Anonymity) String() string {
	printer := stats.Printer{Lang: a.Spec.Lang}
	tables := a.Tables()
	return printer.Of(tables[0]) + "\n" + printer.Of(tables[1])
}
